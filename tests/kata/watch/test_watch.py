"""Watching: whatever an editor does to a file, its newest state is reported; the terminal stays sane."""

import json
import os
import select
import signal
import subprocess
import termios
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.kata.sandbox.test_hostile import linux, running, wait_for

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="looks at terminals and signals")
BEGUN = "loop-has-begun"  # what the endless loop leaves in the course's folder
LOOP = ("return items[-1]", f"open({BEGUN!r}, 'w').close()\n    while True: pass")


@pytest.fixture
def course(started_course):
    """No other process of the course's is there."""
    return started_course


class Watch:
    """A `watch` that runs beside the test: what it prints, and the keys it is given."""

    def __init__(self, course, *words: str, terminal: bool = False, start=("-m", "kata", "watch")):
        ours, theirs = os.openpty() if terminal else os.pipe()
        self.fd, self.said = ours, ""
        self.before = termios.tcgetattr(ours) if terminal else None
        self.process = subprocess.Popen(
            [course.path(".venv/bin/python"), *start, *words],
            cwd=course.folder,
            env={
                **os.environ,
                "TERM": "xterm",
                "NO_COLOR": "1",
                "KATA_HOSTILE": str(course.folder),
            },
            stdin=theirs if terminal else subprocess.DEVNULL,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            preexec_fn=(lambda: os.close(os.open(os.ttyname(1), os.O_RDWR))) if terminal else None,
        )
        os.close(theirs)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        os.close(self.fd)

    def until(self, words: str) -> str:
        """Return what is printed up to these words; what follows them is kept for the next."""
        deadline = time.monotonic() + 60
        while words not in self.said:
            ready = select.select([self.fd], [], [], deadline - time.monotonic())[0]
            assert ready, f"{words!r} never came:\n{self.said}"
            self.said += os.read(self.fd, 1 << 16).decode()
        said, found, self.said = self.said.partition(words)
        return said + found

    def press(self, key: str) -> None:
        os.write(self.fd, key.encode())

    def end(self) -> int:
        """Return the exit status, once it has ended, with the terminal as it was."""
        status = self.process.wait(20)
        if self.before:
            assert termios.tcgetattr(self.fd) == self.before
        return status


def test_a_save_brings_the_report_of_make_test_and_remembers_it(course):
    with Watch(course, "3", "--seed", "1") as watch:
        assert "0 of 2" in watch.until("make hint EX=3")
        course.solve("e03_last", ("return items[-1]", "return items[0]"))
        seen = watch.until("SEED=1\n")
        kept = json.loads(course.path(".kata/results.json").read_text())
    told = course.run("test", "3", "--seed", "1").stdout
    assert "That is the first." in told
    assert seen.strip() == told.strip()
    assert json.loads(course.path(".kata/results.json").read_text()).keys() == kept.keys()


def test_however_a_file_is_saved_its_newest_state_is_reported(course):
    path = course.path("exercises/e03_last.py")
    with Watch(course, "3") as watch:
        watch.until("0 of 2")
        course.solve("e03_last")
        right = path.read_text()
        watch.until("2 of 2")

        new = course.write("exercises/.e03_last.py.swp", right.replace("[0]", "[1]"))
        new.rename(path)
        watch.until("1 of 2")

        path.unlink()
        path.write_text(right)
        assert "missing" not in watch.until("2 of 2")

        path.write_text(right.replace("[0]", "[2]"))
        watch.until("1 of 2")

        with path.open("w") as file:
            half = len(right) // 2
            file.write(right[:half])
            file.flush()
            time.sleep(0.05)
            file.write(right[half:])
        watch.until("2 of 2")

        path.write_text("")
        watch.until("The file is empty")
        path.unlink()
        watch.until("is missing")
        path.write_text(right)
        watch.until("2 of 2")

        course.write("exercises/e03_last.py~", "a backup is no save")
        path.touch()
        time.sleep(0.3)
        path.write_text(right.replace("[-1]", "[ 0]"))
        assert watch.until("1 of 2").count("e03_last: ") == 1


