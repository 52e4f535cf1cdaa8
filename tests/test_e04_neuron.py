"""Tests of e04: what a neuron is born with, what it answers, and what training may change."""

from types import SimpleNamespace

from exercises.e02_value import Value
from exercises.e04_neuron import Neuron
from tests.expect import close, demand, draw, expect, expect_chance, expect_error, fail, show, task
from tests.wrong import numbers, only, plain, slopes, wrong

ACTIVATIONS = ("tanh", "sigmoid", "relu", "linear")
MANY = 4000  # weights: enough to see how they are spread, whatever the seed

DETACHED = "Nothing arrives: calculate with the Values themselves, not with their .data."
ALWAYS_TANH = "That is tanh: ask self.activation which curve it is; linear means none."
EACH = "The curve bends the sum, not each product."
MATH = "The functions of math take numbers; a Value has curves of its own: total.tanh()."
A_NAME = "self.activation is a name: getattr(total, self.activation) is the curve of that name."
NO_CURVE = "linear is no curve of a Value's: there the sum itself is the answer."
ERRORS = {
    "must be real number, not Value": MATH,
    "'str' object is not callable": A_NAME,
    "has no attribute 'activation'": A_NAME,
    "'Neuron' object has no attribute 'tanh'": A_NAME,
    "has no attribute 'linear'": NO_CURVE,
    "not supported between": "Values have no order: total.relu() is the curve.",
}

CHECKED = "if len(inputs) != len(self.weights):\n    raise ValueError(len(inputs))\n"
TURN = 'total if self.activation == "linear" else %s'
BENT = TURN % "getattr(total, self.activation)()"
BEND = f"return {BENT}"
TOTAL = f"{CHECKED}total = %s\n{BEND}"
SUMMED = TOTAL % "sum(%s for w, x in zip(self.weights, inputs)) %s"
PAIRED = TOTAL % "sum(w * x for w, x in zip(%s)) + self.bias"
LOOP = f"{CHECKED}total = self.bias\nfor w, x in zip(self.weights, inputs):\n    %s\n{BEND}"
RIGHT = "sum(w * x for w, x in zip(self.weights, inputs)) + self.bias"
ANSWER = f"{CHECKED}total = {RIGHT}\n%s"
CURVED = f"{CHECKED}curve = lambda z: getattr(z, self.activation)()\ntotal = {RIGHT}\nreturn {TURN}"

