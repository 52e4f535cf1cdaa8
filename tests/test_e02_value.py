"""Tests of e02: what a Value holds, and the gradients that are there after backward().

Operations are texts such as "a * b", evaluated for Values named a, b, c: a message can be retyped.
Beside its own operation a test uses + and * at most, so that no other one can spoil it.
"""

import functools
import math
import re
import traceback

from exercises.e02_value import Value
from tests.expect import close, draw, expect, expect_error, fail, show, task

try:
    import numpy as np
except ModuleNotFoundError:  # in the page
    np = None

QUESTIONS = (
    "Does the result know its operands, is _backward stored on it, "
    "and is the slope made from .data (.grad of an operand is still 0)?"
)
NOTHING = f"Nothing arrived. {QUESTIONS}"
SLOPE = "What arrives is passed on as it is: multiply it by the slope."
UPSTREAM = "That is the slope alone: multiply it by out.grad, the gradient that arrives."
CHAIN = "The slope and the gradient that arrives are multiplied, not added."
BRACKETS = "Only a part of the slope is multiplied by out.grad: it needs brackets."
COLLECT = "One gradient has overwritten another: add with +=, so that both are in the sum."
LEFT = "The operand on the left is overwritten: add with += there too."
RIGHT = "The operand on the right is overwritten: add with += there too."
SHUT = "Below 0 relu is flat: nothing is to arrive there."
BUILT = "Build it from operations other than itself."
ENDLESS = "Work on the numbers, in .data, or build it from operations other than itself."
MISSING = "Python finds no such method: is its def inside the class, as far in as the others?"


ALONE = {  # where each operation is looked at first, and its slopes there
    "a + b": ([3.0, -7.0], [1.0, 1.0]),
    "a * b": ([3.0, -7.0], [-7.0, 3.0]),
    "-a": ([3.0], [-1.0]),
    "a - b": ([3.0, -7.0], [1.0, -1.0]),
    "10 - a": ([3.0], [-1.0]),
    "a / b": ([7.0, -2.5], [-0.4, -1.12]),
    "6 / a": ([-2.5], [-0.96]),
    "a ** 4": ([3.0], [108.0]),
    "a.exp()": ([0.7], [math.exp(0.7)]),
    "a.log()": ([2.5], [0.4]),
    "a.tanh()": ([0.7], [1 - math.tanh(0.7) ** 2]),
    "a.sigmoid()": ([0.7], [1 / (1 + math.exp(-0.7)) / (1 + math.exp(0.7))]),
    "a.relu()": ([3.0], [1.0]),
}


# --- Looking at an operation ---


class Wrong(Exception):
    """No result to look at: the arguments of `fail`."""


@functools.cache
def spelled(text, names="abc"):
    """Return the function of a, b, c (or other names) that text spells; "d = a + b; d + d" too."""
    steps = re.sub(r"(\w+) = ([^;]+); ", r"\1 := \2, ", text)
    return eval(f"lambda {', '.join(names)}: ({steps},)[-1]", vars(math) | {"np": np})


def made(text, leaves):
    """Return the result of an operation on these leaves, seen to be a new Value."""
    numbers = [leaf.data for leaf in leaves]
    try:
        result = spelled(text, "abc"[: len(leaves)])(*leaves)
    except RecursionError:
        algebra = text[0] == "-" or "- " in text or "/" in text
        raise Wrong(f"{text} asks itself without end.", BUILT if algebra else ENDLESS) from None
    except (AttributeError, TypeError) as error:
        if "'Value' object is not iterable" in str(error):
            known = "A result takes its operands as one tuple; a tuple of one needs its comma."
        elif traceback.extract_tb(error.__traceback__)[-1].filename not in ("<string>", __file__):
            raise  # in a line of the exercise, which says more
        elif "NoneType" in str(error):
            known = "Is a return missing?"
        elif "'float' object" in str(error) or "'int' object" in str(error):
            known = "A step gave a plain number: each operation is to give a Value."
        else:
            known = MISSING
        fact = f"{text} raises {type(error).__name__}: {error}."
        raise Wrong(fact, known, error) from None
    if result is None:
        raise Wrong(f"{text} is None, want a Value.", "Is a return missing?")
    if not isinstance(result, Value):
        known = "Make a Value that holds the number and knows its operands."
        raise Wrong(f"{text} is {show(result)}, want a Value.", known)
    if any(result is leaf for leaf in leaves):
        known = "Leave the operand as it is, make a new Value."
        raise Wrong(f"{text} gives back an operand itself, want a new Value.", known)
    if [leaf.data for leaf in leaves] != numbers:
        known = "Only a new Value is to hold the result."
        raise Wrong(f"{text} has changed the data of an operand.", known)
    return result


