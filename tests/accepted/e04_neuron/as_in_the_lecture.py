"""Right but different: written as in Karpathy's lecture, a sum that starts at the bias."""

import random

from .e02_value import Value


class Neuron:
    def __init__(self, n_inputs, activation="tanh", rng=None):
        rng = rng or random.Random()
        if activation not in ("tanh", "relu", "sigmoid", "linear"):
            raise ValueError(f"unknown activation {activation}")
        self.activation = activation
        self.weights = [Value(rng.uniform(-1, 1)) for _ in range(n_inputs)]
        self.bias = Value(0)

    def __call__(self, inputs):
        act = sum((wi * xi for wi, xi in zip(self.weights, inputs, strict=True)), self.bias)
        if self.activation == "tanh":
            return act.tanh()
        if self.activation == "relu":
            return act.relu()
        if self.activation == "sigmoid":
            return act.sigmoid()
        return act

    def parameters(self):
        return self.weights + [self.bias]  # noqa: RUF005
