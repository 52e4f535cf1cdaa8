"""Tests of e10: every function by itself, then the network on real digits.

The yardsticks are numbers by hand, plain Python without arrays, and slopes found by nudging.
"""

import functools
import math
import re
import traceback
from itertools import accumulate, permutations, product

import numpy as np
import pytest

from exercises.e10_digits import (
    accuracy,
    backward,
    cross_entropy,
    dense,
    dense_backward,
    forward,
    init_parameters,
    one_hot,
    relu,
    relu_backward,
    softmax,
    softmax_cross_entropy_backward,
    train,
)
from kata.course.digits import load
from kata.errors import CommandError
from tests.expect import close, draw, expect, fail, task

SEEDS = range(5)
ROUGH = {"rel": 1e-6, "abs": 1e-7}  # slopes found by nudging are right to about nine digits
REFUSED = (  # what numpy says, what the line holds, and what it means
    ("broadcast", r"\*", "The sign * multiplies cell by cell; the matrix product is @."),
    ("core dimension", "@", "In a @ b the columns of a are the rows of b: look at their shapes."),
    ("ambiguous", r"\bif\b", "An if asks once for the whole array; x > 0 alone goes cell by cell."),
    (
        "ambiguous",
        r"[^.]max\(",
        "Python's max compares whole arrays; np.maximum goes cell by cell.",
    ),
    (
        "Python scalars",
        r"(math\.|[^.\w])(exp|log)\(",
        "math takes one number; np goes cell by cell.",
    ),
)


def in_words(test):
    """Say what it means that numpy refuses an operation in the exercise."""

    @functools.wraps(test)
    def told():
        try:
            test()
        except (TypeError, ValueError) as error:
            said, frame = str(error).strip(), traceback.extract_tb(error.__traceback__)[-1]
            line = "" if frame.filename == __file__ else frame.line
            meant = [words for of, code, words in REFUSED if of in said and re.search(code, line)]
            if not meant:
                raise
            fail(f"{type(error).__name__}: {said}, in: {line}.", meant[0])

    return told


# --- Layers ---


@task("dense")
@in_words
def test_dense_is_a_weighted_sum_and_a_bias():
    """Two samples of three numbers, four neurons: one sum per sample and neuron."""
    x = np.array([[2.0, -3.0, 5.0], [7.0, 11.0, -13.0]])
    w = np.array([[1.0, 4.0, -2.0, 3.0], [6.0, -1.0, 2.0, 5.0], [-3.0, 2.0, 4.0, 1.0]])
    b = np.array([10.0, 20.0, 30.0, 40.0])
    without = np.array([[-31.0, 21.0, 10.0, -4.0], [112.0, -9.0, -44.0, 63.0]])
    expect(
        "dense(x, w, b)",
        dense(x, w, b),
        np.array([[-21.0, 41.0, 40.0, 36.0], [122.0, 11.0, -14.0, 103.0]]),
        [
            (without, "The bias is missing."),
            (without - b, "The bias is taken away; it is added."),
            (without + x.sum(axis=1, keepdims=True) * b, "The bias went through the weights too."),
            (np.maximum(without + b, 0), "relu is a layer of its own: dense lets all through."),
            ((without + b) / 2, "Each sample has sums of its own: nothing is averaged here."),
            ((without + b).T, "Samples are the rows, neurons the columns."),
        ],
    )


@task("dense")
def test_dense_of_one_drawn_batch():
    """Drawn shapes and numbers give what sums written in plain Python give."""
    rng = numpy_rng()
    for n, d_in, d_out in ((1, 3, 2), (4, 1, 3), (5, 3, 1), (4, 2, 3)):
        x, w, b = rng.normal(size=(n, d_in)), rng.normal(size=(d_in, d_out)), rng.normal(size=d_out)
        want = np.array(sums(x.tolist(), w.T.tolist(), b.tolist()))
        name = f"dense(x, w, b) with x {x.shape}, w {w.shape}, b {b.shape}, drawn,"
        if not expect(name, dense(x, w, b), want):
            break


@task("dense")
def test_dense_changes_no_argument():
    """x, w and b are still what they were."""
    expect_unchanged("dense(x, w, b)", dense, x=[[2.0, 3.0]], w=[[5.0], [7.0]], b=[11.0])


@task("dense_backward")
@in_words
def test_dense_backward_of_a_square_layer():
    """Two neurons, two inputs, three samples: where everything fits, a wrong side fits too."""
    grad = np.array([[2.0, -1.0], [3.0, 5.0], [-4.0, 7.0]])
    x = np.array([[1.0, 6.0], [-2.0, 3.0], [8.0, 4.0]])
    w = np.array([[2.0, -3.0], [5.0, 7.0]])
    grad_x, grad_w, grad_b = three(dense_backward(grad, x, w))
    want_x = np.array([[7.0, 3.0], [-9.0, 50.0], [-29.0, 29.0]])
    want_w = np.array([[-36.0, 45.0], [5.0, 37.0]])
    expect(
        "grad_x",
        grad_x,
        want_x,
        [
            (np.array([[-1.0, -13.0], [31.0, 26.0], [27.0, 61.0]]), UNTURNED_W),
            (want_x / 3, DIVIDED),
            (want_w, SWAPPED),
            (grad * 7.0, "Each input's gradient collects grad times weight over the neurons."),
        ],
    )
    expect(
        "grad_w",
        grad_w,
        want_w,
        [
            (want_w.T, "Turned over: grad_w[i, j] belongs to input i and neuron j."),
            (want_w / 3, DIVIDED),
            (want_x, SWAPPED),
        ],
    )
    expect_bias_gradient(grad_b, grad)


@task("dense_backward")
def test_dense_backward_against_nudging():
    """Nudge each cell of x, w and b, and see how far a sum made of the results moves."""
    rng = numpy_rng()
    for n, d_in, d_out in ((1, 2, 3), (4, 3, 2), (3, 1, 4)):
        layer = {"x": rng.normal(size=(n, d_in)), "w": rng.normal(size=(d_in, d_out))}
        layer["b"], grad = rng.normal(size=d_out), rng.normal(size=(n, d_out))
        got = three(dense_backward(grad, layer["x"], layer["w"]))
        for name, grad_name, got_grad in zip(layer, ("grad_x", "grad_w", "grad_b"), got):
            where = f"for a drawn x of shape {n, d_in} and w of shape {d_in, d_out}"
            want = slopes(functools.partial(weighted_total, grad, layer, name), layer[name])
            if not expect(f"{grad_name} {where}", got_grad, want, **ROUGH):
                return


@task("dense_backward")
def test_dense_backward_changes_no_argument():
    """grad, x and w are still what they were."""
    arrays = {"grad": [[2.0], [3.0]], "x": [[5.0, 7.0], [11.0, 13.0]], "w": [[17.0], [19.0]]}
    expect_unchanged("dense_backward(grad, x, w)", dense_backward, **arrays)


