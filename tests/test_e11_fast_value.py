"""Tests of e11: the same numbers as e02 and e03, with fewer objects and nothing left behind.

Graphs are texts such as "p = a + b; p ** 2": a message can be retyped. A task's own tests use, of
the other tasks, only what they cannot do without; the yardstick is e02.
"""

import gc
import math
import re
from contextlib import contextmanager, suppress

from exercises.e02_value import Value as Slow
from exercises.e11_fast_value import Tape, Value, dot
from tests.expect import close, draw, expect, expect_error, fail, show, task

NOTHING = "Nothing arrived: are operand and slope handed over, and is no gradient in the slope?"
UPSTREAM = "That is the slope alone: multiply it by the gradient that has arrived."
COLLECT = "One share has overwritten another: add with +=, so that both are in the sum."
SET = "Root's gradient is set, not added to."
KEPT = "Root's gradient is set to 1.0, whatever an earlier walk has left there."
STOPPED = {  # what an error names, and why it was raised
    "attribute 'data'": "A plain number has no .data: ask first whether other is a Value.",
    "must be real number": "What is in math takes a number: hand it self.data.",
    "math range error": "Far out e**x grows too large: math.tanh does not.",
    "recursion": "A function cannot call itself so often: keep what is still to do in a list.",
    "'Dot' object has no attribute '_left'": (
        "In Value.backward: a Dot has no _left; _pass_on returns whom it gave to."
    ),
    "attribute '_left'": (
        "A leaf was made from nothing and passes nothing on: "
        "ask for its number before you call _pass_on."
    ),
    "attribute '_number'": "_pass_on returns Values: spread a tuple of them with a star.",
    "attribute 'grad'": "Only a Value has a grad: what else stands where an operand belongs?",
    "'<' not supported": "A heap compares what is in it: put the numbers in, and no Values.",
    "'NoneType' object is not": (
        "list.reverse() and list.sort() give None, and so does a _pass_on without its return."
    ),
}


# --- Graphs, and walks through them ---


def spelled(text: str, names: str, **given):
    """Return the function of these names that text spells; "d = a + b; d + d" too."""
    steps = re.sub(r"(\w+) = ([^;]+); ", r"\1 := \2, ", text)
    return eval(f"lambda {', '.join(names)}: ({steps},)[-1]", given)


def made(text: str, xs: list[float]):
    """Return the leaves a, b, c, ... at xs, and the Value that text makes of them (None: said why)."""
    names = "abcdef"[: len(xs)]
    leaves, root = [Value(x) for x in xs], None
    with in_words(text):
        root = spelled(text, names, dot=dot)(*leaves)
        if not isinstance(root, Value):
            known = "Is a return missing?" if root is None else "Make a Value of that number."
            fail(f"{text} is {show(root)}, want a Value.", known)
            root = None
    return leaves, root


@contextmanager
def in_words(name: str):
    """Say in words why the block was stopped, where there are words for it."""
    try:
        yield
    except (AttributeError, OverflowError, RecursionError, TypeError) as error:
        known = [sentence for part, sentence in STOPPED.items() if part in str(error)]
        if not known:
            raise
        fail(f"{name} raises {type(error).__name__}: {error}.", known[0], error)


def back(root, name: str) -> bool:
    """Walk back from root; did that come to an end?"""
    with in_words(name):
        root.backward()
        return True
    return False


def expect_grads(text: str, xs: list[float], want: list[float], mistakes=(), rel=1e-9) -> bool:
    """Compare the gradients that backward() leaves in a, b, c, ... at xs."""
    leaves, root = made(text, xs)
    name = f"({text}).backward()"
    if root is None or not back(root, name):
        return False
    return expect_gradients(f"{name} at {at(xs)}", leaves, want, mistakes, rel)


def expect_gradients(name: str, leaves, want: list[float], mistakes=(), rel=1e-9) -> bool:
    names = ", ".join(f"{each}.grad" for each in "abcdef"[: len(leaves)])
    return expect(f"{name}: [{names}]", grads(leaves), want, list(mistakes), rel=rel, abs=rel)


def grads(leaves) -> list:
    return [leaf.grad for leaf in leaves]


def expect_data(text: str, xs: list[float], want: float, mistakes=None) -> bool:
    _, root = made(text, xs)
    return root is not None and expect(f"({text}).data at {at(xs)}", root.data, want, mistakes)


def at(xs: list[float]) -> str:
    return ", ".join(f"{name} = {x:g}" for name, x in zip("abcdef", xs))


def slow_dot(weights, inputs, bias):
    for weight, x in zip(weights, inputs):
        bias = bias + weight * x
    return bias


def expect_as_e02(*steps: str, walk=None) -> None:
    """On drawn graphs of such steps (of x, y and z), data and gradients are those of e02."""
    rng = draw()
    for size in range(3, 16):
        xs, names, text = [rng.uniform(-1.5, 1.5) for _ in "abc"], ["a", "b", "c"], ""
        for i in range(size):
            chosen = dict(zip("xyz", [names[-1], *rng.choices(names, k=2)]))
            step = re.sub(r"\b[xyz]\b", lambda found, to=chosen: to[found[0]], rng.choice(steps))
            text, names = f"{text}p{i} = {step}; ", [*names, f"p{i}"]
        text += names[-1]
        slow = [Slow(x) for x in xs]
        root = spelled(text, "abc", dot=slow_dot)(*slow)
        root.backward()
        want = root.data, [leaf.grad for leaf in slow]
        if walk:
            leaves = [Value(x) for x in xs]
            data = walk(text, leaves)
        else:
            leaves, fast = made(text, xs)
            if fast is None or not back(fast, f"({text}).backward()"):
                break
            data = fast.data
        shown = f"{text} at {at(xs)}"
        if not close((data, [leaf.grad for leaf in leaves]), want):
            expect(f"{shown}: its data", data, want[0])
            expect_gradients(shown, leaves, want[1])
            break


