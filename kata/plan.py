"""Whose file is used: a learner's own where it has passed, else the solution stands in."""

import hashlib
import json
import os
from contextlib import suppress
from functools import cache
from pathlib import Path

from kata import memory, regions, run, verdict
from kata.course import EXERCISES, SOLUTIONS, STEM, TESTS, Exercise
from kata.refusal import Refusal

Sources = dict[str, Path]


def sources(
    exercise: Exercise, tree: Path, alone: bool = False, own: bool = False, trial: bool = True
) -> Sources:
    """Return, for the exercise and all that it stands on, the file that each is loaded from.

    Args:
        tree: the folder under test.
        alone: every other exercise is stood in for.
        own: none is.
        trial: what is not known to have passed is run; else it is stood in for.

    Raises:
        Refusal: something has to be stood in for, and there is no solution to do it.
    """
    found = {exercise.stem: exercise.file_in(tree)}
    for user, stem in _needs(exercise):
        if own:
            found[stem] = Exercise(stem).file_in(tree)
        elif not alone and (file := _passed(Exercise(stem), tree, user, trial)):
            found[stem] = file
        else:
            found[stem] = _stand_in(exercise, Exercise(stem), tree, user)
    return found


def standing_in(found: Sources, tree: Path) -> list[str]:
    """Return the stems whose solution is used although the tree is another."""
    return [stem for stem, file in sorted(found.items()) if file.parent != tree]


def of_this_process(stem: str) -> Sources:
    """Return the sources that the runner chose for this child; a bare pytest chooses by itself."""
    if job := os.environ.get("KATA_JOB"):
        chosen = json.loads(Path(job).read_text(encoding="utf-8"))["sources"]
        return {name: Path(file) for name, file in chosen.items()}
    return sources(Exercise(stem), EXERCISES)


def result(exercise: Exercise, found: Sources) -> list[verdict.Result]:
    """Return the tasks' results: remembered, if nothing that they hang on has changed, or run."""
    key = _key(exercise, found)
    with suppress(KeyError, TypeError):  # never seen, or written by another version of the runner
        return [verdict.Result(**each) for each in memory.read("results")[key]]
    return remember(exercise, found, verdict.judge(exercise, run.run(exercise, found), found))


def remember(exercise: Exercise, found: Sources, results: list[verdict.Result]) -> list:
    """Keep the results of a whole exercise until its file, its tests or what it stands on change."""
    lost = [each for each in results if each.status in run.LOST and not each.star]
    lacking = [
        each for each in results if each.status == "skipped" and each.message != run.LEFT_OUT
    ]
    if lost or lacking:
        return results  # a busy machine may be to blame, or one that lacks a tool
    kept = memory.read("results")
    key = _key(exercise, found)
    kept.pop(key, None)
    kept[key] = [vars(each) for each in results]
    memory.write("results", dict(list(kept.items())[-200:]))
    return results


def standing(exercise: Exercise, tree: Path = EXERCISES) -> list[verdict.Result]:
    """Return how an exercise stands now, without running what cannot have passed."""
    file = exercise.file_in(tree)
    untouched = exercise.solution.exists() and file.exists() and _unix(file) == _stub(exercise)
    if untouched or not file.exists():
        return verdict.unwritten(exercise, file)
    try:
        return result(exercise, sources(exercise, tree))
    except Refusal:  # without solutions, what it stands on is to be written first
        return verdict.unwritten(exercise, file)


def _needs(exercise: Exercise) -> list[tuple[str | None, str]]:
    """Return what an exercise stands on, directly or not: (None, prerequisite) or (user, helper)."""
    found: dict[str, str | None] = {}
    queue = [(None, stem) for stem in exercise.prerequisites]
    queue += [(exercise.stem, stem) for stem in exercise.helpers]
    while queue:
        user, stem = queue.pop(0)
        if stem == exercise.stem or (stem in found and (user or found[stem] is None)):
            continue
        found[stem] = user
        queue += [(None, each) for each in Exercise(stem).prerequisites]
        queue += [(stem, each) for each in Exercise(stem).helpers]
    return [(found[stem], stem) for stem in sorted(found)]


def _passed(exercise: Exercise, tree: Path, user: str | None, trial: bool) -> Path | None:
    """Return the exercise's file in the tree if it has passed all tasks but the stars.

    To be judged, an exercise stands on what has passed before it; its helpers, and the user
    that it helps, are the solution's. So no judgement hangs on itself.
    """
    file = exercise.file_in(tree)
    if not file.exists():
        return None
    if exercise.solution.exists():
        content = _unix(file)
        if content in _solved(exercise):
            return file
        if content == _stub(exercise):
            return None
    found = {exercise.stem: file}
    for helped, stem in _needs(exercise):
        standing = None if helped or stem == user else _passed(Exercise(stem), tree, user, trial)
        found[stem] = standing or _stand_in(exercise, Exercise(stem), tree, helped)
    if not trial and _key(exercise, found) not in memory.read("results"):
        return None
    return file if verdict.passed(result(exercise, found)) else None


def _unix(file: Path) -> bytes:
    return file.read_bytes().replace(b"\r\n", b"\n")


@cache
def _solved(exercise: Exercise) -> tuple[bytes, bytes]:
    """The solution with and without its marker lines; make check has seen it pass."""
    return exercise.solution.read_bytes(), regions.solved(exercise.solution).encode()


@cache
def _stub(exercise: Exercise) -> bytes:
    return regions.stub(exercise.solution).encode()


def _stand_in(exercise: Exercise, needed: Exercise, tree: Path, user: str | None) -> Path:
    """Return the solution; without one, a learner's own where two exercises need each other."""
    if needed.solution.exists():
        return needed.solution
    if user or exercise.stem in needed.helpers:
        return needed.file_in(tree)
    raise Refusal(
        f"{exercise.stem} stands on {needed.stem}, which has not passed yet.\n"
        f"  make test EX={needed.number}    go there first (this copy has no {SOLUTIONS.name}/ to stand in for it)"
    )


def _key(exercise: Exercise, found: Sources) -> str:
    """Hash everything that a result hangs on."""
    digest = hashlib.sha256()
    for file in [
        exercise.test_file,
        TESTS / "telling.py",
        *(found[stem] for stem in sorted(found)),
        *_beside(found[exercise.stem]),
    ]:
        content = file.read_bytes() if file.exists() else b"missing"
        digest.update(f"{file.parent.name}/{file.name} {len(content)} ".encode() + content)
    return digest.hexdigest()


def _beside(file: Path) -> list[Path]:
    """Return the files of its folder that may be its own: no other exercise's."""
    found = [path for kind in ("*.py", "*.h") for path in file.parent.glob(kind)]
    return sorted(p for p in found if p.stem == file.stem or not STEM.fullmatch(p.stem))
