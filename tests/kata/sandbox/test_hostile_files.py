"""A file that is damaged, named wrongly, or in need of what is not there, is told of in a line."""

import random
import shutil

import pytest

from kata.sandbox import import_diagnosis
from tests.kata.conftest import ROOT

LAST = "def last(items):\n    return items[-1]\n\n\ndef first(items):\n    return items[0]\n"
LATIN = "# Übung\n" + LAST


def told(course, content: str | bytes, stem: str = "e03_last") -> tuple[int, str]:
    """Run e03 with this content; return the exit status and what a learner reads."""
    file = course.write(f"exercises/{stem}.py", content)
    before = file.read_bytes()
    done = course.run("test", stem)
    assert file.read_bytes() == before
    assert "Traceback" not in done.stdout + done.stderr
    assert len(done.stdout.splitlines()) < 12
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + LATIN.encode(),
        LATIN.replace("\n", "\r\n"),
        b"# -*- coding: latin-1 -*-\n" + LATIN.encode("latin-1"),
        LAST.replace("    ", "\t"),
    ],
    ids=["BOM", "CRLF", "declared latin-1", "tabs"],
)
def test_unusual_text_that_is_python_passes(course, content):
    status, said = told(course, content)
    assert status == 0, said


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (LATIN.encode("latin-1"), 1, "not UTF-8 text: save it as UTF-8"),
        ((LAST + "# Ü\n").encode("latin-1"), 7, "not UTF-8 text: save it as UTF-8"),
        (LAST.encode("utf-16"), 1, "UTF-16 text: save it as UTF-8"),
        (LAST.encode("utf-16-le"), 1, "NUL bytes"),
        (LAST.encode().replace(b"first", b"fir\0t"), 5, "NUL bytes"),
        (LAST + "    if items:\n\treturn 1\n        return 2\n", 8, "by four spaces"),
        (LAST + "  return 1\n", 7, "begin in one column"),
        (LAST.replace("    return items[0]", "return items[0]"), 6, "IndentationError"),
        (LAST.replace("items[0]", "items[“0”]"), 6, "Curly quotes: type straight ones"),
        (LAST.replace("items[0]", "items[0"), 6, "was never closed"),
        (LAST.replace("items[0]", "items[\u22121]"), 6, "Type it anew"),
        (LAST.replace("return items[0]", "return\u00a0items[0]"), 6, "Type it anew"),
        (LAST.replace("    return items[0]", "    x = 0\nreturn x"), 7, "Indent it as the lines"),
        (f"```python\n{LAST}```\n", 1, "Remove what stood around the code."),
        (f">>> {LAST}", 1, "Remove what stood around the code."),
        ("<<<<<<< HEAD\n" + LAST, 1, "keep one version"),
        (LAST + "=======\n", 7, "keep one version"),
        (b"\x89PNG\r\n\x1a\n\xff\xd8", 1, "UTF-8"),
        ("(" * 500, 1, "too many nested parentheses"),
    ],
    ids=str,
)
def test_what_is_not_python_is_said_in_two_lines_and_ends_with_2(course, content, line, words):
    status, said = told(course, content)
    assert (status, words in " ".join(said.split())) == (2, True), said
    assert f"exercises/e03_last.py:{line}\n" in said


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "The file is empty"),
        ("\n \n", "The file is empty"),
        ("import torch.nn as nn\n" + LAST, "The course needs no torch: remove line 1."),
        ("import pandaz\n" + LAST, "There is no module pandaz here"),
        ("from e01_double import double\n" + LAST, "from .e01_double import"),
        ("from .e03_last import last\n" + LAST, "The file imports itself: remove that line."),
        ("import pytest\npytest.skip('no', allow_module_level=True)\n" + LAST, "remove that line"),
        ("import unittest\nraise unittest.SkipTest\n" + LAST, "remove that line"),
        ("import pytest\npytest.exit('no')\n" + LAST, "remove that line"),
        ("raise SystemExit\n" + LAST, "remove exit()"),
        (LAST + "import sys\ndel sys.modules[__name__]\n", "Importing the file raised KeyError"),
    ],
)
def test_an_import_that_fails_is_told_with_the_way_out(course, content, words):
    status, said = told(course, content)
    assert (status, words in " ".join(said.split())) == (1, True), said


