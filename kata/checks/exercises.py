"""Are the exercises what they promise: stubs, tests, mistakes, other right ways?"""

import re
import tempfile
from pathlib import Path

from kata import accepted, mistakes, plan, regions, run, warm
from kata.course import SOLUTIONS, Exercise, exercises


def stubs_are_what_the_solutions_make() -> list[str]:
    """exercises/ is byte for byte what make stubs writes."""
    work, drift = [], []
    for file, source in [part for each in exercises() for part in each.parts.items()]:
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


def every_region_has_tests() -> list[str]:
    """The tests name the regions' tasks, in the order of the file; every test belongs to one."""
    said = []
    for each in exercises():
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
        defined = re.findall(
            r"^def (test_\w+)", each.test_file.read_text(encoding="utf-8"), re.MULTILINE
        )
        said += [
            f"{each.stem}: {name} has no @task"
            for name in defined
            if name not in {t.name for t in each.tests}
        ]
    return said


def solutions_pass() -> list[str]:
    """Every solution passes every test, stars too."""
    chosen = _runnable()
    with warm.pool() as pool:
        found = pool.map(accepted.complaint, chosen, [each.solution for each in chosen])
        return [text for text in found if text]


def stubs_pass_nothing() -> list[str]:
    """No test passes on a stub, not even by luck."""
    with warm.pool() as pool:
        return [text for said in pool.map(_lucky, _runnable()) for text in said]


def mistakes_are_named() -> list[str]:
    """Every promised mistake is noticed, by its own task, in the promised words."""
    return mistakes.complaints(_runnable())


def right_ways_pass() -> list[str]:
    """Other right ways to write an exercise pass."""
    return accepted.complaints(_runnable())


def _runnable() -> list[Exercise]:
    """Return the exercises that this machine can run, and say which it cannot."""
    missing = {each: run.lacking(each) for each in exercises()}
    for each in [each for each in missing if missing[each]]:
        print(f"left out  {each.stem}: {missing[each]}", flush=True)
    return [each for each in missing if not missing[each]]


def _lucky(exercise: Exercise) -> list[str]:
    """Return the tests that do more with the stub than find it unwritten."""
    with tempfile.TemporaryDirectory(prefix="kata-") as folder:
        file = exercise.file_in(Path(folder))
        file.write_text(regions.stub(exercise.solution), encoding="utf-8")
        sources = plan.sources(exercise, SOLUTIONS) | {exercise.stem: file}
        quick = [test for test in exercise.tests if not test.long]
        alone = [[test] for test in exercise.tests if test.long]  # else left out behind a hole
        outcomes = {}
        for tests in (quick, *alone):
            outcomes |= run.run(exercise, sources, tests).outcomes
    return [
        f"{exercise.stem}: {name} is {outcome.status} on the stub"
        for name, outcome in outcomes.items()
        if outcome.status != "todo"
    ]
