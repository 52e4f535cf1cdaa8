"""The page of a network that tells two moons apart: its boundary, epoch by epoch."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from kata.show import page, svg

VIEW = (-2.1, 2.1, -1.4, 1.4)  # x from, to; y from, to
UNIT, CELL = 100, 0.1  # pixels for a distance of 1; the side of the squares of the still picture

Points = tuple[Sequence[Sequence[float]], Sequence[int]]  # and the moon of each


def numbers(model) -> list[float]:
    """Return the weights of a network of e05, neuron by neuron, each with its bias behind them."""
    neurons = [neuron for layer in model.layers for neuron in layer.neurons]
    return [float(p.data) for neuron in neurons for p in (*neuron.weights, neuron.bias)]


def answers(network: Sequence[float], sizes: Sequence[int], inputs) -> np.ndarray:
    """Return what such a network says to each input, as arrays: tanh in all layers but the last."""
    values, start = np.asarray(inputs), 0
    for layer, (n, m) in enumerate(pairwise(sizes), start=1):
        end = start + m * (n + 1)
        rows = np.reshape(network[start:end], (m, n + 1))
        values, start = values @ rows[:, :n].T + rows[:, n], end
        values = np.tanh(values) if layer < len(sizes) - 1 else values
    return values[:, 0]


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
    return page.document("Your network between two moons", parts, ["moons"])


def _still(found: dict) -> str:
    left, right, low, high = VIEW
    xs, ys = np.arange(left, right, CELL) + CELL / 2, np.arange(low, high, CELL) + CELL / 2
    places = [(x, y) for x in xs for y in ys]
    above = answers(found["networks"][-1], found["sizes"], places) > 0
    tinted = [
        part
        for (x, y), kept in zip(places, above)
        if kept
        for part in ("M", (x - CELL / 2 - left) * UNIT, (high - y) * UNIT, "h", CELL * UNIT)
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
        margins = np.where(labels, 1, -1) * answers(network, sizes, inputs)
        losses.append(round(float(np.maximum(0, 1 - margins).mean()), 4))
        said = answers(network, sizes, inputs) > 0
        shares.append(float((said == np.array(labels)).mean()))
    return [*losses, *shares]
