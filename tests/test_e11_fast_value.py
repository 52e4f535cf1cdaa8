"""Tests of e11: the same numbers as e02 and e03, with fewer objects and nothing left behind.

Graphs are texts such as "p = a + b; p ** 2": a message can be retyped. A task's own tests use, of
the other tasks, only what they cannot do without; the yardstick is e02. Where a result is wrong,
each wrong idea of its task takes the task's place and is looked at in the same way.
"""

import gc
import math
import re
from contextlib import nullcontext
from functools import partial
from heapq import heappop, heappush

import pytest

from exercises import e11_fast_value as fast
from exercises.e02_value import Value as Slow
from exercises.e11_fast_value import Tape, Value
from kata.sandbox.isolation import uncollected
from tests.expect import close, draw, expect, expect_error, fail, task
from tests.wrong import wrong

# --- What people write ---

ROOTS = {
    "= %(root)s.data": "That is root's number, want the slope of root by itself.",
    "+= 1.0": "Root's gradient is set, not added to.",
    "= %(root)s.grad or 1.0": "Root's gradient is set to 1.0, whatever an earlier walk has left there.",
}
SAME_NUMBER = "Two Values hold the same number and are taken for one: tell objects apart."
TWICE = "A result passed its gradient on more than once."
EACH_TWICE = "Each passed on twice: keep what _pass_on returns, and loop over that."
CLEARED = "Gradients on the way stay as they are: clear none."
WIPED = "A gradient is set back to 0: reset nothing, neither before the walk nor in it."
LEAF = "A leaf was made from nothing and passes nothing on: ask for its number before you call _pass_on."
DEEP = "A function cannot call itself so often: keep what is still to do in a list."
NO_LEFT = "A walk asked a Dot for _left, which it has not: _pass_on returns whom it gave to."
NOTHING = "Nothing arrived: are operand and slope handed over, and is no gradient in the slope?"
NO_RETURN = "Is a return missing?"
NOT_A_VALUE = "Make a Value of that number."
ONE_NODE = "Compute with the numbers in .data, and make one Value of the result."
NO_GRAD = "Only a Value has a grad: what else stands where an operand belongs?"
HAS_DATA = "That is a Value; its number is in .data."
UPSTREAM = "That is the slope alone: multiply it by the gradient that has arrived."
COLLECT = "One share has overwritten another: add with +=, so that both are in the sum."
LEAVES = "A leaf receives its share as a result does: it only passes nothing on."
OF_A_SUM = "That is the slope of a sum: along a weight it is its input, along an input its weight."
ADD_NUMBERS = "Add up the numbers in .data, then make one node: * and + of Values make more."
DICT = "A Value that comes twice was met once: a dict keeps the last pair of each."
OWN_CLASS = "A Dot is made in another way: the result is a Value, whatever class the operand is of."
ALMOST = "That is almost right: is something rounded, held within bounds, or found by nudging?"
NO_FUNCTION = "A slope is a number here: hand it over as it is, without a function."
NOT_EMPTY = "Empty the tape at the end of the walk: it keeps everything on it alive."
LOOK_FIRST = "Look whether root is on the tape before you begin."
CYCLE = "Somebody still refers to them: a function that is kept on its own result, a function inside that calls itself, or a list outside."
TURN = "turn? _pass_on returns whom it gave to."

