"""Other texts in the place of a solution: planted mistakes, right ways, stubs, and what the tests say."""

import tempfile
from pathlib import Path

from kata.course import regions
from kata.course.exercises import Exercise, Test
from kata.course.mistakes import Mistake, mistakes
from kata.course.paths import SOLUTIONS, TESTS
from kata.results import resolver, verdict
from kata.results.result import WRONG, Result
from kata.sandbox import fork_server, runner
from kata.sandbox.events import Run

ACCEPTED = TESTS / "accepted"  # whole exercise files; the first line of each says how it differs


def run(exercise: Exercise, text: str, tests: list[Test]) -> tuple[Run, list[Result]]:
    """Run these tests as if a learner had written this text; all other exercises are solved."""
    tasks = [task for task in exercise.tasks if task in {test.task for test in tests}]
    with tempfile.TemporaryDirectory(prefix="kata-") as folder:
        file = exercise.file_in(Path(folder))
        file.write_text(text, encoding="utf-8")
        sources = resolver.resolve(exercise, SOLUTIONS) | {exercise.stem: file}
        done = runner.run_tests(exercise, sources, tests)
        return done, verdict.judge(exercise, done, sources, tasks)


def of_task(exercise: Exercise, name: str) -> list[Test]:
    """Return the tests that a mistake in this task meets.

    The stars of other tasks are left out: they take long, and accuse nobody.
    """
    return [test for test in exercise.tests if not test.task.star or test.task.name == name]


def missed_mistakes(chosen: list[Exercise]) -> list[str]:
    """Plant every mistake of these exercises; return a text for each that is not met well."""
    planted = [(exercise, mistake) for exercise in chosen for mistake in mistakes(exercise)]
    planted.sort(key=lambda pair: pair[0].suffix)  # those that are compiled take longest
    found = list(fork_server.pool().map(_missed, *zip(*planted)))
    untouched = [
        f"{exercise.stem}: no mistake is promised for {region.task}"
        for exercise in chosen
        for region in regions.regions(exercise.solution)
        if region.task not in {mistake.task for mistake in mistakes(exercise)}
    ]
    return untouched + [
        f"{mistake.stem}: {mistake.task}: {mistake.name}: {text}"
        for (_, mistake), text in zip(planted, found)
        if text
    ]


def refused_ways(files: list[tuple[Exercise, Path]]) -> list[str]:
    """Run the tests on these files, all of them right; return a text for each that is refused."""
    found = fork_server.pool().map(_refused, *zip(*files))
    return [text for text in found if text]


def lucky_tests(chosen: list[Exercise]) -> list[str]:
    """Run each test on its stub; return those that do more than find it unwritten."""
    return [text for found in fork_server.pool().map(_lucky, chosen) for text in found]


def _missed(exercise: Exercise, mistake: Mistake) -> str:
    """Return what is wrong with how the tests meet this mistake; "" where all is well."""
    _, seen = run(exercise, mistake.planted(), of_task(exercise, mistake.task))
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
        and result.status in WRONG
        and (result.reason, result.blocked_by) != ("mend first", mistake.task)
    ]
    return "\n".join(accused)


def _refused(exercise: Exercise, file: Path) -> str:
    sources = resolver.resolve(exercise, SOLUTIONS) | {exercise.stem: file}
    results = verdict.judge(exercise, runner.run_tests(exercise, sources), sources)
    return "\n".join(
        f"{exercise.stem}/{file.name}: {each.name}: {each.status}: {each.message}"
        for each in results
        if each.status != "passed"
    )


def _lucky(exercise: Exercise) -> list[str]:
    stub, outcomes = regions.stub(exercise.solution), {}
    quick = [test for test in exercise.tests if not test.long]
    alone = [[test] for test in exercise.tests if test.long]  # else left out behind a hole
    for tests in (quick, *alone):
        outcomes |= run(exercise, stub, tests)[0].outcomes
    return [
        f"{exercise.stem}: {name} is {outcome.status} on the stub"
        for name, outcome in outcomes.items()
        if outcome.status != "todo"
    ]
