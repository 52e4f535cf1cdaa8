"""Figures of docs/e04_neuron.md."""

import math
from itertools import product

from matplotlib.patches import Circle

from kata.site.canvas import arrow, sheet, text
from kata.site.theme import BLUE, FAINT, INK, ORANGE, plot, svg

INPUTS, WEIGHTS, BIAS = [3.0, 2.0], [0.5, -0.4], 0.3  # the page's


def inside() -> str:
    """The page's neuron with its numbers: inputs, weights, products, bias, sum, curve, answer."""
    neuron = _neuron()
    answer = neuron(INPUTS)
    neuron.activation = "linear"
    z = neuron(INPUTS)
    figure, axes = sheet("inside", height=190)
    rows = [
        (*row, y)
        for row, y in zip(zip(INPUTS, neuron.weights, ("x₁", "x₂"), ("w₁", "w₂")), (40, 105))
    ]
    for x, weight, x_name, w_name, y in rows:
        text(axes, 24, y, f"{x:g}", weight="bold")
        text(axes, 24, y - 20, x_name)
        arrow(axes, (38, y), (78, y))
        text(axes, 106, y, f"· {weight.data:g}", color=BLUE, weight="bold")
        text(axes, 106, y - 20, w_name)
        arrow(axes, (132, y), (214, 105 + (y - 105) / 4))
        text(axes, 176, 92 + (y - 105) * 0.68, f"{weight.data * x:+.1f}")
    text(axes, 106, 170, f"{neuron.bias.data:+g}", color=BLUE, weight="bold")
    text(axes, 106, 150, "b")
    arrow(axes, (132, 166), (216, 120))
    axes.add_patch(Circle((236, 105), 22, fill=False, ec=INK))
    text(axes, 236, 105, "+")
    arrow(axes, (258, 105), (312, 105))
    text(axes, 284, 92, f"{z.data:.1f}")
    text(axes, 284, 72, "z")
    axes.add_patch(Circle((336, 105), 24, fill=False, ec=INK))
    text(axes, 336, 105, "tanh")
    arrow(axes, (360, 105), (381, 105))
    text(axes, 412, 105, f"{answer.data:.4f}", weight="bold")
    text(axes, 412, 85, "y")
    return svg(figure)


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
        axes.plot([1], [neuron([1.0]).data], "o", color=ORANGE, markersize=4)
        axes.annotate(
            f"{neuron([1.0]).data:.2f}",
            (1, neuron([1.0]).data),
            (5, -12),
            textcoords="offset points",
        )
        axes.set_title(name, loc="left")
        axes.set(xticks=[-3, 0, 3], yticks=[-1, 0, 1], ylim=(-1.4, 1.4))
    return svg(figure)


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
    return svg(figure)


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
    ticks = [
        f'<text x="{left + across * i}" y="{middle + 18}" text-anchor="middle">{i}</text>'
        for i in (-4, -2, 2, 4)
    ]
    ticks += [
        f'<text class="{name}" x="{left - 8}" y="{middle + up * i + 5}" text-anchor="end">{i}</text>'
        for name, i in (("below", -1), ("above", 1))
    ]
    said = (("z", f"z = {z:.3g}"), ("y", f"y = {y:.4g}"), ("slope", f"slope {slope:.2g}"))
    words = [
        f'<text class="said-{name}" x="330" y="{146 + 18 * i}">{word}</text>'
        for i, (name, word) in enumerate(said)
    ]
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 460 224" width="460" height="224" fill="none" font-size="14">
<g stroke="var(--kata-faint)"><path d="M20,{middle}H440M{left},14V206"/><path d="M20,{middle + up}H440M20,{middle - up}H440" stroke-dasharray="1 5"/></g>
<g fill="currentColor">{"".join(ticks)}<text x="448" y="{middle + 5}">z</text><text x="{left + 8}" y="18">y</text></g>
<polyline class="curve" points="{" ".join(f"{px:.1f},{py:.1f}" for px, py in points)}" stroke="var(--kata-blue)" stroke-width="2"/>
<g stroke="currentColor" stroke-dasharray="3 4"><line class="down" x1="{x:.1f}" x2="{x:.1f}" y1="{middle}" y2="{level:.1f}"/><line class="across" x1="{left}" x2="{x:.1f}" y1="{level:.1f}" y2="{level:.1f}"/></g>
<line class="tangent" x1="{x - dx:.1f}" y1="{level - dy:.1f}" x2="{x + dx:.1f}" y2="{level + dy:.1f}" stroke="var(--kata-orange)" stroke-width="2.4"/>
<circle class="point" cx="{x:.1f}" cy="{level:.1f}" r="5" fill="var(--kata-orange)"/>
<g fill="currentColor">{"".join(words)}</g>
</svg>
"""


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