RIGHT = {
    "one": "self.grad = 1.0", "pop": "waiting.pop(heappop(heap))", "first": "pass", "last": "pass",
    "given": "value._pass_on() if value._number else ()",
    "new": "operand._number and operand._number not in waiting",
    "total": "bias.data", "pairs": "zip(weights, inputs)", "adds": "+=", "weight": "weight.data",
    "times": "*", "x": "x.data", "dot": "Dot(total, weights, inputs, bias)",
    "to_bias": "+= self.grad", "both": "zip(self._weights, self._inputs)",
    "to_weight": "+= x.data * self.grad", "to_x": "+= weight.data * self.grad",
    "to": "(*self._weights, *self._inputs, self._bias)",
    "absent": "not any(value is root for value in self._made)", "refused": "pass",
    "start": "root.grad = 1.0", "tape": "reversed(self._made)", "then": "pass",
    "end": "self._made.clear()",
}  # fmt: skip
WALK = """
%(one)s
waiting, heap = {self._number: self}, [self._number]
while heap:
    value = %(pop)s
    for operand in %(given)s:
        %(first)s
        if %(new)s:
            waiting[operand._number] = operand
            heappush(heap, operand._number)
    %(last)s
"""
WALKS = {  # by the place in WALK: what stands there, and what is said
    ("one", "pass"): "Root's gradient is 0: give it its 1.0, and let it keep it.",
    **{("one", f"self.grad {how % {'root': 'self'}}"): ROOTS[how] for how in ROOTS},
    ("one", "met = [self]\nwhile met:\n    value = met.pop()\n    value.grad = 0.0\n    met += value._pass_on() if value._number else ()\nself.grad = 1.0"): WIPED,
    ("pop", "waiting.pop(heappop(heap))\n    value.grad = 1.0"): "Every gradient is set to 1: only root's own is.",
    ("pop", "waiting.pop(heap.pop(heap.index(max(heap))))"): "The oldest has its turn first: the turn is the youngest's, of the smallest number.",
    ("given", "value._pass_on()"): LEAF,
    ("first", "if not operand._number: break"): "The walk ends at the first leaf that it meets: others wait still.",
    ("first", "operand.grad = 0.0"): WIPED,
    ("new", "operand._number"): "It waits twice: push a number only if it does not wait yet.",
    ("new", "False"): "Only what root itself was made from received anything: after it all others have a turn, the youngest, of the smallest number, first.",
    ("new", f"{RIGHT['new']}:\n            operand.grad = 0.0\n        if {RIGHT['new']}"): WIPED,
    **{("last", f"if value{which}: value.grad = 0.0"): CLEARED for which in (" is not self", "._number")},
    ("last", "value._number and value._pass_on()"): EACH_TWICE,
}  # fmt: skip
STACK = """
self.grad = 1.0
seen, stack = {%s}, [self]
while stack:
    value = stack.pop(%s)
    for operand in value._pass_on() if value._number else ():
        if %s not in seen:
            seen.add(%s)
            stack.append(operand)
"""
APPENDED = f"{RIGHT['new']}:\n            waiting[operand._number] = operand\n            heap.append(operand._number)\n        if False"
PRODUCTS = {  # what is handed over of two Values
    "self, self.data, other, other.data": "That is each operand's own number: the slope along one is the other.",
    "self, 1.0, other, 1.0": "Those are the slopes of a sum; those of a product are the factors.",
    "self, other.data": "The operand on the right received nothing: hand it and its slope over too.",
    "other, self.data": "The operand on the left received nothing.",
    **{f"self, {both}.data, other, {both}.data": f"Both received {b}: the slope along {b} is {a}." for both, a, b in (("other", "a", "b"), ("self", "b", "a"))},
    "self, self.data * other.data, other, self.data * other.data": "That is the data of the product, not a slope of it.",
    "other.data, self, self.data, other": "Each operand stands before its slope: Value(number, left, its slope, right, its slope).",
    "self, lambda: other.data, other, lambda: self.data": NO_FUNCTION,
    "self, self.data * other.data / self.data, other, self.data * other.data / other.data": "A factor may be 0: do not divide by it, the slope along one is the other.",
    "self, self.data + other.data, other, self.data + other.data": "Both slopes are in both: the slope along one is the other alone.",
    "": NOTHING,
    **{f"self, {one}, other, {two}": NOTHING for one, two in (("0.0", "0.0"), ("other.data * self.grad", "self.data * other.grad"))},
    "self, other, other, self": HAS_DATA,
    "(self, other), (other.data, self.data)": NO_GRAD,
}  # fmt: skip
BESIDE = "Value(self.data * other.data, self, other.data, other, self.data) if isinstance(other, Value) else %s"
BESIDES = {  # what is made beside a plain number
    **{f"Value(self.data * other, self, {slope})": f"Beside a plain number that is the slope: {not_it}." for slope, not_it in (("self.data", "this is a's own"), ("1.0", "1 is that of a sum"), ("1 / other", "it is that number itself, and nothing is divided"), ("self.data * other", "this is the data of the product"))},
    "Value(self.data * other, self, other, other, self.data)": NO_GRAD,
    "Value(self.data * other)": NOTHING,
    "None": NO_RETURN,
    "self.data * other": NOT_A_VALUE,
}  # fmt: skip
MUL_AS = "if %s:\n    return %s(self.data * other.data, self, other.data, other, self.data)\nreturn Value(self.data * other, self, other)"
MUL = BESIDE % "Value(self.data * other, self, other)"
TANHS = {
    "height, self, 1 - self.data**2": "Square the height that came out, not the number that went in.",
    "height, self, 1 - height": "The height is to be squared.",
    "height, self, 1 - math.tanh(self.data**2)": "The height is squared, not the number: take its square from 1.",
    "height, self, height": "That is the height: the slope is 1 less its square.",
    "height, self, height * (1 - height)": "That is sigmoid's slope: tanh's is 1 - height**2.",
    "height, self, 1 - height * 2": "That is 1 - 2 * height: the square of the height is height**2.",
    "height, self, (1 - height) ** 2": "Square first, then take the square from 1.",
    "height, self, height**2": "That is the square of the height: the slope is 1 less that.",
    "height, self, height**2 - 1": "The sign is turned: 1 less the square.",
    "height, self, 1 - math.tanh(height) ** 2": "The height is the tanh already: square it as it is.",
    "height, self, (1 - height**2) * self.data": "Hand over the slope alone, not times the number.",
    "height, self, 1 / (1 + self.data**2)": "That is the slope of the arc tangent: tanh's is 1 - height**2.",
    "height, self, 1 + height**2": "The square is taken away, not added.",
    **{f"height, self, (1 - height**2) / {n}": f"That is {part} of the slope: in 2 * sigmoid(2 * x) - 1 each 2 is a factor of it." for n, part in ((2, "half"), (4, "a quarter"))},
    "height, self, 1.0": "A slope of 1 everywhere is a straight line's.",
    "height, self, lambda: 1 - height**2": NO_FUNCTION,
    **{f"height{more}": NOTHING for more in ("", ", self", ", self, (1 - height**2) * self.grad")},
    "height, self, 1 - Value(height) ** 2": HAS_DATA,
}  # fmt: skip
BY_EXP = "%s\nreturn Value(h, self, 1 - h**2)"
SUM = """
total = %(total)s
for weight, x in %(pairs)s:
    total %(adds)s %(weight)s %(times)s %(x)s
return %(dot)s
"""
SUMS = {
    ("total", "0.0"): "The bias is missing.",
    ("pairs", "((w, x) for w in weights for x in inputs)"): "Each weight met each input: they go in pairs.",
    ("pairs", "[(weights[i], inputs[i]) for i in range(len(weights) + 1)]"): "The indices go one too far: the last one is len(weights) - 1.",
    ("pairs", "dict(zip(weights, inputs)).items()"): DICT,
    **{("pairs", f"[*zip(weights, inputs)][{some}]"): f"The {one} pair is missing: {why}" for some, one, why in (("1:", "first", "indices begin at 0."), (":-1", "last", "does the loop end one too early?"))},
    ("adds", "="): "Only the last pair is in the sum, without the bias: add with +=.",
    ("adds", "= bias.data +"): "Only the last pair is in the sum.",
    ("adds", "+= bias.data +"): "The bias is added for each pair: once is enough.",
    ("weight", "weight.data / len(weights)"): "That is a mean: every pair counts whole.",
    ("times", "+"): "A weight and its input are multiplied, not added.",
    ("x", f"x.data\n    return {RIGHT['dot']}"): "Only the first pair is in the sum.",
    ("x", "x"): HAS_DATA,
    **{("dot", f"Dot(total, {three})"): "A Dot takes the sum, the weights, the inputs and the bias, in this order." for three in ("inputs, bias, weights", "bias, weights, inputs")},
    ("dot", "total"): NOT_A_VALUE,
    ("dot", "None"): NO_RETURN,
    ("dot", "Value(total)"): "It knows none of its operands: make a Dot of the sum, not a Value.",
    ("dot", "Dot(total, weights, inputs, Value(bias.data))"): "That is a copy of the bias, with a gradient of its own: hand over the bias itself.",
    ("dot", "Dot(total, weights, inputs, bias.data)"): "One operand is a number there: hand over the bias itself.",
    ("dot", "Dot(total, [w.data for w in weights], [x.data for x in inputs], bias)"): "Hand over the weights and the inputs themselves, not their numbers.",
    ("dot", f"{RIGHT['dot']} if weights else bias"): "Without weights it is the bias itself: make a node of it, too.",
    ("dot", f"(weights.reverse() if isinstance(weights, list) else None, {RIGHT['dot']})[1]"): "Only a new Value is to be made: leave the lists as they are.",
}  # fmt: skip
SHARES = """
self._bias.grad %(to_bias)s
for weight, x in %(both)s:
    weight.grad %(to_weight)s
    x.grad %(to_x)s
return %(to)s
"""
SHARED = {
    **{(to, f"{first}= self.grad"): "The bias is overwritten: add with += there too." for to, first in (("to_bias", ""), ("to_x", "+= weight.data * self.grad\nself._bias.grad "))},
    ("to_bias", "+= 0.0"): "The bias received nothing.",
    ("to_bias", "+= 1.0"): "The bias, too, receives the gradient that has arrived, not 1.",
    ("to_bias", "+= self._bias.data * self.grad"): "The bias received its number: the slope along it is 1.",
    ("to_bias", "+= len(self._weights) * self.grad"): "The bias received its share once for each pair: once is enough.",
    ("both", "dict(zip(self._weights, self._inputs)).items()"): DICT,
    **{("both", f"[*zip(self._weights, self._inputs)][{some}]"): f"The {one} pair received nothing: {why}" for some, one, why in ((":-1", "last", "does the loop end one too early?"), ("1:", "first", "indices begin at 0."))},
    ("both", "((w, x) for w, x in zip(self._weights, self._inputs) if x.data)"): "A pair with a 0 in it is left out: it has two shares, too.",
    ("to_weight", "+= x.grad * self.grad"): "The weights received nothing: is a line missing, or is x.grad where x.data belongs?",
    ("to_weight", "+= self.data / weight.data * self.grad"): "The whole number is in it: along a weight the slope is its input alone.",
    **{(to, "+= self.grad"): OF_A_SUM for to in ("to_weight", "to_x")},
    ("to_x", "+= 0.0"): "The inputs received nothing: is a line missing, or is weight.grad where weight.data belongs?",
    ("to_x", "+= weight.data * self.grad if x._number else 0.0"): LEAVES,
    ("to_x", "+= weight.grad * self.grad"): "weight.data belongs there, not weight.grad.",
    **{(f"to_{to}", f"+= {other}.data"): f"What the {all_of_them} receive is to be multiplied, too." for to, other, all_of_them in (("weight", "x", "weights"), ("x", "weight", "inputs"))},
    **{(f"to_{to}", f"= {other}.data * self.grad"): COLLECT for to, other in (("weight", "x"), ("x", "weight"))},
    ("to_x", "+= weight.data * self.grad\nself.grad = 0.0"): CLEARED,
    ("to_x", "+= weight.data * self.grad\n    return"): "Only the first pair received anything: does a return stand in the loop?",
    **{(f"to_{to}", f"+= self._{other}s[0].data * self.grad"): f"Each {one} received the share of the first {other}: each has its own." for to, one, other in (("weight", "weight", "input"), ("x", "input", "weight"))},
    ("to", "None"): "A _pass_on without its return gives None.",
    **{("to", f"({others})"): f"{do_they} {TURN}" for others, do_they in (("", "Does anybody have a"), ("*self._weights, *self._inputs", "Does the bias have its"), ("*self._weights, self._bias", "Do the inputs have their"), ("*self._inputs, self._bias", "Do the weights have their"))},
    ("to", "self._weights, self._inputs, self._bias"): "_pass_on returns Values: spread a tuple of them with a star.",
}  # fmt: skip
PAIRS = {  # what the weights and what the inputs receive
    ("+= weight.data * self.grad", "+= x.data * self.grad"): "Each received its own number: along a weight it is the input.",
    ("+= x.grad * self.grad", "+= weight.grad * self.grad"): "Only the bias received anything: is it .data that is multiplied?",
    ("+= 0.0", "+= weight.data * self.grad\n    weight.grad += x.grad * self.grad"): "The weights received what the inputs had received: x.data belongs there.",
    ("+= x.data * self.data", "+= weight.data * self.data"): "The shares were multiplied by self.data: what has arrived is in self.grad.",
    ("+= x.data", "+= weight.data"): UPSTREAM,
    (", x.grad = weight.grad + x.data * self.grad, x.grad + weight.data * self.grad", "+= 0.0"): "Where weight and input are one Value, one share overwrites the other: add each with a += of its own.",
    ("= x.data * self.grad", "= weight.data * self.grad"): COLLECT,
    ("+= self.grad", "+= self.grad"): OF_A_SUM,
    ("+= x * self.grad", "+= weight * self.grad"): HAS_DATA,
    ("+= x.data * self.grad if weight._number else 0.0", "+= weight.data * self.grad if x._number else 0.0"): LEAVES,
}  # fmt: skip
TAPED = """
if %(absent)s:
    %(refused)s
    raise ValueError(f"{root} is not on the tape")
%(start)s
for value in %(tape)s:
    if value.grad:
        value._pass_on()
        %(then)s
%(end)s
"""
TAPES = {
    **{("absent", anybody): LOOK_FIRST for anybody in ("False", "not root._number")},
    ("absent", "not self._made or root._number < self._made[-1]._number"): "What was made before the first on the tape is let in: that is not on it, either.",
    ("absent", "root is not self._made[-1]"): "Root may stand anywhere on the tape.",
    ("absent", "not any(value.data == root.data for value in self._made)"): "Another Value holds the same number, and is taken for root: compare with is.",
    ("refused", "return False"): "An error is raised, not returned: nobody looks at what backward gives.",
    ("refused", "raise KeyError(root)"): "The error for a root that is not on the tape is a ValueError.",
    ("refused", "self._made.clear()"): "A refusal is to leave the tape as it is.",
    ("start", "pass"): "Nothing arrived: give root its 1.0 before the walk.",
    **{("start", f"root.grad {how % {'root': 'root'}}"): ROOTS[how] for how in ROOTS},
    ("start", "self._made[-1].grad = 1.0"): "It began at the last result on the tape: root is what is given.",
    ("start", "root.grad = 1.0\nself._made[-1].grad = 1.0"): "The last result on the tape took part: only root is given a 1.0.",
    ("start", "for value in self._made:\n    value.grad = 1.0"): "All results were given a 1.0: only root is.",
    ("start", "for value in self._made:\n    value.grad = 0.0\n    for each in value._pass_on():\n        each.grad = 0.0\nroot.grad = 1.0"): WIPED,
    ("tape", "self._made"): "The tape is walked from its beginning: the youngest passes on first.",
    ("tape", "self._made[:0:-1]"): "The first result on the tape did not pass on: the walk ends one too early.",
    ("tape", "self._made.reverse()"): "list.reverse() and list.sort() give None: walk along reversed(...).",
    **{("then", f"{which}value.grad = 0.0"): CLEARED for which in ("", "if value is not root: ")},
    ("then", "value._pass_on()"): EACH_TWICE,
    ("then", "pass\n    else:\n        break"): "The walk ended at a result that has no gradient: others behind it may have one.",
    **{("end", some): NOT_EMPTY for some in ("", "del self._made[: self._made.index(root) + 1]")},
    ("then", "self._made.remove(value)\nreturn"): NOT_EMPTY,
    ("end", "del self._made"): "Empty the list, do not delete it: the tape is to record again.",
    ("end", "self._made = []"): "Nothing is recorded any more: empty the list itself, put no other in its place, and let it record.",
}  # fmt: skip

