"""What a learner reads after a run: a line a task, then what to do next."""

import textwrap

from kata.course.commands import command
from kata.course.exercises import Exercise, exercises
from kata.course.paths import ROOT
from kata.results.result import Result, first_open, has_passed
from kata.results.terminal import DIM, GREEN, RED, folded, indented, paint
from kata.sandbox.events import Run

WORDS = {
    "passed": "passed",
    "todo": "to do",
    "failed": "WRONG",
    "error": "BROKEN",
    "timeout": "TIMEOUT",
    "crashed": "CRASHED",
    "skipped": "skipped",
    "running": "runs",
}
BLOCKED = {"waits": "waits for {}", "mend first": "mend {} first"}


def of_test(
    exercise: Exercise,
    run: Run,
    results: list[Result],
    standing_in: list[str],
    verbose: bool = False,
) -> str:
    """Return the whole report of one exercise."""
    if not run.imported:
        return f"{exercise.stem} cannot be run: {place(results[0])}\n  {results[0].message}"
    lines = [f"{exercise.stem}: {_count(results)}"]
    width = max(len(_name(result)) for result in results)
    for result in results:
        word, colour = _word(result)
        line = f"  {paint(f'{word:8}', colour)} {_name(result):{width}}"
        if result.status == "passed":
            lines.append(line.rstrip())
        elif result.status == "running":
            lines.append(f"{line}  a longer check")
        elif result.blocked_by:
            lines.append(f"{line}  {BLOCKED[result.reason].format(result.blocker)}")
        elif result.status == "todo":
            left = "" if result.reason == "unwritten" else f"  {result.message}"
            lines.append(f"{line}  {place(result)}{left}")
        else:
            lines += [f"{line}  {place(result)}", indented(result.message)]
        if verbose and result.trace:
            lines.append(textwrap.indent(result.trace, "      | "))
    lines += [f"  {paint('warning ', DIM)} {warning}" for warning in run.warnings]
    lines += [folded(line, "  ") for line in stand_in_lines(standing_in, run.notes)]
    return "\n".join([*lines, "", *map(folded, next_step(exercise, results))])


def next_step(exercise: Exercise, results: list[Result]) -> list[str]:
    """Say what to do now: mend, write, or go on."""
    n = exercise.number
    first = first_open(results)
    if first and first.status == "running":
        return [f"Under way: the longer checks of {_name(first)}"]
    if has_passed(results):
        if len(results) < len(exercise.tasks):
            return [f"{results[0].name} is done. The whole exercise: {command('test', n)}"]
        lines = [f"{exercise.stem} is done. See how it can be written: {command('solution', n)}"]
        stars = [result.name for result in results if result.star and result.status != "passed"]
        lines += [f"Still to reach for: {name} (a star)" for name in stars]
        following = next((each.number for each in exercises() if each.number > n), None)
        go_on = f"Go on: {command('test', following)}   " if following else ""
        return [*lines, f"{go_on}Where you stand: {command('progress')}"]
    if first.status == "skipped":
        return [f"Not done: {first.name} could not be tried. {first.message}"]
    if first.blocked_by:
        elsewhere = Exercise(first.blocked_in).number if first.blocked_in else n
        return [f"Next: {first.blocker} first: {command('test', elsewhere)}"]
    verb = "write" if first.status == "todo" else "mend"
    page = exercise.page.relative_to(ROOT).as_posix()
    return [
        f"Next: {verb} {first.name} ({place(first)})",
        f"The page: {page}   A hint: {command('hint', n)}",
    ]


def as_json(
    exercise: Exercise, results: list[Result], standing_in: list[str], passed: bool
) -> dict:
    """Return what --json prints."""
    hidden = ("blocked_in", "trace")
    tasks = [
        {k: v for k, v in vars(result).items() if k not in hidden} | {"blocked_by": result.blocker}
        for result in results
    ]
    head = {
        "exercise": exercise.number,
        "stem": exercise.stem,
        "passed": passed,
        "standing_in": standing_in,
    }
    return head | {"tasks": tasks}


def _count(results: list[Result]) -> str:
    asked = [result.status == "passed" for result in results if not result.star]
    stars = [result.status == "passed" for result in results if result.star]
    kinds = (asked, "tasks passed"), (stars, f"star{'s' * (len(stars) > 1)}")
    return ", ".join(f"{sum(done)} of {len(done)} {what}" for done, what in kinds if done)


def _name(result: Result) -> str:
    return f"{result.name} *" if result.star else result.name


def place(result: Result) -> str:
    """Return file:line, as editors and terminals understand it."""
    return f"{result.file}:{result.line}" if result.line else result.file


def _word(result: Result) -> tuple[str, str]:
    """Return the word that a line begins with, and its colour."""
    if result.status == "passed":
        return WORDS["passed"], GREEN
    if result.status in ("todo", "skipped", "running"):
        return WORDS[result.status], DIM
    if result.blocked_by:
        return "waits", DIM
    return ("not yet", DIM) if result.star else (WORDS[result.status], RED)


def stand_in_lines(stems: list[str], notes: dict[str, str]) -> list[str]:
    """Say whose file was not the learner's, and why."""
    lines = [f"{stem}: the solution stands in, since {reason}" for stem, reason in notes.items()]
    waiting = [stem for stem in stems if stem not in notes]
    return ([f"The solution stands in for {', '.join(waiting)}."] if waiting else []) + lines
