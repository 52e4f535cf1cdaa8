"""Tests of e07: which samples make a batch, and how far each optimizer moves the parameters.

The tests set gradients by hand, on parameters that belong to no graph. What is wanted comes from
a closed form: the gradients so far, weighted by their age.
"""

import contextlib
import math
import random

from exercises.e02_value import Value
from exercises.e07_descent import SGD, Adam, Momentum, RMSProp, batches
from tests.expect import close, draw, expect, fail, task

START, RATE = 2.0, 0.1
GRADIENTS = [3.0, -1.0, 0.5]

UPHILL = "That is uphill: a step goes against the gradient."
NO_RATE = "The learning rate is missing."
UNMOVED = (
    "Nothing moved: the new number must land in p.data of the very parameters that were passed in."
)
REPLACED = "That is the way to go, not the new place: subtract it from the old p.data."


# --- Tools of the tests ---


def walk(optimizer_class, gradients, start, **settings):
    """Return every parameter's path: its data after each step, with these gradients set by hand.

    gradients holds one list per parameter, start one number per parameter.
    """
    parameters = [Value(x) for x in start]
    optimizer = optimizer_class(parameters, **settings)
    paths = [[] for _ in parameters]
    for now in zip(*gradients):
        for p, g in zip(parameters, now):
            p.grad = g
        optimizer.step()
        for p, seen in zip(parameters, paths):
            assert not isinstance(p.data, Value), (
                "After step() p.data is a Value: data is a plain number, so compute with p.data, not with p."
            )
            seen.append(p.data)
    return paths


def path(rule, gradients, start=START):
    """Return the data after each step, where rule(gradients so far) says how far to go back."""
    places = []
    for k in range(1, len(gradients) + 1):
        start = start - rule(gradients[:k])
        places.append(start)
    return places


def fading(gradients, decay):
    """Return the sum of the gradients, each shrunk by decay for every step since."""
    return sum(decay**age * g for age, g in enumerate(reversed(gradients)))


def squared(gradients):
    """Return the square of each."""
    return [g * g for g in gradients]


def check_path(
    optimizer_class, rule, slips=(), gradients=GRADIENTS, start=START, judged=3, **settings
):
    """Walk one parameter along the gradients, and judge the first steps; the first wrong one ends it.

    slips are (wrong rule, sentence) pairs; the whole path tells which of them it is.
    """
    (got,) = walk(optimizer_class, [gradients], [start], **settings)
    want = path(rule, gradients, start)
    words = [(path(slip, gradients, start), sentence) for slip, sentence in slips]
    words.append(([start] * len(want), UNMOVED))
    shown = (
        ", ".join(f"{key}={number:.6g}" for key, number in settings.items()) or "the usual settings"
    )
    for k in range(judged):
        so_far = ", ".join(f"{g:.6g}" for g in gradients[: k + 1])
        name = f"p.data, {start:.6g} at first, after {'steps' if k else 'a step'} with p.grad {so_far} ({shown})"
        named = [(got[k], sentence) for wrong, sentence in words if close(got, wrong)]
        named += [(wrong[k], sentence) for wrong, sentence in words]
        if not expect(name, got[k], want[k], named):
            return False
    return True


def check_company(optimizer_class, words, **settings):
    """A parameter must move as it does alone, wherever it stands in the list."""
    gradients, start = [[3.0, -1.0, 0.5], [-2.0, 0.25, 4.0], [0.125, 5.0, -1.5]], [2.0, -7.0, 11.0]
    together = walk(optimizer_class, gradients, start, **settings)
    for place, (g, x) in enumerate(zip(gradients, start)):
        (alone,) = walk(optimizer_class, [g], [x], **settings)
        name = f"the path of parameters[{place}], beside two others,"
        stays = [([x] * 3, "It stays where it is: every parameter moves.")]
        if not expect(name, together[place], alone, [*stays, (together[place], words)]):
            break