MISTAKES = {
    "Value.backward(self)": {
        **{WALK % (RIGHT | {place: code}): WALKS[place, code] for place, code in WALKS},
        WALK % (RIGHT | {"given": "value._pass_on()", "new": "operand._number not in waiting"}): LEAF,
        WALK % (RIGHT | {"new": APPENDED}): "heappop finds the smallest only in a heap: put each number in with heappush, or sort.",
        **{WALK % (RIGHT | {"new": APPENDED, "pop": f"waiting.pop(heap.pop({end}))"}): f"Whoever waits {so}est has its turn first: the turn is the youngest's, of the smallest number." for end, so in (("0", "long"), ("", "short"))},
        "self.grad = 1.0": "Nothing arrived at the operands: does root pass on?",
        **{STACK % ("self", end, "operand", "operand"): "A result passed its gradient on before all of it had arrived." for end in ("", "0")},
        STACK % ("self.data", "", "operand.data", "operand.data"): SAME_NUMBER,
        STACK % ("self", "", "operand", "self"): TWICE,
        "self.grad, waiting = 1.0, [self]\nwhile waiting:\n    value = waiting.pop(0)\n    waiting[:0] = value._pass_on() if value._number else ()": TWICE,
        "for each in self._prev:\n    each._backward()": "There is no _prev here: _pass_on gives, and returns whom it gave to.",
        "self.grad, heap = 1.0, [self]\nwhile heap:\n    value = heappop(heap)\n    for each in value._pass_on() if value._number else ():\n        heappush(heap, each)": "A heap compares what is in it: put the numbers in, and no Values.",
    },
    "Value.__mul__(self, other)": {
        **{f"Value(self.data * other.data, {over}) if isinstance(other, Value) else Value(self.data * other, self, other)": PRODUCTS[over] for over in PRODUCTS},
        **{BESIDE % made: BESIDES[made] for made in BESIDES},
        "self + other": "That is the sum.",
        "if isinstance(other, Value):\n    return Value(self.data + other.data, self, other.data, other, self.data)\nreturn Value(self.data + other, self, other)": "The slopes are a product's, the number is a sum.",
        "out = Value(self.data * other.data)\nout._backward = lambda: None\nreturn out": "A Value has no place for a closure here: hand over each operand and its slope.",
        "Value(self.data * other.data, self, other.data, other, self.data)": "A plain number has no .data: ask first whether other is a Value.",
        "Value(self.data * other.data, self, other.data, other, self.data) + 0": ONE_NODE,
        MUL_AS % ("type(other) is Value", "Value"): "A Dot is a Value, too, though not of that very class: ask with isinstance.",
        MUL_AS % ("isinstance(other, Value)", "self.__class__"): OWN_CLASS,
        "if hasattr(other, 'data'):\n    return Value(self.data * other.data, self, other.data, other, self.data)\nreturn Value(self.data * other, self, other)": "A number of numpy's has a .data, too: ask with isinstance(other, Value).",
        f"if getattr(other, 'data', other) == 0 or self.data == 0:\n    return Value(0.0)\nreturn {MUL}": "A factor of 0 makes the number 0, and the other slope not.",
        f"if isinstance(other, Value) and other.data == self.data:\n    return Value(self.data**2, self, 2 * self.data)\nreturn {MUL}": SAME_NUMBER,
        f"if not isinstance(other, Value) and other == 1:\n    return self\nreturn {MUL}": "The operand itself is no result: times 1, too, a new Value is made.",
        f"if other is self:\n    return Value(self.data**2, self, self.data)\nreturn {MUL}": "The slope of a square is twice the number: its two factors have each a share.",
        f"if isinstance(other, Value):\n    self.grad += other.data\n    other.grad += self.data\nreturn {MUL}": "Nothing is passed on when a result is made: gradients wait for backward.",
    },
    "Value.tanh(self)": {
        **{f"height = math.tanh(self.data)\nreturn Value({over})": TANHS[over] for over in TANHS},
        "Value(math.tan(self.data), self, 1 - math.tan(self.data) ** 2)": "That is tan, without h.",
        "(math.exp(2 * self.data) - 1) / (math.exp(2 * self.data) + 1)": NOT_A_VALUE,
        **{BY_EXP % f"h = {h}": "Far out e**x grows too large: math.tanh does not." for h in ("(math.exp(2 * self.data) - 1) / (math.exp(2 * self.data) + 1)", "(1 - math.exp(-2 * self.data)) / (1 + math.exp(-2 * self.data))")},
        BY_EXP % "h = round(math.tanh(self.data), 4)": ALMOST,
        BY_EXP % "h = 1.0 if abs(self.data) > 20 else math.tanh(self.data)": "Far below 0 the height is -1: what is far away has a sign, too.",
        **{f"h = 1 / (1 + math.exp(-self.data))\nreturn Value(h, self, {slope})": "That is the height of sigmoid: tanh goes from -1 to 1." for slope in ("1 - h**2", "h * (1 - h)")},
        "height = math.tanh(self.data)\nreturn self.__class__(height, self, 1 - height**2)": OWN_CLASS,
        BY_EXP % "h = math.tanh(self.data / 2)": "That is tanh of half the number: it is 2 * sigmoid(2 * x) - 1, with x twice.",
        "math.tanh(self)": "What is in math takes a number: hand it self.data.",
        "self.data = math.tanh(self.data)\nreturn Value(self.data, self, 1 - self.data**2)": "The height belongs into the result: leave the operand as it is.",
        "(self * 2).sigmoid() * 2 - 1": ONE_NODE,
        BY_EXP % "x = max(-3.0, min(3.0, self.data))\nh = x * (27 + x**2) / (27 + 9 * x**2)": "That fraction only comes near tanh: math.tanh is right to the last digit.",
        BY_EXP % "h = max(-0.99, min(0.99, math.tanh(self.data)))": "The height is held within bounds: math.tanh needs none.",
    },
    "dot(weights, inputs, bias)": {
        **{SUM % (RIGHT | {place: code}): SUMS[place, code] for place, code in SUMS},
        SUM % (RIGHT | {"total": "0.0", "dot": "Dot(total * bias.data, weights, inputs, bias)"}): "The bias is added, not multiplied with.",
        **{f"{first} + bias.data, weights, inputs, bias)": "Without weights there is no first product: begin with the bias." for first in (
            "from functools import reduce\nproducts = [w.data * x.data for w, x in zip(weights, inputs)]\nreturn Dot(reduce(lambda a, b: a + b, products)",
            "Dot(weights[0].data * inputs[0].data + sum(w.data * x.data for w, x in [*zip(weights, inputs)][1:])")},
        "for weight, x in zip(weights, inputs):\n    bias.data += weight.data * x.data\nreturn Dot(bias.data, weights, inputs, bias)": "The bias itself was changed: add up in a number of its own.",
        "total = bias\nfor weight, x in zip(weights, inputs):\n    total = Dot(total.data + weight.data * x.data, [weight], [x], total)\nreturn total": "That is a Dot for each pair: one of all pairs is wanted.",
        SUM % (RIGHT | {"total": "bias + 0.0", "weight": "weight", "x": "x", "dot": "total"}): ADD_NUMBERS,
        SUM % (RIGHT | {"total": "bias", "weight": "weight", "x": "x", "dot": "Dot(total.data, weights, inputs, bias)"}): ADD_NUMBERS,
    },
    "Dot._pass_on(self)": {
        **{SHARES % (RIGHT | {place: code}): SHARED[place, code] for place, code in SHARED},
        **{SHARES % (RIGHT | {"to_weight": one, "to_x": two}): PAIRS[one, two] for one, two in PAIRS},
        "for weight, x, bias in zip(self._weights, self._inputs, self._bias):\n    weight.grad += x.data * self.grad\n    x.grad += weight.data * self.grad\n    bias.grad += self.grad": "There is one bias for all pairs: it has its share once, outside the loop.",
        f"Value._pass_on(self)\n{SHARES % RIGHT}": "The rule of a Value knows two operands; a Dot has a rule of its own: leave the other out.",
        SHARES % (RIGHT | {"to_weight": "+= x.data", "to_x": "+= weight.data", "to_bias": "+= 1.0"}): UPSTREAM,
        f"share = self.grad / (len(self._weights) or 1)\n{SHARES % (RIGHT | {'to_weight': '+= x.data * share', 'to_x': '+= weight.data * share', 'to_bias': '+= share'})}": "What has arrived was divided among the pairs: each share takes it whole.",
        SHARES % (RIGHT | {"to_weight": "= x.data * self.grad", "to_x": "= weight.data * self.grad", "to_bias": "= self.grad"}): COLLECT,
    },
    "Tape.backward(self, root)": {
        **{TAPED % (RIGHT | {place: code}): TAPES[place, code] for place, code in TAPES},
        "root.backward()": NOT_EMPTY,
        "if not any(value is root for value in self._made):\n    raise ValueError(root)\nroot.grad = 1.0\nfor value in reversed(self._made):\n    value.backward()\nself._made.clear()":
            "Each result began a walk of its own: _pass_on is the one step that each has to make.",
        **{f"root.grad = 1.0\n{TAPED % (RIGHT | {'refused': then})}": "A stranger has been given a 1.0: refuse before anything is changed." for then in ("pass", "root.grad = 0.0")},
        f"root.grad = 1.0\n{TAPED % (RIGHT | {'refused': 'self._made.clear()'})}": LOOK_FIRST,
        f"{TAPED % (RIGHT | {'start': '', 'tape': '()', 'end': ''})}root.backward()\nself._made.clear()": "What was made before the tape is a leaf to it: walk along the tape, not along operands.",
    },
}  # fmt: skip


