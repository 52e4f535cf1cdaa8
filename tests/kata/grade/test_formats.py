"""What hosts get: each format holds what its host asks for, whatever a learner's name or message holds."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest

from kata.course.exercises import Exercise
from kata.errors import CommandError
from kata.grade import formats, grading, judge, points, wording
from kata.grade.isolation import Nothing

STEMS = [Exercise("e01_slope"), Exercise("e02_value")]
NAMES = [
    "=HYPERLINK('x')",
    "+1",
    "-1",
    "@sum",
    "a,b\n\x1b[31m",
    "Zoë \udcff",
    "<b>&\x00",
    "::error::x",
]


def record(name: str = "ann", state: str = "passed") -> dict:
    """Return a record in which the first task of e01 is in this state."""
    found = grading.record(name, STEMS, 7, points.Points(star=1), Nothing())
    message = "" if state == "passed" else "1 < 2 & 50 %\n::error::mine\x1b[2J\x07"
    results = {STEMS[0].tasks[0]: {"state": state, "message": message, "line": 9}}
    found["exercises"][0] = grading._exercise(STEMS[0], results, points.Points())
    return found | {"state": "graded", "message": "", "totals": grading._totals(found)}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", formats.FORMATS)
def test_no_name_breaks_a_format(kind, name):
    text = formats.FORMATS[kind]([record(name, "failed")])
    text.encode()
    assert "\x1b[31m" not in text


def test_a_table_computes_nothing():
    rows = [*csv.reader(io.StringIO(formats.as_csv([record(name) for name in NAMES])))]
    assert [len(row) for row in rows] == [len(rows[0])] * (len(NAMES) + 1)
    assert [row[0][0] for row in rows[1:5]] == ["'"] * 4


def test_gradescope():
    """score and max_score of each test, and their sum; the points of a star come on top."""
    found = json.loads(formats.gradescope([record()]))
    tests = found["tests"]
    assert found["score"] == sum(each["score"] for each in tests) == 1
    assert sum(each["max_score"] for each in tests) == 15
    assert {each["status"] for each in tests} == {"passed", "failed"}
    assert {"number", "name", "output", "output_format", "visibility"} < tests[0].keys()


def test_classroom50(monkeypatch):
    monkeypatch.setenv("SUBMISSION_TAG", "v1")
    found = json.loads(formats.classroom50([record()]))
    assert (found["schema"], found["submission"]) == ("classroom50/result/v1", "v1")
    assert (found["score"], found["max-score"]) == (1, 15)
    numbers = [
        found["score"],
        *[each[name] for each in found["tests"] for name in ("score", "max-score")],
    ]
    assert all(type(number) is int for number in numbers)


def test_junit():
    """Counts agree with the cases; what XML cannot hold is left out."""
    suites = ElementTree.fromstring(
        formats.junit([record(state="failed"), record(state="skipped")])
    )
    for suite in suites:
        cases = suite.findall("testcase")
        assert int(suite.get("tests")) == len(cases)
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("skipped")) == len(suite.findall("testcase/skipped"))


def test_github(monkeypatch, tmp_path):
    """One command a line: a message cannot begin another; the summary goes where GitHub says."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    lines = formats.github([record(state="failed")]).splitlines()
    assert lines[0].startswith(
        "::error file=exercises/e01_slope.py,line=9,title=derivative::1 < 2 & 50 %25%0A"
    )
    assert not any(line.startswith("::error::mine") for line in lines)
    formats.github([record(state="failed") | {"state": "unfinished"}])
    assert (tmp_path / "summary").read_text().count("| e01_slope |") == 1


def test_a_host_asks_for_one():
    for name in ("gradescope", "github", "classroom50"):
        with pytest.raises(CommandError, match="one submission"):
            formats.FORMATS[name]([record(), record("bob")])


def test_what_was_not_kept_apart_says_so():
    for name in ("text", "gradescope"):
        assert wording.NOTE in formats.FORMATS[name]([record()])


@pytest.mark.parametrize(
    ("got", "want", "alike"),
    [
        (1, 1.0, True),
        (1.0 + 1e-12, 1.0, True),
        (1.0 + 1e-6, 1.0, False),
        (True, 1, False),
        (1, True, False),
        ("1", 1, False),
        (10**400, 1.0, False),
        (float("nan"), 1.0, False),
        (float("inf"), 1.0, False),
        ([1, 2], [1], False),
        ([1], [1, 2], False),
        ({"raises": ["MyError", "ValueError"]}, {"raises": ["ValueError", "Exception"]}, True),
        ({"raises": ["Exception"]}, {"raises": ["ValueError", "Exception"]}, False),
        ({"raises": "ValueError"}, {"raises": ["ValueError"]}, False),
        ({"raises": None}, {"raises": ["ValueError"]}, False),
        ({"tuple": [1]}, [1], False),
        (None, [1], False),
    ],
)
def test_answers_are_compared_as_what_they_are(got, want, alike):
    assert judge.same(got, want) is alike


def test_points_are_what_the_file_says():
    worth = points.Points(1, 0.5, {"e02_value": 2}, {"e01_slope: gradient": 3})
    exercise = STEMS[1]
    assert {worth.of(exercise, task) for task in exercise.tasks if task.star} == {1.0}
    assert [worth.of(STEMS[0], task) for task in STEMS[0].tasks] == [1, 3]
    assert points.read().star == 0
