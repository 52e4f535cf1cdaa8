"""The real course, on code that nobody here has written: foreign engines pass, and carry the rest."""

import shutil
from pathlib import Path

import pytest

from kata.course.exercises import Exercise
from kata.course.paths import ROOT, SOLUTIONS, TESTS
from kata.results import resolver
from tests.kata.conftest import FULL, Course
from tests.kata.forks import Forks

LECTURE = Path(__file__).parent / "foreign" / "lecture.py"
LACKS = {"__rsub__", "__rtruediv__", "log", "sigmoid", "relu"}  # the lecture has none of these
ENGINES = [  # the lecture is above
    path
    for path in sorted((TESTS / "accepted" / "e02_value").glob("*.py"))
    if path.stem != "lecture"
][: None if FULL else 3]


@pytest.fixture(scope="module")
def results():
    """A function that runs the tests of an exercise on the files in a folder."""
    with Forks(ROOT, ROOT) as forks:
        here = Course(ROOT, forks)
        yield lambda tree, number, *words: here.results(str(number), "--in", str(tree), *words)


@pytest.fixture
def tree(tmp_path):
    """The solutions, in a folder in which one of them can be replaced."""
    for path in SOLUTIONS.glob("*.py"):
        shutil.copy(path, tmp_path)
    return tmp_path


def test_a_lecture_value_fails_just_what_it_lacks(results, tree):
    shutil.copy(LECTURE, tree / "e02_value.py")
    found = {t["name"]: t for t in results(tree, 2)["tasks"] if not t["star"]}
    wrong = {name.removeprefix("Value.") for name, t in found.items() if t["status"] != "passed"}
    assert wrong == LACKS
    assert all(len(found[f"Value.{name}"]["message"].splitlines()) <= 5 for name in LACKS)


def test_a_lecture_value_with_those_added_carries_the_network(results, tree):
    more = """
    def __rsub__(self, other):
        return Value(other) + (-self)

    def __rtruediv__(self, other):
        return Value(other) * self**-1

    def log(self):
        out = Value(math.log(self.data), (self,), "log")

        def _backward():
            self.grad += out.grad / self.data

        out._backward = _backward
        return out

    def sigmoid(self):
        return 1 / (1 + (-self).exp())

    def relu(self):
        out = Value(0 if self.data < 0 else self.data, (self,), "relu")

        def _backward():
            self.grad += (out.data > 0) * out.grad

        out._backward = _backward
        return out
"""
    (tree / "e02_value.py").write_text(LECTURE.read_text() + more)
    stands_on = {"e02_value", "e03_backward", "e04_neuron", "e05_mlp", "e06_losses", "e07_descent"}
    assert stands_on <= resolver.resolve(Exercise("e08_training"), tree, own=True).keys()
    found = results(tree, 8)  # runs each of these first, once
    assert found["passed"], found
    assert found["standing_in"] == [], "all that e08 stands on has passed"


@pytest.mark.parametrize("engine", ENGINES, ids=lambda path: path.stem)
def test_every_accepted_value_carries_the_network(results, tree, engine):
    shutil.copy(engine, tree / "e02_value.py")
    found = results(tree, 3, "--own")  # e03 itself needs closures inside, and says so
    assert found["passed"], found
    assert set(found["standing_in"]) <= {"e02_value"}
    for number in (5, 6, 7):  # layers, losses, optimisers; the lecture's engine trains, too
        found = results(tree, number, "--own")
        assert found["passed"], found
        assert found["standing_in"] == []


def test_unfinished_exercises_are_stood_in_for_in_every_mixture(results, tree, tmp_path_factory):
    """e05 on the learner's e02 and the reference e04: one Value class throughout."""
    mine = tmp_path_factory.mktemp("mine")
    shutil.copy(LECTURE, mine / "e02_value.py")
    text = (mine / "e02_value.py").read_text().replace("def exp", "def exponential")
    (mine / "e02_value.py").write_text(text)
    shutil.copy(SOLUTIONS / "e05_mlp.py", mine)
    found = results(mine, 5)
    assert found["passed"]
    assert found["standing_in"] == ["e01_slope", "e02_value", "e03_backward", "e04_neuron"]
    shutil.copy(SOLUTIONS / "e02_value.py", mine)
    with (mine / "e02_value.py").open("a") as file:
        file.write("# mine\n")
    found = results(mine, 5)
    assert found["passed"]
    assert found["standing_in"] == ["e01_slope", "e03_backward", "e04_neuron"]
