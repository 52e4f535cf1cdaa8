"""Tests of e02: what a Value holds, and the gradients that are there after backward().

Operations are texts such as "a * b", evaluated for Values named a, b: a message can be retyped.
Evaluated for Numbers (tests/wrong.py) they give what is wanted, and its slopes. Beside its own
operation a test uses + and * at most, so that no other one can spoil it.
"""

import re
from functools import cache, partial

import pytest

from exercises.e02_value import Value
from tests.expect import close, draw, expect, expect_error, fail, show, task
from tests.wrong import Number, numbers, plain, slopes, wrong

try:
    import numpy as np
except ModuleNotFoundError:  # in the page
    np = None

OPERATIONS = {  # by task: the operation, where it is looked at first, and points far from there
    "Value.__add__": ("a + b", [3.0, -7.0], [250.0, -0.01]),
    "Value.__mul__": ("a * b", [3.0, -7.0], [-250.0, 0.01], [0.0, 5.0]),
    "Value.__neg__": ("-a", [3.0], [-250.0]),
    "Value.__sub__": ("a - b", [3.0, -7.0], [-250.0, 0.01]),
    "Value.__rsub__": ("10 - a", [3.0], [-250.0]),
    "Value.__truediv__": ("a / b", [7.0, -2.5], [-250.0, 0.05]),
    "Value.__rtruediv__": ("6 / a", [-2.5], [250.0], [0.01]),
    "Value.__pow__": ("a ** 4", [2.5], [-12.0]),
    "Value.exp": ("a.exp()", [0.7], [8.0], [702.0], [-30.0]),
    "Value.log": ("a.log()", [2.5], [0.05], [1e-12], [5000.0]),
    "Value.tanh": ("a.tanh()", [0.7], [-1.2], [8.0], [-8.0]),
    "Value.sigmoid": ("a.sigmoid()", [0.7], [-1.2], [8.0], [-30.0]),
    "Value.relu": ("a.relu() + b.relu()", [3.0, -7.0], [250.0, -0.01], [0.01, -250.0]),
}
NUMBERS = {  # on either side
    "Value.__add__": ["a + 10", "2.5 + a", "np.float64(2.5) + a"],
    "Value.__mul__": ["a * 10", "2.5 * a", "np.float64(2.5) * a"],
    "Value.__sub__": ["a - 10", "a - 2.5"],
    "Value.__rsub__": ["2.5 - a"],
    "Value.__truediv__": ["a / 4", "a / 2.5"],
    "Value.__rtruediv__": ["2.5 / a", "0 / a"],
}
ABOVE_ZERO = ("Value.__truediv__", "Value.__rtruediv__", "Value.log")

NO_OPERANDS = "Nothing arrived: the result does not know its operands. Hand them over, in a tuple."
NO_RULE = "Nothing arrived: no _backward is stored on the result, or it changes no .grad of an operand. Is out.grad read inside it, and not before?"
FROM_GRAD = "Nothing arrived: the slope is made of .grad, which is still 0. Make it of .data."
UPSTREAM = "That is the slope alone: multiply it by out.grad, the gradient that arrives."
CHAIN = "The slope and the gradient that arrives are multiplied, not added."
BRACKETS = "Only a part of the slope is multiplied by out.grad: it needs brackets."
DOUBLED = "What was there already counts twice: += adds to it by itself."
COLLECT = "One gradient has overwritten another: add with +=, so that both are in the sum."
LEFT = "The operand on the left is overwritten: add with += there too."
RIGHT = "The operand on the right is overwritten: add with += there too."
NO_LEFT = "The operand on the left received nothing."
NO_RIGHT = "The operand on the right received nothing."
BOTH_LEFT = "Both gradients went to the operand on the left."
RUN_AGAIN = "The rules of the operands are run here, and backward() runs them again: only pass on."
NOT_IN_DATA = "Gradients belong into .grad."
NUMBER_IN_DATA = "Work on the numbers, in .data, or build it from operations other than itself."
NO_LOG = "A base of 0 or less has its powers, too, but no logarithm: do without."
NO_ANSWER = "A plain number knows no Values, and its answer is NotImplemented: make it a Value, with as_value."
OWN_GRAD = "The gradient of the result itself is changed: leave out.grad as it arrived."
SHARED = "An operand on both sides received one share: a set or a dict holds it once, so add for each side."
NO_DIVISION = "At 0 there is a slope, too: make it without a division."
NO_MINUS = "The minus of the base is lost: of 3 factors below 0 one minus is left."
CUT = "The exponent is cut to a whole number: take it as it is."
BUILT = "Build it from operations other than itself."
COMMA = "A result takes its operands as one tuple; a tuple of one needs its comma."
NO_CALL = "A number is called as if it were a function: .data and .grad need no brackets."
NO_ORDER = "Only numbers can be compared: take the .data of a Value."
BARE_OPERAND = "A result remembers a bare number as its operand: only Values belong there."
NO_B = "Nothing arrived at b: is b itself an operand, not its number alone?"
WRAP = "The other operand may be a plain number: as_value makes a Value of it."
MATH = "The functions of math take numbers: hand them self.data."
NOT_A_VALUE = "Make a Value that holds the number and knows its operands."
OPERAND_ITSELF = "Leave the operand as it is, make a new Value."
SUM = "That is the sum."
MINUS_LOST = "The minus is lost: a larger divisor makes more pieces, each smaller."
TURNED_OVER = "0 / a is 0, and cannot be turned over: put the power on a alone."
NO_SIX = "That is 1 / a: the 6 is missing."
LEAKS = "That leaks: below 0 relu is 0, and flat."
HELD = "Twice the number gives the same: something holds it within bounds, and there are none here."
NUDGED = "A slope from a nudge, as in e01, is only near the slope: here its rule is wanted."
HELD_BACK = "Twice as much passes on no more: something holds the gradient within bounds."

