"""Do the drawn inputs ever accuse a right solution? Call the tests with many seeds.

    python -m kata.checks.seeds 1000

The long tests, which train networks on seeds of their own, are left out.
"""

import importlib
import sys
from itertools import repeat
from types import SimpleNamespace

from kata.course.exercises import Exercise, exercises
from kata.sandbox import fork_server, loader


def accused(exercise: Exercise, seeds: int) -> list[str]:
    """Return, for each seed on which a test finds fault with the solution, the test's name."""
    from tests import expect

    loader.install({each.stem: each.solution for each in exercises()}, exercise.stem)
    tests = importlib.import_module(f"tests.test_{exercise.stem}")
    expect.check = SimpleNamespace(fail=lambda message: None)  # what is said is enough
    found = []
    for seed in range(seeds):
        expect.SEED = tests.SEED = seed
        for test in exercise.tests:
            if not test.long:
                expect.said.clear()
                function, *member = test.name.rstrip("]").split("[")
                getattr(tests, function)(*member)
                found += [f"seed {seed}: {test.name}"] * bool(expect.said)
    return found


if __name__ == "__main__":
    seeds, chosen = int(sys.argv[1]), exercises()
    for each, found in zip(chosen, fork_server.pool().map(accused, chosen, repeat(seeds))):
        wrong = "\n  ".join([f": {len(found)} accusations", *found[:5]]) if found else ""
        print(f"{each.stem:16} {seeds} seeds{wrong or ' pass'}", flush=True)
