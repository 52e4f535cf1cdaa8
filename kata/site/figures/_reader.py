"""A network of e10 that has learned to read, for the field of docs/e10_digits.md where one draws."""

import random
from functools import cache

import numpy as np

from kata.course import digits
from kata.show import svg
from kata.site.figures._pixels import pixels

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
    """Return the weights, to eight places after the point, and a dozen real digits, one of them misread."""
    _, _, x, labels = digits.load()
    firsts = [int(np.argmax(labels == digit)) for digit in range(10)]
    chosen = [*firsts, _least_sure(), _surest_mistake()]
    random.Random(SEED).shuffle(chosen)
    levels = np.rint(x * digits.INK).astype(int)
    return {
        **{name: each.round(8).tolist() for name, each in parameters().items()},
        "samples": [{"levels": levels[i].tolist(), "label": int(labels[i])} for i in chosen],
        "right": int((read().argmax(axis=1) == labels).sum()),
        "of": len(labels),
    }


def _surest_mistake() -> int:
    wrong = np.flatnonzero(read().argmax(axis=1) != digits.load()[3])
    return int(wrong[read()[wrong].max(axis=1).argmax()])


def _least_sure() -> int:
    """Return the number of the digit that is read rightly with the least probability."""
    right = np.flatnonzero(read().argmax(axis=1) == digits.load()[3])
    return int(right[read()[right].max(axis=1).argmin()])


def drawing(cell: int = 24, row: int = 19, bar: int = 150) -> str:
    """Draw the digit that is read with the most doubt, and beside it what the network says, as bars."""
    side, first = 8 * cell, 9.5 * cell
    i = _least_sure()
    said = read()[i]
    parts = [
        svg.rect(0, 0, side, side, stroke=svg.FAINT),
        pixels(digits.load()[2][i], 0, 0, cell),
    ]
    for digit, p in enumerate(said):
        y = digit * row + 14
        style = {"font_weight": 600} if p == said.max() else {}
        parts += [
            svg.text(first, y, digit, "start", **style),
            svg.rect(first + 20, y - 11, max(1, p * bar), 12, fill=svg.BLUE),
            svg.text(first + 20 + p * bar + 8, y, f"{p:.3f}", "start", **style),
        ]
    return svg.document(first + bar + 82, side + 2, parts, left=-1, top=-1, size=15)
