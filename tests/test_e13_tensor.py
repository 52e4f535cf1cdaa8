"""Tests of e13: data and gradients of every operation, then the network of e10, written with Tensors.

Expressions are texts such as "a + b", evaluated for leaves a, b, c, so that a message can be retyped.
What is wanted comes from numpy's own complex arrays: what a function adds to the imaginary part of
x + i * STEP is STEP times its slope. Where a result is wrong, each wrong idea of the task takes the
task's place, and is looked at in the same way. A test's own node hands a gradient to the results.
"""

from functools import partial

import numpy as np
import pytest

from exercises import e13_tensor as e13
from exercises.e03_backward import zero_grad
from exercises.e10_digits import init_parameters, one_hot, train
from exercises.e13_tensor import Tensor, unbroadcast
from kata.course.digits import load
from tests.expect import close, draw, expect, fail, task
from tests.wrong import STEP, wrong

# --- What people write ---

NOTHING = "Nothing arrived: does the result know its operands, and is _backward stored on it?"
NO_LEFT = "The operand on the left received nothing."
NO_RIGHT = "The operand on the right received nothing."
SHAPE = "It still has the shape of the result: sum what was repeated, with unbroadcast."
OTHERS_SHAPE = "It has the shape of the other operand: each gradient has that of its own."
ONLY_ROWS = "Which sides were repeated depends on the shapes: unbroadcast finds them."
COLLECT = "One share has overwritten another: add with +=, so that both are in the sum."
ALIAS = "Two Tensors share one array as their grad: what one adds, the other has too. Give each its own."
UPSTREAM = "That is the slope alone: multiply it by out.grad, what arrives."
SLOPE = "What arrives is passed on as it is: multiply it by the slope."
WHOLE = "Each operand receives the whole of what arrives: a sum, and no mean."
OWN_NUMBER = "That is each operand's own number: the slope along one is the other."
LATE = "Multiply first, then sum: each repeat has met a number of its own."
IN_PLACE = "It was changed in place: make a new array."
NOT_A_TENSOR = "That is an array: make a Tensor of it, which knows its operands."
IN_DATA = "The numbers are in .data: compute with these."
BY_CELL = "The sign * multiplies cell by cell; the matrix product is @."
SIDES = "The two factors have changed sides."
UNTURNED = "A factor is to be transposed: rows and columns do not fit as they stand."
RESULT_TURNED = "Each product is turned over: rows and columns of the gradient have changed places."
EXCHANGED = "Each operand has received the other's gradient."
SCALAR = (
    "One number, or one a row, stands where an array belongs: each cell that was added receives it."
)
BESIDE = "The sums lie along the wrong side: put the axis that sum removed back, as a side of 1."
KEPT = "With keepdims the axis is there still: put nothing back."
MEAN = "That is the mean: in a sum, each cell counts whole."
NO_IF = "An if asks once for the whole array; self.data > 0 goes cell by cell."
NO_MATH = "math takes one number; np goes cell by cell."
SHUT = "Where the data were below 0 relu is flat: nothing passes there."
SHIFT = "A power overflows: shift each row first, so that its largest logit is 0."
BESIDE_ROW = "The sum of row i meets column i: keepdims lets the sums stand beside their rows."
COLUMNS = "That goes down the columns: a sample is a row, axis 1 goes along it."
NO_TRUE = "The targets have no say: only the true class counts."
OVER_ROWS = "The mean over the rows is missing, or is there twice."
TURNED = "The sign is turned."
WHOLE_NUMBERS = "An array made like the targets holds whole numbers alone, if they do."

SUM = "grad.sum(axis=(*range(grad.ndim - len(shape)), *ones))"
ONES = "ones = (grad.ndim - len(shape) + i for i, n in enumerate(shape) if n == 1)\n"
TWO = """
out = Tensor(%s, (self, other))

def _backward():
    self.grad += %s
    other.grad += %s

out._backward = _backward
return out
"""
ONE = """
out = Tensor(%s, (self,))

def _backward():
    self.grad += %s

out._backward = _backward
return out
"""
PAIR = "self.grad += %s\nother.grad += %s"
LEFT, RIGHT = "unbroadcast(%s, self.shape)", "unbroadcast(%s, other.shape)"
ALIASED = """
for each in (self, other):
    share = out.grad if each.shape == out.shape else unbroadcast(out.grad, each.shape)
    if isinstance(each.grad, float):
        each.grad = share
    else:
        each.grad += share
"""
PRODUCT, MATRIX = "self.data * other.data", "self.data @ other.data"
TO_LEFT, TO_RIGHT = LEFT % "other.data * out.grad", RIGHT % "self.data * out.grad"
AT_LEFT, AT_RIGHT = "out.grad @ other.data.T", "self.data.T @ out.grad"
TOTAL = "self.data.sum(axis=axis, keepdims=keepdims)"
SPREAD = """
out = Tensor(%s, (self,))

def _backward():
    grad = %s
    self.grad += %s

out._backward = _backward
return out
"""
BACK = "out.grad if axis is None or keepdims else np.expand_dims(out.grad, axis)"
ALL = "np.broadcast_to(grad, self.shape)"
ENTROPY = """
n = len(targets)
shifted = logits.data - %s
surprises = %s
out = Tensor(%s, (logits,))

def _backward():
    logits.grad += %s

out._backward = _backward
return out
"""
MOST, LOSS = "logits.data.max(axis=1, keepdims=True)", "(targets * surprises).sum() / n"
SURPRISES = "np.log(np.exp(shifted).sum(axis=1, keepdims=True)) - shifted"
DISTANCE = "(np.exp(-surprises) - targets) / n * out.grad"

