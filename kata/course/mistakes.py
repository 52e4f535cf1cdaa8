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

    stem: str
    task: str
    name: str
    replace: str
    instead: str
    words: str

    def planted(self) -> str:
        """Return the solution with this mistake in it."""
        return regions.solved(Exercise(self.stem).solution).replace(self.replace, self.instead, 1)


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
        if entry["replace"] not in solved:
            raise CommandError(
                f"{where}: these lines do not stand in the solution:\n{entry['replace']}"
            )
        if entry["task"] not in {task.name for task in exercise.tasks}:
            raise CommandError(f"{where}: there is no task {entry['task']}.")
        instead = entry.pop("with")
        found.append(Mistake(stem=exercise.stem, instead=instead, **entry))
    return found


def named(exercise: Exercise, name: str) -> Mistake:
    """Return the mistake of this name, or whose name holds these words.

    Raises:
        CommandError: there is none; it lists those there are.
    """
    known = mistakes(exercise)
    for fits in (lambda each: each.name == name, lambda each: name in each.name):
        if found := next(filter(fits, known), None):
            return found
    names = "\n".join(f"  {each.task}: {each.name}" for each in known)
    raise CommandError(f"{exercise.stem} has no mistake {name!r}. It has:\n{names}")