@task("relu")
@in_words
def test_relu_keeps_what_is_above_0():
    """What is below 0 becomes 0, what is above stays as it is."""
    x = np.array([[-1.5, 0.25, 3.0], [0.0, -0.5, 7.0]])
    slips = [
        ((x > 0) * 1.0, "What is above 0 stays as large as it is."),
        (np.abs(x), "What is below 0 becomes 0; it does not change its sign."),
        (np.minimum(x, 0), "That keeps what is below 0; the other half is wanted."),
        (x, "Nothing has changed: what is below 0 becomes 0."),
        (np.float64(7.0), "One number came back: compare each cell with 0."),
        (x[x > 0], "Cells are missing: they become 0, they do not go."),
        (x.max(axis=0), "Cells were compared with each other: compare each cell with 0."),
    ]
    want = np.array([[0.0, 0.25, 3.0], [0.0, 0.0, 7.0]])
    expect("relu(x) with x = [[-1.5, 0.25, 3], [0, -0.5, 7]]", relu(x.copy()), want, slips)


@task("relu")
def test_relu_gives_a_new_array():
    """x is still what it was: backward needs it."""
    expect_unchanged("relu(x)", relu, x=[[-2.0, 3.0], [5.0, -7.0]])
    x = np.array([[2.0, 3.0]])
    if np.shares_memory(relu(x), x):
        fail("relu(x) gives x itself where nothing is below 0.", "Give a new array in every case.")


@task("relu")
def test_relu_of_drawn_numbers():
    """Drawn cells, each compared with 0 in plain Python."""
    x = numpy_rng().normal(size=(4, 5))
    want = [[z if z > 0 else 0.0 for z in row] for row in x.tolist()]
    expect("relu(x) of drawn numbers", relu(x), np.array(want))


@task("relu_backward")
@in_words
def test_relu_backward_looks_at_the_input():
    """The gradient passes where x was above 0, whatever its own sign is."""
    grad = np.array([[2.0, -3.0, 5.0], [-7.0, 11.0, -13.0]])
    x = np.array([[0.5, -4.0, -6.0], [9.0, 3.0, -1.0]])
    want = np.array([[2.0, 0.0, 0.0], [-7.0, 11.0, 0.0]])
    slips = [
        (np.maximum(grad, 0), "Look at the sign of x, not of grad."),
        (x * (grad > 0), "grad and x have changed places."),
        ((x > 0) * 1.0, "What arrives (grad) is missing."),
        (grad, "Everything passes; where x was below 0, relu did not move, so nothing should."),
        (grad - want, "The other way round: stop where x < 0."),
        (want * x, "Multiplied by x; relu's slope there is 1."),
        (grad * x, "A gradient passes or it does not: times 1 or 0, not times x."),
    ]
    expect("relu_backward(grad, x)", relu_backward(grad.copy(), x.copy()), want, slips)


@task("relu_backward")
def test_relu_backward_gives_a_new_array():
    """grad and x are still what they were."""
    arrays = {"grad": [[2.0, 3.0], [-5.0, 7.0]], "x": [[-1.0, 4.0], [6.0, -8.0]]}
    expect_unchanged("relu_backward(grad, x)", relu_backward, **arrays)
    grad, x = np.array([[2.0, -3.0]]), np.array([[5.0, 7.0]])
    got = relu_backward(grad, x)
    if np.shares_memory(got, grad) or np.shares_memory(got, x):
        fail("relu_backward(grad, x) gives an argument itself.", "Give a new array in every case.")


@task("relu_backward")
def test_relu_backward_against_nudging():
    """Drawn numbers, none of them close to the kink at 0."""
    rng = numpy_rng()
    grad = rng.normal(size=(3, 4))
    x = rng.uniform(0.1, 2, size=(3, 4)) * rng.choice([-1.0, 1.0], size=(3, 4))
    want = slopes(lambda nudged: float((grad * (nudged + np.abs(nudged)) / 2).sum()), x)
    expect("relu_backward(grad, x) of drawn numbers", relu_backward(grad, x), want, **ROUGH)


# --- Loss ---


@task("softmax")
@in_words
def test_softmax_of_each_row():
    """The logits are logarithms, so that e**z are whole numbers and the shares can be seen."""
    powers = np.array([[1.0, 2.0, 5.0], [6.0, 3.0, 1.0], [2.0, 7.0, 1.0]])
    logits = np.log(powers)
    want = np.array([[0.125, 0.25, 0.625], [0.6, 0.3, 0.1], [0.2, 0.7, 0.1]])
    by_columns = [[p / top for p, top in zip(row, (6, 7, 5))] for row in powers.tolist()]
    turned = [[p / top for p, top in zip(row, (5, 6, 7))] for row in powers.tolist()]
    known = [
        (
            np.array([normal(row) for row in turned]),
            "Row i's maximum shifts column i: keepdims lets the maxima stand beside their rows.",
        ),
        (
            np.array([normal(row) for row in by_columns]),
            "One shift for a whole row, not one a column.",
        ),
        (logits / logits.sum(axis=1, keepdims=True), "e to the power of each logit is missing."),
        (np.log(want), "Those are the logarithms of the probabilities."),
        (
            np.array([normal(1 / row) for row in powers]),
            "A minus too many: the largest comes out least.",
        ),
    ]
    for shift in (
        np.ones((3, 1)),
        powers.max(axis=1, keepdims=True),
        powers.max(axis=0),
        powers.max(),
    ):
        raised = powers / shift
        known += [
            (raised, "That is e**z; it has yet to be divided by its row's sum."),
            (raised / raised.sum(), "All cells together sum to 1; each row should, by itself."),
            (np.array([normal(c) for c in raised.T]).T, "The columns sum to 1; a sample is a row."),
            (
                np.array([[p / sum(r) for p, r in zip(row, raised)] for row in raised.tolist()]),
                "The sum of row i divides column i: keepdims lets the sums stand beside their rows.",
            ),
        ]
    name = "softmax(logits) with e**logits = [[1, 2, 5], [6, 3, 1], [2, 7, 1]]"
    expect(name, softmax(logits), want, known)


@task("softmax")
def test_softmax_of_large_logits():
    """Rows near 1000, near 0 and near -1000: only the differences within a row count."""
    logits = np.log(np.array([[3.0, 1.0], [1.0, 4.0], [2.0, 3.0], [1.0, 1.0]]))
    logits += np.array([[1000.0], [0.0], [-1000.0], [1e6]])
    with np.errstate(all="ignore"):
        got = softmax(logits)
    name = "softmax of rows near 1000, 0, -1000 and a million"
    if not np.isfinite(got).all():
        fail(
            f"{name} gives nan or inf: e**1000 is too large for a float, and e**-1000 is 0.",
            "Shift each row, by something of its own, so that its largest logit is 0.",
        )
        return
    want = np.array([[0.75, 0.25], [0.2, 0.8], [0.4, 0.6], [0.5, 0.5]])
    expect(name, got, want, rel=1e-6)