# --- What is alive ---


def alive() -> int:
    """Return how many Values there are."""
    return sum(issubclass(type(each), Value) for each in gc.get_objects())


class Uncollected:
    """A block without the collector, which sees how many more Values there are than before it."""

    def __enter__(self):
        gc.disable()
        self.before = alive()
        return self

    def more(self) -> int:
        return alive() - self.before

    def __exit__(self, *_):
        gc.enable()


def expect_one_node(text: str, xs: list[float]) -> None:
    """Expect that what is made at xs is one Value more, and no others on the way."""
    leaves = [Value(x) for x in xs]
    with Uncollected() as memory:
        root = spelled(text, "abcdef"[: len(xs)])(*leaves)
        more = memory.more()
        del root
    words = "Compute with the numbers in .data, and make one Value of the result."
    expect(f"the number of Values that {text} makes at {at(xs)}", more, 1, [(more, words)])


CYCLE = (
    "Somebody still refers to them: a function that is kept on its own result, a function inside "
    "that calls itself, or a list outside."
)


def expect_no_survivors(text: str, xs: list[float]) -> None:
    """Once a graph was walked back and dropped, its Values are gone without the collector."""
    with Uncollected() as memory:
        leaves, root = made(text, xs)
        right = root is not None and back(root, f"({text}).backward()")
        del leaves, root
        left = memory.more()
    if right and left:
        fact = f"{left} Values are left of {text} when nobody uses it any more, want 0."
        fail(fact, CYCLE)


# --- Local gradients ---

ONLY_ROOT = (
    "It came only as far as what root itself was made from: "
    "did it end at a leaf, or is a gradient set back to 0 on the way?"
)
ROOT_HAS_0 = "Root's gradient is 0: give it its 1.0, and let it keep it."
TOO_EARLY = "p passed its gradient on before all of it had arrived."
TWICE = "p passed its gradient on more than once."


@task("Value.backward")
def test_backward_starts_with_one_at_the_root():
    """The slope of a result by itself is 1, for a leaf too."""
    a = Value(3.0)
    if back(a, "a.backward() for a leaf a = Value(3.0)"):
        expect("a.grad after a.backward() for a leaf a = Value(3.0)", a.grad, 1.0, {
            0.0: ROOT_HAS_0,
            3.0: "That is root's number, want the slope of root by itself.",
        })  # fmt: skip
    (a, b), root = made("a + b", [3.0, -7.0])
    if back(root, "(a + b).backward()"):
        name = "r.backward() for r = a + b: [r.grad, a.grad, b.grad]"
        expect(name, [root.grad, a.grad, b.grad], [1.0, 1.0, 1.0], [
            ([1.0, 0.0, 0.0],
             "Nothing arrived at the operands: does root pass on, is a gradient set back to 0?"),
            ([1.0, 2.0, 2.0], "Root passed on twice: keep what _pass_on returns, and loop over that."),
            ([0.0, 0.0, 0.0], ROOT_HAS_0),
            ([0.0, 1.0, 1.0], "Root's gradient is set back to 0: it is to stay 1.0."),
            ([-4.0, -4.0, -4.0], "That is root's number, want the slope of root by itself."),
        ])  # fmt: skip


@task("Value.backward")
def test_backward_sets_roots_gradient():
    """p has a gradient from an earlier walk; then p is root, and its own slope is 1."""
    (a,), p = made("a ** 2", [3.0])
    if back(p**2, "(p ** 2).backward()") and back(p, "p.backward()"):
        name = "(p ** 2).backward(), then p.backward(), for p = a ** 2, a = 3: [p.grad, a.grad]"
        known = [([19.0, 222.0], SET), ([18.0, 216.0], KEPT)]
        expect(name, [p.grad, a.grad], [1.0, 114.0], known)


@task("Value.backward")
def test_backward_reaches_the_far_end():
    """Through every value in between a gradient arrives at the leaves."""
    for last in ("q + c", "c + q"):
        text = f"p = a + b; q = p ** 2; {last}"
        if not expect_grads(text, [3.0, -7.0, 5.0], [-8.0, -8.0, 1.0], [
            ([0.0, 0.0, 1.0], ONLY_ROOT),
            ([0.0, 0.0, 0.0], "Nothing arrived: has root its 1.0 before anybody passes on?"),
            ([1.0, 1.0, 1.0], "Every gradient was set to 1: only root's own is."),
            ([-168.0, -168.0, 21.0], "Root starts with its own number, want the slope 1."),
            ([-16.0, -16.0, 2.0], "Root passed on twice."),
        ]):  # fmt: skip
            break


@task("Value.backward")
def test_backward_waits_until_all_has_arrived():
    """p is near root by one way and far by another; it passes on when both have arrived."""
    for last in ("q ** 2 + p", "p + q ** 2"):
        text = f"p = a ** 2; q = p + a; {last}"
        known = [([30.0], TOO_EARLY), ([168.0], TOO_EARLY), ([180.0], TWICE), ([324.0], TWICE)]
        known += [([318.0], TWICE), ([150.0], "What q gives to a itself is lost.")]
        if not expect_grads(text, [3.0], [174.0], known):
            break


@task("Value.backward")
def test_backward_of_a_value_that_is_used_twice_by_one():
    """In p + p the gradient of p has two parts, and goes on once."""
    known = [([6.0], "p + p gives p two shares: both belong into its gradient.")]
    expect_grads("p = a ** 2; p + p", [3.0], [12.0], [*known, ([24.0], TWICE), ([18.0], TWICE)])


