"""Tests of e05: how layers and networks are made, what they answer, and what they let change."""

import math
import random
from itertools import pairwise

from exercises.e02_value import Value
from exercises.e05_mlp import MLP, Layer
from tests.expect import SEED, close, draw, expect, expect_error, fail, show, task

CURVES = {
    "tanh": math.tanh,
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "relu": lambda z: max(0.0, z),
    "linear": lambda z: z,
}
ROWS, BIASES = [[0.7, -1.3, 0.4], [-0.6, 0.9, 1.1]], [0.25, -0.5]  # of a layer from 3 to 2
INPUTS = [2.0, 3.0, -6.0]
ANSWERS = [-4.65, -5.6]  # what the linear layer from 3 to 2 makes of them


def demand(right, fact, diagnosis="") -> None:
    """Stop the test here unless this is right."""
    if not right:
        fail(fact, diagnosis)
        raise AssertionError(fact)


def parts_of(whole, name, alike, strict) -> list:
    """What a layer or a network is made of; where not strict, under any name."""
    parts = getattr(whole, name, None)
    if parts is None and not strict:
        kept = [list(x) if isinstance(x, (list, tuple)) else [x] for x in vars(whole).values()]
        parts = [x for some in kept if all(map(alike, some)) for x in some] or None
    demand(
        parts is not None,
        f"The {'layer' if name == 'neurons' else 'network'} has no {name}.",
        f"Keep them as self.{name}.",
    )
    demand(
        hasattr(parts, "__len__"),
        f"self.{name} is a {type(parts).__name__}, want a list.",
        "It is walked many times.",
    )
    return list(parts)


def neurons_of(layer, strict=False) -> list:
    """The neurons of a layer, if they can be counted."""
    alike = lambda x: hasattr(x, "weights") and hasattr(x, "bias")  # noqa: E731
    return parts_of(layer, "neurons", alike, strict)


def layers_of(model, strict=False) -> list:
    """The layers of a network, if they can be counted."""
    return parts_of(model, "layers", lambda x: isinstance(x, Layer), strict)


def fill(layer, rows, biases):
    """Set the weights of a layer by hand, one row per neuron, and the biases."""
    for neuron, row, bias in zip(neurons_of(layer), rows, biases):
        for weight, number in zip(neuron.weights, row):
            weight.data = number
        neuron.bias.data = bias
    return layer


def numbers(layer) -> list[list[float]]:
    """The weights of a layer as plain numbers, one row per neuron."""
    return [[weight.data for weight in neuron.weights] for neuron in neurons_of(layer)]


def all_numbers(model) -> list:
    return [numbers(layer) for layer in layers_of(model)]


def curve_of(layer) -> str:
    """Name the curve of a layer's neurons by what they answer where the sum is 1.3 or -0.7."""
    names = []
    for neuron in neurons_of(layer):
        answers = []
        for z in (1.3, -0.7):
            for weight in neuron.weights:
                weight.data = 0.0
            neuron.bias.data = z
            answers.append(neuron([0.5] * len(list(neuron.weights))).data)
        names += [
            name
            for name, curve in CURVES.items()
            if all(math.isclose(curve(z), a, abs_tol=1e-9) for z, a in zip((1.3, -0.7), answers))
        ] or ["another"]
    return " and ".join(dict.fromkeys(names))


def plain(layers, inputs):
    """What a network answers, in plain numbers; layers are (rows, biases, activation)."""
    for rows, biases, activation in layers:
        inputs = [
            CURVES[activation](sum(w * x for w, x in zip(row, inputs)) + bias)
            for row, bias in zip(rows, biases)
        ]
    return inputs


def answers(model, inputs, name) -> list:
    """What the model answers, if it is a list of Values."""
    got = model(inputs)
    demand(got is not None, f"{name} gives None.", "Is a return missing?")
    demand(
        isinstance(got, (list, tuple)),
        f"{name} gives a {type(got).__name__}, want a list of Values.",
        "It is a list even if it is a list of one.",
    )
    wrong = [each for each in got if not hasattr(each, "data") or not hasattr(each, "backward")]
    demand(
        not wrong,
        f"{name} gives a list with a {type(wrong[0]).__name__ if wrong else ''} in it.",
        "Its items are the Values that the neurons answer.",
    )
    return list(got)


