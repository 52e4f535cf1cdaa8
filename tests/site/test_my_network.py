"""The pages that make show writes: the site's widgets with a learner's own network, in one file on the disk."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from kata.course.paths import ROOT
from kata.show import moons_page
from tests.kata.show.test_show import show
from tests.site.conftest import Tab


@pytest.fixture
def open_shown(browser, tmp_path):
    """Run a show on the solutions, and open the page that it wrote, moved away from the course."""
    tabs = []

    def open_shown(number: str, name: str, width: int = 1280, **media):
        status, printed = show(number, "--in", "solutions")
        assert status == 0, printed
        assert f"Drawn: .kata/show/{name}" in printed
        file = shutil.copy(ROOT / ".kata" / "show" / name, tmp_path)
        tabs.append(tab := Tab(browser))
        tab.show(Path(file).as_uri(), None, width, **media)
        assert tab.page.asked <= {Path(file).as_uri(), "data:,"}
        return tab.page

    yield open_shown
    for tab in tabs:
        assert tab.complaints_so_far() == []
        tab.context.close()


def carried(page) -> dict:
    return json.loads(page.locator("figure script").text_content())


def test_the_pad_reads_with_the_weights_of_the_show(open_shown, solutions):
    """A 1 by the keys, in a narrow dark window; the misread ones and the table of all 360 are below."""
    from exercises.e10_digits import forward

    page = open_shown("10", "e10_digits.html", width=390, color_scheme="dark")
    page.get_by_role("application").focus()
    for key in ["ArrowUp"] * 3 + ["Space", "ArrowDown"] * 8:
        page.keyboard.press(key)
    parameters = {name: np.array(carried(page)[name]) for name in ("W1", "b1", "W2", "b2")}
    levels = page.locator(".widget").evaluate("each => each.levels()")
    said = forward(parameters, np.array([levels]) / 16)[0][0]
    bars = page.locator(".bars td:last-child").all_inner_texts()
    assert [float(each) for each in bars] == pytest.approx(said, abs=5.1e-4)
    assert page.get_by_role("status").inner_text().startswith("The network reads ")

    wrong, mixed = page.locator("figure > svg").all()
    right = carried(page)["right"]
    assert page.get_by_text(f"It reads {right} of 360 digits right").count() == 1
    assert wrong.locator("text", has_text="says").count() == min(10, 360 - right)
    counts = [int(each) for each in mixed.locator("text").all_text_contents() if each.isdigit()]
    assert sum(counts) == 360 + 2 * sum(range(10))  # and the digits along both sides
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 25, 29)"


def test_the_boundary_goes_by_the_epochs_of_the_show(open_shown):
    page = open_shown("8", "e08_training.html", width=390)
    found = carried(page)
    last = len(found["networks"]) - 1
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert slider.input_value() == "1"
    page.keyboard.press("End")
    assert slider.input_value() == str(last)
    loss, _, right, _ = found["measured"][last]
    said = f"Training: loss {loss:.3f}, right on {round(100 * right)} of 100."
    assert page.get_by_role("status").inner_text().startswith(said)
    assert right > 0.9

    points = found["held_out"][0]
    answers = page.locator(".widget").evaluate(
        "(each, [epoch, points]) => points.map((point) => each.answer(epoch, point))",
        [last, points],
    )
    wanted = moons_page.answers(found["networks"][last], found["sizes"], points)
    assert answers == pytest.approx(wanted, abs=1e-9)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