@task("Value.backward")
def test_backward_of_two_graphs_adds_up_where_they_share_a_leaf():
    """Nothing is reset: the second walk adds to what the first has left."""
    a, b = Value(3.0), Value(-7.0)
    for text, root in {"a ** 2": a**2, "a + b": a + b}.items():
        if not back(root, f"({text}).backward()"):
            return
    expect_gradients("(a ** 2).backward(), then (a + b).backward()", [a, b], [7.0, 1.0], [
        ([1.0, 1.0], "The second walk wiped out what the first had left: reset nothing."),
        ([6.0, 0.0], "Nothing came of the second walk."),
        ([13.0, 1.0], "The first graph was walked again: does a walk remember an earlier one?"),
    ])  # fmt: skip


@task("Value.backward")
def test_backward_tells_equal_numbers_apart():
    """Two values that hold the same number are two values."""
    lost = "Two values hold the same number and were taken for one: tell objects apart."
    known = [([6.0, 0.0], lost), ([0.0, 6.0], lost)]
    if expect_grads("(a ** 2) + (b ** 2)", [3.0, 4.0], [6.0, 8.0]):
        expect_grads("(a ** 2) + (b ** 2)", [3.0, 3.0], [6.0, 6.0], known)


CURVES = (
    "x + y", "x - y", "(x - y).sigmoid()", "x.sigmoid() ** 2", "1.5 - x.sigmoid().exp() ** -1",
    "x.sigmoid().log()", "(x.sigmoid() - 0.45).relu()",
)  # fmt: skip


@task("Value.backward")
def test_backward_as_e02_does():
    """On drawn graphs data and gradients are those of e02 and e03."""
    expect_as_e02(*CURVES)


@task("Value.backward")
def test_backward_leaves_the_gradients_in_between():
    """What a result has received stays: somebody may want to know."""
    q = Value(3.0) + Value(-7.0)
    r = q**2 + q
    if back(r, "r.backward()"):
        name = "q.grad after r.backward() for r = q**2 + q, q = 3 - 7"
        expect(name, q.grad, -7.0, {0.0: "Gradients on the way stay as they are: clear none."})


@task("Value.backward")
def test_backward_leaves_the_collector_on():
    """Others have cycles that only the collector can free."""
    _, root = made("a + a", [3.0])
    if back(root, "(a + a).backward()") and not gc.isenabled():
        gc.enable()
        fail("backward() has switched Python's collector off.", "Leave no cycles, and leave it on.")


@task("Value.backward")
def test_backward_leaves_nothing_behind():
    """When a graph is dropped after its walk, its values die at once."""
    expect_no_survivors("p = a ** 2; q = p + b; p + q.exp() + q", [0.3, -0.7])


@task("Value.backward", seconds=20)
def test_backward_of_a_chain_of_100000():
    """No recursion reaches this deep."""
    expect_chain(100_000)


@task("Value.backward", star=True, seconds=30)
def test_backward_of_a_chain_of_a_million():
    """A million sums, one made from the other."""
    expect_chain(1_000_000)


def expect_chain(n: int) -> None:
    """Expect the gradients of n sums, each made from the one before it and one shared leaf."""
    one, first = Value(1.0), Value(0.0)
    with Uncollected():  # the collector would go through all of them again and again
        chain = [root := first]
        for _ in range(n):
            chain.append(root := root + one)
        name = f"backward() from a chain of {n} sums (r = r + one, again and again)"
        if back(root, name):
            expect(f"{name}: [one.grad, first.grad]", [one.grad, first.grad], [n, 1.0])
        del root
        while chain:  # the last first: freed in one go, the chain would be as deep in C
            chain.pop()


@task("Value.__mul__")
def test_mul_has_each_operand_and_the_slope_along_it():
    """The slope of a product along one factor is the other factor."""
    expect_data("a * b", [3.0, -7.0], -21.0, {-4.0: "That is the sum."})
    expect_grads("a * b", [3.0, -7.0], [-7.0, 3.0], [
        ([3.0, -7.0], "That is each operand's own number: the slope along one is the other."),
        ([1.0, 1.0], "Those are the slopes of a sum; those of a product are the factors."),
        ([-7.0, 0.0], "The operand on the right received nothing: hand it and its slope over too."),
        ([0.0, 3.0], "The operand on the left received nothing."),
        ([-7.0, -7.0], "Both received b: the slope along b is a."),
        ([3.0, 3.0], "Both received a: the slope along a is b."),
        ([0.0, 0.0], NOTHING),
        ([-21.0, -21.0], "That is the data of the product, not a slope of it."),
    ])  # fmt: skip


@task("Value.__mul__")
def test_mul_passes_on_slope_times_what_arrives():
    """A product that is squared passes on twice its number, times the slopes."""
    known = [([-7.0, 3.0], UPSTREAM), ([-42.0, -42.0], "The slopes are missing.")]
    expect_grads("(a * b) ** 2", [3.0, -7.0], [294.0, -126.0], known)


@task("Value.__mul__")
def test_mul_of_a_value_with_itself():
    """In a * a both operands are one value, and it collects twice."""
    expect_grads("a * a", [-7.0], [-14.0], [([-7.0], COLLECT), ([0.0], NOTHING)])


