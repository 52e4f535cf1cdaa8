"""The walk through d = a * b + a: what it shows is what e02 computes, and a slip is named."""

import json

import pytest

from kata.course.paths import DOCS
from kata.site.numbers import MINUS

FORWARD = ("a = 3 and b = -4", "c = a * b = 3 * -4 = -12.", "d = c + a = -12 + 3 = -9.")
# which question, a wrong answer to it, and what a learner reads then
SLIPS = [
    (1, "-9", "the number of d"),
    (1, "0", "nothing could flow back"),
    (2, "3", "the rule of a product"),
    (2, "0", "Something does arrive"),
    (2, "-12", "the number of c"),
    (3, "-12", "the rule of a product"),
    (4, "-4", "the new share alone"),
    (4, "1", "what was there"),
    (4, "4", "a's own number"),
    (4, "3", "a's own number"),
    (4, "2", "the rule of a sum"),
    (4, "77", "The slope of the product along a, times the 1 that arrives"),
    (5, "-4", "b's own number"),
    (5, "1", "the rule of a sum"),
]


class Walk:
    """The widget as its user sees it."""

    def __init__(self, figure):
        self.page = figure.page
        self.figure = figure

    def press(self, name: str):
        self.figure.get_by_role("button", name=name, exact=True).click()

    def answer(self, number):
        self.figure.get_by_role("spinbutton").fill(str(number))
        self.press("Check")

    @property
    def said(self) -> str:
        return self.figure.get_by_role("status").inner_text().replace(MINUS, "-")

    @property
    def asks(self) -> bool:
        return self.figure.get_by_role("spinbutton").is_visible()

    @property
    def shown(self) -> dict[str, tuple[str, str]]:
        """Data and gradient in each box of the picture."""
        texts = self.figure.locator(".widget svg text").all_text_contents()
        texts = [text.replace(MINUS, "-") for text in texts]
        places = {name: texts.index(name) for name in "abcd"}
        return {name: (texts[at + 2], texts[at + 4]) for name, at in places.items()}

    def to_question(self, number: int):
        """Go on to the next question, the one after that, ...; the one that is asked now is number 1."""
        while True:
            number -= self.asks
            if number == 0:
                return
            self.press("Show me" if self.asks else "Next")

    def to_the_end(self):
        while self.figure.get_by_role("button", name="Next", exact=True).is_enabled():
            self.press("Next")
            if self.asks:
                self.press("Show me")


@pytest.fixture
def walk(open_widget) -> Walk:
    return Walk(open_widget("e02_value", "steps"))


def numbers() -> list[list[int]]:
    return json.loads((DOCS / "img" / "e02_value" / "steps.json").read_text())["numbers"]


def graph(a, b):
    """Return the graph as e02 makes it, after the walk back."""
    from exercises.e02_value import Value

    a, b = Value(a), Value(b)
    c = a * b
    d = c + a
    d.backward()
    return {"a": a, "b": b, "c": c, "d": d}


def test_numbers_appear_one_by_one(walk):
    assert walk.shown == {"a": ("3", ""), "b": ("-4", ""), "c": ("", ""), "d": ("", "")}
    for words, name, number in zip(FORWARD, ("a", "c", "d"), ("3", "-12", "-9")):
        assert walk.said.startswith(words)
        assert walk.shown[name] == (number, "")
        walk.press("Next")
    assert walk.asks
    assert walk.shown["d"] == ("-9", "0")


def test_every_gradient_is_what_e02_finds(walk, solutions):
    """With each pair of numbers, shown and predicted."""
    for a, b in numbers():
        wanted = {name: (f"{each.data:g}", f"{each.grad:g}") for name, each in graph(a, b).items()}
        walk.to_the_end()
        assert walk.shown == wanted
        assert f"If a moves by 0.001, d moves by {graph(a, b)['a'].grad / 1000:g}." in walk.said
        walk.press("Start over")
        for number, name in enumerate("dcaab", start=1):
            first_of_two = number == 3  # a receives from the sum first, then from the product
            walk.to_question(1)
            walk.answer(1 if first_of_two else wanted[name][1])
            assert walk.said.startswith("Yes.")
            assert walk.shown[name][1] == ("1" if first_of_two else wanted[name][1])
        walk.press("Other numbers")
    assert walk.shown["a"] == ("3", "")  # round and round


def test_a_slip_is_named(walk):
    """A wrong number is told from the others, and gives nothing away."""
    at = 0
    for question, wrong, words in SLIPS:
        while at < question:
            walk.to_question(2 if walk.asks else 1)
            at += 1
        before = walk.shown
        walk.answer(wrong)
        assert walk.said.startswith(f"{wrong} is not it.")
        assert words in walk.said
        assert walk.asks
        assert walk.shown == before


def test_no_number_is_taken_for_zero(walk):
    walk.to_question(1)
    asked = walk.said
    walk.press("Check")
    assert walk.said == asked
    assert walk.asks


def test_back_undoes_a_step(walk):
    seen = [(walk.said, walk.shown)]
    for name in ("Next", "Next", "Next", "Show me", "Next", "Show me"):
        walk.press(name)
        seen.append((walk.said, walk.shown))
    for before in reversed(seen[:-1]):
        walk.press("Back")
        assert (walk.said, walk.shown) == before
    assert walk.figure.get_by_role("button", name="Back").is_disabled()


def test_keys_are_enough(walk):
    """Enter goes on, is asked, answers and goes on again: the focus is always where it is needed."""
    keys = walk.page.keyboard
    walk.figure.get_by_role("button", name="Next", exact=True).focus()
    for press in ("Enter",) * 3:
        keys.press(press)
    for number in ("1", "1", "1", "-3", "3"):
        assert walk.asks
        keys.type(number)
        keys.press("Enter")
        assert walk.said.startswith("Yes.")
        keys.press("Enter")
    assert walk.said.startswith("Every gradient is there.")
    assert walk.page.evaluate("document.activeElement.textContent") == "Start over"


def test_a_reader_of_the_screen_hears_the_graph(walk):
    walk.to_question(5)
    label = walk.figure.get_by_role("img").get_attribute("aria-label")
    assert f"a has data 3, gradient {MINUS}3;" in label
    assert f"b has data {MINUS}4, gradient 0;" in label


def test_numbers_stay_in_their_boxes_on_a_phone(open_widget):
    """Whatever the numbers, none runs into the word before it, though the letters are larger there."""
    walk = Walk(open_widget("e02_value", "steps", width=390))
    for _ in numbers():
        walk.to_the_end()
        gaps = walk.figure.locator(".widget svg text").evaluate_all(
            """texts => texts.filter((text) => ["data", "grad"].includes(text.textContent)).map((word) => {
                const [left, right] = [word.getBBox(), word.nextElementSibling.getBBox()];
                return right.x - left.x - left.width;
            })"""
        )
        assert len(gaps) == 8
        assert min(gaps) > 0
        walk.press("Other numbers")
