"""A Markdown extension: what an exercise's page folds away, task by task, each from its own source.

[help]: e04_neuron    the hints of the page's front matter; what people write and then read, from
                      tests/mistakes/, where it is proved; the code from solutions/
[solve]: e04_neuron   the place of the button that opens the editor, where one was built (kata/browser/)
<div markdown="1" data-needs="editor">   left out where none was

The site's search finds the name of a task, and nothing of what is folded below it.
"""

import difflib
import html
import re
import textwrap
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from markdown import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from kata.browser import build
from kata.course import exercises, mistakes, page, regions
from kata.course.exercises import Exercise
from kata.course.mistakes import Mistake
from kata.course.paths import DOCS
from kata.errors import CommandError
from kata.site.locate import locate

PLACE = re.compile(r"\[(help|solve)\]: (\w+)")
BEGIN = "This one needs {lacks}, which a page does not have. It begins in a terminal: [take the course along](index.md#in-a-terminal), and in its folder run `python3 -m kata test {number}`."
HINTS = ("A nudge", "More", "Nearly there")
LINES = 6  # of a mistake, at the most: more is an essay


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
            if (DOCS / f"{place[2]}.md").exists():  # a pack leaves it out
                return ["This exercise comes later: your teacher has it.", ""]
            raise ValueError(f"{locate(line)}: there is no exercise {place[2]}")
        if place[1] == "solve":
            return _solve(Exercise(place[2]))
        try:
            return list(_help(Exercise(place[2])))
        except CommandError as refusal:
            raise ValueError(str(refusal)) from refusal


def _solve(exercise: Exercise) -> list[str]:
    if lacks := build.lacks(exercise):
        return [BEGIN.format(lacks=lacks, number=exercise.number), ""]
    return [f'<div class="solve" data-stem="{exercise.stem}"></div>', ""] if _editor() else []


def _editor() -> bool:
    """Was an editor built?"""
    return (build.OUT / "panel.js").exists()


def _help(exercise: Exercise) -> Iterator[str]:
    hints, file = page.read(exercise).hints, mistakes.FOLDER / f"{exercise.stem}.toml"
    known = mistakes.mistakes(exercise) if file.exists() else []  # packs leave hidden ones out
    hidden = [(task.name, []) for task in exercise.tasks if not task.star]
    there = exercise.solution.exists()
    for task, code in regions.answers(exercise.solution) if there else hidden:
        yield from (f'<details class="help" markdown="1"><summary>{_heading(task)}</summary>', "")
        yield from ('<section data-search-exclude markdown="1">', "")
        told = [*zip(HINTS, hints.get(task, []))]
        told += [(f"★ {title}", hint) for title, hint in zip(HINTS, hints.get(f"{task} *", []))]
        for title, hint in told:
            yield from _fold(title, [" ".join(hint.split())])
        own = {each.words: each for each in reversed(known) if each.task == task}  # one a sentence
        if own:
            yield from (_mistakes([*own.values()][::-1]), "")
        if there:
            yield from _fold("The solution", [f"```{exercise.suffix[1:]}", *code, "```"])
        else:
            yield from ("The solution is with your teacher.", "")
        yield from ("</section>", "", "</details>", "")


def _heading(task: str) -> str:
    """Return the name of a task, to which its anchor leads: Value.__mul__ is found at #value-mul."""
    anchor = "-".join(re.findall("[a-z0-9]+", task.lower()))
    return f'<h4 id="{anchor}"><code>{task}</code></h4>'


def _fold(title: str, lines: Iterable[str]) -> list[str]:
    return [f'??? help "{title}"', "", *(f"    {line}" for line in lines), ""]


def _mistakes(known: list[Mistake]) -> str:
    """Fold what people write and what they then read: HTML on a line, whose text is no Markdown."""
    told = f"<details><summary>Common mistakes ({len(known)})</summary><dl>"
    for each in known:
        wrong = html.escape(each.name if each.in_code else _wrong(each)).replace("\n", "&#10;")
        wrong = f"<pre><code>{wrong}</code></pre>" if wrong else ""
        told += f"<dt>{wrong if each.in_code else html.escape(each.name)}</dt>"
        told += f"<dd>{wrong}</dd>" if wrong and not each.in_code else ""
        words = html.escape(each.words).replace("-", "&#45;")  # as printed: no minus is made of it
        told += f"<dd>The report: <samp>… {words} …</samp></dd>"
    return f"{told}</dl></details>"


def _wrong(mistake: Mistake) -> str:
    """Return the lines in which a mistake differs from the solution; "" where they are many, or only lacking."""
    right = regions.solved(mistake.exercise.solution).splitlines()
    wrong = mistake.planted().splitlines()
    same = difflib.SequenceMatcher(None, right, wrong, autojunk=False).get_opcodes()
    lines = [
        line for what, _, _, first, last in same if what != "equal" for line in wrong[first:last]
    ]
    return textwrap.dedent("\n".join(lines)).strip() if len(lines) <= LINES else ""


class Unlinked(Treeprocessor):
    """Takes the link to itself out of a heading that is pressed to unfold: nobody could press both."""

    def run(self, root: Element) -> None:
        for summary in root.iter("summary"):
            for heading in summary.iter("h4"):
                for link in heading.findall("a[@class='headerlink']"):
                    heading.remove(link)


class Offered(Treeprocessor):
    """Takes out what only a site with an editor can offer, where it has none."""

    def run(self, root: Element) -> None:
        for parent in [*root.iter()]:
            for child in [*parent]:
                if child.attrib.pop("data-needs", "") and not _editor():
                    parent.remove(child)


class Folded(Extension):
    def extendMarkdown(self, md):
        # Before fenced code and html blocks are set aside, so that what is folded may hold them.
        md.preprocessors.register(Fold(md), "folded", 100)
        md.treeprocessors.register(Offered(md), "offered", 30)  # before there is a list of headings
        md.treeprocessors.register(Unlinked(md), "unlinked", 3)  # after the links were made


def makeExtension(**options):
    return Folded(**options)
