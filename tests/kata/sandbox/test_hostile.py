"""Learner code does what it likes to the process, the machine and the tests, by accident."""

import hashlib
import subprocess
import sys
import time
from pathlib import Path

import pytest

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
DAEMON = """\
import subprocess, sys
code = "import os, time\\nif os.fork(): os._exit(0)\\nos.setsid(), os.chdir('/')\\nif os.fork(): os._exit(0)\\ntime.sleep(99)"
"""


@pytest.fixture
def course(started_course):
    """No other process of the course's is there."""
    return started_course


@pytest.fixture
def put(course, monkeypatch):
    """A function that solves e03, but for last(items), whose body it gets, and runs it.

    Whatever that does, it must leave no process, and no file but its own changed.
    """
    monkeypatch.setenv("KATA_HOSTILE", str(course.folder))
    monkeypatch.setenv("KATA_CLOCKS", '{"load": 2}')

    def put(body: str, top: str = "") -> dict:
        course.solve("e03_last", ("    return items[-1]", "    " + body.replace("\n", "\n    ")))
        path = course.path("exercises/e03_last.py")
        path.write_text(top + path.read_text())
        before = contents(course)
        found = course.results("3")
        assert contents(course) == before
        assert running(course) == []
        return found

    return put


def contents(course) -> dict:
    files = [
        path for path in course.folder.rglob("*") if path.is_file() and ".venv" not in str(path)
    ]
    return {
        path: hashlib.sha256(path.read_bytes()).digest()
        for path in files
        if ".kata" not in path.parts and "__pycache__" not in path.parts
    }


def running(course) -> list[str]:
    """Return the processes that come from this course, by their environment or their words."""
    mark, found = f"KATA_HOSTILE={course.folder}".encode(), []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_text()
            if str(course.folder) in words or mark in (process / "environ").read_bytes().split(
                b"\0"
            ):
                found.append(words)
        except OSError:  # it has ended, or is somebody else's
            continue
    return found


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        (
            "class A:\n    def __del__(self):\n        while True: pass\nA()",
            "timeout",
            "never ends",
        ),
        ("import threading as t\nx = t.Lock()\nx.acquire(), x.acquire()", "timeout", "never ends"),
        (
            "import threading as t\nx = t.Thread(target=t.Event().wait)\nx.start(), x.join()",
            "timeout",
            "never ends",
        ),
        (
            "import sys\nsys.setrecursionlimit(10**9)\nf = lambda: f()\nclass A:\n"
            "    def __repr__(self): return repr(self)\nrepr(A())",
            "crashed",
            "recursion without end",
        ),
        ("import os; os.kill(os.getpid(), 40)", "crashed", "signal 40"),
        ("x = []\nwhile True: x.append(bytes(10**6))", "failed", "MemoryError"),
        (
            "class A:\n    def __del__(self):\n        while True: pass\na = A()\n1 / 0",
            "failed",
            "ZeroDivisionError",
        ),
        ("raise SystemExit", "failed", "Remove exit()"),
        ("import unittest; raise unittest.SkipTest('no')", "failed", "SkipTest"),
        ("raise type('E', (Exception,), {'__str__': lambda self: 1 / 0})", "failed", "E, in:"),
        ("raise ValueError('x' * 10**6)", "failed", "ValueError: xxx"),
        ("raise ValueError('as numpy writes it ')", "failed", "numpy writes it, in: raise"),
        ("return input()", "failed", "Nobody answers"),
        ("breakpoint()\nreturn 0", "failed", "Remove breakpoint()."),
        ("last = None\nreturn last()", "failed", "Something in it is None"),
        ("return last(items)", "failed", "in: return last(items)"),
        ("import torch", "error", "The course needs no torch: remove line 6."),
    ],
)
def test_a_call_costs_its_own_task(put, body, status, words):
    found = put(body)
    first = "error" if status == "error" else "passed"
    assert found["by_name"] == {"last": status, "first": first}
    assert words in found["messages"]["last"]
    assert len(found["messages"]["last"]) < 400
    assert found["status"] == 1


@pytest.mark.parametrize(
    ("top", "status", "words"),
    [
        ("while True: pass", "timeout", "never ends"),
        ("sum(range(10**13))", "timeout", "never ends"),
        ("import threading as t\nx = t.Lock()\nx.acquire(), x.acquire()", "timeout", "never ends"),
        ("x = bytes(10**10)", "error", "more memory than there is"),
        (
            f"{DAEMON}subprocess.Popen([sys.executable, '-Sc', code])\n1 / 0",
            "error",
            "ZeroDivision",
        ),
        ("input()", "error", "Nobody answers"),
        ("import os; os.abort()", "crashed", "SIGABRT"),
    ],
)
@linux
def test_an_import_costs_its_own_exercise(put, top, status, words):
    found = put("return items[-1]", f"{top}\n")
    assert found["by_name"] == {"last": status, "first": status}
    assert words in found["messages"]["last"]
    assert found["status"] == 1


@pytest.mark.parametrize(
    "body",
    [
        "import sys\nfor i in range(200): print('x' * 10**6), print('x' * 10**6, file=sys.stderr)",
        "import os\nfor i in range(200): os.write(1, b'x' * 10**6), os.write(2, b'x' * 10**6)",
        "import subprocess, sys\n"
        "subprocess.run([sys.executable, '-Sc', 'print(\"x\" * 10**7)'], stderr=1)",
        "import subprocess; subprocess.Popen(['sleep', '99'])",
        "import os\nif os.fork() == 0: os.setsid(); import time; time.sleep(99)",
        "import os\nos.fork()",
        f"{DAEMON}subprocess.run([sys.executable, '-Sc', code])",
        f"{DAEMON}subprocess.run([sys.executable, '-Sc', code], env={{}})",
        "import threading\ndef f():\n    while True: pass\nthreading.Thread(target=f).start()",
        "import threading as t\nt.Thread(target=t.Event().wait, daemon=True).start()",
        "import threading, os\ndef f():\n"  # ends the process where another task is under way
        "    while 'first' not in os.environ.get('PYTEST_CURRENT_TEST', ''): pass\n"
        "    os._exit(3)\nthreading.Thread(target=f).start()",
        "import atexit, time; atexit.register(time.sleep, 99)",
        "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)",
        "items.append(items.pop())",
        "import sys; sys.modules.clear()",
        "class A:\n    def __del__(self):\n        1 / 0\nfor i in range(99): a = A(); a.a = a",
    ],
)
@linux
def test_what_is_left_behind_does_no_harm(put, body):
    found = put(body + "\nreturn items[-1]")
    assert found["by_name"] == {"last": "passed", "first": "passed"}
    assert found["status"] == 0


@linux
def test_an_endless_loop_ends_with_a_runner_that_is_killed(course, monkeypatch):
    monkeypatch.setenv("KATA_HOSTILE", str(course.folder))
    course.solve("e03_last", ("return items[-1]", "open('begun', 'w')\n    while True: pass"))
    command = [course.folder / ".venv/bin/python", "-m", "kata", "test", "3"]
    runner = subprocess.Popen(command, cwd=course.folder, stdout=subprocess.DEVNULL)
    wait_for(course.path("begun").exists)
    runner.kill()
    runner.wait()
    wait_for(lambda: not running(course))


def wait_for(condition) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)
