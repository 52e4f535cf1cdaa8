"""No closures: each result keeps its operands with the slope along each, and backward multiplies."""

import math


class Value:
    def __init__(self, data, parents=()):
        self.data = data
        self.grad = 0.0
        self.parents = parents  # pairs (operand, slope along it)

    def __repr__(self):
        return f"Value(data={self.data})"

    @staticmethod
    def of(x):
        return x if isinstance(x, Value) else Value(float(x))

    def __add__(self, other):
        other = Value.of(other)
        return Value(self.data + other.data, ((self, 1), (other, 1)))

    def __mul__(self, other):
        other = Value.of(other)
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))

    __radd__ = __add__
    __rmul__ = __mul__

    def __neg__(self):
        return Value(-self.data, ((self, -1),))

    def __sub__(self, other):
        other = Value.of(other)
        return Value(self.data - other.data, ((self, 1), (other, -1)))

    def __rsub__(self, other):
        return Value(other - self.data, ((self, -1),))

    def __truediv__(self, other):
        other = Value.of(other)
        quotient = self.data / other.data
        return Value(quotient, ((self, 1 / other.data), (other, -quotient / other.data)))

    def __rtruediv__(self, other):
        return Value(other / self.data, ((self, -other / self.data**2),))

    def __pow__(self, n):
        if isinstance(n, Value):
            raise TypeError("a Value as exponent is not supported")
        return Value(self.data**n, ((self, n * self.data ** (n - 1) if n else 0.0),))

    def exp(self):
        e = math.exp(self.data)
        return Value(e, ((self, e),))

    def log(self):
        if not self.data > 0:
            raise ValueError(f"log({self.data})")
        return Value(math.log(self.data), ((self, 1 / self.data),))

    def tanh(self):
        t = math.tanh(self.data)
        return Value(t, ((self, (1 - t) * (1 + t)),))

    def sigmoid(self):
        s = (1 + math.tanh(self.data / 2)) / 2
        return Value(s, ((self, s * (1 - s)),))

    def relu(self):
        is_open = self.data >= 0
        return Value(self.data if is_open else 0, ((self, int(is_open)),))

    def backward(self):
        gradients, waiting = {self: 1.0}, {}
        nodes, found = [self], {self}
        while nodes:  # how many results wait to pass something on to each value
            for parent, _ in nodes.pop().parents:
                waiting[parent] = waiting.get(parent, 0) + 1
                if parent not in found:
                    found.add(parent)
                    nodes.append(parent)
        ready = [self]
        while ready:
            value = ready.pop()
            value.grad += gradients[value]
            for parent, slope in value.parents:
                gradients[parent] = gradients.get(parent, 0.0) + slope * gradients[value]
                waiting[parent] -= 1
                if not waiting[parent]:
                    ready.append(parent)
