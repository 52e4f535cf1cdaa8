"""Right but different: numpy holds the weights, the curve is chosen by match."""

import random

import numpy as np

from .e02_value import Value


class Neuron:
    def __init__(self, n_inputs, activation="tanh", rng=None):
        rng = rng or random.Random()
        if activation not in ["tanh", "relu", "sigmoid", "linear"]:
            raise ValueError("activation")
        drawn = [rng.uniform(-1, 1) for _ in range(n_inputs)]
        self.weights = np.array([Value(np.float64(x)) for x in drawn])
        self.bias = Value(np.float64(0))
        self.activation = activation

    def __call__(self, inputs):
        if len(inputs) != len(self.weights):
            raise ValueError("inputs")
        z = self.bias
        for i in range(len(inputs)):
            z = inputs[i] * self.weights[i] + z
        match self.activation:
            case "linear":
                return z
            case "tanh":
                return z.tanh()
            case "sigmoid":
                return z.sigmoid()
        return z.relu()

    def parameters(self):
        out = list(self.weights)
        out.append(self.bias)
        return out
