"""Tests of e05: how layers and networks are made, what they answer, and what they let change."""

from functools import partial
from itertools import pairwise
from operator import mul

from exercises.e02_value import Value
from exercises.e04_neuron import Neuron
from exercises.e05_mlp import MLP, Layer
from tests.expect import close, demand, draw, expect, expect_chance, expect_error, fail, show, task
from tests.wrong import instead, numbers, plain, slopes

ARRIVING = range(3, 99, 2)  # 3 at the first answer, 5 at the second, and so on
ACTIVATIONS = ("sigmoid", "relu", "tanh", "linear")
MADE = {  # by the task that makes it: a layer and a network to look at
    "Layer.__init__": ("Layer(4, 6)", lambda rng=None: Layer(4, 6, "tanh", rng)),
    "MLP.__init__": ("MLP([3, 3, 3, 3])", lambda rng=None: MLP([3, 3, 3, 3], "tanh", rng)),
}

SWAPPED = "Inputs and outputs are swapped: each neuron reads every input."
COLLECT = "Collect the answers of all neurons in a list."
DETACHED = "Nothing arrives: hand on the Values as they are, not the numbers inside."
BENDS = "Each neuron bends its sum itself: nothing bends it again, and the last layer is linear."
SIZES_TWICE = "The last layer is known by its place, not by its size: a hidden one may be as wide."
IN_ORDER = "Each neuron reads all inputs, and nothing else; each layer all answers of the one before, in order."
LONE = "A layer of one neuron answers with a list, too: hand the list on, not what is in it."
FROM_ZERO = "sum starts from 0, which no list can be added to: sum(lists, []) starts from a list."
BARE_BIAS = "A bias is no list: to a list, [neuron.bias] can be added."
LISTS = "Join them: one flat list of Values."
ONE_PER_NEURON = "That is one per neuron: go on to each neuron's weights and bias."
NO_BIASES = "The biases are missing: ask each neuron for its parameters()."
TWICE = "Each of them stands there twice."
EQUAL = "Biases are missing: each neuron has one of its own, however many have the same number."
NEW_LIST = "Make a new list in every call."
INSIDE = "One Value stands inside another: hand a Value on as it is, wrapped in nothing."

NEURONS = "self.neurons = [Neuron(%s) for _ in range(%s)]"
OUTPUTS = NEURONS % ("%s", "n_outputs")
PAIRS = "self.layers = [Layer(%s, activation, rng) for n, m in pairwise(%s)]"
BETWEEN = "for layer in self.layers[:-1]:\n    inputs = [answer.%s() for answer in layer(inputs)]\nreturn self.layers[-1](inputs)"
THROUGH = "for layer in self.layers:\n    inputs = layer(inputs)\nreturn %s"
LAYERS = "self.layers = [Layer(n, m, %s, rng) for i, (n, m) in enumerate(pairwise(sizes))]"
CURVE = '"linear" if %s else activation'
KEPT = 'if not hasattr(self, "kept"):\n    self.kept = %s\nreturn self.kept'

