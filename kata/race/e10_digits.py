"""An epoch of the digits network, four times: from single Values to numpy."""

from array import array
from collections.abc import Callable
from functools import partial

import numpy as np

from kata.course import digits
from kata.race import e09_matmul, network
from kata.race.contender import Contender, check_losses
from kata.race.e11_fast_value import added, descend
from kata.race.network import BATCH, LEARNING_RATE

TITLE = "The digits network (64-32-10, batches of 32), on one thread"
WHAT = f"One epoch, {digits.TRAIN:,} digits"
UNIT, AGAINST = "ms", "numpy"
STANDS_ON = ["e04_neuron"]  # on the engine: e02 with e03
VALUES = "Value by Value"
PRODUCTS = ["Python ijk", "Python fast", "C ijk", "C packed"]
LOSSES = {1: 2.4544603840942614, 45: 1.3939674411786378}  # of the first and of the last batch
LEARNED = 2.21457855571688  # of the first digit again, after the first batch


def contenders() -> list[Contender]:
    part = f"timed on {BATCH + 1} digits, scaled up to {digits.TRAIN:,}"
    return [
        Contender(VALUES, "e02_value", note=part),
        *(Contender(name, e09_matmul.PRODUCTS[name]) for name in PRODUCTS),
        Contender("numpy", "e10_digits"),
    ]


def prepare(name: str, size: None) -> tuple[Callable, float]:
    """Return the call that is timed, and how much of an epoch it is.

    Raises:
        LeftOut: its losses are wrong.
    """
    x, labels, _, _ = digits.load()
    losses = LOSSES
    if name == VALUES:
        x, labels, losses = x[:BATCH], labels[:BATCH], {1: LOSSES[1], 2: LEARNED}
    batches = [(x[i : i + BATCH], labels[i : i + BATCH]) for i in range(0, len(x), BATCH)]
    if name == VALUES:
        start = values
        batches.append((x[:1], labels[:1]))  # has it learned?
        batches = [(x.tolist(), labels.tolist()) for x, labels in batches]
    elif name in PRODUCTS:
        buffer = list if name.startswith("Python") else partial(array, "d")
        start = partial(network.Network, e09_matmul.product(name), buffer)
        batches = [(buffer(x.ravel().tolist()), labels.tolist()) for x, labels in batches]
    else:
        start = arrays
        batches = [(x, np.eye(digits.CLASSES)[labels]) for x, labels in batches]

    def epoch() -> list[float]:
        train = start()
        return [train(*batch) for batch in batches]

    check_losses(epoch(), losses, "batch")
    return epoch, sum(len(labels) for _, labels in batches) / digits.TRAIN


def arrays() -> Callable[[np.ndarray, np.ndarray], float]:
    """Return what trains a fresh network of e10 on a batch, and gives the loss."""
    from exercises import e10_digits

    first = network.parameters().items()
    p = {name: np.array(numbers).reshape(network.SHAPES[name]) for name, numbers in first}

    def train(x: np.ndarray, targets: np.ndarray) -> float:
        probabilities, cache = e10_digits.forward(p, x)
        loss = e10_digits.cross_entropy(probabilities, targets)
        for name, grad in e10_digits.backward(p, cache, targets).items():
            p[name] -= LEARNING_RATE * grad
        return loss

    return train


def values() -> Callable[[list, list], float]:
    """Return the same for a network of single Values, sample after sample."""
    from exercises.e02_value import Value

    first = network.parameters().items()
    p = {name: [Value(number) for number in numbers] for name, numbers in first}
    every = [value for numbers in p.values() for value in numbers]

    def layer(x: list, weights: list, biases: list) -> list:
        return [added(weights[i :: len(biases)], x, bias) for i, bias in enumerate(biases)]

    def loss(x: list, labels: list) -> float:
        total = 0.0
        for row, label in zip(x, labels):
            hidden = [z.relu() for z in layer(row, p["W1"], p["b1"])]
            logits = layer(hidden, p["W2"], p["b2"])
            largest = max(z.data for z in logits)
            powers = [(z - largest).exp() for z in logits]
            log_sum = sum(powers[1:], powers[0]).log() + largest
            share = (log_sum - logits[label]) * (1 / len(x))
            share.backward()  # gradients add up: a graph of one sample at a time is enough
            total += share.data
        return total

    return lambda x, labels: descend(every, LEARNING_RATE, partial(loss, x, labels))