# --- Looks at a task, and at what its wrong ideas would show ---

float64 = type("float64", (float,), {"data": memoryview(b"")})  # as numpy's, which has a .data, too


def run(xs, program: str, expression: str = "", value=Value, dot=None):
    """Return an expression after a program about leaves a, b, c, ... at xs, and a tape."""
    names = {"Value": value, "dot": dot or fast.dot, "tape": Tape(), "float64": float64}
    names["Dotlike"] = type("Dotlike", (value,), {"__init__": lambda v, x: value.__init__(v, x)})
    names |= {"alive": alive, "refused": refused} | dict(zip("abcdef", map(value, xs)))
    exec(program, names)
    got = eval(expression or number_and_gradients(xs), names)
    return ["a Value" if isinstance(x, value) else x for x in got] if isinstance(got, list) else got


def number_and_gradients(xs) -> str:
    return f"[r.data, {', '.join(f'{leaf}.grad' for leaf in 'abcdef'[: len(xs)])}]"


def slow_dot(weights, inputs, bias):  # REPEATS e04, e11
    for weight, x in zip(weights, inputs):
        bias = bias + weight * x
    return bias


def in_e02(xs, program: str, expression: str):
    """Return the same in e02."""
    return run(xs, program, expression, Slow, slow_dot)


