"""The widget of e07: five ways downhill, compared with the optimizers that they show."""

import math
import re

import pytest

WAYS = ["batch", "mini-batch of 4", "single sample", "momentum, by 4", "Adam, by 4"]
RATES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1]


@pytest.fixture
def five(solutions):
    """What the figures of the page were made of: the points, and the paths that Python takes over them."""
    from kata.site.figures import _five_paths

    return _five_paths


@pytest.fixture
def descent(open_widget):
    """Open the page and return its widget."""

    def descent(**options):
        return open_widget("e07_descent", "descent", **options).locator(".widget")

    return descent


def press(widget, name, times=1):
    for _ in range(times):
        widget.get_by_role("button", name=name).click()


def choose(widget, rate):
    """Choose a rate before the first update."""
    slide(widget, rate)
    press(widget, "Start over")


def slide(widget, rate):
    widget.get_by_role("slider", name="Learning rate").fill(str(RATES.index(rate)))


def paths(widget):
    return widget.evaluate("each => each.paths()")


def said(widget):
    """Return what stands under each picture, by the way's name."""
    panels = [each.inner_text().split("\n") for each in widget.locator(".panel").all()]
    return {lines[0]: [line for line in lines[1:] if line] for lines in panels}


@pytest.mark.parametrize("rate", [0.01, 0.1, 0.4])
def test_paths_are_those_of_the_optimizers(descent, five, rate):
    """Twenty epochs of each way, number by number."""
    widget = descent()
    choose(widget, rate)
    press(widget, "One epoch", 20)
    found = paths(widget)
    assert list(found) == WAYS == list(five.ways())
    for name, way in five.ways().items():
        wanted = five.path(*way, rate, 20)
        assert len(found[name]) == len(wanted), name
        for step, (got, want) in enumerate(zip(found[name], wanted)):
            assert got == pytest.approx(want, rel=1e-9, abs=1e-9), (name, step)


def test_one_update_moves_each_way_once(descent, five):
    """An update is another part of an epoch for each, and the loss under it is that of all points."""
    widget = descent()
    press(widget, "One update")
    assert {name: lines[1] for name, lines in said(widget).items() if name in WAYS} == {
        "batch": "1 update, 1 epoch",
        "mini-batch of 4": "1 update, 0.33 epochs",
        "single sample": "1 update, 0.08 epochs",
        "momentum, by 4": "1 update, 0.33 epochs",
        "Adam, by 4": "1 update, 0.33 epochs",
    }
    for name, way in five.ways().items():
        loss = five.loss(*five.path(*way, 0.1, 1)[1])
        assert said(widget)[name][0] == f"loss {loss:.3f}"


def test_an_epoch_ends_where_the_epoch_ends(descent):
    """After a few single updates, all ways come to the end of the epoch that the slowest is in."""
    widget = descent()
    press(widget, "One update")
    press(widget, "One epoch")
    assert updates(widget) == [1, 3, 12, 3, 3]
    press(
        widget, "One update", 4
    )  # the batch is ahead now: at 5 epochs, where single samples are at 1.33
    press(widget, "One epoch")
    assert updates(widget) == [5, 7, 24, 7, 7]
    press(widget, "One epoch", 3)
    assert updates(widget) == [5, 15, 60, 15, 15]
    press(widget, "One epoch")
    assert updates(widget) == [6, 18, 72, 18, 18]


def test_one_of_the_five_lines_has_a_name(descent):
    """The one whose name was pressed: it is the line that its path ends at."""
    widget = descent()
    press(widget, "One epoch", 5)
    for name in ("batch", "Adam, by 4"):
        button = widget.get_by_role("button", name=name, exact=True)
        button.focus()
        widget.page.keyboard.press("Enter")
        assert button.get_attribute("aria-pressed") == "true"
        assert widget.locator(".panel button[aria-pressed=true]").count() == 1
        last = widget.locator(".panel").last
        assert last.inner_text().strip() == f"the line of {name}"
        named = last.locator("line[stroke='var(--kata-blue)']")
        assert named.count() == 1
        w, b = paths(widget)[name][-1]
        heights = [float(named.get_attribute(end)) for end in ("y1", "y2")]
        assert heights == pytest.approx(
            [(4 - (w * x + b)) / 5.6 * 160 for x in (-0.7, 2.1)], abs=0.06
        )


