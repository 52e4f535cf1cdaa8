"""Tests of e04: what a neuron is born with, what it answers, and what training may change."""

import math
import random
from functools import cache

from exercises.e02_value import Value
from exercises.e04_neuron import Neuron
from tests.expect import SEED, close, draw, expect, expect_error, fail, show, task

CURVES = {
    "tanh": math.tanh,
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "relu": lambda z: max(0.0, z),
    "linear": lambda z: z,
}
MANY = 4000  # weights: enough to see how they are spread, whatever the seed
NOTHING = (
    "Nothing arrives: the answer must be made from the Values themselves, not from their .data."
)


def like_a_value(x) -> bool:
    """Is this a Value, or another class that does its work, with a number inside?"""
    return all(hasattr(x, name) for name in ("data", "grad", "backward")) and is_number(x.data)


def is_number(x) -> bool:
    try:
        return float(x) == x
    except (TypeError, ValueError):
        return False


def demand(right, fact, diagnosis) -> None:
    """Stop the test here unless this is right."""
    if not right:
        fail(fact, diagnosis)
        raise AssertionError(fact)


def weights_of(neuron) -> list:
    """The neuron's weights, if it has any that can be counted."""
    demand(hasattr(neuron, "weights"), "The neuron has no weights.", "Keep them as self.weights.")
    demand(
        hasattr(neuron.weights, "__len__"),
        f"neuron.weights is a {type(neuron.weights).__name__}, want a list.",
        "It holds a Value for each input, and is walked many times.",
    )
    return list(neuron.weights)


def numbers(neuron) -> list:
    """The numbers in a neuron's weights, even where they are not Values yet."""
    return [getattr(weight, "data", weight) for weight in weights_of(neuron)]


@cache
def many() -> list:
    """Many drawn numbers, or none where another test has said that they are no numbers."""
    drawn = numbers(Neuron(MANY, rng=draw()))
    return drawn if all(map(is_number, drawn)) else []


def check_value(name, got, holding) -> bool:
    """Object to what is no Value, or holds no number."""
    if all(hasattr(got, attribute) for attribute in ("data", "grad", "backward")):
        if not is_number(got.data):
            fail(f"{name}.data is {show(got.data)}, want {holding}.")
        return is_number(got.data)
    fail(
        f"{name} is {show(got)}, want a Value that holds {holding}.",
        "Training needs its .grad, and only a Value has one.",
    )
    return False


def given(activation, weights, bias):
    """A neuron whose weights and bias have been set by hand."""
    neuron = Neuron(len(weights), activation)
    for weight, number in zip(neuron.weights, weights):
        weight.data = number
    neuron.bias.data = bias
    return neuron


def answer(neuron, inputs):
    """What the neuron answers; there is nothing to look at where that is not a Value."""
    out = neuron(inputs[:])  # a copy, so that a call that changes its inputs harms one test only
    demand(out is not None, "neuron(inputs) gives None.", "Is a return missing?")
    demand(
        like_a_value(out),
        f"neuron(inputs) gives a {type(out).__name__}, want a Value that holds one number.",
        "Gradients flow back through it.",
    )
    return out


def slips(weights, inputs, bias, activation) -> list[tuple[float, str]]:
    """What the usual mistakes answer, and the sentence for each."""
    curve = CURVES[activation]
    products = [w * x for w, x in zip(weights, inputs)]
    total, n = sum(products), len(products)
    z = total + bias
    return [
        (curve(total), "The bias is missing."),
        (z, f"That is the sum before the curve: {activation} is missing."),
        (curve(total + n * bias), "The bias is in there once per input: it is added once a call."),
        (curve(z + bias), "The bias is in there twice."),
        (curve(z + n * bias), "The bias is in there once per input, too: it is added once a call."),
        (curve(total) + bias, "The bias comes too late: it belongs to the sum that is bent."),
        (curve(sum(map(curve, products)) + bias), "The curve bends the sum, not each product."),
        (sum(map(curve, products)) + bias, "The curve bends the sum, not each product."),
        (sum(curve(p + bias) for p in products), "The curve bends the sum, not each product."),
        (curve(curve(z)), "The curve is applied twice."),
        (curve(products[0] + bias), "Only the first input counts: does the loop end too early?"),
        (curve(products[-1] + bias), "Only the last input counts: is the sum started anew?"),
        (curve(sum(products[:-1]) + bias), "The last input is left out."),
        (curve(sum(products[1:]) + bias), "The first input is left out."),
        (curve(sum(weights) + sum(inputs) + bias), "Weights and inputs are added: multiply them."),
        (curve(sum(inputs) + bias), "The weights play no part."),
        (curve(sum(weights) * sum(inputs) + bias), "Multiply pair by pair, then add up."),
        (curve(math.prod(products) + bias), "The products are multiplied: add them up."),
        (curve(total - bias), "The bias is subtracted."),
        (curve(total * bias), "The bias multiplies the sum: add it."),
        (curve(total / n + bias), "That is the mean of the products: a neuron takes their sum."),
        (curve(z / n), "The sum is divided by the number of inputs: a neuron does not do that."),
        *((other(z), f"That is what {name} gives here.") for name, other in CURVES.items()),
    ]


