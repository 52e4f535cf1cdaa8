"""Five ways downhill on one loss surface, a line's slope w and intercept b, for docs/e07_descent.md."""

import random
from collections.abc import Iterable
from functools import cache

import numpy as np

from kata.show import svg

START, RATE, SEED = (-1.0, 3.0), 0.1, 7  # where every path begins, as (w, b)
EPOCHS_DRAWN, EPOCHS = 20, 40
VIEW = (-1.7, 3.6, -1.4, 3.7)  # w from, to; b from, to
LEVELS = (0.05, 0.3, 1, 2, 3.5, 5.5, 8, 11)  # losses above the best line's
ACROSS, DOWN, GAP, HEAD = 180, 160, 16, 24  # a panel, what lies between two, its words


def data() -> dict:
    """Return what the widget walks on: points, an order of them for each epoch, lines of equal loss."""
    from exercises.e07_descent import batches

    rng = random.Random(SEED)
    singles = [batches(len(points()), 1, rng) for _ in range(EPOCHS)]
    return {
        "points": points(),
        "orders": [[i for batch in epoch for i in batch] for epoch in singles],
        "start": START,
        "best": best(),
        "view": VIEW,
        "contours": contours(),
    }


@cache
def points() -> list[tuple[float, float]]:
    """Return a dozen measurements around the line 1.5 x + 0.5, as (x, t)."""
    rng, found = random.Random(5), []
    for _ in range(12):
        x = round(rng.uniform(-0.5, 2), 2)
        found.append((x, round(1.5 * x + 0.5 + rng.gauss(0, 0.5), 2)))
    return found


def ways() -> dict[str, tuple[type, int]]:
    """Return each way's optimizer and the size of its batches."""
    from exercises.e07_descent import SGD, Adam, Momentum

    return {
        "batch": (SGD, 12),
        "mini-batch of 4": (SGD, 4),
        "single sample": (SGD, 1),
        "momentum, by 4": (Momentum, 4),
        "Adam, by 4": (Adam, 4),
    }


def path(kind: type, batch_size: int, rate: float, epochs: int) -> list[tuple[float, float]]:
    """Return (w, b) before the first update and after each; every way has the same shuffles."""
    from exercises.e02_value import Value
    from exercises.e03_backward import zero_grad
    from exercises.e07_descent import batches

    rng = random.Random(SEED)
    w, b = line = [Value(start) for start in START]
    optimizer, found = kind(line, rate), [START]
    for _ in range(epochs):
        for batch in batches(len(points()), batch_size, rng):
            zero_grad(line)
            chosen = [points()[i] for i in batch]
            losses = [(w * x + b - t) ** 2 for x, t in chosen]
            (sum(losses) / len(losses)).backward()
            optimizer.step()
            found.append((w.data, b.data))
    return found


def best() -> tuple[float, float, float]:
    """Return the best line's w, b and loss."""
    x, t = np.array(points()).T
    w, b = (float(each) for each in np.polyfit(x, t, 1))
    return w, b, loss(w, b)


def loss(w: float, b: float) -> float:
    """Return the mean squared error of a line on all points."""
    return sum((w * x + b - t) ** 2 for x, t in points()) / len(points())


def contours() -> list[list[tuple[float, float]]]:
    """Return lines of equal loss: around the best line it grows as a quadratic, so they are ellipses."""
    x, _ = np.array(points()).T
    curvature = np.array([[(x * x).mean(), x.mean()], [x.mean(), 1.0]])
    stretch = np.linalg.inv(np.linalg.cholesky(curvature)).T
    angles = np.linspace(0, 2 * np.pi, 49)
    circle = np.array([np.cos(angles), np.sin(angles)])
    centre = np.array(best()[:2])[:, None]
    return [(centre + level**0.5 * stretch @ circle).T.round(3).tolist() for level in LEVELS]


def drawing() -> str:
    """Draw the five paths beside each other, and the lines that they end at over the points: the batch's has a name."""
    found = {name: path(*way, RATE, EPOCHS_DRAWN) for name, way in ways().items()}
    rings = [_polyline(ring, stroke_width=0.7, stroke=svg.FAINT) for ring in contours()]
    parts = [svg.element("defs", svg.element("g", *rings, id="e07-rings"))]
    parts += [_framed(i, name, _path(steps)) for i, (name, steps) in enumerate(found.items())]
    ends = {name: steps[-1] for name, steps in found.items()}
    parts.append(_framed(5, "the line of batch", _lines(ends.pop("batch"), ends.values())))
    width, height = 3 * ACROSS + 2 * GAP, 2 * (DOWN + HEAD) + GAP
    return svg.document(width, height, parts, size=16)


def _framed(i: int, name: str, inside: list[str]) -> str:
    """Put panel number i into its place, with its name above and a frame that cuts what leaves it."""
    x, y = i % 3 * (ACROSS + GAP), i // 3 * (DOWN + HEAD + GAP)
    frame = svg.path("M 0 0 V", DOWN, "H", ACROSS, stroke=svg.FAINT)
    panel = svg.element("svg", *inside, frame, x=x, y=y + HEAD, width=ACROSS, height=DOWN)
    return svg.text(x, y + 15, name, "start") + panel


def _path(steps: list[tuple[float, float]]) -> list[str]:
    best_x, best_y = _place(*best()[:2])
    cross = ("M", best_x - 6, best_y, "h 12 m -6 -6 v 12")
    return [
        svg.element("use", href="#e07-rings"),
        _polyline(steps, stroke=svg.BLUE, stroke_width=1.5),
        svg.circle(*_place(*steps[0]), 4, fill=svg.PAPER, stroke=svg.BLUE, stroke_width=1.5),
        svg.circle(*_place(*steps[-1]), 4.5, fill=svg.BLUE),
        svg.path(*cross, stroke=svg.ORANGE, stroke_width=2),
    ]


def _lines(named: tuple[float, float], others: Iterable[tuple[float, float]]) -> list[str]:
    """Draw the points, the named line in blue, the others faint and called so."""
    (left, right), box = (-0.7, 2.1), (-0.7, 2.1, -1.6, 4)
    lines = [[(left, w * left + b), (right, w * right + b)] for w, b in (*others, named)]
    return [
        *(_polyline(line, box, stroke=svg.FAINT) for line in lines[:-1]),
        _polyline(lines[-1], box, stroke=svg.BLUE, stroke_width=2.5),
        *(svg.circle(*_place(x, t, box), 3, fill=svg.INK) for x, t in points()),
        svg.text(172, DOWN - 10, "faint: the others", "end"),
    ]


def _polyline(steps, box=VIEW, **style) -> str:
    return svg.polyline([_place(*step, box) for step in steps], **style)


def _place(x: float, y: float, box=VIEW) -> tuple[float, float]:
    left, right, bottom, top = box
    return round((x - left) / (right - left) * ACROSS, 1), round(
        (top - y) / (top - bottom) * DOWN, 1
    )
