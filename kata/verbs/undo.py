"""Bring back what the last reset, catchup or stubs overwrote; again for the one before."""

from kata.errors import shown
from kata.results import backup, practice
from kata.results.terminal import say


def run(options) -> int:
    restored = backup.undo()
    practice.settle()
    for path in restored:
        say(f"{shown(path)} is as it was before: {len(path.read_bytes().splitlines())} lines.")
    said = "What was there until now is kept under .kata/undone/."
    say(said if restored else "There is nothing to undo.")
    return 0
