"""Logarithms first: softmax is e to the log-softmax, losses are sums of shares."""

from collections.abc import Sequence

from .e02_value import Value


def check_lengths(answers: Sequence, wanted: Sequence) -> None:
    """Raise ValueError unless the two are equally long."""
    if len(answers) != len(wanted):
        raise ValueError(f"{len(answers)} answers, but {len(wanted)} wanted")


def log_softmax(logits):
    """Return ln of the softmax of each logit."""
    shift = max(z.data for z in logits) + 0.25  # any shift near the largest will do
    total = sum((z - shift).exp() for z in logits).log() + shift
    return [z - total for z in logits]


# --- Distances ---


def mean_squared_error(predictions: Sequence[Value], targets: Sequence[float]) -> Value:
    """Return the mean over the list of (prediction - target) squared.

    Raises:
        ValueError: the two lists differ in length.
    """
    check_lengths(predictions, targets)
    n = len(predictions)
    return sum((p - t) * (p - t) / n for p, t in zip(predictions, targets))


def hinge_loss(scores: Sequence[Value], signs: Sequence[float]) -> Value:
    """Return the mean over the list of max(0, 1 - sign * score); each sign is 1 or -1.

    Raises:
        ValueError: the two lists differ in length.
    """
    check_lengths(scores, signs)
    wrong = [1 - y * s for s, y in zip(scores, signs) if y * s.data < 1]
    return sum(wrong, Value(0.0)) / len(scores)


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
    chances = [p if t else 1 - p for p, t in zip(probabilities, targets)]
    return -sum(chance.log() for chance in chances) / len(chances)


def one_hot(label: int, n_classes: int) -> list[float]:
    """Return n_classes numbers: 1.0 at position label, counted from 0, and 0.0 elsewhere."""
    return [0.0] * label + [1.0] + [0.0] * (n_classes - label - 1)


def softmax(logits: Sequence[Value]) -> list[Value]:
    """Turn any numbers into probabilities: e**z, each divided by the sum of all of them.

    Adding the same number to every logit changes nothing, and 1000 overflows nothing.
    Source: page e06, "Softmax, and why the shift".
    """
    return [surprise.exp() for surprise in log_softmax(logits)]


def categorical_cross_entropy(probabilities: Sequence[Value], target: Sequence[float]) -> Value:
    """Return the sum (not the mean) of -y ln p over the classes, in nats.

    Args:
        probabilities: one per class.
        target: one weight per class, as from one_hot; classes of weight 0 are skipped.

    Raises:
        ValueError: the two lists differ in length, or the true class has probability 0.
    """
    check_lengths(probabilities, target)
    true = [(p, y) for p, y in zip(probabilities, target) if y != 0]
    if min(p.data for p, _ in true) <= 0:
        raise ValueError("a true class was called impossible (probability zero)")
    return sum(-y * p.log() for p, y in true)


def cross_entropy_from_logits(logits: Sequence[Value], label: int) -> Value:
    """Return -ln of the softmax probability of class label, straight from the logits, in nats.

    Stable: neither logits of 1000 nor differences of 1000 overflow or meet ln 0.
    Source: page e06, "Log-sum-exp".
    """
    return -log_softmax(logits)[label]
