"""Each way of keeping code apart, where it works here: what is inside works, what is outside is not there."""

import sys

import pytest

from kata.course import regions
from kata.course.exercises import Exercise, exercises
from kata.course.paths import SOLUTIONS
from kata.errors import CommandError
from kata.grade import box, grading, isolation
from kata.sandbox import runner
from tests.kata.grade.conftest import Grader, solved

E01 = Exercise("e01_slope")
LOOK = f"""
import os, socket, sys
def tried(work):
    try:
        return bool(work())
    except OSError:
        return False
print([
    tried(lambda: open({str(SOLUTIONS / "e01_slope.py")!r})),
    tried(lambda: {{*os.listdir({str(SOLUTIONS.parent)!r})}} - {{".venv"}}),
    tried(lambda: socket.create_connection(("192.0.2.1", 80), 1)),
    tried(lambda: open(sys.argv[1] + "/mine", "w")),
    tried(lambda: open(sys.argv[1] + "/tests/mine", "w")),
    tried(lambda: open("/usr/mine", "w")),
    os.environ.get("SECRET"),
    tried(lambda: open(os.environ["TMPDIR"] + "/mine", "w")),
])
"""


@pytest.mark.parametrize("way", ["user", "bubblewrap"])
def test_what_is_inside_and_what_is_not(way, monkeypatch):
    monkeypatch.setenv("SECRET", "of the teacher")
    try:
        with box.made([E01], way) as boxes:
            with box.opened(boxes, E01, {}) as opened:
                (opened.course / "tests").chmod(0o777)  # as some hosts' Python is
                words = ["-c", LOOK, str(opened.course)]
                seen = opened.run(opened.course, words, "", 20, 20).decode()
            points = Grader(boxes).passed("e01_slope", solved("e01_slope"))
    except CommandError as refusal:
        pytest.skip(str(refusal))
    assert seen == "[False, False, False, False, False, False, None, True]\n"
    assert points == ["derivative", "gradient"]


def test_every_worker_has_what_its_probes_need():
    """The solution of each exercise answers all of them, in the box in which a submission would."""
    able = [each for each in exercises() if not runner.lacking(each)]
    with box.made(able) as boxes:
        for each in able:
            files = {each.stub.name: regions.solved(each.solution).encode()}
            with box.opened(boxes, each, files) as opened:
                assert grading._refused(each, opened, 7, {*each.tasks}) == {}, each.stem


def test_without_isolation_it_is_said():
    with box.made([E01], "none") as boxes:
        assert Grader(boxes).passed("e01_slope", solved("e01_slope")) == ["derivative", "gradient"]
    assert not isolation.Nothing.offline


@pytest.mark.skipif(sys.platform != "linux", reason="what is not there cannot be asked for")
def test_what_does_not_work_here_is_refused(monkeypatch):
    monkeypatch.setattr(isolation, "ways", lambda: [isolation.Nothing()])
    with (
        pytest.raises(CommandError, match="cannot be kept apart here by 'user'"),
        box.made([E01], "user"),
    ):
        pass
