"""Slopes by nudging: how far does a result move when an input moves a little?

Page: docs/e01_slope.md
"""

from collections.abc import Callable, Sequence


def derivative(f: Callable[[float], float], x: float, h: float = 1e-6) -> float:
    """Return the slope of f at x, measured between a point below x and a point above it.

    Args:
        f: takes one number, gives one number.
        h: how far each of the two points lies from x.

    Source: page e01, "The rule" (central difference).
    """
    # TODO: your code here (about 1 line)
    raise NotImplementedError("e01_slope: derivative")


def gradient(
    f: Callable[[list[float]], float], xs: Sequence[float], h: float = 1e-6
) -> list[float]:
    """Return one slope per input: how fast f moves when that input alone moves.

    Args:
        f: takes one list of numbers, gives one number.
        xs: the inputs; left unchanged.
        h: how far each of the two points lies from the input, as in derivative.

    Source: page e01, "Several inputs" (partial derivatives).
    """
    # TODO: your code here (about 7 lines)
    raise NotImplementedError("e01_slope: gradient")
