"""Tests of e01: slopes by nudging, with nudges so large that one sees how they were taken."""

import math
from functools import partial

from exercises.e01_slope import derivative, gradient
from tests.expect import close, draw, expect, expect_own_list, task
from tests.wrong import only, wrong

BRACKETS = "Python reads a / 2 * h as (a / 2) * h: brackets are missing."
TOGETHER = "All inputs were nudged at once: nudge the one at place i, leave the others alone."
WHOLE = "f wants the whole list, with one of its numbers nudged."
LAZY = "That measures nothing before someone asks: build the list and return it."
ONE_LIST = "Nothing moved: up = xs gives the same list a second name. Copy it, with list(xs), once for each side."
OUTSIDE = "Nothing moved: a number taken out of a list is no part of it. Nudge the one at place i, in the list that f is given."
GIVEN_H = "The two points are to lie h from x: use the h that was given, as it is."
ONLY_SLOPES = "Return only the slopes, in the order of the inputs."
IN_A_LIST = "Return the slopes in a list."
TAKES_LIST = "f takes a list, and nothing else: make one with list(...)."
LEFT_OUT = "An input is left out: there is one slope for each."
ROUNDED = "It is rounded: return it as it is."

MISTAKES = {
    "derivative(f, x, h=1e-6)": {
        "(f(x + h) - f(x)) / h": "That is measured from x up to x + h: look below x, too.",
        "(f(x) - f(x - h)) / h": "That is measured from x - h up to x: look above x, too.",
        "(f(x + h) - f(x)) / (2 * h)": "The points are x and x + h: those are not 2 * h apart.",
        "(f(x + h) - f(x - h)) / h": "That is twice too much: how far apart are the two points?",
        "(f(x + h) - f(x - h)) / (2 * h) / h": "Divide by 2 * h, and only once.",
        "(f(x + h) - f(x - h)) / h**2": "Divide by 2 * h, and only once.",
        "(f(x + h) - f(x - h)) / (4 * h)": "That is half the slope: how far apart are the two points?",
        "(f(x + h) - f(x - h)) / 2 * h": BRACKETS,
        "(f(x + h) - f(x)) / 2 * h": BRACKETS,
        "f(x + h) - f(x - h) / (2 * h)": "Subtract first, divide then: brackets are missing.",
        "f(x + h) - f(x - h)": "That is how much f rises: divide it by how far x has moved.",
        "(f(x - h) - f(x + h)) / (2 * h)": "The sign is turned round: subtract the result below from the result above.",
        "(f(x + h) + f(x - h)) / (2 * h)": "Subtract one result from the other, rather than add them.",
        "abs(f(x + h) - f(x - h)) / (2 * h)": "f falls here while x grows: the slope is below zero.",
        "(f(x + h) - f(x + h)) / (2 * h)": "Nothing moved: are the two points different ones?",
        "(f(x + h) - f(x - h)) / f(x)": "Divide by how far x has moved, not by f(x).",
        "(f(x + h) - (x - h)) / (2 * h)": "Compare f with f: one of the two is x itself.",
        "(f(x * (1 + h)) - f(x * (1 - h))) / (2 * h)": "h is added to x: it is no share of x.",
        "f(x + 1j * h).imag / h": "x + 1j * h lies beside the line of numbers: ask f at x + h and at x - h.",
        "(f(x + h) - f(x - h)) / (x + h - x - h)": "x + h - x - h is 0: take the whole of x - h away, in brackets.",
        "(f(x + h) - f(x - h)) / (x + h) - (x - h)": "Divide by all of (x + h) - (x - h): brackets are missing around it.",
        "(f(x + h) / f(x - h) - 1) / (2 * h)": "That is a share of f: the rise is a difference, and nothing is divided by f.",
        "x * (f(x + h) - f(x - h)) / (2 * h)": "The slope is the quotient alone: it is not multiplied by x.",
        "math.copysign(1, x) * (f(x + h) - f(x - h)) / (2 * h)": "Below 0 the sign is turned round: x + h is above x there, too, and the slope takes no sign from x.",
        "f(x)": "That is f(x) itself: compare what f gives at two points.",
        "(f(x + h / 2) - f(x - h / 2)) / h": GIVEN_H,
        "(f(x + 1e-6) - f(x - 1e-6)) / 2e-6": GIVEN_H,
        "(f(x + 0.1) - f(x - 0.1)) / 0.2": GIVEN_H,
        "(f(x) + h - (f(x) - h)) / (2 * h)": "h belongs to x, inside the brackets of f.",
        "(f(x + h) - 2 * f(x) + f(x - h)) / h**2": "That is how fast the slope changes: f at x itself is not needed.",
        "(f(x + h) - f(x - h)) // (2 * h)": "That is a whole number: // and int() cut off the rest.",
        "round((f(x + h) - f(x - h)) / (2 * h), 4)": ROUNDED,
        "round((f(x + h) - f(x - h)) / (2 * h), 6)": ROUNDED,
    },
}


