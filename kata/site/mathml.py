"""A Markdown extension: LaTeX between dollars becomes MathML while the site is built."""

import html
import re

from markdown import Extension
from markdown.postprocessors import Postprocessor
from math_core import LatexError, LatexToMathML

from kata.site.locate import locate

# What pymdownx.arithmatex (generic: true) leaves of $...$ and $$...$$, and the punctuation that follows.
FORMULA = re.compile(
    r'<(span|div) class="arithmatex">(?:\\\((.+?)\\\)|\\\[(.+?)\\\])</\1>([.,;:?)]*)', re.DOTALL
)


class Render(Postprocessor):
    """Turns each formula into MathML; a bad one stops the build and is named."""

    def __init__(self, md):
        super().__init__(md)
        self.converter = LatexToMathML(fancy_error=False)

    def run(self, text: str) -> str:
        return FORMULA.sub(self.mathml, text)

    def mathml(self, match: re.Match) -> str:
        display = match[3] is not None
        source = html.unescape(match[3] or match[2]).strip()
        try:
            found = self.converter.convert_with_local_state(source, displaystyle=display)
        except LatexError as error:
            raise ValueError(f"{locate(source)}: bad formula {source!r}: {error}") from error
        if display:
            return f'<div class="math">{found}</div>{match[4]}'
        # or a line could begin with the full stop
        return f'<span class="unbroken">{found}{match[4]}</span>' if match[4] else found


class MathML(Extension):
    def extendMarkdown(self, md):
        md.postprocessors.register(Render(md), "mathml", 1)


def makeExtension(**options):
    return MathML(**options)