ERRORS = {
    "'Value' object is not iterable": COMMA,
    "must be real number, not Value": MATH,
    "object has no attribute 'data'": WRAP,
    "'float' object is not callable": NO_CALL,
    "'NoneType' object is not callable": "Store _backward by its name; with () it runs too early.",
    r"_backward\(\) missing": "backward() calls _backward with nothing: it knows self, other and out anyway.",
    "OverflowError.* range": "e to a large power is beyond any float; to a power below 0 it never is.",
    "^0 / a .*ZeroDivisionError": TURNED_OVER,
    r"= 0[ ,].*ZeroDivisionError": NO_DIVISION,
    r"\*\* .* = (-|0 ).*ValueError": NO_LOG,
    r"\*\* -?\d\.\d at .*TypeError": "Every whole number and every float may be the exponent.",
    "not supported between instances of": NO_ORDER,
    r"type\(s\) for [-/]: '(int|float)' and 'Value'": NO_ANSWER,
    r"type\(s\) for \*\* or pow\(\)": NUMBER_IN_DATA,
    "object has no attribute '_prev'": BARE_OPERAND,
}

STORED = "out._backward = _backward\nreturn out"
INSIDE = f"\n\ndef _backward():\n    self.grad += %s\n    other.grad += %s\n\n{STORED}"
ONE = f"out = Value(%s, (self,))\n\ndef _backward():\n    self.grad += %s\n\n{STORED}"
BARE = f"out = Value(%s, (self, other)){INSIDE}"
TWO = f"other = as_value(other)\n{BARE}"
IN_DICT = f"other = as_value(other)\nout = Value(%s, (self, other))\n\ndef _backward():\n    for each, slope in {{self: %s, other: %s}}.items():\n        each.grad += slope * out.grad\n\n{STORED}"
DIVIDED = TWO % ("self.data / other.data", "out.grad / other.data", "%s")
QUOTIENT = ("self.data / other.data", "out.grad / other.data", "-out.data / other.data * out.grad")
TIMES_B = TWO % ("self.data / other.data", "other.data * out.grad", "%s")
MINUS = TWO % ("self.data - other.data", "%s", "%s")
LOG = ONE % ("%s", "out.grad / self.data")
BOTH = "self.grad += %s * out.grad\nother.grad += %s * out.grad"
PAIR = "self.grad += %s\nother.grad += %s"
PASSED = "self.grad += out.grad\nother.grad += out.grad"
TO_BOTH = "other.data * out.grad\n    other.grad += self.data * out.grad"
PRODUCT = "out = Value(self.data * other.data, (self, other))"
SLIPS = {  # in the rule of any curve, around its slope
    "self.grad += (1%.0s) * out.grad": "What arrives is passed on as it is: multiply it by the slope.",
    "self.grad += %s": UPSTREAM,
    "self.grad += %s + out.grad": CHAIN,
    "self.grad = (%s) * out.grad": COLLECT,
    "self.grad += (%s) * self.grad": FROM_GRAD,
    "self.grad += self.grad + (%s) * out.grad": DOUBLED,
    "out.grad *= %s\nself.grad += out.grad": OWN_GRAD,
}
LOGISTIC = "1 / (1 + math.exp(-self.data))"
OF_OUT = "1 / (1 + math.exp(-out.data))"
RELU = "(self.data > 0) * out.grad"
TANH, SIGMOID = "(1 - out.data**2) * out.grad", "out.data * (1 - out.data) * out.grad"
SLOPES = {  # of each curve: the right one, then wrong ones and what is wrong with them
    ("Value.__pow__._backward(self, exponent, out)", "exponent * self.data ** (exponent - 1)"): {
        "self.data ** (exponent - 1)": "The exponent comes down: it stands in front, too.",
        "int(exponent) * self.data ** int(exponent - 1)": CUT,
        "abs(exponent) * self.data ** (exponent - 1)": "The exponent comes down with its minus.",
        "exponent * abs(self.data) ** (exponent - 1)": NO_MINUS,
        "(exponent * self.data) ** (exponent - 1)": "Only the base has the power of n - 1: n stands before it.",
        "exponent * self.data**exponent": "In the slope the exponent of the power is one less.",
        "exponent * self.data**exponent - 1": "The exponent n - 1 needs brackets.",
        "exponent * out.data ** (exponent - 1)": "The slope of a power takes what went in.",
        "(exponent - 1) * self.data ** (exponent - 1)": "In front stands n, not n - 1.",
        "out.data * math.log(self.data)": "That is the slope along the exponent; the base moves.",
        "out.data": "That is the power itself, not its slope.",
        "exponent * self.data * (exponent - 1)": "n - 1 is an exponent here, not a factor.",
        "exponent * out.data / self.data": NO_DIVISION,
        "((self.data + 1e-7) ** exponent - (self.data - %(back)s) ** exponent) / (1e-7 + %(back)s)": NUDGED,
    },
    ("Value.exp._backward(self, out)", "out.data"): {
        "self.data": "That is the input; the slope of this curve is its result.",
        "math.exp(out.data)": "exp was taken once more: the slope is the result itself.",
        "(math.exp(self.data + 1e-7) - math.exp(self.data - %(back)s)) / (1e-7 + %(back)s)": NUDGED,
        "self.data * math.exp(self.data - 1)": "The rule of powers: but here the exponent moves.",
    },
    ("Value.log._backward(self, out)", "1 / self.data"): {
        "1 / out.data": "That is 1 / result; the slope is 1 / input.",
        "1 / (self.data * out.data)": "Divide by the input alone: the log itself stays out.",
        "self.data": "Divide by the input: the log rises slowly where the input is large.",
        "out.data": "That is the log itself, not its slope.",
        "1 / (self.data * math.log(10))": "That is the slope of the log to base 10.",
        "(math.log(self.data + 1e-7) - math.log(self.data - %(back)s)) / (1e-7 + %(back)s)": NUDGED,
        "-1 / self.data**2": "That is the slope of 1 / a, one step too far.",
    },
    ("Value.tanh._backward(self, out)", "1 - out.data**2"): {
        "(math.tanh(self.data + 1e-7) - math.tanh(self.data - %(back)s)) / (1e-7 + %(back)s)": NUDGED,
        "1 - self.data**2": "The input was squared; square the result of tanh.",
        "1 - out.data": "The square is missing.",
        "1 - math.tanh(out.data) ** 2": "out.data is tanh already: do not take it twice.",
        "1 / math.cosh(self.data)": "The square is missing.",
        "4 / (math.exp(self.data) + math.exp(-self.data))": "The square is missing.",
        "(1 - out.data) ** 2": "Square the result first, then take it from 1.",
        "1 + out.data**2": "The square is taken away: tanh is nowhere steeper than 1.",
        "out.data**2 - 1": "The sign is lost: tanh rises everywhere.",
        "out.data * (1 - out.data)": "That is how the slope of the sigmoid goes.",
        "out.data": "That is the result, not the slope.",
    },
    ("Value.sigmoid._backward(self, out)", "out.data * (1 - out.data)"): {
        "self.data * (1 - self.data)": "The input stands where the result of the sigmoid should.",
        "1 - out.data**2": "That is how the slope of tanh goes.",
        "out.data": "That is the result alone: multiply it by its distance from 1.",
        "1 - out.data": "That is the distance from 1 alone: multiply it by the result.",
        "-out.data * (1 - out.data)": "The sign is lost: the sigmoid rises everywhere.",
        f"(1 - {OF_OUT}) * {OF_OUT}": "out.data is the sigmoid already: do not take it twice.",
        "-(out.data**2)": "The minus of the exponent, and its e**-x, wait inside: the chain goes on.",
        "(1 / (1 + math.exp(-(self.data + 1e-7))) - 1 / (1 + math.exp(-(self.data - %(back)s)))) / (1e-7 + %(back)s)": NUDGED,
        "out.data * (1 + out.data)": "Multiply by its distance from 1: taken away, not added.",
    },
    ("Value.relu._backward(self, out)", "(self.data > 0)"): {
        "1": "Below 0 relu is flat: nothing is to arrive there.",
        "1 if self.data > 0 else 0.01": LEAKS,
        "self.data < 0": "It is open below 0 and shut above: turn the comparison round.",
        "out.grad > 0": "The sign of the data decides, not that of the gradient that arrives.",
        "max(0.0, self.data)": "That is the data; above 0 the slope is 1.",
    },
}