def gradients(text, xs, then=None):
    """Return the gradients of a, b, c after walking back from text, and then from another."""
    leaves = [Value(x) for x in xs]
    for each in (text, then) if then else (text,):
        result = made(each, leaves)
        try:
            result.backward()
        except (AttributeError, TypeError) as error:
            if "not callable" in str(error):
                known = "Store _backward by its name; with () it runs too early."
            elif "'_prev'" in str(error):
                known = "A result remembers a bare number as its operand: only Values belong there."
            else:
                raise
            fact = f"{bracketed(each)}.backward() raises {type(error).__name__}: {error}."
            raise Wrong(fact, known, error) from None
        if [leaf.data for leaf in leaves] != xs:
            fact = f"{bracketed(each)}.backward() has changed .data."
            raise Wrong(fact, "Gradients belong into .grad.")
    return [leaf.grad for leaf in leaves]


def expect_data(text, xs, want, mistakes=None):
    """Compare the number that an operation makes of these numbers."""
    try:
        got = made(text, [Value(x) for x in xs]).data
    except Wrong as wrong:
        return fail(*wrong.args)
    return expect(f"{bracketed(text)}.data at {at(xs)}", got, want, mistakes)


def expect_grads(text, xs, want, mistakes=(), then=None, rel=1e-9):
    """Compare the gradients that backward() leaves in a, b, c; for a alone without brackets."""
    try:
        got = gradients(text, xs, then)
    except Wrong as wrong:
        return fail(*wrong.args)
    name = ", ".join(f"{each}.grad" for each in "abc"[: len(xs)])
    got, name = (got[0], name) if len(xs) == 1 else (got, f"[{name}]")
    if then:
        text = f"{bracketed(text)}.backward(), then {bracketed(then)}.backward()"
    text = text if len(text) < 120 else f"{text[:117]}..."
    return expect(f"{text} at {at(xs)}: {name}", got, want, mistakes, rel=rel, abs=rel)


def bracketed(text):
    return f"({text})" if " " in text or text[0] == "-" else text


def at(xs):
    return ", ".join(f"{name} = {x:g}" for name, x in zip("abc", xs))


def expect_slopes(text, mistakes):
    """Look at an operation alone, where the gradient that arrives is 1."""
    xs, want = ALONE[text]
    known = [([0.0] * len(xs), NOTHING), ([slope + 1 for slope in want], CHAIN)]
    if len(xs) == 1:
        want, known = want[0], [(wrong[0], sentence) for wrong, sentence in known]
    pairs = mistakes.items() if isinstance(mistakes, dict) else mistakes
    expect_grads(text, xs, want, [*pairs, *known])


def after(text):
    """Run a test only where an operation alone is right: if not, its first test has said so."""

    def decorate(test):
        @functools.wraps(test)
        def guarded():
            xs, want = ALONE[text]
            try:
                right = close(gradients(text, xs), want)
            except Wrong:
                return
            if right:
                test()

        return guarded

    return decorate


def expect_collected(text):
    """Walk back twice from a curve of one leaf: the second gradient adds to the first."""
    (xs, [slope]) = ALONE[text]
    expect_grads(text, xs, 2 * slope, {slope: COLLECT}, then=text)


def expect_within(text, a, b, slope, brackets=None):
    """Look at a curve of a product, multiplied by 5: what arrives there, and what it passes on.

    brackets: what becomes of 5 * slope where brackets are missing.
    """
    known = [(0.0, NOTHING), (slope, UPSTREAM), (brackets, BRACKETS)]
    wrong = [([each * b, each * a], said) for each, said in known if each is not None]
    expect_grads(f"{text} * 5", [a, b], [5 * slope * b, 5 * slope * a], wrong)


# --- Drawn numbers ---


def expect_nudged(text, plain="", positive=False, by="*"):
    """Compare backward() with nudging on one graph at drawn numbers, not all above 0.

    Args:
        text: the operation, of x and perhaps y; plain: the same for plain numbers.
        positive: is it only for numbers above 0? by: what else is in the graph.
    """
    rng = draw()
    own, on_numbers = graph_of(text, by), spelled(graph_of(plain or text, by))
    for _ in range(10):
        want = None
        while not want:
            xs = [rng.uniform(0.4, 0.9) * rng.choice([1, 1 if positive else -1]) for _ in "abc"]
            want = nudged(on_numbers, xs)
        if not expect_grads(own, xs, want, rel=1e-5):
            return


