"""Figures of docs/maths.md: a picture an idea, with the numbers of the page."""

import math

import numpy as np

from kata.show import svg
from kata.site import theme


def slope() -> str:
    """x squared, and how steep it is at three places."""
    figure, axes = theme.plot("maths-slope", height=2.9, width=4.6)
    xs = np.linspace(-2.2, 3.2, 109)
    axes.plot(xs, xs**2, color=theme.BLUE)
    places = [
        (-1, "slope -2", (-0.85, 1.5)),
        (0, "slope 0", (0.15, -1.1)),
        (2, "slope 4", (2.2, 2.4)),
    ]
    for x, words, place in places:
        run = np.array([x - 0.8, x + 0.8])
        axes.plot(run, x**2 + 2 * x * (run - x), color=theme.ORANGE)
        axes.plot([x], [x**2], "o", color=theme.BLUE, markersize=6)
        axes.annotate(words, place, color=theme.ORANGE)
    axes.set(xticks=[-1, 0, 2], yticks=[0, 1, 4], xlabel="x", ylim=(-1.6, 9))
    return theme.svg(figure)


def partial() -> str:
    """A rectangle of 3 by 4, and the two strips that a nudge of 0.5 adds."""
    left, top, metre, nudge = 30, 34, 34, 17
    wide, tall = 3 * metre, 4 * metre
    right = left + wide + nudge + 12
    parts = [
        svg.rect(left, top, wide, tall),
        svg.rect(left + wide, top, nudge, tall, fill=svg.ORANGE, fill_opacity=0.45, stroke=svg.INK),
        svg.rect(
            left, top - nudge, wide, nudge, fill=svg.ORANGE, fill_opacity=0.45, stroke=svg.INK
        ),
        svg.text(left + wide / 2, top + tall / 2, "12"),
        svg.text(left + wide / 2, top + tall + 20, "3"),
        svg.text(left - 14, top + tall / 2, "4"),
        svg.text(right, top + tall / 2, "wider by 0.5: 2 more,", "start", fill=svg.ORANGE),
        svg.text(right, top + tall / 2 + 20, "4 times the nudge", "start", fill=svg.ORANGE),
        svg.text(right, top - 3, "taller by 0.5: 1.5 more,", "start", fill=svg.ORANGE),
        svg.text(right, top + 17, "3 times the nudge", "start", fill=svg.ORANGE),
    ]
    return svg.document(400, 210, parts, size=15)


def chain() -> str:
    """Three wheels with 24, 12 and 4 teeth."""
    wheels = [
        (70, 60, "24 teeth", "1 turn", 170),
        (160, 30, "12 teeth", "2 turns", 170),
        (200, 10, "4 teeth", "6 turns", 30),
    ]
    parts = [svg.text(250, 84, "2 times 3 makes 6", "start")]
    for x, radius, teeth, turns, y in wheels:
        parts += [
            svg.circle(x, 80, radius, stroke_width=1.4),
            svg.circle(x, 80, 2, fill=svg.INK),
            svg.text(x, y, teeth),
            svg.text(x, y + 20, turns, fill=svg.BLUE),
        ]
    return svg.document(400, 200, parts, size=15)


def total() -> str:
    """The sum 1.5 - 0.8 + 0.3, step by step."""
    steps, unit, zero, y = [1.5, -0.8, 0.3], 120, 40, 128
    parts, at = [], zero
    for row, step in enumerate(steps):
        level, start, at = 20 + 34 * row, at, at + unit * step
        below = level + 34 if step != steps[-1] else y
        colour = svg.BLUE if step > 0 else svg.ORANGE
        parts += [
            svg.arrow(start, level, at, level, colour, width=2),
            svg.text(max(start, at) + 10, level + 5, f"{step:+g}", "start", fill=colour),
            svg.line(at, level, at, below, stroke=svg.FAINT, stroke_dasharray="3 3"),
        ]
    parts.append(svg.line(zero, y, zero + 1.75 * unit, y))
    for mark in (0, 0.5, 1, 1.5):
        x = zero + unit * mark
        parts += [svg.line(x, y, x, y + 5), svg.text(x, y + 22, f"{mark:g}")]
    return svg.document(300, 156, parts, size=15)


def matrices() -> str:
    """A row of A and a column of B make one cell of the product."""
    a, b = [[2, 1, 3], [0, 4, 5]], [[1, 6], [7, 2], [3, 8]]
    product = [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]
    cell, right, below = 36, 3 * 36 + 30, 3 * 36 + 20
    places = [(a, 10, below, 0, None), (b, right, 10, None, 1), (product, right, below, 0, 1)]
    parts = []
    for matrix, left, top, row, column in places:
        for (i, j), number in np.ndenumerate(matrix):
            x, y = left + j * cell, top + i * cell
            marked = row in (None, i) and column in (None, j)
            fill = {"fill": svg.BLUE, "fill_opacity": 0.25} if marked else {"fill": "none"}
            parts.append(svg.rect(x, y, cell, cell, stroke=svg.INK, **fill))
            parts.append(svg.text(x + cell / 2, y + 23, number))
    x, y, said = right + 2 * cell + 14, below + 23, "2·6 + 1·2 + 3·8 = 38"
    parts.append(svg.text(x, y, said, "start", fill=svg.BLUE))
    return svg.document(400, 5 * cell + 30, parts, size=15)


def logarithm() -> str:
    """Numbers on a line by their logarithm: doubling is the same step everywhere."""
    unit, left, y = 110, 20, 70
    end = left + unit * math.log(20)
    parts = [
        svg.line(left, y, end, y),
        svg.text(end + 8, y + 24, "number", "start"),
        svg.text(end + 8, y + 46, "logarithm", "start", fill=svg.BLUE),
    ]
    step = unit * math.log(2)
    for i, number in enumerate((1, 2, 4, 8, 16)):
        x = left + i * step
        parts += [
            svg.line(x, y - 5, x, y + 5),
            svg.text(x, y + 24, number),
            svg.text(x, y + 46, f"{math.log(number):.3f}", fill=svg.BLUE),
        ]
        if number < 16:
            bow = ("M", x + 3, y - 10, "Q", x + step / 2, y - 44, x + step - 3, y - 10)
            parts += [svg.path(*bow, stroke=svg.BLUE), svg.text(x + step / 2, y - 40, "times 2")]
    return svg.document(440, 124, parts, size=15)