def story(activation, weights, bias, inputs) -> str:
    return f"{activation} neuron, weights {weights}, bias {bias}: neuron({inputs}).data"


# --- What it is born with ---


@task("Neuron.__init__")
def test_there_is_one_weight_for_each_input():
    """A neuron holds as many weights as it has inputs."""
    for n in (3, 1, 7):
        slip = {n + 1: "The bias stands apart, in neuron.bias.", n - 1: "The last one is missing."}
        if not expect(f"len(Neuron({n}).weights)", len(weights_of(Neuron(n))), n, slip):
            break


@task("Neuron.__init__")
def test_each_weight_is_a_value():
    """A plain number has no gradient, so training could not change it."""
    for i, weight in enumerate(weights_of(Neuron(3))):
        if not check_value(f"Neuron(3).weights[{i}]", weight, "a number from -1 to 1"):
            break


@task("Neuron.__init__")
def test_the_bias_is_a_value_that_starts_at_zero():
    """The bias is not drawn: every neuron starts with 0.0."""
    for _ in range(5):
        neuron = Neuron(3)
        demand(hasattr(neuron, "bias"), "The neuron has no bias.", "Keep it as self.bias.")
        bias = neuron.bias
        if not check_value("Neuron(3).bias", bias, "0.0"):
            break
        drawn = [(bias.data, "Only the weights are drawn; the bias starts at 0.0.")]
        if not expect("Neuron(3).bias.data", bias.data, 0.0, drawn):
            break


@task("Neuron.__init__")
def test_no_two_parameters_are_the_same_object():
    """A Value that stands in two places would be changed in both."""
    a, b = Neuron(3), Neuron(3)
    weights, others = ([w for w in weights_of(each) if hasattr(w, "grad")] for each in (a, b))
    if len({id(weight) for weight in weights}) < len(weights):
        fail(
            "Neuron(3).weights holds one object several times.", "Make a new Value for each input."
        )
    elif any(weight is a.bias for weight in weights):
        fail("The bias is one of the weights.", "It is a Value of its own.")
    elif {id(weight) for weight in weights} & {id(weight) for weight in others}:
        fail("Two neurons share a weight.", "Each neuron makes Values of its own.")
    elif a.bias is b.bias and hasattr(a.bias, "grad"):
        fail("Two neurons share one bias.", "Each neuron makes a Value of its own.")


@task("Neuron.__init__")
def test_no_two_weights_are_alike():
    """Weights that start alike are moved alike, and stay alike."""
    drawn = many()
    if len(set(drawn)) < len(drawn) / 2:
        fail(
            f"Among {len(drawn)} weights, the number of different ones is {len(set(drawn))}.",
            "Draw each weight anew, any number from -1 to 1, not only whole ones.",
        )


@task("Neuron.__init__")
def test_no_weight_lies_outside_minus_one_to_one():
    """All weights lie from -1 to 1."""
    far = max(many(), key=abs, default=0)
    if abs(far) > 1:
        fail(f"A weight is drawn as {show(far)}.", "Want all of them from -1 to 1, evenly.")


@task("Neuron.__init__")
def test_half_of_the_weights_are_negative():
    """As many weights lie below 0 as above, so a neuron can say less as well as more."""
    drawn = many()
    if len(set(drawn)) > MANY / 2:  # else another test says so
        share = sum(weight < 0 for weight in drawn) / MANY
        slip = [(0.0, "None is: the draw starts at -1, not at 0."), (1.0, "None is positive.")]
        expect(f"of {MANY} weights the share below 0", share, 0.5, slip, abs=0.06)


