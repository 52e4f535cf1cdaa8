"""The other verbs: nothing that a learner wrote is ever lost, and bad input names the way out."""

import os
import re
import subprocess

import pytest

from tests.kata.conftest import ROOT

MINE = "# my own words\n"


def make(course, *words: str) -> subprocess.CompletedProcess:
    environment = {**os.environ, "NO_COLOR": "1"}
    environment.pop("MAKEFLAGS", None)
    return subprocess.run(
        ["make", *words], cwd=course.folder, capture_output=True, text=True, env=environment
    )


def test_every_verb_has_a_target_and_a_line_of_help(course):
    shown = course.run().stdout
    verbs = {path.stem for path in course.path("kata/verbs").glob("[a-z]*.py")}
    assert verbs == set(re.findall(r"^  (\w+)  +[A-Z]", shown, re.MULTILINE))
    would_run = make(course, "--dry-run", *verbs).stdout
    assert verbs == set(re.findall(r" -m kata (\w+) ", would_run))
    assert max(map(len, shown.splitlines())) <= 110


def test_make_keeps_its_error_line_out_of_a_lesson(course):
    done = make(course, "test", "EX=3")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Next: write last" in done.stdout
    assert make(course, "tests", "EX=3").stdout == done.stdout, "although tests/ is a folder"
    assert make(course, "test", "EX=99").returncode == 2


def test_a_check_that_fails_is_an_error_to_make(course):
    course.path("exercises/e03_last.py").write_text("x = 1\n")
    done = make(course, "check", "EX=3 stubs")
    assert (done.returncode, "Error 1" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["test", "99"], "no exercise 99"),
        (["test", "x"], "x is not an exercise"),
        (["test", "1.77"], "no task 77"),
        (["test", "1.0"], "no task 0"),
        (["test", "-3"], "-3"),
        (["test", "3", "--in", "nowhere"], "nowhere"),
        (["hint", "99"], "no exercise 99"),
        (["reset"], "EX"),
        (["reset", "99"], "no exercise 99"),
        (["new", "nonsense"], "nonsense"),
        (["new", "e01_other"], "taken by e01_double"),
        (["tset"], "tset"),
        (["show", "2"], "2"),
    ],
)
def test_bad_input_is_named_in_a_few_lines_with_status_2(course, words, named):
    done = course.run(*words)
    assert done.returncode == 2
    assert named in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 5


def test_a_missing_file_is_named_with_the_way_out(course):
    course.path("exercises/e03_last.py").unlink()
    done = course.run("test", "3")
    assert (done.returncode, "make reset EX=3" in done.stderr) == (2, True)
    assert course.run("reset", "3").returncode == 0
    assert course.run("test", "3").returncode == 1


def test_the_current_exercise_is_the_first_that_has_not_passed(course):
    course.solve("e01_double")
    course.solve("e03_last")
    assert "exercise 2 of 3.\n\ne02_six: 0 of 1" in course.run("test").stdout
    course.solve("e02_six")
    assert course.run("test").returncode == 0


def test_reset_keeps_the_file_and_undo_brings_it_back(course):
    path = course.path("exercises/e03_last.py")
    stub = path.read_text()
    path.write_text(stub + MINE)
    assert "make undo" in course.run("reset", "3").stdout
    assert path.read_text() == stub
    path.write_text(stub + "# newer\n")
    course.run("reset", "3")
    course.run("undo")
    assert path.read_text() == stub + "# newer\n"
    course.run("undo")
    assert path.read_text() == stub + MINE
    assert "nothing to undo" in course.run("undo").stdout
    kept = [each.read_text() for each in course.path(".kata").rglob("e03_last.py")]
    assert stub + "# newer\n" in kept, "what undo replaced is kept too"


def test_stubs_backs_up_what_a_learner_wrote(course):
    path = course.path("exercises/e03_last.py")
    stub = path.read_text()
    path.write_text(stub + MINE)
    course.run("stubs")
    assert path.read_text() == stub
    course.run("undo")
    assert path.read_text() == stub + MINE


def test_catchup_fills_what_is_behind_and_calls_it_given(course):
    course.solve("e01_double")
    mine = course.path("exercises/e01_double.py").read_text()
    stub = course.path("exercises/e02_six.py").read_text()
    done = course.run("catchup", "3")
    assert "e01_double: yours" in done.stdout
    assert "e02_six: given" in done.stdout
    assert course.path("exercises/e01_double.py").read_text() == mine
    assert course.results("2")["passed"]
    shown = course.run("progress").stdout
    assert re.search(r"2  About e02_six .* given", shown)
    assert "2 of 5 tasks solved" in shown
    course.run("undo")
    assert course.path("exercises/e02_six.py").read_text() == stub


