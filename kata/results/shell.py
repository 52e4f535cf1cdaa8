"""Playing with one's own code in a Python shell: what it stands on is stood in for there, too.

The first exercise that is imported is the learner's own; of the others, those that have passed are.
`exercises/__init__.py` calls start().
"""

import os
import sys

from kata.course.exercises import Exercise
from kata.course.paths import EXERCISES, STEM
from kata.errors import CommandError
from kata.results import report, resolver
from kata.sandbox import limits, loader


class Finder(loader.Finder):
    """Knows which files are meant from the first exercise on that is imported."""

    def find_spec(self, fullname, path=None, target=None):
        stem = fullname.removeprefix(f"{loader.PACKAGE}.")
        if not self.sources and STEM.fullmatch(stem):
            try:
                self.sources = resolver.resolve(Exercise(stem), EXERCISES, run_unknown=False)
            except CommandError:  # no solutions here: a learner's own files are all there is
                self.sources = resolver.resolve(Exercise(stem), EXERCISES, own=True)
            if others := resolver.standing_in(self.sources, EXERCISES):
                print(f"({' '.join(report.stand_in_lines(others, {}))})", file=sys.stderr)
        return super().find_spec(fullname, path, target)


def start() -> None:
    """Let the next import of an exercise find what it stands on; its limits are the shell's own."""
    for name, value in limits.ONE_THREAD.items():
        os.environ.setdefault(name, value)
    sys.meta_path.insert(0, Finder({}, "", EXERCISES))
