"""The network that trains while one looks: losses and weights are those of e08's loop."""

import math
import random
from itertools import pairwise

import pytest

from tests.site.live import Live

SIZES, RATES = [1, 2, 4, 8, 16], [0.0001, 0.001, 0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 1]
NOISES = [0, 0.1, 0.3, 0.5]


@pytest.fixture
def live(open_widget) -> Live:
    return Live(open_widget("e08_training", "live", reduced_motion="reduce"))


def trained(size: int, rate: float, noise: float, kind: str, epochs: int) -> dict:
    """Return what e08 finds in the widget's setting: losses, those between the points, and the weights."""
    from exercises import e07_descent
    from exercises.e05_mlp import MLP
    from exercises.e06_losses import mean_squared_error
    from exercises.e08_training import train
    from kata.site.figures import _learning

    xs, ts = _learning.points()
    start = _learning.live()
    targets = [[t + noise * off] for [t], off in zip(ts, start["noise"])]
    between = [(a + b) / 2 for [a], [b] in pairwise(xs)]
    sines = [math.sin(x) for x in between]
    model = MLP([1, size, 1])
    for parameter, number in zip(model.parameters(), start["networks"][size]):
        parameter.data = number
    optimizer = getattr(e07_descent, kind)(model.parameters(), rate)
    losses, outside = [], []
    for _ in range(epochs):
        outside.append(mean_squared_error([model([x])[0] for x in between], sines).data)
        losses += train(model, xs, targets, mean_squared_error, optimizer, 13, 1, random.Random(1))
    return {
        "losses": losses,
        "outside": outside,
        "parameters": [p.data for p in model.parameters()],
    }


def test_it_trains_as_e08_does(live, solutions):
    """Adam with noise only: without it the gradients of the biases are 0 but for rounding, which Adam enlarges."""
    assert live.guess("It climbs without end").startswith("Right. ")
    assert live.said.startswith("8 hidden neurons, 25 numbers to learn")
    for size, rate, noise, kind in (
        (8, 0.05, 0.3, "Adam"),
        (2, 0.1, 0, "SGD"),
        (16, 0.01, 0.5, "Adam"),
        (8, 1, 0, "SGD"),
    ):
        live.slider("Hidden neurons").fill(str(SIZES.index(size)))
        live.slider("Learning rate").fill(str(RATES.index(rate)))
        live.slider("Noise").fill(str(NOISES.index(noise)))
        live.place.get_by_role("combobox").select_option(kind)
        live.press("Start over")
        for _ in range(6):
            live.press("One epoch")
        wanted = trained(size, rate, noise, kind, 6)
        if rate == 1:
            del wanted["parameters"]  # where it diverges, rounding grows with the rest
        live.agrees(**wanted)
    assert live.numbers("losses")[:3] == pytest.approx(
        [0.328, 10, 23], rel=0.05
    )  # the page's table
    assert live.said.endswith("It diverges: the steps are too large.")

    for _ in range(20):  # a play is twenty epochs, where nothing may move
        if live.place.get_by_role("button", name="Play").is_disabled():
            break
        live.press("Play")
    assert "It has outgrown every float; in Python that is an OverflowError, or a nan." in live.said
    assert live.place.get_by_role("button", name="One epoch").is_disabled()
    live.press("Start over")
    assert live.numbers("losses") == []
    live.is_still_on_paper()