MISTAKES = {
    "Layer.__init__(self, n_inputs, n_outputs, activation='tanh', rng=None)": {
        NEURONS % ("n_outputs, activation, rng", "n_inputs"): SWAPPED,
        OUTPUTS % "n_outputs, activation, rng": SWAPPED,
        NEURONS % ("n_inputs, activation, rng", "n_inputs"): "There is a neuron for each output.",
        NEURONS % ("n_inputs, activation, rng", "n_outputs - 1"): "The last neuron is missing.",
        NEURONS % ("n_inputs, activation, rng", "n_outputs + 1"): "There is one neuron too many.",
        OUTPUTS % "n_inputs + 1, activation, rng": "The bias is not one of the inputs.",
        OUTPUTS % "n_inputs, rng=rng": "tanh is what comes unasked: hand the activation on.",
        OUTPUTS % 'n_inputs, "linear", rng': "The network says which layer is linear.",
    },
    "Layer.__call__(self, inputs)": {
        "[neuron(inputs) for neuron in reversed(self.neurons)]": "The answers stand in the wrong order.",
        "for neuron in self.neurons:\n    return [neuron(inputs)]": "Only the first neuron answers: does the return stand inside the loop?",
        "for neuron in self.neurons:\n    answer = neuron(inputs)\nreturn [answer]": COLLECT,
        "[sum(neuron(inputs) for neuron in self.neurons)]": "The answers are added up: each stands for itself.",
        "[neuron(inputs).tanh() for neuron in self.neurons]": BENDS,
        "[neuron([getattr(x, 'data', x) for x in inputs]) for neuron in self.neurons]": DETACHED,
        "[neuron([x]) for neuron, x in zip(self.neurons, inputs)]": IN_ORDER,
        "[sum((w * x for w, x in zip(neuron.weights, inputs)), neuron.bias) for neuron in self.neurons]": "The sums lack their curve: let each neuron answer.",
        "[neuron([Value(x) for x in inputs]) for neuron in self.neurons]": INSIDE,
    },
    "Layer.parameters(self)": {
        "[p for neuron in self.neurons for p in neuron.weights]": NO_BIASES,
        "self.neurons": ONE_PER_NEURON,
        "[p for neuron in self.neurons for p in neuron.weights + neuron.bias]": BARE_BIAS,
        "self.neurons[0].parameters()": "That is one neuron's share: all of them learn.",
        "[p for neuron in self.neurons for p in neuron.parameters() + neuron.parameters()]": TWICE,
        "[neuron.parameters() for neuron in self.neurons]": LISTS,
        "list({p.data: p for neuron in self.neurons for p in neuron.parameters()}.values())": EQUAL,
        KEPT % "[p for neuron in self.neurons for p in neuron.parameters()]": NEW_LIST,
    },
    "MLP.__init__(self, sizes, activation='tanh', rng=None)": {
        PAIRS % ("n, m", "sizes[:-1]"): "The last layer is missing.",
        PAIRS % ("n, m", "sizes[1:]"): "The first layer is missing.",
        PAIRS % ("m, n", "sizes"): "Inputs and outputs are swapped.",
        "self.layers = [Layer(sizes[0], m, activation, rng) for m in sizes[1:]]": "Each layer reads the layer before, not the inputs.",
        "self.layers = [Layer(n, n, activation, rng) for n in sizes]": "The first size is the number of inputs: no layer of its own.",
        PAIRS % ("n, m", "[sizes[0], *sizes]"): "The inputs are no layer of their own.",
        PAIRS % ("n, m", "[*sizes, sizes[-1]]"): "The last pair makes the last, linear layer.",
        PAIRS % ("n, m", "sizes[::-1]"): "The network stands on its head.",
        LAYERS % "activation": "The last layer is linear, so that its answers may be any number.",
        LAYERS % '"linear"': "The hidden layers lack their curve.",
        LAYERS % '"tanh"': "Say to each layer which activation it has.",
        LAYERS % '"linear" if i == len(sizes) - 2 else "tanh"': "Hand the activation on.",
        LAYERS % '"linear" if i == len(sizes) - 2 else "relu"': "Hand the activation on.",
        LAYERS % (CURVE % "i == 0"): "It is the last layer that is linear, not the first.",
        LAYERS % (CURVE % "i in (0, len(sizes) - 2)"): "The first layer bends, too.",
        LAYERS % 'activation if i == 0 else "linear"': "All hidden layers bend, not just one.",
        LAYERS % (CURVE % "i >= len(sizes) - 3"): "The last hidden layer bends, too.",
        LAYERS % (CURVE % "m == sizes[-1]"): SIZES_TWICE,
        LAYERS % (CURVE % "0 < i == len(sizes) - 2"): "A lone layer is the last one: linear.",
        LAYERS % (CURVE % "sizes.index(m) == len(sizes) - 1"): SIZES_TWICE,
        LAYERS % (CURVE % "i == sizes.index(sizes[-1]) - 1"): SIZES_TWICE,
    },
    "MLP.__call__(self, inputs)": {
        "for layer in self.layers:\n    outputs = layer(inputs)\nreturn outputs": "The last layer has read the inputs: give it the hidden layer's answers.",
        "for layer in self.layers:\n    inputs = layer(inputs)\n    return inputs": "Those are the answers of the first layer: they go into the next.",
        "answers = []\nfor layer in self.layers:\n    inputs = layer(inputs)\n    answers += inputs\nreturn answers": "Those are the answers of all layers: only the last layer's are wanted.",
        "for layer in self.layers:\n    inputs = [answer.tanh() for answer in layer(inputs)]\nreturn inputs": BENDS,
        "for layer in self.layers:\n    inputs = [Value(y.data) for y in layer(inputs)]\nreturn inputs": DETACHED,
        BETWEEN % "relu": BENDS,
        BETWEEN % "tanh": BENDS,
        BETWEEN % "sigmoid": BENDS,
        "inputs = [Value(x) for x in inputs]\n" + THROUGH % "inputs": INSIDE,
        THROUGH % "[answer.tanh() for answer in inputs]": BENDS,
        "outputs = self.layers[0](inputs)\nfor layer in self.layers:\n    outputs = layer(outputs)\nreturn outputs": "The first layer is passed twice.",
        "for layer in self.layers[:-1]:\n    inputs = layer(inputs)\n    inputs = inputs[0] if len(inputs) == 1 else inputs\nreturn self.layers[-1](inputs)": LONE,
        "for layer in reversed(self.layers):\n    inputs = layer(inputs)\nreturn inputs": IN_ORDER,
        THROUGH
        % "[y.exp() / sum(z.exp() for z in inputs) for y in inputs]": "That is a softmax: hand out the numbers as they are.",
        "for layer in self.layers:\n    out = layer(inputs)\n    inputs = [y + x for y, x in zip(out, inputs)] if len(out) == len(inputs) else out\nreturn inputs": "A layer's answers go on alone: what it has read is not added to them.",
        "top = max([1.0] + [abs(x.data) for x in inputs])\ninputs = [x / top for x in inputs]\nfor layer in self.layers:\n    inputs = layer(inputs)\nreturn inputs": "The inputs go in as they are: scaling them is the caller's.",
        THROUGH % "inputs[:1]": "Only the first answer of the last layer is handed out.",
        THROUGH % "inputs[-1:]": "Only the last answer of the last layer is handed out.",
        "for layer in self.layers:\n    inputs = layer([getattr(x, 'data', x) for x in inputs])\nreturn inputs": DETACHED,
    },
    "MLP.parameters(self)": {
        "self.layers[-1].parameters()": "Those are the last layer's only.",
        "for layer in self.layers:\n    return layer.parameters()": "Those are the first layer's only.",
        "[p for layer in self.layers for neuron in layer.neurons for p in neuron.weights]": NO_BIASES,
        "[neuron for layer in self.layers for neuron in layer.neurons]": ONE_PER_NEURON,
        "self.layers": "That is one per layer: go on to each layer's parameters().",
        "[p for layer in self.layers * 2 for p in layer.parameters()]": TWICE,
        "self.layers[0].parameters() + self.layers[-1].parameters()": "A layer in the middle is missing: go through all of them.",
        "[p for layer in self.layers[1:] for p in layer.parameters()]": "The first layer is missing.",
        "[p for layer in self.layers[:-1] for p in layer.parameters()]": "The last layer is missing.",
        "sum(layer.parameters() for layer in self.layers)": FROM_ZERO,
        "[layer.parameters() for layer in self.layers]": LISTS,
        "list({p.data: p for layer in self.layers for p in layer.parameters()}.values())": EQUAL,
        KEPT % "[p for layer in self.layers for p in layer.parameters()]": NEW_LIST,
    },
}


