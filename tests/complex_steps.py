"""What a Tensor should give, from numpy's own complex arrays: what the tests of e13 measure by.

What a function adds to the imaginary part of x + i * STEP is STEP times its slope; a power of 2, so that
dividing by it rounds nothing. An expression is a
text such as "a + b, a.sum()", about leaves a, b, c; what arrives at its results is given.
"""

import numpy as np

# REPEATS e06, e10, e13

STEP = 2.0**-300


class Stepped(np.ndarray):
    """A complex array with the methods of a Tensor."""

    def exp(self):
        return np.exp(self)

    def log(self):
        return np.log(self)

    def relu(self):
        return np.where(self.real > 0, self, 0).view(Stepped)


def cross_entropy(logits, targets):
    shifted = logits - logits.real.max(axis=1, keepdims=True)
    surprises = np.log(np.exp(shifted).sum(axis=1, keepdims=True)) - shifted
    return (surprises * np.asarray(targets)).sum() / len(targets)


def evaluated(expression: str, leaves: list, cross_entropy) -> list:
    """Return the results of an expression, always as a list."""
    names = {"np": np, "cross_entropy": cross_entropy} | dict(zip("abc", leaves))
    results = eval(expression, names)
    return [*results] if isinstance(results, tuple) else [results]


def arriving(number: int, shape: tuple):
    """Return what arrives at a result: no two cells alike; a plain number where it is one number."""
    count = np.arange(np.prod(shape, dtype=int))
    array = np.where(count % 3 == 1, -1.0, 1.0) * (3 * count + 2 + number)  # 2, -5, 8, 11, -14, ...
    array *= (-1) ** number  # -3, 6, -9 at a second result
    return array.reshape(shape) if shape else float(array[0])


def wanted(expression: str, *leaves) -> list:
    """Return the data of all results, the leaves' own data, their gradients, what arrived, and the gradients anew."""
    leaves = [np.array(leaf, dtype=complex).view(Stepped) for leaf in leaves]
    data = [np.array(each.real) for each in evaluated(expression, leaves, cross_entropy)]
    into = [arriving(i, each.shape) for i, each in enumerate(data)]
    slopes = [np.zeros(leaf.shape) for leaf in leaves]
    for leaf, slope in zip(leaves, slopes):
        for cell in np.ndindex(leaf.shape):
            leaf[cell] += STEP * 1j
            moved = evaluated(expression, leaves, cross_entropy)
            slope[cell] = sum(np.sum(r.imag * g) for r, g in zip(moved, into)) / STEP
            leaf[cell] = leaf[cell].real
    return [*data, *(np.array(leaf.real) for leaf in leaves), *slopes, *into, *slopes]


def summed(grad, shape: tuple) -> np.ndarray:
    """Return what is to come back to an operand of this shape: its cells, each into its repeats, added up."""
    cells = np.broadcast_to(np.arange(np.prod(shape, dtype=int)).reshape(shape), grad.shape)
    return np.bincount(cells.ravel(), grad.ravel()).reshape(shape)