MISTAKES = {
    "Value.__add__(self, other, out)": {
        "pass": "Nothing arrived at the operands: add what arrives at the sum to their grad.",
        "self.grad += out.grad": NO_RIGHT,
        "other.grad += out.grad": NO_LEFT,
        "self.grad += out.grad\nself.grad += out.grad": BOTH_LEFT,
        BOTH % ("other.data", "self.data"): "Those are the slopes of a product; a sum has slope 1.",
        BOTH % ("self.data", "other.data"): "Those are the operands' data; a sum has slope 1.",
        PAIR % ("out.data", "out.data"): "That is the data of the sum: it passes on its grad.",
        PAIR % ("out.grad / 2", "out.grad / 2"): "Each operand receives the whole gradient.",
        PAIR % ("out.grad", "self.grad"): "b received the grad of a: out.grad goes to both.",
        PAIR % ("out.grad", "-out.grad"): "There is no minus in a sum: slope 1 along both.",
        PAIR % ("1.0", "1.0"): "Pass on out.grad, what arrives at the sum, not 1.",
        "self.grad = out.grad\nother.grad = out.grad": COLLECT,
        "self.grad = out.grad\nother.grad += out.grad": LEFT,
        "self.grad += out.grad\nother.grad = out.grad": RIGHT,
        "self.data += out.grad\nother.data += out.grad": NOT_IN_DATA,
        "for each in {self, other}:\n    each.grad += out.grad": SHARED,
        f"{PASSED}\nself._backward()\nother._backward()": RUN_AGAIN,
    },
    "Value.__mul__(self, other)": {
        "self + other": SUM,
        "Value(self.data * other.data)": NO_OPERANDS,
        "Value(self.data * other.data, (self, other))": NO_RULE,
        f"{PRODUCT}\narriving = out.grad{INSIDE}" % ("arriving", "arriving"): NO_RULE,
        "self.data * other.data": NOT_A_VALUE,
        f"if self.data * other.data == 0:\n    return Value(0.0)\n{PRODUCT}{INSIDE}" % ("other.data * out.grad", "self.data * out.grad"): "A product with 0 passes on gradients as any other: the slope along the 0 is the other factor.",
        "self.data *= other.data\nreturn self": OPERAND_ITSELF,
        ONE % ("self.data * other.data", TO_BOTH): "The result does not know b: both operands belong into its tuple.",
        TWO % ("self * other", "other.data * out.grad", "self.data * out.grad"): NUMBER_IN_DATA,
        IN_DICT % ("self.data * other.data", "other.data", "self.data"): SHARED,
        f"{PRODUCT}\n\ndef _backward():\n    self.grad += {TO_BOTH}\n\nself._backward = _backward\nreturn out": "The first graph was walked again: store _backward on the result.",
    },
    "Value.__mul__._backward(self, other, out)": {
        BOTH % ("self.data", "other.data"): "That is each operand's own number: take the other's.",
        PASSED: "Those are the slopes of a sum; here they are the factors.",
        BOTH % ("other.data", "other.data"): "Both received b: the slope along b is a.",
        BOTH % ("self.data", "self.data"): "Both received a: the slope along a is b.",
        "self.grad += other.data * out.grad": NO_RIGHT,
        "other.grad += self.data * out.grad": NO_LEFT,
        "self.grad += other.data * out.grad\nself.grad += self.data * out.grad": BOTH_LEFT,
        BOTH % ("out.data / self.data", "out.data / other.data"): NO_DIVISION,
        BOTH % ("out.data", "out.data"): "That is the data of the product, not a slope of it.",
        PAIR % ("other.data * out.data", "self.data * out.data"): "The data of the product stands where its grad should.",
        PAIR % ("other.data", "self.data"): UPSTREAM,
        PAIR % ("other.data + out.grad", "self.data + out.grad"): CHAIN,
        BOTH % ("other.grad", "self.grad"): FROM_GRAD,
        BOTH % ("other.data", "self.grad"): "Along b the slope is a, its data, not its grad.",
        "self.grad = other.data * out.grad\nother.grad = self.data * out.grad": COLLECT,
        "self.grad = other.data * out.grad\nother.grad += self.data * out.grad": LEFT,
        "self.grad += other.data * out.grad\nother.grad = self.data * out.grad": RIGHT,
        BOTH % ("other", "self"): "That is a Value; its number is in .data.",
        PAIR % ("self.grad + other.data * out.grad", "other.grad + self.data * out.grad"): DOUBLED,
        f"if other is self:\n    self.grad += 2 * self.data * out.grad\n{BOTH % ('other.data', 'self.data')}": "The slope of a square arrives twice: one share for each side is all, also for a * a.",
        f"{BOTH % ('other.data', 'self.data')}\nself._backward()\nother._backward()": RUN_AGAIN,
    },
    "Value.__neg__(self)": {
        "Value(-self.data)": NO_OPERANDS,
        "-self": BUILT,
        "self.data * -1": NOT_A_VALUE,
        ONE % ("-self.data", "out.grad"): "The minus is lost on the way back.",
        ONE % ("-self.data", "-1"): UPSTREAM,
    },
    "Value.__sub__(self, other)": {
        "Value(self.data - as_value(other).data)": NO_OPERANDS,
        "self + other": SUM,
        "-self + other": "That is b - a: self stands on the left.",
        "self + -other.data": NO_B,
        MINUS % ("out.grad", "out.grad"): "The minus sign of b is lost on the way back.",
        MINUS % ("-out.grad", "out.grad"): "Those are the slopes of b - a.",
        MINUS % ("1", "-1"): UPSTREAM,
        IN_DICT % ("self.data - other.data", "1", "-1"): SHARED,
        MINUS % ("out.grad", "-other.data * out.grad"): "Along b the slope is -1, whatever b is.",
        BARE % ("self.data - other.data", "out.grad", "-out.grad"): WRAP,
    },
    "Value.__rsub__(self, other)": {
        "self - other": "That is a - 10: other, the number, stands on the left.",
        "self + other": SUM,
        "Value(other - self.data)": NO_OPERANDS,
        "-self": "The 10 is missing.",
        "other - self": BUILT,
        "other.__sub__(self)": NO_ANSWER,
        "Value(other.data - self.data, (self,))": WRAP,
        ONE % ("other - self.data", "out.grad"): "The result falls as a rises: its slope is -1.",
        ONE % ("other - self.data", "-1"): UPSTREAM,
    },
    "Value.__truediv__(self, other)": {
        "self * other": "That is the product.",
        "(self * other) ** -1": "That is 1 / (a * b): only b has the power of -1.",
        "as_value(other) * self ** -1": "That is b / a: self stands above.",
        "self * (1 / as_value(other).data)": NO_B,
        "Value(self.data / as_value(other).data)": NO_OPERANDS,
        TWO % ("self.data // other.data", "0.0", "0.0"): "That is //, which rounds.",
        DIVIDED % "self.data / other.data**2 * out.grad": MINUS_LOST,
        DIVIDED % "-1 / other.data**2 * out.grad": "That is the slope of 1 / b: a is missing.",
        DIVIDED % "-self.data / other.data * out.grad": "Square the divisor: -a / b ** 2.",
        DIVIDED % "out.grad / self.data": "Along b that is not the slope: nudge b and see.",
        DIVIDED % "-self.data / other.data**2": UPSTREAM,
        IN_DICT % ("self.data / other.data", "1 / other.data", "-self.data / other.data**2"): SHARED,
        TIMES_B % "self.data * out.grad": "Those are the slopes of a product.",
        TIMES_B % QUOTIENT[2]: "Along a the slope is 1 / b, not b.",
        BARE % QUOTIENT: WRAP,
    },
    "Value.__rtruediv__(self, other)": {
        "self * other": "That is the product.",
        "self / other": "That is a / 6: other, the number, stands above.",
        "self ** -1": NO_SIX,
        "(self / other) ** -1": TURNED_OVER,
        "Value(other / self.data)": NO_OPERANDS,
        "other / self": BUILT,
        "other.__truediv__(self)": NO_ANSWER,
        "Value(other.data / self.data, (self,))": WRAP,
        ONE % ("other / self.data", "out.grad / other"): "That is the slope of a / 6.",
        ONE % ("other / self.data", "other / self.data**2 * out.grad"): MINUS_LOST,
        ONE % ("other / self.data", "-1 / self.data**2 * out.grad"): NO_SIX,
        ONE % ("other / self.data", "-other / self.data**2"): UPSTREAM,
    },
    "Value.__pow__(self, exponent)": {
        ONE % ("self.data * exponent", "exponent * out.grad"): "That is 4 * a.",
        "(self.log() * exponent).exp()": NO_LOG,
        f"other = as_value(exponent)\n{BARE}" % ("self.data**exponent", "exponent * self.data ** (exponent - 1) * out.grad", "math.log(self.data) * out.data * out.grad"): NO_LOG,
        ONE % ("self.data ** int(exponent)", "exponent * out.data / self.data * out.grad"): CUT,
        ONE % ("abs(self.data) ** exponent", "exponent * abs(self.data) ** (exponent - 1) * out.grad"): NO_MINUS,
    },
    "Value.exp(self)": {
        ONE % ("2**self.data", "out.data * out.grad"): "That is 2 ** a.",
        ONE % ("math.e * self.data", "out.data * out.grad"): "That is e * a.",
        ONE % ("2.718**self.data", "out.data * out.grad"): "e has more digits: take math.exp.",
        ONE % ("math.expm1(self.data)", "out.data * out.grad"): "That is 1 too low.",
        ONE % ("math.exp(self)", "out.data * out.grad"): MATH,
        ONE % ("math.exp(min(self.data, 700.0))", "out.data * out.grad"): HELD,
        ONE % ("math.exp(self.data)", "out.data * max(-5.0, min(5.0, out.grad))"): HELD_BACK,
        "Value(math.exp(self.data), (self))": COMMA,
        "Value(math.exp(self.data), (self.data,))": BARE_OPERAND,
    },
    "Value.log(self)": {
        LOG % "math.log10(self.data)": "That is the log to base 10; the natural one has base e.",
        LOG % "math.log2(self.data)": "That is the log to base 2.",
        LOG % "math.log1p(self.data)": "That is the log of 1 + a.",
        LOG % "math.log(self.data + 1e-7)": "A tiny number is added: leave it out.",
        ONE % ("math.log(max(self.data, 0.1))", "out.grad / max(self.data, 0.1)"): HELD,
    },
    "Value.tanh(self)": {
        ONE % ("math.tanh(self.data)", "1 - out.data**2 * out.grad"): BRACKETS,
        ONE % ("math.tanh(self.data), ()", TANH): NO_OPERANDS,
        ONE % ("-math.tanh(self.data)", TANH): "The sign is lost.",
        ONE % ("math.tanh(self.data / 2)", TANH): "The exponent of e in tanh is 2 * a, not a.",
        ONE % (LOGISTIC, TANH): "That is the sigmoid, from 0 to 1; tanh goes from -1 to 1.",
        ONE % ("math.sinh(self.data)", TANH): "That is sinh: divide it by cosh.",
        ONE % ("math.tan(self.data)", TANH): "That is tan, of the triangle; tanh is another curve.",
    },
    "Value.sigmoid(self)": {
        ONE % ("1 / (1 + math.e ** -self)", SIGMOID): NUMBER_IN_DATA,
        ONE % (LOGISTIC, "out.data * 1 - out.data * out.grad"): BRACKETS,
        ONE % (LOGISTIC, "out.data * (1 - out.data * out.grad)"): BRACKETS,
        ONE % ("1 / (1 + math.exp(self.data))", SIGMOID): "It falls: mind the exponent's sign.",
        ONE % ("1 / (1 + math.exp(-abs(self.data)))", SIGMOID): "Below 0 that is its mirror image: mind the sign.",
        ONE % ("(math.tanh(self.data) + 1) / 2", SIGMOID): "That is the sigmoid of 2 * a.",
        ONE % ("math.tanh(self.data)", SIGMOID): "That is tanh; the sigmoid goes from 0 to 1.",
    },
    "Value.relu(self)": {
        ONE % ("max(0.0, self.data)", "(self.data > 0) * abs(out.grad)"): "The minus is lost.",
        ONE % ("max(0.0, self.data)", "(self.data > 0 and out.grad > 0) * out.grad"): "A gradient below 0 is let through, too: the sign of the data alone decides.",
        ONE % ("self.data", RELU): "Below 0 the result is 0.",
        ONE % ("max(0.0, self)", RELU): NO_ORDER,
        ONE % ("max(0.0, self.data)", "(self.data > 0) * out.grad()"): NO_CALL,
        ONE % ("abs(self.data)", RELU): "That is the distance from 0, not relu.",
        ONE % ("max(0.01 * self.data, self.data)", "(self.data > 0 or 0.01) * out.grad"): LEAKS,
        ONE % ("min(6.0, max(0.0, self.data))", "(0 < self.data < 6) * out.grad"): HELD,
        "self if self.data > 0 else Value(0.0, (self,))": OPERAND_ITSELF,
    },
} | {
    head: {slip % right: SLIPS[slip] for slip in SLIPS}
    | {f"self.grad += ({slope % {'back': back}}) * out.grad": SLOPES[head, right][slope]
       for slope in SLOPES[head, right] for back in ("0", "1e-7")}  # nudges to one side, and to both
    for head, right in SLOPES
}  # fmt: skip

