"""The tables of the pages, and of the README, that a figure's file measures.

    <!-- measured: e07_descent.counted -->

stands above the table that counted(), in kata/site/figures/e07_descent.py, returns as lines of Markdown.
`python -m kata.site.tables` writes them into the pages; make check compares.
"""

import json
import re
from pathlib import Path

from kata.course.paths import DOCS, ROOT
from kata.site import draw

PLACE = re.compile(r"(<!-- measured: (\w+)\.(\w+) -->\n+)((?:\|.*\n)+)")


def stale() -> list[str]:
    """Return a text for each table that reads otherwise than what is measured now."""
    draw.draw()
    return [
        f"{path.relative_to(ROOT)}: the table of {page}.{name} is out of date: python -m kata.site.tables"
        for path in _pages()
        for _, page, name, shown in PLACE.findall(path.read_text(encoding="utf-8"))
        if shown != _measured(page, name)
    ]


def write() -> None:
    """Write every table anew."""
    draw.draw()
    for path in _pages():
        text = path.read_text(encoding="utf-8")
        written = PLACE.sub(lambda found: found[1] + _measured(found[2], found[3]), text)
        if written != text:
            path.write_text(written, encoding="utf-8")
            print(f"wrote {path.relative_to(ROOT)}")


def _pages() -> list[Path]:
    return [*sorted(DOCS.glob("*.md")), ROOT / "README.md"]


def _measured(page: str, name: str) -> str:
    lines = json.loads((draw.IMAGES / page / f"{name}.json").read_text(encoding="utf-8"))
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    write()