LONG = '''

@task("first", star=True, seconds=20)
def test_first_of_many():
    """It goes on until the course's folder says that it has seen enough."""
    import os, time
    while not os.path.exists("ENOUGH"):
        time.sleep(0.01)
    expect("first([1])", first([1]), 1)
'''


@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
def test_what_is_known_is_said_while_a_long_check_runs(course, terminal):
    tests, enough = course.path("tests/test_e03_last.py"), course.path("enough")
    head, task, rest = tests.read_text().partition("\n\n@task")
    long = LONG.replace("ENOUGH", str(enough))
    tests.write_text(head + long + task + rest)  # it comes last wherever it stands
    with Watch(course, "3", terminal=terminal) as watch:
        assert "runs" not in watch.until("EX=3")  # a stub's long checks are left out
        course.solve("e03_last", ("return items[-1]", "return items[0]"))
        seen = watch.until("Next: mend last")
        assert "WRONG    last" in seen
        assert "runs     first *" in seen
        course.solve("e03_last")  # the next save does not wait for it
        assert "2 of 2 tasks passed, 0 of 1 star" in watch.until("runs     first *")
        seen = watch.until("longer checks of first *")
        enough.touch()
        seen = watch.until("2 of 2 tasks passed, 1 of 1 star")
        assert ("\x1b[2J" in seen) is terminal
        assert "reach for" not in seen


def test_a_save_in_another_exercise_goes_there_and_in_a_test_stays(course):
    with Watch(course, "3") as watch:
        watch.until("e03_last: 0 of 2")
        course.solve("e01_double")
        watch.until("e01_double: 2 of 2")  # and stays, although it has passed
        course.write("exercises/mine.py", "x = 1\n")
        watch.until("e01_double: 2 of 2")
        tests = course.path("tests/test_e01_double.py")
        tests.write_text(tests.read_text().replace("double(3), 6", "double(3), 7"))
        watch.until("double(3) is 6, want 7.")
        runner = course.path("kata/results/report.py").read_text()
        changed = '\n\ndef done(*_):\n    return ["well done"]\n'
        course.write("kata/results/report.py", runner + changed)
        course.solve("e02_six")
        watch.until("well done")


def loop(course, *changes) -> None:
    """Save an endless loop, and come back once it is under way."""
    course.solve("e03_last", LOOP, *changes)
    wait_for(course.path(BEGUN).exists)
    course.path(BEGUN).unlink()


@linux
def test_a_loop_ends_with_the_next_save_or_with_its_clock(course):
    tests = course.path("tests/test_e03_last.py").read_text()
    course.write("tests/test_e03_last.py", tests.replace("seconds=1", "seconds=60"))
    with Watch(course, "3") as watch:
        watch.until("0 of 2")
        loop(course)
        course.solve("e03_last")
        assert "TIMEOUT" not in watch.until("2 of 2")
        course.write("tests/test_e03_last.py", tests)
        watch.until("2 of 2")
        wait_for(lambda: len(running(course)) == 3)  # the watch, and the next run with its child
        loop(course)
        watch.until("TIMEOUT  last")
        loop(course, ("return items[0]", "return items[1]"))
        watch.process.send_signal(signal.SIGTERM)
        assert watch.end() == 0
        assert running(course) == []


def waiting(course, watch: Watch, depth: int) -> int:
    """Return, once it is there, the process that will report (1), or its child (2)."""
    wait_for(lambda: len(running(course)) == 3)
    pid = watch.process.pid
    for _ in range(depth):
        pid = child_of(pid)
    return pid


def child_of(pid: int) -> int:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # that one has ended
            if int(stat.read_text().rpartition(")")[2].split()[1]) == pid:
                return int(stat.parent.name)
    raise AssertionError(f"{pid} has no child")


