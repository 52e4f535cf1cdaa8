"""Arrays of Values: numpy adds, multiplies, and calls exp and log of each; then a fold, and totals of one line."""

import operator
from functools import partial, reduce

import numpy as np

from .e02_value import Value


def check_lengths(answers, wanted):
    if len(answers) != len(wanted):
        raise ValueError(f"{len(answers)} answers, but {len(wanted)} wanted")


array = partial(np.array, dtype=object)


def mean_squared_error(predictions, targets):
    check_lengths(predictions, targets)
    return ((array(predictions) - np.array(targets)) ** 2).mean()  # divides by a numpy integer


def hinge_loss(scores, signs):
    check_lengths(scores, signs)
    short = 1 - array(scores) * array(signs)
    return np.sum([margin.relu() for margin in short]) / np.float64(len(signs))


def binary_cross_entropy(probabilities, targets):
    check_lengths(probabilities, targets)
    p = array(probabilities)
    chances = np.where(array(targets) == 1, p, 1 - p)
    if min(chance.data for chance in chances) <= 0:
        raise ValueError("ln 0 is infinite")
    return -np.log(chances).sum() / len(targets)


def one_hot(label, n_classes):
    return np.eye(n_classes)[label].tolist()


def softmax(logits):
    largest = np.max([z.data for z in logits])
    powers = np.exp(array(logits) - largest)
    return (powers / powers.sum()).tolist()


def categorical_cross_entropy(probabilities, target):
    check_lengths(probabilities, target)
    true = [(y, p) for y, p in zip(target, probabilities) if y]
    if not all(p.data for _, p in true):
        raise ValueError("probability 0.0 on a true class")
    return -reduce(operator.add, (y * p.log() for y, p in true), Value(0.0))


def cross_entropy_from_logits(logits, label):
    gaps = array(logits) - logits[label]
    largest = max(gap.data for gap in gaps)
    return reduce(operator.add, [(gap - largest).exp() for gap in gaps]).log() + largest
