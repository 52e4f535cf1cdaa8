"""The built site in a real browser, opened from the disk; without Chromium these tests are skipped."""

import os
import re
import shutil
from pathlib import Path

import pytest

from kata.course.paths import ROOT

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
NO_CHROMIUM = "there is no Chromium: on Debian and Ubuntu, apt install chromium"
QUIET = [  # a fresh headless Chromium that asks nobody for anything
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
# A long chain of values that a failed test has left may be too deep for a Python there, which has told all by then.
TOLD = re.compile(
    "Pyodide has suffered|The cause of the fatal error|RangeError: Maximum call stack"
)
OUTSIDE = re.compile(r"^(?!file:|data:|blob:)")
# Undo what js/kata.js did to a figure, and run the widget's script again.
BEGIN_ANEW = """async (name) => {
    const figure = document.querySelector(`figure[data-widget=${name}]`);
    figure.querySelector(".widget").remove();
    figure.classList.remove("alive");
    delete figure.dataset.started;
    const [script, before] = [document.createElement("script"), document.querySelector(`script[src$="/${name}.js"]`)];
    script.src = before.src;
    await new Promise((done) => {
        script.onload = done;
        before.replaceWith(script);
    });
}"""


def pytest_collection_modifyitems(items):
    for item in items:
        if CHROMIUM is None and Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Give a file's tests to one worker, which opens each widget's page once; test_pages.py is shared out."""
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return nodeid if "test_pages.py::" in nodeid else nodeid.partition("::")[0]

    return ByFile(config, log)


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """The folder of the built site: KATA_SITE where it is built already."""
    if folder := os.environ.get("KATA_SITE"):
        return Path(folder).resolve()
    from kata.site import build

    build.prepare()
    folder = tmp_path_factory.mktemp("site")
    assert build.mkdocs("build", "--strict", "--site-dir", str(folder)) == 0
    return folder


@pytest.fixture(scope="session")
def browser():
    """One headless Chromium for all tests."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        yield running.chromium.launch(executable_path=CHROMIUM, args=QUIET)


class Tab:
    """A tab of the browser, and what is wrong in it.

    Every request that leaves the disk is refused, and a complaint; so is an error in the console.
    """

    def __init__(self, browser, **options):
        self.context = browser.new_context(**options)
        self.context.route(OUTSIDE, self.refuse)
        self.page = page = self.context.new_page()
        self.complaints = []
        self.shown = None  # the address, and the widget that was asked for
        page.on("request", lambda request: page.asked.add(request.url))
        page.on("console", lambda said: said.type == "error" and self.complain(said.text))
        page.on("pageerror", lambda error: self.complain(str(error)))

    def complain(self, words: str):
        if not getattr(self.page, "complained", False):  # on purpose
            self.complaints.append(words)

    def refuse(self, route):
        self.complain(f"asks for {route.request.url}")
        route.abort()

    def show(self, address: str, widget: str | None, width: int, **media):
        """Show a page, or only begin its widget anew, as a tab does that was opened just now."""
        page = self.page
        again = widget is not None and self.shown == (address, widget)
        if not again and self.shown:
            page.evaluate("localStorage.clear()")
            page.goto("about:blank")
        page.mouse.move(0, 0)
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(media="null", **media)
        if again:
            page.evaluate(BEGIN_ANEW, widget)
        else:
            page.asked = set()  # every address that it loads
            page.goto(address)
        self.shown = address, widget

    def complaints_so_far(self) -> list[str]:
        """Return the complaints since the last call."""
        self.page.evaluate("0")  # an answer comes after all that was said before
        complaints, self.complaints = self.complaints, []
        return complaints


@pytest.fixture(scope="session")
def kept_tab(browser, request):
    """Return the tab that the tests use in turn; after a failure it is a new one."""
    tab, failures = None, 0

    def kept_tab() -> Tab:
        nonlocal tab, failures
        if tab is None or request.session.testsfailed > failures:
            failures = request.session.testsfailed
            tab = Tab(browser)
        return tab

    return kept_tab


@pytest.fixture
def open_page(site, browser, kept_tab):
    """Open pages of the site: open_page("e04_neuron", width=390, scheme="dark").

    They open in a tab that is kept from test to test, as if it were new. With widget="neuron", a
    page that is open there already may stay, and only its widget begins anew. With clock=True, time
    goes on by page.clock alone; this and all other options of a context need a tab of its own.
    At the end of the test no tab of it may have a complaint.
    """
    kept, own = [], []

    def open_page(
        name: str,
        width: int = 1280,
        scheme: str = "light",
        reduced_motion: str = "no-preference",
        widget: str | None = None,
        clock: bool = False,
        **options,
    ):
        tab = Tab(browser, **options) if clock or options else kept_tab()
        (own if clock or options else kept).append(tab)
        if clock:
            tab.page.clock.install(time=0)
        address = f"{(site / name).as_uri()}.html"
        tab.show(address, widget, width, color_scheme=scheme, reduced_motion=reduced_motion)
        if clock:
            tab.page.clock.pause_at(3_600_000)  # else it goes on by itself, too
        return tab.page

    yield open_page
    complaints = [each for tab in kept + own for each in tab.complaints_so_far()]
    for tab in own:
        tab.context.close()
    assert complaints == []


@pytest.fixture
def open_widget(open_page):
    """Open the page of a widget, with the options of open_page, and return its figure, once it is alive."""

    def open_widget(name: str, widget: str, **options):
        figure = open_page(name, widget=widget, **options).locator(f"figure[data-widget={widget}]")
        figure.locator(".widget").wait_for()
        return figure

    return open_widget


@pytest.fixture(scope="session")
def solutions():
    """Make the name `exercises` mean the solutions, as it does where figures are drawn."""
    from kata.course.exercises import exercises
    from kata.sandbox import loader

    loader.install({each.stem: each.solution for each in exercises()})


def plain(text: str) -> str:
    """Return what a page shows, its numbers as Python writes them: the page has a true minus."""
    return text.replace("\N{MINUS SIGN}", "-")


def pages() -> list[str]:
    """Return the names of all pages."""
    return sorted(path.stem for path in (ROOT / "docs").glob("*.md"))


@pytest.fixture(scope="session")
def python(site, browser):
    """A page of which the Pythons are ready: kata.test(stem, files) runs tests in it."""
    if not (site / "browser" / "panel.js").exists():
        pytest.skip("without npm the site has no editor")
    tab = Tab(browser)
    tab.page.asked = set()
    tab.page.goto(f"{(site / 'e01_slope').as_uri()}.html")
    tab.page.get_by_role("button", name="Solve it here").click()
    tab.page.get_by_text("Ready:").wait_for(timeout=180_000)
    yield tab.page
    assert [each for each in tab.complaints_so_far() if not TOLD.match(each)] == []
