"""The loop that learns: forward, loss, backward, update, again.

Page: docs/e08_training.md
"""

import random
from collections.abc import Callable, Sequence

from .e02_value import Value
from .e03_backward import zero_grad
from .e05_mlp import MLP
from .e07_descent import SGD, Adam, Momentum, RMSProp, batches


def train(
    model: MLP,
    inputs: Sequence[Sequence[float]],
    targets: Sequence,
    loss: Callable[[list[Value], object], Value],
    optimizer: SGD | Momentum | RMSProp | Adam,
    batch_size: int,
    epochs: int,
    rng: random.Random | None = None,
) -> list[float]:
    """Train the model in place: one optimizer step per batch, every sample once per epoch.

    Gradients that the parameters have already, from whatever came before, do not count.

    Args:
        model: has parameters(), and model(inputs[i]) gives its list of outputs.
        loss: loss(model(inputs[i]), targets[i]) says how wrong one sample is.
        optimizer: has step(), for the model's parameters.
        rng: used in every epoch, so that each epoch has its own order.

    Returns:
        One number per epoch: the sum of the sample losses, each measured before the update of
        its own batch, divided by the number of samples.

    Source: page e08, "The loop".
    """
    rng = rng or random.Random()
    # TODO: your code here (about 11 lines)
    raise NotImplementedError("e08_training: train")


def accuracy(model: MLP, inputs: Sequence[Sequence[float]], labels: Sequence[int]) -> float:
    """Return the share of samples, 0.0 to 1.0, whose label the model names.

    A model with one output names 1 if the output is above 0, else 0;
    a model with several names the position of the largest: one of them, where they are equal.
    """
    # TODO: your code here (about 7 lines)
    raise NotImplementedError("e08_training: accuracy")
