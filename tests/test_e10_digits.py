"""Tests of e10: every function by itself, then the network on real digits.

The yardsticks are numbers by hand, plain Python without arrays, and slopes found by nudging.
"""

import math
import re
import traceback
from copy import deepcopy
from functools import cache
from itertools import combinations, pairwise, permutations, product
from types import SimpleNamespace

import numpy as np
import pytest

from exercises import e10_digits
from exercises.e10_digits import accuracy, backward, forward, init_parameters, one_hot, train
from kata.course.digits import load
from kata.errors import CommandError
from tests.expect import close, draw, expect, expect_chance, fail, task
from tests.looks import written
from tests.plain_network import example, gradients, loss_of, nudged_gradients, plain, stepped
from tests.wrong import wrong

KEYS = ("W2", "b2", "W1", "b1")  # in the order in which gradients are found

# --- What goes wrong, and what is said ---

BY_CELL = "The sign * multiplies cell by cell; the matrix product is @."
ROWS = "Samples are rows, as in x @ w: the columns of the left one are the rows of the right one."
BIAS_BY_ROW = "b is added to each row: a row is a sample, a column is a neuron."
NO_IF = "An if asks once for the whole array; x > 0 alone goes cell by cell."
NO_MAX = "Python's max compares whole arrays; np.maximum goes cell by cell."
NO_MATH = "math takes one number; np goes cell by cell."
FRACTIONS = "An array of whole numbers stays one there, without fractions: make a new one."
NO_LABELS = "targets holds one-hot rows, not labels: a 1.0 in the column of the true class."
ONE_CLASS = "argmax without an axis finds one place for all rows: each row has its own true class."
IN_PAIRS = "A colon takes each row with each label: they go in pairs, [np.arange(n), labels]."
REFUSED = (  # what numpy says, what the line holds, and what it means
    ("broadcast together", r"\*", BY_CELL),
    ("core dimension|not aligned", r"@|dot|matmul", ROWS),
    ("broadcast together", r"\+", BIAS_BY_ROW),
    ("ambiguous", r"\bif\b", NO_IF),
    ("ambiguous", r"(?<![.\w])max\(", NO_MAX),
    ("Python scalars", r"(math\.|(?<![.\w]))(exp|log)\(", NO_MATH),
    ("Cannot cast ufunc", r"=", FRACTIONS),
    ("used as indices|indexing arrays", r"\[.*,", NO_LABELS),
)
FLOAT32 = "Is a float32 where a float64 should be?"
IN_PLACE = "It was changed in place: make a new array."
WHOLE = "With floats it is right: is an array made like this one, for whole numbers only?"
ARRIVING = "What arrives (grad) is missing."
WHOLE_GRADIENT = "A gradient counts whole, however large it is."
ONE_OR_NONE = "A gradient passes or it does not: times 1 or 0, not times x."
SHIFT = "Shift each row, by something of its own, so that its largest logit is 0."
POWERS = f"A power went too far: e**1000 is too large for a float, and e**-1000 is 0. {SHIFT}"
COLUMNS = "The columns sum to 1; a sample is a row."
DIVIDES = "A probability can be 0, and 0 / 0 is nan: the two rules in one, p - t, divide by no p."
ABOVE_0 = "Keep what goes into the logarithm above 0."
MOVE = "A step of 0.1 would be lost: use floats."
SHORT_FIRST = "The short batch came before another: shuffle the samples, not the batches."
HALVED = "The short batch is divided by batch_size, or its step cut short: it is a mean over its own samples, and a step like any other."
EVEN = "Batches were made about equal: each holds batch_size samples, the last what is left."
AFTER = "Those are the losses after the step; each is measured before it."
ONE_PER_BATCH = "That is one number per batch; one per epoch is wanted."
EACH_EPOCH = "One step alone is right. Is each epoch like the first, with the same learning rate, to the last?"
ONE_STEP = "Is it one step per batch, and of its gradient alone?"
LOST = "The last, short batch is lost."
PAIRS = "One order for x and targets."
TWINS = "Some sample has come twice: in an epoch each comes once."
FEWER = "Samples are left out: in an epoch each comes once."
NO_SHUFFLE = "Shuffle the samples with rng."
ONE_ORDER = "Draw a fresh order in every epoch."
SHUFFLED = "It was shuffled or changed in place: work on a copy."

