"""Right but different: each neuron gets a generator seeded from the common one; recursion over layers."""

import random
from itertools import chain

from .e04_neuron import Neuron


class Layer:
    def __init__(self, n_inputs, n_outputs, activation="tanh", rng=None):
        rng = rng or random.Random()
        seeds = [rng.getrandbits(64) for _ in range(n_outputs)]
        self.neurons = [Neuron(n_inputs, activation, random.Random(seed)) for seed in seeds]

    def __call__(self, inputs):
        return list(map(lambda neuron: neuron(inputs), self.neurons))  # noqa: C417

    def parameters(self):
        weights = list(chain.from_iterable(neuron.weights for neuron in self.neurons))
        return weights + [neuron.bias for neuron in self.neurons]


class MLP:
    def __init__(self, sizes, activation="tanh", rng=None):
        rng = rng or random.Random()
        curves = [activation] * (len(sizes) - 2) + ["linear"]
        self.layers = [
            Layer(n, m, curve, rng) for n, m, curve in zip(sizes[:-1], sizes[1:], curves)
        ]

    def __call__(self, inputs):
        return self._from(0, inputs)

    def _from(self, i, signal):
        return signal if i == len(self.layers) else self._from(i + 1, self.layers[i](signal))

    def parameters(self):
        return list(chain(*(layer.parameters() for layer in self.layers)))