def refused(tape, root) -> str:
    """Return "walks", or the error with which a tape refuses to walk back from this root."""
    return outcome(lambda: (tape.backward(root), "walks")[1])


def alive() -> int:
    """Return how many Values there are."""
    return sum(issubclass(type(each), Value) for each in gc.get_objects())


def expect_look(name: str, xs, program: str, expression: str = "", want=None, before=()) -> bool:
    """Compare what a program leaves with what it leaves in e02, and name the wrong idea behind it.

    Args:
        name: the task; each of its wrong ideas is put in its place, if the result is wrong.
        expression: what is looked at; r.data and the gradients of the leaves, if nothing else.
        want: in place of what e02 gives.
        before: looks that are right.
    """
    want = in_e02(xs, program, expression) if want is None else want
    after = program.replace("\n", ", then ")
    where = ", ".join(f"{leaf} = {x:g}" for leaf, x in zip("abcdef", xs))
    fact = f"{expression or number_and_gradients(xs)} after {after} at {where}"
    look = partial(run, xs, program, expression)
    try:
        with uncollected():
            got = look()
    except NotImplementedError:
        raise  # a stub's
    except Exception as error:
        known = ideas(name, look, told(error), before)
        if not known and "'Dot' object has no attribute '_left'" in str(error):
            known = [NO_LEFT]
        if not known:
            raise
        fail(f"{fact} raises {told(error)}.", " Or: ".join(known), error)
        return False
    known = [] if close(got, want) else ideas(name, look, got, before)
    if not known and close(got, want, rel=0.01, abs=1e-3):
        known = [ALMOST]
    if not known and expression in ("alive() - n", "len(tape)") and want == 1:
        known = [ONE_NODE]
    if not known and "a Value" in str(got):
        known = [HAS_DATA]
    return expect(fact, got, want, [(got, words) for words in known])


