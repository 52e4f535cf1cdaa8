"""Your network reads real handwriting: what it says, how sure it is, where it errs."""

from collections.abc import Iterator

import numpy as np

from kata.course import digits
from kata.show import digits_page, page
from kata.show.digits_svg import counts, percent
from kata.show.plot import losses
from kata.show.stage import Stage

SIZES, LEARNING_RATE, BATCH_SIZE, EPOCHS = [64, 32, 10], 0.2, 16, 10
INK = " .:-=+*#%@"
SIDE, GAP = 8, 3
PICTURE = 2 * SIDE  # two characters to a pixel make it about square


def show(stage: Stage) -> Iterator[str]:
    from exercises.e10_digits import accuracy, forward, init_parameters, one_hot, train

    train_x, train_labels, test_x, test_labels = digits.load()
    rng = np.random.default_rng(stage.seed)
    parameters, targets = init_parameters(SIZES, rng), one_hot(train_labels, 10)
    history: list[float] = []
    for _ in stage.epochs(EPOCHS):
        history += train(parameters, train_x, targets, LEARNING_RATE, BATCH_SIZE, 1, rng)
    probabilities, _ = forward(parameters, test_x)
    said, sure = probabilities.argmax(axis=1), probabilities.max(axis=1)

    def row(chosen) -> str:
        return side_by_side([picture(test_x[i], said[i], sure[i], test_labels[i]) for i in chosen])

    yield f"Trained on {len(train_x)} digits for {EPOCHS} epochs; {len(test_x)} others are read."
    yield f"{losses(history)}\n"
    per_row = (stage.width + GAP) // (PICTURE + GAP)
    some = rng.choice(len(test_x), 2 * per_row, replace=False)
    yield f"Drawn by lot:\n\n{row(some[:per_row])}\n\n{row(some[per_row:])}\n"
    wrong = np.flatnonzero(said != test_labels)
    if len(wrong):
        worst = wrong[np.argsort(-sure[wrong])][:per_row]
        yield f"Read wrongly, the surest first ({len(worst)} of {len(wrong)}):\n\n{row(worst)}\n"
    right = accuracy(parameters, test_x, test_labels)
    yield f"Right on {right:.1%} of the {len(test_x)}, none of which it saw in training.\n"
    yield confusion(test_labels, probabilities)
    if page.can_have("digit") and np.isfinite(probabilities).all():
        made = digits_page.document(parameters, test_x, test_labels, probabilities)
        yield f"\n{stage.keep('e10_digits.html', made)}"


def picture(pixels: np.ndarray, said: int, sure: float, label: int) -> list[str]:
    """Return a digit and what was said of it, as lines of one width."""
    levels = np.rint(pixels * (len(INK) - 1)).astype(int).reshape(SIDE, SIDE)
    lines = ["".join(2 * INK[level] for level in line) for line in levels]
    lines += [
        f"says {said}, {percent(sure)} sure",
        "" if said == label else f"WRONG: it is {label}",
    ]
    return [f"{line:{PICTURE}}" for line in lines]


def side_by_side(pictures: list[list[str]]) -> str:
    """Return the pictures in a row, without the last line where it is empty."""
    return "\n".join((" " * GAP).join(parts).rstrip() for parts in zip(*pictures)).rstrip()


def confusion(labels: np.ndarray, probabilities: np.ndarray) -> str:
    """Count how often each digit (a row) was read as each digit (a column)."""
    lines = ["Each row a digit, each column what your network said:\n"]
    lines.append("      " + "".join(f"{digit:4}" for digit in range(10)))
    for digit, row in enumerate(counts(labels, probabilities)):
        lines.append(f"{digit:4} |" + "".join(f"{count or '.':>4}" for count in row))
    return "\n".join(lines)