GX, GW, GB = "grad @ w.T", "x.T @ grad", "grad.sum(axis=0)"
SHIFTED = "powers = np.exp(logits - logits.max(axis=1, keepdims=True))\n"
PLAIN = "powers = np.exp(logits)\n"
SHARES = "powers / powers.sum(axis=1, keepdims=True)"
OF_TRUE = "(probabilities * targets).sum(axis=1)"
SURE = "np.maximum((probabilities * targets).sum(axis=1), 1e-300)"
INIT = """
parameters = {}
for layer, (fan_in, fan_out) in enumerate(pairwise(sizes), 1):
    parameters[f"W{layer}"] = %s
    parameters[f"b{layer}"] = np.zeros(fan_out)
return parameters
"""
BELL = "rng.standard_normal((fan_in, fan_out))"
WEIGHTS = {
    "np.zeros((fan_in, fan_out))": "All weights are alike: all neurons would learn the same, for ever.",
    BELL: "The factor sqrt(2 / fan_in) is missing.",
    f"{BELL} * 2 / fan_in": "The root is missing: sqrt(2 / fan_in).",
    f"{BELL} * np.sqrt(1 / fan_in)": "The 2 is missing: relu stops half of what passes.",
    f"{BELL} * np.sqrt(2 / fan_out)": "fan_in is what comes in: the rows of the matrix.",
    f"{BELL} * np.sqrt(2 / (fan_in + fan_out))": "Only what comes in counts, not what goes out.",
    f"{BELL} * np.sqrt(2 / sizes[0])": "W2 has a fan_in of its own: the hidden neurons.",
    f"{BELL} * np.sqrt(fan_in / 2)": "Turned over: the more comes in, the smaller the weights.",
    f"{BELL} * np.sqrt(2) / fan_in": "The root covers fan_in too: sqrt(2 / fan_in).",
    f"{BELL} * 0.01": "One small number for all: the factor is sqrt(2 / fan_in).",
    "rng.uniform(-1, 1, (fan_in, fan_out))": "Those are uniform from -1 to 1; normal times sqrt(2 / fan_in) is wanted.",
    "rng.random((fan_in, fan_out)) * np.sqrt(2 / fan_in)": "Uniform numbers from 0 on; normal ones (a bell) are wanted.",
    **{f"rng.uniform(-1, 1, (fan_in, fan_out)) * np.sqrt({n} / fan_in)": "Those are uniform; a normal distribution is a bell." for n in (2, 6)},
    f"np.clip({BELL}, -2, 2) * np.sqrt(2 / fan_in)": "A bell has no bounds: leave the outermost weights as they are drawn.",
    "abs(rng.standard_normal((fan_in, fan_out))) * np.sqrt(2 / fan_in)": "No weight is below 0: draw from a bell around 0.",
}  # fmt: skip
FIRST = 'dense(x, parameters["W1"], parameters["b1"])'
SECOND = 'parameters["W2"], parameters["b2"]'
CACHE = "x, before_relu, hidden, probabilities = cache\n"
LOSS = "grad = softmax_cross_entropy_backward(probabilities, targets)\n"
BACK_2 = 'grad, grad_w2, grad_b2 = dense_backward(grad, hidden, parameters["W2"])\n'
BACK_RELU = "grad = relu_backward(grad, before_relu)\n"
BACK_1 = '_, grad_w1, grad_b1 = dense_backward(grad, x, parameters["W1"])\n'
GRADS = 'return {"W1": grad_w1, "b1": grad_b1, "W2": grad_w2, "b2": grad_b2}'
TO_2, BEHIND_2 = f"{CACHE}{LOSS}", f"{BACK_RELU}{BACK_1}{GRADS}"  # around the second layer
TO_1, ALL = f"{CACHE}{LOSS}{BACK_2}{BACK_RELU}", f"{CACHE}{LOSS}{BACK_2}{BACK_RELU}{BACK_1}"
DOWNHILL = "parameters[name] -= learning_rate * grad"
MEAN = "cross_entropy(probabilities, targets[batch])"
RIGHT = {
    "start": "history = []", "order": "order = rng.permutation(len(x))", "total": "total = 0.0",
    "starts": "range(0, len(x), batch_size)", "batch": "order[start : start + batch_size]", "loss": f"{MEAN} * len(batch)", "step": DOWNHILL,
    "kept": "history.append(total / len(x))", "result": "history",
}  # fmt: skip
TRAIN = """
%(start)s
for _ in range(epochs):
    %(order)s
    %(total)s
    for start in %(starts)s:
        batch = %(batch)s
        probabilities, cache = forward(parameters, x[batch])
        total += %(loss)s
        for name, grad in backward(parameters, cache, targets[batch]).items():
            %(step)s
    %(kept)s
return %(result)s"""
BY_BATCHES = "history.append(total / len(range(0, len(x), batch_size)))"
TRAININGS = {  # by the place in TRAIN: what stands there, and what is said
    ("step", "parameters[name] += learning_rate * grad"): "The step goes uphill: the loss grows along the slope.",
    ("step", "parameters[name] -= grad"): "The learning rate is missing.",
    ("step", "parameters[name] += grad"): "The step goes uphill, and the learning rate is missing.",
    ("step", f"{DOWNHILL} * len(batch)"): "The step is as many times too long as there are samples.",
    ("step", f"{DOWNHILL} / len(batch)"): "Divided by the batch size again: the mean is in the slope already.",
    ("step", f"{DOWNHILL} * len(batch) / batch_size"): HALVED,
    **{("step", f"parameters[name] -= learning_rate * np.clip(grad, -{b}, {b})"): WHOLE_GRADIENT for b in (5, 1)},
    ("step", "parameters[name] -= learning_rate * (grad + 0.001 * parameters[name])"): "A part of the parameter is in the step, too: it is of the gradient alone.",
    ("step", "parameters[name] -= learning_rate / (1 + len(history)) * grad"): EACH_EPOCH,
    ("kept", "if history and total / len(x) > history[-1]:\n        return history\n    history.append(total / len(x))"): EACH_EPOCH,
    ("step", "parameters[name] = -learning_rate * grad"): "The parameter was replaced by the step.",
    ("step", "parameters = parameters | {name: parameters[name] - learning_rate * grad}"): "It did not move. Is it the caller's own dict that changes, and is there a batch at all?",
    ("step", f'if "W" in name:\n                {DOWNHILL}'): "The weights move, but the biases stay where they were.",
    ("step", f"{DOWNHILL}\n            {DOWNHILL}"): "It moved twice in one step.",
    ("loss", MEAN): "Divided twice: cross_entropy is a mean over its batch already.",
    ("loss", f"{MEAN} * batch_size"): "The short batch counts as a full one.",
    ("kept", "history.append(total)"): "That is the sum; divide it by the number of samples.",
    ("kept", BY_BATCHES): "Divided by the number of batches, but losses of samples were added up.",
    ("kept", f"history.append({MEAN})"): "That is the last batch; the whole epoch is wanted.",
    ("kept", "history.append(cross_entropy(forward(parameters, x)[0], targets))"): AFTER,
    ("kept", "history.append(total / len(x))\n    return history"): "That is one epoch's step: is return inside the loop over the epochs?",
    ("kept", "history.append(total / len(x))\n    if history[-1] < 0.01:\n        break"): "A small loss ends nothing: as many epochs are wanted as are asked for.",
    **{("result", f"history[-1{more}]"): "One number per epoch is wanted, in a list." for more in ("", ":")},
    **{("starts", f"range(0, len(x) - batch_size{more}, batch_size)"): LOST for more in ("", " + 1")},
    ("order", "order = np.arange(len(x))"): NO_SHUFFLE,
    ("batch", "np.array_split(order, -(-len(x) // batch_size))[start // batch_size]"): EVEN,
    ("order", "order = rng.integers(len(x), size=len(x))"): TWINS,
    ("order", "order = rng.permutation(len(x) - 1)"): FEWER,
    ("order", "order = np.arange(len(x))\n    x, targets = rng.permutation(x), rng.permutation(targets)"): PAIRS,
    ("order", "order = np.arange(len(x))\n    both = rng.permutation(len(x))\n    x[:], targets[:] = x[both], targets[both]"): SHUFFLED,
}  # fmt: skip
MISTAKES = {
    "dense(x, w, b)": {
        "x @ w": "The bias is missing.",
        "x @ w - b": "The bias is taken away; it is added.",
        "x @ (w + b)": "The bias went through the weights too.",
        "np.maximum(x @ w + b, 0)": "relu is a layer of its own: dense lets all through.",
        "(x @ w + b) / len(x)": "Each sample has sums of its own: nothing is averaged here.",
        "(x @ w + b).T": "Samples are the rows, neurons the columns.",
        **{f"{product} + b": ROWS for product in ("w @ x", "w.dot(x)", "x @ w.T")},
        "w.T @ x.T + b": BIAS_BY_ROW,
        "x * w + b": BY_CELL,
        "result = x @ w\nresult += b\nreturn result": FRACTIONS,
        "x.astype(np.float32) @ w.astype(np.float32) + b": FLOAT32,
    },
    "dense_backward(grad, x, w)": {
        f"grad @ w, {GW}, {GB}": "w is the wrong way round: input i collects from neuron j through w[i, j].",
        f"{GX}, grad.T @ x, {GB}": "Turned over: grad_w[i, j] belongs to input i and neuron j.",
        **{f"{GX}, {two}": "Divided by the samples: this is a sum over them, the mean belongs to the loss." for two in (f"{GW} / len(x), grad.mean(axis=0)", f"{GW}, grad.mean(axis=0)")},
        f"{GX} / len(x), {GW}, {GB}": "Nothing is divided here: the mean belongs to the loss, whose gradient arrives.",
        **{f"{GW}, {two}": "The order is (grad_x, grad_w, grad_b)." for two in (f"{GX}, {GB}", f"{GB}, {GX}")},
        **{f"{GX}, {two}": "Only the first sample is in it: it is a sum over all." for two in (f"np.outer(x[0], grad[0]), {GB}", f"{GW}, grad[0]")},
        f"{GX}, x.T @ np.ones_like(grad), {GB}": ARRIVING,
        **{f"{GX}, {GW}, {one}": ARRIVING for one in ("np.ones(w.shape[1])", "np.full(w.shape[1], len(x))")},
        **{f"{GX}, {GW}, {one}": "One number for all neurons: sum over the samples only (axis)." for one in ("grad.sum()", "grad.mean()")},
        f"{GX}, {GW}, grad.sum(axis=1)": "Summed over the neurons; over samples is wanted.",
        f"{GX}, {GW}, grad": "Each neuron has one bias for all samples: sum over them.",
        f"{GX}, {GW}, grad.sum(axis=0, keepdims=True)": "b has one axis, so grad_b has one too.",
        f"{GX}, {GW}": "dense_backward gives three arrays: (grad_x, grad_w, grad_b).",
        f"{GX}, x.T * grad, {GB}": BY_CELL,
        f"w @ grad, grad @ x.T, {GB}": ROWS,
        "np.clip(grad, -5, 5) @ w.T, x.T @ np.clip(grad, -5, 5), np.clip(grad, -5, 5).sum(axis=0)": WHOLE_GRADIENT,
        f"grad @ w.T.astype(np.float32), x.T.astype(np.float32) @ grad.astype(np.float32), {GB}": FLOAT32,
        f"grad *= 1.0\nw *= 2.0\nreturn grad @ (w / 2).T, {GW}, {GB}": IN_PLACE,
    },
    "relu(x)": {
        **{f"return {held}": "What is above 0 stays as large as it is." for held in ("(x > 0) * 1.0", "np.clip(x, 0, 6)")},
        "np.abs(x)": "What is below 0 becomes 0; it does not change its sign.",
        **{f"np.where(x > 0, x, {leak} * x)": "What is below 0 becomes 0, not a smaller number below 0." for leak in ("0.01", "0.1")},
        "np.minimum(x, 0)": "That keeps what is below 0; the other half is wanted.",
        "x": "Nothing has changed: what is below 0 becomes 0.",
        "np.max(x)": "One number came back: compare each cell with 0.",
        "np.max(x, 0)": "Cells were compared with each other: compare each cell with 0.",
        "x[x > 0]": "Cells are missing: they become 0, they do not go.",
        "max(x, 0)": NO_MAX,
        "x if x > 0 else 0 * x": NO_IF,
        "x[x < 0] = 0\nreturn x": IN_PLACE,
        "x if (x > 0).all() else np.maximum(x, 0)": "Give a new array in every case.",
        "np.maximum(x, 0).astype(np.float32)": FLOAT32,
    },
    "relu_backward(grad, x)": {
        **{f"return {passed}": "Look at the sign of x, not of grad." for passed in ("np.maximum(grad, 0)", "np.maximum(grad, 0) * (x > 0)", "grad * (grad > 0)")},
        "x * (grad > 0)": "grad and x have changed places.",
        "(x > 0) * 1.0": ARRIVING,
        "grad": "Everything passes; where x was below 0, relu did not move, so nothing should.",
        "grad * (x < 0)": "The other way round: stop where x < 0.",
        "grad * np.sign(x)": "Below 0 relu is flat: nothing passes there, not even turned over.",
        "np.maximum(x, 0)": "That is relu(x); what passes here is grad.",
        **{f"grad * {times}": ONE_OR_NONE for times in ("np.maximum(x, 0)", "x")},
        "np.clip(grad, -5, 5) * (x > 0)": WHOLE_GRADIENT,
        "grad if x > 0 else 0 * grad": NO_IF,
        "grad[x <= 0] = 0\nreturn grad": IN_PLACE,
        "grad if (x > 0).all() else grad * (x > 0)": "Give a new array in every case.",
        "result = np.zeros_like(x)\nresult[x > 0] = grad[x > 0]\nreturn result": WHOLE,
        "(grad * (x > 0)).astype(np.float32)": FLOAT32,
    },
    "softmax(logits)": {
        **{f"powers = np.exp({shifted})\nreturn {SHARES}": SHIFT for shifted in ("logits", "logits - logits.max()", "logits - logits.mean(axis=1, keepdims=True)")},
        f"powers = np.exp(logits / logits.max(axis=1, keepdims=True))\nreturn {SHARES}": "The largest logit is taken away from the others; they are not divided by it.",
        "logits / logits.sum(axis=1, keepdims=True)": "e to the power of each logit is missing.",
        f"{SHIFTED}return np.log({SHARES})": "Those are the logarithms of the probabilities.",
        f"powers = np.exp(-logits)\nreturn {SHARES}": "A minus too many: the largest comes out least.",
        **{f"{first}return {powers}": "That is e**z; it has yet to be divided by its row's sum." for first, powers in ((SHIFTED, "powers"), ("", "np.exp(logits)"))},
        **{f"{powers}return powers / powers.sum()": "All cells together sum to 1; each row should, by itself." for powers in (SHIFTED, PLAIN)},
        **{f"{powers}\nreturn powers / powers.sum(axis=0)": COLUMNS for powers in (SHIFTED, "powers = np.exp(logits - logits.max(axis=0))")},
        f"{SHIFTED}return powers / (powers.sum(axis=1, keepdims=True) + 1e-7)": "A tiny number beside the sum, which is never 0: without it the shares sum to 1.",
        f"{PLAIN}return np.nan_to_num({SHARES})": "A nan was made a 0 afterwards: shift each row before its powers, so that its largest logit is 0.",
        f"powers = np.exp(np.clip(logits, -500, 500))\nreturn {SHARES}": "Logits that are held within bounds come out alike: shift each row, so that its largest is 0.",
        **{f"{powers}return powers / powers.sum(axis=1)": "The sum of row i divides column i: keepdims lets the sums stand beside their rows." for powers in (SHIFTED, PLAIN)},
        f"powers = np.exp(logits - logits.max(axis=1))\nreturn {SHARES}": "Row i's maximum shifts column i: keepdims lets the maxima stand beside their rows.",
        f"powers = np.exp(logits - logits.max(axis=0))\nreturn {SHARES}": "One shift for a whole row, not one a column.",
        "from math import exp\nreturn exp(logits)": NO_MATH,
        f"logits -= logits.max(axis=1, keepdims=True)\npowers = np.exp(logits)\nreturn {SHARES}": IN_PLACE,
        f"{SHIFTED}result = np.zeros_like(logits)\nresult[:] = {SHARES}\nreturn result": WHOLE,
        f"{SHIFTED}return ({SHARES}).astype(np.float32)": FLOAT32,
    },
    "cross_entropy(probabilities, targets)": {
        f"-np.log({SURE}).sum()": "That is the sum; the mean over the rows is wanted.",
        f"np.log({SURE}).mean()": "The minus is missing: the logarithm of a probability is below 0.",
        f"np.log({SURE}).sum()": "That is the sum without its minus; the mean surprise is wanted.",
        **{f"-np.log{base}({SURE}).mean()": f"That is log to the base {base}; the natural logarithm (nats) is wanted." for base in ("2", "10")},
        "-(targets * np.log(np.maximum(probabilities, 1e-300))).mean()": "The mean over all cells is a mean over the rows and over the classes.",
        "(targets * np.log(np.maximum(probabilities, 1e-300))).mean()": "The minus is missing, and the mean is over the rows only.",
        f"-np.log({SURE}).sum() / targets.shape[1]": "Divided by the number of classes; the mean is over the rows.",
        **{f"-np.log(probabilities){summed}.mean()": "The targets have no say: only the true class counts." for summed in (".sum(axis=1)", "")},
        "-np.log(probabilities.max(axis=1)).mean()": "That is the surest class; the true class counts.",
        f"-np.log({OF_TRUE}[probabilities.argmax(axis=1) == targets.argmax(axis=1)]).mean()": "Every row counts, wrong answers too.",
        f"-np.log({OF_TRUE}.mean())": "That is -ln of the mean; the mean of the -ln is wanted.",
        f"1 - {OF_TRUE}.mean()": "The logarithm is missing.",
        "((probabilities - targets) ** 2).sum(axis=1).mean()": "Those are squared distances; the loss is -ln p of the true class.",
        "-(targets * np.log(probabilities) + (1 - targets) * np.log(1 - probabilities)).sum(axis=1).mean()": "That is a binary cross-entropy for every class; only -ln p of the true class counts.",
        f"-np.log({SURE})": "That is one number per row; their mean is wanted.",
        "-(probabilities * np.log(np.maximum(targets, 1e-12))).sum(axis=1).mean()": "Probabilities and targets have changed places.",
        **{f"-{logs}.mean()": ABOVE_0 for logs in (f"np.log({OF_TRUE})", "(targets * np.log(probabilities)).sum(axis=1)")},
        "-np.log(np.maximum(probabilities, 1e-300))[:, targets.argmax(axis=1)].mean()": IN_PAIRS,
        "-np.log(np.maximum(probabilities, 1e-300))[np.arange(len(targets)), targets.argmax() % targets.shape[1]].mean()": ONE_CLASS,
        **{f"-(targets * np.log({lifted})).sum(axis=1).mean()": "A tiny number holds a probability off 0, and the true size of the loss is lost. Lift only what is 0, as np.maximum does." for lifted in ("probabilities + 1e-7", "probabilities + 1e-12", "np.clip(probabilities, 1e-7, 1 - 1e-7)")},
        f"-np.where({OF_TRUE} > 0, np.log({SURE}), 0).mean()": "No answer is more wrong than a 0 for the true class.",
        "from math import log\nreturn -log((probabilities * targets).sum(axis=1))": NO_MATH,
        **{f"-np.log(probabilities[np.arange(len(targets)), {labels}]).mean()": NO_LABELS for labels in ("targets", "targets.astype(int)")},
        "probabilities += 1e-30\nreturn -np.log((probabilities * targets).sum(axis=1)).mean()": IN_PLACE,
        f"-np.log({SURE}.astype(np.float32)).mean()": FLOAT32,
    },
    "softmax_cross_entropy_backward(probabilities, targets)": {
        "probabilities - targets": "The loss is a mean over the rows, so each row has its share: that is missing.",
        "(targets - probabilities) / len(targets)": "The sign is turned: more of a wrong class makes the loss larger.",
        "targets - probabilities": "The sign is turned, and the mean over the rows is missing.",
        "(probabilities - targets) / len(targets) ** 2": "The mean over the rows is in it twice.",
        "(probabilities - targets) / targets.shape[1]": "Divided by the number of classes; the mean is over the rows.",
        "(probabilities - targets) / targets.size": "The mean is over the rows, not over all cells.",
        **{f"-targets / probabilities{share}": "That is the slope by the probabilities; by the logits is wanted." for share in (" / len(targets)", "")},
        "slope = -targets / probabilities / len(targets)\nreturn probabilities * (slope - (slope * probabilities).sum(axis=1, keepdims=True))": DIVIDES,
        "probabilities - targets / len(targets)": "Only the targets are divided: the mean is over p - t, which needs brackets.",
        **{f"probabilities{times} / len(targets)": "The targets are missing." for times in ("", " * (1 - probabilities)")},
        "(probabilities - targets) * targets / len(targets)": "The other classes have a slope too.",
        "(probabilities - targets) * probabilities * (1 - probabilities) / len(targets)": "The slope of softmax is in it already: p - t is the whole of it.",
        "(probabilities - targets).mean(axis=0)": "Each row has a slope of its own: nothing is summed here.",
        "result = probabilities.copy()\nresult[np.arange(len(targets)), targets] -= 1\nreturn result / len(targets)": NO_LABELS,
        "result = probabilities * 1.0\nresult[np.arange(len(targets)), targets.argmax() % targets.shape[1]] -= 1\nreturn result / len(targets)": ONE_CLASS,
        "result = probabilities * 1.0\nresult[:, targets.argmax(axis=1)] -= 1\nreturn result / len(targets)": IN_PAIRS,
        "probabilities -= targets\nreturn probabilities / len(targets)": IN_PLACE,
        "result = probabilities.copy()\nresult -= targets\nresult /= len(targets)\nreturn result": FRACTIONS,
        "result = np.zeros_like(targets)\nresult[:] = (probabilities - targets) / len(targets)\nreturn result": WHOLE,
        "((probabilities - targets) / len(targets)).astype(np.float32)": FLOAT32,
    },
    "init_parameters(sizes, rng)": {INIT % weights: WEIGHTS[weights] for weights in WEIGHTS},
    "forward(parameters, x)": {
        f"dense(relu({FIRST}), {SECOND}), None": "Those are the logits: the softmax is missing.",
        f"softmax(dense({FIRST}, {SECOND})), None": "The relu between the two layers is missing.",
        f"softmax(relu(dense(relu({FIRST}), {SECOND}))), None": "There is no relu after the last layer.",
        f"softmax(relu(dense({FIRST}, {SECOND}))), None": "relu belongs to the first layer.",
        f'softmax(dense(relu(x @ parameters["W1"]), {SECOND})), None': "b1 is missing.",
        f'softmax(relu({FIRST}) @ parameters["W2"]), None': "b2 is missing.",
        'softmax(relu(x @ parameters["W1"]) @ parameters["W2"]), None': "The biases are missing.",
        f'softmax(dense(relu(x @ parameters["W1"]) + parameters["b1"], {SECOND})), None': "b1 is added before relu, not after it.",
        **{f"z = {FIRST}\nreturn softmax(dense({curve[0]}, {SECOND})), None": f"The hidden layer has relu, not {curve[1]}." for curve in (("np.tanh(z)", "tanh"), ("1 / (1 + np.exp(-z))", "sigmoid"))},
        f"z = {FIRST}\nreturn softmax(dense(np.where(z > 0, z, 0.01 * z), {SECOND})), None": "Below 0 the hidden layer answers 0: that is relu.",
        f"softmax(softmax(dense(relu({FIRST}), {SECOND}))), None": "The softmax is there twice.",
        f"softmax(dense(relu({FIRST}), {SECOND}).T).T, None": COLUMNS,
        f"softmax(dense(relu({FIRST}), {SECOND}))": "forward gives two: (probabilities, cache).",
        f"powers = np.exp(dense(relu({FIRST}), {SECOND}))\nreturn {SHARES}, None": SHIFT,
        f"p = softmax(dense(relu({FIRST}), {SECOND}))\nx /= 255\nreturn p, None": IN_PLACE,
    },
    "backward(parameters, cache, targets)": {
        f"{TO_2}{BACK_2}{BACK_1}{GRADS}": "The gradient passes relu everywhere; it stops where the sum before relu was below 0.",
        f"{TO_2}{BACK_2}grad = grad * hidden\n{BACK_1}{GRADS}": ONE_OR_NONE,
        f"{TO_2}{BACK_2}grad = grad * (grad > 0)\n{BACK_1}{GRADS}": "relu looks at the sign of the gradient; it should look at its own input.",
        f"{TO_2}{BACK_2}grad = relu_backward(before_relu, grad)\n{BACK_1}{GRADS}": "relu_backward takes the gradient first, then x.",
        f"{TO_2}{BACK_2}grad = relu_backward(grad, dense(hidden, {SECOND}))\n{BACK_1}{GRADS}": "relu_backward needs what went into relu, not the logits.",
        f"{TO_2}_{BACK_2}{BEHIND_2}": "The gradient has not come through W2.",
        f'{TO_2}_{BACK_2}grad = grad @ parameters["W2"]\n{BEHIND_2}': "The gradient comes through W2 the wrong way round.",
        f"{TO_2}grad = relu_backward(grad, dense(hidden, {SECOND}))\n{BACK_2}{BEHIND_2}": "There is no relu after the second layer.",
        **{f'{TO_2}grad, grad_w2, grad_b2 = dense_backward(grad, {what}, parameters["W2"])\n{BEHIND_2}': "What went into the second layer is what came out of relu." for what in ("x", "before_relu")},
        f"{TO_2}grad /= len(x)\n{BACK_2}{BEHIND_2}": "Divided by the number of samples twice: the loss has done it.",
        f"{CACHE}grad = probabilities - targets\n{BACK_2}{BEHIND_2}": "Too large by the number of samples: the loss is a mean.",
        f"{CACHE}grad = softmax_cross_entropy_backward(softmax(probabilities), targets)\n{BACK_2}{BEHIND_2}": "The softmax is there twice.",
        f"{TO_2}grad = -grad\n{BACK_2}{BEHIND_2}": "The sign is turned.",
        **{f'{TO_1}_, grad_w1, grad_b1 = dense_backward(grad, {what}, parameters["W1"])\n{GRADS}': "What went into the first layer is x, not what came out of it." for what in ("hidden", "before_relu")},
        f'{ALL}return {{"W1": grad_w1.T, "b1": grad_b1, "W2": grad_w2.T, "b2": grad_b2}}': "Turned over: it should have the shape of the parameter.",
        **{f'{ALL}return {{"W1": grad_w1 + {decay} * parameters["W1"], "b1": grad_b1, "W2": grad_w2 + {decay} * parameters["W2"], "b2": grad_b2}}': "A part of the weights is in it: this loss has no such term." for decay in ("0.01", "0.001", "0.0001")},
        f'{ALL}return {{"W1": grad_w1, "b1": 0 * grad_b1, "W2": grad_w2, "b2": 0 * grad_b2}}': "Nothing arrived there.",
        **{f'{ALL}return {{"W1": grad_w1, "b1": np.{f}(grad_b1), "W2": grad_w2, "b2": np.{f}(grad_b2)}}': "One number for all neurons: sum over the samples only (axis)." for f in ("sum", "mean")},
        f'{ALL}return {{"W1": grad_w2, "b1": grad_b2, "W2": grad_w1, "b2": grad_b1}}': "The two layers have changed places.",
        f"{ALL}return grad_w1, grad_b1, grad_w2, grad_b2": "backward(parameters, cache, targets) gives a tuple, want a dict.",
        f'{ALL}return {{"w1": grad_w1, "b1": grad_b1, "w2": grad_w2, "b2": grad_b2}}': "want W1, b1, W2, b2.",
        f"{CACHE}probabilities -= targets\ngrad = probabilities / len(x)\n{BACK_2}{BEHIND_2}": IN_PLACE,
    },
    "train(parameters, x, targets, learning_rate, batch_size, epochs, rng)": {
        **{TRAIN % (RIGHT | {place: code}): TRAININGS[place, code] for place, code in TRAININGS},
        TRAIN % (RIGHT | {"loss": MEAN, "kept": "history.append(total)"}): "The means of the batches were added up: each sample counts alike.",
        TRAIN % (RIGHT | {"loss": MEAN, "kept": BY_BATCHES}): "The short batch counts too much: each sample counts alike.",
        TRAIN % (RIGHT | {"total": "total = cross_entropy(forward(parameters, x)[0], targets) * len(x)", "loss": "0"}): "Those are the losses at the begin of the epoch; each is measured before its own step.",
        TRAIN % (RIGHT | {"loss": "0", "step": f"{DOWNHILL}\n        total += cross_entropy(forward(parameters, x[batch])[0], targets[batch]) * len(batch)"}): AFTER,
        TRAIN % (RIGHT | {"step": f"{DOWNHILL}\n        history.append(total / len(x))", "kept": "pass"}): ONE_PER_BATCH,
        TRAIN % (RIGHT | {"start": "history, total = [], 0.0", "total": "pass"}): "The sum goes on from the last epoch: start each epoch at 0.",
        **{TRAIN % (RIGHT | {"start": "history, order = [], rng.permutation(len(x))", "order": again}): ONE_ORDER for again in ("pass", "order = order[::-1]")},
        TRAIN % (RIGHT | {"order": "order = np.arange(len(x))", "starts": "rng.permutation(np.arange(0, len(x), batch_size))"}): SHORT_FIRST,
        **{TRAIN % (RIGHT | {"start": "history, sums = [], {}", "step": f"sums[name] = {part} * sums.get(name, 0) + grad\n            parameters[name] -= learning_rate * sums[name]"}): "Gradients of earlier steps are in it: each step goes along its own alone." for part in (1, 0.9)},
        TRAIN % (RIGHT | {"starts": "range(0, len(x) - batch_size + 1, batch_size)", "kept": "history.append(total / (len(x) - len(x) % batch_size))"}): LOST,
        TRAIN % (RIGHT | {"loss": f'{MEAN} * len(batch)\n        late = relu_backward(softmax_cross_entropy_backward(probabilities, targets[batch]) @ (parameters["W2"] - learning_rate * backward(parameters, cache, targets[batch])["W2"]).T, cache[1])', "step": 'parameters[name] -= learning_rate * {"W1": x[batch].T @ late, "b1": late.sum(axis=0)}.get(name, grad)'}): "W2 had moved when the gradient came back through it: find all four slopes, then step.",
        TRAIN % (RIGHT | {"step": "continue", "kept": "_, cache = forward(parameters, x)\n    for name, grad in backward(parameters, cache, targets).items():\n        parameters[name] -= learning_rate * grad\n    history.append(total / len(x))"}): ONE_STEP,
    },
}  # fmt: skip

