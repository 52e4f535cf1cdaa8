"""SVG as text: escaped, in a page's colours, or alone with its own."""

import xml.etree.ElementTree as ElementTree

import pytest

from kata.show import svg

SPACE = {"svg": "http://www.w3.org/2000/svg"}


def test_what_is_given_is_escaped():
    (text,) = ElementTree.fromstring(
        svg.document(9, 9, [svg.text(1, 2.346, 'a < b & "c"', font_family='"x"')])
    )
    assert (text.text, text.get("font-family"), text.get("y")) == ('a < b & "c"', '"x"', "2.35")


@pytest.mark.parametrize("alone", [False, True])
def test_only_a_file_of_its_own_brings_colours_and_a_ground(alone):
    parts = [svg.circle(4, 4, 2, stroke=svg.BLUE)]
    root = ElementTree.fromstring(svg.document(9, 9, parts, title="A ring", alone=alone))
    assert root.find("svg:title", SPACE).text == "A ring"
    assert [len(root.findall(f"svg:{name}", SPACE)) for name in ("style", "rect")] == [alone] * 2
    if alone:
        style = root.find("svg:style", SPACE).text
        assert "prefers-color-scheme: dark" in style
        assert svg.BLUE.removeprefix("var(").rstrip(")") in style


def test_a_shape_is_an_outline_unless_it_is_filled():
    assert svg.rect(0, 0, 1, 1) == (
        '<rect x="0" y="0" width="1" height="1" fill="none" stroke="currentColor"/>'
    )
    assert "stroke" not in svg.rect(0, 0, 1, 1, fill=svg.INK)
