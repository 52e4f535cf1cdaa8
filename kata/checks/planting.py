"""Other texts in the place of a solution: planted mistakes, right ways, stubs, and what the tests say."""

import re
import tempfile
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kata.course import regions
from kata.course.exercises import Exercise, Test
from kata.course.mistakes import Mistake
from kata.course.paths import SOLUTIONS
from kata.results import resolver, verdict
from kata.results.result import WRONG, Result
from kata.sandbox import fork_server, runner
from kata.sandbox.events import Run

# What may outlive a call: a name of a module or a class, a static number of C.
LASTS = re.compile(
    r"\b(global|static|setattr|__class__|__dict__|type|vars)\b|\b[A-Z]\w*[.[][^=\n]*[^=!<>\n]=[^=]"
)


@contextmanager
def written(exercise: Exercise, text: str) -> Iterator[Path]:
    """Write this text as the only file of a folder exercises/, for as long as it is looked at."""
    with tempfile.TemporaryDirectory(prefix="kata-") as folder:
        file = exercise.file_in(Path(folder, "exercises"))
        file.parent.mkdir()
        file.write_text(text, encoding="utf-8")
        yield file


def run(
    exercise: Exercise, text: str, tests: list[Test], draft: bool = False
) -> tuple[Run, list[Result]]:
    """Run these tests as if a learner had written this text; all other exercises are solved."""
    with written(exercise, text) as file:
        sources = resolver.resolve(exercise, SOLUTIONS) | {exercise.stem: file}
        done = runner.run_tests(exercise, sources, tests, draft=draft)
        return done, verdict.judge(exercise, done, sources, tests)


def plant(mistake: Mistake, untouched: Container[str] = ()) -> tuple[Run, list[Result], str]:
    """Run the tests that a mistake meets; return also what is wrong with what they say, "" if nothing.

    The stars of other tasks are left out: they take long, and accuse nobody. So are their long tests
    in C, where no function calls another; and C is compiled quickly, if that shows the mistake.

    Args:
        untouched: names of tests that need not run, as `untouched` returns them.
    """
    exercise, in_c = mistake.exercise, mistake.exercise.suffix == ".c"
    tests = [
        test
        for test in exercise.tests
        if test.task.name == mistake.task
        or not (test.task.star or (in_c and test.long) or test.name in untouched)
    ]
    for draft in (True, False) if in_c else (False,):
        done, results = run(exercise, mistake.planted(), tests, draft)
        if untouched and not done.imported:  # the file as a whole is lost
            return plant(mistake)
        if not (fault := _fault(mistake, results)):
            break
    return done, results, fault


def untouched(mistake: Mistake, solved: Run) -> list[str]:
    """Return the long tests of other tasks, and what ran no line of the mistake's region on the solution.

    Only the first, where the mistake changes more than that region, or what it does may outlive a call.
    """
    long = [
        test.name for test in mistake.exercise.tests if test.long and test.task.name != mistake.task
    ]
    before, after = regions.around(mistake.exercise.solution, mistake.task)
    planted = mistake.planted()
    inside = planted[len(before) : len(planted) - len(after)]
    indent = re.match(r" *", regions.bodies(mistake.exercise.solution)[mistake.task])[0]
    if (
        planted != before + inside + after
        or not all(line.startswith(indent) for line in inside.splitlines() if line.strip())
        or LASTS.search(inside)
        or mistake.task in solved.used
    ):
        return long
    return long + [
        name
        for name, outcome in solved.outcomes.items()
        if outcome.status == "passed" and mistake.task not in outcome.used
    ]


def _fault(mistake: Mistake, results: list[Result]) -> str:
    own = [each for each in results if each.name == mistake.task and each.status != "passed"]
    if not own:
        return "no test of its task notices it"
    said = "\n".join(each.message for each in own)
    if mistake.words not in said:
        return f"the words {mistake.words!r} are not in what its learner reads:\n{said}"
    return "\n".join(
        f"{each.name} is accused too: {each.message}"
        for each in results
        if each.name != mistake.task
        and each.status in WRONG
        and (each.reason, each.blocked_by) != ("mend first", mistake.task)
    )


def everywhere(check: Callable[..., list[str]], items: Iterable) -> list[str]:
    """Run a check on each of these, on all cores; return all complaints, in their order."""
    return [text for said in fork_server.pool().map(check, items) for text in said]


def met(mistake: Mistake, untouched: Container[str]) -> tuple[Exercise, list[str], str]:
    """Return what the tests say to this mistake, and what is wrong with that, "" if nothing."""
    done, _, fault = plant(mistake, untouched)
    said = [
        f"{message.fact} {message.diagnosis}"
        for outcome in done.outcomes.values()
        for message in outcome.messages
    ]
    return mistake.exercise, said, fault and f"{mistake.exercise.stem}: {mistake}: {fault}"


def tried(way: tuple[Exercise, Path]) -> tuple[Run, list[str]]:
    """Run all tests on a file that is right; return also what they say against it."""
    exercise, file = way
    done, results = run(exercise, file.read_text(encoding="utf-8"), exercise.tests)
    return done, [
        f"{exercise.stem}/{file.name}: {each.name}: {each.status}: {each.message}"
        for each in results
        if each.status != "passed"
    ]


def lucky(exercise: Exercise) -> list[str]:
    """Return the tests that do more than find the stub unwritten."""
    stub = regions.stub(exercise.solution)
    quick = [test for test in exercise.tests if not test.long]
    alone = [[test] for test in exercise.tests if test.long]  # else left out behind a hole
    return [
        f"{exercise.stem}: {name} is {outcome.status} on the stub"
        for tests in (quick, *alone)
        for name, outcome in run(exercise, stub, tests)[0].outcomes.items()
        if outcome.status != "todo"
    ]
