"""Tests of e06: losses of one sample, their numbers and the gradients that they send back."""

import math
from contextlib import contextmanager
from copy import copy
from functools import partial
from numbers import Real

from exercises.e02_value import Value
from exercises.e06_losses import (
    binary_cross_entropy,
    categorical_cross_entropy,
    cross_entropy_from_logits,
    hinge_loss,
    mean_squared_error,
    one_hot,
    softmax,
)
from tests.expect import draw, expect, expect_error, fail, show, task

expect = partial(expect, rel=1e-6, abs=1e-6)  # a guard of 1e-8 in a sum is no mistake

DETACHED = "Nothing arrived: calculate with the Values themselves; .data leaves the graph."
UPSTREAM = "The gradient that arrives at the loss, 3, is missing."
SUMMED = "That is the sum; the mean over the list is asked for."
LENGTH_ONCE = "Divide by the length of the list once, and by nothing else."
FIRST = "Only the first pair is in it: does the loop return too early?"
LAST = "Only the last pair is in it: add to the total instead of replacing it."
NO_MINUS = "The minus is missing: the logarithm of a probability is below 0."
BITS = "That is in bits, with base 2; nats need the natural logarithm."
TENS = "That is with base 10; nats need the natural logarithm."
NO_MEAN = "That is the mean over the classes; the sum is asked for."
HELD_UP = "A tiny number holds a probability off 0, and the true size of the loss is lost."
LOST_SHIFT = "The shift came off the logits, but was not made good afterwards."


def values(*numbers):
    """Return new leaves, one per number."""
    return [Value(x) for x in numbers]


def keeps_its_graph(x):
    """Can gradients start from x?"""
    return hasattr(x, "data") and hasattr(x, "backward")


def as_value(name, x):
    """Return x if it is a Value; None is left to the runner's own words."""
    function, kind = name.partition("(")[0], type(x).__name__
    assert x is None or keeps_its_graph(x), (
        f"{function} gives a result of type {kind}, not a Value: no gradient can start there."
    )
    return x


def as_values(name, xs):
    """Return xs if it is a list of Values; None is left to the runner's own words."""
    function, kind = name.partition("(")[0], type(xs).__name__
    assert xs is None or isinstance(xs, list), f"{function} gives a {kind}, not a list."
    others = [type(x).__name__ for x in xs or () if not keeps_its_graph(x)]
    assert not others, (
        f"{function} gives a list of {others[0]}, not of Values: no gradient can start there."
    )
    return xs


@contextmanager
def in_words(name):
    """Say what it means that a power of e does not fit into a float, and the like."""
    problem, shift = "", "Which shift makes the largest power e**0?"
    try:
        yield
    except OverflowError:
        problem = f"{name} overflows: a power of e is too large for a float. {shift}"
    except ZeroDivisionError:
        problem = f"{name} divides by 0: every power of e became 0. {shift}"
    except ValueError as error:
        if not any(word in str(error) for word in ("log", "domain", "positive", "probability")):
            raise
        problem = (
            f"{name} raises ValueError: {error}. A power that became 0 met the logarithm:"
            " give it the whole sum of the powers, the largest of them 1."
        )
    except TypeError as error:
        if "not supported between" not in str(error):
            raise
        problem = f"TypeError: {error}. Values have no order: compare their .data."
    assert not problem, problem


def arrives(at, loss, leaves, want, mistakes=()):
    """Send a gradient of 3 into the loss, and compare what arrives at the leaves."""
    (loss * 3.0).backward()
    got = [leaf.grad for leaf in leaves]
    mistakes = [([0.0] * len(want), DETACHED), *mistakes, ([x / 3 for x in want], UPSTREAM)]
    return expect(f"What arrives at {at} in (3 * loss).backward()", got, want, mistakes)


def nudged(f, xs, h=1e-6):
    """Return the slopes of f, a function of one list of numbers, by central differences."""
    slopes = []
    for i, x in enumerate(xs):
        above, below = [*xs[:i], x + h, *xs[i + 1 :]], [*xs[:i], x - h, *xs[i + 1 :]]
        slopes.append((f(above) - f(below)) / (2 * h))
    return slopes


def agrees(loss, xs, other, formula):
    """Compare a loss with a formula of numbers, and its gradients with nudging that formula."""
    leaves, name = values(*xs), f"{loss.__name__}({xs}, {other})"
    result = as_value(name, loss(list(leaves), copy(other)))
    if not expect(f"{name}.data", result.data, formula(xs)):
        return False
    result.backward()
    got = [leaf.grad for leaf in leaves]
    name = f"What arrives at the first list in {name}.backward()"
    return expect(name, got, nudged(formula, xs), rel=1e-5, abs=1e-5)


def leaves_alone(function, xs, *other):
    """Expect that neither a call nor the walk back from it changes what was handed in."""
    name, given = function.__name__, values(*xs)
    lists = [list(given), *other]
    kept = [copy(each) for each in other]
    result = function(*lists)
    loss = as_values(name, result)[0] if function is softmax else as_value(name, result)
    loss.backward()
    if len(lists[0]) != len(given) or any(a is not b for a, b in zip(lists[0], given)):
        fail(f"{name} has changed the list of Values that it was given: build a new list.")
    shifted = [x - max(xs) for x in xs]
    wrong = [(shifted, "The shift was written into the logits: make new Values.")]
    expect(f"The data of the Values that {name} was given", [x.data for x in given], xs, wrong)
    if kept:
        expect(f"What {name} was given second, after the call,", other[0], kept[0])


