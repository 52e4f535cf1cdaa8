"""Bring back what the last reset, catchup or stubs overwrote; again for the one before."""

from kata.course.paths import ROOT
from kata.results import backup


def run(options) -> int:
    restored = backup.undo()
    if restored:
        print("What was there until now is kept under .kata/undone/.")
    for path in restored:
        print(f"{path.relative_to(ROOT).as_posix()} is as it was before.")
    if not restored:
        print("There is nothing to undo.")
    return 0