@task("Value.__mul__")
def test_mul_takes_numbers_on_either_side():
    """A plain number is the slope along the other side."""
    for text, slope in {"a * 10": 10.0, "2.5 * a": 2.5, "a * -3": -3.0, "a * 0": 0.0}.items():
        expect_data(text, [3.0], 3 * slope)
        known = [([0.0], NOTHING), ([3.0], "That is a's own number: the slope is the plain one.")]
        known += [([1.0], "1 is the slope of a sum: that of a product is the plain number.")]
        known += [([3 * slope], "That is the data of the product, not a slope of it.")]
        if not expect_grads(text, [3.0], [slope], known):
            break


@task("Value.__mul__")
def test_mul_is_one_node_whatever_the_numbers():
    """A product with 0 or 1 is a product; its slopes are the factors, 0 too."""
    for xs in ([3.0, -7.0], [2.0, 5.0], [0.0, -7.0], [-7.0, 0.0], [1.0, 4.0]):
        expect_one_node("a * b", xs)
        slip = [([0.0, 0.0], "A factor of 0 makes the number 0, and the other slope not.")]
        if not expect_grads("a * b", xs, xs[::-1], slip):
            break


@task("Value.__mul__")
def test_mul_changes_no_operand():
    """The factors keep their numbers and their gradients of before."""
    a, b = Value(3.0), Value(-7.0)
    a.grad = 0.5
    a * b
    expect("[a.data, b.data] after a * b", [a.data, b.data], [3.0, -7.0])
    early = "A product that is made passes nothing on: gradients wait for backward."
    known = [([-6.5, 3.0], early), ([-7.0, 3.0], early)]
    expect("[a.grad, b.grad] after a * b", [a.grad, b.grad], [0.5, 0.0], known)


@task("Value.__mul__")
def test_mul_and_what_is_refused():
    """As in e02, log is for numbers above 0, and no Value is an exponent: products, too."""
    a, b = Value(-3.0), Value(7.0)
    expect_error("(a * b).log() at a = -3, b = 7", ValueError, lambda: (a * b).log())
    expect_error("a ** (a * b)", TypeError, lambda: a ** (a * b))
    _, zero = made("a * 0", [-3.0])
    if zero is not None:
        expect_error("(a * 0).log()", ValueError, zero.log)


@task("Value.__mul__")
def test_mul_leaves_nothing_behind():
    """A product dies when it is dropped: no function of its own keeps it."""
    expect_no_survivors("p = a * b; p * p * 0.5", [0.3, -0.7])


@task("Value.__mul__")
def test_mul_as_e02_does():
    """On drawn graphs data and gradients are those of e02."""
    expect_as_e02("x.sigmoid() * y", "(x * y).sigmoid()", "x * -0.7 + y", "y + 1.3 * x")
    expect_as_e02("x / (y.sigmoid() + 0.5)", "1.5 / (x.sigmoid() + 1)", "x / 2 - y / 4")


@task("Value.tanh")
def test_tanh_has_the_slope_of_its_height():
    """The slope is 1 less the height squared."""
    height = math.tanh(0.7)
    slope = 1 - height**2
    expect_data("a.tanh()", [0.7], height, {math.tan(0.7): "That is tan, without h."})
    expect_grads("a.tanh()", [0.7], [slope], [
        ([1 - 0.7**2], "Square the height that came out, not the number that went in."),
        ([1 - height], "The height is to be squared."),
        ([height], "That is the height: the slope is 1 less its square."),
        ([height * (1 - height)], "That is sigmoid's slope: tanh's is 1 - height**2."),
        ([1 - height * 2], "That is 1 - 2 * height: the square of the height is height**2."),
        ([(1 - height) ** 2], "Square first, then take the square from 1."),
        ([height**2], "That is the square of the height: the slope is 1 less that."),
        ([1 - math.tanh(height) ** 2], "The height is the tanh already: square it as it is."),
        ([slope * 0.7], "Hand over the slope alone, not times the number."),
        ([1 + height**2], "The square is taken away, not added."),
        ([height**2 - 1], "The sign is turned: 1 less the square."),
        ([2 * height], "That is the slope of a square."),
        ([1.0], "A slope of 1 everywhere is a straight line's."),
        ([0.0], NOTHING),
    ])  # fmt: skip
    (a,), _ = made("a.tanh()", [0.7])
    known = {height: "The height belongs into the result: leave the operand as it is."}
    expect("a.data after a.tanh() at a = 0.7", a.data, 0.7, known)


@task("Value.tanh")
def test_tanh_passes_on_slope_times_what_arrives():
    """A curve of a sum, squared: what arrives is twice the height."""
    height = math.tanh(0.5)
    slope = 1 - height**2
    known = [([slope] * 2, UPSTREAM), ([2 * height] * 2, "The slope is missing.")]
    want = [2 * height * slope] * 2
    expect_grads("(a + b).tanh() ** 2", [0.7, -0.2], want, known)


@task("Value.tanh")
def test_tanh_is_one_node():
    """One Value, whatever its formula is made of."""
    expect_one_node("a.tanh()", [0.5])


@task("Value.tanh")
def test_tanh_at_extremes():
    """Far out the curve is flat; nothing overflows."""
    for x, want in ((1000.0, 1.0), (-1000.0, -1.0)):
        expect_data("a.tanh()", [x], want)
        expect_grads("a.tanh()", [x], [0.0])


@task("Value.tanh")
def test_tanh_leaves_nothing_behind():
    """A curve dies when it is dropped: no function of its own keeps it."""
    expect_no_survivors("p = a.tanh(); p.tanh() + p", [0.3])


@task("Value.tanh")
def test_tanh_as_e02_does():
    """On drawn graphs data and gradients are those of e02."""
    expect_as_e02("x + y", "(x - y).tanh()", "x.tanh() ** 2")


# --- One node for a neuron ---

