"""State in arrays of numpy, all parameters in one stroke; the rule of each optimizer is a function of its own."""

from functools import partial
from itertools import islice
from random import Random

import numpy as np

from .e02_value import Value


def batches(n_samples, batch_size, rng=None):
    order = list(range(n_samples))
    (rng or Random()).shuffle(order)
    samples = iter(order)
    return list(iter(lambda: list(islice(samples, batch_size)), []))


def plain(g, rate):
    return rate * g


def rolling(g, velocity, rate, momentum):
    velocity *= momentum
    velocity += g
    return rate * velocity


def measured(g, square, rate, decay, epsilon):
    square += (1 - decay) * (g**2 - square)
    return rate * g / (np.sqrt(square) + epsilon)


class Optimizer:
    def __init__(self, parameters, direction):
        self.parameters, self.direction = parameters, direction

    def step(self):
        gradients = np.array([p.grad for p in self.parameters], dtype=np.float64)
        for p, move in zip(self.parameters, self.direction(gradients)):
            p.data = p.data - move


class SGD(Optimizer):
    def __init__(self, parameters, learning_rate):
        super().__init__(parameters, partial(plain, rate=learning_rate))

    def step(self):
        super().step()


class Momentum(Optimizer):
    def __init__(self, parameters, learning_rate, momentum=0.9):
        velocity = np.zeros(len(parameters))
        super().__init__(
            parameters, partial(rolling, velocity=velocity, rate=learning_rate, momentum=momentum)
        )

    def step(self):
        super().step()


class RMSProp(Optimizer):
    def __init__(self, parameters, learning_rate, decay=0.9, epsilon=1e-8):
        settings = {"rate": learning_rate, "decay": decay, "epsilon": epsilon}
        square = np.zeros(len(parameters))
        super().__init__(parameters, partial(measured, square=square, **settings))

    def step(self):
        super().step()


class Adam(Optimizer):
    def __init__(self, parameters, learning_rate=1e-3, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.rate, self.betas, self.epsilon = learning_rate, np.array([[beta1], [beta2]]), epsilon
        self.averages, self.left = np.zeros((2, len(parameters))), np.ones((2, 1))
        super().__init__(parameters, self.corrected)

    def step(self):
        super().step()

    def corrected(self, g):
        self.left = self.left * self.betas
        self.averages = self.betas * self.averages + (1 - self.betas) * np.stack([g, g * g])
        mean, square = self.averages / (1 - self.left)
        return self.rate * mean / (np.sqrt(square) + self.epsilon)


assert Value
