"""Tests of e08: the loop, on a model of one parameter that can be computed by hand, then on nets."""

import copy
import math
import random

from exercises.e02_value import Value
from exercises.e05_mlp import MLP
from exercises.e06_losses import hinge_loss, mean_squared_error
from exercises.e07_descent import Adam
from exercises.e08_training import accuracy, train
from kata.course.moons import moons
from tests.expect import draw, expect, fail, task

W, RATE = 0.5, 0.1
XS, TARGETS = [[1.0], [2.0], [-1.5], [0.4], [3.0]], [2.0, -1.0, 0.5, 3.0, 1.0]
TWIN_X, TWIN_TARGET = 1.5, 2.0  # samples that are all alike: their order cannot matter


# --- Tools of the tests: a model, a loss and three optimizers of their own ---


class Line:
    """The model w * x: one parameter, and a list of one answer."""

    def __init__(self, w=W):
        self.w = Value(w)

    def __call__(self, x):
        if isinstance(x[0], list):
            raise TypeError("the model answers one sample, inputs[i], and was given several")
        return [self.w * x[0]]

    def parameters(self):
        return [self.w]


made = []  # the losses of the training under test, each with the gradient that it has received


def squared_error(output, target):
    """(w * x - t)**2, built from + and * alone."""
    error = output[0] + -target
    made.append(error * error)
    return made[-1]


def product(output, target):
    made.append(output[0] * target)
    return made[-1]


class Descent:  # REPEATS e07
    """Plain gradient descent."""

    def __init__(self, parameters, learning_rate=RATE):
        self.parameters, self.learning_rate = parameters, learning_rate

    def step(self):
        for p in self.parameters:
            p.data -= self.learning_rate * p.grad


class Standstill(Descent):
    """Moves nothing, and writes down the first parameter's gradient at each step."""

    def __init__(self, parameters):
        super().__init__(parameters)
        self.seen = []

    def step(self):
        self.seen.append(self.parameters[0].grad)


def loss_at(w, x, t):
    return (w * x - t) ** 2


def slope_at(w, x, t):
    return 2 * (w * x - t) * x


def mean(numbers):
    numbers = list(numbers)
    return sum(numbers) / len(numbers)


def slope(w):
    """Return the slope of the mean loss over all samples."""
    return mean(slope_at(w, x, t) for (x,), t in zip(XS, TARGETS))


def loss(w):
    """Return the mean loss over all samples."""
    return mean(loss_at(w, x, t) for (x,), t in zip(XS, TARGETS))


def run(batch_size, epochs, xs=XS, targets=TARGETS, model=None, seed=1):
    """Train a line by plain descent; return the line and the history."""
    model = model or Line()
    made.clear()
    way, rng = Descent(model.parameters()), random.Random(seed)
    history = train(model, xs, targets, squared_error, way, batch_size, epochs, rng)
    return model, history


def twins(n, batch_size, epochs=1):
    """Train on n samples that are all alike."""
    return run(batch_size, epochs, [[TWIN_X]] * n, [TWIN_TARGET] * n)


def twin_path(scales, w=W):
    """Return w before each step and after the last, the slope of each step times its scale."""
    path = [w]
    for scale in scales:
        path.append(path[-1] - RATE * scale * slope_at(path[-1], TWIN_X, TWIN_TARGET))
    return path


def cut(items, n):  # REPEATS e07
    """Return the items, n by n."""
    return [items[i : i + n] for i in range(0, len(items), n)]


def gradients_of_epochs(n, epochs, rng):
    """Return, for each epoch, the gradients met at standstill with batch_size 1.

    Every sample has a gradient of its own, 1 to n, so that they tell the order of the samples.
    """
    model = Line()
    optimizer = Standstill(model.parameters())
    xs = [[float(i)] for i in range(1, n + 1)]
    made.clear()
    train(model, xs, [1.0] * n, product, optimizer, 1, epochs, rng)
    assert len(optimizer.seen) == epochs * n, (
        "With batch_size=1 the optimizer makes one step for every sample in every epoch; here it does not."
    )
    return cut(optimizer.seen, n)


