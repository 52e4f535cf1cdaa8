"""The ink of the figures: colours that follow the page's palette, a style for plots, digits as pixels.

A figure is part of its page (kata/site/figure.py), so it may use the colours of docs/css/kata.css.
matplotlib knows only fixed colours: it draws with the stand-ins below, and svg() puts the page's in.
"""

import io
import re
from collections.abc import Sequence
from itertools import groupby

import matplotlib

matplotlib.use("svg")
from matplotlib import pyplot

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
    matplotlib.rcParams.update(STYLE | {"svg.hashsalt": name})
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


def drawing(
    width: float,
    height: float,
    parts: Sequence[str],
    left: float = 0,
    top: float = 0,
    size: int = 14,
) -> str:
    """Return SVG elements as a drawing of this size in pixels, its text size pixels high."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:g} {top:g} {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" font-size="{size}" fill="currentColor">'
        f"{''.join(parts)}</svg>"
    )


def pixels(
    values: Sequence[float], side: int = 8, x: float = 0, y: float = 0, cell: float = 4
) -> str:
    """Return side x side values from 0 to 1 as SVG paths, the page's ink on its paper.

    The upper left corner is at x, y. Cells are strokes as wide as they are long, neighbours of one level a
    longer one: a page of digits stays small.
    """
    levels: dict[int, str] = {}
    for row in range(side):
        line = [round(float(value) * 16) for value in values[row * side : (row + 1) * side]]
        column = 0
        for level, run in groupby(line):
            length = len(list(run))
            stroke = f"M{x + column * cell:g},{y + (row + 0.5) * cell:g}h{length * cell:g}"
            levels[level] = levels.get(level, "") + stroke
            column += length
    return "".join(
        f'<path d="{strokes}" stroke="currentColor" stroke-width="{cell:g}" stroke-opacity="{level / 16:g}"/>'
        for level, strokes in sorted(levels.items())
        if level
    )
