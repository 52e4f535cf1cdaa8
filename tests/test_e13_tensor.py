"""Tests of e13: data and gradients of every operation, then the network of e10, written with Tensors.

Expressions are texts such as "a + b", so that a message can be retyped. A node of the test's own
hands a gradient to their results. Where something is wrong, each wrong idea of the task takes the
task's place, and is looked at in the same way.
"""

from functools import cache, partial

import numpy as np
import pytest

from exercises import e13_tensor as e13
from exercises.e03_backward import topological_order, zero_grad
from exercises.e10_digits import init_parameters, one_hot, train
from exercises.e13_tensor import Tensor, cross_entropy, unbroadcast
from kata.course.digits import load
from tests.complex_steps import arriving, evaluated, summed, wanted
from tests.expect import draw, expect, task
from tests.looks import first_wrong, outcome, same, tell, written
from tests.wrong import wrong

# --- What people write ---

NOTHING = "Nothing arrived: does out know its operands, is _backward stored on it, is out.grad read in there?"
ONE_KNOWN = "The result does not know b: both operands belong into its tuple."
SHAPE = "It still has the shape of the result: sum what was repeated, with unbroadcast."
ONLY_ROWS = "axis=0 is right for a row: which sides were repeated depends on the shapes."
COLLECT = "One share has overwritten another: add with +=, so that both are in the sum."
BOTH_SIDES = "A Tensor that stands on both sides has two shares: as the left, and as the right."
UPSTREAM = "That is the slope alone: multiply it by out.grad, what arrives."
SLOPE = "What arrives is passed on as it is: multiply it by the slope."
OWN_SHAPE = "Both shares have the shape of one operand: each goes to the shape of its own."
OTHER_SHAPE = "It has the shape of the other operand: each gradient has that of its own."
IN_PLACE = "Changed in place: make a new array."
IN_DATA = "The numbers are in .data: compute with these."
BY_CELL = "The sign * multiplies cell by cell; the matrix product is @."
SIDES = "The two factors have changed sides."
HELD_UP = "A tiny number was added before the logarithm, or is the least: the true size is lost."
NO_IF = "Python's if and max ask once for the whole array; np.maximum and self.data > 0 go cell by cell."
NO_MATH = "math takes one number; np goes cell by cell."
SUMMED_ALL = "unbroadcast what arrives, and nothing else: what grad holds has its shape already."
ON_RESULT = "The rule belongs to the result: store it as out._backward."
PROBABILITY = "A probability of 0 has no logarithm: take that of the sum of the powers."
SHIFT = "All powers of a row are 0, or overflow: shift it first, so that its largest logit is 0."
BESIDE_ROW = "The number of row i meets column i: keepdims lets it stand beside its row."
FROM_RIGHT = "Shapes are compared from the right: the sides that the operand lacks stand in front."
OF_OPERAND = "The grad of an operand stands where out.grad belongs: what arrives is in out."
WHOLE = "A gradient counts whole, however large it is."
NEARLY = "Right in the first digits: is something rounded, or is a tiny number added?"
FLOAT32 = "Is a float32 where a float64 should be?"
ALL_OF_IT = "What grad held already is changed, too: apply the rule to what arrives, then add."
KEPT = "With keepdims the side is there still: put nothing back."
COUNTED = "Where sides stand in front, an axis of the operand has another number in grad."

ERRORS = {  # in any task
    "'Tensor' object is not iterable": "A tuple of one operand needs its comma: (self,).",
    "does not support ufuncs": IN_DATA,
    "and no Tensor": "Make a Tensor of it, which knows its operands.",
    "'NoneType' object is not callable": "Store _backward by its name; with () it runs too early.",
}

SIDES_OF = """
in_front = grad.ndim - len(shape)  # sides that the operand does not have
ones = (in_front + side for side, length in enumerate(shape) if length == 1)
return """
RULE = """
out = Tensor(%s)

def _backward():
    %s

out._backward = _backward
return out
"""
PRODUCT = 'self.data * other.data, (self, other), "*"'
MATRIX = 'self.data @ other.data, (self, other), "@"'
ON_SELF = """
out = Tensor(%s)

def _backward():
    %s

self._backward = _backward
return out
"""
ONE, TWO = RULE % ("%s", "self.grad %s"), RULE % ("%s", "self.grad %s\n    other.grad %s")
MUL = TWO % (PRODUCT, "%s", "%s")
AT = "# (n, k) @ (k, m); backwards (n, m) @ (m, k) and (k, n) @ (n, m)" + TWO
MATMUL = AT % (MATRIX, "%s", "%s")
SUMS = """grad = %s  # each sum goes back beside the cells that it was made from
    if %s:
        grad = np.expand_dims(grad, %s)
    self.grad %s"""
SPREAD = RULE % ("%s", SUMS)
TOTAL = 'self.data.sum(axis=axis, keepdims=keepdims), (self,), "sum"'
AWAY, ALL = "axis is not None and not keepdims", "np.broadcast_to(grad, self.shape)"
RELU = ONE % ('np.maximum(self.data, 0), (self,), "relu"', "%s")
EXP = ONE % ('np.exp(self.data), (self,), "exp"', "%s")
LOG = ONE % ('np.log(self.data), (self,), "log"', "%s")
SHIFTED = """
n = len(targets)
shifted = logits.data - %s  # (n, classes)
surprises = %s  # (n, 1) - shifted"""
ENTROPY = SHIFTED + RULE % ('%s, (logits,), "cross_entropy"', "logits.grad %s")
PAIR = "self.grad %s\nother.grad %s"
LEFT, RIGHT = "unbroadcast(%s, self.shape)", "unbroadcast(%s, other.shape)"
TO_LEFT, TO_RIGHT = LEFT % "out.grad", RIGHT % "out.grad"
MUL_LEFT, MUL_RIGHT = LEFT % "out.grad * other.data", RIGHT % "out.grad * self.data"
AT_LEFT, AT_RIGHT = "out.grad @ other.data.T", "self.data.T @ out.grad"
MOST, LOSS = "logits.data.max(axis=1, keepdims=True)", "(targets * surprises).sum() / n"
SURPRISES = "np.log(np.exp(shifted).sum(axis=1, keepdims=True)) - shifted"
DISTANCE = "+= (np.exp(-surprises) - targets) / n * out.grad"
BY_POWERS = (
    "+= (np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True) - targets) / n * out.grad"
)
LOSS_OF, SLOPE_OF = ENTROPY % ("%s", "%s", LOSS, DISTANCE), ENTROPY % (MOST, SURPRISES, LOSS, "%s")
COMPOSED = """
shifted = logits - %s
logs = shifted.exp().sum(axis=1, keepdims=%s).log()
return ((logs - shifted) * targets).sum() / len(targets)
"""

ARRIVED = {  # in the place of out.grad, in any rule
    "np.ones(out.shape)": UPSTREAM,
    "out.data": "The data of the result stand where its grad should: what arrives is out.grad.",
    "np.clip(out.grad, -5, 5)": WHOLE,
    "np.maximum(out.grad, 0)": "What arrives is passed on whatever its own sign is.",
}

TINY = "1e-6", "1e-7", "1e-8", "1e-9", "1e-10", "1e-12", "1e-15"