instead = partial(instead, MISTAKES, Layer=Layer, Neuron=Neuron, Value=Value, pairwise=pairwise)


# --- What there is to look at ---


def parts_of(whole, name, alike, strict) -> list:
    """What a layer or a network is made of; where not strict, under any name."""
    parts = getattr(whole, name, None)
    if parts is None and not strict:
        kept = [list(x) if isinstance(x, (list, tuple)) else [x] for x in vars(whole).values()]
        parts = [x for some in kept if all(map(alike, some)) for x in some] or None
    demand(parts is not None, f"There are no {name}.", f"Keep them as self.{name}.")
    fact = f"self.{name} is a {type(parts).__name__}, want a list."
    demand(hasattr(parts, "__len__") and type(parts) is not dict, fact, "It is walked many times.")
    return list(parts)


def neurons_of(layer, strict=False) -> list:
    """The neurons of a layer, if they can be counted."""
    return parts_of(layer, "neurons", lambda x: hasattr(x, "weights"), strict)


def layers_of(model, strict=False) -> list:
    """The layers of a network, if they can be counted; a layer is the only one of its own."""
    if isinstance(model, Layer):
        return [model]
    return parts_of(model, "layers", lambda x: isinstance(x, Layer), strict)


def all_neurons(model) -> list:
    return [neuron for layer in layers_of(model) for neuron in neurons_of(layer)]


