"""From the outcomes of tests to the results of tasks, and who is to be mended first."""

import ast
from dataclasses import dataclass
from pathlib import Path

from kata import syntax
from kata.course import Exercise, Task
from kata.run import Outcome, Run

WRONG = ("crashed", "timeout", "error", "failed")
MOST_LINES = 5


@dataclass
class Result:
    """One line of the report. The fields are those of --json."""

    name: str
    status: str
    star: bool
    message: str
    file: str
    line: int | None
    seconds: float
    trace: str = ""


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
    source = file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""
    lines = _lines(source)
    tasks = exercise.tasks if tasks is None else tasks
    outcomes = {
        task: [run.outcomes.get(test.name) for test in exercise.tests if test.task == task]
        for task in tasks
    }
    first = _to_mend_first(outcomes)
    return [
        _result(exercise, task, outcomes[task], source, lines, file, first.get(task))
        for task in tasks
    ]


def _result(exercise, task: Task, outcomes, source: str, lines, file: Path, mend_first) -> Result:
    seen = [outcome for outcome in outcomes if outcome]
    seconds = round(sum(outcome.seconds for outcome in seen), 3)
    shown = f"{file.parent.name}/{file.name}"
    stub_line = _line_of(source, f'"{exercise.stem}: {task.name}"')
    status = next(
        (s for s in (*WRONG, "todo", "skipped") if any(o.status == s for o in seen)), "passed"
    )
    if status == "passed" and len(seen) < len(outcomes):
        status = "crashed" if seen else "failed"
    if stub_line and status not in ("passed", "error"):
        return Result(task.name, "todo", task.star, "not written yet", shown, stub_line, seconds)
    worst = [outcome for outcome in seen if outcome.status == status]
    line = next((outcome.line for outcome in worst if outcome.line), None) or lines.get(task.name)
    trace = "\n".join(outcome.trace for outcome in worst if outcome.trace)
    if status == "passed":
        message, line, trace = "", lines.get(task.name), ""
    elif status == "todo":
        message = _waiting(exercise, worst)
    elif mend_first:
        message = f"mend {mend_first} first: the checks of {task.name} go through it"
        line, trace = lines.get(task.name), ""
    else:
        message = _message(worst)
    return Result(task.name, status, task.star, message, shown, line, seconds, trace)


def _message(outcomes: list[Outcome]) -> str:
    """Join what the tests have said in at most five lines; each diagnosis is told once."""
    told = {}
    for fact, diagnosis in (message for outcome in outcomes for message in outcome.messages):
        told.setdefault(diagnosis or fact, f"{fact} {diagnosis}".strip())
    said = list(told.values()) or ["A check failed without a word."]
    if len(said) > MOST_LINES:
        said[MOST_LINES - 1 :] = [f"and {len(said) - MOST_LINES + 1} more checks like these"]
    return "\n".join(said)


def _waiting(exercise: Exercise, outcomes: list[Outcome]) -> str:
    missing = next((outcome.waits_for for outcome in outcomes if outcome.waits_for), "")
    if not missing:
        return "not written yet"
    return f"waits for {missing.removeprefix(exercise.stem + ': ')}"


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


def _lines(source: str) -> dict[str, int]:
    """Return the line on which each function and method of a file starts."""
    try:
        found = syntax.functions(ast.parse(source))
    except (SyntaxError, ValueError):
        return {}
    return {name: function.lineno for name, function in found.items()}


def _line_of(source: str, text: str) -> int | None:
    """Return the first line that raises NotImplementedError with this text."""
    wanted = f"raise NotImplementedError({text})"
    return next(
        (i for i, line in enumerate(source.splitlines(), 1) if line.strip() == wanted), None
    )
