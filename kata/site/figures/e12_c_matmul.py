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


def ladder() -> str:
    """A recorded race of the products in C, as bars."""
    return _race.bars("e12_c_matmul", SIZE)


def race() -> list[str]:
    """The same race, as a table."""
    return _race.table("e12_c_matmul", SIZE)


def _cell(x: float, y: float, side: int, number: int, colour: str) -> str:
    square = svg.rect(x, y, side, side, fill=colour, fill_opacity=0.2, stroke=svg.INK)
    return square + svg.text(x + side / 2, y + 22, number)