def data(values) -> list[float]:
    return [value.data for value in values]


def check_inputs(inputs, before, name) -> None:
    """Object to a call that has changed its list of inputs."""
    if len(inputs) != len(before) or any(x is not y for x, y in zip(inputs, before)):
        fail(
            f"After {name} the list of inputs is {show(inputs)}, want {show(before)}.",
            "It belongs to the caller: make a list of your own.",
        )


def own_values(layers) -> list:
    """Every weight and bias of these layers."""
    return [
        value
        for layer in layers
        for neuron in neurons_of(layer)
        for value in (*neuron.weights, neuron.bias)
    ]


def parameters(model, name) -> list:
    """What parameters() gives, if it is a flat list."""
    got = model.parameters()
    demand(got is not None, f"{name} gives None.", "Is a return missing?")
    demand(
        isinstance(got, (list, tuple)),
        f"{name} gives a {type(got).__name__}, want a list.",
        "It is to be walked many times.",
    )
    demand(
        not any(isinstance(each, (list, tuple)) for each in got),
        f"{name} gives a list with lists in it.",
        "Join them: one flat list of Values.",
    )
    return list(got)


def check_ownership(got, own, name) -> None:
    """Object to anything that is not one of these very Values."""
    known = {id(value) for value in own}
    strangers = [each for each in got if id(each) not in known]
    if strangers:
        fail(
            f"{name} holds {show(strangers[0])}, which is no weight and no bias of a neuron.",
            "Hand out those Values themselves, neither copies nor numbers nor neurons.",
        )
    elif len(got) == len(own) and len({id(each) for each in got}) < len(got):
        fail(f"{name} holds some of the Values twice.", "Others are left out.")


# --- A layer is made ---


@task("Layer.__init__")
def test_a_layer_has_a_neuron_for_each_output():
    """Layer(3, 5): five neurons, each with three weights."""
    for n_inputs, n_outputs in ((3, 5), (4, 1)):
        name = f"Layer({n_inputs}, {n_outputs})"
        layer = Layer(n_inputs, n_outputs)
        weights = [len(list(neuron.weights)) for neuron in neurons_of(layer, strict=True)]
        swapped = "Inputs and outputs are swapped: each neuron reads every input."
        slip = [(n_inputs, swapped), (n_outputs - 1, "The last neuron is missing.")]
        if not expect(f"len({name}.neurons)", len(weights), n_outputs, slip):
            break
        slip = [([n_outputs] * n_outputs, swapped)]
        want = [n_inputs] * n_outputs
        if not expect(f"{name}: how many weights each neuron has", weights, want, slip):
            break


@task("Layer.__init__")
def test_no_two_neurons_of_a_layer_are_twins():
    """Neurons that start alike learn alike, and are one neuron paid for twice."""
    for rng in (draw(), None):
        layer = Layer(4, 6, rng=rng)
        neurons, rows = neurons_of(layer), numbers(layer)
        if len({id(neuron) for neuron in neurons}) < len(neurons):
            fail("Layer(4, 6).neurons holds one neuron several times.", "Make a new one for each.")
            break
        if len({tuple(row) for row in rows}) < len(rows):
            fail(
                f"Layer(4, 6) has neurons with the same weights: {show(rows[0])}.",
                "Is the generator seeded anew for each neuron? They all draw from one.",
            )
            break


@task("Layer.__init__")
def test_neurons_of_a_layer_share_nothing():
    """Each neuron has weights and a bias of its own."""
    layer = Layer(4, 3)
    own = own_values([layer])
    if len({id(neuron) for neuron in neurons_of(layer)}) == 3 and len({id(x) for x in own}) < len(
        own
    ):
        fail("Layer(4, 3) has neurons that share a weight or a bias.", "Each keeps its own.")


