"""Every page, in a real browser: nothing from outside, nothing wrong in the console, nobody kept out."""

import json

import pytest

from kata import regions
from kata.course import exercises
from tests.site.conftest import pages

LIGHT_WIDE, DARK_NARROW = ("light", 1280), ("dark", 390)
# preload: axe would fetch the style sheets, which a page from the disk may not
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "preload": False}


@pytest.fixture(scope="session")
def axe() -> str:
    package = pytest.importorskip("axe_playwright_python.base")
    return package.AXE_FILE_PATH.read_text(encoding="utf-8")


@pytest.mark.parametrize(("scheme", "width"), [LIGHT_WIDE, DARK_NARROW])
@pytest.mark.parametrize("name", pages())
def test_page(open_page, axe, name, scheme, width):
    """It fits its window, and axe finds nothing, whatever is unfolded."""
    page = open_page(name, width, scheme)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(axe)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)
    assert [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ] == []


@pytest.mark.parametrize("name", pages())
def test_page_is_light(open_page, site, name):
    """Without the fonts, a page and all that it loads weigh less than 400 KB; the search's index apart."""
    page = open_page(name)
    loaded = page.evaluate("performance.getEntriesByType('resource').map(each => each.name)")
    files = {page.url, *loaded}
    sizes = {
        url: (site / url.removeprefix(site.as_uri() + "/").partition("#")[0]).stat().st_size
        for url in files
        if "/fonts/" not in url and "/search/" not in url
    }
    assert sum(sizes.values()) < 400_000, sizes


def test_search_works_from_the_disk(open_page):
    page = open_page("index")
    page.get_by_role("textbox", name="Search").fill("central difference")
    first = page.locator(".md-search-result__item").first
    first.wait_for()
    assert "Slopes by nudging" in first.inner_text()


def test_search_knows_no_solution(site):
    """Nothing that is folded away can be found."""
    index = (site / "search" / "search_index.json").read_text(encoding="utf-8")
    answers = [
        line.strip()
        for each in exercises()
        for _, code in regions.answers(each.solution)
        for line in code
    ]
    assert [line for line in answers if len(line) > 30 and json.dumps(line)[1:-1] in index] == []


def test_the_palette_can_be_chosen(open_page):
    """A reader whose machine is light may read in the dark, and figures follow."""
    page = open_page("e02_value")

    def ink():
        drawing = page.locator("figure svg").first
        return drawing.evaluate("each => getComputedStyle(each).color")

    light = ink()
    page.locator("label[title='Dark mode']").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert ink() != light


@pytest.mark.parametrize("name", [name for name in pages() if name[0] == "e" or name == "workshop"])
def test_print_keeps_to_the_page(open_page, name):
    """On paper there is the text, but no navigation, no button, and no hint or solution."""
    page = open_page(name)
    page.emulate_media(media="print")
    shown = page.locator("main").inner_text()
    assert page.locator("h1").inner_text().strip("¶\n ") in shown
    for hidden in (".md-header", ".md-sidebar", ".md-footer", "details:not([open])", "button"):
        assert not any(each.is_visible() for each in page.locator(hidden).all()), hidden
