"""expect: what counts as the same, and what is said when it is not."""

import math

import numpy as np
import pytest

from kata.sandbox import loader
from tests import expect, looks


@pytest.fixture
def said(monkeypatch):
    """What expect says, without failing this test."""
    monkeypatch.setattr(expect, "said", [])
    monkeypatch.setattr(expect.check, "fail", lambda message: None)
    return lambda: [" ".join(each[:2]).strip() for each in expect.said]


@pytest.mark.parametrize(
    ("got", "want"),
    [
        (1, 1.0),
        (0.1 + 0.2, 0.3),
        (np.float64(2.5), 2.5),
        ((1, 2), [1.0, 2.0]),
        (np.ones((2, 3)), np.ones((2, 3))),
        ({"a": [1]}, {"a": [1.0]}),
        (math.inf, math.inf),
        ("x", "x"),
        (None, None),
        (True, True),
    ],
)
def test_the_same_up_to_rounding(said, got, want):
    assert expect.expect("f(1)", got, want)
    assert said() == []


@pytest.mark.parametrize(
    ("got", "want", "words"),
    [
        (2.0, 3.0, "f(1) is 2.0, want 3.0."),
        (None, 3.0, "f(1) is None, want 3.0. Is a return missing?"),
        (math.nan, 3.0, "f(1) is nan, want 3.0."),
        ("3", 3.0, "f(1) is '3', want 3.0. That is a str, not a number."),
        (1, True, "f(1) is 1, want True."),
        ([1.0], [1.0, 2.0], "f(1) is [1.0], want [1.0, 2.0]. That is 1 long, not 2 long."),
        (np.ones(2), np.ones((1, 2)), "That is of shape (2,), not of shape (1, 2)."),
        (0.12345678, 0.12345679, "f(1) is 0.12345678, want 0.12345679."),
        (list(range(99)), [*range(50), 7, *range(51, 99)], "[..., 47, 48, 49, 50, 51, 52, ...]"),
        pytest.param(10**9999, 3.0, "a int that cannot be printed", id="huge"),
        (object(), 3.0, "<object object>"),
    ],
)
def test_a_difference_is_told(said, got, want, words):
    assert not expect.expect("f(1)", got, want)
    assert words in said()[0]
    assert len(said()[0]) < 300


def test_a_known_mistake_is_named(said):
    expect.expect("f(1)", 9, 6, {9: "That is the square.", 5: "Never."})
    expect.expect("f(1)", [9, 1], [6, 1], [([9, 1], "The first is squared.")])
    assert said() == [
        "f(1) is 9, want 6. That is the square.",
        "f(1) is [9, 1], want [6, 1]. The first is squared.",
    ]


def test_an_error_that_should_come(said):
    def refuse(error):
        raise error

    assert expect.expect_error("f(-1)", ValueError, lambda: refuse(ValueError("-1")), "-1")
    assert not expect.expect_error("f(-1)", ValueError, lambda: refuse(ValueError("no")), "-1")
    assert not expect.expect_error("f(-1)", ValueError, lambda: refuse(KeyError("x")))
    assert not expect.expect_error("f(-1)", ValueError, lambda: 3)
    assert ["does not name -1" in said()[0], "KeyError" in said()[1]] == [True, True]
    assert said()[2] == "f(-1) gives 3, want ValueError."
    with pytest.raises(NotImplementedError):
        expect.expect_error("f(-1)", ValueError, lambda: refuse(NotImplementedError("e01: f")))


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("the gradients after zero_grad([a, b])", "are"),
        ("both walks", "are"),
        ("all four gradients", "are"),
        ("the loss", "is"),
        ("the bias", "is"),
        ("the network's shape", "is"),
        ("the list of weights", "is"),
        ("[a.grad, b.grad]", "is"),
    ],
)
def test_several_things_are(said, name, verb):
    expect.expect(name, 1, 2)
    assert said() == [f"{name} {verb} 1, want 2."]


def test_a_look_leaves_a_missing_name_to_the_runner():
    """It says which file lacks it, and once for all tasks that do."""
    missing = loader._Missing("e13_tensor.py has no Tensor.")
    with pytest.raises(loader.MissingName):
        looks.outcome(missing)
