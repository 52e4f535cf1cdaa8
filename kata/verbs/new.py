"""Start an exercise: NAME=e14_x writes its solution, tests, mistakes, probes and page to fill in."""

import re

from kata.course import regions
from kata.course.exercises import Exercise, exercises
from kata.course.files import write_file
from kata.course.mistakes import FOLDER
from kata.course.paths import ROOT
from kata.errors import CommandError, shown
from kata.grade import probes

NAVIGATION = ROOT / "mkdocs.yml"  # the page is put behind the last exercise's
SOLUTION = '''"""One sentence: what the learner will have built.

Page: docs/{e.stem}.md
"""


def double(x: float) -> float:
    """Return twice x. Source: page {short}, "The rule"."""
    # BEGIN SOLUTION
    return 2 * x
    # END SOLUTION
'''
TESTS = '''"""Tests of {short}."""

from exercises.{e.stem} import double
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
PROBES = """# {short}: what the numbers are chosen to tell apart.

[draw]
x = "uniform(2.5, 9.5)"

[[probe]]
task = "double"
code = "[double(x), double(-3 * x)]"
"""
HEAD = """---
title: Twice as much
minutes: 10
level: warm-up
hints:
  double: ["What is 3 and 3 more?", "Which operator gives it in one step?"]
---

# Twice as much
"""
SECTIONS = {
    "The question": "How much is twice 3?",
    "The rule": "Twice $x$ is $2x$.",
    "By hand": "$2 \\cdot 3 = 6$.",
    "Your turn": "[solve]: {e.stem}\n\nFill in `double` in `exercises/{e.stem}.py`, then run `make test EX={e.number}`.\n\n"
    "### Help, task by task\n\n"
    "A hint first; then what people often write here, and what the report then says; then the solution.\n\n"
    "[help]: {e.stem}",
    "Check yourself": "```pycon\n>>> from exercises.{e.stem} import double\n>>> double(3.0)\n6.0\n```",
    "Where this leads": "To the next exercise.",
    "Read on": "A book that you know and like.",
}
PAGE = HEAD + "".join(f"\n## {title}\n\n{text}\n" for title, text in SECTIONS.items())
OWN = {"name": {"metavar": "NAME", "help": "a stem such as e14_x: the next number and a word"}}


def run(options) -> int:
    if not re.fullmatch(r"e\d\d_[a-z][a-z0-9_]*", options.name):
        a_stem = "e, two digits, an underscore, a word, as in e14_dropout"
        raise CommandError(f"{options.name} is not a stem: {a_stem}.")
    exercise = Exercise(options.name)
    if taken := {each.number: each.stem for each in exercises()}.get(exercise.number):
        raise CommandError(f"The number {exercise.number} is taken by {taken}.")
    for path, text in (
        (exercise.solution, SOLUTION),
        (exercise.test_file, TESTS),
        (FOLDER / f"{exercise.stem}.toml", MISTAKES),
        (probes.FOLDER / f"{exercise.stem}.toml", PROBES),
        (exercise.page, PAGE),
    ):
        write_file(path, text.format(e=exercise, short=exercise.stem[:3]).encode())
        print(shown(path))
    write_file(exercise.stub, regions.stub(exercise.solution).encode())
    print(shown(exercise.stub))
    if NAVIGATION.exists():
        text = NAVIGATION.read_text(encoding="utf-8")
        last = re.findall(r"^ +- e\d\d_\w+\.md\n", text, re.MULTILINE)[-1]
        line = re.sub(r"e\d\d_\w+", exercise.stem, last)
        write_file(NAVIGATION, text.replace(last, last + line).encode())
    way_on = f"make test EX={exercise.number}. Make it yours, then: make stubs, make check"
    print(f"It runs as it is: {way_on}")
    return 0
