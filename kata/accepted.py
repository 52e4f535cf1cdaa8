"""Proof that the tests are fair: other right ways to write an exercise must pass it.

    python -m kata.accepted e04_neuron     one exercise; without a stem, all of them

tests/accepted/<stem>/ holds whole exercise files; the first line of each says how it differs.
"""

import sys
from pathlib import Path

from kata import plan, run, verdict, warm
from kata.course import SOLUTIONS, TESTS, Exercise, exercises

FOLDER = TESTS / "accepted"


def complaint(exercise: Exercise, file: Path) -> str:
    """Return what the tests hold against this file; "" if it passes everything."""
    sources = plan.sources(exercise, SOLUTIONS) | {exercise.stem: file}
    wrong = [
        each
        for each in verdict.judge(exercise, run.run(exercise, sources), sources)
        if each.status != "passed"
    ]
    return "\n".join(
        f"{exercise.stem}/{file.name}: {each.name}: {each.status}: {each.message}" for each in wrong
    )


def complaints(chosen: list[Exercise]) -> list[str]:
    """Run every accepted file of these exercises; return a text for each that is not."""
    files = [
        (each, file)
        for each in chosen
        for file in sorted((FOLDER / each.stem).glob(f"*{each.suffix}"))
    ]
    with warm.pool() as pool:
        return [text for text in pool.map(complaint, *zip(*files, strict=True)) if text]


if __name__ == "__main__":
    stems = sys.argv[1:] or [exercise.stem for exercise in exercises()]
    refused = complaints([Exercise(stem) for stem in stems])
    print("\n".join(refused) or "Every right way passes.")
    sys.exit(bool(refused))
