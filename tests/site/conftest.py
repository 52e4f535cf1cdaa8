"""The built site in a real browser, opened from the disk; without Chromium these tests are skipped."""

import os
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


def pytest_collection_modifyitems(items):
    for item in items:
        if CHROMIUM is None and Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """The folder of the built site: KATA_SITE where it is built already."""
    if folder := os.environ.get("KATA_SITE"):
        return Path(folder)
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


@pytest.fixture
def open_page(site, browser):
    """Open pages of the site: open_page("e04_neuron", width=390, scheme="dark").

    Every request that leaves the disk is refused. At the end of the test neither such a request
    nor an error in the console may have been seen.
    """
    contexts, complaints = [], []

    def open_page(name: str, width: int = 1280, scheme: str = "light", **options):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, **options
        )
        contexts.append(context)
        context.route(lambda url: not url.startswith(("file:", "data:", "blob:")), refuse)
        page = context.new_page()
        page.asked = set()  # every address that it loads
        page.on("request", lambda request: page.asked.add(request.url))
        page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{(site / name).as_uri()}.html")
        return page

    def refuse(route):
        complaints.append(f"asks for {route.request.url}")
        route.abort()

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def solutions():
    """Make the name `exercises` mean the solutions, as it does where figures are drawn."""
    from kata.course.exercises import exercises
    from kata.sandbox import loader

    loader.install({each.stem: each.solution for each in exercises()})


def pages() -> list[str]:
    """Return the names of all pages."""
    return sorted(path.stem for path in (ROOT / "docs").glob("*.md"))
