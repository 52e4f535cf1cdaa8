"""Every page, in a real browser: nothing from outside, nothing wrong in the console, nobody kept out."""

import json
from urllib.parse import unquote

import pytest

from kata.course import regions
from kata.course.exercises import exercises
from tests.site.conftest import pages
from tests.site.test_figures import unreadable
from tests.site.test_layout import ill_set

# preload: axe would fetch the style sheets, which a page from the disk may not
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
    "preload": False,
    "resultTypes": ["violations"],
}

# Of all texts outside figures that look alike, axe need measure the contrast of one: they have one colour, size and
# ground, and are in one part of the page, both inside the window or not. It judges no single letter, and no sign.
AXE = r"""rules => {
    const grounds = new Map([[null, ""]]);
    const ground = (each) => {
        if (!grounds.has(each)) {
            const { backgroundColor, backgroundImage, opacity } = getComputedStyle(each), own = [backgroundColor, backgroundImage, opacity].join();
            grounds.set(each, (own === "rgba(0, 0, 0, 0),none,1" ? "" : own) + ground(each.parentElement));
        }
        return grounds.get(each);
    };
    const seen = new Set();
    for (const each of document.querySelectorAll("body *")) {
        const text = [...each.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? node.data : "")).join("");
        const { color, fontSize, fontWeight, textShadow, visibility } = getComputedStyle(each), rects = [...each.getClientRects()];
        const inside = rects.length && rects.every(({ left, right }) => left >= 0 && right <= innerWidth);
        const part = each.closest("article, nav, header, footer, form")?.tagName;
        const look = [color, fontSize, fontWeight, textShadow, visibility, rects.length > 0, inside, part, ground(each)].join();
        const measured = each.matches("input, select, textarea, figure *, .solve *") || (/\w.*\w/.test(text) && !seen.has(look));
        if (measured) seen.add(look);
        each.toggleAttribute("data-measured", measured);
    }
    axe.configure({ rules: [{ id: "color-contrast", selector: "[data-measured]" }] });
    return axe.run(rules);
}"""
# Is any of these elements seen?
SEEN = """selector => [...document.querySelectorAll(selector)].some((each) => {
    const { width, height } = each.getBoundingClientRect();
    return width && height && each.checkVisibility({ visibilityProperty: true });
})"""


@pytest.fixture(scope="session")
def axe() -> str:
    package = pytest.importorskip("axe_playwright_python.base")
    return package.AXE_FILE_PATH.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", pages())
def test_page(open_page, axe, site, name):
    """It is light, well set, it fits wide and narrow windows, axe finds nothing by day or night, and it prints."""
    page = open_page(name)
    assert weight(page, site, name) < 400_000
    assert unreadable(page, 12) == []
    fold(page, open=True)
    assert ill_set(page) == []
    page.evaluate(axe)
    assert faults(page) == []
    fold(page, open=False)
    page.add_style_tag(content="* { transition: none !important }")  # axe would see colours change
    page.locator("label[title='Dark mode']").click()
    resize(page, 390)
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert faults(page) == []
    assert unreadable(page, 9) == []
    fold(page, open=True)
    resize(page, 320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    fold(page, open=False)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("h1").inner_text().strip("¶\n ") in page.locator("main").inner_text()
    for hidden in (".md-header", ".md-sidebar", ".md-footer", "details", "button"):
        assert not page.evaluate(SEEN, hidden), hidden


def fold(page, open: bool):
    page.evaluate(
        "open => document.querySelectorAll('details').forEach(each => each.open = open)", open
    )


def resize(page, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")


def weight(page, site, name: str) -> int:
    """Return the bytes of a page and what it loads of ours: without font, theme and the search's index."""
    files = {unquote(url.removeprefix(f"{site.as_uri()}/")) for url in page.asked}
    ours = [path for path in files if path.partition("/")[0] not in ("assets", "fonts", "search")]
    assert {f"{name}.html", "css/kata.css", "js/kata.js"} <= set(ours)
    return sum((site / path).stat().st_size for path in ours)


def faults(page) -> list[str]:
    """Return what is wider than the window, and what axe finds."""
    width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    found = page.evaluate(AXE, RULES)
    return [f"{width[0]} wide in a window of {width[1]}"] * (width[0] > width[1]) + [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def test_the_site_is_small(site):
    """All of it fits on any stick: less than 20 MB, half of it the kata in the page."""
    assert sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) < 20_000_000


def test_search_works_from_the_disk(open_page):
    page = open_page("index")
    page.get_by_role("textbox", name="Search").press_sequentially(
        "central difference",
        delay=100,  # a key after the other: the first may come too early
    )
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


def test_no_line_begins_with_a_full_stop(open_page):
    """Where punctuation follows a formula, the two stay on one line, however narrow the page is."""
    page = open_page("e02_value", 390)
    apart = page.evaluate(
        """() => [...document.querySelectorAll("p math, li math")]
            .filter((formula) => /^[.,;:?)]/.test(formula.nextSibling?.data ?? ""))
            .filter((formula) => {
                const sign = document.createRange();
                sign.setStart(formula.nextSibling, 0);
                sign.setEnd(formula.nextSibling, 1);
                return sign.getBoundingClientRect().left < formula.getBoundingClientRect().left;
            })
            .map((formula) => formula.parentElement.textContent)"""
    )
    assert apart == []
    assert page.locator(".unbroken math").count() > 20


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
