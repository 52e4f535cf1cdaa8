"""Figures of docs/e12_c_matmul.md."""

from kata.site import theme
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
            parts.append(_cell(left, level, cell, column[i], "orange"))
            parts.append(_cell(left + level, 0, cell, row[i], "blue"))
            parts += [_cell(left + (j + 1) * cell + 12, level, cell, c[i][j], "") for j in range(2)]
        middle, y = left + 2 * cell + 12, 3 * cell + 34
        parts.append(f'<text x="{middle}" y="{y}" text-anchor="middle">after p = {p}</text>')
    width, height = 3 * (3 * cell + 44) - 26, 3 * cell + 44
    return theme.drawing(width, height, parts, -2, -2, size=15)


def ladder() -> str:
    """A recorded race of the products in C, as bars."""
    return _race.bars("e12_c_matmul", SIZE)


def race() -> list[str]:
    """The same race, as a table."""
    return _race.table("e12_c_matmul", SIZE)


def _cell(x: float, y: float, side: int, number: int, colour: str) -> str:
    fill = f'fill="var(--kata-{colour})" fill-opacity=".2"' if colour else 'fill="none"'
    return (
        f'<rect x="{x}" y="{y}" width="{side}" height="{side}" {fill} stroke="currentColor"/>'
        f'<text x="{x + side / 2}" y="{y + 22}" text-anchor="middle">{number}</text>'
    )
