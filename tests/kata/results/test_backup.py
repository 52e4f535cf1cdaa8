"""What a verb overwrites comes back, whoever interrupts it and however many run at once."""

import os
import random
import subprocess
import time

from tests.kata.conftest import Course

MINE = "# line {}\n"


def start(course: Course, *words: str) -> subprocess.Popen:
    python, quiet = course.path(".venv/bin/python"), subprocess.DEVNULL
    command = [python, "-m", "kata", *words]
    return subprocess.Popen(command, cwd=course.folder, stdout=quiet, stderr=quiet)


def kept(course: Course) -> str:
    """Everything that was ever written into a file of an exercise and is still somewhere."""
    files = [*course.path(".kata").rglob("e0*.py"), *course.path("exercises").glob("e*.py")]
    return "".join(path.read_text() for path in files)


def test_undo_passes_over_steps_that_bring_nothing_back(course):
    path = course.path("exercises/e03_last.py")
    stub = path.read_text()
    path.write_text(stub + MINE.format(1))
    course.run("reset", "3")
    course.run("reset", "3")
    course.path(".kata/backup/0009").mkdir()
    course.write(".kata/backup/0010-reset/exercises/e03_last.py", stub)  # as it is already
    said = course.run("undo").stdout
    lines = len(stub.splitlines()) + 1
    assert f"exercises/e03_last.py is as it was before: {lines} lines." in said
    assert path.read_text() == stub + MINE.format(1)
    assert "nothing to undo" in course.run("undo").stdout
    assert path.read_text() == stub + MINE.format(1)


def test_overwrites_at_the_same_instant_take_numbers_of_their_own(course):
    stub = course.path("exercises/e03_last.py").read_text()
    for turn in range(2):
        course.write("exercises/e03_last.py", stub + MINE.format(turn))
        running = [start(course, "reset", "3") for _ in range(8)]
        running += [start(course, verb) for verb in ("stubs", "undo") * 4]
        for each in running:
            assert each.wait() == 0
    assert all(MINE.format(turn) in kept(course) for turn in range(2))
    numbers = [each.name for each in course.path(".kata/backup").iterdir()]
    assert len(numbers) == len({*numbers})


def test_no_line_is_lost_to_kills_at_random_moments(course):
    stubs = {path: path.read_text() for path in course.path("exercises").glob("e0*.py")}
    drawn = random.Random(11)
    for turn in range(12):
        verb = drawn.choice(["stubs", "undo", "catchup"])
        for path, stub in stubs.items():
            course.write(f"exercises/{path.name}", stub + MINE.format(turn))
        running = start(course, verb, *(["3"] if verb == "catchup" else []))
        time.sleep(drawn.uniform(0.05, 0.5))
        running.kill()
        running.wait()
        assert kept(course).count(MINE.format(turn)) >= len(stubs), (turn, verb)


def test_an_interrupt_waits_until_a_step_is_whole(course):
    driver = """
import os, signal, sys
from kata import cli
from kata.results import backup
write = backup.write_file
def interrupted(path, content):
    write(path, content)
    os.kill(os.getpid(), signal.SIGINT)
backup.write_file = interrupted
sys.exit(cli.obey(sys.argv[1:]))
"""
    stubs = {path: path.read_text() for path in course.path("exercises").glob("e0*.py")}
    for path, stub in stubs.items():
        path.write_text(stub + MINE.format(0))
    for verb, left in (("stubs", ""), ("undo", MINE.format(0))):
        command = [course.path(".venv/bin/python"), "-c", driver, verb]
        done = subprocess.run(command, cwd=course.folder, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")
        assert all(path.read_text() == stub + left for path, stub in stubs.items()), verb


def test_half_a_file_that_a_kill_left_is_cleared_away(course):
    half = course.write("exercises/.e03_last.py.4711", "half")
    lately = course.write("exercises/.e03_last.py.4712", "of a process that writes just now")
    os.utime(half, (0, 0))
    course.solve("e03_last")
    course.run("reset", "3")
    assert (half.exists(), lately.exists()) == (False, True)
    course.run("undo")
    assert not list(course.path(".kata").rglob(".*.py.*"))