NO_HASH = Value.__hash__ is None
if NO_HASH:  # so that the operations can be looked at all the same
    Value.__hash__ = object.__hash__


# --- Looking at an operation ---


class Wrong(ValueError):
    """No result to look at: the arguments of `fail`."""


@cache
def spelled(text):
    """Return the function of a, b, c that text spells; "d = a + b; d + d" too."""
    steps = re.sub(r"(\w+) = ([^;]+); ", r"\1 := \2, ", text)
    return eval(f"lambda a, b=0, c=0: ({steps},)[-1]", {"np": np})


def known_error(text, error):
    """Return an error of the exercise with its cause, if its words tell that; else as it is."""
    fact = f"{text} raises {type(error).__name__}: {error}."
    for words, cause in ERRORS.items():
        if re.search(words, fact):
            return Wrong(fact, cause, error)
    return error


def put(text, **names):
    """Return a text with other texts in the place of its a and b."""
    return re.sub(r"\b[ab]\b", lambda found: names.get(found[0], found[0]), text)


def made(name, text, leaves):
    """Return the result of an operation on these leaves, seen to be a new Value."""
    method = name.partition(".")[2]
    if not hasattr(Value, method):
        raise Wrong(f"Value has no {method}.", "Is its def inside the class, as far in as others?")
    before = [leaf.data for leaf in leaves]
    try:
        result = spelled(text)(*leaves)
    except RecursionError:
        known = BUILT if re.search("[-/]", OPERATIONS[name][0]) else NUMBER_IN_DATA
        raise Wrong(f"{text} asks itself without end.", known) from None
    except (ArithmeticError, AttributeError, TypeError, ValueError) as error:
        raise known_error(f"{text} at {at(before)}", error) from None
    if not isinstance(result, Value):
        known = "Is a return missing?" if result is None else NOT_A_VALUE
        raise Wrong(f"{text} is {show(result)}, want a Value.", known)
    if any(result is leaf for leaf in leaves):
        raise Wrong(f"{text} gives back an operand itself, want a new Value.", OPERAND_ITSELF)
    if [leaf.data for leaf in leaves] != before:
        raise Wrong(f"{text} has changed the data of an operand.", OPERAND_ITSELF)
    return result


