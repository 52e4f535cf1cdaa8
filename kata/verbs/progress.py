"""The whole ladder: tasks done, stars, minutes, and the next place to stop."""

import sys
from contextlib import suppress

from kata.course import page, regions
from kata.course.exercises import Exercise, exercises
from kata.course.files import UNREADABLE
from kata.errors import CommandError
from kata.results import backup, report, standing, terminal
from kata.results.result import Result, first_open, has_passed

NARROW = 60  # columns
COLOURS = {"done": "32", "given": "33", "begun": "36", "broken": "31", "-": "2", "": "2"}


def run(options) -> int:
    stop, broken, sums = "", False, [0] * 5
    for exercise in exercises():
        title, minutes, results, faults = exercise.stem, 0, [], []
        if sys.stderr.isatty():
            print(f"\r{exercise.stem:20}", end="\r", file=sys.stderr, flush=True)
        try:
            about = page.read(exercise)
            title, minutes = about.title, about.minutes
        except CommandError as fault:
            faults.append(str(fault))
        try:
            results = standing.results(exercise)
        except CommandError as fault:
            faults.append(str(fault))
        given, solved = backup.given(exercise), {False: [], True: []}
        for each in results:
            solved[each.star].append(each.status == "passed" and each.name not in given)
        counts = [minutes, *(count for own in solved.values() for count in (sum(own), len(own)))]
        sums = [total + each for total, each in zip(sums, counts)]
        state = _state(results, given)
        print(_row(exercise.number, title, counts, state))
        for fault in faults:
            print(terminal.folded(fault, "     "))
        broken = broken or bool(faults)
        if results and not stop and state not in ("done", "given"):
            stop = _place_to_stop(exercise, results)
    print(_row("", "All of it, solved by you", sums, ""))
    if stop:
        print("\n" + terminal.folded(stop))
    return 2 if broken else 0


def _row(number: int | str, title: str, counts: list[int], state: str) -> str:
    minutes, done, tasks, reached, stars = counts
    columns = terminal.columns()
    room = max(12, min(38, columns - 48))
    row = f"{number:>3}  {title[:room]:{room}} {done:3} of {tasks:2}"
    if columns < NARROW:  # minutes and stars are left out
        return f"{row}  {terminal.paint(state, COLOURS[state])}".rstrip()
    row = f"{row} {minutes:4} min"
    starred = f"{reached} of {stars} *" if stars else ""
    return f"{row}  {starred:9}  {terminal.paint(state, COLOURS[state])}".rstrip()


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