# --- Layers and loss ---

BY_HAND = {  # by task: what is wanted, and of what
    # two samples of three numbers, four neurons: one sum per sample and neuron
    "dense": ([[-21, 41, 40, 36], [122, 11, -14, 103]], [[2, -3, 5], [7, 11, -13]],
              [[1, 4, -2, 3], [6, -1, 2, 5], [-3, 2, 4, 1]], [10, 20, 30, 40]),
    # two neurons, two inputs, three samples: where everything fits, a wrong side fits too
    "dense_backward": (([[7, 3], [-9, 50], [-29, 29]], [[-36, 45], [5, 37]], [1, 11]),
                       [[2, -1], [3, 5], [-4, 7]], [[1, 6], [-2, 3], [8, 4]], [[2, -3], [5, 7]]),
    # what is below 0 becomes 0, what is above stays as it is, however large
    "relu": ([[0, 0.25, 3], [0, 0, 250]], [[-1.5, 0.25, 3], [0, -30, 250]]),
    # the gradient passes where x was above 0, whatever its own sign and size
    "relu_backward": ([[2, 0, 0], [-7, 250, 0]], [[2, -3, 5], [-7, 250, -13]], [[0.5, -4, -6], [9, 3, -1]]),
    # the logits are logarithms, so that e**z are whole numbers and the shares can be seen
    "softmax": ([[0.125, 0.25, 0.625], [0.6, 0.3, 0.1], [0.2, 0.7, 0.1]],
                np.log([[1, 2, 5], [6, 3, 1], [2, 7, 1]])),
    # true classes with 1/2, 1/4 and 1/5: the mean of ln 2, ln 4 and ln 5
    "cross_entropy": (math.log(2 * 4 * 5) / 3, [[0.3, 0.5, 0.1, 0.1], [0.25, 0.4, 0.15, 0.2], [0.1, 0.05, 0.65, 0.2]],
                      [[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1]]),
    # two samples, three classes: how far each probability is off, shared among the samples
    "softmax_cross_entropy_backward": ([[0.1, -0.25, 0.15], [-0.45, 0.15, 0.3]],
                                       [[0.2, 0.5, 0.3], [0.1, 0.3, 0.6]], [[0, 1, 0], [1, 0, 0]]),
}  # fmt: skip


