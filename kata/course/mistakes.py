"""Mistakes that learners make, from tests/mistakes/: lines of a solution, and what people write instead."""

import tomllib
from dataclasses import dataclass

from kata.course import regions
from kata.course.exercises import Exercise
from kata.course.paths import TESTS
from kata.errors import CommandError

FOLDER = TESTS / "mistakes"
FIELDS = {"task", "name", "replace", "with", "words"}


@dataclass(frozen=True)
class Mistake:
    """One wrong idea: lines of the solution, what people write instead, what they must then read."""

    exercise: Exercise
    task: str
    name: str
    replace: str
    instead: str
    words: str

    def __str__(self) -> str:
        return f"{self.task}: {self.name}"

    def planted(self) -> str:
        """Return the solution with this mistake in it."""
        return regions.solved(self.exercise.solution).replace(self.replace, self.instead, 1)


def mistakes(exercise: Exercise) -> list[Mistake]:
    """Return the mistakes of an exercise.

    Raises:
        CommandError: an entry lacks a field, or its lines do not stand in the solution.
    """
    path = FOLDER / f"{exercise.stem}.toml"
    solved, found = regions.solved(exercise.solution), []
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["mistake"]:
        where = f"tests/mistakes/{path.name}: {entry.get('name', 'a mistake without a name')}"
        if entry.keys() != FIELDS:
            raise CommandError(f"{where}: the fields are {', '.join(sorted(FIELDS))}.")
        if (lines := entry["replace"]) not in solved:
            raise CommandError(f"{where}: these lines do not stand in the solution:\n{lines}")
        if entry["task"] not in {task.name for task in exercise.tasks}:
            raise CommandError(f"{where}: there is no task {entry['task']}.")
        found.append(Mistake(exercise, instead=entry.pop("with"), **entry))
    return found


def named(exercise: Exercise, text: str) -> Mistake:
    """Return the mistake of this name, or the only one whose task and name hold these words.

    Raises:
        CommandError: none fits, or several do; it lists them.
    """
    known, words = mistakes(exercise), text.lower().split()
    found = [each for each in known if text in (each.name, str(each))]
    found = found or [each for each in known if all(word in str(each).lower() for word in words)]
    if len(found) == 1:
        return found[0]
    fit = f"{len(found)} mistakes of {exercise.stem} fit {text!r}:"
    said = fit if found else f"{exercise.stem} has no mistake {text!r}. It has:"
    raise CommandError("\n".join([said, *(f"  {each}" for each in found or known)]))
