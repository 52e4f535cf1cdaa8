"""An exercise is solved in its page, from the disk, with nothing but the page."""

import re
import subprocess
import sys
import zipfile

import pytest

from kata.course import regions
from kata.course.exercises import Exercise
from kata.course.version import version
from tests.site.conftest import Tab
from tests.site.test_pages import axe, faults  # noqa: F401  axe is a fixture

READY = re.compile("Ready")
# How many lines a report has, and how many of them fit into its height.
LINES = """(report) => {
    const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(report);
    const high = report.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom);
    return [report.textContent.split("\\n").length, Math.round(high / parseFloat(lineHeight))];
}"""
# From here on hasRun tells that a run was under way, however short it was.
NOTE_A_RUN = """() => {
    window.hasRun = false;
    const look = () => { hasRun ||= document.querySelector(".bar .first:disabled") !== null };
    new MutationObserver(look).observe(document.querySelector(".bar"), { attributes: true, subtree: true });
}"""
FILL_STORAGE = """() => {
    for (let size = 1 << 22, n = 0; size; n++) {
        try { localStorage.setItem(n, "x".repeat(size)) } catch { size >>= 1 }
    }
}"""
SLOPE, VALUE, BACKWARD = (Exercise(stem) for stem in ("e01_slope", "e02_value", "e03_backward"))


@pytest.fixture(autouse=True, scope="module")
def _built(site):
    if not (site / "browser" / "panel.js").exists():
        pytest.skip("without npm the site has no editor")


def begin(page):
    """Press the button, and wait until Python is there."""
    page.get_by_role("button", name="Solve it here").press("Enter")
    page.locator(".solve .gist", has_text=READY).wait_for(timeout=180_000)


@pytest.fixture(scope="module")
def begun(site, browser):
    """A tab with the page of e01, whose Pythons are there."""
    tab = Tab(browser, viewport={"width": 1280, "height": 900})
    tab.page.asked = set()
    tab.page.goto(f"{(site / 'e01_slope').as_uri()}.html")
    begin(tab.page)
    yield tab
    tab.context.close()


@pytest.fixture
def slope_page(begun):
    """The page of e01, for tests that write their own text into it: they use it in turn."""
    yield begun.page
    assert begun.complaints_so_far() == []


def write(page, text: str):
    """Put this text into the editor, as if it were pasted."""
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def run(page) -> str:
    """Run the tests, by the keyboard, and return the report."""
    page.locator(".cm-content").press("Control+Enter")
    page.locator(
        ".solve .gist", has_text=re.compile("tasks passed|cannot be run|Stopped")
    ).wait_for(timeout=60_000)
    return page.locator(".solve .report").inner_text()


def show(page) -> str:
    """Show the code at work, by the keyboard, and return what is said."""
    page.evaluate(
        "document.querySelectorAll('.aside > *').forEach((each) => (each.className = 'old'))"
    )
    page.get_by_role("button", name="Show", exact=True).press("Enter")
    page.locator(".aside > pre:not(.old)").wait_for(state="attached", timeout=60_000)
    page.get_by_text("Shown below.").wait_for(timeout=60_000)
    return page.locator(".aside").inner_text()


def solved(exercise: Exercise) -> str:
    return regions.solved(exercise.solution)


def press(page, name: str):
    page.locator(".solve").get_by_role("button", name=name, exact=True).click()


def test_an_exercise_is_solved_and_counts_on_the_next_page(open_page):
    """Stub, a wrong line, its place, the whole; then it is kept, counted and used elsewhere."""
    page = open_page("e01_slope", viewport={"width": 1280, "height": 900})
    begin(page)
    assert "exercises/e01_slope.py" in page.locator(".solve .file").inner_text()
    assert page.locator(".cm-line.given").count() > 10
    assert "0 of 2 tasks passed" in run(page)
    wrong = solved(SLOPE).replace("/ (2 * h)", "/ 2 * h")
    write(page, wrong)
    assert "brackets are missing" in " ".join(run(page).split())
    page.locator(".solve .report").get_by_role(
        "button", name=re.compile(r"e01_slope.py:\d+")
    ).first.click()
    assert page.evaluate("getSelection().toString()") in wrong
    write(page, solved(SLOPE))
    assert "2 of 2 tasks passed" in run(page)
    assert page.locator(".tasks .passed").count() == 2
    assert page.locator(".md-nav--primary .done-here").inner_text() == "done"

    page.reload()
    assert page.locator(".md-nav--primary .done-here").inner_text() == "done"
    page.get_by_role("button", name="Solve it here").click()
    page.locator(".cm-content").wait_for()
    assert "2 * h" in page.locator(".cm-content").inner_text()

    page.goto(page.url.replace("e01_slope", "e02_value"))
    begin(page)
    assert "The solution stands in for e03_backward." in run(page)


