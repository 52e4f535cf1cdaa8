"""A Markdown extension: code on a page is cut from the course's own files, which are tested.

It may be a solution, so the site's search does not find it.

[code]: solutions/e02_value.py: Value.__mul__       a function or method
[code]: tests/mistakes/e04_neuron.toml: no bias     the mistake of that name
[code]: .ci/run                                     a whole file
"""

import ast
import re

from markdown import Extension
from markdown.preprocessors import Preprocessor

from kata.course import syntax
from kata.course.paths import ROOT, STUBS
from kata.site.locate import locate

PLACE = re.compile(r"\[code\]: ([\w./]+?)(?:: (.+))?")
MISTAKE = re.compile(r"^\[\[mistake\]\]\n(?:(?!\[\[).*\n?)*", re.MULTILINE)


class Cut(Preprocessor):
    """Puts the named piece of a file in the place of each such line."""

    def run(self, lines: list[str]) -> list[str]:
        found = []
        for line in lines:
            place = PLACE.fullmatch(line.strip())
            found += self.cut(line, *place.groups()) if place else [line]
        return found

    def cut(self, line: str, name: str, part: str | None) -> list[str]:
        path = ROOT / name
        if not path.is_file() and STUBS.is_dir():  # in a pack, which hides something
            return ["*Your teacher has this.*"]
        if not path.is_file():
            raise ValueError(f"{locate(line)}: there is no file {name}")
        text = path.read_text(encoding="utf-8")
        piece = _piece(path.suffix, text, part) if part else text
        if piece is None:
            raise ValueError(f"{locate(line)}: there is no {part} in {name}")
        language = {".py": "python", ".toml": "toml", ".c": "c"}.get(path.suffix, "text")
        code = [f"```{language}", *piece.strip("\n").splitlines(), "```"]
        return ['<section data-search-exclude markdown="1">', "", *code, "", "</section>"]


def _piece(suffix: str, text: str, part: str) -> str | None:
    if suffix == ".toml":
        return next(
            (each[0] for each in MISTAKE.finditer(text) if f'name = "{part}"' in each[0]), None
        )
    function = syntax.functions(ast.parse(text)).get(part)
    if function is None:
        return None
    first = min(node.lineno for node in [function, *function.decorator_list])
    lines, last = text.splitlines(), function.end_lineno
    while last < len(lines) and re.match(r"\s+#", lines[last]):  # the last marker is a comment
        last += 1
    return "\n".join(lines[first - 1 : last])


class Code(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Cut(md), "code", 100)  # before fenced code is set aside


def makeExtension(**options):
    return Code(**options)