@task("Neuron.__init__")
def test_weights_are_spread_evenly():
    """A stretch twice as long holds twice as many weights."""
    drawn = many()
    if len(set(drawn)) <= MANY / 2 or max(map(abs, drawn)) > 1:  # other tests say so
        return
    shares = {t / 10: sum(abs(weight) < t / 10 for weight in drawn) / MANY for t in range(1, 10)}
    worst = max(shares, key=lambda t: abs(shares[t] - t))
    name = f"of {MANY} weights the share between -{worst} and {worst}"
    slip = [(shares[worst], "Evenly from -1 to 1: no stretch is likelier than another.")]
    expect(name, shares[worst], worst, slip, abs=0.06)


@task("Neuron.__init__")
def test_the_same_seed_gives_the_same_weights():
    """A run can be repeated: the weights come from rng and from nowhere else."""
    first = numbers(Neuron(5, rng=random.Random(SEED)))
    second = numbers(Neuron(5, rng=random.Random(SEED)))
    slip = [(second, "Draw from rng, the generator that is handed over, and from no other.")]
    name = f"Neuron(5, rng=random.Random({SEED})), made again: the list of its weights"
    expect(name, second, first, slip, rel=0, abs=0)


def differ(first, second, fact, diagnosis) -> None:
    """Object where two neurons have drawn the same weights (weights all alike are met above)."""
    if numbers(first) == numbers(second) and len(set(numbers(first))) > 1:
        fail(f"{fact} Both have {show(numbers(first))}.", diagnosis)


@task("Neuron.__init__")
def test_another_seed_gives_other_weights():
    """The generator that is handed over decides."""
    a, b = (Neuron(5, rng=random.Random(SEED + i)) for i in range(2))
    differ(a, b, "Two different seeds give the same weights.", "Is rng replaced, or seeded anew?")


@task("Neuron.__init__")
def test_without_a_generator_no_two_neurons_are_twins():
    """rng=None means a fresh generator, which no one has seeded."""
    differ(
        Neuron(5),
        Neuron(5, rng=None),
        "Neuron(5), made twice without rng, gives twins.",
        "Is a seed fixed?",
    )


@task("Neuron.__init__")
def test_one_generator_goes_on_from_neuron_to_neuron():
    """Two neurons that draw from one generator are no twins."""
    rng = draw()
    a, b = Neuron(5, "tanh", rng), Neuron(5, "tanh", rng)
    differ(a, b, "Two neurons made with one rng are twins.", "Is it copied, or seeded anew?")


@task("Neuron.__init__")
def test_the_activation_must_be_one_of_four():
    """The four names are taken, any other is refused when the neuron is made."""
    for name in CURVES:
        Neuron(2, name)
    for name in ("swish", "exp"):  # exp is something that a Value can do, but no activation
        if not expect_error(f"Neuron(2, '{name}')", ValueError, lambda name=name: Neuron(2, name)):
            break


# --- What it answers ---


@task("Neuron.__call__")
def test_a_linear_neuron_adds_weighted_inputs_and_bias():
    """Each input times its own weight, all of it added up, and the bias once."""
    weights, inputs, bias = [0.7, -1.3, 0.4], [2.0, 3.0, -6.0], 0.25
    got = answer(given("linear", weights, bias), inputs).data
    bends = "linear means that no curve bends the sum."
    backwards = sum(w * x for w, x in zip(weights, reversed(inputs))) + bias
    slip = [(curve(-4.65), bends) for curve in (math.tanh, CURVES["sigmoid"], CURVES["relu"])]
    slip += slips(weights, inputs, bias, "linear")
    slip += [(backwards, "The first weight meets the last input: pair them in order.")]
    expect(story("linear", weights, bias, inputs), got, -4.65, slip)


