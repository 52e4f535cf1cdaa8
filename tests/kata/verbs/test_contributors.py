"""What contributors ask: does an exercise hold, and what does a planted mistake make a learner read?"""

import pytest

from tests.kata.conftest import ROOT

MISTAKES = """
[[mistake]]
task = "last"
name = "takes the first"
replace = "items[-1]"
with = "items[0]"
words = "That is the first."

[[mistake]]
task = "first"
name = "takes the second"
replace = "items[0]"
with = "items[1]"
words = "want 4"

[[mistake]]
task = "last"
name = "takes the second, and no more"
replace = "items[-1]"
with = "items[1]"
words = "want 7"
"""
PROBES = """
[draw]
xs = "several(4, 1.5, 2.5)"

[[probe]]
task = "last"
code = "[last(xs), last(xs[:2])]"

[[probe]]
task = "first"
code = "first(xs)"
"""


@pytest.fixture
def checked(course):
    """The tiny course, whose last exercise promises three mistakes."""
    course.write("tests/mistakes/e03_last.toml", MISTAKES)
    course.write("tests/probes/e03_last.toml", PROBES)
    return course


def test_check_proves_one_exercise_in_a_line_a_check(checked):
    done = checked.run("check", "3")
    counted, total = "2 probes reject 3 of 3 mistakes", done.stdout.splitlines()[-1]
    lines = [line for line in done.stdout.splitlines()[:-1] if counted not in line]
    assert counted in done.stdout
    assert (done.returncode, total) == (0, f"{len(lines)} passed, 0 failed"), done.stdout
    assert any("Every planted mistake is named" in line for line in lines)
    assert not any("hostile code" in line for line in lines), "only what concerns the exercise"


def test_check_takes_a_word_of_a_checks_name_and_an_exercise_together(checked):
    done = checked.run("check", "mistakes", "e03")
    assert done.stdout.splitlines()[1:] == ["1 passed, 0 failed"]
    done = checked.run("check", "moonshine")
    assert (done.returncode, done.stderr) == (2, "There is no check named moonshine.\n")


def test_a_check_that_falls_over_is_told_and_is_no_pass(checked):
    fall = '"""A fall."""\n\n\ndef check_fall(chosen):\n    """Falls."""\n    return chosen / 0\n'
    checked.write("kata/checks/fall.py", fall)
    done = checked.run("check", "fall", "3")
    assert (done.returncode, done.stdout) == (2, "")
    assert "fall.py" in done.stderr
    assert done.stderr.endswith("A check has not come to its end.\n")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("That is the first.", "It is blue.", "takes the first: the words 'It is blue.' are not"),
        ("items[1]", "items[-3]", "takes the second: no test of its task notices it"),
        ('task = "first"', 'task = "last"', "no mistake is promised for first"),
        ('"items[0]"\nwith', '"items[9]"\nwith', "do not stand in the solution"),
    ],
)
def test_check_names_a_promise_that_is_not_kept(checked, old, new, said):
    assert old in MISTAKES
    checked.write("tests/mistakes/e03_last.toml", MISTAKES.replace(old, new, 1))
    done = checked.run("check", "3", "mistakes")
    assert done.returncode == 1
    assert done.stdout.startswith("FAILED")
    assert said in done.stdout
    assert done.stdout.endswith("0 passed, 1 failed\n")


def test_check_refuses_a_sentence_that_no_planted_mistake_brings(checked):
    path = checked.path("tests/test_e03_last.py")
    text = path.read_text().replace('first."}', 'first.", 9: "That is the one between."}')
    path.write_text(text)
    said = checked.run("check", "3", "mistakes").stdout
    line = next(i for i, each in enumerate(text.splitlines(), 1) if "between" in each)
    told = f"test_e03_last.py:{line}: no planted mistake brings a test to say: That is the one b"
    assert told in said
    assert "That is the first." not in said


TABLE = """
BETWEEN = "That is the one between."
MISTAKES = {"last(items)": {"items[1]": BETWEEN, "return items[0]": "That is the first."}}
"""


@pytest.fixture
def tabled(checked):
    """The same exercise, whose tests compute what two wrong bodies give."""
    path = checked.path("tests/test_e03_last.py")
    head, test = path.read_text().split('\n\n\n@task("last", seconds=1)', 1)
    head += f"\nfrom tests.wrong import wrong\n{TABLE}"
    known = '7, wrong(MISTAKES, "last", lambda f: f([4, 5, 7])))'
    test = test.replace('7, {4: "That is the first."})', known)
    assert known in test
    path.write_text(f'{head}\n\n@task("last", seconds=1){test}')
    return checked


def test_a_wrong_body_in_the_tests_is_planted_and_its_result_is_computed(tabled):
    listed = tabled.run("mistake", "3").stdout
    assert "  last: items[1]\n  last: return items[0]\n" in listed
    done = tabled.run("mistake", "3", "items[1]")
    assert "\n  +     return items[1]\n" in done.stdout
    assert "last([4, 5, 7]) is 5, want 7. That is the one between." in done.stdout
    assert done.stdout.endswith("\nThe promise is kept.\n")
    assert tabled.run("check", "3", "mistakes").returncode == 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("BETWEEN, ", "BETWEEN.lower(), ", "MISTAKES holds texts, and names of texts that stand"),
        ('"last(items)"', '"least(items)"', "MISTAKES: no task least."),
        ('"items[1]": B', '"items[-1]": B', "items[-1]: no test of its task notices it"),
    ],
)
def test_a_table_that_cannot_be_planted_is_named(tabled, old, new, said):
    path = tabled.path("tests/test_e03_last.py")
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    assert said in tabled.run("check", "3", "mistakes").stdout


