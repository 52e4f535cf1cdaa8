"""Learner code may do anything: it costs its own task, and nothing else."""

import subprocess
import sys

import pytest

from kata.results import verdict
from kata.sandbox.events import Message, Outcome

SOLVED = {"last": "passed", "first": "passed"}


def put(course, body: str, top: str = "") -> dict:
    """Solve e03, but for last(items), whose body this is; return the results."""
    course.solve("e03_last", ("    return items[-1]", "    " + body.replace("\n", "\n    ")))
    path = course.path("exercises/e03_last.py")
    path.write_text(top + path.read_text())
    return course.results("3")


def test_a_stub_is_to_do_and_a_solution_passes(course):
    found = course.results("1")
    assert (found["status"], found["passed"]) == (1, False)
    assert found["by_name"] == {"double": "todo", "quadruple": "todo", "double *": "todo"}
    assert {task["line"] for task in found["tasks"]} == {7, 13}
    solved = course.results("1", "--in", "solutions")
    assert (solved["status"], solved["passed"], solved["standing_in"]) == (0, True, [])
    assert set(solved["by_name"].values()) == {"passed"}


def test_a_wrong_result_is_named_with_its_mistake_and_line(course):
    found = put(course, "return items[0]")
    assert found["by_name"] == {"last": "failed", "first": "passed"}
    task = found["tasks"][0]
    assert task["message"] == "last([4, 5, 7]) is 4, want 7. That is the first."
    assert (task["file"], task["line"]) == ("exercises/e03_last.py", 4)
    assert found["status"] == 1


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ("while True: pass", "timeout", "never ends"),
        (
            "while True:\n    try:\n        while True: pass\n    except: pass",
            "timeout",
            "never ends",
        ),
        ("sum(range(10**13))", "timeout", "never ends"),
        ("import os; os._exit(0)", "crashed", "exit"),
        ("import os; os._exit(2)", "crashed", "exit"),
        ("import os; os.abort()", "crashed", "SIGABRT"),
        ("import ctypes; ctypes.string_at(0)", "crashed", "SIGSEGV"),
        ("import sys; sys.exit(0)", "failed", "SystemExit"),
        ("raise KeyboardInterrupt", "crashed", "stopped"),
        ("import pytest; pytest.exit('bye')", "crashed", "stopped"),
        ("import pytest; pytest.skip('not now')", "failed", "not now"),
        ("return last(items)", "failed", "RecursionError"),
        ("return input()", "failed", "EOFError"),
        ("x = [0] * 10**10", "failed", "MemoryError"),
        ("print(7)", "failed", "Is a return missing?"),
        ("return undefined", "failed", "NameError"),
    ],
)
def test_whatever_a_function_does_costs_its_own_task(course, body, status, words):
    found = put(course, body)
    assert found["by_name"] == {"last": status, "first": "passed"}
    assert words in found["messages"]["last"]
    assert found["status"] == 1


def test_a_flood_of_output_does_no_harm(course):
    found = put(
        course, "print('x' * 10**6 * 100)\nimport os; os.write(1, b'x' * 10**7)\nreturn items[-1]"
    )
    assert found["by_name"] == SOLVED


@pytest.mark.parametrize(
    ("top", "status", "words"),
    [
        ("import sys; sys.exit(0)\n", "error", "exit"),
        ("import os; os._exit(0)\n", "crashed", "stopped"),
        ("import torch\n", "error", "torch"),
        ("x = 1 / 0\n", "error", "ZeroDivisionError"),
        ("def broken(:\n", "error", "SyntaxError"),
        ("if True:\nx = 1\n", "error", "IndentationError"),
        ("<<<<<<< HEAD\n", "error", "SyntaxError"),
    ],
)
def test_a_file_that_cannot_be_imported_is_said_once(course, top, status, words):
    found = put(course, "return items[-1]", top)
    assert found["by_name"] == {"last": status, "first": status}
    assert words in found["messages"]["last"]
    text = course.run("test", "3")
    assert text.stdout.count(words) == 1, text.stdout
    assert "Traceback" not in text.stdout + text.stderr