MISTAKES = {
    "unbroadcast(grad, shape)": {
        "grad": "Nothing was summed: it still has the shape of the result.",
        "grad.sum()": "One number for all: only what was repeated is summed.",
        "np.full(shape, grad.sum())": "One sum for all cells: each has its own repeats.",
        "grad.sum(axis=0)": "axis=0 is right for a row alone: which sides were repeated depends on the shapes.",
        "grad.sum(axis=tuple(range(grad.ndim - len(shape))))": "A side of 1 was repeated, too.",
        f"{ONES}return grad.sum(axis=tuple(ones), keepdims=True)": "The sides in front, which the operand lacks, were repeated, too.",
        f"{ONES}return {SUM}": "A side of 1 is to stay, as a side of 1.",
        f"{ONES}return {SUM.replace('))', '), keepdims=True)')}": "The sides in front are to go: the operand has none there.",
        f"{ONES}return {SUM.replace('sum', 'mean')}.reshape(shape)": "Shares add up: that is their mean.",
        f"{ONES}return {SUM.replace('sum', 'max')}.reshape(shape)": "Shares add up: that is the largest of them.",
        "np.resize(grad, shape)": "One of the repeats stands for all: they add up.",
        "grad.sum(axis=tuple(range(len(shape), grad.ndim))) if grad.ndim > len(shape) else grad": "Shapes are compared from the right: the sides that were added stand in front.",
        f"grad *= 1\ngrad += 0 * grad\n{ONES}total = {SUM}.reshape(shape)\ngrad -= grad\nreturn total": IN_PLACE,
    },
    "Tensor.__add__(self, other, out)": {
        "pass": "Nothing arrived at the operands: add what arrives at the sum to their grad.",
        f"self.grad += {LEFT % 'out.grad'}": NO_RIGHT,
        f"other.grad += {RIGHT % 'out.grad'}": NO_LEFT,
        PAIR % ("out.grad", "out.grad"): SHAPE,
        PAIR % (LEFT % "out.grad", "out.grad"): SHAPE,
        PAIR % ("out.grad", RIGHT % "out.grad"): SHAPE,
        PAIR % ("out.grad", "np.sum(out.grad, axis=0)"): ONLY_ROWS,
        PAIR % (RIGHT % "out.grad", LEFT % "out.grad"): OTHERS_SHAPE,
        f"self.grad = {LEFT % 'out.grad'}\nother.grad = {RIGHT % 'out.grad'}": COLLECT,
        f"self.grad = {LEFT % 'out.grad'}\nother.grad += {RIGHT % 'out.grad'}": COLLECT,
        f"self.grad += {LEFT % 'out.grad'}\nother.grad = {RIGHT % 'out.grad'}": COLLECT,
        ALIASED: ALIAS,
        PAIR % (LEFT % "out.grad / 2", RIGHT % "out.grad / 2"): WHOLE,
        PAIR % (LEFT % "np.ones(out.shape)", RIGHT % "np.ones(out.shape)"): "Pass on what arrives at the sum, out.grad, not 1.",
        PAIR % (LEFT % "out.data", RIGHT % "out.data"): "That is the data of the sum: it passes on its grad.",
        PAIR % (TO_LEFT, TO_RIGHT): "Those are the slopes of a product; a sum has slope 1.",
    },
    "Tensor.__mul__(self, other)": {
        "self + other": "That is the sum.",
        MATRIX: "The matrix product is @: here the cells are multiplied, each with its partner.",
        PRODUCT: NOT_A_TENSOR,
        f"Tensor({PRODUCT})": NOTHING,
        TWO % ("self * other", TO_LEFT, TO_RIGHT): IN_DATA,
        ONE % (PRODUCT, f"{TO_LEFT}\n    other.grad += {TO_RIGHT}"): "The result does not know b: both operands belong into its tuple.",
        TWO % (PRODUCT, "other.data * out.grad", "self.data * out.grad"): SHAPE,
        TWO % (PRODUCT, TO_LEFT, "self.data * out.grad"): SHAPE,
        TWO % (PRODUCT, "other.data * out.grad", TO_RIGHT): SHAPE,
        TWO % (PRODUCT, f"other.data * {LEFT % 'out.grad'}", f"self.data * {RIGHT % 'out.grad'}"): LATE,
        TWO % (PRODUCT, LEFT % "self.data * out.grad", RIGHT % "other.data * out.grad"): OWN_NUMBER,
        TWO % (PRODUCT, LEFT % "out.grad", RIGHT % "out.grad"): SLOPE,
        TWO % (PRODUCT, LEFT % "other.data * np.ones(out.shape)", RIGHT % "self.data * np.ones(out.shape)"): UPSTREAM,
        TWO % (PRODUCT, LEFT % "other.data * out.data", RIGHT % "self.data * out.data"): "The data of the product stand where its grad should.",
        (TWO % (PRODUCT, TO_LEFT, TO_RIGHT)).replace("+=", "="): COLLECT,
        (TWO % (PRODUCT, TO_LEFT, TO_RIGHT)).replace("self.grad +=", "self.grad ="): COLLECT,
        (TWO % (PRODUCT, TO_LEFT, TO_RIGHT)).replace("other.grad +=", "other.grad ="): COLLECT,
        f"self.data *= other.data\n{TWO % ('self.data', TO_LEFT, TO_RIGHT)}": IN_PLACE,
        (TWO % (PRODUCT, LEFT % "grad", TO_RIGHT)).replace("self.grad", "grad = out.grad\n    grad *= other.data\n    self.grad"): IN_PLACE,
    },
    "Tensor.__matmul__(self, other)": {
        TWO % (PRODUCT, TO_LEFT, TO_RIGHT): BY_CELL,
        MATRIX: NOT_A_TENSOR,
        f"Tensor({MATRIX})": NOTHING,
        TWO % ("self @ other", AT_LEFT, AT_RIGHT): IN_DATA,
        TWO % ("other.data @ self.data", AT_LEFT, AT_RIGHT): SIDES,
        TWO % (MATRIX, "other.data.T @ out.grad", "out.grad @ self.data.T"): SIDES,
        TWO % (MATRIX, AT_LEFT, "out.grad @ self.data.T"): SIDES,
        TWO % (MATRIX, "other.data.T @ out.grad", AT_RIGHT): SIDES,
        TWO % (MATRIX, "out.grad @ other.data", "self.data @ out.grad"): UNTURNED,
        TWO % (MATRIX, "out.grad @ other.data", AT_RIGHT): UNTURNED,
        TWO % (MATRIX, AT_LEFT, "self.data @ out.grad"): UNTURNED,
        TWO % (MATRIX, f"({AT_LEFT}).T", f"({AT_RIGHT}).T"): RESULT_TURNED,
        TWO % (MATRIX, AT_LEFT, f"({AT_RIGHT}).T"): RESULT_TURNED,
        TWO % (MATRIX, AT_RIGHT, AT_LEFT): EXCHANGED,
        TWO % (MATRIX, "other.data * out.grad", "self.data * out.grad"): BY_CELL,
        TWO % (MATRIX, "out.grad * other.data.T", "self.data.T * out.grad"): BY_CELL,
        TWO % (MATRIX, "np.ones(out.shape) @ other.data.T", "self.data.T @ np.ones(out.shape)"): UPSTREAM,
        TWO % (MATRIX, AT_LEFT, f"{AT_RIGHT} / len(self.data)"): "Divided by the rows: this is a sum over them, a mean belongs to the loss.",
        ONE % (MATRIX, f"{AT_LEFT}\n    other.grad += {AT_RIGHT}"): "The result does not know b: both operands belong into its tuple.",
        (TWO % (MATRIX, AT_LEFT, AT_RIGHT)).replace("+=", "="): COLLECT,
        (TWO % (MATRIX, AT_LEFT, AT_RIGHT)).replace("self.grad +=", "self.grad ="): COLLECT,
        (TWO % (MATRIX, AT_LEFT, AT_RIGHT)).replace("other.grad +=", "other.grad ="): COLLECT,
    },
    "Tensor.sum(self, axis=None, keepdims=False)": {
        SPREAD % ("self.data.sum()", "out.grad", ALL): "That is the sum of all cells: hand axis and keepdims on.",
        SPREAD % ("self.data.sum(axis=axis)", "out.grad if axis is None else np.expand_dims(out.grad, axis)", ALL): "keepdims is left out: with it, an axis that is summed stays as a side of 1.",
        SPREAD % ("self.data.mean(axis=axis, keepdims=keepdims)", BACK, ALL): MEAN,
        SPREAD % (TOTAL, BACK, f"{ALL} * out.data.size / self.data.size"): MEAN,
        TOTAL: NOT_A_TENSOR,
        f"Tensor({TOTAL})": NOTHING,
        SPREAD % (TOTAL, BACK, "grad"): SCALAR,
        SPREAD % (TOTAL, "out.grad", "grad"): SCALAR,
        SPREAD % (TOTAL, "out.grad", ALL): BESIDE,
        SPREAD % (TOTAL, "out.grad", "grad * np.ones(self.shape)"): BESIDE,
        SPREAD % (TOTAL, "out.grad if axis is None else np.expand_dims(out.grad, axis)", ALL): KEPT,
        SPREAD % (TOTAL, "out.grad if axis is None or keepdims else np.expand_dims(out.grad, 1)", ALL): "Put back the axis that was summed, whichever it is.",
        SPREAD % (TOTAL, BACK, "np.ones(self.shape)"): UPSTREAM,
        SPREAD % (TOTAL, BACK, "self.data * grad"): "The slope of a sum is 1 along each cell: pass on what arrives as it is.",
        (SPREAD % (TOTAL, BACK, ALL)).replace("self.grad +=", "self.grad ="): COLLECT,
    },
    "Tensor.relu(self)": {
        ONE % ("np.max(self.data, 0)", "(self.data > 0) * out.grad"): "Cells were compared with each other: np.maximum compares each with 0.",
        "Tensor(max(self.data, 0), (self,))": "Python's max compares whole arrays; np.maximum goes cell by cell.",
        "Tensor(self.data if self.data > 0 else 0.0, (self,))": NO_IF,
        ONE % ("np.maximum(self.data, 0)", "out.grad if self.data > 0 else 0.0"): NO_IF,
        ONE % ("np.maximum(self.data, 0)", "out.grad"): SHUT,
        ONE % ("np.maximum(self.data, 0)", "(out.grad > 0) * out.grad"): "The sign of the data decides, not that of what arrives.",
        ONE % ("np.maximum(self.data, 0)", "(self.data < 0) * out.grad"): "It is open below 0 and shut above: turn the comparison round.",
        ONE % ("np.maximum(self.data, 0)", "out.data * out.grad"): "Above 0 the slope is 1, not the number itself.",
        ONE % ("np.maximum(self.data, 0)", "(self.data > 0)"): UPSTREAM,
        ONE % ("(self.data > 0) * 1.0", "(self.data > 0) * out.grad"): "What is above 0 stays as large as it is.",
        ONE % ("np.abs(self.data)", "(self.data > 0) * out.grad"): "What is below 0 becomes 0; it does not change its sign.",
        "np.maximum(self.data, 0)": NOT_A_TENSOR,
        "Tensor(np.maximum(self.data, 0))": NOTHING,
        (ONE % ("np.maximum(self.data, 0)", "(self.data > 0) * out.grad")).replace("+=", "="): COLLECT,
        f"self.data[self.data < 0] = 0\n{ONE % ('self.data', '(self.data > 0) * out.grad')}": IN_PLACE,
    },
    "Tensor.exp(self)": {
        ONE % ("np.exp(self.data)", "out.grad"): SLOPE,
        ONE % ("np.exp(self.data)", "out.data"): UPSTREAM,
        ONE % ("np.exp(self.data)", "self.data * out.grad"): "That is the input; the slope of this curve is its result.",
        ONE % ("np.exp(self.data)", "np.exp(out.data) * out.grad"): "exp was taken once more: the slope is the result itself.",
        ONE % ("np.exp2(self.data)", "out.data * out.grad"): "That is a power of 2; the base is e.",
        "import math\nreturn Tensor(math.exp(self.data), (self,))": NO_MATH,
        "np.exp(self.data)": NOT_A_TENSOR,
        "Tensor(np.exp(self.data))": NOTHING,
        (ONE % ("np.exp(self.data)", "out.data * out.grad")).replace("+=", "="): COLLECT,
    },
    "Tensor.log(self)": {
        ONE % ("np.log(self.data)", "out.grad"): SLOPE,
        ONE % ("np.log(self.data)", "1 / self.data"): UPSTREAM,
        ONE % ("np.log(self.data)", "out.grad / out.data"): "That is 1 / result; the slope is 1 / input.",
        ONE % ("np.log(self.data)", "self.data * out.grad"): "Divide by the input: the log rises slowly where the input is large.",
        ONE % ("np.log10(self.data)", "out.grad / self.data"): "That is the log to base 10; the natural one has base e.",
        ONE % ("np.log2(self.data)", "out.grad / self.data"): "That is the log to base 2; the natural one has base e.",
        "import math\nreturn Tensor(math.log(self.data), (self,))": NO_MATH,
        "np.log(self.data)": NOT_A_TENSOR,
        "Tensor(np.log(self.data))": NOTHING,
        (ONE % ("np.log(self.data)", "out.grad / self.data")).replace("+=", "="): COLLECT,
    },
    "cross_entropy(logits, targets)": {
        ENTROPY % ("0", SURPRISES, LOSS, DISTANCE): SHIFT,
        ENTROPY % ("logits.data.max()", SURPRISES, LOSS, DISTANCE): SHIFT,
        ENTROPY % ("logits.data.max(axis=1)", SURPRISES, LOSS, DISTANCE): BESIDE_ROW,
        ENTROPY % (MOST, "np.log(np.exp(shifted).sum(axis=1)) - shifted", LOSS, DISTANCE): BESIDE_ROW,
        ENTROPY % (MOST, "np.log(np.exp(shifted).sum(axis=0)) - shifted", LOSS, DISTANCE): COLUMNS,
        ENTROPY % (MOST, "np.log(np.exp(shifted).sum()) - shifted", LOSS, DISTANCE): "One sum for all rows: each row has probabilities of its own.",
        ENTROPY % (MOST, SURPRISES, "(targets * surprises).sum()", "(np.exp(-surprises) - targets) * out.grad"): OVER_ROWS,
        ENTROPY % (MOST, SURPRISES, LOSS, "(np.exp(-surprises) - targets) * out.grad"): OVER_ROWS,
        ENTROPY % (MOST, SURPRISES, "(targets * surprises).sum()", DISTANCE): OVER_ROWS,
        ENTROPY % (MOST, SURPRISES, LOSS, DISTANCE.replace("/ n", "/ n**2")): OVER_ROWS,
        ENTROPY % (MOST, SURPRISES, "(targets * surprises).mean()", DISTANCE): "The mean over all cells is a mean over the rows and over the classes.",
        ENTROPY % (MOST, SURPRISES, "surprises.sum() / n", DISTANCE): NO_TRUE,
        ENTROPY % (MOST, SURPRISES, "-(targets * surprises).sum() / n", DISTANCE): TURNED,
        ENTROPY % (MOST, SURPRISES, LOSS, "(targets - np.exp(-surprises)) / n * out.grad"): TURNED,
        ENTROPY % (MOST, SURPRISES, LOSS, "(np.exp(-surprises) - targets) / n"): UPSTREAM,
        ENTROPY % (MOST, SURPRISES, LOSS, "np.exp(-surprises) / n * out.grad"): "The targets are missing in the slope.",
        ENTROPY % (MOST, SURPRISES, LOSS, "-targets / np.exp(-surprises) / n * out.grad"): "That is the slope along the probabilities; along the logits it is wanted.",
        ENTROPY % (MOST, SURPRISES, LOSS, "((np.exp(-surprises) - targets) / n * out.grad).sum(axis=0)"): "Each row has slopes of its own: nothing is summed here.",
        ENTROPY % (MOST, SURPRISES, LOSS, "((np.exp(-surprises) - targets) * out.grad).mean(axis=0)"): "Each row has slopes of its own: nothing is summed here.",
        (ENTROPY % (MOST, SURPRISES, LOSS, DISTANCE)).replace("+=", "="): COLLECT,
        (ENTROPY % (MOST, SURPRISES, LOSS, "slope * out.grad")).replace("def _b", "slope = np.zeros_like(targets)\nslope[:] = (np.exp(-surprises) - targets) / n\n\ndef _b"): WHOLE_NUMBERS,
        f"logits.data -= {MOST}\n{ENTROPY % ('0', SURPRISES, LOSS, DISTANCE)}": IN_PLACE,
        (ENTROPY % (MOST, SURPRISES, LOSS, "p")).replace("def _b", "p = np.exp(-surprises)\np -= targets\np /= n\n\ndef _b"): UPSTREAM,
        f"surprises = -np.log(np.exp(logits.data) / np.exp(logits.data).sum(axis=1, keepdims=True))\nreturn Tensor({LOSS.replace('/ n', '/ len(targets)')}, (logits,))": NOTHING,
        "n = len(targets)\nshifted = logits - logits.data.max(axis=1, keepdims=True)\nlogs = shifted.exp().sum(axis=1).log()\nreturn ((logs - shifted) * targets).sum() / n": BESIDE_ROW,
        "sums = logits.exp().sum(axis=1, keepdims=True).log()\nreturn ((sums - logits) * targets).sum() / len(targets)": SHIFT,
    },
}  # fmt: skip


