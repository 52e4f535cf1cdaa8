"""An epoch of the digits network, four times: from single Values to numpy."""

import importlib
from array import array
from collections.abc import Callable
from functools import partial

import numpy as np

from kata.course import digits
from kata.race.contender import Contender, same
from kata.race.network import BATCH, CLASSES, HIDDEN, LEARNING_RATE, PIXELS, SHAPES, Network
from kata.race.network import parameters as first

TITLE = "The digits network (64-32-10, batches of 32), on one thread"
UNIT, AGAINST = "ms", "numpy"
SIZES = [None]
RACED = ["e10_digits", "e09_matmul", "e12_c_matmul"]
BEHIND = ["e04_neuron"]  # it stands on the engine: e02 with e03
VALUES = "Value by Value"
PRODUCTS = {
    "Python ijk": ("e09_matmul", "matmul_ijk", list),
    "Python fast": ("e09_matmul", "matmul_fast", list),
    "C ijk": ("e12_c_matmul", "matmul_ijk", partial(array, "d")),
    "C packed": ("e12_c_matmul", "matmul_packed", partial(array, "d")),
}
LOSSES = {1: 2.4544603840942614, 45: 1.3939674411786378}  # of the first and of the last batch
LEARNED = 2.21457855571688  # of the first digit again, after the first batch


def contenders() -> list[Contender]:
    part = f"timed on {BATCH + 1} digits, scaled up to {digits.TRAIN:,}"
    return [
        Contender(VALUES, "e02_value", note=part),
        *(Contender(name, stem) for name, (stem, _, _) in PRODUCTS.items()),
        Contender("numpy", "e10_digits"),
    ]


def what(size: None) -> str:
    return f"One epoch, {digits.TRAIN:,} digits"


def prepare(name: str, size: None) -> tuple[Callable, float]:
    """Return the call that is timed, and how much of an epoch it is.

    Raises:
        LeftOut: its losses are wrong.
    """
    x, labels, _, _ = digits.load()
    if name == VALUES:
        x, labels = x[:BATCH], labels[:BATCH]
    batches = [(x[i : i + BATCH], labels[i : i + BATCH]) for i in range(0, len(x), BATCH)]
    if name in PRODUCTS:
        stem, function, buffer = PRODUCTS[name]
        product = getattr(importlib.import_module(f"exercises.{stem}"), function)
        start = partial(lists, product, buffer)
        batches = [(buffer(x.ravel().tolist()), labels.tolist()) for x, labels in batches]
    elif name == VALUES:
        start = values
        batches = [(x.tolist(), labels.tolist()) for x, labels in batches]
        batches += [(x[:1], labels[:1]) for x, labels in batches]  # has it learned?
    else:
        start = arrays
        batches = [(x, np.eye(CLASSES)[labels]) for x, labels in batches]

    def epoch() -> list[float]:
        train = start()
        return [train(*batch) for batch in batches]

    same(epoch(), LOSSES if name != VALUES else {1: LOSSES[1], 2: LEARNED}, "batch")
    return epoch, sum(len(labels) for _, labels in batches) / digits.TRAIN


def arrays() -> Callable[[np.ndarray, np.ndarray], float]:
    """Return what trains a fresh network of e10 on a batch, and gives the loss."""
    from exercises import e10_digits

    p = {name: np.array(numbers).reshape(SHAPES[name]) for name, numbers in first().items()}

    def train(x: np.ndarray, targets: np.ndarray) -> float:
        probabilities, cache = e10_digits.forward(p, x)
        loss = e10_digits.cross_entropy(probabilities, targets)
        for name, grad in e10_digits.backward(p, cache, targets).items():
            p[name] -= LEARNING_RATE * grad
        return loss

    return train


def lists(product: Callable, buffer: Callable) -> Callable[[list, list], float]:
    """Return the same for the network on flat lists, or what else the product takes."""
    return Network(product, buffer, {name: buffer(p) for name, p in first().items()}).train


def values() -> Callable[[list, list], float]:
    """Return the same for a network of single Values, sample after sample."""
    from exercises.e02_value import Value

    p = {name: [Value(number) for number in numbers] for name, numbers in first().items()}
    every = [value for numbers in p.values() for value in numbers]

    def layer(x: list, number: str, inputs: int, outputs: int) -> list:
        answers = []
        for column in range(outputs):
            total = p[f"b{number}"][column]
            for i in range(inputs):
                total = total + p[f"W{number}"][i * outputs + column] * x[i]
            answers.append(total)
        return answers

    def train(x: list, labels: list) -> float:
        for value in every:
            value.grad = 0.0
        loss = 0.0
        for row, label in zip(x, labels):
            hidden = [z.relu() for z in layer(row, "1", PIXELS, HIDDEN)]
            logits = layer(hidden, "2", HIDDEN, CLASSES)
            largest = max(z.data for z in logits)
            powers = [(z - largest).exp() for z in logits]
            total = sum(powers[1:], powers[0])
            share = (total.log() + largest - logits[label]) * (1 / len(x))
            share.backward()  # gradients add up: a graph of one sample at a time is enough
            loss += share.data
        for value in every:
            value.data -= LEARNING_RATE * value.grad
        return loss

    return train
