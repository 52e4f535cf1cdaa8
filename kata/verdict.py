"""From the outcomes of tests to the results of tasks, and who is to be mended first."""

import re
from dataclasses import dataclass
from pathlib import Path

from kata import regions, syntax
from kata.course import Exercise, Task
from kata.run import Outcome, Run

WRONG = ("crashed", "timeout", "error", "failed")
MOST = 2  # messages a task: the first ones come from the plainest tests


@dataclass
class Result:
    """One line of the report. The fields down to seconds are those of --json."""

    name: str
    status: str
    star: bool
    message: str
    file: str
    line: int | None
    seconds: float
    after: str = ""  # what is to be seen to first: a task, or "e02_value: Value.exp"
    trace: str = ""


def to_see_to(results: list[Result]) -> Result | None:
    """Return the task to work on: one that waits for no other, and what is wrong before what is not there."""
    open_ = [result for result in results if result.status != "passed"]
    plain = [result for result in open_ if not result.star] or open_
    free = [result for result in plain if not result.after] or plain
    ended = [result for result in free if result.status != "running"] or free
    return next((result for result in ended if result.status in WRONG), ended[0] if ended else None)


def passed(results: list[Result]) -> bool:
    """Has every task but the stars been seen to pass?"""
    asked = [result for result in results if not result.star] or results
    return bool(asked) and all(result.status == "passed" for result in asked)


def unwritten(exercise: Exercise, file: Path) -> list[Result]:
    """Return the results of a stub, which nobody needs to run."""
    return judge(
        exercise,
        Run({test.name: Outcome("todo") for test in exercise.tests}),
        {exercise.stem: file},
    )


def judge(
    exercise: Exercise, run: Run, sources: dict[str, Path], tasks: list[Task] | None = None
) -> list[Result]:
    """Return one result per task (all, if None), in their order."""
    file = sources[exercise.stem]
    source = file.read_text(encoding="utf-8-sig", errors="replace") if file.exists() else ""
    lines = _lines(source, file.suffix)
    tasks = exercise.tasks if tasks is None else tasks
    outcomes = {
        task: [run.outcomes.get(test.name) for test in exercise.tests if test.task == task]
        for task in tasks
    }
    first = _to_mend_first(outcomes)
    source = source if run.imported else ""  # where the import was lost, no hole is to blame
    return [
        _result(exercise, task, outcomes[task], source, lines, file, first.get(task))
        for task in tasks
    ]


def _result(exercise, task: Task, outcomes, source: str, lines, file: Path, mend_first) -> Result:
    seen = [outcome for outcome in outcomes if outcome]
    seconds = round(sum(outcome.seconds for outcome in seen), 3)
    shown = f"{file.parent.name}/{file.name}"
    status = next(
        (s for s in (*WRONG, "todo", "skipped", "running") if any(o.status == s for o in seen)),
        "passed",
    )
    if status == "passed" and len(seen) < len(outcomes):
        status = "crashed" if seen else "failed"
    result = Result(task.name, status, task.star, "", shown, lines.get(task.name), seconds)
    if status in ("passed", "running"):
        return result
    worst = [outcome for outcome in seen if outcome.status == status]
    hole = _hole(source, regions.hole(exercise.stub, task.name))
    if hole and status != "error":
        result.status, (result.line, result.message) = "todo", hole
    elif status == "todo":
        missing = next((outcome.waits_for for outcome in worst if outcome.waits_for), "")
        result.after = missing.removeprefix(f"{exercise.stem}: ")
        result.message = f"waits for {result.after}" if missing else "not written yet"
    elif mend_first:
        result.after = mend_first
        result.message = f"mend {mend_first} first: the checks of {task.name} go through it"
    else:
        result.message = _message(worst)
        result.line = next((outcome.line for outcome in worst if outcome.line), result.line)
        result.trace = "\n".join(outcome.trace for outcome in worst if outcome.trace)
    return result


def _message(outcomes: list[Outcome]) -> str:
    """Join what the tests have said: each diagnosis once, and bare facts only where there is none."""
    told: dict[str, str] = {}
    for fact, diagnosis in (message for outcome in outcomes for message in outcome.messages):
        if diagnosis or not _again(fact, told):
            told.setdefault(diagnosis or fact, f"{fact} {diagnosis}".strip())
    named = [text for key, text in told.items() if text != key]
    said = named or list(told.values()) or ["A check failed without a word."]
    said[MOST:] = [f"(and {len(said) - MOST} more like these)"] if len(said) > MOST else []
    printed = next((o.printed.strip() for o in outcomes if o.printed.strip()), "")
    if printed:
        said.append(f"It printed: {printed.splitlines()[0][:80]}")
    return "\n".join(said)


def _again(fact: str, told: dict[str, str]) -> bool:
    """Is this an exception that has been told, on the same line or with words of the test's own?"""
    error, _, line = re.sub(r"\d+", "0", fact).partition(", in: ")
    before = [re.sub(r"\d+", "0", text) for text in told.values()]
    return bool(line) and any(
        error in text and (line in text or ", in: " not in text) for text in before
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


def _lines(source: str, suffix: str) -> dict[str, int]:
    """Return the line on which each function and method of a file starts."""
    try:
        found = syntax.functions_of(source, suffix)
    except (SyntaxError, ValueError):
        return {}
    return {name: function.lineno for name, function in found.items()}


def _hole(source: str, stub: str) -> tuple[int, str] | None:
    """Return the line of the stub's hole, and whether somebody has written before it."""
    lines = [line.strip() for line in source.splitlines()]
    if stub not in lines:
        return None
    number = lines.index(stub) + 1
    untouched = "TODO: your code here" in lines[number - 2]
    what = "that raises" if stub.startswith("raise") else "with not_written"
    return number, "not written yet" if untouched else f"the line {what} is still there: remove it"
