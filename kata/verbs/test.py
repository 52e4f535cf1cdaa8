"""Try your work: the current exercise, EX=4, or one task, EX=4.2.

ALONE=1 stands in for every other exercise, OWN=1 for none. IN=FOLDER tests the files of another folder.
"""

import json
import random
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from kata import accidents, backup, cli, page, plan, report, verdict
from kata import run as runner
from kata.course import EXERCISES, ROOT, exercises, find
from kata.memory import FOLDER, write_file
from kata.refusal import Refusal


def arguments(parser):
    cli.exercise_argument(parser)
    parser.add_argument(
        "--in", dest="tree", metavar="DIR", help="test the eNN_*.py files of this folder"
    )
    parser.add_argument("--alone", action="store_true", help="stand in for every other exercise")
    parser.add_argument("--own", action="store_true", help="stand in for none")
    parser.add_argument("--json", action="store_true", help="print the results as JSON")
    parser.add_argument("--seed", type=int, help="replay the drawn inputs of this seed")
    parser.add_argument("-v", "--verbose", action="store_true", help="print tracebacks too")
    parser.add_argument(
        "--early",
        metavar="TEXT",
        help="report while the longest checks run; then print this text, and report again",
    )


def run(options) -> int:
    write_file(
        FOLDER / "README.txt",
        b"What the runner remembers, and your files before it overwrote them.\n",
    )
    tree = EXERCISES if options.tree is None else Path(options.tree or "--in").resolve()
    if not tree.is_dir():
        raise Refusal(f"There is no folder {options.tree!r}.")
    exercise, task = find(options.exercise) if options.exercise else (current(tree), None)
    _must_exist(exercise, tree)
    found = plan.sources(exercise, tree, options.alone, options.own)
    for stem in found:
        if options.own:
            _must_exist(plan.Exercise(stem), tree)
    tests = [test for test in exercise.tests if task in (None, test.task)]
    judged = [task] if task else None
    seed = random.randrange(1000) if options.seed is None else options.seed
    said = []  # while a long check was under way

    def so_far(done: runner.Run) -> None:
        if options.early is None or options.json:
            return
        running = {test.name: runner.Outcome("running") for test in tests}
        known = replace(done, outcomes=running | done.outcomes)
        results = verdict.judge(exercise, known, found, judged)
        states = [result.status for result in results]
        if "running" in states and states not in said:
            with suppress(BrokenPipeError):  # the last report will meet it, too
                print(options.early if said else "", end="")
                _print(options, exercise, seed, known, results, plan.standing_in(found, tree))
            said.append(states)

    done = runner.run(exercise, found, tests, seed, so_far)
    results = verdict.judge(exercise, done, found, judged)
    if task and results[0].status in verdict.WRONG:  # who is to be mended first, only all can tell
        quick = [test for test in exercise.tests if not test.long or test in tests]
        done = runner.run(exercise, found, quick, seed)
        everything = zip(exercise.tasks, verdict.judge(exercise, done, found))
        results = [result for each, result in everything if each == task]
    if task is None:
        plan.remember(exercise, found, results)
    print(options.early if said else "", end="")
    _print(options, exercise, seed, done, results, plan.standing_in(found, tree))
    return 2 if done.unreadable else 0 if verdict.passed(results) else 1


def _print(options, exercise, seed: int, done: runner.Run, results, standing_in) -> None:
    standing_in = sorted({*standing_in, *done.notes})
    if options.json:
        passed = verdict.passed(results)
        print(json.dumps(report.as_json(exercise, results, standing_in, passed), indent=1))
        return
    if not options.exercise:
        everything = exercises()
        print(f"You are at exercise {everything.index(exercise) + 1} of {len(everything)}.\n")
    print(report.of_test(exercise, done, results, standing_in, options.verbose))
    if Path(options.tree or EXERCISES).resolve() == EXERCISES and backup.was_given(exercise):
        print("This file was given by catchup.")
    if done.imported and any(result.status in verdict.WRONG for result in results):
        again = f"make test EX={exercise.number} SEED={seed}"
        print(report.folded(f"The same drawn inputs again: {again}"))
    sys.stdout.flush()


def current(tree: Path):
    """Return the first exercise that has not passed, a stretch only where no other is left."""
    stretch = None
    for exercise in exercises():
        if not verdict.passed(plan.standing(exercise, tree)):
            if not page.is_stretch(exercise):
                return exercise
            stretch = stretch or exercise
    return stretch or exercise


def _must_exist(exercise, tree: Path) -> None:
    file = exercise.file_in(tree)
    if file.exists():
        return
    meant = accidents.of_missing(file)
    if tree != EXERCISES:
        raise Refusal(f"{tree} has no {file.name}. {meant}".strip())
    way_out = meant or f"make reset EX={exercise.number}    brings the stub back"
    raise Refusal(f"{file.relative_to(ROOT)} is missing.\n  {way_out}")
