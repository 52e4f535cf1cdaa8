"""Figures of docs/e04_neuron.md."""

import math
from itertools import product

from kata.show import svg
from kata.site import theme
from kata.site.canvas import arrow, canvas, operation, text
from kata.site.theme import BLUE, FAINT, GREEN, INK, ORANGE, plot

INPUTS, WEIGHTS, BIAS = [3.0, 2.0], [0.5, -0.4], 0.3  # the page's


def inside() -> str:
    """The page's neuron with its numbers: inputs, weights, products, bias, sum, curve, answer."""
    neuron = _neuron()
    answer = neuron(INPUTS)
    neuron.activation = "linear"
    z = neuron(INPUTS)
    figure, axes = canvas("inside", height=190)
    rows = [
        (*row, y)
        for row, y in zip(zip(INPUTS, neuron.weights, ("x₁", "x₂"), ("w₁", "w₂")), (40, 105))
    ]
    for x, weight, x_name, w_name, y in rows:
        text(axes, 24, y, f"{x:g}", weight=600)
        text(axes, 24, y - 20, x_name)
        arrow(axes, (38, y), (78, y))
        text(axes, 106, y, f"· {weight.data:g}", color=GREEN, weight=600)
        text(axes, 106, y - 20, w_name)
        arrow(axes, (132, y), (214, 105 + (y - 105) / 4))
        text(axes, 176, 92 + (y - 105) * 0.68, f"{weight.data * x:+.1f}")
    text(axes, 106, 170, f"{neuron.bias.data:+g}", color=GREEN, weight=600)
    text(axes, 106, 150, "b")
    arrow(axes, (132, 166), (216, 120))
    operation(axes, 236, 105, "+", half=22, radius=22)
    arrow(axes, (258, 105), (312, 105))
    text(axes, 284, 92, f"{z.data:.1f}")
    text(axes, 284, 72, "z")
    operation(axes, 336, 105, "tanh", half=24, radius=22)
    arrow(axes, (360, 105), (381, 105))
    text(axes, 412, 105, f"{answer.data:.4f}", weight=600)
    text(axes, 412, 85, "y")
    return theme.svg(figure)


def activations() -> str:
    """The four curves over the same stretch, as neurons with one weight of 1 answer."""
    from exercises.e04_neuron import ACTIVATIONS, Neuron

    figure, panels = plot("activations", rows=2, columns=2, width=4.6, height=3.6)
    zs = [i / 20 - 3 for i in range(121)]
    for axes, name in zip(panels.flat, ACTIVATIONS):
        neuron = Neuron(1, name)
        neuron.weights[0].data = 1.0
        axes.axhline(0, color=FAINT, linewidth=0.6)
        axes.axvline(0, color=FAINT, linewidth=0.6)
        axes.plot(zs, [neuron([z]).data for z in zs], color=BLUE)
        axes.plot([1], [neuron([1.0]).data], "o", color=BLUE, markersize=4)
        axes.annotate(
            f"{neuron([1.0]).data:.2f}",
            (1, neuron([1.0]).data),
            (5, -12),
            textcoords="offset points",
        )
        axes.set_title(name, loc="left")
        axes.set(xticks=[-3, 0, 3], yticks=[-1, 0, 1], ylim=(-1.4, 1.4))
    return theme.svg(figure)


def plane() -> str:
    """Where the page's neuron answers above 0 and where below, and the line between."""
    neuron = _neuron()
    (w1, w2), b = WEIGHTS, BIAS
    figure, axes = plot("plane", width=4.2, height=3.4)
    for x1, x2 in product(range(-3, 5), repeat=2):
        answer = neuron([x1, x2]).data
        colour, sign = (BLUE, "+") if answer > 0 else (ORANGE, "_")
        if abs(answer) > 1e-9:  # not on the line
            axes.plot(
                [x1], [x2], sign, color=colour, markersize=3 + 6 * abs(answer), markeredgewidth=1.4
            )
    ends = [-3.4, 4.4]
    axes.plot(ends, [-(w1 * x1 + b) / w2 for x1 in ends], color=INK, linewidth=1.2)
    axes.plot([INPUTS[0]], [INPUTS[1]], "o", color=BLUE, fillstyle="none", markersize=13)
    axes.set(xlim=(-3.4, 4.4), ylim=(-3.4, 4.4), xticks=range(-3, 5), yticks=range(-3, 5))
    axes.set(xlabel="first input", ylabel="second input", aspect="equal")
    return theme.svg(figure)


def curve() -> str:
    """The curve tanh, with the page's neuron as a point on it and the slope there; its widget moves what has a class."""
    from exercises.e02_value import Value

    answer = _neuron()(INPUTS)
    (left, across), (middle, up) = neuron()["z"], neuron()["y"]["tanh"]
    y, z = answer.data, math.atanh(answer.data)
    points = [
        (left + across * i / 10, middle + up * Value(i / 10).tanh().data) for i in range(-50, 51)
    ]
    x, level, slope = left + across * z, middle + up * y, 1 - y**2
    reach = 50 / math.hypot(across, up * slope)
    dx, dy = across * reach, up * slope * reach
    axes = ("M 20", middle, "H 440 M", left, "14 V 206")
    bounds = ("M 20", middle + up, "H 440 M 20", middle - up, "H 440")
    dashed = {"stroke_dasharray": "3 4"}
    tangent = (x - dx, level - dy, x + dx, level + dy)
    parts = [
        svg.path(*axes, stroke=svg.FAINT),
        svg.path(*bounds, stroke=svg.FAINT, stroke_dasharray="1 5"),
        *(svg.text(left + across * i, middle + 18, i) for i in (-4, -2, 2, 4)),
        svg.text(left - 8, middle - up + 5, -1, "end", class_="below"),
        svg.text(left - 8, middle + up + 5, 1, "end", class_="above"),
        *(svg.text(448, middle + 5, "z", "start"), svg.text(left + 8, 18, "y", "start")),
        svg.polyline(points, class_="curve", stroke=svg.BLUE, stroke_width=2),
        svg.line(x, middle, x, level, class_="down", **dashed),
        svg.line(left, level, x, level, class_="across", **dashed),
        svg.line(*tangent, class_="tangent", stroke=svg.ORANGE, stroke_width=2.4),
        svg.circle(x, level, 5, class_="point", fill=svg.ORANGE),
        svg.text(330, 146, f"z = {z:.3g}", "start", class_="said-z"),
        svg.text(330, 164, f"y = {y:.4g}", "start", class_="said-y"),
        svg.text(330, 182, f"slope {slope:.2g}", "start", class_="said-slope"),
    ]
    return svg.document(460, 224, parts)


def neuron() -> dict:
    """Where the widget's neuron starts, and how z and, for each curve, y become places in the picture: offset, pixels per 1."""
    return {
        "inputs": INPUTS,
        "weights": WEIGHTS,
        "bias": BIAS,
        "z": [230, 42],
        "y": {"tanh": [110, -80], "relu": [110, -16], "sigmoid": [110, -80], "linear": [110, -16]},
        "reach": 5,
    }


def _neuron():
    """Return the neuron of the page."""
    from exercises.e04_neuron import Neuron

    neuron = Neuron(len(INPUTS), "tanh")
    for weight, number in zip(neuron.weights, WEIGHTS):
        weight.data = number
    neuron.bias.data = BIAS
    return neuron
