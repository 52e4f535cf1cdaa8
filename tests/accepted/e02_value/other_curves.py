"""Rules as partials, scalars of numpy, numbers.Real, and curves that are made of other curves."""

import math
import numbers
from functools import partial

import numpy as np


class Value:
    """A number, its gradient, and the values it was made from.

    Every operation makes a new Value and gives it a `_backward`: a function that adds, to the
    gradient of each operand, this result's gradient times the slope along that operand.
    A plain number may stand on either side of + - * and /, and is the exponent of **.

    Attributes: data (the number), grad (slope of the final result along this value, 0.0 at first),
    _prev (its operands), _op and label (for pictures: the operation, a name), _backward.
    """

    def __init__(self, data, _children=(), _op="", label=""):
        self.data = data
        self.grad = 0.0
        self._prev = tuple(_children)
        self._op = _op
        self.label = label
        self._backward = lambda: None  # a leaf has nobody to pass its gradient to

    def __repr__(self):
        return f"Value(data={self.data})"

    def backward(self):
        """Set the gradient of every value that this one was made from (exercise e03)."""
        from .e03_backward import backward  # inside: e03 builds on this file

        backward(self)

    # --- Two rules ---

    def __add__(self, other):
        """self + other. The gradient of the sum is added to that of each operand."""
        other = as_value(other)
        out = Value(self.data + other.data, (self, other), "+")

        def _backward():
            for operand in (self, other):
                operand.grad = operand.grad + 1.0 * out.grad

        out._backward = _backward
        return out

    def __radd__(self, other):  # 2 + value: Python asks the value on the right
        return self + other

    def __mul__(self, other):
        """self * other. Source: page e02, "The product rule"."""
        other = as_value(other)

        def push(out, a, b):
            a.grad += b.data * out.grad
            b.grad += a.data * out.grad

        out = Value(self.data * other.data, [self, other], _op="*")
        out._backward = partial(push, out, self, other)
        return out

    def __rmul__(self, other):
        return self * other

    # --- Algebra ---

    def __neg__(self):
        """-self, built from operations that are written already."""
        return self * -1

    def __sub__(self, other):
        """self - other."""
        if not isinstance(other, Value):
            other = Value(other)
        out = Value(self.data - other.data, (self, other), "-")

        def _backward():
            self.grad += out.grad
            other.grad -= out.grad

        out._backward = _backward
        return out

    def __rsub__(self, other):
        """other - self, where other is a plain number."""
        return as_value(other) - self

    def __truediv__(self, other):
        """self / other. One way: a product with a power of -1 (Curves, below)."""
        if isinstance(other, Value):
            return self * other**-1
        return self * (1.0 / other)

    def __rtruediv__(self, other):
        """other / self, where other is a plain number."""
        return as_value(other) / self

    # --- Curves ---

    def __pow__(self, exponent):
        """self ** exponent. Raises TypeError if the exponent is not a plain int or float."""
        if isinstance(exponent, Value) or not isinstance(exponent, numbers.Real):
            raise TypeError("exponent must be a number")
        out = Value(self.data**exponent, (self,), "**")

        def _backward():
            slope = exponent * self.data ** (exponent - 1) if exponent != 0 else 0.0
            self.grad += slope * out.grad

        out._backward = _backward
        return out

    def exp(self):
        """e to the power of self; its slope equals its result."""
        out = Value(np.exp(self.data), (self,), "exp")

        def _backward():
            self.grad += np.exp(self.data) * out.grad

        out._backward = _backward
        return out

    def log(self):
        """The natural logarithm of self. Raises ValueError, naming the number, where it is <= 0."""
        try:
            out = Value(math.log(self.data), (self,), "log")
        except ValueError:
            raise ValueError(f"no logarithm of {self.data}") from None

        def _backward():
            self.grad += self.data**-1 * out.grad

        out._backward = _backward
        return out

    def tanh(self):
        """The S-shaped curve from -1 to 1; at 1000 it is 1.0, not an overflow."""
        e = math.exp(-2 * abs(self.data))
        t = math.copysign((1 - e) / (1 + e), self.data)
        out = Value(t, (self,), "tanh")

        def _backward():
            self.grad += (1 - t * t) * out.grad

        out._backward = _backward
        return out

    def sigmoid(self):
        """1 / (1 + e**-self), from 0 to 1; at -1000 it is 0.0, not an overflow."""
        return (self * 0.5).tanh() * 0.5 + 0.5

    def relu(self):
        """self where it is above 0, else 0."""
        return self * (self.data > 0)


def as_value(x) -> Value:
    """Return x itself if it is a Value, else a new leaf that holds it."""
    return x if isinstance(x, Value) else Value(x)