def graph_of(text, by):
    """Use an operation three times: on leaves, on results, and on what it gave itself."""

    def put(x, y):
        return re.sub(r"\b[xy]\b", lambda found: x if found[0] == "x" else y, f"({text})")

    d, e, f = put(f"(a {by} b)", "c"), put(f"(d {by} d + c)", "a"), put("b", "(d + a)")
    return f"d = {d}; e = {e}; e {by} d + {f}"


def nudged(f, xs):
    """Return the slope along each number; None beside a kink, where there is no one slope."""

    def slope(i, h):
        above, below = ([*xs[:i], xs[i] + by, *xs[i + 1 :]] for by in (h, -h))
        return (f(*above) - f(*below)) / (2 * h)

    pairs = [(slope(i, 1e-5), slope(i, 2e-5)) for i in range(len(xs))]
    smooth = all(abs(s - t) < 1e-5 * max(1, abs(s)) for s, t in pairs)
    return [s for s, _ in pairs] if smooth else None


# --- Two rules ---


@task("Value.__add__")
def test_add_gives_both_operands_the_gradient_of_the_sum():
    """A sum moves by as much as either operand moves."""
    expect_data("a + b", [3.0, -7.0], -4.0)
    wrong = [
        ([0.0, 0.0], "Nothing arrived at the operands: add what arrives at the sum to their grad."),
        ([1.0, 0.0], "The operand on the right received nothing."),
        ([0.0, 1.0], "The operand on the left received nothing."),
        ([2.0, 0.0], "Both gradients went to the operand on the left."),
        ([-7.0, 3.0], "Those are the slopes of a product; a sum has slope 1 along both."),
        ([3.0, -7.0], "Those are the data of the operands; a sum has slope 1 along both."),
        ([-4.0, -4.0], "That is the data of the sum: what it passes on is its grad."),
    ]
    expect_slopes("a + b", wrong)


@task("Value.__add__")
@after("a + b")
def test_add_collects():
    """A second graph over the same values adds to the gradients of the first, on either side."""
    wrong = [([1.0, 1.0], COLLECT), ([2.0, 1.0], LEFT), ([1.0, 2.0], RIGHT)]
    expect_grads("a + b", [3.0, -7.0], [2.0, 2.0], wrong, then="b + a")


@task("Value.__add__")
@after("a + b")
def test_add_passes_on_what_arrives():
    """A sum that is used twice receives 2.0, and so do its operands from it."""
    wrong = [([3.0, 1.0], "Pass on out.grad, what arrives at the sum, not 1.")]
    wrong += [(lost, COLLECT) for lost in ([1.0, 1.0], [2.0, 2.0], [2.0, 1.0], [1.0, 2.0])]
    expect_grads("d = a + b; a + a + d + d", [3.0, -7.0], [4.0, 2.0], wrong)


@task("Value.__add__")
@after("a + b")
def test_add_takes_numbers_on_either_side():
    """A plain number is as good as a Value: on the right, on the left, and from numpy."""
    wanted = {"a + 10": 13.0, "2.5 + a": 5.5}
    if np:
        wanted["np.float64(2.5) + a"] = 5.5
    for text, want in wanted.items():
        expect_data(text, [3.0], want)
        expect_grads(text, [3.0], 1.0, {0.0: NOTHING})


@task("Value.__add__")
@after("a + b")
def test_add_tells_equal_numbers_apart():
    """Two sums that hold the same number are two values, and each passes on its gradient."""
    lost = "Two sums hold the same number and were taken for one: leave == to tell objects apart."
    wrong = [([1.0, 0.0], lost), ([0.0, 1.0], lost)]
    expect_grads("(a + 10) + (b + 10)", [3.0, 3.0], [1.0, 1.0], wrong)


@task("Value.__add__")
@after("a + b")
def test_add_agrees_with_nudging():
    """At drawn numbers the gradients are the slopes found by nudging."""
    expect_nudged("x + y", by="+")