@task(*BY_HAND)
def test_numbers_by_hand(name):
    """What is listed above; then slopes where probabilities are 0, as of far logits."""
    if gives(name, *BY_HAND[name]) and name == "softmax_cross_entropy_backward":
        finite(f"{name}{SMALL[name]}", asked(name, *map(np.float64, SMALL[name])), DIVIDES)


@task("softmax")
def test_softmax_of_large_logits():
    """Rows near 1000, near 0, near -1000 and wide: only the differences within a row count."""
    logits = np.log([[3, 1], [1, 4], [2, 3], [1, 1]])
    logits += [[1000, 1000], [0, 0], [-1000, -1000], [1e6, 0]]
    got, name = asked("softmax", logits), "softmax of rows near 1000, 0, -1000, and of 1e6 and 0"
    if finite(name, got):
        known = slips("softmax", lambda f: f(logits.copy()))
        near(name, got, np.array([[0.75, 0.25], [0.2, 0.8], [0.4, 0.6], [1, 0]]), known, rel=1e-6)


@task("cross_entropy")
def test_cross_entropy_of_small_probabilities():
    """A true class with 1e-9 costs its surprise; 0 costs more, but not infinitely much; another's 0 is no harm."""
    want, *by_hand = BY_HAND["cross_entropy"]
    if not close(asked("cross_entropy", *by_hand), want):  # another test says so
        return
    p, targets = [[1e-9, 0.6, 0.4 - 1e-9], [0.25, 0.7, 0.05]], [[1, 0, 0], [1, 0, 0]]
    if not gives("cross_entropy", (9 * math.log(10) + math.log(4)) / 2, p, targets, rel=1e-6):
        return
    elsewhere = [[0.5, 0.5, 0], [0, 0, 1]], [[0, 1, 0], [0, 0, 1]]
    for arrays in (elsewhere, ([[1, 0], [0.5, 0.5]], [[0, 1], [0, 1]])):
        got, name = asked("cross_entropy", *arrays), f"cross_entropy{arrays}"
        if not np.isfinite(got):
            fact = f"{name} is {got}, want a finite number: ln 0 is -inf, and 0 times -inf is nan."
            fail(fact, ABOVE_0)
        elif arrays is elsewhere:
            near(name, got, math.log(2) / 2, rel=1e-6)
        elif got < 10:
            fact = f"{name} is {got + 0:.6g}, want 10 or more."
            fail(fact, "No answer is more wrong than a 0 for the true class.")