def test_hints_solution_reset_and_back(slope_page):
    """Help comes in the order of the terminal, and nothing that was written is lost."""
    page = slope_page
    told, aside = page.locator(".solve .told"), page.locator(".solve .aside")
    for number in (1, 2, 3):
        press(page, "Hint")
        told.get_by_text(f"derivative. Hint {number} of 3:").wait_for()
    press(page, "Solution")
    told.get_by_text("has not passed yet").wait_for()
    press(page, "Show it all the same")
    aside.get_by_text("From yours (-) to the solution (+):").wait_for()
    assert "+    return (f(x + h)" in aside.inner_text()
    write(page, "mine = 1\n")
    press(page, "Reset")
    assert "TODO: your code here" in page.locator(".cm-content").inner_text()
    press(page, "Undo")
    assert page.locator(".cm-content").inner_text().strip() == "mine = 1"

    line = page.get_by_role("textbox", name="A line to try")
    write(page, solved(SLOPE))
    for text, said in {
        "derivative(abs, 3.0) > 0.99": "True",
        "1 / 0": ">>> 1 / 0 ZeroDivisionError: division by zero",
        "x = 2; x * 21": "42",
    }.items():
        line.fill(text)
        line.press("Enter")
        page.locator(".tried", has_text=said).wait_for(timeout=20_000)


def test_a_loop_is_stopped_at_once(slope_page):
    """Stop ends an endless loop, the page goes on, and the next run is as good as the first."""
    page = slope_page
    write(
        page,
        solved(SLOPE).replace("    return (f(x + h)", "    while True: pass\n    return (f(x + h)"),
    )
    page.locator(".cm-content").press("Control+Enter")
    page.get_by_text("Checking derivative").wait_for()
    press(page, "Stop")
    page.locator(".gist", has_text="Stopped.").wait_for()
    write(page, solved(SLOPE))
    assert "2 of 2 tasks passed" in run(page)


def test_what_is_too_much_for_the_page_is_told_and_the_next_run_is_as_good(slope_page):
    """A text so deeply nested that Python itself falls over costs that run."""
    page = slope_page
    page.complained = True  # in the console, of what this test asks for
    write(page, solved(SLOPE) + f"\nx = {'-' * 20_000}1\n")
    page.locator(".cm-content").press("Control+Enter")
    page.get_by_text("This was too much for the page").wait_for(timeout=60_000)
    write(page, solved(SLOPE))
    assert "2 of 2 tasks passed" in run(page)
    page.complained = False


def test_the_drawing_is_of_the_learners_own_code(open_page):
    """Show draws e03's graph, with what is not written stood in for, and says so."""
    page = open_page("e03_backward", viewport={"width": 1280, "height": 900})
    begin(page)
    assert "The solution stands in for e01_slope, e02_value, e03_backward." in show(page)
    assert page.locator(".drawn svg").count() == 1
    write(page, solved(BACKWARD))
    assert "The solution stands in for e01_slope, e02_value.\n" in show(page)
    assert page.locator(".drawn svg").count() == 1
    write(page, solved(BACKWARD) + "\n1 / 0\n")
    assert "ZeroDivisionError: division by zero" in show(page)
    assert page.locator(".drawn svg").count() == 0