# --- What is asked ---

A, B = [[2.0, -3.0, 5.0], [7.0, 0.5, -4.0]], [[1.5, 6.0, -2.0], [-5.0, 8.0, 3.0]]
ROW, COLUMN = [10.0, 20.0, 30.0], [[-1.5], [6.0]]
SQUARE, OTHER = [[2.0, -3.0, 5.0], [7.0, 0.5, -4.0], [-6.0, 9.0, 1.5]], [[4.0], [-0.5], [3.0]]
BLOCK = np.arange(1.0, 25.0).reshape(4, 2, 3).tolist()
TALL = [[3.0, -1.0], [0.5, 2.0], [-7.0, 4.0]]
WHOLE_ARRAY, BYTES = np.array([[2, -3, 5], [7, 1, -4]]), np.array([10, 20, 30], dtype=np.uint8)
LOGITS = [[1.0, -0.5, 2.0, 0.25], [0.5, 3.0, -1.0, 1.5], [-2.0, 0.75, 1.25, 0.0]]
TARGETS = "[[0, 0, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0]]"
DIAGONAL = "[[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]"

LOOKS = {  # by task: expressions, and their leaves
    "Tensor.__add__": [
        ("a + b", A, B),
        ("a + b", A, ROW),  # the row is repeated down
        ("a + b", ROW, A),
        ("a + b", A, COLUMN),  # the column is repeated along
        ("a + b", COLUMN, [ROW]),  # both are
        ("a + b", SQUARE, ROW),  # where every side fits, a wrong one fits too
        ("a + b", SQUARE, OTHER),
        ("a + b", BLOCK, COLUMN),
        ("a + b", A, 4.0),  # a single number is repeated everywhere
        ("a + b", 3.0, -7.0),  # and may be all there is, where plain numbers arrive
        ("a + a", A),
        ("(a + b) + a", A, B),
        ("a + (b + a)", A, B),
        ("a + b, a + c", A, B, SQUARE[:2]),  # a in two results
        ("b + a, c + a", A, B, SQUARE[:2]),
        ("a + b", WHOLE_ARRAY, BYTES),
        ("a + 10", A), ("2.5 + a", A), ("np.float64(2.5) + a", A),  # numbers, lists, arrays
        ("a + [10, 20, 30]", A), ("[10, 20, 30] + a", A),
        ("a + np.array([10, 20, 30])", A), ("np.array([10, 20, 30]) + a", COLUMN),
    ],
    "Tensor.__mul__": [
        ("a * b", A, B),
        ("a * b", A, ROW),
        ("a * b", ROW, A),
        ("a * b", A, COLUMN),
        ("a * b", COLUMN, [ROW]),
        ("a * b", SQUARE, ROW),
        ("a * b", SQUARE, OTHER),
        ("a * b", BLOCK, COLUMN),
        ("a * b", A, 4.0),
        ("a * b", [[0.0, 0.01]], [[5.0, -250.0]]),  # far from 1
        ("a * b", 3.0, -7.0),
        ("a * a", A),
        ("(a * b) * a", A, B),
        ("a * (b * a)", A, B),
        ("a * b, a * c", A, B, SQUARE[:2]),
        ("b * a, c * a", A, B, SQUARE[:2]),
        ("a * b", WHOLE_ARRAY, BYTES),
        ("a * 10", A), ("2.5 * a", A), ("np.float64(2.5) * a", A),
        ("a * [10, 20, 30]", A), ("[10, 20, 30] * a", A),
        ("a * np.array([10, 20, 30])", A), ("np.array([10, 20, 30]) * a", COLUMN),
    ],
    "Tensor.__matmul__": [
        ("a @ b", A, TALL),
        ("a @ b", TALL, A),
        ("a @ b", A, SQUARE),
        ("a @ b", SQUARE, [*SQUARE[1:], SQUARE[0]]),
        ("a @ b", [ROW], TALL),  # one row, one column
        ("a @ b", COLUMN, [ROW]),
        ("a @ a", SQUARE),
        ("(a @ b) @ a", A, TALL),
        ("a @ (b @ a)", A, TALL),
        ("a @ b, a @ c", A, TALL, SQUARE),
        ("b @ a, c @ a", TALL, A, SQUARE),
        ("a @ b", WHOLE_ARRAY, TALL),
        ("a @ [[1, 2], [3, 4], [5, 6]]", A), ("[[1, 2]] @ a", A),
        ("np.array([[1, 2], [3, 4]]) @ a", A),
    ],
    "Tensor.sum": [
        ("a.sum()", A),
        ("a.sum(axis=0)", A),
        ("a.sum(axis=1)", A),
        ("a.sum(axis=1, keepdims=True)", A),
        ("a.sum(axis=0, keepdims=True)", A),
        ("a.sum(keepdims=True)", A),
        ("a.sum(axis=1)", SQUARE),
        ("a.sum(axis=0)", SQUARE),
        ("a.sum(axis=-1)", BLOCK), ("a.sum(axis=1)", BLOCK), ("a.sum(axis=(0, 2))", BLOCK),
        ("a.sum(0)", ROW), ("a.sum()", 4.0),
        ("a.sum(), a.sum(axis=0)", A),
        ("a.sum(axis=1).sum()", A),
        ("a.sum()", WHOLE_ARRAY),
    ],
    "Tensor.relu": [
        ("a.relu()", A),
        ("a.relu()", [[250.0, -0.01], [0.01, -30.0]]),
        ("a.relu()", -3.0), ("a.relu()", ROW),
        ("a.relu().relu()", A), ("a.relu(), a.relu()", A), ("a.relu()", WHOLE_ARRAY),
    ],
    "Tensor.exp": [
        ("a.exp()", A),
        ("a.exp()", [[8.0, -30.0], [0.01, 300.0]]),
        ("a.exp()", 0.7), ("a.exp().exp()", [[0.5, -1.0]]), ("a.exp(), a.exp()", A),
        ("a.exp()", WHOLE_ARRAY),
    ],
    "Tensor.log": [
        ("a.log()", np.abs(A)),
        ("a.log()", [[0.05, 5000.0], [1e-12, 2.5]]),
        ("a.log()", 0.7), ("a.log().log()", [[20.0, 3.0]]), ("a.log(), a.log()", np.abs(A)),
        ("a.log()", np.abs(WHOLE_ARRAY)),
    ],
    "cross_entropy": [
        (f"cross_entropy(a, np.array({TARGETS}, dtype=float))", LOGITS),
        (f"cross_entropy(a, np.array({DIAGONAL}))", SQUARE),  # as many rows as classes
        ("cross_entropy(a, np.array([[0.0, 1.0, 0.0, 0.0]]))", LOGITS[:1]),
        (f"cross_entropy(a, np.array({TARGETS}))", LOGITS),  # whole numbers
        (f"cross_entropy(a, {TARGETS})", LOGITS),
        ("cross_entropy(a, np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]]))",
         [[1000.0, 1002.0], [-1000.0, -1001.5], [3.0, 2.0]]),  # large logits
        ("cross_entropy(a, np.array([[1.0, 0.0], [0.0, 1.0]]))", [[0.0, 800.0], [-2.0, 900.0]]),
        (f"cross_entropy(a, np.array({TARGETS})), cross_entropy(a, np.array({TARGETS}))", LOGITS),
    ],
}  # fmt: skip
SHAPES = [  # of a gradient, and of the operand that it belongs to
    ((2, 3), (3,)), ((2, 3), (2, 1)), ((2, 3), (1, 3)), ((3, 3), (3,)), ((3, 3), (3, 1)),
    ((3, 3), (1, 3)), ((2, 3), ()), ((2, 3), (1, 1)), ((2, 3), (1,)), ((4, 2, 3), (2, 1)),
    ((4, 2, 3), (1, 3)), ((4, 2, 3), (4, 1, 3)), ((4, 2, 3), (3,)), ((2, 3), (2, 3)),
    ((2, 1), (2, 1)), ((3,), ()), ((3,), (1,)), ((1, 3), (3,)),
]  # fmt: skip


