"""Pictures made of characters: points over a ground, and a table of losses."""

from collections.abc import Callable, Iterable, Sequence
from math import isfinite


def picture(
    points: Iterable[tuple[float, float, str]],
    view: tuple[float, float, float, float],
    width: int,
    rows: int,
    ground: Callable[[float, float], str] = lambda x, y: " ",
) -> list[str]:
    """Return lines that show (x, y, glyph) points, a later one over an earlier one.

    Args:
        view: x from, to; y from, to. What is above or below is drawn at the edge.
        ground: the glyph at a place without points.
    """
    left, right, low, high = view
    x_step, y_step = (right - left) / (width - 1), (high - low) / (rows - 1)
    grid = [
        [ground(left + x_step * i, high - y_step * j) for i in range(width)] for j in range(rows)
    ]
    for x, y, glyph in points:
        if isfinite(y):
            row = round((high - min(max(y, low), high)) / y_step)
            grid[row][round((x - left) / x_step)] = glyph
    return ["".join(line) for line in grid]


def losses(history: Sequence[float]) -> str:
    """Return the losses of the first epoch, of some between, and of the last, in two lines."""
    chosen = [epoch for epoch in (1, 4, 10, 40, 100, 400) if epoch < len(history)]
    chosen.append(len(history))
    epochs = "".join(f"{epoch:8}" for epoch in chosen)
    return f"epoch {epochs}\nloss  " + "".join(f"{history[epoch - 1]:8.4f}" for epoch in chosen)
