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
    # BEGIN SOLUTION
    # (n, d_in) @ (d_in, d_out) + (d_out,)
    return x @ w + b
    # END SOLUTION


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
    # BEGIN SOLUTION
    # (n, d_out) @ (d_out, d_in), (d_in, n) @ (n, d_out), (d_out,)
    return grad @ w.T, x.T @ grad, grad.sum(axis=0)
    # END SOLUTION


def relu(x: np.ndarray) -> np.ndarray:
    """Return x where it is above 0, else 0, in a new array."""
    # BEGIN SOLUTION
    return np.maximum(x, 0)
    # END SOLUTION


def relu_backward(grad: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Let the gradient through where relu's input x was above 0, in a new array."""
    # BEGIN SOLUTION
    return grad * (x > 0)
    # END SOLUTION


# --- Loss ---


def softmax(logits: np.ndarray) -> np.ndarray:
    """Turn each row of logits (n, classes) into probabilities that sum to 1."""
    # BEGIN SOLUTION
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
    # END SOLUTION


def cross_entropy(probabilities: np.ndarray, targets: np.ndarray) -> float:
    """Return the mean over the rows of -ln p of the true class, in nats.

    Finite even at p = 0, and right for small p, such as 1e-9: nothing is added to p.
    """
    # BEGIN SOLUTION
    of_true_class = (probabilities * targets).sum(axis=1)  # (n,)
    return float(0 - np.log(np.maximum(of_true_class, 1e-300)).mean())  # 0 - 0 is 0, and not -0.0
    # END SOLUTION


def softmax_cross_entropy_backward(probabilities: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Return the slope of cross_entropy(softmax(logits), targets) along the logits, (n, classes).

    The mean over the rows is in it. Source: page e10, "Two rules that melt into one".
    """
    # BEGIN SOLUTION
    return (probabilities - targets) / len(targets)
    # END SOLUTION


# --- Training ---


def init_parameters(
    sizes: Sequence[int], rng: np.random.Generator | None = None
) -> dict[str, np.ndarray]:
    """Return fresh "W1", "b1", "W2", "b2" for sizes = [inputs, hidden, classes].

    Weights: normal, drawn from rng, times sqrt(2 / fan_in), where fan_in is the number of rows.
    Biases: zeros, of one axis.
    """
    rng = rng or np.random.default_rng()
    # BEGIN SOLUTION
    parameters = {}
    for layer, (fan_in, fan_out) in enumerate(pairwise(sizes), start=1):
        weights = rng.standard_normal((fan_in, fan_out)) * np.sqrt(2 / fan_in)
        parameters[f"W{layer}"] = weights
        parameters[f"b{layer}"] = np.zeros(fan_out)
    return parameters
    # END SOLUTION


def forward(parameters: dict[str, np.ndarray], x: np.ndarray) -> tuple[np.ndarray, object]:
    """dense, relu, dense, softmax: return (probabilities, cache).

    The cache holds whatever your backward needs; nobody else looks into it. Large logits overflow
    no power, as in softmax.
    """
    # BEGIN SOLUTION
    before_relu = dense(x, parameters["W1"], parameters["b1"])  # (n, hidden)
    hidden = relu(before_relu)  # (n, hidden)
    probabilities = softmax(dense(hidden, parameters["W2"], parameters["b2"]))
    return probabilities, (x, before_relu, hidden, probabilities)
    # END SOLUTION


def backward(
    parameters: dict[str, np.ndarray], cache: object, targets: np.ndarray
) -> dict[str, np.ndarray]:
    """Return the slope of the loss along each parameter, under the same four keys.

    What it needs of forward comes from the cache alone.
    """
    # BEGIN SOLUTION
    x, before_relu, hidden, probabilities = cache
    grad = softmax_cross_entropy_backward(probabilities, targets)
    grad, grad_w2, grad_b2 = dense_backward(grad, hidden, parameters["W2"])
    grad = relu_backward(grad, before_relu)
    _, grad_w1, grad_b1 = dense_backward(grad, x, parameters["W1"])
    return {"W1": grad_w1, "b1": grad_b1, "W2": grad_w2, "b2": grad_b2}
    # END SOLUTION


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
    # BEGIN SOLUTION
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            probabilities, cache = forward(parameters, x[batch])
            total += cross_entropy(probabilities, targets[batch]) * len(batch)
            for name, grad in backward(parameters, cache, targets[batch]).items():
                parameters[name] -= learning_rate * grad
        history.append(total / len(x))
    return history
    # END SOLUTION


def one_hot(labels: Sequence[int], n_classes: int) -> np.ndarray:
    """Return one row per label: 1.0 at the label's column, 0.0 elsewhere."""
    return np.eye(n_classes)[labels]


def accuracy(parameters: dict[str, np.ndarray], x: np.ndarray, labels: Sequence[int]) -> float:
    """Return the share of rows, 0.0 to 1.0, whose largest probability is at the label."""
    probabilities, _ = forward(parameters, x)
    return float((probabilities.argmax(axis=1) == labels).mean())