MISTAKES = {
    "unbroadcast(grad, shape)": {
        "grad": "Nothing was summed: it still has the shape of the result.",
        "grad.sum()": "One number for all: only what was repeated is summed.",
        **{f"{x}grad.sum(axis=0){y}": ONLY_ROWS for x, y in (("", ""), ("grad if grad.shape == shape else ", ".reshape(shape)"))},
        "grad.sum(axis=tuple(range(grad.ndim - len(shape))))": "A side of 1 was repeated, too.",
        f"{SIDES_OF}grad.sum(axis=tuple(ones), keepdims=True)": "The sides in front, which the operand lacks, were repeated, too.",
        f"{SIDES_OF}grad.sum(axis=(*range(in_front), *ones))": "A side of 1 is to stay, as a side of 1.",
        f"{SIDES_OF}grad.sum(axis=(*range(in_front), *ones), keepdims=True)": "The sides in front are to go: the operand has none there.",
        **{f"{SIDES_OF}grad.{x}(axis=(*range(in_front), *ones)).reshape(shape)": f"Shares add up: that is their {y}." for x, y in (("mean", "mean"), ("max", "largest"), ("prod", "product"))},
        "np.broadcast_to(grad, shape)": "That repeats; this is the way back: what was repeated is summed.",
        "for i in range(grad.ndim - len(shape)):\n    grad = grad.sum(axis=i)\nreturn grad.reshape(shape)": "Once an axis is summed and gone, the others move up: sum axis 0 again, or all at once.",
        "grad.reshape(-1, *shape).sum(axis=0)": "Cut into pieces, one behind the other: where a side of 1 is repeated, the repeats lie side by side.",
        "grad.reshape(shape)": "reshape keeps every cell: what was repeated is to be summed.",
        "np.resize(grad, shape)": "One of the repeats stands for all: they add up.",
        "grad.sum(axis=tuple(range(len(shape), grad.ndim)))": FROM_RIGHT,
        **{f"axes = tuple(i for i, g in enumerate(grad.shape) if {x}": FROM_RIGHT for x in ("g != shape[i])\nreturn grad.sum(axis=axes, keepdims=True)", "i < len(shape) and g != shape[i])\nreturn grad.sum(axis=axes, keepdims=True).reshape(shape)")},
        "grad = grad.sum(axis=0) if grad.ndim > len(shape) else grad\nones = tuple(i for i, side in enumerate(shape) if side == 1)\nreturn grad.sum(axis=ones, keepdims=True)": "Several sides may stand in front: all of them are to go.",
        "grad = grad.sum(axis=tuple(range(grad.ndim - len(shape))))\nreturn grad.sum(axis=-1, keepdims=True) if shape[-1:] == (1,) else grad": "Any side of 1 may have been repeated, not the last alone.",
        "for i, side in enumerate((1,) * (grad.ndim - len(shape)) + shape):\n    if side == 1 != grad.shape[i]:\n        return grad.sum(axis=i, keepdims=True).reshape(shape)\nreturn grad": "More than one side may have been repeated: sum along each of them.",
        "ones = (i for i, side in enumerate(shape) if side == 1)\nreturn grad.sum(axis=(*range(grad.ndim - len(shape)), *ones)).reshape(shape)": COUNTED,
        "for i, side in enumerate(shape):\n    grad = grad.sum(axis=i, keepdims=True) if side == 1 else grad\nreturn grad.sum(axis=tuple(range(grad.ndim - len(shape))))": COUNTED,
        f"grad = grad.astype(np.float32){SIDES_OF}grad.sum(axis=(*range(in_front), *ones)).reshape(shape)": FLOAT32,
        f"grad *= 2{SIDES_OF}grad.sum(axis=(*range(in_front), *ones)).reshape(shape) / 2": IN_PLACE,
    },
    "Tensor.__add__(self, other, out)": {
        "pass": "Nothing arrived at the operands: add what arrives at the sum to their grad.",
        **{x: f"The operand on the {side} received nothing." for x, side in ((f"self.grad += {TO_LEFT}", "right"), (f"other.grad += {TO_RIGHT}", "left"))},
        **{PAIR % (f"+= {LEFT % x}", f"+= {RIGHT % x}"): ARRIVED[x] for x in ARRIVED},
        PAIR % ("+= out.grad", "+= np.sum(out.grad, axis=0)"): ONLY_ROWS,
        **{PAIR % (f"{sign} {TO_LEFT}", f"= {TO_RIGHT}"): COLLECT for sign in ("=", "+=")},
        **{PAIR % each: SUMMED_ALL for each in ((f"= {LEFT % 'self.grad + out.grad'}", f"= {RIGHT % 'other.grad + out.grad'}"), (f"= {LEFT % 'self.grad'} + out.grad", f"= {RIGHT % 'other.grad'} + out.grad"))},
        PAIR % (f"+= {TO_LEFT}", f"+= {TO_RIGHT} * (other is not self)"): BOTH_SIDES,
        **{PAIR % (f"+= {x}", f"+= {y}"): words for x, y, words in (
            (TO_LEFT, TO_LEFT, OWN_SHAPE), (TO_RIGHT, TO_RIGHT, OWN_SHAPE), (TO_RIGHT, TO_LEFT, OTHER_SHAPE), (TO_LEFT, "out.grad", SHAPE))},
        PAIR % (f"+= {TO_LEFT} / 2", f"+= {TO_RIGHT} / 2"): "Each operand receives the whole of what arrives: a sum, and no mean.",
        PAIR % (f"+= {MUL_LEFT}", f"+= {MUL_RIGHT}"): "Those are the slopes of a product; a sum has slope 1.",
    },
    "Tensor.__mul__(self, other)": {
        "self + other": "That is the sum.",
        TWO % (MATRIX, f"+= {AT_LEFT}", f"+= {AT_RIGHT}"): "The matrix product is @: here each cell is multiplied by its partner.",
        ON_SELF % (PRODUCT, f"self.grad += {MUL_LEFT}\n    other.grad += {MUL_RIGHT}"): ON_RESULT,
        ONE % ('self.data * other.data, (self,), "*"', f"+= {MUL_LEFT}\n    other.grad += {MUL_RIGHT}"): ONE_KNOWN,
        MUL % ("+= other.data * out.grad", "+= self.data * out.grad"): SHAPE,
        f"out = Tensor({PRODUCT})\narrived = out.grad\n\ndef _backward():\n    self.grad += {LEFT % 'arrived * other.data'}\n    other.grad += {RIGHT % 'arrived * self.data'}\n\nout._backward = _backward\nreturn out": NOTHING,
        MUL % (f"+= {LEFT % 'other.grad * out.grad'}", f"+= {RIGHT % 'self.grad * out.grad'}"): "The slopes are made of .data: the .grad of an operand is still 0.",
        **{TWO % each: IN_DATA for each in (('self * other, (self, other), "*"', f"+= {MUL_LEFT}", f"+= {MUL_RIGHT}"), (PRODUCT, "+= other * out.grad", "+= self * out.grad"))},
        **{MUL % each: "Multiply first, then sum: each repeat has met a number of its own." for each in (
            (f"+= other.data * {TO_LEFT}", f"+= self.data * {TO_RIGHT}"), (f"+= {LEFT % f'other.data * {TO_LEFT}'}", f"+= {RIGHT % f'self.data * {TO_RIGHT}'}"))},
        MUL % (f"+= {LEFT % 'self.data * out.grad'}", f"+= {RIGHT % 'other.data * out.grad'}"): "That is each operand's own number: the slope along one is the other.",
        **{MUL % (f"+= {LEFT % f'other.data * {x}'}", f"+= {RIGHT % f'self.data * {x}'}"): ARRIVED[x] for x in ARRIVED},
        TWO % ('self.data * other.data, (self, other) if other.shape else (self,), "*"', f"+= {MUL_LEFT}", f"+= {MUL_RIGHT}"): ONE_KNOWN,
        MUL % (f"+= {LEFT % 'np.clip(other.data * out.grad, -5, 5)'}", f"+= {RIGHT % 'np.clip(self.data * out.grad, -5, 5)'}"): WHOLE,
        **{MUL % (x, y): f"The operand on the {side} received nothing." for x, y, side in ((f"+= {MUL_LEFT}", "+= 0.0", "right"), ("+= 0.0", f"+= {MUL_RIGHT}", "left"))},
        MUL % (f"+= {MUL_LEFT}", f"+= {RIGHT % 'self.grad * self.data'}"): OF_OPERAND,
        MUL % (f"+= {TO_LEFT}", f"+= {TO_RIGHT}"): SLOPE,
        **{MUL % (f"+= unbroadcast(out.grad * other.data, {x}.shape)", f"+= unbroadcast(out.grad * self.data, {x}.shape)"): OWN_SHAPE for x in ("self", "other")},
        **{MUL % (f"+= {LEFT % f'out.grad * {x}.data'}", f"+= {RIGHT % f'out.grad * {x}.data'}"): f"Both were multiplied by the data of {y}: along {y} the slope is the other's." for x, y in (("self", "a"), ("other", "b"))},
        MUL % (f"+= {LEFT % '(self.data + other.data) * out.grad'}", f"+= {RIGHT % '(self.data + other.data) * out.grad'}"): "Both slopes have gone to both: along one operand it is the other's number alone.",
        MUL % (f"+= {LEFT % 'out.grad * out.data / self.data'}", f"+= {RIGHT % 'out.grad * out.data / other.data'}"): "The product, divided by a factor of 0, is lost: the slope is the other number itself.",
        MUL % (f"+= {LEFT % 'out.grad * out.data'}", f"+= {RIGHT % 'out.grad * out.data'}"): "The product stands where the other number belongs.",
        MUL % ("+= np.sum(other.data * out.grad)", "+= np.sum(self.data * out.grad)"): "One number stands where an array belongs: each cell has a slope of its own.",
        MUL % (f"= {LEFT % 'self.grad + out.grad * other.data'}", f"= {RIGHT % 'other.grad + out.grad * self.data'}"): SUMMED_ALL,
        **{MUL % (f"{sign} {MUL_LEFT}", f"= {MUL_RIGHT}"): COLLECT for sign in ("=", "+=")},
        MUL % (f"+= {MUL_LEFT}", f"+= {MUL_RIGHT} * (other is not self)"): BOTH_SIDES,
        MUL % (f"+= 0.0\n    grad = out.grad\n    grad *= other.data\n    self.grad += {LEFT % 'grad'}", f"+= {MUL_RIGHT}"): "What arrived was changed in place, and the other operand needs it still.",
        f"self.data *= other.data\n{TWO % ('self.data, (self, other)', f'+= {MUL_LEFT}', f'+= {MUL_RIGHT}')}": IN_PLACE,
    },
    "Tensor.__matmul__(self, other)": {
        **{AT % each: BY_CELL for each in ((PRODUCT, f"+= {MUL_LEFT}", f"+= {MUL_RIGHT}"), (MATRIX, "+= out.grad * other.data.T", "+= self.data.T * out.grad"))},
        ON_SELF % (MATRIX, f"self.grad += {AT_LEFT}\n    other.grad += {AT_RIGHT}"): ON_RESULT,
        ONE % ('self.data @ other.data, (self,), "@"', f"+= {AT_LEFT}\n    other.grad += {AT_RIGHT}"): ONE_KNOWN,
        AT % ('other.data @ self.data, (self, other), "@"', f"+= {AT_LEFT}", f"+= {AT_RIGHT}"): SIDES,
        **{AT % each: IN_DATA for each in (('self @ other, (self, other), "@"', f"+= {AT_LEFT}", f"+= {AT_RIGHT}"), (MATRIX, "+= out.grad @ other.T", "+= self.T @ out.grad"))},
        **{MATMUL % each: SIDES for each in [
            ("+= other.data.T @ out.grad", "+= out.grad @ self.data.T"), (f"+= {AT_LEFT}", "+= out.grad @ self.data.T"), ("+= other.data.T @ out.grad", f"+= {AT_RIGHT}")]},
        **{MATMUL % each: "A factor is to be transposed: rows and columns do not fit as they stand." for each in [
            ("+= out.grad @ other.data", "+= self.data @ out.grad"), (f"+= {AT_LEFT}", "+= self.data @ out.grad"), ("+= np.dot(out.grad, other.data)", "+= np.dot(self.data, out.grad)")]},
        **{MATMUL % each: "The product is turned over: rows and columns have changed places." for each in [
            (f"+= {AT_LEFT}", f"+= ({AT_RIGHT}).T"), (f"+= ({AT_LEFT}).T", f"+= {AT_RIGHT}"), ("+= other.data @ out.grad.T", "+= out.grad.T @ self.data")]},
        **{MATMUL % each: "reshape keeps cells in their order; .T makes columns of rows." for flat in ("+= self.data.reshape(self.shape[::-1]) @ out.grad",) for each in (
            ("+= out.grad @ other.data.reshape(other.shape[::-1])", flat), (f"+= {AT_LEFT}", flat), (f"+= {AT_LEFT}", "+= (out.grad.T @ self.data).reshape(other.shape)"), ("+= (other.data @ out.grad.T).reshape(self.shape)", f"+= {AT_RIGHT}"))},
        MATMUL % (f"+= {AT_LEFT}", "+= self.data.T @ out.grad.T"): "What arrives is turned, too: only the data of the other factor are.",
        MATMUL % (f"+= {AT_RIGHT}", f"+= {AT_LEFT}"): "Each operand has received the other's gradient.",
        **{MATMUL % (f"+= {x} @ other.data.T", f"+= self.data.T @ {x}"): ARRIVED[x] for x in ARRIVED},
        **{MATMUL % (x, y): f"The operand on the {side} received nothing." for x, y, side in ((f"+= {AT_LEFT}", "+= 0.0", "right"), ("+= 0.0", f"+= {AT_RIGHT}", "left"))},
        MATMUL % ("+= self.grad @ other.data.T", "+= self.data.T @ other.grad"): OF_OPERAND,
        f"out = Tensor({MATRIX})\n\ndef _backward():\n    self.grad += {AT_LEFT}\n    other.grad += {AT_RIGHT}\n\nout._backward = _backward()\nreturn out": "The rule ran before anything had arrived: store _backward by its name, without ().",
        MATMUL % (f"+= {AT_LEFT}", f"+= {AT_RIGHT} / len(self.data)"): "Divided by the rows: this is a sum over them, a mean belongs to the loss.",
        **{MATMUL % (f"{sign} {AT_LEFT}", f"= {AT_RIGHT}"): COLLECT for sign in ("=", "+=")},
        MATMUL % (f"+= {AT_LEFT}", f"+= {AT_RIGHT} * (other is not self)"): BOTH_SIDES,
    },
    "Tensor.sum(self, axis=None, keepdims=False)": {
        ONE % ('self.data.sum(), (self,), "sum"', "+= np.broadcast_to(out.grad, self.shape)"): "That is the sum of all cells: hand axis and keepdims on.",
        SPREAD % ('self.data.sum(axis=axis), (self,), "sum"', "out.grad", "axis is not None", "axis", f"+= {ALL}"): "keepdims is left out: with it, a side that is summed stays, as a side of 1.",
        **{SPREAD % (made, "out.grad", AWAY, "axis", f"+= {ALL}{times}"): "That is the mean: in a sum, each cell counts whole." for made, times in (
            ('self.data.mean(axis=axis, keepdims=keepdims), (self,), "sum"', ""), (TOTAL, " * out.data.size / self.data.size"))},
        ONE % (TOTAL, "+= out.grad"): "A sum's gradient stands where an array belongs: each cell that was added receives it.",
        SPREAD % ('self.data.sum(axis=axis or None, keepdims=keepdims), (self,), "sum"', "out.grad", AWAY, "axis", f"+= {ALL}"): "Axis 0 was taken for no axis, since Python takes 0 for no: ask whether axis is None.",
        SPREAD % ('self.data.sum(axis=axis, keepdims=True), (self,), "sum"', "out.grad", "False", "axis", f"+= {ALL}"): "Without keepdims, a side that is summed is gone.",
        ONE % (TOTAL, "+= np.repeat(out.grad, self.data.size // out.data.size).reshape(self.shape)"): "np.repeat lays equal ones side by side: that fits the last axis alone.",
        RULE % (TOTAL, "shape = list(out.shape)\n    shape.insert(axis or 0, 1)\n    self.grad += np.reshape(out.grad, out.shape if keepdims else shape) * np.ones(self.shape)"): "list.insert at -1 puts it before the last: axis=-1 is the last itself.",
        ON_SELF % (TOTAL, "grad = np.expand_dims(out.grad, axis) if axis is not None and not keepdims else out.grad\n    self.grad += np.broadcast_to(grad, self.shape)"): ON_RESULT,
        **{RULE % (TOTAL, f"{x} * np.ones(self.shape)"): "axis may be several, in a tuple: each of these sides was summed." for x in (
            "shape = [*self.shape]\n    if axis is not None:\n        shape[axis % len(shape)] = 1\n    self.grad += np.reshape(out.grad, shape if axis is not None else ())",
            "shape = [*self.shape]\n    shape[axis or 0] = 1\n    self.grad += (out.grad if axis is None else np.reshape(out.grad, shape))",
            "self.grad += (out.grad if axis is None else np.repeat(out.grad if keepdims else np.expand_dims(out.grad, axis), self.shape[axis], axis=axis))")},
        ONE % (TOTAL, "+= np.full(self.shape, np.sum(out.grad))"): "All that arrives is added up: each cell receives what arrives at its own sum.",
        ONE % (TOTAL, "+= np.resize(out.grad, self.shape)"): "Cells are filled one after the other, as np.resize does: each receives what arrives at its own sum.",
        SPREAD % ('np.reshape(self.data.sum(), (1, 1)) if keepdims and axis is None else ' + TOTAL, "np.sum(out.grad) if axis is None else out.grad", AWAY, "axis", f"+= {ALL}"): "A table of one cell is not always what keepdims leaves: a row keeps one side of 1, a block three.",
        ONE % (TOTAL, "+= np.tile(out.grad, self.shape)"): "np.tile lays the whole side by side: np.broadcast_to brings it to a shape.",
        ONE % (TOTAL, "+= unbroadcast(out.grad, self.shape)"): "unbroadcast sums; a sum goes back the other way, and repeats what arrives.",
        ONE % (TOTAL, "+= out.grad.reshape(self.data.sum(axis=axis, keepdims=True).shape) * np.ones(self.shape)"): "What arrives at a single number is a plain number: np.asarray makes an array of it.",
        **{ONE % (TOTAL, x): "The sums lie along the wrong side: put back the side that sum took away, as a 1."
           for x in ("+= np.broadcast_to(out.grad, self.shape)", "+= out.grad * np.ones(self.shape)", "+= np.ones(self.shape) * out.grad", "+= np.full(self.shape, out.grad)")},
        SPREAD % (TOTAL, "out.grad", f"isinstance(axis, tuple):\n        for each in axis:\n            grad = np.expand_dims(grad, each)\n    elif {AWAY}", "axis", f"+= {ALL}"): "axis counts in the shape before the sum: np.expand_dims puts several sides back at once.",
        **{SPREAD % (TOTAL, f"np.expand_dims(out.grad, axis) if {AWAY} else out.grad", AWAY, "axis", f"+= {x}"): "The side that sum took away is put back twice." for x in (ALL, "np.ones(self.shape) * grad")},
        SPREAD % (TOTAL, "out.grad", "not keepdims", "axis", f"+= {ALL}"): "axis may be None: then every side is gone, and what arrives is one number.",
        **{RULE % (TOTAL, x): KEPT for x in (SUMS % ("out.grad", "axis is not None", "axis", f"+= {ALL}"), "self.grad += np.expand_dims(out.grad, axis or 0) * np.ones(self.shape)")},
        **{SPREAD % (TOTAL, "out.grad", when, side, f"+= {x}"): "Put back the side that was summed, whichever it is."
           for when, side in ((AWAY, "1"), ("axis == 1 and not keepdims", "1"), ("np.ndim(out.grad) == 1", "1"))
           for x in (ALL, "grad * np.ones(self.shape)", "np.ones(self.shape) * grad")},
        SPREAD % (TOTAL, "out.grad", AWAY, "axis", "+= self.data * grad"): "The slope of a sum is 1 along each cell: pass on what arrives as it is.",
        **{SPREAD % (TOTAL, x, AWAY, "axis", f"+= {ALL}"): ARRIVED[x] for x in ARRIVED},
        SPREAD % (TOTAL, "out.grad", AWAY, "axis", f"= {ALL}"): COLLECT,
    },
    "Tensor.relu(self)": {
        ONE % ('np.max(self.data, 0), (self,), "relu"', "+= out.grad * (self.data > 0)"): "Cells were compared with each other: np.maximum compares each with 0.",
        **{f"Tensor({x}, (self,))": NO_IF for x in ("max(self.data, 0)", "self.data if self.data > 0 else 0.0")},
        RELU % "+= out.grad if self.data > 0 else 0.0": NO_IF,
        RELU % "+= out.grad": "Where the data were below 0 relu is flat: nothing passes there.",
        RELU % "+= (self.data < 0) * out.grad": "It is open below 0 and shut above: turn the comparison round.",
        **{RELU % f"+= {x} * (self.data > 0)": ARRIVED[x] for x in ARRIVED},
        RELU % "+= (np.asarray(out.grad) > 0) * out.grad": "The sign of the data decides, not that of what arrives.",
        RELU % "+= np.sign(self.data) * out.grad": "Below 0 relu is flat: nothing passes there, not even turned over.",
        RELU % "+= out.data * out.grad": "Above 0 the slope is 1, not the number itself.",
        ONE % ('np.where(self.data > 0, self.data, 0.01 * self.data), (self,), "relu"', "+= np.where(self.data > 0, 1, 0.01) * out.grad"): "That leaks: below 0 relu is 0, and flat.",
        ONE % ('np.clip(self.data, 0, 1), (self,), "relu"', "+= out.grad * (self.data > 0)"): "Above 0 nothing is cut off, however large.",
        ONE % ('np.abs(self.data), (self,), "relu"', "+= out.grad * np.sign(self.data)"): "That is the size; below 0, relu is 0.",
        ONE % ('np.minimum(self.data, 0), (self,), "relu"', "+= out.grad * (self.data < 0)"): "The smaller of the two was kept: relu keeps the larger.",
        ON_SELF % ('np.maximum(self.data, 0), (self,), "relu"', "self.grad += out.grad * (self.data > 0)"): ON_RESULT,
        ONE % ('(self.data > 0) * 1.0, (self,), "relu"', "+= out.grad * (self.data > 0)"): "What is above 0 stays as large as it is.",
        RELU % "+= out.grad * np.ones(self.shape)\n    self.grad = self.grad * (self.data > 0)": ALL_OF_IT,
        RELU % "= out.grad * (self.data > 0)": COLLECT,
        f"self.data[self.data < 0] = 0\n{ONE % ('self.data, (self,)', '+= out.grad * (self.data > 0)')}": IN_PLACE,
    },
    "Tensor.exp(self)": {
        EXP % "+= out.grad": SLOPE,
        **{EXP % f"+= {x} * out.data": ARRIVED[x] for x in ARRIVED},
        ON_SELF % ("np.exp(self.data), (self,)", "self.grad += out.grad * out.data"): ON_RESULT,
        EXP % "+= self.data * out.data * out.grad": "The input is in it, too: the slope of this curve is its result alone.",
        EXP % "+= self.data * out.grad": "That is the input; the slope of this curve is its result.",
        EXP % "+= self.data * np.exp(self.data - 1) * out.grad": "The rule of powers: but here the exponent moves.",
        EXP % "+= np.exp(out.data) * out.grad": "exp was taken once more: the slope is the result itself.",
        ONE % ('self.data ** np.e, (self,), "exp"', "+= out.data * out.grad"): "The power is turned round: e is what is raised, each cell is its exponent.",
        ONE % ('np.exp2(self.data), (self,), "exp"', "+= out.data * out.grad"): "That is a power of 2: take one of e.",
        **{ONE % (f"np.exp(np.clip(self.data, -{x}, {x})), (self,)", "+= out.data * out.grad"): "The input was cut to a range: np.exp needs none below 709." for x in (20, 50, 88, 100, 500, 600, 700)},
        "import math\nreturn Tensor(math.exp(self.data), (self,))": NO_MATH,
        "Tensor(np.exp(self), (self,))": IN_DATA,
        EXP % "+= out.grad\n    self.grad *= out.data": ALL_OF_IT,
        EXP % "= out.grad * out.data": COLLECT,
    },
    "Tensor.log(self)": {
        LOG % "+= out.grad": SLOPE,
        LOG % "+= out.grad / self": IN_DATA,
        **{LOG % f"+= {x} / self.data": ARRIVED[x] for x in ARRIVED},
        **{LOG % f"+= out.grad {x}": f"That is {y}; the slope is 1 / input." for x, y in (("* np.log(self.data)", "the result"), ("/ out.data", "1 / result"))},
        LOG % "+= 1 / (self.data * out.grad)": "What arrives is divided by, too: only the input is.",
        LOG % "+= -out.grad / self.data**2": "That is the slope of 1 / x: the slope of the log is 1 / x itself.",
        LOG % "+= self.data * out.grad": "Divide by the input: the log rises slowly where the input is large.",
        **{ONE % (f'np.log{base}(self.data), (self,), "log"', "+= out.grad * (1 / self.data)"): f"That is the log to base {base}: take the natural one." for base in (10, 2)},
        ONE % ('np.log1p(self.data), (self,), "log"', "+= out.grad / (1 + self.data)"): "A 1 was added before the logarithm, as log1p does: add none.",
        **{ONE % (f'np.log({x}), (self,), "log"', f"+= out.grad / {x}"): HELD_UP for y in TINY for x in (f"(self.data + {y})", f"np.maximum(self.data, {y})")},
        **{LOG % f"+= out.grad / (self.data + {x})": "A tiny number was added to what is divided by: the slope is 1 / input, and log takes no input of 0." for x in TINY},
        ON_SELF % ('np.log(self.data), (self,), "log"', "self.grad += out.grad / self.data"): ON_RESULT,
        "import math\nreturn Tensor(math.log(self.data), (self,))": NO_MATH,
        LOG % "= out.grad * (1 / self.data)": COLLECT,
    },
    "cross_entropy(logits, targets)": {
        LOSS_OF % ("0", SURPRISES): SHIFT,
        **{idea % x: "One shift for all: where a row lies far below, all its powers are 0. Each has a largest logit of its own."
           for x in ("logits.data.max()", "logits.data.max(axis=0)") for idea in (LOSS_OF % ("%s", SURPRISES), COMPOSED % ("%s", True), ENTROPY % ("%s", SURPRISES, LOSS, BY_POWERS))},
        LOSS_OF % (MOST, "np.log(np.exp(shifted).sum(axis=1, keepdims=True)) - logits.data"): "The shift is in the sum, but not in the logit beside it: both are shifted, or neither.",
        LOSS_OF % ("logits.max(axis=1, keepdims=True)", SURPRISES): IN_DATA,
        **{LOSS_OF % each: BESIDE_ROW for each in (("logits.data.max(axis=1)", SURPRISES), (MOST, "np.log(np.exp(shifted).sum(axis=1)) - shifted"))},
        **{ENTROPY % (f"logits.data.max(axis={axis}, keepdims=True)", "np.log(np.exp(shifted).sum(axis=0)) - shifted", f"(targets * surprises).sum() / {n}", DISTANCE):
           "That goes down the columns: a sample is a row, axis 1 goes along it." for axis, n in [(1, "n"), (0, "n"), (0, "targets.shape[1]")]},
        LOSS_OF % (MOST, "np.log(np.exp(shifted).sum()) - shifted"): "One sum for all rows: each row has probabilities of its own.",
        ENTROPY % (MOST, SURPRISES, "(targets * surprises).sum()", "+= (np.exp(-surprises) - targets) * out.grad"): "That is the sum; the mean over the rows is wanted.",
        **{SLOPE_OF % f"+= (np.exp(-surprises) - targets){x} * out.grad": words for x, words in (
            ("", "The loss is a mean over the rows, its slope is not: divide that, too."), (" / n**2", "The mean over the rows is in the slope twice."), (" / targets.size", "Divided by the number of cells: the mean is over the rows."))},
        SLOPE_OF % "+= (np.exp(shifted) - targets) / n * out.grad": "A power is not p yet: divide it by the sum of its row.",
        ENTROPY % (MOST, SURPRISES, "(targets * surprises).mean()", DISTANCE): "The mean over all cells is a mean over the rows and over the classes.",
        ENTROPY % (MOST, SURPRISES, "surprises[np.arange(n), targets].mean()", DISTANCE): "targets holds one-hot rows, not labels: there is a 1 in the column of the true class.",
        ENTROPY % (MOST, SURPRISES, "((targets * surprises) - (1 - targets) * np.log(1 - np.exp(-surprises))).sum() / n", DISTANCE): "The classes that are not the true one count, too: that is the loss for yes or no.",
        ENTROPY % (MOST, SURPRISES, "(targets * surprises).sum() / n / np.log(2)", DISTANCE): "That is in bits, by the log to base 2: take the natural one.",
        ENTROPY % (MOST, SURPRISES, "-(targets * np.exp(-surprises)).sum() / n", DISTANCE): "The logarithm of p is missing.",
        **{LOSS_OF % (f"logits.data + np.clip(logits.data, -{x}, {x})", SURPRISES): "Clipping the logits changes the loss: shift them instead."
           for x in (30, 50, 100, 500, 700)},
        LOSS_OF % (f"logits.data + np.exp(logits.data - {MOST}) / np.exp(logits.data - {MOST}).sum(axis=1, keepdims=True)", SURPRISES): "softmax was taken twice: the loss holds it, and takes the logits.",
        ENTROPY % (MOST, SURPRISES, "-(targets * logits.data).sum() / n", DISTANCE): "The logit stands where ln p belongs: softmax comes between.",
        **{ENTROPY % (MOST, SURPRISES, *each): "Divided by the number of classes: the mean is over the rows." for each in (
            ("(targets * surprises).sum() / targets.shape[1]", DISTANCE), (LOSS, "+= (np.exp(-surprises) - targets) / targets.shape[1] * out.grad"))},
        ENTROPY % (MOST, SURPRISES, "-(targets * shifted).sum() / n", DISTANCE): "The logarithm of the row's sum is missing: ln p is the logit, less that.",
        **{ENTROPY % (MOST, SURPRISES, *each): "That is the surest class; the true class counts." for each in (
            ("surprises.min(axis=1).sum() / n", DISTANCE), (LOSS, f"+= (np.exp(-surprises) - (logits.data == {MOST})) / n * out.grad"))},
        ENTROPY % (MOST, SURPRISES, "surprises.sum() / n", DISTANCE): "The targets have no say: only the true class counts.",
        ENTROPY % (MOST, SURPRISES, "-(targets * surprises).sum() / n", DISTANCE): "The sign is turned.",
        **{SLOPE_OF % f"+= (np.exp(-surprises) - targets) / n * {x}": ARRIVED[x] for x in ARRIVED},
        SLOPE_OF % "+= np.exp(-surprises) * (1 - np.exp(-surprises)) / n * out.grad": "That is a softmax's own slope: of this loss it is p - target.",
        SLOPE_OF % "+= targets * (np.exp(-surprises) - 1) / n * out.grad": "Only the true class has a slope there: along each other one it is p.",
        SLOPE_OF % "+= (np.exp(logits.data) / np.exp(logits.data).sum(axis=1, keepdims=True) - targets) / n * out.grad": SHIFT,
        SLOPE_OF % "+= np.exp(-surprises) / n * out.grad": "The targets are missing in the slope.",
        SLOPE_OF % "+= -targets / np.exp(-surprises) / n * out.grad": "That is the slope along the probabilities; along the logits it is wanted.",
        SLOPE_OF % "= (np.exp(-surprises) - targets) / n * out.grad": COLLECT,
        ENTROPY % (MOST, f"{SURPRISES}\nslope = np.zeros_like(targets)\nslope[:] = np.exp(-surprises) - targets", LOSS, "+= slope / n * out.grad"): "An array made like the targets holds whole numbers alone, if they do.",
        f"logits.data -= {MOST}\n{LOSS_OF % ('0', SURPRISES)}": IN_PLACE,
        **{ENTROPY % (MOST, SURPRISES, f"(targets * -np.log(np.exp(-surprises) + {x})).sum() / n", DISTANCE): HELD_UP for x in TINY},
        **{f"powers = (logits - {MOST}).exp()\nshares = powers / powers.sum(axis=1, keepdims=True) + {x}\nreturn -(shares.log() * targets).sum() / len(targets)": HELD_UP for x in TINY},
        ENTROPY % (MOST, SURPRISES, "-(targets * np.log(np.exp(-surprises))).sum() / n", DISTANCE): PROBABILITY,
        f"powers = (logits - {MOST}).exp()\nreturn -((powers / powers.sum(axis=1, keepdims=True)).log() * targets).sum() / len(targets)": PROBABILITY,
        COMPOSED % (MOST, False): BESIDE_ROW,
        COMPOSED % ("0", True): SHIFT,
    },
}  # fmt: skip


