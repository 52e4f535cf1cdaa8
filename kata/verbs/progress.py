"""The whole ladder: tasks done, stars, minutes, and the next place to stop.

SHARE=file writes where you stand, under a nickname, for the board of a room: nothing else is in it.
"""

import json
import os
import sys
import textwrap
from collections import Counter
from contextlib import suppress

from kata.course import regions
from kata.course.exercises import Exercise, exercises
from kata.course.files import UNREADABLE
from kata.course.paths import EXERCISES, tree_in
from kata.course.version import version
from kata.errors import CommandError
from kata.results import ladder, report, shared, terminal
from kata.results.result import Result, first_open

TAKES = ("--in", "--json")
NARROW = 60  # columns
COLOURS = {"done": "32", "again": "32", "given": "33", "begun": "36", "broken": "31", "open": "2"}
ASK = "A nickname for the board: "
SHARE = "write where you stand into this file, or into a folder under your nickname"
OWN = {
    "--share": {"metavar": "FILE", "nargs": "?", "const": ".kata/shared/", "help": SHARE},
    "--nick": {"default": "", "metavar": "NAME", "help": "the nickname, if not asked for"},
}


def run(options) -> int:
    tree = EXERCISES if options.tree is None else tree_in(options.tree)
    nickname = _nickname(options.nick) if options.share else ""
    found = []
    for exercise in exercises():
        if sys.stderr.isatty():  # it may take a while
            print(f"\r{exercise.stem:20}", end="\r", file=sys.stderr, flush=True)
        found.append(ladder.rung(exercise, tree))
        if not (options.json or options.share):
            _show(found[-1])
    if options.json:
        told = {"version": version(), "exercises": [ladder.as_json(rung) for rung in found]}
        print(json.dumps(told, indent=1))
    elif options.share:
        print(f"{shared.write(options.share, nickname, found)}: {nickname}, and where you stand.")
    else:
        _sum_up(found)
    return 2 if any(rung.faults for rung in found) else 0


def _nickname(given: str) -> str:
    """Return the nickname that was given, or ask for one where somebody is there to answer."""
    given = given or os.environ.get("NICK", "")
    if not given and sys.stdin.isatty():
        with suppress(EOFError):
            given = input(ASK)
    return shared.nickname(given)


def _show(rung: ladder.Rung) -> None:
    row = _row(rung.exercise.number, rung.title, rung.minutes, rung.counts, rung.state)
    print("\n".join([row, *(terminal.folded(fault, "     ") for fault in rung.faults)]))


def _sum_up(found: list[ladder.Rung]) -> None:
    total = Counter()
    for rung in found:
        total.update(rung.counts)
    print(_row("", "All of it, solved by you", sum(rung.minutes for rung in found), total, ""))
    going = (rung for rung in found if rung.results and rung.state in ("begun", "open", "broken"))
    if rung := next(going, None):
        print("\n" + terminal.folded(_place_to_stop(rung.exercise, rung.results)))


def _row(number: int | str, title: str, minutes: int, counts: dict, state: str) -> str:
    columns = terminal.columns()
    room = max(12, min(38, columns - 48))
    row = f"{number:>3}  {textwrap.shorten(title, room, placeholder=' ..'):{room}} {counts['done']:3} of {counts['tasks']:2}"
    if columns >= NARROW:
        stars = f"{counts['reached']} of {counts['stars']} *" if counts["stars"] else ""
        row += f" {minutes:4} min  {stars:9}"
    word = "-" if state == "open" else state
    return f"{row}  {terminal.paint(word, COLOURS.get(state, ''))}".rstrip()


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
