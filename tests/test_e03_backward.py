"""Tests of e03: graphs made by hand with + and *, and what comes back through them."""

import math
import re
from collections import Counter
from contextlib import suppress
from functools import partial

from kata.sandbox.isolation import uncollected
from kata.sandbox.loader import stand_in_unless
from tests.expect import draw, expect, expect_own_list, fail, show, task
from tests.wrong import slopes


def passes_gradients_on(e02) -> bool:
    """Does this e02 keep its parents in `_prev` and pass gradients on in `_backward`?"""
    try:
        a, b = e02.Value(2.0), e02.Value(3.0)
        out = a * b
        out.grad = 1.0
        out._backward()
        parents = {id(value) for value in out._prev}
        return {id(a), id(b)} <= parents and a.grad != 0 and b.grad != 0
    except NotImplementedError:
        return True  # an unfinished one is reported as waiting
    except Exception:
        return False


stand_in_unless(
    "e02_value",
    passes_gradients_on,
    "yours keeps its gradients another way (no _prev and _backward)",
)

from exercises.e02_value import Value  # noqa: E402, after the line that may replace it
from exercises.e03_backward import (  # noqa: E402
    backward,
    gradient_check,
    topological_order,
    zero_grad,
)


def made(text: str, leaves=None) -> tuple[dict[str, Value], dict[str, str]]:
    """Return what the steps of a text make, such as "p = a * b, r = p + a", and who is made from whom.

    Args:
        leaves: Values or Numbers, by name; without it a, b, c, d = 3, -4, 5, 7.
    """
    values = leaves or dict(zip("abcd", map(Value, (3.0, -4.0, 5.0, 7.0))))
    parents = {}
    for step in text.split(", "):
        name, rule = step.split(" = ")
        values[name] = eval(rule, {"Value": Value}, values)
        if operands := re.findall(r"\b[a-z]\d*\b", rule):
            parents[name] = " ".join(operands)
    return values, parents


def drawn(rng, size: int, signs: str) -> tuple[str, str]:
    """Return a text that makes a drawn graph from a and b, with these signs; and the name of its root."""
    names, steps = ["a", "b"], []
    for i in range(2, size):
        left, right = rng.sample([rng.choice(names[-2:]), rng.choice(names)], 2)
        names.append(f"v{i}")
        steps.append(f"v{i} = {left} {rng.choice(signs)} {right}")
    return ", ".join(steps), names[-1]


def ordered(text: str, root: str = "r", lost: str = "") -> bool:
    """Expect a right order of all that the root was made from in this text."""
    (values, parents), inside = made(text), {root}
    for name in reversed(parents):
        inside.update(parents[name].split() if name in inside else ())
    graph = {name: value for name, value in values.items() if name in inside}
    call = f"topological_order({root}) for {text}"
    return expect_order(call, topological_order(values[root]), graph, parents, lost)


def expect_order(name, got, graph: dict[str, Value], parents: dict[str, str], lost="") -> bool:
    """Accept every list that holds each value once, after the values that it was made from.

    Args:
        name: what was called, and on which graph.
        got: what came back.
        graph: all values of the graph, root last.
        parents: for each value, the names of those that it was made from.
        lost: what a missing value means here.
    """
    if not hasattr(got, "__iter__"):
        known = "Is a return missing? list.reverse() gives None, too." if got is None else ""
        fail(f"{name} is {show(got)}, want a list of Values.", known)
        return False
    order = list(got)
    known = {id(value): each for each, value in graph.items()}
    strangers = [value for value in order if id(value) not in known]
    seen = [known[id(value)] for value in order if id(value) in known]
    trouble = (
        wrong_guest(strangers)
        or wrong_number(seen, list(graph), parents, lost)
        or wrong_place(seen, parents)
    )
    if trouble:
        shown = ", ".join(known.get(id(value), "?") for value in order[:8])
        shown += ", ..." if len(order) > 8 else ""
        fail(f"{name} is [{shown}].", trouble)
    return not trouble