def rows_of(model) -> list[list[float]]:
    """The weights as plain numbers, one row per neuron."""
    return [[weight.data for weight in neuron.weights] for neuron in all_neurons(model)]


def own_values(model) -> list:  # REPEATS e04, e05
    """Every weight and bias, neuron by neuron."""
    return [value for each in all_neurons(model) for value in (*each.weights, each.bias)]


def shape_of(layer) -> tuple[int, int]:
    """How many inputs the neurons of a layer have, and how many of them there are."""
    neurons = neurons_of(layer)
    return len(list(neurons[0].weights)) if neurons else 0, len(neurons)


def bent(total, activation):  # REPEATS e04
    """What a neuron makes of its sum, which is a Number."""
    return total if activation == "linear" else getattr(total, activation)()


def curve_of(layer) -> str:
    """Name the curve of a layer's neurons by what they answer where the sum is 1.3 or -0.7."""
    names, sums = [], (1.3, -0.7)
    for neuron in neurons_of(layer):
        answers = []
        for z in sums:
            neuron.bias.data = z
            answers.append(neuron([0.0] * len(list(neuron.weights))).data)
        wanted = {each: [plain(bent(z, each)) for z in numbers(sums)] for each in ACTIVATIONS}
        names += [each for each in ACTIVATIONS if close(answers, wanted[each])] or ["another"]
    return " and ".join(dict.fromkeys(names))


def right_way(layers, zs, inputs):  # REPEATS e04, e05
    """What a layer or a network answers to Numbers; zs: weights and bias of each neuron in turn."""
    rest = iter(zs)
    for rows, _, activation in layers:
        inputs = [bent(sum(next(rest) * x for x in inputs) + next(rest), activation) for _ in rows]
    return inputs


def answers(model, inputs, name="model(inputs)") -> list:
    """What a layer or a network answers, if it is a list of Values."""
    try:
        got = model(inputs)
    except TypeError as error:
        demand("'Value'" not in str(error), f"{name} raises TypeError: {error}.", LONE)
        raise
    except ValueError as error:
        demand(False, f"{name} refuses as many inputs as it has: {error}.", IN_ORDER)
    demand(got is not None, f"{name} gives None.", "Is a return missing?")
    fact = f"{name} gives a {type(got).__name__}, want a list of Values."
    even = "It is a list even if it is a list of one." if isinstance(got, Value) else COLLECT
    demand(isinstance(got, (list, tuple)), fact, even)
    others = [each for each in got if not hasattr(each, "data") or not hasattr(each, "backward")]
    fact = f"{name} gives a list with a {type(*others[:1] or [0]).__name__} in it."
    demand(not others, fact, "Its items are the Values that the neurons answer.")
    inside = any(hasattr(each.data, "backward") for each in got)
    demand(not inside, f"{name} gives a Value whose .data is no number but a Value.", INSIDE)
    return list(got)


