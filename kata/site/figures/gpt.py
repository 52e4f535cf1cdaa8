"""Figures of docs/gpt.md."""

from kata.site import theme
from kata.site.figures import _gpt
from kata.site.figures._table import table


def block() -> str:
    """The way of one token through the network."""
    return _gpt.block()


def attention() -> str:
    """What each place of a name takes over from which."""
    return _gpt.attention()


def loss() -> str:
    """The loss by step, with what the best table of pairs reaches."""
    found = _gpt.recorded()
    figure, ax = theme.plot("gpt-loss", height=2.9, width=4.8)
    every, losses = found["every"], found["losses"]
    steps = [every * (i + 0.5) for i in range(len(losses))]
    end = every * len(losses)
    ax.plot(steps, losses, color=theme.BLUE, linewidth=1.2)
    ax.axhline(found["bigram"], color=theme.ORANGE, linestyle="--", linewidth=1.2)
    words = f"the best table of pairs: {found['bigram']:.2f}"
    ax.text(end, found["bigram"] + 0.03, words, color=theme.ORANGE, ha="right")
    ax.set(xlabel="step, one name each", ylabel="loss, nats a letter", xlim=(0, end))
    ax.set(ylim=(2.2, 2.9), yticks=[2.2, 2.4, 2.6, 2.8])
    ax.set_xticks([0, 4000, 8000, 12000], ["0", "4,000", "8,000", "12,000"])
    return theme.svg(figure)


def told() -> list[str]:
    """The loss before some steps, and names that the network invents there."""
    found, rows = _gpt.recorded(), []
    for step, names in found["invented"].items():
        last = int(step) // found["every"] - 1
        mean = f"{found['losses'][last]:.2f}" if last >= 0 else "3.30"
        rows.append((f"{int(step):,}", mean, ", ".join(names)))
    return table(("steps", "loss of the last 100", "invented"), rows)
