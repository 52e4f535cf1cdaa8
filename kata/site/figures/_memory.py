"""Pictures of memory for docs/e09_matmul.md: a matrix along a line of cells, blocks, an array of numpy."""

import numpy as np

from kata.site import theme

CELL = 34
A = [[2, 1, 3], [0, 4, 5]]


def line() -> str:
    """Draw A as a table, and below it as the line of cells that it is in memory."""
    parts, n = [_text(78, CELL + 5, "A", "end")], len(A[0])
    for row, numbers in enumerate(A):
        for column, number in enumerate(numbers):
            place = row * n + column
            x, y = 90 + column * CELL, row * CELL
            colour = ("blue", "orange")[row]
            parts.append(
                _cell(x, y, number, colour) + _cell(40 + place * CELL, 118, number, colour)
            )
            parts.append(_text(40 + (place + 0.5) * CELL, 170, str(place)))
        middle = 90 + n * CELL + 8
        parts.append(
            _text(middle, (row + 0.6) * CELL, f"row {row}", "start", f"var(--kata-{colour})")
        )
        start, end = 40 + row * n * CELL, 40 + (row + 1) * n * CELL
        parts.append(
            f'<path d="M{start + 3},112v-6H{end - 3}v6" fill="none" stroke="var(--kata-{colour})"/>'
        )
        parts.append(_text((start + end) / 2, 98, f"row {row}", fill=f"var(--kata-{colour})"))
    parts.append(_text(32, 170, "offset", "end"))
    return theme.drawing(290, 184, parts, -24, -4, size=15)


def blocks(side: int = 5, block: int = 2, cell: int = 22) -> str:
    """Draw three 5 x 5 matrices cut into blocks of 2, one block of each marked."""
    parts, marked = [], {"C": (0, 1), "A": (0, 2), "B": (2, 1)}
    for place, (name, (row, column)) in enumerate(marked.items()):
        left = place * (side * cell + 36)
        parts.append(_text(left + side * cell / 2, -10, name))
        x, y = left + column * block * cell, row * block * cell
        width, height = (min(block, side - index * block) * cell for index in (column, row))
        parts.append(
            f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="var(--kata-blue)" fill-opacity=".4"/>'
        )
        for index in range(side + 1):
            weight = 1.6 if index % block == 0 or index == side else 0.5
            at = index * cell
            parts.append(
                f'<path d="M{left},{at}h{side * cell}M{left + at},0v{side * cell}" stroke="currentColor" stroke-width="{weight}"/>'
            )
        if place < 2:
            parts.append(_text(left + side * cell + 18, side * cell / 2 + 5, ("+=", "·")[place]))
    return theme.drawing(3 * side * cell + 76, side * cell + 32, parts, -2, -28, size=15)


def strides() -> str:
    """Draw what numpy keeps of A and of its transpose: the same cells, other skips."""
    a = np.array(A, dtype=np.float64)
    flat, parts = a.ravel().astype(int), []
    for i, number in enumerate(flat):
        parts.append(_cell(i * CELL, 0, number, "blue" if i < 3 else "orange"))
    for row, (name, array) in enumerate((("a", a), ("a.T", a.T))):
        y, (down, right) = 76 + row * 62, array.strides
        assert np.shares_memory(a, array)
        shape = " x ".join(map(str, array.shape))
        parts.append(_text(0, y, f"{name}: shape {shape}", "start", weight="600"))
        parts.append(
            _text(0, y + 22, f"next row: skip {down} bytes, next column: skip {right}", "start")
        )
    return theme.drawing(300, 170, parts, -2, -2, size=15)


def _cell(x: float, y: float, number: int, colour: str) -> str:
    return (
        f'<rect x="{x}" y="{y}" width="{CELL}" height="{CELL}" fill="var(--kata-{colour})" fill-opacity=".18" stroke="currentColor"/>'
        + _text(x + CELL / 2, y + 22, str(number))
    )


def _text(
    x: float,
    y: float,
    words: str,
    anchor: str = "middle",
    fill: str = "currentColor",
    weight: str = "400",
) -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="{fill}" font-weight="{weight}">{words}</text>'
