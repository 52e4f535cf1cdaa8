"""What a right file answers to the probes, and whether an answer is that. Never imports learner code."""

import json
import math
from functools import cache
from typing import NamedTuple

from kata.course.exercises import Exercise, Task
from kata.course.paths import SOLUTIONS
from kata.errors import CommandError
from kata.grade import probes, worker
from kata.results import resolver
from kata.sandbox import loader

LARGEST = 1e300


class Question(NamedTuple):
    """One probe with the numbers that were drawn for it."""

    task: Task
    asked: tuple[str, str, dict]  # what a worker gets: setup, program, numbers
    want: object  # what the solution answers
    tolerance: float

    def accepts(self, got) -> bool:
        return same(got, self.want, self.tolerance)


@cache
def questions(exercise: Exercise, seed: int) -> list[Question]:
    """Return all probes of an exercise; the same seed asks the same.

    Raises:
        CommandError: the solution ends a probe in an error that it should not, or in none.
    """
    loader.install(resolver.resolve(exercise, SOLUTIONS))
    known, found = probes.read(exercise), []
    for probe, numbers in known.drawn(seed):
        asked = known.setup, probe.code, numbers
        want = json.loads(json.dumps(worker.answer(exercise.stem, *asked)))
        met = want.get("raises", [""])[0] if isinstance(want, dict) else ""
        if met != probe.raises:
            said = f"the solution raises {met or 'nothing'} in this probe:\n{probe.code}"
            raise CommandError(f"tests/probes/{exercise.stem}.toml: {said}")
        found.append(Question(probe.task, asked, want, probe.tolerance))
    return found


def same(got, want, tolerance: float = probes.CLOSE) -> bool:
    """Is this answer, from a process that nobody trusts, what was wanted? Numbers may be off a little."""
    if isinstance(want, list):
        alike = isinstance(got, list) and len(got) == len(want)
        return alike and all(same(*each, tolerance) for each in zip(got, want))
    if isinstance(want, dict):
        if not isinstance(got, dict) or got.keys() != want.keys():
            return False
        if error := want.get("raises"):
            return isinstance(got["raises"], list) and error[0] in got["raises"]
        return all(same(got[name], want[name], tolerance) for name in want)
    if type(want) in (int, float) and type(got) in (int, float):
        if abs(got) > LARGEST:  # a whole number may be larger than any float
            return False
        return math.isfinite(got) and math.isclose(got, want, rel_tol=tolerance, abs_tol=tolerance)
    return type(got) is type(want) and got == want
