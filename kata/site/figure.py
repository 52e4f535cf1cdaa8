"""A Markdown extension: a drawing becomes part of its page, so that it follows the page's colours.

![What one should see](img/e04_neuron/neuron.svg "A caption")
![What one should see](img/e04_neuron/neuron.svg){ data-widget="neuron" }

The second line is the still picture of docs/js/widgets/neuron.js, which takes its place where
scripts run; if there is an img/e04_neuron/neuron.json, the page carries it for the widget.
"""

import html
import re

from markdown import Extension
from markdown.postprocessors import Postprocessor

from kata.course.paths import DOCS
from kata.site.locate import locate
from kata.site.numbers import minus

IMAGE = re.compile(r"(<p>)?<img ([^>]*?)\s*/?>(?(1)</p>)")
LEAST_WORDS = 5  # of an alternative text that says what one should see


class Inline(Postprocessor):
    """Puts each drawing of docs/img/ into the page; any picture without words stops the build."""

    def run(self, text: str) -> str:
        return IMAGE.sub(self.figure, text)

    def figure(self, match: re.Match) -> str:
        given = {
            name: html.unescape(value)
            for name, value in re.findall(r'([\w-]+)="([^"]*)"', match[2])
        }
        source, alt = given.get("src", ""), given.get("alt", "")
        if len(alt.split()) < LEAST_WORDS:
            raise ValueError(
                f"{locate(source)}: the picture {source} has no alt text of {LEAST_WORDS} words"
            )
        path = DOCS / source
        if path.suffix != ".svg" or not path.is_file():
            return match[0]  # a missing file is MkDocs' to complain about
        drawing = path.read_text(encoding="utf-8")
        drawing = re.sub(r"<(title|desc)\b.*?</\1>\s*", "", drawing, flags=re.DOTALL)
        drawing = drawing[drawing.index("<svg") :]
        drawing = re.sub(r">[^<]+<", lambda text: minus(text[0]), drawing)
        drawing = drawing.replace('role="img"', "", 1)
        drawing = drawing.replace("<svg", f'<svg role="img" aria-label="{html.escape(alt)}"', 1)
        caption = given.get("title", "")
        caption = f"<figcaption>{html.escape(caption)}</figcaption>" if caption else ""
        widget = given.get("data-widget", "")
        if not widget:
            return f"<figure>{drawing}{caption}</figure>"
        if not (DOCS / "js" / "widgets" / f"{widget}.js").is_file():
            raise ValueError(f"{locate(source)}: there is no docs/js/widgets/{widget}.js")
        data = path.with_name(f"{widget}.json")
        data = data.read_text(encoding="utf-8").replace("</", "<\\/") if data.is_file() else "null"
        data = f'<script type="application/json">{data}</script>'
        return f'<figure data-widget="{widget}"><div class="still">{drawing}</div>{caption}{data}</figure>'


class Figure(Extension):
    def extendMarkdown(self, md):
        md.postprocessors.register(Inline(md), "figure", 2)


def makeExtension(**options):
    return Figure(**options)