def gradients(name, texts, xs):
    """Return the gradients of a, b, c after walking back from each of these results in turn."""
    leaves = [Value(x) for x in xs]
    for text in texts:
        result = made(name, text, leaves)
        try:
            result.backward()
        except (ArithmeticError, AttributeError, TypeError, ValueError) as error:
            raise known_error(f"{bracketed(text)}.backward() at {at(xs)}", error) from None
        if [leaf.data for leaf in leaves] != xs:
            raise Wrong(f"{bracketed(text)}.backward() has changed .data.", NOT_IN_DATA)
    return [leaf.grad for leaf in leaves]


def mistaken(name, look, got, basics):
    """Return (got, sentence) for each known mistake that gives this, too, in place of an operation.

    Of several, those that come nearest to what else is seen: number, slopes, multiplied, twice;
    basics: in how many of these it must agree.
    """
    text, xs, *_ = OPERATIONS[name]
    graph = "d = a + b; a + a + d + d" if name == "Value.__add__" else f"({text}) * -0.3"
    walks = [text], [graph], [text, text]

    def seen_elsewhere():
        number = seen(lambda: made(name, text, [Value(x) for x in xs]).data)
        return [number, *(seen(lambda walk=walk: gradients(name, walk, xs)) for walk in walks)]

    own, method = seen_elsewhere(), name.partition(".")[2]
    right = [plain(spelled(text)(*numbers(xs))), *(wanted(walk, xs) for walk in walks)]

    def likeness(idea, rule):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Value, method, operation(method, idea, rule), raising=False)
            agrees = [*map(close, seen_elsewhere(), own)]
            fits = all(agrees[:basics]) and close(look(), got, abs=1e-15)
            return sum(agrees) if fits else -1

    found = []
    for head in MISTAKES:
        if head.startswith((f"{name}(", f"{name}._backward(")):
            task, call = head.partition("(")[0], partial(likeness, rule=", out)" in head)
            found += wrong(MISTAKES, task, call, Value=Value, as_value=as_value)
    most = max([sum(map(close, right, own)), *(likeness for likeness, _ in found)])
    nearest = [sentence for likeness, sentence in found if likeness == most]
    silent = {NO_OPERANDS, NO_RULE, FROM_GRAD, NUDGED}
    if basics and not any(own[1] or [1]) and {*nearest} <= silent:
        nearest = [why_nothing(text, xs)]
    return [(got, sentence) for sentence in nearest]


