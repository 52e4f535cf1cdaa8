"""The widget of e08: a recorded training, compared with the network that it is a record of."""

import re

import pytest


@pytest.fixture
def record(solutions):
    """The training that the page shows, run again."""
    from kata.site.figures import _two_moons

    return _two_moons


@pytest.fixture
def moons(open_widget):
    """Open the page and return its widget."""

    def moons(**options):
        return open_widget("e08_training", "moons", **options).locator(".widget")

    return moons


def press(widget, name):
    widget.get_by_role("button", name=name).click()


def epoch(widget):
    return int(widget.locator(".rate span").inner_text())


@pytest.mark.parametrize("at", [0, 7, 40])
def test_answers_are_those_of_the_network(moons, record, at):
    """The recorded weights give the network's own answers, on points that it never learned from."""
    points, labels = record.run()["held_out"]
    model = record.network(at)
    wanted = [model(point)[0].data for point in points]
    found = moons().evaluate(
        "(each, [at, points]) => points.map(p => each.answer(at, p))", [at, points]
    )
    assert found == pytest.approx(wanted, abs=1e-4)
    right = sum((answer > 0) == label for answer, label in zip(found, labels))
    assert right / len(labels) == record.run()["measured"][at][3]


@pytest.mark.parametrize("at", [0, 40])
def test_the_border_is_where_the_network_answers_nought(moons, record, at):
    """And the tinted ground is where it answers more."""
    widget = moons()
    widget.get_by_role("slider", name="Epoch").fill(str(at))
    ground, border = [
        each.get_attribute("d") for each in widget.locator("svg").first.locator("> path").all()
    ]
    left, _, _, top = record.VIEW
    model = record.network(at)

    def answers(path):
        places = re.findall(r"(-?[\d.]+),(-?[\d.]+)", path)
        return [model([left + float(x) / 120, top - float(y) / 120])[0].data for x, y in places]

    assert len(answers(border)) > 40
    assert max(map(abs, answers(border))) < 0.06
    assert len(answers(ground)) > 1000
    assert min(answers(ground)) > -0.06
    assert max(answers(ground)) > 1


def test_numbers_are_those_of_the_training(moons, record):
    """Every epoch, by the keyboard alone."""
    widget = moons()
    widget.get_by_role("slider", name="Epoch").focus()
    page = widget.page
    for at, (loss, lost, right, found) in enumerate(record.run()["measured"]):
        assert epoch(widget) == at
        assert widget.get_by_role("status").inner_text() == (
            f"Training: loss {loss:.3f}, right on {right * 60:.0f} of 60. "
            f"Held out: loss {lost:.3f}, right on {found * 100:.0f} of 100."
        )
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Home")
    assert epoch(widget) == 0
    page.keyboard.press("Tab")  # Back cannot be pressed at the first epoch
    page.keyboard.press("Space")
    assert epoch(widget) == 1


def test_back_and_next(moons):
    widget = moons()
    assert widget.get_by_role("button", name="Back").is_disabled()
    press(widget, "Next")
    press(widget, "Next")
    press(widget, "Back")
    assert epoch(widget) == 1
    widget.get_by_role("slider", name="Epoch").fill("40")
    assert widget.get_by_role("button", name="Next").is_disabled()


def test_held_out_points_take_the_place_of_the_others(moons):
    widget = moons()

    def shown():
        groups = widget.locator("svg").first.locator("g").all()
        return [group.locator("> *").count() for group in groups if group.is_visible()]

    assert shown() == [60]
    widget.get_by_role("checkbox", name="held-out points").check()
    assert shown() == [100]


def test_play_runs_to_the_end_and_stops(moons):
    widget = moons()
    press(widget, "Play")
    widget.page.wait_for_function("document.querySelector('.moons input').value > 1")
    press(widget, "Pause")
    paused = epoch(widget)
    widget.page.wait_for_timeout(500)
    assert epoch(widget) == paused
    widget.get_by_role("slider", name="Epoch").fill("38")
    press(widget, "Play")
    widget.page.wait_for_function("document.querySelector('.moons input').value == 40")
    widget.get_by_role("button", name="Play").wait_for()
    widget.page.wait_for_timeout(500)
    assert epoch(widget) == 40
    assert widget.get_by_role("status").get_attribute("aria-live") == "polite"


def test_play_begins_again_after_the_end(moons):
    """And where nothing may move by itself, it is one step."""
    widget = moons(reduced_motion="reduce")
    widget.get_by_role("slider", name="Epoch").fill("40")
    press(widget, "Play")
    assert epoch(widget) == 0
    press(widget, "Play")
    widget.page.wait_for_timeout(500)
    assert epoch(widget) == 1
    assert widget.get_by_role("button", name="Play").is_visible()


def test_the_still_says_what_it_shows(open_page, record):
    page = open_page("e08_training", java_script_enabled=False)
    words = page.locator("figure[data-widget=moons] svg[role=img]").get_attribute("aria-label")
    wanted = [f"{record.run()['measured'][at][0]:.2f}" for at in record.DRAWN]
    assert re.findall(r"0\.\d\d", words) == wanted
