"""Your network learns a sine, then two half moons, and draws both."""

import math
import random
from collections.abc import Iterator

from kata.course.moons import moons
from kata.show import moons_page, page, plot
from kata.show.stage import Stage

# REPEATS e06

EPOCHS_SINE, EPOCHS_MOONS = 300, 40
MOONS = [2, 8, 1]  # sizes
ROWS, HIGH = 19, 1.25  # lines of a picture; where the sine's ends


def show(stage: Stage) -> Iterator[str]:
    yield from sine(stage)
    yield ""
    yield from two_moons(stage)


def sine(stage: Stage) -> Iterator[str]:
    """Fit the sine of the page with 8 neurons in one hidden layer."""
    xs = [math.pi * (i / 6 - 1) for i in range(13)]
    data = [[x] for x in xs], [math.sin(x) for x in xs]
    rng = random.Random(stage.seed)
    model, history = trained(stage, [1, 8, 1], data, squared, len(xs), EPOCHS_SINE, rng)
    width = stage.width - len("-1.0 | ")
    columns = [math.pi * (2 * i / (width - 1) - 1) for i in range(width)]
    target = [math.sin(x) for x in columns]
    fit = [model([x])[0].data for x in columns]
    points = [*zip(columns, target, "." * width), *zip(columns, fit, "o" * width)]
    marks = {round((1 - y / HIGH) / 2 * (ROWS - 1)): f"{y:.1f}" for y in (-1.0, 0.0, 1.0)}
    lines = plot.picture(points, (-math.pi, math.pi, -HIGH, HIGH), width, ROWS)
    yield f"A sine, from {len(xs)} points, learned by MLP([1, 8, 1])\n"
    yield "\n".join(f"{marks.get(i, ''):>4} |{line}".rstrip() for i, line in enumerate(lines))
    yield "\n.  the sine    o  your network (covers the sine)\n"
    yield plot.losses(history)
    yield f"Largest distance from the sine: {max(abs(a - b) for a, b in zip(target, fit)):.3f}"


def two_moons(stage: Stage) -> Iterator[str]:
    """Separate two half moons with 8 neurons, and map which side each place is on."""
    from exercises.e08_training import accuracy

    rng = random.Random(stage.seed)
    inputs, labels = moons(100, 0.1, rng)
    unseen, wanted = moons(200, 0.1, rng)
    networks: list[list[float]] = []

    def keep(model) -> None:
        networks.append(moons_page.numbers(model))

    data = inputs, labels
    model, history = trained(stage, MOONS, data, hinge, 8, EPOCHS_MOONS, rng, keep)
    points = [(x, y, "ox"[label]) for (x, y), label in zip(unseen, wanted)]
    xs, ys = zip(*unseen)

    def side(x: float, y: float) -> str:
        return "." if model([x, y])[0].data > 0 else " "

    view = (min(xs), max(xs), min(ys), max(ys))
    yield f"Two moons, from {len(inputs)} points, learned by MLP([2, 8, 1])\n"
    yield "\n".join(plot.picture(points, view, stage.width - 2, ROWS, side))
    yield "\no  upper moon    x  lower moon"
    yield "blank ground: your network says upper    dotted: lower\n"
    yield plot.losses(history)
    right = accuracy(model, unseen, wanted)
    yield f"Right on {right:.1%} of these {len(unseen)} points, all of them new to it"
    if not page.can_have("moons"):
        return
    seen, new = (_rounded(inputs), labels), (_rounded(unseen), wanted)
    made = moons_page.document(moons_page.record(networks, MOONS, seen, new))
    yield f"\n{stage.keep('e08_training.html', made)}"


def trained(stage: Stage, sizes, data, loss, batch_size, epochs, rng, keep=lambda _: None) -> tuple:
    """Return a trained model and its history; keep is called with the model before, and after each epoch."""
    from exercises.e05_mlp import MLP
    from exercises.e07_descent import Adam
    from exercises.e08_training import train

    model, history = MLP(sizes, rng=rng), []
    adam = Adam(model.parameters(), 0.05)
    keep(model)
    for _ in stage.epochs(epochs):
        history += train(model, *data, loss, adam, batch_size, 1, rng)
        keep(model)
    return model, history


def _rounded(points: list[list[float]]) -> list[list[float]]:
    return [[round(x, 3) for x in point] for point in points]


def squared(outputs, target):
    return (outputs[0] - target) ** 2


def hinge(outputs, label):
    """Zero once the output is on the label's side, and 1 or more away from 0."""
    return (1 - (2 * label - 1) * outputs[0]).relu()