def wrong_guest(strangers) -> str:
    """Say what it is that has no place in the order of this graph; "" if there is none."""
    if not strangers:
        return ""
    if isinstance(strangers[0], (list, tuple)):
        return "There is a list within the list, want one list of Values."
    if hasattr(strangers[0], "grad"):
        return "One Value is not of this graph: is something left from an earlier call?"
    return f"{show(strangers[0])} is not a Value."


def wrong_number(seen: list[str], names: list[str], parents: dict[str, str], lost: str) -> str:
    """Say which value is missing or there too often; "" where each is there once."""
    times = Counter(seen)
    missing = [each for each in names if each not in times]
    if len(missing) == len(names):
        return f"Nothing is in it. {lost}".strip()
    if missing == names[-1:]:
        return "Root itself is missing: it belongs in it too."
    if missing and missing == [each for each in names if each not in parents]:
        return f"The leaves are missing: they belong in it too. {lost}".strip()
    if missing and {*seen} == {names[-1], *parents[names[-1]].split()}:
        return "Only what root itself was made from is in it: go on from there, down to the leaves."
    if missing:
        users = [each for each in seen if missing[0] in parents.get(each, "").split()]
        made = f", and {users[0]} was made from it" if users else ""
        return f"{missing[0]} is missing{made}. {lost}".strip()
    twice = next((each for each, n in times.items() if n > 1), None)
    return f"{twice} is there twice: remember which values have been seen." if twice else ""


def wrong_place(seen: list[str], parents: dict[str, str]) -> str:
    """Say which value stands before one that it was made from; "" where none does."""

    def too_early(order):
        place = {each: i for i, each in enumerate(order)}
        pairs = ((each, parent) for each in order for parent in parents.get(each, "").split())
        return next(((e, p) for e, p in pairs if place[p] > place[e]), None)

    pair = too_early(seen)
    if pair and not too_early(seen[::-1]):
        return "That is upside down. Root comes last here, after all that it was made from."
    why = "What counts is when the last of its _prev is in, not how near root it is, how many it has, its id(), nor when it is met; if it is moved, its _prev move along."
    return f"{pair[0]} stands before {pair[1]}, but was made from it. {why}" if pair else ""


# --- The order ---


@task("topological_order")
def test_order_is_a_list():
    """What comes back can be walked through twice, and from the end."""
    got = topological_order(Value(3.0) * Value(-4.0))
    kind = "list" if isinstance(got, list) else type(got).__name__
    known = {"set": "A set has no order.", "dict": "Return the keys alone, in a list."}
    if hasattr(got, "__next__"):
        known[kind] = "That can be walked through only once: return a list."
    expect("the type of what topological_order gives", kind, "list", known)


@task("topological_order")
def test_order_of_a_chain():
    """A leaf is its own graph; along a chain, a value comes after the two that it was made from."""
    ordered("a = Value(3.0)", "a", "It is root and leaf in one, and both belong in it.")
    ordered("p = a * b, q = p + c, r = q * d")


@task("topological_order")
def test_order_holds_a_value_once_that_is_used_twice():
    """a * a is made from a alone, and p + p from p alone, even where others are made from p, too."""
    lost = "Is a value that is used twice in one step counted twice, and waited for twice?"
    texts = "p = a * a, r = p + p", f"{P_TWICE}, r = q + t", f"{P_TWICE}, r = t + q"
    if ordered("p = a * b, r = p + c"):
        all(ordered(text, lost=lost) for text in texts)


@task("topological_order")
def test_order_of_a_diamond():
    """Where two ways part and meet again, what they share comes before both, also if one is longer."""
    ordered("p = a * b, q = p * a, s = p * b, r = q + s")
    if ordered("p = a * b, q = p + a, s = q * b, r = s + p"):
        ordered("p = a * b, q = p + a, s = q * b, r = p + s")