def piled_path(steps):
    """Return the same where no gradient is ever zeroed."""
    path, gradient = [W], 0.0
    for _ in range(steps):
        gradient += slope_at(path[-1], TWIN_X, TWIN_TARGET)
        path.append(path[-1] - RATE * gradient)
    return path


# --- train: one update ---


ONCE_MORE = "That is a mean, divided by the number of samples once more."
LEFT_OVER = "What was left over counts: zero the gradients before each batch, also the first."
BY_ALL = "Divide by the length of the batch, not by the number of samples."
BY_BATCHES = "Divide by the length of the batch, not by the number of batches."
ALONE = "That is the step of one sample alone: the loss is the mean over its batch."
SUMMED = "The losses of a batch are averaged, not summed."
BETWEEN = "Only the last of a batch moved it: zero once, before the first sample of the batch."
EACH = "Every sample made a step: average over the batch, then make one."


def unmoved():
    """Say why step() has found gradients of 0."""
    if any(loss.grad for loss in made):
        return (
            "Nothing moved. Did step() find gradients of 0? First zero, then backward, then step."
        )
    return (
        "Nothing moved, and no gradient has reached a loss: is backward() called, on a mean of the"
        " Values themselves and not of their .data?"
    )


def piled():
    """Say why the gradients of several steps are in one."""
    if any(abs(loss.grad) > 1 for loss in made):
        return (
            "A loss went backward more than once: calculate the losses of a batch anew each time."
        )
    return "The gradients pile up from step to step: zero them before each batch."


def first_step_is_right():
    """Judge one epoch of one batch; tests of what comes later end here if this is wrong already."""
    model, _ = run(batch_size=5, epochs=1)
    samples = [(x, t) for (x,), t in zip(XS, TARGETS)]
    return expect(
        f"w, {W} at first, after one epoch with all 5 samples in one batch,",
        model.w.data,
        W - RATE * slope(W),
        [
            (W, unmoved()),
            (W - RATE * 5 * slope(W), SUMMED),
            (W - RATE * slope(W) / 5, ONCE_MORE),
            (W + RATE * slope(W), "That is uphill: the optimizer goes down the loss as it is."),
            *((W - RATE * slope_at(W, x, t), ALONE) for x, t in samples),
            *((W - RATE * slope_at(W, x, t) / 5, BETWEEN) for x, t in samples),
        ],
    )


@task("train")
def test_one_step_goes_down_the_slope_of_the_mean_loss():
    """With all samples in one batch, the step follows the mean of their slopes."""
    first_step_is_right()


@task("train")
def test_gradients_are_zeroed_before_each_batch():
    """The second step follows its own slope, without what is left of the first."""
    if not first_step_is_right():
        return
    model, _ = run(batch_size=5, epochs=2)
    first = W - RATE * slope(W)
    expect(
        f"w, {W} at first, after two epochs of one batch each,",
        model.w.data,
        first - RATE * slope(first),
        [
            (first - RATE * (slope(W) + slope(first)), piled()),
            (first, "That is where one epoch leads: the second one is missing."),
        ],
    )


@task("train")
def test_gradients_left_from_before_do_not_count():
    """Somebody may have called backward() on the model already."""
    if not first_step_is_right():
        return
    model = Line()
    model.w.grad = 10.0
    run(batch_size=5, epochs=1, model=model)
    name = f"w, {W} at first with a gradient of 10 left over, after one epoch of one batch,"
    known = [(W - RATE * (slope(W) + 10), LEFT_OVER)]
    expect(name, model.w.data, W - RATE * slope(W), known)


# --- train: the batches of an epoch ---


