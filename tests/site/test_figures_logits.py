"""Three logits in hand: what e06 computes, and what comes of a thousand added."""

import math

from tests.site.live import INFINITY, NAN, Live

START = [math.log(2), math.log(7), 0]


def what_e06_finds(logits, label) -> dict:
    from exercises.e02_value import Value
    from exercises.e06_losses import cross_entropy_from_logits, softmax

    logits = [Value(each) for each in logits]
    loss = cross_entropy_from_logits(logits, label)
    loss.backward()
    return {
        "probabilities": [each.data for each in softmax(logits)],
        "loss": [loss.data],
        "slopes": [each.grad for each in logits],
    }


def test_it_computes_what_e06_computes(open_widget, solutions):
    live = Live(open_widget("e06_losses", "logits"))
    assert live.guess("They stay as they are").startswith("Right. ")
    live.agrees(logits=START, powers=[2, 7, 1], sum=[10], **what_e06_finds(START, 0))
    shift, truth = live.place.get_by_role("checkbox"), live.place.get_by_role("combobox")
    for keys, name, label in (
        (["Shift+ArrowRight"] * 4, "A", 0),
        (["ArrowDown"] * 3, "B", 2),
        (["Shift+ArrowLeft"] * 9, "C", 2),
    ):
        live.keys(f"Logit of {name}", *keys)
        truth.select_option("ABC"[label])
        for checked in (False, True):
            shift.set_checked(checked)
            live.agrees(**what_e06_finds(live.numbers("logits"), label))
    assert live.numbers("logits") == [4.69, 1.65, -5]

    live.drag("Logit of C", 60, 15)
    assert live.numbers("logits")[2] == 1
    live.drag("Logit of C", 600, 0)
    assert live.numbers("logits")[2] == 5

    for by in ("+1000", "-1000", "-1000"):  # with the shift, nothing happens to the probabilities
        live.press(by)
        live.agrees(**what_e06_finds(live.numbers("logits"), 2))
    live.press("Start over")

    live.press("+1000")
    live.agrees(powers=[INFINITY] * 3, sum=[INFINITY], probabilities=[NAN] * 3, loss=[NAN])
    assert "too large for a float: Infinity here, an OverflowError in Python" in live.said
    assert live.place.locator("svg .said-p0").text_content() == "NaN"
    live.press("-1000")
    live.press("-1000")
    live.agrees(powers=[0, 0, 0], sum=[0], probabilities=[NAN] * 3, loss=[NAN])
    assert "0 / 0 is NaN" in live.said
    live.is_still_on_paper()


def test_a_finger_drags_on_the_narrowest_phone(open_widget):
    """The page stays where it is, and the logit follows."""
    live = Live(open_widget("e06_losses", "logits", width=320, has_touch=True))
    live.guess()
    handle = live.slider("Logit of B")
    handle.scroll_into_view_if_needed()
    box, before = handle.bounding_box(), live.page.evaluate("scrollY")
    assert min(box["width"], box["height"]) >= 24
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch = live.page.context.new_cdp_session(live.page)
    for kind, at in (("touchStart", x), ("touchMove", x - 25), ("touchMove", x - 30)):
        spot = {"x": at, "y": y + x - at}
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [spot]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert live.numbers("logits")[1] < -1
    assert live.page.evaluate("scrollY") == before
    assert live.page.evaluate("document.documentElement.scrollWidth") == 320