@task("Value.__mul__")
def test_mul_gives_each_operand_the_other_one():
    """The slope of a product along one factor is the other factor."""
    expect_data("a * b", [3.0, -7.0], -21.0, {-4.0: "That is the sum."})
    wrong = [
        ([3.0, -7.0], "That is each operand's own number: the slope along one is the other."),
        ([1.0, 1.0], "Those are the slopes of a sum; those of a product are the factors."),
        ([-7.0, -7.0], "Both received b: the slope along b is a."),
        ([3.0, 3.0], "Both received a: the slope along a is b."),
        ([-7.0, 0.0], "The operand on the right received nothing."),
        ([0.0, 3.0], "The operand on the left received nothing."),
        ([-4.0, 0.0], "Both gradients went to the operand on the left."),
        ([-21.0, -21.0], "That is the data of the product, not a slope of it."),
        ([147.0, -63.0], "The data of the product stands where its grad should."),
    ]
    expect_slopes("a * b", wrong)


@task("Value.__mul__")
@after("a * b")
def test_mul_collects():
    """A second graph over the same values adds to the gradients of the first, on either side."""
    wrong = [([-7.0, 3.0], COLLECT), ([-14.0, 3.0], LEFT), ([-7.0, 6.0], RIGHT)]
    wrong += [([-21.0, 9.0], "The first graph was walked again: store _backward on the result.")]
    expect_grads("a * b", [3.0, -7.0], [-14.0, 6.0], wrong, then="b * a")


@task("Value.__mul__")
@after("a * b")
def test_mul_multiplies_by_what_arrives():
    """A product that is multiplied by 0.5 passes on half of its slopes."""
    a, b, c = 3.0, -7.0, 0.5
    wrong = [
        ([b, a, a * b], UPSTREAM),
        ([c, c, a * b], SLOPE),
        ([b + c + 1, a + c + 1, a * b + 1], CHAIN),
        ([0.0, 0.0, a * b], NOTHING),
    ]
    expect_grads("(a * b) * c", [a, b, c], [b * c, a * c, a * b], wrong)


@task("Value.__mul__")
@after("a * b")
def test_mul_of_a_value_with_itself():
    """In a * a both operands are one value, and it collects twice."""
    expect_grads("a * a", [-7.0], -14.0, {-7.0: COLLECT, 0.0: NOTHING})


@task("Value.__mul__")
@after("a * b")
def test_mul_takes_numbers_on_either_side():
    """A plain number is as good as a Value: on the right, on the left, and from numpy."""
    slopes = {"a * 10": 10.0, "2.5 * a": 2.5}
    if np:
        slopes["np.float64(2.5) * a"] = 2.5
    for text, slope in slopes.items():
        expect_data(text, [3.0], 3 * slope)
        expect_grads(text, [3.0], slope, {0.0: NOTHING})


@task("Value.__mul__")
@after("a * b")
def test_mul_agrees_with_nudging():
    """At drawn numbers the gradients are the slopes found by nudging."""
    expect_nudged("x * y")


# --- Algebra ---


@task("Value.__neg__")
def test_neg_turns_the_sign():
    """The negative falls as its operand rises: slope -1."""
    expect_data("-a", [3.0], -3.0)
    expect_slopes("-a", {1.0: "The minus is lost on the way back."})


@task("Value.__neg__")
@after("-a")
def test_neg_passes_on_slope_times_what_arrives():
    """Around it and inside it products pass gradients on, and a second graph adds to them."""
    expect_within("-(a * b)", 3.0, -0.5, slope=-1.0)
    expect_collected("-a")


@task("Value.__neg__")
@after("-a")
def test_neg_agrees_with_nudging():
    """At drawn numbers the gradients are the slopes found by nudging."""
    expect_nudged("-x")


@task("Value.__sub__")
def test_sub_subtracts():
    """The difference rises with the left operand and falls with the right one."""
    wrong = {-4.0: "That is the sum.", -10.0: "That is b - a: self stands on the left."}
    expect_data("a - b", [3.0, -7.0], 10.0, wrong)
    wrong = [
        ([1.0, 1.0], "The minus sign of b is lost on the way back."),
        ([-1.0, 1.0], "Those are the slopes of b - a."),
        ([1.0, 0.0], "Nothing arrived at b."),
    ]
    expect_slopes("a - b", wrong)


@task("Value.__sub__")
@after("a - b")
def test_sub_takes_a_number_on_the_right():
    """A plain number may be subtracted."""
    expect_data("a - 10", [3.0], -7.0)
    expect_grads("a - 10", [3.0], 1.0, {0.0: NOTHING})


@task("Value.__sub__")
@after("a - b")
def test_sub_multiplies_by_what_arrives():
    """A difference that is subtracted passes on its slopes with the sign turned."""
    wrong = [([1.0, -1.0, 1.0], UPSTREAM), ([0.0, 0.0, 1.0], NOTHING)]
    expect_grads("c - (a - b)", [3.0, -7.0, 5.0], [-1.0, 1.0, 1.0], wrong)