@task("Neuron.__call__")
def test_each_activation_bends_the_sum():
    """tanh, sigmoid and relu bend the finished sum, whether it is above 0 or below."""
    above, below = ([0.7, -1.3, 0.4], [1.5, 0.5, 0.8], 0.25), ([0.6, -1.1], [0.5, 0.9], 0.15)
    for activation in ("tanh", "sigmoid", "relu"):
        for weights, inputs, bias in (above, below):
            got = answer(given(activation, weights, bias), inputs).data
            z = sum(w * x for w, x in zip(weights, inputs)) + bias
            slip = slips(weights, inputs, bias, activation)
            name = story(activation, weights, bias, inputs)
            if not expect(name, got, CURVES[activation](z), slip):
                return


@task("Neuron.__call__")
def test_a_neuron_is_a_tanh_neuron_unless_told_otherwise():
    """The default of activation is "tanh"."""
    neuron = Neuron(2)
    for weight in neuron.weights:
        weight.data = 0.5
    neuron.bias.data = 0.25
    tanh = given("tanh", [0.5, 0.5], 0.25)
    slip = [(curve(-0.5), f"That is what {name} gives here.") for name, curve in CURVES.items()]
    expect(
        "Neuron(2), weights [0.5, 0.5], bias 0.25: neuron([-2.0, 0.5]).data",
        answer(neuron, [-2.0, 0.5]).data,
        answer(tanh, [-2.0, 0.5]).data,
        slip,
    )


@task("Neuron.__call__")
def test_a_call_changes_neither_the_inputs_nor_the_neuron():
    """The list of inputs, the weights and the bias are as they were."""
    neuron, inputs = given("linear", [0.7, -1.3], 0.25), [2.0, 3.0]
    before, bias, weights = list(inputs), neuron.bias, list(neuron.weights)
    neuron(inputs)
    if len(inputs) != 2 or any(x is not y for x, y in zip(inputs, before)):
        fail(
            f"After neuron(inputs) the list of inputs is {show(inputs)}, want {show(before)}.",
            "It belongs to the caller: make a list of your own.",
        )
    if neuron.bias is not bias:
        fail(
            "A call puts another object in the place of neuron.bias.", "Sum up in a local variable."
        )
    else:
        slip = [(bias.data, "The bias is changed by training, not by a call.")]
        expect("bias.data after a call", bias.data, 0.25, slip)
    expect("the list of weights after a call", numbers(neuron), [0.7, -1.3])
    if any(weight is not old for weight, old in zip(neuron.weights, weights)):
        fail("A call puts other objects in the place of the weights.", "Only calculate with them.")


@task("Neuron.__call__")
def test_gradients_reach_the_weights_and_the_bias():
    """The slope along a weight is its input, along the bias it is 1; here 3 times that arrives."""
    weights, inputs, bias = [0.7, -1.3, 0.4], [2.0, 1.5, 5.0], 0.25
    neuron = given("linear", weights, bias)
    out = answer(neuron, inputs)
    name = story("linear", weights, bias, inputs)
    if not expect(name, out.data, 1.7, slips(weights, inputs, bias, "linear")):
        return  # another answer has other slopes
    (out * 3.0).backward()
    slip = [([0.0] * 3, NOTHING)]
    expect(
        "the list of the weights' gradients",
        [w.grad for w in neuron.weights],
        [6.0, 4.5, 15.0],
        slip,
    )
    slip = {0.0: "Nothing arrives: the sum must hold neuron.bias itself."}
    expect("bias.grad", neuron.bias.grad, 3.0, slip)


@task("Neuron.__call__")
def test_gradients_pass_through_the_curve():
    """What arrives at the answer passes the slope of the curve on its way to the weights."""
    for activation, slope in (
        ("tanh", lambda out: 1 - out**2),
        ("sigmoid", lambda out: out * (1 - out)),
        ("relu", lambda out: float(out > 0)),
    ):
        for bias in (0.2, -0.9):
            neuron = given(activation, [0.7, -0.3], bias)
            out = answer(neuron, [0.8, 0.6])
            if not close(out.data, CURVES[activation](0.38 + bias)):
                return  # the test of the curves says so
            (out * 3.0).backward()
            arrived = 3.0 * slope(out.data)
            slip = [
                (
                    [0.0, 0.0],
                    "Nothing comes back to the weights: is the curve one of Value's own, the sum made of Values?",
                ),
                ([3.0 * 0.8, 3.0 * 0.6], "The slope of the curve is missing on the way back."),
            ]
            name = (
                f"{activation} neuron, answer {show(out.data)}: the list of the weights' gradients"
            )
            got = [weight.grad for weight in neuron.weights]
            if not expect(name, got, [arrived * 0.8, arrived * 0.6], slip):
                return


