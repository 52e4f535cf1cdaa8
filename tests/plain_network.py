"""The network of e10 in plain Python, without products of arrays: what its tests measure by."""

import math
from random import Random
from types import SimpleNamespace

import numpy as np

# REPEATS e01, e04, e06, e10, e11


def plain_dense(x, w, b):
    rows, neurons = x.tolist(), [*zip(w.T.tolist(), b)]
    sums = [[sum(z * v for z, v in zip(row, ws)) + bias for ws, bias in neurons] for row in rows]
    return np.array(sums)


def plain_dense_backward(grad, x, w):
    none = np.zeros(max(w.shape))
    grad_x, grad_w = plain_dense(grad, w.T, none), plain_dense(x.T, grad, none)
    return grad_x.reshape(x.shape), grad_w.reshape(w.shape), np.array([sum(g) for g in grad.T])


def plain_softmax(logits):
    powers = [[math.exp(z - max(row)) for z in row] for row in logits.tolist()]
    return np.array([[power / sum(row) for power in row] for row in powers])


def plain_cross_entropy(p, targets):
    of_true = [row[list(target).index(1)] for row, target in zip(p.tolist(), targets)]
    return sum(-math.log(max(each, 1e-300)) for each in of_true) / len(of_true)


def plain_forward(parameters, x):
    before_relu = plain_dense(x, parameters["W1"], parameters["b1"])
    hidden = plain.relu(before_relu)
    p = plain_softmax(plain_dense(hidden, parameters["W2"], parameters["b2"]))
    return p, (x, before_relu, hidden, p)


def gradients(parameters, x, targets):
    """Return the slope of the loss by every parameter."""
    _, before_relu, hidden, p = plain_forward(parameters, x)[1]
    grad = plain.softmax_cross_entropy_backward(p, targets)
    grad, w2, b2 = plain_dense_backward(grad, hidden, parameters["W2"])
    _, w1, b1 = plain_dense_backward(plain.relu_backward(grad, before_relu), x, parameters["W1"])
    return {"W1": w1, "b1": b1, "W2": w2, "b2": b2}


plain = SimpleNamespace(  # by the names of the exercise, for wrong ideas that call them
    dense=plain_dense,
    dense_backward=plain_dense_backward,
    relu=lambda x: np.array([[z if z > 0 else 0.0 for z in row] for row in x.tolist()]),
    relu_backward=lambda grad, x: np.array(
        [[g if z > 0 else 0.0 for g, z in zip(*rows, strict=True)] for rows in zip(grad, x)]
    ),
    softmax=plain_softmax,
    cross_entropy=plain_cross_entropy,
    softmax_cross_entropy_backward=lambda p, targets: np.array(
        [[(q - t) / len(p) for q, t in zip(*rows, strict=True)] for rows in zip(p, targets)]
    ),
    forward=plain_forward,
    backward=lambda parameters, cache, targets: gradients(parameters, cache[0], targets),
)


def loss_of(parameters, x, targets):
    """Return the network's loss on these samples."""
    return plain_cross_entropy(plain_forward(parameters, x)[0], targets)


def nudged_gradients(parameters, x, targets, h=1e-5):
    """Return the slope of the loss along every parameter: nudge each cell up and down."""
    found = {name: np.zeros(array.shape) for name, array in parameters.items()}
    for name, array in parameters.items():
        nudged = parameters | {name: array.copy()}
        for cell in np.ndindex(array.shape):
            for sign in (1, -1):
                nudged[name][cell] = array[cell] + sign * h
                found[name][cell] += sign * loss_of(nudged, x, targets) / (2 * h)
            nudged[name][cell] = array[cell]
    return found


def stepped(parameters, x, targets, learning_rate):
    """Return new parameters, one step downhill."""
    slope = gradients(parameters, x, targets)
    return {name: array - learning_rate * slope[name] for name, array in parameters.items()}


def example(n, d_in, d_hidden, n_classes, seed=0):
    """Return a network, samples and targets of this size, the same ones for the same seed."""
    rng = Random(seed)

    def some(*shape):
        return np.round([rng.uniform(-1, 1) for _ in range(math.prod(shape))], 2).reshape(shape)

    net = {"W1": some(d_in, d_hidden), "b1": some(d_hidden)}
    net |= {"W2": some(d_hidden, n_classes), "b2": some(n_classes)}
    return net, some(n, d_in), np.eye(n_classes)[[rng.randrange(n_classes) for _ in range(n)]]
