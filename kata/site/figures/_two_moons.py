"""A small network learns to tell two moons apart, recorded epoch by epoch, for docs/e08_training.md."""

import random
from functools import cache

import numpy as np

from kata.course.moons import moons
from kata.show import moons_page
from kata.show.moons_page import VIEW
from kata.site import theme

SIZES, SEED, NOISE = [2, 8, 1], 0, 0.2
TRAINING, HELD_OUT = 60, 100  # points
RATE, BATCH_SIZE, EPOCHS = 0.05, 8, 40
DRAWN = (0, 2, 10, 40)  # the epochs of the still picture


@cache
def run() -> dict:
    """Train with e08, and return the points and, for each epoch from 0, the network and how good it is.

    measured holds, after the epoch: loss in training, held out; accuracy in training, held out.
    """
    from exercises.e05_mlp import MLP
    from exercises.e07_descent import Adam
    from exercises.e08_training import train

    rng = random.Random(SEED)
    training, held_out = _points(TRAINING, rng), _points(HELD_OUT, rng)
    model = MLP(SIZES, rng=rng)
    adam = Adam(model.parameters(), RATE)
    networks = []
    for epoch in range(EPOCHS + 1):
        if epoch:
            train(model, *training, hinge, adam, BATCH_SIZE, 1, rng)
        networks.append(moons_page.numbers(model))
    return moons_page.record(networks, SIZES, training, held_out)


def hinge(outputs, label):
    """Zero once the output is on the label's side, and 1 or more away from 0."""
    return (1 - (2 * label - 1) * outputs[0]).relu()


def network(epoch: int):
    """Return the network as it was after this epoch."""
    from exercises.e05_mlp import MLP

    model = MLP(SIZES)
    for parameter, data in zip(model.parameters(), run()["networks"][epoch]):
        parameter.data = data
    return model


def drawing() -> str:
    """Draw the two sides that the network sees, and the points of the training, at four epochs."""
    figure, axes = theme.plot("e08_boundary", 2, 2, height=4.6)
    xs, ys = np.linspace(*VIEW[:2], 43), np.linspace(*VIEW[2:], 29)
    inputs, labels = run()["training"]
    for ax, epoch in zip(axes.flat, DRAWN):
        model = network(epoch)
        answers = [[model([x, y])[0].data for x in xs] for y in ys]
        ax.contourf(xs, ys, answers, levels=[0, 1e9], colors=[theme.ORANGE], alpha=0.15)
        ax.contour(xs, ys, answers, levels=[0], colors=[theme.INK], linewidths=1.2)
        for label, marker, colour in ((0, "o", theme.BLUE), (1, "x", theme.ORANGE)):
            of_moon = [each for each, its in zip(inputs, labels) if its == label]
            ax.plot(*zip(*of_moon), marker, color=colour, markersize=4, fillstyle="none")
        loss = run()["measured"][epoch][0]
        ax.set_title(f"epoch {epoch}: loss {loss:.2f}", fontsize=12, loc="left")
        ax.set(xticks=[], yticks=[], aspect="equal")
        ax.axis(VIEW)
        ax.spines[:].set_visible(True)
    return theme.svg(figure)


def _points(n: int, rng: random.Random) -> tuple[list[list[float]], list[int]]:
    inputs, labels = moons(n, NOISE, rng)
    return [[round(x, 3) for x in point] for point in inputs], labels
