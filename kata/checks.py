"""What keeps the course honest. Each check is a function that returns its complaints, one a line.

`make check` runs them in the order of this file.
"""

import doctest
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kata import accepted, cli, loader, mistakes, page, plan, regions, run, verdict
from kata.course import DOCS, ROOT, SOLUTIONS, exercises


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


def pages_are_whole() -> list[str]:
    """Each page has its front matter, and two or three hints a task, none of them a solution's line."""
    said = []
    for each in exercises():
        about, holes = page.read(each), regions.regions(each.solution)
        lines = each.solution.read_text(encoding="utf-8").splitlines()
        for hole in holes:
            hints = about.hints.get(hole.task, [])
            if len(hints) not in (2, 3):
                said.append(
                    f"docs/{each.page.name}:1: {hole.task} has {len(hints)} hints, not two or three"
                )
            answer = [
                line.strip() for line in lines[hole.begin : hole.end - 1] if len(line.strip()) > 8
            ]
            said += [
                f"docs/{each.page.name}:1: a hint for {hole.task} gives away: {line}"
                for line in answer
                if any(line in " ".join(hint.split()) for hint in hints)
            ]
        unknown = about.hints.keys() - {hole.task for hole in holes}
        said += [
            f"docs/{each.page.name}:1: hints for {name}, which is no task"
            for name in sorted(unknown)
        ]
    return said


def pages_tell_the_truth() -> list[str]:
    """Every >>> block on a page does what it says, and every command that is printed exists."""
    said = []
    for path in sorted([*DOCS.glob("*.md"), ROOT / "README.md"]):
        text = path.read_text(encoding="utf-8")
        for name in set(
            re.findall(r"(?:\bmake|-m kata) ([a-z]+)\b", "\n".join(re.findall(r"`([^`]+)`", text)))
        ):
            if name not in cli.verbs():
                said.append(f"{path.name}: there is no make {name}")
        loader.install({each.stem: each.solution for each in exercises()}, "")
        failed = []
        runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
        test = doctest.DocTestParser().get_doctest(text, {}, path.name, str(path), 0)
        runner.run(test, out=failed.append)
        said += ["".join(failed).strip()] if failed else []
    return said


def digits_are_whole() -> list[str]:
    """data/digits.csv is the file that the course was measured on."""
    from kata import digits

    digits.load()
    return []


def the_runner_works() -> list[str]:
    """tests/kata: the runner, on tiny courses and on hostile code."""
    return _command("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/kata")


def the_code_is_tidy() -> list[str]:
    """ruff finds nothing, and every file is formatted."""
    return _command("-m", "ruff", "check", "--quiet", ".") + _command(
        "-m", "ruff", "format", "--check", "--quiet", "."
    )


def the_site_builds() -> list[str]:
    """The site builds without a warning."""
    with tempfile.TemporaryDirectory(prefix="kata-") as folder:
        return _command("-m", "mkdocs", "build", "--strict", "--site-dir", folder)


def _each_from(tree: Path):
    """Judge every exercise of a tree in which nothing needs standing in."""

    def judged(each):
        sources = plan.sources(each, tree)
        return each, verdict.judge(each, run.run(each, sources), sources)

    return _pool(judged, exercises())


def _pool(function, items) -> list:
    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(function, items))


def _command(*words: str) -> list[str]:
    done = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True)
    return (
        []
        if done.returncode == 0
        else [(done.stdout + done.stderr).strip() or f"{words} failed without a word"]
    )