@task("softmax")
def test_softmax_changes_no_argument():
    """The logits are still what they were."""
    expect_unchanged("softmax(logits)", softmax, logits=[[2.0, 3.0, 5.0], [11.0, 7.0, 13.0]])


@task("softmax")
def test_softmax_of_drawn_logits():
    """Drawn logits, row by row, as in plain Python; also a single row."""
    for shape in ((1, 4), (5, 3)):
        logits = numpy_rng().normal(size=shape) * 3
        want = np.array([shares(row) for row in logits.tolist()])
        if not expect(f"softmax of drawn logits of shape {shape}", softmax(logits), want):
            break


@task("cross_entropy")
@in_words
def test_cross_entropy_is_the_mean_surprise():
    """True classes with 1/2, 1/4 and 1/5: the mean of ln 2, ln 4 and ln 5."""
    p = np.array([[0.3, 0.5, 0.1, 0.1], [0.25, 0.4, 0.15, 0.2], [0.1, 0.65, 0.05, 0.2]])
    targets = np.array([[0.0, 1.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0]])
    of_true, want = np.array([0.5, 0.25, 0.2]), (math.log(2) + math.log(4) + math.log(5)) / 3
    slips = [
        (3 * want, "That is the sum; the mean over the rows is wanted."),
        (-want, "The minus is missing: the logarithm of a probability is below 0."),
        (-3 * want, "That is the sum without its minus; the mean surprise is wanted."),
        (want / math.log(10), "That is log to the base 10; the natural logarithm is wanted."),
        (want / math.log(2), "That is log to the base 2 (bits); nats are wanted."),
        (want / 4, "The mean over all cells is a mean over the rows and over the classes."),
        (-want / 4, "The minus is missing, and the mean is over the rows only."),
        (3 * want / 4, "Divided by the number of classes; there are three rows."),
        (-4 * np.log(p).mean(), "The targets have no say: only the true class counts."),
        (-np.log(p).mean(), "The targets have no say: only the true class counts."),
        (-np.log(p.max(axis=1)).mean(), "That is the surest class; the true class counts."),
        (-math.log(of_true.mean()), "That is -ln of the mean; the mean of the -ln is wanted."),
        (1 - of_true.mean(), "The logarithm is missing."),
        (-np.log(of_true), "That is one number per row; their mean is wanted."),
    ]
    name = "cross_entropy(p, targets) with 1/2, 1/4 and 1/5 for the true classes"
    # whoever adds a tiny number to keep away from ln 0 is right too
    expect(name, cross_entropy(p, targets), want, slips, rel=1e-5, abs=1e-5)


@task("cross_entropy")
def test_cross_entropy_is_finite_where_the_true_class_has_probability_0():
    """The worst answer there is costs much, but not infinitely much."""
    with np.errstate(all="ignore"):
        got = cross_entropy(np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]]))
    name = "cross_entropy([[1, 0]], [[0, 1]])"
    if not math.isfinite(got):
        fail(
            f"{name} is {got}, want a large but finite number.",
            "Keep what goes into the logarithm above 0.",
        )
    elif got < 15:
        fail(f"{name} is {got + 0:.6g}, want 15 or more: no answer is more wrong.")


@task("cross_entropy")
def test_cross_entropy_ignores_a_0_elsewhere():
    """A probability of 0 for another class is no harm."""
    with np.errstate(all="ignore"):
        got = cross_entropy(
            np.array([[0.5, 0.5, 0.0], [0.0, 0.0, 1.0]]),
            np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        )
    name = "cross_entropy([[0.5, 0.5, 0], [0, 0, 1]], [[0, 1, 0], [0, 0, 1]])"
    if isinstance(got, float) and math.isnan(got):
        fail(
            f"{name} is nan: ln 0 is -inf, and 0 times -inf is nan.",
            "Keep p away from 0 before ln.",
        )
        return
    expect(name, got, math.log(2) / 2, rel=1e-5, abs=1e-5)


@task("cross_entropy")
def test_cross_entropy_changes_no_argument():
    """Probabilities and targets are still what they were, even where one is 0."""
    arrays = {"probabilities": [[0.5, 0.5], [1.0, 0.0]], "targets": [[0.0, 1.0], [1.0, 0.0]]}
    expect_unchanged("cross_entropy(probabilities, targets)", cross_entropy, **arrays)


@task("cross_entropy")
def test_cross_entropy_of_drawn_probabilities():
    """Drawn rows, sample by sample, as in plain Python; also a single row."""
    rng = numpy_rng()
    for n, classes in ((1, 3), (6, 4)):
        labels = rng.integers(classes, size=n)
        p = np.array([shares(row) for row in rng.normal(size=(n, classes)).tolist()])
        want = sum(-math.log(row[label]) for row, label in zip(p, labels)) / n
        got = cross_entropy(p, one_hot(labels, classes))
        if not expect(f"cross_entropy of {n} drawn rows", got, want, rel=1e-4, abs=1e-4):
            break


@task("softmax_cross_entropy_backward")
@in_words
def test_softmax_cross_entropy_backward_is_the_distance_to_the_target():
    """Two samples, three classes: how far each probability is off, shared among the samples."""
    p = np.array([[0.2, 0.5, 0.3], [0.1, 0.3, 0.6]])
    targets = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
    want = np.array([[0.1, -0.25, 0.15], [-0.45, 0.15, 0.3]])
    slips = [
        (2 * want, "The loss is a mean over the rows, so each row has its share: that is missing."),
        (-want, "The sign is turned: more of a wrong class makes the loss larger."),
        (-2 * want, "The sign is turned, and the mean over the rows is missing."),
        (want / 2, "The mean over the rows is in it twice."),
        (want * 2 / 3, "Divided by the number of classes; the mean is over the two rows."),
        (want / 3, "The mean is over the two rows, not over all six cells."),
        (-targets / p / 2, "That is the slope by the probabilities; by the logits is wanted."),
        (-targets / p, "That is the slope by the probabilities; by the logits is wanted."),
        (p / 2, "The targets are missing."),
        (want * targets, "The other classes have a slope too."),
        (want.sum(axis=0), "Each row has a slope of its own: nothing is summed here."),
    ]
    name = f"softmax_cross_entropy_backward({p.tolist()}, {targets.astype(int).tolist()})"
    expect(name, softmax_cross_entropy_backward(p.copy(), targets), want, slips)