def test_a_syntax_error_names_its_line_in_two_lines_and_ends_with_2(course):
    put(course, "return items[-1]", "def broken(:\n")
    done = course.run("test", "3")
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 2
    assert "exercises/e03_last.py:1" in done.stdout


def test_an_exception_is_told_once(course):
    found = put(course, "raise ValueError(f'no {len(items)}')")
    assert found["messages"]["last"].count("ValueError: no") == 1


@pytest.mark.parametrize(
    ("first", "second", "lines"),
    [
        (("KeyError: 7", "d[x]"), ("KeyError: 8", "d[x]"), 1),
        (("KeyError: 7", "d[x]"), ("KeyError: 7", "e[x]"), 2),
        (("KeyError: 7", "d[x]"), ("IndexError: 7", "d[x]"), 2),
        (("KeyError: 7", ""), ("KeyError: 7", "d[x]"), 1),
        (("", ""), ("", ""), 2),
    ],
)
def test_the_same_exception_is_a_line_once(first, second, lines):
    messages = [Message(f"{i}: {each}", "", *each) for i, each in enumerate((first, second))]
    outcomes = [Outcome("failed", [message]) for message in messages]
    assert len(verdict._message(outcomes).splitlines()) == lines


def test_a_star_alone_is_counted_as_a_star(course):
    done = course.run("test", "1.3", "--in", "solutions")
    assert "e01_double: 1 of 1 star\n" in done.stdout


def test_a_missing_name_costs_only_its_own_task(course):
    course.solve("e03_last", ("def last(", "def lst("))
    found = course.results("3")
    assert found["by_name"] == {"last": "failed", "first": "passed"}
    assert "e03_last.py has no last" in found["messages"]["last"]
    assert "lst" in found["messages"]["last"]


def test_a_wrong_sibling_is_to_be_mended_first(course):
    course.solve("e01_double", ("return x + x", "return x * x"))
    found = course.results("1")
    assert found["by_name"]["double"] == "failed"
    assert "the square of 3" in found["messages"]["double"]
    assert found["messages"]["quadruple"].startswith("mend double first")


def test_a_task_waits_for_a_sibling_that_is_not_written(course):
    lines = course.path("exercises/e01_double.py").read_text().splitlines()
    hole = next(i for i, line in enumerate(lines) if '"e01_double: quadruple"' in line)
    lines[hole - 1 : hole + 1] = ["    return double(double(x))"]
    course.write("exercises/e01_double.py", "\n".join(lines))
    found = course.results("1")
    assert found["by_name"]["quadruple"] == "todo"
    assert found["messages"]["quadruple"] == "waits for double"


def test_a_save_of_the_same_size_within_a_second_is_seen(course):
    assert put(course, "return items[-1]")["passed"]
    assert not put(course, "return items[-2]")["passed"]


def test_one_task_alone(course):
    course.solve("e03_last", ("return items[-1]", "return items[0]"))
    assert course.run("test", "3.2").returncode == 0
    assert list(course.results("3.1")["by_name"]) == ["last"]


def test_a_child_in_which_soft_checks_go_unseen_is_refused(course):
    deaf = "class check:\n    fail = staticmethod(lambda message: None)\n"
    course.write("deaf/pytest_check/__init__.py", deaf)
    option = "def pytest_addoption(parser):\n    parser.addoption('--check-max-tb')\n"
    course.write("deaf/pytest_check/plugin.py", option)
    path = str(course.path("deaf"))
    done = course.run("test", "3", "--in", "solutions", PYTHONPATH=path)
    assert done.returncode == 2
    assert "soft check" in done.stderr