MISTAKES = {
    "Neuron.__call__(self, inputs)": {
        SUMMED % ("w * x", ""): "The bias is missing.",
        SUMMED % ("w * x", "+ self.bias + self.bias"): "The bias is in there twice.",
        SUMMED % ("w * x + self.bias", ""): "The bias is in there once per input: add it once.",
        LOOP % "total = total + w * x + self.bias": "The bias is in there once per input, too.",
        SUMMED % ("w * x", "- self.bias"): "The bias is subtracted.",
        SUMMED % ("w * x", "* self.bias"): "The bias multiplies the sum: add it.",
        SUMMED % ("w * x", "/ len(inputs) + self.bias"): "That is the mean: want the sum.",
        SUMMED % ("(w * x + self.bias / len(inputs))", "/ len(inputs)"): "The sum is divided by the number of inputs: a neuron does not do that.",
        LOOP % "total = self.bias + w * x": "Only the last input counts: is the sum started anew?",
        LOOP % "total = w * x": "Only the last product is left: add each to the total, which starts at the bias.",
        LOOP % "return total + w * x": "Only the first input counts: does the loop end too early?",
        PAIRED % "self.weights[:-1], inputs": "The last input is left out.",
        PAIRED % "self.weights[1:], inputs[1:]": "The first input is left out.",
        PAIRED % "self.weights, reversed(inputs)": "The first weight meets the last input.",
        LOOP % "total = total + w + x": "Weights and inputs are added: multiply them.",
        TOTAL % "sum(inputs) + self.bias": "The weights play no part.",
        TOTAL % "sum(self.weights) * sum(inputs) + self.bias": "Multiply pair by pair.",
        TOTAL % "math.prod(w * x for w, x in zip(self.weights, inputs)) + self.bias": "The products are multiplied: add them up.",
        ANSWER % "return total": "That is the sum before the curve: ask self.activation.",
        ANSWER % "return total.tanh()": ALWAYS_TANH,
        CURVED % "total.tanh()": ALWAYS_TANH,
        CURVED % "total.sigmoid()": "That is sigmoid: ask self.activation which curve it is.",
        CURVED % "total.relu()": "That is relu: ask self.activation which curve it is.",
        CURVED % "curve(total - self.bias) + self.bias": "The bias comes too late: bend it, too.",
        CURVED % "sum(curve(w * x) for w, x in zip(self.weights, inputs)) + self.bias": EACH,
        CURVED % "sum(curve(w * x + self.bias) for w, x in zip(self.weights, inputs))": EACH,
        CURVED % "curve(curve(total))": "The curve is applied twice.",
        f"{CHECKED}total = self.bias\nfor w, x in zip(self.weights, inputs):\n    total = total + w * x\n    total = {BENT}\nreturn total": "The curve bends the finished sum, not every step on the way.",
        CURVED % "total * 0.01 if total.data < 0 and self.activation == 'relu' else curve(total)": "Below 0 relu is 0, whatever the sum.",
        CURVED % "(total.tanh() + 1) / 2 if self.activation == 'sigmoid' else curve(total)": "That is the sigmoid of twice the sum.",
        CURVED % "curve(total + (max(-2.0, min(2.0, total.data)) - total.data))": "The sum is held within bounds: a Value's curves need none.",
        CURVED % "total + (curve(total).data - total.data)": "The slope of the curve is lost.",
        SUMMED % ("w.data * x", "+ self.bias"): DETACHED,
        TOTAL % f"Value(({RIGHT}).data)": DETACHED,
        SUMMED % ("w * x", "+ self.bias.data"): "Nothing arrives at the bias itself.",
        SUMMED % ("w * getattr(x, 'data', x)", "+ self.bias"): "Nothing arrives at the inputs: one that is a Value must be used as it is.",
        ANSWER % "return math.tanh(total)": MATH,
        CURVED % "max(0, total)": "Values have no order: total.relu() is the curve.",
        SUMMED % ("w * x", "+ self.weights[-1]"): "The bias stands apart, in self.bias.",
        ANSWER % "return self.activation(total)": A_NAME,
        ANSWER % "return total.activation()": A_NAME,
        ANSWER % "return getattr(total, self.activation)()": NO_CURVE,
    },
}  # fmt: skip


def is_number(x) -> bool:
    try:
        return float(x) == x
    except (TypeError, ValueError):
        return False


def like_a_value(x) -> bool:
    """Is this a Value, or another class that does its work, with a number inside?"""
    return all(hasattr(x, name) for name in ("data", "grad", "backward")) and is_number(x.data)


def weights_of(neuron) -> list:
    """The neuron's weights, if it has any that can be counted."""
    demand(hasattr(neuron, "weights"), "The neuron has no weights.", "Keep them as self.weights.")
    known = "It holds a Value for each input, and is walked many times."
    some = hasattr(neuron.weights, "__len__") and not isinstance(neuron.weights, dict)
    demand(some, f"neuron.weights is a {type(neuron.weights).__name__}, want a list.", known)
    return list(neuron.weights)


def numbers_of(neuron) -> list:
    """The numbers in a neuron's weights, even where they are not Values yet."""
    return [getattr(weight, "data", weight) for weight in weights_of(neuron)]


def values_of(neuron) -> list:  # REPEATS e04
    return [*neuron.weights, neuron.bias]


def gradients_of(neuron) -> list:
    return [each.grad for each in values_of(neuron)]


def given(activation, weights, bias):
    """A neuron whose weights and bias have been set by hand."""
    neuron = Neuron(len(weights), activation)
    for weight, number in zip(neuron.weights, weights):
        weight.data = number
    neuron.bias.data = bias
    return neuron


