"""Runs the ordinary tests on a submission, inside its box, and prints what `test --json` would."""

import json
import sys
from pathlib import Path

from kata.course.exercises import Exercise
from kata.results import report, resolver, verdict
from kata.sandbox import runner

if __name__ == "__main__":
    stem, seed, folder = sys.argv[1:]
    exercise = Exercise(stem)
    sources = resolver.resolve(exercise, Path(folder), alone=True)
    done = runner.run_tests(exercise, sources, seed=int(seed))
    results = verdict.judge(exercise, done, sources)
    print(json.dumps(report.as_json(exercise, results, [])))
