"""A step of training on your engines: e02's Value, e11's, dot and tape."""

import random
from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise

from kata.course.moons import moons
from kata.race.contender import Contender, LeftOut, check_losses

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
    stems = [module.partition("exercises.")[2] for module in ENGINES.values()]
    return [Contender(*each) for each in zip(ENGINES, stems)]


def prepare(name: str, size: None) -> tuple[Callable, float]:
    """Return the call that is timed, one step in the midst of training, and that it is all of one.

    Raises:
        LeftOut: its losses are wrong, or it is not installed.
    """
    step, parameters = training(*engine(name))
    check_losses([step() for _ in range(TRAINED)], LOSSES, "step")
    numbers = [value.data for value in parameters]

    def call() -> None:  # the same step every time
        for value, number in zip(parameters, numbers):
            value.data = number
        step()

    return call, 1.0


def engine(name: str) -> tuple[type, Callable, Callable]:
    """Return a Value class, what makes a neuron's sum, and what runs a loss and its backward."""
    if name == "micrograd" and not find_spec("micrograd"):
        raise LeftOut("not installed here (pip install micrograd, in .venv)")
    module = import_module(ENGINES[name])
    weighted = module.dot if "dot" in name else added
    return module.Value, weighted, partial(taped, module.Tape) if "tape" in name else plainly


def training(
    Value: type, weighted: Callable, backward: Callable
) -> tuple[Callable[[], float], list]:
    """Return what does a step and gives the loss before it, and the parameters that it changes."""
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
        for point, label in zip(points, labels):
            values = point
            for layer in layers[:-1]:
                values = [weighted(w, values, b).relu() for w, b in layer]
            (score,) = [weighted(w, values, b) for w, b in layers[-1]]
            total = total + (1 - (2 * label - 1) * score).relu()
        return total * (1 / POINTS) + weighted(parameters, parameters, Value(0.0)) * L2

    return partial(descend, parameters, LEARNING_RATE, partial(backward, loss)), parameters


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


def plainly(loss: Callable) -> float:
    """Make the graph, and walk it back."""
    root = loss()
    root.backward()
    return root.data


def taped(Tape: type, loss: Callable) -> float:
    """The same while a tape records."""
    with Tape() as tape:
        root = loss()
    tape.backward(root)
    return root.data
