"""The picture of the README, for light and for dark: a drawing of the site with the colours of its palette put in.

`python -m kata.site.picture` writes docs/readme-light.svg and docs/readme-dark.svg, which are committed.
"""

import re
from pathlib import Path

from kata.course.paths import DOCS
from kata.site import draw

SCHEMES = {"light": "default", "dark": "slate"}  # as docs/css/kata.css calls them


def path(scheme: str) -> Path:
    return DOCS / f"readme-{scheme}.svg"


def picture(scheme: str) -> str:
    """Return the drawing of digits that were read, in the ink of a scheme and without a background."""
    draw.draw()
    drawing = (draw.IMAGES / "index" / "reading.svg").read_text(encoding="utf-8")
    css = (DOCS / "css" / "kata.css").read_text(encoding="utf-8")
    block = re.search(rf'="{SCHEMES[scheme]}"\] {{(.*?)}}', css, re.DOTALL)[1]
    colours = dict(re.findall(r"(--[\w-]+): (#\w+);", block))
    drawing = drawing.replace("currentColor", colours["--md-typeset-color"])
    drawing = re.sub(r"var\((--[\w-]+)\)", lambda name: colours[name[1]], drawing)
    return drawing.replace("<svg ", '<svg font-family="Georgia, serif" ', 1)


if __name__ == "__main__":
    for each in SCHEMES:
        path(each).write_text(picture(each), encoding="utf-8")
