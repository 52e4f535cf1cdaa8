"""Who has the next turn, and the drill: what e02 and e03 compute, and slips named as their tests name them."""

import re
from itertools import permutations

import pytest

from tests.site.live import Live


@pytest.fixture
def turns(open_widget) -> Live:
    return Live(open_widget("e03_backward", "turns"))


@pytest.fixture
def drill(open_widget) -> Live:
    return Live(open_widget("e03_backward", "drill"))


def graph(formulas: str) -> dict:
    """Return the Values of "a = 3; b = -4; p = a * b" by name."""
    from exercises.e02_value import Value

    made = {}
    for formula in formulas.split("; "):
        name, text = formula.split(" = ")
        value = eval(text, {}, made)
        made[name] = Value(value) if isinstance(value, int) else value
    return made


def give(live: Live, name: str):
    live.place.get_by_role("button", name=re.compile(f"^{name}: ")).click()


def test_every_order_of_the_turns_gives_what_e02_gives(turns, solutions):
    assert turns.numbers("gradients") == [0, 0, 0, 0, 1]
    for order in permutations("rqp"):
        values = graph("a = 3; b = -4; p = a * b; q = p + a; r = q * p")
        values["r"].grad = 1.0
        for name in order:
            values[name]._backward()
            give(turns, name)
            turns.agrees(gradients=[each.grad for each in values.values()])
        assert ("a has 72" in turns.said) == (order == ("r", "q", "p"))
        if order == ("r", "p", "q"):
            assert "a has 24 instead of 72" in turns.said
            assert "The -12 from q reached p after its turn." in turns.said
        turns.press("Start over")


def test_a_turn_is_had_by_keys_and_once(turns):
    turns.place.get_by_role("button", name=re.compile("^r: ")).focus()
    turns.page.keyboard.press("Enter")
    assert "r = q · p gives to q: 1 · (-12) = -12; to p: 1 · (-9) = -9." in turns.said
    give(turns, "r")
    assert "r has had its turn" in turns.said
    give(turns, "a")
    assert "a is a leaf" in turns.said
    assert turns.numbers("gradients") == [0, 0, -9, -12, 1]
    turns.is_still_on_paper()


def choose(drill: Live, number: int) -> dict:
    """Go to the graph of this number; return its Values after the walk back."""
    from exercises.e03_backward import backward

    drill.place.get_by_label("Graph number").fill(str(number))
    drill.place.get_by_label("Graph number").press("Enter")
    values = graph(drill.place.get_attribute("data-graph"))
    backward(values["r"])
    return values


def answer(drill: Live, number: float):
    drill.place.get_by_label("Gradient of").fill(f"{number:g}")
    drill.page.keyboard.press("Enter")


def test_every_gradient_is_what_e03_finds(drill, solutions):
    sizes = set()
    for number in range(1, 13):
        values = choose(drill, number)
        sizes.add(len(values))
        for name in list(values)[-2::-1]:
            assert drill.place.get_attribute("data-asked") == name
            answer(drill, values[name].grad)
            assert drill.said.startswith("Yes. ")
        assert "All gradients are there." in drill.said
    assert sizes == {3, 4, 5, 6}
    again = choose(drill, 7)
    assert {name: each.data for name, each in again.items()} == {
        name: each.data for name, each in choose(drill, 7).items()
    }
    drill.press("Next graph")
    assert drill.place.get_by_label("Graph number").input_value() == "8"


def shares(formulas: str, name: str, rule) -> list[float]:
    """Return what a name receives from each of its users, by a rule with one of the usual slips."""
    from exercises.e03_backward import backward

    values = graph(formulas)
    backward(values["r"])
    found = []
    for user in values.values():
        for i, operand in enumerate(user._prev if user._op else ()):
            if operand is values[name]:
                other = user._prev[1 - i]
                product = user._op == "*"
                slope = other.data if product else 1
                found.append(rule(slope, user.grad, values[name].data if product else 1))
    return found


SLIPS = {
    "One gradient has overwritten another: add with +=": lambda found: found[-1],
    "That is the slope alone: multiply it by the gradient that arrives.": sum,
    "That is each operand's own number: take the other's.": sum,
}
RULES = (
    lambda slope, arrived, own: slope * arrived,
    lambda slope, arrived, own: slope,
    lambda slope, arrived, own: own * arrived,
)


def test_a_slip_is_named_as_the_tests_name_it(drill, solutions):
    """In graph 3: each slip of b; then, in another, p too early."""
    values = choose(drill, 3)
    formulas = drill.place.get_attribute("data-graph")
    assert formulas == "a = -2; b = 4; p = a * b; q = p + b; r = q * b"
    for name in "qp":
        answer(drill, values[name].grad)
    for (words, of), rule in zip(SLIPS.items(), RULES):
        number = of(shares(formulas, "b", rule))
        assert number != values["b"].grad
        answer(drill, number)
        assert drill.said.startswith(f"{number:g} is not it. {words}")
    answer(drill, 1234)
    assert "For each arrow that leaves it" in drill.said
    assert drill.place.get_attribute("data-asked") == "b"

    for number in range(1, 60):  # one where a value can give too early
        values = choose(drill, number)
        early, order = too_early(drill.place.get_attribute("data-graph"))
        if early is not None:
            break
    for name in list(values)[-2:0:-1]:
        answer(drill, values[name].grad)
    answer(drill, early)
    assert drill.said.endswith("p passed its gradient on before all of it had arrived."), order


def too_early(formulas: str):
    """Return the gradient of a where p gives before its last user, if it has received something, and in which order."""
    values = graph(formulas)
    order = [name for name in values if name in "pqsr"][::-1]
    users = [name for name in order if values.get("p") in values[name]._prev]
    if len(users) < 2 or values["p"] not in values["r"]._prev:
        return None, order
    order.remove("p")
    order.insert(order.index(users[-1]), "p")
    values["r"].grad = 1.0
    for name in order:
        values[name]._backward()
    return values["a"].grad, order


def test_paper_gets_six_graphs_and_their_gradients(drill):
    """On the page of the exercise and in the workshop's; what can be pressed stays away."""
    choose_number = drill.place.get_by_label("Graph number")
    choose_number.fill("7")
    choose_number.press("Enter")
    drill.page.emulate_media(media="print")
    paper = drill.place.locator(".paper")
    assert paper.locator("svg").count() == 6
    assert "Graph 7" in paper.inner_text()
    assert "Graph 12" in paper.inner_text()
    assert not choose_number.is_visible()
    assert not drill.figure.locator(".still").is_visible()
