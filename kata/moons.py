"""Two half moons that reach into each other: a classification that no straight line solves."""

import math
import random


def moons(n: int, noise: float, rng: random.Random) -> tuple[list[list[float]], list[int]]:
    """Return n points of the plane and, for each, the moon that it lies on: 0 (upper) or 1 (lower).

    The moons take turns, so that they are equally large; noise is the standard deviation that is
    added to both coordinates.
    """
    inputs, labels = [], []
    for i in range(n):
        angle, label = rng.uniform(0, math.pi), i % 2
        x, y = math.cos(angle), math.sin(angle)
        if label:
            x, y = 1 - x, 0.5 - y
        inputs.append([x + rng.gauss(0, noise), y + rng.gauss(0, noise)])
        labels.append(label)
    return inputs, labels
