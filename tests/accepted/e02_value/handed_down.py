"""No order and no rules stored: backward takes what arrives, and hands each operand its share, way by way."""

import math


class Value:
    def __init__(self, data, _children=(), _op="", label=""):
        self.data, self.grad, self.label = data, 0.0, label
        self.ways = []  # pairs: an operand, and the slope along it

    def __repr__(self):
        return f"Value(data={self.data})"

    def backward(self, arriving=1.0):
        self.grad += arriving
        for operand, slope in self.ways:
            operand.backward(slope * arriving)

    def __add__(self, other):
        other = as_value(other)
        return made(self.data + other.data, (self, 1.0), (other, 1.0))

    def __mul__(self, other):
        other = as_value(other)
        return made(self.data * other.data, (self, other.data), (other, self.data))

    __radd__, __rmul__ = __add__, __mul__

    def __neg__(self):
        return made(-self.data, (self, -1.0))

    def __sub__(self, other):
        return self + -as_value(other)

    def __rsub__(self, other):
        return as_value(other) - self

    def __truediv__(self, other):
        other = as_value(other)
        share = 1.0 / other.data
        return made(self.data * share, (self, share), (other, -self.data * share * share))

    def __rtruediv__(self, other):
        return as_value(other) / self

    def __pow__(self, exponent):
        if not isinstance(exponent, (int, float)):
            raise TypeError(f"{exponent!r} is no plain exponent")
        return made(self.data**exponent, (self, exponent * self.data ** (exponent - 1)))

    def exp(self):
        height = math.exp(self.data)
        return made(height, (self, height))

    def log(self):
        if not self.data > 0:
            raise ValueError(f"no logarithm of {self.data}")
        return made(math.log(self.data), (self, 1.0 / self.data))

    def tanh(self):
        height = math.tanh(self.data)
        return made(height, (self, 1.0 - height * height))

    def sigmoid(self):
        height = 0.5 + 0.5 * math.tanh(0.5 * self.data)
        return made(height, (self, height * (1.0 - height)))

    def relu(self):
        return made(self.data * (self.data > 0), (self, float(self.data > 0)))


def made(data, *ways):
    result = Value(data)
    result.ways += ways
    return result


def as_value(x):
    return x if isinstance(x, Value) else Value(x)