@task("train")
def test_each_batch_makes_one_step():
    """Five samples, all alike, in batches of two: three steps of the same kind."""
    model, _ = twins(5, 2)
    expect(
        f"w, {W} at first, after 5 samples that are all alike, in batches of 2,",
        model.w.data,
        twin_path([1, 1, 1])[-1],
        [
            (W, unmoved()),
            (piled_path(3)[-1], piled()),
            (twin_path([1])[-1], "Only one step was made: every batch makes one."),
            (twin_path([1, 1])[-1], "The short last batch made no step, or is lost."),
            (twin_path([1] * 5)[-1], EACH),
            (twin_path([0.5] * 4 + [1])[-1], EACH),
            (twin_path([0.5, 0.5, 1])[-1], BETWEEN),
            (twin_path([1, 1, 0.5])[-1], "The last batch holds one sample: divide by its length."),
            (twin_path([2, 2, 1])[-1], SUMMED),
            (twin_path([0.4, 0.4, 0.2])[-1], BY_ALL),
            (twin_path([2 / 3, 2 / 3, 1 / 3])[-1], BY_BATCHES),
        ],
    )


@task("train")
def test_an_epoch_has_as_many_steps_as_batches():
    """Five samples in batches of two are three batches: the optimizer steps three times."""
    model = Line()
    optimizer = Standstill(model.parameters())
    train(model, XS, TARGETS, squared_error, optimizer, 2, 1, random.Random(3))
    expect(
        "the number of steps in an epoch of 5 samples in batches of 2",
        len(optimizer.seen),
        3,
        {
            5: EACH,
            2: "The short last batch made no step, or is lost.",
            1: "Only one step was made: every batch makes one.",
            0: "The optimizer never stepped.",
        },
    )


@task("train")
def test_each_epoch_takes_every_sample_once():
    """One sample at a time: every sample's own gradient reaches the optimizer once an epoch."""
    epochs = gradients_of_epochs(6, 2, random.Random(4))
    want = [[1, 2, 3, 4, 5, 6]] * 2
    got = [sorted(each) for each in epochs]
    too_much = [(got, piled())] if max(map(max, got), default=0) > 6 else []
    expect(
        "sorted, the gradients in two epochs of samples with the gradients 1 to 6",
        got,
        want,
        [
            *too_much,
            ([[0] * 6] * 2, "step() finds gradients of 0: first zero, then backward, then step."),
        ],
    )


@task("train")
def test_samples_keep_their_own_targets():
    """The samples are shuffled, and the targets with them."""
    pairs = []

    def note(output, target):
        pairs.append((output[0].data, target))
        return output[0] * 1.0

    model = Line(1.0)
    xs = [[float(x)] for x in (3, 5, 7, 11, 13, 17, 19)]
    targets = [10.0 * x for (x,) in xs]
    train(model, xs, targets, note, Standstill(model.parameters()), 3, 2, random.Random(2))
    wrong = [(y, t) for y, t in pairs if t != 10 * y]
    if wrong or not pairs:
        y, t = wrong[0] if wrong else (None, None)
        fail(
            f"The answer to inputs [{y}] was compared with the target {t}, not {10 * (y or 0)}: "
            "inputs[i] belongs to targets[i]."
        )


@task("train")
def test_the_loss_gets_the_list_of_answers_and_the_target():
    """loss(output, target): the whole list first, the target second, both as they are."""
    calls = []

    def note(output, target):
        calls.append((type(output).__name__, type(target).__name__))
        values = output if isinstance(output, (list, tuple)) else target
        values = values if isinstance(values, (list, tuple)) else [output]
        return next(each for each in values if isinstance(each, Value)) * 1.0

    model = Line()
    optimizer = Standstill(model.parameters())
    train(model, [[2.0], [3.0]], ["red", "blue"], note, optimizer, 1, 1, random.Random(2))
    expect(
        "the types of what loss is called with",
        list(calls[0]) if calls else [],
        ["list", "str"],
        [
            (["str", "list"], "The answers come first, the target second."),
            (["Value", "str"], "That is one answer: pass the whole list that the model gives."),
            (["list", "list"], "The target goes in as it is, not in a list; one sample at a time."),
        ],
    )


