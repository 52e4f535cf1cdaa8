"""The other verbs: nothing that a learner wrote is ever lost, and bad input names the way out."""

import json
import os
import re
import shutil
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


def all_solved(shown: str) -> tuple[int, ...]:
    """The last line of make progress, which is the sum of the rows: tasks, and stars."""
    rows = re.findall(r"^.*? +(\d+) of +(\d+) +\d+ min(?:  (\d+) of (\d+) \*)?", shown, re.M)
    *exercises, total = [tuple(int(count or 0) for count in row) for row in rows]
    assert [*total] == [sum(column) for column in zip(*exercises)]
    return total


def test_every_verb_has_a_target_and_a_line_of_help(course):
    shown = course.run().stdout
    verbs = {path.stem for path in course.path("kata/verbs").glob("[a-z]*.py")}
    assert verbs == set(re.findall(r"^  (\w+)  +[A-Z]", shown, re.MULTILINE))
    would_run = make(course, "--dry-run", *verbs).stdout
    assert verbs == set(re.findall(r" kata (\w+) ", would_run))
    assert max(map(len, shown.splitlines())) <= 110


def test_make_keeps_its_error_line_out_of_a_lesson(course):
    done = make(course, "test", "EX=3")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Next: write last" in done.stdout
    assert make(course, "tests", "EX=3").stdout == done.stdout, "although tests/ is a folder"
    for words in (["test", "EX=99"], ["reset"], ["show", "EX=2"]):  # said, and no more
        done = make(course, *words)
        assert (done.returncode, "make: ***" in done.stderr) == (0, False)


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
    assert all_solved(shown) == (2, 5, 1, 1)
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
    assert all_solved(shown) == (0, 5, 0, 1)
    assert "The next place to stop: after quadruple." in shown


def test_a_new_exercise_runs_as_it_is(course):
    course.path("tests/mistakes").mkdir()
    assert course.run("new", "e13_other").returncode == 0
    found = course.results("13", "--in", "solutions")
    assert found["by_name"] == {"double": "passed"}
    assert course.results("13")["by_name"] == {"double": "todo"}
    assert course.run("hint", "13").returncode == 0


@pytest.mark.parametrize("what", ["a file in its place", "files that are folders", "read-only"])
def test_where_nothing_can_be_remembered_results_are_true_and_nothing_is_overwritten(course, what):
    shutil.rmtree(course.path(".kata"), ignore_errors=True)
    if what == "a file in its place":
        course.write(".kata", "")
    elif what == "read-only":
        course.path(".kata").mkdir(mode=0o500)
        if os.access(course.path(".kata"), os.W_OK):
            pytest.skip("root may write anywhere")
    else:
        for name in ("results.json", "passed.json", "hints.json", "given.json", "README.txt"):
            course.path(f".kata/{name}").mkdir(parents=True)
        course.write(".kata/backup", "")
    course.solve("e03_last")
    mine = course.path("exercises/e03_last.py").read_text()
    expected = [
        (["progress"], 0, "2 of  5"),
        (["test", "3"], 0, "e03_last is done"),
        (["hint", "3"], 0, "e03_last has passed"),
        (["hint", "1"], 0, "nudge double"),
        (["solution", "3"], 0, "From yours (-) to the solution (+)"),
    ]
    for words, status, said in expected:
        done = course.run(*words)
        assert (done.returncode, said in done.stdout) == (status, True), (words, done)
        told = done.stderr.splitlines()
        assert len(told) <= 1, "one line, once"
        assert all("cannot be remembered" in line and ".kata" in line for line in told)
        assert told or words[0] == "solution" or words == ["hint", "3"] or what != "read-only"
    for words in (["reset", "3"], ["reset", "all"], ["stubs"], ["catchup", "3"]):
        done = course.run(*words)
        assert done.returncode == 2, words
        assert f"Cannot write {course.path('.kata/backup')}" in done.stderr
        assert "Traceback" not in done.stderr
    assert course.path("exercises/e03_last.py").read_text() == mine


BROKEN = [  # the file, what is written into it, what is said of it, whether e02 has results all the same
    ("tests/test_e02_six.py", "def (", "tests/test_e02_six.py:1: invalid syntax"),
    ("tests/test_e02_six.py", "x = 1\n\0", "tests/test_e02_six.py"),
    ("tests/test_e02_six.py", b"# \xff\n", "tests/test_e02_six.py"),
    ("tests/test_e02_six.py", "x = " + "(" * 3000, "tests/test_e02_six.py"),
    ("tests/test_e02_six.py", "import math\n", "tests/test_e02_six.py: no test in it has a @task"),
    ("tests/test_e02_six.py", "@task(x)\ndef test_a(): pass\n", "tests/test_e02_six.py"),
    ("docs/e02_six.md", None, "docs/e02_six.md is missing"),
    ("docs/e02_six.md", "---\ntitle: [\n---\n", "docs/e02_six.md:"),
]