@task("softmax_cross_entropy_backward")
def test_softmax_cross_entropy_backward_against_nudging():
    """Nudge each logit, and see how far the loss of all rows moves."""
    rng = numpy_rng()
    for n, classes in ((1, 3), (4, 2), (3, 5)):
        logits, targets = (
            rng.normal(size=(n, classes)),
            one_hot(rng.integers(classes, size=n), classes),
        )
        probabilities = np.array([shares(row) for row in logits.tolist()])
        want = slopes(lambda nudged, targets=targets: surprise(nudged.tolist(), targets), logits)
        name = f"softmax_cross_entropy_backward of {n} drawn rows with {classes} classes"
        if not expect(name, softmax_cross_entropy_backward(probabilities, targets), want, **ROUGH):
            break


@task("softmax_cross_entropy_backward")
def test_softmax_cross_entropy_backward_changes_no_argument():
    """Probabilities and targets are still what they were: others look at them later."""
    arrays = {"probabilities": [[0.25, 0.75], [0.5, 0.5]], "targets": [[0.0, 1.0], [1.0, 0.0]]}
    name = "softmax_cross_entropy_backward(probabilities, targets)"
    expect_unchanged(name, softmax_cross_entropy_backward, **arrays)


# --- Training ---


@task("init_parameters")
def test_init_has_four_arrays_of_the_right_shapes():
    """5 inputs, 7 hidden neurons, 3 classes."""
    sizes = [5, 7, 3]
    parameters = init_parameters(sizes, numpy_rng())
    assert_four_keys("init_parameters([5, 7, 3])", parameters)
    for name, shape in {"W1": (5, 7), "b1": (7,), "W2": (7, 3), "b2": (3,)}.items():
        expect(
            f'the shape of "{name}" from init_parameters([5, 7, 3])',
            np.shape(parameters[name]),
            shape,
            [
                (shape[::-1], "Turned over: rows are what comes in, columns what goes out."),
                ((1, *shape), "A bias has one axis: one number per neuron."),
                ((*shape, 1), "A bias has one axis: one number per neuron."),
            ],
        )
    expect("sizes after init_parameters(sizes)", sizes, [5, 7, 3])
    assert_four_keys("init_parameters((5, 7, 3)), from a tuple,", init_parameters((5, 7, 3)))


@task("init_parameters")
def test_init_starts_the_biases_at_zero():
    """Biases are zeros, and can be moved by fractions."""
    parameters = init_parameters([4, 6, 3], numpy_rng())
    for name, n in {"b1": 6, "b2": 3}.items():
        expect(name, parameters[name], np.zeros(n))
        kind = np.asarray(parameters[name]).dtype
        if kind.kind != "f":
            fail(
                f"{name} holds whole numbers ({kind}): they cannot take a step of 0.1.",
                "Use floats.",
            )


@task("init_parameters")
def test_init_spreads_the_weights_by_their_fan_in():
    """300 numbers come into each neuron of W1, 200 into each of W2: spread sqrt(2 / fan_in)."""
    parameters, root = init_parameters([300, 200, 50], numpy_rng()), math.sqrt
    for name, fan_in, fan_out in (("W1", 300, 200), ("W2", 200, 50)):
        want, got = root(2 / fan_in), float(np.std(parameters[name]))
        slips = {
            0.0: "All weights are alike: all neurons would learn the same, for ever.",
            1.0: "The factor sqrt(2 / fan_in) is missing.",
            2 / fan_in: "The root is missing: sqrt(2 / fan_in).",
            root(1 / fan_in): "The 2 is missing: relu stops half of what passes.",
            root(2 / fan_out): "fan_in is what comes in: the rows of the matrix.",
            root(2 / (fan_in + fan_out)): "Only what comes in counts, not what goes out.",
            root(2 / 300): "W2 has a fan_in of its own: the hidden neurons.",
            root(fan_in / 2): "Turned over: the more comes in, the smaller the weights.",
            root(2) / fan_in: "The root covers fan_in too: sqrt(2 / fan_in).",
            root(1 / 3): "Those are uniform from -1 to 1; normal times sqrt(2 / fan_in) is wanted.",
            want / root(3): "Uniform numbers; normal ones (a bell) are wanted.",
            want / root(12): "Uniform numbers from 0 on; normal ones (a bell) are wanted.",
        }
        what = f"the spread (standard deviation) of {name} in init_parameters([300, 200, 50])"
        if not expect(what, got, want, slips, rel=0.04):
            break


@task("init_parameters")
def test_init_draws_from_a_bell_around_0():
    """Half of the weights are below 0, and about one in twenty lies beyond two spreads."""
    weights = np.asarray(init_parameters([300, 200, 120], numpy_rng())["W1"])
    if not np.std(weights):
        return  # all alike: another test says so
    slips = {0.0: "No weight is below 0: draw from a bell around 0."}
    if expect("the share of W1 below 0", (weights < 0).mean(), 0.5, slips, abs=0.02):
        beyond = (np.abs(weights) > 2 * np.std(weights)).mean()
        slips = {0.0: "Those are uniform; a normal distribution is a bell."}
        name = "the share of W1 beyond two standard deviations"
        expect(name, beyond, 0.0455, slips, abs=0.01)


@task("init_parameters")
def test_init_draws_every_weight_by_itself():
    """No two weights are the same number, neither in a matrix nor in two of one shape."""
    parameters = init_parameters([6, 6, 6], numpy_rng())
    for name in ("W1", "W2"):
        different = len(np.unique(parameters[name]))
        if different < 36:
            fail(
                f"Of the 36 weights of {name} only {different} are different.",
                "Neurons that start alike stay alike: draw each weight by itself.",
            )
            return
    if np.array_equal(parameters["W1"], parameters["W2"]):
        fail("W1 and W2 hold the same numbers.", "Draw a second time from the same generator.")


@task("init_parameters")
def test_init_with_the_same_seed_is_the_same():
    """The same seed gives the same weights, another seed others, and no seed new ones each time."""
    first, again, other = (init_parameters([3, 4, 2], np.random.default_rng(s)) for s in (7, 7, 8))
    free, freer = init_parameters([3, 4, 2]), init_parameters([3, 4, 2])
    if not np.std(first["W1"]):
        return  # all alike: another test says so
    if not np.array_equal(first["W1"], again["W1"]) or not np.array_equal(first["W2"], again["W2"]):
        fail("Twice the same seed, and the weights differ.", "Draw all of them from rng.")
    if np.array_equal(first["W1"], other["W1"]):
        fail("Two different seeds, and W1 is the same.", "Draw the weights from rng.")
    if np.array_equal(free["W1"], freer["W1"]):
        fail("Twice without rng, and W1 is the same.", "Draw from the fresh generator in rng.")