SMALL = {  # whole numbers where they can be
    "dense": ([[2, 3]], [[5], [7]], [0.5]),
    "dense_backward": ([[0.5], [1.5]], [[5, 7], [11, 13]], [[17], [19]]),
    "relu": ([[-2, 3], [5, -7]],),
    "relu_backward": ([[0.5, 1.5], [-2.5, 3.5]], [[-2, 3], [5, -7]]),
    "softmax": ([[2, 3, 5], [11, 7, 13]],),
    "cross_entropy": ([[0, 1], [1, 0]], [[1, 0], [1, 0]]),
    "softmax_cross_entropy_backward": ([[0, 1], [1, 0]], [[1, 0], [1, 0]]),
}


@task(*SMALL)
def test_drawn_arrays(name):
    """Drawn numbers give what plain Python gives; of one sample, one input and none too, and of many."""
    rng = numpy_rng()
    for n, d_in, d_out in ((4, 2, 7), (6, 1, 3), (2, 0, 5), (1, 3, 6), (40, 9, 7)):
        x, logits = rng.normal(size=(n, d_in)), 3 * rng.normal(size=(n, d_out))
        given = {"x": logits if "relu" in name else x, "w": rng.normal(size=(d_in, d_out))}
        given |= {"b": rng.normal(size=d_out), "grad": 250 * rng.normal(size=(n, d_out))}
        given |= {"logits": logits, "probabilities": plain.softmax(logits)}
        given |= {"targets": one_hot(rng.integers(d_out, size=n), d_out)}
        arrays = [given[each] for each in parameters_of(name)]
        if not gives(name, getattr(plain, name)(*arrays), *arrays):
            break


