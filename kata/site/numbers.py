"""A Markdown extension: numbers as print has them. Those of a table's column end at one line, a minus is no hyphen."""

import re
from xml.etree.ElementTree import Element

from markdown import Extension
from markdown.treeprocessors import Treeprocessor

HYPHEN = re.compile(r"(?<![\w.)\]])-(?=\.?[\dπ])|(?<=[\w)²] )-(?= [\w(])")
MINUS = "\N{MINUS SIGN}"
NUMBER = re.compile(rf"[-{MINUS}+]?[\d.,]+(e-?\d+)?( ?(%|s|ms|MiB))?( ?[/:] ?[\d.,]+)?")
CODE = {"code", "pre", "samp", "script", "style", "math"}


def minus(text: str) -> str:
    """Return a text with a true minus before each negative number, and between two."""
    return HYPHEN.sub(MINUS, text)


class Numbers(Treeprocessor):
    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            _align(table)
        _sign(root)


def _align(table: Element) -> None:
    rows = [list(row) for row in table.iter("tr")]
    for column in zip(*rows):
        cells = ["".join(each.itertext()).strip() for each in column if each.tag == "td"]
        told = [text for text in cells if text not in ("", "-")]
        if told and all(NUMBER.fullmatch(text) for text in told):
            for cell in column:
                cell.set("class", "number")
                cell.attrib.pop("style", None)


def _sign(element: Element) -> None:
    if element.tag in CODE:
        return
    element.text = element.text and type(element.text)(minus(element.text))
    for child in element:
        _sign(child)
        child.tail = child.tail and minus(child.tail)


class AsInPrint(Extension):
    def extendMarkdown(self, md):
        md.treeprocessors.register(
            Numbers(md), "numbers", 4
        )  # when inline code and headings' ids are there


def makeExtension(**options):
    return AsInPrint(**options)
