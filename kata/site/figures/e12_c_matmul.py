"""Figures of docs/e12_c_matmul.md."""

from kata.show import svg
from kata.site.figures import _race

SIZE = 512
A, B = [[2, 1, 3], [0, 4, 5]], [[1, 6], [7, 2], [3, 8]]


def tile(cell: int = 34) -> str:
    """The tile of the page's matrices, one column of A and one row of B after the other."""
    c, parts = [[0, 0], [0, 0]], []
    for p, (column, row) in enumerate(zip(zip(*A), B)):
        c = [[c[i][j] + column[i] * row[j] for j in range(2)] for i in range(2)]
        left = p * (3 * cell + 44)
        for i in range(2):
            level = (i + 1) * cell + 12
            parts.append(_cell(left, level, cell, column[i], svg.ORANGE))
            parts.append(_cell(left + level, 0, cell, row[i], svg.BLUE))
            for j in range(2):
                parts.append(_cell(left + (j + 1) * cell + 12, level, cell, c[i][j], "none"))
        parts.append(svg.text(left + 2 * cell + 12, 3 * cell + 34, f"after p = {p}"))
    width, height = 3 * (3 * cell + 44) - 26, 3 * cell + 44
    return svg.document(width, height, parts, left=-2, top=-2, size=15)


def pack() -> dict:
    """What the widget of `packing` copies and multiplies: the page's matrices, with edges, and the tile's sides."""
    return {
        "a": [*A, [7, 7, 7]],
        "b": [[*B[0], 2, 4, 3], [*B[1], 5, 1, 2], [*B[2], 1, 2, 4]],
        "rows": 2,
        "columns": 2,
    }


def packing(cell: int = 26, small: int = 17) -> str:
    """A, B, C and the tile, and below them the two copies, filled as they are for the first tile."""
    a, b, rows, columns = pack().values()
    k, m, strips = len(b), len(b[0]), range(0, len(b[0]), columns)
    wide = [row + [0] * (-m % columns) for row in b]
    copy_b = [wide[p][j + q] for j in strips for p in range(k) for q in range(columns)]
    copy_a = [a[r][p] for p in range(k) for r in range(rows)]
    x, y, nothing = 112, 24 + cell * k + 30, [""] * columns
    parts = [
        _matrix("a", 8, y, cell, a),
        _matrix("b", x, 24, cell, b),
        _matrix("c", x, y, cell, [[""] * m for _ in a]),
        _matrix("tile", x + cell * (m + 1), y, cell, [nothing] * rows),
    ]
    below = y + cell * len(a) + 24
    parts += [
        svg.text(8, below, "copy of a few rows of A", "start"),
        _matrix("copy-a", 8, below + 8, small, [copy_a]),
        svg.text(8, below + 50, "copy of B", "start"),
        _matrix("copy-b", 8, below + 58, small, [copy_b]),
        svg.text(8 + cell * k / 2, y - 8, "A"),
        svg.text(x + cell * m / 2, 16, "B"),
        svg.text(x + cell * m / 2, y - 8, "C"),
        svg.text(x + cell * (m + 2), y - 8, "tile"),
    ]
    for j in strips[1:]:  # where a strip ends, in B and in its copy
        parts.append(svg.line(x + cell * j, 20, x + cell * j, 28 + cell * k, stroke_width=2.4))
        at = 8 + small * j * k
        parts.append(svg.line(at, below + 54, at, below + 62 + small, stroke_width=2.4))
    return svg.document(x + cell * (m + 3) + 8, below + 66 + small, parts, size=14)


def ladder() -> str:
    """A recorded race of the products in C, as bars."""
    return _race.bars("e12_c_matmul", SIZE)


def race() -> list[str]:
    """The same race, as a table."""
    return _race.table("e12_c_matmul", SIZE)


def _matrix(name: str, x: float, y: float, side: float, numbers: list[list]) -> str:
    """Draw cells and their numbers, row after row; the widget finds them by the name of their group."""
    cells = [
        (x + side * j, y + side * i, number)
        for i, row in enumerate(numbers)
        for j, number in enumerate(row)
    ]
    squares = [svg.element("rect", x=x, y=y, width=side, height=side) for x, y, _ in cells]
    half = side / 2
    words = [svg.element("text", str(n), x=x + half, y=y + half + 5) for x, y, n in cells]
    return svg.element(
        "g",
        svg.element("g", *squares, fill="none", stroke=svg.INK, stroke_width=0.8),
        svg.element("g", *words, text_anchor="middle"),
        class_=name,
    )


def _cell(x: float, y: float, side: int, number: int, colour: str) -> str:
    square = svg.rect(x, y, side, side, fill=colour, fill_opacity=0.2, stroke=svg.INK)
    return square + svg.text(x + side / 2, y + 22, number)
