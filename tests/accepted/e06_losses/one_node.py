"""One node a loss: each makes its result and its slopes by hand, from numbers."""

import math
from collections.abc import Sequence

import numpy as np

from .e02_value import Value


def check_lengths(answers: Sequence, wanted: Sequence) -> None:
    """Raise ValueError unless the two are equally long."""
    if len(answers) != len(wanted):
        raise ValueError(f"{len(answers)} answers, but {len(wanted)} wanted")


def node(data, parents, slopes):
    """Return a Value with these parents and these slopes along them."""
    out = Value(data, tuple(parents))

    def _backward():
        for parent, slope in zip(parents, slopes):
            parent.grad += slope * out.grad

    out._backward = _backward
    return out


# --- Distances ---


def mean_squared_error(predictions: Sequence[Value], targets: Sequence[float]) -> Value:
    """Return the mean over the list of (prediction - target) squared.

    Raises:
        ValueError: the two lists differ in length.
    """
    check_lengths(predictions, targets)
    n = len(predictions)
    gaps = [p.data - t for p, t in zip(predictions, targets)]
    return node(sum(gap**2 for gap in gaps) / n, predictions, [2 * gap / n for gap in gaps])


def hinge_loss(scores: Sequence[Value], signs: Sequence[float]) -> Value:
    """Return the mean over the list of max(0, 1 - sign * score); each sign is 1 or -1.

    Raises:
        ValueError: the two lists differ in length.
    """
    check_lengths(scores, signs)
    n = len(scores)
    gaps = [1 - s.data * y for s, y in zip(scores, signs)]
    slopes = [-y / n if gap >= 0 else 0.0 for gap, y in zip(gaps, signs)]
    return node(sum(max(gap, 0) for gap in gaps) / n, scores, slopes)


# --- Surprise ---


def binary_cross_entropy(probabilities: Sequence[Value], targets: Sequence[float]) -> Value:
    """Return the mean over the list of -(t ln p + (1 - t) ln(1 - p)), in nats.

    Args:
        probabilities: each above 0 and below 1.
        targets: each 0 or 1.

    Raises:
        ValueError: the two lists differ in length.
    """
    check_lengths(probabilities, targets)
    n = len(targets)
    chances = [p.data if t else 1 - p.data for p, t in zip(probabilities, targets)]
    if 0 in chances:
        raise ValueError("infinite surprise")
    slopes = [(-1 if t else 1) / chance / n for chance, t in zip(chances, targets)]
    return node(-sum(map(math.log, chances)) / n, probabilities, slopes)


def one_hot(label: int, n_classes: int) -> list[float]:
    """Return n_classes numbers: 1.0 at position label, counted from 0, and 0.0 elsewhere."""
    return list(map(float, np.eye(n_classes)[label]))


def softmax(logits: Sequence[Value]) -> list[Value]:
    """Turn any numbers into probabilities: e**z, each divided by the sum of all of them.

    Adding the same number to every logit changes nothing, and 1000 overflows nothing.
    Source: page e06, "Softmax, and why the shift".
    """
    shares = np.exp([z.data - max(z.data for z in logits) for z in logits])
    shares = [float(share) for share in shares / shares.sum()]
    return [
        node(p, logits, [p * ((i == j) - q) for j, q in enumerate(shares)])
        for i, p in enumerate(shares)
    ]


def categorical_cross_entropy(probabilities: Sequence[Value], target: Sequence[float]) -> Value:
    """Return the sum (not the mean) of -y ln p over the classes, in nats.

    Args:
        probabilities: one per class.
        target: one weight per class, as from one_hot; classes of weight 0 are skipped.

    Raises:
        ValueError: the two lists differ in length, or the true class has probability 0.
    """
    check_lengths(probabilities, target)
    if any(y and not p.data for p, y in zip(probabilities, target)):
        raise ValueError("infinite surprise")
    slopes = [-y / p.data if y else 0.0 for p, y in zip(probabilities, target)]
    data = sum(-y * math.log(p.data) for p, y in zip(probabilities, target) if y)
    return node(data, probabilities, slopes)


def cross_entropy_from_logits(logits: Sequence[Value], label: int) -> Value:
    """Return -ln of the softmax probability of class label, straight from the logits, in nats.

    Stable: neither logits of 1000 nor differences of 1000 overflow or meet ln 0.
    Source: page e06, "Log-sum-exp".
    """
    data = np.array([z.data for z in logits])
    total = np.logaddexp.reduce(data)
    slopes = np.exp(data - total) - np.eye(len(data))[label]
    return node(float(total - data[label]), logits, slopes.tolist())