def test_work_goes_to_a_file_and_comes_back(open_page, tmp_path):
    """One zip holds all exercises: the page takes it back, and so does make adopt's reader."""
    page = open_page("e01_slope", viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page.get_by_role("button", name="Solve it here").click()
    page.locator(".cm-content").wait_for()
    write(page, "mine = 'ü'\n")
    with page.expect_download() as download:
        press(page, "Save to a file")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.read("exercises/e01_slope.py").decode() == "mine = 'ü'\n"
        assert archive.read("version.txt").decode().strip() == version()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:  # as another program packs it
        archive.writestr("exercises/e01_slope.py", "theirs = 2\n")
        archive.writestr("exercises/e02_value.py", "theirs = 3\n")
    with page.expect_file_chooser() as chooser:
        press(page, "Open a file")
    chooser.value.set_files(path)
    page.get_by_text("Taken from neural-kata-work.zip: e01_slope, e02_value.").wait_for()
    assert page.locator(".cm-content").inner_text().strip() == "theirs = 2"
    press(page, "Undo")
    assert page.locator(".cm-content").inner_text().strip() == "mine = 'ü'"
    path.write_bytes(b"no zip")
    with page.expect_file_chooser() as chooser:
        press(page, "Open a file")
    chooser.value.set_files(path)
    page.get_by_text("That is no zip file.").wait_for()


def test_two_tabs_do_not_lose_each_others_work(open_page):
    """Who writes second is told, and both texts are there."""
    first = open_page("e01_slope", viewport={"width": 1280, "height": 900})
    second = first.context.new_page()
    second.goto(first.url)
    for page in (first, second):
        page.get_by_role("button", name="Solve it here").click()
        page.locator(".cm-content").wait_for()
    write(first, "first = 1\n")
    second.get_by_text("changed in another tab").wait_for()
    write(second, "second = 2\n")
    second.get_by_text("its text is kept").wait_for()
    press(second, "Undo")
    assert second.locator(".cm-content").inner_text().strip() == "first = 1"
    press(second, "Undo")
    assert second.locator(".cm-content").inner_text().strip() == "second = 2"


@pytest.mark.parametrize("name", ["Worker", "WebAssembly", "DecompressionStream"])
def test_a_browser_that_cannot_is_told_so(open_page, name):
    """One sentence, and the way to the terminal."""
    page = open_page("e01_slope")
    page.evaluate(f"delete window.{name}; window.{name} = undefined")
    page.get_by_role("button", name="Solve it here").click()
    said = page.locator(".solve .offer [role=status]").inner_text()
    assert said.endswith("The terminal way, below, does the same.")
    assert len(said) < 160


def test_a_script_that_does_not_come_can_be_asked_for_again(open_page):
    page = open_page("e01_slope", viewport={"width": 1280, "height": 900})
    page.route("**/browser/panel.js", lambda route: route.fulfill(body="// cut off"))
    page.get_by_role("button", name="Solve it here").click()
    page.get_by_text("press again, or reload the page").wait_for()
    page.unroute("**/browser/panel.js")
    page.route("**/browser/wasm.js", lambda route: route.fulfill(body="// cut off"))
    page.get_by_role("button", name="Solve it here").click()
    page.get_by_text("Python could not be started (wasm.js is not whole).").wait_for()
    page.unroute("**/browser/wasm.js")
    assert "0 of 2 tasks passed" in run(page)


def test_with_full_storage_it_says_so_and_works(open_page):
    """What is newer than what the browser could keep is not taken for another tab's."""
    page = open_page("e01_slope", viewport={"width": 1280, "height": 900})
    page.get_by_role("button", name="Solve it here").click()
    page.locator(".cm-content").wait_for()
    write(page, "mine = 1\n")
    page.evaluate("dispatchEvent(new Event('pagehide'))")  # it is kept
    page.evaluate(FILL_STORAGE)
    notice = page.locator(".notice", has_text="does not keep your work when the page is closed")
    for text in ("mine = 2\n" * 20, "mine = 3\n" * 30):
        write(page, text)
        page.evaluate("dispatchEvent(new Event('pagehide'))")
        assert notice.count() == 1
    press(page, "Reset")
    press(page, "Undo")
    assert page.locator(".cm-content").inner_text().count("mine = 3") == 30
    page.evaluate("localStorage.clear()")


def test_everybody_can_use_it(open_page, axe):  # noqa: F811
    """Day and night, wide and narrow: axe finds nothing, the keyboard leaves the editor, paper has the code."""
    page = open_page("e01_slope", viewport={"width": 1280, "height": 900})
    begin(page)
    run(page)
    press(page, "Hint")
    assert page.locator(".told[role=status]").inner_text().startswith("derivative. Hint 1 of 3:")
    page.evaluate(axe)
    assert faults(page) == []
    page.add_style_tag(content="* { transition: none !important }")
    page.locator("label[title='Dark mode']").click()
    page.set_viewport_size({"width": 390, "height": 900})
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)))")
    assert faults(page) == []
    page.locator(".cm-content").focus()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Run"
    run(page)
    page.evaluate(NOTE_A_RUN)
    page.locator(".bar").get_by_role("button", name="Run", exact=True).press("Enter")
    page.wait_for_function("window.hasRun && document.querySelector('.bar .first:enabled')")
    assert page.evaluate("document.activeElement.textContent") == "Run"
    lines, high = page.locator(".report").evaluate(LINES)
    assert high == lines  # none is folded once more
    page.emulate_media(media="print")
    assert page.locator(".solve .on-paper").is_visible()
    assert not page.locator(".solve .bar").is_visible()


def test_a_page_that_is_only_read_loads_none_of_it(open_page):
    page = open_page("e02_value")
    assert [url for url in page.asked if "/site/browser/" in url or "/js/panel" in url] == []


def test_it_is_small(site):
    """10.5 MB on a stick."""
    assert sum(path.stat().st_size for path in (site / "browser").iterdir()) < 10_500_000


def test_a_zip_of_the_page_is_adopted(tmp_path):
    """The verb is there, and reads what the page writes."""
    done = subprocess.run(
        [sys.executable, "-m", "kata", "adopt", "--from", str(tmp_path / "none.zip")],
        capture_output=True,
        text=True,
    )
    assert (done.returncode, "There is no" in done.stderr) == (2, True)