def orders(epochs, rng):
    """Return the order of 30 samples in each epoch; that they are shuffled at all comes first."""
    found = gradients_of_epochs(30, epochs, rng)
    assert any(found[0]), unmoved()
    assert sorted(found[0]) != found[0], (
        "The samples are taken in the order in which they stand: every epoch shuffles them."
    )
    return found


@task("train")
def test_every_epoch_has_an_order_of_its_own():
    """Three epochs with one generator: three orders."""
    first, second, third = orders(3, random.Random(6))
    if first == second or second == third:
        fail("Every epoch takes the samples in the same order: shuffle anew in each.")


@task("train")
def test_the_same_seed_gives_the_same_training():
    """A run can be repeated, and another seed gives another one."""
    first, again, other = (orders(1, random.Random(seed)) for seed in (6, 6, 7))
    if first != again:
        fail(
            "Two trainings with random.Random(6) take the samples in different orders: hand rng on to batches."
        )
    elif first == other:
        fail("The seeds 6 and 7 give the same order of samples: hand rng on to batches.")


@task("train")
def test_without_a_generator_every_training_differs():
    """rng=None means a fresh generator."""
    if orders(1, None) == orders(1, None):
        fail("Two trainings without rng take the samples in the same order.")


# --- train: the history ---

OF_MEANS = "That is the mean of the batches' means: the short last batch weighs too much."
SUM_OF_MEANS = (
    "That is the sum of the batches' means: weigh each by its length, divide by all samples."
)
MEANS_ADDED = "The batches' means were added: count every sample's loss, then divide by n."
AS_IF_FULL = "The short last batch counts as if it were full: weigh it by its own length."
LATE = "Each loss was measured after its own update: take the one that backward starts from."
AHEAD = "All losses were measured before the first update: take each when its batch comes."
AFTERWARDS = "The losses were measured when the epoch was over: take each when its batch comes."
LAST_BATCH = "That is the last batch alone: add up over all batches."
TOTAL = "That is the sum over the samples: divide by how many there are."
ONE_LOSS = "That is the loss of one sample alone."
ONE_NUMBER = "train returns one number: want a list, with one number for each epoch."


@task("train")
def test_the_history_holds_each_epochs_loss_before_its_update():
    """One batch per epoch: the first number is the loss that the untrained model has."""
    _, history = run(batch_size=5, epochs=2)
    assert not isinstance(history, float), ONE_NUMBER
    w1 = W - RATE * slope(W)
    w2 = w1 - RATE * slope(w1)
    losses = [loss(W), loss(w1)]
    words = "There is one number for each epoch."
    if expect("len(history) after two epochs", len(history), 2, [(len(history), words)]):
        expect(
            "history[0], all samples in one batch,",
            history[0],
            losses[0],
            [
                (loss(w1), "That is the loss after the update: measure it before."),
                (5 * loss(W), TOTAL),
                (loss(W) / 5, ONCE_MORE),
                *((loss_at(W, x, t), ONE_LOSS) for (x,), t in zip(XS, TARGETS)),
                (0.0, "Nothing was added up."),
            ],
        ) and expect(
            "history[1], all samples in one batch,",
            history[1],
            losses[1],
            [
                (loss(w2), "That is the loss after the update: measure it before."),
                (loss(W), "That is the loss of the first epoch again: did w move?"),
                (sum(losses), "The first epoch is still in the sum: every epoch starts at 0."),
            ],
        )