def is_right(xs, program: str, expression: str = "", want=None) -> bool:
    """Does a program leave what it should, whatever there is to say if it does not?"""
    want = in_e02(xs, program, expression) if want is None else want
    return close(outcome(partial(run, xs, program, expression)), want)


def ideas(name: str, look, got, before) -> list[str]:
    """Return what is said of the wrong ideas with which, in the task's place, a look gives this.

    In the looks before it, which are right, they are right, too. Of several, those that are most
    like the task in all its looks; nothing, if they are too many.
    """
    first = [look, *(partial(run, *each[:3]) for each in before)]

    def alike(looks, idea) -> int:
        with pytest.MonkeyPatch.context() as patch:
            put_in_place(patch, name, idea)
            found = (close(outcome(each), own) for each, own in looks)
            return all(next(found) for _ in first) and len(first) + sum(found)

    def most_alike(looks) -> list[str]:
        names = {"Value": Value, "Dot": getattr(fast, "Dot", None)}
        names |= {"heappop": heappop, "heappush": heappush}
        own = [got, *map(outcome, looks[1:])]
        results = [*wrong(MISTAKES, name, partial(alike, [*zip(looks, own)]), **names)]
        most = max(count for count, _ in results)
        return [*dict.fromkeys(words for count, words in results if count == most and most)]

    if len(known := most_alike(first)) > 1:
        known = most_alike([*first, *(partial(run, *each[:3]) for each in LOOKS[name])])
    return known if len(known) < 3 else []


def outcome(look):
    """Return what a look gives, or its error in words."""
    with uncollected():
        try:
            return look()
        except NotImplementedError:
            raise  # a stub's
        except Exception as error:
            return told(error)


def put_in_place(patch, name: str, idea) -> None:
    """Let an idea stand for a region, with what is given around it."""

    def dot(weights, inputs, bias):
        if inputs and not isinstance(inputs[0], Value):
            inputs = [Value(x) for x in inputs]
        return idea(weights, inputs, bias if isinstance(bias, Value) else Value(bias))

    owner, _, method = name.rpartition(".")
    patch.setattr(getattr(fast, owner) if owner else fast, method, idea if owner else dot)
    if method == "__mul__":
        patch.setattr(Value, "__rmul__", idea)


def told(error: Exception) -> str:
    """Return an error in words, but for a key (numbers of Values go on) and the words of a refusal."""
    words = "" if isinstance(error, (KeyError, ValueError)) else f": {error}"
    return f"{type(error).__name__}{words}"


# --- What is asked ---

