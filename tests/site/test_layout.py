"""The hand that all pages are set in: sizes, lengths of lines, numerals."""

import re
from statistics import median

import pytest

from kata.course.paths import DOCS
from tests.site.conftest import pages, plain

IMAGE = re.compile(r'!\[([^\]]+)\]\((img/[^ )]+)(?: "([^"]*)")?\)(?!\{ data-widget)')
EXACT = re.compile(
    r"(?<![\d.])-?(?:[1-9]\d*\.\d{2,}|0\.0*[1-9]\d{2,})(?!\d)"
)  # in three digits or more
# What is read as text: not code, not formulas, not the words of a report, which stay as they are printed.
TEXTS = """(test) => {
    const walk = document.createTreeWalker(document.querySelector("main article"), NodeFilter.SHOW_TEXT), found = [];
    while (walk.nextNode()) {
        const text = walk.currentNode, around = text.parentElement;
        if (!around.closest("code, pre, samp, script, style, math, textarea, .solve") && text.data.trim()) found.push([text, around]);
    }
    return found.map(eval(test)).filter(Boolean);
}"""
HYPHENS = r"""([text]) => text.data.match(/(?:.{0,20}[^\w.)\]]|^)-\.?[\dπ∞].{0,9}|.{0,20} - .{0,9}/)?.[0]"""
SMALL = """([text, around]) => {
    if (!around.checkVisibility() || around.closest("svg, sup, .md-icon, .headerlink")) return;
    const size = parseFloat(getComputedStyle(around).fontSize);
    const least = around.closest("p, li, dd") && !around.closest("figure, table, details, .admonition, .widget") ? 17 : 14.9;
    return size < least && `${size.toFixed(1)} pixels: ${text.data.trim().slice(0, 40)}`;
}"""
# Characters in a line of each paragraph of three lines or more, the last of which counts as half.
LENGTHS = """[...document.querySelectorAll("main article > p")].flatMap((each) => {
    const lines = Math.round(each.getBoundingClientRect().height / parseFloat(getComputedStyle(each).lineHeight));
    return lines > 2 && !each.querySelector("br, math") ? [each.innerText.length / (lines - 0.5)] : [];
})"""
RAGGED = r"""[...document.querySelectorAll("main table:not(.widget table)")].flatMap((table) => {
    const rows = [...table.tBodies[0].rows], numeric = /^[-\u2212+]?[\d.,/]+( ?(%|s|ms|MiB))?$/;
    return [...rows[0].cells].flatMap((_, column) => {
        const cells = rows.map((row) => row.cells[column]).filter((cell) => cell?.innerText.trim());
        const numbers = cells.every((cell) => numeric.test(cell.innerText.trim()));
        return numbers && cells.some((cell) => getComputedStyle(cell).textAlign !== "right") ? [cells[0].innerText] : [];
    });
})"""


def ill_set(page) -> list[str]:
    """Return what is wrong with the text of a page in a wide window, its folds open; test_pages.py opens each.

    About 70 characters in a line. Text is 17 pixels or more, tables, folds and captions 15; a minus is no hyphen; numbers of a column end at one line.
    """
    found = page.evaluate(TEXTS, SMALL) + page.evaluate(TEXTS, HYPHENS) + page.evaluate(RAGGED)
    length = median(page.evaluate(LENGTHS))
    return found + [f"{length:.0f} characters in a line"] * (not 58 < length < 80)


@pytest.mark.parametrize("name", pages())
def test_an_exact_number_about_a_picture_is_in_it_or_on_its_page(site, name):
    """What alt texts and captions say in three digits is drawn there, or said elsewhere; a widget has a test of its own."""
    page = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    for picture in IMAGE.finditer(page):
        drawn = plain((DOCS / picture[2]).read_text(encoding="utf-8"))
        known = EXACT.findall(drawn + page.replace(picture[0], ""))
        said = EXACT.findall(f"{picture[1]} {picture[3]}")
        assert [number for number in said if number not in known] == [], picture[2]


def test_home_offers_the_editor_where_there_is_one(open_page, site):
    offered = open_page("index").get_by_role("heading", name="Right here").count()
    assert offered == (site / "browser" / "panel.js").exists()


def test_no_gap_is_left_behind_a_root(open_page):
    page = open_page("e10_digits")
    gaps = page.evaluate(
        """[...document.querySelectorAll("p msqrt")].map((root) =>
            root.getBoundingClientRect().right - root.lastElementChild.getBoundingClientRect().right)"""
    )
    assert len(gaps) > 3
    assert max(gaps) < 1.5
