"""Closures, but each is handed the gradient and so need not hold its own result."""

import math
from contextlib import suppress

_recording = []


def number(x):
    return x.data if isinstance(x, Value) else x


class Value:
    def __init__(self, data, children=(), share=None):
        self.data, self.grad = data, 0.0
        self.children = [each for each in children if isinstance(each, Value)]
        self.share = share
        self.height = 1 + max((each.height for each in self.children), default=-1)
        if share and _recording:
            _recording[-1].append(self)

    def __repr__(self):
        return f"Value(data={self.data})"

    def backward(self):
        self.grad, by_height, seen = 1.0, {self.height: [self]}, {id(self)}
        for height in range(self.height, -1, -1):
            for value in by_height.pop(height, []):
                if value.share:
                    value.share(value.grad)
                for child in value.children:
                    if id(child) not in seen:
                        seen.add(id(child))
                        by_height.setdefault(child.height, []).append(child)

    def __add__(self, other):
        def share(g):
            add(self, g)
            add(other, g)

        return Value(self.data + number(other), (self, other), share)

    __radd__ = __add__

    def __mul__(self, other):
        p, q = self.data, number(other)

        def share(g):
            add(self, g * q)
            add(other, g * p)

        return Value(p * q, (self, other), share)

    __rmul__ = __mul__

    def curve(self, height, slope):
        return Value(height, (self,), lambda g: add(self, g * slope))

    def __neg__(self):
        return self.curve(-self.data, -1)

    def __sub__(self, other):
        return self + other * -1

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __pow__(self, n):
        return self.curve(self.data**n, n * self.data ** (n - 1))

    def exp(self):
        e = math.exp(self.data)
        return self.curve(e, e)

    def log(self):
        return self.curve(math.log(self.data), 1 / self.data)

    def tanh(self):
        t = math.tanh(self.data)
        return self.curve(t, 1 - t**2)

    def sigmoid(self):
        s = 0.5 * math.tanh(0.5 * self.data) + 0.5
        return self.curve(s, s * (1 - s))

    def relu(self):
        return self.curve(max(self.data, 0), self.data > 0)


def add(value, gradient):
    if isinstance(value, Value):
        value.grad += gradient


def dot(weights, inputs, bias):
    if len(weights) != len(inputs):
        raise ValueError(f"weights: {len(weights)}, inputs: {len(inputs)}")
    pairs = list(zip(weights, inputs))

    def share(g):
        add(bias, g)
        for w, x in pairs:
            slopes = g * number(x), g * number(w)
            add(w, slopes[0])
            add(x, slopes[1])

    total = math.fsum(number(w) * number(x) for w, x in pairs) + number(bias)
    return Value(total, (*weights, *inputs, bias), share)


class Tape:
    def __init__(self):
        self.values = []

    def __len__(self):
        return len(self.values)

    def __enter__(self):
        self.values.clear()
        _recording.append(self.values)
        return self

    def __exit__(self, *error):
        _recording.clear()

    def backward(self, root):
        last = None
        with suppress(StopIteration):
            last = next(i for i, value in enumerate(self.values) if value is root)
        if last is None:
            raise ValueError("that is not on the tape")
        root.grad = 1.0
        for value in self.values[last::-1]:
            value.share(value.grad)
        self.values.clear()
