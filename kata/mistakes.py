"""Proof that the tests teach: plant each promised mistake, and read what a learner would read.

    python -m kata.mistakes e04_neuron     one exercise; without a stem, all of them

A mistake replaces lines of the solution. It must make its own task fail, with the promised words,
and no other task may be accused of what is right.
"""

import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

from kata import plan, regions, run, verdict, warm
from kata.course import SOLUTIONS, TESTS, Exercise, Test, exercises
from kata.refusal import Refusal

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
        Refusal: an entry lacks a field, or its lines do not stand in the solution.
    """
    path = FOLDER / f"{exercise.stem}.toml"
    solved, found = regions.solved(exercise.solution), []
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["mistake"]:
        where = f"tests/mistakes/{path.name}: {entry.get('name', 'a mistake without a name')}"
        if entry.keys() != FIELDS:
            raise Refusal(f"{where}: the fields are {', '.join(sorted(FIELDS))}.")
        if entry["replace"] not in solved:
            raise Refusal(f"{where}: these lines do not stand in the solution:\n{entry['replace']}")
        if entry["task"] not in {task.name for task in exercise.tasks}:
            raise Refusal(f"{where}: there is no task {entry['task']}.")
        instead = entry.pop("with")
        found.append(Mistake(stem=exercise.stem, instead=instead, **entry))
    return found


def results(exercise: Exercise, text: str, tests: list[Test]) -> list[verdict.Result]:
    """Return the results of these tests if a learner had written this text; all else is solved."""
    tasks = [task for task in exercise.tasks if task in {test.task for test in tests}]
    with tempfile.TemporaryDirectory(prefix="kata-") as folder:
        file = exercise.file_in(Path(folder))
        file.write_text(text, encoding="utf-8")
        sources = plan.sources(exercise, SOLUTIONS) | {exercise.stem: file}
        return verdict.judge(exercise, run.run(exercise, sources, tests), sources, tasks)


def complaint(exercise: Exercise, mistake: Mistake) -> str:
    """Return what is wrong with how the tests meet this mistake; "" where all is well."""
    name = mistake.task  # the stars of other tasks are left out: they take long, and accuse nobody
    tests = [test for test in exercise.tests if not test.task.star or test.task.name == name]
    seen = results(exercise, mistake.planted(), tests)
    own = [result for result in seen if result.name == mistake.task and result.status != "passed"]
    if not own:
        return "no test of its task notices it"
    said = "\n".join(result.message for result in own)
    if mistake.words not in said:
        return f"the words {mistake.words!r} are not in what its learner reads:\n{said}"
    accused = [
        f"{result.name} is accused too: {result.message}"
        for result in seen
        if result.name != mistake.task
        and result.status in verdict.WRONG
        and not result.message.startswith(f"mend {mistake.task} first")
    ]
    return "\n".join(accused)


def complaints(chosen: list[Exercise]) -> list[str]:
    """Plant every mistake of these exercises; return one text per mistake that is not met well."""
    planted = [(exercise, mistake) for exercise in chosen for mistake in mistakes(exercise)]
    with warm.pool() as pool:
        found = list(pool.map(complaint, *zip(*planted, strict=True)))
    untouched = [
        f"{exercise.stem}: no mistake is promised for {region.task}"
        for exercise in chosen
        for region in regions.regions(exercise.solution)
        if region.task not in {mistake.task for mistake in mistakes(exercise)}
    ]
    return untouched + [
        f"{mistake.stem}: {mistake.task}: {mistake.name}: {text}"
        for (_, mistake), text in zip(planted, found, strict=True)
        if text
    ]


if __name__ == "__main__":
    stems = sys.argv[1:] or [exercise.stem for exercise in exercises()]
    missed = complaints([Exercise(stem) for stem in stems])
    print("\n".join(missed) or "Every mistake is met, and named.")
    sys.exit(bool(missed))
