"""A dataclass compared by identity (eq=False) that leaves the walk back to e03."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(eq=False)
class Value:
    data: float
    _children: tuple = field(default=(), repr=False)
    _op: str = field(default="", repr=False)
    label: str = field(default="", repr=False)
    grad: float = field(default=0.0, init=False, repr=False)
    _backward: Callable = field(default_factory=lambda: list, init=False, repr=False)

    @property
    def _prev(self):
        return self._children

    def backward(self):
        from .e03_backward import backward

        backward(self)

    def then(self, data, *slopes):
        """Make the result of an operation on self and others: (operand, slope along it)."""
        out = Value(data, tuple(operand for operand, _ in slopes))

        def _backward():
            for operand, slope in slopes:
                operand.grad = operand.grad + slope * out.grad

        out._backward = _backward
        return out

    def __add__(self, other):
        other = wrap(other)
        return self.then(self.data + other.data, (self, 1.0), (other, 1.0))

    def __mul__(self, other):
        other = wrap(other)
        return self.then(self.data * other.data, (self, other.data), (other, self.data))

    def __radd__(self, other):
        return wrap(other) + self

    def __rmul__(self, other):
        return wrap(other) * self

    def __neg__(self):
        return self.then(-self.data, (self, -1.0))

    def __sub__(self, other):
        return self + wrap(other) * -1

    def __rsub__(self, other):
        return wrap(other) - self

    def __truediv__(self, other):
        return self * (1 / other)

    def __rtruediv__(self, other):
        return self.then(other / self.data, (self, -other / self.data / self.data))

    def __pow__(self, exponent):
        if not isinstance(exponent, (int, float)):
            raise TypeError(exponent)
        slope = exponent * self.data ** (exponent - 1) if exponent != 0 else 0.0
        return self.then(math.pow(self.data, exponent), (self, slope))

    def exp(self):
        return self.then(math.exp(self.data), (self, math.exp(self.data)))

    def log(self):
        if self.data <= 0:
            raise ValueError(f"{self.data} has no logarithm")
        return self.then(math.log(self.data), (self, 1 / self.data))

    def tanh(self):
        return 2 * (2 * self).sigmoid() - 1

    def sigmoid(self):
        s = 1 / (1 + math.exp(-self.data)) if self.data > 0 else 1 - 1 / (1 + math.exp(self.data))
        return self.then(s, (self, s * (1 - s)))

    def relu(self):
        return self * float(self.data > 0)


def wrap(x):
    return x if isinstance(x, Value) else Value(x)