@task("forward")
def test_forward_is_dense_relu_dense_softmax():
    """Two samples of three numbers, four hidden neurons, five classes."""
    x, parameters = FORWARD_X, network(FORWARD_NET)
    got = forward(parameters, x.copy())
    right = isinstance(got, (tuple, list)) and len(got) == 2
    assert right, "forward gives two: (probabilities, cache)."
    w1, b1, w2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))

    def through(middle=lambda z: max(z, 0.0), last=lambda z: z, b1=b1, b2=b2):
        hidden = [[middle(z) for z in row] for row in sums(x.tolist(), w1.T.tolist(), b1.tolist())]
        return [[last(z) for z in row] for row in sums(hidden, w2.T.tolist(), b2.tolist())]

    def wrong(**slip):
        return np.array([shares(row) for row in through(**slip)])

    expect(
        "the probabilities from forward",
        got[0],
        wrong(),
        [
            (np.array(through()), "Those are the logits: the softmax is missing."),
            (wrong(middle=lambda z: z), "The relu between the two layers is missing."),
            (wrong(last=lambda z: max(z, 0.0)), "There is no relu after the last layer."),
            (
                wrong(middle=lambda z: z, last=lambda z: max(z, 0.0)),
                "relu belongs to the first layer.",
            ),
            (wrong(b1=0 * b1), "b1 is missing."),
            (wrong(b2=0 * b2), "b2 is missing."),
            (wrong(b1=0 * b1, b2=0 * b2), "The biases are missing."),
            (wrong(middle=math.tanh), "The hidden layer has relu, not tanh."),
            (np.array([shares(row) for row in wrong().tolist()]), "The softmax is there twice."),
        ],
    )


@task("forward")
def test_forward_changes_neither_parameters_nor_x():
    """Looking at a batch moves nothing."""
    parameters, x = network(FORWARD_NET), FORWARD_X.copy()
    forward(parameters, x)
    expect_same("after forward(parameters, x)", parameters, network(FORWARD_NET))
    expect("x after forward(parameters, x)", x, FORWARD_X)


@task("backward")
def test_backward_of_a_square_network():
    """Three inputs, three hidden neurons, three classes, four samples: whatever is mixed up fits."""
    parameters = network(SQUARE_NET)
    grads = backward(parameters, forward(parameters, SQUARE_X.copy())[1], SQUARE_TARGETS.copy())
    assert_four_keys("backward(parameters, cache, targets)", grads)
    untouched = network(SQUARE_NET)
    expect_gradients(grads, untouched, SQUARE_X, SQUARE_TARGETS, square_slips(untouched))


@task("backward")
def test_backward_gives_the_shapes_of_the_parameters():
    """Five samples of two numbers, three hidden neurons, four classes, and one sample alone."""
    for n in (5, 1):
        parameters, x, targets = network(NET), X[:n], TARGETS[:n]
        grads = backward(parameters, forward(parameters, x.copy())[1], targets.copy())
        if not expect_gradients(grads, network(NET), x, targets):
            break


@task("backward")
def test_backward_of_a_drawn_network():
    """Drawn weights, drawn samples: nudging each parameter finds the same slopes."""
    rng = numpy_rng()
    x, targets = rng.normal(size=(4, 3)), one_hot(rng.integers(2, size=4), 2)
    while True:  # until no hidden neuron is close to its kink
        parameters = {"W1": rng.normal(size=(3, 5)), "b1": rng.normal(size=5)}
        if (
            np.abs(sums(x.tolist(), parameters["W1"].T.tolist(), parameters["b1"].tolist())).min()
            > 1e-3
        ):
            break
    parameters |= {"W2": rng.normal(size=(5, 2)), "b2": rng.normal(size=2)}
    used = {name: array.copy() for name, array in parameters.items()}
    grads = backward(used, forward(used, x.copy())[1], targets.copy())
    expect_gradients(grads, parameters, x, targets)


@task("backward")
def test_backward_needs_only_its_own_cache():
    """Two forwards, then a backward for the first: nothing is kept outside the cache."""
    parameters = network(NET)
    alone = backward(parameters, forward(parameters, X[:2].copy())[1], TARGETS[:2].copy())
    alone, parameters = {name: np.array(grad) for name, grad in alone.items()}, network(NET)
    _, cache = forward(parameters, X[:2].copy())
    forward(parameters, X[3:].copy())
    got = backward(parameters, cache, TARGETS[:2].copy())
    hint = "Keep what backward needs in the cache that forward gives, and nowhere else."
    expect(
        "all four gradients, with another forward in between,",
        flat(got),
        flat(alone),
        [(flat(got), hint)],
    )


@task("backward")
def test_backward_changes_nothing():
    """Asked twice it says the same, and probabilities, targets and parameters stay as they are."""
    parameters, targets = network(NET), TARGETS.copy()
    probabilities, cache = forward(parameters, X.copy())
    seen = probabilities.copy()
    first = {name: np.array(grad) for name, grad in backward(parameters, cache, targets).items()}
    expect("the probabilities from forward, after backward,", probabilities, seen)
    expect("targets after backward(parameters, cache, targets)", targets, TARGETS)
    if not expect_same("after backward(parameters, cache, targets)", parameters, network(NET)):
        return
    again = backward(parameters, cache, targets)
    expect_same("from a second backward with the same cache", again, first, "gradients")


@task("train")
def test_train_takes_one_step_downhill():
    """One batch of all five samples, one epoch: each parameter less learning rate times slope."""
    before, parameters = network(NET), network(NET)
    history = train(parameters, X.copy(), TARGETS.copy(), 0.3, 5, 1, numpy_rng())
    slope = gradients(before, X, TARGETS)
    known = {
        -0.3: "The step goes uphill: the loss grows along the slope.",
        1: "The learning rate is missing.",
        -1: "The step goes uphill, and the learning rate is missing.",
        1.5: "The step is as many times too long as there are samples.",
        0.06: "Divided by the batch size again: the mean is in the slope already.",
        0.6: "It moved twice in one step.",
    }
    stayed = "It did not move. Is it the caller's own dict that changes?"
    for name in ("W2", "b2", "W1", "b1"):
        start, got = before[name], parameters[name]
        slips = [(start - far * slope[name], words) for far, words in known.items()]
        slips += [
            (start, stayed if name == "W2" else "W2 moves, but this stays where it was."),
            (-0.3 * slope[name], "The parameter was replaced by the step."),
            (got, "Did all five samples have their say, each once, each with its own target?"),
        ]
        want = start - 0.3 * slope[name]
        if not expect(f'parameters["{name}"] after one step', got, want, slips, **ROUGH):
            return
    expect_history(history, [loss_of(before, X, TARGETS)], [loss_of(parameters, X, TARGETS)])


