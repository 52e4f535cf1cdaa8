"""How wrong is an answer? One number that training can make smaller.

Every loss takes the network's answers to one sample first and the target second.
Logarithms are natural, so cross-entropies are in nats.

Page: docs/e06_losses.md
"""

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
    # BEGIN SOLUTION
    squares = [(p - t) ** 2 for p, t in zip(predictions, targets)]
    return sum(squares) / len(squares)
    # END SOLUTION


def hinge_loss(scores: Sequence[Value], signs: Sequence[float]) -> Value:
    """Return the mean over the list of max(0, 1 - sign * score); each sign is 1 or -1.

    Raises:
        ValueError: the two lists differ in length.
    """
    check_lengths(scores, signs)
    # BEGIN SOLUTION
    margins = [(1 - sign * score).relu() for score, sign in zip(scores, signs)]
    return sum(margins) / len(margins)
    # END SOLUTION


# --- Surprise ---


def binary_cross_entropy(probabilities: Sequence[Value], targets: Sequence[float]) -> Value:
    """Return the mean over the list of -(t ln p + (1 - t) ln(1 - p)), in nats.

    Args:
        probabilities: each p above 0 and below 1. For the star, 0 and 1 too: a sure answer that
            comes true costs 0.
        targets: each t is 0 or 1.

    Raises:
        ValueError: the two lists differ in length; for the star, what came true had probability 0,
            and the message says so.
    """
    check_lengths(probabilities, targets)
    # BEGIN SOLUTION
    chances = [p if t else 1 - p for p, t in zip(probabilities, targets)]
    return -sum(chance.log() for chance in chances) / len(chances)
    # END SOLUTION


def one_hot(label: int, n_classes: int) -> list[float]:
    """Return n_classes numbers: 1.0 at place label, counted from 0, and 0.0 elsewhere."""
    # BEGIN SOLUTION
    return [1.0 if i == label else 0.0 for i in range(n_classes)]
    # END SOLUTION


def softmax(logits: Sequence[Value]) -> list[Value]:
    """Return a probability for each logit z: e**z, divided by the sum of all these powers.

    Adding the same number to every logit changes nothing; a logit of 1000 must not overflow.
    Source: page e06, "Softmax, and why the shift".
    """
    # BEGIN SOLUTION
    largest = max(z.data for z in logits)
    powers = [(z - largest).exp() for z in logits]
    total = sum(powers)
    return [power / total for power in powers]
    # END SOLUTION


def categorical_cross_entropy(probabilities: Sequence[Value], target: Sequence[float]) -> Value:
    """Return the sum (not the mean) of -t ln p over the classes, in nats.

    Args:
        probabilities: one p per class.
        target: one weight t per class, as from one_hot; classes of weight 0 are skipped.
            Neither list need sum to 1.

    Raises:
        ValueError: the two lists differ in length, or the true class has probability 0, and the
            message says so.
    """
    check_lengths(probabilities, target)
    # BEGIN SOLUTION
    loss = Value(0.0)
    for p, t in zip(probabilities, target):
        if t == 0:
            continue
        if p.data == 0:
            raise ValueError("the true class has probability 0: its surprise is infinite")
        loss = loss - t * p.log()
    return loss
    # END SOLUTION


def cross_entropy_from_logits(logits: Sequence[Value], label: int) -> Value:
    """Return -ln of the softmax probability of class label, straight from the logits, in nats.

    Stable: with logits of 1000 and differences of 1000 nothing overflows, and no ln 0 is computed.
    Source: page e06, "Log-sum-exp".
    """
    # BEGIN SOLUTION
    largest = max(z.data for z in logits)
    total = sum((z - largest).exp() for z in logits)
    return total.log() + largest - logits[label]
    # END SOLUTION
