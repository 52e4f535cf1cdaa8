"""What the network of _reader makes of digits it never saw: pictures and counts for docs/e10_digits.md."""

import json

import numpy as np

from kata.course import digits
from kata.course.paths import DOCS
from kata.show import digits_svg, svg
from kata.show.digits_svg import pixels
from kata.site.figures import _reader


def weights(cell: float = 6) -> str:
    """Draw the weights into each hidden neuron as a picture, eight in a row: blue above 0, orange below."""
    w = _reader.parameters()["W1"]
    step, strongest, parts = 8 * cell + 14, np.abs(w).max(), []
    for neuron in range(w.shape[1]):
        x, y = neuron % 8 * step, neuron // 8 * step
        parts.append(svg.rect(x, y, 8 * cell, 8 * cell, stroke=svg.FAINT, stroke_width=0.6))
        for sign, colour in ((1, svg.BLUE), (-1, svg.ORANGE)):
            strength = np.rint(np.clip(sign * w[:, neuron] / strongest, 0, 1) ** 0.7 * 5) / 5
            parts.append(pixels(strength, x, y, cell, colour))
    height = w.shape[1] // 8 * step
    return svg.document(8 * step - 14, height - 14, parts)


def mistakes() -> str:
    """Draw the digits that are read wrongly, the surest first: what is said, and what it is."""
    return digits_svg.mistakes(*digits.load()[2:], _reader.read())


def confusion() -> str:
    """Draw how often each digit, a row, was read as each digit, a column."""
    return digits_svg.confusion(digits.load()[3], _reader.read())


def readers() -> list[str]:
    """Return who reads how many of the last 360, as a table; the one who is not ours was recorded."""
    x, labels, test_x, test_labels = digits.load()
    recorded = json.loads((DOCS / "measured" / "readers.json").read_text(encoding="utf-8"))
    distances = ((test_x[:, None, :] - x[None, :, :]) ** 2).sum(axis=2)
    nearest = labels[np.argsort(distances, axis=1, kind="stable")[:, :3]]
    votes = np.array([np.bincount(three, minlength=10).argmax() for three in nearest])
    commonest = np.bincount(labels).argmax()
    of_seeds = ", ".join(f"{share:.3f}" for share in sorted(_accuracies()))
    rows = [
        (
            f"always a {commonest}, with no digit commoner in training",
            f"{(test_labels == commonest).mean():.3f}",
        ),
        (
            "a single layer ([logistic regression](glossary.md#logistic-regression))",
            f"{recorded['logistic regression']:.3f}",
        ),
        ("this network, from five seeds", of_seeds),
        (
            "the digit that most of the three nearest training pictures show",
            f"{(votes == test_labels).mean():.3f}",
        ),
    ]
    return [
        "| reader | read right |",
        "|---|---|",
        *(f"| {who} | {share} |" for who, share in rows),
    ]


def _accuracies() -> list[float]:
    """Train with 128 hidden neurons from seeds 0 to 4, and read what was held back."""
    from exercises.e10_digits import accuracy, init_parameters, one_hot, train

    x, labels, test_x, test_labels = digits.load()
    found = []
    for seed in range(5):
        rng = np.random.default_rng(seed)
        parameters = init_parameters([64, 128, 10], rng)
        for rate, epochs in _reader.STAGES:
            train(parameters, x, one_hot(labels, 10), rate, _reader.BATCH_SIZE, epochs, rng)
        found.append(accuracy(parameters, test_x, test_labels))
    return found