@task("topological_order")
def test_order_tells_values_with_the_same_number_apart():
    """Two leaves that hold the same number are two values."""
    lost = "Is it told from the other by its number?"
    if ordered("r = a * b"):
        ordered("a = Value(3.0), b = Value(3.0), r = a * b", lost=lost)


@task("topological_order")
def test_order_starts_afresh_for_every_graph():
    """A graph that shares a leaf with an earlier one, and then the earlier one once more."""
    values, parents = made("p = c * d, r = c + d")
    lost = "Does a call remember an earlier one?"
    for root in "prp":
        graph = {each: values[each] for each in ("c", "d", root)}
        name = f"topological_order({root}), of p, r and p in turn, for p = c * d, r = c + d,"
        if not expect_order(name, topological_order(values[root]), graph, parents, lost):
            return
    orders = (partial(topological_order, values[root]) for root in "pr")
    expect_own_list("topological_order(p)", *orders)


@task("topological_order")
def test_order_of_drawn_graphs():
    """Whatever the graph, each value comes once, after those that it was made from."""
    rng = draw()
    all(ordered(*drawn(rng, size, "+")) for size in range(4, 24))


@task("topological_order")
def test_order_looks_at_each_value_about_once():
    """With v1 = v0 + v0, v2 = v1 + v1, ... the paths double at each step; the values do not."""
    last, looks = Value(1.0), Counter()
    graph, parents = {"v0": last}, {}
    for i in range(1, 31):
        last = last + last
        with suppress(AttributeError):  # it may be worked out anew, and cannot be set
            last._prev = counted(last._prev, f"v{i}", looks)
        graph[f"v{i}"], parents[f"v{i}"] = last, f"v{i - 1}"
    name = "topological_order(v30) for v1 = v0 + v0, v2 = v1 + v1, ..."
    expect_order(name, topological_order(last), graph, parents)


def counted(prev, name: str, looks: Counter):
    """Return the same operands in a collection that counts how often they are gone through."""

    class Counted(type(prev)):
        def __iter__(self):
            looks[name] += 1
            assert looks[name] <= 100, (
                f"The operands of {name} were looked at 100 times: there is one walk for each path."
                " Ask whether a value has been seen before going on to its operands."
            )
            return super().__iter__()

    return Counted(prev)


@task("topological_order", star=True, seconds=30)
def test_order_of_a_chain_of_100000():
    """No recursion reaches this deep: each is made from the one before it and one shared leaf."""
    n, one, last = 100_000, Value(1.0), Value(0.0)
    graph, parents = {"one": one, "v0": last}, {}
    with uncollected():  # else all the Values are gone through again and again while they are made
        for i in range(1, n + 1):
            last = last + one
            graph[f"v{i}"], parents[f"v{i}"] = last, f"v{i - 1} one"
    name = f"topological_order of a chain of {n} sums (v1 = v0 + one, v2 = v1 + one, ...)"
    try:
        expect_order(name, topological_order(last), graph, parents)
    except RecursionError:
        deep = "Python lets a function call itself about 1000 deep; a list of what is still to do can be as long as you like."
        fail("topological_order of a chain of 100000 values raises RecursionError.", deep)


# --- The walk back ---

ONLY_ROOT = "It came only as far as what root was made from: does each value pass on, root first?"
P_TWICE = "p = a * b, q = p * p, s = p * c, t = s + b"  # with two users, one of them twice
TOO_EARLY = "p passed its gradient on before all of it had arrived."
TWICE = "p passed its gradient on more than once."
ENDLESS = "It asks itself without end. The rule of one value is its _backward, with an underscore; .backward() starts a whole walk."


def walked(name: str, root: Value) -> bool:
    """Walk back from root; say in words why that came to no end."""
    try:
        backward(root)
        return True
    except RecursionError:
        fail(f"backward(r) for {name} raises RecursionError.", ENDLESS)
    except TypeError as error:
        if "'NoneType'" not in str(error):
            raise
        none = "None came where a list was wanted: list.reverse() and list.sort() give None."
        fail(f"backward(r) for {name} raises TypeError: {error}.", none)
    return False