def test_two_ideas_with_one_result_are_both_named(tabled):
    path = tabled.path("tests/test_e03_last.py")
    same = '"items[1]": BETWEEN, "items[-2]": "That is the last but one.",'
    path.write_text(path.read_text().replace('"items[1]": BETWEEN,', same))
    said = tabled.run("mistake", "3", "items[1]").stdout
    assert "That is the one between. Or: That is the last but one." in " ".join(said.split())


def test_a_test_of_a_family_is_a_test_of_each_task(checked):
    path = checked.path("tests/test_e03_last.py")
    family = """

@task("last", "first*", seconds=2)
def test_of_one(name):
    \"\"\"One item is the last and the first.\"\"\"
    expect(f"{name}([8])", {"last": last, "first": first}[name]([8]), 8)
"""
    path.write_text(path.read_text() + family)
    checked.solve("e03_last", ("items[-1]", "items[0] - 1"))
    found = checked.results("3")
    assert found["by_name"] == {"last": "failed", "first": "passed", "first *": "passed"}
    assert "last([8]) is 7, want 8." in found["messages"]["last"]
    assert checked.run("check", "3", "region").returncode == 0


def test_check_tells_work_from_drift(checked):
    checked.solve("e03_last")
    assert "holds somebody's work (e03_last.py)" in checked.run("check", "stubs", "3").stdout
    checked.run("reset", "3")
    path = checked.path("exercises/e03_last.py")
    path.write_text(path.read_text().replace("on its own", "alone"))
    assert "e03_last.py is not what its solution makes" in checked.run("check", "stubs").stdout


def test_mistake_shows_the_change_the_promise_and_the_report(checked):
    done = checked.run("mistake", "e03", "takes the first")
    assert done.returncode == 0
    assert done.stdout.startswith(
        "last: takes the first\n\n  - items[-1]\n  + items[0]\n\nPromised: That is the first.\n"
    )
    assert "WRONG    last  exercises/e03_last.py:4\n" in done.stdout
    assert "last([4, 5, 7]) is 4, want 7. That is the first." in done.stdout
    assert done.stdout.endswith("\nThe promise is kept.\n")


def test_mistake_says_what_check_would_say(checked):
    checked.write("tests/mistakes/e03_last.toml", MISTAKES.replace("want 7", "want 8"))
    done = checked.run("mistake", "3", "no more")
    assert done.returncode == 1
    assert "\nBut the words 'want 8' are not in what its learner reads:\n" in done.stdout


def test_mistake_lists_those_there_are(checked):
    done = checked.run("mistake", "3")
    assert done.stdout.splitlines() == [
        "e03_last has 3 planted mistakes:",
        "  last: takes the first",
        "  first: takes the second",
        "  last: takes the second, and no more",
    ]
    assert "Which exercise?" in checked.run("mistake").stderr


@pytest.mark.parametrize(
    ("name", "first_line", "listed"),
    [
        ("the third", "e03_last has no mistake 'the third'. It has:", 3),
        ("takes", "3 mistakes of e03_last fit 'takes':", 3),
        ("LAST takes", "2 mistakes of e03_last fit 'LAST takes':", 2),
    ],
)
def test_a_name_that_fits_none_or_several_is_answered_with_a_list(
    checked, name, first_line, listed
):
    done = checked.run("mistake", "3", name)
    assert done.returncode == 2
    said, *names = done.stderr.splitlines()
    assert (said, len(names)) == (first_line, listed)
    whole = names[0].strip()
    assert checked.run("mistake", "3", whole).stdout.startswith(f"{whole}\n")


def test_a_whole_name_is_enough_though_another_begins_with_it(checked):
    assert checked.run("mistake", "3", "takes the second").stdout.startswith("first: ")


SESSION = """
```pycon
>>> from exercises.e03_last import last
>>> last([1, 2])
2
>>> items = [7, 8]
```

In words:

```pycon
>>> last(items)
8
```
"""


def test_check_runs_the_sessions_of_a_page(checked):
    page = checked.path("docs/e03_last.md")
    page.write_text(page.read_text() + SESSION)
    assert checked.run("check", "3", "truth").returncode == 0
    page.write_text(page.read_text().replace("8\n```", "9\n```") + "\nRun `make moonshine`.\n")
    line = page.read_text().splitlines().index(">>> last(items)") + 1
    said = checked.run("check", "3", "truth").stdout
    assert "e03_last.md: there is no make moonshine" in said
    assert f'e03_last.md", line {line}, in e03_last.md' in said
    assert said.count("Expected:") == 1


def test_doctor_looks_at_the_digits_and_at_each_file(course):
    path = course.path("data/digits.csv")
    missing = "MEND  data/digits.csv is missing: the zip that the course came in"
    assert missing in course.run("doctor").stdout
    path.parent.mkdir()
    path.symlink_to(ROOT / "data" / "digits.csv")
    said = course.run("doctor").stdout
    assert "data/digits.csv is whole\n\nTo read out: " in said
    assert said.endswith("nothing to mend.\nReady: make test\n")
    course.path("exercises/e03_last.py").write_text("x = 1\ndef last(:\n")
    course.path("exercises/e01_double.py").unlink()
    course.write("random.py", "")
    done = course.run("doctor")
    assert (done.returncode, " to mend." in done.stdout) == (1, True)
    assert "MEND  exercises/e03_last.py:2: not Python as it stands" in done.stdout
    assert "MEND  exercises/e01_double.py is missing: make reset EX=1" in done.stdout
    assert "MEND  random.py hides Python's own module random" in done.stdout
