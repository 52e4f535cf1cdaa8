"""A narrow valley, and how the optimizers walk through it, for docs/e07_descent.md."""

from collections.abc import Iterator
from functools import cache
from itertools import islice

import numpy as np

START = (-8.0, 2.0)  # along and across
RATES = [digit * 10**power for power in range(-4, 2) for digit in (1, 2, 5)]
STEPS = 20_000


def path(name: str, rate: float, narrow: float, turned: bool = False) -> Iterator[tuple]:
    """Yield the places along and across, before the first step and after each.

    Args:
        name: a class of e07.
        narrow: the loss is (along ** 2 + narrow * across ** 2) / 2.
        turned: whether the valley lies at 45 degrees to the parameters x and y.
    """
    from exercises import e07_descent
    from exercises.e02_value import Value

    cos, sin = (0.5**0.5, 0.5**0.5) if turned else (1.0, 0.0)
    x = Value(cos * START[0] + sin * START[1])
    y = Value(cos * START[1] - sin * START[0])
    optimizer = getattr(e07_descent, name)([x, y], rate)
    while True:
        along, across = cos * x.data - sin * y.data, sin * x.data + cos * y.data
        yield along, across
        x.grad = cos * along + sin * narrow * across
        y.grad = cos * narrow * across - sin * along
        optimizer.step()


def steps_down(name: str, narrow: float, turned: bool, steps: int = STEPS) -> int:
    """Return the steps until the loss is, and up to `steps` stays, below a thousandth of the first.

    The best of RATES; one that is low only in the last tenth of the steps does not count.
    """
    found = []
    for rate in RATES:
        losses = _losses(name, rate, narrow, turned)[: steps + 1]
        above = np.flatnonzero(~(losses <= losses[0] / 1000))
        found.append(int(above[-1]) + 1 if above[-1] < 0.9 * steps else steps)
    return min(found)


@cache
def _losses(name: str, rate: float, narrow: float, turned: bool) -> np.ndarray:
    places = np.array(list(islice(path(name, rate, narrow, turned), STEPS + 1)))
    with np.errstate(over="ignore", invalid="ignore"):
        return (places**2 * (1, narrow)).sum(axis=1)
