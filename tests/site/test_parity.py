"""The tests say in the page what they say in a terminal, word for word, whatever the learner wrote.

FULL=1 tries everything on each exercise; else each has its solution, its stub or a mistake, and an accident in turn.
"""

import os
import re

import pytest

from kata.browser import build
from kata.checks import planting
from kata.course import mistakes, regions
from kata.course.exercises import Exercise, exercises
from kata.course.paths import TESTS
from kata.results import report, resolver, verdict
from kata.sandbox import runner

FULL = bool(os.environ.get("FULL"))
SEED = 7
ACCIDENTS = {  # what the first task does, in place of its own lines
    "endless loop": "while True: pass",  # in one line, since the report names the one that ran
    "loop behind except": "def again():\n    for _ in range(9_999): sum(range(9_999))\n    1 / 0\nwhile True:\n    try: again()\n    except: pass",
    "memory bomb": "kept = []\nwhile True:\n    kept.append(bytearray(100_000_000))",
    "os._exit": "import os\nos._exit(3)",
    "input": "return float(input('x? '))",
    "no such module": "import nonesuch",
    "recursion": "def again(n):\n    return again(n + 1)\nreturn again(0)",
    "wrong name": "return nonesuch",
    "returns None": "print('here')",
}
FILES = {  # what is done to the solution's text
    "endless import": lambda text: text + "\nwhile True: pass\n",
    "exit at import": lambda text: text + "\nexit()\n",
    "syntax error": lambda text: text + "\nx = = 1\n",
    "empty": lambda text: "",
    "merge": lambda text: text + "\n<<<<<<< mine\n",
    "curly quotes": lambda text: text + "\nname = “e01”\n",
}
# The dear ones where they cost least: a loop costs each test that meets it its clock.
IN_TURN = (
    "memory bomb",
    "syntax error",
    "os._exit",
    "input",
    "empty",
    "endless loop",
    "recursion",
    "exit at import",
    "returns None",
    "curly quotes",
)
# What is said otherwise, since Python is newer there: its own message for the logarithm of 0 names the 0.
NEWER = ("mistake: forgets that there is no log of 0 either",)
chosen = [each for each in exercises() if not build.lacks(each)]


def accident(exercise: Exercise, name: str) -> str:
    """Return the solution with an accident in its first task."""
    if change := FILES.get(name):
        return change(regions.solved(exercise.solution))
    lines, first = (
        exercise.solution.read_text(encoding="utf-8").splitlines(),
        regions.regions(exercise.solution)[0],
    )
    begin = lines[first.begin - 1]
    indent = " " * (len(begin) - len(begin.lstrip()))
    lines[first.begin - 1 : first.end] = [indent + line for line in ACCIDENTS[name].splitlines()]
    return "\n".join(lines) + "\n"


def cases():
    """Yield (exercise, what it is called, text)."""
    names = [*ACCIDENTS, *FILES]
    for number, each in enumerate(chosen):
        planted = mistakes.mistakes(each)
        some = planted[:: max(1, len(planted) // 8)]
        accepted = sorted((TESTS / "accepted" / each.stem).glob("*.py"))
        texts = {"solution": regions.solved(each.solution), "stub": regions.stub(each.solution)}
        if FULL:
            texts |= {f"mistake: {mistake.name}": mistake.planted() for mistake in some}
            texts |= {name: accident(each, name) for name in names}
            texts |= {
                f"accepted: {path.stem}": path.read_text(encoding="utf-8") for path in accepted
            }
        else:
            mistake, name = planted[7 * number % len(planted)], IN_TURN[number % len(IN_TURN)]
            texts |= {mistake.name: mistake.planted(), name: accident(each, name)}
            del texts["solution" if number % 2 else "stub"]
        texts = {
            name: text
            for name, text in texts.items()
            if name not in NEWER and "import numpy" not in text
        }
        for name, text in texts.items():
            yield pytest.param(each, text, id=f"{each.stem[:3]} {name}")


@pytest.mark.parametrize(("exercise", "text"), [*cases()])
def test_the_report_is_the_terminals(python, exercise, text, monkeypatch):
    monkeypatch.setenv("KATA_MAKE", "1")
    monkeypatch.setenv("COLUMNS", "100")
    asked = [exercise.stem, text, SEED]
    python.evaluate(
        "([stem, text, seed]) => { found = kata.test(stem, { [stem]: text }, [], seed) }", asked
    )
    there = in_terminal(exercise, text)  # while the page is at it
    page = python.evaluate("found")["report"]
    if words(page) != words(there) and words(there) != words(in_terminal(exercise, text)):
        page, there = (
            re.sub(r"-?\d[\d.]*", "0", each) for each in (page, there)
        )  # it draws as it likes
    assert words(page) == words(there)


def in_terminal(exercise: Exercise, text: str) -> str:
    """Return the report that a terminal shows, less what the verb adds to it."""
    with planting.written(exercise, text) as file:
        sources = resolver.resolve(exercise, file.parent)
        run = runner.run_tests(exercise, sources, seed=SEED)
        results = verdict.judge(exercise, run, sources)
        stems = sorted({*resolver.standing_in(sources, file.parent), *run.notes})
        return report.of_test(exercise, run, results, stems)


def words(text: str) -> str:
    """Return a report without what differs on purpose: where the page is read, the verb's last line, Python's own words."""
    text = re.sub(r"\nThe same drawn inputs again: .*", "", text)
    text = re.sub(r"The page: \S+( docs)?", "The page:", text)
    text = re.sub(r"'exercises\.\w+\.(\w+)' object", r"'\1' object", text)
    return " ".join(text.split())