def answer(neuron, inputs):
    """What the neuron answers; there is nothing to look at where that is not a Value."""
    try:
        out = neuron(inputs[:])  # a copy: a call that changes its inputs harms one test only
    except (AttributeError, TypeError) as error:
        for words, cause in ERRORS.items():
            fact = f"neuron(inputs) raises {type(error).__name__}: {error}."
            demand(words not in str(error), fact, cause)
        raise
    demand(out is not None, "neuron(inputs) gives None.", "Is a return missing?")
    nested = hasattr(getattr(out, "data", None), "backward")
    known = "Value(...) is for numbers: what is a Value already, goes in as it is."
    demand(not nested, "The answer holds a Value.", known)
    fact = f"neuron(inputs) gives a {type(out).__name__}, want a Value that holds one number."
    why = "Call the curve: ()." if callable(out) else "Gradients flow back through it."
    demand(like_a_value(out), fact, why)
    return out


def right_way(me, inputs):  # REPEATS e04, e11
    """What a neuron of Numbers is to answer."""
    total = me.bias + sum(w * x for w, x in zip(me.weights, inputs))
    return total if me.activation == "linear" else getattr(total, me.activation)()


def answers(activation, weights, bias, inputs) -> bool:
    """Expect the rule's answer, and its slopes times 3 in weights, bias and inputs."""
    n, leaves, neuron = len(weights), [Value(x) for x in inputs], given(activation, weights, bias)
    name = f"{activation} neuron, weights {show(weights)}, bias {bias:g}: neuron({show(inputs)})"
    start = [*weights, bias, *inputs]

    def looked_at(way):
        """Return what a way answers, and its slopes."""

        def f(zs):
            me = SimpleNamespace(weights=zs[:n], bias=zs[n], activation=activation)
            return way(me, zs[n + 1 :])

        return plain(f(numbers(start))), slopes(lambda zs: 3 * f(zs), start)

    out, (number, arriving) = answer(neuron, leaves), looked_at(right_way)
    known = ((each[0], text) for each, text in wrong(MISTAKES, "Neuron.__call__", looked_at))
    if not expect(f"{name}.data", out.data, number, only(out.data, known)):
        return False
    (out * 3.0).backward()
    got = [*gradients_of(neuron), *(leaf.grad for leaf in leaves)]
    name += ", where 3 arrives: the list of gradients of weights, bias and inputs"
    found = wrong(MISTAKES, "Neuron.__call__", looked_at)
    known = ((slopes, text) for (answer, slopes), text in found if close(answer, number))
    return expect(name, got, arriving, only(got, known))


# --- What it is born with ---


@task("Neuron.__init__")
def test_there_is_one_weight_for_each_input():
    """A neuron holds as many weights as it has inputs."""
    for n in (3, 1, 7):
        slip = {n + 1: "The bias stands apart, in neuron.bias.", n - 1: "The last one is missing."}
        if not expect(f"len(Neuron({n}).weights)", len(weights_of(Neuron(n))), n, slip):
            break


@task("Neuron.__init__")
def test_each_parameter_is_a_value_and_the_bias_starts_at_zero():
    """A plain number has no gradient, so training could not change it; only the weights are drawn."""
    needs = "Training needs its .grad, and only a Value has one."
    for i, weight in enumerate(weights_of(Neuron(3))):
        fact = f"Neuron(3).weights[{i}] is {show(weight)}, want a Value with a number from -1 to 1."
        demand(like_a_value(weight), fact, needs)
    for _ in range(5):
        neuron = Neuron(3)
        demand(hasattr(neuron, "bias"), "The neuron has no bias.", "Keep it as self.bias.")
        bias = neuron.bias
        demand(like_a_value(bias), f"Neuron(3).bias is {show(bias)}, want a Value of 0.0.", needs)
        drawn = [(bias.data, "Only the weights are drawn; the bias starts at 0.0.")]
        if not expect("Neuron(3).bias.data", bias.data, 0.0, drawn):
            break


