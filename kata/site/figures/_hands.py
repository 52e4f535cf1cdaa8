"""What the network of _reader makes of digits it never saw: pictures and counts for docs/e10_digits.md."""

import json

import numpy as np

from kata.course import digits
from kata.course.paths import DOCS
from kata.show import svg
from kata.site.figures import _reader
from kata.site.figures._pixels import pixels


def weights(cell: float = 6) -> str:
    """Draw the weights into each hidden neuron as a picture, eight in a row: blue above 0, orange below."""
    w = _reader.parameters()["W1"]
    step, strongest, parts = 8 * cell + 14, np.abs(w).max(), []
    for neuron in range(w.shape[1]):
        x, y = neuron % 8 * step, neuron // 8 * step
        parts.append(svg.rect(x, y, 8 * cell, 8 * cell, stroke=svg.FAINT, stroke_width=0.6))
        for sign, colour in ((1, svg.BLUE), (-1, svg.ORANGE)):
            strength = np.rint(np.clip(sign * w[:, neuron] / strongest, 0, 1) ** 0.7 * 5) / 5
            parts.append(pixels(strength, x, y, cell, colour))
    height = w.shape[1] // 8 * step
    return svg.document(8 * step - 14, height - 14, parts)


def mistakes(cell: float = 7) -> str:
    """Draw the digits that are read wrongly, the surest first: what is said, and what it is."""
    _, _, x, labels = digits.load()
    said = _reader.read()
    wrong = np.flatnonzero(said.argmax(axis=1) != labels)
    chosen = wrong[np.argsort(-said[wrong].max(axis=1), kind="stable")][:10]
    side, gap, parts = 8 * cell, 34, []
    for place, i in enumerate(chosen):
        left, top = place % 5 * (side + gap), place // 5 * (side + 52)
        answer = f"says {said[i].argmax()}, {_percent(said[i].max())}"
        truth = f"it is {labels[i]}"
        parts += [
            pixels(x[i], left, top, cell),
            svg.text(left + side / 2, top + side + 18, answer),
            svg.text(left + side / 2, top + side + 36, truth, fill=svg.ORANGE),
        ]
    return svg.document(5 * (side + gap) - gap + 30, 2 * (side + 52), parts, left=-15)


def _percent(sure: float) -> str:
    """Return a probability for a drawing; 100 percent is for what is quite certain."""
    return ">99%" if 0.995 <= sure < 1 else f"{sure:.0%}"


def confusion(cell: float = 32) -> str:
    """Draw how often each digit, a row, was read as each digit, a column."""
    _, _, _, labels = digits.load()
    table = np.zeros((10, 10), dtype=int)
    np.add.at(table, (labels, _reader.read().argmax(axis=1)), 1)
    turned = f"translate(-34 {5 * cell}) rotate(-90)"
    parts = [
        svg.text(5 * cell, -32, "what it said"),
        svg.text(0, 0, "what it is", transform=turned),
    ]
    for digit in range(10):
        middle = (digit + 0.5) * cell
        parts += [svg.text(middle, -8, digit), svg.text(-14, middle + 5, digit)]
    for (row, column), count in np.ndenumerate(table):
        x, y = column * cell, row * cell
        if row == column:
            colour, share = svg.BLUE, 0.16 + 0.5 * count / table.max()
        else:
            colour, share = svg.RED, 0.2 + 0.06 * min(count, 5)
        square = {"fill": colour, "fill_opacity": share} if count else {}
        parts.append(svg.rect(x, y, cell, cell, stroke=svg.LINE, **square))
        if count:
            parts.append(svg.text(x + cell / 2, y + cell / 2 + 5, count))
    return svg.document(10 * cell + 48, 10 * cell + 52, parts, left=-46, top=-50)


def readers() -> list[str]:
    """Return who reads how many of the last 360, as a table; the one who is not ours was recorded."""
    x, labels, test_x, test_labels = digits.load()
    recorded = json.loads((DOCS / "measured" / "readers.json").read_text(encoding="utf-8"))
    distances = ((test_x[:, None, :] - x[None, :, :]) ** 2).sum(axis=2)
    nearest = labels[np.argsort(distances, axis=1, kind="stable")[:, :3]]
    votes = np.array([np.bincount(three, minlength=10).argmax() for three in nearest])
    commonest = np.bincount(labels).argmax()
    of_seeds = ", ".join(f"{share:.3f}" for share in sorted(_accuracies()))
    rows = [
        (
            f"always a {commonest}, with no digit commoner in training",
            f"{(test_labels == commonest).mean():.3f}",
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
