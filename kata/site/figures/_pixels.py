"""A handwritten digit as a drawing."""

import math
from collections.abc import Sequence
from itertools import groupby

from kata.show import svg


def pixels(values: Sequence[float], x: float, y: float, cell: float, colour: str = svg.INK) -> str:
    """Return a square of values from 0 to 1 as SVG paths in one colour.

    The upper left corner is at x, y. Cells are strokes as wide as they are long, neighbours of one level a
    longer one: a page of digits stays small.
    """
    side = math.isqrt(len(values))
    levels: dict[int, list[str | float]] = {}
    for row in range(side):
        line = [round(float(value) * 16) for value in values[row * side : (row + 1) * side]]
        column = 0
        for level, run in groupby(line):
            length = len(list(run))
            stroke = ("M", x + column * cell, y + (row + 0.5) * cell, "h", length * cell)
            levels.setdefault(level, []).extend(stroke)
            column += length
    return "".join(
        svg.path(*strokes, stroke=colour, stroke_width=cell, stroke_opacity=level / 16)
        for level, strokes in sorted(levels.items())
        if level
    )