@task("Neuron.__init__")
def test_no_two_parameters_are_the_same_object():
    """A Value that stands in two places would be changed in both."""
    one, other = Neuron(3), Neuron(3)
    a, b = ([*map(id, weights_of(each)), id(each.bias)] for each in (one, other))
    if not all(map(like_a_value, weights_of(one))):
        return  # the test above says so
    if len(set(a[:-1])) < len(a) - 1:
        fail("Neuron(3).weights holds one object several times.", "Make a new Value for each.")
    elif len(set(a)) < len(a):
        fail("The bias is one of the weights.", "It is a Value of its own.")
    elif set(a) & set(b):
        fail("Two neurons share a weight or a bias.", "Each neuron makes Values of its own.")


@task("Neuron.__init__")
def test_weights_are_spread_evenly_from_minus_one_to_one():
    """Half of them lie below 0, and a stretch twice as long holds twice as many."""
    drawn = numbers_of(Neuron(MANY, rng=draw()))
    if not all(map(is_number, drawn)):
        return  # another test says so
    different, far = len(set(drawn)), max(drawn, key=abs, default=0)
    below = sum(weight < 0 for weight in drawn) / MANY
    one_side = {0: "None is: the draw starts at -1, not at 0.", 1: "All are: it ends at 1."}
    shares = {t / 10: sum(abs(weight) < t / 10 for weight in drawn) / MANY for t in range(1, 10)}
    worst = max(shares, key=lambda t: abs(shares[t] - t))
    if different < MANY / 2:
        fact = f"Among {len(drawn)} weights, the number of different ones is {different}."
        fail(fact, "Draw each weight anew, any number from -1 to 1, not only whole ones.")
    elif abs(far) > 1:
        fail(f"A weight is drawn as {show(far)}.", "Want all of them from -1 to 1, evenly.")
    elif abs(far) < 0.9:
        fact = f"Of {MANY} weights, {show(far)} is the farthest from 0."
        few = max((abs(x) for _ in range(MANY) for x in numbers_of(Neuron(1))), default=0)
        shrinking = "The more inputs, the smaller: each weight is drawn from -1 to 1."
        fail(fact, shrinking if few > 2 * abs(far) else "Draw as far as -1 and 1.")
    elif expect(f"of {MANY} weights the share below 0", below, 0.5, one_side, abs=0.06):
        name = f"of {MANY} weights the share between -{worst} and {worst}"
        slip = [(shares[worst], "Evenly from -1 to 1: no stretch is likelier than another.")]
        expect(name, shares[worst], worst, slip, abs=0.06)


@task("Neuron.__init__")
def test_all_chance_comes_from_the_generator_that_is_given():
    """A run can be repeated; two seeds, one generator used twice, or none give other weights."""
    expect_chance("Neuron(5)", lambda rng: [numbers_of(Neuron(5, rng=rng))])


@task("Neuron.__init__")
def test_the_activation_must_be_one_of_four():
    """The four names are taken, any other is refused when the neuron is made."""
    for name in ACTIVATIONS:
        Neuron(2, name)
    for name in ("swish", "exp"):  # exp is something that a Value can do, but no activation
        if not expect_error(f"Neuron(2, '{name}')", ValueError, lambda name=name: Neuron(2, name)):
            break


# --- What it answers ---


@task("Neuron.__call__")
def test_a_linear_neuron_adds_weighted_inputs_and_bias():
    """Each input times its own weight, all of it added up, and the bias once."""
    if answers("linear", [0.7, -1.3, 0.4], 0.25, [2.5, 3.0, -6.0]):
        answers("linear", [250.0, -30.0], -8.0, [0.01, 250.0])


@task("Neuron.__call__")
def test_each_activation_bends_the_sum():
    """tanh, sigmoid and relu bend the finished sum, near 0 and far, above it and below."""
    probes = (
        ([0.6, -1.1, 0.2], 0.18, [0.5, 0.9, -0.3]),
        ([0.7, -1.3, 0.4], 0.25, [1.5, 0.5, 0.8]),
        ([3.0, -1.0], 0.7, [3.0, 1.5]),
        ([30.0, -1.0], 0.5, [-8.0, -1.5]),
    )
    all(answers(curve, *probe) for curve in ("tanh", "sigmoid", "relu") for probe in probes)


