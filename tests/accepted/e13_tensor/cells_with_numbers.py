"""Cells are numbered and added up by number; relu and the loss are built from other operations."""

import numpy as np

from .e03_backward import backward


def unbroadcast(grad, shape):
    count = int(np.prod(shape, dtype=int))
    owners = np.broadcast_to(np.arange(count).reshape(shape), np.shape(grad))
    return np.bincount(owners.ravel(), np.ravel(grad), count).reshape(shape)


class Tensor:
    __array_ufunc__ = None

    def __init__(self, data, _children=(), _op="", pass_on=None):
        self.data = np.array(data, float)
        self.grad = 0.0
        self._prev = _children
        self._op = _op
        self._backward = lambda: pass_on and pass_on(np.asarray(self.grad))

    @property
    def shape(self):
        return self.data.shape

    def backward(self):
        backward(self)

    def add_grad(self, share):
        self.grad = self.grad + unbroadcast(share, self.shape)

    def __add__(self, other):
        other = tensor(other)

        def pass_on(grad):
            for operand in (self, other):
                operand.add_grad(grad)

        return Tensor(np.add(self.data, other.data), (self, other), "+", pass_on)

    def __mul__(self, other):
        other = tensor(other)

        def pass_on(grad):
            for one, beside in ((self, other), (other, self)):
                one.add_grad(beside.data * grad)

        return Tensor(np.multiply(self.data, other.data), (self, other), "*", pass_on)

    def __matmul__(self, other):
        other = tensor(other)

        def pass_on(grad):
            self.add_grad(np.inner(grad, other.data))
            other.add_grad(np.tensordot(self.data, grad, axes=(0, 0)))

        return Tensor(self.data.dot(other.data), (self, other), "@", pass_on)

    def sum(self, axis=None, keepdims=False):
        def pass_on(grad):
            if axis and not keepdims:  # a missing side in front is what numpy repeats by itself
                grad = np.expand_dims(grad, axis)
            self.add_grad(np.broadcast_to(grad, self.shape))

        total = np.add.reduce(self.data, axis=axis, keepdims=keepdims)
        return Tensor(total, (self,), "sum", pass_on)

    def relu(self):
        return self * (self.data > 0)

    def exp(self):
        powers = np.e**self.data
        return Tensor(powers, (self,), "exp", lambda grad: self.add_grad(powers * grad))

    def log(self):
        return Tensor(
            np.log(self.data), (self,), "log", lambda grad: self.add_grad(grad * self.data**-1)
        )

    def __pow__(self, n):
        slope = n * self.data ** (n - 1)
        return Tensor(self.data**n, (self,), "**", lambda grad: self.add_grad(slope * grad))

    def mean(self, axis=None, keepdims=False):
        total = self.sum(axis, keepdims)
        return total * (total.data.size / self.data.size)

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -tensor(other)

    def __truediv__(self, other):
        return self * tensor(other) ** -1

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __rsub__(self, other):
        return -self + other

    def __rtruediv__(self, other):
        return tensor(other) / self

    def __rmatmul__(self, other):
        return tensor(other) @ self


def tensor(x):
    return x if isinstance(x, Tensor) else Tensor(x)


def cross_entropy(logits, targets):
    above = logits - (logits * targets).sum(axis=1, keepdims=True)  # the true class's logit
    most = above.data.max(axis=1, keepdims=True)
    return ((above - most).exp().sum(1, True).log() + most).sum() / len(targets)
