"""Figures of docs/maths.md: a picture an idea, with the numbers of the page."""

import math

import numpy as np

from kata.site import theme


def slope() -> str:
    """x squared, and how steep it is at three places."""
    figure, axes = theme.plot("maths-slope", height=2.9, width=4.6)
    xs = np.linspace(-2.2, 3.2, 109)
    axes.plot(xs, xs**2, color=theme.INK)
    places = [
        (-1, "slope -2", (-0.85, 1.5)),
        (0, "slope 0", (0.15, -1.1)),
        (2, "slope 4", (2.2, 2.4)),
    ]
    for x, words, place in places:
        run = np.array([x - 0.8, x + 0.8])
        axes.plot(run, x**2 + 2 * x * (run - x), color=theme.BLUE)
        axes.plot([x], [x**2], "o", color=theme.BLUE, markersize=6)
        axes.annotate(words, place, color=theme.BLUE)
    axes.set(xticks=[-1, 0, 2], yticks=[0, 1, 4], xlabel="x", ylim=(-1.6, 9))
    return theme.svg(figure)


def partial() -> str:
    """A rectangle of 3 by 4, and the two strips that a nudge of 0.5 adds."""
    left, top, metre, nudge = 30, 34, 34, 17
    wide, tall = 3 * metre, 4 * metre
    return _drawn(
        400,
        210,
        f'<g stroke="currentColor"><rect x="{left}" y="{top}" width="{wide}" height="{tall}" fill="none"/>'
        f'<rect x="{left + wide}" y="{top}" width="{nudge}" height="{tall}" fill="var(--kata-blue)" fill-opacity=".45"/>'
        f'<rect x="{left}" y="{top - nudge}" width="{wide}" height="{nudge}" fill="var(--kata-orange)" fill-opacity=".45"/></g>',
        _text(left + wide / 2, top + tall / 2, "12"),
        _text(left + wide / 2, top + tall + 20, "3"),
        _text(left - 14, top + tall / 2, "4"),
        _text(
            left + wide + nudge + 12,
            top + tall / 2,
            "wider by 0.5: 2 more,",
            "start",
            "var(--kata-blue)",
        ),
        _text(
            left + wide + nudge + 12,
            top + tall / 2 + 20,
            "4 times the nudge",
            "start",
            "var(--kata-blue)",
        ),
        _text(
            left + wide + nudge + 12,
            top - 3,
            "taller by 0.5: 1.5 more,",
            "start",
            "var(--kata-orange)",
        ),
        _text(
            left + wide + nudge + 12, top + 17, "3 times the nudge", "start", "var(--kata-orange)"
        ),
    )


def chain() -> str:
    """Three wheels with 24, 12 and 4 teeth."""
    wheels = [
        (70, 60, "24 teeth", "1 turn"),
        (160, 30, "12 teeth", "2 turns"),
        (200, 10, "4 teeth", "6 turns"),
    ]
    parts = []
    for x, radius, teeth, turns in wheels:
        parts.append(
            f'<circle cx="{x}" cy="80" r="{radius}" fill="none" stroke="currentColor" stroke-width="1.4"/>'
        )
        parts.append(f'<circle cx="{x}" cy="80" r="2" fill="currentColor"/>')
        parts.append(_text(x, 170 if x != 200 else 30, teeth))
        parts.append(_text(x, 190 if x != 200 else 50, turns, fill="var(--kata-blue)"))
    parts.append(_text(250, 84, "2 times 3 makes 6", "start"))
    return _drawn(400, 200, *parts)