def refuses_other_lengths(loss, answers, wanted):
    """Expect a ValueError from three answers against two, and from two against three."""
    name = loss.__name__
    as_value(name, loss(values(*answers), list(wanted))).backward()  # equal lengths are fine
    for n, m in ((3, 2), (2, 3)):
        expect_error(
            f"{name}, {n} answers and {m} wanted,",
            ValueError,
            lambda n=n, m=m: loss(values(*answers[:n]), wanted[:m]),
        )


# --- Distances ---


@task("mean_squared_error")
def test_mse_is_the_mean_over_the_list_of_the_squared_differences():
    """Differences of 1.5, -4, 4.5 and -0.8 have squares that sum to 39.14: a mean of 9.785."""
    name = "mean_squared_error([2.5, -1.0, 4.0, 0.5], [1.0, 3.0, -0.5, 1.3])"
    loss = mean_squared_error(values(2.5, -1.0, 4.0, 0.5), [1.0, 3.0, -0.5, 1.3])
    cancel = "The square is missing: differences of opposite sign cancel."
    wrong = {
        39.14: SUMMED,
        39.14 / 2: "That is half the sum of the squares; their mean is asked for.",
        39.14 / 3: "That divides by one less than the length of the list.",
        39.14 / 8: LENGTH_ONCE,
        39.14 / 16: LENGTH_ONCE,
        -39.14 / 4: "The sign is wrong: squares are never below 0.",
        math.sqrt(39.14 / 4): "That is the root of the mean: no root here.",
        math.sqrt(39.14): "That is a distance, a root of a sum: take the mean, and no root.",
        10.8 / 4: "That is the mean of the absolute differences: square them instead.",
        0.3: cancel,
        -0.3: cancel,
        1.2: cancel,
        0.09: "Square each difference first, then take the mean.",
        0.36: "Square each difference by itself, before they are added.",
        31.74 / 4: "These are squares of sums: subtract the targets.",
        23.5 / 4: "The targets have no part in this.",
        11.56 / 4: "Square the difference, not its two parts.",
        2.25: FIRST,
        2.25 / 4: FIRST,
        0.64: LAST,
        0.64 / 4: LAST,
    }
    expect(f"{name}.data", as_value(name, loss).data, (2.25 + 16.0 + 20.25 + 0.64) / 4, wrong)


@task("mean_squared_error")
def test_mse_sends_each_prediction_its_own_slope():
    """A prediction receives 2 / n times its difference, here times 3."""
    predictions = values(2.5, -1.0, 4.0, 0.5)
    loss = mean_squared_error(list(predictions), [1.0, 3.0, -0.5, 1.3])
    loss = as_value("mean_squared_error", loss)
    wrong = [
        ([9.0, -24.0, 27.0, -4.8], SUMMED),
        ([-2.25, 6.0, -6.75, 1.2], "The signs are turned round."),
        ([1.125, -3.0, 3.375, -0.6], "That is half of it: what is the slope of a square?"),
        ([0.75, -0.75, 0.75, -0.75], "That is the slope of an absolute value, not of a square."),
        ([0.75] * 4, "That is the slope of the mean difference: the square is missing."),
    ]
    arrives("the predictions", loss, predictions, [2.25, -6.0, 6.75, -1.2], wrong)


@task("mean_squared_error")
def test_mse_of_one_number_is_its_square():
    """A network with one output has a list of one: the mean is the square itself."""
    name = "mean_squared_error([1.7], [-0.8])"
    loss = as_value(name, mean_squared_error(values(1.7), [-0.8]))
    expect(f"{name}.data", loss.data, 6.25, {3.125: LENGTH_ONCE, 2.5: "The square is missing."})


@task("mean_squared_error")
def test_mse_agrees_with_nudging():
    """On drawn lists, number and gradients agree with the distance of two points."""
    rng = draw()
    for _ in range(6):
        n = rng.randint(1, 5)
        targets = [round(rng.uniform(-3, 3), 1) for _ in range(n)]
        predictions = [round(rng.uniform(-3, 3), 1) for _ in range(n)]

        def formula(xs, targets=targets):
            return math.dist(xs, targets) ** 2 / len(xs)

        if not agrees(mean_squared_error, predictions, targets, formula):
            break


@task("mean_squared_error")
def test_mse_leaves_its_lists_alone():
    """Neither the predictions nor the targets are changed."""
    leaves_alone(mean_squared_error, [2.5, -1.0, 4.0], [1.0, 3.0, -0.5])


@task("mean_squared_error")
def test_mse_refuses_lists_of_different_lengths():
    """Lists that differ in length are a ValueError, whichever is the longer."""
    refuses_other_lengths(mean_squared_error, [2.5, -1.0, 4.0], [1.0, 3.0, -0.5])


@task("hinge_loss")
def test_hinge_is_the_mean_over_the_list_of_what_is_short_of_the_margin():
    """Short of a margin of 1 by 0.6, 2.5, nothing and 1.3: the mean is 1.1."""
    name = "hinge_loss([0.4, -1.5, 2.5, 0.3], [1, 1, 1, -1])"
    with in_words(name):
        loss = as_value(name, hinge_loss(values(0.4, -1.5, 2.5, 0.3), [1, 1, 1, -1]))
    past = "The third score is past its margin and counts 0, not less: cut each term by itself."
    wrong = {
        4.4: SUMMED,
        4.4 / 3: "Divide by the length of the list, not by how many fall short.",
        2.9 / 4: past,
        2.9: past,
        5.6 / 4: "The sign is turned: a score on the right side lowers the loss.",
        5.6: "The sign is turned: a score on the right side lowers the loss.",
        1.8 / 4: "The margin is missing: a right answer still counts until it reaches 1.",
        2.9 / 4 - 1: "The margin is missing, and so is the cut at 0.",
        8.3 / 4: "That is the squared hinge: no square here.",
        3.8 / 4: "The signs have no part in this: -1 asks for a score below 0.",
        1.4 / 4: "Cut at 0 what is short of the margin, not the score.",
        5.0 / 4: "The signs are 1 and -1 already: do not stretch them.",
        5.9 / 4: "That is an absolute value; past the margin counts 0.",
        -1.5 / 4: "That is the smaller of the two; the larger is asked for.",
        -4.4 / 4: "The sign of the whole is wrong: a loss is never below 0.",
        5.9: past,
        0.6: FIRST,
        0.15: FIRST,
        1.3: LAST,
        1.3 / 4: LAST,
        2.5: "That is the worst of them alone: all of them count.",
    }
    expect(f"{name}.data", loss.data, (0.6 + 2.5 + 0.0 + 1.3) / 4, wrong)