@task("backward")
def test_backward_starts_with_one_at_the_root():
    """The slope of a result by itself is 1, and without a walk nothing more is to be done."""
    r = Value(3.0)
    if walked("r = Value(3.0)", r):
        expect("r.grad after backward(r) for r = Value(3.0)", r.grad, 1.0, {
            0.0: "Root's gradient is 0 at the end: was it given its 1.0, and does it keep it?",
            3.0: "That is root's number, want the slope of root by itself.",
        })  # fmt: skip


def expect_grads(text: str, names: str, want: list[float], mistakes, roots="r") -> bool:
    """Compare the gradients after a walk back from each root, where text makes it from a, b, c, d = 3, -4, 5, 7."""
    values, _ = made(text)
    calls = ", then ".join(f"backward({root})" for root in roots)
    shown = f"[{', '.join(f'{each}.grad' for each in names)}] after {calls} for {text}"
    return all(walked(text, values[root]) for root in roots) and expect(
        shown, [values[each].grad for each in names], want, mistakes
    )


@task("backward")
def test_backward_reaches_the_far_end_of_a_chain():
    """In r = (a * b + c) * d a gradient travels through every value in between."""
    still = "Nothing flows: has root its 1.0, is each _backward called, root's first, is a grad set back to 0?"
    alike = "Every gradient was set to 1: only root's own is."
    expect_grads("r = (a * b + c) * d", "abcdr", [-28.0, 21.0, 7.0, -7.0, 1.0], [
        ([0.0, 0.0, 0.0, -7.0, 1.0], ONLY_ROOT),
        ([0.0, 0.0, 0.0, 0.0, 1.0], still), ([0.0, 0.0, 0.0, 0.0, 0.0], still),
        ([-224.0, 168.0, 28.0, -14.0, 1.0], "Every value passed on twice: once is enough."),
        ([0.0, 0.0, 0.0, -49.0, 1.0], "Root alone passed on, again and again: call value._backward()."),
        ([1.0, 1.0, 1.0, 1.0, 1.0], alike), ([-35.0, 28.0, 9.0, -6.0, 1.0], alike),
        ([1372.0, -1029.0, -343.0, 343.0, -49.0], "Root starts with its own number, want the slope 1."),
    ])  # fmt: skip


@task("backward")
def test_backward_waits_until_both_arms_have_passed_on():
    """In a diamond, p may pass on only what both of its users have given it, also from far away."""
    expect_grads("p = a * b, r = p * a + p * b", "ab", [-8.0, -15.0], [
        ([-24.0, -3.0], TOO_EARLY), ([4.0, -24.0], TOO_EARLY),
        ([-20.0, -6.0], TWICE), ([8.0, -27.0], TWICE), ([-4.0, -18.0], TWICE),
        ([-12.0, -12.0], "The gradient that p collected never left p."),
        ([-5.0, -6.75], "Gradients that meet are added up: no mean of them."),
    ])  # fmt: skip
    early = f"{TOO_EARLY} How near p is to root says nothing: the long way is still under way."
    expect_grads("p = a * b, r = (p + a) * b + p", "ab", [8.0, -18.0], [
        ([-8.0, -6.0], early), ([4.0, -15.0], TWICE), ([20.0, -27.0], TWICE),
    ])  # fmt: skip


@task("backward")
def test_backward_calls_a_value_once_that_is_used_twice():
    """In p * p the gradient of p has two parts, and goes on once: the slope of a**4 is 4 * a**3."""
    expect_grads("p = a * a, r = p * p", "a", [108.0], [([216.0], TWICE)])
    for r in ("q + t", "t + q"):
        expect_grads(f"{P_TWICE}, r = {r}", "ab", [76.0, -56.0], [([96.0, -71.0], TOO_EARLY)])


