"""Shows and races start learner code as tests do: the same limits, surroundings, clean-up and words."""

import os
import shutil
import subprocess
import sys

import pytest

from kata.course import regions
from kata.course.paths import ROOT, SOLUTIONS
from kata.sandbox import limits, process
from tests.kata.sandbox.test_hostile import DAEMON, linux, wait_for

SHOW, RACE = ["show", "3"], ["race", "9", "--size", "4", "--seconds", "0"]
LEFT_BEHIND = f"{DAEMON}subprocess.Popen([sys.executable, '-Sc', code])\n"


@pytest.fixture
def run(tmp_path):
    """A function that runs a verb on the solutions, with a text put before one of them."""

    def run(words: list[str], stem: str, top: str) -> subprocess.CompletedProcess:
        for path in SOLUTIONS.glob("e*"):
            text = regions.solved(path) if path.suffix in (".py", ".c") else ""
            before = top if path.name == f"{stem}.py" else ""
            (tmp_path / path.name).write_text(before + text, encoding="utf-8")
        return subprocess.run(
            [sys.executable, "-m", "kata", *words, "--in", str(tmp_path)],
            cwd=ROOT,
            env=os.environ | {"KATA_HOSTILE": str(tmp_path), "COLUMNS": "60"},
            capture_output=True,
            text=True,
            timeout=100,
        )

    return run


def running(folder) -> list[str]:
    """Return the processes that were started from this folder, by their environment."""
    mark, found = f"KATA_HOSTILE={folder}".encode(), []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/environ", "rb") as environment:
                found += [name] * (mark in environment.read().split(b"\0"))
        except OSError:  # it has ended, or is somebody else's
            continue
    return found


@linux
@pytest.mark.parametrize(
    ("words", "stem"), [(SHOW, "e03_backward"), (RACE, "e09_matmul")], ids=["show", "race"]
)
def test_a_daemon_ends_with_what_started_it(run, tmp_path, words, stem):
    assert run(words, stem, LEFT_BEHIND).returncode == 0
    wait_for(lambda: not running(tmp_path))


@pytest.mark.parametrize(
    ("top", "named"),
    [
        ("import os; os._exit(0)\n", "The code stopped the whole run (exit status 0)"),
        ("import os; os.abort()\n", "Python itself crashed (SIGABRT)"),
        ("x = bytes(10**10)\n", "MemoryError"),
        ("import torch\n", "The course needs no torch: remove line 1."),
        ("input()\n", "Nobody answers input() here"),
        ("def broken(:\n", "SyntaxError: "),
        ("x = undefined\n", "NameError: name 'undefined' is not defined"),
    ],
)
@linux
def test_accidents_are_told_in_the_words_of_the_tests(run, tmp_path, top, named):
    done = run(SHOW, "e03_backward", top)
    assert done.returncode == 1
    assert named in " ".join(done.stdout.split())
    assert all(len(line) <= 60 for line in done.stdout.splitlines() if str(tmp_path) not in line)
    assert done.stderr == ""


@linux
def test_an_accident_costs_a_race_its_contenders_alone(run):
    done = run(RACE, "e09_matmul", "import os; os._exit(0)\n")
    assert done.returncode == 0, "the products in C still run"
    assert "The code stopped the whole run (exit status 0)" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("words", "stem"), [(SHOW, "e03_backward"), (RACE, "e09_matmul")], ids=["show", "race"]
)
def test_one_thread_does_the_work_of_a_blas(run, tmp_path, words, stem):
    seen = tmp_path / "seen"
    top = f"import os; open({str(seen)!r}, 'w').write(os.environ['OPENBLAS_NUM_THREADS'])\n"
    assert run(words, stem, top).returncode == 0
    assert seen.read_text() == "1"


def test_a_broken_solution_that_stands_in_is_the_courses_own_fault(course):
    for name in ("solutions", "tests", "exercises"):
        shutil.rmtree(course.path(name))
        shutil.copytree(ROOT / name, course.path(name))
    with course.path("solutions/e02_value.py").open("a") as solution:
        solution.write("1 / 0\n")
    done = course.run("show", "3")
    assert done.returncode == 2, done
    line = len(course.path("solutions/e02_value.py").read_text().splitlines())
    said = f"solutions/e02_value.py:{line}: ZeroDivisionError: division by zero\nThat is the course's own file: "
    assert said in done.stdout + done.stderr


@linux
def test_what_a_stand_in_is_given_is_the_learners_fault(run):
    """e03's backward, which stands in, meets a value without a gradient."""
    top = "import solutions.e03_backward as e03\n\ne03.backward(3)\n"
    done = run(SHOW, "e03_backward", top)
    assert (done.returncode, "no file of" in done.stdout or "course's own" in done.stdout) == (
        1,
        False,
    ), done
    assert "e03_backward.py:3: AttributeError" in " ".join(done.stdout.split())


def test_what_does_not_start_says_why(run, monkeypatch, tmp_path):
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "numpy.py").write_text("raise ImportError('this numpy is broken')\n")
    monkeypatch.setenv("PYTHONPATH", str(broken))
    done = run(["show", "10"], "e10_digits", "")
    assert done.returncode == 2
    assert "this numpy is broken" in done.stderr
    assert "make doctor" in done.stderr


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (0, "look for exit()"),
        (3, "look for exit()"),
        (-11, "Python itself crashed (SIGSEGV): is there a recursion without end"),
        (3221225477, "Python itself crashed (SIGSEGV)"),  # an access violation on Windows
        (-40, "signal 40"),
    ],
)
def test_every_exit_status_is_told(code, words):
    assert words in process.exit_message(code, False, 10)


def test_two_at_a_time_do_not_end_each_other():
    with process.python("-c", "input()", stdin=subprocess.PIPE) as first:
        with process.python("-c", "pass") as second:
            second.wait()
        assert first.poll() is None
    assert first.returncode is not None


def test_clocks_are_set_by_parameter(monkeypatch):
    ask = "from kata.sandbox.limits import CLOCKS; print(CLOCKS.load, CLOCKS.start)"
    told = subprocess.run(
        [sys.executable, "-c", ask],
        cwd=ROOT,
        env=os.environ | {"KATA_CLOCKS": '{"load": 2}'},
        capture_output=True,
        text=True,
    )
    assert told.stdout.split() == ["2", str(limits.Clocks().start)]