@task("Layer.__init__")
def test_a_layer_hands_its_activation_on():
    """Each neuron of the layer has the curve that the layer was asked for."""
    slip = {
        "tanh": "tanh is what a neuron takes when it is not told: hand the activation on.",
        "linear": "A layer does as it is told; which layer is linear is the network's affair.",
    }
    for activation in CURVES:
        for n_inputs, n_outputs in ((3, 2), (2, 1)):
            got = curve_of(Layer(n_inputs, n_outputs, activation))
            name = f"Layer({n_inputs}, {n_outputs}, '{activation}'): the curve of its neurons"
            if not expect(name, got, activation, slip):
                return


@task("Layer.__init__")
def test_a_layer_is_a_tanh_layer_unless_told_otherwise():
    """The default of activation is "tanh"."""
    expect("Layer(3, 2): the curve of its neurons", curve_of(Layer(3, 2)), "tanh")


@task("Layer.__init__")
def test_a_layer_draws_from_the_generator_it_is_given():
    """The same seed gives the same layer."""
    first, again = (numbers(Layer(3, 2, "tanh", random.Random(SEED))) for _ in range(2))
    if first != again:
        fail(
            f"Layer(3, 2, 'tanh', random.Random({SEED})), made twice, has other weights each time: "
            f"{show(first[0])}, then {show(again[0])}.",
            "The neurons must draw from rng: hand it on.",
        )


@task("Layer.__init__")
def test_other_draws_give_other_layers():
    """Two seeds, one generator used twice, or no generator at all: never the same layer."""
    shared = draw()
    for how, a, b in (
        ("two different seeds", random.Random(SEED), random.Random(SEED + 1)),
        ("one rng that both draw from", shared, shared),
        ("no rng", None, None),
    ):
        if numbers(Layer(3, 2, rng=a)) == numbers(Layer(3, 2, rng=b)):
            fail(
                f"Two layers made with {how} have the same weights.",
                "Is a seed fixed, or rng copied?",
            )
            break


# --- A layer answers ---


@task("Layer.__call__")
def test_each_neuron_of_a_layer_reads_all_inputs():
    """The answers stand in the order of the neurons."""
    got = answers(fill(Layer(3, 2, "linear"), ROWS, BIASES), list(INPUTS), "layer(inputs)")
    slip = [
        (ANSWERS[::-1], "The answers stand in the wrong order."),
        (ANSWERS[:1], "Only the first neuron answers: does the return stand inside the loop?"),
        (ANSWERS[1:], "Only the last neuron's answer is kept: collect them."),
        ([sum(ANSWERS)], "The answers are added up: each stands for itself."),
        ([-4.9, -5.1], "The biases are missing."),
        (
            [math.tanh(z) for z in ANSWERS],
            "A neuron bends its sum itself; the layer bends nothing.",
        ),
    ]
    name = f"linear layer, weights {ROWS}, biases {BIASES}: layer({INPUTS})"
    expect(name, data(got), ANSWERS, slip)


@task("Layer.__call__")
def test_a_layer_of_one_neuron_answers_with_a_list():
    """The next layer reads a list, so a list it is."""
    got = answers(fill(Layer(3, 1, "linear"), ROWS, BIASES), list(INPUTS), "Layer(3, 1)(inputs)")
    expect("len(Layer(3, 1)(inputs))", len(got), 1)


@task("Layer.__call__")
def test_a_curve_bends_each_answer_once():
    """The neurons bend, and the layer adds nothing to it."""
    rows, biases, inputs = [[0.3, -0.2], [0.5, 0.7]], [0.15, -0.25], [0.8, 0.6]
    for activation in ("tanh", "sigmoid"):
        once = plain([(rows, biases, activation)], inputs)
        got = answers(fill(Layer(2, 2, activation), rows, biases), list(inputs), "layer(inputs)")
        slip = [
            ([CURVES[activation](y) for y in once], f"{activation} is applied twice."),
            ([math.tanh(y) for y in once], "A curve is applied on top of the neuron's own."),
        ]
        name = f"{activation} layer, weights {rows}, biases {biases}: layer({inputs})"
        if not expect(name, data(got), once, slip):
            break