# --- What is asked ---

A, B = [[2.0, -3.0, 5.0], [7.0, 0.5, -4.0]], [[1.5, 6.0, -2.0], [-5.0, 8.0, 3.0]]
C, LARGE = [[4, -9, 1], [2.5, 11, -6]], [[1000.0, 1002.0], [-1000.0, -1001.5], [0.0, 800.0]]
ROW, COLUMN, TALL = [10.0, 20.0, 30.0], [[-1.5], [6.0]], [[3.0, -1.0], [0.5, 2.0], [-7.0, 4.0]]
SQUARE, BESIDE_IT = [[2.0, -3.0, 5.0], [7.0, 0.5, -4.0], [-6.0, 9.0, 1.5]], [[4.0], [-0.5], [3.0]]
BLOCK, INTEGERS = np.arange(1.0, 25.0).reshape(4, 2, 3), np.array([[2, -3, 5], [7, 1, -4]])
LOGITS = [[1.0, -0.5, 2.0, 0.25], [0.5, 3.0, -1.0, 1.5], [-2.0, 0.75, 1.25, 0.0]]
TARGETS = "[[0, 0, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0]]"
SHUFFLED = "[[0, 1, 0], [1, 0, 0], [0, 0, 1]]"


def cell_by_cell(sign: str) -> list[tuple]:
    """Return what is asked of + and of *: every way in which shapes can meet."""
    looks = [
        ("a + b", A, B), ("a + b", A, ROW), ("a + b", ROW, A),  # a row is repeated down
        ("a + b", A, COLUMN), ("a + b", COLUMN, [ROW]),  # a column along; both are
        ("a + b", SQUARE, ROW), ("a + b", SQUARE, BESIDE_IT),  # where a wrong side fits, too
        ("a + b", BLOCK, COLUMN), ("a + b", A, 4.0), ("a + b", 3.0, -7.0),  # plain numbers arrive
        ("a + (b + b)", A, 4.0), ("(b + b) + a", A, 4.0),  # of a result, too
        ("a + b", [[0.0, 0.01]], [[5.0, -250.0]]),  # far from 1
        ("a + a", A), ("(a + b) + a", A, B), ("a + (b + a)", A, B),  # a in two places
        ("a + b, a + c", A, B, C), ("b + a, c + a", A, B, C),
        ("a + b, c + b", A, ROW, C), ("b + a, b + c", A, COLUMN, C),  # and repeated in both
        ("a + b", INTEGERS, np.array([10, 20, 30], dtype=np.uint8)),
        ("a + 10", A), ("2.5 + a", A), ("np.float64(2.5) + a", A),  # numbers, lists, arrays
        ("a + [10, 20, 30]", A), ("[10, 20, 30] + a", A),
        ("a + np.array([10, 20, 30])", A), ("np.array([10, 20, 30]) + a", COLUMN),
    ]  # fmt: skip
    return [(text.replace("+", sign), *leaves) for text, *leaves in looks]


