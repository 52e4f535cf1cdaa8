"""What a pack hides: the exercises that HIDE names, those that repeat them, and every text that gives one away."""

import ast
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from kata.course import page, regions
from kata.course.exercises import Exercise, exercises, find
from kata.course.paths import given
from kata.errors import CommandError

IN_A_ROW = 3  # lines of a solution that give it away
REPEATS = re.compile(r"(?:#|//) REPEATS (e\d\d(?:, e\d\d)*)")
COMMENT = re.compile(r"(^|\s+)(#|//).*")


def hidden(words: str, alone: bool = False) -> list[Exercise]:
    """Return the exercises that "4-6", "4,6", "all" or "none" hides, and, but alone, those that repeat them.

    Raises:
        CommandError: these words name no exercises.
    """
    known, chosen = exercises(), set()
    for word in filter(None, words.lower().replace(" ", "").split(",")):
        if word in ("all", "none"):
            chosen |= {each.stem for each in known if word == "all"}
            continue
        ends = word.split("-")
        if not all(re.match(r"e?\d", end) for end in ends):
            raise CommandError(f"HIDE={words}: {word} is no exercise; 4-6 is, or 4,6, all, none.")
        first, last = find(ends[0])[0].number, find(ends[-1])[0].number
        if len(ends) > 2 or first > last:
            raise CommandError(f"HIDE={words}: {word} is no range of exercises; 4-6 is one.")
        chosen |= {each.stem for each in known if first <= each.number <= last}
    while not alone and (more := _repeating(known, chosen) - chosen):
        chosen |= more
    return [each for each in known if each.stem in chosen]


def _repeating(known: list[Exercise], chosen: set[str]) -> set[str]:
    return {each.stem for each in known if chosen & {*page.read(each).repeats}}


def left_out(hidden: list[Exercise]) -> list[Exercise]:
    """Return those of them in which what is given repeats another one: even as stubs they would tell."""
    numbers = {each.number for each in hidden}
    return [each for each in hidden if numbers & repeats_all_over(given(each.stem))]


class Leaks:
    """Finds lines of hidden solutions in any text; those that a shown one has, too, give nothing away."""

    def __init__(self, chosen: Collection[Exercise]):
        self.known = {}
        for each in chosen:
            shown = {*map(Exercise, page.read(each).repeats)} - {*chosen}
            told = {
                rows for other in shown for body in _bodies(other).values() for rows in _rows(body)
            }
            for task, body in _bodies(each).items():
                self.known |= {r: f"{each.stem}: {task}" for r in _rows(body) if r not in told}

    def of(self, text: str, python: bool = False) -> str:
        """Return whose solution stands in a text, three lines in a row or more; "" if none does.

        Args:
            python: look into the texts in it, too.
        """
        texts = [text, *(_texts(text) if python else ())]
        return next((self.known[r] for t in texts for r in _rows(t) if r in self.known), "")


def _bodies(exercise: Exercise) -> dict[str, str]:
    return regions.bodies(exercise.solution)


def _rows(text: str) -> Iterator[tuple[str, ...]]:
    """Yield each three lines in a row, whatever their comments and spaces."""
    lines = [" ".join(COMMENT.sub("", line).split()) for line in text.splitlines()]
    lines = [line for line in lines if line]
    yield from zip(*(lines[start:] for start in range(IN_A_ROW)))


def _texts(code: str) -> Iterator[str]:
    with suppress(SyntaxError):
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def repeats(line: str) -> set[int]:
    """Return the numbers of the exercises whose solutions a line says that it repeats: "# REPEATS e02, e11"."""
    said = REPEATS.search(line)
    return {int(number) for number in re.findall(r"\d+", said[1])} if said else set()


def repeats_all_over(path: Path) -> set[int]:
    """Return the same of a whole file, in which this stands on a line of its own."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return set().union(*(repeats(line) for line in lines if line.startswith(("#", "//"))))