@task("Layer.__call__")
def test_an_input_collects_gradients_from_every_neuron():
    """Each neuron read it, so each sends a slope back: its weight times what arrives there."""
    inputs = [Value(x) for x in INPUTS]
    out = answers(fill(Layer(3, 2, "linear"), ROWS, BIASES), inputs, "layer(inputs)")
    if not close(data(out), ANSWERS):
        return  # the test of the answers says so
    y, z = out
    (y * 3.0 + z * 5.0).backward()
    slip = [
        ([0.0] * 3, "Nothing arrives: hand the inputs to the neurons as they are."),
        ([3.0 * w for w in ROWS[0]], "Only the first neuron sends something back."),
        ([5.0 * w for w in ROWS[1]], "Only the last neuron sends something back."),
    ]
    name = "the list of gradients of the inputs"
    expect(name, [x.grad for x in inputs], [3.0 * v + 5.0 * w for v, w in zip(*ROWS)], slip)


@task("Layer.__call__")
def test_a_layer_can_be_called_again_and_changes_nothing():
    """The inputs are as before, and so is the answer to them."""
    layer, inputs = fill(Layer(3, 2, "linear"), ROWS, BIASES), list(INPUTS)
    first = data(answers(layer, inputs, "layer(inputs)"))
    check_inputs(inputs, INPUTS, "layer(inputs)")
    other = data(answers(layer, [0.5, 0.25, 4.0], "layer(inputs)"))
    slip = [(first, "That is the answer to the inputs before: calculate anew.")]
    want = plain([(ROWS, BIASES, "linear")], [0.5, 0.25, 4.0])
    expect("the second answer, to other inputs,", other, want, slip)
    second = data(answers(layer, list(INPUTS), "layer(inputs)"))
    slip = [(second, "A call must leave no trace in the layer.")]
    expect("layer(inputs), called again", second, first, slip)


@task("Layer.__call__")
def test_a_layer_refuses_a_wrong_number_of_inputs():
    """The neurons see all inputs that there are, and complain."""
    layer = fill(Layer(3, 2, "linear"), ROWS, BIASES)
    for inputs in ([2.0, 3.0], [2.0, 3.0, -6.0, 7.0]):
        name = f"Layer(3, 2) with {len(inputs)} inputs"
        if not expect_error(name, ValueError, lambda inputs=inputs: layer(inputs)):
            break


@task("Layer.__call__")
def test_drawn_layers_answer_like_the_formula():
    """On drawn numbers, with more inputs than neurons and with fewer."""
    rng = draw()
    for activation in CURVES:
        for n_inputs, n_outputs in ((2, 4), (5, 3)):
            rows = [[rng.uniform(-1, 1) for _ in range(n_inputs)] for _ in range(n_outputs)]
            biases = [rng.uniform(-1, 1) for _ in range(n_outputs)]
            inputs = [rng.uniform(-2, 2) for _ in range(n_inputs)]
            layer = fill(Layer(n_inputs, n_outputs, activation), rows, biases)
            name = f"{activation} layer from {n_inputs} to {n_outputs}, drawn: layer(inputs)"
            want = plain([(rows, biases, activation)], inputs)
            if not expect(name, data(answers(layer, inputs, "layer(inputs)")), want):
                return


# --- What a layer lets change ---


@task("Layer.parameters")
def test_a_layer_lists_the_parameters_of_every_neuron():
    """Two neurons with three weights and a bias make eight parameters."""
    got = parameters(Layer(3, 2), "Layer(3, 2).parameters()")
    slip = {
        6: "The biases are missing: ask each neuron for its parameters().",
        2: "That is one per neuron: each has three weights and a bias.",
        4: "That is one neuron's share: both neurons learn.",
        16: "Each of them stands there twice.",
    }
    expect("len(Layer(3, 2).parameters())", len(got), 8, slip)


@task("Layer.parameters")
def test_a_layers_parameters_are_the_neurons_own_values():
    """Whoever changes a parameter's data changes a neuron."""
    layer = Layer(3, 2)
    name = "layer.parameters()"
    check_ownership(parameters(layer, name), own_values([layer]), name)


