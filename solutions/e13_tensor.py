"""The same idea on whole arrays: a node for each operation, and e03's walk back as it is.

On either side of + - * / and @ may stand a Tensor, an array, a list or a number. What numpy does
with their shapes, it does here: (n, m) + (m,) adds the m numbers to each of the n rows.

Page: docs/e13_tensor.md
"""

import numpy as np

from .e03_backward import backward

# REPEATS e02, in what is given

# --- Operators ---


def unbroadcast(grad: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Return grad in this shape: summed over whatever broadcasting has repeated.

    Args:
        grad: in the shape of a result, or a plain number (the root's 1.0). It must not be changed.
        shape: of the operand, which broadcasting has brought to the shape of grad.

    Source: page e13, "What is repeated adds up".
    """
    grad = np.asarray(grad)
    # BEGIN SOLUTION
    in_front = grad.ndim - len(shape)  # sides that the operand does not have
    ones = (in_front + side for side, length in enumerate(shape) if length == 1)
    return grad.sum(axis=(*range(in_front), *ones)).reshape(shape)
    # END SOLUTION


class Tensor:
    """An array, its gradient, and the Tensors that it was made from.

    Each operation makes a new Tensor and gives it a `_backward`, which adds to the grad of each
    operand the operand's share of this result's grad, in the operand's own shape, and changes
    nothing else.

    Attributes: data (float64, a copy of what is given), grad (0.0 until something arrives, then an
    array in the shape of data; the root is one number, and its grad the plain 1.0), _prev (its
    operands), _op (for pictures), _backward.
    """

    __array_ufunc__ = None  # so numpy leaves array + tensor to __radd__, and @ to __rmatmul__

    def __init__(self, data, _children=(), _op=""):
        self.data = np.array(data, dtype=np.float64)
        self.grad = 0.0
        self._prev = tuple(_children)
        self._op = _op
        self._backward = lambda: None  # a leaf has nobody to pass its gradient to

    @property
    def shape(self):
        return self.data.shape

    def __repr__(self):
        return f"Tensor({np.array2string(self.data, separator=', ', prefix='Tensor(')})"

    def backward(self):
        """Add to the gradient of every Tensor that this one number was made from, as e03 does."""
        if self.shape:
            way_out = "sum or mean makes one of it"
            raise ValueError(f"backward starts from one number, not from {self.shape}: {way_out}")
        backward(self)

    def __add__(self, other):
        """self + other, cell by cell, shapes broadcast."""
        other = operand(self, "+", other)
        out = Tensor(self.data + other.data, (self, other), "+")

        def _backward():
            # BEGIN SOLUTION
            self.grad += unbroadcast(out.grad, self.shape)
            other.grad += unbroadcast(out.grad, other.shape)
            # END SOLUTION

        out._backward = _backward
        return out

    def __mul__(self, other):
        """self * other, cell by cell, shapes broadcast."""
        other = operand(self, "*", other)
        # BEGIN SOLUTION
        out = Tensor(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad += unbroadcast(out.grad * other.data, self.shape)
            other.grad += unbroadcast(out.grad * self.data, other.shape)

        out._backward = _backward
        return out
        # END SOLUTION

    def __matmul__(self, other):
        """self @ other, the matrix product: (n, k) @ (k, m) is (n, m). Both have two axes.

        Source: page e10, "A layer, backwards".
        """
        other = as_tensor(other)
        a, b = self.shape, other.shape
        if (len(a), len(b), a[1:]) != (2, 2, b[:1]):
            raise ValueError(f"{a} @ {b} do not fit: (n, k) @ (k, m) is wanted")
        # BEGIN SOLUTION
        # (n, k) @ (k, m); backwards (n, m) @ (m, k) and (k, n) @ (n, m)
        out = Tensor(self.data @ other.data, (self, other), "@")

        def _backward():
            self.grad += out.grad @ other.data.T
            other.grad += self.data.T @ out.grad

        out._backward = _backward
        return out
        # END SOLUTION

    # --- Sums and curves ---

    def sum(self, axis=None, keepdims=False):
        """The sum of all cells, or along one axis or several, as in numpy.

        Source: page e13, "A sum, backwards".
        """
        # BEGIN SOLUTION
        out = Tensor(self.data.sum(axis=axis, keepdims=keepdims), (self,), "sum")

        def _backward():
            grad = out.grad  # each sum goes back beside the cells that it was made from
            if axis is not None and not keepdims:
                grad = np.expand_dims(grad, axis)
            self.grad += np.broadcast_to(grad, self.shape)

        out._backward = _backward
        return out
        # END SOLUTION

    def relu(self):
        """Each cell where it is above 0, else 0."""
        # BEGIN SOLUTION
        out = Tensor(np.maximum(self.data, 0), (self,), "relu")

        def _backward():
            self.grad += out.grad * (self.data > 0)

        out._backward = _backward
        return out
        # END SOLUTION

    def exp(self):
        """e to the power of each cell."""
        # BEGIN SOLUTION
        out = Tensor(np.exp(self.data), (self,), "exp")

        def _backward():
            self.grad += out.grad * out.data

        out._backward = _backward
        return out
        # END SOLUTION

    def log(self):
        """The natural logarithm of each cell. Raises ValueError, naming one, where any is <= 0."""
        if not np.all(self.data > 0):
            raise ValueError(f"log needs numbers above 0, not {self.data.min()}")
        # BEGIN SOLUTION
        out = Tensor(np.log(self.data), (self,), "log")

        def _backward():
            self.grad += out.grad * (1 / self.data)

        out._backward = _backward
        return out
        # END SOLUTION

    # --- Given ---

    def __pow__(self, exponent):
        if not isinstance(exponent, (int, float)):
            raise TypeError(f"the exponent must be an int or a float, not {exponent!r}")
        out = Tensor(self.data**exponent, (self,), f"**{exponent}")

        def _backward():
            self.grad += out.grad * (exponent * self.data ** (exponent - 1))

        out._backward = _backward
        return out

    def mean(self, axis=None, keepdims=False):
        total = self.sum(axis, keepdims)
        return total * (total.data.size / self.data.size)

    def __neg__(self):
        return -1 * self

    def __sub__(self, other):
        return self + -operand(self, "-", other)

    def __truediv__(self, other):
        return self * operand(self, "/", other) ** -1

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __rsub__(self, other):
        return Tensor(other) - self

    def __rtruediv__(self, other):
        return Tensor(other) / self

    def __rmatmul__(self, other):
        return Tensor(other) @ self


def as_tensor(x) -> Tensor:
    """Return x itself if it is a Tensor, else a new leaf that holds it."""
    return x if isinstance(x, Tensor) else Tensor(x)


def operand(left: Tensor, sign: str, right) -> Tensor:
    """Return right as a Tensor. Raises ValueError, with both shapes, if it does not fit left."""
    right = as_tensor(right)
    try:
        np.broadcast(left.data, right.data)
    except ValueError as error:
        rule = "from the right, two sides are equal, or one of them is 1 or missing"
        raise ValueError(f"{left.shape} {sign} {right.shape}: {rule} ({error})") from None
    return right


# --- A loss ---


def cross_entropy(logits: Tensor, targets: np.ndarray) -> Tensor:
    """Return the mean over the rows of -ln p of the true class, where p is softmax(logits).

    Args:
        logits: (n, classes), however large: no power may overflow.
        targets: (n, classes), one-hot rows; whole numbers will do. They get no gradient, and stay
            as they are.

    One node with a rule of its own, or built from the operations above: both are right.
    Source: page e13, "A loss as one node".
    """
    logits, targets = as_tensor(logits), np.asarray(targets)
    if targets.shape != logits.shape:
        rule = "one-hot rows have as many columns as there are classes"
        raise ValueError(f"targets {targets.shape}, but logits {logits.shape}: {rule}")
    # BEGIN SOLUTION
    n = len(targets)
    shifted = logits.data - logits.data.max(axis=1, keepdims=True)  # (n, classes)
    surprises = np.log(np.exp(shifted).sum(axis=1, keepdims=True)) - shifted  # (n, 1) - shifted
    out = Tensor((targets * surprises).sum() / n, (logits,), "cross_entropy")

    def _backward():
        logits.grad += (np.exp(-surprises) - targets) / n * out.grad

    out._backward = _backward
    return out
    # END SOLUTION