def total() -> str:
    """The sum 1.5 - 0.8 + 0.3, step by step."""
    steps, unit, zero = [1.5, -0.8, 0.3], 120, 40
    parts, at = [], 0.0
    for row, step in enumerate(steps):
        y, start = 20 + 34 * row, zero + unit * at
        end = start + unit * step
        colour = "var(--kata-blue)" if step > 0 else "var(--kata-orange)"
        head = 7 if step > 0 else -7
        parts.append(
            f'<path d="M{start:g},{y}H{end - head:g}" stroke="{colour}" stroke-width="2"/>'
        )
        parts.append(
            f'<path d="M{end - head:g},{y - 5}L{end:g},{y}L{end - head:g},{y + 5}z" fill="{colour}"/>'
        )
        parts.append(_text(max(start, end) + 10, y + 5, f"{step:+g}", "start", colour))
        if row:
            parts.append(
                f'<path d="M{start:g},{y - 34}V{y}" stroke="var(--kata-faint)" stroke-dasharray="3 3"/>'
            )
        at += step
    y = 128
    parts.append(f'<path d="M{zero},{y}H{zero + 1.75 * unit:g}" stroke="currentColor"/>')
    for mark in (0, 0.5, 1, 1.5):
        x = zero + unit * mark
        parts.append(
            f'<path d="M{x:g},{y}v5" stroke="currentColor"/>' + _text(x, y + 22, f"{mark:g}")
        )
    x = zero + unit * at
    parts.append(
        f'<path d="M{x:g},{20 + 34 * 2}V{y}" stroke="var(--kata-faint)" stroke-dasharray="3 3"/>'
    )
    return _drawn(300, 156, *parts)


def matrices() -> str:
    """A row of A and a column of B make one cell of the product."""
    a, b = [[2, 1, 3], [0, 4, 5]], [[1, 6], [7, 2], [3, 8]]
    product = [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]
    cell = 36
    places = [
        (a, 10, 3 * cell + 20, 0, None),
        (b, 3 * cell + 30, 10, None, 1),
        (product, 3 * cell + 30, 3 * cell + 20, 0, 1),
    ]
    parts = []
    for matrix, left, top, row, column in places:
        for i, line in enumerate(matrix):
            for j, number in enumerate(line):
                marked = row in (None, i) and column in (None, j)
                fill = ' fill="var(--kata-blue)" fill-opacity=".25"' if marked else ' fill="none"'
                x, y = left + j * cell, top + i * cell
                parts.append(
                    f'<rect x="{x}" y="{y}" width="{cell}" height="{cell}" stroke="currentColor"{fill}/>'
                )
                parts.append(_text(x + cell / 2, y + 23, str(number)))
    parts.append(
        _text(
            3 * cell + 30 + 2 * cell + 14,
            3 * cell + 20 + 23,
            "2·6 + 1·2 + 3·8 = 38",
            "start",
            "var(--kata-blue)",
        )
    )
    return _drawn(400, 5 * cell + 30, *parts)


def logarithm() -> str:
    """Numbers on a line by their logarithm: doubling is the same step everywhere."""
    unit, left, y = 110, 20, 70
    parts = [f'<path d="M{left},{y}H{left + unit * math.log(20):.1f}" stroke="currentColor"/>']
    for number in (1, 2, 4, 8, 16):
        x = left + unit * math.log(number)
        parts.append(
            f'<path d="M{x:.1f},{y - 5}v10" stroke="currentColor"/>' + _text(x, y + 24, str(number))
        )
        parts.append(_text(x, y + 46, f"{math.log(number):.3f}", fill="var(--kata-blue)"))
    for first in (1, 2, 4, 8):
        start, end = (left + unit * math.log(n) for n in (first, 2 * first))
        parts.append(
            f'<path d="M{start + 3:.1f},{y - 10}Q{(start + end) / 2:.1f},{y - 44} {end - 3:.1f},{y - 10}" fill="none" stroke="var(--kata-blue)"/>'
        )
        parts.append(_text((start + end) / 2, y - 40, "times 2"))
    parts.append(_text(left + unit * math.log(20) + 8, y + 24, "number", "start"))
    parts.append(
        _text(left + unit * math.log(20) + 8, y + 46, "logarithm", "start", "var(--kata-blue)")
    )
    return _drawn(440, 124, *parts)


def _text(
    x: float, y: float, words: str, anchor: str = "middle", fill: str = "currentColor"
) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}">{words}</text>'


def _drawn(width: float, height: float, *parts: str) -> str:
    return theme.drawing(width, height, parts, size=15)
