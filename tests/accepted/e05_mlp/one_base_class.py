"""Right but different: a base class lists the parameters; a layer is a row of tuples, made backwards."""

import random
from functools import reduce

from .e04_neuron import Neuron


class Module:
    def parameters(self):
        return sum((part.parameters() for part in self.parts()), [])  # noqa: RUF017


class Layer(Module):
    def __init__(self, n_inputs, n_outputs, activation="tanh", rng=None):
        rng = rng or random.Random()
        self.neurons = tuple(Neuron(n_inputs, activation, rng) for _ in range(n_outputs))

    def parts(self):
        return self.neurons

    def __call__(self, inputs):
        return tuple(neuron(inputs) for neuron in self.neurons)


class MLP(Module):
    def __init__(self, sizes, activation="tanh", rng=None):
        rng = rng or random.Random()
        left = list(sizes)
        curve = "linear"
        layers = []
        while len(left) > 1:
            n_outputs = left.pop()
            layers.insert(0, Layer(left[-1], n_outputs, curve, rng))
            curve = activation
        self.layers = tuple(layers)

    def parts(self):
        return reversed(self.layers)

    def __call__(self, inputs):
        return reduce(lambda signal, layer: layer(signal), self.layers, inputs)
