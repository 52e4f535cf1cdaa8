"""Figures of docs/e07_descent.md."""

from itertools import islice

import numpy as np

from kata.site import theme
from kata.site.figures import _five_paths, _three_ways, _valley
from kata.site.figures._table import table

SHOWN = {"SGD": 0.07, "Momentum": 0.02, "RMSProp": 0.5, "Adam": 1.0}  # learning rates in the valley
OPTIMIZERS = tuple(SHOWN)
SHORT = 1200  # steps after which Adam only seems to have settled


def paths() -> str:
    """Five ways downhill, each for twenty epochs from the same start, and the lines that they end at."""
    return _five_paths.drawing()


def descent() -> dict:
    """The loss surface, for the widget that walks on it."""
    return _five_paths.data()


def rates() -> str:
    """Eight steps on the page's four samples, with three learning rates."""
    figure, panels = theme.plot("e07-rates", columns=3, height=2.5, width=5.1)
    for ax, rate, word in zip(panels, (0.02, 0.1, 0.42), ("too small", "right", "too large")):
        ws, everywhere = np.array(_four_samples(rate, 8)), np.linspace(-0.5, 3.9, 100)
        ax.plot(everywhere, _loss(everywhere), color=theme.FAINT, linewidth=1.2)
        ax.plot(ws, _loss(ws), "-o", color=theme.BLUE, linewidth=0.8, markersize=3.5)
        ax.plot(
            ws[0], _loss(ws[0]), "o", color=theme.PAPER, markeredgecolor=theme.BLUE, markersize=6
        )
        ax.set(xlim=(-0.5, 3.9), ylim=(0, 13), yticks=[0, 5, 10])
        ax.set_title(f"{rate:g}, {word}", loc="left")
        ax.set_xticks([0, 1, 1.7, 3], ["0", "1", "1.7", "3"])
        ax.set_xlabel("$w$")
    panels[0].set_ylabel("loss")
    for ax in panels[1:]:
        ax.set_yticklabels([])
    return theme.svg(figure)


