"""Stands for e03_backward while the tests judge e02_value, in a pack without the solution.

Only `backward` is in it, and the standard library finds the order.
"""

from graphlib import TopologicalSorter


def backward(root):
    """Give root the gradient 1.0 and let every value pass its own on, after all that use it."""
    users, found, values = TopologicalSorter(), {id(root): root}, [root]
    users.add(id(root))
    for value in values:  # more are added on the way
        for parent in value._prev:
            users.add(id(parent), id(value))
            if id(parent) not in found:
                found[id(parent)] = parent
                values.append(parent)
    root.grad = 1.0
    for name in users.static_order():
        found[name]._backward()
