"""Two stacks for the order, recursion of its own for backward, nudged Values for the check."""

from .e01_slope import gradient
from .e02_value import Value


def topological_order(root):
    to_visit, on_the_way, order, seen = [root], [], [], set()
    while to_visit or on_the_way:
        if to_visit and (not on_the_way or len(to_visit) > on_the_way[-1][1]):
            value = to_visit.pop()
            if value not in seen:
                seen.add(value)
                on_the_way.append((value, len(to_visit)))
                to_visit.extend(value._prev)
        else:
            order.append(on_the_way.pop()[0])
    return order


def backward(root):
    done, order = set(), []

    def visit(value):
        done.add(value)
        for parent in value._prev:
            if parent not in done:
                visit(parent)
        order.insert(0, value)

    visit(root)
    root.grad = 1.0
    for value in order:
        value._backward()


def zero_grad(values):
    for value in values:
        value.grad -= value.grad


def gradient_check(f, inputs, h=1e-6):
    values = [Value(x) for x in inputs]
    out = f(values)
    out.backward()
    slopes = [value.grad for value in values]
    nudged = gradient(lambda moved: f(moved).data, values, h)
    pairs = list(zip(slopes, nudged))
    return max(abs(a - n) / max(1, abs(a), abs(n)) for a, n in pairs)