@pytest.mark.parametrize(("name", "content", "said"), BROKEN)
def test_a_broken_file_of_one_exercise_stops_no_other(course, name, content, said):
    course.path(name).unlink() if content is None else course.write(name, content)
    course.solve("e01_double")
    course.solve("e02_six")
    done = course.run("progress")
    assert (done.returncode, done.stderr) == (2, "")
    row, fault = done.stdout.splitlines()[1:3]
    assert "e02_six" in row
    assert said in fault
    assert ("broken" in row) == name.startswith("tests")
    assert "You are at e03_last" in done.stdout
    assert "2 of  2" in done.stdout.splitlines()[0]
    done = course.run("test")
    assert "e03_last: 0 of 2" in done.stdout
    assert (said in done.stderr) == name.startswith("tests"), "and where to mend it"
    if name.startswith("tests"):
        assert "the zip that the course came in" in done.stderr
        assert (course.run("test", "2").returncode, course.run("hint", "2").returncode) == (2, 2)
        course.solve("e03_last")
        done = course.run("test")
        assert (done.returncode, said in done.stderr) == (2, True), "no other is left"


@pytest.mark.parametrize("content", ["def (", b"# \xff\n", "x = " + "(" * 3000])
def test_a_broken_solution_stops_no_other(course, content):
    course.solve("e01_double")
    course.solve("e02_six")
    course.write("solutions/e03_last.py", content)
    done = course.run("progress")
    assert re.search(r"2 of  2 .*done\n.*1 of  1 .*done\n.*e03_last", done.stdout)
    assert course.run("test", "2").returncode == 0
    course.path("exercises/e02_six.py").write_text("x = 1\n")
    assert "e02_six: 0 of 1" in course.run("test").stdout
    for words in (["solution", "3", "--give-up"], ["reset", "3"], ["reset", "all"], ["stubs"]):
        done = course.run(*words)
        assert done.returncode == 2
        assert "solutions/e03_last.py" in done.stderr
        assert "the zip that the course came in" in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_a_solution_without_its_markers_is_no_stub(course):
    course.path("solutions/e03_last.py").write_text(
        course.path("solutions/e03_last.py").read_text().replace(" SOLUTION", " SUN")
    )
    before = course.path("exercises/e03_last.py").read_text()
    for words in (["reset", "3"], ["reset", "all"], ["stubs"]):
        done = course.run(*words)
        assert done.returncode == 2
        assert "solutions/e03_last.py: no BEGIN SOLUTION in it" in done.stderr
        assert "the zip that the course came in" in done.stderr
    assert course.path("exercises/e03_last.py").read_text() == before


NAMES = "3 03 e03 E03 e03_last E03_LAST e03_last.py exercises/e03_last.py exercises\\e03_last.py"


@pytest.mark.parametrize(
    "text", [*NAMES.split(), "tests/test_e03_last.py", "docs/e03_last.md", "/", " 3.1 "]
)
def test_an_exercise_is_found_by_any_name_that_it_has(course, text):
    text = str(course.path("exercises/e03_last.py")) if text == "/" else text
    done = course.run("test", text)
    assert done.returncode == 1
    assert done.stdout.startswith("e03_last: 0 of ")


def test_reset_all_puts_every_stub_back_and_one_undo_brings_all_back(course):
    paths = sorted(course.path("exercises").glob("e0*.py"))
    stubs = [path.read_text() for path in paths]
    for path in paths[:2]:
        path.write_text(path.read_text() + MINE)
    done = course.run("reset", "all")
    assert "exercises/e02_six.py is the stub again" in done.stdout
    assert "e03_last" not in done.stdout
    assert [path.read_text() for path in paths] == stubs
    course.run("undo")
    assert [path.read_text() for path in paths] == [stubs[0] + MINE, stubs[1] + MINE, stubs[2]]
    course.run("undo")
    assert "the stub already" in course.run("reset", "3").stdout