@pytest.mark.parametrize(
    "deep", ["0" + " + 0" * 9000, "lambda: " * 3000 + "0"], ids=["sum", "lambda"]
)
def test_what_is_nested_too_deeply_is_the_files_own_fault(course, deep):
    status, said = told(course, f"{LAST}x = {deep}\n")
    assert (status, "nests too deeply: take it apart" in said) == (2, True), said
    assert said.startswith("e03_last cannot be run: exercises/e03_last.py")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("def last(items)", "def last()", "Expected last(items)."),
        ("def last(items)", "def last(items, n)", "Expected last(items)."),
        ("def last(items)", "def Last(items)", "Did you mean last when you wrote Last?"),
        ("def last(items)", "async def last(items)", "e03_last.py:1 "),
        ("def last(items):\n    return items[-1]", "class last: pass", "takes no arguments"),
        ("return items[-1]", "import numpy, torch", "needs no torch: remove line 2."),
    ],
)
def test_a_changed_name_or_signature_costs_its_own_task(course, old, new, words):
    status, said = told(course, LAST.replace(old, new))
    assert (status, words in " ".join(said.split())) == (1, True), said
    assert "torch" in new or "passed   first" in said


def test_a_circular_import_is_told_once(course):
    course.solve("e02_six")
    course.solve("e01_double")
    text = "from .e02_six import six\n" + course.path("exercises/e01_double.py").read_text()
    status, said = told(course, text, "e01_double")
    assert status == 1
    assert said.count("e01_double and e02_six import each other: move this import into") == 1, said
    assert "exercises/e01_double.py:1\n" in said
    assert course.results("2")["passed"]


def test_files_beside_the_exercise_that_python_or_pytest_might_take_do_no_harm(course):
    for name in ("random", "conftest", "math", "e99_mine", "pytest_check", "expect", "__init__"):
        course.write(f"exercises/{name}.py", "raise SystemExit\n")
    for name in ("exercises/pytest.ini", "pytest.ini", "exercises/tox.ini"):
        course.write(name, "[pytest]\naddopts = --no-such-option\ntestpaths = nowhere\n")
    course.write("conftest.py", "raise SystemExit\n")
    status, said = told(course, "import math, random\n" + LAST)
    assert status == 0, said


def test_the_wrong_case_of_a_file_name_is_seen(tmp_path):
    for name, words in {
        "E03_last.py": "Did you mean e03_last.py when you named E03_last.py?",
        "e03-last.py": "Did you mean e03_last.py when you named e03-last.py?",
        "e04_last.py": "",
        "notes.py": "",
    }.items():
        (tmp_path / name).write_text(LAST)
        assert words in import_diagnosis.of_missing(tmp_path / "e03_last.py")
        assert bool(words) == bool(import_diagnosis.of_missing(tmp_path / "e03_last.py"))
        (tmp_path / name).unlink()


def test_a_test_file_may_forbid_a_module(course):
    tests = course.path("tests/test_e03_last.py")
    forbid = 'forbid("numpy", "Here lists do the work of arrays")\n'
    tests.write_text(f"{tests.read_text()}\nfrom kata.sandbox.loader import forbid\n\n{forbid}")
    for first in ("import numpy as np", "from numpy.linalg import norm"):
        status, said = told(course, f"{first}\n{LAST}")
        assert (status, "Here lists do the work of arrays: remove line 1." in said) == (1, True)
    assert told(course, "import numbers\n" + LAST)[0] == 0
    course.solve("e01_double", ("return x + x", "import numpy\n    return x + x"))
    assert course.results("1")["passed"]


BREAKAGES = (
    "def broken(:\n",
    "",
    "import sys; sys.exit()\n",
    "import os; os._exit(0)\n",
    "import torch\n",
    b"\xff\xfe",
    "def double(x): return None\n",
    "import math; math.isclose = lambda *_, **__: True\n",
)


def results(course, stem: str) -> list:
    found = course.results(stem, "--in", "theirs", "--seed", "7")
    return [(task["name"], task["status"], task["message"]) for task in found["tasks"]]


def breaks_nothing_else(course, stems: list[str], pairs: int) -> None:
    """Draw pairs of exercises, break the first in a drawn way, and see the second stay the same."""
    draw = random.Random(7)
    theirs = course.path("theirs")
    shutil.copytree(course.path("solutions"), theirs)
    for stem in stems:
        with open(theirs / f"{stem}.py", "a") as file:
            file.write("# mine\n")
    for _ in range(pairs):
        broken, other = draw.sample(stems, 2)
        whole = theirs / f"{broken}.py"
        text, before = whole.read_bytes(), results(course, other)
        course.write(f"theirs/{broken}.py", draw.choice(BREAKAGES))
        assert results(course, other) == before, (broken, other)
        whole.write_bytes(text)


def test_breaking_one_exercise_never_changes_the_result_of_another(course):
    breaks_nothing_else(course, ["e01_double", "e02_six", "e03_last"], 6)


def test_breaking_one_exercise_of_the_course_never_changes_the_result_of_another(course):
    for name in ("solutions", "tests", "docs"):
        shutil.rmtree(course.path(name))
        shutil.copytree(ROOT / name, course.path(name))
    breaks_nothing_else(course, ["e01_slope", "e02_value", "e04_neuron", "e07_descent"], 3)
