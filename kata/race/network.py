"""The digits network on flat lists of numbers: the product of two matrices is whichever one passes in.

64 pixels, 32 neurons with relu, 10 with softmax; cross-entropy; mini-batches, in one order for all.
"""

import math
import random
from collections.abc import Callable, Iterable

from kata.course.digits import CLASSES, PIXELS

HIDDEN, BATCH, LEARNING_RATE = 32, 32, 0.1
SHAPES = {"W1": (PIXELS, HIDDEN), "b1": (HIDDEN,), "W2": (HIDDEN, CLASSES), "b2": (CLASSES,)}


def parameters() -> dict[str, list[float]]:
    """Return the same first parameters every time, row after row."""
    rng = random.Random(10)
    start = {name: [0.0] * math.prod(shape) for name, shape in SHAPES.items()}
    for name in ("W1", "W2"):
        most = math.sqrt(6 / SHAPES[name][0])  # of an even draw, for a variance of 2 / inputs
        start[name] = [rng.uniform(-most, most) for _ in start[name]]
    return start


class Network:
    """A fresh network; called with a batch, it trains on it."""

    def __init__(self, product: Callable, buffer: Callable[[Iterable[float]], object]):
        """Take product(a, b, n, k, m), and what makes the buffers that it multiplies."""
        self.product, self.buffer = product, buffer
        self.parameters = {name: buffer(numbers) for name, numbers in parameters().items()}

    def __call__(self, x: object, labels: list[int]) -> float:
        """Train on a batch of samples, and return their mean loss before the update."""
        buffer, n = self.buffer, len(labels)
        before = self.layer(x, "1", n)
        hidden = buffer(z if z > 0 else 0.0 for z in before)
        logits = self.layer(hidden, "2", n)
        loss, slopes = 0.0, []  # slopes by the logits
        for row, label in enumerate(labels):
            probabilities = softmax(logits[CLASSES * row : CLASSES * (row + 1)])
            loss -= math.log(probabilities[label]) / n
            probabilities[label] -= 1
            slopes += [p / n for p in probabilities]
        grad = buffer(slopes)
        weights = self.transposed(self.parameters["W2"], HIDDEN, CLASSES)
        back = self.product(grad, weights, n, CLASSES, HIDDEN)
        grad_hidden = buffer(g if z > 0 else 0.0 for g, z in zip(back, before))
        self.step("2", hidden, grad, n)
        self.step("1", x, grad_hidden, n)
        return loss

    def layer(self, x: object, number: str, n: int) -> list[float]:
        """Return x w + b, row after row."""
        bias = self.parameters[f"b{number}"]
        inputs, outputs = SHAPES[f"W{number}"]
        z = self.product(x, self.parameters[f"W{number}"], n, inputs, outputs)
        return [total + bias[i % outputs] for i, total in enumerate(z)]

    def step(self, number: str, x: object, grad: object, n: int) -> None:
        """Move a layer's parameters against their gradients, given those of its result."""
        inputs, outputs = SHAPES[f"W{number}"]
        of_weights = self.product(self.transposed(x, n, inputs), grad, inputs, n, outputs)
        of_biases = [sum(grad[column::outputs]) for column in range(outputs)]
        for name, slope in ((f"W{number}", of_weights), (f"b{number}", of_biases)):
            old = self.parameters[name]
            self.parameters[name] = self.buffer(p - LEARNING_RATE * g for p, g in zip(old, slope))

    def transposed(self, a: object, n: int, m: int) -> object:
        """Return the m x n matrix whose rows are the columns of a."""
        return self.buffer(number for column in range(m) for number in a[column::m])


def softmax(logits: list[float]) -> list[float]:
    """Return the probabilities of one sample."""
    powers = [math.exp(z - max(logits)) for z in logits]
    total = sum(powers)
    return [power / total for power in powers]
