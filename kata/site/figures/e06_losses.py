"""Figures of docs/e06_losses.md."""

import math

import numpy as np

from kata.show import svg
from kata.site import theme

MINUS = "\N{MINUS SIGN}"
CLASSES = "ABC"  # of the page's example


def hinge() -> str:
    """The hinge loss against sign times score, with the page's three scores."""
    from exercises.e02_value import Value
    from exercises.e06_losses import hinge_loss

    figure, ax = theme.plot("e06-hinge", height=2.6, width=4.8)
    places = [-2, 1, 3.2]
    ax.plot(places, [hinge_loss([Value(each)], [1]).data for each in places], color=theme.BLUE)
    for score, sign, beside in ((0.4, 1, (8, 4)), (0.3, -1, (28, 3)), (2.5, 1, (-8, 10))):
        loss = hinge_loss([Value(score)], [sign]).data
        ax.plot(sign * score, loss, "o", color=theme.BLUE)
        word = f"{score} for a {'yes' if sign > 0 else 'no'}: {loss:g}"
        align = "left" if beside[0] > 0 else "center"
        ax.annotate(word, (sign * score, loss), beside, textcoords="offset points", ha=align)
    ax.axvline(0, color=theme.FAINT, linewidth=0.8)
    ax.text(-0.08, 2.75, "wrong side", ha="right")
    ax.text(0.08, 2.75, "right side")
    ax.set(xlabel="sign times score", ylabel="loss", xlim=(-2, 3.2), ylim=(-0.1, 3))
    ax.set(xticks=[-2, -1, 0, 1, 2, 3], yticks=[0, 1, 2, 3])
    return theme.svg(figure)


def surprise() -> str:
    """The surprise against the probability that had been given."""
    figure, ax = theme.plot("e06-surprise", height=2.9, width=4.8)
    p = np.linspace(0.005, 1, 400)
    ax.plot(p, -np.log(p), color=theme.BLUE)
    for probability, word in ((0.1, "1/10"), (0.5, "1/2"), (0.99, "0.99")):
        height = -math.log(probability)
        ax.plot(probability, height, "o", color=theme.BLUE, clip_on=False)
        beside, align = ((8, 5), "left") if probability < 0.9 else ((2, 9), "right")
        said = f"{word}: {height:.3f}"
        ax.annotate(said, (probability, height), beside, textcoords="offset points", ha=align)
    ax.set(xlabel="probability given to what happened", ylabel="surprise in nats")
    ax.set(xlim=(0, 1.02), ylim=(0, 5.2), xticks=[0, 0.25, 0.5, 0.75, 1])
    return theme.svg(figure)


def honest() -> str:
    """The mean surprise where yes comes nine times in ten, against the probability given to yes."""
    from exercises.e02_value import Value
    from exercises.e06_losses import categorical_cross_entropy

    def mean_surprise(p: float) -> float:
        return categorical_cross_entropy([Value(p), Value(1 - p)], [0.9, 0.1]).data

    figure, ax = theme.plot("e06-honest", height=2.6, width=4.8)
    ps = np.linspace(0.02, 0.999, 300)
    ax.plot(ps, [mean_surprise(float(p)) for p in ps], color=theme.BLUE)
    for p, beside in ((0.5, (8, 5)), (0.9, (-4, -16)), (0.99, (-12, 8))):
        ax.plot(p, mean_surprise(p), "o", color=theme.BLUE)
        align = "left" if beside[0] > 0 else "right"
        said = f"{p}: {mean_surprise(p):.3f}"
        ax.annotate(said, (p, mean_surprise(p)), beside, textcoords="offset points", ha=align)
    ax.set(xlabel="probability given to yes", ylabel="mean surprise", xlim=(0, 1.02), ylim=(0, 2))
    ax.set(xticks=[0, 0.25, 0.5, 0.75, 1], yticks=[0, 1, 2])
    return theme.svg(figure)


def softmax() -> str:
    """Three logits become probabilities, as they are and with the largest taken off."""
    from exercises import e06_losses
    from exercises.e02_value import Value

    figure, panels = theme.plot("e06-softmax", 2, 3, height=3.9, width=5.1)
    logits = [math.log(2), math.log(7), 0.0]
    for row, shift, name in zip(panels, (0, math.log(7)), ("as they are", "1.95 taken off")):
        shifted = [z - shift for z in logits]
        powers = [math.exp(z) for z in shifted]
        probabilities = [p.data for p in e06_losses.softmax([Value(z) for z in shifted])]
        _bars(row[0], shifted, (-2.9, 2.9))
        _bars(row[1], powers, (0, 8.4 / math.exp(shift)))
        _bars(row[2], probabilities, (0, 0.84))
        row[0].set_ylabel(name)
    for ax, word in zip(panels[0], ("logits", "powers of e", "divided by the sum")):
        ax.set_title(word)
    return theme.svg(figure)


