"""Draw what the pages show: `python -m kata.site.draw` draws what is out of date, all of it with --again.

kata/site/figures/e04_neuron.py holds the figures of docs/e04_neuron.md. Each of its public functions
returns one: an SVG, or what a widget or another figure reads. It is written to
docs/img/e04_neuron/NAME.svg (a text that begins with <svg) or NAME.json (anything else), always the same bytes.
The folder's .key stands for the content of all files that the figures may have been drawn with.
"""

import gc
import hashlib
import importlib
import inspect
import json
import os
import shutil
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from kata.course.exercises import exercises
from kata.course.paths import DOCS, ROOT
from kata.errors import CommandError
from kata.sandbox import loader
from kata.site import font

FIGURES, IMAGES = ROOT / "kata" / "site" / "figures", DOCS / "img"
READ = (  # by any figure, beside its own file
    *("kata/constraints.txt", "kata/site/figures/_*.py", "kata/show/*.py"),
    *(f"kata/site/{name}.py" for name in ("canvas", "draw", "font", "theme")),
    *("kata/race/*.py", "kata/course/*.py", "kata/sandbox/loader.py"),
    *("solutions/*", "data/*", "docs/measured/*"),
)
READ_BY = {
    "index": ("mkdocs.yml", "docs/*.md"),
    "contributing": ("kata/**/*.py",),
    "workshop": ("docs/*.md", "tests/test_*.py"),
    "cards": ("kata/verbs/*.py",),
}


def draw(again: bool = False) -> None:
    """Bring docs/img/ up to date, as many pages at a time as there are cores.

    Raises:
        CommandError: a figure cannot be drawn; it names the figure's file and function.
    """
    pages = sorted(path.stem for path in FIGURES.glob("[!_]*.py"))
    for folder in IMAGES.glob("[!.]*"):
        if folder.name not in pages:
            shutil.rmtree(folder)
    stale = [page for page in pages if again or _key(page) != _drawn(page)]
    if not stale:
        return
    font.make()  # what plots are measured by
    start = time.perf_counter()
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        for page, _ in zip(stale, pool.map(_draw, stale)):
            print(f"drew docs/img/{page}/  {time.perf_counter() - start:4.1f} s", flush=True)


def figures(page: str) -> dict[str, object]:
    """Return the functions that draw a page's figures, by name."""
    loader.install({each.stem: each.solution for each in exercises()})
    module = importlib.import_module(f"kata.site.figures.{page}")
    found = inspect.getmembers(module, inspect.isfunction)
    return {
        name: function
        for name, function in found
        if name[0] != "_" and function.__module__ == module.__name__
    }


def _key(page: str) -> str:
    patterns = [*READ, *READ_BY.get(page, ()), f"kata/site/figures/{page}.py"]
    files = sorted({path for each in patterns for path in ROOT.glob(each) if path.is_file()})
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


def _drawn(page: str) -> str:
    try:
        return (IMAGES / page / ".key").read_text()
    except OSError:
        return ""


def _draw(page: str) -> None:
    """Draw one page's figures into a new folder, which then takes the old one's place."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".", dir=IMAGES) as folder:
        made = Path(folder) / page
        made.mkdir()
        drawing = figures(page)
        gc.freeze()
        gc.set_threshold(200_000)  # what trainings leave is looked for seldom: that takes long
        for name, function in drawing.items():
            try:
                drawn = function()
            except Exception as error:
                place = f"kata/site/figures/{page}.py: {name}"
                raise CommandError(f"{place} cannot be drawn: {error!r}") from error
            is_svg = isinstance(drawn, str) and drawn.lstrip().startswith("<svg")
            text = drawn if is_svg else json.dumps(drawn, separators=(",", ":"))
            (made / f"{name}.{'svg' if is_svg else 'json'}").write_text(text, encoding="utf-8")
        (made / ".key").write_text(_key(page))
        if (IMAGES / page).exists():
            (IMAGES / page).rename(Path(folder) / "old")
        made.rename(IMAGES / page)


if __name__ == "__main__":
    try:
        draw(again="--again" in sys.argv)
    except CommandError as refusal:
        sys.exit(str(refusal))