@task("backward")
def test_backward_goes_on_where_a_gradient_is_zero():
    """What q passes on to p is 0, for p is multiplied by 0; the way through s is still to be walked."""
    stopped = "It stopped at a leaf, or at a gradient of 0: others still have something to pass on."
    for r in ("q + s", "s + q"):  # in one of the two, s comes after p
        text = f"z = Value(0.0), p = a * b, q = p * z, s = a * c, r = {r}"
        expect_grads(text, "abcz", [5.0, 0.0, 3.0, -12.0], [([0.0, 0.0, 0.0, -12.0], stopped)])


@task("backward")
def test_backward_adds_to_what_an_earlier_walk_has_left():
    """Nothing is reset: neither in a leaf that two graphs share, nor in a value inside of both."""
    wiped, resets = "The second walk wiped out what the first had left", "backward resets nothing"
    expect_grads("r = a * b, s = (a + b) * c", "abc", [1.0, 8.0, -1.0], roots="rs", mistakes=[
        ([5.0, 5.0, -1.0], f"{wiped}: {resets}."),
    ])  # fmt: skip
    once = [
        ([5.0, 0.0, 0.0], ONLY_ROOT),
        ([0.0, -20.0, 15.0], f"It was wiped out at the end: {resets}, in the values inside, too."),
    ]
    twice = [
        ([7.0, -48.0, 36.0], f"{wiped}: {resets}, in the values inside, too."),
        ([12.0, -20.0, 15.0], "p passed nothing on again: is it remembered from the first walk?"),
    ]
    if expect_grads("p = a * b, r = p * c", "pab", [5.0, -20.0, 15.0], once):
        expect_grads("p = a * b, r = p * c, s = p * d", "pab", [12.0, -68.0, 51.0], twice, "rs")


@task("backward")
def test_backward_sets_the_gradient_of_root():
    """Where p is part of r, the walks back from r and from p add up, as the page says."""
    expect_grads("p = a * b, r = p * a", "pab", [1.0, -28.0, 12.0], roots="rp", mistakes=[
        ([4.0, -40.0, 21.0], "Root's gradient is set, not added to."),
        ([3.0, -36.0, 18.0], "Root's gradient is set to 1.0, whatever an earlier walk has left."),
    ])  # fmt: skip


@task("backward")
def test_backward_of_drawn_graphs():
    """On any graph the gradients are the slopes that one gets by carrying them forward."""
    rng = draw()
    for size in range(4, 16):
        (text, root), xs = drawn(rng, size, "+*"), [rng.uniform(-1.5, 1.5) for _ in "ab"]
        want = slopes(lambda zs, text=text, r=root: made(text, dict(zip("ab", zs)))[0][r], xs)
        values, _ = made(text, dict(zip("ab", map(Value, xs))))
        if not walked("a drawn graph", values[root]):
            break
        name = f"[a.grad, b.grad] after backward({root}) at a, b = {xs[0]:g}, {xs[1]:g} for {text}"
        if not expect(name, [values["a"].grad, values["b"].grad], want):
            break


# --- Back to zero ---


@task("zero_grad")
def test_zero_grad_sets_every_gradient_to_zero():
    """The gradients are 0.0 again; the numbers stay."""
    values = [Value(3.0), Value(-4.0), Value(5.0)]
    values[0].grad, values[1].grad, values[2].grad = 7.0, -0.5, 2.0

    zero_grad(values)

    expect("the gradients after zero_grad([a, b, c])", [v.grad for v in values], [0.0, 0.0, 0.0], [
        ([7.0, -0.5, 2.0], "Nothing has changed: set .grad of each value with =. (== only compares; map does nothing until it is gone through.)"),
        ([0.0, -0.5, 2.0], "Only the first was set: does the loop return too early?"),
        ([7.0, -0.5, 0.0], "Only the last was set."),
        ([1.0, 1.0, 1.0], "1 is where backward starts; want 0."),
        ([None, None, None], "What backward adds to must be a number."),
    ])  # fmt: skip
    expect("their data", [v.data for v in values], [3.0, -4.0, 5.0], [
        ([0.0, 0.0, 0.0], "The numbers themselves are to stay as they were."),
    ])  # fmt: skip


