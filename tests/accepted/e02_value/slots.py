"""With __slots__ and one helper that makes every result; leaves have no _backward at all."""

from math import exp, log, tanh


class Value:
    """A number that knows how to hand its gradient down."""

    __slots__ = ("_backward", "_op", "_prev", "data", "grad", "label")

    def __init__(self, data, _children=(), _op="", label=""):
        self.data, self.grad = data, 0.0
        self._prev, self._op, self.label = tuple(_children), _op, label
        self._backward = None

    def __repr__(self):
        return f"Value(data={self.data})"

    def backward(self):
        order, seen = [], set()

        def visit(value):
            if id(value) not in seen:
                seen.add(id(value))
                for parent in value._prev:
                    visit(parent)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in order[::-1]:
            if value._backward:
                value._backward(value.grad)

    def __add__(self, other):
        other = _value(other)

        def pass_on(arriving):
            for operand in (self, other):
                operand.grad += arriving

        return _result(self.data + other.data, pass_on, self, other)

    def __mul__(self, other):
        other = _value(other)

        def pass_on(arriving):
            self.grad, along_other = self.grad + arriving * other.data, arriving * self.data
            other.grad += along_other

        return _result(self.data * other.data, pass_on, self, other)

    def __radd__(self, other):
        return _value(other) + self

    def __rmul__(self, other):
        return _value(other) * self

    def __neg__(self):
        return -1 * self

    def __sub__(self, other):
        return self + -1 * _value(other)

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * _value(other) ** -1.0

    def __rtruediv__(self, other):
        return other * self**-1.0

    def __pow__(self, exponent):
        if isinstance(exponent, bool) or not isinstance(exponent, (int, float)):
            raise TypeError(f"{type(exponent).__name__} as exponent")
        return self._curve(self.data**exponent, lambda: exponent * self.data ** (exponent - 1))

    def exp(self):
        height = exp(self.data)
        return self._curve(height, lambda: height)

    def log(self):
        if self.data <= 0:
            raise ValueError(f"log of {self.data}")
        return self._curve(log(self.data), lambda: 1 / self.data)

    def tanh(self):
        return self._curve(tanh(self.data), lambda: 1 - tanh(self.data) ** 2)

    def sigmoid(self):
        x = self.data
        s = exp(min(x, 0)) / (exp(min(x, 0)) + exp(min(-x, 0)))
        return self._curve(s, lambda: s - s * s)

    def relu(self):
        return self._curve(
            self.data if self.data > 0 else 0.0, lambda: 1.0 if self.data > 0 else 0.0
        )

    def _curve(self, height, slope):
        def pass_on(arriving):
            self.grad += slope() * arriving

        return _result(height, pass_on, self)


def _value(x):
    return x if isinstance(x, Value) else Value(x)


def _result(data, pass_on, *operands):
    out = Value(data, operands)
    out._backward = pass_on
    return out
