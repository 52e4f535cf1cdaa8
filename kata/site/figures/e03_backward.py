"""Figures of docs/e03_backward.md."""

from kata.show import graph_svg
from kata.site.canvas import arrow, canvas, text, value
from kata.site.theme import ORANGE, RED, svg

# Where the values stand, and how each gift travels: giver and receiver, bend of its arrow, place of its number.
PLACES = {"r": (400, 120), "q": (290, 50), "p": (190, 120), "a": (50, 50), "b": (50, 190)}
GIFTS = {
    ("r", "q"): (0, (362, 74)),
    ("r", "p"): (-0.3, (305, 172)),
    ("q", "p"): (0, (262, 100)),
    ("q", "a"): (0.2, (170, 14)),
    ("p", "a"): (0, (128, 74)),
    ("p", "b"): (0, (108, 174)),
}


def graph() -> str:
    """r = q * p with q = p + a and p = a * b, on the way forwards."""
    figure, axes = canvas("graph", height=240)
    for user, operand in GIFTS:
        bend, _ = GIFTS[user, operand]
        _arrow(axes, operand, user, -bend)
    for name, made in (("p", "a · b"), ("q", "p + a"), ("r", "q · p")):
        x, y = PLACES[name]
        text(axes, x, y + 37, made)
    _boxes(axes, _values())
    return svg(figure)


def walk() -> str:
    """Who gives what to whom, when each waits for all its users."""
    return _walk("walk", "rqp")


def too_early() -> str:
    """The same with p's turn before q's: p gives while a part of its gradient is still to come."""
    return _walk("too_early", "rpq")


def by_hand() -> str:
    """The same graph before the walk back: root has its 1, the rest is for a pencil."""
    root = _values()["r"]
    root.grad = 1.0
    return graph_svg.picture(root)


def _values() -> dict:
    from exercises.e02_value import Value

    a, b = Value(3.0, label="a"), Value(-4.0, label="b")
    p = a * b
    q = p + a
    r = q * p
    p.label, q.label, r.label = "p", "q", "r"
    return {"a": a, "b": b, "p": p, "q": q, "r": r}


def _walk(name: str, turns: str) -> str:
    """Draw the values in boxes, their turns, what each held at its turn, and on each arrow what it gave."""
    values, right = _values(), _values()
    right["r"].backward()
    values["r"].grad = 1.0
    figure, axes = canvas(name, height=240)
    for turn, giver in enumerate(turns, start=1):
        x, y = PLACES[giver]
        text(axes, x, y - 36, f"turn {turn}")
        text(axes, x, y + 37, f"{values[giver].grad:g}", color=ORANGE)
        before = {each: values[each].grad for each in values}
        values[giver]._backward()
        for each in values:
            if (giver, each) in GIFTS:
                _gift(axes, giver, each, values[each].grad - before[each])
    for leaf in "ab":
        x, y = PLACES[leaf]
        found, wanted = values[leaf].grad, right[leaf].grad
        wrong = "" if found == wanted else f", not {wanted:g}"
        text(axes, x, y + 37, f"{found:g}{wrong}", color=RED if wrong else ORANGE)
    _boxes(axes, values)
    return svg(figure)


def _gift(axes, giver: str, receiver: str, amount: float) -> None:
    bend, place = GIFTS[giver, receiver]
    _arrow(axes, giver, receiver, bend)
    text(axes, *place, f"{amount:+g}")


def _arrow(axes, start: str, end: str, bend: float) -> None:
    style = {"connectionstyle": f"arc3,rad={bend}", "shrinkA": 18, "shrinkB": 18}
    arrow(axes, PLACES[start], PLACES[end], **style)


def _boxes(axes, values: dict) -> None:
    for name, (x, y) in PLACES.items():
        value(axes, x, y, name, f"{values[name].data:g}", half=23)