class Stepped(np.ndarray):
    """A complex array with the methods of a Tensor: its imaginary part carries a slope."""

    def exp(self):
        return np.exp(self)

    def log(self):
        return np.log(self)

    def relu(self):
        return np.where(self.real > 0, self, 0).view(Stepped)


def stepped_cross_entropy(logits, targets):
    shifted = logits - logits.real.max(axis=1, keepdims=True)
    logs = np.log(np.exp(shifted).sum(axis=1, keepdims=True)) - shifted
    return (logs * targets).sum() / len(targets)


def evaluated(expression: str, leaves: list, cross_entropy) -> tuple:
    """Return the results of an expression about leaves a, b, c, always as a tuple."""
    names = {"np": np, "cross_entropy": cross_entropy} | dict(zip("abc", leaves))
    results = eval(expression, names)
    return results if isinstance(results, tuple) else (results,)


def arriving(number: int, shape: tuple):
    """Return the gradient that arrives at a result: no two cells alike; a plain number for one."""
    cells = np.prod(shape, dtype=int)
    array = np.round(7 * np.sin(np.arange(1, cells + 1) * (number + 2)) + 0.5 * number, 1)
    return array.reshape(shape) if shape else float(array[0])


def wanted(expression: str, leaves: list) -> list:
    """Return data of all results, gradients of all leaves, their data: slopes by complex steps."""
    leaves = [np.array(leaf, dtype=complex).view(Stepped) for leaf in leaves]
    results = [*map(np.asarray, evaluated(expression, leaves, stepped_cross_entropy))]
    into = [arriving(i, each.shape) for i, each in enumerate(results)]
    slopes = [np.zeros(leaf.shape) for leaf in leaves]
    for leaf, slope in zip(leaves, slopes):
        for cell in np.ndindex(leaf.shape):
            leaf[cell] += STEP * 1j
            moved = evaluated(expression, leaves, stepped_cross_entropy)
            slope[cell] = sum(np.sum(np.asarray(r).imag * g) for r, g in zip(moved, into)) / STEP
            leaf[cell] = leaf[cell].real
    return [*(np.array(r.real) for r in results), *slopes, *(np.array(x.real) for x in leaves)]


