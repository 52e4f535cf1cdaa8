"""Try your work: the current exercise, EX=4, or one task, EX=4.2.

ALONE=1 stands in for every other exercise, OWN=1 for none. IN=FOLDER tests the files of another folder.
"""

import json
import random
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from kata.course import paths
from kata.course.commands import command
from kata.course.exercises import Exercise, exercises, find
from kata.course.files import remember
from kata.course.paths import EXERCISES, STATE
from kata.errors import CommandError, shown
from kata.results import backup, practice, remembered, report, resolver, standing, store, verdict
from kata.results.result import WRONG, has_passed
from kata.results.terminal import folded
from kata.sandbox import import_diagnosis, runner
from kata.sandbox.events import Outcome, Run

TAKES = ("exercise", "--in", "--alone", "--own", "--json", "--seed", "-v --verbose")
README = b"What the runner remembers, and your files before it overwrote them.\n"
EARLY = "report while the longest checks run; then print this text, and report again"
OWN = {"--early": {"metavar": "TEXT", "help": EARLY}}


def run(options) -> int:
    options.told = report.as_json(None, [], [])  # and why, where there is nothing else to tell
    remember(STATE / "README.txt", README)
    tree = EXERCISES if options.tree is None else paths.tree_in(options.tree)
    if not tree.is_dir():
        raise CommandError(f"There is no folder exercises: {command('reset', 'all')} writes it.")
    exercise, task = find(options.exercise) if options.exercise else (standing.current(tree), None)
    options.told = report.as_json(exercise, [], [])
    _must_exist(exercise, tree)
    if tree == EXERCISES:
        practice.look(exercise)
    sources = resolver.resolve(exercise, tree, options.alone, options.own)
    for stem in sources if options.own else ():
        _must_exist(Exercise(stem), tree)
    if tree == EXERCISES and not options.exercise and not options.json:
        _say_what_has_passed(before=exercise)
    tests = [test for test in exercise.tests if task in (None, test.task)]
    seed = random.randrange(1000) if options.seed is None else options.seed
    said = []  # while a long check was under way

    def say(done: Run, results) -> None:
        print(options.early if said else "", end="")
        stems = sorted({*resolver.standing_in(sources, tree), *done.notes})
        if options.json:
            print(json.dumps(report.as_json(exercise, results, stems), indent=1))
            return
        if not options.exercise:
            known = exercises()
            print(f"You are at exercise {known.index(exercise) + 1} of {len(known)}.\n")
        print(report.of_test(exercise, done, results, stems, seed, options.verbose))
        if tree == EXERCISES and backup.was_given(exercise):
            print("This file was given by catchup.")
        if not options.exercise and has_passed(results):
            print("\n".join(map(folded, report.all_done())))
        sys.stdout.flush()

    def say_early(known: Run) -> None:
        running = {test.name: Outcome("running") for test in tests}
        known = replace(known, outcomes=running | known.outcomes)
        results = verdict.judge(exercise, known, sources, tests)
        states = [result.status for result in results]
        if "running" in states and states not in said:
            with suppress(BrokenPipeError):  # the last report will meet it, too
                say(known, results)
            said.append(states)

    on_progress = None if options.early is None or options.json else say_early
    done = runner.run_tests(exercise, sources, tests, seed, on_progress)
    results = verdict.judge(exercise, done, sources, tests)
    if task and results[0].status in WRONG:  # who is to be mended first, only all can tell
        quick = [test for test in exercise.tests if not test.long or test in tests]
        done = runner.run_tests(exercise, sources, quick, seed)
        everything = verdict.judge(exercise, done, sources, quick)
        results = [each for each in everything if str(each) == str(task)]
    if task is None:
        remembered.remember(exercise, sources, results)
    say(done, results)
    if task is None and tree == EXERCISES and has_passed(results):
        store.write("told", store.read("told") | {exercise.stem: True})
        if (last := practice.passed(exercise)) and not options.json:
            print("\n".join(["", *practice.report(exercise, last)]))
    return 2 if done.unreadable else 0 if has_passed(results) else 1


def _say_what_has_passed(before: Exercise) -> None:
    """Say once of an exercise that it is done, since plain `test` goes on to the next one."""
    known, fresh = store.read("told"), {}
    for each in exercises():
        if each.number < before.number and each.stem not in known and not backup.was_given(each):
            with suppress(CommandError):  # said already, as it was passed over
                if has_passed(results := standing.results(each)):
                    fresh[each.stem], lines = True, report.done(each, results)
    if fresh:
        print("\n".join([*map(folded, lines), ""]))
        store.write("told", known | fresh)


def _must_exist(exercise: Exercise, tree: Path) -> None:
    file = exercise.file_in(tree)
    if not file.is_file():
        meant = import_diagnosis.of_missing(file)
        if tree != EXERCISES:
            raise CommandError(f"{tree} has no {file.name}. {meant}".strip())
        way_out = meant or f"{command('reset', exercise.number)}    brings the stub back"
        raise CommandError(f"{shown(file)} is missing.\n  {way_out}")
