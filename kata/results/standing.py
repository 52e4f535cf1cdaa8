"""How the exercises of a tree stand, without running what cannot have passed."""

from pathlib import Path

from kata.course import page
from kata.course.exercises import Exercise, exercises
from kata.course.paths import EXERCISES
from kata.errors import CommandError
from kata.results import remembered, resolver, verdict
from kata.results.result import Result, has_passed


def results(exercise: Exercise, tree: Path = EXERCISES) -> list[Result]:
    """Return how an exercise stands now."""
    file = exercise.file_in(tree)
    if not file.exists() or resolver.is_stub(exercise, file):
        return verdict.unwritten(exercise, file)
    try:
        return remembered.result(exercise, resolver.resolve(exercise, tree))
    except CommandError:  # without solutions, what it stands on is to be written first
        return verdict.unwritten(exercise, file)


def current(tree: Path = EXERCISES) -> Exercise:
    """Return the first exercise that has not passed, a stretch only where no other is left."""
    stretch = None
    for exercise in exercises():
        if not has_passed(results(exercise, tree)):
            if not page.is_stretch(exercise):
                return exercise
            stretch = stretch or exercise
    return stretch or exercise
