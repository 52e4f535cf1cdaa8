"""Live figures weigh little, and nothing on a page that has none."""

from kata.course.paths import DOCS

LIVE = {"secant", "turns", "drill", "folds", "logits", "live", "pack"}
SHARED = ("js/widgets/shared.js", "js/widgets/drawing.js", "css/widgets.css")


def test_all_live_figures_together_are_light():
    """Less than 60 KB, with what they share and the data that their pages carry."""
    files = [DOCS / each for each in SHARED]
    for name in LIVE:
        files += [DOCS / "js" / "widgets" / f"{name}.js", *DOCS.glob(f"img/*/{name}.json")]
    assert sum(path.stat().st_size for path in files) < 60_000


def test_a_file_is_one_idea():
    """No widget is longer than 200 lines."""
    for path in (DOCS / "js" / "widgets").glob("*.js"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 200, path.name


def test_a_page_loads_what_it_has(open_page):
    """Of the widgets' files: those of its own figures and what they share; without one, none."""
    for page, own in (("maths", set()), ("e06_losses", {"logits", "shared", "drawing"})):
        asked = open_page(page).asked
        assert {url.rpartition("/")[2][:-3] for url in asked if "/js/widgets/" in url} == own
        assert any(url.endswith("css/widgets.css") for url in asked) == bool(own)
