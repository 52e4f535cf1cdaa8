"""Keeps its state in dictionaries and attributes of its own, pops batches off, moves velocities downhill."""

from math import sqrt
from random import Random

from .e02_value import Value


def batches(n_samples, batch_size, rng=None):
    rng = rng if rng is not None else Random()
    left, cut = list(range(n_samples)), []
    while left:
        batch = []
        while left and len(batch) < batch_size:
            batch.append(left.pop(rng.randrange(len(left))))
        cut.append(batch)
    return cut


class SGD:
    def __init__(self, parameters, learning_rate):
        self.params, self.lr = list(parameters), learning_rate

    def step(self):
        for p in self.params:
            p.data = p.data + -p.grad * self.lr
        return self


class Momentum:
    def __init__(self, parameters, learning_rate, momentum=0.9):
        self.lr, self.m = learning_rate, momentum
        self.moves = dict.fromkeys(parameters, 0)

    def step(self):
        for p, move in self.moves.items():
            move = self.m * move - self.lr * p.grad
            self.moves[p] = move
            p.data += move


class RMSProp:
    def __init__(self, parameters, learning_rate, decay=0.9, epsilon=1e-8):
        self.state = [[p, None] for p in parameters]
        self.lr, self.rho, self.eps = learning_rate, decay, epsilon

    def step(self):
        for entry in self.state:
            p, s = entry
            s = 0 if s is None else s
            s += (1 - self.rho) * (p.grad * p.grad - s)
            entry[1] = s
            p.data -= self.lr / (sqrt(s) + self.eps) * p.grad


class Adam:
    def __init__(self, parameters, learning_rate=1e-3, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.parameters, self.lr, self.b1, self.b2, self.eps = (
            parameters,
            learning_rate,
            beta1,
            beta2,
            epsilon,
        )
        self.power1 = self.power2 = 1.0

    def step(self):
        if not hasattr(self, "m"):
            self.m, self.v = {}, {}
        self.power1, self.power2 = self.power1 * self.b1, self.power2 * self.b2
        for p in self.parameters:
            key = id(p)
            self.m[key] = self.m.get(key, 0) * self.b1 + p.grad * (1 - self.b1)
            self.v[key] = self.v.get(key, 0) * self.b2 + p.grad * p.grad * (1 - self.b2)
            root = (self.v[key] / (1 - self.power2)) ** 0.5 + self.eps
            p.data -= self.lr * self.m[key] / ((1 - self.power1) * root)


assert Value