@linux
@pytest.mark.parametrize("depth", [1, 2], ids=["what reports", "its child"])
def test_a_run_that_is_slow_to_hear_costs_no_verdict(course, depth):
    with Watch(course, "3") as watch:
        watch.until("0 of 2")
        victim = waiting(course, watch, depth)
        os.kill(victim, signal.SIGSTOP)
        course.solve("e03_last")
        time.sleep(1)
        os.kill(victim, signal.SIGCONT)
        assert "make doctor" not in watch.until("2 of 2")


@linux
@pytest.mark.parametrize("told", [False, True], ids=["before the save", "after it, deaf"])
@pytest.mark.parametrize("depth", [1, 2], ids=["what reports", "its child"])
def test_a_run_that_is_killed_while_it_waits_costs_no_verdict(course, depth, told):
    with Watch(course, "3") as watch:
        watch.until("0 of 2")
        victim = waiting(course, watch, depth)
        os.kill(victim, signal.SIGSTOP if told else signal.SIGKILL)
        course.solve("e03_last")
        if told:
            time.sleep(0.5)
            with suppress(ProcessLookupError):  # a busy machine: the save was seen in two halves
                os.kill(victim, signal.SIGKILL)
        watch.until("2 of 2")


@linux
def test_a_killed_watch_takes_the_run_that_waits_with_it(course):
    with Watch(course, "3") as watch:
        watch.until("0 of 2")
        wait_for(lambda: len(running(course)) == 3)
        watch.process.kill()
        wait_for(lambda: not running(course))


@linux
def test_keys_on_a_terminal(course):
    course.solve("e01_double")
    with Watch(course, "3", terminal=True) as watch:
        first = watch.until("q quit")
        assert "\x1b[2J\x1b[He03_last: 0 of 2" in first
        assert not termios.tcgetattr(watch.fd)[3] & (termios.ICANON | termios.ECHO)
        watch.press("h")
        watch.until("nudge last")
        watch.until("q quit")
        watch.press("\x1b[s")  # no key of ours, whatever its letter
        watch.press("s")
        assert watch.until("e03_last has no show").count("e03_last") == 2
        watch.press("n")
        watch.until("e02_six: 0 of 1")
        watch.press("r")
        watch.until("e02_six: 0 of 1")
        watch.until("q quit")
        watch.press("q")
        assert watch.end() == 0
        assert running(course) == []


@linux
def test_ctrl_c_leaves_nothing_running_and_a_terminal_as_it_was(course):
    with Watch(course, "3", terminal=True) as watch:
        watch.until("q quit")
        loop(course)
        watch.press("\x03")
        assert watch.end() == 0
        assert running(course) == []


def test_where_there_is_no_fork_each_run_starts_cold(course):
    without = "import sys; sys.platform = 'darwin'; from kata import cli; cli.main(['watch', *sys.argv[1:]])"
    with Watch(course, "3", start=("-c", without)) as watch:
        assert "Forks are not safe here" in watch.until("0 of 2")
        course.solve("e03_last")
        watch.until("2 of 2")
        course.solve("e02_six")
        watch.until("e02_six: 1 of 1")


def test_an_exercise_that_is_not_there_is_refused(course):
    done = course.run("watch", "99")
    assert (done.returncode, "no exercise 99" in done.stderr) == (2, True)


def test_the_latency_is_measured_on_right_and_wrong_saves(course):
    wrong = 'replace = "items[-1]"\nwith = "items[0]"\nwords = "first"\n'
    head = '[[mistake]]\ntask = "last"\nname = "the first"\n'
    course.write("tests/mistakes/e03_last.toml", head + wrong)
    before = course.path("exercises/e03_last.py").read_text()
    (found,) = json.loads(course.run("bench", "3", "--rounds", "1", "--json").stdout)
    assert [heat["what"] for heat in found["heats"]] == ["e03_last, passing", "e03_last, failing"]
    for heat in found["heats"]:
        assert heat["rounds"] == 1
        assert [each["name"] for each in heat["entrants"]][:2] == ["make test", "make watch"]
        assert all(each["seconds"]["min"] > 0 for each in heat["entrants"])
    assert course.path("exercises/e03_last.py").read_text() == before
