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
    # TODO: your code here (about 2 lines)
    raise NotImplementedError("e06_losses: mean_squared_error")


def hinge_loss(scores: Sequence[Value], signs: Sequence[float]) -> Value:
    """Return the mean over the list of max(0, 1 - sign * score); each sign is 1 or -1.

    Raises:
        ValueError: the two lists differ in length.
    """
    check_lengths(scores, signs)
    # TODO: your code here (about 2 lines)
    raise NotImplementedError("e06_losses: hinge_loss")


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
    # TODO: your code here (about 2 lines)
    raise NotImplementedError("e06_losses: binary_cross_entropy")


def one_hot(label: int, n_classes: int) -> list[float]:
    """Return n_classes numbers: 1.0 at place label, counted from 0, and 0.0 elsewhere."""
    # TODO: your code here (about 1 line)
    raise NotImplementedError("e06_losses: one_hot")


def softmax(logits: Sequence[Value]) -> list[Value]:
    """Return a probability for each logit z: e**z, divided by the sum of all these powers.

    Adding the same number to every logit changes nothing; a logit of 1000 must not overflow.
    Source: page e06, "Softmax, and why the shift".
    """
    # TODO: your code here (about 4 lines)
    raise NotImplementedError("e06_losses: softmax")


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
    # TODO: your code here (about 8 lines)
    raise NotImplementedError("e06_losses: categorical_cross_entropy")


def cross_entropy_from_logits(logits: Sequence[Value], label: int) -> Value:
    """Return -ln of the softmax probability of class label, straight from the logits, in nats.

    Stable: with logits of 1000 and differences of 1000 nothing overflows, and no ln 0 is computed.
    Source: page e06, "Log-sum-exp".
    """
    # TODO: your code here (about 3 lines)
    raise NotImplementedError("e06_losses: cross_entropy_from_logits")