@task("hinge_loss")
def test_hinge_sends_nothing_to_answers_past_their_margin():
    """A score short of its margin receives -sign / n, here times 3; one past it receives 0."""
    scores = values(0.4, -1.5, 2.5, 0.3)
    loss = as_value("hinge_loss", hinge_loss(list(scores), [1, 1, 1, -1]))
    wrong = [
        ([-3.0, -3.0, 0.0, 3.0], SUMMED),
        ([0.75, 0.75, 0.0, -0.75], "The signs are turned round."),
        ([-0.75, -0.75, -0.75, 0.75], "The third is past its margin: it wants no change."),
        ([-0.75, -0.75, 0.0, -0.75], "The signs have no part in this."),
        ([-0.9, -3.75, 0.0, 1.95], "That is the slope of the squared hinge: no square here."),
    ]
    arrives("the scores", loss, scores, [-0.75, -0.75, 0.0, 0.75], wrong)


@task("hinge_loss")
def test_hinge_is_a_value_even_when_it_is_zero():
    """With all answers past their margin the loss is 0, and backward() can still start from it."""
    name, scores = "hinge_loss([1.5, -4.0], [1, -1])", values(1.5, -4.0)
    loss = as_value(name, hinge_loss(list(scores), [1, -1]))
    expect(f"{name}.data", loss.data, 0.0, {-1.75: "Past the margin counts 0, not less."})
    loss.backward()
    expect(f"What arrives at the scores in {name}.backward()", [s.grad for s in scores], [0.0, 0.0])


@task("hinge_loss")
def test_hinge_agrees_with_nudging():
    """On drawn scores away from the kink, number and gradients agree with a plain formula."""
    rng = draw()
    for _ in range(6):
        signs = [rng.choice((1, -1)) for _ in range(rng.randint(1, 5))]
        gaps = [rng.choice((1, -1)) * round(rng.uniform(0.1, 3), 1) for _ in signs]
        scores = [round(1 - gap if sign > 0 else gap - 1, 1) for sign, gap in zip(signs, gaps)]

        def formula(xs, signs=signs):
            short = [1 - x if sign > 0 else 1 + x for x, sign in zip(xs, signs)]
            return sum(gap for gap in short if gap > 0) / len(xs)

        if not agrees(hinge_loss, scores, signs, formula):
            break


@task("hinge_loss")
def test_hinge_leaves_its_lists_alone():
    """Neither the scores nor the signs are changed."""
    leaves_alone(hinge_loss, [0.4, -1.5, 2.5], [1, 1, -1])


@task("hinge_loss")
def test_hinge_refuses_lists_of_different_lengths():
    """Lists that differ in length are a ValueError, whichever is the longer."""
    refuses_other_lengths(hinge_loss, [0.4, -1.5, 2.5], [1, 1, -1])


# --- Surprise ---


@task("binary_cross_entropy")
def test_bce_is_the_mean_over_the_list_of_the_surprises():
    """Yes was given 0.9, no was given 0.8 and no was given 0.4: the mean of three surprises."""
    name = "binary_cross_entropy([0.9, 0.2, 0.6], [1, 0, 0])"
    loss = as_value(name, binary_cross_entropy(values(0.9, 0.2, 0.6), [1, 0, 0]))
    yes, no = [math.log(p) for p in (0.9, 0.2, 0.6)], [math.log(p) for p in (0.1, 0.8, 0.4)]
    want = -(yes[0] + no[1] + no[2]) / 3
    only_yes = "Where the target is 0, the term with 1 - t counts: it is missing."
    only_no = "Where the target is 1, the term with t counts: it is missing."
    wrong = {
        3 * want: SUMMED,
        want / 2: LENGTH_ONCE,
        -want: NO_MINUS,
        -3 * want: f"{NO_MINUS} And take the mean.",
        want / math.log(10): TENS,
        want / math.log(2): BITS,
        -yes[0] / 3: only_yes,
        -yes[0]: only_yes,
        -(no[1] + no[2]) / 3: only_no,
        -(no[1] + no[2]): only_no,
        -sum(yes) / 3: "Where the target is 0, it is ln(1 - p) that counts, not ln p.",
        -(sum(yes) + sum(no)) / 3: "One term of each pair counts: its target chooses which.",
        -(no[0] + yes[1] + yes[2]) / 3: "The terms are exchanged: t goes with ln p.",
        (-yes[0] + no[1] + no[2]) / 3: "The minus stands before the whole bracket.",
        (yes[0] - no[1] - no[2]) / 3: "Add the two terms in the bracket; one is subtracted here.",
        -(yes[0] + 2 - yes[1] - yes[2]) / 3: "That has 1 - ln p where ln(1 - p) is meant.",
        -no[2]: LAST,
        -no[2] / 3: LAST,
        0.41 / 3: "That is the mean squared error: the surprise is asked for.",
        0.9 / 3: "These are probabilities of being wrong: take logarithms.",
    }
    expect(f"{name}.data", loss.data, want, wrong)


