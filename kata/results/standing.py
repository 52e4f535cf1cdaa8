"""How the exercises of a tree stand, without running what cannot have passed."""

import sys
from pathlib import Path

from kata.course import page
from kata.course.exercises import Exercise, exercises
from kata.course.paths import EXERCISES
from kata.errors import CommandError
from kata.results import remembered, resolver, verdict
from kata.results.result import Result, has_passed


def results(exercise: Exercise, tree: Path = EXERCISES, file: Path | None = None) -> list[Result]:
    """Return how an exercise stands now: the file in hand where it is named, else the one that counts.

    A CommandError says that a file of the course's own cannot be read, or that the tests do not run.
    """
    file = file or resolver.learners(exercise, tree)
    if not file.is_file() or resolver.is_stub(exercise, file):
        return verdict.unwritten(exercise, file)
    try:
        return remembered.result(exercise, resolver.resolve(exercise, tree) | {exercise.stem: file})
    except CommandError:
        if all(each.solution.exists() for each in exercises()):
            raise
        return verdict.unwritten(exercise, file)  # what it stands on is to be written first


def current(tree: Path = EXERCISES) -> Exercise:
    """Return the first exercise that has not passed, a stretch only where no other is left.

    One that cannot be tried is passed over, and why is said.
    """
    found, faults = None, []
    for exercise in exercises():
        try:
            if has_passed(results(exercise, tree)):
                continue
        except CommandError as fault:
            faults.append(fault)
            continue
        found = found or exercise
        if not page.is_stretch(exercise):
            found = exercise
            break
    if faults and not found:
        raise faults[0]
    for fault in dict.fromkeys(map(str, faults)):
        print(fault, file=sys.stderr)
    return found or exercise