@task("Neuron.__call__")
def test_a_neuron_is_a_tanh_neuron_unless_told_otherwise():
    """The default of activation is "tanh"."""
    neuron = Neuron(2)
    for weight, number in zip(neuron.weights, (0.5, 0.25)):
        weight.data = number
    of = {each: answer(given(each, [0.5, 0.25], 0.0), [-2.0, 0.5]).data for each in ACTIVATIONS}
    slip = [(of[each], f"That is {each}: keep the default.") for each in ACTIVATIONS]
    name = "Neuron(2), weights [0.5, 0.25], bias 0: neuron([-2.0, 0.5]).data"
    expect(name, answer(neuron, [-2.0, 0.5]).data, of["tanh"], slip)


@task("Neuron.__call__")
def test_a_call_changes_neither_the_inputs_nor_the_neuron():
    """The list of inputs, the weights and the bias are as they were, and the gradients, too."""
    neuron, inputs = given("linear", [0.7, -1.3], 0.25), [2.0, 3.0]
    (answer(neuron, inputs) * 3.0).backward()
    bias, weights, before = neuron.bias, list(neuron.weights), gradients_of(neuron)
    neuron(inputs)
    if inputs != [2.0, 3.0]:
        fact = f"After neuron(inputs) the list of inputs is {show(inputs)}, want [2.0, 3.0]."
        fail(fact, "It belongs to the caller: make a list of your own.")
    if neuron.bias is not bias or any(x is not y for x, y in zip(neuron.weights, weights)):
        fact = "A call puts other objects in the place of the neuron's weights or its bias."
        return fail(fact, "Only calculate with them: sum up in a local variable.")
    slip = [(bias.data, "The bias is changed by training, not by a call.")]
    expect("bias.data after a call", bias.data, 0.25, slip)
    expect("the list of weights after a call", numbers_of(neuron), [0.7, -1.3])
    slip = [([0.0] * 3, "A call only calculates: it leaves every .grad alone.")]
    name = "the list of gradients of weights and bias after one more call"
    expect(name, gradients_of(neuron), before, slip)


@task("Neuron.__call__")
def test_one_value_may_be_two_inputs():
    """A value that comes in twice collects a slope from each place; 3 arrives at 0.7 x + 0.4 x."""
    x, left, right = Value(2.0), Value(2.0), Value(2.0)
    apart, out = (
        answer(given("linear", [0.7, -1.3, 0.4], 0.25), inputs)
        for inputs in ([left, -3.0, right], [x, -3.0, x])
    )
    (apart * 3.0 + out * 3.0).backward()
    if close((apart.data, left.grad, right.grad), (6.35, 2.1, 1.2)):  # else another test says so
        once = "A value that comes in twice counts once: go by places."
        slip = [((4.95, 1.2), once), ((5.55, 2.1), once)]
        expect("neuron([x, -3.0, x]).data and x.grad", (out.data, x.grad), (6.35, 3.3), slip)


@task("Neuron.__call__")
def test_a_neuron_can_be_called_again_and_again():
    """A second call answers as the first, and the gradients of both calls add up."""
    neuron = given("linear", [0.7, -1.3], 0.25)
    first, second, third = (answer(neuron, xs) for xs in ([2.0, -3.0], [4.0, 1.0], [2.0, -3.0]))
    slip = [(third.data, "A call must leave no trace in the neuron.")]
    again = expect("the answer to [2.0, -3.0], asked again", third.data, first.data, slip)
    if again and close(first.data, 5.55):
        (first * 3.0 + second * 5.0).backward()
        kept = "The second call has answered like the first: calculate anew."
        lost = "Nothing arrives at the weights: do calls put others in their place?"
        slip = [([16.0, -24.0, 8.0], kept), ([0.0, 0.0, 8.0], lost)]
        name = "after two calls, the list of gradients of weights and bias"
        if expect(name, gradients_of(neuron), [26.0, -4.0, 8.0], slip):
            neuron.bias.data = 1.25
            slip = [(5.55, "That is the answer from before: keep none, since training goes on.")]
            name = "the answer to [2.0, -3.0], when bias.data is larger by 1,"
            expect(name, answer(neuron, [2.0, -3.0]).data, 6.55, slip)


