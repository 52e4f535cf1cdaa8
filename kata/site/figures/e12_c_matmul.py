"""Figures of docs/e12_c_matmul.md."""

from kata.site.figures import _race

SIZE = 512


def ladder() -> str:
    """A recorded race of the products in C, as bars."""
    return _race.bars("e12_c_matmul", SIZE)


def race() -> list[str]:
    """The same race, as a table."""
    return _race.table("e12_c_matmul", SIZE)
