"""How plots look: colours that follow the page's palette, and a style.

A figure is part of its page (kata/site/figure.py), so it may use the colours of docs/css/kata.css.
matplotlib knows only fixed colours: it draws with the stand-ins below, and svg() puts the page's in.
"""

import atexit
import io
import re
import tempfile
from functools import cache
from pathlib import Path

import matplotlib

matplotlib.use("svg")
from matplotlib import font_manager, pyplot

from kata.site import font

INK, PAPER, FAINT = "#010101", "#010102", "#010103"  # text and lines; the page; grids and axes
BLUE, ORANGE, GREEN, RED = "#010104", "#010105", "#010106", "#010107"
NAMES = {
    INK: "currentColor",
    PAPER: "var(--kata-paper)",
    FAINT: "var(--kata-faint)",
    BLUE: "var(--kata-blue)",
    ORANGE: "var(--kata-orange)",
    GREEN: "var(--kata-green)",
    RED: "var(--kata-red)",
}
WIDTH = 6.4  # inches: 461 pixels of the viewBox, about the width of a page's text
STYLE = {
    "axes.edgecolor": FAINT,
    "axes.facecolor": "none",
    "axes.grid": False,
    "axes.labelcolor": INK,
    "axes.prop_cycle": matplotlib.cycler(color=[BLUE, ORANGE, GREEN, RED]),
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlesize": 10,
    "figure.constrained_layout.use": True,
    "figure.facecolor": "none",
    "font.size": 10,
    "grid.color": FAINT,
    "legend.frameon": False,
    "lines.linewidth": 1.8,
    "savefig.facecolor": "none",
    "svg.fonttype": "none",
    "text.color": INK,
    "xtick.color": FAINT,
    "xtick.labelcolor": INK,
    "ytick.color": FAINT,
    "ytick.labelcolor": INK,
}


def plot(name: str, rows: int = 1, columns: int = 1, height: float = 3.2, width: float = WIDTH):
    """Return (figure, axes) in the page's style; name keeps the figure's ids apart from others'."""
    matplotlib.rcParams.update(STYLE | {"svg.hashsalt": name, "font.family": _face()})
    return pyplot.subplots(rows, columns, figsize=(width, height))


def svg(figure) -> str:
    """Return a plot as SVG in the page's colours, the same bytes every time."""
    text = io.StringIO()
    figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
    pyplot.close(figure)
    drawn = text.getvalue()
    drawn = _lean(drawn[drawn.index("<svg") :])
    for stand_in, colour in NAMES.items():
        drawn = drawn.replace(stand_in, colour)
    return drawn


@cache
def _face() -> str:
    """Return the name of the page's own face, by which plots are measured."""
    font.make()
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    for name in ("kata-bold", "kata-text"):
        path = Path(folder.name) / f"{name}.ttf"
        font.plain(name, path)
        font_manager.fontManager.addfont(path)
    return font_manager.fontManager.ttflist[-1].name


def _lean(drawn: str) -> str:
    """Leave out what a page does not need: styles for all of it, fonts, names nobody refers to, digits."""
    drawn = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>", "", drawn, flags=re.DOTALL)
    drawn = re.sub(r"font-family: [^;\"]*;? ?", "", drawn)
    used = set(re.findall(r"#(\w+)", drawn))
    drawn = re.sub(r' id="([\w.]+)"', lambda name: name[0] if name[1] in used else "", drawn)
    # A tenth of a point is fine enough: inside tags, since a number that is shown or an opacity is no place.
    drawn = re.sub(
        r"<[^>]*>", lambda tag: re.sub(r"(?<!opacity: )\b(\d+\.\d)\d+", r"\1", tag[0]), drawn
    )
    drawn = re.sub(r'(?<= d=")[^"]*', lambda path: _shorter(path[0]), drawn)
    drawn = re.sub(r"\s*\n\s*", "", drawn)
    return re.sub(r"<defs>\s*</defs>| transform=\"rotate\(-0 [^\"]*\"", "", drawn)


def _shorter(path: str) -> str:
    """Return a path without the L that a line after a line may do without."""
    found, command = [], ""
    for part in path.split():
        if not (part == "L" and command in ("M", "L")):
            found.append(part)
        command = part if part.isalpha() else command
    return " ".join(found)