@task("Value.__sub__")
@after("a - b")
def test_sub_collects():
    """A second graph over the same values adds to the gradients of the first, on either side."""
    wrong = [([1.0, -1.0], COLLECT), ([1.0, -2.0], LEFT), ([2.0, -1.0], RIGHT)]
    expect_grads("a - b", [3.0, -7.0], [2.0, -2.0], wrong, then="a - b")


@task("Value.__sub__")
@after("a - b")
def test_sub_agrees_with_nudging():
    """At drawn numbers the gradients are the slopes found by nudging."""
    expect_nudged("x - y")


@task("Value.__rsub__")
def test_rsub_subtracts_from_a_number():
    """A number minus a Value: the number stands on the left."""
    wrong = {
        -7.0: "That is a - 10: other, the number, stands on the left.",
        13.0: "That is the sum.",
    }
    expect_data("10 - a", [3.0], 7.0, wrong)
    expect_slopes("10 - a", {1.0: "The result falls as a rises: its slope is -1."})


@task("Value.__rsub__")
@after("10 - a")
def test_rsub_passes_on_slope_times_what_arrives():
    """Around it and inside it products pass gradients on, and a second graph adds to them."""
    expect_within("(10 - a * b)", 3.0, -0.5, slope=-1.0)
    expect_collected("10 - a")


@task("Value.__rsub__")
@after("10 - a")
def test_rsub_agrees_with_nudging():
    """At drawn numbers the gradients are the slopes found by nudging."""
    expect_nudged("0.5 - x")


