"""Trainings for docs/e08_training.md: a sine, 30 points learned by heart, and inputs of two sizes."""

import math
import random
from functools import cache

import numpy as np

from kata.course.moons import moons

SINE_EPOCHS, HEART_EPOCHS = 300, 80
DRAWN = (0, 10, 50, 300)  # epochs at which the sine is shown


@cache
def sine() -> tuple[list[float], dict[int, list[float]]]:
    """Return the history, and by epoch what the network says at `places`."""
    from exercises.e05_mlp import MLP
    from exercises.e06_losses import mean_squared_error
    from exercises.e07_descent import Adam
    from exercises.e08_training import train

    rng = random.Random(1)
    inputs, targets = points()
    model = MLP([1, 8, 1], rng=rng)
    adam = Adam(model.parameters(), 0.05)
    history, answers = [], {}
    for epoch in range(SINE_EPOCHS + 1):
        if epoch in DRAWN:
            answers[epoch] = [model([x])[0].data for x in places()]
        if epoch < SINE_EPOCHS:
            history += train(model, inputs, targets, mean_squared_error, adam, 13, 1, rng)
    return history, answers


def faults(epochs: int) -> dict[str, list[float]]:
    """Return the history of the sine's training as it should be, and with one thing wrong."""
    from exercises.e05_mlp import MLP
    from exercises.e06_losses import mean_squared_error
    from exercises.e07_descent import SGD
    from exercises.e08_training import train

    class Unzeroed(SGD):
        """Keeps what each step followed, as a loop does that never zeroes."""

        def step(self):
            for i, p in enumerate(self.parameters):
                p.grad = kept[i] = p.grad + kept.get(i, 0.0)
            super().step()

    inputs, targets = points()
    found = {}
    for name, kind, rate in (
        ("as it should be", SGD, 0.1),
        ("learning rate 0.0001", SGD, 0.0001),
        ("learning rate 1", SGD, 1.0),
        ("never zeroed", Unzeroed, 0.1),
        ("the wrong sign", SGD, -0.1),
    ):
        rng, kept = random.Random(1), {}
        model = MLP([1, 8, 1], rng=rng)
        optimizer = kind(model.parameters(), rate)
        found[name] = train(model, inputs, targets, mean_squared_error, optimizer, 13, epochs, rng)
    return found


def live() -> dict:
    """Return the inputs, a draw of noise for each, and by size where training begins, to four places."""
    from exercises.e05_mlp import MLP

    noise = random.Random(1)
    networks = {}
    for size in (1, 2, 4, 8, 16):
        model = MLP([1, size, 1], rng=random.Random(1))
        networks[size] = [round(p.data, 4) for p in model.parameters()]
    inputs = [x for [x] in points()[0]]
    return {
        "inputs": inputs,
        "noise": [round(noise.gauss(0, 1), 3) for _ in inputs],
        "networks": networks,
    }


def points() -> tuple[list, list]:
    """Return the 13 points of the sine: inputs and targets."""
    xs = [math.pi * (i / 6 - 1) for i in range(13)]
    return [[x] for x in xs], [[math.sin(x)] for x in xs]


def places() -> list[float]:
    """Return 61 places from -pi to pi."""
    return [math.pi * (i / 30 - 1) for i in range(61)]


@cache
def by_heart() -> np.ndarray:
    """Return a row an epoch: loss and accuracy in training, loss and accuracy held out."""
    from exercises.e05_mlp import MLP
    from exercises.e06_losses import cross_entropy_from_logits
    from exercises.e07_descent import Adam
    from exercises.e08_training import train

    rng = random.Random(6)
    training, held_out = moons(30, 0.4, rng), moons(500, 0.4, rng)
    model = MLP([2, 8, 2], rng=rng)
    adam = Adam(model.parameters(), 0.1)
    rows = [_measured(model, *training) + _measured(model, *held_out)]
    for _ in range(HEART_EPOCHS):
        train(model, *training, cross_entropy_from_logits, adam, 10, 1, rng)
        rows.append(_measured(model, *training) + _measured(model, *held_out))
    return np.array(rows)


def remedies() -> dict[float, np.ndarray]:
    """Return by weight decay a row an epoch: loss and accuracy on 100 points to choose with, then held out.

    The training of `by_heart`; with a decay, each step first shrinks every parameter.
    """
    from exercises.e05_mlp import MLP
    from exercises.e06_losses import cross_entropy_from_logits
    from exercises.e07_descent import Adam
    from exercises.e08_training import train

    class Shrinking(Adam):
        def step(self):
            for p in self.parameters:
                p.data *= 1 - self.learning_rate * decay
            super().step()

    found, validation = {}, moons(100, 0.4, random.Random(106))
    for decay in (0.0, 0.1, 0.3):
        rng, rows = random.Random(6), []
        training, held_out = moons(30, 0.4, rng), moons(500, 0.4, rng)
        model = MLP([2, 8, 2], rng=rng)
        optimizer = Shrinking(model.parameters(), 0.1)
        for _ in range(HEART_EPOCHS):
            train(model, *training, cross_entropy_from_logits, optimizer, 10, 1, rng)
            rows.append(_measured(model, *validation) + _measured(model, *held_out))
        found[decay] = np.array(rows)
    return found


def scaled(epochs: int) -> dict[str, list[float]]:
    """Return the history of two moons whose first input is 100 times as large, as it is and scaled."""
    from exercises.e05_mlp import MLP
    from exercises.e06_losses import cross_entropy_from_logits
    from exercises.e07_descent import SGD
    from exercises.e08_training import train

    points, labels = moons(60, 0.2, random.Random(0))
    raw = np.array(points) * (100, 1)
    inputs = {"as they are": raw, "scaled": (raw - raw.mean(axis=0)) / raw.std(axis=0)}
    found = {}
    for name, rate in (("as they are", 0.1), ("as they are", 0.001), ("scaled", 0.1)):
        rng = random.Random(1)
        model = MLP([2, 8, 2], rng=rng)
        sgd, rows = SGD(model.parameters(), rate), inputs[name].tolist()
        found[f"{name}, learning rate {rate}"] = train(
            model, rows, labels, cross_entropy_from_logits, sgd, 10, epochs, rng
        )
    return found


def _measured(model, inputs: list, labels: list[int]) -> tuple[float, float]:
    """Return the mean cross-entropy and the accuracy: the network's sums as arrays, being many."""
    values = np.array(inputs)
    for layer in model.layers:
        weights = np.array([[weight.data for weight in neuron.weights] for neuron in layer.neurons])
        values = values @ weights.T + [neuron.bias.data for neuron in layer.neurons]
        values = np.tanh(values) if layer is not model.layers[-1] else values
    losses = np.logaddexp(*values.T) - values[range(len(labels)), labels]
    return float(losses.mean()), float((values.argmax(axis=1) == labels).mean())