def test_hints_go_from_a_nudge_to_the_solution(course):
    course.solve("e03_last", ("return items[0]", 'raise NotImplementedError("e03_last: first")'))
    assert "nudge first" in course.run("hint", "3").stdout
    last = course.run("hint", "3").stdout
    assert "nearly first" in last
    assert "make solution EX=3 GIVE_UP=1" in last
    assert "nearly first" in course.run("hint", "3").stdout


def test_a_star_has_hints_of_its_own_where_the_page_has_any(course):
    course.solve("e01_double", ("return x + x", "return 2.0 * x"))
    assert "nudge double" in course.run("hint", "1").stdout
    page = course.path("docs/e01_double.md")
    page.write_text(
        page.read_text().replace("hints:\n", "hints:\n  double *:\n    - reach for it\n")
    )
    told = course.run("hint", "1").stdout
    assert "e01_double: double *" in told
    assert "reach for it" in told


def test_the_solution_is_shown_once_it_is_earned(course):
    closed = course.run("solution", "3")
    assert (closed.returncode, "return items[-1]" in closed.stdout) == (1, False)
    assert "return items[-1]" in course.run("solution", "3", "--give-up").stdout
    course.solve("e03_last", ("return items[-1]", "return items[len(items) - 1]"))
    shown = course.run("solution", "3").stdout
    assert "-    return items[len(items) - 1]" in shown
    assert "+    return items[-1]" in shown
    assert "SOLUTION" not in shown


def test_progress_names_the_next_place_to_stop(course):
    shown = course.run("progress").stdout
    assert "0 of 5 tasks solved" in shown
    assert "The next place to stop: after quadruple." in shown


def test_a_new_exercise_runs_as_it_is(course):
    course.path("tests/mistakes").mkdir()
    assert course.run("new", "e13_other").returncode == 0
    found = course.results("13", "--in", "solutions")
    assert found["by_name"] == {"double": "passed"}
    assert course.results("13")["by_name"] == {"double": "todo"}
    assert course.run("hint", "13").returncode == 0


def test_a_folder_that_cannot_be_written_to_is_said(course):
    course.path(".kata").rename(course.path("old")) if course.path(".kata").exists() else None
    course.write(".kata", "a file where a folder should be")
    before = course.path("exercises/e03_last.py").read_text()
    for words in (["reset", "3"], ["test", "3"], ["hint", "3"]):
        done = course.run(*words)
        assert done.returncode == 2, words
        assert ".kata" in done.stderr
        assert "Traceback" not in done.stderr
    assert course.path("exercises/e03_last.py").read_text() == before


def test_an_old_python_is_told_so():
    text = (ROOT / "kata" / "__main__.py").read_text()
    asked = text.partition("from kata import cli")[0]
    old = "import sys\nsys.version_info = (3, 10, 4)\n" + asked
    done = subprocess.run([os.sys.executable, "-c", old], capture_output=True, text=True)
    assert done.returncode == 2
    assert "needs Python 3.11" in done.stderr
    assert "3.10" in done.stderr
    assert len(done.stderr.splitlines()) == 2


def test_an_ascii_console_is_no_reason_to_stop(course):
    done = course.run("test", "3", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 1
    assert done.stdout.isascii()


def test_nothing_under_kata_is_overwritten_by_a_second_undo(course):
    path = course.path("exercises/e03_last.py")
    for words in ("# A\n", "# B\n", "# C\n"):
        path.write_text(path.read_text() + words)
        if words != "# B\n":
            course.run("reset", "3")
        course.run("undo")
    kept = [each.read_text() for each in course.path(".kata").rglob("e03_last.py")]
    assert any("# B" in text for text in [*kept, path.read_text()])


def test_a_name_in_the_environment_is_no_argument(course):
    environment = {**os.environ, "NAME": "DESKTOP", "V": "1", "NO_COLOR": "1"}
    done = subprocess.run(
        ["make", "test", "EX=3"], cwd=course.folder, capture_output=True, text=True, env=environment
    )
    assert "Next: write last" in done.stdout


def test_a_given_file_stays_given_whatever_its_comments(course):
    course.run("catchup", "2")
    with course.path("exercises/e01_double.py").open("a") as file:
        file.write("# seen\n")
    assert "0 of 5 tasks solved" in course.run("progress").stdout
    assert "e01_double: given" in course.run("catchup", "3").stdout
