"""Walks over indices, returns nested loops' lists, and counts Adam's steps from 0 with t + 1."""

import math
import random

from .e02_value import Value


def batches(n_samples: int, batch_size: int, rng=None):
    """Deal the samples out one by one."""
    rng = rng or random.Random()
    order = sorted(range(n_samples), key=lambda _: rng.random())
    cut = []
    for place, sample in enumerate(order):
        if place % batch_size == 0:
            cut.append([])
        cut[-1].append(sample)
    return cut


class SGD:
    def __init__(self, parameters: list[Value], learning_rate: float):
        self.parameters = parameters
        self.learning_rate = learning_rate

    def step(self):
        for i in range(len(self.parameters)):
            self.parameters[i].data -= self.parameters[i].grad * self.learning_rate


class Momentum:
    def __init__(self, parameters, learning_rate, momentum=0.9):
        self.parameters = parameters
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.velocities = [0.0 for _ in parameters]

    def step(self):
        self.velocities = [
            self.momentum * v + p.grad for v, p in zip(self.velocities, self.parameters)
        ]
        for p, v in zip(self.parameters, self.velocities):
            p.data -= self.learning_rate * v


class RMSProp:
    def __init__(self, parameters, learning_rate, decay=0.9, epsilon=1e-8):
        self.parameters = parameters
        self.learning_rate = learning_rate
        self.decay = decay
        self.epsilon = epsilon
        self.squares = [0.0 for _ in parameters]

    def step(self):
        for i in range(len(self.parameters)):
            g = self.parameters[i].grad
            self.squares[i] *= self.decay
            self.squares[i] += (1 - self.decay) * g**2
            self.parameters[i].data -= (
                self.learning_rate * g / (self.squares[i] ** 0.5 + self.epsilon)
            )


class Adam:
    def __init__(self, parameters, learning_rate=1e-3, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.parameters = parameters
        self.learning_rate = learning_rate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.steps = 0
        self.means = [0.0 for _ in parameters]
        self.squares = [0.0 for _ in parameters]

    def step(self):
        t = self.steps + 1
        for i, p in enumerate(self.parameters):
            self.means[i] += (1 - self.beta1) * (p.grad - self.means[i])
            self.squares[i] += (1 - self.beta2) * (p.grad**2 - self.squares[i])
            m_hat = self.means[i] / (1 - math.pow(self.beta1, t))
            s_hat = self.squares[i] / (1 - math.pow(self.beta2, t))
            p.data = p.data - self.learning_rate * m_hat / (s_hat**0.5 + self.epsilon)
        self.steps = t
