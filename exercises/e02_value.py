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
            # TODO: your code here (about 2 lines)
            raise NotImplementedError("e02_value: Value.__add__")

        out._backward = _backward
        return out

    def __radd__(self, other):  # 2 + value: Python asks the value on the right
        return self + other

    def __mul__(self, other):
        """self * other. Source: page e02, "The product rule"."""
        other = as_value(other)
        # TODO: your code here (about 6 lines)
        raise NotImplementedError("e02_value: Value.__mul__")

    def __rmul__(self, other):
        return self * other

    # --- Algebra ---

    def __neg__(self):
        """-self, built from operations that are written already."""
        # TODO: your code here (about 1 line)
        raise NotImplementedError("e02_value: Value.__neg__")

    def __sub__(self, other):
        """self - other."""
        # TODO: your code here (about 1 line)
        raise NotImplementedError("e02_value: Value.__sub__")

    def __rsub__(self, other):
        """other - self, where other is a plain number."""
        # TODO: your code here (about 1 line)
        raise NotImplementedError("e02_value: Value.__rsub__")

    def __truediv__(self, other):
        """self / other. One way: a product with a power of -1 (Curves, below)."""
        # TODO: your code here (about 1 line)
        raise NotImplementedError("e02_value: Value.__truediv__")

    def __rtruediv__(self, other):
        """other / self, where other is a plain number."""
        # TODO: your code here (about 1 line)
        raise NotImplementedError("e02_value: Value.__rtruediv__")

    # --- Curves ---

    def __pow__(self, exponent):
        """self ** exponent. Raises TypeError if the exponent is not a plain int or float."""
        # TODO: your code here (about 7 lines)
        raise NotImplementedError("e02_value: Value.__pow__")

    def exp(self):
        """e to the power of self; its slope equals its result."""
        # TODO: your code here (about 5 lines)
        raise NotImplementedError("e02_value: Value.exp")

    def log(self):
        """The natural logarithm of self. Raises ValueError, naming the number, where it is <= 0."""
        # TODO: your code here (about 7 lines)
        raise NotImplementedError("e02_value: Value.log")

    def tanh(self):
        """The S-shaped curve from -1 to 1; at 1000 it is 1.0, not an overflow."""
        # TODO: your code here (about 5 lines)
        raise NotImplementedError("e02_value: Value.tanh")

    def sigmoid(self):
        """1 / (1 + e**-self), from 0 to 1; at -1000 it is 0.0, not an overflow."""
        # TODO: your code here (about 6 lines)
        raise NotImplementedError("e02_value: Value.sigmoid")

    def relu(self):
        """self where it is above 0, else 0."""
        # TODO: your code here (about 5 lines)
        raise NotImplementedError("e02_value: Value.relu")


def as_value(x) -> Value:
    """Return x itself if it is a Value, else a new leaf that holds it."""
    return x if isinstance(x, Value) else Value(x)
