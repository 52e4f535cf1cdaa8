"""grad is an array of zeros from the start and grows in place; the loss is built from operations."""

import numpy as np

from .e03_backward import backward


def unbroadcast(grad, shape):
    if np.shape(grad) == tuple(shape):
        return grad
    padded = (1,) * (np.ndim(grad) - len(shape)) + tuple(shape)
    axes = tuple(i for i, (g, n) in enumerate(zip(np.shape(grad), padded)) if n == 1 and g != 1)
    return np.reshape(np.sum(grad, axis=axes, keepdims=True), shape)


class Tensor:
    __array_ufunc__ = None

    def __init__(self, data, _children=(), _op=""):
        self.data = np.array(data, dtype=np.float64)
        self.grad = np.zeros_like(self.data)
        self._prev = set(_children)
        self._op = _op
        self._backward = lambda: None

    def backward(self):
        backward(self)

    def _made(self, data, children, pass_on):
        out = Tensor(data, children)
        out._backward = lambda: pass_on(out.grad)
        return out

    def __add__(self, other):
        other = other if isinstance(other, Tensor) else Tensor(other)

        def pass_on(g):
            self.grad += unbroadcast(g, self.data.shape)
            other.grad += unbroadcast(g, other.data.shape)

        return self._made(self.data + other.data, (self, other), pass_on)

    def __mul__(self, other):
        other = other if isinstance(other, Tensor) else Tensor(other)

        def pass_on(g):
            self.grad += unbroadcast(g * other.data, self.data.shape)
            other.grad += unbroadcast(g * self.data, other.data.shape)

        return self._made(self.data * other.data, (self, other), pass_on)

    def __matmul__(self, other):
        other = other if isinstance(other, Tensor) else Tensor(other)

        def pass_on(g):
            self.grad += np.einsum("nm,km->nk", g, other.data)
            other.grad += np.einsum("nk,nm->km", self.data, g)

        return self._made(np.einsum("nk,km->nm", self.data, other.data), (self, other), pass_on)

    def sum(self, axis=None, keepdims=False):
        kept = self.data.sum(axis=axis, keepdims=True).shape

        def pass_on(g):
            self.grad += np.reshape(g, kept)

        return self._made(self.data.sum(axis=axis, keepdims=keepdims), (self,), pass_on)

    def relu(self):
        def pass_on(g):
            self.grad += np.where(self.data > 0, g, 0)

        return self._made(np.where(self.data > 0, self.data, 0), (self,), pass_on)

    def exp(self):
        e = np.exp(self.data)

        def pass_on(g):
            self.grad += e * g

        return self._made(e, (self,), pass_on)

    def log(self):
        def pass_on(g):
            self.grad += g / self.data

        return self._made(np.log(self.data), (self,), pass_on)

    def __pow__(self, n):
        def pass_on(g):
            self.grad += n * self.data ** (n - 1) * g

        return self._made(self.data**n, (self,), pass_on)

    def mean(self, axis=None, keepdims=False):
        out = self.sum(axis, keepdims)
        return out * (out.data.size / self.data.size)

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other if isinstance(other, Tensor) else -np.asarray(other, dtype=float))

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * (other**-1 if isinstance(other, Tensor) else 1 / np.asarray(other, float))

    def __rtruediv__(self, other):
        return self**-1 * other

    def __rmatmul__(self, other):
        return Tensor(other) @ self


def cross_entropy(logits, targets):
    shifted = logits - logits.data.max(axis=1, keepdims=True)
    sums = shifted.exp().sum(axis=1, keepdims=True)
    return ((sums.log() - shifted) * np.asarray(targets)).sum() / len(targets)