def check_gradients_stay(optimizer_class, **settings):
    """A step reads the gradients; zeroing them is the business of the training loop."""
    parameters = [Value(2.0), Value(-7.0)]
    parameters[0].grad, parameters[1].grad = 3.0, -0.5
    optimizer = optimizer_class(parameters, **settings)
    for _ in range(2):
        optimizer.step()
    left = [p.grad for p in parameters]
    words = "A step leaves the gradients as they are; zeroing them is for the training loop (e08)."
    expect("the gradients 3.0 and -0.5, after two steps,", left, [3.0, -0.5], [(left, words)])


def check_rest(optimizer_class):
    """A parameter that has had no gradient yet stays where it is; epsilon keeps 0 / 0 away."""
    walk(optimizer_class, [[3.0]], [START], learning_rate=RATE)
    try:
        ((got,),) = walk(optimizer_class, [[0.0]], [START], learning_rate=RATE)
    except ZeroDivisionError:
        return fail(
            "Where p.grad is 0.0 from the start, step() divides 0 by 0.",
            "Epsilon keeps that away.",
        )
    expect("p.data, 2.0 at first, after a step with p.grad 0.0,", got, START)


def check_drawn(optimizer_class, rule, **settings):
    """Compare a drawn path of four steps with the closed form."""
    rng = draw()
    gradients, start = [rng.uniform(-3, 3) for _ in range(4)], rng.uniform(-5, 5)
    return check_path(optimizer_class, rule, [], gradients, start, 4, **settings)


# --- batches ---


IN_ORDER = [list(range(i, i + 4)) for i in range(0, 60, 4)]


def cut(n_samples, batch_size, rng=None):
    """Return the batches as lists, whatever holds them."""
    found = list(batches(n_samples, batch_size, rng))
    assert all(hasattr(batch, "__iter__") for batch in found), (
        "batches gives single numbers: put every batch in a list of its own."
    )
    return [list(batch) for batch in found]


def shuffled(rng):
    """Return 60 numbers in batches of 4; that they are shuffled at all is told apart from how."""
    found = cut(60, 4, rng)
    assert found != IN_ORDER, (
        "batches(60, 4, rng) begins with [0, 1, 2, 3], [4, 5, 6, 7]: nothing is shuffled."
    )
    return found


def flat(found):
    """Return the numbers of all batches in one list."""
    return [i for batch in found for i in batch]


@task("batches")
def test_a_short_last_batch_is_kept():
    """Ten samples in batches of three leave one sample, and it is not lost."""
    expect(
        "the lengths of batches(10, 3)",
        [len(batch) for batch in cut(10, 3)],
        [3, 3, 3, 1],
        [
            ([3, 3, 3], "The last, shorter batch is lost: those samples would never be seen."),
            ([3, 3, 4], "What is left over makes a batch of its own."),
            (
                [3, 3, 3, 3],
                "The last batch is filled up: one sample too often is as wrong as one too few.",
            ),
            ([4, 3, 3], "batch_size says how long a batch is, not how many batches there are."),
            ([4, 4, 4, 1], "The batches are one too long: where does a slice stop?"),
            ([4, 4, 2], "The batches are one too long: where does a slice stop?"),
            ([2, 2, 2, 1], "The batches are one too short: where does a slice stop?"),
            ([10], "That is everything in one batch: cut it after every batch_size numbers."),
            ([1] * 10, "Each batch holds one number: cut after every batch_size of them."),
        ],
    )


@task("batches")
def test_batch_size_sets_the_way_of_descending():
    """All at once, one at a time, in between, and more than there are: the lengths follow."""
    for size, want in ((12, [12]), (1, [1] * 12), (4, [4, 4, 4]), (50, [12])):
        lengths = [len(batch) for batch in cut(12, size)]
        slips = [
            ([], "There is no batch at all: a short one is a batch too."),
            ([*want, 0], "There is an empty batch at the end."),
            (want[:-1], "The last batch is lost."),
        ]
        if not expect(f"the lengths of batches(12, {size})", lengths, want, slips):
            break


