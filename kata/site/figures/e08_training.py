"""Figures of docs/e08_training.md."""

import numpy as np

from kata.show import svg
from kata.site import theme
from kata.site.figures import _learning, _two_moons
from kata.site.figures._table import table


def boundary() -> str:
    """The border that a network draws between two moons, at four epochs of a training."""
    return _two_moons.drawing()


def moons() -> dict:
    """The whole training, for the widget that shows it epoch by epoch."""
    return _two_moons.run()


def loop() -> str:
    """The loop as a picture: four lines for a batch, all batches of an epoch, all epochs."""
    steps = (
        ("zero", "every gradient becomes 0"),
        ("forward", "answers, losses, their mean"),
        ("backward", "every parameter gets its slope"),
        ("step", "every parameter moves once"),
    )
    parts = [svg.text(46, 37, "epoch: shuffle, cut into batches", "start")]
    parts += [svg.text(72, 73, "batch: four lines", "start")]
    for left, top, width, height, words in ((20, 32, 440, 220, 212), (46, 68, 388, 172, 134)):
        right, bottom = left + width, top + height
        round_ = ("M", left + 30 + words, top, "H", right - 10, "q 10 0 10 10 V", bottom - 10)
        round_ += (
            "q 0 10 -10 10 H",
            left + 10,
            "q -10 0 -10 -10 V",
            top + 10,
            "q 0 -10 10 -10 h 9",
        )
        parts.append(svg.path(*round_, "m -7 -5 l 7 5 l -7 5", stroke=svg.FAINT))
    for i, (name, words) in enumerate(steps):
        y = 107 + 36 * i
        parts.append(svg.text(90, y, name, font_weight="bold"))
        parts.append(svg.text(150, y, words, "start"))
        if i:
            parts.append(svg.path("M 90", y - 29, "v 14 m -4 -5 l 4 5 l 4 -5"))
    return svg.document(480, 242, parts, top=18)


def sine() -> str:
    """A network of eight hidden neurons over a sine, at four epochs of its training."""
    figure, panels = theme.plot("e08-sine", 2, 2, height=3.9, width=5.1)
    _, answers = _learning.sine()
    xs = _learning.places()
    for ax, (epoch, ys) in zip(panels.flat, answers.items()):
        ax.plot(xs, np.sin(xs), color=theme.ORANGE, linestyle="--", linewidth=1.2)
        ax.plot(xs[::5], np.sin(xs[::5]), "o", color=theme.ORANGE, markersize=3, clip_on=False)
        ax.plot(xs, ys, color=theme.BLUE)
        ax.set_title(f"epoch {epoch}", fontsize=12, loc="left")
        ax.set(xlim=(-np.pi, np.pi), ylim=(-1.6, 1.6), xticks=[], yticks=[])
        ax.axhline(0, color=theme.FAINT, linewidth=0.6)
        ax.spines[:].set_visible(False)
    return theme.svg(figure)


def live() -> dict:
    """What the sine's widget trains: the points, what noise adds to a target, and the first weights by size."""
    return _learning.live()


def history() -> str:
    """What `train` returned for the sine."""
    figure, ax = theme.plot("e08-history", height=2.7, width=4.8)
    losses, _ = _learning.sine()
    ax.plot(range(1, len(losses) + 1), losses, color=theme.BLUE, linewidth=1.2)
    ax.set(yscale="log", xlabel="epoch", ylabel="loss", xlim=(0, len(losses)))
    ax.set_yticks([0.001, 0.01, 0.1], ["0.001", "0.01", "0.1"])
    ax.minorticks_off()
    return theme.svg(figure)


def by_heart() -> str:
    """Loss and accuracy on thirty points that are trained on, and on 500 that are not."""
    figure, panels = theme.plot("e08-by-heart", rows=2, height=4.6, width=4.8)
    rows = _learning.by_heart()
    for column, ax in enumerate(panels):
        ax.plot(rows[:, column], color=theme.BLUE)
        ax.plot(rows[:, column + 2], color=theme.ORANGE, linestyle="--")
        ax.set(xlim=(0, len(rows) - 1), xlabel="epoch", ylabel=("loss", "accuracy")[column])
    lowest = int(rows[:, 2].argmin())
    panels[0].plot(lowest, rows[lowest, 2], "o", color=theme.ORANGE)
    panels[0].set(ylim=(0, 1), yticks=[0, 0.5, 1])
    panels[1].set(ylim=(0.5, 1), yticks=[0.5, 0.75, 1])
    panels[0].text(60, 0.83, "held out", color=theme.ORANGE, ha="right")
    panels[0].text(60, 0.22, "training", color=theme.BLUE)
    panels[1].text(60, 0.7, "held out", color=theme.ORANGE)
    panels[1].text(60, 0.86, "training", color=theme.BLUE)
    return theme.svg(figure)


def learned() -> list[str]:
    """The history of the sine, at some epochs."""
    losses, _ = _learning.sine()
    shown = (1, 10, 50, 100, 300)
    rows = [("loss", *(f"{losses[epoch - 1]:.4f}" for epoch in shown))]
    return table(("epoch", *shown), rows)


def faults() -> list[str]:
    """The first losses of the sine's training, as they should be and with one thing wrong."""
    shown = (1, 2, 3, 5, 20)
    rows = []
    for name, losses in _learning.faults(20).items():
        said = [losses[epoch - 1] for epoch in shown]
        rows.append((name, *(_brief(loss) for loss in said)))
    return table(("loss at epoch", *shown), rows)


def overfitted() -> list[str]:
    """Loss and accuracy of the training by heart, at its start, its best and its end."""
    measured = _learning.by_heart()
    head = ("after epoch", "loss, training", "held out", "accuracy, training", "held out")
    rows = []
    for epoch in (0, int(measured[:, 2].argmin()), len(measured) - 1):
        loss, right, new_loss, new_right = measured[epoch]
        rows.append((epoch, f"{loss:.2f}", f"{new_loss:.2f}", f"{right:.2f}", f"{new_right:.2f}"))
    return table(head, rows)


def helped() -> list[str]:
    """The training by heart, stopped early and with weight decay, both chosen with a validation set."""
    rows, found = [], _learning.remedies()
    plain = found[0.0]
    stop = int(plain[:, 0].argmin())
    decay = min(found, key=lambda each: found[each][-1, 0])
    for name, (loss, _, new_loss, new_right) in (
        (f"nothing, {len(plain)} epochs", plain[-1]),
        (f"stopped after epoch {stop + 1}", plain[stop]),
        (f"weight decay {decay}, {len(plain)} epochs", found[decay][-1]),
    ):
        rows.append((name, f"{loss:.2f}", f"{new_loss:.2f}", f"{new_right:.2f}"))
    return table(
        ("what was done", "loss, validation", "loss, held out", "accuracy, held out"), rows
    )


def scaled() -> list[str]:
    """The first losses of a training whose two inputs differ in size, as they are and scaled."""
    shown = (1, 10, 100)
    rows = []
    for name, losses in _learning.scaled(100).items():
        rows.append((name, *(_brief(losses[epoch - 1]) for epoch in shown)))
    return table(("inputs; loss at epoch", *shown), rows)


def _brief(loss: float) -> str:
    """Return a loss in a few digits, however large it is."""
    if loss < 10:
        return f"{loss:.3f}"
    return f"{loss:,.0f}" if loss < 1e6 else f"{loss:.0e}"