def logits() -> str:
    """From three logits to powers, probabilities, the loss and its slopes; its widget moves what has a class."""
    from exercises import e06_losses
    from exercises.e02_value import Value

    scores = [Value(math.log(2)), Value(math.log(7)), Value(0.0)]
    chances = e06_losses.softmax(scores)
    loss = e06_losses.categorical_cross_entropy(chances, e06_losses.one_hot(0, len(scores)))
    loss.backward()
    heads = ((80, "logit"), (178, "power of e"), (258, "probability"), (338, f"p {MINUS} t"))
    parts = [svg.text(x, 16, word) for x, word in heads]
    for i, (z, p) in enumerate(zip(scores, chances)):
        y, power, x = 64 + 62 * i, math.exp(z.data), 80 + 10 * z.data
        bar = {"height": 10, "y": y - 5, "fill": svg.BLUE}
        slope = {"x": min(338, 338 + 36 * z.grad), "width": 36 * abs(z.grad), "fill": svg.ORANGE}
        said = ((x, "z", z.data), (172, "power", power), (252, "p", p.data), (338, "grad", z.grad))
        parts += [
            svg.text(8, y + 5, CLASSES[i]),
            svg.line(30, y, 130, y, stroke=svg.FAINT),
            svg.element("rect", class_=f"power{i}", x=150, width=54 * power / 7, **bar),
            svg.element("rect", class_=f"p{i}", x=225, width=66 * p.data, **bar),
            svg.line(338, y - 10, 338, y + 10, stroke=svg.FAINT),
            svg.element("rect", class_=f"grad{i}", **bar | slope),
            svg.circle(x, y, 7, class_=f"z{i}", fill=svg.PAPER, stroke=svg.INK, stroke_width=2),
        ]
        parts += [
            svg.text(at, y - 14, f"{number:.4g}", class_=f"said-{name}{i}")
            for at, name, number in said
        ]
    total = sum(math.exp(z.data) for z in scores)
    parts += [
        svg.text(30, 232, f"loss: {loss.data:.4g}", "start", class_="said-loss"),
        svg.text(150, 232, f"sum of the powers: {total:.4g}", "start", class_="said-sum"),
    ]
    return svg.document(380, 244, parts)


def slopes() -> str:
    """What arrives at the score of a yes-or-no answer, from two losses, when yes is right."""
    figure, ax = theme.plot("e06-slopes", height=3, width=4.8)
    scores = [i / 10 for i in range(-70, 71)]
    found = [_slopes(score) for score in scores]
    ax.plot(scores, [entropy for entropy, _ in found], color=theme.BLUE)
    ax.plot(scores, [squared for _, squared in found], color=theme.ORANGE, linestyle="--")
    wrong = math.log(0.01 / 0.99)
    for slope, above in zip(_slopes(wrong), (-14, 8)):
        ax.plot(wrong, slope, "o", color=theme.BLUE)
        said = f"{slope:.3g}".replace("-", MINUS)
        ax.annotate(said, (wrong, slope), (0, above), textcoords="offset points", ha="center")
    ax.text(0.4, -0.72, "cross-entropy", color=theme.BLUE)
    ax.text(-2.5, -0.2, "squared error", color=theme.ORANGE, ha="right")
    ax.set(xlabel="score, where yes is right", ylabel="slope along the score")
    ax.set(xlim=(-7, 7), ylim=(-1.2, 0.15), yticks=[0, -0.5, -1])
    return theme.svg(figure)


def _slopes(score: float) -> tuple[float, float]:
    """Return the slopes of the cross-entropy and of the squared error along a score; yes is right."""
    from exercises.e02_value import Value
    from exercises.e06_losses import binary_cross_entropy, mean_squared_error

    slopes = []
    for loss in (binary_cross_entropy, mean_squared_error):
        z = Value(score)
        loss([z.sigmoid()], [1.0]).backward()
        slopes.append(z.grad)
    return tuple(slopes)


def _bars(ax, heights: list[float], limits: tuple[float, float]) -> None:
    """Draw a bar a class with its number at the end."""
    ax.bar(range(len(heights)), heights, color=theme.BLUE, width=0.62)
    room = 0.02 * (limits[1] - limits[0])
    for i, height in enumerate(heights):
        side, place = ("top", height - room) if height < 0 else ("bottom", height + room)
        said = f"{round(height, 2):g}".replace("-", MINUS)
        ax.text(i, place, said, ha="center", va=side)
    ax.axhline(0, color=theme.FAINT, linewidth=0.8)
    ax.set(ylim=limits, yticks=[], xticks=range(len(heights)))
    ax.set_xticklabels(CLASSES[: len(heights)])
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