def answers_as_wanted(name, model, layers, inputs) -> bool:
    """Give a model these numbers; expect the right answers, and slopes where 3, 5, 7, ... arrive."""
    pairs = [pair for rows, biases, _ in layers for pair in zip(rows, biases)]
    start = [number for row, bias in pairs for number in (*row, bias)]
    for value, number in zip(own_values(model), start):
        value.data = number

    def look(call=model):
        """Return the answers of the model as it is now, and what arrives at all leaves."""
        leaves = [*own_values(model), *(Value(x) for x in inputs)]
        out = call(leaves[len(start) :])
        for leaf in leaves:
            leaf.grad = 0.0
        if out:
            sum(map(mul, out, ARRIVING)).backward()
        return [y.data for y in out], [leaf.grad for leaf in leaves]

    def outputs(zs):
        return right_way(layers, zs[: len(start)], zs[len(start) :])

    want = plain(outputs(numbers([*start, *inputs])))
    arriving = slopes(lambda zs: sum(map(mul, outputs(zs), ARRIVING)), [*start, *inputs])
    got, arrived = look(lambda xs: answers(model, xs, f"{name}(inputs)"))
    ideas = partial(instead, type(model), "__call__", look)
    known = ((data, text) for (data, _), text in ideas())
    if not expect(f"{name}(inputs)", got, want, known):
        return False
    known = ((grads, text) for (data, grads), text in ideas() if close(data, want))
    name += "(inputs), where 3, 5, ... arrive: the list of gradients of weights, biases and inputs"
    return expect(name, arrived, arriving, known)


def curves_wanted(sizes, activation) -> list[str]:  # REPEATS e05
    """The curve of each layer."""
    return [activation] * (len(sizes) - 2) + ["linear"]


def drawn(rng, sizes, activation):  # REPEATS e04, e05
    """The layers of a network with drawn numbers, as (rows, biases, activation)."""
    layers = []
    for (n, m), curve in zip(pairwise(sizes), curves_wanted(sizes, activation)):
        rows = [[rng.uniform(-1.5, 1.5) for _ in range(n)] for _ in range(m)]
        layers.append((rows, [rng.uniform(-1, 1) for _ in range(m)], curve))
    return layers


def parameters(model, name="model.parameters()") -> list:
    """What parameters() gives, if it is a flat list."""
    try:
        got = model.parameters()
    except TypeError as error:
        for words, cause in (("'int' and 'list'", FROM_ZERO), ("'float' and 'list'", BARE_BIAS)):
            demand(words not in str(error), f"{name} raises TypeError: {error}.", cause)
        raise
    demand(got is not None, f"{name} gives None.", "Is a return missing?")
    fact = f"{name} gives a {type(got).__name__}, want a list."
    demand(isinstance(got, (list, tuple)), fact, "It is to be walked many times.")
    lists = any(isinstance(each, (list, tuple)) for each in got)
    demand(not lists, f"{name} gives a list with lists in it.", LISTS)
    return list(got)