@task("Layer.parameters")
def test_asking_a_layer_for_its_parameters_changes_nothing():
    """However often one asks, the list is as long as before."""
    layer = Layer(3, 2)
    first = len(parameters(layer, "layer.parameters()"))
    second = len(parameters(layer, "layer.parameters()"))
    slip = [(second, "Start with a new list in every call.")]
    expect("len(layer.parameters()), asked again", second, first, slip)


# --- A network is made ---


def shapes(model, strict=False) -> list:
    """For each layer the (inputs, outputs) of its neurons."""
    return [
        (
            len(list(neurons_of(layer)[0].weights)) if neurons_of(layer) else 0,
            len(neurons_of(layer)),
        )
        for layer in layers_of(model, strict)
    ]


@task("MLP.__init__")
def test_there_is_a_layer_for_each_pair_of_neighbours():
    """MLP([3, 5, 2]): a layer from 3 to 5, and a layer from 5 to 2."""
    for sizes in ([3, 5, 2], [2, 16, 15, 1], [4, 3]):
        pairs = list(pairwise(sizes))
        slip = [
            (pairs[:-1], "The last layer is missing."),
            (pairs[1:], "The first layer is missing."),
            ([(m, n) for n, m in pairs], "Inputs and outputs are swapped."),
            ([(m, n) for n, m in reversed(pairs)], "The network stands on its head."),
            (
                [(sizes[0], n) for n in sizes[1:]],
                "Each layer reads the layer before, not the inputs.",
            ),
            (
                [(n, n) for n in sizes],
                "The first size is the number of inputs: no layer of its own.",
            ),
            (
                [(sizes[0], sizes[0]), *pairs],
                "The inputs are no layer: one layer fewer than sizes.",
            ),
        ]
        if not expect(
            f"MLP({sizes}): the list of (inputs, outputs), layer by layer,",
            shapes(MLP(list(sizes)), strict=True),
            pairs,
            slip,
        ):
            break


SIZES_TWICE = "The last layer is known by its place, not by its size: a hidden one may be as wide."


@task("MLP.__init__")
def test_every_layer_has_its_curve_but_the_last_is_linear():
    """The hidden layers bend as asked; the last may answer with any number."""
    for sizes in ([3, 4, 2, 5, 2], [2, 3, 3, 3], [3, 2]):  # sizes come twice: places tell layers
        for activation in ("tanh", "relu", "sigmoid", "linear"):
            n = len(sizes) - 1
            model = MLP(list(sizes), activation)
            got = [curve_of(layer) for layer in layers_of(model)]
            last = layers_of(model)[-1:]
            if got[-1:] != ["linear"] and [getattr(x, "activation", 0) for x in last] == ["linear"]:
                fail(
                    f"MLP({sizes}, '{activation}'): in the last layer .activation is 'linear', "
                    f"but its neurons still answer with {got[-1]}.",
                    "The curve is kept in the neurons: a layer is told of it when it is made.",
                )
                return
            by_size = ["linear" if m == sizes[-1] else activation for m in sizes[1:]]
            first_of_size = sizes[1:].index(sizes[-1])
            slip = [
                (
                    [activation] * n,
                    "The last layer is linear, so that its answers may be any number.",
                ),
                (["linear"] * n, "The hidden layers lack their curve."),
                (["tanh"] * n, "Say to each layer which activation it has."),
                (["tanh"] * (n - 1) + ["linear"], "Hand the activation on to the hidden layers."),
                (["linear", *[activation] * (n - 1)], "It is the last layer that is linear."),
                (by_size, SIZES_TWICE),
                (["linear" if i == first_of_size else activation for i in range(n)], SIZES_TWICE),
            ]
            name = f"MLP({sizes}, '{activation}'): the list of curves, layer by layer,"
            if not expect(name, got, [activation] * (n - 1) + ["linear"], slip):
                return