@task(*SMALL)
def test_arguments_stay_as_they_are_and_may_hold_whole_numbers(name):
    """Results are new arrays; what is given is still what it was, be it floats or whole numbers."""
    whole = [np.array(array) for array in SMALL[name]]
    floats = [array * 1.0 for array in whole]
    for arrays in (floats, [np.abs(array) for array in floats]):
        given = deepcopy(arrays)
        with np.errstate(all="ignore"):
            got = getattr(e10_digits, name)(*given)
        for key, before, after in zip(parameters_of(name), arrays, given):
            if not np.array_equal(before, after):
                fact = f"{key} after {name} is {after.tolist()}; it was {before.tolist()}."
                fail(fact, IN_PLACE)
        results = got if isinstance(got, (list, tuple)) else [got]
        new = [each for each in results if isinstance(each, np.ndarray)]
        if any(np.shares_memory(*pair) for pair in product(new, given)):
            fact = f"{name} gives an argument itself, with {given[-1].tolist()} for the last."
            fail(fact, "Give a new array in every case.")
    want = getattr(plain, name)(*whole)
    if close(asked(name, *floats), want, rel=1e-6):
        called = f"{described(name, whole)}, of whole numbers,"
        near(called, asked(name, *whole), want, unknown=WHOLE, rel=1e-6)


# --- Training ---


@task("init_parameters")
def test_init_has_four_arrays_of_the_right_shapes():
    """5 inputs, 7 hidden neurons, 3 classes; biases are zeros, and all can move by fractions."""
    sizes = [5, 7, 3]
    parameters = init_parameters(sizes, numpy_rng())
    assert_four_keys("init_parameters([5, 7, 3])", parameters)
    turned = "Turned over: rows are what comes in, columns what goes out."
    one_axis = "A bias has one axis: one number per neuron."
    for name, shape in {"W1": (5, 7), "b1": (7,), "W2": (7, 3), "b2": (3,)}.items():
        known = [(shape[::-1], turned), *((s, one_axis) for s in ((1, *shape), (*shape, 1), ()))]
        of, array = f'"{name}" from init_parameters([5, 7, 3])', np.asarray(parameters[name])
        expect(f"the shape of {of}", array.shape, shape, known)
        if name in ("b1", "b2"):
            expect(of, array, np.zeros(array.shape), [(array, "Biases start at 0.")])
        known = {"float32": FLOAT32, "int64": MOVE, "int32": MOVE}
        expect(f"the type of the numbers of {of}", str(array.dtype), "float64", known)
    expect("sizes after init_parameters(sizes)", sizes, [5, 7, 3])
    assert_four_keys("init_parameters((5, 7, 3)), from a tuple,", init_parameters((5, 7, 3)))


@task("init_parameters")
def test_init_draws_from_a_bell_as_wide_as_the_fan_in_says():
    """300 numbers come into each neuron of W1, 200 into each of W2: spread sqrt(2 / fan_in), around 0."""
    want = {
        "the spread of W1": math.sqrt(2 / 300),
        "the spread of W2": math.sqrt(2 / 200),
        "the share of W1 below 0": 0.5,
        "the mean of (W1 / spread) ** 4": 3.0,  # as of every bell
    }

    def measured(f, rng):
        w1, w2 = (np.asarray(f([300, 200, 50], rng)[name]) for name in ("W1", "W2"))
        spreads = float(np.std(w1)), float(np.std(w2))
        fourth = np.mean((w1 / (spreads[0] or 1)) ** 4)
        return dict(zip(want, (*spreads, float((w1 < 0).mean()), float(fourth))))

    known = slips("init_parameters", lambda f: measured(f, np.random.default_rng(0)))
    got = measured(init_parameters, numpy_rng())
    first_wrong("{} in init_parameters([300, 200, 50])", [*want], got, want, known, rel=0.05)


@task("init_parameters")
def test_init_draws_every_weight_by_itself():
    """No two weights are the same number, neither in a matrix nor in two of one shape."""
    parameters = init_parameters([6, 6, 6], numpy_rng())
    different = len({*parameters["W1"].flat, *parameters["W2"].flat})
    if different == 36 and np.array_equal(parameters["W1"], parameters["W2"]):
        fail("W1 and W2 hold the same numbers.", "Draw a second time from the same generator.")
    elif different < 60:
        fact = f"Of the 72 weights of W1 and W2 only {different} are different."
        fail(fact, "Neurons that start alike stay alike: draw each weight by itself.")


@task("init_parameters")
def test_init_with_the_same_seed_is_the_same():
    """The same seed gives the same weights, another seed others, and no seed new ones each time."""
    drawn = lambda rng: [np.ravel(init_parameters([3, 4, 2], rng)[w]).tolist() for w in KEYS[::2]]  # noqa: E731
    expect_chance("What init_parameters([3, 4, 2]) gives", drawn, np.random.default_rng)


@task("forward")
def test_forward_is_dense_relu_dense_softmax():
    """Two samples of three numbers, four hidden neurons, five classes; then logits near 1000."""
    net, x, _ = example(2, 3, 4, 5)
    for times in (1, 5000):
        given = net | {"W2": times * net["W2"]}
        kept, got = deepcopy(given | {"x": x}), asked("forward", given, x)
        right = isinstance(got, (tuple, list)) and len(got) == 2
        assert right, "forward gives two: (probabilities, cache)."
        name = "the probabilities from forward" + f", with {times} W2," * (times > 1)
        known = slips("forward", lambda f, kept=kept: f(deepcopy(kept), x.copy())[0])
        if not finite(name, got[0]) or not near(name, got[0], plain.forward(given, x)[0], known):
            return
    forward(given, x)
    same("after forward(parameters, x)", given | {"x": x}, kept)


@task("backward")
def test_backward_of_networks_of_three_shapes():
    """A square one, where whatever is mixed up fits; then one where it does not; then one sample alone."""
    networks = example(4, 3, 3, 3), (NET, X, TARGETS), (NET, X[:1], TARGETS[:1])
    all(expect_gradients(*each) for each in networks)


@task("backward")
def test_backward_of_a_drawn_network():
    """Drawn weights, drawn samples: nudging each parameter finds the same slopes."""
    for seed in range(draw().randrange(10**6), 10**7):
        net, x, targets = example(4, 3, 5, 2, seed)
        if np.abs(plain.forward(net, x)[1][1]).min() > 1e-3:
            break  # no hidden neuron is close to its kink
    want = nudged_gradients(net, x, targets)
    expect_gradients(net, x, targets, want, rel=1e-6, abs=1e-7)  # nudging is as exact as that


