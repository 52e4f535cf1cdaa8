"""Figures of docs/e05_mlp.md."""

import math
from itertools import chain, pairwise, product

from matplotlib.patches import Circle, Rectangle

from kata.site.canvas import arrow, canvas, line, text
from kata.site.figures._table import table
from kata.site.theme import BLUE, FAINT, GREEN, INK, ORANGE, PAPER, RED, plot, svg

CORNERS = list(product((0, 1), repeat=2))  # the two lamps: off or on


def lamps() -> str:
    """The page's network of two lamps, its nine numbers on it."""
    model = _lamps()
    (first, second), (last,) = (layer.neurons for layer in model.layers)
    xs, hs, y = ((40, 50), (40, 170)), ((220, 50), (220, 170)), (390, 110)
    figure, axes = canvas("lamps", height=220)
    for neuron, end, places in ((first, hs[0], (0.3, 0.28)), (second, hs[1], (0.28, 0.3))):
        for weight, start, at in zip(neuron.weights, xs, places):
            _edge(axes, start, end, f"{weight.data:g}", at)
        text(axes, end[0], end[1] + 34, f"bias {neuron.bias.data:g}")
    for weight, start in zip(last.weights, hs):
        _edge(axes, start, y, f"{weight.data:g}", 0.45)
    text(axes, y[0], y[1] + 34, f"bias {last.bias.data:g}")
    for place, name in zip((*xs, *hs, y), ("x₁", "x₂", "h₁", "h₂", "y")):
        axes.add_patch(Circle(place, 19, fc=PAPER, ec=INK if name[0] != "x" else "none"))
        text(axes, *place, name, weight=600)
    return svg(figure)


def layers() -> str:
    """MLP([2, 16, 16, 1]), every weight a line, the parameters of each layer counted."""
    from exercises.e05_mlp import MLP

    sizes = [2, 16, 16, 1]
    model = MLP(sizes)
    figure, axes = canvas("layers", height=330)
    columns = [
        [(44 + 117 * i, 145 + (k - (n - 1) / 2) * 17) for k in range(n)]
        for i, n in enumerate(sizes)
    ]
    gap = (math.nan, math.nan)
    for left, right in pairwise(columns):
        ways = [point for start, end in product(left, right) for point in (start, end, gap)]
        line(axes, *ways, color=FAINT, linewidth=0.35)
    for x, y in columns[0]:
        axes.add_patch(Rectangle((x - 4, y - 4), 8, 8, fc=PAPER, ec=INK, zorder=3))
    for place in chain(*columns[1:]):
        axes.add_patch(Circle(place, 5, fc=PAPER, ec=INK, zorder=3))
    text(axes, columns[0][0][0], 296, "2 inputs")
    for layer, column in zip(model.layers, columns[1:]):
        n, weights = len(layer.neurons), len(layer.neurons[0].weights)
        text(axes, column[0][0], 296, f"{n} neuron{'s' * (n > 1)}")
        text(
            axes, column[0][0], 318, f"{n} · {weights + 1} = {len(layer.parameters())}", color=GREEN
        )
    return svg(figure)


def parted() -> str:
    """The plane of the two lamps as one neuron parts it, and as the page's network does."""
    from exercises.e04_neuron import Neuron

    neuron, model = Neuron(2, "linear"), _lamps()
    _put(neuron, [1.0, 1.0], -0.5)
    figure, panels = plot("parted", columns=2, width=4.7, height=2.8)
    _shade(panels[0], lambda x1, x2: neuron([x1, x2]).data, 0)
    _shade(panels[1], lambda x1, x2: model([x1, x2])[0].data, 0.5)
    for axes, name in zip(panels, ("one neuron", "three neurons")):
        axes.set_title(name, loc="left")
        for corner in CORNERS:
            _case(axes, corner, corner)
        axes.set(xlabel="x₁", ylabel="x₂", xticks=[0, 1], yticks=[0, 1], aspect="equal")
    panels[0].plot([1], [1], "x", color=RED, markersize=16)
    return svg(figure)


def folded() -> str:
    """The four cases as the last neuron of the page's network sees them, and its line."""
    hidden, last = _lamps().layers
    figure, axes = plot("folded", width=4.2, height=2.6)
    _shade(axes, lambda h1, h2: last([h1, h2])[0].data, 0.5, 2.6)
    for corner in CORNERS:
        _case(axes, corner, tuple(h.data for h in hidden(corner)))
    for place, words in (((0, 0), "0 0"), ((1, 0), "0 1 and 1 0"), ((2, 1), "1 1")):
        axes.annotate(words, place, (9, 6), textcoords="offset points")
    axes.set(xlabel="h₁", ylabel="h₂", xticks=[0, 1, 2], yticks=[0, 1], aspect="equal")
    return svg(figure)


