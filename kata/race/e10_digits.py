"""An epoch of the digits network, four times: from single Values to numpy."""

from array import array
from collections.abc import Callable
from functools import partial

import numpy as np

from kata.course import digits
from kata.race import e09_matmul, network
from kata.race.contender import Contender, check_losses
from kata.race.network import BATCH

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
    """Return the call that is timed, and how much of an epoch it is; a LeftOut says that its losses are wrong."""
    x, labels, _, _ = digits.load()
    batches = [(x[i : i + BATCH], labels[i : i + BATCH]) for i in range(0, len(x), BATCH)]
    start, losses = network.of_arrays, LOSSES
    if name == VALUES:
        start, losses = network.of_values, {1: LOSSES[1], 2: LEARNED}
        batches = [batches[0], (x[:1], labels[:1])]  # the second: has it learned?
        batches = [(x.tolist(), labels.tolist()) for x, labels in batches]
    elif name in PRODUCTS:
        buffer = list if name.startswith("Python") else partial(array, "d")
        start = partial(network.of_buffers, e09_matmul.product(name), buffer)
        batches = [(buffer(x.ravel().tolist()), labels.tolist()) for x, labels in batches]
    else:
        batches = [(x, np.eye(digits.CLASSES)[labels]) for x, labels in batches]

    def epoch() -> list[float]:
        train = start()
        return [train(*batch) for batch in batches]

    check_losses(epoch(), losses, "batch")
    return epoch, sum(len(labels) for _, labels in batches) / digits.TRAIN
