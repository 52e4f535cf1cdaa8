"""Right but different: loops and append, the last layer added after the others."""

import random

from .e04_neuron import Neuron


class Layer:
    def __init__(self, n_inputs, n_outputs, activation="tanh", rng=None):
        if rng is None:
            rng = random.Random()
        self.neurons = []
        for _ in range(n_outputs):
            self.neurons.append(Neuron(n_inputs, activation=activation, rng=rng))

    def __call__(self, inputs):
        out = []
        for neuron in self.neurons:
            out.append(neuron(inputs))
        return out

    def parameters(self):
        found = []
        for neuron in self.neurons:
            found.extend(neuron.parameters())
        return found


class MLP:
    def __init__(self, sizes, activation="tanh", rng=None):
        if rng is None:
            rng = random.Random()
        self.layers = []
        for i in range(len(sizes) - 2):
            self.layers.append(Layer(sizes[i], sizes[i + 1], activation, rng))
        self.layers.append(Layer(sizes[-2], sizes[-1], "linear", rng))

    def __call__(self, inputs):
        signal = list(inputs)
        for layer in self.layers:
            signal = layer(signal)
        return signal

    def parameters(self):
        found = []
        for layer in self.layers:
            found += layer.parameters()
        return found
