"""Samples without replacement, cuts with a while loop, and moves Adam by the paper's shorter form."""

import math
import random
from collections import defaultdict


def batches(n_samples, batch_size, rng=None):
    rng = rng or random.Random()
    order = rng.sample(range(n_samples), n_samples)
    result = []
    start = 0
    while start < n_samples:
        result.append(order[start : min(start + batch_size, n_samples)])
        start += batch_size
    return result


class Optimizer:
    def __init__(self, parameters, learning_rate):
        self.parameters, self.learning_rate = parameters, learning_rate
        self.memory = defaultdict(float)
        self.t = 0

    def step(self):
        self.t += 1
        for place, p in enumerate(self.parameters):
            p.data -= self.learning_rate * self.direction(place, p.grad)

    def fade(self, kind, place, decay, new):
        self.memory[kind, place] = decay * self.memory[kind, place] + new
        return self.memory[kind, place]


class SGD(Optimizer):
    def step(self):
        super().step()

    def direction(self, place, g):
        return g


class Momentum(Optimizer):
    def __init__(self, parameters, learning_rate, momentum=0.9):
        super().__init__(parameters, learning_rate)
        self.momentum = momentum

    def step(self):
        super().step()

    def direction(self, place, g):
        return self.fade("v", place, self.momentum, g)


class RMSProp(Optimizer):
    def __init__(self, parameters, learning_rate, decay=0.9, epsilon=1e-8):
        super().__init__(parameters, learning_rate)
        self.decay, self.epsilon = decay, epsilon

    def step(self):
        super().step()

    def direction(self, place, g):
        square = self.fade("s", place, self.decay, (1 - self.decay) * g * g)
        return g / (math.sqrt(square) + self.epsilon)


class Adam(Optimizer):
    def __init__(self, parameters, learning_rate=1e-3, beta1=0.9, beta2=0.999, epsilon=1e-8):
        super().__init__(parameters, learning_rate)
        self.beta1, self.beta2, self.epsilon = beta1, beta2, epsilon

    def step(self):
        super().step()

    def direction(self, place, g):
        m = self.fade("m", place, self.beta1, (1 - self.beta1) * g)
        s = self.fade("s", place, self.beta2, (1 - self.beta2) * g * g)
        unbias = math.sqrt(1 - self.beta2**self.t)
        return m * unbias / (1 - self.beta1**self.t) / (math.sqrt(s) + self.epsilon * unbias)
