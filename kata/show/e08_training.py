"""Your network learns a sine, then two half moons, and draws both."""

import math
import random
from collections.abc import Iterator

from kata.course.moons import moons
from kata.show import plot
from kata.show.stage import Stage

EPOCHS_SINE, EPOCHS_MOONS = 300, 40
AT_ONCE = 4  # epochs between two words of progress
ROWS = 19


def show(stage: Stage) -> Iterator[str]:
    yield from sine(stage)
    yield ""
    yield from two_moons(stage)


def sine(stage: Stage) -> Iterator[str]:
    """Fit the sine of the page with 8 neurons in one hidden layer."""
    from exercises.e05_mlp import MLP
    from exercises.e07_descent import Adam

    rng = random.Random(stage.seed)
    xs = [math.pi * (i / 6 - 1) for i in range(13)]
    model = MLP([1, 8, 1], rng=rng)
    inputs, targets = [[x] for x in xs], [math.sin(x) for x in xs]
    adam = Adam(model.parameters(), 0.05)
    history = trained(stage, model, inputs, targets, squared, adam, len(xs), EPOCHS_SINE, rng)
    width = stage.width - plot.MARGIN - 1
    columns = [math.pi * (2 * i / (width - 1) - 1) for i in range(width)]
    target = [math.sin(x) for x in columns]
    fit = [model([x])[0].data for x in columns]
    yield f"A sine, from {len(xs)} points, learned by MLP([1, 8, 1])\n"
    yield plot.curves([(".", target), ("o", fit)], ROWS, -1.25, 1.25)
    yield "\n.  the sine    o  your network (covers the sine)\n"
    yield plot.losses(history)
    yield f"Largest distance from the sine: {max(abs(a - b) for a, b in zip(target, fit)):.3f}"


def two_moons(stage: Stage) -> Iterator[str]:
    """Separate two half moons with 8 neurons, and map which side each place is on."""
    from exercises.e05_mlp import MLP
    from exercises.e07_descent import Adam
    from exercises.e08_training import accuracy

    rng = random.Random(stage.seed)
    inputs, labels = moons(100, 0.1, rng)
    unseen, wanted = moons(200, 0.1, rng)
    model = MLP([2, 8, 1], rng=rng)
    adam = Adam(model.parameters(), 0.05)
    history = trained(stage, model, inputs, labels, hinge, adam, 8, EPOCHS_MOONS, rng)
    points = [(x, y, "ox"[label]) for (x, y), label in zip(unseen, wanted)]
    yield f"Two moons, from {len(inputs)} points, learned by MLP([2, 8, 1])\n"
    yield plot.regions(points, lambda x, y: " ."[model([x, y])[0].data > 0], stage.width - 2, ROWS)
    yield "\no  upper moon    x  lower moon"
    yield "blank ground: your network says upper    dotted: lower\n"
    yield plot.losses(history)
    right = accuracy(model, unseen, wanted)
    yield f"Right on {right:.1%} of these {len(unseen)} points, all of them new to it"


def trained(
    stage: Stage, model, inputs, targets, loss, optimizer, batch_size: int, epochs: int, rng
) -> list[float]:
    """Train a few epochs at a time, so that progress can be told; return the whole history."""
    from exercises.e08_training import train

    history: list[float] = []
    for _ in stage.counted(range(AT_ONCE, epochs + 1, AT_ONCE), epochs, "epoch"):
        history += train(model, inputs, targets, loss, optimizer, batch_size, AT_ONCE, rng)
    return history


def squared(outputs, target):
    return (outputs[0] - target) ** 2


def hinge(outputs, label):
    """Zero once the output is on the label's side, and 1 or more away from 0."""
    return (1 - (2 * label - 1) * outputs[0]).relu()