@task("binary_cross_entropy")
def test_bce_sends_each_probability_its_own_slope():
    """A probability receives -1 / p or 1 / (1 - p), divided by n, here times 3."""
    probabilities = values(0.8, 0.2, 0.6)
    loss = as_value("binary_cross_entropy", binary_cross_entropy(list(probabilities), [1, 0, 0]))
    wrong = [
        ([-3.75, 3.75, 7.5], SUMMED),
        ([1.25, -1.25, -2.5], "The signs are turned round: is the minus there?"),
        ([-1.25, 0.0, 0.0], "The term with 1 - t sends nothing: it has to count too."),
        ([0.0, 1.25, 2.5], "The term with t sends nothing: it has to count too."),
        ([5.0, -5.0, -5 / 3], "The terms are exchanged: t goes with ln p."),
    ]
    arrives("the probabilities", loss, probabilities, [-1.25, 1.25, 2.5], wrong)


@task("binary_cross_entropy")
def test_bce_behind_a_sigmoid_sends_p_minus_t():
    """A score behind a sigmoid receives (p - t) / n: gradients reach through to the network."""
    scores = values(0.5, -2.0)
    probabilities = [score.sigmoid() for score in scores]
    loss = as_value("binary_cross_entropy", binary_cross_entropy(probabilities, [0, 1]))
    p = [1 / (1 + math.exp(-0.5)), 1 / (1 + math.exp(2.0))]
    wrong = [([3 * p[0], 3 * p[1] - 3], SUMMED), ([-1.5 * p[0], 1.5 - 1.5 * p[1]], NO_MINUS)]
    want = [1.5 * p[0], 1.5 * p[1] - 1.5]
    arrives("two scores behind their sigmoids", loss, scores, want, wrong)


@task("binary_cross_entropy")
def test_bce_agrees_with_nudging():
    """On drawn lists, number and gradients agree with the chance of seeing all the targets."""
    rng = draw()
    for _ in range(6):
        targets = [rng.randint(0, 1) for _ in range(rng.randint(1, 5))]
        probabilities = [round(rng.uniform(0.05, 0.95), 2) for _ in targets]

        def formula(xs, targets=targets):
            chances = [x if target else 1 - x for x, target in zip(xs, targets)]
            return -math.log(math.prod(chances)) / len(xs)

        if not agrees(binary_cross_entropy, probabilities, targets, formula):
            break


@task("binary_cross_entropy")
def test_bce_leaves_its_lists_alone():
    """Neither the probabilities nor the targets are changed."""
    leaves_alone(binary_cross_entropy, [0.9, 0.2, 0.6], [1, 0, 0])


@task("binary_cross_entropy")
def test_bce_refuses_lists_of_different_lengths():
    """Lists that differ in length are a ValueError, whichever is the longer."""
    refuses_other_lengths(binary_cross_entropy, [0.9, 0.2, 0.6], [1, 0, 0])


def places_of(label, n_classes):
    """Return what one_hot gives, if it is a list of numbers."""
    places = one_hot(label, n_classes)
    kind = type(places).__name__
    assert places is None or isinstance(places, list), f"one_hot gives a {kind}, not a list."
    for x in places or ():
        kind, number = type(x).__name__, isinstance(x, Real) and not isinstance(x, bool)
        assert number, f"one_hot gives a list of {kind}: want the numbers 1.0 and 0.0."
    return places


@task("one_hot")
def test_one_hot_has_its_one_at_the_label():
    """Label 1 of 5 is the second place: places are counted from 0."""
    wrong = [
        ([1, 0, 0, 0, 0], "That is one place too far left: classes are counted from 0."),
        ([0, 0, 1, 0, 0], "That is one place too far right: classes are counted from 0."),
        ([0, 0, 0, 1, 0], "That counts from the end: the first class is 0."),
        ([1, 0, 1, 1, 1], "Ones and zeros are exchanged."),
        ([1, 1, 0, 0, 0], "A 1 stands at the label only."),
        ([0, 1, 1, 1, 1], "A 1 stands at the label only."),
        ([0, 0, 0, 0, 0], "There is no 1 in it."),
        ([0, 1], "There is one number for each class, after the label too."),
        ([0, 1, 0, 0], "The last class is missing."),
        ([0, 1, 0, 0, 0, 0], "That is a class too many."),
        ([0], "The label comes first, then the number of classes."),
    ]
    expect("one_hot(1, 5)", places_of(1, 5), [0.0, 1.0, 0.0, 0.0, 0.0], wrong)


@task("one_hot")
def test_one_hot_knows_the_first_and_the_last_label():
    """Labels 0 and n_classes - 1 have their places too."""
    for label, n, want in ((0, 3, [1.0, 0.0, 0.0]), (2, 3, [0.0, 0.0, 1.0]), (0, 1, [1.0])):
        if not expect(f"one_hot({label}, {n})", places_of(label, n), want):
            break


@task("one_hot")
def test_one_hot_gives_a_list_of_its_own_each_time():
    """Writing into one result leaves the next one alone."""
    first = places_of(3, 4)
    first[0] = 7.5
    name = "one_hot(3, 4), after the list of an earlier call was written to,"
    wrong = [([7.5, 0, 0, 1], "Make a new list in every call.")]
    expect(name, places_of(3, 4), [0.0, 0.0, 0.0, 1.0], wrong)