def seen(expression: str, leaves: list) -> list:
    """Return the same of the learner's Tensors; the results receive what arrives from a node of ours."""
    leaves = [Tensor(leaf) for leaf in leaves]
    results = evaluated(expression, leaves, e13.cross_entropy)
    if others := [each for each in results if not isinstance(each, Tensor)]:
        return [f"a {type(others[0]).__name__}"]
    data = [each.data.copy() for each in results]
    into = [arriving(i, each.shape) for i, each in enumerate(data)]
    root = Tensor(0.0, results)

    def hand_over():
        for each, grad in zip(results, into):
            each.grad = each.grad + grad * root.grad

    root._backward = hand_over
    root.backward()
    return [*data, *(leaf.grad for leaf in leaves), *(leaf.data for leaf in leaves)]


def outcome(look) -> list:
    """Return what a look gives, or its error in words."""
    with np.errstate(all="ignore"):
        try:
            return look()
        except NotImplementedError:
            raise  # a stub's
        except Exception as error:
            return [f"{type(error).__name__}: {error}"]


def alike(got: list, other: list) -> bool:
    """Are these outcomes the same, what is no number in them included?"""
    if any(isinstance(each, str) for each in (*got, *other)):
        return got == other
    pairs = zip(got, other, strict=True)
    return all(np.shape(x) == np.shape(y) and np.allclose(x, y, 1e-9, 1e-9, True) for x, y in pairs)