@task("zero_grad")
def test_zero_grad_takes_whatever_can_be_looped_over():
    """A generator does as well as a list."""
    values = [Value(3.0), Value(-4.0), Value(5.0)]
    values[0].grad = values[1].grad = values[2].grad = 7.0

    try:
        zero_grad(values[:1])
        zero_grad(value for value in values[1:])
    except TypeError as error:
        if "generator" not in str(error):
            raise
        known = "Loop over the values themselves, and once: no len(), no values[i]."
        fail(f"zero_grad(v for v in [b, c]) raises TypeError: {error}.", known)
        return
    name = "the gradients after zero_grad([a]) and zero_grad(v for v in [b, c])"
    once = "A generator can be walked through only once: loop over the values once."
    expect(name, [v.grad for v in values], [0.0, 0.0, 0.0], {(0.0, 7.0, 7.0): once})


@task("zero_grad")
def test_zero_grad_touches_only_what_it_is_given():
    """A value that was not asked for keeps its gradient, also where the other was made from it."""
    a, b = Value(3.0), Value(-4.0)
    c = a * b
    a.grad, b.grad, c.grad = 7.0, -0.5, 2.0

    zero_grad([c, b])

    name = "[a.grad, b.grad, c.grad] after zero_grad([c, b]) for c = a * b"
    expect(name, [a.grad, b.grad, c.grad], [7.0, 0.0, 0.0], [
        ([0.0, 0.0, 0.0], "a was not asked for: set only the values that are given."),
        ([7.0, 0.0, 2.0], "c was given, too: also what was made from others is set."),
    ])  # fmt: skip


# --- The check ---


DIFFERENCE = "That is the difference itself: divide it by the larger of two sizes without signs."
BACKWARD_0 = "So it is where backward has left 0: call it before .grad is read."
NUDGING_0 = "So it is where nudging gives 0: call f anew for each nudge; a result stays as it is."


def blind(x: Value, k: float) -> Value:
    """k * x as a new leaf: the result moves with x, but backward cannot know."""
    return Value(x.data * k)


def seen_in_part(xs):
    """backward finds a = (4, -10, 2.5, 40); the slopes are n = (3, -4, 1.5, 35)."""
    seen = xs[0] * 4.0 + xs[1] * -10.0 + xs[2] * 2.5 + xs[3] * 40.0
    return seen + blind(xs[0], -1.0) + blind(xs[1], 6.0) + blind(xs[2], -1.0) + blind(xs[3], -5.0)


@task("gradient_check")
def test_gradient_check_hands_f_one_list_of_values_every_time():
    """f is written for Values: also where its inputs are nudged it gets nothing else."""
    calls = []

    def f(*handed):
        calls.append(handed)
        first = handed[0][0] if isinstance(handed[0], (list, tuple)) else handed[0]
        return first * 3.0 if hasattr(first, "grad") else Value(first * 3.0)

    try:
        for inputs in ([3.0, -4.0], [3.0]):
            gradient_check(f, inputs)
    except (TypeError, AttributeError):
        if not calls:
            raise  # else what f was handed says more

    whole = "f takes one list: hand it over whole, without a star."
    if expect("the number of arguments that f is called with", max(map(len, calls)), 1, {2: whole}):
        kinds = [
            type(x).__name__ for (xs,) in calls for x in (xs if hasattr(xs, "__iter__") else [xs])
        ]
        odd_one = next((kind for kind in kinds if kind != "Value"), "Value")
        known = {"float": "f may call .tanh() on it: make Values of the nudged numbers, too."}
        expect("In f(xs), type(xs[0]).__name__", odd_one, "Value", known)
        kind = "Value" if hasattr(calls[-1][0], "grad") else "list"
        known = {"Value": "A single input comes in a list as well."}
        expect("With one input, in f(xs), type(xs).__name__", kind, "list", known)


