"""Right but different: inputs are wrapped as Values, curves are built from exp, a list is kept."""

import random

from .e02_value import Value


class Module:
    def parameters(self):
        return list(self._parameters)


class Neuron(Module):
    def __init__(self, n_inputs, activation="tanh", rng=None):
        names = {"tanh", "relu", "sigmoid", "linear"}
        if activation not in names:
            raise ValueError(activation)
        generator = random.Random() if rng is None else rng
        self._parameters = []
        for _ in range(n_inputs):
            self._parameters.append(Value(1 - 2 * generator.random()))
        self._parameters.append(Value(0.0))
        self.activation = activation

    @property
    def weights(self):
        return self._parameters[:-1]

    @property
    def bias(self):
        return self._parameters[-1]

    def __call__(self, inputs):
        xs = [x if isinstance(x, Value) else Value(x) for x in inputs] + [Value(1.0)]
        if len(xs) != len(self._parameters):
            raise ValueError(f"expected {len(self.weights)} inputs, got {len(inputs)}")
        z = 0
        for p, x in zip(self._parameters, xs):
            z += x * p
        if self.activation == "sigmoid":
            return 1 / (1 + (-z).exp())
        if self.activation == "tanh":
            return 2 / (1 + (-2 * z).exp()) - 1
        return z.relu() if self.activation == "relu" else z
