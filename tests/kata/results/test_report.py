"""What a learner reads: what is wrong first, all else folded; the moment of having passed."""

import pytest

from tests.kata.conftest import ROOT


def wrong(course) -> str:
    course.solve("e01_double", ("return x + x", "return x * x"))
    return course.run("test", "1", "--seed", "7").stdout


def test_one_fault_takes_a_few_lines(course):
    lines = wrong(course).splitlines()
    assert lines[1] == "  WRONG    double  exercises/e01_double.py:4"
    assert lines[2].strip() == "double(3) is 9, want 6. That is the square of 3."
    assert "  waits    for double: quadruple" in lines
    assert len(lines) <= 11


def test_what_two_tasks_have_in_common_is_told_once(course):
    course.write(
        "exercises/e03_last.py", "def last(x):\n    return it\n\n\ndef first(x):\n    return it\n"
    )
    told = course.run("test", "3").stdout
    assert told.count("name 'it' is not defined") == 1
    assert "  WRONG    as above: first\n" in told
    assert course.run("test", "3", "-v").stdout.count("not defined, in: return it") == 2


def test_what_is_folded_is_listed_when_asked_for(course):
    wrong(course)
    told = course.run("test", "1", "-v").stdout
    assert "  waits    quadruple  exercises/e01_double.py:9\n" in told
    assert "mend double first: the checks of quadruple go through it" in told
    assert "test_double_adds_x_to_itself" in told, "and where"


def test_what_is_not_written_is_a_line_of_each_kind(course):
    done = course.run("test", "3")
    assert done.stdout.splitlines()[:2] == [
        "e03_last: 0 of 2 tasks passed",
        "  to do    last, first",
    ]
    course.solve("e03_last", ("return items[0]", 'raise NotImplementedError("e03_last: first")'))
    lines = course.run("test", "3").stdout.splitlines()
    assert "  passed   last" in lines


@pytest.mark.parametrize("columns", [80, 40])
def test_no_line_is_wider_than_the_terminal(course, columns):
    course.solve("e01_double", ("return x + x", "return x * x"))
    told = course.run("test", "1", COLUMNS=str(columns)).stdout
    assert max(map(len, told.splitlines())) <= columns, told


def test_the_moment_of_having_passed_is_told_once(course):
    course.run("test")
    course.solve("e01_double", ("return x + x", "return 2.0 * x"))
    told = course.run("test").stdout
    assert told.startswith("e01_double is done. See how it can be written: make solution EX=1\n")
    assert "A star is left: double (make test EX=1.3)\n\nYou are at exercise 2 of 3." in told
    assert "is done" not in course.run("test").stdout


def test_what_was_told_in_its_own_report_is_not_told_again(course):
    course.solve("e01_double")
    assert "e01_double is done." in course.run("test", "1").stdout
    assert "is done" not in course.run("test").stdout


def test_the_last_one_of_all_is_worth_some_lines(course):
    for stem in ("e01_double", "e02_six", "e03_last"):
        course.solve(stem)
    told = course.run("test").stdout
    assert "That was the last one: 5 tasks in 3 sittings." in told
    assert "make show EX=" in told


def test_pointers_speak_the_readers_own_form(course, monkeypatch):
    course.solve("e03_last", ("return items[-1]", "return items[0]"))
    monkeypatch.delenv("KATA_MAKE")
    told = course.run("test", "3", "--seed", "7").stdout
    assert "A hint: python -m kata hint 3\n" in told
    assert "The same drawn inputs again: python -m kata test 3 --seed 7\n" in told
    assert "make" not in told


def test_what_has_passed_is_ones_own_in_a_shell_too(course):
    course.solve("e01_double")
    course.solve("e02_six")
    course.write("exercises/__init__.py", (ROOT / "exercises" / "__init__.py").read_text())
    words = ("-c", "from exercises.e02_six import six; print(six(7))")
    told = course.python(*words)
    assert (told.stdout, "stands in for e01_double" in told.stderr) == ("42\n", True)
    course.run("test", "1")
    told = course.python(*words)
    assert (told.stdout, told.stderr) == ("42\n", "")


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("tests/test_e03_last.py", "import nowhere_at_all\n", 1),
        ("tests/test_e03_last.py", "def (\n", 1),
        ("solutions/e01_double.py", "import nowhere_at_all\n", 1),
    ],
)
def test_a_fault_of_the_course_is_no_fault_of_the_learner(course, file, text, line):
    path = course.path(file)
    path.write_text(text + path.read_text())
    stem = "3" if "e03" in file else "2"
    course.solve("e02_six")
    done = course.run("test", stem)
    assert done.returncode == 2
    assert done.stderr.startswith(f"{file}:{line}: ")
    assert len(done.stderr.splitlines()) <= 2
    course.solve("e03_last")
    other = "2" if stem == "3" else "3"
    assert course.results(other)["passed"]
