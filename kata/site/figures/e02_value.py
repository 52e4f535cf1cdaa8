"""Figures of docs/e02_value.md."""

import math

from kata.show import graph_svg
from kata.show.graph import nodes
from kata.site.canvas import arrow, canvas, operation, text, value
from kata.site.theme import BLUE, FAINT, ORANGE, plot, svg


def graph() -> str:
    """d = a * b + a at a = 3, b = -4, after the walk back."""
    return graph_svg.picture(_walked())


def steps() -> dict:
    """The same graph for its widget: the values as they were made, and numbers for a and b that tell slips apart."""
    values = [
        {"name": node.name, "op": node.op, "of": [parent.name for parent in node.parents]}
        for node in nodes(_walked())
    ]
    return {"values": values, "numbers": [[3, -4], [-2, 6], [5, -1], [-7, -3]]}


def twice() -> str:
    """A nudge of a reaches d = a * b + a by two ways, and the moves add up."""
    from exercises.e01_slope import derivative

    nudge, a, b = 0.001, 3.0, -4.0
    ways = derivative(lambda a: a * b, a) * nudge, derivative(lambda a: a, a) * nudge
    whole = derivative(lambda a: a * b + a, a) * nudge
    figure, axes = canvas("twice", height=170)
    value(axes, 45, 80, "a", half=19)
    operation(axes, 185, 36, "\N{MULTIPLICATION SIGN}")
    operation(axes, 315, 80, "+")
    value(axes, 395, 80, "d", half=19)
    arrow(axes, (64, 76), (169, 41))
    arrow(axes, (201, 41), (300, 75))
    arrow(axes, (64, 87), (301, 88), connectionstyle="arc3,rad=0.22")
    arrow(axes, (331, 80), (375, 80))
    text(axes, 45, 118, f"{nudge:+}", color=ORANGE)
    text(axes, 215, 22, f"{ways[0]:+.3f}", color=ORANGE, ha="left")
    text(axes, 185, 142, f"{ways[1]:+.3f}", color=ORANGE)
    text(axes, 395, 118, f"{whole:+.3f}", color=ORANGE)
    return svg(figure)


def curves() -> str:
    """The six curves with their slopes, as backward finds them, and the places of the page's table."""
    from exercises.e02_value import Value

    kinds = {
        "power 3": (lambda x: x**3, -1.6, 2.4, 2.0),
        "exp": (Value.exp, -2, 1.6, 0.5),
        "log": (Value.log, 0.25, 4, 2.5),
        "tanh": (Value.tanh, -3, 3, 0.5),
        "sigmoid": (Value.sigmoid, -5, 5, 0.5),
        "relu": (Value.relu, -3, 3, 3.0),
    }
    figure, panels = plot("curves", rows=3, columns=2, width=4.7, height=5.4)
    for axes, (name, (curve, low, high, marked)) in zip(panels.flat, kinds.items()):
        xs = [low + (high - low) * i / 80 for i in range(81)]
        heights, slopes = zip(*(_height_and_slope(curve, x) for x in xs))
        if curve is Value.relu:  # no slope at the corner: the dashes jump
            slopes = [math.nan if x == 0 else slope for x, slope in zip(xs, slopes)]
        axes.plot(xs, heights, color=BLUE)
        axes.plot(xs, slopes, "--", color=ORANGE, linewidth=1.2)
        height, slope = _height_and_slope(curve, marked)
        axes.plot([marked], [height], "o", color=BLUE, markersize=4)
        axes.plot([marked], [slope], "o", color=ORANGE, markersize=4)
        axes.axhline(0, color=FAINT, linewidth=0.6)
        axes.set_title(name, loc="left")
    return svg(figure)


def tanh() -> str:
    """d = 5 * tanh(x) at x = 0.5, after the walk back."""
    from exercises.e02_value import Value

    x = Value(0.5, label="x")
    y = x.tanh()
    y.label = "y"
    d = y * Value(5.0, label="five")
    d.label = "d"
    d.backward()
    return graph_svg.picture(d)


def _height_and_slope(curve, x: float) -> tuple[float, float]:
    from exercises.e02_value import Value

    value = Value(x)
    result = curve(value)
    result.backward()
    return result.data, value.grad


def _walked():
    from exercises.e02_value import Value

    a, b = Value(3.0, label="a"), Value(-4.0, label="b")
    c = a * b
    c.label = "c"
    d = c + a
    d.label = "d"
    d.backward()
    return d
