"""Figures of docs/index.md."""

from collections.abc import Iterator
from itertools import zip_longest

import numpy as np
import yaml

from kata.course import digits, page
from kata.course.exercises import Exercise, exercises
from kata.course.paths import ROOT
from kata.show import svg
from kata.show.digits_svg import pixels

CELL, ROW = 8, 26  # pixels: a cell of a digit; a line of the path
SETTING = [(0.5, 7), (0.05, 3)]  # learning rate, epochs


def reading() -> str:
    """Digits that the network never saw in training, what it says, and how many are right; for the README."""
    from exercises.e10_digits import forward, init_parameters, one_hot, train

    train_x, train_labels, test_x, test_labels = digits.load()
    rng = np.random.default_rng(0)
    parameters = init_parameters([64, 128, 10], rng)
    for rate, epochs in SETTING:
        train(parameters, train_x, one_hot(train_labels, 10), rate, 8, epochs, rng)
    said = forward(parameters, test_x)[0].argmax(axis=1)
    wrong = np.flatnonzero(said != test_labels)
    another = next(i for i in wrong if test_labels[i] != test_labels[wrong[0]])
    chosen = [*np.flatnonzero(said == test_labels)[5:60:6], wrong[0], another]
    side, gap, columns = 8 * CELL, 18, 6
    parts = []
    for place, i in enumerate(chosen):
        x, y = place % columns * (side + gap), place // columns * (side + 44)
        parts.append(pixels(test_x[i], x, y, CELL))
        right = said[i] == test_labels[i]
        words = f"{said[i]}" if right else f"{said[i]}, is {test_labels[i]}"
        style = {} if right else {"font_weight": 600, "fill": svg.RED}
        parts.append(svg.text(x + side / 2, y + side + 20, words, **style))
    width, height = columns * (side + gap) - gap, 2 * (side + 44)
    total = f"It reads {int((said == test_labels).sum())} of {len(said)} such digits right."
    parts.append(svg.text(width / 2, height + 8, total))
    return svg.document(width, height + 16, parts)


def path() -> str:
    """The parts and their exercises from top to bottom, each with its minutes as a bar."""
    parts, y, most = [], 14, max(page.read(each).minutes for each in exercises())
    for title, steps in _parts():
        parts.append(svg.text(0, y, title, "start", font_weight=600))
        parts.append(svg.path("M", 11, y + 14, "v", (len(steps) - 1) * ROW, stroke=svg.FAINT))
        for step in steps:
            about, y = page.read(step), y + ROW
            fill = svg.PAPER if about.level == "stretch" else svg.INK
            length = 120 * about.minutes / most
            parts += [
                svg.circle(11, y - 5, 5, fill=fill, stroke=svg.INK),
                svg.text(26, y, f"{step.stem[:3]}  {about.title}", "start"),
                svg.rect(272, y - 10, length, 10, fill=svg.BLUE),
                svg.text(280 + length, y, about.minutes, "start"),
            ]
        y += 44
    parts.append(svg.text(272, y - 14, "minutes", "start", fill=svg.BLUE))
    return svg.document(430, y - 8, parts)


def ladder() -> list[str]:
    """The exercises by part, as a table of the README: each with its minutes, a stretch with its star."""
    titles, columns = [], []
    for title, steps in _parts():
        titles.append(title)
        columns.append([_entry(each) for each in steps])
    rows = [f"| {' | '.join(row)} |" for row in zip_longest(*columns, fillvalue="")]
    return [f"| {' | '.join(titles)} |", "|---" * len(titles) + "|", *rows]


def _entry(exercise: Exercise) -> str:
    about = page.read(exercise)
    star = "★ " if about.level == "stretch" else ""
    link = f"[{exercise.stem[:3]} {about.title}](docs/{exercise.page.name})"
    return f"{star}{link}, {about.minutes} min"


def _parts() -> Iterator[tuple[str, list[Exercise]]]:
    """Yield each part of the navigation that holds exercises, and these."""
    nav = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    known = {each.page.name: each for each in exercises()}
    for title, pages in (item for entry in nav for item in entry.items()):
        steps = [known[name] for name in pages if name in known] if isinstance(pages, list) else []
        if steps:
            yield title, steps
