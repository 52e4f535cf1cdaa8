"""Right but different: a tuple of weights, a table of curves, the bias added last and listed first."""

import random

from .e02_value import Value

CURVES = {"tanh": Value.tanh, "relu": Value.relu, "sigmoid": Value.sigmoid, "linear": lambda z: z}


class Neuron:
    def __init__(self, n_inputs, activation="tanh", rng=None):
        if rng is None:
            rng = random.Random()
        try:
            self.curve = CURVES[activation]
        except KeyError:
            raise ValueError(f"{activation} is none of {', '.join(CURVES)}") from None
        self.bias = Value(0.0, label="b")
        self.weights = tuple(Value(2 * rng.random() - 1, label=f"w{i}") for i in range(n_inputs))

    def __call__(self, inputs):
        n = len(self.weights)
        if len(inputs) != n:
            raise ValueError("wrong number of inputs")
        products = [self.weights[i] * inputs[i] for i in range(n)]
        total = products.pop()
        while products:
            total = products.pop() + total
        return self.curve(total + self.bias)

    def parameters(self):
        return (self.bias, *self.weights)
