"""The neuron in hand: what it shows is what e04 computes."""

import math
import re

import pytest

from kata.site.numbers import MINUS
from tests.site.live import Live

START = {"w1": 0.5, "w2": -0.4, "b": 0.3}


class Hand:
    """The widget as its user sees it."""

    def __init__(self, figure):
        self.page = figure.page
        self.figure = figure

    def slider(self, name: str):
        return self.figure.get_by_role("slider", name=re.compile(rf"^{name} ="))

    def set(self, name: str, value: float):
        self.slider(name).fill(str(value))

    def field(self, number: int):
        return self.figure.get_by_label(f"input {number}")

    def input(self, number: int, value):
        self.field(number).fill(str(value))

    def choose(self, curve: str):
        self.figure.get_by_role("combobox", name="Curve").select_option(curve)

    def drawn(self, name: str):
        """The part of the picture with this class."""
        return self.figure.locator(f".widget svg .{name}")

    @property
    def said(self) -> str:
        return self.figure.get_by_role("status").inner_text().replace(MINUS, "-")

    @property
    def table(self) -> list[list[str]]:
        """Weight, product and gradient of each row."""
        rows = self.figure.locator("tbody tr").all()
        texts = [row.locator("td").all_inner_texts()[1:] for row in rows]
        return [[text.replace(MINUS, "-") for text in row] for row in texts]


@pytest.fixture
def hand(open_widget) -> Hand:
    return Hand(open_widget("e04_neuron", "neuron"))


def neuron(weights, bias, inputs, activation="tanh"):
    """Return the answer of e04's neuron, and its gradients by each weight and the bias."""
    from exercises.e04_neuron import Neuron

    made = Neuron(len(weights), activation)
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
    assert hand.said == "z = 1.5 - 0.8 + 0.3 = 1, y = tanh(z) = 0.7616, slope 1 - y² = 0.42"


@pytest.mark.parametrize("activation", ["tanh", "relu", "sigmoid", "linear"])
@pytest.mark.parametrize(
    ("weights", "bias", "inputs"),
    [
        ([-1.3, 0.7], 0.9, [3, 2]),
        ([0.2, 0.1], -0.5, [1.5, -2.5]),
        ([0.1, 0.2], -0.3, [1, 1]),  # the sum is 0, but 5.6e-17 to a machine
        ([2, 2], 2, [5, 5]),  # far out, where the curve is flat
    ],
)
def test_every_number_is_what_e04_finds(hand, solutions, activation, weights, bias, inputs):
    hand.choose(activation)
    for name, value in zip(START, [*weights, bias]):
        hand.set(name, value)
    for number, value in enumerate(inputs, start=1):
        hand.input(number, value)
    answer, gradients = neuron(weights, bias, inputs, activation)
    z = round(sum(w * x for w, x in zip(weights, inputs)) + bias, 10)
    if activation == "relu" and z == 0:
        gradients = [0, 0, 0]  # the widget's corner; e02 takes 0 and 1 there
    y_of_z = "y = z" if activation == "linear" else f"y = {activation}(z)"
    assert f" = {z:.4g}, {y_of_z} = {answer:.4f}, slope " in hand.said
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


SLOPES = {  # at z, and how many pixels up make 1
    "tanh": (lambda z: 1 - math.tanh(z) ** 2, 80),
    "relu": (lambda z: float(z > 0), 16),
    "sigmoid": (lambda z: math.exp(-z) / (1 + math.exp(-z)) ** 2, 80),
    "linear": (lambda z: 1.0, 16),
}


@pytest.mark.parametrize("curve", SLOPES)
def test_the_point_lies_on_the_curve(hand, curve):
    """At the end of a drag, wherever it is, the point sits on the drawn line and the tangent goes through it."""
    hand.choose(curve)
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
        slope, up = SLOPES[curve]  # of pixels: 42 across make 1
        assert slant == pytest.approx(-up / 42 * slope(0.7 + bias), abs=1e-6)


def test_a_point_too_far_out_waits_at_the_edge(hand):
    hand.input(1, 5)
    hand.set("w1", 2)
    drawing = hand.figure.locator(".widget svg")
    assert "z = 9.5, further out" in drawing.locator(".said-z").text_content()
    assert float(drawing.locator(".point").get_attribute("cx")) == 440


def test_the_axis_goes_as_far_as_the_curve(hand):
    """The dotted lines, 80 pixels away, stand for 1 where a curve stays within it, else for 5."""
    for curve, top in (("tanh", 1), ("relu", 5), ("sigmoid", 1), ("linear", 5)):
        hand.choose(curve)
        assert hand.drawn("above").text_content() == str(top)
        assert hand.drawn("below").text_content() == f"{MINUS}{top}"
        assert abs(80 / SLOPES[curve][1]) == top


def test_relu_says_why_its_slope_is_what_it_is(hand):
    hand.choose("relu")
    assert hand.said.endswith("y = relu(z) = 1.0000, slope 1, as z is above 0")
    hand.set("b", -1)
    assert hand.said.endswith("y = relu(z) = 0.0000, slope 0, as z is not above 0")
    assert {gradient for _, _, gradient in hand.table} == {"0"}
    hand.figure.get_by_role("button", name="Start over").click()
    assert "y = tanh(z) = 0.7616" in hand.said


def test_an_input_beyond_five_counts_as_five(hand):
    """While it is typed, and in the field once the typing is over."""
    for typed, counted, product in (("50", "5", "2.5"), ("-7.5", "-5", "-2.5")):
        hand.input(1, typed)
        assert hand.table[0][1] == product
        hand.field(1).blur()
        assert hand.field(1).input_value() == counted


def test_keys_are_enough(hand):
    """Arrows move a slider, and the numbers follow."""
    hand.slider("w2").focus()
    hand.page.keyboard.press("ArrowRight")
    assert hand.table[1][:2] == ["w2 = -0.3", "-0.6"]
    hand.page.keyboard.press("Tab")
    hand.page.keyboard.press("Home")
    assert hand.table[2][:2] == ["b = -2", "-2"]
    hand.page.keyboard.press("Tab")
    hand.page.keyboard.press("ArrowDown")  # the next curve
    assert "y = relu(z)" in hand.said
    hand.page.keyboard.press("Tab")
    hand.page.keyboard.press("Enter")  # start over
    assert [row[0] for row in hand.table] == [f"{name} = {value}" for name, value in START.items()]


def test_an_empty_input_counts_as_nothing(hand):
    """While a number is being typed there may be none."""
    hand.input(1, "")
    assert hand.said.startswith("z = 0 - 0.8 + 0.3 = -0.5,")
    assert hand.table[0][2] == "0"


def test_the_point_can_be_dragged(hand, solutions):
    """The bias follows, as far as its track goes; the numbers are e04's."""
    live = Live(hand.figure)
    scale = hand.figure.locator(".widget svg").evaluate("each => each.getScreenCTM().a")
    live.drag("Sum z, by the bias", -63 * scale, 30)  # 42 pixels of the drawing make 1
    live.keys("Sum z, by the bias", "ArrowLeft", "ArrowDown", "ArrowRight")
    assert hand.table[2][0] == "b = -1.3"
    answer, gradients = neuron([0.5, -0.4], -1.3, [3, 2])
    live.agrees(z=[-0.6], y=[answer], slopes=gradients)
    live.drag("Sum z, by the bias", 300 * scale, 0)
    assert hand.table[2][0] == "b = 2"
    assert live.slider("Sum z, by the bias").get_attribute("aria-valuetext") == "z = 2.7"