def bumps() -> str:
    """A ramp of two hidden neurons, a bump of three, and bumps side by side that follow a sine."""
    figure = plot("bumps", width=4.7, height=4.4)[0]
    figure.clear()  # the three pictures are of two widths
    ramp, bump, sine = figure.subplot_mosaic([["ramp", "bump"], ["sine", "sine"]]).values()
    xs = [i / 20 for i in range(-20, 81)]
    for panel, heights, name in ((ramp, [1, -1], "a ramp"), (bump, [1, -2, 1], "a bump")):
        model = _bends(heights, 0, 1)
        panel.plot(xs, [model([x])[0].data for x in xs], color=BLUE)
        panel.plot(range(4), [model([x])[0].data for x in range(4)], "o", color=BLUE, markersize=4)
        panel.set(xlim=(-1, 4), ylim=(-0.3, 1.5), xticks=range(4), yticks=[0, 1])
        panel.set_title(name, loc="left")
    xs = [math.pi * (i / 60 - 1) for i in range(121)]
    model = _sine(12)
    for place in range(1, 12):
        left, middle, right = (math.pi * ((place + i) / 6 - 1) for i in (-1, 0, 1))
        sine.plot([left, middle, right], [0, math.sin(middle), 0], color=FAINT, linewidth=0.8)
    sine.plot(xs, [math.sin(x) for x in xs], "--", color=ORANGE, linewidth=1.4)
    sine.plot(xs, [model([x])[0].data for x in xs], color=BLUE, linewidth=1.4)
    sine.plot(
        xs[::10],
        [model([x])[0].data for x in xs[::10]],
        "o",
        color=BLUE,
        markersize=4,
        clip_on=False,
    )
    sine.set(xlim=(-math.pi, math.pi), ylim=(-1.2, 1.2), yticks=[-1, 0, 1])
    sine.set_xticks([-math.pi, 0, math.pi], ["\N{MINUS SIGN}π", "0", "π"])
    sine.set_title("eleven bumps", loc="left")
    return svg(figure)


def closeness() -> list[str]:
    """How far networks of bumps lie from the sine."""
    rows, xs = [], [math.pi * (i / 480 - 1) for i in range(961)]
    for pieces in (6, 12, 24):
        model = _sine(pieces)
        neurons = len(model.layers[0].neurons)
        far = max(abs(model([x])[0].data - math.sin(x)) for x in xs)
        rows.append((pieces - 1, neurons, f"{far:.3f}"))
    return table(("bumps", "hidden neurons", "largest distance from the sine"), rows)


def _bends(heights: list[float], start: float, step: float):
    """Return a network of one hidden relu a height: the k-th begins at start + k * step."""
    from exercises.e05_mlp import MLP

    model = MLP([1, len(heights), 1], "relu")
    hidden, last = model.layers
    for k, neuron in enumerate(hidden.neurons):
        _put(neuron, [1.0], -(start + k * step))
    _put(last.neurons[0], heights, 0.0)
    return model


def _sine(pieces: int):
    """Return a network that goes through a sine at pieces + 1 places from -pi to pi."""
    step = 2 * math.pi / pieces
    ys = [0.0, 0.0, *(math.sin(step * k - math.pi) for k in range(1, pieces)), 0.0, 0.0]
    heights = [(a - 2 * b + c) / step for a, b, c in zip(ys, ys[1:], ys[2:])]
    return _bends(heights, -math.pi, step)


def _lamps():
    """Return the page's network with its nine numbers."""
    from exercises.e05_mlp import MLP

    model = MLP([2, 2, 1], "relu")
    hidden, last = model.layers
    _put(hidden.neurons[0], [1.0, 1.0], 0.0)
    _put(hidden.neurons[1], [1.0, 1.0], -1.0)
    _put(last.neurons[0], [1.0, -2.0], 0.0)
    return model


def _put(neuron, weights: list[float], bias: float) -> None:
    for weight, number in zip(neuron.weights, weights):
        weight.data = number
    neuron.bias.data = bias


def _edge(axes, start: tuple, end: tuple, words: str, at: float) -> None:
    """Draw an arrow between two circles, and words on it at this share of the way."""
    arrow(axes, start, end, shrinkA=15, shrinkB=15)
    x, y = (a + (b - a) * at for a, b in zip(start, end))
    text(axes, x, y, words, color=GREEN, bbox={"fc": PAPER, "ec": "none", "pad": 2})


def _shade(axes, answer, level: float, right: float = 1.4) -> None:
    """Shade where answer(x, y) is above level, from -0.4 to right and up to 1.4."""
    xs, ys = ([i / 10 for i in range(-4, round(10 * end) + 1)] for end in (right, 1.4))
    axes.contourf(
        xs, ys, [[answer(x, y) for x in xs] for y in ys], [level, 99], colors=[BLUE], alpha=0.18
    )


def _case(axes, lamps: tuple[int, int], place: tuple[float, float]) -> None:
    """Mark a case where it lies: a full dot if exactly one lamp is on, a ring if not."""
    fill = INK if sum(lamps) == 1 else PAPER
    axes.plot(*[[each] for each in place], "o", color=INK, markerfacecolor=fill, markersize=8)
