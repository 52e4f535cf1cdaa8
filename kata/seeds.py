"""Do the drawn inputs ever accuse a right solution? Run the tests on many seeds.

    python -m kata.seeds 1000

The long tests, which train networks on seeds of their own, are left out.
"""

import sys

from kata import plan, run, warm
from kata.course import SOLUTIONS, Exercise, exercises


def accused(exercise: Exercise, seed: int) -> list[str]:
    """Return the tests that a solution does not pass on this seed."""
    tests = [test for test in exercise.tests if test.seconds <= 10]
    outcomes = run.run(exercise, plan.sources(exercise, SOLUTIONS), tests, seed).outcomes
    return [name for name, outcome in outcomes.items() if outcome.status != "passed"]


if __name__ == "__main__":
    seeds = range(int(sys.argv[1]))
    for exercise in exercises():
        with warm.pool() as pool:
            found = list(pool.map(accused, [exercise] * len(seeds), seeds, chunksize=10))
        wrong = [f"seed {seed}: {', '.join(names)}" for seed, names in zip(seeds, found) if names]
        print(
            f"{exercise.stem:16} {len(seeds) - len(wrong)} of {len(seeds)} seeds pass", flush=True
        )
        print("\n".join(wrong[:5]), end="\n" * bool(wrong))
