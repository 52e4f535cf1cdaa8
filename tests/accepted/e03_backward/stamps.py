"""Each value is stamped, by id, with the length of the longest way to a leaf; stamps are sorted."""

from .e01_slope import derivative
from .e02_value import Value


def topological_order(root):
    height, values, stack = {}, {}, [root]
    while stack:
        value = stack[-1]
        values[id(value)] = value
        waiting = [parent for parent in value._prev if id(parent) not in height]
        if waiting:
            stack += waiting
        else:
            height[id(value)] = 1 + max((height[id(p)] for p in value._prev), default=0)
            stack.pop()
    return sorted(values.values(), key=lambda value: height[id(value)])


def backward(root):
    root.grad = 1
    for value in topological_order(root)[::-1]:
        value._backward()


def zero_grad(values):
    for value in values:
        value.grad *= 0.0


def gradient_check(f, inputs, h=1e-6):
    values = [Value(x) for x in inputs]
    f(values).backward()

    def along(i):
        return lambda x: f([Value(x if i == j else y) for j, y in enumerate(inputs)]).data

    errors = []
    for i, x in enumerate(inputs):
        slopes = values[i].grad, derivative(along(i), x, h)
        errors.append(abs(slopes[0] - slopes[1]) / max(1.0, *map(abs, slopes)))
    return max(errors)
