"""An endless loop costs little, and is told by its line: in a call, at import, in a finaliser, in a thread."""

import os

import pytest

from tests.kata.sandbox.test_hostile import linux

CLOCKS = {"KATA_CLOCKS": '{"load": 2}'}
LOOP = "while True:\n        x = 1"
LOOP_INSIDE = "while True:\n            x = 1"


@linux
@pytest.mark.parametrize(
    ("change", "place"),
    [
        (("    return items[-1]", f"    {LOOP}"), "of last: "),
        (
            ("    return items[-1]", f"    def turn():\n        {LOOP_INSIDE}\n\n    turn()"),
            "of turn: ",
        ),
        (
            (
                "    return items[-1]",
                "    class A:\n        def __del__(self):\n            while True:\n"
                "                x = 1\n\n    A()\n    return items[-1]",
            ),
            "of __del__: ",
        ),
        (
            (
                "    return items[-1]",
                "    import threading\n\n    def work():\n        while True:\n            x = 1\n\n"
                "    thread = threading.Thread(target=work)\n    thread.start()\n    thread.join()",
            ),
            "of work: ",
        ),
    ],
    ids=["a call", "a function inside", "a finaliser", "a thread"],
)
def test_the_line_that_runs_is_named(course, change, place):
    course.solve("e03_last", change)
    task = course.results("3")["tasks"][0]
    lines = course.path("exercises/e03_last.py").read_text().splitlines()
    assert task["status"] == "timeout"
    assert place in task["message"]
    assert lines[task["line"] - 1].strip() in ("while True:", "x = 1")
    assert f"It was in line {task['line']} " in task["message"]


@linux
def test_a_loop_at_import_is_named_by_its_line(course):
    course.solve(
        "e03_last", ('"""The last one, on its own."""', '"""On."""\nwhile True:\n    x = 1')
    )
    done = course.run("test", "3", **CLOCKS)
    head = done.stdout.partition("\n")[0]
    assert head in [f"e03_last cannot be run: exercises/e03_last.py:{line}" for line in (2, 3)]
    assert "Importing the file: No answer after 2 seconds" in done.stdout


@linux
def test_after_two_clocks_a_loop_gets_less(course, monkeypatch):
    body = "\n\n".join(f"def f{i}():\n    while True:\n        x = {i}" for i in range(5))
    tests = (
        "from exercises.e04_five import f0, f1, f2, f3, f4\nfrom tests.expect import expect, task\n"
    )
    for i in range(5):
        tests += f'\n\n@task("f{i}", seconds=1)\ndef test_f{i}():\n    expect("f", f{i}(), 1)\n'
    right = "\n\n\ndef g():\n    return 1\n"
    tests = tests.replace("f4\n", "f4, g\n", 1)
    tests += '\n\n@task("g", seconds=1)\ndef test_g():\n    expect("g()", g(), 1)\n'
    course.write("exercises/e04_five.py", body + right)
    course.write("tests/test_e04_five.py", tests)
    monkeypatch.setenv("KATA_CLOCKS", '{"again": 0.5}')
    found = course.results("4")
    assert list(found["by_name"].values()) == ["timeout"] * 5 + ["passed"]
    waits = [found["messages"][f"f{i}"].split(":")[0] for i in range(5)]
    assert waits == ["No answer after 1 second"] * 2 + ["No answer after 0.5 seconds"] * 3


@linux
def test_a_thread_that_goes_on_is_explained(course):
    work = "import threading, time\nthreading.Thread(target=time.sleep, args=(99,), daemon=True).start()\n"
    path = course.path("exercises/e03_last.py")
    course.solve("e03_last")
    path.write_text(work + path.read_text())
    done = course.run("test", "3")
    assert "2 of 2 tasks passed" in done.stdout
    assert done.stdout.count("a thread still runs when a test has ended") == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="makes a FIFO")
@pytest.mark.parametrize("verb", [("test", "3"), ("progress",), ("test", "2")])
def test_what_is_no_file_is_missing(course, verb):
    course.path("exercises/e03_last.py").unlink()
    os.mkfifo(course.path("exercises/e03_last.py"))
    done = course.run(*verb)
    assert done.returncode == {"3": 2, "2": 1}.get(verb[-1], 0)
    assert "Traceback" not in done.stderr
