"""A result is remembered until anything that it hangs on changes."""

import json

import pytest


def remembered(course) -> list[str]:
    """Return the keys under which results are kept."""
    return list(json.loads(course.path(".kata/results.json").read_text()))


def change(course, file: str) -> None:
    course.write(file, course.path(file).read_text() + "# changed\n")


@pytest.mark.parametrize(
    "file",
    [
        "exercises/e03_last.py",
        "tests/test_e03_last.py",
        "tests/expect.py",
        "tests/conftest.py",
        "kata/course/syntax.py",
        "kata/sandbox/child.py",
        "kata/results/verdict.py",
    ],
)
def test_a_change_in_what_judges_makes_it_void(course, file):
    course.solve("e03_last")
    course.results("3")
    before = remembered(course)
    change(course, file)
    course.results("3")
    assert len(before) == 1
    assert len(remembered(course)) == 2


def test_another_numpy_makes_it_void(course):
    course.solve("e03_last")
    course.results("3")
    course.write("other/numpy/__init__.py", "")
    course.write("other/numpy/version.py", "version = '9.9'\n")
    course.write("other/numpy/random.py", "def seed(n): pass\n")
    course.run("test", "3", PYTHONPATH=str(course.path("other")))
    assert len(remembered(course)) == 2


def test_a_change_elsewhere_leaves_it_alone(course):
    course.solve("e03_last")
    course.results("3")
    before = remembered(course)
    change(course, "kata/show/plot.py")
    course.write("docs/e03_last.md", course.path("docs/e03_last.md").read_text() + "\nMore.\n")
    course.results("3")
    assert remembered(course) == before