def lists_all_parameters(name, model) -> bool:
    """Expect as many parameters as there are weights and biases, and these very Values."""
    own, before = own_values(model), [shape_of(layer) for layer in layers_of(model)]
    got = parameters(model, f"{name}.parameters()")
    known = instead(type(model), "parameters", lambda: len(model.parameters()))
    if not expect(f"len({name}.parameters())", len(got), len(own), known):
        return False
    if strangers := [each for each in got if id(each) not in map(id, own)]:
        fact = f"{name}.parameters() holds {show(strangers[0])}, which is no weight and no bias of a neuron."
        fail(fact, "Hand out those Values themselves, neither copies nor numbers nor neurons.")
    elif len({id(each) for each in got}) < len(got):
        fail(f"{name}.parameters() holds some of the Values twice.", "Others are left out.")
    after = [shape_of(layer) for layer in layers_of(model)]
    slip = [(after, "It adds to the lists of its neurons: only read them.")]
    what = f"{name}: the list of (inputs, outputs) after parameters()"
    if not expect(what, after, before, slip):
        return False
    handed, again = model.parameters(), model.parameters()
    expect(f"len({name}.parameters()), asked again,", len(again), len(own), {len(again): NEW_LIST})
    if handed is again and isinstance(again, list) and len(again) == len(own):
        fail(f"{name}.parameters() gives the very same list each time.", NEW_LIST)
    return len(again) == len(own)


# --- A layer ---


@task("Layer.__init__")
def test_a_layer_has_a_neuron_for_each_output():
    """Layer(3, 5): five neurons, each with three weights."""
    for n, m in ((3, 5), (4, 1)):

        def weights(n=n, m=m):
            return [len(list(each.weights)) for each in neurons_of(Layer(n, m), strict=True)]

        name = f"Layer({n}, {m}): the list of how many weights each neuron has"
        if not expect(name, weights(), [n] * m, instead(Layer, "__init__", weights)):
            break


@task("Layer.__init__")
def test_a_layer_hands_its_activation_on():
    """Each neuron has the curve that the layer was asked for, tanh if for none."""
    for activation in ACTIVATIONS:
        for n, m in ((3, 2), (2, 1)):
            curve = lambda n=n, m=m, a=activation: curve_of(Layer(n, m, a))  # noqa: E731
            name = f"Layer({n}, {m}, '{activation}'): the curve of its neurons"
            if not expect(name, curve(), activation, instead(Layer, "__init__", curve)):
                return
    expect("Layer(3, 2): the curve of its neurons", curve_of(Layer(3, 2)), "tanh")


@task("Layer.__call__")
def test_each_neuron_of_a_layer_reads_all_inputs():
    """The answers stand in the order of the neurons, and each sends gradients back to every input."""
    rows, biases = [[0.7, -1.3, 0.4], [-0.6, 0.9, 1.1]], [0.25, -0.5]
    name = f"linear layer, weights {rows}, biases {biases}, inputs [2, 3, -6]: layer"
    if answers_as_wanted(name, Layer(3, 2, "linear"), [(rows, biases, "linear")], [2.0, 3.0, -6.0]):
        layers = [([[250.0, -30.0]] * 3, [-8.0, 0.01, 8.0], "linear")]
        name = "linear layer of large numbers: layer"
        answers_as_wanted(name, Layer(2, 3, "linear"), layers, [-30.0, 250.0])


@task("Layer.__call__")
def test_drawn_layers_answer_like_the_rule():
    """On drawn numbers, with more inputs than neurons and with fewer, in a list even of one answer."""
    rng = draw()
    for activation in ACTIVATIONS:
        for n, m in ((2, 4), (5, 3), (2, 1)):
            layers = [(*drawn(rng, [n, m], activation)[0][:2], activation)]
            inputs = [rng.uniform(-1, 1) for _ in range(n)]
            name = f"{activation} layer from {n} to {m}, drawn: layer"
            if not answers_as_wanted(name, Layer(n, m, activation), layers, inputs):
                return


@task("Layer.__call__")
def test_a_layer_refuses_a_wrong_number_of_inputs():
    """The neurons see all inputs that there are, and complain."""
    layer = Layer(3, 2, "linear")
    for inputs in ([2.0, 3.0], [2.0, 3.0, -6.0, 7.0], []):
        name = f"Layer(3, 2) with {len(inputs)} inputs"
        why = "Each neuron counts its inputs: hand them all on, as they are."
        if not expect_error(name, ValueError, lambda inputs=inputs: [*layer(inputs)], why=why):
            break


