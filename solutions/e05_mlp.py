"""Neurons side by side make a layer; layers in a row make a network.

Page: docs/e05_mlp.md
"""

import random
from collections.abc import Sequence
from itertools import pairwise

from .e02_value import Value
from .e04_neuron import Neuron


class Layer:
    """Neurons that all read the same inputs.

    Attributes: neurons (n_outputs of them).
    """

    def __init__(
        self,
        n_inputs: int,
        n_outputs: int,
        activation: str = "tanh",
        rng: random.Random | None = None,
    ):
        """Make n_outputs neurons; all draw their weights from the one generator rng."""
        rng = rng or random.Random()
        # BEGIN SOLUTION
        self.neurons = [Neuron(n_inputs, activation, rng) for _ in range(n_outputs)]
        # END SOLUTION

    def __call__(self, inputs: Sequence[float | Value]) -> list[Value]:
        """Return each neuron's answer to one sample, in a new list, even of one. Changes nothing.

        Raises:
            ValueError: there are not n_inputs inputs; the neurons check this.
        """
        # BEGIN SOLUTION
        return [neuron(inputs) for neuron in self.neurons]
        # END SOLUTION

    def parameters(self) -> list[Value]:
        """Return the parameters of every neuron in one new, flat list."""
        # BEGIN SOLUTION
        return [parameter for neuron in self.neurons for parameter in neuron.parameters()]
        # END SOLUTION


class MLP:
    """A multi-layer perceptron: each layer reads the answers of the layer before.

    Attributes: layers (one fewer than there are sizes).
    """

    def __init__(
        self, sizes: Sequence[int], activation: str = "tanh", rng: random.Random | None = None
    ):
        """Make one layer per pair of neighbours in sizes.

        Args:
            sizes: inputs, then the neurons of each layer; [2, 16, 16, 1] makes three layers.
                Left unchanged.
            activation: the curve of every layer but the last, which is linear.
            rng: the one generator that all layers draw from.
        """
        rng = rng or random.Random()
        # BEGIN SOLUTION
        *hidden, last = pairwise(sizes)
        self.layers = [Layer(*pair, activation, rng) for pair in hidden]
        self.layers.append(Layer(*last, "linear", rng))
        # END SOLUTION

    def __call__(self, inputs: Sequence[float | Value]) -> list[Value]:
        """Return the last layer's answers to one sample, in a new list, even of one.

        Changes nothing.
        """
        # BEGIN SOLUTION
        for layer in self.layers:
            inputs = layer(inputs)
        return inputs
        # END SOLUTION

    def parameters(self) -> list[Value]:
        """Return the parameters of every layer in one new, flat list."""
        # BEGIN SOLUTION
        return [parameter for layer in self.layers for parameter in layer.parameters()]
        # END SOLUTION
