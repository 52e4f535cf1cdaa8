"""The page of a network that reads digits: a field to draw in, what it reads wrongly, what it mixes up."""

import random

import numpy as np

from kata.course.digits import INK
from kata.show import digits_svg, page

SEED = 0  # of the order in which the real digits are shown
FIRST = 8  # the digit that the field begins with


def document(parameters: dict, x: np.ndarray, labels: np.ndarray, said: np.ndarray) -> str:
    """Return the page as one file: of e10's parameters, digits that are new to it, and what it says of each."""
    right, i = int((said.argmax(axis=1) == labels).sum()), least_sure(labels, said)
    doubt = f"A {labels[i]} that your network reads with doubt, and the ten probabilities it gives"
    parts = [
        f"<p>It reads {right} of {len(labels)} digits right, none of which it saw in training.</p>",
        "<h2>Draw a digit</h2>",
        page.widget(
            "digit", digits_svg.reading(x[i], said[i]), doubt, pad(parameters, x, labels, said)
        ),
    ]
    if right < len(labels):
        words = f"The surest of the {len(labels) - right} that it reads wrongly"
        drawing = page.described(digits_svg.mistakes(x, labels, said), words)
        parts += ["<h2>Read wrongly</h2>", f"<p>{words}.</p>", page.figure(drawing)]
    words = "How often each digit, a row, was read as each digit, a column"
    drawing = page.described(digits_svg.confusion(labels, said), words)
    parts += ["<h2>What it mixes up</h2>", f"<p>{words}.</p>", page.figure(drawing)]
    return page.document("Your network reads digits", parts, "digit")


def pad(parameters: dict, x: np.ndarray, labels: np.ndarray, said: np.ndarray) -> dict:
    """Return what the widget draws on: the weights, and a dozen real digits, one of them misread."""
    firsts = [int(np.argmax(labels == digit)) for digit in range(10)]
    chosen = [*firsts, least_sure(labels, said), *_surest_mistake(labels, said)]
    random.Random(SEED).shuffle(chosen)
    chosen.sort(key=lambda i: i != first(labels))
    levels = np.rint(x * INK).astype(int)
    return {
        **{name: np.asarray(each).round(8).tolist() for name, each in parameters.items()},
        "samples": [{"levels": levels[i].tolist(), "label": int(labels[i])} for i in chosen],
        "right": int((said.argmax(axis=1) == labels).sum()),
        "of": len(labels),
    }


def first(labels: np.ndarray) -> int:
    """Return the number of the digit that the field begins with."""
    return int(np.argmax(labels == FIRST))


def least_sure(labels: np.ndarray, said: np.ndarray) -> int:
    """Return the number of the digit that is read rightly with the least probability; 0 where none is."""
    sure = np.where(said.argmax(axis=1) == labels, said.max(axis=1), np.inf)
    return int(sure.argmin())


def _surest_mistake(labels: np.ndarray, said: np.ndarray) -> list[int]:
    wrong = np.flatnonzero(said.argmax(axis=1) != labels)
    return [int(wrong[said[wrong].max(axis=1).argmax()])] if len(wrong) else []
