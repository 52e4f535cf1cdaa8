"""make again: practise what has passed; nothing of the first pass is lost or un-passed, whoever interrupts it."""

import json
import os
import random
import time

import pytest

from tests.kata.results.test_backup import start

MINE, TRY = "# mine\n", "# line {}\n"


@pytest.fixture
def done(course):
    """The course with its first two exercises passed, and the learner's own first file."""
    course.solve("e01_double", ("return x + x", "return x * 2"))
    course.solve("e02_six")
    for number in "12":
        assert course.run("test", number).returncode == 0
    return course


def mine(course):
    return course.path("exercises/e01_double.py")


def states(course) -> list[str]:
    """The last word of each row of progress."""
    return [line.split()[-1] for line in course.run("progress").stdout.splitlines()[:3]]


def test_the_file_stands_in_until_the_new_one_passes(done):
    first = mine(done).read_text()
    said = done.run("again", "1").stdout
    assert "exercises/e01_double.py is the stub again." in said
    assert "NotImplementedError" in mine(done).read_text()
    assert states(done) == ["again", "done", "-"]
    assert "You are at exercise 3 of 3" in done.run("test").stdout  # none is un-passed
    assert (
        "solution stands in" not in done.run("test", "2").stdout
    )  # it stands on the file put aside
    assert done.results("1")["passed"] is False  # asked for by name, it is the one in hand
    assert "Hint 1 of 2" in done.run("hint", "1").stdout
    done.run("catchup", "3")
    assert "NotImplementedError" in mine(done).read_text()

    done.solve("e01_double")
    said = done.run("test", "1").stdout
    assert "Done again in " in said
    assert "-    return x * 2\n+    return x + x" in said
    assert "Done again" not in done.run("test", "1").stdout
    kept = said.rpartition("Your last way is kept: ")[2].strip()
    assert done.path(kept).read_text() == first


def test_the_clock_runs_from_the_first_save_to_the_last(done):
    hour = time.time() + 3600
    for solved, words in (
        (hour + 200, "3 min 20 s."),
        (hour + 65, "1 min 5 s. Before: 3 min 20 s."),
    ):
        done.run("again", "1")
        mine(done).write_text(mine(done).read_text() + TRY)
        os.utime(mine(done), (hour, hour))
        done.run("test", "1")
        done.solve("e01_double")
        os.utime(mine(done), (solved, solved))
        assert f"Done again in {words}" in done.run("test", "1").stdout
    assert "e01_double again: 3 min 20 s, 1 min 5 s (best)" in done.run("again").stdout


def test_who_saves_once_is_timed_from_the_stub(done):
    done.run("again", "1")
    done.solve("e01_double")
    later = time.time() + 90
    os.utime(mine(done), (later, later))
    assert "Done again in 1 min 3" in done.run("test", "1").stdout


def test_stop_brings_the_file_back_and_keeps_the_attempt(done):
    first = mine(done).read_text()
    done.run("again", "1")
    done.write("exercises/e01_double.py", TRY)
    said = done.run("again", "1", "--stop").stdout
    assert mine(done).read_text() == first
    assert done.path(said.rpartition("kept: ")[2].strip()).read_text() == TRY
    done.run("undo")
    assert mine(done).read_text() == first
    mine(done).write_text(first + MINE)  # an edit of it is no practice
    assert "Done again" not in done.run("test", "1").stdout
    stopped = done.run("again", "1", "--stop")
    assert (stopped.returncode, stopped.stderr) == (
        2,
        "e01_double is not being practised: there is nothing to bring back.\n",
    )


def test_undo_ends_a_practice(done):
    first = mine(done).read_text()
    done.run("again", "1")
    done.run("undo")
    assert mine(done).read_text() == first
    mine(done).write_text(first + MINE)
    assert "Done again" not in done.run("test", "1").stdout
    assert "Under way" not in done.run("again").stdout


def test_it_proposes_what_was_longest_ago(done):
    old = time.time() - 3 * 86400
    os.utime(done.path("exercises/e02_six.py"), (old, old))
    said = done.run("again").stdout
    assert "Longest ago: e02_six, saved 3 days ago. make again EX=2" in said
    done.run("again", "2")
    said = done.run("again").stdout
    assert "Under way: e02_six. make test EX=2 goes on, make again EX=2 STOP=1 ends it." in said
    assert "Longest ago: e01_double" in said


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["3"], 1, "e03_last has not passed yet: make test EX=3"),
        (["9"], 2, "There is no exercise 9: they go from 1 to 3."),
        (["--stop"], 2, "Nothing is being practised"),
        ([], 1, "Nothing to do again yet: make test"),
    ],
)
def test_what_cannot_be_practised_is_said_in_a_line(course, words, status, said):
    done = course.run("again", *words)
    assert (done.returncode, said in done.stdout + done.stderr) == (status, True)
    assert len((done.stdout + done.stderr).splitlines()) == 1


def test_what_was_given_is_not_ones_own(course):
    course.run("catchup", "2")
    done = course.run("again", "1")
    assert done.returncode == 1
    assert "Not yours yet: double, quadruple in e01_double was given by catchup." in done.stdout


def test_nothing_is_lost_or_unpassed_by_kills_at_random_moments(done):
    drawn, first = random.Random(5), mine(done).read_text()
    for turn in range(8):
        before = mine(done).read_text()
        running = start(done, "again", "1", *drawn.choice([[], ["--stop"]]))
        time.sleep(drawn.uniform(0.05, 0.4))
        running.kill()
        running.wait()
        kept = {path.read_text() for path in done.path(".kata").rglob("e01_double.py")}
        assert {first, before} <= kept | {mine(done).read_text()}, turn
        assert states(done)[0] in ("done", "again"), turn
        if "NotImplementedError" in mine(done).read_text():
            done.write("exercises/e01_double.py", TRY.format(turn))


def test_a_passing_run_that_is_killed_counts_once_or_not_yet(done):
    first, drawn = mine(done).read_text(), random.Random(3)
    for _ in range(5):
        done.run("again", "1")
        done.solve("e01_double", ("return x + x", "return 2 * x"))
        new = mine(done).read_text()
        running = start(done, "test", "1")
        time.sleep(drawn.uniform(0.1, 1.0))
        running.kill()
        running.wait()
        assert states(done)[0] in ("done", "again")
        assert mine(done).read_text() == new
        done.run("test", "1")
        assert "Under way" not in done.run("again").stdout
        kept = [path.read_text() for path in done.path(".kata/again").rglob("e01_double.py")]
        assert first in kept
        first = new
    assert len(json.loads(done.path(".kata/again.json").read_text())["e01_double"]["times"]) == 5