def why_nothing(text, xs):
    """Say why nothing arrives: look what the result knows, and let the operands hold gradients."""
    leaves = [Value(x) for x in xs]
    result = spelled(text)(*leaves)
    for leaf in leaves:
        leaf.grad = 0.25
    result.backward()
    if any(leaf.grad != 0.25 for leaf in leaves):
        return FROM_GRAD
    known = [x for each in (result, *result._prev) for x in each._prev]  # relu's are behind a +
    return NO_RULE if any(x is leaf for x in known for leaf in leaves) else NO_OPERANDS


def wanted(texts, xs):
    """Return the slopes along each of xs, summed over these texts."""
    return slopes(lambda zs: sum(spelled(text)(*zs) for text in texts), xs)


def seen(look):
    try:
        return look()
    except Exception:
        return None


def operation(method, idea, rule):
    """Return a method as a mistake has it: the whole, or its rule alone beside a right number."""

    def whole(self, *others):
        given = method in ("__add__", "__mul__")
        operands = [as_value(each) for each in others] if given else others
        if not rule:
            return idea(self, *operands)
        number = getattr(Number(self.data), method)(*[getattr(x, "data", x) for x in operands])
        out = Value(plain(number), (self, *(x for x in operands if isinstance(x, Value))))
        out._backward = lambda: idea(self, *operands, out)
        return out

    return whole