FIVE = [3.0, -7.0, 2.5, 11.0, 0.25]  # two weights, two inputs, a bias
DOT = "dot([a, b], [c, d], e)"


@task("dot")
def test_dot_is_a_weighted_sum_and_a_bias():
    """3 * 2.5 + -7 * 11 + 0.25."""
    expect_data(DOT, FIVE, -69.25, {
        -69.5: "The bias is missing.",
        7.75: "Only the first pair is in the sum.",
        -76.75: "Only the last pair is in the sum.",
        -77.0: "Only the last pair is in the sum, without the bias: add with +=.",
        -53.75: "Each weight met each input: they go in pairs.",
        7.5: "Only the first pair is in the sum, without the bias.",
        -17.375: "The bias is added, not multiplied.",
        -69.0: "The bias is in it twice.",
        9.75: "That is the sum of all: a weight and its input are multiplied.",
        -54.0: "The first input met all weights, or the other way round: they go in pairs.",
        -69.75: "The bias is taken away; it is added.",
    })  # fmt: skip


@task("dot")
def test_dot_is_one_node():
    """However many weights there are, one Value is made."""
    for n in (1, 4, 16):
        pairs = f"{n} weights, {n} inputs" if n > 1 else "1 weight, 1 input"
        name = f"the number of Values that dot makes of {pairs} and a bias"
        more = made_by_dot(n)
        known = "Add up the numbers in .data, then make one node: * and + of Values make more."
        none = "Is a return missing? Make a node of the sum: a Dot."
        if not expect(name, more, 1, {0: none, more: known}):
            break


def made_by_dot(n: int) -> int:
    """Return how many Values come of a dot of n weights and n inputs."""
    weights, inputs = [Value(0.1 * i) for i in range(n)], [Value(1.0 + i) for i in range(n)]
    bias = Value(0.25)
    with Uncollected() as memory:
        result = dot(weights, inputs, bias)
        more = memory.more()
        del result
    return more


@task("dot")
def test_dot_knows_its_operands():
    """Whoever holds the node alone holds all five that it was made from."""
    with Uncollected() as memory:
        leaves, root = made(DOT, FIVE)
        del leaves
        held = memory.more() - 1
    themselves = "Hand over the weights and the inputs themselves, not their numbers."
    if root is not None:
        expect(f"the number of operands that {DOT} keeps", held, 5, {
            0: "It knows none of them: make a Dot of the sum, not a Value.",
            1: themselves,
            3: themselves,
            4: "One is a number there: hand over the bias itself.",
        })  # fmt: skip


@task("dot")
def test_dot_of_nothing_is_the_bias():
    """No weights, no inputs: the bias alone, in a Value of its own."""
    expect_data("dot([], [], a)", [0.25], 0.25, {0.0: "The bias is missing."})
    leaves, root = made("dot([], [], a)", [0.25])
    if root is leaves[0]:
        fail("dot([], [], a) is a itself, want a new Value.", "Make a node of it, too.")


@task("dot")
def test_dot_takes_plain_numbers():
    """The inputs, the bias, or both may be plain numbers."""
    for text, want in {
        "dot([a, b], [2.5, 11], 0.25)": -69.25,
        "dot([a, b], [a, b], 4)": 62.0,
        "dot([a, b], (2.5, 1), a)": 3.5,
    }.items():
        if not expect_data(text, [3.0, -7.0], want):
            break


@task("dot")
def test_dot_changes_none_of_its_arguments():
    """The lists hold what they held, and the numbers are as they were."""
    leaves = a, b, c, d, e = [Value(x) for x in FIVE]
    weights, inputs = [a, b], [c, d]
    dot(weights, inputs, e)
    expect("the data of the five after dot", [leaf.data for leaf in leaves], FIVE)
    if [id(x) for x in weights + inputs] != [id(x) for x in leaves[:4]]:
        fail("dot has changed one of its lists.", "Only a new Value is to be made.")


@task("dot")
def test_dot_refuses_lists_that_do_not_fit():
    """The message names both lengths."""
    a, b, c = Value(3.0), Value(-7.0), Value(2.5)
    dot([a], [b], c)
    for named in "31":
        expect_error("dot([a, b, c], [a], c)", ValueError, lambda: dot([a, b, c], [a], c), named)
    expect_error("dot([a], [2.5, 11.0], c)", ValueError, lambda: dot([a], [2.5, 11.0], c), "2")


ONE_PAIR = (
    "Only the first pair received anything: "
    "does a return stand in the loop, or does the loop end one too early?"
)