@task("one_hot")
def test_one_hot_is_right_for_any_label():
    """For drawn sizes, the place of the label holds 1 and all the others 0."""
    rng = draw()
    for _ in range(6):
        n = rng.randint(2, 6)
        label = rng.randrange(n)
        places = "0" * label + "1" + "0" * (n - label - 1)
        if not expect(f"one_hot({label}, {n})", places_of(label, n), [float(x) for x in places]):
            break


def softmax_of(zs):
    """Return what softmax makes of these numbers, as numbers."""
    name = f"softmax({zs})"
    with in_words(name):
        probabilities = softmax(values(*zs))
    return [p.data for p in as_values(name, probabilities)]


def shares(zs):
    """Return the softmax of moderate numbers by ratios: 1 over the sum of e**(other - z)."""
    return [1 / sum(math.exp(other - z) for other in zs) for z in zs]


@task("softmax")
def test_softmax_gives_each_power_its_share():
    """Each e**z is divided by the sum of them all."""
    zs = [2.0, -1.0, 0.5]
    e, low = [math.exp(z) for z in zs], [math.exp(z - 2.0) for z in zs]
    powers = "These are the powers: divide each by the sum of them all."
    of_sum = "That divides by e to the power of the summed logits: sum the powers instead."
    alike = "The powers above and below the line must be shifted alike."
    others = "The sum has all the powers in it, also the one that is being divided."
    wrong = [
        (e, powers),
        (low, "The largest power is 1 in this: divide each by the sum of them all."),
        ([x / 3 for x in e], "That divides by how many there are: divide by the sum of all."),
        ([x / 3 for x in low], "That divides by how many there are: divide by the sum of all."),
        ([z / 1.5 for z in zs], "These are shares of the logits: where are the powers of e?"),
        ([z - 2.0 for z in zs], "These are the shifted logits: where are the powers of e?"),
        ([x / math.exp(1.5) for x in e], of_sum),
        ([x / math.exp(-4.5) for x in low], of_sum),
        ([x / sum(e) for x in low], alike),
        ([x / sum(low) for x in e], alike),
        ([x / (sum(e) - x) for x in e], others),
        ([1 / x / sum(1 / y for y in e) for x in e], "Turned round: a larger z gets more."),
        ([2**z / sum(2**y for y in zs) for z in zs], "The base is e, not 2."),
        ([x / (1 + x) for x in e], "That is the sigmoid of each: these do not sum to 1."),
        (sorted(shares(zs)), "They come back sorted: keep each at the place of its logit."),
        ([math.log(p) for p in shares(zs)], "These are the logarithms of the probabilities."),
        ([1.0, 0.0, 0.0], "That picks the largest; softmax shares."),
        ([shares(zs)[0]], "Does the loop return too early? There is one per logit."),
    ]
    expect(f"softmax({zs})", softmax_of(zs), shares(zs), wrong)


@task("softmax")
def test_softmax_keeps_the_order_and_sums_to_one():
    """Probabilities stand in the order of their logits, and sum to 1."""
    zs = [0.3, 1.7, -0.4, 1.1, -2.0]
    got, want = softmax_of(zs), shares(zs)
    by_size = "They come back sorted: keep each at the place of its logit."
    wrong = [(sorted(want), by_size), (sorted(want)[::-1], by_size), (want[::-1], "Back to front.")]
    expect(f"softmax({zs})", got, want, wrong)
    expect(f"sum of softmax({zs})", sum(got), 1.0)


@task("softmax")
def test_softmax_of_one_logit_is_one():
    """With one class there is no doubt, whatever the logit, and nothing to learn."""
    logit = Value(-3.7)
    probabilities = as_values("softmax([-3.7])", softmax([logit]))
    expect("softmax([-3.7])", [p.data for p in probabilities], [1.0])
    probabilities[0].backward()
    wrong = {1.0: "The sum moves with the logit too: it must not leave the graph."}
    expect("What arrives at the logit in softmax([-3.7])[0].backward()", logit.grad, 0.0, wrong)


@task("softmax")
def test_softmax_is_not_changed_by_a_shift_of_1000():
    """Adding 1000 to every logit changes nothing, and overflows nothing."""
    expect("softmax([1000.0, 997.0, 998.0])", softmax_of([1000.0, 997.0, 998.0]), shares([3, 0, 1]))


@task("softmax")
def test_softmax_is_not_changed_by_a_shift_of_minus_1000():
    """Taking 1000 from every logit changes nothing, and no sum becomes 0."""
    zs = [-1000.0, -1003.0, -1002.0]
    expect(f"softmax({zs})", softmax_of(zs), shares([3, 0, 1]))


@task("softmax")
def test_softmax_bears_logits_that_lie_far_apart():
    """From -1000 to 1000 there is one shift that lets nothing overflow."""
    zs, near = [-1000.0, 0.5, 1000.0, 999.0], shares([1, 0])
    expect(f"softmax({zs})", softmax_of(zs), [0.0, 0.0, *near])


@task("softmax")
def test_softmax_sends_gradients_through_every_share():
    """A logit moves all the probabilities: 5 p[0] - 2 p[1] + 4 p[2] has these slopes."""
    weights, logits = [5.0, -2.0, 4.0], values(0.5, 1.5, -0.5)
    p = as_values("softmax([0.5, 1.5, -0.5])", softmax(list(logits)))
    (p[0] * 5.0 + p[1] * -2.0 + p[2] * 4.0).backward()
    share = shares([0.5, 1.5, -0.5])
    mean = sum(c * s for c, s in zip(weights, share))
    wrong = [
        ([0.0] * 3, DETACHED),
        (
            [s * c for c, s in zip(weights, share)],
            "The sum moves too: it must not leave the graph.",
        ),
        ([-s * mean for s in share], "The powers must not leave the graph: they move too."),
        (
            [s * (1 - s) * c for c, s in zip(weights, share)],
            "Each logit moves the other probabilities too.",
        ),
    ]
    expect(
        "What arrives at the logits in (5 * p[0] - 2 * p[1] + 4 * p[2]).backward()",
        [logit.grad for logit in logits],
        [s * (c - mean) for c, s in zip(weights, share)],
        wrong,
    )


