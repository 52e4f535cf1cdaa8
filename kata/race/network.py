"""The digits network, five times: of arrays, of Tensors, in PyTorch, of flat buffers, of single Values.

64 pixels, 32 neurons with relu, 10 with softmax; cross-entropy; mini-batches, in one order for all.
Each function returns what trains a fresh network on a batch, and gives the mean loss before the update.
"""

import math
import random
from collections.abc import Callable
from functools import partial

import numpy as np

from kata.course.digits import CLASSES, PIXELS
from kata.race.e11_fast_value import added, descend

# REPEATS e06, e10
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


def start() -> dict[str, np.ndarray]:
    """Return them as arrays."""
    return {name: np.reshape(numbers, SHAPES[name]) for name, numbers in parameters().items()}


def of_arrays() -> Callable[[np.ndarray, np.ndarray], float]:
    """Return it for e10's functions, and one-hot targets."""
    from exercises import e10_digits

    p = start()

    def train(x: np.ndarray, targets: np.ndarray) -> float:
        probabilities, cache = e10_digits.forward(p, x)
        loss = e10_digits.cross_entropy(probabilities, targets)
        for name, grad in e10_digits.backward(p, cache, targets).items():
            p[name] -= LEARNING_RATE * grad
        return loss

    return train


def of_tensors() -> Callable:
    """Return what trains the network, with Tensors, on a batch."""
    from exercises.e03_backward import zero_grad
    from exercises.e07_descent import SGD
    from exercises.e13_tensor import Tensor, cross_entropy

    parameters = [Tensor(array) for array in start().values()]
    w1, b1, w2, b2 = parameters
    descent = SGD(parameters, LEARNING_RATE)

    def train(x: np.ndarray, targets: np.ndarray) -> float:
        logits = (x @ w1 + b1).relu() @ w2 + b2
        loss = cross_entropy(logits, targets)
        zero_grad(parameters)
        loss.backward()
        descent.step()
        return float(loss.data)

    return train


def of_pytorch() -> Callable:
    """Return what trains the network, in PyTorch, on a batch."""
    import torch
    from torch import nn, optim

    layers = nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10)
    model = nn.Sequential(*layers).double()
    for parameter, array in zip(model.parameters(), start().values()):
        parameter.data = torch.tensor(array.T.copy())
    descent = optim.SGD(model.parameters(), LEARNING_RATE)
    loss_of = nn.CrossEntropyLoss()

    def train(x: torch.Tensor, labels: torch.Tensor) -> float:
        logits = model(x)
        loss = loss_of(logits, labels)
        descent.zero_grad()
        loss.backward()
        descent.step()
        return loss.item()

    return train


def of_buffers(product: Callable, buffer: Callable) -> Callable[[object, list[int]], float]:
    """Return it for a product(a, b, n, k, m), and what makes the buffers that it multiplies."""
    p = {name: buffer(numbers) for name, numbers in parameters().items()}

    def layer(x: object, n: int, w: str, b: str) -> list[float]:
        bias, outputs = p[b], SHAPES[w][1]
        return [z + bias[i % outputs] for i, z in enumerate(product(x, p[w], n, *SHAPES[w]))]

    def transposed(a: object, columns: int) -> object:
        return buffer(number for column in range(columns) for number in a[column::columns])

    def train(x: object, labels: list[int]) -> float:
        n, loss, grad = len(labels), 0.0, buffer([])
        before = layer(x, n, "W1", "b1")
        hidden = buffer(z if z > 0 else 0.0 for z in before)
        logits = layer(hidden, n, "W2", "b2")
        for row, label in enumerate(labels):
            scores = logits[CLASSES * row : CLASSES * (row + 1)]
            powers = [math.exp(z - max(scores)) for z in scores]
            total = sum(powers)
            loss -= math.log(powers[label] / total) / n
            grad.extend((p / total - (i == label)) / n for i, p in enumerate(powers))
        back = product(grad, transposed(p["W2"], CLASSES), n, CLASSES, HIDDEN)
        grad_before = buffer(g if z > 0 else 0.0 for g, z in zip(back, before))
        for inputs, outputs, w, b in ((hidden, grad, "W2", "b2"), (x, grad_before, "W1", "b1")):
            rows, columns = SHAPES[w]
            of_weights = product(transposed(inputs, rows), outputs, rows, n, columns)
            of_biases = [sum(outputs[column::columns]) for column in range(columns)]
            for name, slopes in ((w, of_weights), (b, of_biases)):
                p[name] = buffer(old - LEARNING_RATE * g for old, g in zip(p[name], slopes))
        return loss

    return train


def of_values() -> Callable[[list, list], float]:
    """Return it for e02's Value, sample after sample."""
    from exercises.e02_value import Value

    p = {name: [Value(number) for number in numbers] for name, numbers in parameters().items()}
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
