"""One class for all: a tuple of operands and one of slopes; depth first on a stack; numbers are leaves."""

import math


class Value:
    __slots__ = "data", "grad", "operands", "slopes"
    tape = None

    def __init__(self, data, operands=(), slopes=()):
        self.data, self.grad, self.operands, self.slopes = data, 0, operands, slopes
        if operands and Value.tape is not None:
            Value.tape.results.append(self)

    def __repr__(self):
        return f"Value(data={self.data})"

    @staticmethod
    def of(x):
        return x if isinstance(x, Value) else Value(float(x))

    def give(self):
        for operand, slope in zip(self.operands, self.slopes):
            operand.grad += slope * self.grad

    def backward(self):
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            value, ready = stack.pop()
            if ready:
                order.append(value)
            elif value not in seen:
                seen.add(value)
                stack.append((value, True))
                stack += [(operand, False) for operand in value.operands]
        self.grad = 1
        while order:
            order.pop().give()

    def __add__(self, other):
        other = Value.of(other)
        return Value(self.data + other.data, (self, other), (1, 1))

    def __mul__(self, other):
        other = Value.of(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    __radd__ = __add__
    __rmul__ = __mul__

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __pow__(self, n):
        return Value(self.data**n, (self,), (n * self.data ** (n - 1),))

    def exp(self):
        e = math.exp(self.data)
        return Value(e, (self,), (e,))

    def log(self):
        return Value(math.log(self.data), (self,), (1 / self.data,))

    def tanh(self):
        t = math.tanh(self.data)
        return Value(t, (self,), ((1 - t) * (1 + t),))

    def sigmoid(self):
        s = (1 + math.tanh(self.data / 2)) / 2
        return Value(s, (self,), (s * (1 - s),))

    def relu(self):
        return Value(max(0, self.data), (self,), (int(self.data >= 0),))


def dot(weights, inputs, bias):
    if len(weights) != len(inputs):
        raise ValueError(f"{len(inputs)} inputs do not fit {len(weights)} weights")
    w, x = [Value.of(each) for each in weights], [Value.of(each) for each in inputs]
    bias = Value.of(bias)
    slopes = (*[each.data for each in x], *[each.data for each in w], 1)
    total = sum(p.data * q.data for p, q in zip(w, x)) + bias.data
    return Value(total, (*w, *x, bias), slopes)


class Tape:
    def __init__(self):
        self.results = []

    def __len__(self):
        return len(self.results)

    def __enter__(self):
        self.results.clear()
        Value.tape = self
        return self

    def __exit__(self, *error):
        Value.tape = None

    def backward(self, root):
        if id(root) not in {id(value) for value in self.results}:
            raise ValueError("not on this tape")
        root.grad = 1
        for i in range(len(self.results) - 1, -1, -1):
            self.results[i].give()
        del self.results[:]
