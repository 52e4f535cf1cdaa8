"""Figures of docs/e11_fast_value.md."""

from kata.site.figures import _race


def ladder() -> str:
    """A recorded race of the engines, as bars."""
    return _race.bars("e11_fast_value")


def race() -> list[str]:
    """The same race, as a table."""
    return _race.table("e11_fast_value", memory=True)
