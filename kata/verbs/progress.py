"""The whole ladder: tasks done, stars, minutes, and the next place to stop."""

import sys
from collections import Counter
from contextlib import suppress

from kata.course import page, regions
from kata.course.exercises import Exercise, exercises
from kata.course.files import UNREADABLE
from kata.errors import CommandError
from kata.results import backup, report, standing, terminal
from kata.results.result import Result, first_open, has_passed

NARROW = 60  # columns
COLOURS = {
    "done": "32",
    "given": "33",
    "begun": "36",
    "broken": "31",
    "again": "36",
    "-": "2",
    "": "2",
}


def run(options) -> int:
    stop, broken, total = "", False, Counter()
    for exercise in exercises():
        if sys.stderr.isatty():
            print(f"\r{exercise.stem:20}", end="\r", file=sys.stderr, flush=True)
        found, faults = {}, []
        for look in (page.read, standing.results):
            try:
                found[look] = look(exercise)
            except CommandError as fault:
                faults.append(terminal.folded(str(fault), "     "))
        about, results = found.get(page.read), found.get(standing.results, [])
        given, counts = backup.given(exercise), Counter(minutes=about.minutes if about else 0)
        for each in results:
            counts["stars" if each.star else "tasks"] += 1
            solved = each.status == "passed" and each.name not in given
            counts["reached" if each.star else "done"] += solved
        total += counts
        state = _state(results, given)
        title = about.title if about else exercise.stem
        print("\n".join([_row(exercise.number, title, counts, state), *faults]))
        broken = broken or bool(faults)
        if results and not stop and state not in ("done", "given"):
            stop = _place_to_stop(exercise, results)
    print(_row("", "All of it, solved by you", total, ""))
    if stop:
        print("\n" + terminal.folded(stop))
    return 2 if broken else 0


def _row(number: int | str, title: str, counts: Counter, state: str) -> str:
    columns = terminal.columns()
    room = max(12, min(38, columns - 48))
    row = f"{number:>3}  {title[:room]:{room}} {counts['done']:3} of {counts['tasks']:2}"
    if columns >= NARROW:
        stars = f"{counts['reached']} of {counts['stars']} *" if counts["stars"] else ""
        row += f" {counts['minutes']:4} min  {stars:9}"
    return f"{row}  {terminal.paint(state, COLOURS[state])}".rstrip()


def _state(results: list[Result], given: set[str]) -> str:
    if not results or results[0].status == "error":
        return "broken"
    if has_passed(results):
        return "given" if given else "done"
    return "begun" if any(result.status == "passed" for result in results) else "-"


def _place_to_stop(exercise: Exercise, results: list[Result]) -> str:
    """Name the sitting (a banner in the file) in which the first open task lies, and its last task."""
    first = first_open(results)
    if first.status == "error":
        return f"{exercise.stem} cannot be run ({report.place(first)}): {first.message}"
    source = exercise.solution if exercise.solution.exists() else exercise.stub
    title, last, known = "", first.name, {result.name for result in results}
    with suppress(CommandError, *UNREADABLE):  # a file that has no sittings
        for banner, names in regions.sittings(source):
            if first.name in names:
                title, last = banner and f" ({banner})", [n for n in names if n in known][-1]
    here = f"You are at {exercise.stem}, {first.name}{title}."
    return f"{here} The next place to stop: after {last}."