@task("gradient_check")
def test_gradient_check_of_a_right_graph_is_next_to_nothing():
    """Where backward is right the two gradients agree to six digits and more."""
    inputs, f = [3.0, -4.0, 5.0], "f(xs) = (xs[0] * xs[1] + xs[2]) * xs[0] * xs[0]"
    right = gradient_check(lambda xs: (xs[0] * xs[1] + xs[2]) * xs[0] * xs[0], inputs)
    expect(f"gradient_check(f, [3.0, -4.0, 5.0]) for {f}", right, 0.0, [
        (1.0, BACKWARD_0), (1.0, NUDGING_0),
        (69 / 42, "So it is where all inputs are nudged at once: nudge one, and put it back."),
        (0.5, "One is twice the other: divide both steps by 2 * h, and walk back once."),
        (2 / 3, "One is three times the other: walk back once, not for each input, or on new Values."),
    ], abs=1e-6)  # fmt: skip
    changed = "They were changed: nudge a copy, or put each back."
    expect("the inputs afterwards", inputs, [3.0, -4.0, 5.0], [(inputs, changed)])


def expect_check(a: float, n: float, want: float, mistakes=()) -> None:
    """Compare the check of one input, along which backward finds a and nudging finds n."""
    got = gradient_check(lambda xs: xs[0] * a + blind(xs[0], n - a), [4.5])
    off, sizes = abs(a - n), abs(a) + abs(n)
    expect(f"gradient_check of a graph with a = {a:g} and n = {n:g}", got, want, [
        *mistakes,
        (off, DIFFERENCE),
        (-off, "The sign of the difference has to go: abs()."),
        (-want, "There is a sign left: the difference, |a| and |n| are sizes."),
        (off / abs(n), "That is divided by n alone: the larger of the two is wanted."),
        (off / abs(a), "That is divided by a alone: the larger of the two is wanted."),
        (off**2 / max(1, abs(a), abs(n)), "The difference was squared: its size is wanted."),
        (off / sizes, "That is divided by the sum of the two: the larger is wanted."),
        (abs(abs(a) - abs(n)) / max(1, abs(a), abs(n)), "A wrong sign goes unseen: subtract first, then take the size."),
        (100 * want, "That is in percent: the quotient itself is wanted."),
        (2 * off / sizes, "That is divided by the mean of the two: the larger is wanted."),
        (abs(4.5 - n) / max(4.5, abs(n)), "The input itself stands where its gradient belongs: .grad, not .data."),
        (off / 4.5, "That is divided by the input: the larger of |a| and |n| is wanted."),
        (off / (1 + sizes), "That is divided by a sum, want the largest of 1, |a| and |n|."),
        (0.0, "A wrong gradient goes unseen: a is to come from backward, n from nudging."),
        (abs(n) / max(1, abs(n)), BACKWARD_0), (abs(a) / max(1, abs(a)), NUDGING_0),
    ], rel=1e-6)  # fmt: skip


@task("gradient_check")
def test_gradient_check_divides_by_the_larger_size_and_never_by_less_than_one():
    """A difference of 3 is divided by 5, whichever of the two is that and whatever its sign; 0.45 by 1."""
    expect_check(5.0, 2.0, 0.6)
    expect_check(2.0, 5.0, 0.6)
    expect_check(-5.0, -2.0, 0.6)
    expect_check(0.5, -0.75, 1.25)  # not as far apart as their sizes
    small = "Small gradients are compared as they are: see the 1."
    expect_check(0.3, 0.75, 0.45, [(0.45 / 0.75, small), (0.45 / 0.3, small)])