@task("softmax")
def test_softmax_sends_gradients_at_1000_too():
    """The shift leaves the slopes as they are."""
    name, logits = "softmax([1000.0, 1002.0])", values(1000.0, 1002.0)
    with in_words(name):
        p = as_values(name, softmax(list(logits)))
    slope = 3 * math.prod(shares([0, 2]))
    (p[0] * 3.0).backward()
    expect(
        f"What arrives at the logits in (3 * {name}[0]).backward()",
        [logit.grad for logit in logits],
        [slope, -slope],
        [([0.0, 0.0], DETACHED), ([3 * shares([0, 2])[0], 0.0], "The sum moves too.")],
    )


@task("softmax")
def test_softmax_bears_a_logit_that_is_used_elsewhere_too():
    """A logit that stands in the list twice, and in a product, collects all its gradients."""
    z, y = Value(0.8), Value(-0.6)
    p = as_values("softmax([z, y, z])", softmax([z, y, z]))
    (p[0] * z).backward()
    share = 1 / (2 + math.exp(-1.4))
    name = "z.grad of z, y = Value(0.8), Value(-0.6) after (softmax([z, y, z])[0] * z).backward()"
    expect(name, z.grad, share + 0.8 * share * (1 - 2 * share), {share: DETACHED})


@task("softmax")
def test_softmax_agrees_with_nudging():
    """On drawn logits, probabilities and gradients agree with ratios of the powers."""
    rng = draw()
    for _ in range(6):
        zs = [round(rng.uniform(-3, 3), 1) for _ in range(rng.randint(2, 5))]
        weights = [round(rng.uniform(-3, 3), 1) for _ in zs]

        def mixture(xs, weights=weights):
            return sum(weight * share for weight, share in zip(weights, shares(xs)))

        logits = values(*zs)
        probabilities = as_values(f"softmax({zs})", softmax(list(logits)))
        if not expect(f"softmax({zs})", [p.data for p in probabilities], shares(zs)):
            break
        total = Value(0.0)
        for weight, p in zip(weights, probabilities):
            total = total + p * weight
        total.backward()
        name = f"What arrives at the logits {zs} when their softmax is weighed by {weights}"
        if not expect(name, [z.grad for z in logits], nudged(mixture, zs), rel=1e-5, abs=1e-5):
            break


@task("softmax")
def test_softmax_leaves_the_logits_alone():
    """The shift happens beside the logits, not in them."""
    leaves_alone(softmax, [3.0, -1.5, 0.5])


@task("categorical_cross_entropy")
def test_cce_is_the_surprise_at_the_true_class():
    """With all the weight on one class, the loss is -ln of its probability."""
    name = "categorical_cross_entropy([0.2, 0.7, 0.1], [1.0, 0.0, 0.0])"
    loss = as_value(name, categorical_cross_entropy(values(0.2, 0.7, 0.1), [1.0, 0.0, 0.0]))
    want = -math.log(0.2)
    binary = -math.log(0.2 * 0.3 * 0.9)
    wrong = {
        want / 3: NO_MEAN,
        -want: NO_MINUS,
        -want / 3: f"{NO_MINUS} And take the sum, not the mean.",
        want / math.log(10): TENS,
        want / math.log(2): BITS,
        -math.log(0.8): "That is -ln(1 - p) of the true class; -ln p is asked for.",
        -math.log(0.7): "That is the most probable class; the target says which one is true.",
        -math.log(0.1): "That is the last class; the target says which one is true.",
        -math.log(0.07): "These are the other classes: those with weight 0 are skipped.",
        -math.log(0.014): "All classes count alike in this; the target holds their weights.",
        -math.log(0.014) / 3: "All classes count alike in this; the target holds their weights.",
        binary: "The other classes add nothing here: only y ln p, no 1 - y.",
        binary / 3: "The other classes add nothing here: only y ln p, no 1 - y.",
        0.2: "That is the probability of the true class; its surprise is asked for.",
        0.8: "That is 1 - p; the surprise is -ln p.",
        0.0: LAST,
    }
    expect(f"{name}.data", loss.data, want, wrong)


@task("categorical_cross_entropy")
def test_cce_weighs_every_class_that_has_a_weight():
    """A target may spread its weight: 0.1, 0.6 and 0.3 here, each with its own -ln p."""
    name = "categorical_cross_entropy([0.2, 0.7, 0.1], [0.1, 0.6, 0.3])"
    loss = as_value(name, categorical_cross_entropy(values(0.2, 0.7, 0.1), [0.1, 0.6, 0.3]))
    a, b, c = (-math.log(p) for p in (0.2, 0.7, 0.1))
    want = 0.1 * a + 0.6 * b + 0.3 * c
    heaviest = "Only the heaviest class is in it: every class with a weight counts."
    wrong = {
        want / 3: NO_MEAN,
        -want: NO_MINUS,
        a + b + c: "Every class counts fully in this: multiply by its weight.",
        b: heaviest,
        0.6 * b: heaviest,
        0.1 * a: "Only the first class is in it: does the loop return too early?",
        a: "Only the first class is in it, and without its weight.",
        0.3 * c: LAST,
        c: LAST,
        0.0: "No class has counted: a weight need not be 1 to count.",
        -math.log(0.02 + 0.42 + 0.03): "First the logarithms; then weigh and add them.",
        -(0.2 * math.log(0.1) + 0.7 * math.log(0.6) + 0.1 * math.log(0.3)): (
            "The lists are exchanged: the logarithm is of p, the weight is y."
        ),
    }
    expect(f"{name}.data", loss.data, want, wrong)