def put_in_place(patch, name: str, idea) -> None:
    """Let an idea stand for a region, with what is given around it."""

    def operand(other):
        return other if isinstance(other, Tensor) else Tensor(other)

    def add(self, other):
        other = operand(other)
        out = Tensor(self.data + other.data, (self, other))
        out._backward = partial(idea, self, other, out)
        return out

    owner, _, method = name.rpartition(".")
    around = {
        "__add__": add,
        "__mul__": lambda self, other: idea(self, operand(other)),
        "__matmul__": lambda self, other: idea(self, operand(other)),
        "cross_entropy": lambda logits, targets: idea(logits, np.asarray(targets)),
    }
    patch.setattr(Tensor if owner else e13, method, around.get(method, idea))


def ideas(name: str, look, got: list) -> list[str]:
    """Return what is said of the wrong ideas with which, in the task's place, a look gives this.

    Of several, those that are most like the task in all its looks; nothing, if they are too many.
    """

    def count(looks, own, idea) -> int:
        with pytest.MonkeyPatch.context() as patch:
            put_in_place(patch, name, idea)
            same = [alike(outcome(each), mine) for each, mine in zip(looks, own)]
        return sum(same) if same[0] else 0

    def most_alike(looks) -> list[str]:
        own = [got, *map(outcome, looks[1:])]
        names = {"Tensor": Tensor, "unbroadcast": unbroadcast, "np": np}
        results = wrong(MISTAKES, name, partial(count, looks, own), **names)
        most = max((each for each, _ in results), default=0)
        return [*dict.fromkeys(words for each, words in results if each == most and most)]

    if len(known := most_alike([look])) > 1:
        others = [partial(seen, expression, leaves) for expression, *leaves in LOOKS[name]]
        known = most_alike([look, *others])
    return known if len(known) < 3 else []