LOOKS = {  # by task: expressions, and their leaves
    "Tensor.__add__": cell_by_cell("+"),
    "Tensor.__mul__": cell_by_cell("*"),
    "Tensor.__matmul__": [
        ("a @ b", A, TALL), ("a @ b", TALL, A), ("a @ b", A, SQUARE),
        ("a @ b", SQUARE, [*SQUARE[1:], SQUARE[0]]),  # where everything fits, a wrong side fits, too
        ("a @ b", [ROW], TALL), ("a @ b", COLUMN, [ROW]),  # one row, one column
        ("a @ a", SQUARE), ("(a @ b) @ a", A, TALL), ("a @ (b @ a)", A, TALL),
        ("a @ b, a @ c", A, TALL, SQUARE), ("b @ a, c @ a", TALL, A, SQUARE[:2]),
        ("a @ b", INTEGERS, TALL), ("a @ [[1, 2], [3, 4], [5, 6]]", A), *((f"{x} @ a", A) for x in ("[[1, 2]]", "np.array([[1, 2], [3, 4]])")),
    ],
    "Tensor.sum": [
        ("a.sum()", A), ("a.sum(axis=0)", A), ("a.sum(axis=1)", A),
        ("a.sum(axis=1, keepdims=True)", A), ("a.sum(axis=0, keepdims=True)", A),
        ("a.sum(keepdims=True)", A), ("a.sum(axis=1)", SQUARE), ("a.sum(axis=0)", SQUARE),
        ("a.sum(axis=-1)", BLOCK), ("a.sum(axis=1)", BLOCK), ("a.sum(axis=(0, 2))", BLOCK),
        ("a.sum(axis=(2, 0))", BLOCK), ("a.sum(axis=(-2, -1))", BLOCK),
        ("a.sum(0)", ROW), ("a.sum()", 4.0), ("a.sum(), a.sum(axis=0)", A),
        ("a.sum(axis=1).sum()", A), ("a.sum()", INTEGERS), *(("a.sum(keepdims=True)", x) for x in (ROW, BLOCK)),
    ],
    "Tensor.relu": [
        ("a.relu()", A), ("a.relu()", [[250.0, -0.01], [0.01, -30.0]]), ("a.relu(), a ** 2", A),
        *(("a.relu()", x) for x in (ROW, INTEGERS, -3.0)), *((x, A) for x in ("a.relu().relu()", "a.relu(), a.relu()", "a ** 2, a.relu()")),
    ],
    "Tensor.exp": [
        ("a.exp()", A), ("a.exp()", [[8.0, -30.0], [0.01, 705.0]]), ("a.exp()", 0.7),
        ("a.exp().exp()", [[0.5, -1.0]]), ("a.exp(), a.exp()", A), ("a.exp()", INTEGERS),
    ],
    "Tensor.log": [
        ("a.log()", np.abs(A)), ("a.log()", [[0.05, 5000.0], [1e-18, 2.5]]), ("a.log()", 0.7),
        ("a.log().log()", [[20.0, 3.0]]), ("a.log(), a.log()", np.abs(A)), ("a.log()", np.abs(INTEGERS)),
    ],
    "cross_entropy": [
        (f"cross_entropy(a, np.array({TARGETS}) * 1.0)", LOGITS),
        (f"cross_entropy(a, np.array({SHUFFLED}) * 1.0)", SQUARE),  # as many rows as classes
        ("cross_entropy(a, np.array([[0.0, 1.0, 0.0, 0.0]]))", LOGITS[:1]),
        *((f"cross_entropy(a, {rows})", LOGITS) for rows in (f"np.array({TARGETS})", TARGETS)),  # whole numbers
        ("cross_entropy(a, [[1, 0]])", [[-1000.0, -1001.5]]),  # all powers are 0
        ("cross_entropy(a, [[1, 0], [0, 1]])", LARGE[:2]),  # no p is 0
        *((f"cross_entropy(a, {rows})", LARGE) for rows in ("[[1, 0], [0, 1], [0, 1]]", "[[0, 1], [0, 1], [1, 0]]")),
        (f"cross_entropy(a, {TARGETS}), cross_entropy(a, {TARGETS})", LOGITS),
    ],
}  # fmt: skip
SHAPES = [  # of a gradient, and of the operand that it belongs to
    ((3, 3), (3,)), ((2, 3), (3,)), ((2, 3), (2, 1)), ((2, 3), (1, 3)), ((3, 3), (3, 1)),
    ((3, 3), (1, 3)), ((2, 3), ()), ((2, 3), (1, 1)), ((2, 3), (1,)), ((4, 2, 3), (2, 1)),
    ((4, 2, 3), (1, 3)), ((4, 2, 3), (4, 1, 3)), ((4, 2, 3), (3,)), ((2, 3), (2, 3)),
    ((2, 1), (2, 1)), ((3,), ()), ((3,), (1,)), ((1, 3), (3,)), ((2, 0), (0,)),
]  # fmt: skip