@task("MLP.__init__")
def test_hidden_layers_are_tanh_unless_told_otherwise():
    """The default of activation is "tanh"."""
    got = [curve_of(layer) for layer in layers_of(MLP([2, 3, 1]))]
    expect("MLP([2, 3, 1]): the list of curves, layer by layer,", got, ["tanh", "linear"])


@task("MLP.__init__")
def test_the_sizes_stay_as_they_are():
    """The caller's list is read, not used up."""
    sizes = [3, 5, 4, 2]
    MLP(sizes)
    slip = [(sizes, "The list belongs to the caller: do not pop from it or add to it.")]
    expect("sizes after MLP(sizes)", sizes, [3, 5, 4, 2], slip)


@task("MLP.__init__")
def test_the_sizes_may_stand_in_a_tuple():
    """Any sequence will do."""
    expect(
        "MLP((3, 5, 2)): the list of (inputs, outputs)", shapes(MLP((3, 5, 2))), [(3, 5), (5, 2)]
    )


@task("MLP.__init__")
def test_no_two_layers_are_twins():
    """All layers draw from one generator, one after the other."""
    for rng in (draw(), None):
        model = MLP([3, 3, 3, 3], rng=rng)
        if len({id(layer) for layer in layers_of(model)}) < len(layers_of(model)):
            fail(
                "MLP([3, 3, 3, 3]).layers holds one layer several times.",
                "Make a new one for each.",
            )
            break
        rows = [row for layer in all_numbers(model) for row in layer]
        if len({tuple(row) for row in rows}) < len(rows):
            fail(
                f"MLP([3, 3, 3, 3]) has neurons with the same weights: {show(rows[0])}.",
                "Is the generator seeded anew for each layer? They all draw from one.",
            )
            break


@task("MLP.__init__")
def test_a_network_draws_from_the_generator_it_is_given():
    """The same seed gives the same network."""
    first, again = (all_numbers(MLP([3, 4, 2], "tanh", random.Random(SEED))) for _ in range(2))
    for number, (rows, others) in enumerate(zip(first, again), 1):
        if rows != others:
            fail(
                f"MLP([3, 4, 2], 'tanh', random.Random({SEED})), made twice, has other weights in "
                f"layer {number} each time: {show(rows[0])}, then {show(others[0])}.",
                "Every layer must draw from rng: hand it on.",
            )
            break


@task("MLP.__init__")
def test_other_draws_give_other_networks():
    """Two seeds, one generator used twice, or no generator at all: never the same network."""
    shared = draw()
    for how, a, b in (
        ("two different seeds", random.Random(SEED), random.Random(SEED + 1)),
        ("one rng that both draw from", shared, shared),
        ("no rng", None, None),
    ):
        if any(
            first == second
            for first, second in zip(
                all_numbers(MLP([3, 4, 2], rng=a)), all_numbers(MLP([3, 4, 2], rng=b))
            )
        ):
            fail(
                f"Two networks made with {how} have the same weights.",
                "Is a seed fixed, or rng copied?",
            )
            break


# --- A network answers ---

HIDDEN = [[0.6, -0.4, 0.3], [-0.5, 0.8, 0.2], [0.9, 0.1, -0.7]], [0.25, -0.15, 0.35], "tanh"
LAST = [[1.7, -2.3, 1.4], [-1.6, 0.9, 2.1]], [0.45, -0.55], "linear"
X = [0.5, -0.3, 0.8]


def by_hand():
    """The network from 3 over 3 to 2 that has the numbers above."""
    model = MLP([3, 3, 2])
    for layer, (rows, biases, _) in zip(layers_of(model), (HIDDEN, LAST)):
        fill(layer, rows, biases)
    return model


