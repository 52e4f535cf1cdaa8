"""Figures of docs/e10_digits.md."""

import numpy as np

from kata.course import digits
from kata.site import theme
from kata.site.figures import _hands, _race, _reader


def reading() -> str:
    """A digit that the network never saw, and the ten probabilities that the network gives it."""
    return _reader.doubted()


def first() -> str:
    """The digit that the field begins with, for the home page."""
    return _reader.first()


def digit() -> dict:
    """The network's weights and some real digits, for the widget that one draws in."""
    return _reader.data()


def weights() -> str:
    """What each of the 32 hidden neurons looks for: its 64 weights as a picture."""
    return _hands.weights()


def mistakes() -> str:
    """The ten surest mistakes of the network."""
    return _hands.mistakes()


def confusion() -> str:
    """Which digit is taken for which."""
    return _hands.confusion()


def readers() -> list[str]:
    """Who reads how many of the last 360."""
    return _hands.readers()


def history() -> str:
    """The share of errors on the training digits and on the others, epoch by epoch."""
    from exercises.e10_digits import accuracy, init_parameters, one_hot, train

    x, labels, test_x, test_labels = digits.load()
    rng = np.random.default_rng(_reader.SEED)
    parameters, rows = init_parameters([64, 128, 10], rng), []
    for rate, epochs in _reader.STAGES:
        for _ in range(epochs):
            train(parameters, x, one_hot(labels, 10), rate, _reader.BATCH_SIZE, 1, rng)
            rows.append(
                [
                    100 * (1 - accuracy(parameters, *pair))
                    for pair in ((x, labels), (test_x, test_labels))
                ]
            )
    figure, axes = theme.plot("e10-history", height=2.8, width=4.8)
    epochs = range(1, len(rows) + 1)
    for column, (colour, dash, words) in enumerate(
        ((theme.BLUE, "-", "seen in training"), (theme.ORANGE, "--", "held out"))
    ):
        values = [row[column] for row in rows]
        axes.plot(epochs, values, dash, color=colour)
        axes.annotate(words, (10.2, values[-1]), color=colour, va="bottom", annotation_clip=False)
    axes.axvline(7.5, color=theme.FAINT, linewidth=1, linestyle=":")
    axes.annotate("smaller steps", (7.6, 27), color=theme.INK)
    axes.set(
        xlabel="epoch",
        ylabel="read wrongly, %",
        ylim=(0, 30),
        yticks=[0, 10, 20, 30],
        xticks=[1, 3, 5, 7, 10],
    )
    axes.set_xlim(0.8, 13.5)
    return theme.svg(figure)


def ladder() -> str:
    """A recorded race, as bars."""
    return _race.bars("e10_digits")


def race() -> list[str]:
    """The same race, as a table."""
    return _race.table("e10_digits")
