"""topological_order calls itself, and asks Python for the depth of the longest chain."""

import sys

from .e01_slope import gradient
from .e02_value import Value

sys.setrecursionlimit(10**6)


def topological_order(root):
    order, met = [], set()

    def visit(value):
        if value in met:
            return
        met.add(value)
        for operand in value._prev:
            visit(operand)
        order.append(value)

    visit(root)
    return order


def backward(root):
    root.grad = 1.0
    for value in topological_order(root)[::-1]:
        value._backward()


def zero_grad(values):
    for value in values:
        value.grad = 0.0


def gradient_check(f, inputs, h=1e-6):
    values = [Value(x) for x in inputs]
    f(values).backward()
    numbers = gradient(lambda xs: f([Value(x) for x in xs]).data, inputs, h)
    pairs = [(value.grad, number) for value, number in zip(values, numbers)]
    return max(abs(a - n) / max(1.0, abs(a), abs(n)) for a, n in pairs)