@task("train")
def test_a_short_batch_weighs_no_more_than_its_samples():
    """At standstill the history is the mean over the samples, however they are cut."""
    model = Line()
    still = Standstill(model.parameters())
    history = train(model, XS, TARGETS, squared_error, still, 2, 2, random.Random(3))
    assert not isinstance(history, float), ONE_NUMBER
    losses = [loss_at(W, x, t) for (x,), t in zip(XS, TARGETS)]
    total, slips = sum(losses), []
    for last in losses:
        batch_sums = (total - last) / 2 + last
        slips += [
            (batch_sums / 3, OF_MEANS),
            (batch_sums, SUM_OF_MEANS),
            (batch_sums / 5, MEANS_ADDED),
            (last, LAST_BATCH),
            (last / 5, LAST_BATCH),
            ((total + last) / 5, AS_IF_FULL),
            ((total - last) / 5, "The short last batch is missing."),
            ((total - last) / 4, "The short last batch is missing."),
        ]
    words = "There is one number for each epoch, not for each batch."
    if not expect("len(history) after two epochs of three batches", len(history), 2, {6: words}):
        return
    slips += [
        (total, TOTAL),
        (total / 3, "Divide by the number of samples, not by the number of batches."),
        (total / 2, "Divide by the number of samples, not by the batch size."),
    ]
    expect("history[0], 5 samples in batches of 2,", history[0], total / 5, slips) and expect(
        "history[1], where nothing has moved,",
        history[1],
        total / 5,
        {2 * total / 5: "The first epoch is still in the sum: every epoch starts at 0."},
    )


@task("train")
def test_each_loss_is_measured_before_its_own_update():
    """One sample at a time, all alike: the first loss belongs to the first w, the second to the next."""
    _, history = twins(3, 1)
    assert not isinstance(history, float), ONE_NUMBER
    losses = [loss_at(w, TWIN_X, TWIN_TARGET) for w in twin_path([1, 1, 1])]
    expect(
        "history[0], 3 samples that are all alike, one at a time,",
        history[0],
        mean(losses[:3]),
        [
            (mean(losses[1:]), LATE),
            (mean(loss_at(w, TWIN_X, TWIN_TARGET) for w in piled_path(2)), piled()),
            (losses[0], AHEAD),
            (losses[3], AFTERWARDS),
            (losses[2], LAST_BATCH),
            (sum(losses[:3]), TOTAL),
        ],
    )


@task("train")
def test_the_history_holds_plain_numbers():
    """Not Values: those would keep every graph of the training alive."""
    _, history = run(batch_size=2, epochs=2)
    assert not isinstance(history, float), ONE_NUMBER
    kinds = [type(each).__name__ for each in history]
    if "Value" in kinds:
        fail(f"The history holds {', '.join(kinds)}: keep the number in .data, not the Value.")
    expect("the type of the history", type(history).__name__, "list")


@task("train")
def test_no_epochs_change_nothing():
    """epochs=0: an empty history, an untouched model."""
    model, history = run(batch_size=2, epochs=0)
    expect("train(..., epochs=0)", history, [])
    expect("w afterwards", model.w.data, W)


@task("train")
def test_inputs_and_targets_stay_as_they_are():
    """Shuffling is done on numbers, not on the data."""
    xs, targets = copy.deepcopy(XS), list(TARGETS)
    run(2, 3, xs, targets)
    words = "The caller's own list has changed: shuffle the positions, not the data."
    expect("inputs after training", xs, XS, [(xs, words)])
    expect("targets after training", targets, TARGETS, [(targets, words)])


@task("train")
def test_training_on_drawn_samples():
    """Drawn samples, three epochs of one batch each, against the formula."""
    rng = draw()
    xs = [[rng.uniform(-2, 2)] for _ in range(7)]
    targets = [rng.uniform(-2, 2) for _ in xs]
    w, losses = W, []
    for _ in range(3):
        losses.append(mean(loss_at(w, x, t) for (x,), t in zip(xs, targets)))
        w -= RATE * mean(slope_at(w, x, t) for (x,), t in zip(xs, targets))
    model, history = run(7, 3, xs, targets)
    expect("w after three epochs on 7 drawn samples", model.w.data, w) and expect(
        "the history of three epochs on 7 drawn samples", history, losses
    )


# --- train: the real thing ---


def falls_short(what, seed, got, want):
    fail(f"A net that was trained on {what} (seed {seed}) has not learned it: {got}, want {want}.")