@task("train")
def test_train_goes_on_from_where_it_is():
    """Three epochs of a single batch are three steps, each from where the last one ended."""
    parameters, walked, want = network(NET), network(NET), []
    history = train(parameters, X.copy(), TARGETS.copy(), 0.3, 8, 3, numpy_rng())
    if not takes_a_right_step():
        return  # another test says what is wrong with that
    for _ in range(3):
        want.append(loss_of(walked, X, TARGETS))
        walked = stepped(walked, X, TARGETS, 0.3)
    once = stepped(network(NET), X, TARGETS, 0.3)["W1"]
    slips = [
        (once, "That is one epoch's step: the later epochs left no trace."),
        (network(NET)["W1"], "It did not move: 5 samples are a batch too, if a short one."),
    ]
    name = 'parameters["W1"] after three epochs of one batch (batch_size 8, 5 samples)'
    if expect(name, parameters["W1"], walked["W1"], slips, rel=1e-5, abs=1e-6):
        expect_history(history, want, [*want[1:], loss_of(walked, X, TARGETS)])


@task("train")
def test_train_weighs_every_sample_alike_in_the_history():
    """Five samples in batches of 2, 2 and 1, without moving: the history is the mean over five."""
    each = [loss_of(network(NET), X[i : i + 1], TARGETS[i : i + 1]) for i in range(5)]
    total, alike = sum(each), "each sample counts alike."
    history = train(network(NET), X.copy(), TARGETS.copy(), 0.0, 2, 1, numpy_rng())
    slips = [
        ([total], "That is the sum; divide it by the number of samples."),
        ([total / 3], "Divided by the number of batches; five samples were added up."),
    ]
    for last in each:  # whoever it is that makes the short batch
        means = (total - last) / 2 + last
        slips += [
            ([means / 3], f"The short batch counts too much: {alike}"),
            ([means], f"The means of the batches were added up: {alike}"),
            ([means / 5], f"A batch of 2 counts as much as a batch of 1: {alike}"),
            *(([(total - last) / k], "The last, short batch is lost.") for k in (4, 5)),
            *(([(total + last) / k], "The short batch counts as a full one.") for k in (5, 6)),
            *(([last / k], "That is the last batch; the whole epoch is wanted.") for k in (1, 5)),
        ]
    if isinstance(history, list) and len(history) == 3:
        slips.append((history, "That is one number per batch; one per epoch is wanted."))
    name = "the history with learning rate 0, batches of 2, 2 and 1"
    expect(name, history, [total / 5], slips, rel=1e-5, abs=1e-5)


@task("train")
def test_train_uses_every_sample_once_in_an_epoch():
    """Three samples one by one: some order of the three leads to where training has gone."""
    orders = list(permutations(range(3)))
    ends = {order: flat(walk(order)) for order in orders}
    for seed in range(4):
        got = trained(epochs=1, seed=seed)
        if any(close(got, end, 1e-5, 1e-6) for end in ends.values()):
            continue
        paired = {(a, b): flat(walk(a, b)) for a in orders for b in orders if a != b}
        with_twins = [flat(walk(order)) for order in product(range(3), repeat=3)]
        fewer = [flat(walk(order[:n])) for order in orders for n in (1, 2)]
        name = "One epoch over three samples, one by one,"
        if any(close(got, end, 1e-5, 1e-6) for end in paired.values()):
            fail(
                f"{name} pairs samples with the targets of others.", "One order for x and targets."
            )
        elif any(close(got, end, 1e-5, 1e-6) for end in with_twins):
            fail(
                f"{name} uses one sample twice and another not at all.",
                "In an epoch each comes once.",
            )
        elif any(close(got, end, 1e-5, 1e-6) for end in fewer):
            fail(f"{name} leaves samples out.", "In an epoch each comes once.")
        elif takes_a_right_step():
            fail(
                f"{name} ends where no order of three single steps leads.",
                "Is it one step per batch?",
            )
        return


@task("train")
def test_train_keeps_the_short_last_batch():
    """Three samples in batches of two: a step for two of them, then one for the third alone."""
    pairs = [[0, 1], [0, 2], [1, 2]]
    whole, short, scaled = [], [], []
    for pair in pairs:
        half_way = stepped(network(NET), X[pair], TARGETS[pair], 0.5)
        third = 3 - sum(pair)
        x, targets = X[third : third + 1], TARGETS[third : third + 1]
        whole.append(flat(stepped(half_way, x, targets, 0.5)))
        short.append(flat(half_way))
        scaled.append(flat(stepped(half_way, x, targets, 0.25)))
    got = trained(epochs=1, seed=3, batch_size=2)
    name = "One epoch over three samples in batches of 2"
    if any(close(got, end, 1e-5, 1e-6) for end in whole):
        return
    if any(close(got, end, 1e-5, 1e-6) for end in short):
        fail(f"{name} makes a single step.", "The last batch, of one sample, is lost.")
    elif any(close(got, end, 1e-5, 1e-6) for end in scaled):
        fail(f"{name} ends elsewhere.", "The short batch is divided by 2, but it holds one sample.")
    elif takes_a_right_step():
        fail(f"{name} does not end where a step for two samples, then one for the third, leads.")


@task("train")
def test_train_shuffles_afresh_in_every_epoch():
    """Ten seeds, two epochs each: the orders are not all the file's, and not all the same twice."""
    orders = list(permutations(range(3)))
    middles = {order: walk(order) for order in orders}
    firsts, repeats = [], []
    for seed in range(10):
        got = trained(epochs=1, seed=seed)
        first = next((o for o in orders if close(got, flat(middles[o]), 1e-5, 1e-6)), None)
        if first is None:
            return  # the other tests say what is wrong with that
        firsts.append(first)
        got = trained(epochs=2, seed=seed)
        repeats.append(close(got, flat(walk(first + first)), 1e-4, 1e-5))
    if len(set(firsts)) == 1:
        fail("Ten seeds, and the samples come in one and the same order.", "Shuffle them with rng.")
    elif all(repeats):
        fail("The second epoch repeats the order of the first.", "Draw a fresh one in every epoch.")


@task("train")
def test_train_with_the_same_seed_is_the_same():
    """The same seed trains to the very same numbers, and no seed is fine too."""
    first, again = trained(epochs=2, seed=5), trained(epochs=2, seed=5)
    if not np.array_equal(first, again):
        fail("Twice the same seed, and training ends elsewhere.", "Draw the order from rng only.")
    expect(
        "the length of the history without rng",
        len(train(network(NET), X.copy(), TARGETS.copy(), 0.1, 2, 4)),
        4,
    )


@task("train")
def test_train_changes_the_parameters_and_nothing_else():
    """x and targets stay as they are, and so does the dict: four keys, four shapes."""
    parameters, x, targets = network(NET), X.copy(), TARGETS.copy()
    train(parameters, x, targets, 0.1, 2, 2, numpy_rng())
    expect("x after train", x, X, [(x, "x was shuffled or changed in place: work on a copy.")])
    expect(
        "targets after train", targets, TARGETS, [(targets, "Changed in place: work on a copy.")]
    )
    assert_four_keys("parameters after train", parameters)
    for name, array in network(NET).items():
        expect(f'the shape of "{name}" after train', np.shape(parameters[name]), array.shape)


