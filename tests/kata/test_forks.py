"""A command that is forked says and does what a new Python does."""

import re

import pytest

from tests.kata.conftest import around
from tests.kata.forks import VERBS

WRONG = ("return items[0]", "import os; print('x'); os._exit(3)")
WORDS = {
    **{verb: [[verb]] for verb in VERBS},
    "test": [
        ["test"],
        ["test", "3", "--seed", "7"],
        ["test", "2", "--own", "--json"],
        ["test", "1", "-v"],
    ],
    "hint": [["hint", "3"], ["hint"], ["hint", "9"]],
    "solution": [["solution", "1"], ["solution", "3"], ["solution"]],
    "reset": [["reset", "3"], ["undo"], ["reset", "nowhere"]],
    "catchup": [["catchup", "3"], ["undo"]],
    "again": [["again", "1"], ["again"], ["again", "--stop"]],
    "adopt": [["adopt", "--from", "."], ["adopt"]],
    "board": [["progress", "--share", "room/", "--nick", "ada"], ["board", "--in", "room"]],
}


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_a_fork_is_as_good_as_a_new_python(course, started_course, verb):
    told = []
    for each in (course, started_course):
        each.solve("e01_double")
        each.solve("e03_last", WRONG)
        each.path("room").mkdir()
        told.append([])
        for words in WORDS[verb]:
            assert bool(each.forks and each.forks.take(words, around({}))) == (each is course)
            done = each.run(*words)
            said = (done.stdout + done.stderr).replace(str(each.folder), "")
            told[-1].append((done.returncode, re.sub(r"\d+\.\d+", "0.0", said)))
        told[-1] += [path.read_text() for path in sorted(each.path("exercises").glob("*.py"))]
    assert told[0] == told[1]


def test_what_is_for_a_new_python_is_left_to_it(course, monkeypatch):
    def taken(*words: str, **environment: str) -> bool:
        return course.forks.take(words, around(environment))

    assert taken("test", "3", COLUMNS="40")
    assert not taken("doctor")
    assert not taken()
    assert not taken("test", PYTHONPATH="other")
    monkeypatch.setenv("KATA_CLOCKS", "{}")
    assert not taken("test")
    monkeypatch.delenv("KATA_CLOCKS")
    assert taken("test")
    course.write("kata/verbs/hint.py", course.path("kata/verbs/hint.py").read_text())
    assert not taken("test"), "another runner"