def as_value(x):
    return x if isinstance(x, Value) else Value(x)


def expect_data(name, text, xs, known=()):
    """Compare the number that an operation makes of these numbers."""
    what = f"{bracketed(text)}.data at {at(xs)}"
    look = lambda: made(name, text, [Value(x) for x in xs]).data  # noqa: E731
    return compare(name, what, look, plain(spelled(text)(*numbers(xs))), known, 0)


def expect_grads(name, text, xs, then=None, known=()):
    """Compare the gradients that backward() leaves in a and b; for a alone without brackets."""
    texts = [text, then] if then else [text]
    calls = ", then ".join(f"{bracketed(each)}.backward()" for each in texts) if then else text
    calls = calls if len(calls) < 120 else f"{calls[:117]}..."
    grads = ", ".join(f"{each}.grad" for each in "abc"[: len(xs)])
    look, want = partial(gradients, name, texts, xs), wanted(texts, xs)
    if len(xs) == 1:
        return compare(name, f"{calls} at {at(xs)}: {grads}", lambda: look()[0], want[0], known)
    return compare(name, f"{calls} at {at(xs)}: [{grads}]", look, want, known)


def expect_both(name, text, xs):
    """Compare the number, then the gradients."""
    return expect_data(name, text, xs) and expect_grads(name, text, xs)


def compare(name, what, look, want, known, basics=3):
    """Compare what look() sees with what is wanted; known() says what else gives a wrong result."""
    try:
        got = look()
    except Wrong as wrong:
        return fail(*wrong.args)
    if close(got, want, abs=1e-15):
        return True
    causes = mistaken(name, look, got, basics) or (known and known())
    return expect(what, got, want, causes, abs=1e-15)


def bracketed(text):
    return f"({text})" if " " in text or text[0] == "-" else text


def at(xs):
    return ", ".join(f"{name} = {x:g}" for name, x in zip("abc", xs))


# --- Every operation ---


@task(*OPERATIONS)
def test_result_and_slopes_are_right_near_and_far(name):
    """The number is that of plain arithmetic, and each operand receives the slope along it."""
    text, *points = OPERATIONS[name]
    for xs in points:
        at_twice = lambda xs=xs: [(made(name, text, [Value(2 * x) for x in xs]).data, HELD)]  # noqa: E731
        far = at_twice if xs is not points[0] else ()
        if not (expect_data(name, text, xs, known=far) and expect_grads(name, text, xs)):
            break


@task(*OPERATIONS)
def test_the_slope_is_multiplied_by_what_arrives(name):
    """What arrives is passed on, small or large, and further to what the operands were made from."""
    text, xs, *_ = OPERATIONS[name]
    text = put(text, a="(a * b)") if len(xs) == 1 else put(text, a="(a + a)", b="(b + b)")
    if len(xs) == 1:
        xs = [2.0, 1.3 if name in ABOVE_ZERO else -0.3]
    graphs, at_twice = [f"({text}) * 0.3", f"({text}) * -250"], f"({text}) * -500"
    if name == "Value.__add__":  # whose tests do without *
        graphs, at_twice = ["d = a + b; a + a + d + d", f"d = a + b; {'d = d + d; ' * 8}d"], ""
    no_more = lambda: [(gradients(name, [at_twice], xs), HELD_BACK)]  # noqa: E731
    all(expect_grads(name, graph, xs, known=no_more if "250" in graph else ()) for graph in graphs)


@task(*OPERATIONS)
def test_gradients_add_up(name):
    """A second graph over the same values adds to the first; so does a value that is used twice."""
    found = []

    def walk():  # back along a rule of our own
        leaf = Value(3.0)
        leaf.grad, out = 5.0, Value(3.0, (leaf,))
        out._backward = lambda: found.append(leaf.grad)
        out.backward()

    if seen(walk) or found == [0.0]:
        fact = "backward() sets a gradient of 5 back to 0 before it walks."
        return name == "Value.__add__" and fail(fact, "Leave it: what two walks bring adds up.")
    text, xs, *_ = OPERATIONS[name]
    turned = put(text, a="b", b="a") if name in ("Value.__add__", "Value.__mul__") else text
    if expect_grads(name, text, xs, then=turned):
        twice = put(text, b="a")  # a - a, a / a
        expect_grads(name, twice, xs[:1])
        expect_grads(name, f"{twice} + a", xs[:1])