def cube(x):
    return x**3


def slope_is(f, formula, x, want, *h):
    """Expect this slope of f at x, and name the wrong idea that gives another."""
    name = f"derivative(f, {', '.join(map(str, (x, *h)))}) for f(x) = {formula}"
    got, ways = derivative(f, x, *h), wrong(MISTAKES, "derivative", lambda way: way(f, x, *h))
    expect(name, got, want, only(got, ways, 1e-6, 0), rel=1e-6, abs=0)  # tells what is tiny from 0


@task("derivative")
def test_derivative_is_the_slope_of_the_curve():
    """A small nudge gives the slope at that point, below zero where the curve falls, and however small."""
    slope_is(cube, "x ** 3", 5.0, 75.0)
    slope_is(lambda x: 1 / x, "1 / x", 0.5, -4.0)
    slope_is(lambda x: 2.5e-7 * x, "2.5e-7 * x", 3.0, 2.5e-7, 0.25)


@task("derivative")
def test_derivative_looks_as_far_below_x_as_above():
    """With a large h, the three ways to take a difference give three numbers."""
    slope_is(cube, "x ** 3", 2.5, 18.8125, 0.25)


@task("derivative")
def test_derivative_is_right_far_from_zero():
    """At -30, at 250 and at 0: twice the number, and the slope of the line."""
    for x in (-30.0, 250.0, 0.0):
        slope_is(lambda x: x * x + 3 * x, "x * x + 3 * x", x, 2 * x + 3, 0.25)


@task("derivative")
def test_derivative_nudges_by_h():
    """The points lie h from x, and a millionth from x unless told."""
    x, points = 3.0, []

    def reach(h, *handed):
        """Return the distance from x that is furthest from h, of all at which f was asked."""
        points.clear()
        derivative(lambda point: points.append(point) or 7.0 * point, x, *handed)
        away = {abs(point - x) for point in points} - {0.0}
        return max(away, key=lambda distance: abs(distance - h), default=0.0)

    got, without = reach(0.25, 0.25), reach(1e-6)
    known = {got: GIVEN_H if got else "f was asked at x alone: ask it h above x and h below x."}
    if expect("how far from x derivative(f, x, 0.25) looks", got, 0.25, known):
        known = {without: "Leave the default h as it was given: 1e-6."}
        expect("how far from x derivative(f, x) looks", without, 1e-6, known)


@task("derivative")
def test_derivative_of_drawn_curves():
    """For a cubic the measured slope is known to the last digit, whatever h."""
    rng = draw()
    for _ in range(20):
        a, b, c, x = (rng.uniform(-3.0, 3.0) for _ in range(4))
        h = rng.uniform(0.1, 1.0)

        def f(x, a=a, b=b, c=c):
            return a * x**3 + b * x**2 + c * x

        name = f"derivative(f, {x:.4g}, {h:.4g}) for f(x) = {a:.4g}*x**3 + {b:.4g}*x**2 + {c:.4g}*x"
        known = wrong(MISTAKES, "derivative", lambda way, f=f, x=x, h=h: way(f, x, h))
        if not expect(name, derivative(f, x, h), 3 * a * x**2 + 2 * b * x + c + a * h**2, known):
            break


# --- gradient ---


BOWL = lambda xs: xs[0] * xs[1] + xs[2] ** 2, "xs[0] * xs[1] + xs[2] ** 2"
SADDLE = lambda xs: xs[0] ** 3 * xs[1] + xs[1] ** 3, "xs[0]**3 * xs[1] + xs[1]**3"
LINE = lambda xs: 2.5 * xs[0] - 1.5 * xs[1], "2.5 * xs[0] - 1.5 * xs[1]"