@task("train", seconds=60)
def test_train_reads_digits_of_other_writers():
    """Ten epochs on 1,437 real digits, and at least 0.90 of 360 by other hands are read right."""
    try:
        x, labels, test_x, test_labels = load()
    except CommandError as refusal:
        pytest.skip(str(refusal))
    targets = one_hot(labels, 10)
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        parameters = init_parameters([64, 128, 10], rng)
        train(parameters, x, targets, 0.5, 8, 7, rng)
        train(parameters, x, targets, 0.05, 8, 3, rng)  # small steps to settle down
        named = forward(parameters, test_x)[0].argmax(axis=1)
        share = float((named == test_labels).mean())
        if not expect(
            "accuracy(parameters, x, labels)", accuracy(parameters, test_x, test_labels), share
        ):
            return
        if not share >= 0.9:
            if not takes_a_right_step():
                return  # another test says what is wrong with that
            fail(
                f"After 10 epochs (seed {seed}) {share:.1%} of the last 360 digits are read right, "
                f"want 90% or more.{' Guessing gives 10%.' if not share > 0.2 else ''}"
            )
            break


# --- What several tests ask ---

DIVIDED = "Divided by the samples: this is a sum over them, the mean belongs to the loss."
SWAPPED = "The order is (grad_x, grad_w, grad_b)."
UNTURNED_W = "w is the wrong way round: input i collects from neuron j through w[i, j]."


def expect_bias_gradient(got, grad):
    """Expect one number per neuron, summed over the samples."""
    want, one = np.array([sum(column) for column in zip(*grad.tolist())]), np.float64(grad.sum())
    slips = [
        (one, "One number for all neurons: sum over the samples only (axis)."),
        (one / grad.size, "One mean for all neurons: sum over the samples only."),
        (grad.sum(axis=1), "Summed over the neurons; over samples is wanted."),
        (want / len(grad), DIVIDED),
        (grad, "Each neuron has one bias for all samples: sum over them."),
        (want[None], "b has one axis, so grad_b has one too."),
        (np.ones_like(want), "What arrives (grad) is missing."),
        (np.ones_like(want) * len(grad), "What arrives (grad) is missing."),
    ]
    expect("grad_b", got, want, slips)


def expect_unchanged(name, function, **arrays):
    """Call it and expect its arguments as they were."""
    given = {key: np.array(array) for key, array in arrays.items()}
    with np.errstate(all="ignore"):
        function(*given.values())
    for key, array in arrays.items():
        after = given[key]
        expect(
            f"{key} after {name}",
            after,
            np.array(array),
            [(after, "It was changed in place: make a new array.")],
        )


def assert_four_keys(name, got):
    """Stop the test unless this is a dict with the four keys of a network."""
    assert isinstance(got, dict), f"{name} gives a {type(got).__name__}, want a dict."
    keys = ", ".join(map(str, got))
    assert set(got) == {"W1", "b1", "W2", "b2"}, f"{name} has the keys {keys}, want W1, b1, W2, b2."


def expect_history(got, want, after):
    """Expect these losses; `after` holds those after each epoch's step."""
    slips = [
        (after, "Those are the losses after the step; each is measured before it."),
        ([5 * loss for loss in want], "Those are sums; divide by the number of samples."),
        ([loss / 5 for loss in want], "Divided twice: cross_entropy is a mean already."),
        (list(accumulate(want)), "The sum goes on from the last epoch: start each epoch at 0."),
        (want[0], "That is one number; a list of one number per epoch is wanted."),
        (want[-1:], "Only the last epoch's loss is there: one number per epoch is wanted."),
    ]
    expect("the history", got, want, slips, rel=1e-5, abs=1e-5)


def expect_same(when, got, want, what="parameters"):
    """Expect four arrays as they were; stop at the first that is not."""
    for name in want:
        now = got[name]
        hint = "It has changed: make a new array for every result."
        if not expect(f'{what}["{name}"] {when}', now, want[name], [(now, hint)]):
            return False
    return True


def three(got):
    """Stop the test unless dense_backward has given three arrays."""
    right = isinstance(got, (tuple, list)) and len(got) == 3
    assert right, "dense_backward gives three arrays: (grad_x, grad_w, grad_b)."
    return got


def expect_gradients(grads, parameters, x, targets, slips=None) -> bool:
    """Expect the slopes that nudging finds, the last layer first; stop at the first wrong one."""
    want, n = gradients(parameters, x, targets), len(x)
    for name in ("W2", "b2", "W1", "b1"):
        right = expect(
            f'the gradient of "{name}"',
            grads[name],
            want[name],
            [
                (n * want[name], "Too large by the number of samples: the loss is a mean."),
                (want[name] / n, "Divided by the number of samples twice: the loss has done it."),
                (-want[name], "The sign is turned."),
                (0 * want[name], "Nothing arrived there."),
                (want[name].T, "Turned over: it should have the shape of the parameter."),
                *((want[other], f'That belongs to "{other}".') for other in want if other != name),
                *(slips or {}).get(name, ()),
            ],
            **ROUGH,
        )
        if not right:
            return False
    return True


def square_slips(parameters):
    """Return what the usual slips give in the square network, by parameter."""
    x, (w2, b2) = SQUARE_X.tolist(), (parameters["W2"], parameters["b2"])
    before = sums(x, parameters["W1"].T.tolist(), parameters["b1"].tolist())
    hidden = np.maximum(before, 0)
    logits = np.array(sums(hidden.tolist(), w2.T.tolist(), b2.tolist()))
    at_logits = slopes(lambda z: surprise(z.tolist(), SQUARE_TARGETS), logits)
    at_hidden = slopes(
        lambda h: surprise(sums(h.tolist(), w2.T.tolist(), b2.tolist()), SQUARE_TARGETS), hidden
    )
    alive = np.array(before) > 0
    logit_alive = logits > 0
    unturned = np.array(sums(at_logits.tolist(), w2.T.tolist(), [0.0] * 3))

    def spread(left, right):
        return sum(np.outer(a, b) for a, b in zip(np.asarray(left), right))

    arriving = {
        "The gradient passes relu everywhere; it stops where the sum before relu was below 0.": at_hidden,
        "relu looks at the sign of the gradient; it should look at its own input.": at_hidden
        * (at_hidden > 0),
        "The gradient has not come through W2.": at_logits * alive,
        "The gradient comes through W2 the wrong way round.": unturned * alive,
        "relu_backward needs what went into relu, not the logits.": at_hidden * logit_alive,
        "relu_backward takes the gradient first, then x.": np.array(before) * (at_hidden > 0),
    }
    right_w1 = at_hidden * alive
    return {
        "W2": [
            (spread(x, at_logits), "What went into the second layer is hidden, not x."),
            (spread(before, at_logits), "What went into the second layer came out of relu."),
            (spread(hidden, at_logits * logit_alive), "There is no relu after the second layer."),
        ],
        "W1": [
            (spread(hidden, right_w1), "What went into the first layer is x, not hidden."),
            (spread(before, right_w1), "What went into the first layer is x."),
            *((spread(x, arrived), sentence) for sentence, arrived in arriving.items()),
        ],
        "b1": [(arrived.sum(axis=0), sentence) for sentence, arrived in arriving.items()],
        "b2": [],
    }


