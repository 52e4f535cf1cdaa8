"""What a learner reads after a run: what is wrong first, all else folded, then what to do next."""

import sys
import textwrap

from kata.course import regions
from kata.course.commands import command
from kata.course.exercises import Exercise, exercises
from kata.course.paths import ROOT
from kata.results.result import WRONG, Result, first_open, has_passed
from kata.results.terminal import DIM, GREEN, RED, columns, folded, indented, paint, width
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
WAITS, NOT_YET = "waits", "not yet"
LESS = ("todo", "skipped", "running", "passed")
FOLDED = (*map(WORDS.get, WRONG), NOT_YET, WAITS, *map(WORDS.get, LESS))


def of_test(
    exercise: Exercise,
    run: Run,
    results: list[Result],
    stand_ins: list[str],
    seed: int | None = None,
    verbose: bool = False,
) -> str:
    """Return the whole report of one exercise; verbose lists each task, with its traceback."""
    if not run.imported:
        message = results[0].message
        if sys.stdout.isatty():  # elsewhere, a message is a line
            message = "\n  ".join(folded(line, "  ").lstrip() for line in message.splitlines())
        return f"{exercise.stem} cannot be run: {place(results[0])}\n  {message}"
    lines = [folded(f"{exercise.stem}: {_count(results)}")]
    longest = max(len(str(result)) for result in results) if verbose else 0
    told = {}  # the first of those that are told in the same words
    for each in results:
        if _is_told(each, results):
            told.setdefault(str(each) if each.status == "todo" else each.message, each)
    for result in results if verbose else told.values():
        shown = f"{result!s:{longest}}  {place(result) * (result.status != 'passed')}"
        if len(shown) > columns() - 11:  # a path stays whole, so that it can be clicked
            shown = f"{result}\n{' ' * 11}{place(result)}"
        lines.append(f"  {_word(result)} {shown.rstrip()}")
        if result.message and result.reason != "unwritten":
            lines.append(indented(result.message))
        if verbose and result.trace:
            lines.append(textwrap.indent(result.trace, "      | "))
    for kind in () if verbose else FOLDED:
        rest = [each for each in results if each not in told.values() and _kind(each) == kind]
        lines += [f"  {_word(rest[0])} {_names(rest)}"] if rest else []
    lines += [f"  {paint('warning ', DIM)} {indented(text).lstrip()}" for text in run.warnings]
    lines += [folded(line, "  ") for line in stand_in_lines(stand_ins, run.notes)]
    lines += ["", *map(folded, next_step(exercise, results))]
    if seed is not None and any(result.status in WRONG for result in results):
        again = command("test", exercise.number, f"SEED={seed}")
        lines.append(folded(f"The same drawn inputs again: {again}"))
    return "\n".join(lines)


def next_step(exercise: Exercise, results: list[Result]) -> list[str]:
    """Say what to do now: mend, write, or go on."""
    n = exercise.number
    first = first_open(results)
    if first and first.status == "running":
        return [f"Under way: the longer checks of {first}"]
    if has_passed(results):
        if len(results) < len(exercise.tasks):
            return [f"{results[0].name} is done. The whole exercise: {command('test', n)}"]
        following = next((each.number for each in exercises() if each.number > n), None)
        go_on = f"Go on: {command('test', following)}   " if following else ""
        return [*done(exercise, results), f"{go_on}Where you stand: {command('progress')}"]
    if first.status == "skipped":
        return [f"Not done: {first.name} could not be tried. {first.message}"]
    if first.blocked_by:
        elsewhere = Exercise(first.blocked_in).number if first.blocked_in else n
        return [f"Next: {first.blocker} first: {command('test', elsewhere)}"]
    verb = "write" if first.status == "todo" else "mend"
    built = ROOT / "site" / f"{exercise.stem}.html"
    raw = not (ROOT / "kata" / "verbs" / "docs.py").exists()  # a pack without the site
    there = built if built.exists() else exercise.page if raw else None
    page = there.relative_to(ROOT).as_posix() if there else command("docs")
    return [
        f"Next: {verb} {first.name} ({place(first)})",
        f"The page: {page}   A hint: {command('hint', n)}",
    ]


