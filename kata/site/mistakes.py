"""A Markdown extension: `[mistakes]: e04_neuron` becomes the exercise's common mistakes.

They come from tests/mistakes/, where each is proved to be met with these words.
"""

import html
import re
from itertools import groupby

from markdown import Extension
from markdown.preprocessors import Preprocessor

from kata import mistakes
from kata.course import Exercise

PLACE = re.compile(r"\[mistakes\]: (e\d\d_\w+)")


class Table(Preprocessor):
    """Writes, task by task, what people do and what they then read."""

    def run(self, lines: list[str]) -> list[str]:
        found = []
        for line in lines:
            place = PLACE.fullmatch(line.strip())
            found += list(_folded(Exercise(place[1]))) if place else [line]
        return found


def _folded(exercise: Exercise):
    known = mistakes.mistakes(exercise)
    for task, members in groupby(known, key=lambda mistake: mistake.task):
        members = list(members)
        yield f'<details class="quote"><summary>{task} ({len(members)})</summary>'
        yield "<table><thead><tr><th>what people do</th><th>what they read</th></tr></thead><tbody>"
        for each in members:
            cells = [f"<td>{html.escape(text)}</td>" for text in (each.name, f"… {each.words} …")]
            yield f"<tr>{''.join(cells)}</tr>"
        yield "</tbody></table></details>"
        yield ""


class Mistakes(Extension):
    def extendMarkdown(self, md):
        # Before fenced code and html blocks are set aside, so that the table is one of them.
        md.preprocessors.register(Table(md), "mistakes", 100)


def makeExtension(**options):
    return Mistakes(**options)