@task("Layer.parameters")
def test_a_layer_lists_the_parameters_of_every_neuron():
    """Two neurons with three weights and a bias make eight parameters."""
    lists_all_parameters("Layer(3, 2)", Layer(3, 2))


# --- A network ---


@task("MLP.__init__")
def test_there_is_a_layer_for_each_pair_of_neighbours():
    """MLP([3, 5, 2]): a layer from 3 to 5, and a layer from 5 to 2."""
    for sizes in ([3, 5, 2], [2, 16, 15, 1], [4, 3]):

        def shapes(sizes=sizes):
            return [shape_of(layer) for layer in layers_of(MLP(list(sizes)), strict=True)]

        name = f"MLP({sizes}): the list of (inputs, outputs), layer by layer,"
        if not expect(name, shapes(), list(pairwise(sizes)), instead(MLP, "__init__", shapes)):
            break


@task("MLP.__init__")
def test_every_layer_has_its_curve_but_the_last_is_linear():
    """The hidden layers bend as asked; the last may answer with any number."""
    networks = [3, 4, 5, 2, 6, 2], [2, 3, 3, 3], [3, 5, 2], [3, 2]  # places tell layers
    for activation in ACTIVATIONS:

        def look(activation=activation):
            models = [layers_of(MLP(list(sizes), activation)) for sizes in networks]
            return [[(shape_of(each), curve_of(each)) for each in model] for model in models]

        own = look()
        for sizes, layers in zip(networks, own):
            name, got = f"MLP({sizes}, '{activation}')", [curve for _, curve in layers]
            last = layers_of(MLP(list(sizes), activation))[-1]
            told = getattr(last, "activation", "") == "linear" != got[-1]
            fact = f"{name}: in the last layer .activation is 'linear', but its neurons answer with {got[-1]}."
            demand(not told, fact, "The neurons keep the curve: tell a layer when it is made.")
            ideas = instead(MLP, "__init__", look)
            known = ((got, text) for found, text in ideas if close(found, own))
            want = curves_wanted(sizes, activation)
            if not expect(f"{name}: the list of curves, layer by layer,", got, want, known):
                return
    got = [curve_of(layer) for layer in layers_of(MLP([2, 3, 1]))]
    expect("MLP([2, 3, 1]): the list of curves, layer by layer,", got, ["tanh", "linear"])


@task("MLP.__init__")
def test_the_sizes_stay_as_they_are_and_may_be_a_tuple():
    """The caller's list is read, not used up."""
    MLP(sizes := [3, 5, 4, 2])
    slip = [(sizes, "The list belongs to the caller: do not pop from it or add to it.")]
    expect("sizes after MLP(sizes)", sizes, [3, 5, 4, 2], slip)
    got = [shape_of(layer) for layer in layers_of(MLP((3, 5, 2)))]
    expect("MLP((3, 5, 2)): the list of (inputs, outputs)", got, [(3, 5), (5, 2)])


@task("MLP.__call__")
def test_each_layer_reads_the_answers_of_the_layer_before():
    """The inputs pass the hidden layer, its answers pass the last; gradients flow all the way back."""
    hidden = [[0.6, -0.4, 0.3], [-0.5, 0.8, 0.2], [0.9, 0.1, -0.7]], [0.25, -0.15, 0.35], "tanh"
    last = [[1.7, -2.3, 1.4], [-1.6, 0.9, 2.1]], [0.45, -0.55], "linear"
    name = "a network from 3 over 3 to 2, inputs [0.5, -0.3, 1.8]: model"
    answers_as_wanted(name, MLP([3, 3, 2]), [hidden, last], [0.5, -0.3, 1.8])


