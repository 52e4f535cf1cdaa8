"""Are the exercises what they promise: stubs, tests, mistakes, other right ways?"""

import re

from kata.checks import planting
from kata.course import regions
from kata.course.exercises import Exercise
from kata.sandbox import runner


def check_stubs(chosen: list[Exercise]) -> list[str]:
    """exercises/ is byte for byte what make stubs writes."""
    work, drift = [], []
    for file, source in [part for each in chosen for part in each.parts.items()]:
        found = file.read_text(encoding="utf-8") if file.exists() else ""
        holes = [regions.hole(source, region.task) for region in regions.regions(source)]
        if regions.stub(source) != found:
            filled = found and not all(line in found for line in holes)
            (work if filled else drift).append(file.name)
    said = []
    if work:
        said = [
            f"exercises/ holds somebody's work ({', '.join(work)}), so this tree cannot be checked as the course's own.",
            "  git stash; make check; git stash pop    or check in a clean clone. Changed a solution? make stubs",
        ]
    return said + [f"exercises/{name} is not what its solution makes: make stubs" for name in drift]


def check_every_region_has_tests(chosen: list[Exercise]) -> list[str]:
    """The tests name the regions' tasks, in the order of the file; every test belongs to one."""
    said = []
    for each in chosen:
        holes = [region.task for region in regions.regions(each.solution)]
        tested = list(dict.fromkeys(task.name for task in each.tasks))
        said += [
            f"{each.stem}: {task} has a region but no test" for task in holes if task not in tested
        ]
        said += [
            f"{each.stem}: the tests speak of {task}, which is no region"
            for task in tested
            if task not in holes
        ]
        asked = [task.name for task in each.tasks if not task.star]
        if asked != [task for task in holes if task in asked]:
            said.append(
                f"{each.stem}: the tests name the tasks in another order than the file: {', '.join(asked)}"
            )
        text = each.test_file.read_text(encoding="utf-8")
        defined = re.findall(r"^def (test_\w+)", text, re.MULTILINE)
        belong = {test.name for test in each.tests}
        said += [f"{each.stem}: {name} has no @task" for name in defined if name not in belong]
    return said


def check_right_ways_pass(chosen: list[Exercise]) -> list[str]:
    """Every solution passes every test, stars too; and so does every other right way."""
    files = []
    for each in _runnable(chosen):
        others = sorted((planting.ACCEPTED / each.stem).glob(f"*{each.suffix}"))
        files += [(each, file) for file in (each.solution, *others)]
    return planting.refused_ways(files)


def check_stubs_pass_nothing(chosen: list[Exercise]) -> list[str]:
    """No test passes on a stub, not even by luck."""
    return planting.lucky_tests(_runnable(chosen))


def check_mistakes_are_named(chosen: list[Exercise]) -> list[str]:
    """Every promised mistake is noticed, by its own task, in the promised words."""
    return planting.missed_mistakes(_runnable(chosen))


def _runnable(chosen: list[Exercise]) -> list[Exercise]:
    """Return the exercises that this machine can run, and say which it cannot."""
    missing = {each: runner.lacking(each) for each in chosen}
    for each in [each for each in missing if missing[each]]:
        print(f"left out  {each.stem}: {missing[each]}", flush=True)
    return [each for each in missing if not missing[each]]