@task("train", seconds=60)
def test_a_net_learns_a_sine():
    """Twelve points of one period, eight hidden neurons; judged between the points too."""
    xs = [2 * math.pi * i / 11 - math.pi for i in range(12)]
    targets = [[math.sin(x)] for x in xs]
    for seed in range(3):
        rng = random.Random(seed)
        net = MLP([1, 8, 1], rng=rng)
        for learning_rate, epochs in ((0.1, 60), (0.02, 20)):
            optimizer = Adam(net.parameters(), learning_rate)
            train(net, [[x] for x in xs], targets, mean_squared_error, optimizer, 4, epochs, rng)
        between = [2 * math.pi * i / 40 - math.pi for i in range(41)]
        error = mean((net([x])[0].data - math.sin(x)) ** 2 for x in between)
        if not error < 0.08:
            falls_short(
                "a sine", seed, f"its mean squared error is {error:.3g}", "below 0.08 (a line: 0.2)"
            )
            break


@task("train", seconds=60)
def test_a_net_separates_two_moons():
    """Forty points to learn from, a hundred others to judge by, for each of five seeds."""
    for seed in range(5):
        rng = random.Random(seed)
        inputs, labels = moons(40, 0.03, rng)
        others, their_labels = moons(100, 0.03, rng)
        net = MLP([2, 10, 1], rng=rng)
        signs = [[2 * label - 1] for label in labels]
        for learning_rate, epochs in ((0.3, 25), (0.05, 4)):
            optimizer = Adam(net.parameters(), learning_rate)
            train(net, inputs, signs, hinge_loss, optimizer, 3, epochs, rng)
        answers = [[net(x)[0].data] for x in others]
        right = share_right(above(0), answers, their_labels)
        if not right >= 0.95:
            falls_short(
                "two moons", seed, f"{right:.2f} of new points are right", "0.95 (a line: 0.87)"
            )
            break


# --- accuracy ---


PLUS_MINUS = "The classes are 1 and 0 here, not 1 and -1."
BY_SIZE = "That goes by the largest size: -9 is the smallest of its three."
FIRST_ONLY = "Only the first output was looked at: with several, the largest names the class."
SECOND_ONLY = "Only the second output was looked at: the largest names the class."
SMALLEST = "That is the share of the wrong ones, or goes by the smallest output."
ONE_OUTPUT = "With one output there is nothing to compare: its sign names the class."


class Echo:
    """A model whose answers are its inputs."""

    def __init__(self):
        self.w = Value(3.0)

    def __call__(self, x):
        return [Value(each) for each in x]

    def parameters(self):
        return [self.w]


def share(outputs, labels):
    """Return the accuracy of Echo; a comparison of Values is a mistake with a name."""
    try:
        return accuracy(Echo(), outputs, labels)
    except TypeError as error:
        if "not supported between instances of 'Value'" in str(error):
            words = "The model answers with Values, and those do not compare: compare their .data."
            fail(f"accuracy raises TypeError: {error}.", words)
        raise


def check_share(name, outputs, labels, named_by, slips):
    """Compare with the share that this rule names right; slips are (other rule, sentence) pairs."""

    want, n = share_right(named_by, outputs, labels), len(labels)
    expect(
        name,
        share(outputs, labels),
        want,
        [
            (
                0,
                "Nothing counts as right: compare the class that is named with the label, "
                "and let the division keep its fraction.",
            ),
            *((share_right(rule, outputs, labels), sentence) for rule, sentence in slips),
            (want * n, "That is how many are right: divide by how many there are."),
            (want * 100, "That is in percent: want a share between 0 and 1."),
            (1 - want, "That is the share of the wrong ones."),
            ((1 - want) * n, "That is how many are wrong."),
            (want * n / 100, "Divide by how many there are, not by 100."),
        ],
    )


def share_right(rule, outputs, labels):  # REPEATS e08
    """Return the share of the outputs that this rule names by their label."""
    return sum(rule(output) == label for output, label in zip(outputs, labels)) / len(labels)


def above(border):  # REPEATS e08
    return lambda output: int(output[0] > border)


def plus_minus(output):
    return 1 if output[0] > 0 else -1


def largest(output):  # REPEATS e08
    return output.index(max(output))