@task("Dot._pass_on")
def test_dot_gives_each_its_share():
    """A weight receives its input, an input its weight, the bias 1; then they have their turn."""
    right = expect_grads(DOT, FIVE, [2.5, 11.0, 3.0, -7.0, 1.0], [
        ([3.0, -7.0, 2.5, 11.0, 1.0], "Each received its own number: along a weight it is the input."),
        ([2.5, 11.0, 0.0, 0.0, 1.0],
         "The inputs received nothing: is a line missing, or is weight.grad where weight.data belongs?"),
        ([0.0, 0.0, 3.0, -7.0, 1.0],
         "The weights received nothing: is a line missing, or is x.grad where x.data belongs?"),
        ([2.5, 11.0, 2.5, 11.0, 1.0],
         "The inputs received what the weights had received: weight.data belongs there."),
        ([3.0, -7.0, 3.0, -7.0, 1.0],
         "The weights received what the inputs had received: x.data belongs there."),
        ([0.0, 0.0, 0.0, 0.0, 1.0],
         "Only the bias received anything: is .grad added to, and is it .data that is multiplied?"),
        ([-173.125, -761.75, -207.75, 484.75, -69.25],
         "Everything was multiplied by self.data: what has arrived is in self.grad."),
        ([-173.125, -761.75, -207.75, 484.75, 1.0],
         "The shares were multiplied by self.data: what has arrived is in self.grad."),
        ([0.0, 11.0, 0.0, -7.0, 1.0], "Only the last pair received anything."),
        ([2.5, 11.0, 3.0, -7.0, 0.0], "The bias received nothing."),
        ([2.5, 11.0, 3.0, -7.0, 0.25], "The bias received its number: the slope along it is 1."),
        ([2.5, 11.0, 3.0, -7.0, 2.0], "The bias received its share once for each pair: once is enough."),
        ([2.5, 0.0, 3.0, 0.0, 1.0], ONE_PAIR),
        ([2.5, 0.0, 3.0, 0.0, 0.0], ONE_PAIR),
        ([1.0, 1.0, 1.0, 1.0, 1.0], "Those are the slopes of a sum: along a weight it is its input."),
        ([0.0, 0.0, 0.0, 0.0, 0.0], "Nothing arrived."),
    ])  # fmt: skip
    if right:
        want = [37.5, -1694.0, 45.0, 1078.0, 0.5]
        turn = "turn? _pass_on returns whom it gave to."
        expect_grads("dot([a ** 2, b ** 2], [c ** 2, d ** 2], e ** 2)", FIVE, want, [
            ([*want[:4], 0.0], f"Does the bias have its {turn}"),
            ([*want[:2], 0.0, 0.0, 0.5], f"Do the inputs have their {turn}"),
            ([0.0, 0.0, *want[2:]], f"Do the weights have their {turn}"),
            ([0.0, 0.0, 0.0, 0.0, 0.0], f"Does anybody have a {turn}"),
        ])  # fmt: skip


@task("Dot._pass_on")
def test_dot_multiplies_by_what_arrives():
    """A dot that is squared passes on twice its number, times the slopes."""
    want = [2 * -69.25 * slope for slope in (2.5, 11.0, 3.0, -7.0, 1.0)]
    known = [([2.5, 11.0, 3.0, -7.0, 1.0], UPSTREAM)]
    known += [([2.5, 11.0, 3.0, -7.0, want[4]], UPSTREAM)]
    known += [([*want[:4], 1.0], "The bias, too, receives the gradient that has arrived, not 1.")]
    known += [([2.5, 11.0, *want[2:]], "What the weights receive is to be multiplied, too.")]
    known += [
        ([*want[:2], 3.0, -7.0, want[4]], "What the inputs receive is to be multiplied, too.")
    ]
    expect_grads(f"{DOT} ** 2", FIVE, want, known)


@task("Dot._pass_on")
def test_dot_gives_to_all_where_some_are_0():
    """A pair with a 0 in it has two shares like any other, and so has the twentieth."""
    slip = [
        ([0.0, 0.0, 0.0, 0.0, 1.0], "A pair with a 0 in it is left out: it has two shares, too.")
    ]
    expect_grads(DOT, [3.0, 0.0, 0.0, 11.0, 0.25], [0.0, 11.0, 3.0, 0.0, 1.0], slip)
    weights, inputs = ([Value(float(start + i)) for i in range(20)] for start in (1, 101))
    root = dot(weights, inputs, Value(0.0))
    if isinstance(root, Value) and back(root, "dot(20 weights, 20 inputs, bias).backward()"):
        name = "the gradients of the 20 weights of a dot"
        expect(name, grads(weights), [x.data for x in inputs])
        expect("dot(20 weights, 20 inputs, bias).grad", root.grad, 1.0)


@task("Dot._pass_on")
def test_dot_collects():
    """A Value that stands in a dot several times collects every share."""
    known = [([-7.0, 0.0], COLLECT), ([3.0, 3.0], COLLECT), ([3.0, 0.0], COLLECT)]
    expect_grads("dot([a, a], [b, a], a)", [3.0, -7.0], [0.0, 3.0], known)
    twice = "dot([a, b], [c, c], d) + dot([b, a], [c, d], d)"
    xs, want = [3.0, -7.0, 2.5, 11.0], [13.5, 5.0, -11.0, 5.0]
    expect_grads(twice, xs, want, [([11.0, 2.5, -7.0, 3.0], COLLECT)])


@task("Dot._pass_on")
def test_dot_collects_where_something_is_already():
    """A second graph over the same weights adds to the gradients of the first."""
    leaves = a, b, c, d, e = [Value(x) for x in FIVE]
    for text, root in {DOT: dot([a, b], [c, d], e), "dot again": dot([c, d], [a, b], e)}.items():
        if not back(root, f"({text}).backward()"):
            return
    whole = [2.5, 11.0, 3.0, -7.0, 1.0]
    expect_gradients(f"({DOT}).backward(), twice", leaves, [2 * x for x in whole], [
        (whole, COLLECT),
        ([*[2 * x for x in whole[:4]], 1.0], "The bias is overwritten: add with += there too."),
    ])  # fmt: skip


@task("Dot._pass_on")
def test_dot_of_plain_numbers_passes_on_to_the_weights():
    """Where the inputs are the data themselves, the weights receive them."""
    expect_grads("dot([a, b], [2.5, 11], 0.25) ** 2", [3.0, -7.0], [-346.25, -1523.5])
    expect_grads("dot([a, b], [b, b], 4)", [3.0, -7.0], [-7.0, -11.0])


@task("Dot._pass_on")
def test_dot_in_layers():
    """What a first layer passes on comes through a second one, and relu shuts some of it off."""
    text = "p = dot([a, b], [c, d], e).relu(); q = dot([b, a], [c, d], e).relu(); dot([a, b], [p, q], e)"
    xs = [3.0, -7.0, -2.5, 11.0, 0.25]  # p is shut, q is open
    expect_grads(text, xs, [-77.0, 68.25, 49.0, -21.0, -6.0])