def numpy_rng():
    """Return numpy's generator, seeded by draw()."""
    return np.random.default_rng(draw().getrandbits(32))


def sums(rows, weights, biases):
    """Return each neuron's weighted sum for each row; weights holds one list per neuron."""
    return [
        [sum(w * x for w, x in zip(neuron, row)) + bias for neuron, bias in zip(weights, biases)]
        for row in rows
    ]


def weighted_total(grad, layer, name, nudged):
    """Return the sum of a layer's results times grad, with one of its arrays replaced."""
    x, w, b = (layer | {name: nudged}).values()
    return float((grad * np.array(sums(x.tolist(), w.T.tolist(), b.tolist()))).sum())


def shares(row):
    """Return the softmax of one row, in plain Python."""
    return normal([math.exp(z) for z in row])


def normal(row):
    """Return the row, scaled to a sum of 1."""
    return [x / sum(row) for x in row]


def surprise(rows, targets):
    """Return the mean of -ln of the true class's share over rows of logits."""
    found = [-math.log(shares(row)[list(target).index(1)]) for row, target in zip(rows, targets)]
    return sum(found) / len(found)


def loss_of(parameters, x, targets):
    """Return the network's loss on these samples, in plain Python."""
    w1, b1, w2, b2 = (parameters[name].T.tolist() for name in ("W1", "b1", "W2", "b2"))
    hidden = [[max(z, 0.0) for z in row] for row in sums(x.tolist(), w1, b1)]
    return surprise(sums(hidden, w2, b2), targets.tolist())


def slopes(f, array, h=1e-5):
    """Return how fast f moves with each cell of the array: nudge it up and down."""
    found, nudged = np.zeros(array.shape), np.array(array, dtype=float)
    for cell in np.ndindex(array.shape):
        for sign in (1, -1):
            nudged[cell] = array[cell] + sign * h
            found[cell] += sign * f(nudged) / (2 * h)
        nudged[cell] = array[cell]
    return found


def gradients(parameters, x, targets):
    """Return the slope of the loss by every parameter, by nudging."""
    return {
        name: slopes(
            lambda nudged, name=name: loss_of(parameters | {name: nudged}, x, targets), array
        )
        for name, array in parameters.items()
    }


def stepped(parameters, x, targets, learning_rate):
    """Return new parameters, one step downhill."""
    slope = gradients(parameters, x, targets)
    return {name: array - learning_rate * slope[name] for name, array in parameters.items()}


def walk(order, order_of_targets=None):
    """Return the parameters after single steps, one sample after the other."""
    return walked(*zip(order, order_of_targets or order))


@functools.cache
def walked(*pairs):
    """Return the parameters after a step for each pair of a sample and a target; not to be changed."""
    if not pairs:
        return network(NET)
    *before, (i, j) = pairs
    return stepped(walked(*before), X[i : i + 1], TARGETS[j : j + 1], 0.5)


def takes_a_right_step():
    """Does the learner's train move rightly, given all five samples at once?"""
    parameters = network(NET)
    train(parameters, X.copy(), TARGETS.copy(), 0.3, 5, 1, np.random.default_rng(0))
    return close(flat(parameters), flat(stepped(network(NET), X, TARGETS, 0.3)), **ROUGH)


def trained(epochs, seed, batch_size=1):
    """Return where the learner's train takes the first three samples, as one row of numbers."""
    parameters = network(NET)
    rng = np.random.default_rng(seed)
    train(parameters, X[:3].copy(), TARGETS[:3].copy(), 0.5, batch_size, epochs, rng)
    return flat(parameters)


def flat(parameters):
    """Return all parameters in one row."""
    return np.concatenate([np.ravel(parameters[name]) for name in ("W1", "b1", "W2", "b2")])


def network(numbers):
    """Return parameters of one's own from lists."""
    return {name: np.array(array, dtype=float) for name, array in numbers.items()}


FORWARD_X = np.array([[1.0, -0.5, 0.8], [-0.7, 0.9, 0.3]])
FORWARD_NET = {
    "W1": [[0.6, -0.4, 0.3, 0.9], [-0.5, 0.7, 0.2, -0.8], [0.4, -0.1, -0.9, 0.5]],
    "b1": [0.1, -0.2, 0.3, 0.25],
    "W2": [
        [0.5, -0.6, 0.1, 0.8, -0.3],
        [-0.2, 0.4, 0.9, -0.7, 0.6],
        [0.3, 0.7, -0.5, 0.2, -0.4],
        [-0.9, 0.35, 0.45, -0.15, 0.55],
    ],
    "b2": [0.2, -0.1, 0.4, -0.3, 0.15],
}
SQUARE_X = np.array([[0.9, -0.4, 0.7], [-0.6, 0.8, 0.2], [0.3, 0.5, -0.9], [-0.2, -0.7, 0.6]])
SQUARE_TARGETS = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 1.0, 0.0]])
SQUARE_NET = {
    "W1": [[0.7, -0.5, 0.4], [-0.3, 0.8, 0.6], [0.5, 0.2, -0.9]],
    "b1": [0.1, -0.15, 0.2],
    "W2": [[0.6, -0.8, 0.3], [-0.4, 0.5, 0.9], [0.7, 0.2, -0.6]],
    "b2": [0.25, -0.1, 0.05],
}
X = np.array([[0.8, -0.5], [-0.6, 0.9], [0.7, 0.4], [-0.3, -0.8], [0.2, 1.4]])
TARGETS = np.array([[0.0, 1, 0, 0], [0.0, 0, 0, 1], [1.0, 0, 0, 0], [0.0, 0, 1, 0], [0.0, 1, 0, 0]])
NET = {
    "W1": [[0.9, -0.7, 0.4], [-0.3, 0.8, 0.6]],
    "b1": [0.15, -0.1, 0.2],
    "W2": [[0.5, -0.6, 0.3, 0.1], [-0.4, 0.7, 0.2, -0.8], [0.9, -0.2, -0.5, 0.6]],
    "b2": [0.1, -0.3, 0.2, 0.05],
}
