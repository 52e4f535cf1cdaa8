"""A network that reads handwritten digits, in numpy: samples are rows.

Shapes: x (n, d_in), w (d_in, d_out), b (d_out,), targets (n, classes) one-hot.
Every grad is the slope of the loss along the array it is named after, in that array's shape.
Results are new arrays, in double precision (float64); whole numbers may be given, too.
No function changes what it is given, but for train.

Page: docs/e10_digits.md
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

# --- Layers ---


def dense(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return x w + b, shape (n, d_out): every neuron's weighted sum for every sample."""
    # TODO: your code here (about 1 line)
    raise NotImplementedError("e10_digits: dense")


def dense_backward(
    grad: np.ndarray, x: np.ndarray, w: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry the gradient back through dense.

    Args:
        grad: slope of the loss along the result of dense, shape (n, d_out).

    Returns:
        (grad_x, grad_w, grad_b) in the shapes of x, w and b. Sums over the samples:
        the division by n is the loss's.

    Source: page e10, "A layer, backwards".
    """
    # TODO: your code here (about 1 line)
    raise NotImplementedError("e10_digits: dense_backward")


def relu(x: np.ndarray) -> np.ndarray:
    """Return x where it is above 0, else 0, in a new array."""
    # TODO: your code here (about 1 line)
    raise NotImplementedError("e10_digits: relu")


def relu_backward(grad: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Let the gradient through where relu's input x was above 0, in a new array."""
    # TODO: your code here (about 1 line)
    raise NotImplementedError("e10_digits: relu_backward")


# --- Loss ---


def softmax(logits: np.ndarray) -> np.ndarray:
    """Turn each row of logits (n, classes) into probabilities that sum to 1."""
    # TODO: your code here (about 2 lines)
    raise NotImplementedError("e10_digits: softmax")


def cross_entropy(probabilities: np.ndarray, targets: np.ndarray) -> float:
    """Return the mean over the rows of -ln p of the true class, in nats.

    Finite even at p = 0, and right for small p, such as 1e-9: nothing is added to p.
    """
    # TODO: your code here (about 2 lines)
    raise NotImplementedError("e10_digits: cross_entropy")


def softmax_cross_entropy_backward(probabilities: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Return the slope of cross_entropy(softmax(logits), targets) along the logits, (n, classes).

    The mean over the rows is in it. Source: page e10, "Two rules that melt into one".
    """
    # TODO: your code here (about 1 line)
    raise NotImplementedError("e10_digits: softmax_cross_entropy_backward")


# --- Training ---


def init_parameters(
    sizes: Sequence[int], rng: np.random.Generator | None = None
) -> dict[str, np.ndarray]:
    """Return fresh "W1", "b1", "W2", "b2" for sizes = [inputs, hidden, classes].

    Weights: normal, drawn from rng, times sqrt(2 / fan_in), where fan_in is the number of rows.
    Biases: zeros, of one axis.
    """
    rng = rng or np.random.default_rng()
    # TODO: your code here (about 6 lines)
    raise NotImplementedError("e10_digits: init_parameters")


def forward(parameters: dict[str, np.ndarray], x: np.ndarray) -> tuple[np.ndarray, object]:
    """dense, relu, dense, softmax: return (probabilities, cache).

    The cache holds whatever your backward needs; nobody else looks into it. Large logits overflow
    no power, as in softmax.
    """
    # TODO: your code here (about 4 lines)
    raise NotImplementedError("e10_digits: forward")


def backward(
    parameters: dict[str, np.ndarray], cache: object, targets: np.ndarray
) -> dict[str, np.ndarray]:
    """Return the slope of the loss along each parameter, under the same four keys.

    What it needs of forward comes from the cache alone.
    """
    # TODO: your code here (about 6 lines)
    raise NotImplementedError("e10_digits: backward")


def train(
    parameters: dict[str, np.ndarray],
    x: np.ndarray,
    targets: np.ndarray,
    learning_rate: float,
    batch_size: int,
    epochs: int,
    rng: np.random.Generator | None = None,
) -> list[float]:
    """Train the parameters in place with mini-batches, in a fresh random order every epoch.

    Returns:
        One number per epoch: the sum of the sample losses, each measured before the update of
        its own batch, divided by the number of samples. x and targets stay as they are, and the
        order is drawn from rng alone.
    """
    rng = rng or np.random.default_rng()
    # TODO: your code here (about 12 lines)
    raise NotImplementedError("e10_digits: train")


def one_hot(labels: Sequence[int], n_classes: int) -> np.ndarray:
    """Return one row per label: 1.0 at the label's column, 0.0 elsewhere."""
    return np.eye(n_classes)[labels]


def accuracy(parameters: dict[str, np.ndarray], x: np.ndarray, labels: Sequence[int]) -> float:
    """Return the share of rows, 0.0 to 1.0, whose largest probability is at the label."""
    probabilities, _ = forward(parameters, x)
    return float((probabilities.argmax(axis=1) == labels).mean())