@task("accuracy")
def test_accuracy_is_the_share_of_right_answers():
    """One output: above 0 names 1, below it names 0; five of seven are right here."""
    check_share(
        "accuracy(...), one output: 3, -2, 7.5, 1.5, 0.8, 4, 6; labels 1 0 1 0 1 1 0,",
        [[3.0], [-2.0], [7.5], [1.5], [0.8], [4.0], [6.0]],
        [1, 0, 1, 0, 1, 1, 0],
        above(0),
        [
            (largest, ONE_OUTPUT),
            (plus_minus, PLUS_MINUS),
        ],
    )


@task("accuracy")
def test_one_output_is_cut_at_zero():
    """An output is a score, not a probability: the border is 0, and exactly 0 is class 0."""
    check_share(
        "accuracy(...), one output: 0.3, 0.4, -0.2, 0, 0.1, 0.9, 0, 0.2, 0.8, 2; labels 1 1 0 0 1 1 0 1 0 1,",
        [[0.3], [0.4], [-0.2], [0.0], [0.1], [0.9], [0.0], [0.2], [0.8], [2.0]],
        [1, 1, 0, 0, 1, 1, 0, 1, 0, 1],
        above(0),
        [
            (above(0.5), "The border is 0, not 0.5: the output is a score, not a probability."),
            (lambda output: int(output[0] >= 0), "Exactly 0 names class 0."),
            (lambda output: int(output[0] != 0), "Only an output above 0 names 1."),
            (largest, ONE_OUTPUT),
            (plus_minus, PLUS_MINUS),
        ],
    )


@task("accuracy")
def test_several_outputs_name_the_largest():
    """Five of seven are right; once all outputs are below 0."""
    check_share(
        "accuracy(...) of 7 samples with three outputs",
        [
            [7.0, 5.0, 2.0],
            [-2.5, 3.0, 6.0],
            [-0.5, -4.0, -2.0],
            [0.1, -4.0, 0.3],
            [0.1, 0.3, -5.0],
            [-9.0, -2.0, 0.2],
            [-4.0, 7.0, -2.0],
        ],
        [0, 2, 0, 1, 1, 1, 1],
        largest,
        [
            (lambda output: output.index(min(output)), "That goes by the smallest output."),
            (lambda output: max(range(3), key=lambda i: abs(output[i])), BY_SIZE),
            (above(0), FIRST_ONLY),
        ],
    )


@task("accuracy")
def test_two_outputs_are_several():
    """With two outputs, too, the largest names the class, whatever its sign."""
    check_share(
        "accuracy(...) of 7 samples with two outputs",
        [[-6.0, 1.5], [-3.0, -2.0], [-9.0, 3.0], [7.0, 4.0], [1.0, 5.0], [-1.0, -6.0], [2.0, 4.0]],
        [1, 1, 1, 0, 1, 0, 0],
        largest,
        [
            (above(0), FIRST_ONLY),
            (lambda output: int(output[1] > 0), SECOND_ONLY),
            (lambda output: output.index(min(output)), SMALLEST),
        ],
    )


@task("accuracy")
def test_accuracy_changes_nothing():
    """Judging is not training: parameters, gradients and samples stay."""
    model, inputs = Line(), copy.deepcopy(XS)
    model.w.grad = 7.0
    accuracy(model, inputs, [1, 1, 0, 1, 0])
    expect("w.data and w.grad after accuracy", [model.w.data, model.w.grad], [W, 7.0])
    expect("inputs after accuracy", inputs, XS)


@task("accuracy")
def test_accuracy_on_drawn_outputs():
    """Drawn outputs, one or several, against a plain count."""
    rng = draw()
    for n_outputs, rule in ((1, above(0)), (2, largest), (5, largest)):
        outputs = [[rng.uniform(-2, 2) for _ in range(n_outputs)] for _ in range(23)]
        labels = [rng.randrange(max(2, n_outputs)) for _ in outputs]
        want = share_right(rule, outputs, labels)
        name = f"accuracy of 23 drawn samples, outputs per sample: {n_outputs},"
        if not expect(name, share(outputs, labels), want):
            break