def test_catchup_fills_only_what_is_open(course):
    path = course.path("exercises/e01_double.py")
    course.solve(
        "e01_double",
        ("return x + x", "return 2 * x"),
        ("return double(double(x))", "return x ** 2"),
        ("def helped", "MY_OWN = 7\n\n\ndef helped"),
    )
    mine = path.read_text()
    done = course.run("catchup", "2")
    assert "e01_double: given: quadruple; the rest is yours" in done.stdout
    assert path.read_text() == mine.replace("return x ** 2", "return double(double(x))")
    assert course.results("1")["passed"]
    shown = course.run("progress").stdout
    assert re.search(r"1 of  2 .* 1 of 1 \*  +given\n", shown)
    assert all_solved(shown) == (1, 5, 1, 1)
    path.write_text(path.read_text().replace("return double(double(x))", "return 4 * x"))
    assert all_solved(course.run("progress").stdout) == (2, 5, 1, 1), "it is the learner's own now"
    path.write_text(mine.replace("return x ** 2", "return double(double(x))  # so"))
    assert all_solved(course.run("progress").stdout) == (1, 5, 1, 1)
    course.run("undo")
    assert path.read_text() == mine


def test_what_was_given_and_taken_back_can_be_solved(course):
    """The learner may write the very lines of the solution afterwards."""
    for back in (["undo"], ["reset", "1"]):
        course.run("catchup", "2")
        assert all_solved(course.run("progress").stdout)[0] == 0
        course.run(*back)
        course.solve("e01_double")
        assert all_solved(course.run("progress").stdout)[0] == 2, back
        course.run("reset", "1")
    course.run("catchup", "2")
    course.run("reset", "1")
    course.run("undo")
    assert all_solved(course.run("progress").stdout)[0] == 0, "given as before"


@pytest.mark.parametrize(
    "change",
    [
        ("def quadruple(x):", "def fourfold(x):"),  # there is no place for it
        (
            "return double(double(x))",
            "return x ** 2\n\n\ndef double(x, /):\n    return x * 2.5 // 1",
        ),
        ("return double(double(x))", "return x ** 2\n\n\ndel double"),  # what it uses is gone
        ("return double(double(x))", "return (x"),
    ],
)
def test_where_the_solution_does_not_fit_into_a_file_it_is_given_whole(course, change):
    course.solve("e01_double", change)
    mine = course.path("exercises/e01_double.py").read_text()
    done = course.run("catchup", "2")
    assert "e01_double: given\n" in done.stdout
    assert "make undo brings it back" in done.stdout
    assert course.results("1")["passed"]
    assert all_solved(course.run("progress").stdout) == (0, 5, 0, 1)
    course.run("undo")
    assert course.path("exercises/e01_double.py").read_text() == mine


def test_a_star_has_a_number(course):
    course.solve("e01_double", ("return x + x", "return 2.0 * x"))
    assert course.results("1.3")["by_name"] == {"double *": "failed"}
    assert "  1.3 double *" in course.run("test", "1.4").stderr
    assert (
        "double has passed; its star has not: make hint EX=1.3" in course.run("hint", "1.1").stdout
    )
    told = course.run("hint", "1.3").stdout
    assert "e01_double: double *" in told
    assert "make test EX=1.3" in told
    assert "nudge double" in told
    assert "quadruple has passed" in course.run("hint", "1.2").stdout


def test_without_tests_the_way_out_is_named(course):
    shutil.rmtree(course.path("tests"))
    for words in (["progress"], ["hint", "3"], ["reset", "3"]):
        done = course.run(*words)
        assert (done.returncode, "the zip that the course came in" in done.stderr) == (2, True)
    course.path(".git").mkdir()
    assert "git checkout -- tests brings it back" in course.run("progress").stderr


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
    assert all_solved(course.run("progress").stdout) == (0, 5, 0, 1)
    assert "e01_double: given" in course.run("catchup", "3").stdout


@pytest.mark.parametrize(
    "words", ["test 9", "test 3 --in nowhere", "progress --in nowhere", "race 9 --in nowhere"]
)
def test_json_is_asked_for_and_json_comes(course, words):
    done = course.run(*words.split(), "--json")
    assert (done.returncode, json.loads(done.stdout)["error"]) == (2, done.stderr.rstrip("\n"))


def test_a_copy_of_the_course_is_tested_by_its_folder(course):
    course.solve("e03_last")
    course.path("theirs").mkdir()
    course.path("exercises").rename(course.path("theirs/exercises"))
    assert course.run("test", "3", "--in", "theirs").returncode == 0