def done(exercise: Exercise, results: list[Result]) -> list[str]:
    """Say that an exercise has passed, how it can be written, and which stars are left."""
    n = exercise.number
    see = f" See how it can be written: {command('solution', n)}" * exercise.solution.exists()
    lines = [f"{exercise.stem} is done.{see}"]
    for each in results:
        if each.star and each.status != "passed":
            number = exercise.number_of(each.name, True)
            lines.append(f"A star is left: {each.name} ({command('test', number)})")
    return lines


def all_done() -> list[str]:
    """Say what has been built when the last exercise has passed."""
    sittings = sum(len(regions.sittings(each.stub)) for each in exercises())
    tasks = sum(not task.star for each in exercises() for task in each.tasks)
    return [
        f"That was the last one: {tasks} tasks in {sittings} sittings.",
        "From the slope of a curve you have built an engine for gradients, neurons, losses, optimisers, "
        "a network that reads handwriting, and the products of matrices that it runs on.",
        f"See it at work: {command('show', 10)}   Race it: {command('race', 12)}   "
        f"Read on: {command('docs')}",
    ]


def as_json(exercise: Exercise | None, results: list[Result], standing_in: list[str]) -> dict:
    """Return what --json prints."""
    tasks = [vars(result) | {"blocked_by": result.blocker} for result in results]
    for task in tasks:
        del task["blocked_in"], task["trace"]
    head = {"exercise": exercise and exercise.number, "stem": exercise and exercise.stem}
    return head | {"passed": has_passed(results), "standing_in": standing_in, "tasks": tasks}


def place(result: Result) -> str:
    """Return file:line, as editors and terminals understand it."""
    return f"{result.file}:{result.line}" if result.line else result.file


def stand_in_lines(stems: list[str], notes: dict[str, str]) -> list[str]:
    """Say whose file was not the learner's, and why."""
    hidden = [stem for stem in stems if not Exercise(stem).solution.exists()]
    lines = [
        f"{stem}: {'a stand-in' if stem in hidden else 'the solution'} stands in, since {reason}"
        for stem, reason in notes.items()
    ]
    if waiting := [stem for stem in stems if stem not in (*notes, *hidden)]:
        lines.insert(0, f"The solution stands in for {', '.join(waiting)}.")
    if waiting := [stem for stem in hidden if stem not in notes]:
        said = "serves the tests; the solution is with your teacher"
        lines.insert(0, f"A stand-in for {', '.join(waiting)} {said}.")
    return lines


def _count(results: list[Result]) -> str:
    asked = [result.status == "passed" for result in results if not result.star]
    stars = [result.status == "passed" for result in results if result.star]
    kinds = (asked, "tasks passed"), (stars, f"star{'s' * (len(stars) > 1)}")
    return ", ".join(f"{sum(done)} of {len(done)} {what}" for done, what in kinds if done)


def _is_told(result: Result, results: list[Result]) -> bool:
    """Is it told of at length: wrong by itself, or with the line of its hole left over?

    A star waits for the task of its name.
    """
    plain = [each for each in results if each.name == result.name and not each.star]
    if result.reason == "left out" or (result.star and plain and plain[0].status != "passed"):
        return False
    wrong = result.status in (*WRONG, "skipped") or result.reason == "hole"
    return wrong and not result.blocked_by


def _kind(result: Result) -> str:
    if result.blocked_by:
        return WAITS
    return NOT_YET if result.star and result.status in WRONG else WORDS[result.status]


def _word(result: Result) -> str:
    """Return the word that a line begins with, in its colour."""
    kind = _kind(result)
    colour = RED if kind == WORDS.get(result.status) and result.status in WRONG else DIM
    return paint(f"{kind:8}", GREEN if result.status == "passed" else colour)


def _names(results: list[Result]) -> str:
    """Return the names of some tasks in one line, and what they wait for."""
    text = ", ".join(map(str, results))
    if blockers := dict.fromkeys(each.blocker for each in results if each.blocked_by):
        text = f"for {', '.join(blockers)}: {text}"
    elif results[0].status in WRONG and not results[0].star:
        text = f"as above: {text}"
    elif results[0].status == "todo":
        text += f" ({place(results[0])})" if len(results) == 1 else ""
    return textwrap.shorten(text, width() - 11, placeholder=" ...")