@task("categorical_cross_entropy")
def test_cce_sends_each_weight_over_its_probability():
    """A probability receives -y / p, here times 3; with weight 0 it receives nothing."""
    probabilities = values(0.2, 0.4, 0.3, 0.1)
    loss = categorical_cross_entropy(list(probabilities), [0.75, 0.25, 0.0, 0.0])
    wrong = [
        ([-2.8125, -0.46875, 0.0, 0.0], NO_MEAN),
        ([11.25, 1.875, 0.0, 0.0], NO_MINUS),
        ([-15.0, -7.5, 0.0, 0.0], "The weights are missing."),
        ([-15.0, -7.5, -10.0, -30.0], "The weights are missing."),
        ([-11.25, 0.0, 0.0, 0.0], "Only one class is in it: every class with a weight counts."),
        ([0.0, -1.875, 0.0, 0.0], "Only one class is in it: every class with a weight counts."),
    ]
    loss = as_value("categorical_cross_entropy", loss)
    arrives("the probabilities", loss, probabilities, [-11.25, -1.875, 0.0, 0.0], wrong)


@task("categorical_cross_entropy")
def test_cce_skips_classes_of_weight_zero():
    """A class that is not true may have probability 0: it adds nothing."""
    name = "categorical_cross_entropy([0.0, 0.25, 0.75], [0.0, 0.0, 1.0])"
    probabilities = values(0.0, 0.25, 0.75)
    try:
        loss = categorical_cross_entropy(list(probabilities), [0.0, 0.0, 1.0])
    except (ValueError, ZeroDivisionError) as error:
        fail(f"{name} raises {type(error).__name__} ({error}). Weight 0: skip that class.")
        return
    if expect(f"{name}.data", as_value(name, loss).data, -math.log(0.75)):
        arrives("the probabilities [0.0, 0.25, 0.75]", loss, probabilities, [0.0, 0.0, -4.0])


@task("categorical_cross_entropy")
def test_cce_of_a_certainty_that_comes_true_is_no_surprise():
    """Where the true class had probability 1 the loss is 0, and no error."""
    name = "categorical_cross_entropy([0.0, 1.0], [0.0, 1.0])"
    loss = as_value(name, categorical_cross_entropy(values(0.0, 1.0), [0.0, 1.0]))
    expect(f"{name}.data", loss.data, 0.0)


@task("categorical_cross_entropy")
def test_cce_refuses_an_infinite_surprise():
    """Probability 0 on the true class is a ValueError that says what is wrong."""
    name = "categorical_cross_entropy([0.3, 0.0, 0.7], [0.0, 1.0, 0.0])"
    try:
        got = categorical_cross_entropy(values(0.3, 0.0, 0.7), [0.0, 1.0, 0.0])
    except ValueError as error:
        if not any(word in str(error).lower() for word in ("0", "zero", "infin", "probab")):
            fail(f"{name} raises ValueError, as it should, but {str(error)!r} does not say why.")
    except (ArithmeticError, AssertionError) as error:
        fail(f"{name} raises {type(error).__name__} ({error}), want a ValueError that says why.")
    else:
        number = getattr(got, "data", None)
        held_up = isinstance(number, (int, float)) and 5 < number < 1000
        why = HELD_UP if held_up else "The true class was called impossible: say so."
        fail(f"{name} gives {show(got)}, want a ValueError. {why}")


@task("categorical_cross_entropy")
def test_cce_agrees_with_nudging():
    """On drawn targets, number and gradients agree with the chance of what was seen."""
    rng = draw()
    for _ in range(6):
        n = rng.randint(2, 5)
        probabilities = [round(rng.uniform(0.05, 0.95), 2) for _ in range(n)]
        target = [rng.choice((0.0, 0.25, 0.5)) for _ in range(n)]
        target[rng.randrange(n)] = 0.75

        def formula(xs, target=target):
            return -math.log(math.prod(x**y for x, y in zip(xs, target)))

        if not agrees(categorical_cross_entropy, probabilities, target, formula):
            break


@task("categorical_cross_entropy")
def test_cce_leaves_its_lists_alone():
    """Neither the probabilities nor the target are changed."""
    leaves_alone(categorical_cross_entropy, [0.2, 0.7, 0.1], [0.0, 0.4, 0.6])


@task("categorical_cross_entropy")
def test_cce_refuses_lists_of_different_lengths():
    """Lists that differ in length are a ValueError, whichever is the longer."""
    refuses_other_lengths(categorical_cross_entropy, [0.2, 0.7, 0.1], [0.0, 0.4, 0.6])


def surprise_of(logits, label):
    """Return the loss of these logits, and its name."""
    name = f"cross_entropy_from_logits({[z.data for z in logits]}, {label})"
    with in_words(name):
        return as_value(name, cross_entropy_from_logits(list(logits), label)), name


