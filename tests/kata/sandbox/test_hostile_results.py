"""What comes back instead of a number, or is changed around the tests, costs its own task."""

ODD = {  # the function's body, its status, and words of its message
    "none": ("return None", "failed", "Is a return missing?"),
    "printed": ("print(3)", "failed", "It printed: 3"),
    "nan": ("return float('nan')", "failed", "nan() is nan, want 3."),
    "inf": ("return float('inf')", "failed", "inf() is inf, want 3."),
    "string": ("return '3'", "failed", "That is a str, not a number."),
    "generator": ("yield 3", "failed", "That is a generator, not a number."),
    "numpy_scalar": ("return numpy.float32(3)", "passed", ""),
    "zero_d": ("return numpy.array(3.0)", "passed", ""),
    "one_d": ("return numpy.array([3.0])", "failed", "array of shape (1,)"),
    "not_real": ("return numpy.complex128(3j)", "failed", "want 3."),
    "huge": ("return 10**100_000", "failed", "cannot be printed"),
    "itself": ("x = []; x.append(x); return x", "failed", "want 3."),
    "a_class": ("return int", "failed", "<class 'int'>"),
    "endless": ("return Odd(__repr__=loop)", "timeout", "never ends"),
    "unprintable": ("return Odd(__repr__=lambda self: 1 / 0)", "failed", "cannot be printed"),
    "equal": ("return Odd(__eq__=lambda *_: True)", "failed", "not a number"),
    "floating": ("return Odd(__float__=lambda self: 3.0)", "failed", "not a number"),
    "shaped": ("return Odd(__getattr__=lambda *_: 1 / 0)", "failed", "ZeroDivisionError"),
    "too_few": ("*", "failed", "too_few() takes 0 positional arguments but 1 was given"),
    "skips": ("import pytest; pytest.xfail('later')", "failed", "later"),
    "leaves": ("import pytest; pytest.exit('bye', 0)", "crashed", "stopped"),
    "state": ("SEEN.append(1); return len(SEEN) + 2", "passed", ""),
    "fine": ("return 3", "passed", ""),
}
TOP = """
import numpy

SEEN = []

def loop(self):
    while True: pass

def Odd(**methods):
    return type("Odd", (), methods)()
"""


def test_every_odd_result_costs_only_its_own_task(course):
    tests, text = "from tests.expect import expect, task\n", TOP
    for name, (body, _, _) in ODD.items():
        call = f"{name}(1)" if body == "*" else f"{name}()"
        text += f"\n\ndef {name}():\n    {body.replace('*', 'return 3') if body == '*' else body}\n"
        tests += (
            f"\n\n@task('{name}', seconds=1)\ndef test_{name}():\n"
            f"    from exercises.e04_odd import {name}\n    expect('{name}()', {call}, 3)\n"
        )
    course.write("exercises/e04_odd.py", text)
    course.write("tests/test_e04_odd.py", "import exercises.e04_odd\n" + tests)
    found = course.results("4")
    assert found["by_name"] == {name: status for name, (_, status, _) in ODD.items()}
    for name, (_, _, words) in ODD.items():
        assert words in found["messages"][name], name
        assert len(found["messages"][name]) < 300, name
    assert found["status"] == 1


SPOILED = """
import builtins, math, os, random, sys
math.isclose = math.sqrt = lambda *_, **__: True

def spoil(x):
    os.chdir("/")
    os.environ.clear()
    sys.path.clear()
    sys.setrecursionlimit(60)
    random.random = builtins.len = math.sqrt = math.isclose = lambda *_, **__: True
    random.seed(4)
    return x

def wrong():
    return 5
"""
SPOILED_TESTS = """
import math, os, random, sys
from pathlib import Path
from exercises.e04_spoil import spoil, wrong
from tests.expect import expect, task

def around():
    state = Path.cwd().name, "PATH" in os.environ, len(sys.path) > 1, math.isclose(1, 2)
    return [*state, math.sqrt(4), sys.getrecursionlimit() > 900, random.random()]

@task("before")
def test_before():
    global BEFORE
    BEFORE = around()
    expect("around", BEFORE[:-1], [os.path.basename(os.getcwd()), True, True, False, 2, True])

@task("spoil")
def test_spoil():
    expect("spoil(3)", spoil(3), 4)

@task("after")
def test_after():
    expect("around()", around(), BEFORE)

@task("wrong")
def test_wrong():
    expect("wrong()", wrong(), 6)
"""


def test_what_is_changed_around_the_tests_is_put_back(course):
    course.write("exercises/e04_spoil.py", SPOILED)
    course.write("tests/test_e04_spoil.py", SPOILED_TESTS)
    found = course.results("4")
    want = {"before": "passed", "spoil": "failed", "after": "passed", "wrong": "failed"}
    assert found["by_name"] == want, found
