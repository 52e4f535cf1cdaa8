"""Depth first on a stack of iterators; the nudging is written out, and nudges Values in place."""

from .e02_value import Value


def topological_order(root):
    order, seen, path = [], {id(root)}, [(root, iter(root._prev))]
    while path:
        value, parents = path[-1]
        for parent in parents:
            if id(parent) not in seen:
                seen.add(id(parent))
                path.append((parent, iter(parent._prev)))
                break
        else:
            order.append(value)
            path.pop()
    return order


def backward(root):
    order = topological_order(root)
    root.grad = 1.0
    for i in range(len(order) - 1, -1, -1):
        order[i]._backward()


def zero_grad(values):
    [setattr(value, "grad", 0.0) for value in values]


def gradient_check(f, inputs, h=1e-6):
    values = [Value(x) for x in inputs]
    f(values).backward()
    errors = []
    for value, x in zip(values, inputs):
        value.data = x + h
        above = f(values).data
        value.data = x - h
        below = f(values).data
        value.data = x
        a, n = value.grad, (above - below) / (2 * h)
        errors.append(abs(a - n) / max(1, abs(a), abs(n)))
    return sorted(errors)[-1]
