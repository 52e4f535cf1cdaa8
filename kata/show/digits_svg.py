"""Handwritten digits as drawings: one of them, what a network says of it, where it errs, what it mixes up."""

import math
from collections.abc import Sequence
from itertools import groupby

import numpy as np

from kata.show import svg


def pixels(values: Sequence[float], x: float, y: float, cell: float, colour: str = svg.INK) -> str:
    """Return a square of values from 0 to 1 as SVG paths in one colour.

    The upper left corner is at x, y. Cells are strokes as wide as they are long, neighbours of one level a
    longer one: a page of digits stays small.
    """
    side = math.isqrt(len(values))
    levels: dict[int, list[str | float]] = {}
    for row, line in enumerate(np.reshape(values, (side, side)) * 16):
        column = 0
        for level, run in groupby(map(round, line.tolist())):
            length = len(list(run))
            stroke = ("M", x + column * cell, y + (row + 0.5) * cell, "h", length * cell)
            levels.setdefault(level, []).extend(stroke)
            column += length
    return "".join(
        svg.path(*strokes, stroke=colour, stroke_width=cell, stroke_opacity=level / 16)
        for level, strokes in sorted(levels.items())
        if level
    )


def reading(digit: Sequence[float], said: Sequence[float], cell=24, row=19, bar=150) -> str:
    """Draw a digit, and beside it the ten probabilities that were said of it, as bars."""
    side, first = 8 * cell, 9.5 * cell
    parts = [svg.rect(0, 0, side, side, stroke=svg.FAINT), pixels(digit, 0, 0, cell)]
    for number, p in enumerate(said):
        y = number * row + 14
        style = {"font_weight": 600} if p == max(said) else {}
        parts += [
            svg.text(first, y, number, "start", **style),
            svg.rect(first + 20, y - 11, max(1, p * bar), 12, fill=svg.BLUE),
            svg.text(first + 20 + p * bar + 8, y, f"{p:.3f}", "start", **style),
        ]
    return svg.document(first + bar + 82, side + 2, parts, left=-1, top=-1, size=15)


def mistakes(x: np.ndarray, labels: np.ndarray, said: np.ndarray, most=10, cell: float = 7) -> str:
    """Draw the digits that are read wrongly, the surest first: what is said, and what it is."""
    wrong = np.flatnonzero(said.argmax(axis=1) != labels)
    chosen = wrong[np.argsort(-said[wrong].max(axis=1), kind="stable")][:most]
    side, gap, parts = 8 * cell, 34, []
    for place, i in enumerate(chosen):
        left, top = place % 5 * (side + gap), place // 5 * (side + 52)
        answer = f"says {said[i].argmax()}, {percent(said[i].max())}"
        truth = f"it is {labels[i]}"
        parts += [
            pixels(x[i], left, top, cell),
            svg.text(left + side / 2, top + side + 18, answer),
            svg.text(left + side / 2, top + side + 36, truth, fill=svg.ORANGE),
        ]
    rows = math.ceil(len(chosen) / 5)
    return svg.document(5 * (side + gap) - gap + 30, rows * (side + 52), parts, left=-15)


def percent(sure: float) -> str:
    """Return a probability in few characters; 100 percent is for what is quite certain."""
    return ">99%" if 0.995 <= sure < 1 else f"{sure:.0%}"


def confusion(labels: np.ndarray, said: np.ndarray, cell: float = 32) -> str:
    """Draw how often each digit, a row, was read as each digit, a column."""
    table = counts(labels, said)
    turned = f"translate(-34 {5 * cell}) rotate(-90)"
    parts = [
        svg.text(5 * cell, -32, "what it said"),
        svg.text(0, 0, "what it is", transform=turned),
    ]
    for digit in range(10):
        middle = (digit + 0.5) * cell
        parts += [svg.text(middle, -8, digit), svg.text(-14, middle + 5, digit)]
    for (row, column), count in np.ndenumerate(table):
        x, y = column * cell, row * cell
        if row == column:
            colour, share = svg.BLUE, 0.16 + 0.5 * count / table.max()
        else:
            colour, share = svg.RED, 0.2 + 0.06 * min(count, 5)
        square = {"fill": colour, "fill_opacity": share} if count else {}
        parts.append(svg.rect(x, y, cell, cell, stroke=svg.LINE, **square))
        if count:
            parts.append(svg.text(x + cell / 2, y + cell / 2 + 5, count))
    return svg.document(10 * cell + 48, 10 * cell + 52, parts, left=-46, top=-50)


def counts(labels: np.ndarray, said: np.ndarray) -> np.ndarray:
    """Count how often each digit, a row, was read as each digit, a column."""
    table = np.zeros((10, 10), dtype=int)
    np.add.at(table, (labels, said.argmax(axis=1)), 1)
    return table