def summed_by(f, sides, shape) -> list:
    """Return what f makes of a gradient, the gradient as it is then, and the kind of its numbers."""
    result = f(grad := arriving(0, sides), shape)
    return [result, grad, str(np.asarray(result).dtype) if np.size(result) else "float64"]


@task("unbroadcast")
def test_unbroadcast_sums_what_was_repeated():
    """Each cell of the operand was repeated into some cells of the result, and adds up what they have."""
    grads = [arriving(0, sides) for sides, _ in SHAPES]
    right = [[summed(grad, shape), grad, "float64"] for grad, (_, shape) in zip(grads, SHAPES)]
    got = [outcome(partial(summed_by, unbroadcast, *each)) for each in SHAPES]
    i = [*map(same, got, right), False].index(False)
    if i == len(SHAPES):
        return

    def so_far(f):  # what is right before the first wrong one is right in its wrong idea, too
        return [outcome(partial(summed_by, f, *each)) for each in SHAPES[: i + 1]]

    slips = wrong(MISTAKES, "unbroadcast", so_far, np=np)
    known = dict.fromkeys(words for results, words in slips if all(map(same, results, got)))
    call = f"unbroadcast(grad, {SHAPES[i][1]}) for grad = {written(grads[i])}"
    look = partial(summed_by, unbroadcast, *SHAPES[i])
    tell([call, f"grad after {call}", f"the dtype of {call}"], got[i], right[i], [*known], look)


