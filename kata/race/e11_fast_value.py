"""A step of training on your engines: e02's Value, e11's, dot and tape."""

import random
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise

from kata.course.moons import moons
from kata.race.contender import Contender, LeftOut, check_losses

# REPEATS e03, e04, e05, e06, e07, e08
TITLE = "A step of training on two moons (100 points, 2-16-16-1, hinge loss and L2)"
WHAT = "Forward, backward and update, once, over all points"
UNIT, AGAINST = "ms", "e02 Value"
STANDS_ON = ["e04_neuron"]  # on the engine: e02 with e03
LAYERS, POINTS, LEARNING_RATE, L2 = [2, 16, 16, 1], 100, 0.2, 1e-4
TRAINED = 2  # steps before the one that is timed
LOSSES = {1: 1.7460380611520063, 2: 1.2630402906332119}  # of the first steps

ENGINES = {  # and the module of each
    "e02 Value": "exercises.e02_value",
    "e11 Value": "exercises.e11_fast_value",
    "e11 dot": "exercises.e11_fast_value",
    "e11 dot and tape": "exercises.e11_fast_value",
    "micrograd": "micrograd.engine",
}


def contenders() -> list[Contender]:
    return [Contender(name, file.partition("exercises.")[2]) for name, file in ENGINES.items()]


def prepare(name: str, size: None) -> tuple[Callable, float]:
    """Return the call that is timed, one step in the midst of training; a LeftOut says why there is none."""
    if name == "micrograd" and not find_spec("micrograd"):
        raise LeftOut("not installed here (pip install micrograd, in .venv)")
    engine = import_module(ENGINES[name])
    taped = "tape" in name
    loss, parameters = network(engine.Value, engine.dot if "dot" in name else added)

    def backward() -> float:
        """Make the graph, and walk it back; or let a tape do so."""
        with engine.Tape() if taped else nullcontext() as tape:
            root = loss()
        tape.backward(root) if taped else root.backward()
        return root.data

    step = partial(descend, parameters, LEARNING_RATE, backward)
    check_losses([step() for _ in range(TRAINED)], LOSSES, "step")
    numbers = [value.data for value in parameters]

    def call() -> None:  # the same step every time
        for value, number in zip(parameters, numbers):
            value.data = number
        step()

    return call, 1.0


def network(Value: type, weighted: Callable) -> tuple[Callable, list]:
    """Return what gives the loss of a fresh network over all points, as a Value, and its parameters."""
    rng = random.Random(11)
    points, labels = moons(POINTS, 0.1, rng)
    points = [[Value(x) for x in point] for point in points]  # once, not in every step
    layers = [
        [([Value(rng.uniform(-1, 1)) for _ in range(n)], Value(0.0)) for _ in range(m)]
        for n, m in pairwise(LAYERS)
    ]
    parameters = [value for layer in layers for w, b in layer for value in (*w, b)]

    def loss():
        total = 0.0
        for values, label in zip(points, labels):
            for layer in layers[:-1]:
                values = [weighted(w, values, b).relu() for w, b in layer]
            (score,) = [weighted(w, values, b) for w, b in layers[-1]]
            total = total + (1 - (2 * label - 1) * score).relu()
        return total * (1 / POINTS) + weighted(parameters, parameters, Value(0.0)) * L2

    return loss, parameters


def descend(parameters: list, learning_rate: float, backward: Callable[[], float]) -> float:
    """Do a step of gradient descent, and return the loss before it, as backward gives it."""
    for value in parameters:
        value.grad = 0.0
    loss = backward()
    for value in parameters:
        value.data -= learning_rate * value.grad
    return loss


def added(weights, values, bias):
    """Return the weighted sum as e04 does: a product and a sum for each weight."""
    for weight, value in zip(weights, values):
        bias = bias + weight * value
    return bias