def as_list(result):
    """Return a tuple or a generator as a list, and everything else as it is."""
    return list(result) if hasattr(result, "__iter__") else result


def why_nothing_moved():
    """Tell one list under two names from two lists that were never nudged."""
    handed = []
    as_list(gradient(lambda *xs: handed.append(xs[0]) or len(handed), [3.0, -4.0, 7.0]))
    return ONE_LIST if len({id(xs) for xs in handed}) < len(handed) else OUTSIDE


def slopes_are(f, formula, xs, want, *h, known=()):
    """Expect these slopes of f at xs.

    Args:
        known: wrong slopes, and the sentence for each; if none fits, the wrong ideas of derivative
            are tried, along each input.
    """
    name = f"gradient(f, {', '.join(map(str, (xs, *h)))}) for f(xs) = {formula}"
    got = as_list(gradient(f, [*xs], *h))

    known = [each for each in known if close(got, each[0], rel=1e-6, abs=0)]
    if got == [0.0] * len(xs):
        known = [(got, why_nothing_moved())]
    ways = wrong(MISTAKES, "derivative", lambda way: along_each(way, f, xs, *h))
    expect(name, got, want, known or only(got, ways, 1e-6, 0), rel=1e-6, abs=0)


def along_each(way, f, xs, *h):  # REPEATS e01
    """Return what a way to take a slope gives along each of the inputs."""
    return [way(lambda x: f([*xs[:i], x, *xs[i + 1 :]]), xs[i], *h) for i in range(len(xs))]  # noqa: B023


@task("gradient")
def test_gradient_is_one_slope_per_input():
    """Each input is nudged while the others stay where they are."""
    one, xs = "That is one number: want one slope per input.", [3.0, -4.0, 7.0]
    want, nudged_still = [-4.0, 3.0, 14.0], [-4.0, -1.0, 13.0]
    shares = [[x / size for x in want] for size in (math.hypot(*want), sum(want), 3)]
    slopes_are(*BOWL, xs, want, known=[
        ([13.0, 13.0, 13.0], TOGETHER),
        ([13 / 3, 13 / 3, 13 / 3], TOGETHER),
        ([13.0], TOGETHER),
        (13.0, one),
        (-4.0, one),
        (14.0, one),
        *((each, "Only the first input had its turn: does the loop return too early?") for each in ([-4.0], [-4.0, 0.0, 0.0])),
        ([14.0], "Only the last slope is left: collect one per turn."),
        ([14.0, 3.0, -4.0], "The slopes are in reverse order."),
        ([6.0, -8.0, 14.0], "A function made in a loop sees the loop's last i, not its own."),
        (nudged_still, "Earlier inputs stay nudged: each turn needs fresh copies."),
        ([-4.0, -4.0, 14.0], "Slopes stand among the inputs of later turns: keep them in a list of their own."),
        ([0.0, 0.0, 14.0], "The other inputs are to stay where they are, not at 0."),
        ([-4.0, 3.0, 0.0], "The nudged input starts from 0: start from where it is."),
        ([[0, -4.0], [1, 3.0], [2, 14.0]], ONLY_SLOPES),
        ([3.0, 14.0], LEFT_OUT),
        ([-4.0, 3.0], LEFT_OUT),
        ([slope * 1e-12 for slope in nudged_still], BRACKETS),
        *((each, "All slopes were divided by one number: give them as they are.") for each in shares),
    ])  # fmt: skip


@task("gradient")
def test_gradient_tells_inputs_with_the_same_number_apart():
    """Two inputs may hold the same number and have different slopes."""
    slopes_are(*BOWL, [4.0, -5.0, 4.0], [-5.0, 4.0, 8.0], known=[
        ([-5.0, 4.0, -5.0], "The input is looked up by its number: go by its place."),
        ([8.0, 4.0], "Slopes are kept by number there: keep one for each place."),
        ([3.0, 4.0, 3.0], TOGETHER),
        ([7.0, 7.0, 7.0], TOGETHER),
    ])  # fmt: skip
    left_out = ([0.0, -1.5], "An input of 0 is left out: it has a slope, too.")
    slopes_are(*LINE, [0.0, -3.0], [2.5, -1.5], known=[left_out, ([1.0, 1.0], TOGETHER)])