@task(*LOOKS)
def test_one_thing_after_the_other(name):
    """What is listed above, up to the first that is wrong."""
    all(expect_look(name, *each, before=LOOKS[name][:i]) for i, each in enumerate(LOOKS[name]))


@cache
def listed_right(name: str) -> bool:
    """Is all of this right? Where not, nothing further need be said."""
    return all(same(outcome(partial(seen, *each)), wanted(*each)) for each in LOOKS[name])


DRAWN = {  # by task: an expression, and the shapes of its leaves
    "Tensor.__add__": ("(a + b) + (c + b)", "any", "any", "any"),
    "Tensor.__mul__": ("(a * b) * (c * b)", "any", "any", "any"),
    "Tensor.__matmul__": ("(a @ b) @ c, b @ c", "nk", "km", "mn"),
    "Tensor.sum": ("a.sum(axis=0), a.sum(axis=1), a.sum(axis=1, keepdims=True), a.sum()", "nm"),
    "Tensor.relu": ("a.relu(), a.relu()", "nm"),
    "Tensor.exp": ("a.exp(), a.exp()", "nm"),
    "Tensor.log": ("a.log(), a.log()", "nm"),
    "cross_entropy": ("cross_entropy(a, TARGETS)", "nm"),
}


@task(*DRAWN)
def test_drawn_arrays(name):
    """Drawn numbers in drawn shapes, some of a single row or column; where what is listed is right."""
    if not listed_right(name):
        return
    rng, (expression, *shapes) = np.random.default_rng(draw().getrandbits(32)), DRAWN[name]
    side = dict(zip("nkm", map(int, rng.integers(1, 5, size=3))))
    n, m = side["n"], side["m"]
    smaller, leaves = [(n, m), (m,), (n, 1), (1, m), (1, 1), ()], []
    for letters in shapes:
        shape = tuple(map(side.get, letters)) if letters != "any" else smaller[rng.integers(6)]
        leaf = np.round(rng.uniform(0.1, 3, shape), 2)  # never 0, where relu has no slope
        leaves.append(leaf if name == "Tensor.log" else leaf * rng.choice([-1, 1], shape))
    targets = np.eye(m, dtype=int)[rng.integers(m, size=n)].tolist()
    text = expression.replace("TARGETS", str(targets))
    expect_look(name, text, *leaves, before=LOOKS[name])


