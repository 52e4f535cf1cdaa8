"""Two half moons that reach into each other: a classification that no straight line solves."""

import math
import random


def moons(n: int, noise: float, rng: random.Random) -> tuple[list[list[float]], list[int]]:
    """Return n points of the plane and, for each, the moon that it lies on: 0 (upper) or 1 (lower).

    The moons take turns and lie around the origin: the lower one is the upper one, turned by half
    a circle. noise is the standard deviation of what is added to both coordinates.
    """
    inputs, labels = [], []
    for i in range(n):
        angle = math.pi * (i // 2 + 0.5) / ((n + 1) // 2)
        x, y = math.cos(angle) - 0.5, math.sin(angle) - 0.25
        label = i % 2
        if label == 1:
            x, y = -x, -y
        inputs.append([x + rng.gauss(0, noise), y + rng.gauss(0, noise)])
        labels.append(label)
    return inputs, labels
