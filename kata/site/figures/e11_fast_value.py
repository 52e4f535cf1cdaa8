"""Figures of docs/e11_fast_value.md."""

from kata.site.figures import _engine, _race


def circle() -> str:
    """Who refers to whom, in e02 and here."""
    return _engine.circle()


def tape() -> str:
    """Four results on a tape."""
    return _engine.tape()


def ladder() -> str:
    """A recorded race of the engines, as bars."""
    return _race.bars("e11_fast_value")


def race() -> list[str]:
    """The same race, as a table."""
    return _race.table("e11_fast_value", memory=True)