@task("batches")
def test_each_sample_comes_once():
    """An epoch sees every number from 0 to n - 1 once."""
    numbers = sorted(flat(cut(12, 4)))
    slips = [(list(range(1, 13)), "The samples are counted from 0.")]
    if len(set(numbers)) < len(numbers):
        slips.append(
            (
                numbers,
                "Some come twice and others never: put all of them in a random order instead.",
            )
        )
    expect("sorted, the numbers in batches(12, 4)", numbers, list(range(12)), slips)


@task("batches")
def test_the_batches_are_a_list_of_lists():
    """Something that is used up after one look, like a generator, would not do."""
    found = batches(7, 3)
    kinds = [type(found).__name__, type(next(iter(found))).__name__]
    slips = [
        (["generator", "list"], "Collect the batches in a list and return that."),
        (["list", "int"], "Every batch is a list of its own."),
        (["list", "tuple"], "Make each batch a list."),
    ]
    expect("the type of batches(7, 3), and of its first batch,", kinds, ["list", "list"], slips)


@task("batches")
def test_the_samples_are_shuffled_before_they_are_cut():
    """Neighbours must be able to land in different batches, and any sample in any batch."""
    found = shuffled(random.Random(5))
    shown = f"batches(60, 4, rng) begins with {found[0]}, {found[1]}, {found[2]}."
    if sorted(map(sorted, found)) == IN_ORDER:
        fail(f"{shown} The same samples always share a batch.", "Shuffle the samples, then cut.")
    elif flat(found) == flat(IN_ORDER)[::-1]:
        fail(shown, "Backwards is an order too, but not a random one.")


@task("batches")
def test_the_random_module_is_left_alone():
    """Whoever draws from the random module elsewhere must not notice."""
    before = random.getstate()
    random.seed("somebody else's")
    state = random.getstate()
    shuffled(random.Random(3))
    changed = random.getstate() != state
    random.setstate(before)
    if changed:
        fail(
            "batches(60, 4, rng) draws from the random module or seeds it.",
            "Use rng for all chance.",
        )


@task("batches")
def test_every_call_shuffles_anew():
    """One generator, three epochs: three orders. And another seed gives another one."""
    rng = random.Random(8)
    first, second, third = shuffled(rng), shuffled(rng), shuffled(rng)
    if first == second or second == third:
        fail(
            "batches(60, 4, rng), called again with the same rng, gives the same order.",
            "That is the same shuffle every epoch: let rng go on drawing, and seed nothing.",
        )
    elif first == shuffled(random.Random(9)):
        fail("batches(60, 4, rng) is the same for the seeds 8 and 9.", "Draw from rng.")


@task("batches")
def test_the_same_seed_gives_the_same_batches():
    """A run can be repeated: all chance comes out of rng."""
    if shuffled(random.Random(3)) != shuffled(random.Random(3)):
        fail(
            "batches(60, 4, random.Random(3)) differs from one call to the next.",
            "Draw from rng, not from the random module or a generator of your own.",
        )


@task("batches")
def test_without_a_generator_every_call_differs():
    """rng=None means a fresh generator, so two calls give two orders."""
    if shuffled(None) == shuffled(None):
        fail("batches(60, 4), without rng, gives the same order twice.", "Is a seed fixed?")


