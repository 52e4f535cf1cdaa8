"""Kahn's way: a value passes on when all its users have; the tape is a flat list of triples."""

import math

tapes = []


class Value:
    __slots__ = ("_pairs", "_users", "data", "grad")

    def __init__(self, data, pairs=()):
        self.data = data
        self.grad = 0.0
        self._pairs = pairs  # (operand, slope along it)
        self._users = 0
        if pairs:
            for tape in tapes:
                tape.lines.append((self, pairs))

    def __repr__(self):
        return f"Value(data={self.data})"

    def backward(self):
        found = [self]
        for value in found:
            for operand, _ in value._pairs:
                if operand._users == 0:
                    found.append(operand)
                operand._users += 1
        del found
        self.grad = 1.0
        ready = [self]
        while ready:
            value = ready.pop()
            for operand, slope in value._pairs:
                operand.grad += slope * value.grad
                operand._users -= 1
                if operand._users == 0:
                    ready.append(operand)

    def __add__(self, other):
        if isinstance(other, Value):
            return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))
        return Value(self.data + other, ((self, 1.0),))

    __radd__ = __add__

    def __mul__(self, other):
        if isinstance(other, Value):
            return Value(self.data * other.data, ((self, other.data), (other, self.data)))
        return Value(self.data * other, ((self, other),))

    __rmul__ = __mul__

    def __neg__(self):
        return Value(-self.data, ((self, -1.0),))

    def __sub__(self, other):
        if isinstance(other, Value):
            return Value(self.data - other.data, ((self, 1.0), (other, -1.0)))
        return Value(self.data - other, ((self, 1.0),))

    def __rsub__(self, other):
        return Value(other - self.data, ((self, -1.0),))

    def __truediv__(self, other):
        if isinstance(other, Value):
            quotient = self.data / other.data
            return Value(quotient, ((self, 1 / other.data), (other, -quotient / other.data)))
        return Value(self.data / other, ((self, 1 / other),))

    def __rtruediv__(self, other):
        return Value(other / self.data, ((self, -other / self.data**2),))

    def __pow__(self, n):
        return Value(self.data**n, ((self, n * self.data ** (n - 1)),))

    def _curve(self, height, slope):
        return Value(height, ((self, slope),))

    def exp(self):
        e = math.exp(self.data)
        return self._curve(e, e)

    def log(self):
        return self._curve(math.log(self.data), 1 / self.data)

    def tanh(self):
        t = math.tanh(self.data)
        return self._curve(t, 1 - t * t)

    def sigmoid(self):
        s = 1 / (1 + math.exp(-self.data))
        return self._curve(s, s - s * s)

    def relu(self):
        return self._curve(self.data if self.data > 0 else 0.0, 1.0 if self.data > 0 else 0.0)


def dot(weights, inputs, bias):
    if len(weights) != len(inputs):
        raise ValueError(f"{len(weights)} and {len(inputs)} differ")
    pairs, total = [], 0.0
    for w, x in zip(weights, inputs):
        if isinstance(x, Value):
            pairs += [(w, x.data), (x, w.data)]
            total += w.data * x.data
        else:
            pairs.append((w, x))
            total += w.data * x
    if isinstance(bias, Value):
        return Value(total + bias.data, (*pairs, (bias, 1.0)))
    return Value(total + bias, tuple(pairs))


class Tape:
    def __init__(self):
        self.lines = []

    def __len__(self):
        return len(self.lines)

    def __enter__(self):
        self.lines[:] = []
        tapes.append(self)
        return self

    def __exit__(self, *error):
        tapes.remove(self)

    def backward(self, root):
        while self.lines and self.lines[-1][0] is not root:
            if all(result is not root for result, _ in self.lines):
                raise ValueError(f"{root!r} is not here")
            self.lines.pop()
        if not self.lines:
            raise ValueError(f"{root!r} is not here")
        root.grad = 1.0
        while self.lines:
            result, pairs = self.lines.pop()
            for operand, slope in pairs:
                operand.grad += slope * result.grad
