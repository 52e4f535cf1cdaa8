"""Whose file is used: a learner's own where it has passed, else the solution stands in."""

import json
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

from kata.course import regions
from kata.course.commands import command
from kata.course.exercises import Exercise
from kata.course.files import UNREADABLE
from kata.course.paths import EXERCISES, SOLUTIONS, STAND_INS
from kata.errors import CommandError
from kata.results import practice, remembered
from kata.results.result import has_passed

Sources = dict[str, Path]


def resolve(
    exercise: Exercise, tree: Path, alone: bool = False, own: bool = False, run_unknown: bool = True
) -> Sources:
    """Return, for the exercise and all that it stands on, the file that each is loaded from.

    Alone, every other exercise is stood in for; own: none is; and what is not known to have passed
    is run, unless run_unknown is False. A CommandError says what has no solution to stand in for it.
    """
    found = {exercise.stem: exercise.file_in(tree)}
    for user, stem in _needs(exercise):
        if own:
            found[stem] = learners(Exercise(stem), tree)
        elif not alone and (file := _passed(Exercise(stem), tree, user, run_unknown)):
            found[stem] = file
        else:
            found[stem] = _stand_in(exercise, Exercise(stem), tree, user)
    return found


def resolve_all(
    stems: Iterable[str], tree: Path, alone: bool = False, own: bool = False
) -> Sources:
    """Return the same for several exercises, none of which is under test: each has to have passed, too."""
    found: Sources = {}
    for exercise in map(Exercise, stems):
        found |= resolve(exercise, tree, alone, own)
        if not own and (alone or not has_own(exercise, tree)):
            found[exercise.stem] = _stand_in(exercise, exercise, tree, None)
    return found


def has_own(exercise: Exercise, tree: Path) -> bool:
    """Return whether the tree's file of an exercise has passed; it is run where that is not known."""
    return _passed(exercise, tree, None, True) is not None


def standing_in(found: Sources, tree: Path) -> list[str]:
    """Return the stems whose solution is used although the tree is another."""
    given = {SOLUTIONS, STAND_INS} - {tree}
    return [stem for stem, file in sorted(found.items()) if file.parent in given]


def learners(exercise: Exercise, tree: Path) -> Path:
    """Return the file that counts as a learner's: the one put aside, while it is practised."""
    return (tree == EXERCISES and practice.aside(exercise)) or exercise.file_in(tree)


def of_this_process(stem: str) -> Sources:
    """Return the sources that the runner chose for this child; a bare pytest chooses by itself."""
    if job := os.environ.get("KATA_JOB"):
        chosen = json.loads(Path(job).read_text(encoding="utf-8"))["sources"]
        return {name: Path(file) for name, file in chosen.items()}
    return resolve(Exercise(stem), EXERCISES)


def _needs(exercise: Exercise) -> list[tuple[str | None, str]]:
    """Return what an exercise stands on, directly or not: (None, prerequisite) or (user, helper)."""
    found, queue = {}, [(None, exercise.stem)]
    for user, stem in queue:
        if stem not in found or (found[stem] and not user):
            found[stem], needed = user, Exercise(stem)
            if _replaces(needed, exercise, user):
                continue  # what stands for it stands on nothing
            queue += [(None, each) for each in needed.prerequisites]
            queue += [(stem, each) for each in needed.helpers]
    return [(user, stem) for stem, user in sorted(found.items()) if stem != exercise.stem]


def _passed(exercise: Exercise, tree: Path, user: str | None, run_unknown: bool) -> Path | None:
    """Return the exercise's file in the tree if it has passed all tasks but the stars.

    To be judged, an exercise stands on what has passed before it; its helpers, and the user
    that it helps, are the solution's. So no judgement hangs on itself.
    """
    file = learners(exercise, tree)
    if not file.is_file() or is_stub(exercise, file):
        return None
    ways = partial(Path.read_text, exercise.solution), partial(regions.solved, exercise.solution)
    if any(_holds(file, made) for made in ways):
        return file  # make check has seen it pass
    if remembered.has_passed_before(exercise, file):
        return file
    if not run_unknown:
        return None
    found = {exercise.stem: file}
    with suppress(CommandError):  # its tests cannot be run
        for helped, stem in _needs(exercise):
            standing = None if helped or stem == user else _passed(Exercise(stem), tree, user, True)
            found[stem] = standing or _stand_in(exercise, Exercise(stem), tree, helped)
        return file if has_passed(remembered.result(exercise, found)) else None
    return None


def is_stub(exercise: Exercise, file: Path) -> bool:
    """Return whether this file is still the exercise's stub."""
    return _holds(file, lambda: regions.stubs(exercise)[exercise.stub].decode())


def _holds(file: Path, made: Callable[[], str]) -> bool:
    """Does this file hold what is made from a solution, whatever its line ends?"""
    with suppress(CommandError, *UNREADABLE):  # there is none, or somebody has broken it
        return file.read_bytes().replace(b"\r\n", b"\n") == made().encode()
    return False


def _replaces(needed: Exercise, exercise: Exercise, user: str | None) -> Path | None:
    """Return what tests may use where two exercises need each other, and the solution is not there."""
    file = STAND_INS / f"{needed.stem}.py"
    each_other = exercise.stem in (user, *needed.helpers)
    return file if each_other and file.exists() and not needed.solution.exists() else None


def _stand_in(exercise: Exercise, needed: Exercise, tree: Path, user: str | None) -> Path:
    """Return the solution; without one, where two exercises need each other, what stands for it or the learner's own."""
    if needed.solution.exists():
        return needed.solution
    if stand_in := _replaces(needed, exercise, user):
        return stand_in
    if exercise.stem in (user, *needed.helpers):
        return needed.file_in(tree)
    reason = f"{exercise.stem} stands on it, and " * (needed != exercise)
    raise CommandError(
        f"{needed.stem} comes first here: {reason}the solution is with your teacher.\n"
        f"  {command('test', needed.number)}"
    )