@task("cross_entropy")
def test_all_operations_together():
    """Those that are given, too, in one expression."""
    curves = "(2 - a.exp()).sum(axis=1).mean() + (a ** 2 + 1).log().sum() / 3 - 1 / (b * b).mean()"
    loss = f"cross_entropy((a @ b).relu() / 4 - c, {SHUFFLED}) * 5"
    if all(map(listed_right, LOOKS)):
        expect_look("cross_entropy", f"{loss} + {curves}", SQUARE, [*SQUARE[1:], SQUARE[0]], ROW)


def cut(order):  # REPEATS e07
    return [order[i : i + 32] for i in range(0, len(order), 32)]


def descend(tensors):  # REPEATS e07
    for tensor in tensors:
        tensor.data -= 0.1 * tensor.grad


@task("cross_entropy")
def test_the_network_of_e10_has_the_losses_of_e10():
    """From the same start, with the same batches, over three epochs: by hand, and with Tensors."""
    if not all(map(listed_right, LOOKS)):
        return
    x, labels, _, _ = load()
    rng, names, targets = np.random.default_rng(0), ("W1", "b1", "W2", "b2"), one_hot(labels, 10)
    by_hand = init_parameters([64, 32, 10], rng)
    w1, b1, w2, b2 = tensors = [Tensor(by_hand[name].copy()) for name in names]
    got, want, changed = np.zeros(3), np.zeros(3), 0
    for epoch in range(3):
        for batch in cut(rng.permutation(len(x))):
            loss = cross_entropy((x[batch] @ w1 + b1).relu() @ w2 + b2, now := targets[batch])
            zero_grad(tensors)
            loss.backward()
            descend(tensors)
            changed += int(np.sum(now != targets[batch]))
            share = len(batch) / len(x)
            got[epoch] += share * float(loss.data)
            # An epoch of this batch alone: however train shuffles, it is one step.
            (step,) = train(by_hand, x[batch], targets[batch], 0.1, len(batch), 1, rng)
            want[epoch] += share * step
    expect("the losses of three epochs of the digits, beside those of e10's train,", got, want)
    expect("the number of targets that have changed", changed, 0, [(changed, IN_PLACE)])
    for name, tensor in zip(names, tensors):
        expect(f"{name} after them", tensor.data, by_hand[name])