TWO, FIVE = [3.0, -7.0], [3.0, -7.0, 2.5, 11.0, 0.25]  # two weights, two inputs, a bias
DOT = "dot([a, b], [c, d], e)"
REFUSED = "%s; p.grad = 5.0\nwith tape: r = a ** 2 + a\ny = refused(tape, p); g = p.grad; n = len(tape); refused(tape, r)"
LOOKS = {  # by task: leaves, a program, what is looked at, and what is wanted where e02 cannot tell
    "Value.backward": [
        ([3.0], "a.backward()", "a.grad"),  # root may be a leaf
        (TWO, "r = a + b; r.backward()"),
        ([3.0, -7.0, 5.0], "p = a + b; q = p ** 2; r = q + c; r.backward()"),  # a long way
        ([3.0, -7.0, 5.0], "p = a + b; q = p ** 2; r = c + q; r.backward()"),
        ([3.0], "p = a ** 2; q = p + a; r = q ** 2 + p; r.backward()"),  # a long and a short way
        ([3.0], "p = a ** 2; q = p + a; r = p + q ** 2; r.backward()"),
        (TWO, "s = b ** 2; p = a ** 2; q = p + a; r = (p + q) + s; r.backward()"),  # three wait
        ([3.0], "p = a ** 2; r = p + p; r.backward()"),  # twice by one
        ([3.0], "p = a ** 2; r = p - p + a; r.backward()"),
        ([3.0], "r = a - a; r.backward()"),
        ([3.0, 3.0], "r = (a ** 2) + (b ** 2); r.backward()"),  # equal numbers, and two Values
        (TWO, "(a ** 2).backward(); r = a + b; r.backward()"),  # what was there stays
        ([3.0], "p = a ** 2; (p ** 2).backward(); p.backward()", "[p.grad, a.grad]"),  # but at root
        (TWO, "q = a + b; r = q ** 2 + q; r.backward()", "[q.grad, a.grad]"),  # gradients in between stay
    ],
    "Value.__mul__": [
        *((xs, "r = a * b; r.backward()") for xs in (TWO, [-250.0, 0.01])),  # far from 1, too
        *((xs, "r = a * b; r.backward()") for xs in ([0.0, 7.0], [7.0, 0.0])),  # with 0, too
        (TWO, "r = (a * b) ** 2; r.backward()"),  # what arrives is not 1
        *(([-7.0], f"r = {made}; r.backward()") for made in ("a * a", "a * a + a")),  # twice the same
        ([-7.0, -7.0], "r = a * b; r.backward()"),  # equal numbers, and two Values
        ([-7.0], "r = a / a; r.backward()"),
        *(([3.0], f"r = {made}; r.backward()")  # numbers on either side
          for made in ("a * 10", "2.5 * a", "a * float64(-2.5)", "a * 0")),
        (TWO, "p, q = Dotlike(2), Dotlike(5); r = p * a + b * q + p * 2; r.backward()"),
        ([2.0], "p = a * 250; r = p * p; r.backward()"),
        (TWO, "a.grad = 0.5; a * b", "[a.data, b.data, a.grad, b.grad]"),  # operands stay
        (TWO, "n = alive(); r = a * b", "alive() - n", 1),
        ([0.0, 7.0], "n = alive(); r = a * b", "alive() - n", 1),
        ([3.0], "a.grad = 5.0; r = a * 1; r.backward()"),  # times 1, too, it is a new Value
    ],
    "Value.tanh": [
        *(([x], "r = a.tanh(); r.backward()") for x in (0.7, -1.2, 0.01, 8.0, -4.0)),  # 8: almost flat
        *(([x], "r = a.tanh(); r.backward()") for x in (1000.0, -1000.0)),  # flat, and nothing overflows
        ([0.7, -0.2], "r = (a + b).tanh() ** 2; r.backward()"),  # what arrives is not 1
        ([0.7], "p = a.tanh(); r = p + p.tanh(); r.backward()"),
        ([0.7], "p = Dotlike(0.5); r = p.tanh() + a; r.backward()"),
        ([0.7], "a.tanh()", "a.data"),  # the operand stays
        ([0.7], "n = alive(); r = a.tanh()", "alive() - n", 1),
    ],
    "dot": [
        (FIVE, f"r = {DOT}", "r.data"),
        ([0.25], "r = dot([], [], a)", "r.data"),  # of nothing, the bias
        (TWO, "r = dot([a, b], [2.5, 11], 0.25)", "r.data"),  # plain numbers
        (TWO, "r = dot([a, b, a], [a, b, b], 4)", "r.data"),
        (TWO, "r = dot([a, b], (2.5, 1), a)", "r.data"),
        (FIVE, "w, x = [a, b], [c, d]; dot(w, x, e)", "[v.data for v in (*w, *x, e)]"),
        (FIVE, f"n = alive(); r = {DOT}", "alive() - n", 1),  # one node, however many weights
        ([3.0], "with tape: r = dot([a] * 16, [a] * 16, a)", "len(tape)", 1),  # none in between, too
        ([0.25], "n = alive(); r = dot([], [], a)", "alive() - n", 1),
        (FIVE, "n = alive(); r = dot([Value(a.data), Value(b.data)], [Value(c.data), Value(d.data)], Value(e.data))", "alive() - n", 6),
    ],
    "Dot._pass_on": [
        (FIVE, f"r = {DOT}; r.backward()"),
        (FIVE, "r = dot([a ** 2, b ** 2], [c ** 2, d ** 2], e ** 2); r.backward()"),  # all have a turn
        (FIVE, f"r = {DOT} ** 2; r.backward()"),  # what arrives is not 1
        (FIVE, f"q = {DOT}; r = q ** 2; r.backward()", "q.grad"),  # and stays
        ([3.0, 0.0, 0.0, 11.0, 0.25], f"r = {DOT}; r.backward()"),  # zeros count
        (FIVE, "r = dot([a, c] * 10, [b, d] * 10, e); r.backward()"),  # twenty pairs
        (TWO, "r = dot([a, a], [b, a], a); r.backward()"),  # several shares for one
        (FIVE, f"r = {DOT} + dot([b, a], [c, d], e); r.backward()"),
        (FIVE, f"r = {DOT}; r.backward(); dot([c, d], [a, b], e).backward()"),
        (TWO, "r = dot([a, b], [b, b], 4); r.backward()"),
        (TWO, "r = dot([a, b], [2.5, 11], 0.25) ** 2; r.backward()"),
        ([3.0, -7.0, -2.5, 11.0, 0.25],  # two layers; relu shuts p, and lets q through
         f"p = {DOT}.relu(); q = dot([b, a], [c, d], e).relu(); r = dot([a, b], [p, q], e); r.backward()"),
    ],
    "Tape.backward": [
        (TWO, "with tape: p = a ** 2; q = p + b; r = q ** 2 + p\ntape.backward(r)", "[a.grad, b.grad]", [30.0, 4.0]),
        ([3.0], "with tape: p = a ** 2; r = p - p + a\ntape.backward(r)", "a.grad", 1.0),
        (TWO, "with tape: r = a + b\ntape.backward(r)", "[r.grad, a.grad, b.grad]", [1.0] * 3),
        (TWO, "with tape: r = a + b\nr.grad = 5.0; tape.backward(r)", "[r.grad, a.grad, b.grad]", [1.0] * 3),
        # others on the tape take no part; what was made before it is a leaf
        (TWO, "with tape: p = b ** 2; r = a ** 2 + b; q = r ** 2\ntape.backward(r)",
         "[a.grad, b.grad, p.grad, q.grad, len(tape)]", [6.0, 1.0, 0.0, 0.0, 0]),
        ([3.0], "p = a ** 2\nwith tape: r = p ** 2\ntape.backward(r)", "[p.grad, a.grad]", [18.0, 0.0]),
        ([3.0], "with tape: p = a + a; r = p ** 2\ntape.backward(r)", "[p.grad, a.grad]", [12.0, 24.0]),
        (FIVE, f"with tape: p = {DOT}; r = dot([p, a], [b, p], 1.0)\nn = len(tape); tape.backward(r)",
         "[n, a.grad, b.grad, c.grad, d.grad, e.grad]", [2, -79.25, -113.25, -12.0, 28.0, -4.0]),
        # the tape is empty afterwards, lets go of what was on it, and can be used again
        (TWO, "with tape: p = a ** 2; r = p + b\ntape.backward(r)", "len(tape)", 0),
        ([3.0], "n = alive()\nwith tape: r = a ** 2 + a\ntape.backward(r); r = None", "alive() - n", 0),
        (TWO, "with tape: r = a ** 2 + b\ntape.backward(r)\nwith tape: r = b ** 2 + a\ntape.backward(r)",
         "[a.grad, b.grad]", [7.0, -13.0]),
        ([3.0], "with tape: x = refused(tape, a ** 2); r = a.exp() ** -1; n = len(tape); y = refused(tape, r)",
         "[x, n, y, a.grad]", ["walks", 2, "walks", 6.0 - math.exp(-3.0)]),
        ([3.0], "with tape: r = a ** 2\ntape.backward(r); y = refused(tape, r)", "y", "ValueError"),
        # a refusal changes nothing: of a leaf, of a result from elsewhere, of one of the same number
        *(([3.0], REFUSED % made, "[y, g, n, a.grad]", ["ValueError", 5.0, 2, end])
          for made, end in (("p = a", 12.0), ("p = a ** 3", 7.0), ("p = a ** 2 + a", 7.0))),
    ],
}  # fmt: skip
CURVES = (
    "x + y", "x - y", "(x - y).sigmoid()", "x.sigmoid() ** 2", "1.5 - x.sigmoid().exp() ** -1",
    "x.sigmoid().log()", "(x.sigmoid() - 0.45).relu()",
)  # fmt: skip
DRAWN = {  # by task: steps of which graphs are drawn, x the last result, y and z any
    "Value.backward": CURVES,
    "Value.__mul__": (
        "x.sigmoid() * y", "(x * y).sigmoid()", "x * -0.7 + y", "y + 1.3 * x",
        "x / (y.sigmoid() + 0.5)", "1.5 / (x.sigmoid() + 1)", "x / 2 - y / 4",
    ),
    "Value.tanh": ("x + y", "(x - y).tanh()", "x.tanh() ** 2"),
    "Dot._pass_on": (
        "x + y", "dot([x, y], [y, z], x).sigmoid()", "dot([z], [0.7], x)",
        "dot([x, y, z], [z, x, y], 0.1).sigmoid()",
    ),
    "Tape.backward": CURVES,
}  # fmt: skip
DROPPED = {  # by task: what is walked back and then dropped
    "Value.backward": "p = a ** 2; q = p + b; r = p + q.exp() + q",
    "Value.__mul__": "p = a * b; r = p * p * 0.5",
    "Value.tanh": "p = a.tanh(); r = p.tanh() + p",
    "Dot._pass_on": "p = dot([a, b], [0.5, -2], a); r = dot([p, a], [p, b], 1.0)",
}