def test_a_way_diverges_when_it_should(descent):
    """With the keyboard alone: at 0.5 single samples are lost within an epoch, the batch later, Adam never."""
    widget = descent()
    page = widget.page
    widget.get_by_role("slider", name="Learning rate").focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    assert widget.locator(".rate span").inner_text() == "0.5"
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # start over
    for _ in range(2):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")  # one epoch
    diverged = [name for name, lines in said(widget).items() if "diverged" in lines]
    assert diverged == ["single sample"]
    assert re.search("Diverged, .*: single sample", widget.get_by_role("status").inner_text())
    for _ in range(39):
        page.keyboard.press("Enter")
    diverged = [name for name, lines in said(widget).items() if "diverged" in lines]
    assert {"batch", "single sample"} <= set(diverged)
    assert "Adam, by 4" not in diverged
    assert widget.get_by_role("status").inner_text().endswith("That is all.")


def test_a_lost_path_stops_where_it_was_lost(descent):
    """Numbers stay numbers, however long one goes on."""
    widget = descent()
    choose(widget, 1)
    press(widget, "One epoch", 3)
    before = paths(widget)["single sample"]
    press(widget, "One epoch", 5)
    after = paths(widget)["single sample"]
    assert after == before
    assert all(math.isfinite(number) for step in after for number in step)


def test_another_rate_draws_the_paths_anew(descent, five):
    """As far as they were, lost ones too; before any update, twenty epochs, as in the still picture."""
    widget = descent()
    slide(widget, 0.4)
    as_python_walks(widget, five, 0.4, 20)
    press(widget, "Start over")
    press(widget, "One epoch", 3)
    for rate in (1, 0.02):
        slide(widget, rate)
        as_python_walks(widget, five, rate, 3)
    assert "diverged" not in widget.inner_text()


def as_python_walks(widget, five, rate, epochs):
    """Compare every path with Python's; of one that is lost, what there is of it."""
    for name, got in paths(widget).items():
        want = five.path(*five.ways()[name], rate, epochs)
        assert len(got) == len(want) or "diverged" in said(widget)[name], name
        for one, other in zip(got, want):
            assert one == pytest.approx(other, rel=1e-9, abs=1e-9), name


def test_it_starts_again(descent):
    widget = descent()
    start = said(widget)
    press(widget, "One epoch", 40)
    for name in ("One update", "One epoch", "Play"):
        assert widget.get_by_role("button", name=name).is_disabled()
    assert len(paths(widget)["single sample"]) == 1 + 12 * 40
    press(widget, "Start over")
    assert said(widget) == start
    assert {len(path) for path in paths(widget).values()} == {1}
    assert widget.get_by_role("button", name="One epoch").is_enabled()


def updates(widget):
    return [len(path) - 1 for path in paths(widget).values()]


def test_play_looks_at_one_sample_after_the_other(descent):
    """At any moment every way has seen as many samples, so it has made its share of the updates."""
    widget = descent()
    press(widget, "Play")
    widget.page.wait_for_function("document.querySelector('.descent').paths()['batch'].length > 2")
    press(widget, "Pause")
    made = updates(widget)
    seen = made[2]
    assert made == [seen // 12, seen // 4, seen, seen // 4, seen // 4]
    widget.page.wait_for_timeout(300)
    assert updates(widget) == made
    press(widget, "Start over")
    widget.page.wait_for_timeout(300)
    assert updates(widget) == [0, 0, 0, 0, 0]


def test_play_is_a_step_where_nothing_may_move(descent):
    widget = descent(reduced_motion="reduce")
    press(widget, "Play")
    widget.page.wait_for_timeout(300)
    assert updates(widget) == [1, 3, 12, 3, 3]
    assert widget.get_by_role("button", name="Play").is_visible()


def test_the_still_says_what_it_shows(open_page, five):
    """The losses in its words are those at the ends of its paths."""
    page = open_page("e07_descent", java_script_enabled=False)
    words = page.locator("figure[data-widget=descent] svg[role=img]").get_attribute("aria-label")
    losses = [five.loss(*five.path(*way, 0.1, 20)[-1]) for way in five.ways().values()]
    assert re.findall(r"0\.\d{3}", words) == [f"{loss:.3f}" for loss in [*losses, five.best()[2]]]