@task("MLP.__call__")
def test_each_layer_reads_the_answers_of_the_layer_before():
    """The inputs pass the hidden layer, its answers pass the last."""
    got = data(answers(by_hand(), list(X), "model(inputs)"))
    want = plain([HIDDEN, LAST], X)
    hidden = plain([HIDDEN], X)
    slip = [
        (
            plain([LAST], X),
            "The last layer has read the inputs: give it the hidden layer's answers.",
        ),
        (hidden, "Those are the answers of the first layer: they go into the next."),
        (
            [*hidden, *want],
            "Those are the answers of all layers: only the last layer's are wanted.",
        ),
        ([math.tanh(y) for y in want], "The last layer is linear: nothing bends its answers."),
        (plain([HIDDEN, HIDDEN, LAST], X), "The first layer is passed twice."),
        (want[:1], "Only the first answer of the last layer is handed out."),
        (want[-1:], "Only the last answer of the last layer is handed out."),
    ]
    expect(f"a network from 3 over 3 to 2: model({X})", got, want, slip)


@task("MLP.__call__")
def test_a_network_with_one_output_answers_with_a_list():
    """Whoever calls it need not ask how many outputs there are."""
    for sizes in ([2, 3, 1], [2, 1]):
        got = answers(MLP(sizes), [0.5, -0.3], f"MLP({sizes})([0.5, -0.3])")
        if not expect(f"len(MLP({sizes})([0.5, -0.3]))", len(got), 1):
            break


@task("MLP.__call__")
def test_gradients_flow_back_to_the_first_layer_and_the_inputs():
    """From the answers through the last layer and the curves to where it all began."""
    model, inputs = by_hand(), [Value(x) for x in X]
    out = answers(model, inputs, "model(inputs)")
    if not close(data(out), plain([HIDDEN, LAST], X)):
        return  # the test of the answers says so
    y, z = out
    (y * 3.0 + z * 5.0).backward()
    hidden = plain([HIDDEN], X)
    arrives = [
        (3.0 * v + 5.0 * w) * (1 - h**2) for v, w, h in zip(*LAST[0], hidden)
    ]  # at the hidden sums
    slip = [([0.0] * 3, "Nothing arrives: layers hand on Values, not the numbers inside.")]
    got = [neuron.bias.grad for neuron in neurons_of(layers_of(model)[0])]
    if expect("the list of gradients of the first layer's biases", got, arrives, slip):
        want = [sum(a * row[i] for a, row in zip(arrives, HIDDEN[0])) for i in range(3)]
        slip = [([0.0] * 3, "Nothing arrives: the first layer reads the inputs as they are.")]
        expect("the list of gradients of the inputs", [x.grad for x in inputs], want, slip)


@task("MLP.__call__")
def test_a_network_can_be_called_again_and_changes_nothing():
    """The inputs are as before, and so is the answer to them."""
    model, inputs = by_hand(), list(X)
    first = data(answers(model, inputs, "model(inputs)"))
    check_inputs(inputs, X, "model(inputs)")
    other = data(answers(model, [0.1, 0.9, -0.4], "model(inputs)"))
    slip = [(first, "That is the answer to the inputs before: calculate anew.")]
    want = plain([HIDDEN, LAST], [0.1, 0.9, -0.4])
    expect("the second answer, to other inputs,", other, want, slip)
    model = MLP([2, 3, 2])  # as many outputs as inputs, so that the one could pass for the other
    first, again = (data(answers(model, [0.5, -0.3], "model(inputs)")) for _ in range(2))
    slip = [(again, "A call must leave no trace in the network.")]
    expect("model(inputs), called again", again, first, slip)


@task("MLP.__call__")
def test_drawn_networks_answer_like_the_formula():
    """Networks of one to four layers, on drawn numbers."""
    rng = draw()
    for sizes in ([3, 2], [2, 5, 3], [4, 2, 6, 1], [1, 4, 3, 4, 2]):
        for activation in ("tanh", "relu", "sigmoid"):
            model, layers = drawn(rng, sizes, activation)
            inputs = [rng.uniform(-1, 1) for _ in range(sizes[0])]
            name = f"MLP({sizes}, '{activation}'), drawn: model(inputs)"
            want = plain(layers, inputs)
            if not expect(name, data(answers(model, inputs, "model(inputs)")), want):
                return