@task("gradient_check")
def test_gradient_check_gives_the_worst_input():
    """Of several inputs the one that is furthest off counts, be it one of 30."""
    off = [0.25, 0.6, 0.4, 0.125]  # 1 of 4, 6 of 10, 1 of 2.5, 5 of 40
    whole, a, n = (math.hypot(*each) for each in ((1, 6, 1, 5), (4, 10, 2.5, 40), (3, 4, 1.5, 35)))
    length = "That is the length of the difference: one number per input, then the largest."
    each = "Divide each difference by the larger of its own two; then take the largest of all."
    name = "gradient_check of a graph whose four inputs are off by 0.25, 0.6, 0.4 and 0.125"
    right = expect(name, gradient_check(seen_in_part, [3.0, -4.0, 5.0, 0.5]), 0.6, [
        (sum(off) / 4, "That is the mean: one wrong input could hide among right ones."),
        (sum(off), "That is the sum: the largest is wanted."),
        (0.25, "That is only the first: the largest of all is wanted."),
        (0.125, "That is only the last (and the smallest): the largest of all is wanted."),
        (6 / 40, each), (13 / 56.5, each),
        (0.4, "Negative differences lose here: take the size, abs(), first."),
        (1 / 36.5, "Those are sums, in which two errors can cancel: compare each input by itself."),
        (6.0, DIFFERENCE), (6.0 / 4.0, "That is divided by n alone: the larger of the two is wanted."),
        *((whole / size, length) for size in (1, max(a, n), a + n)),
        (off, "Those are all of them: the largest is wanted."),
    ], rel=1e-6)  # fmt: skip
    unseen = "This input was not looked at: compare all of them, not a few."
    for i in range(0, 30 * right, 2):
        got = gradient_check(lambda xs: sum(xs[:i] + xs[i + 1 :]) + blind(xs[i], 1.0), [0.5] * 30)  # noqa: B023
        name = f"gradient_check of a sum of 30 inputs, of which only that at place {i} is off,"
        if not expect(name, got, 1.0, {0.0: unseen}, abs=1e-6):
            break


@task("gradient_check")
def test_gradient_check_nudges_by_h():
    """A large nudge measures the slope of a cube visibly too large."""
    x, h = 1.5, 0.25
    backwards, nudged, forward = (3 * x**2 + more for more in (0, h**2, h**2 + 3 * x * h))
    got = gradient_check(lambda xs: xs[0] * xs[0] * xs[0], [x], h)
    name = "gradient_check(f, [1.5], 0.25) for f(xs) = xs[0] * xs[0] * xs[0]"
    expect(name, got, (nudged - backwards) / nudged, {
        0.0: "Nudged by a tiny step: hand the h that was given on.",
        (forward - backwards) / forward: "That is a nudge to one side: e01's gradient goes both ways.",
        (nudged - backwards) / backwards: "That is divided by a alone: the larger is wanted.",
        nudged - backwards: DIFFERENCE,
    }, rel=1e-6)  # fmt: skip


@task("gradient_check")
def test_gradient_check_of_drawn_polynomials():
    """A right graph passes, and a part that backward does not see is found at its size."""
    rng = draw()
    for _ in range(10):
        a, b, c, x = (rng.uniform(1.5, 3.0) for _ in range(4))
        k = rng.choice([-1, 1]) * rng.uniform(0.1, 1.0)
        name = f"gradient_check(f, ({x:.4g}, {a:.4g})) for f(xs) = {b:.4g} * xs[0] * xs[1] + {c:.4g} * xs[0]"

        def f(xs, b=b, c=c, k=0.0):
            return xs[0] * xs[1] * b + xs[0] * c + blind(xs[0], k)

        right = gradient_check(f, (x, a))
        wrong = gradient_check(lambda xs: f(xs, k=k), (x, a))  # noqa: B023, called at once
        off, unseen = abs(k) / max(a * b + c, a * b + c + k), "of which backward knows nothing"
        more = f"{name} + {k:.4g} * xs[0], {unseen}"
        if not (expect(name, right, 0.0, abs=1e-6) and expect(more, wrong, off, rel=1e-4)):
            break
