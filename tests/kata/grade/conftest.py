"""Boxes in which submissions to the course's own exercises are judged."""

import pytest

from kata.course import regions
from kata.course.exercises import Exercise
from kata.grade import box, grading, points, submission

STEMS = ("e01_slope", "e02_value", "e09_matmul", "e11_fast_value", "e12_c_matmul")


class Grader:
    """Grades texts of one exercise."""

    def __init__(self, boxes):
        self.boxes = boxes

    def record(self, stem: str, text: str, **others: str) -> dict:
        """Return the record of an exercise whose file holds this text, beside others."""
        exercise = Exercise(stem)
        files = {exercise.stub.name: text, **others}
        files = {name: content.encode() for name, content in files.items()}
        handed_in = submission.Submission("somebody", files)
        found = grading.grade(handed_in, [exercise], 7, points.Points(star=1), self.boxes)
        return found["exercises"][0]

    def passed(self, stem: str, text: str, **others: str) -> list[str]:
        """Return the tasks that score, a star's with a star."""
        checks = self.record(stem, text, **others)["checks"]
        return [f"{each['title']}{' *' * each['star']}" for each in checks if each["points"]]


@pytest.fixture(scope="session")
def grader():
    with box.made([Exercise(stem) for stem in STEMS]) as boxes:
        yield Grader(boxes)


def stub(stem: str) -> str:
    return regions.stub(Exercise(stem).solution)


def solved(stem: str, *changes: tuple[str, str]) -> str:
    text = regions.solved(Exercise(stem).solution) + "\n"
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text