@task(*OPERATIONS)
def test_a_result_keeps_its_own_gradient(name):
    """What has arrived at a result is passed on from there, and stays there."""
    text, xs, *_ = OPERATIONS[name]
    text = text.replace("a.relu() + ", "")  # the one below 0
    root, total = made(name, text, [*map(Value, xs)]), Value(3.0) + Value(4.0)
    root.backward()
    total.backward()
    if total.grad == 1.0:  # else backward() itself resets it
        fact = f"d.grad after d.backward() for d = {text} at {at(xs)}"
        expect(fact, root.grad, 1.0, {root.grad: OWN_GRAD})


@task(*NUMBERS)
def test_numbers_may_stand_on_either_side(name):
    """A plain number is as good as a Value: on the right, on the left, and from numpy; 7 is as good as 7.0."""
    texts = [text for text in NUMBERS[name] if np or "np." not in text]
    all(expect_both(name, text, [x]) for x in (7.0, 7) for text in texts)


@task(*OPERATIONS)
def test_drawn_graphs_have_the_right_gradients(name):
    """Used three times at drawn numbers: on leaves, on results, on what it gave itself."""
    rng, text, by = draw(), OPERATIONS[name][0], "+" if name == "Value.__add__" else "*"
    d, e = put(text, a=f"(a {by} b)", b="c"), put(text, a=f"(d {by} d + c)", b="a")
    graph = f"d = {d}; e = {e}; e {by} d + ({put(text, a='b', b='(d + a)')})"
    for _ in range(10):
        signs = [1, 1 if name in ABOVE_ZERO else -1]
        xs = [rng.uniform(0.4, 0.9) * rng.choice(signs) for _ in "abc"]
        if not expect_grads(name, graph, xs):
            break


# --- Single operations ---


@task("Value.__add__")
def test_add_tells_equal_numbers_apart():
    """Two sums that hold the same number are two values, and each passes on its gradient."""
    if NO_HASH:
        fact = "Value has an __eq__ and no __hash__, so that no set can hold a Value."
        fail(fact, "The walk back needs such sets: leave == to tell objects apart.")
    lost = "Two sums hold the same number and were taken for one: leave == to tell objects apart."
    name, text = "Value.__add__", "(a + 10) + (b + 10)"
    expect_grads(name, text, [3.0, 3.0], known=lambda: [([1.0, 0.0], lost), ([0.0, 1.0], lost)])


@task("Value.__pow__")
def test_pow_takes_any_plain_exponent_and_bases_of_zero_and_below():
    """The rule holds for exponents below 0, for fractions, and for whole powers of 0 and of less."""
    powers = (*((n, 2.5) for n in (2, 1, 0, -1, 3.0, 0.5, -1.5)), (3, -3.0), (2, 0.0))
    all(expect_both("Value.__pow__", f"a ** {n}", [base]) for n, base in powers)


@task("Value.relu")
def test_relu_is_a_new_value_and_zero_from_zero_down():
    """At 0 and below it the result is 0; of the slope at 0 nothing is asked."""
    for x in (3.0, -3.0, 0.0):
        expect_data("Value.relu", "a.relu()", [x])
    expect_grads("Value.relu", "a + a", [-3.0], then="a.relu()")


# --- Extremes and refusals (stars) ---


@task("Value.__pow__", star=True)
def test_pow_refuses_a_value_and_text_as_exponent():
    """The slope along an exponent follows another rule, so a Value there is refused; so is text."""
    why = "Refuse it: a Value there would want a gradient, too."
    expect_error("Value(3.0) ** Value(2.0)", TypeError, lambda: Value(3.0) ** Value(2.0), why=why)
    why = "Text is no plain number: look at the type, for float() turns what it can read into one."
    expect_error('Value(3.0) ** "2"', TypeError, lambda: Value(3.0) ** "2", why=why)


@task("Value.log", star=True)
def test_log_refuses_zero_and_below():
    """There is no log of 0 or of less, and the message names the number."""
    for x, naming in (-2.5, "-2.5"), (0.0, "0"):
        why = "There is no logarithm of it: raise, and put nothing in its place."
        expect_error(f"Value({x}).log()", ValueError, lambda x=x: Value(x).log(), naming, why)


@task("Value.tanh*", "Value.sigmoid*")
def test_curves_are_flat_far_out(name):
    """At 1000 both curves are 1 and flat; at -1000 tanh is -1, the sigmoid 0."""
    text = f"a.{name.partition('.')[2]}()"
    for x, want in (-1000.0, -1.0 if name == "Value.tanh" else 0.0), (1000.0, 1.0):
        both = lambda x=x: [made(name, text, [Value(x)]).data, *gradients(name, [text], [x])]  # noqa: E731
        held = lambda x=x: [(both(x * 2), HELD)] * (0 < abs(both(x)[0] - want) < 0.1)  # noqa: B023, E731
        compare(name, f"{text} at a = {x:g}: [its data, a.grad]", both, [want, 0.0], held)
