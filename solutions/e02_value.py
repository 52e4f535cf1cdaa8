"""A number that remembers how it was made, so that one walk back finds all slopes.

Page: docs/e02_value.md
"""

import math


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
            # BEGIN SOLUTION
            self.grad += out.grad
            other.grad += out.grad
            # END SOLUTION

        out._backward = _backward
        return out

    def __radd__(self, other):  # 2 + value: Python asks the value on the right
        return self + other

    def __mul__(self, other):
        """self * other. Source: page e02, "The product rule"."""
        other = as_value(other)
        # BEGIN SOLUTION
        out = Value(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out._backward = _backward
        return out
        # END SOLUTION

    def __rmul__(self, other):
        return self * other

    # --- Algebra ---

    def __neg__(self):
        """-self, built from operations that are written already."""
        # BEGIN SOLUTION
        return self * -1
        # END SOLUTION

    def __sub__(self, other):
        """self - other."""
        # BEGIN SOLUTION
        return self + -as_value(other)
        # END SOLUTION

    def __rsub__(self, other):
        """other - self, where other is a plain number."""
        # BEGIN SOLUTION
        return as_value(other) - self
        # END SOLUTION

    def __truediv__(self, other):
        """self / other. One way: a product with a power of -1 (Curves, below)."""
        # BEGIN SOLUTION
        return self * as_value(other) ** -1.0  # numpy has no whole number to the power of -1
        # END SOLUTION

    def __rtruediv__(self, other):
        """other / self, where other is a plain number."""
        # BEGIN SOLUTION
        return as_value(other) / self
        # END SOLUTION

    # --- Curves ---

    def __pow__(self, exponent):
        """self ** exponent. Raises TypeError if the exponent is not a plain int or float."""
        # BEGIN SOLUTION
        if not isinstance(exponent, (int, float)):
            raise TypeError(f"the exponent must be an int or a float, not {exponent!r}")
        out = Value(self.data**exponent, (self,), f"**{exponent}")

        def _backward():
            self.grad += exponent * self.data ** (exponent - 1) * out.grad

        out._backward = _backward
        return out
        # END SOLUTION

    def exp(self):
        """e to the power of self; its slope equals its result."""
        # BEGIN SOLUTION
        out = Value(math.exp(self.data), (self,), "exp")

        def _backward():
            self.grad += out.data * out.grad

        out._backward = _backward
        return out
        # END SOLUTION

    def log(self):
        """The natural logarithm of self. Raises ValueError, naming the number, where it is <= 0."""
        # BEGIN SOLUTION
        if self.data <= 0:
            raise ValueError(f"log needs a number above 0, not {self.data}")
        out = Value(math.log(self.data), (self,), "log")

        def _backward():
            self.grad += out.grad / self.data

        out._backward = _backward
        return out
        # END SOLUTION

    def tanh(self):
        """The S-shaped curve from -1 to 1; at 1000 it is 1.0, not an overflow."""
        # BEGIN SOLUTION
        out = Value(math.tanh(self.data), (self,), "tanh")

        def _backward():
            self.grad += (1 - out.data**2) * out.grad

        out._backward = _backward
        return out
        # END SOLUTION

    def sigmoid(self):
        """1 / (1 + e**-self), from 0 to 1; at -1000 it is 0.0, not an overflow."""
        # BEGIN SOLUTION
        shrunk = math.exp(-abs(self.data))  # between 0 and 1, whatever the sign
        out = Value((1 if self.data >= 0 else shrunk) / (1 + shrunk), (self,), "sigmoid")

        def _backward():
            self.grad += out.data * (1 - out.data) * out.grad

        out._backward = _backward
        return out
        # END SOLUTION

    def relu(self):
        """self where it is above 0, else 0."""
        # BEGIN SOLUTION
        out = Value(max(0.0, self.data), (self,), "relu")

        def _backward():
            self.grad += (self.data > 0) * out.grad

        out._backward = _backward
        return out
        # END SOLUTION


def as_value(x) -> Value:
    """Return x itself if it is a Value, else a new leaf that holds it."""
    return x if isinstance(x, Value) else Value(x)