# --- How it is looked at ---


def seen(expression: str, *leaves) -> list:
    """Return the same of the learner's Tensors, walked twice; what arrives comes from a node of ours."""
    leaves = tuple(Tensor(np.copy(leaf)) for leaf in leaves)
    results = evaluated(expression, leaves, e13.cross_entropy)
    if others := [each for each in results if not isinstance(each, Tensor)]:
        kind = type(others[0]).__name__
        return [None if others[0] is None else f"{kind}, and no Tensor"]
    if others := {str(np.asarray(each.data).dtype) for each in (*leaves, *results)} - {"float64"}:
        return [f"data of {others.pop()}, want float64"]
    data = [each.data.copy() for each in results]
    into = [arriving(i, each.shape) for i, each in enumerate(data)]
    root = Tensor(0.0, results)

    def hand_over():
        for each, grad in zip(results, into):
            each.grad = (0.0 if each.grad is None else each.grad) + grad * root.grad

    root._backward = hand_over
    grads = []
    for held in ((*leaves, *results), leaves):
        root.backward()
        grads += ["a Tensor" if isinstance(each.grad, Tensor) else each.grad for each in held]
        for each in (*leaves, *topological_order(root)):
            each.grad = np.zeros(np.shape(each.grad))
    return [*data, *(leaf.data for leaf in leaves), *grads]


OWN_GRAD = property(  # of each Tensor: a copy of whatever array is stored as it
    lambda self: self.__dict__["grad"],
    lambda self, x: self.__dict__.update(grad=x.copy() if isinstance(x, np.ndarray) else x),
)


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


def ideas(name: str, look, got: list, before: list) -> list[str]:
    """Return what is said of the wrong ideas with which, in the task's place, a look gives this.

    In the looks before it, which are right, they are right, too. Of a few, those that are most like
    the task in all its looks. Where many give the same, it goes wrong for another reason: then nothing.
    """
    names = {"Tensor": Tensor, "unbroadcast": unbroadcast, "np": np}

    def count(looks, own, needed, idea) -> int:
        with pytest.MonkeyPatch.context() as patch:
            put_in_place(patch, name, idea)
            found = (same(outcome(each), mine) for each, mine in zip(looks, own))
            return all(next(found) for _ in range(needed)) and needed + sum(found)

    def alike(looks, needed) -> list[tuple[int, str]]:
        own = [got, *map(outcome, looks[1:])]
        return [*wrong(MISTAKES, name, partial(count, looks, own, needed), **names)]

    first = [look, *(partial(seen, *each) for each in before)]
    known = [*dict.fromkeys(words for each, words in alike(first, len(first)) if each)]
    if len(known) in (2, 3):
        rest = [partial(seen, *each) for each in LOOKS[name]]
        counts = alike([*first, *rest], len(first))
        most = max(each for each, _ in counts)
        known = [*dict.fromkeys(words for each, words in counts if each == most)]
    return known if len(known) < 3 else []


def shown_by(x, want, number: int, shapes: list[tuple]) -> list[str]:
    """Return what the first wrong array shows by itself, where no idea gives it.

    Args:
        number: which leaf's grad it is; beyond these a result's, or of a second walk; below 0 data.
        shapes: of the leaves, and of the first result.
    """
    n_leaves = len(shapes) - 1
    alike = not isinstance(x, str | None) and np.shape(x) == np.shape(want) and np.all(want)
    times = np.ravel(x / want) if alike else [1, 2]
    if np.allclose(times, 1):  # of a float32, all numbers are
        return [FLOAT32 if np.array_equal(np.float32(x), x) else NEARLY]
    if number < 0 or x is None:
        own = "Data have changed: an operation leaves those of its operands, and a rule adds to grad alone."
        return [own] * (-n_leaves <= number < 0)
    if number >= n_leaves:
        return ["A rule changes only the grad of its operands, neither out.grad nor what it keeps."]
    if isinstance(x, str) or not np.any(x):
        return [IN_DATA if isinstance(x, str) else NOTHING]
    if np.shape(x) != want.shape and np.shape(x) in shapes:
        return [SHAPE if np.shape(x) == shapes[-1] else OTHER_SHAPE]
    for axis in range(want.ndim):
        if same([x], [want.sum(axis=axis)]):
            return [f"It is summed along axis {axis}: each cell has a gradient of its own."]
    return [f"Everywhere it is {times[0]:.3g} times what is wanted."] * np.allclose(times, times[0])


def expect_look(name: str, expression: str, *leaves, before=()) -> bool:
    """Compare what the learner's Tensors give with what is wanted; name the idea behind a difference.

    Args:
        before: expressions and their leaves that are right.
    """
    want, look = wanted(expression, *leaves), partial(seen, expression, *leaves)
    got = outcome(look)
    if same(got, want):
        return True
    results = range((len(want) - 3 * len(leaves)) // 2)
    known = ideas(name, look, got, before)
    shown = first_wrong(got, want)
    with pytest.MonkeyPatch.context() as patch:  # is it right where no two can share a grad?
        patch.setattr(Tensor, "grad", OWN_GRAD, raising=False)
        known = known or ["Two Tensors share one array as their grad."] * same(outcome(look), want)
    if not known and len(got) == len(want):  # is it one of those as far as it shows?
        known = ideas(name, lambda: look()[: shown + 1], got[: shown + 1], before)
    if not known and len(got) == len(want):
        shapes = [*map(np.shape, leaves), want[0].shape]
        known = shown_by(got[shown], want[shown], shown - len(results) - len(leaves), shapes)
    known = known or [ERRORS[error] for error in ERRORS if error in str(got[0])]
    known = known or [SHIFT] * (name == "cross_entropy" and str(got[0]) in ("nan", "inf", "-inf"))
    inputs = ", ".join(f"{leaf} = {written(x)}" for leaf, x in zip("abc", leaves))
    calls = [f"result {i + 1} of {expression}" for i in results] if results[1:] else [expression]
    into = " and ".join(written(arriving(i, want[i].shape)) for i in results)
    names = [
        *(f"{each} for {inputs}" for each in calls),
        *(f"{x}.data after the walk back from {expression} for {inputs}" for x in "abc"[: len(leaves)]),
        *(f"{x}.grad, with {into} arriving at {expression} for {inputs}," for x in "abc"[: len(leaves)]),
        *(f"The grad of {call}, where {into} arrived," for call in calls),
        *(f"{x}.grad, set to 0 and walked to again, with {into} arriving at {expression} for {inputs}," for x in "abc"),
    ]  # fmt: skip
    return tell(names, got, want, known, look)
