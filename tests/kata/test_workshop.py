"""The workshop's page, played: every step of every plan, as far as a room is by then, and what to do when something changed."""

import re
import shutil
import subprocess

import pytest

from kata.course import page, regions
from kata.course.exercises import exercises
from kata.course.paths import DOCS, ROOT
from kata.site.figures import _plans
from tests.kata.conftest import FULL, Course
from tests.kata.forks import Forks

TEXT = (DOCS / "workshop.md").read_text(encoding="utf-8")
COMMAND = re.compile(r"`make (\w+)((?: \w+=[\w.]+)*)`")


@pytest.fixture
def room(tmp_path):
    """A fresh clone of the course itself, nothing of it written yet."""
    folder = tmp_path / "neural-kata"
    for name in ("kata", "tests", "exercises", "solutions", "data", "docs", "pyproject.toml"):
        source = ROOT / name
        if source.is_file():
            shutil.copy2(source, folder / name)
            continue
        left_out = shutil.ignore_patterns("__pycache__", "img", "browser", "fonts", "site", "*.zip")
        shutil.copytree(source, folder / name, ignore=left_out)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    with Forks(folder, folder) as forks:
        course = Course(folder, forks)
        assert course.run("stubs").returncode == 0  # whatever lies in exercises/ here
        yield course


def write(room: Course, step: _plans.Step) -> None:
    """Write a step's tasks, as somebody who needs no help."""
    file = room.path(f"exercises/{step.exercise.stub.name}")
    text = regions.filled(file.read_text(), step.exercise.solution, {*step.tasks})
    file.write_text(text + ("" if text.endswith("# mine\n") else "# mine\n"))


# The first of two days is half a day with more time; the second trains long, in what other tests train, too.
PLAYED = [each for each in _plans.PLANS if FULL or each not in ("first_day", "second_day")]


@pytest.mark.parametrize("name", PLAYED)
def test_every_step_runs_where_the_room_is_by_then(room, name):
    plan = _plans.PLANS[name]
    before = () if name != "second_day" else _plans.FIRST_DAY.steps
    for step in (each for each in before if each.writes):
        write(room, step)
    for step in plan.steps:
        if step.writes:
            write(room, step)
        for words in step.runs:
            done = room.run(*words.split())
            assert done.returncode == 0, (step.what, words, done.stdout[-600:], done.stderr[-600:])
    assert sum(step.lasts for step in plan.steps) <= plan.length


@pytest.mark.skipif(not FULL, reason="FULL=1 plays the slowest, too")
def test_who_has_written_nothing_can_follow(room):
    """Shows and catching up work for the slowest, too."""
    steps = [step for plan in _plans.PLANS.values() for step in plan.steps]
    ran = dict.fromkeys(words for step in steps for words in step.runs)
    for words in sorted((each for each in ran if not each.startswith("test")), reverse=True):
        done = room.run(*words.split())  # shows first: catching up changes what there is
        assert done.returncode == 0, (words, done.stdout[-600:], done.stderr[-600:])


def test_each_step_runs_what_it_says():
    for plan in _plans.PLANS.values():
        for step in plan.steps:
            said = [
                " ".join([verb, *re.findall(r"EX=([\d.]+)", words)])
                for verb, words in COMMAND.findall(step.what)
            ]
            ran = [" ".join(words.split()[:2]) for words in step.runs]
            assert {*said} <= {*ran}, step.what


def test_the_minutes_are_those_of_the_pages_and_a_third():
    lasts = {step.writes: step.lasts for plan in _plans.PLANS.values() for step in plan.steps}
    for writes, minutes in lasts.items():
        if writes:
            step = _plans.Step("", writes=writes)
            about = page.read(step.exercise)
            alone = about.sittings[step.sitting] if step.sitting else about.minutes
            assert abs(minutes - alone * 4 / 3) <= 2.5


def test_what_to_drop_when_late_is_there_to_be_dropped():
    for exercise in exercises():
        about = page.read(exercise)
        known = {task.name for task in exercise.tasks}
        known |= {title for title, _ in regions.sittings(exercise.solution)}
        for name in re.findall(r"`([\w.]+)`|\*([\w ]+)\*", about.teach.get("late", "")):
            assert "".join(name) in known, (exercise.stem, name)


def test_an_exercise_in_c_is_done_again_with_the_python_that_calls_it(room):
    """Both files are put aside, and come back."""
    for name in ("e12_c_matmul.c", "e12_c_matmul.py"):
        room.path(f"exercises/{name}").write_text(f"mine: {name}")
    driver = """
from kata.course.exercises import Exercise
from kata.results import practice
e12 = Exercise("e12_c_matmul")
practice.start(e12)
assert e12.stub.read_text() != "mine: e12_c_matmul.c"
assert practice.aside(e12).read_text() == "mine: e12_c_matmul.c"
assert practice.aside(e12).with_suffix(".py").read_text() == "mine: e12_c_matmul.py"
practice.stop(e12)
assert practice.aside(e12) is None
"""
    done = room.python("-c", driver)
    assert (done.returncode, done.stderr) == (0, "")
    for name in ("e12_c_matmul.c", "e12_c_matmul.py"):
        assert room.path(f"exercises/{name}").read_text() == f"mine: {name}"


def git(folder, *words) -> subprocess.CompletedProcess:
    who = ("-c", "user.name=x", "-c", "user.email=x@localhost", "-c", "init.defaultBranch=main")
    return subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, text=True)


def test_what_the_box_says_to_do_with_git_keeps_every_line(course, tmp_path):
    """A stub is mended in the very lines in which somebody writes."""
    box = TEXT[TEXT.index("in a clone.**") : TEXT.index("from a zip.**")]
    first, pull, pop, theirs, drop = re.findall(r"`(git [^`]+)`", box)
    course.path(".venv").unlink()
    git(course.folder, "init", "-q")
    course.write(".gitignore", ".venv\n.kata/\n__pycache__/\n")
    git(course.folder, "add", "-A")
    git(course.folder, "commit", "-qm", "first")
    clone = tmp_path / "clone"
    assert git(tmp_path, "clone", "-q", str(course.folder), str(clone)).returncode == 0
    for name in ("exercises", "solutions"):
        file = course.path(f"{name}/e03_last.py")
        file.write_text(file.read_text().replace("The last of the items.", "The last one."))
    git(course.folder, "commit", "-qam", "mended")
    file = clone / "exercises/e03_last.py"
    mine = file.read_text().replace("The last of the items.", "My own words.") + "# mine\n"
    file.write_text(mine)
    for words in (first, pull):
        assert git(clone, *words.split()[1:]).returncode == 0
    assert "CONFLICT" in git(clone, *pop.split()[1:]).stdout
    for words in (theirs, drop):
        assert git(clone, *words.split()[1:]).returncode == 0
    assert file.read_text() == mine
    assert "The last one." in (clone / "solutions/e03_last.py").read_text()
    assert git(clone, "stash", "list").stdout == ""


def test_the_first_report_of_the_room_is_one_that_tells(room):
    """The last line of the checklist: what everybody writes gives a report to read aloud."""
    wrong = re.search(r"Everybody writes `(.+?)`", TEXT)[1]
    file = room.path("exercises/e01_slope.py")
    hole = 'raise NotImplementedError("e01_slope: derivative")'
    assert hole in file.read_text()
    file.write_text(file.read_text().replace(hole, wrong))
    first = Course(room.folder)
    assert re.search(r"WRONG    derivative  exercises/e01_slope.py:\d+\n", first.run("test").stdout)
    assert "You are at exercise 1" in first.run("test").stdout
    assert "To read out: course " in first.run("doctor").stdout
