"""Nobody is blocked by another exercise: what has not passed is stood in for, and said so."""

import json

from tests.kata.conftest import ROOT


def test_what_is_not_written_is_stood_in_for(course):
    course.solve("e02_six")
    found = course.results("2")
    assert (found["status"], found["standing_in"]) == (0, ["e01_double"])
    assert "stands in for e01_double" in course.run("test", "2").stdout


def test_what_has_passed_is_the_learners_own(course):
    course.solve("e01_double")
    course.solve("e02_six")
    assert course.results("2")["standing_in"] == []
    assert course.results("1")["standing_in"] == []
    assert course.results("2", "--alone")["standing_in"] == ["e01_double"]


def test_what_is_wrong_never_changes_another_result(course):
    course.solve("e01_double", ("return x + x", "return x * x"))
    course.solve("e02_six")
    assert course.results("2")["standing_in"] == ["e01_double"]
    assert course.results("2")["passed"]
    assert not course.results("2", "--own")["passed"]


def test_a_star_that_is_missed_does_not_call_for_a_stand_in(course):
    course.solve("e01_double", ("return x + x", "return 2 * int(x)"))
    course.solve(
        "e02_six", ("return 3 * double(x)", "return 3 * double(x)  # None is refused by int")
    )
    found = course.results("1")
    assert (found["by_name"]["double *"], found["passed"]) == ("failed", True)
    assert course.results("2")["standing_in"] == []


def test_a_helper_that_is_wrong_is_stood_in_for(course):
    course.solve("e01_double")
    course.solve("e02_six", ("return 3 * double(x)", "return 3 * x"))
    found = course.results("1")
    assert (found["passed"], found["standing_in"]) == (True, ["e02_six"])


def test_own_says_what_it_waits_for(course):
    course.solve("e02_six")
    found = course.results("2", "--own")
    assert found["by_name"] == {"six": "todo"}
    assert found["messages"]["six"] == "waits for e01_double: double"


def test_breaking_one_file_in_any_way_leaves_the_others_alone(course, monkeypatch):
    monkeypatch.setenv("KATA_CLOCKS", '{"load": 2}')
    course.solve("e02_six")
    for text in ("def double(:", "import sys; sys.exit()", "while True: pass", "\x00", ""):
        course.write("exercises/e01_double.py", text)
        found = course.results("2")
        assert (found["passed"], found["standing_in"]) == (True, ["e01_double"]), text


def test_a_missing_file_is_stood_in_for(course):
    course.solve("e02_six")
    course.path("exercises/e01_double.py").unlink()
    assert course.results("2")["standing_in"] == ["e01_double"]


def test_another_folder_need_not_hold_everything(course):
    course.solve("e02_six")
    other = course.path("theirs")
    other.mkdir()
    course.path("exercises/e02_six.py").rename(other / "e02_six.py")
    found = course.results("2", "--in", "theirs")
    assert (found["status"], found["standing_in"]) == (0, ["e01_double"])
    assert found["tasks"][0]["file"] == "theirs/e02_six.py"
    missing = course.run("test", "3", "--in", "theirs")
    assert (missing.returncode, "no e03_last.py" in missing.stderr) == (2, True)


def test_without_solutions_the_exercise_to_finish_first_is_named(course):
    course.write(
        "exercises/e04_on.py", "from .e03_last import last\n\n\ndef on(x):\n    return last(x)\n"
    )
    tests = course.path("tests/test_e03_last.py").read_text()
    course.write(
        "tests/test_e04_on.py", tests.replace("e03_last", "e04_on").replace("first, last", "on")
    )
    course.path("solutions").rename(course.path("elsewhere"))
    done = course.run("test", "4")
    assert done.returncode == 2
    assert "e03_last comes first here: e04_on stands on it" in done.stderr
    assert "make test EX=3" in done.stderr
    assert course.results("3")["by_name"] == {"last": "todo", "first": "todo"}


def test_without_solutions_two_that_need_each_other_use_each_other(course):
    course.solve("e01_double")
    course.solve("e02_six")
    course.path("solutions").rename(course.path("elsewhere"))
    assert course.results("1")["passed"]
    assert course.results("2")["passed"]


def test_a_star_that_takes_too_long_is_remembered_and_a_task_is_not(course):
    endless = "if isinstance(x, str):\n        while True: pass\n    return x + x"
    course.solve("e01_double", ("return x + x", endless))
    assert course.results("1")["by_name"]["double *"] == "timeout"
    kept = json.loads(course.path(".kata/results.json").read_text())
    assert [each["status"] for tasks in kept.values() for each in tasks if each["star"]] == [
        "timeout"
    ]
    course.solve("e01_double", ("return x + x", "while True: pass"))
    assert course.results("1")["by_name"]["double"] == "timeout"
    assert json.loads(course.path(".kata/results.json").read_text()) == kept


def test_a_star_that_is_left_out_is_remembered(course):
    tests = course.path("tests/test_e01_double.py")
    tests.write_text(tests.read_text().replace("star=True, seconds=1", "star=True, seconds=20"))
    course.solve("e01_double", ("return x + x", "return x * x"))
    assert course.results("1")["by_name"]["double *"] == "skipped"
    assert len(json.loads(course.path(".kata/results.json").read_text())) == 1


def test_a_damaged_memory_is_forgotten(course):
    course.solve("e01_double")
    course.solve("e02_six")
    course.results("2")
    memory = course.path(".kata/results.json")
    assert json.loads(memory.read_text())
    memory.write_text('{"half": ')
    assert course.results("2")["passed"]


def test_a_learners_file_runs_as_a_module_and_what_it_stands_on_is_stood_in_for(course):
    course.write("exercises/__init__.py", (ROOT / "exercises/__init__.py").read_text())
    course.solve("e02_six")
    with course.path("exercises/e02_six.py").open("a") as file:
        file.write("print(six(7))\n")
    done = course.python("-m", "exercises.e02_six")
    assert (done.returncode, done.stdout) == (0, "42\n"), done
    assert "The solution stands in for e01_double" in done.stderr
