"""What the network of _reader makes of digits it never saw: pictures and counts for docs/e10_digits.md."""

import json

import numpy as np

from kata.course import digits
from kata.course.paths import DOCS
from kata.site import theme
from kata.site.figures import _reader


def weights(cell: float = 6) -> str:
    """Draw the weights into each hidden neuron as a picture, eight in a row: blue above 0, orange below."""
    w = _reader.parameters()["W1"]
    step, strongest, parts = 8 * cell + 14, np.abs(w).max(), []
    for neuron in range(w.shape[1]):
        x, y = neuron % 8 * step, neuron // 8 * step
        parts.append(
            f'<rect x="{x}" y="{y}" width="{8 * cell}" height="{8 * cell}" stroke="var(--kata-faint)" stroke-width=".6" fill="none"/>'
        )
        for sign, colour in ((1, "blue"), (-1, "orange")):
            strength = np.rint(np.clip(sign * w[:, neuron] / strongest, 0, 1) ** 0.7 * 5) / 5
            found = theme.pixels(strength, x=x, y=y, cell=cell)
            parts.append(found.replace("currentColor", f"var(--kata-{colour})"))
    height = w.shape[1] // 8 * step
    return theme.drawing(8 * step - 14, height - 14, parts)


def mistakes(cell: float = 7) -> str:
    """Draw the digits that are read wrongly, the surest first: what is said, and what it is."""
    _, _, x, labels = digits.load()
    said = _reader.read()
    wrong = np.flatnonzero(said.argmax(axis=1) != labels)
    chosen = wrong[np.argsort(-said[wrong].max(axis=1), kind="stable")][:10]
    side, gap, parts = 8 * cell, 34, []
    for place, i in enumerate(chosen):
        left, top = place % 5 * (side + gap), place // 5 * (side + 52)
        parts.append(theme.pixels(x[i], x=left, y=top, cell=cell))
        middle = left + side / 2
        parts.append(
            f'<text x="{middle}" y="{top + side + 18}" text-anchor="middle">says {said[i].argmax()}, {_percent(said[i].max())}</text>'
        )
        parts.append(
            f'<text x="{middle}" y="{top + side + 36}" text-anchor="middle" fill="var(--kata-orange)">it is {labels[i]}</text>'
        )
    return theme.drawing(5 * (side + gap) - gap + 30, 2 * (side + 52), parts, left=-15)


def _percent(sure: float) -> str:
    """Return a probability for a drawing; 100 percent is for what is quite certain."""
    return "&gt;99%" if 0.995 <= sure < 1 else f"{sure:.0%}"


def confusion(cell: float = 32) -> str:
    """Draw how often each digit, a row, was read as each digit, a column."""
    _, _, _, labels = digits.load()
    table = np.zeros((10, 10), dtype=int)
    np.add.at(table, (labels, _reader.read().argmax(axis=1)), 1)
    parts = [f'<text x="{5 * cell}" y="-32" text-anchor="middle">what it said</text>']
    parts.append(
        f'<text transform="translate(-34 {5 * cell}) rotate(-90)" text-anchor="middle">what it is</text>'
    )
    for digit in range(10):
        middle = (digit + 0.5) * cell
        parts.append(f'<text x="{middle}" y="-8" text-anchor="middle">{digit}</text>')
        parts.append(f'<text x="-14" y="{middle + 5}" text-anchor="middle">{digit}</text>')
    for (row, column), count in np.ndenumerate(table):
        x, y = column * cell, row * cell
        colour = "blue" if row == column else "orange"
        share = (
            0
            if not count
            else 0.16 + 0.5 * count / table.max()
            if row == column
            else 0.2 + 0.06 * min(count, 5)
        )
        parts.append(
            f'<rect x="{x}" y="{y}" width="{cell}" height="{cell}" fill="var(--kata-{colour})" fill-opacity="{share:.2f}" stroke="var(--kata-line)"/>'
        )
        if count:
            parts.append(
                f'<text x="{x + cell / 2}" y="{y + cell / 2 + 5}" text-anchor="middle">{count}</text>'
            )
    return theme.drawing(10 * cell + 48, 10 * cell + 52, parts, left=-46, top=-50)


def readers() -> list[str]:
    """Return who reads how many of the last 360, as a table; the one who is not ours was recorded."""
    x, labels, test_x, test_labels = digits.load()
    recorded = json.loads((DOCS / "measured" / "readers.json").read_text(encoding="utf-8"))
    distances = ((test_x[:, None, :] - x[None, :, :]) ** 2).sum(axis=2)
    nearest = labels[np.argsort(distances, axis=1, kind="stable")[:, :3]]
    votes = np.array([np.bincount(three, minlength=10).argmax() for three in nearest])
    of_seeds = ", ".join(f"{share:.3f}" for share in sorted(_accuracies()))
    rows = [
        (
            "always the same digit, the commonest",
            f"{np.bincount(test_labels).max() / len(test_labels):.3f}",
        ),
        (
            "a single layer ([logistic regression](glossary.md#logistic-regression))",
            f"{recorded['logistic regression']:.3f}",
        ),
        ("this network, from five seeds", of_seeds),
        (
            "the digit that most of the three nearest training pictures show",
            f"{(votes == test_labels).mean():.3f}",
        ),
    ]
    return [
        "| reader | read right |",
        "|---|---|",
        *(f"| {who} | {share} |" for who, share in rows),
    ]


def _accuracies() -> list[float]:
    """Train with 128 hidden neurons from seeds 0 to 4, and read what was held back."""
    from exercises.e10_digits import accuracy, init_parameters, one_hot, train

    x, labels, test_x, test_labels = digits.load()
    found = []
    for seed in range(5):
        rng = np.random.default_rng(seed)
        parameters = init_parameters([64, 128, 10], rng)
        for rate, epochs in _reader.STAGES:
            train(parameters, x, one_hot(labels, 10), rate, _reader.BATCH_SIZE, epochs, rng)
        found.append(accuracy(parameters, test_x, test_labels))
    return found
