"""Start an exercise: NAME=e13_x writes its solution, tests, mistakes and page to fill in."""

import re

from kata.course import regions
from kata.course.exercises import Exercise, exercises
from kata.course.files import write_file
from kata.course.mistakes import FOLDER
from kata.course.paths import ROOT
from kata.errors import CommandError

SOLUTION = '''"""One sentence: what the learner will have built.

Page: docs/{stem}.md
"""


def double(x: float) -> float:
    """Return twice x. Source: page {short}, "The rule"."""
    # BEGIN SOLUTION
    return 2 * x
    # END SOLUTION
'''
TESTS = '''"""Tests of {short}."""

from exercises.{stem} import double
from tests.expect import expect, task


@task("double")
def test_double_adds_a_number_to_itself():
    """Twice 3 is 6."""
    expect("double(3.0)", double(3.0), 6.0, {{9.0: "That is the square of 3."}})
'''
MISTAKES = """[[mistake]]
task = "double"
name = "squares instead of doubling"
replace = "2 * x"
with = "x * x"
words = "the square of 3"
"""
PAGE = """---
title: Twice as much
minutes: 10
level: warm-up
hints:
  double:
    - What is 3 and 3 more?
    - Which operator gives it in one step?
---

# Twice as much

## The question

How much is twice 3?

## The rule

Twice $x$ is $2x$.

## By hand

$2 \\cdot 3 = 6$.

## Your turn

Fill in `double` in `exercises/{stem}.py`, then run `make test EX={number}`.
To play with your own code: `python -i -c "from exercises.{stem} import *"`.

## Check yourself

```pycon
>>> from exercises.{stem} import double
>>> double(3.0)
6.0

```

## Common mistakes

What people often write here, by task, and the words of the report that they then read.

[mistakes]: {stem}

## Hints and solution

Task by task, from a nudge to the code itself.

[help]: {stem}

??? help "Why the solution is written so"

    A sum would do as well; the product says what it means.

## Where this leads

To the next exercise.

## Read on

A book that you know and like.
"""


def arguments(parser):
    parser.add_argument(
        "name", metavar="NAME", help="a stem such as e13_x: the next number and a word"
    )


def run(options) -> int:
    if not re.fullmatch(r"e\d\d_[a-z][a-z0-9_]*", options.name):
        raise CommandError(
            f"{options.name} is not a stem: e, two digits, an underscore, a word, as in e13_dropout."
        )
    exercise = Exercise(options.name)
    if taken := next((each for each in exercises() if each.number == exercise.number), None):
        raise CommandError(f"The number {exercise.number} is taken by {taken.stem}.")
    words = {"stem": exercise.stem, "short": exercise.stem[:3], "number": exercise.number}
    texts = {
        exercise.solution: SOLUTION,
        exercise.test_file: TESTS,
        FOLDER / f"{exercise.stem}.toml": MISTAKES,
        exercise.page: PAGE,
    }
    for path, text in texts.items():
        write_file(path, text.format(**words).encode())
    write_file(exercise.stub, regions.stub(exercise.solution).encode())
    _add_to_navigation(exercise)
    for path in [*texts, exercise.stub]:
        print(path.relative_to(ROOT).as_posix())
    print(
        f"It runs as it is: make test EX={exercise.number}. Make it yours, then: make stubs, make check"
    )
    return 0


def _add_to_navigation(exercise: Exercise) -> None:
    """Put the page behind the last exercise's in mkdocs.yml."""
    path = ROOT / "mkdocs.yml"
    if not path.exists():
        return
    text = path.read_text(encoding="utf-8")
    *_, last = re.finditer(r"^ +- e\d\d_\w+\.md\n", text, re.MULTILINE)
    line = re.sub(r"e\d\d_\w+", exercise.stem, last[0])
    write_file(path, (text[: last.end()] + line + text[last.end() :]).encode())
