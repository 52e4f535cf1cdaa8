"""A fold, max with a key, the chance as a line in p, and a log-sum-exp that finds its shift on the way."""

import math
from collections.abc import Sequence
from functools import reduce

from .e02_value import Value


def check_lengths(answers: Sequence, wanted: Sequence) -> None:
    """Raise ValueError unless the two are equally long."""
    if len(answers) != len(wanted):
        raise ValueError(f"{len(answers)} answers, but {len(wanted)} wanted")


# --- Distances ---


def mean_squared_error(predictions: Sequence[Value], targets: Sequence[float]) -> Value:
    """Return the mean over the list of (prediction - target) squared.

    Raises:
        ValueError: the two lists differ in length.
    """
    check_lengths(predictions, targets)
    return reduce(
        lambda total, pair: total + (pair[1] - pair[0]) ** 2 / len(targets),
        zip(predictions, targets),
        Value(0),
    )


def hinge_loss(scores: Sequence[Value], signs: Sequence[float]) -> Value:
    """Return the mean over the list of max(0, 1 - sign * score); each sign is 1 or -1.

    Raises:
        ValueError: the two lists differ in length.
    """
    check_lengths(scores, signs)
    zero = Value(0.0)
    return sum(max(zero, 1 - y * s, key=lambda v: v.data) for s, y in zip(scores, signs)) / len(
        signs
    )


# --- Surprise ---


def binary_cross_entropy(probabilities: Sequence[Value], targets: Sequence[float]) -> Value:
    """Return the mean over the list of -(t ln p + (1 - t) ln(1 - p)), in nats.

    Args:
        probabilities: each p above 0 and below 1. For the star, 0 and 1 too: a sure answer that
            comes true costs 0.
        targets: each t is 0 or 1.

    Raises:
        ValueError: the two lists differ in length; for the star, what came true had probability 0.
    """
    check_lengths(probabilities, targets)
    return sum(-(1 - t + (2 * t - 1) * p).log() for p, t in zip(probabilities, targets)) / len(
        targets
    )


def one_hot(label: int, n_classes: int) -> list[float]:
    """Return n_classes numbers: 1.0 at place label, counted from 0, and 0.0 elsewhere."""
    return [0.0] * label + [1.0] + [0.0] * (n_classes - label - 1)


def softmax(logits: Sequence[Value]) -> list[Value]:
    """Return a probability for each logit z: e**z, divided by the sum of all these powers.

    Adding the same number to every logit changes nothing; a logit of 1000 must not overflow.
    Source: page e06, "Softmax, and why the shift".
    """
    m = max(z.data for z in logits)
    lse = m + sum((z - m).exp() for z in logits).log()
    return [(z - lse).exp() for z in logits]


def categorical_cross_entropy(probabilities: Sequence[Value], target: Sequence[float]) -> Value:
    """Return the sum (not the mean) of -t ln p over the classes, in nats.

    Args:
        probabilities: one p per class.
        target: one weight t per class, as from one_hot; classes of weight 0 are skipped.

    Raises:
        ValueError: the two lists differ in length, or the true class has probability 0.
    """
    check_lengths(probabilities, target)
    if any(t and p.data <= 0 for p, t in zip(probabilities, target)):
        raise ValueError("impossible, and it came true")
    return sum(-t * p.log() for p, t in zip(probabilities, target) if t > 0)


def cross_entropy_from_logits(logits: Sequence[Value], label: int) -> Value:
    """Return -ln of the softmax probability of class label, straight from the logits, in nats.

    Stable: with logits of 1000 and differences of 1000 nothing overflows, and no ln 0 is computed.
    Source: page e06, "Log-sum-exp".
    """
    largest, total = -math.inf, Value(0.0)
    for z in logits:
        before, largest = largest, max(largest, z.data)
        total = total * math.exp(before - largest) + (z - largest).exp()
    return largest + total.log() - logits[label]