@task("Neuron.__call__")
def test_inputs_may_be_values_and_gradients_reach_them():
    """In a network the inputs are the answers of other neurons: their slopes are the weights."""
    x, y = Value(2.0), Value(5.0)
    out = answer(given("linear", [0.7, -1.3, 0.4], 0.25), [x, -3.0, y])
    same = answer(given("linear", [0.7, -1.3, 0.4], 0.25), [2.0, -3.0, 5.0])
    if not expect("neuron([Value(2.0), -3.0, Value(5.0)]).data", out.data, same.data):
        return
    (out * 3.0).backward()
    slip = [([0.0, 0.0], "Nothing arrives: an input that is a Value must be used as it is.")]
    expect("the list of gradients of the first and third input", [x.grad, y.grad], [2.1, 1.2], slip)


@task("Neuron.__call__")
def test_one_value_may_be_two_inputs():
    """A value that comes in twice collects a slope from each place."""
    x = Value(2.0)
    out = answer(given("linear", [0.7, -1.3, 0.4], 0.25), [x, -3.0, x])
    if not close(out.data, 6.35):
        return  # the test of the answers says so
    (out * 3.0).backward()
    slip = {
        2.1: "Only its first place counts.",
        1.2: "Only its second place counts.",
        0.0: "Nothing arrives: an input that is a Value must be used as it is.",
    }
    expect("neuron([x, -3.0, x]): x.grad", x.grad, 3.3, slip)


@task("Neuron.__call__")
def test_a_neuron_can_be_called_again_and_again():
    """A second call answers as the first, and the gradients of both calls add up."""
    neuron = given("linear", [0.7, -1.3], 0.25)
    first, second = answer(neuron, [2.0, -3.0]), answer(neuron, [4.0, 1.0])
    third = answer(neuron, [2.0, -3.0])
    slip = [(third.data, "A call must leave no trace in the neuron.")]
    if not expect("the answer to [2.0, -3.0], asked again", third.data, first.data, slip):
        return
    (first * 3.0 + second * 5.0).backward()
    got = [*(weight.grad for weight in neuron.weights), neuron.bias.grad]
    slip = [
        ([6.0, -9.0, 3.0], "The second call is missing."),
        ([20.0, 5.0, 5.0], "The first call is missing: does the second one replace it?"),
        ([16.0, -24.0, 8.0], "The second call has answered like the first: calculate anew."),
        ([0.0, 0.0, 8.0], "Nothing arrives at the weights: do calls put others in their place?"),
    ]
    expect(
        "after two calls, the list of gradients of weights and bias", got, [26.0, -4.0, 8.0], slip
    )


@task("Neuron.__call__")
def test_a_call_leaves_the_gradients_as_they_are():
    """Gradients are set back by whoever trains, not by the next call."""
    neuron = given("linear", [0.7, -1.3], 0.25)
    (answer(neuron, [2.0, -3.0]) * 3.0).backward()
    before = [weight.grad for weight in neuron.weights] + [neuron.bias.grad]
    answer(neuron, [4.0, 1.0])
    got = [weight.grad for weight in neuron.weights] + [neuron.bias.grad]
    slip = [([0.0] * 3, "A call only calculates: it leaves every .grad alone.")]
    expect("the list of gradients of weights and bias after one more call", got, before, slip)


@task("Neuron.__call__")
def test_inputs_may_stand_in_a_tuple():
    """Any sequence will do for the inputs."""
    neuron = given("linear", [0.7, -1.3], 0.25)
    in_a_list = answer(neuron, [2.0, 3.0]).data
    expect("neuron((2.0, 3.0)).data", answer(neuron, (2.0, 3.0)).data, in_a_list)


@task("Neuron.__call__")
def test_a_wrong_number_of_inputs_is_refused():
    """Neither too few nor too many inputs are passed over in silence."""
    neuron = given("linear", [0.7, -1.3, 0.4], 0.25)
    for inputs in ([2.0, 3.0], [2.0, 3.0, -5.0, 7.0], []):
        name = f"a neuron with 3 weights and {len(inputs)} inputs"
        if not expect_error(name, ValueError, lambda inputs=inputs: neuron(inputs)):
            break


