"""Are the exercises what they promise: stubs, tests, mistakes, other right ways?"""

import os
import re
from itertools import chain, repeat
from pathlib import Path

from kata.checks import planting, sentences
from kata.course import mistakes, regions
from kata.course.exercises import Exercise
from kata.course.paths import TESTS
from kata.errors import shown
from kata.sandbox import fork_server, runner
from kata.sandbox.events import Run

ACCEPTED = TESTS / "accepted"  # whole exercise files; the first line of each says how it differs
_tried: dict[tuple[Exercise, Path], tuple[Run, list[str]]] = {}  # by right file: its run


def check_stubs(chosen: list[Exercise]) -> list[str]:
    """exercises/ is byte for byte what make stubs writes."""
    said, work = [], []
    for file, source in [part for each in chosen for part in each.parts.items()]:
        found = file.read_text(encoding="utf-8") if file.exists() else ""
        holes = [regions.hole(source, region.task) for region in regions.regions(source)]
        if found and not all(line in found for line in holes):
            work.append(file.name)
        elif found != regions.stub(source):
            said.append(f"{shown(file)} is not what its solution makes: make stubs")
    if work:
        said[:0] = [
            f"exercises/ holds somebody's work ({', '.join(work)}), so this tree cannot be checked as the course's own.",
            "  git stash; make check; git stash pop    or check in a clean clone. Changed a solution? make stubs",
        ]
    return said


def check_every_region_has_tests(chosen: list[Exercise]) -> list[str]:
    """The tests name the regions' tasks, in the order of the file; every test belongs to one."""
    said = []
    for each in chosen:
        holes = [region.task for region in regions.regions(each.solution)]
        tested = [task.name for task in each.tasks]
        defined = re.findall(r"^def (test_\w+)", each.test_file.read_text("utf-8"), re.MULTILINE)
        for fault, names in (
            ("has a region but no test", {*holes} - {*tested}),
            ("has tests but no region", {*tested} - {*holes}),
            ("has no @task", {*defined} - {test.name.partition("[")[0] for test in each.tests}),
        ):
            said += [f"{each.stem}: {name} {fault}" for name in sorted(names)]
        asked = [task.name for task in each.tasks if not task.star]
        if asked != [task for task in holes if task in asked]:
            said.append(f"{each.stem}: the file has its tasks in another order than: {asked}")
    return said


def check_right_ways_pass(chosen: list[Exercise]) -> list[str]:
    """Every solution passes every test, stars too; and so does every other right way."""
    ways = {each: sorted((ACCEPTED / each.stem).glob(f"*{each.suffix}")) for each in chosen}
    files = [(each, file) for each in _runnable(chosen) for file in (each.solution, *ways[each])]
    return [text for _, said in _runs(files) for text in said]


def check_stubs_pass_nothing(chosen: list[Exercise]) -> list[str]:
    """No test passes on a stub, not even by luck."""
    return planting.everywhere(planting.lucky, _runnable(chosen))


def check_mistakes_are_named(chosen: list[Exercise]) -> list[str]:
    """Every planted mistake is named, by its own task; every sentence of the tests names one."""
    # Those in C, which are compiled and take longest, come first.
    order = sorted(_runnable(chosen), key=lambda each: each.suffix)
    known = {each: mistakes.mistakes(each) for each in order}
    untouched = [
        f"{each.stem}: no mistake is promised for {region.task}"
        for each in known
        for region in regions.regions(each.solution)
        if region.task not in {mistake.task for mistake in known[each]}
    ]
    planted, left_out = [*chain(*known.values())], repeat([])
    if not os.environ.get("FULL"):
        solved = dict(zip(order, _runs([(each, each.solution) for each in order])))
        left_out = [planting.untouched(each, solved[each.exercise][0]) for each in planted]
    met = [*fork_server.pool().map(planting.met, planted, left_out)]
    said = {each: [text for by, texts, _ in met if by == each for text in texts] for each in known}
    unsaid = [sentences.unsaid(each.test_file, said[each]) for each in known]
    return untouched + [fault for _, _, fault in met if fault] + [*chain(*unsaid)]


def _runs(files: list[tuple[Exercise, Path]]) -> list[tuple[Run, list[str]]]:
    """Run the tests on files that are right, each once, whichever check asks."""
    new = [each for each in files if each not in _tried]
    _tried.update(zip(new, fork_server.pool().map(planting.tried, new)))
    return [_tried[each] for each in files]


def _runnable(chosen: list[Exercise]) -> list[Exercise]:
    """Return the exercises that this machine can run, and say which it cannot."""
    lacking = {each: runner.lacking(each) for each in chosen}
    for each, missing in lacking.items():
        if missing:
            print(f"left out  {each.stem}: {missing}", flush=True)
    return [each for each in chosen if not lacking[each]]
