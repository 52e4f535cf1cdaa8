"""Who is where: IN=folder prints a grid of the files that make progress SHARE=file has written."""

import sys
from collections import Counter

from kata.course import paths
from kata.course.commands import command
from kata.course.exercises import exercises
from kata.course.version import version
from kata.errors import CommandError
from kata.results import shared, terminal
from kata.results.shared import Progress

TAKES = ("--in",)
NARROW = 60  # columns
SIGNS = {"done": "#", "again": "#", "given": "g", "broken": "!", "open": "."}
KEY = "# done   g given by catchup   3 tasks so far   ! broken   . not begun"


def run(options) -> int:
    if options.tree is None:
        raise CommandError(f"In which folder? {command('board', '', 'IN=folder')}")
    found, faults = [], []
    for file in sorted(paths.folder(options.tree).rglob("*.json")):
        try:
            found.append(shared.read(file))
        except CommandError as fault:
            faults.append(terminal.folded(str(fault)))
    if found:
        print("\n".join(_grid(sorted(found, key=lambda each: (each.place, each.nickname)))))
    print("\n".join(faults), end="\n" * bool(faults), file=sys.stderr)
    if not found:
        share = command("progress", "", "SHARE=file")
        raise CommandError(f"{options.tree} holds no file that {share} has written.")
    return 0


def _grid(people: list[Progress]) -> list[str]:
    """Return a row a person, who is least far first, and how many are at each exercise."""
    known, wide = exercises(), 3 if terminal.columns() >= NARROW else 2
    room = min(shared.LONGEST, max(8, terminal.columns() - wide * len(known) - 1))
    heads = [[f"{each.number:{wide}}" for each in known]]
    if wide == 2:  # two digits would touch each other
        tens = [f"{each.number // 10 or '':>2}" for each in known]
        heads = [tens, [f" {each.number % 10}" for each in known]]
    lines = [(" " * room + "".join(head)).rstrip() for head in heads]
    for each in people:
        cells = "".join(f"{_cell(each.rungs.get(one.stem)):>{wide}}" for one in known)
        lines.append(f"{each.nickname[:room]:{room}}{cells}")
    names = [*(each.stem[:3] for each in known), "the end"]
    at = sorted(Counter(each.place for each in people).items())
    said = ["", f"{len(people)} here: {', '.join(f'{n} at {names[i]}' for i, n in at)}.", KEY]
    if others := {each.version for each in people} - {version()}:
        this = f"This is version {version()} of the course"
        said.append(f"{this}; there are files of {', '.join(sorted(others))}.")
    return lines + [terminal.folded(each) for each in said]


def _cell(rung: dict | None) -> str:
    """Return a sign for an exercise; for one that is begun, its tasks done, + for more than nine."""
    if not rung:
        return " "
    done = rung["done"]
    return SIGNS.get(rung["state"]) or (str(done) if done < 10 else "+")
