"""Where things lie in the course's folder."""

import re
from pathlib import Path

from kata.errors import ROOT, CommandError

EXERCISES, SOLUTIONS, TESTS, DOCS = (
    ROOT / name for name in ("exercises", "solutions", "tests", "docs")
)
# In a pack, of an exercise whose solution is not in it: how it begins, and what may stand for it in tests.
STUBS, STAND_INS = ROOT / "stubs", TESTS / "stand_ins"
STATE = ROOT / ".kata"  # what the runner remembers; git ignores it
STEM = re.compile(r"e\d\d_\w+")  # the name of an exercise, and of its files


def given(stem: str) -> Path:
    """Return an exercise's Python as the course has it: the solution, or in a pack without it the stub."""
    solution = SOLUTIONS / f"{stem}.py"
    stub = STUBS / solution.name
    return stub if stub.exists() else solution


def in_folder(file: Path) -> str:
    """Return a learner's file as messages name it, in whatever tree it lies: exercises/e04_neuron.py."""
    return f"{file.parent.name}/{file.name}"


def test_helpers() -> list[Path]:
    """Return the files that all test files share."""
    return [path for path in sorted(TESTS.glob("*.py")) if not path.name.startswith("test_")]


def tree_in(text: str) -> Path:
    """Return the folder that holds somebody's exercises, this one or exercises/ in it; or a CommandError."""
    place = folder(text).resolve()
    beside = place / EXERCISES.name
    return beside if beside.is_dir() else place


def folder(text: str) -> Path:
    """Return a folder that a command names; a CommandError says that there is none."""
    place = Path(text).expanduser()
    if not text or not place.is_dir():
        raise CommandError(f"There is no folder {text or '--in'}.")
    return place
