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
    # TODO: your code here (about 10 lines)
    raise NotImplementedError("e03_backward: topological_order")


def backward(root: Value) -> None:
    """Give root the gradient 1.0 and let every value pass its own on, root first.

    Resets no other: gradients that are already there are added to, in the values inside, too.
    Source: page e03, "The rule" and "A second walk".
    """
    # TODO: your code here (about 3 lines)
    raise NotImplementedError("e03_backward: backward")


def zero_grad(values: Iterable[Value]) -> None:
    """Set the gradient of each of these values back to 0.0."""
    # TODO: your code here (about 2 lines)
    raise NotImplementedError("e03_backward: zero_grad")


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
    # TODO: your code here (about 6 lines)
    raise NotImplementedError("e03_backward: gradient_check")
