"""A file of a learner's in the course's folder, or on PYTHONPATH, that bears the name of another module."""

import subprocess

import pytest

from tests.kata.conftest import Course

BROKEN = "raise ImportError('not this one')\n"
STARTED = ("types", "warnings", "contextlib", "functools", "collections", "operator", "keyword")
NAMES = ("random", "math", "json", "re", "os", "enum", "copy", "ast", "signal", "traceback")
PACKAGES = ("numpy", "pytest", "_pytest", "pytest_check", "pluggy", "yaml")


def put(course, folder="", names=(*NAMES, *PACKAGES)):
    for name in names:
        course.write(f"{folder}{name}.py", BROKEN)


def outcome(done):
    return done.returncode, done.stderr


@pytest.fixture
def course(course):
    """Each command is a new Python: what hides something does so from its start on."""
    return Course(course.folder)


@pytest.fixture
def solved(course):
    for stem in ("e01_double", "e02_six", "e03_last"):
        course.solve(stem)
    course.write(
        "exercises/e03_last.py",
        "import statistics\nimport numpy\n" + course.path("exercises/e03_last.py").read_text(),
    )
    return course


@pytest.mark.parametrize(
    "words", [["test"], ["test", "3"], ["progress"], ["hint", "2"], ["solution", "1"], ["catchup", "3"], ["reset", "1"], ["show"], ["race"], ["check", "stubs"]], ids=" ".join
)  # fmt: skip
def test_no_verb_dies_of_a_helpers_name(solved, forks, words):
    unhidden = Course(solved.folder, forks)
    before = outcome(unhidden.run(*words))
    unhidden.run("undo")
    put(solved, names=(*NAMES, *PACKAGES, "statistics"))
    solved.write("json/__init__.py", BROKEN)
    assert outcome(solved.run(*words)) == before
    assert before[0] in (0, 1)
    assert not before[1]


def test_what_python_loads_first_may_be_hidden_where_make_is_used(solved):
    put(solved, names=STARTED)
    done = subprocess.run(
        ["make", "test", "EX=3"], cwd=solved.folder, capture_output=True, text=True
    )
    assert "e03_last: 2 of 2 tasks passed" in done.stdout, done
    assert not done.stderr


def test_doctor_names_each(course):
    put(course)
    course.write("select/__init__.py", "")
    course.write("statistics/notes.txt", "a folder that is no package hides nothing")
    course.write("elsewhere/heapq.py", "")
    said = course.run("doctor", PYTHONPATH=str(course.path("elsewhere"))).stdout
    for name in (*NAMES, "select"):
        assert f"{name} hides Python's own module {name}: rename it" in said.replace(".py", "")
    assert "numpy.py hides the package numpy: rename it" in said
    assert "elsewhere/heapq.py hides" in said
    assert "statistics" not in said


def test_pythons_own_modules_come_before_pythonpath(solved):
    put(solved, "other/", [*NAMES[:4], "argparse", "tempfile"])
    assert outcome(solved.run("test", "3", PYTHONPATH=str(solved.path("other")))) == (0, "")


def test_the_courses_own_packages_are_found_before_others_of_their_names(solved):
    put(solved, "other/", ["tests/__init__", "kata/__init__"])
    for path in (solved.path("other"), solved.folder, "", ".:other"):
        done = solved.run("test", "3", PYTHONPATH=f"{path}:")
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["pytest", "yaml", "pluggy"])
def test_a_broken_module_on_pythonpath_is_named_in_two_lines(solved, name):
    put(solved, "other/", [name])
    done = solved.run("progress", PYTHONPATH=str(solved.path("other")))
    done = (
        done if done.returncode else solved.run("test", "3", PYTHONPATH=str(solved.path("other")))
    )
    assert done.returncode == 2, done
    assert len(done.stderr.splitlines()) <= 2
    assert "Traceback" not in done.stderr


def test_a_broken_numpy_is_laid_neither_at_the_learners_door_nor_at_the_tests(solved):
    test_file, elsewhere = solved.path("tests/test_e03_last.py"), solved.path("other")
    test_file.write_text("import numpy\n" + test_file.read_text())
    solved.write("other/numpy.py", "raise ImportError('libfoo.so.3: cannot open')")
    done = solved.run("test", "3", PYTHONPATH=str(elsewhere))
    first, second = done.stderr.splitlines()
    assert (done.returncode, first) == (
        2,
        f"{elsewhere}/numpy.py:1: ImportError: libfoo.so.3: cannot open",
    )
    assert second == "That is no file of the course: make doctor"


def test_a_numpy_that_lost_a_file_is_not_laid_at_the_learners_door(solved):
    site = "other/site-packages"
    solved.write(f"{site}/numpy/__init__.py", "from .core import array\n")
    solved.write(f"{site}/numpy/core.py", "from . import array\n")  # "partially initialized"
    done = solved.run("test", "3", PYTHONPATH=str(solved.path(site)))
    first, second = done.stderr.splitlines()
    assert (done.returncode, "numpy/core.py:1: ImportError" in first) == (2, True), done
    assert second == "That is no file of the course: make doctor"


@pytest.mark.parametrize(
    "variables",
    [
        {"PYTHONHOME": "/no/such/folder"},
        {"PYTHONSTARTUP": "/no/such/file"},
        {"PYTHONSAFEPATH": "1"},
        {"PYTHONWARNINGS": "error"},
        {"PYTHONOPTIMIZE": "2"},
        {"PYTHONPATH": "/no/such/folder"},
    ],
    ids=str,
)
def test_odd_variables_change_nothing(solved, variables):
    around = {"PATH": "/usr/bin:/bin", "NO_COLOR": "1", **variables}
    done = subprocess.run(
        ["make", "test", "EX=3"], cwd=solved.folder, env=around, capture_output=True, text=True
    )
    assert "e03_last: 2 of 2 tasks passed" in done.stdout, done
    assert not done.stderr


def test_a_learners_odd_string_brings_no_warning_of_pythons(solved):
    path = solved.path("exercises/e03_last.py")
    path.write_text(path.read_text() + 'PATTERN = "\\d"\nassert (1, "is true")\nx = 1 is 1\n')
    for words in (["test", "3"], ["progress"], ["hint", "3"], ["test", "2"], ["solution", "3"]):
        assert solved.run(*words, PYTHONWARNINGS="always").stderr == ""
