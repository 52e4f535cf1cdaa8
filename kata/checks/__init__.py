"""Proof that the course is honest: each function check_... returns its complaints, and says what it proves.

May use: every room but verbs. One that takes exercises proves it of these alone (`make check EX=4`).
Begin with `exercises`; `planting` runs other texts in the place of a solution.
"""

import importlib
import inspect
from collections.abc import Callable
from pathlib import Path


class Skip(Exception):
    """This machine cannot make a check; the text says why, and what would help."""


def every_check() -> list[Callable]:
    """Return the checks, file by file, in the order of their lines."""
    found = []
    for path in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        if "\ndef check_" in path.read_text(encoding="utf-8"):
            module = importlib.import_module(f"{__name__}.{path.stem}")
            found += [each for name, each in vars(module).items() if name.startswith("check_")]
    return found


def of_exercises(check: Callable) -> bool:
    """Return whether a check takes the exercises that it is to look at."""
    return bool(inspect.signature(check).parameters)