@task("Neuron.__call__")
def test_inputs_may_stand_in_a_tuple_or_be_whole_numbers():
    """Any sequence of numbers will do for the inputs."""
    neuron = given("linear", [0.7, -1.3], 0.25)
    for inputs in ((2.0, 3.0), [2, 3]):
        expect(f"neuron({inputs}).data", answer(neuron, inputs).data, -2.25)


@task("Neuron.__call__")
def test_a_wrong_number_of_inputs_is_refused():
    """Neither too few nor too many inputs are passed over in silence."""
    neuron = given("linear", [0.7, -1.3, 0.4], 0.25)
    for inputs in ([2.0, 3.0], [2.0, 3.0, -5.0, 7.0], []):
        name = f"a neuron with 3 weights and {len(inputs)} inputs"
        if not expect_error(name, ValueError, lambda inputs=inputs: neuron(inputs)):
            break


@task("Neuron.__call__")
def test_drawn_neurons_answer_like_the_rule():
    """On drawn numbers, of one input to six."""
    rng = draw()
    for activation in ACTIVATIONS * 2:
        n = rng.randint(1, 6)
        weights, inputs = ([rng.uniform(-2, 2) for _ in range(n)] for _ in range(2))
        without_bias = SimpleNamespace(weights=weights, bias=0.0, activation="linear")
        total = right_way(without_bias, inputs)
        bias = rng.choice([-1, 1]) * rng.uniform(0.1, 2) - total * 0.7  # not far out on a curve
        if not answers(activation, weights, bias, inputs):
            break


# --- What training may change ---


def parameters(neuron) -> list:
    """What parameters() gives, if it can be counted."""
    try:
        got = neuron.parameters()
    except TypeError as error:
        fact = f"neuron.parameters() raises TypeError ({error})."
        known = "Only a list can be joined to a list by +, and neuron.bias is a single Value."
        demand("list" not in str(error), fact, known)
        raise
    demand(got is not None, "neuron.parameters() gives None.", "Is a return missing?")
    fact = f"neuron.parameters() gives a {type(got).__name__}, want a list."
    demand(isinstance(got, (list, tuple)), fact, "It is walked many times, and has an order.")
    return list(got)


@task("Neuron.parameters")
def test_parameters_hold_each_weight_and_the_bias_once():
    """Three weights and a bias make four parameters: the Values that the neuron uses, in one list."""
    neuron = Neuron(3)
    own, got = {id(each) for each in values_of(neuron)}, parameters(neuron)
    if any(isinstance(each, (list, tuple)) for each in got):
        fact = f"Neuron(3).parameters() has {len(got)} entries, and a list is one of them."
        fail(fact, "Put the weights themselves into the list, side by side with the bias.")
    elif strangers := [each for each in got if id(each) not in own]:
        fact = f"parameters() holds {show(strangers[0])}, which is no weight or bias of the neuron."
        fail(fact, "Hand out those Values themselves, neither numbers nor copies.")
    elif len({id(each) for each in got}) < len(got):
        fail("parameters() holds a Value twice.", "Each stands there once, the bias too.")
    else:
        slip = {3: "One is left out: does the bias learn too?", 1: "That is one of them only."}
        expect("len(Neuron(3).parameters())", len(got), 4, slip)


@task("Neuron.parameters")
def test_asking_for_the_parameters_changes_nothing():
    """The list is a new one: the weights are as many as before, however often one asks."""
    neuron = Neuron(3)
    first = parameters(neuron)
    slip = {4: "The list of weights itself has grown. Return a new list."}
    if expect("len(neuron.weights) after parameters()", len(list(neuron.weights)), 3, slip):
        if isinstance(neuron.parameters(), list) and len(first) == 4:
            neuron.parameters().append(first[0])
        slip = {len(first) + 1: "The caller has put one more into the list before: make it anew."}
        expect("len(neuron.parameters()), asked again", len(parameters(neuron)), len(first), slip)
