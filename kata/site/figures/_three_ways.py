"""Batch, mini-batch and stochastic descent on the same 48 points, for docs/e07_descent.md.

`python -m kata.site.figures._three_ways` times them and writes docs/measured/e07_descent.json.
"""

import json
import platform
import random
import re
import time
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import median

import numpy as np

from kata.course.exercises import exercises
from kata.course.paths import DOCS
from kata.sandbox import loader

N, EPOCHS, RATE = 48, 40, 0.05
WAYS = {"batch": N, "mini-batch": 8, "stochastic": 1}
MEASURED = DOCS / "measured" / "e07_descent.json"


def points() -> tuple[np.ndarray, np.ndarray]:
    """Return x and t of the points: around the line 3 x - 1, with a standard deviation of 0.5."""
    rng = random.Random(1)
    xs = [rng.uniform(-2, 2) for _ in range(N)]
    return np.array(xs), np.array([3 * x - 1 + rng.gauss(0, 0.5) for x in xs])


def lowest() -> float:
    """Return the loss of the best line that there is through the points."""
    x, t = points()
    return float(np.mean((np.polyval(np.polyfit(x, t, 1), x) - t) ** 2))


@cache
def lines(batch_size: int, seed: int, epochs: int = EPOCHS) -> list[tuple[float, float]]:
    """Return (slope, intercept) before the first update of a run and after each one."""
    from exercises.e05_mlp import MLP
    from exercises.e06_losses import mean_squared_error
    from exercises.e07_descent import SGD
    from exercises.e08_training import train

    rng = random.Random(seed)
    model = MLP([1, 1], rng=rng)
    seen = [tuple(p.data for p in model.parameters())]

    class Watched(SGD):
        def step(self):
            super().step()
            seen.append(tuple(p.data for p in self.parameters))

    inputs, targets = ([[float(each)] for each in column] for column in points())
    optimizer = Watched(model.parameters(), RATE)
    train(model, inputs, targets, mean_squared_error, optimizer, batch_size, epochs, rng)
    return seen


def losses(batch_size: int, seed: int = 1, epochs: int = EPOCHS) -> np.ndarray:
    """Return the loss over all points, before the first update and after each one."""
    x, t = points()
    found = np.array(lines(batch_size, seed, epochs))
    return np.mean((found[:, :1] * x + found[:, 1:] - t) ** 2, axis=1)


def epochs_until_close(batch_size: int, seed: int = 1, epochs: int = EPOCHS) -> int:
    """Return the first epoch at whose end the loss is at most a tenth above the lowest."""
    ends = losses(batch_size, seed, epochs)[:: N // batch_size]
    return int(np.argmax(ends <= 1.1 * lowest()))


def slopes() -> dict[int, list[float]]:
    """Return, by batch size, the slopes along w of 48 batches, all at w = 1 and b = 0."""
    from exercises.e07_descent import batches

    x, t = points()
    each, rng = 2 * (x - t) * x, random.Random(1)
    cut = {size: [b for _ in range(size) for b in batches(N, size, rng)] for size in (1, 4, 16, N)}
    return {size: [float(each[batch].mean()) for batch in found] for size, found in cut.items()}


def seconds(what: str) -> dict[int, float]:
    """Return seconds by batch size, as they were recorded."""
    recorded = json.loads(MEASURED.read_text(encoding="utf-8"))[f"seconds {what}"]
    return {int(size): taken for size, taken in recorded.items()}


def _timed(task, times: int = 25) -> float:
    """Return the median time that a task takes."""
    stamps = [time.perf_counter()]
    for _ in range(times):
        task()
        stamps.append(time.perf_counter())
    return float(f"{median(b - a for a, b in pairwise(stamps)):.2g}")


def _digits_epoch(batch_size: int):
    """Return one epoch of e10's training on the digits, as a task."""
    from exercises.e10_digits import init_parameters, one_hot, train
    from kata.course.digits import load

    x, labels, _, _ = load()
    targets = one_hot(labels, 10)
    parameters = init_parameters([64, 32, 10], np.random.default_rng(1))
    return lambda: train(parameters, x, targets, 0.1, batch_size, 1, np.random.default_rng(1))


def _record() -> None:
    loader.install({each.stem: each.solution for each in exercises()})
    close = {b: epochs_until_close(b) for b in WAYS.values()}
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    found = {
        "machine": f"{cpu[1] if cpu else platform.machine()}, Python {platform.python_version()}",
        "seconds until close": {
            b: _timed(lambda b=b: lines.__wrapped__(b, 1, close[b])) for b in close
        },
        "seconds per epoch of the digits": {b: _timed(_digits_epoch(b)) for b in (1437, 64, 1)},
    }
    MEASURED.parent.mkdir(exist_ok=True)
    MEASURED.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _record()
