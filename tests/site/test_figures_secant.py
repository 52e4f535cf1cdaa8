"""The nudge in hand: what e01's derivative measures, for every nudge that is shown."""

import pytest

from tests.site.live import Live


def test_it_measures_what_e01_measures(open_widget, solutions):
    from exercises.e01_slope import derivative

    def cube(x):
        return x * x * x

    def one_side(f, x, h):
        return (f(x + h) - f(x)) / h

    live = Live(open_widget("e01_slope", "secant"))
    assert "agree in almost all their digits" in live.guess("An error that is smaller still")
    for name, slope in (("both sides", derivative), ("one side", one_side)):
        live.place.get_by_role("combobox").select_option(name)
        nudges = []
        for place in (104, 96, 80, 57, 40, 24, 8, 0):
            live.slider("Nudge h").fill(str(place))
            [h] = live.numbers("h")
            found = slope(cube, 2.0, h)
            live.agrees(slope=[found], error=[abs(found - 12)])
            nudges.append(h)
        assert nudges == pytest.approx(
            [10 ** (k / 8 - 13) for k in (104, 96, 80, 57, 40, 24, 8, 0)]
        )
    live.place.get_by_role("combobox").select_option("both sides")

    live.slider("Nudge h").fill("96")
    live.keys("Nudge h", "Home")
    assert "Most digits of the two results cancel." in live.said
    live.keys("Nudge h", "End", "ArrowLeft")
    assert live.numbers("h") == pytest.approx([10 ** (-1 / 8)])
    live.keys("Nudge h", "End")
    assert (
        live.said == "The result moves by 26; divided by 2h, that is a slope of 13. Its error is 1."
    )
    assert live.slider("Nudge h").get_attribute("aria-valuetext") == "1"

    # the line that is drawn rises by 13 for each 1, in the units of its picture
    points = live.place.locator("polyline[stroke='var(--kata-blue)']").first.get_attribute("points")
    (x1, y1), (x2, y2) = (map(float, each.split(",")) for each in points.split())
    assert (y1 - y2) / (x2 - x1) == pytest.approx(13 * (208 / 30) / 100, abs=1e-4)
    live.is_still_on_paper()
