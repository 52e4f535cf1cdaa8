"""What a learner reads after a run: a line a task, then what to do next."""

import os
import re
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
    "skipped": "skipped",
}
WORDS |= {"timeout": "TIMEOUT", "crashed": "CRASHED"}
COLOURS = {"passed": "32", "todo": "2", "skipped": "2"}  # all others red


def of_test(
    exercise: Exercise,
    run: Run,
    results: list[Result],
    standing_in: list[str],
    verbose: bool = False,
) -> str:
    """Return the whole report of one exercise."""
    if not run.imported:
        return f"{exercise.stem} cannot be run: {_place(results[0])}\n  {results[0].message}"
    lines = [f"{exercise.stem}: {_count(results)}"]
    width = max(len(_name(result)) for result in results)
    for result in results:
        word = paint(f"{WORDS[result.status]:8}", COLOURS.get(result.status, "31"))
        tail = "" if result.status == "passed" else _place(result)
        if result.status == "todo" and result.message != "not written yet":
            tail += f"  {result.message}"
        lines.append(f"  {word} {_name(result):{width}}  {tail}".rstrip())
        if result.status not in ("passed", "todo"):
            lines.append(indented(result.message))
        if verbose and result.trace:
            lines.append(textwrap.indent(result.trace, "      | "))
    lines += _standing(standing_in, run.notes)
    return "\n".join([*lines, "", *next_step(exercise, results)])


def next_step(exercise: Exercise, results: list[Result]) -> list[str]:
    """Say what to do now: mend, write, or go on."""
    n = exercise.number
    wrong = [result for result in results if result.status in verdict.WRONG]
    open_ = [result for result in results if not result.star and result.status == "todo"]
    waiting = [result for result in open_ if result.message == "not written yet"] or open_
    if wrong and not all(result.star for result in wrong):
        mended_first = next((r for r in wrong if not r.message.startswith("mend ")), wrong[0])
        first, verb = mended_first, "mend"
    elif waiting:
        first, verb = waiting[0], "write"
    elif not verdict.passed(results):
        skipped = next(result for result in results if result.status == "skipped")
        return [f"Not done: {skipped.name} could not be tried. {skipped.message}"]
    else:
        lines = [f"{exercise.stem} is done. See how it can be written: make solution EX={n}"]
        stars = [result.name for result in results if result.star and result.status != "passed"]
        lines += [f"Still to reach for: {name} (a star)" for name in stars]
        following = next((each.number for each in exercises() if each.number > n), None)
        go_on = f"Go on: make test EX={following}   " if following else ""
        return [*lines, f"{go_on}Where you stand: make progress"]
    elsewhere = re.match(r"waits for (e(\d\d)_\w+: .+)", first.message)
    if elsewhere:
        return [f"Next: {elsewhere[1]} is not written yet: make test EX={int(elsewhere[2])}"]
    page = exercise.page.relative_to(ROOT).as_posix()
    return [
        f"Next: {verb} {first.name} ({_place(first)})",
        f"The page: {page}   A hint: make hint EX={n}",
    ]


def as_json(
    exercise: Exercise, results: list[Result], standing_in: list[str], passed: bool
) -> dict:
    """Return what --json prints."""
    tasks = [
        {key: value for key, value in vars(result).items() if key != "trace"} for result in results
    ]
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
    asked = [result for result in results if not result.star]
    stars = [result for result in results if result.star]
    done = f"{sum(r.status == 'passed' for r in asked)} of {len(asked)} tasks passed"
    return done + (
        f", {sum(r.status == 'passed' for r in stars)} of {len(stars)} stars" if stars else ""
    )


def _name(result: Result) -> str:
    return f"{result.name} *" if result.star else result.name


def _place(result: Result) -> str:
    return f"{result.file}:{result.line}" if result.line else result.file


def _standing(stems: list[str], notes: dict[str, str]) -> list[str]:
    """Say whose file was not the learner's, and why."""
    lines = [f"  {stem}: the solution stands in, since {reason}" for stem, reason in notes.items()]
    waiting = [stem for stem in stems if stem not in notes]
    return ([f"  The solution stands in for {', '.join(waiting)}."] if waiting else []) + lines


def indented(message: str) -> str:
    """Fold a message under its task."""
    return "\n".join(_wrap(line) for line in message.splitlines())


def _wrap(line: str) -> str:
    width = max(40, min(100, _columns()) - 10)
    return textwrap.fill(
        line, width, initial_indent=" " * 11, subsequent_indent=" " * 11, break_on_hyphens=False
    )


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError, AttributeError):
        return 100
