"""The walk back: in which order values pass their gradients on, and how to check the gradients.

Page: docs/e03_backward.md
"""

from collections.abc import Callable, Iterable, Sequence

from .e01_slope import gradient
from .e02_value import Value


def topological_order(root: Value) -> list[Value]:
    """Return every value that root was made from, once, each after the values in its `_prev`.

    The root is last. Recursion works up to about 900 steps deep; the ★ check goes to 100,000.
    Source: page e03, "The order".
    """
    # BEGIN SOLUTION
    order, seen, stack = [], set(), [(root, False)]
    while stack:
        value, parents_are_in = stack.pop()
        if parents_are_in:
            order.append(value)
        elif value not in seen:
            seen.add(value)
            stack.append((value, True))  # comes up again once all its parents are in
            stack.extend((parent, False) for parent in value._prev)
    return order
    # END SOLUTION


def backward(root: Value) -> None:
    """Give root the gradient 1.0 and let every value pass its own on, root first.

    Resets no other: gradients that are already there are added to, in the values inside, too.
    Source: page e03, "The rule" and "A second walk".
    """
    # BEGIN SOLUTION
    root.grad = 1.0
    for value in reversed(topological_order(root)):
        value._backward()
    # END SOLUTION


def zero_grad(values: Iterable[Value]) -> None:
    """Set the gradient of each of these values back to 0.0."""
    # BEGIN SOLUTION
    for value in values:
        value.grad = 0.0
    # END SOLUTION


def gradient_check(
    f: Callable[[list[Value]], Value], inputs: Sequence[float], h: float = 1e-6
) -> float:
    """Compare the gradients of backward with those of nudging (exercise e01).

    Args:
        f: takes one list of Values, gives one Value.
        inputs: the numbers at which to compare; they stay as they are.
        h: the nudge, as in e01.

    Returns:
        The largest |g - n| / max(1, |g|, |n|) over the inputs, g from backward and n from
        nudging. For right gradients of smooth functions, at inputs and results of ordinary size,
        it is below 1e-6; page e03, "Where the gradient check errs", says where it is not.
    """
    # BEGIN SOLUTION
    values = [Value(x) for x in inputs]
    f(values).backward()
    nudged = gradient(lambda xs: f([Value(x) for x in xs]).data, inputs, h)
    return max(
        abs(value.grad - n) / max(1, abs(value.grad), abs(n)) for value, n in zip(values, nudged)
    )
    # END SOLUTION