@task("batches")
def test_batches_of_drawn_sizes():
    """Any number of samples, any batch size."""
    rng = draw()
    for _ in range(20):
        n, size = rng.randint(1, 40), rng.randint(1, 45)
        found = cut(n, size, rng)
        want = sorted([size] * (n // size) + [n % size] * (n % size > 0))
        if not expect(
            f"sorted, the lengths of batches({n}, {size}, rng)", sorted(map(len, found)), want
        ):
            break
        if not expect(
            f"sorted, the numbers in batches({n}, {size}, rng)", sorted(flat(found)), list(range(n))
        ):
            break


# --- SGD ---


def sgd(gradients):
    return RATE * gradients[-1]


SGD_SLIPS = [
    (lambda g: -RATE * g[-1], UPHILL),
    (lambda g: g[-1], NO_RATE),
    (lambda g: -g[-1], "That is uphill, and the learning rate is missing."),
    (lambda g: RATE, "Only the learning rate was subtracted: what does the gradient say?"),
    (lambda g: START - RATE * g[-1], REPLACED),
    (lambda g: START + RATE * g[-1], REPLACED),
    (lambda g: g[-1] / RATE, "Multiply by the learning rate, do not divide by it."),
    (lambda g: RATE * abs(g[-1]), "The sign of the gradient is lost: it says which way is down."),
    (
        lambda g: math.copysign(RATE, g[-1]),
        "Only the sign of the gradient is used: its size counts too.",
    ),
    (lambda g: RATE * g[0], "Every step uses the first gradient: read p.grad anew in each."),
    (
        lambda g: RATE * sum(g),
        "Earlier gradients are still in it: plain descent looks at the present one only.",
    ),
]


@task("SGD.step")
def test_sgd_goes_against_the_gradient():
    """One step: the learning rate times the gradient, subtracted."""
    check_path(SGD, sgd, SGD_SLIPS, judged=1, learning_rate=RATE)


@task("SGD.step")
def test_sgd_reads_the_gradient_anew_in_every_step():
    """Three steps with three gradients, one of them negative."""
    check_path(SGD, sgd, SGD_SLIPS, learning_rate=RATE)


@task("SGD.step")
def test_sgd_moves_every_parameter_by_its_own_gradient():
    """Three parameters in one list."""
    check_company(
        SGD, "Each parameter goes by its own gradient, as if it were alone.", learning_rate=RATE
    )


@task("SGD.step")
def test_sgd_leaves_the_gradients_as_they_are():
    """A step moves data and nothing else."""
    check_gradients_stay(SGD, learning_rate=RATE)


@task("SGD.step")
def test_sgd_on_drawn_numbers():
    """Drawn places, gradients and a drawn learning rate."""
    rate = draw().uniform(0.01, 0.5)
    check_drawn(SGD, lambda g: rate * g[-1], learning_rate=rate)


# --- Momentum ---

M = 0.8


def momentum(gradients):
    return RATE * fading(gradients, M)


MOMENTUM_SLIPS = [
    (lambda g: -RATE * fading(g, M), UPHILL),
    (lambda g: fading(g, M), NO_RATE),
    (lambda g: RATE * RATE * fading(g, M), "The learning rate is multiplied in twice."),
    (
        lambda g: RATE * (1 - M) * fading(g, M),
        "The new gradient enters v whole here, without a factor (1 - momentum).",
    ),
    (
        lambda g: RATE * M * fading(g, M),
        "The momentum belongs to the old velocity only: the new gradient enters whole.",
    ),
    (
        lambda g: RATE * (g[-1] + M * fading(g, M)),
        "That looks a step ahead (Nesterov's way): here p goes by v itself.",
    ),
    (
        lambda g: RATE * g[-1],
        "There is no inertia: the old velocity must still count in the next step.",
    ),
    (lambda g: RATE * sum(g), "The old velocity counts in full: multiply it by momentum first."),
    (
        lambda g: RATE * fading(g[:-1], M),
        "The step uses the velocity of the step before: update v first, then p.",
    ),
    (
        lambda g: RATE * fading(g, 1 - M),
        "The old velocity shrinks by momentum, not by 1 - momentum.",
    ),
    (
        lambda g: RATE * (g[-1] + M * (g[-2] if len(g) > 1 else 0)),
        "Only the gradient before is remembered: v keeps all of them, ever weaker.",
    ),
    (
        lambda g: RATE * sum((-M) ** age * each for age, each in enumerate(reversed(g))),
        "The old velocity enters with the wrong sign: after v = momentum * v + g, p goes down by v.",
    ),
    (lambda g: START - RATE * fading(g, M), REPLACED),
]


@task("Momentum.step")
def test_momentum_starts_like_plain_descent():
    """The velocity starts at 0, so the first step is the learning rate times the gradient."""
    check_path(Momentum, momentum, MOMENTUM_SLIPS, judged=1, learning_rate=RATE, momentum=M)


@task("Momentum.step")
def test_momentum_keeps_rolling():
    """In later steps the earlier gradients still count, each weaker than the next."""
    check_path(Momentum, momentum, MOMENTUM_SLIPS, learning_rate=RATE, momentum=M)


@task("Momentum.step")
def test_momentum_coasts_without_a_gradient():
    """With gradient 0 the ball still moves, by a velocity that fades."""
    slips = [
        *MOMENTUM_SLIPS,
        (
            lambda g: RATE * fading(g, M) * (g[-1] != 0),
            "Without a gradient it stops at once: inertia keeps it going.",
        ),
    ]
    check_path(Momentum, momentum, slips, [3.0, 0.0, 0.0], learning_rate=RATE, momentum=M)


@task("Momentum.step")
def test_momentum_keeps_one_velocity_per_parameter():
    """Three parameters in one list."""
    check_company(
        Momentum,
        "Each parameter has a velocity of its own; here one is shared or mixed up.",
        learning_rate=RATE,
    )


@task("Momentum.step")
def test_momentum_leaves_the_gradients_as_they_are():
    """The velocity is kept elsewhere, not in p.grad."""
    check_gradients_stay(Momentum, learning_rate=RATE)


@task("Momentum.step")
def test_momentum_on_drawn_numbers():
    """Drawn settings, places and gradients; the usual momentum is 0.9."""
    rng = draw()
    rate, m = rng.uniform(0.01, 0.5), rng.uniform(0.1, 0.95)
    if check_drawn(Momentum, lambda g: rate * fading(g, m), learning_rate=rate, momentum=m):
        check_drawn(Momentum, lambda g: rate * fading(g, 0.9), learning_rate=rate)


# --- RMSProp ---

D, E = 0.8, 0.3


def mean_square(gradients, decay=D):
    return (1 - decay) * fading(squared(gradients), decay)


def rmsprop(gradients):
    return RATE * gradients[-1] / (math.sqrt(mean_square(gradients)) + E)


def over_root(square):
    """Return a rule that divides by the root of this average, epsilon outside."""
    return lambda g: RATE * g[-1] / (math.sqrt(square(g)) + E)


INSIDE = "epsilon stands outside the root: first the root, then add."

RMSPROP_SLIPS = [
    (lambda g: -rmsprop(g), UPHILL),
    (lambda g: rmsprop(g) / RATE, NO_RATE),
    (lambda g: RATE * g[-1] / math.sqrt(mean_square(g) + E), INSIDE),
    (
        lambda g: RATE * g[-1] / (mean_square(g) + E),
        "The root is missing: s is the mean of squares, its root is a size.",
    ),
    (
        lambda g: RATE * g[-1] / math.sqrt(mean_square(g)),
        "epsilon is missing from what you divide by.",
    ),
    (
        over_root(lambda g: D * fading(squared(g), D)),
        "The two weights are swapped: decay for the old average, 1 - decay for the new square.",
    ),
    (
        over_root(lambda g: fading(squared(g), D)),
        "The new square enters s with the weight 1 - decay.",
    ),
    (
        over_root(lambda g: sum(squared(g))),
        "The squares only pile up, so the steps die out (that is Adagrad): the old average must shrink by decay.",
    ),
    (
        over_root(lambda g: (1 - D) * sum(squared(g))),
        "The old average must shrink by decay before the new square comes in.",
    ),
    (
        over_root(lambda g: (1 - D) * g[-1] ** 2),
        "The average forgets the steps before: is it kept for the next step?",
    ),
    (
        over_root(lambda g: g[-1] ** 2),
        "That is the present square alone: s is an average over the steps.",
    ),
    (over_root(lambda g: abs((1 - D) * fading(g, D))), "The gradient goes into s squared."),
    (
        over_root(lambda g: abs((1 - D) * fading(g, D)) ** 2),
        "Square each gradient before averaging, not the average.",
    ),
    (
        over_root(lambda g: mean_square(g) / (1 - D ** len(g))),
        "s is corrected for its start at 0 here: that is for Adam only.",
    ),
    (
        over_root(lambda g: mean_square(g[:-1])),
        "The step uses the s of the step before: update s first, then p.",
    ),
    (
        lambda g: RATE / (math.sqrt(mean_square(g)) + E),
        "The gradient itself is missing above the line: it says which way is down.",
    ),
    (
        lambda g: RATE * g[-1] ** 2 / (math.sqrt(mean_square(g)) + E),
        "Only s takes the square; the step goes by g itself.",
    ),
    (
        lambda g: RATE * g[-1] / math.sqrt(mean_square(g)) + E,
        "A bracket is missing: divide by the root plus epsilon.",
    ),
    (
        lambda g: RATE * g[-1] * (math.sqrt(mean_square(g)) + E),
        "Divide by the root: where gradients are large, steps shrink.",
    ),
    (lambda g: RATE * g[-1], "That is plain descent: divide by the usual size of the gradient."),
    (lambda g: START - rmsprop(g), REPLACED),
]


@task("RMSProp.step")
def test_rmsprop_divides_by_the_root_of_the_mean_square():
    """The first step, with an epsilon large enough to see where it stands."""
    check_path(RMSProp, rmsprop, RMSPROP_SLIPS, judged=1, learning_rate=RATE, decay=D, epsilon=E)


@task("RMSProp.step")
def test_rmsprop_lets_old_squares_fade():
    """Three steps: the average of the squares keeps decay of itself each time."""
    check_path(RMSProp, rmsprop, RMSPROP_SLIPS, learning_rate=RATE, decay=D, epsilon=E)


@task("RMSProp.step")
def test_rmsprop_rests_without_a_gradient():
    """A parameter that has had no gradient yet stays where it is; epsilon keeps 0 / 0 away."""
    check_rest(RMSProp)


@task("RMSProp.step")
def test_rmsprop_keeps_one_average_per_parameter():
    """Three parameters in one list."""
    check_company(
        RMSProp,
        "Each parameter has an average of its own; here one is shared or mixed up.",
        learning_rate=RATE,
    )


@task("RMSProp.step")
def test_rmsprop_leaves_the_gradients_as_they_are():
    """Squares and quotients are kept elsewhere, not in p.grad."""
    check_gradients_stay(RMSProp, learning_rate=RATE)


@task("RMSProp.step")
def test_rmsprop_on_drawn_numbers():
    """Drawn settings, places and gradients; the usual decay is 0.9."""
    rng = draw()
    rate, decay, epsilon = rng.uniform(0.01, 0.5), rng.uniform(0.1, 0.95), rng.uniform(0.01, 1)

    def rule(decay, epsilon):
        return lambda g: rate * g[-1] / (math.sqrt(mean_square(g, decay)) + epsilon)

    if check_drawn(RMSProp, rule(decay, epsilon), learning_rate=rate, decay=decay, epsilon=epsilon):
        check_drawn(RMSProp, rule(0.9, 1e-8), learning_rate=rate)


# --- Adam ---

B1, B2 = 0.6, 0.9


def mean(gradients, beta):
    """Return the fading average of these, as it is before its correction."""
    return (1 - beta) * fading(gradients, beta)


def corrected(gradients, beta):
    """Return the same, corrected for its start at 0."""
    return mean(gradients, beta) / (1 - beta ** len(gradients))


def adam_rule(rate, beta1, beta2, epsilon):
    """Return the move of Adam with these settings."""
    return lambda g: (
        rate * corrected(g, beta1) / (math.sqrt(corrected(squared(g), beta2)) + epsilon)
    )


adam = adam_rule(RATE, B1, B2, E)


def stored_back(gradients):
    """Return Adam's move where the corrected averages take the place of the averages."""
    m = s = 0.0
    for t, g in enumerate(gradients, 1):
        m = (B1 * m + (1 - B1) * g) / (1 - B1**t)
        s = (B2 * s + (1 - B2) * g * g) / (1 - B2**t)
    return RATE * m / (math.sqrt(s) + E)


def ratio(top, square):
    """Return the rule that divides top by the root of square, epsilon outside."""
    return lambda g: RATE * top(g) / (math.sqrt(square(g)) + E)


def m_hat(g):
    return corrected(g, B1)


def s_hat(g):
    return corrected(squared(g), B2)


NOT_COUNTED = "The steps are not counted on: t grows by 1 with every step(), and begins at 1."

ADAM_SLIPS = [
    (lambda g: -adam(g), UPHILL),
    (lambda g: adam(g) / RATE, NO_RATE),
    (
        ratio(lambda g: mean(g, B1), lambda g: mean(squared(g), B2)),
        "The corrections are missing: both averages start at 0, so divide each by 1 - beta**t.",
    ),
    (
        ratio(m_hat, lambda g: mean(squared(g), B2)),
        "The mean is corrected, the mean square is not: divide s by 1 - beta2**t.",
    ),
    (
        ratio(lambda g: mean(g, B1), s_hat),
        "The mean square is corrected, the mean is not: divide m by 1 - beta1**t.",
    ),
    (
        stored_back,
        "The corrected numbers are stored in place of the averages: correct a copy, and let m and s go on as they are.",
    ),
    (
        ratio(lambda g: corrected(g, B2), lambda g: corrected(squared(g), B1)),
        "The betas are swapped: beta1 for the mean of the gradients, beta2 for the mean of their squares.",
    ),
    (
        ratio(lambda g: corrected(g, B1), lambda g: corrected(squared(g), B1)),
        "The mean square uses beta1 too: its own number is beta2.",
    ),
    (
        ratio(m_hat, lambda g: mean(squared(g), B2) / (1 - B1 ** len(g))),
        "s is corrected with beta1: each average is corrected with the beta it was made with.",
    ),
    (
        ratio(lambda g: mean(g, B1) / (1 - B2 ** len(g)), s_hat),
        "m is corrected with beta2: each average is corrected with the beta it was made with.",
    ),
    (
        ratio(lambda g: fading(g, B1) / (1 - B1 ** len(g)), s_hat),
        "The new gradient enters m with the weight 1 - beta1.",
    ),
    (
        ratio(m_hat, lambda g: fading(squared(g), B2) / (1 - B2 ** len(g))),
        "The new square enters s with the weight 1 - beta2.",
    ),
    (lambda g: RATE * m_hat(g) / math.sqrt(s_hat(g) + E), INSIDE),
    (
        lambda g: RATE * m_hat(g) / math.sqrt(s_hat(g)),
        "epsilon is missing from what you divide by.",
    ),
    (
        lambda g: RATE * m_hat(g) / (s_hat(g) + E),
        "The root is missing: s_hat is a mean of squares, its root is a size.",
    ),
    (
        lambda g: RATE * m_hat(g) / math.sqrt(s_hat(g)) + E,
        "A bracket is missing: divide by the root plus epsilon.",
    ),
    (ratio(m_hat, lambda g: abs(corrected(g, B2))), "The gradient goes into s squared."),
    (
        ratio(lambda g: g[-1], s_hat),
        "The step goes by the corrected mean m_hat, not by the present gradient.",
    ),
    (
        ratio(lambda g: mean(g, B1) / (1 - B1), lambda g: mean(squared(g), B2) / (1 - B2)),
        NOT_COUNTED,
    ),
    (
        ratio(
            lambda g: mean(g, B1) / (1 - B1 ** (len(g) + 1)),
            lambda g: mean(squared(g), B2) / (1 - B2 ** (len(g) + 1)),
        ),
        "The step is counted once too often: t is 1 in the first step.",
    ),
    (
        ratio(
            lambda g: mean(g, B1) * (1 - B1 ** len(g)),
            lambda g: mean(squared(g), B2) * (1 - B2 ** len(g)),
        ),
        "Divide by 1 - beta**t: the averages start too small.",
    ),
    (
        ratio(lambda g: mean(g, B1) / B1 ** len(g), lambda g: mean(squared(g), B2) / B2 ** len(g)),
        "Divide by 1 - beta**t, not by beta**t.",
    ),
    (
        ratio(
            lambda g: B1 * fading(g, 1 - B1) / (1 - B1 ** len(g)),
            lambda g: B2 * fading(squared(g), 1 - B2) / (1 - B2 ** len(g)),
        ),
        "The weights are swapped: beta for the old average, 1 - beta for what is new.",
    ),
    (
        ratio(
            lambda g: fading(g, B1) / (1 - B1 ** len(g)),
            lambda g: fading(squared(g), B2) / (1 - B2 ** len(g)),
        ),
        "What is new enters each average with the weight 1 - beta.",
    ),
    (
        lambda g: (
            RATE * m_hat(g) * math.sqrt(1 - B2 ** len(g)) / (math.sqrt(mean(squared(g), B2)) + E)
        ),
        "epsilon is added to the uncorrected root: correct s first, then take the root, then add epsilon.",
    ),
    (lambda g: RATE * m_hat(g), "Only the mean is used: divide it by the root of the mean square."),
    (
        ratio(lambda g: g[-1], lambda g: g[-1] ** 2),
        "The averages forget the steps before: are they kept for the next step?",
    ),
    (lambda g: START - adam(g), REPLACED),
]


@contextlib.contextmanager
def stumbling():
    """Turn the exceptions that Adam's usual mistakes raise into sentences."""
    try:
        yield
    except ZeroDivisionError:
        fail("The first step divides by 0.", "Is t already 1 there? 1 - beta**0 is 0.")
    except ValueError as error:
        if "math domain" not in str(error):
            raise
        fail(
            "A root is taken of a negative number.",
            "Is it 1 - beta to the power of t, not beta times t? That would never be negative.",
        )


@task("Adam.step")
def test_adam_corrects_its_averages_from_the_first_step():
    """The first step: both corrected averages are those of the one gradient there is."""
    with stumbling():
        check_path(
            Adam, adam, ADAM_SLIPS, judged=1, learning_rate=RATE, beta1=B1, beta2=B2, epsilon=E
        )


@task("Adam.step")
def test_adam_averages_over_the_steps():
    """Three steps: the averages go on, and are corrected by less and less."""
    with stumbling():
        check_path(Adam, adam, ADAM_SLIPS, learning_rate=RATE, beta1=B1, beta2=B2, epsilon=E)


@task("Adam.step")
def test_adam_rests_without_a_gradient():
    """A parameter that has had no gradient yet stays where it is."""
    with stumbling():
        check_rest(Adam)


@task("Adam.step")
def test_adam_keeps_averages_for_each_parameter():
    """Three parameters in one list."""
    words = "Each parameter has averages of its own, and t counts steps, not parameters."
    with stumbling():
        check_company(Adam, words, learning_rate=RATE, beta1=B1, beta2=B2)


@task("Adam.step")
def test_adam_leaves_the_gradients_as_they_are():
    """Averages are kept elsewhere, not in p.grad."""
    with stumbling():
        check_gradients_stay(Adam, learning_rate=RATE)


@task("Adam.step")
def test_adam_on_drawn_numbers():
    """Drawn settings, places and gradients; then the usual settings, with a learning rate of 0.001."""
    rng = draw()
    rate, b1, b2, epsilon = (
        rng.uniform(0.01, 0.5),
        rng.uniform(0.1, 0.95),
        rng.uniform(0.1, 0.999),
        rng.uniform(0.01, 1),
    )
    settings = {"learning_rate": rate, "beta1": b1, "beta2": b2, "epsilon": epsilon}
    with stumbling():
        if check_drawn(Adam, adam_rule(rate, b1, b2, epsilon), **settings):
            check_drawn(Adam, adam_rule(1e-3, 0.9, 0.999, 1e-8))