@task("MLP.__call__")
def test_gradients_of_drawn_networks_agree_with_nudging():
    """Every weight and bias of every layer, moved a little in the plain formula."""
    rng = draw()
    for sizes, activation in (([2, 3, 2], "tanh"), ([3, 2, 4, 1], "sigmoid")):
        model, layers = drawn(rng, sizes, activation)
        inputs = [rng.uniform(-1, 1) for _ in range(sizes[0])]
        shares = [rng.uniform(1, 3) for _ in range(sizes[-1])]
        out = answers(model, list(inputs), "model(inputs)")
        if not close(data(out), plain(layers, inputs)):
            return  # the test of the answers says so
        sum(y * share for y, share in zip(out, shares)).backward()

        def formula(layers=layers, shares=shares, inputs=inputs):
            return sum(y * share for y, share in zip(plain(layers, inputs), shares))

        for number, (layer, (rows, biases, _)) in enumerate(zip(layers_of(model), layers), 1):
            want = [nudged(formula, row, i) for row in rows for i in range(len(row))]
            want += [nudged(formula, biases, i) for i in range(len(biases))]
            got = [weight.grad for neuron in neurons_of(layer) for weight in neuron.weights]
            got += [neuron.bias.grad for neuron in neurons_of(layer)]
            name = f"MLP({sizes}, '{activation}'), drawn: the list of gradients of layer {number}"
            slip = [([0.0] * len(want), "Nothing arrives there: layers hand on Values.")]
            if not expect(name, got, want, slip, rel=1e-6, abs=1e-6):
                return


def drawn(rng, sizes, activation):
    """A network with drawn weights and biases, and the same in plain numbers."""
    model, layers = MLP(sizes, activation), []
    for i, (layer, n, m) in enumerate(zip(layers_of(model), sizes, sizes[1:])):
        rows = [[rng.uniform(-1.5, 1.5) for _ in range(n)] for _ in range(m)]
        biases = [rng.uniform(-1, 1) for _ in range(m)]
        fill(layer, rows, biases)
        layers.append((rows, biases, "linear" if i == len(sizes) - 2 else activation))
    return model, layers


def nudged(formula, numbers, i, h=1e-5) -> float:
    """The slope of the formula by one number, which is put back."""
    kept = numbers[i]
    numbers[i] = kept + h
    above = formula()
    numbers[i] = kept - h
    below = formula()
    numbers[i] = kept
    return (above - below) / (2 * h)


# --- What a network lets change ---


@task("MLP.parameters")
def test_a_network_lists_the_parameters_of_every_layer():
    """MLP([3, 5, 2]): 5 * (3 + 1) and 2 * (5 + 1) make 32."""
    got = parameters(MLP([3, 5, 2]), "MLP([3, 5, 2]).parameters()")
    slip = {
        12: "Those are the last layer's only.",
        20: "Those are the first layer's only.",
        25: "The biases are missing.",
        7: "That is one per neuron: go on to each neuron's weights and bias.",
        2: "That is one per layer: go on to each layer's parameters().",
        64: "Each of them stands there twice.",
    }
    if expect("len(MLP([3, 5, 2]).parameters())", len(got), 32, slip):
        name = "MLP([2, 16, 15, 1]).parameters()"
        got = parameters(MLP([2, 16, 15, 1]), name)
        slip = {64: "The middle layer is missing.", 271: "The first layer is missing."}
        expect(f"len({name})", len(got), 48 + 255 + 16, slip)


@task("MLP.parameters")
def test_a_networks_parameters_are_the_neurons_own_values():
    """Whoever changes a parameter's data changes a neuron."""
    model = MLP([3, 4, 2, 1])
    name = "model.parameters()"
    check_ownership(parameters(model, name), own_values(layers_of(model)), name)


@task("MLP.parameters")
def test_asking_a_network_for_its_parameters_changes_nothing():
    """However often one asks, it is the same list, and the network is as before."""
    model = MLP([3, 4, 2])
    first = len(parameters(model, "model.parameters()"))
    second = len(parameters(model, "model.parameters()"))
    slip = [(second, "Start with a new list in every call.")]
    expect("len(model.parameters()), asked again", second, first, slip)
    expect("the network's shape after model.parameters()", shapes(model), [(3, 4), (4, 2)])