@task("Neuron.__call__")
def test_drawn_neurons_answer_like_the_formula():
    """On drawn numbers: the answer as by the formula, the gradients as by nudging it."""
    rng = draw()
    for activation in [*CURVES, *CURVES]:
        n = rng.randint(2, 6)
        weights, inputs = ([rng.uniform(-2, 2) for _ in range(n)] for _ in range(2))
        total = sum(w * x for w, x in zip(weights, inputs))
        bias = rng.choice([-1, 1]) * rng.uniform(0.1, 2) - total * 0.7  # not far out on a curve
        if abs(total + bias) < 0.01:  # relu has no slope at 0
            bias += 0.1

        def formula(moved, activation=activation, inputs=inputs):
            *weights, bias = moved
            return CURVES[activation](sum(w * x for w, x in zip(weights, inputs)) + bias)

        neuron = given(activation, weights, bias)
        out = answer(neuron, inputs)
        name = f"{activation} neuron, {n} drawn inputs"
        slip = slips(weights, inputs, bias, activation)
        if not expect(f"{name}: the answer", out.data, formula([*weights, bias]), slip):
            break
        out.backward()
        got = [*(weight.grad for weight in neuron.weights), neuron.bias.grad]
        want = []
        for i in range(n + 1):
            up, down = [*weights, bias], [*weights, bias]
            up[i] += 1e-5
            down[i] -= 1e-5
            want.append((formula(up) - formula(down)) / 2e-5)
        slip = [([0.0] * (n + 1), NOTHING)]
        name += ": the list of gradients of weights and bias"
        if not expect(name, got, want, slip, rel=1e-6, abs=1e-6):
            break


# --- What training may change ---


def parameters(neuron) -> list:
    """What parameters() gives, if it can be counted."""
    try:
        got = neuron.parameters()
    except TypeError as error:
        if "list" in str(error):
            fail(
                f"neuron.parameters() raises TypeError ({error}).",
                "Only a list can be joined to a list by +, and neuron.bias is a single Value.",
            )
        raise
    demand(got is not None, "neuron.parameters() gives None.", "Is a return missing?")
    demand(
        isinstance(got, (list, tuple)),
        f"neuron.parameters() gives a {type(got).__name__}, want a list.",
        "It is to be walked many times.",
    )
    return list(got)


@task("Neuron.parameters")
def test_parameters_hold_each_weight_and_the_bias_once():
    """Three weights and a bias make four parameters, in one flat list."""
    neuron = Neuron(3)
    got = parameters(neuron)
    if any(isinstance(each, (list, tuple)) for each in got):
        fail(
            f"Neuron(3).parameters() has {len(got)} entries, and a list is one of them.",
            "Put the weights themselves into the list, side by side with the bias.",
        )
        return
    slip = {
        3: "One is left out: does the bias learn too?",
        1: "That is one of them only: weights and bias learn.",
    }
    if len({id(each) for each in got}) < len(got):
        slip[len(got)] = "Some of them stand there more than once."
    expect("len(Neuron(3).parameters())", len(got), 4, slip)


@task("Neuron.parameters")
def test_parameters_are_the_very_values_that_the_neuron_uses():
    """Whoever changes a parameter's data changes the neuron, so copies will not do."""
    neuron = Neuron(3)
    own = {id(each) for each in (*neuron.weights, neuron.bias)}
    got = parameters(neuron)
    if any(isinstance(each, (list, tuple)) for each in got):
        return  # the test above says so
    strangers = [each for each in got if id(each) not in own]
    if strangers:
        fail(
            f"parameters() holds {show(strangers[0])}, which is no weight of the neuron and not its bias.",
            "Hand out those Values themselves, neither numbers nor copies.",
        )
    elif len(got) == 4 and len({id(each) for each in got}) < 4:
        fail("parameters() holds one of the Values twice.", "Another one is left out.")


@task("Neuron.parameters")
def test_asking_for_the_parameters_changes_nothing():
    """The list is a new one: the weights are as many as before, however often one asks."""
    neuron = Neuron(3)
    first = len(parameters(neuron))
    slip = {4: "The list of weights itself has grown. Return a new list."}
    if expect("len(neuron.weights) after parameters()", len(list(neuron.weights)), 3, slip):
        expect("len(neuron.parameters()), asked again", len(parameters(neuron)), first)