def expect_look(name: str, expression: str, *leaves) -> bool:
    """Compare what the learner's Tensors give with what is wanted; name the idea behind a difference."""
    want, look = wanted(expression, leaves), partial(seen, expression, leaves)
    got = outcome(look)
    if alike(got, want):
        return True
    known = ideas(name, look, got)
    where = ", ".join(f"{leaf} = {written(x)}" for leaf, x in zip("abc", leaves))
    if isinstance(got[0], str):
        if not known:
            look()  # an error of its own says more
        fail(f"{expression} gives {got[0]}, with {where}.", " Or: ".join(known))
        return False
    results = len(want) - 2 * len(leaves)
    many = results > 1
    shown = (
        [expression] if not many else [f"result {i + 1} of {expression}" for i in range(results)]
    )
    into = " and ".join(written(arriving(i, want[i].shape)) for i in range(results))
    names = [
        *(f"{each}, with {where}," for each in shown),
        *(
            f"{x}.grad, when {into} arrives at {expression}, with {where},"
            for x, _ in zip("abc", leaves)
        ),
        *(f"{x}.data afterwards, in {expression} with {where}," for x, _ in zip("abc", leaves)),
    ]
    first = next(i for i, (g, w) in enumerate(zip(got, want)) if not alike([g], [w]))
    return expect(names[first], got[first], want[first], [(got[first], words) for words in known])