@task("cross_entropy_from_logits")
def test_from_logits_is_the_surprise_at_the_label():
    """For label 1, neither first nor last nor largest, it is -ln of its softmax."""
    zs = [0.5, -1.0, 2.0, 1.2]
    loss, name = surprise_of(values(*zs), 1)
    total = sum(math.exp(z) for z in zs)
    p, low = shares(zs), math.log(total) - 2.0
    want = math.log(total) + 1.0
    no_log = "The logarithm of the sum is missing."
    no_label = "The logit of the label has no part in this."
    wrong = {
        low + 1.0: LOST_SHIFT,
        low - 1.0: "The shift came off once more, where it should have been made good.",
        low + 2.0: no_label,
        low + 1.0 + 0.5: "The label's class is 1; that took the logit of class 0, and no shift.",
        math.log(total) - 1.0: "The logit of the label has the wrong sign.",
        -want: "The sign is wrong: a surprise is never below 0.",
        3.0: "That has the largest logit where ln of the sum of powers is meant.",
        math.log(total - math.exp(-1.0)) + 1.0: "The label's own power is in the sum too.",
        total + 1.0: no_log,
        total / math.exp(2.0) + 3.0: no_log,
        want / 4: "There is no mean here: one class is true, and its surprise is asked for.",
        want / math.log(10): TENS,
        want / math.log(2): BITS,
        -math.log(1 - p[1]): "That is -ln(1 - p) at the label; -ln p is asked for.",
        -math.log(p[0]): "That is class 0; the label is 1, counted from 0.",
        -math.log(p[2]): "That is class 2, the most probable; the label is 1, counted from 0.",
        -math.log(p[3]): "That is the last class; the label is 1, counted from 0.",
        -math.log(math.prod(p)): "All the classes are in this; only the label's surprise counts.",
        p[1]: "That is the probability itself; its surprise is asked for.",
        1 - p[1]: "That is 1 - p; the surprise is -ln p.",
        1.0: "That is the logit with its sign turned: the sum of powers is missing.",
    }
    expect(f"{name}.data", loss.data, want, wrong)


@task("cross_entropy_from_logits")
def test_from_logits_knows_the_first_and_the_last_label():
    """Labels 0 and n - 1 are classes like the others."""
    zs = [0.5, -1.0, 2.0, 1.2]
    for label in (0, 3):
        loss, name = surprise_of(values(*zs), label)
        if not expect(f"{name}.data", loss.data, -math.log(shares(zs)[label])):
            break


@task("cross_entropy_from_logits")
def test_from_logits_sends_softmax_minus_one_hot():
    """Each logit receives its probability, less 1 at the label; here times 3."""
    zs = [0.5, -1.0, 2.0, 1.2]
    logits = values(*zs)
    loss, _ = surprise_of(logits, 1)
    p0, p1, p2, p3 = (3 * share for share in shares(zs))
    shift = "at the largest logit: the shift as a whole must change nothing, in slopes too."
    wrong = [
        ([0.0, -3.0, 0.0, 0.0], "The sum of the powers has left the graph."),
        ([p0, p1, p2, p3], "The logit of the label sends nothing: it has left the graph."),
        ([-p0, 3.0 - p1, -p2, -p3], "The signs are turned round."),
        ([p0, p1 + 3.0, p2, p3], "The logit of the label has the wrong sign."),
        ([p0, p1 - 3.0, p2 + 3.0, p3], f"3 too much arrives {shift}"),
        ([p0, p1 - 3.0, p2 - 3.0, p3], f"3 too little arrives {shift}"),
        ([0.0, -3.0, 3.0, 0.0], "That is the slope with the largest logit for the whole sum."),
    ]
    arrives("the logits, label 1,", loss, logits, [p0, p1 - 3.0, p2, p3], wrong)


@task("cross_entropy_from_logits")
def test_from_logits_is_finite_and_right_for_a_hopeless_answer():
    """A true class 2000 below the largest has a surprise of 2000: no infinity, no error."""
    logits = values(1000.0, -1000.0, 3.0)
    loss, name = surprise_of(logits, 1)
    wrong = {-math.log(10.0**-n): HELD_UP for n in (6, 7, 8, 9, 10, 12, 15, 16, 20, 30, 100, 300)}
    wrong[1000.0] = LOST_SHIFT
    if expect(f"{name}.data", loss.data, 2000.0, wrong):
        arrives("the logits [1000.0, -1000.0, 3.0], label 1,", loss, logits, [3.0, -3.0, 0.0])


@task("cross_entropy_from_logits")
def test_from_logits_is_finite_and_right_for_a_sure_answer():
    """A true class 997 above the next has a surprise of 0, and asks for no change."""
    logits = values(-1000.0, 1000.0, 3.0)
    loss, name = surprise_of(logits, 1)
    if expect(f"{name}.data", loss.data, 0.0, {-1000.0: LOST_SHIFT}):
        loss.backward()
        got = [logit.grad for logit in logits]
        expect(f"What arrives at the logits in {name}.backward()", got, [0.0, 0.0, 0.0])


@task("cross_entropy_from_logits")
def test_from_logits_is_not_changed_by_a_shift_of_1000():
    """Around 1000 and around -1000 the surprise is the same as around 0."""
    want = -math.log(shares([0.0, -2.5, -0.5])[0])
    for base in (1000.0, -1000.0):
        loss, name = surprise_of(values(base, base - 2.5, base - 0.5), 0)
        if not expect(f"{name}.data", loss.data, want, {want - base: LOST_SHIFT}):
            break


@task("cross_entropy_from_logits")
def test_from_logits_agrees_with_nudging():
    """On drawn logits, number and gradients agree with a sum of ratios."""
    rng = draw()
    for _ in range(6):
        zs = [round(rng.uniform(-4, 4), 1) for _ in range(rng.randint(1, 5))]
        label = rng.randrange(len(zs))

        def formula(xs, label=label):
            return -math.log(shares(xs)[label])

        if not agrees(cross_entropy_from_logits, zs, label, formula):
            break


@task("cross_entropy_from_logits")
def test_from_logits_leaves_the_logits_alone():
    """The shift happens beside the logits, not in them."""
    leaves_alone(cross_entropy_from_logits, [3.0, -1.5, 0.5], 2)
