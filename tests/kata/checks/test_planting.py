"""Tests that a planted mistake cannot change are left out: what is said of it stays the same."""

import re
from dataclasses import replace
from itertools import repeat

import pytest

from kata.checks import planting
from kata.course import mistakes
from kata.course.exercises import Exercise
from kata.sandbox import fork_server
from kata.sandbox.events import Outcome, Run

STEMS = ["e04_neuron", "e06_losses", "e09_matmul"]


def words(said: str) -> str:
    """Return what was said without its numbers: some learners' weights are drawn without a seed."""
    return re.sub(r"-?\d[\d.e+-]*", "0", said)


@pytest.fixture
def pool():
    with fork_server.pool() as pool:
        yield pool
    fork_server.pool.cache_clear()


def test_mistakes_are_told_alike_with_all_tests_and_with_those_they_touch(pool):
    found = [Exercise(stem) for stem in STEMS]
    ways = [(each, each.solution) for each in found]
    solved = {each: run for each, (run, _) in zip(found, pool.map(planting.tried, ways))}
    some = [mistake for each in found for mistake in mistakes.mistakes(each)[::40]]
    untouched = [planting.untouched(mistake, solved[mistake.exercise]) for mistake in some]
    left_out, everything = (pool.map(planting.met, some, each) for each in (untouched, repeat([])))
    for (_, said, fault), (_, said_by_all, fault_by_all) in zip(left_out, everything):
        assert ({*map(words, said)}, fault) == ({*map(words, said_by_all)}, fault_by_all)
    assert sum(map(len, untouched)) > 10 * len(some)


@pytest.fixture
def mistake():
    return mistakes.named(Exercise("e09_matmul"), "offset: row * n_columns + column + 1")


SOLVED = Run(
    outcomes={
        "calls it": Outcome("passed", used=["offset", "transpose"]),
        "does not": Outcome("passed", used=["transpose"]),
        "was skipped": Outcome("skipped"),
    }
)


def test_a_test_that_never_calls_the_function_is_left_out(mistake):
    assert planting.untouched(mistake, SOLVED) == ["does not"]


@pytest.mark.parametrize(
    "more",
    [
        "    global kept\n",
        "    Matrix.columns = 3\n",
        "    type(row).size = 3\n",
        "\n\nimport math\n",
        "\n\ndef matmul(a, b):\n    return a\n",
    ],
)
def test_nothing_is_left_out_where_a_mistake_may_change_more_than_its_function(mistake, more):
    assert planting.untouched(replace(mistake, instead=mistake.instead + more), SOLVED) == []


def test_where_the_file_is_no_python_every_test_is_asked(mistake):
    others = [test.name for test in mistake.exercise.tests if test.task.name != mistake.task]
    fault = planting.met(replace(mistake, instead="    return (\n", words=""), others)[2]
    assert "transpose is accused too" in fault


def test_nothing_is_left_out_where_the_function_runs_while_the_file_is_loaded(mistake):
    assert planting.untouched(mistake, replace(SOLVED, used=["offset"])) == []
