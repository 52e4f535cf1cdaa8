"""The same Value, many times as fast: no closures, a whole neuron in one node, and a tape.

    Value(data)                   as in e02: data, grad, the operators, the curves, backward()
    dot(weights, inputs, bias)    bias + weights[0] * inputs[0] + ... as one Value
    with Tape() as tape:          a Tape records what is made inside the block;
        loss = ...                tape.backward(loss) does what loss.backward() does, and empties
        tape.backward(loss)       the tape; len(tape) is how many results are on it

Page: docs/e11_fast_value.md
"""

import math
from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import count

# REPEATS e02, in what is given
next_number = count(-1, -1).__next__  # the youngest result has the smallest: heappop finds it
recording = None  # while a Tape records: its list


class Value:
    """A number, its gradient, and its operands (at most two) with the slope along each.

    A plain number may stand on either side of + - * /; it need be no operand, only part of a slope.

    Attributes: data and grad as in e02; _number is 0 for a leaf; a result has a smaller one than
    every result made before it. In a leaf the slots of the operands stay empty.
    """

    __slots__ = ("_left", "_left_slope", "_number", "_right", "_right_slope", "data", "grad")

    def __init__(self, data, left=None, left_slope=0.0, right=None, right_slope=0.0):
        self.data, self.grad, self._number = data, 0.0, 0
        if left is not None:
            self._left, self._left_slope = left, left_slope
            self._right, self._right_slope = right, right_slope
            self._number = next_number()
            if recording is not None:
                recording.append(self)

    def __repr__(self):
        return f"Value(data={self.data})"

    # --- Local gradients ---

    def _pass_on(self):
        """Add to the gradient of each operand its share of this one; return the operands."""
        self._left.grad += self._left_slope * self.grad
        if self._right is None:
            return (self._left,)
        self._right.grad += self._right_slope * self.grad
        return self._left, self._right

    def backward(self):
        """Give this value the gradient 1.0 and let everything it was made from pass on, as in e03.

        No recursion: a chain of 100,000 results must work; the ★ check has a million.
        Gradients on the way stay; no cycle, and nothing outside, keeps a graph that is dropped.
        Source: page e11, "The youngest first".
        """
        # BEGIN SOLUTION
        self.grad = 1.0
        waiting, heap = {self._number: self}, [self._number]
        while heap:
            value = waiting.pop(heappop(heap))  # younger than all others that wait
            for operand in value._pass_on() if value._number else ():
                if operand._number and operand._number not in waiting:
                    waiting[operand._number] = operand
                    heappush(heap, operand._number)
        # END SOLUTION

    def __add__(self, other):
        """self + other."""
        if isinstance(other, Value):
            return Value(self.data + other.data, self, 1.0, other, 1.0)
        return Value(self.data + other, self, 1.0)

    def __mul__(self, other):
        """self * other."""
        # BEGIN SOLUTION
        if isinstance(other, Value):
            return Value(self.data * other.data, self, other.data, other, self.data)
        return Value(self.data * other, self, other)
        # END SOLUTION

    def tanh(self):
        """The S-shaped curve from -1 to 1, at 1000, too; its slope follows from its height."""
        # BEGIN SOLUTION
        height = math.tanh(self.data)
        return Value(height, self, 1 - height**2)
        # END SOLUTION

    __radd__, __rmul__ = __add__, __mul__

    def __neg__(self):
        return Value(-self.data, self, -1.0)

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1.0

    def __rtruediv__(self, other):
        return self**-1 * other

    def __pow__(self, exponent):
        if not isinstance(exponent, (int, float)):
            raise TypeError(f"the exponent must be an int or a float, not {exponent!r}")
        return Value(self.data**exponent, self, exponent * self.data ** (exponent - 1))

    def exp(self):
        height = math.exp(self.data)
        return Value(height, self, height)

    def log(self):
        if self.data <= 0:
            raise ValueError(f"log needs a number above 0, not {self.data}")
        return Value(math.log(self.data), self, 1 / self.data)

    def sigmoid(self):
        shrunk = math.exp(-abs(self.data))
        height = (1 if self.data >= 0 else shrunk) / (1 + shrunk)
        return Value(height, self, height * (1 - height))

    def relu(self):
        return Value(self.data, self, 1.0) if self.data > 0 else Value(0.0, self)


# --- One node for a neuron ---


def dot(
    weights: Sequence[Value], inputs: Sequence[Value] | Sequence[float], bias: Value | float
) -> Value:
    """Return bias + weights[0] * inputs[0] + weights[1] * inputs[1] + ... as one node, a Dot.

    Args:
        inputs: all Values (the outputs of a layer), or all plain numbers (data).

    Raises:
        ValueError: there are not as many inputs as weights.
    """
    if len(weights) != len(inputs):
        raise ValueError(f"{len(weights)} weights, but {len(inputs)} inputs")
    if inputs and not isinstance(inputs[0], Value):
        inputs = [Value(x) for x in inputs]
    bias = bias if isinstance(bias, Value) else Value(bias)
    # BEGIN SOLUTION
    total = bias.data
    for weight, x in zip(weights, inputs):
        total += weight.data * x.data
    return Dot(total, weights, inputs, bias)
    # END SOLUTION


class Dot(Value):
    """A node with many operands: two sequences of Values equally long, and one more Value."""

    __slots__ = ("_bias", "_inputs", "_weights")

    def __init__(self, data, weights, inputs, bias):
        self.data, self.grad, self._number = data, 0.0, next_number()
        self._weights, self._inputs, self._bias = tuple(weights), tuple(inputs), bias
        if recording is not None:
            recording.append(self)

    def _pass_on(self):
        """Add to the gradient of each operand its share of this one; return the operands."""
        # BEGIN SOLUTION
        self._bias.grad += self.grad
        for weight, x in zip(self._weights, self._inputs):
            weight.grad += x.data * self.grad
            x.grad += weight.data * self.grad
        # END SOLUTION
        return (*self._weights, *self._inputs, self._bias)


# --- A tape ---


class Tape:
    """Keeps the results that are made while it records, in the order in which they are made.

    One tape records at a time, and begins empty. A value made elsewhere counts as a leaf.
    """

    def __init__(self):
        self._made = []

    def __len__(self):
        return len(self._made)

    def __enter__(self):
        global recording
        if recording is not None:
            raise RuntimeError("another tape records already")
        self._made.clear()
        recording = self._made
        return self

    def __exit__(self, *_):
        global recording
        recording = None

    def backward(self, root: Value) -> None:
        """Do what root.backward() does, by walking along the tape from its end; then empty it.

        Raises:
            ValueError: root is not on the tape; nothing has been changed then.
        """
        # BEGIN SOLUTION
        if not any(value is root for value in reversed(self._made)):
            raise ValueError(f"{root} is not on the tape: made elsewhere, or the tape was used")
        root.grad = 1.0
        for value in reversed(self._made):
            if value.grad:  # where it is 0, there is nothing to pass on
                value._pass_on()
        self._made.clear()
        # END SOLUTION