@task("backward")
def test_backward_changes_nothing_and_needs_only_its_own_cache():
    """Asked twice it says the same, with another forward between; all that it is given stays."""
    parameters, targets = deepcopy(NET), TARGETS[:2].copy()
    probabilities, cache = forward(parameters, X[:2].copy())
    given = {"probabilities": probabilities, "targets": targets} | parameters
    before = deepcopy(given)
    first = deepcopy(backward(parameters, cache, targets))
    again = backward(parameters, cache, targets)
    if same("after backward(parameters, cache, targets)", given, before) and same(
        "from a second backward with the same cache", again, first
    ):
        _, cache = forward(parameters, X[:2].copy())
        forward(parameters, X[3:].copy())
        got = flat(backward(parameters, cache, targets))
        hint = "Keep what backward needs in the cache that forward gives, and nowhere else."
        name = "all four gradients, with another forward in between,"
        expect(name, got, flat(first), [(got, hint)])


@task("train")
def test_train_goes_downhill_from_where_it_is():
    """With all samples in one batch, an epoch is a step: one, one that is far larger, three in a row."""
    unknown = "Did all five samples have their say, each once, each with its own target?"
    if not is_at(ran(train, 0.3, 5, 1, x=X[:1])[0], stepped(NET, X[:1], TARGETS[:1], 0.3)):
        unknown = "One sample alone goes wrong, too. Is all as it was given, and the step learning_rate times the gradient, no more?"
    if expect_training("one step", 0.3, 5, 1, unknown=unknown):
        large = NET | {"W1": NET["W1"] / 1000}, 1000 * X
        expect_training("one step with inputs of up to 1000", 0.1, 5, 1, *large)
        expect_training("three epochs of one batch (batch_size 8)", 5, 8, 3, unknown=EACH_EPOCH)


@task("train")
def test_train_weighs_every_sample_alike_in_the_history():
    """Five samples in batches of 2, 2 and 1, without moving: the history is the mean over five."""
    if weighs_alike() or not takes_a_right_step():  # else another test says what is wrong
        return
    known, history = [], ran(train, 0.0, 2, 1)[1]
    for last in range(5):  # whoever it is that makes the short batch
        order = [*{*range(5)} - {last}, last]
        known += slips("train", lambda f, o=order: ran(f, 0.0, 2, 1, rng=only(o))[1])
    known += [(history, ONE_PER_BATCH)] * (isinstance(history, list) and len(history) == 3)
    name = "the history with learning rate 0, batches of 2, 2 and 1"
    near(name, history, [loss_of(NET, X, TARGETS)], known, rel=1e-6)


@task("train")
def test_train_uses_every_sample_once_in_an_epoch():
    """Three samples one by one: some order of the three leads to where training has gone."""
    orders = list(permutations(range(3)))
    for seed in range(4):
        got, history = trained(epochs=1, seed=seed)
        order = next((o for o in orders if is_at(got, walk(o))), None)
        if order is None:
            break
        steps = [(walk(order[:n]), [i]) for n, i in enumerate(order)]
        want = [sum(loss_of(net, X[i], TARGETS[i]) for net, i in steps) / 3]
        ideas = slips("train", lambda f, o=order: ran(f, 0.5, 1, 1, x=X[:3], rng=only(o)))
        known = ((losses, sentence) for (net, losses), sentence in ideas if is_at(net, got))
        if weighs_alike():
            near("the history, three samples one by one,", history, want, known, rel=1e-6)
    else:
        return
    mixed = [walk(a, b) for a in orders for b in orders], PAIRS
    twins = [walk(order) for order in product(range(3), repeat=3)], TWINS
    fewer = [walk(order[:n]) for order in orders for n in (1, 2)], FEWER
    told_by_its_end("One epoch over three samples, one by one,", got, mixed, twins, fewer)


@task("train")
def test_train_keeps_the_short_last_batch():
    """Four samples in batches of three: a step for three of them, then one for the fourth alone."""

    def ends(first, part=1):  # a step for the first so many, then part of one for the others
        ways = [([*one], [*{*range(4)} - {*one}]) for one in combinations(range(4), first)]
        nets = [(stepped(NET, X[one], TARGETS[one], 0.5), then) for one, then in ways]
        return [stepped(net, X[then], TARGETS[then], 0.5 * part) for net, then in nets]

    for seed in range(8):
        got, _ = trained(epochs=1, seed=seed, batch=3, n=4)
        if not any(is_at(got, end) for end in ends(3)):
            ways = (3, 0, LOST), (3, 1 / 3, HALVED), (1, 1, SHORT_FIRST), (2, 1, EVEN)
            ways = [(ends(first, part), words) for first, part, words in ways]
            return told_by_its_end("One epoch over four samples in batches of 3", got, *ways)


@task("train")
def test_train_draws_its_order_from_rng_afresh_in_every_epoch():
    """One seed gives the very same numbers; ten seeds not all one order, nor two epochs; no seed is fine too."""
    if not np.array_equal(*(flat(trained(epochs=2, seed=5)[0]) for _ in range(2))):
        return fail("Twice the same seed, and training ends elsewhere.", "Draw the order from rng.")
    firsts, follows = [], set()
    for seed in range(10):
        got, _ = trained(epochs=1, seed=seed)
        first = next((o for o in permutations(range(3)) if is_at(got, walk(o))), None)
        if first is None:
            return  # the other tests say what is wrong with that
        firsts.append(first)
        end = trained(epochs=2, seed=seed)[0]
        second = next((o for o in permutations(range(3)) if is_at(end, walk(first + o))), ())
        follows.add(tuple(map(first.index, second)))
    if len(set(firsts)) == 1:
        fail("Ten seeds, and the samples come in one and the same order.", NO_SHUFFLE)
    elif len(follows) == 1 and all(follows):
        fail("The order of the second epoch follows from that of the first.", ONE_ORDER)
    sure = ran(train, 0.0, 1, 3, NET | {"b2": 50 * TARGETS[0]}, X[:1])[1]
    ended = {1: "A small loss ends nothing: as many epochs are wanted as are asked for."}
    expect("the length of the history of three epochs with a loss of 0", len(sure), 3, ended)
    free = train(deepcopy(NET), X.copy(), TARGETS.copy(), 0.1, 2, 4)
    expect("the length of the history without rng", len(free), 4)


@task("train")
def test_train_changes_the_parameters_and_nothing_else():
    """x and targets stay as they are, and so does the dict: four keys, four shapes."""
    parameters, x, targets = deepcopy(NET), X.copy(), TARGETS.copy()
    train(parameters, x, targets, 0.1, 2, 2, numpy_rng())
    expect("x after train", x, X, [(x, SHUFFLED)])
    expect("targets after train", targets, TARGETS, [(targets, SHUFFLED)])
    assert_four_keys("parameters after train", parameters)
    for name, array in NET.items():
        expect(f'the shape of "{name}" after train', np.shape(parameters[name]), array.shape)


@task("train", seconds=60)
def test_train_reads_digits_of_other_writers():
    """Ten epochs on 1,437 real digits, and at least 0.90 of 360 by other hands are read right."""
    try:
        x, labels, test_x, test_labels = load()
    except CommandError as refusal:
        pytest.skip(str(refusal))
    for seed in range(5):
        rng = np.random.default_rng(seed)
        parameters, targets = init_parameters([64, 128, 10], rng), one_hot(labels, 10)
        train(parameters, x, targets, 0.5, 8, 7, rng)
        train(parameters, x, targets, 0.05, 8, 3, rng)  # small steps to settle down
        named = forward(parameters, test_x)[0].argmax(axis=1)
        share, got = float((named == test_labels).mean()), accuracy(parameters, test_x, test_labels)
        if not expect("accuracy(parameters, x, labels)", got, share):
            return
        if not share >= 0.9 and takes_a_right_step():  # else another test says what is wrong
            read = f"After 10 epochs (seed {seed}) {share:.1%} of the last 360 digits"
            limit = "Few samples are trained right: is there a limit to how many, or to the steps?"
            return fail(f"{read} are read right, want 90% or more; guessing gives 10%.", limit)