def three_ways() -> str:
    """The loss of the three ways, counted in epochs and in updates."""
    figure, (top, bottom) = theme.plot("e07-three-ways", rows=2, height=5.2, width=4.8)
    inks = (theme.BLUE, "-"), (theme.INK, ":"), (theme.ORANGE, "-")
    for size, (colour, dash) in zip(_three_ways.WAYS.values(), inks):
        losses, style = _three_ways.losses(size), {"color": colour, "linestyle": dash}
        top.plot(losses[:: _three_ways.N // size], linewidth=1.6, **style)
        bottom.plot(losses, linewidth=1.2, **style)
    for ax, unit, end in ((top, "epochs", 25), (bottom, "updates", 100)):
        ax.axhline(_three_ways.lowest(), color=theme.FAINT, linewidth=0.8)
        ax.set(yscale="log", ylabel="loss", ylim=(0.15, 40), xlabel=unit, xlim=(0, end))
        ax.set_yticks([0.2, 1, 5, 20], ["0.2", "1", "5", "20"])
        ax.minorticks_off()
    top.text(8, 2.4, "batch", color=theme.BLUE)
    top.text(3.3, 0.8, "mini-batch", color=theme.INK)
    top.text(17.2, 0.42, "stochastic", color=theme.ORANGE)
    bottom.text(10.5, 3, "batch, and mini-batch on top of it", color=theme.BLUE)
    bottom.text(58, 0.6, "stochastic", color=theme.ORANGE)
    return theme.svg(figure)


def noise() -> str:
    """The slopes of 48 batches of each size, all taken at the same line."""
    figure, ax = theme.plot("e07-noise", height=2.8, width=4.8)
    found = _three_ways.slopes()
    for row, slopes in enumerate(found.values()):
        ax.plot(slopes, [-row] * len(slopes), "o", color=theme.ORANGE, markersize=4, alpha=0.45)
        ax.plot([np.mean(slopes)] * 2, [-row - 0.3, -row + 0.3], color=theme.INK)
    ax.set_yticks([-row for row in range(len(found))], [str(size) for size in found])
    ax.set(xlabel="slope of the loss by w", ylabel="batch size", ylim=(-3.5, 0.5))
    return theme.svg(figure)


def valley() -> str:
    """Thirty steps of each optimizer through a valley 25 times as steep across as along."""
    figure, panels = theme.plot("e07-valley", 2, 2, height=4, width=5.1)
    x, y = np.meshgrid(np.linspace(-9, 3, 80), np.linspace(-3, 3, 60))
    height = (x**2 + 25 * y**2) / 2
    for ax, name in zip(panels.flat, OPTIMIZERS):
        ax.contour(x, y, height, [1, 5, 15, 35, 70], colors=theme.FAINT, linewidths=0.6)
        path = np.array(list(islice(_valley.path(name, SHOWN[name], 25), 31)))
        ax.plot(*path.T, "-o", color=theme.BLUE, linewidth=1, markersize=3)
        ax.plot(*path[0], "o", color=theme.PAPER, markeredgecolor=theme.BLUE, markersize=6)
        ax.plot(0, 0, "+", color=theme.ORANGE, markersize=9, markeredgewidth=1.6)
        ax.set(xlim=(-9, 3), ylim=(-3, 3), xticks=[], yticks=[])
        ax.set_title(name, fontsize=12, loc="left")
        ax.spines[:].set_visible(False)
    return theme.svg(figure)


def scattered() -> list[str]:
    """How far the slopes of batches lie from their mean."""
    spread = {size: np.std(slopes) for size, slopes in _three_ways.slopes().items()}
    rows = [(size, f"{each:.1f}") for size, each in spread.items()]
    return table(("batch size", "standard deviation of the slope"), rows)


def counted() -> list[str]:
    """The run of the three ways, counted until it is close, and what remains afterwards."""
    rows, seconds = [], _three_ways.seconds("until close")
    for way, size in _three_ways.WAYS.items():
        epochs, losses = _three_ways.epochs_until_close(size), _three_ways.losses(size)
        horizon = 25 if size == _three_ways.N else 5
        others = [_three_ways.epochs_until_close(size, seed, horizon) for seed in range(1, 11)]
        said = f"{epochs} ({min(others)} to {max(others)})"
        above = 100 * (losses[-10 * _three_ways.N // size :].mean() / _three_ways.lowest() - 1)
        updates, taken = epochs * _three_ways.N // size, f"{1000 * seconds[size]:.2g} ms"
        rows.append((f"{way}, {size}", said, updates, taken, f"{above:.1f} %"))
    return table(("batch size", "epochs", "updates", "time", "above the best"), rows)


def arrays() -> list[str]:
    """An epoch of the digits, by batch size."""
    rows = []
    for size, epoch in _three_ways.seconds("per epoch of the digits").items():
        updates = -(-1437 // size)
        rows.append((size, updates, f"{1000 * epoch:.2g} ms", f"{1000 * epoch / updates:.2g} ms"))
    return table(("batch size", "updates", "time of the epoch", "time of an update"), rows)


def fallen() -> list[str]:
    """The loss along the four paths of `valley`, and further on."""
    rows = []
    for name, rate in SHOWN.items():
        places = list(islice(_valley.path(name, rate, 25), 61))
        losses = [(places[i][0] ** 2 + 25 * places[i][1] ** 2) / 2 for i in (0, 10, 30, 60)]
        rows.append((name, rate, *(f"{loss:.2f}" for loss in losses)))
    return table(("loss", "learning rate", "at first", "10 steps", "30 steps", "60 steps"), rows)


def steps_down() -> list[str]:
    """Steps to a thousandth of the first loss, each optimizer with its best learning rate."""
    rows = []
    for narrow, turned in ((1, False), (25, False), (400, False), (400, True)):
        word = f"{narrow}, turned by 45 degrees" if turned else narrow
        steps = [_valley.steps_down(name, narrow, turned) for name in OPTIMIZERS]
        short = _valley.steps_down("Adam", narrow, turned, SHORT)
        rows.append((word, *steps, short))
    return table(("times as steep across", *OPTIMIZERS, f"Adam, of {SHORT:,} steps"), rows)


def _four_samples(rate: float, steps: int) -> list[float]:
    """Return w before and after each step of batch descent on the page's four samples."""
    from exercises.e02_value import Value
    from exercises.e07_descent import SGD

    w = Value(1.0)
    sgd, ws = SGD([w], rate), [1.0]
    for _ in range(steps):
        w.grad = 0.0
        _loss(w).backward()
        sgd.step()
        ws.append(w.data)
    return ws


def _loss(w):
    return sum((w * x - t) ** 2 for x, t in ((1, 3), (2, 1), (2, 5), (1, 2))) / 4
