"""What a learner reads after a run: a line a task, then what to do next."""

import os
import re
import shutil
import sys
import textwrap

from kata import verdict
from kata.course import ROOT, Exercise, exercises
from kata.run import Run
from kata.verdict import Result

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
GREEN, RED, DIM = "32", "31", "2"


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
        elif result.after:
            lines.append(f"{line}  {result.message.partition(':')[0]}")
        elif result.status == "todo":
            left = "" if result.message == "not written yet" else f"  {result.message}"
            lines.append(f"{line}  {place(result)}{left}")
        else:
            lines += [f"{line}  {place(result)}", indented(result.message)]
        if verbose and result.trace:
            lines.append(textwrap.indent(result.trace, "      | "))
    lines += [f"  {paint('warning ', DIM)} {warning}" for warning in run.warnings]
    lines += [folded(line, "  ") for line in _standing(standing_in, run.notes)]
    return "\n".join([*lines, "", *map(folded, next_step(exercise, results))])


def next_step(exercise: Exercise, results: list[Result]) -> list[str]:
    """Say what to do now: mend, write, or go on."""
    n = exercise.number
    first = verdict.to_see_to(results)
    if first and first.status == "running":
        return [f"Under way: the longer checks of {_name(first)}"]
    if verdict.passed(results):
        if len(results) < len(exercise.tasks):
            return [f"{results[0].name} is done. The whole exercise: make test EX={n}"]
        lines = [f"{exercise.stem} is done. See how it can be written: make solution EX={n}"]
        stars = [result.name for result in results if result.star and result.status != "passed"]
        lines += [f"Still to reach for: {name} (a star)" for name in stars]
        following = next((each.number for each in exercises() if each.number > n), None)
        go_on = f"Go on: make test EX={following}   " if following else ""
        return [*lines, f"{go_on}Where you stand: make progress"]
    if first.status == "skipped":
        return [f"Not done: {first.name} could not be tried. {first.message}"]
    if first.after:
        elsewhere = re.match(r"e(\d\d)_\w+: ", first.after)
        return [f"Next: {first.after} first: make test EX={int(elsewhere[1]) if elsewhere else n}"]
    verb = "write" if first.status == "todo" else "mend"
    page = exercise.page.relative_to(ROOT).as_posix()
    return [
        f"Next: {verb} {first.name} ({place(first)})",
        f"The page: {page}   A hint: make hint EX={n}",
    ]


def as_json(
    exercise: Exercise, results: list[Result], standing_in: list[str], passed: bool
) -> dict:
    """Return what --json prints."""
    hidden = ("after", "trace")
    tasks = [{k: v for k, v in vars(result).items() if k not in hidden} for result in results]
    head = {
        "exercise": exercise.number,
        "stem": exercise.stem,
        "passed": passed,
        "standing_in": standing_in,
    }
    return head | {"tasks": tasks}


def paint(text: str, colour: str) -> str:
    """Colour text where somebody looks on who has not declined colours."""
    plain = (
        os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty()
    )
    return text if plain else f"\x1b[{colour}m{text}\x1b[0m"


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
        return "passed", GREEN
    if result.status in ("todo", "skipped", "running"):
        return WORDS[result.status], DIM
    if result.after:
        return "waits", DIM
    return ("not yet", DIM) if result.star else (WORDS[result.status], RED)


def _standing(stems: list[str], notes: dict[str, str]) -> list[str]:
    """Say whose file was not the learner's, and why."""
    lines = [f"{stem}: the solution stands in, since {reason}" for stem, reason in notes.items()]
    waiting = [stem for stem in stems if stem not in notes]
    return ([f"The solution stands in for {', '.join(waiting)}."] if waiting else []) + lines


def indented(message: str) -> str:
    """Fold a message under its task."""
    return "\n".join(folded(line, " " * 11) for line in message.splitlines())


def folded(line: str, indent: str = "") -> str:
    """Fold a line to the width of the terminal; a path stays whole, so that it can be clicked."""
    return textwrap.fill(
        line,
        max(40, min(100, columns())),
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
        break_long_words=False,
    )


def columns() -> int:
    """Return the width of the terminal; 100 where there is none."""
    return shutil.get_terminal_size((100, 24)).columns