@task(*LOOKS)
def test_one_thing_after_the_other(name):
    """What is listed above, up to the first that is wrong."""
    looks = LOOKS[name]
    all(expect_look(name, *each, before=looks[:i]) for i, each in enumerate(looks))


@task(*DRAWN)
def test_drawn_graphs_have_the_gradients_of_e02(name):
    """Graphs of 3 to 15 results, each made from some that came before it; where what is listed is right."""
    rng, right, size = draw(), all(is_right(*each) for each in LOOKS[name]), 3
    while right and size < 16:
        xs, known, text = [rng.uniform(-1.5, 1.5) for _ in "abc"], ["a", "b", "c"], ""
        for i in range(size):
            chosen = dict(zip("xyz", [known[-1], *rng.choices(known, k=2)]))
            step = rng.choice(DRAWN[name])
            step = re.sub(r"\b[xyz]\b", lambda found, to=chosen: to[found[0]], step)
            text, known = f"{text}p{i} = {step}; ", [*known, f"p{i}"]
        program, look = f"{text}r = {known[-1]}; r.backward()", "[a.grad, b.grad, c.grad]"
        want, size = in_e02(xs, program, look), size + 1
        if name == "Tape.backward":
            program = f"with tape: {text}r = {known[-1]}\ntape.backward(r)"
        right = expect_look(name, xs, program, look, want, LOOKS[name])


@task(*DROPPED)
def test_nothing_is_left_behind(name):
    """When a graph is dropped after its walk, its Values die at once, without the collector."""
    with uncollected():
        before = alive()
        run([0.3, -0.7], f"{DROPPED[name]}; r.backward()", "None")
        left = alive() - before
    if left and all(is_right(*each) for each in LOOKS[name]):
        fact = f"{left} Values are left of {DROPPED[name]} when nobody uses it any more, want 0."
        fail(fact, CYCLE)


@task("Value.backward")
def test_backward_leaves_the_collector_on():
    """Others have cycles that only the collector can free."""
    run([3.0], "r = a + a; r.backward()", "None")
    if not gc.isenabled():
        gc.enable()
        fail("backward() has switched Python's collector off.", "Leave no cycles, and leave it on.")


@task("Value.backward", seconds=20)
def test_backward_of_a_chain_of_100000():
    """No recursion reaches this deep, and nobody searches a list for each Value in time."""
    compared = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Value, "__eq__", lambda a, b: a is b or bool(compared.append(b)))
        run([1.0], "r = a\nfor _ in range(300): r = r + a\nr.backward()", "None")
    if len(compared) > 20 * 300:
        fact = f"A walk from a chain of 300 sums compares two Values {len(compared)} times."
        return fail(fact, "A list is searched for each Value: a set or a dict finds it at once.")
    expect_chain(100_000)


@task("Value.backward*", "Tape.backward*", seconds=30)
def test_a_chain_of_a_million(name):
    """A million sums, one made from the other, without a tape and on one."""
    expect_chain(1_000_000, Tape() if name == "Tape.backward" else None)


def expect_chain(n: int, tape=None) -> None:
    """Expect the gradients of n sums, each made from the one before it and one shared leaf."""
    one, first = Value(1.0), Value(0.0)
    name = f"a walk from a chain of {n} sums (r = r + one, again and again)"
    with uncollected(), tape or nullcontext():  # the collector would go through all again and again
        chain = [root := first]
        for _ in range(n):
            chain.append(root := root + one)
        try:
            tape.backward(root) if tape else root.backward()
            expect(f"[one.grad, first.grad] after {name}", [one.grad, first.grad], [n, 1.0])
        except RecursionError as error:
            fail(f"{name} raises {told(error)}.", DEEP, error)
        del root
        while chain:  # the last first: freed in one go, the chain would be as deep in C
            chain.pop()


@task("Value.__mul__")
def test_mul_and_what_is_refused():
    """As in e02, log is for numbers above 0, and no Value is an exponent: products, too."""
    for program in ("(a * b).log()", "(a * 0).log()"):
        expect_error(f"{program} at a = 3, b = -7", ValueError, partial(run, TWO, program, "0"))
    expect_error("a ** (a * b)", TypeError, partial(run, TWO, "a ** (a * b)", "0"))


@task("dot")
def test_dot_refuses_lists_that_do_not_fit():
    """The message names both lengths."""
    run([3.0], "dot([a], [a], a)", "None")
    three, one = "dot([a, a, a], [a], a)", "dot([a], [2.5, 11.0], a)"
    for program, named in ((three, "3"), (three, "1"), (one, "2")):
        expect_error(program, ValueError, partial(run, [3.0], program, "0"), named)
