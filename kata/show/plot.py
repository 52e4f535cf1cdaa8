"""Pictures made of characters: curves, a map of two regions, a table of losses."""

import math
from collections.abc import Callable, Sequence

MARGIN = len(" 1.0 |")


def curves(lines: Sequence[tuple[str, Sequence[float]]], rows: int, low: float, high: float) -> str:
    """Draw each (glyph, values), one value per column; a later one covers an earlier one."""
    grid = [[" "] * len(lines[0][1]) for _ in range(rows)]
    for glyph, values in lines:
        for column, value in enumerate(values):
            if math.isfinite(value):
                row = round((high - min(max(value, low), high)) / (high - low) * (rows - 1))
                grid[row][column] = glyph
    step = (high - low) / (rows - 1)
    marks = {round((high - level) / step): f"{level:.1f}" for level in (-1.0, 0.0, 1.0)}
    return "\n".join(
        f"{marks.get(i, ''):>4} |{''.join(line)}".rstrip() for i, line in enumerate(grid)
    )


def regions(
    points: Sequence[tuple[float, float, str]],
    shade: Callable[[float, float], str],
    width: int,
    rows: int,
) -> str:
    """Draw (x, y, glyph) points over a background that shade gives for each place."""
    xs, ys = [x for x, _, _ in points], [y for _, y, _ in points]
    left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
    x_step, y_step = (right - left) / (width - 1), (top - bottom) / (rows - 1)
    grid = [[shade(left + x_step * i, top - y_step * j) for i in range(width)] for j in range(rows)]
    for x, y, glyph in points:
        grid[round((top - y) / y_step)][round((x - left) / x_step)] = glyph
    return "\n".join("".join(line) for line in grid)


def losses(history: Sequence[float]) -> str:
    """Return the losses of the first epoch, of some between, and of the last, in two lines."""
    chosen = [epoch for epoch in (1, 4, 10, 40, 100, 400) if epoch < len(history)]
    chosen.append(len(history))
    epochs = "".join(f"{epoch:8}" for epoch in chosen)
    return f"epoch {epochs}\nloss  " + "".join(f"{history[epoch - 1]:8.4f}" for epoch in chosen)