@task("gradient")
def test_gradient_looks_as_far_below_each_input_as_above():
    """With a large h the slopes show how they were measured, and where the other input was."""
    stays = "The first input was still nudged when the second had its turn: put it back."
    below, above = [-36.1875, 32.421875], [-36.1875, 38.453125]
    ordered = [54.125, -14.9375], "The inputs are sorted there: leave them in their order."
    known = [(below, stays), (above, stays), ordered]
    slopes_are(*SADDLE, [2.0, -3.0], [-36.1875, 35.0625], 0.25, known=known)


@task("gradient")
def test_gradient_nudges_by_a_millionth_unless_told():
    """Without h, the slopes are those of tiny nudges, of whole numbers, too."""
    cut = along_each(lambda f, x: (f(int(x + 1e-6)) - f(int(x - 1e-6))) / 2e-6, SADDLE[0], [2, -3])
    known = [(cut, "An array of whole numbers cuts every nudge off: make it one of floats.")]
    slopes_are(*SADDLE, [2, -3], [-36.0, 35.0], known=known)


@task("gradient")
def test_gradient_hands_f_one_list():
    """f gets all the inputs in a list, as one argument, also where there is only one."""
    calls = []
    for inputs in ([3.0, -4.0, 7.0], [3.0]):
        as_list(gradient(lambda *handed: calls.append(handed) or 0.0, inputs))

    starred = {3: "f takes one list: hand it over whole, without a star."}
    if expect("the number of arguments that f is called with", len(calls[0]), 1, starred):
        [xs], [lone] = calls[0], calls[-1]
        known = {"float": WHOLE, "tuple": TAKES_LIST, "ndarray": TAKES_LIST}
        if expect("In f(xs), type(xs).__name__", type(xs).__name__, "list", known):
            expect("In f(xs), len(xs)", len(xs), 3, {len(xs): WHOLE})
            kind, known = type(lone).__name__, {"float": "A single input comes in a list as well."}
            expect("With one input, in f(xs), type(xs).__name__", kind, "list", known)


@task("gradient")
def test_gradient_gives_a_list():
    """The slopes come in a list."""
    got = gradient(BOWL[0], [3.0, -4.0, 7.0])
    known = {"generator": LAZY, "map": LAZY, "tuple": IN_A_LIST, "set": IN_A_LIST}
    known |= {"dict": ONLY_SLOPES, "NoneType": "Is a return missing?"}
    kind = "list" if isinstance(got, list) else type(got).__name__
    expect("the type of what gradient gives", kind, "list", known)


@task("gradient")
def test_gradient_leaves_the_inputs_as_they_were():
    """The list of the caller holds the same numbers afterwards."""
    xs = [0.1, -4.0, 7.0]
    as_list(gradient(BOWL[0], xs, 0.7))
    moved = "The caller's own list was nudged: work on a copy, or put the very number back."
    expect("xs after gradient(f, xs, 0.7)", xs, [0.1, -4.0, 7.0], [(xs, moved)], rel=0, abs=0)
    calls = (partial(gradient, BOWL[0], xs) for xs in ([3.0, -4.0, 7.0], [1.0, 5.0, 2.0]))
    expect_own_list("gradient(f, [3.0, -4.0, 7.0])", *calls)


@task("gradient")
def test_gradient_of_drawn_functions():
    """From one input to five, each slope agrees with the formula."""
    rng = draw()
    for n in range(1, 6):
        a, xs = ([rng.uniform(-3.0, 3.0) for _ in range(n)] for _ in range(2))
        b, h = rng.uniform(-3.0, 3.0), rng.uniform(0.1, 1.0)

        def f(xs, a=a, b=b):
            return sum(p * x**3 for p, x in zip(a, xs)) + b * sum(xs) ** 2

        want = [p * (3 * x**2 + h**2) + 2 * b * sum(xs) for p, x in zip(a, xs)]
        name = f"gradient(f, [{', '.join(f'{x:.4g}' for x in xs)}], {h:.4g}) of a drawn f"
        if not expect(name, as_list(gradient(f, xs, h)), want):
            break
