"""A class: every submission graded, on all cores, each one recorded before the next."""

import os
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

from kata.course.exercises import Exercise
from kata.errors import CommandError
from kata.grade import grading, judge, submission, wording
from kata.grade.box import Boxes
from kata.grade.points import Points
from kata.grade.records import Records
from kata.sandbox import fork_server, limits

UNCHANGED = ("seed", "isolation", "checks_hash", "solution_hash", "submission_hash")


@dataclass(frozen=True)
class Run:
    """What is the same for all submissions of one run."""

    exercises: list[Exercise]
    seed: int
    points: Points
    boxes: Boxes


def grade(paths: list[Path], run: Run, records: Records) -> Iterator[dict]:
    """Grade these submissions, and yield their records, as they come; what another grader has, last."""
    for each in run.exercises:
        judge.questions(each, run.seed)  # once, for all processes
    with _pool() as pool, _said_if_killed():
        spread = pool.map if pool else map
        for wait in (False, True):
            found = spread(_one, paths, repeat(run), repeat(records), repeat(wait))
            left = []
            for path, record in zip(paths, found):
                if record is None:
                    left.append(path)
                else:
                    yield record
            paths = left


@contextmanager
def _said_if_killed() -> Iterator[None]:
    try:
        yield
    except BrokenExecutor:
        said = "A process of the grader was killed: has the system no memory left?"
        raise CommandError(f"{said} The same command goes on where it was.") from None


def _pool():
    """Return processes to grade in, as many as there are cores; none where a fork is not safe."""
    if not fork_server.CAN_FORK:
        return nullcontext()
    options = {"mp_context": get_context("fork"), "initializer": limits.end_with_parent}
    return ProcessPoolExecutor(os.cpu_count(), **options)


def of(path: Path, run: Run) -> dict:
    """Return the record of one submission; one that is refused has its reason in it."""
    try:
        found = submission.read(path)
    except submission.Refused as refusal:
        return zero(path, run) | {"state": "refused", "message": grading.shown(str(refusal))}
    return grading.grade(found, run.exercises, run.seed, run.points, run.boxes)


def _one(path: Path, run: Run, records: Records, wait: bool) -> dict | None:
    with records.claimed(path.name, wait) as mine:
        if not mine:
            return None
        try:
            return _recorded(path, run, records)
        except CommandError:
            raise
        except Exception as error:  # a fault of ours: the others go on, and this one comes again
            said = f"The grader failed: {type(error).__name__}: {error}"
            found = zero(path, run) | {"message": grading.shown(said)}
            records.write(path.name, found)
            return found


def _recorded(path: Path, run: Run, records: Records) -> dict:
    nothing, known = zero(path, run), records.read(path.name)
    try:
        nothing["submission_hash"] = submission.read(path).hash
    except submission.Refused:
        known = {}
    if known.get("state") == "graded" and _alike(known, nothing):
        return known
    records.write(path.name, nothing)
    found = of(path, run)
    records.write(path.name, found)
    return found


def zero(path: Path, run: Run) -> dict:
    """Return the record that a submission has before it is graded."""
    return grading.record(path.name, run.exercises, run.seed, run.points, run.boxes.way)


def _alike(known: dict, nothing: dict) -> bool:
    """Would this record be written again, word for word but for the clock?"""
    try:
        one, two = (
            [(check["id"], check["max_points"]) for _, check in wording.checks(record)]
            for record in (known, nothing)
        )
    except (LookupError, TypeError):  # another version's
        return False
    return one == two and all(known.get(name) == nothing[name] for name in UNCHANGED)
