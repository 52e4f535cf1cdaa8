"""Stands for e02_value while the tests judge e03_backward, in a pack without the solution.

No rule of calculus is in it: each slope is measured, by a step of one operand that is too small to
change its number (see tests/wrong.py).
"""

from tests.wrong import STEP, Number


class Value:
    """A number, its gradient, and the values it was made from."""

    def __init__(self, data, _children=(), _op="", label=""):
        self.data = data
        self.grad = 0.0
        self._prev = tuple(_children)
        self._op = _op
        self.label = label
        self._backward = lambda: None

    def __repr__(self):
        return f"Value(data={self.data})"

    def backward(self):
        from .e03_backward import backward

        backward(self)


def _operation(name: str):
    """Return what Value needs to have a method that Number has."""

    def method(*operands):
        values = tuple(each for each in operands if isinstance(each, Value))
        of_numbers = getattr(Number, name)

        def stepped(moving=None, size=0.0):
            xs = [x.data + 1j * size * (x is moving) if x in values else x for x in operands]
            return of_numbers(*map(Number, xs))

        def _backward():
            for value in dict.fromkeys(values):
                value.grad += stepped(value, STEP * out.grad).imag / STEP

        out = Value(stepped().real, values, name.strip("_"))
        out._backward = _backward
        return out

    return method


for _name, _method in vars(Number).items():
    if callable(_method) and _name not in vars(object):
        setattr(Value, _name, _operation(_name))
