"""The commands that messages point to, in the form that the reader uses: make, or Python alone."""

import os

# The verbs of a learner and a teacher, in the order in which they are listed; a contributor's follow by name.
FIRST = (
    *("test", "watch", "progress", "hint", "solution", "reset", "undo", "catchup", "adopt"),
    *("show", "race", "again", "board", "doctor", "docs", "site", "pack", "grade"),
)
NUMBERS = ("SEED", "SIZE", "STEPS", "HIDE", "NICK")  # words of make whose 1 is no mere yes


def command(verb: str, exercise: object = "", *options: str) -> str:
    """Return "make hint EX=4 SEED=7", or "python -m kata hint 4 --seed 7" where make was not used."""
    if "KATA_MAKE" in os.environ:  # the Makefile sets it
        return " ".join(["make", verb, *([f"EX={exercise}"] if exercise else []), *options])
    words = ["python -m kata", verb, *([str(exercise)] if exercise else [])]
    return " ".join([*words, *(" ".join(as_flag(option)) for option in options)])


def as_flag(option: str) -> list[str]:
    """Return an option as make takes it, as Python's verbs do: OWN=1 is --own, SEED=7 is --seed 7."""
    name, _, value = option.partition("=")
    flag = {"V": "--verbose", "EXPR": "--of"}.get(name, f"--{name.lower().replace('_', '-')}")
    return [flag] if value == "1" and name not in NUMBERS else [flag, value]
