"""From the outcomes of tests to the results of tasks, and who is to be mended first."""

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from kata.course import regions, syntax
from kata.course.exercises import Exercise, Task, Test
from kata.course.files import UNREADABLE
from kata.course.paths import in_folder
from kata.results.result import WRONG, Result
from kata.sandbox.events import Message, Outcome, Run

NUMBER = re.compile(r"\d+")
MOST = 2  # messages a task: the first ones come from the plainest tests


def unwritten(exercise: Exercise, file: Path) -> list[Result]:
    """Return the results of a stub, which nobody needs to run."""
    outcomes = {test.name: Outcome("todo") for test in exercise.tests}
    return judge(exercise, Run(outcomes=outcomes), {exercise.stem: file})


def judge(
    exercise: Exercise, run: Run, sources: dict[str, Path], tests: list[Test] | None = None
) -> list[Result]:
    """Return one result for each task of these tests (all, if None), in the exercise's order."""
    tests = exercise.tests if tests is None else tests
    file = sources[exercise.stem]
    source = file.read_text(encoding="utf-8-sig", errors="replace") if file.is_file() else ""
    lines = {}
    with suppress(*UNREADABLE):
        lines = {name: f.lineno for name, f in syntax.functions_of(source, file.suffix).items()}
    outcomes = {task: [] for task in exercise.tasks if task in {test.task for test in tests}}
    for test in tests:
        outcomes[test.task].append(run.outcomes.get(test.name))
    first = _to_mend_first(outcomes)
    source = source if run.imported else ""  # where the import was lost, no hole is to blame
    return [
        _result(exercise, task, outcomes[task], source, lines, file, first.get(task))
        for task in outcomes
    ]


def _result(exercise, task: Task, outcomes, source: str, lines, file: Path, mend_first) -> Result:
    seen = [outcome for outcome in outcomes if outcome]
    seconds = round(sum(outcome.seconds for outcome in seen), 3)
    met, order = {outcome.status for outcome in seen}, (*WRONG, "todo", "skipped", "running")
    status = next((each for each in order if each in met), "passed")
    line = lines.get(task.name)
    result = Result(task.name, status, task.star, "", in_folder(file), line, seconds)
    if status == "passed" and len(seen) < len(outcomes):
        result.status = "error"
        result.put_off("not run")
    if status in ("passed", "running"):
        return result
    worst = [outcome for outcome in seen if outcome.status == status]
    stub = regions.hole(exercise.stub, task.name)
    own = [line.strip() for line in source.splitlines()]
    if stub in own and status != "error":
        result.status, result.line = "todo", own.index(stub) + 1
        is_whole = "TODO: your code here" in own[result.line - 2]
        what = "that raises" if stub.startswith("raise") else "with not_written"
        result.put_off("unwritten" if is_whole else "hole", hole=what)
    elif status == "todo":
        waits_for = next((outcome.waits_for for outcome in worst if outcome.waits_for), None)
        result.put_off("unwritten")
        if waits_for:
            stem, name = waits_for
            result.put_off("waits", name, stem if stem != exercise.stem else "")
    elif mend_first:
        result.put_off("mend first", mend_first)
    elif any(outcome.left_out for outcome in worst):
        result.put_off("left out")
    else:
        result.message = _message(worst)
        result.line = next((outcome.line for outcome in worst if outcome.line), result.line)
        result.trace = "\n".join(outcome.trace for outcome in worst if outcome.trace)
    return result


def _message(outcomes: list[Outcome]) -> str:
    """Join what the tests have said: each diagnosis once, and bare facts only where there is none."""
    told: dict[str, Message] = {}
    for message in (message for outcome in outcomes for message in outcome.messages):
        if message.diagnosis or not _is_known(message, told.values()):
            told.setdefault(message.diagnosis or message.fact, message)
    said = [message for message in told.values() if message.diagnosis] or list(told.values())
    texts = [f"{message.fact} {message.diagnosis}".strip() for message in said]
    texts = texts or ["A check failed without a word."]
    texts[MOST:] = [f"(and {len(texts) - MOST} more like these)"] if len(texts) > MOST else []
    printed = next((o.printed.strip() for o in outcomes if o.printed.strip()), "")
    if printed:
        texts.append(f"It printed: {printed.splitlines()[0][:80]}")
    return "\n".join(texts)


def _is_known(message: Message, told: Iterable[Message]) -> bool:
    """Is this an exception that has been told, from the same line or from no line of the learner's?

    Two that differ in their numbers alone are one.
    """
    error = NUMBER.sub("0", message.error)
    return bool(message.code) and any(
        NUMBER.sub("0", other.error) == error and other.code in ("", message.code) for other in told
    )


def _to_mend_first(outcomes: dict[Task, list[Outcome | None]]) -> dict[Task, str]:
    """Return, for each wrong task whose checks all go through another wrong one, that one's name.

    A task stands convicted where a check fails that used no other wrong task. Where wrong tasks
    only lean on each other, the first in the file is convicted.
    """
    wrong = {
        task: [set(o.used) for o in found if o and o.status in WRONG]
        for task, found in outcomes.items()
        if any(o and o.status in WRONG for o in found)
    }
    names = {task.name for task in wrong if not task.star}
    others = {
        task: [(used & names) - {task.name} for used in checks] for task, checks in wrong.items()
    }
    convicted = {task.name for task, found in others.items() if not task.star and not all(found)}
    first: dict[Task, str] = {}
    for task in wrong:  # in the order of the file
        if not all(others[task]):
            continue
        suspects = set().union(*others[task])
        guilty = [each.name for each in wrong if each.name in suspects & convicted]
        if guilty:
            first[task] = guilty[0]
        elif not task.star:
            convicted.add(task.name)
    return first
