"""A Markdown extension: what an exercise's page folds away, task by task, each from its own source.

[help]: e04_neuron       the hints of the page's front matter, and the code from solutions/
[mistakes]: e04_neuron   what people do and what they then read, from tests/mistakes/, where it is proved
[solve]: e04_neuron      the place of the button that opens the editor, where one was built (kata/browser/)

None of it is found by the site's search.
"""

import html
import re
from collections.abc import Iterator

from markdown import Extension
from markdown.preprocessors import Preprocessor

from kata.browser import build
from kata.course import exercises, mistakes, page, regions
from kata.course.exercises import Exercise
from kata.errors import CommandError
from kata.site.locate import locate

PLACE = re.compile(r"\[(help|mistakes|solve)\]: (\w+)")
BEGIN = "This one needs {lacks}, which a page does not have: it begins in a terminal, [in a clone of the course](index.md#in-a-terminal)."
HINTS = ("A nudge", "More", "Nearly there")


class Fold(Preprocessor):
    """Puts Markdown in the place of each such line."""

    def run(self, lines: list[str]) -> list[str]:
        found = []
        for line in lines:
            place = PLACE.fullmatch(line.strip())
            found += self.folded(line, place) if place else [line]
        return found

    def folded(self, line: str, place: re.Match) -> list[str]:
        if place[2] not in [each.stem for each in exercises.exercises()]:
            raise ValueError(f"{locate(line)}: there is no exercise {place[2]}")
        if place[1] == "solve":
            return _solve(Exercise(place[2]))
        parts = {"help": _help, "mistakes": _mistakes}[place[1]]
        try:
            inside = list(parts(Exercise(place[2])))
        except CommandError as refusal:
            raise ValueError(str(refusal)) from refusal
        return ['<section data-search-exclude markdown="1">', "", *inside, "</section>", ""]


def _solve(exercise: Exercise) -> list[str]:
    if lacks := build.lacks(exercise):
        return [BEGIN.format(lacks=lacks), ""]
    there = (build.OUT / "panel.js").exists()
    return [f'<div class="solve" data-stem="{exercise.stem}"></div>', ""] if there else []


def _help(exercise: Exercise) -> Iterator[str]:
    hints = page.read(exercise).hints
    for task, code in regions.answers(exercise.solution):
        yield from (f'??? help "`{task}`"', "")
        told = [*zip(HINTS, hints.get(task, []))]
        told += [(f"★ {title}", hint) for title, hint in zip(HINTS, hints.get(f"{task} *", []))]
        for title, hint in told:
            yield from (f'    ??? help "{title}"', "", f"        {' '.join(hint.split())}", "")
        yield from ('    ??? help "The solution"', "", f"        ```{exercise.solution.suffix[1:]}")
        yield from (f"        {line}" for line in code)
        yield from ("        ```", "")


def _mistakes(exercise: Exercise) -> Iterator[str]:
    known = mistakes.mistakes(exercise)
    for task in dict.fromkeys(mistake.task for mistake in known):
        members = [mistake for mistake in known if mistake.task == task]
        yield f'<details class="mistakes"><summary><code>{task}</code> ({len(members)})</summary>'
        yield "<table><thead><tr><th>what people do</th><th>what they read</th></tr></thead><tbody>"
        for each in members:
            done, read = html.escape(each.name), html.escape(f"… {each.words} …")
            done = f"<pre><code>{done}</code></pre>" if each.in_code else done
            yield f"<tr><td>{done}</td><td>{read}</td></tr>"
        yield from ("</tbody></table></details>", "")


class Folded(Extension):
    def extendMarkdown(self, md):
        # Before fenced code and html blocks are set aside, so that what is folded may hold them.
        md.preprocessors.register(Fold(md), "folded", 100)


def makeExtension(**options):
    return Folded(**options)