@task("MLP.__call__")
def test_drawn_networks_answer_like_the_rule():
    """Networks of one to four layers, on drawn numbers; a list even of one answer."""
    rng = draw()
    for sizes in ([3, 2], [2, 1, 3], [4, 2, 6, 1], [1, 4, 3, 4, 2]):
        for activation in ("tanh", "relu", "sigmoid"):
            layers, model = drawn(rng, sizes, activation), MLP(sizes, activation)
            inputs = [rng.uniform(-1, 1) for _ in range(sizes[0])]
            name = f"MLP({sizes}, '{activation}'), drawn: model"
            if not answers_as_wanted(name, model, layers, inputs):
                return


@task("MLP.parameters")
def test_a_network_lists_the_parameters_of_every_layer():
    """MLP([2, 16, 15, 1]): 16 * (2 + 1), 15 * (16 + 1) and 15 + 1 make 319."""
    all(lists_all_parameters(f"MLP({each})", MLP(each)) for each in ([2, 16, 15, 1], [3, 5, 2]))


# --- Both ---


@task("Layer.__call__", "MLP.__call__")
def test_a_call_changes_nothing(name):
    """The inputs are as before, the answer to them until a bias moves, and so are gradients."""
    model = Layer(3, 3, "linear") if name == "Layer.__call__" else MLP([3, 3, 3])
    inputs, others = [0.5, -0.3, 0.8], [0.1, 0.9, -0.4]
    first, kept = [y.data for y in answers(model, inputs)], model(inputs)
    if inputs != [0.5, -0.3, 0.8]:
        fact = f"After model(inputs) the list of inputs is {show(inputs)}, want [0.5, -0.3, 0.8]."
        return fail(fact, "It belongs to the caller: make a list of your own.")
    other = [y.data for y in answers(model, others)]
    if close(other, first):
        known = "That is the answer to the inputs before: calculate anew."
        fail(f"model({others}) is {show(other)}, and so is model([0.5, -0.3, 0.8]).", known)
    elif not close([y.data for y in kept], first):
        known = "Whoever has kept it loses it: make a new list for every answer."
        fail(f"The answer to [0.5, -0.3, 0.8] is another after model({others}).", known)
    again = [y.data for y in answers(model, [0.5, -0.3, 0.8])]
    slip = [(again, "A call must leave no trace in the model.")]
    expect("model([0.5, -0.3, 0.8]), called again,", again, first, slip)
    bias = all_neurons(model)[-1].bias
    bias.data, bias.grad = bias.data + 1, 2.0
    known = "That is the answer from before: keep none, since training goes on."
    alone = "A call only calculates: it leaves every .grad alone."
    slip = [((first[-1], 2.0), known), ((first[-1] + 1, 0.0), alone)]
    name = "the last answer and the .grad of its bias, when that bias is larger by 1,"
    expect(name, (answers(model, inputs)[-1].data, bias.grad), (first[-1] + 1, 2.0), slip)


@task(*MADE)
def test_each_neuron_is_made_anew_by_the_generator_that_is_given(name):
    """No two are twins. A run can be repeated; two seeds, one used on, or none give other weights."""
    what, make = MADE[name]
    one, other = all_neurons(make()), all_neurons(make())
    shared = any(first is second for first in one for second in other)
    known = "Does its list belong to the class? Make a new one in __init__."
    demand(not shared, f"{what}, made twice, holds the same neurons both times.", known)
    for rng in (draw(), None):
        model = make(rng)
        neurons, rows, own = all_neurons(model), rows_of(model), own_values(model)
        if len({id(neuron) for neuron in neurons}) < len(neurons):
            fail(f"{what} holds one neuron several times.", "Make a new one for each.")
        elif len({id(value) for value in own}) < len(own):
            fail(f"{what} has neurons that share a weight or a bias.", "Each keeps its own.")
        elif len({tuple(row) for row in rows}) < len(rows):
            known = "Is the generator copied, or seeded anew? They all draw from one."
            fail(f"{what} has neurons with the same weights: {show(rows[0])}.", known)
    expect_chance(what, lambda rng: rows_of(make(rng)))
