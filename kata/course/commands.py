"""The commands that messages point to, in the form that the reader uses: make, or Python alone."""

import os

NUMBERS = ("SEED", "SIZE")  # words of make whose 1 is a number


def command(verb: str, exercise: object = "", *options: str) -> str:
    """Return "make hint EX=4 SEED=7", or "python -m kata hint 4 --seed 7" where make was not used.

    Args:
        options: as make takes them; GIVE_UP=1 is the flag --give-up.
    """
    if "KATA_MAKE" in os.environ:  # the Makefile sets it
        return " ".join(["make", verb, *([f"EX={exercise}"] if exercise else []), *options])
    words = ["python -m kata", verb, *([str(exercise)] if exercise else [])]
    for option in options:
        name, _, value = option.partition("=")
        flag = value == "1" and name not in NUMBERS
        words += [f"--{name.lower().replace('_', '-')}", *([] if flag else [value])]
    return " ".join(words)
