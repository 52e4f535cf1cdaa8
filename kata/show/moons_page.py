"""The page of a network that tells two moons apart: its boundary, epoch by epoch."""

import math
from collections.abc import Sequence
from itertools import pairwise

from kata.show import page, svg

# REPEATS e04, e05, e06, e08, e11

VIEW = (-2.1, 2.1, -1.4, 1.4)  # x from, to; y from, to
UNIT, CELL = 100, 0.1  # pixels for a distance of 1; the side of the squares of the still picture

Points = tuple[Sequence[Sequence[float]], Sequence[int]]  # and the moon of each


def numbers(model) -> list[float]:
    """Return the weights of a network of e05, neuron by neuron, each with its bias behind them."""
    neurons = [neuron for layer in model.layers for neuron in layer.neurons]
    return [float(p.data) for neuron in neurons for p in (*neuron.weights, neuron.bias)]


def answers(network: Sequence[float], sizes: Sequence[int], inputs) -> list[float]:
    """Return what such a network says to each input, in plain numbers: tanh in all layers but the last."""
    layers, numbers = [], iter(network)
    for n, m in pairwise(sizes):
        layers.append([([next(numbers) for _ in range(n)], next(numbers)) for _ in range(m)])

    def answer(values: Sequence[float]) -> float:
        for layer in layers:
            sums = [sum(w * x for w, x in zip(weights, values)) + bias for weights, bias in layer]
            values = [math.tanh(z) for z in sums] if layer is not layers[-1] else sums
        return values[0]

    return [answer(each) for each in inputs]


def record(networks: list[list[float]], sizes: list[int], training: Points, held_out: Points):
    """Return what the widget draws: the networks after each epoch, from 0, and how good each is."""
    return {
        "sizes": sizes,
        "view": VIEW,
        "training": training,
        "held_out": held_out,
        "networks": [[round(each, 6) for each in network] for network in networks],
        "measured": [_measured(each, sizes, training, held_out) for each in networks],
    }


def document(found: dict) -> str:
    """Return the page as one file."""
    *_, right = found["measured"][-1]
    n, epochs = len(found["held_out"][1]), len(found["networks"]) - 1
    words = f"The side that the network gives each place after {epochs} epochs, and its points"
    parts = [
        f"<p>After {epochs} epochs it is right on {round(right * n)} of {n} points, all of them new to it.</p>",
        "<p>Where the ground is tinted, its output is above 0.</p>",
        page.widget("moons", _still(found), words, found),
    ]
    return page.document("Your network between two moons", parts, "moons")


def _still(found: dict) -> str:
    left, right, low, high = VIEW
    columns, rows = round((right - left) / CELL), round((high - low) / CELL)
    places = [(left + CELL * i, high - CELL * j) for i in range(columns) for j in range(rows)]
    middles = [(x + CELL / 2, y - CELL / 2) for x, y in places]
    said = answers(found["networks"][-1], found["sizes"], middles)
    tinted = [
        step
        for (x, y), answer in zip(places, said)
        if answer > 0
        for step in ("M", (x - left) * UNIT, (high - y + CELL / 2) * UNIT, "h", CELL * UNIT)
    ]
    parts = [svg.path(*tinted, stroke=svg.ORANGE, stroke_width=CELL * UNIT, stroke_opacity=0.15)]
    for (x, y), moon in zip(*found["training"]):
        x, y = (x - left) * UNIT, (high - y) * UNIT
        cross = ("M", x - 4, y - 4, "l 8 8 m 0 -8 l -8 8")
        blue, orange = {"stroke": svg.BLUE}, {"stroke": svg.ORANGE}
        parts.append(svg.path(*cross, **orange) if moon else svg.circle(x, y, 4, **blue))
    return svg.document((right - left) * UNIT, (high - low) * UNIT, parts)


def _measured(network: Sequence[float], sizes: Sequence[int], *parts: Points) -> list[float]:
    """Return the mean hinge loss and the share of right answers: losses first, of each part."""
    losses, shares = [], []
    for inputs, labels in parts:
        said = answers(network, sizes, inputs)
        hinges = [max(0.0, 1 - (2 * moon - 1) * z) for z, moon in zip(said, labels)]
        losses.append(round(sum(hinges) / len(labels), 4))
        shares.append(sum((z > 0) == (moon == 1) for z, moon in zip(said, labels)) / len(labels))
    return [*losses, *shares]
