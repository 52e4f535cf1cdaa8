"""Bring back what the last reset, catchup or stubs overwrote; again for the one before."""

from kata.course.paths import ROOT
from kata.results import backup


def run(options) -> int:
    restored = backup.undo()
    for path in restored:
        lines = len(path.read_bytes().splitlines())
        print(f"{path.relative_to(ROOT).as_posix()} is as it was before: {lines} lines.")
    said = "What was there until now is kept under .kata/undone/."
    print(said if restored else "There is nothing to undo.")
    return 0