@task("Value.__truediv__")
def test_truediv_divides():
    """The quotient has slope 1 / b along a, and -a / b ** 2 along b."""
    a, b = 7.0, -2.5
    wrong = {a // b: "That is //, which rounds.", b / a: "That is b / a: self stands above."}
    expect_data("a / b", [a, b], -2.8, wrong | {a * b: "That is the product."})
    wrong = [
        ([1 / b, a / b**2], "The minus is lost: a larger b makes more pieces, each smaller."),
        ([1 / b, -1 / b**2], "Along b that is the slope of 1 / b: a belongs into it."),
        ([1 / b, 0.0], "Nothing arrived at b."),
        ([1 / b, 1 / a], "Along b that is not the slope: nudge b and see."),
        ([-b / a**2, 1 / a], "Those are the slopes of b / a."),
    ]
    expect_slopes("a / b", wrong)


@task("Value.__truediv__")
@after("a / b")
def test_truediv_takes_a_number_on_the_right():
    """A Value may be divided by a plain number, whole or not."""
    expect_data("a / 4", [7.0], 1.75, {1.0: "That is //, which rounds."})
    expect_grads("a / 4", [7.0], 0.25, {0.0: NOTHING})
    expect_grads("a / 2.5", [7.0], 0.4, {0.0: NOTHING})


@task("Value.__truediv__")
@after("a / b")
def test_truediv_multiplies_by_what_arrives():
    """A quotient that is divided again passes on slope times slope."""
    a, b, c = 7.0, -2.5, 4.0
    want = [1 / b / c, -a / b**2 / c, -a / b / c**2]
    wrong = [([1 / b, -a / b**2, want[2]], UPSTREAM), ([0.0, 0.0, want[2]], NOTHING)]
    expect_grads("(a / b) / c", [a, b, c], want, wrong)


@task("Value.__truediv__")
@after("a / b")
def test_truediv_collects():
    """In a / a, which is 1 wherever a is, the two gradients cancel."""
    expect_grads("a / a", [4.0], 0.0, {0.25: COLLECT, -0.25: COLLECT})
    wrong = [([0.5, -1.5], COLLECT), ([0.5, -3.0], LEFT), ([1.0, -1.5], RIGHT)]
    expect_grads("a / b", [6.0, 2.0], [1.0, -3.0], wrong, then="a / b")


@task("Value.__truediv__")
@after("a / b")
def test_truediv_agrees_with_nudging():
    """At drawn numbers the gradients are the slopes found by nudging."""
    expect_nudged("x / y", positive=True)


@task("Value.__rtruediv__")
def test_rtruediv_divides_a_number():
    """A number divided by a Value: the number stands above."""
    wrong = {-2.5 / 6: "That is a / 6: other, the number, stands above."}
    expect_data("6 / a", [-2.5], -2.4, wrong | {-0.4: "That is 1 / a: the 6 is missing."})
    wrong = {
        1 / 6: "That is the slope of a / 6.",
        0.96: "The minus is lost: a larger a makes more pieces, each smaller.",
        -0.16: "That is the slope of 1 / a: the 6 is missing.",
    }
    expect_slopes("6 / a", wrong)


@task("Value.__rtruediv__")
@after("6 / a")
def test_rtruediv_passes_on_slope_times_what_arrives():
    """Around it and inside it products pass gradients on, and a second graph adds to them."""
    expect_within("(6 / (a * b))", 3.0, -0.5, slope=-6 / 1.5**2)
    expect_collected("6 / a")


@task("Value.__rtruediv__")
@after("6 / a")
def test_rtruediv_agrees_with_nudging():
    """At drawn numbers the gradients are the slopes found by nudging."""
    expect_nudged("0.7 / x", positive=True)


# --- Curves ---


@task("Value.__pow__")
def test_pow_brings_the_exponent_down():
    """The slope of a ** 4 is 4 * a ** 3."""
    a = 3.0
    expect_data("a ** 4", [a], 81.0, {12.0: "That is 4 * a."})
    brackets = "The 1 was taken from the power: the exponent n - 1 needs brackets."
    wrong = {
        1.0: SLOPE,
        a**3: "The exponent comes down: it must stand in front of the power as well.",
        4 * a**4: "In the slope the exponent of the power is one less.",
        4 * a**4 - 1: brackets,
        a**4 - 1: brackets,
        4 * (a**4) ** 3: "That takes what came out; the slope of a power takes what went in.",
        3 * a**3: "In front stands the exponent as it was, before it lost one.",
        a**4 * math.log(a): "That is the slope along the exponent; here the base moves.",
        a**4: "That is the power itself, not its slope.",
    }
    expect_slopes("a ** 4", wrong)


@task("Value.__pow__")
@after("a ** 4")
def test_pow_takes_any_plain_exponent():
    """The rule holds for exponents below 0 and for fractions as well."""
    a = 2.5
    for n in (2, 1, 0, -1, 3.0, 0.5, -1.5):
        expect_data(f"a ** {n}", [a], a**n)
        expect_grads(f"a ** {n}", [a], n * a ** (n - 1))


@task("Value.__pow__")
@after("a ** 4")
def test_pow_takes_bases_of_zero_and_below():
    """A whole power of 0 or of a negative number is nothing special."""
    expect_data("a ** 3", [-3.0], -27.0)
    expect_grads("a ** 3", [-3.0], 27.0)
    try:
        expect_grads("a ** 2", [0.0], 0.0)
    except ZeroDivisionError:
        fail("a ** 2 at a = 0 divides by 0.", "Its slope is a plain 0, without a division.")


@task("Value.__pow__")
@after("a ** 4")
def test_pow_passes_on_slope_times_what_arrives():
    """Around it and inside it products pass gradients on, and a second graph adds to them."""
    expect_within("(a * b) ** 3", 3.0, -0.5, slope=3 * 1.5**2)
    expect_collected("a ** 4")


@task("Value.__pow__")
@after("a ** 4")
def test_pow_agrees_with_nudging():
    """At drawn numbers the gradients are the slopes found by nudging."""
    expect_nudged("x ** 3")
    expect_nudged("x ** -1", positive=True)


@task("Value.exp")
def test_exp_is_its_own_slope():
    """Along e ** a the slope is the height."""
    a, e = 0.7, math.exp(0.7)
    wrong = {2**a: "That is 2 ** a.", a * math.e: "That is e * a.", e - 1: "That is 1 too low."}
    expect_data("a.exp()", [a], e, wrong)
    wrong = {
        1.0: SLOPE,
        a: "That is the input; the slope of this curve is its result.",
        math.exp(e): "exp was taken of the result once more: the slope is the result itself.",
        a * math.exp(a - 1): "The rule of powers is for a base that moves; here the exponent does.",
    }
    expect_slopes("a.exp()", wrong)


@task("Value.exp")
@after("a.exp()")
def test_exp_passes_on_slope_times_what_arrives():
    """Around it and inside it products pass gradients on, and a second graph adds to them."""
    expect_within("(a * b).exp()", 3.0, -0.5, slope=math.exp(-1.5))
    expect_collected("a.exp()")


@task("Value.exp")
@after("a.exp()")
def test_exp_agrees_with_nudging():
    """At drawn numbers the gradients are the slopes found by nudging."""
    expect_nudged("x.exp()", plain="exp(x)")


@task("Value.log")
def test_log_has_slope_one_over_its_input():
    """Along the natural logarithm the slope is 1 / a."""
    a, natural = 2.5, math.log(2.5)
    wrong = {math.log10(a): "That is the log to base 10; the natural one has base e."}
    wrong |= {
        math.log2(a): "That is the log to base 2.",
        math.log1p(a): "That is the log of 1 + a.",
    }
    expect_data("a.log()", [a], natural, wrong)
    expect_data("a.log()", [0.2], math.log(0.2))
    wrong = {
        1.0: SLOPE,
        1 / natural: "That is 1 / result; the slope is 1 / input.",
        a: "Divide by the input: the log rises slowly where the input is large.",
        natural: "That is the log itself, not its slope.",
        1 / a / math.log(10): "That is the slope of the log to base 10.",
        -1 / a**2: "That is the slope of 1 / a, one step too far.",
    }
    expect_slopes("a.log()", wrong)


@task("Value.log")
@after("a.log()")
def test_log_passes_on_slope_times_what_arrives():
    """Around it and inside it products pass gradients on, and a second graph adds to them."""
    expect_within("(a * b).log()", 3.0, 0.5, slope=1 / 1.5)
    expect_collected("a.log()")


@task("Value.log")
@after("a.log()")
def test_log_agrees_with_nudging():
    """At drawn numbers the gradients are the slopes found by nudging."""
    expect_nudged("x.log()", plain="log(x)", positive=True)


@task("Value.tanh")
def test_tanh_has_slope_one_minus_its_square():
    """Along tanh the slope is 1 - result ** 2."""
    a, t = 0.7, math.tanh(0.7)
    wrong = {
        -t: "The sign is lost.",
        math.tanh(a / 2): "The exponent of e in tanh is 2 * a, not a.",
    }
    wrong[1 / (1 + math.exp(-a))] = "That is the sigmoid, from 0 to 1; tanh goes from -1 to 1."
    wrong[math.tan(a)] = "That is tan, of the triangle; tanh is another curve."
    expect_data("a.tanh()", [a], t, wrong)
    expect_data("a.tanh()", [-1.2], math.tanh(-1.2))
    wrong = {
        1.0: SLOPE,
        1 - a**2: "The input was squared; square the result of tanh.",
        1 - t: "The square is missing.",
        (1 - t) ** 2: "Square the result first, then take it from 1.",
        1 + t**2: "The square is taken away: tanh is nowhere steeper than 1.",
        t**2 - 1: "The sign is lost: tanh rises everywhere.",
        t * (1 - t): "That is how the slope of the sigmoid goes.",
        t: "That is the result, not the slope.",
    }
    expect_slopes("a.tanh()", wrong)


@task("Value.tanh")
@after("a.tanh()")
def test_tanh_passes_on_slope_times_what_arrives():
    """Around it and inside it products pass gradients on, and a second graph adds to them."""
    t = math.tanh(-0.6)
    expect_within("(a * b).tanh()", 3.0, -0.2, slope=1 - t**2, brackets=1 - 5 * t**2)
    expect_collected("a.tanh()")


@task("Value.tanh")
@after("a.tanh()")
def test_tanh_agrees_with_nudging():
    """At drawn numbers the gradients are the slopes found by nudging."""
    expect_nudged("x.tanh()", plain="tanh(x)")


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


@task("Value.sigmoid")
def test_sigmoid_has_slope_result_times_the_rest():
    """Along the sigmoid the slope is result * (1 - result)."""
    a, s = 0.7, sigmoid(0.7)
    wrong = {1 - s: "That falls as a rises: mind the sign of the exponent."}
    wrong[math.tanh(a)] = "That is tanh, from -1 to 1; the sigmoid goes from 0 to 1."
    expect_data("a.sigmoid()", [a], s, wrong)
    expect_data("a.sigmoid()", [-1.2], sigmoid(-1.2))
    wrong = {
        0.0: f"It is 0. {QUESTIONS} Or are brackets missing around the slope?",
        1.0: SLOPE,
        a * (1 - a): "The input stands where the result of the sigmoid should.",
        1 - s**2: "That is how the slope of tanh goes.",
        s: "That is the result alone: multiply it by its distance from 1.",
        1 - s: "That is the distance from 1 alone: multiply it by the result.",
        -s * (1 - s): "The sign is lost: the sigmoid rises everywhere.",
        s * (1 + s): "Multiply the result by its distance from 1: taken away, not added.",
    }
    expect_slopes("a.sigmoid()", wrong)


@task("Value.sigmoid")
@after("a.sigmoid()")
def test_sigmoid_passes_on_slope_times_what_arrives():
    """Around it and inside it products pass gradients on, and a second graph adds to them."""
    s = sigmoid(-0.6)
    expect_within("(a * b).sigmoid()", 3.0, -0.2, slope=s * (1 - s), brackets=s * (1 - 5 * s))
    expect_collected("a.sigmoid()")


@task("Value.sigmoid")
@after("a.sigmoid()")
def test_sigmoid_agrees_with_nudging():
    """At drawn numbers the gradients are the slopes found by nudging."""
    expect_nudged("x.sigmoid()", plain="1 / (1 + exp(-x))")


@task("Value.relu")
def test_relu_is_open_above_zero():
    """Above 0 relu is its operand, with slope 1."""
    expect_data("a.relu()", [3.0], 3.0)
    expect_slopes("a.relu()", {3.0: "That is the data; above 0 the slope is 1."})


@task("Value.relu")
def test_relu_is_shut_below_zero():
    """Below 0 relu is 0, and nothing arrives at its operand."""
    wrong = {-3.0: "Below 0 the result is 0.", 3.0: "That is the distance from 0, not relu."}
    leaks = "That leaks: below 0 relu is 0, and flat."
    expect_data("a.relu()", [-3.0], 0.0, wrong | {-0.03: leaks, -0.3: leaks})
    expect_data("a.relu()", [0.0], 0.0)
    wrong = {1.0: SHUT, -1.0: SHUT, -3.0: SHUT, 0.01: leaks, 0.1: leaks}
    expect_grads("a.relu()", [-3.0], 0.0, wrong)


@task("Value.relu")
@after("a.relu()")
def test_relu_passes_on_slope_times_what_arrives():
    """Above 0 any gradient passes, below 0 none: the data decide, not what arrives."""
    expect_within("(a * b).relu()", 3.0, 0.5, slope=1.0)
    sign = "The sign of the data opens and shuts relu, not that of the gradient that arrives."
    wrong = [([0.0, 0.0], sign), ([0.5, 3.0], UPSTREAM), ([2.5, 15.0], "The minus is lost.")]
    expect_grads("(a * b).relu() * -5", [3.0, 0.5], [-2.5, -15.0], wrong)
    wrong = [([-2.5, 15.0], SHUT), ([-0.5, 3.0], SHUT)]
    expect_grads("(a * b).relu() * 5", [3.0, -0.5], [0.0, 0.0], wrong)
    expect_collected("a.relu()")


@task("Value.relu")
@after("a.relu()")
def test_relu_agrees_with_nudging():
    """At drawn numbers the gradients are the slopes found by nudging."""
    expect_nudged("x.relu()", plain="max(0.0, x)")


# --- Extremes and refusals (stars) ---


def expect_far_out(text, x, want):
    """Look at a curve where it has gone flat: at its height, and at its slope of 0."""
    try:
        expect_data(text, [x], want)
        expect_grads(text, [x], 0.0)
    except OverflowError:
        known = "exp of a large number is beyond any float; exp of a number below 0 never is."
        fail(f"{text} at a = {x:g} overflows.", known)


@task("Value.__pow__", star=True)
def test_pow_refuses_a_value_as_exponent():
    """The slope along an exponent follows another rule, so a Value there is refused."""
    expect_error("Value(3.0) ** Value(2.0)", TypeError, lambda: Value(3.0) ** Value(2.0))


@task("Value.log", star=True)
def test_log_refuses_zero_and_below():
    """There is no log of 0 or of less, and the message names the number."""
    expect_error("Value(-2.5).log()", ValueError, lambda: Value(-2.5).log(), naming="-2.5")
    expect_error("Value(0.0).log()", ValueError, lambda: Value(0.0).log(), naming="0")


@task("Value.tanh", star=True)
def test_tanh_far_out():
    """At 1000 tanh is 1, at -1000 it is -1, and flat in both places."""
    expect_far_out("a.tanh()", 1000.0, 1.0)
    expect_far_out("a.tanh()", -1000.0, -1.0)


@task("Value.sigmoid", star=True)
def test_sigmoid_far_out():
    """At -1000 the sigmoid is 0, at 1000 it is 1, and flat in both places."""
    expect_far_out("a.sigmoid()", -1000.0, 0.0)
    expect_far_out("a.sigmoid()", 1000.0, 1.0)
