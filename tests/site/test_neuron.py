"""The neuron in hand: what it shows is what e04 computes."""

import math
import re

import pytest

START = {"w1": 0.5, "w2": -0.4, "b": 0.3}


class Hand:
    """The widget as its user sees it."""

    def __init__(self, page):
        self.page = page
        self.figure = page.locator("figure[data-widget=neuron]")
        self.figure.locator(".widget").wait_for()

    def slider(self, name: str):
        return self.figure.get_by_role("slider", name=re.compile(rf"^{name} ="))

    def set(self, name: str, value: float):
        self.slider(name).fill(str(value))

    def input(self, number: int, value):
        self.figure.get_by_label(f"input {number}").fill(str(value))

    @property
    def said(self) -> str:
        return self.figure.get_by_role("status").inner_text()

    @property
    def table(self) -> list[list[str]]:
        """Weight, product and gradient of each row."""
        rows = self.figure.locator("tbody tr").all()
        return [row.locator("td").all_inner_texts()[1:] for row in rows]


@pytest.fixture
def hand(open_page) -> Hand:
    return Hand(open_page("e04_neuron"))


def neuron(weights, bias, inputs):
    """Return the answer of e04's neuron, and its gradients by each weight and the bias."""
    from exercises.e04_neuron import Neuron

    made = Neuron(len(weights), "tanh")
    for weight, number in zip(made.weights, weights):
        weight.data = number
    made.bias.data = bias
    answer = made(inputs)
    answer.backward()
    return answer.data, [each.grad for each in made.parameters()]


def test_it_starts_with_the_numbers_of_the_page(hand):
    assert hand.table == [
        ["w1 = 0.5", "1.5", "1.26"],
        ["w2 = -0.4", "-0.8", "0.84"],
        ["b = 0.3", "0.3", "0.42"],
    ]
    assert hand.said == "z = 1.5 + -0.8 + 0.3 = 1, y = tanh(z) = 0.7616, slope 1 - y² = 0.42"


@pytest.mark.parametrize(
    ("weights", "bias", "inputs"),
    [
        ([-1.3, 0.7], 0.9, [3, 2]),
        ([0.2, 0.1], -0.5, [1.5, -2.5]),
        ([0.1, 0.2], -0.3, [1, 1]),  # the sum is 0, but 5.6e-17 to a machine
        ([2, 2], 2, [5, 5]),  # far out, where the curve is flat
    ],
)
def test_every_number_is_what_e04_finds(hand, solutions, weights, bias, inputs):
    for name, value in zip(START, [*weights, bias]):
        hand.set(name, value)
    for number, value in enumerate(inputs, start=1):
        hand.input(number, value)
    answer, gradients = neuron(weights, bias, inputs)
    z = round(sum(w * x for w, x in zip(weights, inputs)) + bias, 10)
    assert f" = {z:.4g}, y = tanh(z) = {answer:.4f}," in hand.said
    for (_, product, gradient), by_hand, wanted in zip(
        hand.table, [*(w * x for w, x in zip(weights, inputs)), bias], gradients
    ):
        assert float(product) == pytest.approx(by_hand, rel=1e-3)
        assert float(gradient) == pytest.approx(wanted, rel=5e-3, abs=5e-5)


def test_the_page_is_right_about_a_bias_of_two(hand):
    """The sum is then 2.7, and no slope is above 0.06."""
    hand.set("b", 2)
    assert "= 2.7, y" in hand.said
    assert max(float(gradient) for _, _, gradient in hand.table) < 0.06


def test_the_point_lies_on_the_curve(hand):
    """At the end of a drag, wherever it is, the point sits on the drawn line and the tangent goes through it."""
    for bias in (-2, -0.8, 0, 1.1):
        hand.set("b", bias)
        off, slant = hand.figure.locator(".widget svg").evaluate(
            """svg => {
                const number = (element, name) => Number(element.getAttribute(name));
                const [point, tangent] = [".point", ".tangent"].map((name) => svg.querySelector(name));
                const [x, y] = [number(point, "cx"), number(point, "cy")];
                const points = svg.querySelector("polyline").getAttribute("points").split(" ").map((each) => each.split(",").map(Number));
                const i = points.findIndex(([px]) => px > x), [[x0, y0], [x1, y1]] = points.slice(i - 1, i + 1);
                const onCurve = y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
                const slant = (number(tangent, "y2") - number(tangent, "y1")) / (number(tangent, "x2") - number(tangent, "x1"));
                return [Math.abs(onCurve - y), slant];
            }"""
        )
        assert off < 0.5  # of a pixel
        slope = 1 - math.tanh(0.7 + bias) ** 2  # of pixels: 80 up and 42 across for each 1
        assert slant == pytest.approx(-80 / 42 * slope, abs=1e-6)


def test_a_point_too_far_out_waits_at_the_edge(hand):
    hand.input(1, 5)
    hand.set("w1", 2)
    drawing = hand.figure.locator(".widget svg")
    assert "z = 9.5, further out" in drawing.locator(".said-z").text_content()
    assert float(drawing.locator(".point").get_attribute("cx")) == 440


def test_keys_are_enough(hand):
    """Arrows move a slider, and the numbers follow."""
    hand.slider("w2").focus()
    hand.page.keyboard.press("ArrowRight")
    assert hand.table[1][:2] == ["w2 = -0.3", "-0.6"]
    hand.page.keyboard.press("Tab")
    hand.page.keyboard.press("Home")
    assert hand.table[2][:2] == ["b = -2", "-2"]
    hand.page.keyboard.press("Tab")
    hand.page.keyboard.press("Enter")  # start over
    assert [row[0] for row in hand.table] == [f"{name} = {value}" for name, value in START.items()]


def test_an_empty_input_counts_as_nothing(hand):
    """While a number is being typed there may be none."""
    hand.input(1, "")
    assert hand.said.startswith("z = 0 + -0.8 + 0.3 = -0.5,")
    assert hand.table[0][2] == "0"
