"""Pictures of memory for docs/e09_matmul.md: a matrix along a line of cells, blocks, an array of numpy."""

import numpy as np

from kata.show import svg

CELL = 34
A = [[2, 1, 3], [0, 4, 5]]
COLOURS = svg.BLUE, svg.ORANGE  # of its rows


def line() -> str:
    """Draw A as a table, and below it as the line of cells that it is in memory."""
    parts, n = [svg.text(78, CELL + 5, "A", "end")], len(A[0])
    for row, (numbers, colour) in enumerate(zip(A, COLOURS)):
        for column, number in enumerate(numbers):
            x = 40 + (row * n + column) * CELL
            parts += [_cell(90 + column * CELL, row * CELL, number, colour)]
            parts += [_cell(x, 118, number, colour)]
            parts += [svg.text(x + CELL / 2, 170, row * n + column)]
        start, end = 40 + row * n * CELL, 40 + (row + 1) * n * CELL
        right = 90 + n * CELL + 8
        parts += [
            svg.text(right, (row + 0.6) * CELL, f"row {row}", "start", fill=colour),
            svg.path("M", start + 3, 112, "v-6 H", end - 3, "v6", stroke=colour),
            svg.text((start + end) / 2, 98, f"row {row}", fill=colour),
        ]
    parts.append(svg.text(32, 170, "offset", "end"))
    return svg.document(290, 184, parts, left=-24, top=-4, size=15)


def blocks(side: int = 5, block: int = 2, cell: int = 22) -> str:
    """Draw three 5 x 5 matrices cut into blocks of 2, one block of each marked."""
    parts, wide = [], side * cell
    marked = (("C", 0, 1, "+="), ("A", 0, 2, "·"), ("B", 2, 1, ""))
    for place, (name, row, column, then) in enumerate(marked):
        left = place * (wide + 36)
        x, y = left + column * block * cell, row * block * cell
        width, height = (min(block, side - index * block) * cell for index in (column, row))
        parts += [svg.text(left + wide / 2, -10, name)]
        parts += [svg.rect(x, y, width, height, fill=svg.BLUE, fill_opacity=0.4)]
        for index in range(side + 1):
            weight = 1.6 if index % block == 0 or index == side else 0.5
            at = index * cell
            grid = ("M", left, at, "h", wide, "M", left + at, 0, "v", wide)
            parts.append(svg.path(*grid, stroke_width=weight))
        parts.append(svg.text(left + wide + 18, wide / 2 + 5, then))
    return svg.document(3 * wide + 76, wide + 32, parts, left=-2, top=-28, size=15)


def strides() -> str:
    """Draw what numpy keeps of A and of its transpose: the same cells, other skips."""
    a = np.array(A, dtype=np.float64)
    parts = [
        _cell(i * CELL, 0, int(number), COLOURS[i // len(A[0])])
        for i, number in enumerate(a.ravel())
    ]
    for row, (name, array) in enumerate((("a", a), ("a.T", a.T))):
        y, (down, right) = 76 + row * 62, array.strides
        assert np.shares_memory(a, array)
        shape = " x ".join(map(str, array.shape))
        skips = f"next row: skip {down} bytes, next column: skip {right}"
        parts.append(svg.text(0, y, f"{name}: shape {shape}", "start", font_weight=600))
        parts.append(svg.text(0, y + 22, skips, "start"))
    return svg.document(330, 170, parts, left=-2, top=-2, size=15)


def _cell(x: float, y: float, number: int, colour: str) -> str:
    square = svg.rect(x, y, CELL, CELL, fill=colour, fill_opacity=0.18, stroke=svg.INK)
    return square + svg.text(x + CELL / 2, y + 22, number)
