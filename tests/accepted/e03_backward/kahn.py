"""Kahn's way: a value has its turn when all its users have had theirs, counted beforehand."""

from .e01_slope import gradient
from .e02_value import Value


def topological_order(root):
    users, found = {root: 0}, [root]
    for value in found:
        for parent in set(value._prev):
            if parent not in users:
                users[parent] = 0
                found.append(parent)
            users[parent] += 1
    order, ready = [], [root]
    while ready:
        value = ready.pop()
        order.append(value)
        for parent in set(value._prev):
            users[parent] -= 1
            if users[parent] == 0:
                ready.append(parent)
    order.reverse()
    return order


def backward(root):
    root.grad = 1
    order = topological_order(root)
    while order:
        order.pop()._backward()


def zero_grad(values):
    for value in list(values):
        value.grad = 0


def gradient_check(f, inputs, h=1e-6):
    values = list(map(Value, inputs))
    backward(f(values))
    nudged = gradient(lambda xs: f(list(map(Value, xs))).data, list(inputs), h)
    worst = 0.0
    for value, n in zip(values, nudged):
        a = value.grad
        worst = max(worst, abs(a - n) / max(1.0, abs(a), abs(n)))
    return worst
