"""Messages point to commands in the reader's own form."""

import pytest

from kata.course.commands import command


@pytest.mark.parametrize(
    ("words", "make", "python"),
    [
        (("test",), "make test", "python -m kata test"),
        (("hint", 4), "make hint EX=4", "python -m kata hint 4"),
        (("test", "4.2"), "make test EX=4.2", "python -m kata test 4.2"),
        (("test", 4, "SEED=1"), "make test EX=4 SEED=1", "python -m kata test 4 --seed 1"),
        (("test", 4, "SEED=7"), "make test EX=4 SEED=7", "python -m kata test 4 --seed 7"),
        (
            ("solution", 4, "GIVE_UP=1"),
            "make solution EX=4 GIVE_UP=1",
            "python -m kata solution 4 --give-up",
        ),
    ],
)
def test_each_form(monkeypatch, words, make, python):
    monkeypatch.setenv("KATA_MAKE", "1")
    assert command(*words) == make
    monkeypatch.delenv("KATA_MAKE")
    assert command(*words) == python