def written(x) -> str:
    """Return an array as a learner types it; a large one by its shape."""
    return str(np.asarray(x).tolist()) if np.size(x) <= 12 else f"numbers of shape {np.shape(x)}"


@task("unbroadcast")
def test_unbroadcast_sums_what_was_repeated():
    """Each cell of the operand was repeated into some cells of the result, and adds up what they have."""
    for sides, shape in SHAPES:
        grad = arriving(0, sides)
        cells = np.broadcast_to(np.arange(np.prod(shape, dtype=int)).reshape(shape), sides)
        want = np.bincount(cells.ravel(), grad.ravel()).reshape(shape)
        given, name = grad.copy(), f"unbroadcast(grad, {shape}), with grad = {written(grad)},"
        known = wrong(MISTAKES, "unbroadcast", lambda f, g=grad, s=shape: f(g.copy(), s), np=np)
        got = unbroadcast(given, shape)
        kept = [(given, IN_PLACE)] if alike([got], [want]) else []
        if not expect(name, np.asarray(got), want, known):
            break
        if not expect(f"grad after {name}", given, grad, kept):
            break


@task("unbroadcast")
def test_unbroadcast_of_a_plain_number():
    """The root's gradient is the plain number 1.0."""
    expect("unbroadcast(1.0, ())", unbroadcast(1.0, ()), 1.0)


@task(*LOOKS)
def test_one_thing_after_the_other(name):
    """What is listed above, up to the first that is wrong."""
    all(expect_look(name, *each) for each in LOOKS[name])
