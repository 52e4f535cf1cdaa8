"""Downhill: which samples one step uses, and how far the step goes.

Page: docs/e07_descent.md
"""

import math
import random
from collections.abc import Sequence

from .e02_value import Value


def batches(n_samples: int, batch_size: int, rng: random.Random | None = None) -> list[list[int]]:
    """Return the numbers 0 to n_samples - 1 in a fresh random order, cut into batches.

    Each number comes once; where batch_size does not divide n_samples, the last batch is shorter.
    Source: page e07, "One epoch, cut three ways".
    """
    rng = rng or random.Random()
    # BEGIN SOLUTION
    order = list(range(n_samples))
    rng.shuffle(order)
    return [order[i : i + batch_size] for i in range(0, n_samples, batch_size)]
    # END SOLUTION


class SGD:
    """Plain gradient descent: p -= learning_rate * g."""

    def __init__(self, parameters: Sequence[Value], learning_rate: float):
        self.parameters = parameters
        self.learning_rate = learning_rate

    def step(self) -> None:
        """Move every parameter's data once, against its grad."""
        # BEGIN SOLUTION
        for p in self.parameters:
            p.data -= self.learning_rate * p.grad
        # END SOLUTION


class Momentum:
    """Descent with a velocity: v = momentum * v + g, then p -= learning_rate * v."""

    def __init__(self, parameters: Sequence[Value], learning_rate: float, momentum: float = 0.9):
        self.parameters = parameters
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.velocities = [0.0 for _ in parameters]

    def step(self) -> None:
        """Update each parameter's own velocity, then its data."""
        # BEGIN SOLUTION
        for i, p in enumerate(self.parameters):
            self.velocities[i] = self.momentum * self.velocities[i] + p.grad
            p.data -= self.learning_rate * self.velocities[i]
        # END SOLUTION


class RMSProp:
    """Each gradient divided by its usual size: s = decay * s + (1 - decay) * g**2,
    then p -= learning_rate * g / (sqrt(s) + epsilon); epsilon stands outside the root.
    """

    def __init__(
        self,
        parameters: Sequence[Value],
        learning_rate: float,
        decay: float = 0.9,
        epsilon: float = 1e-8,
    ):
        self.parameters = parameters
        self.learning_rate = learning_rate
        self.decay = decay
        self.epsilon = epsilon
        self.squares = [0.0 for _ in parameters]

    def step(self) -> None:
        """Update each parameter's running mean of squares, then its data."""
        # BEGIN SOLUTION
        for i, p in enumerate(self.parameters):
            self.squares[i] = self.decay * self.squares[i] + (1 - self.decay) * p.grad**2
            p.data -= self.learning_rate * p.grad / (math.sqrt(self.squares[i]) + self.epsilon)
        # END SOLUTION


class Adam:
    """Momentum and RMSProp together, both corrected for their start at 0 (t = 1, 2, ...):

    m = beta1 * m + (1 - beta1) * g       m_hat = m / (1 - beta1**t)
    s = beta2 * s + (1 - beta2) * g**2    s_hat = s / (1 - beta2**t)
    p -= learning_rate * m_hat / (sqrt(s_hat) + epsilon); epsilon stands outside the root.
    """

    def __init__(
        self,
        parameters: Sequence[Value],
        learning_rate: float = 1e-3,
        beta1: float = 0.9,
        beta2: float = 0.999,
        epsilon: float = 1e-8,
    ):
        self.parameters = parameters
        self.learning_rate = learning_rate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.steps = 0
        self.means = [0.0 for _ in parameters]
        self.squares = [0.0 for _ in parameters]

    def step(self) -> None:
        """Count the step; update both running means of each parameter, then its data."""
        # BEGIN SOLUTION
        self.steps += 1
        for i, p in enumerate(self.parameters):
            self.means[i] = self.beta1 * self.means[i] + (1 - self.beta1) * p.grad
            self.squares[i] = self.beta2 * self.squares[i] + (1 - self.beta2) * p.grad**2
            mean = self.means[i] / (1 - self.beta1**self.steps)
            square = self.squares[i] / (1 - self.beta2**self.steps)
            p.data -= self.learning_rate * mean / (math.sqrt(square) + self.epsilon)
        # END SOLUTION
