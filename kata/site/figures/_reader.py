"""A network of e10 that has learned to read, for the field of docs/e10_digits.md where one draws."""

from functools import cache

import numpy as np

from kata.course import digits
from kata.show import digits_page, digits_svg

SIZES, SEED, BATCH_SIZE = [64, 32, 10], 0, 8
STAGES = ((0.5, 7), (0.05, 3))  # learning rate, epochs


@cache
def parameters() -> dict[str, np.ndarray]:
    """Train on the first 1,437 digits, with the solution."""
    from exercises.e10_digits import init_parameters, one_hot, train

    x, labels, _, _ = digits.load()
    rng = np.random.default_rng(SEED)
    trained = init_parameters(SIZES, rng)
    for rate, epochs in STAGES:
        train(trained, x, one_hot(labels, 10), rate, BATCH_SIZE, epochs, rng)
    return trained


@cache
def read() -> np.ndarray:
    """Return what the network says to the last 360 digits, ten probabilities each."""
    from exercises.e10_digits import forward

    return forward(parameters(), digits.load()[2])[0]


def data() -> dict:
    """Return what the widget needs: the weights, and a dozen real digits, one of them misread."""
    return digits_page.pad(parameters(), *digits.load()[2:], read())


def doubted() -> str:
    """Draw the digit that is read rightly with the most doubt."""
    return _drawing(digits_page.least_sure(digits.load()[3], read()))


def first() -> str:
    """Draw the digit that the widget begins with."""
    return _drawing(digits_page.first(digits.load()[3]))


def _drawing(i: int) -> str:
    return digits_svg.reading(digits.load()[2][i], read()[i])
