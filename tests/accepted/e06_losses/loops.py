"""Running totals, places written into, a dict by sign; the largest logit stays a Value; log refuses 0 itself."""

from collections.abc import Sequence

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
    total = Value(0.0)
    for i in range(len(targets)):
        difference = targets[i] - predictions[i]
        total += difference * difference
    return total * (1 / len(targets))


def hinge_loss(scores: Sequence[Value], signs: Sequence[float]) -> Value:
    """Return the mean over the list of max(0, 1 - sign * score); each sign is 1 or -1.

    Raises:
        ValueError: the two lists differ in length.
    """
    check_lengths(scores, signs)
    total = Value(0)
    for i in range(len(signs)):
        margin = {1: 1 - scores[i], -1: 1 + scores[i]}[signs[i]]
        total += margin if margin.data > 0 else Value(0)
    return total / len(signs)


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
    total = 0
    for p, t in zip(probabilities, targets):
        total -= p.log() if t == 1 else (1 - p).log()
    return total / len(targets)


def one_hot(label: int, n_classes: int) -> list[float]:
    """Return n_classes numbers: 1.0 at position label, counted from 0, and 0.0 elsewhere."""
    places = [0] * n_classes
    places[label] = 1
    return places


def softmax(logits: Sequence[Value]) -> list[Value]:
    """Turn any numbers into probabilities: e**z, each divided by the sum of all of them.

    Adding the same number to every logit changes nothing, and 1000 overflows nothing.
    Source: page e06, "Softmax, and why the shift".
    """
    largest = logits[0]
    for z in logits:
        if z.data > largest.data:
            largest = z
    total, powers = Value(0.0), []
    for z in logits:
        power = (z - largest).exp()
        powers.append(power)
        total = total + power
    for i in range(len(powers)):
        powers[i] = powers[i] * total**-1
    return powers


def categorical_cross_entropy(probabilities: Sequence[Value], target: Sequence[float]) -> Value:
    """Return the sum (not the mean) of -y ln p over the classes, in nats.

    Args:
        probabilities: one per class.
        target: one weight per class, as from one_hot; classes of weight 0 are skipped.

    Raises:
        ValueError: the two lists differ in length, or the true class has probability 0.
    """
    check_lengths(probabilities, target)
    total = 0
    for p, y in zip(probabilities, target):
        if y > 0:
            total = total + y * p.log()
    return -total


def cross_entropy_from_logits(logits: Sequence[Value], label: int) -> Value:
    """Return -ln of the softmax probability of class label, straight from the logits, in nats.

    Stable: neither logits of 1000 nor differences of 1000 overflow or meet ln 0.
    Source: page e06, "Log-sum-exp".
    """
    largest = max(logits, key=lambda z: z.data)
    total = Value(0.0)
    for z in logits:
        total = total + (z - largest).exp()
    return largest + total.log() - logits[label]
