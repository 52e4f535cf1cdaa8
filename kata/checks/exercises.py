"""Are the exercises what they promise: stubs, tests, mistakes, other right ways?"""

import re
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kata import accepted, mistakes, plan, regions, run, verdict
from kata.course import SOLUTIONS, exercises


def stubs_are_what_the_solutions_make() -> list[str]:
    """exercises/ is byte for byte what make stubs writes."""
    work, drift = [], []
    for each in exercises():
        wanted, found = (
            regions.stub(each.solution),
            each.stub.read_text(encoding="utf-8") if each.stub.exists() else "",
        )
        raises = re.findall(r"raise NotImplementedError\(.*\)", wanted)
        if wanted != found:
            (work if found and not all(line in found for line in raises) else drift).append(
                each.stem
            )
    said = []
    if work:
        said = [
            f"exercises/ holds somebody's work ({', '.join(work)}), so this tree cannot be checked as the course's own.",
            "  git stash; make check; git stash pop    or check in a clean clone. Changed a solution? make stubs",
        ]
    return said + [
        f"exercises/{stem}.py is not what its solution makes: make stubs" for stem in drift
    ]


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
    wrong = [
        (each, r)
        for each, found in _each_from(SOLUTIONS)
        for r in found
        if r.status not in ("passed", "skipped")
    ]
    return [f"{each.stem}: {r.name}: {r.status}: {r.message}" for each, r in wrong]


def stubs_pass_nothing() -> list[str]:
    """No test passes on a stub, not even by luck."""
    with tempfile.TemporaryDirectory(prefix="kata-") as folder:
        for each in exercises():
            (Path(folder) / f"{each.stem}.py").write_text(
                regions.stub(each.solution), encoding="utf-8"
            )

        def lucky(each):
            sources = plan.sources(each, SOLUTIONS) | {each.stem: Path(folder) / f"{each.stem}.py"}
            outcomes = run.run(each, sources).outcomes
            return [
                f"{each.stem}: {name} is {o.status} on the stub"
                for name, o in outcomes.items()
                if o.status != "todo"
            ]

        return [text for said in _pool(lucky, exercises()) for text in said]


def mistakes_are_named() -> list[str]:
    """Every promised mistake is noticed, by its own task, in the promised words."""
    return mistakes.complaints(exercises())


def right_ways_pass() -> list[str]:
    """Other right ways to write an exercise pass."""
    return accepted.complaints(exercises())


def _each_from(tree: Path):
    """Judge every exercise of a tree in which nothing needs standing in."""

    def judged(each):
        sources = plan.sources(each, tree)
        return each, verdict.judge(each, run.run(each, sources), sources)

    return _pool(judged, exercises())


def _pool(function, items) -> list:
    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(function, items))