@task("Dot._pass_on")
def test_dot_leaves_nothing_behind():
    """A dot dies when it is dropped."""
    expect_no_survivors("p = dot([a, b], [0.5, -2], a); dot([p, a], [p, b], 1.0)", [0.3, -0.7])


@task("Dot._pass_on")
def test_dot_as_e02_does():
    """On drawn graphs data and gradients are those of products and sums in e02."""
    expect_as_e02(
        "x + y", "dot([x, y], [y, z], x).sigmoid()", "dot([z], [0.7], x)", "dot([x, y, z], [z, x, y], 0.1).sigmoid()"
    )  # fmt: skip


# --- A tape ---

FORWARDS = "The tape was walked from its beginning: the youngest passes on first."
OPERANDS = "What was made before the tape is a leaf to it: walk along the tape, not along operands."


def recorded(text: str, leaves, tape: Tape):
    """Return the result of text, made while the tape records."""
    with tape:
        return spelled(text, "abcdef"[: len(leaves)], dot=dot)(*leaves)


def expect_taped(text: str, xs: list[float], want: list[float], mistakes=()) -> bool:
    """Compare the gradients that tape.backward leaves in a, b, c, ... at xs."""
    leaves, tape = [Value(x) for x in xs], Tape()
    with in_words(f"tape.backward({text})"):
        tape.backward(recorded(text, leaves, tape))
        return expect_gradients(f"tape.backward({text}) at {at(xs)}", leaves, want, mistakes)
    return False


@task("Tape.backward")
def test_tape_gives_the_gradients_of_backward():
    """p is near root by one way and far by another, as it is without a tape."""
    expect_taped("p = a ** 2; q = p + b; q ** 2 + p", [3.0, -7.0], [30.0, 4.0], [
        ([0.0, 0.0], "Nothing arrived: has root its 1.0 before the walk? Does the walk begin at the end?"),
        ([6.0, 0.0], FORWARDS),
        ([390.0, 52.0], "Root starts with its own number, want the slope 1."),
        ([24.0, 4.0], TOO_EARLY),
    ])  # fmt: skip


@task("Tape.backward")
def test_tape_gives_root_its_one():
    """Root's own gradient is 1, as after backward(), whatever it was."""
    for before in (0.0, 5.0):
        leaves, tape = [Value(3.0), Value(-7.0)], Tape()
        root = recorded("a + b", leaves, tape)
        root.grad = before
        tape.backward(root)
        name = f"after tape.backward(r) for r = a + b, where r.grad was {before}"
        if not expect(f"[r.grad, a.grad, b.grad] {name}", [root.grad, *grads(leaves)], [1.0] * 3, [
            ([0.0, 0.0, 0.0], "Give root its 1.0."),
            ([0.0, 1.0, 1.0], "Root's gradient is set back to 0: it is to stay 1.0."),
            ([-4.0, -4.0, -4.0], "That is root's number."),
            ([2.0, 2.0, 2.0], "It was added twice."),
            ([6.0, 6.0, 6.0], SET),
            ([5.0, 5.0, 5.0], KEPT),
        ]):  # fmt: skip
            break


@task("Tape.backward")
def test_tape_begins_at_root_wherever_root_is():
    """What was made after root is on the tape, too, and takes no part."""
    a, b, tape = Value(3.0), Value(-7.0), Tape()
    with tape:
        before = b**2
        root = a**2 + b
        after = root**2
    name = "tape.backward(r) for r = a ** 2 + b, with other results before and after it on the tape"
    try:
        tape.backward(root)
    except ValueError as error:
        fail(f"{name}, raises ValueError: {error}.", "Root may stand anywhere on the tape.")
        return
    expect_gradients(name, [a, b], [6.0, 1.0], [
        ([24.0, 4.0], "It began at the last result on the tape: root is what is given."),
        ([30.0, 5.0], "The last result on the tape took part: only root is given a 1.0."),
        ([6.0, -13.0], "What came before root took part: only root is given a 1.0."),
        ([0.0, 0.0], "Nothing arrived: does the walk begin at the end?"),
    ])  # fmt: skip
    expect("the gradients of those others", [before.grad, after.grad], [0.0, 0.0])


@task("Tape.backward")
def test_tape_takes_what_was_made_elsewhere_for_a_leaf():
    """A result of before the recording receives its gradient, and passes nothing on."""
    a, tape = Value(3.0), Tape()
    p = a**2
    with tape:
        root = p**2
    tape.backward(root)
    name = "tape.backward(p ** 2), for a = 3 and a p = a ** 2 made before the recording"
    known = [([18.0, 108.0], OPERANDS), ([0.0, 0.0], "Nothing arrived at p.")]
    expect(f"{name}: [p.grad, a.grad]", [p.grad, a.grad], [18.0, 0.0], known)


@task("Tape.backward")
def test_tape_leaves_the_gradients_in_between():
    """What a result has received stays, as after backward()."""
    a, tape = Value(3.0), Tape()
    with tape:
        p = a + a
        root = p**2
    tape.backward(root)
    name = "[p.grad, a.grad] after tape.backward(p**2) for p = a + a, a = 3"
    slip = [([0.0, 24.0], "Gradients on the way stay as they are: clear none.")]
    expect(name, [p.grad, a.grad], [12.0, 24.0], slip)


