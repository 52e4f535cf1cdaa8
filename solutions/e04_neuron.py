"""One neuron: a weighted sum of its inputs, a bias, and a curve.

Page: docs/e04_neuron.md
"""

import random
from collections.abc import Sequence

from .e02_value import Value

ACTIVATIONS = ("tanh", "relu", "sigmoid", "linear")


class Neuron:
    """activation(w1 * x1 + ... + wn * xn + b).

    Attributes: weights (n_inputs Values), bias (a Value), activation (its name).
    """

    def __init__(self, n_inputs: int, activation: str = "tanh", rng: random.Random | None = None):
        """Draw each weight from -1 to 1, all numbers equally likely; the bias starts at 0.0.

        Raises:
            ValueError: the activation is none of tanh, relu, sigmoid, linear.
        """
        rng = rng or random.Random()
        if activation not in ACTIVATIONS:
            raise ValueError(f"unknown activation {activation!r}; there are {ACTIVATIONS}")
        self.activation = activation
        # BEGIN SOLUTION
        self.weights = [Value(rng.uniform(-1, 1)) for _ in range(n_inputs)]
        self.bias = Value(0.0)
        # END SOLUTION

    def __call__(self, inputs: Sequence[float | Value]) -> Value:
        """Return the answer to one sample: the curve of the sum; "linear" means no curve.

        A call changes nothing: neither the inputs nor the neuron's weights, bias and gradients.

        Raises:
            ValueError: the number of inputs is not the number of weights.

        Source: page e04, "The rule".
        """
        # BEGIN SOLUTION
        if len(inputs) != len(self.weights):
            raise ValueError(f"{len(self.weights)} weights, but {len(inputs)} inputs")
        total = self.bias
        for weight, x in zip(self.weights, inputs):
            total = total + weight * x
        return total if self.activation == "linear" else getattr(total, self.activation)()
        # END SOLUTION

    def parameters(self) -> list[Value]:
        """Return all that training may change, in one new list: each weight, then the bias."""
        # BEGIN SOLUTION
        return [*self.weights, self.bias]
        # END SOLUTION
