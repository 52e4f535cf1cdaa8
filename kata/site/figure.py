"""A Markdown extension: a drawing becomes part of its page, so that it follows the page's colours.

![What one should see](img/e04_neuron/neuron.svg "A caption")
![What one should see](img/e04_neuron/neuron.svg){ data-widget="neuron" }

The second line is the still picture of docs/js/widgets/neuron.js, which takes its place where
scripts run; if there is an img/e04_neuron/neuron.json, the page carries it for the widget.
"""

import html
import json
import re

from markdown import Extension
from markdown.postprocessors import Postprocessor

from kata.course.paths import DOCS
from kata.show import page
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
        source, alt = given.get("src", ""), minus(given.get("alt", ""))
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
        caption, widget = minus(given.get("title", "")), given.get("data-widget", "")
        if not widget:
            return page.figure(page.described(drawing, alt), caption)
        if not (DOCS / "js" / "widgets" / f"{widget}.js").is_file():
            raise ValueError(f"{locate(source)}: there is no docs/js/widgets/{widget}.js")
        data = path.with_name(f"{widget}.json")
        data = json.loads(data.read_text(encoding="utf-8")) if data.is_file() else None
        return page.widget(widget, drawing, alt, data, caption)


class Figure(Extension):
    def extendMarkdown(self, md):
        md.postprocessors.register(Inline(md), "figure", 2)


def makeExtension(**options):
    return Figure(**options)