# --- What several tests ask ---


def gives(name, want, *arrays, **rough) -> bool:
    """Expect this result of these arrays, or name the wrong idea that gives another one."""
    arrays = [np.array(array, dtype=float) for array in arrays]
    got, of = asked(name, *arrays), described(name, arrays)
    known = slips(name, lambda f: f(*deepcopy(arrays)))
    if name != "dense_backward":
        want = np.array(want, dtype=float) if isinstance(want, list) else want
        return near(of, got, want, known, **rough)
    three = isinstance(got, (tuple, list)) and len(got) == 3
    assert three, "dense_backward gives three arrays: (grad_x, grad_w, grad_b)."
    parts, want = ("grad_x", "grad_w", "grad_b"), [np.array(each, dtype=float) for each in want]
    got, want = dict(zip(parts, got)), dict(zip(parts, want))
    known = ((dict(zip(parts, result)), sentence) for result, sentence in known)
    return first_wrong(f"{{}} of {of}", parts, got, want, known)


def asked(name, *arguments):
    """Call it on copies; say what it means that numpy refuses an operation in the exercise."""
    given = [np.array(each) if isinstance(each, list) else deepcopy(each) for each in arguments]
    try:
        with np.errstate(all="ignore"):
            return getattr(e10_digits, name)(*given)
    except (IndexError, TypeError, ValueError) as error:
        line, said = traceback.extract_tb(error.__traceback__)[-1].line, str(error).strip()
        for part, code, meant in REFUSED:
            if re.search(part, said) and re.search(code, line):
                raised = f"raises {type(error).__name__} ({said}) in: {line}."
                fail(f"{described(name, given)} {raised}", meant, error)
                break
        raise


def parameters_of(name) -> list[str]:
    """Return the names of a function's parameters."""
    head = next(head for head in MISTAKES if head.startswith(f"{name}("))
    return head[len(name) + 1 : -1].split(", ")


def described(name, given) -> str:
    """Return the call with its arrays, of large ones the shapes."""
    return f"{name}({', '.join(written(each) for each in given if isinstance(each, np.ndarray))})"


def slips(name, call):
    """Yield what the wrong ideas of a task give where they call what is right, once it is asked."""
    with np.errstate(all="ignore"):
        yield from wrong(MISTAKES, name, call, np=np, pairwise=pairwise, **vars(plain))


def near(name, got, want, known=(), unknown="", **rough) -> bool:
    """Expect this; where no wrong idea gives what came, look whether it is right to seven digits."""
    if close(got, want, **rough):
        return True  # and nothing else is worked out
    known = [(result, sentence) for result, sentence in known if close(got, result, **rough)]
    known = known or [(got, FLOAT32)] * close(got, want, 1e-5, 1e-6)
    return expect(name, got, want, known or [(got, unknown)] * bool(unknown), **rough)


def first_wrong(what, names, got, want, known, unknown="", **rough) -> bool:
    """Expect these arrays by name, up to the first that is wrong; what stands before it is right."""
    for i, name in enumerate(names):
        fits = (
            (result[name], sentence)
            for result, sentence in known
            if result.keys() == want.keys()
            and all(close(result[n], want[n], **rough) for n in names[:i])
        )
        if not near(what.format(name), got[name], want[name], fits, unknown, **rough):
            return False
    return True


def finite(name, got, cause=POWERS) -> bool:
    """Are these all numbers? Where not, say which power was too large, or another cause."""
    if not np.isfinite(got).all():
        fail(f"{name} gives nan or inf.", cause)
    return np.isfinite(got).all()


def same(when, got, want) -> bool:
    """Expect arrays as they were; stop at the first that is not."""
    return all(expect(f"{n} {when}", got[n], want[n], [(got[n], IN_PLACE)]) for n in want)


def assert_four_keys(name, got):
    """Stop the test unless this is a dict with the four keys of a network."""
    assert isinstance(got, dict), f"{name} gives a {type(got).__name__}, want a dict."
    keys = ", ".join(map(str, got))
    assert set(got) == {*KEYS}, f"{name} has the keys {keys}, want W1, b1, W2, b2."


def expect_gradients(net, x, targets, want=None, **rough) -> bool:
    """Expect the slopes of the loss on these samples, the last layer first."""
    got = backward(deepcopy(net), forward(deepcopy(net), x.copy())[1], targets.copy())
    assert_four_keys("backward(parameters, cache, targets)", got)
    found = slips("backward", lambda f: f(net, deepcopy(plain.forward(net, x)[1]), targets))
    known = ((result, sentence) for result, sentence in found if isinstance(result, dict))
    want = want or gradients(net, x, targets)
    return first_wrong('the gradient of "{}"', KEYS, got, want, known, **rough)


@cache
def walk(order, targets=None):
    """Return the parameters after single steps, one sample after the other; not to be changed."""
    if not order:
        return NET
    targets = targets or order
    before = walk(order[:-1], targets[:-1])
    return stepped(before, X[[order[-1]]], TARGETS[[targets[-1]]], 0.5)


def only(order):
    """Return a generator that knows this order only."""
    return SimpleNamespace(permutation=lambda n: np.array(order))


def ran(f, rate, batch, epochs, net=None, x=None, rng=None):
    """Return the parameters after a training of one's own, and its history."""
    parameters, x = deepcopy(net or NET), np.array(X if x is None else x)
    rng = rng or np.random.default_rng(0)
    return parameters, f(parameters, x, TARGETS[: len(x)].copy(), rate, batch, epochs, rng)


def trained(epochs, seed, batch=1, n=3):
    """Return where the learner's train takes the first n samples, and its history."""
    return ran(train, 0.5, batch, epochs, x=X[:n], rng=np.random.default_rng(seed))


def expect_training(what, rate, batch, epochs, net=None, x=None, unknown="") -> bool:
    """Expect a step for each epoch of one batch, and a history of the losses before them."""
    nets, x = [net or NET], X if x is None else x
    for _ in range(epochs):
        nets.append(stepped(nets[-1], x, TARGETS, rate))
    got, history = ran(train, rate, batch, epochs, net, x)
    known = slips("train", lambda f: ran(f, rate, batch, epochs, net, x)[0])
    if not first_wrong(f'parameters["{{}}"] after {what}', KEYS, got, nets[-1], known, unknown):
        return False
    losses = [loss_of(each, x, TARGETS) for each in nets[:-1]]
    known = slips("train", lambda f: ran(f, rate, batch, epochs, net, x)[1])
    return not weighs_alike() or near(f"the history of {what}", history, losses, known, rel=1e-6)


def told_by_its_end(fact, got, *ways) -> None:
    """Say which wrong way leads to where training has gone: each has its ends, and a sentence."""
    hint = next((words for ends, words in ways if any(is_at(got, end) for end in ends)), "")
    if hint or takes_a_right_step():  # else another test says what is wrong
        fail(f"{fact} ends where no order of such steps leads.", hint or ONE_STEP)


def takes_a_right_step():
    """Does the learner's train move rightly, given all five samples at once?"""
    return is_at(ran(train, 0.3, 5, 1)[0], stepped(NET, X, TARGETS, 0.3))


def weighs_alike():
    """Is the learner's history the mean over the samples, where nothing moves?"""
    return close(ran(train, 0.0, 2, 1)[1], [loss_of(NET, X, TARGETS)], 1e-6)


def is_at(got, want):
    """Are these the same parameters, up to rounding?"""
    return close(flat(got), flat(want), 1e-6, 1e-7)


def flat(parameters):
    """Return all parameters in one row."""
    return np.concatenate([np.ravel(parameters[name]) for name in KEYS])


def numpy_rng():
    """Return numpy's generator, seeded by draw()."""
    return np.random.default_rng(draw().getrandbits(32))


NET, X, TARGETS = example(5, 2, 3, 4)
