"""Playing with one's own code in a Python shell: what it stands on is stood in for there, too.

The first exercise that is imported is the learner's own; of the others, those that have passed are.
`exercises/__init__.py` calls start().
"""

import importlib.abc
import os
import sys

from kata.course.exercises import Exercise
from kata.course.paths import EXERCISES, STEM
from kata.errors import CommandError
from kata.results import resolver
from kata.sandbox import limits, loader


class FirstImport(importlib.abc.MetaPathFinder):
    """Waits for the first exercise to be imported, and then knows which files are meant."""

    def find_spec(self, fullname, path=None, target=None):
        package, _, stem = fullname.partition(".")
        if package != loader.PACKAGE or not STEM.fullmatch(stem):
            return None
        sys.meta_path.remove(self)
        try:
            found = resolver.resolve(Exercise(stem), EXERCISES, run_unknown=False)
        except CommandError:  # no solutions here: a learner's own files are all there is
            found = resolver.resolve(Exercise(stem), EXERCISES, own=True)
        if not found[stem].exists():
            return None
        if others := resolver.standing_in(found, EXERCISES):
            print(f"(The solution stands in for {', '.join(others)}.)", file=sys.stderr)
        finder = loader.Finder(found, "", EXERCISES)
        sys.meta_path.insert(0, finder)
        return finder.find_spec(fullname, path, target)


def start() -> None:
    """Let the next import of an exercise find what it stands on; its limits are the shell's own."""
    for name, value in limits.ONE_THREAD.items():
        os.environ.setdefault(name, value)
    sys.meta_path.insert(0, FirstImport())