@task("Tape.backward")
def test_tape_is_empty_afterwards():
    """A tape is for one walk: then it lets go of what is on it."""
    leaves, tape = [Value(3.0), Value(-7.0)], Tape()
    root = recorded("p = a ** 2; p + b", leaves, tape)
    expect("len(tape) after recording a ** 2 + b", len(tape), 2)
    tape.backward(root)
    full = "Empty the tape at the end of the walk: it keeps everything on it alive."
    expect("len(tape) after tape.backward", len(tape), 0, {2: full, 1: full})


@task("Tape.backward")
def test_tape_refuses_a_root_that_is_not_on_it():
    """A second walk, a leaf, a result made elsewhere: nothing could flow."""
    a, tape = Value(3.0), Tape()
    elsewhere = a**3
    root = recorded("a ** 2 + a", [a], tape)
    for name, other in {"a leaf": a, "a result made before the recording": elsewhere}.items():
        if not refused(name, tape, other):
            return
    expect("[a.grad, len(tape)] after refusals", [a.grad, len(tape)], [0.0, 2], [
        ([1.0, 2], "The stranger has been given a 1.0: refuse before anything is changed."),
        ([0.0, 0], "A refusal is to leave the tape as it is."),
    ])  # fmt: skip
    tape.backward(root)
    expect_gradients("then tape.backward(a ** 2 + a)", [a], [7.0])
    refused("the same root, a second time", tape, root)


def refused(
    name: str, tape: Tape, root, known="Look whether root is on the tape before you begin."
):
    """Expect tape.backward(root) to raise ValueError."""
    call = f"tape.backward({name})"
    with suppress(Exception):  # which expect_error looks at
        if tape.backward(root) is None:
            fail(f"{call} gives None, want ValueError.", known)
            return False
    return expect_error(call, ValueError, lambda: tape.backward(root))


@task("Tape.backward")
def test_tape_tells_equal_numbers_apart():
    """A result that holds the same number as root is not root."""
    a, b, tape = Value(3.0), Value(3.0), Tape()
    other, stranger = recorded("a + 1", [b], Tape()), recorded("a ** 2", [b], Tape())
    root = recorded("a ** 2", [a], tape)
    name = "a result of another recording"
    same = "Another Value holds the same number, 9, and was taken for root: compare with is."
    if refused(name, tape, other) and refused(name, tape, stranger, same):
        tape.backward(root)
        expect_gradients("tape.backward(a ** 2)", [a, b], [6.0, 0.0])


@task("Tape.backward")
def test_tape_can_be_used_again():
    """Two recordings one after the other add up in a leaf that they share."""
    a, b, tape = Value(3.0), Value(-7.0), Tape()
    for text in ("a ** 2 + b", "p = b ** 2; p + a + p"):
        tape.backward(recorded(text, [a, b], tape))
    name = "tape.backward(a ** 2 + b), then of b ** 2 + a + b ** 2 on the same tape"
    expect_gradients(name, [a, b], [7.0, -27.0], [
        ([6.0, 1.0], "Nothing came of the second recording: does it still go onto the tape?"),
        ([13.0, -26.0], "The first recording was walked again."),
        ([1.0, -28.0], "The second walk wiped out what the first had left: reset nothing."),
    ])  # fmt: skip


@task("Tape.backward")
def test_tape_lets_its_results_die():
    """While the tape lives on, what was on it is gone."""
    a, tape = Value(3.0), Tape()
    with Uncollected() as memory:
        tape.backward(recorded("p = a ** 2; p.exp() + p", [a], tape))
        left = memory.more()
    known = "Somebody still refers to them: is the tape emptied, is there a list elsewhere?"
    expect("the number of results alive after tape.backward", left, 0, {left: known})


@task("Tape.backward")
def test_tape_walks_back_inside_the_block_too():
    """Whether the block has ended does not matter; what follows is recorded again."""
    a, tape = Value(3.0), Tape()
    with tape:
        tape.backward(a**2)
        second = a.exp() ** -1
        expect("len(tape) after a walk and two more results, inside the block", len(tape), 2, {
            0: "Nothing is recorded any more: empty the list itself, do not put another in its place.",
        })  # fmt: skip
        tape.backward(second)
    expect_gradients("both walks", [a], [6.0 - math.exp(-3.0)])


@task("Tape.backward")
def test_tape_of_dots():
    """A dot is one result on the tape."""
    leaves, tape = [Value(x) for x in FIVE], Tape()
    root = recorded("p = dot([a, b], [c, d], e); dot([p, a], [b, p], 1.0)", leaves, tape)
    expect("len(tape) after recording two dots", len(tape), 2)
    tape.backward(root)
    name = "tape.backward of p = dot([a, b], [c, d], e); dot([p, a], [b, p], 1.0)"
    expect_gradients(name, leaves, [-79.25, -113.25, -12.0, 28.0, -4.0])


@task("Tape.backward")
def test_tape_as_e02_does():
    """On drawn graphs data and gradients are those of e02."""

    def walk(text, leaves):
        tape = Tape()
        root = recorded(text, leaves, tape)
        tape.backward(root)
        return root.data

    expect_as_e02(*CURVES, walk=walk)


@task("Tape.backward", star=True, seconds=30)
def test_tape_of_a_million():
    """A million sums on one tape."""
    one, first, tape, n = Value(1.0), Value(0.0), Tape(), 1_000_000
    with Uncollected(), tape:
        chain = [root := first]
        for _ in range(n):
            chain.append(root := root + one)
        tape.backward(root)
        name = f"tape.backward of a chain of {n} sums: [one.grad, first.grad]"
        expect(name, [one.grad, first.grad], [n, 1.0])
        del root
        while chain:  # the last first: freed in one go, the chain would be as deep in C
            chain.pop()