@pytest.mark.parametrize("name", ["expect", "conftest"])
def test_a_broken_helper_of_the_tests_is_not_laid_at_the_learners_door(course, name):
    path = course.path(f"tests/{name}.py")
    path.write_text("import nowhere_at_all\n" + path.read_text())
    done = course.run("test", "3", "--in", "solutions")
    assert done.returncode == 2
    assert "No module named 'nowhere_at_all'" in done.stderr


def test_what_a_learner_writes_to_foreign_files_is_ignored(started_course):
    flood = "import os\nfor i in range(3, 20):\n    try: os.write(i, b'[1]\\nno\\n')\n"
    flood += "    except OSError: pass\nreturn items[-1]"
    assert put(started_course, flood)["passed"]


def test_a_bare_pytest_runs_a_test_file(course):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"],
        cwd=course.folder,
        capture_output=True,
        text=True,
    )
    assert "NotImplementedError: e01_double: double" in done.stdout
    for stem in ("e01_double", "e02_six", "e03_last"):
        course.solve(stem)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"],
        cwd=course.folder,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout


def test_one_task_alone_is_not_accused_for_another(course):
    course.solve("e01_double", ("return x + x", "return x * x"))
    assert course.results("1.2")["messages"]["quadruple"].startswith("mend double first")


def test_a_task_that_goes_through_an_endless_one_waits_for_it(course):
    course.solve("e01_double", ("return x + x", "while True: pass"))
    found = course.results("1")
    assert found["by_name"]["double"] == "timeout"
    assert found["messages"]["quadruple"].startswith("mend double first")


def test_a_long_check_of_an_endless_task_is_left_out(course):
    tests = course.path("tests/test_e01_double.py")
    tests.write_text(tests.read_text().replace("star=True, seconds=1", "star=True, seconds=20"))
    course.solve("e01_double", ("return x + x", "while True: pass"))
    found = course.results("1")
    assert found["by_name"]["double *"] == "skipped"
    assert "quicker check" in found["messages"]["double *"]


def test_one_task_alone_does_not_wait_for_the_long_checks_of_another(course):
    tests = course.path("tests/test_e03_last.py")
    head, _, first = tests.read_text().rpartition('@task("first", seconds=1)')
    body = first.replace('    """The first of three."""', '    open("ran", "w").close()')
    tests.write_text(f'{head}@task("first", seconds=20){body}')
    course.solve("e03_last", ("return items[-1]", "return items[0]"))
    assert "That is the first." in course.results("3.1")["messages"]["last"]
    assert not course.path("ran").exists()
    course.results("3")
    assert course.path("ran").exists()


def test_an_error_in_given_code_is_shown_where_the_task_led_there(course):
    course.solve("e01_double", ("return double(double(x))", "return helped(None)"))
    task = next(task for task in course.results("1")["tasks"] if task["name"] == "quadruple")
    assert "in: return helped(None)" in task["message"]
    lines = course.path("exercises/e01_double.py").read_text().splitlines()
    assert lines[task["line"] - 1].strip() == "return helped(None)"


def test_an_import_that_never_ends_is_said_although_there_are_holes(course):
    with course.path("exercises/e03_last.py").open("a") as file:
        file.write("import os; os._exit(0)\n")
    found = course.results("3")
    assert found["by_name"] == {"last": "crashed", "first": "crashed"}
    assert "Importing the file" in found["messages"]["last"]


def test_one_star_alone_is_judged_where_another_is_long_too(course):
    tests = course.path("tests/test_e03_last.py")
    stars = "".join(
        f'\n\n@task("{name}", star=True, seconds=20)\ndef test_{name}_of_words():\n'
        f'    expect("{name}(\'ab\')", {name}("ab"), "{want}")\n'
        for name, want in (("last", "b"), ("first", "x"))
    )
    tests.write_text(tests.read_text() + stars)
    course.solve("e03_last")
    found = course.results("3.4")
    assert found["by_name"] == {"first *": "failed"}
    assert "want 'x'" in found["messages"]["first *"]
