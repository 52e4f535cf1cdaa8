"""Tests of e06: losses of one sample, their numbers and the gradients that they send back."""

import math
import re
from copy import copy
from functools import partial
from numbers import Real
from operator import mul

from exercises import e06_losses
from exercises.e02_value import Value
from exercises.e06_losses import one_hot
from tests.expect import close, draw, expect, expect_error, expect_own_list, fail, show, task
from tests.wrong import numbers, only, plain, slopes, wrong

expect = partial(expect, rel=1e-6, abs=1e-6)  # a guard of 1e-8 in a sum is no mistake
only = partial(only, rel=1e-6, abs=1e-6)

DETACHED = "Nothing arrived: calculate with the Values themselves; .data leaves the graph."
LOST = "The gradient that arrives at the loss, 3, is missing."
NO_GRAPH = "No gradient can start there: build the result from the Values themselves, not from their .data, also where it is 0."
SUMMED = "That is the sum; the mean over the list is asked for."
LENGTH_ONCE = "Divide by the length of the list once, and by nothing else."
FIRST = "Only the first pair is in it: does the loop return too early?"
LAST = "Only the last pair is in it: add to the total instead of replacing it."
ROOT_OF_SUM = "That is a distance, a root of a sum: take the mean, and no root."
CANCEL = "The square is missing: differences of opposite sign cancel."
PAST_MARGIN = "A score past its margin counts 0, not less: cut each term by itself, not their sum."
MARGIN = "The margin is missing: a right answer still counts until it reaches 1."
AS_A_SCORE = "A score goes in as it is: no curve over it."
ROOT_OF_ZERO = "A root has no slope at 0, where a score has just its margin: the larger of 0 and x is x.relu()."
CUT_SCORE = "Cut at 0 what is short of the margin, not the score."
NO_MINUS = "The minus is missing: the logarithm of a probability is below 0."
BRACKET = "The minus stands before the whole bracket, in which the two terms are added."
BITS = "That is in bits, with base 2; nats need the natural logarithm."
TENS = "That is with base 10; nats need the natural logarithm."
SQUARES = "That is the squared error: the surprise is asked for."
HELD_UP = "A limit or a tiny number holds a probability off 0: the loss loses its true size."
PRODUCT = "A product of many probabilities is too small for a float: add up logarithms instead."
SURE = "A sure answer that comes true costs 0, but has a slope: what is skipped sends none."
SKIPPED = "What has weight 0 counts nothing: skip it before a logarithm is taken of it."
IMPOSSIBLE = "What came true was called impossible: raise a ValueError whose message says that a probability is 0."
ADD_UP = "Add them up: a loss is one Value."
NO_MEAN = "That is the mean over the classes; the sum is asked for."
ANY_SUM = "Any probabilities and weights are taken, whatever they sum to."
WEIGHED_BY_P = "The logarithms are weighed by p here: the target weighs them."
MOST_PROBABLE = "That is the most probable class; the target says which one is true."
HEAVIEST = "Only the heaviest class is in it: every class with a weight counts."
SMOOTHED = "Label smoothing is not asked for: the weights stay as they are."
ALIKE = "All classes count alike in this; the target holds their weights."
BINARY = "The other classes add nothing here: only y ln p, no 1 - y."
TOO_MANY_ONES = "A 1 stands at the label only."
IN_ALL = "There is one number for each class, the 1 at the label among them: n_classes in all."
OF_SUM = "That divides by e to the power of the summed logits: sum the powers instead."
OF_LOGITS = "That divides by the sum of the logits: sum their powers instead."
BY_COUNT = "That divides by how many there are: divide by the sum of all."
SHIFT = "A power of e is too large for a float. Which shift makes the largest power e**0?"
LOST_POWER = "A power that became 0 met the logarithm: give it the whole sum of the powers, the largest of them 1."
NO_LOGARITHM = "The logarithm of the sum is missing."
SHIFT_MOVES = "The shift as a whole must change nothing, in slopes too: take it off and make it good as a number, or both times as a Value."
METHODS = "A Value has its curves as methods: z.exp(), p.log(), x.relu(); those of math take plain numbers."
OUT_OF_VALUE = "That number has been taken out of its Value by .data: calculate with the Value, which has exp(), log() and relu()."
LOG_OF_TARGET = "Logarithms are of p or 1 - p: the target stands before them, never inside."
LOG_OF_LOGIT = "The logarithm is taken of the sum of the powers alone: a logit may be below 0."
ALL_SURPRISES = "All the classes are in this; only the label's surprise counts."
LABEL = "A label is no list: one_hot(label, n) makes one, with a weight for each class."
NOT_A_LABEL = "The target is no label: it is a list, with a weight for each class."
SPREAD = "A target may spread its weight: none of its weights need be 1."
RELU_IS_MAX = "max and > cannot compare Values: the max that is meant is relu(), 0 below 0."
NO_ORDER = "Values have no order: compare their .data."
ALIKE_SHIFTED = "The powers above and below the line must be shifted alike."
SHIFT_INSIDE = "The shift comes off the logit, inside the power of e."
USED_UP = "Is it made from a generator that has been walked through before?"
IN_A_LIST = "Collect the probabilities in a list."
NUMBERS = "Want the numbers 1.0 and 0.0."
NUMBERS_IN_A_LIST = "Collect the numbers in a list."
NO_ABS = "A Value has no abs(), and nothing here needs it."
EXPONENT = "A Value cannot be an exponent: e to the power of z is z.exp()."

POWERS = "largest = max(z.data for z in logits)\npowers = [(z - largest).exp() for z in logits]\ntotal = sum(powers)\n"

MISTAKES = {
    "mean_squared_error(predictions, targets)": {
        "sum((p - t) ** 2 for p, t in zip(predictions, targets))": SUMMED,
        "sum((p - t) ** 2 for p, t in zip(predictions, targets)) / 2": "That is half the sum of the squares; their mean is asked for.",
        "sum((p - t) ** 2 for p, t in zip(predictions, targets)) / (2 * len(targets))": "There is no half in this: divide by the length of the list alone.",
        "sum((p - t) ** 2 / len(targets) for p, t in zip(predictions, targets)) / len(targets)": LENGTH_ONCE,
        "total = Value(0.0)\nfor p, t in zip(predictions, targets):\n    total += (p - t) ** 2\n    total /= len(targets)\nreturn total": "Divide once, after the loop: each turn divides what is there already again.",
        "sum((p - t) ** 2 for p, t in zip(predictions, targets)) / (len(targets) - 1 or 1)": "That divides by one less than the length of the list.",
        "-sum((p - t) ** 2 for p, t in zip(predictions, targets)) / len(targets)": "The sign is wrong: squares are never below 0.",
        "(sum((p - t) ** 2 for p, t in zip(predictions, targets)) / len(targets)) ** 0.5": "That is the root of the mean: no root here.",
        "sum((p - t) ** 2 for p, t in zip(predictions, targets)) ** 0.5": ROOT_OF_SUM,
        "sum((p - t) ** 2 for p, t in zip(predictions, targets)) ** 0.5 / len(targets)": ROOT_OF_SUM,
        "sum(((p - t) ** 2) ** 0.5 for p, t in zip(predictions, targets)) / len(targets)": "That is the mean of the absolute differences: square them instead.",
        "sum(abs(p - t) for p, t in zip(predictions, targets)) / len(targets)": NO_ABS,
        "sum((p - t) for p, t in zip(predictions, targets)) / len(targets)": CANCEL,
        "sum((t - p) for p, t in zip(predictions, targets)) / len(targets)": CANCEL,
        "(sum((p - t) for p, t in zip(predictions, targets)) / len(targets)) ** 2": "Square each difference first, then take the mean.",
        "sum((p - t) for p, t in zip(predictions, targets)) ** 2 / len(targets)": "Square each difference by itself, before they are added.",
        "sum((p - t) ** 2 for p, t in zip(predictions, targets) if t) / sum(t != 0 for t in targets)": "A target of 0 counts like any other.",
        "sum((p - t) ** 2 for p, t in zip(predictions, targets)) / (sum(p.data != t for p, t in zip(predictions, targets)) or 1)": "Divide by the length of the list, exact answers among them.",
        "sum((p - t) * 2 for p, t in zip(predictions, targets)) / len(targets)": "That doubles the difference: a square is ** 2.",
        "sum(p - t**2 for p, t in zip(predictions, targets)) / len(targets)": "The power binds more than the minus: square the whole difference, in brackets.",
        "sum((p + t) ** 2 for p, t in zip(predictions, targets)) / len(targets)": "These are squares of sums: subtract the targets.",
        "sum(p**2 for p in predictions) / len(predictions)": "The targets have no part in this.",
        "sum((p - t) ** 2 for p in predictions for t in targets) / len(targets)": "Each prediction has one target, at the same place: walk through both lists together.",
        "sum(p**2 - t**2 for p, t in zip(predictions, targets)) / len(targets)": "Square the difference, not its two parts.",
        "sum((predictions[i] - targets[i]) ** 2 for i in range(len(targets) - 1)) / len(targets)": "The last pair is missing: where does the loop stop?",
        "sum((predictions[i] - targets[i]) ** 2 for i in range(1, len(targets))) / len(targets) + 0 * predictions[0]": "The first pair is missing: where does the loop begin?",
        "sum((p.data - t) * (p - t) for p, t in zip(predictions, targets)) / len(targets)": "One factor of the square has left the graph, and half of each slope with it.",
        "sum((Value(p.data) - t) ** 2 for p, t in zip(predictions, targets)) / len(targets)": DETACHED,
        "sum((p.data - t) ** 2 for p, t in zip(predictions, targets)) / len(targets)": NO_GRAPH,
        "total = Value(0.0)\nfor p, t in zip(predictions, targets):\n    total += (p - t) ** 2\n    return total / len(predictions)": FIRST,
        "for p, t in zip(predictions, targets):\n    total = (p - t) ** 2\nreturn total / len(predictions)": LAST,
    },
    "hinge_loss(scores, signs)": {
        "sum((1 - y * s).relu() for s, y in zip(scores, signs))": SUMMED,
        "sum((1 - y * s).relu() for s, y in zip(scores, signs)) / max(1, sum(y * s.data < 1 for s, y in zip(scores, signs)))": "Divide by the length of the list, not by how many fall short.",
        "sum(1 - y * s for s, y in zip(scores, signs)) / len(signs)": PAST_MARGIN,
        "(sum(1 - y * s for s, y in zip(scores, signs)) / len(signs)).relu()": PAST_MARGIN,
        "sum((1 + y * s).relu() for s, y in zip(scores, signs)) / len(signs)": "The sign is turned: a score on the right side lowers the loss.",
        "sum((-y * s).relu() for s, y in zip(scores, signs)) / len(signs)": MARGIN,
        "sum(-y * s if y * s.data < 1 else Value(0.0) for s, y in zip(scores, signs)) / len(signs)": "What falls short of 1 counts 1 - sign * score: the 1 is missing.",
        "sum(-y * s for s, y in zip(scores, signs)) / len(signs)": "The margin is missing, and so is the cut at 0.",
        "sum((1 - y * s).relu() ** 2 for s, y in zip(scores, signs)) / len(signs)": "That is the squared hinge: no square here.",
        "sum((1 - max(y, 0) * s).relu() for s, y in zip(scores, signs)) / len(signs)": "A sign is 1 or -1: as a 0 it would wipe out its score.",
        "sum((1 - s).relu() for s in scores) / len(scores)": "The signs have no part in this: -1 asks for a score below 0, and counts as true in an if.",
        "sum((y * s - 1).relu() for s, y in zip(scores, signs)) / len(signs)": "That is what lies past the margin: what falls short of it counts, the other way round.",
        "sum((y * (1 - y * s).relu()) for s, y in zip(scores, signs)) / len(signs)": "The sign belongs to the score alone: what falls short counts as it is.",
        "sum(Value(float(y * s.data < 1)) for s, y in zip(scores, signs)) / len(signs)": "That counts how many fall short of the margin: how far they do is asked for.",
        "sum((1 + (-y * s).exp()).log() for s, y in zip(scores, signs)) / len(signs)": "That is the smooth relative, with exp and log: the hinge is cut at 0 by relu.",
        "sum((1 - y * s.tanh()).relu() for s, y in zip(scores, signs)) / len(signs)": AS_A_SCORE,
        "sum((1 - y * s.sigmoid()).relu() for s, y in zip(scores, signs)) / len(signs)": AS_A_SCORE,
        "sum(y * (1 - s).relu() for s, y in zip(scores, signs)) / len(signs)": "The sign belongs to the score, inside the bracket.",
        "sum((1 - s).relu() if y == 1 else s.relu() for s, y in zip(scores, signs)) / len(signs)": "A sign of -1 asks for a margin, too: such a score is right from -1 on.",
        "sum((y - s).relu() for s, y in zip(scores, signs)) / len(signs)": "Multiply score and sign: what falls short is 1 less their product.",
        "sum(1 - y * s.relu() for s, y in zip(scores, signs)) / len(signs)": CUT_SCORE,
        "sum((1 - y * s.relu()).relu() for s, y in zip(scores, signs)) / len(signs)": CUT_SCORE,
        "sum((1 - y * s).relu() if y * s.data < 0 else Value(0.0) for s, y in zip(scores, signs)) / len(signs)": MARGIN,
        "sum(1 - (y * s).relu() for s, y in zip(scores, signs)) / len(signs)": CUT_SCORE,
        "sum((1 - (2 * y - 1) * s).relu() for s, y in zip(scores, signs)) / len(signs)": "The signs are 1 and -1 already: do not stretch them.",
        "sum(((1 - y * s) ** 2) ** 0.5 for s, y in zip(scores, signs)) / len(signs)": "That is an absolute value; past the margin counts 0.",
        "sum((1 - y * s + ((1 - y * s) ** 2) ** 0.5) / 2 for s, y in zip(scores, signs)) / len(signs)": ROOT_OF_ZERO,
        "sum(1 - y * s if y * s.data > 1 else Value(0.0) for s, y in zip(scores, signs)) / len(signs)": "That is the smaller of the two; the larger is asked for.",
        "-sum((1 - y * s).relu() for s, y in zip(scores, signs)) / len(signs)": "The sign of the whole is wrong: a loss is never below 0.",
        "max(((1 - y * s).relu() for s, y in zip(scores, signs)), key=lambda term: term.data)": "That is the worst of them alone: all of them count.",
        "sum(max(0, 1 - y * s) for s, y in zip(scores, signs)) / len(signs)": RELU_IS_MAX,
        "sum(max(0, 1 - y * s.data) for s, y in zip(scores, signs)) / len(signs)": NO_GRAPH,
        "sum(1 - y * s for s, y in zip(scores, signs) if y * s.data < 1) / len(signs)": NO_GRAPH,
        "sum((1 - y * s.data).relu() for s, y in zip(scores, signs)) / len(signs)": OUT_OF_VALUE,
        "sum(Value(max(0, 1 - y * s.data)) for s, y in zip(scores, signs)) / len(signs)": DETACHED,
        "sum(relu(1 - y * s) for s, y in zip(scores, signs)) / len(signs)": METHODS,
        "for s, y in zip(scores, signs):\n    return (1 - y * s).relu() / len(signs)": FIRST,
        "for s, y in zip(scores, signs):\n    loss = (1 - y * s).relu()\nreturn loss / len(signs)": LAST,
    },
    "binary_cross_entropy(probabilities, targets)": {
        "-sum((p if t else 1 - p).log() for p, t in zip(probabilities, targets))": SUMMED,
        "-sum((p if t else 1 - p).log() for p, t in zip(probabilities, targets)) / (2 * len(targets))": LENGTH_ONCE,
        "sum((p if t else 1 - p).log() for p, t in zip(probabilities, targets)) / len(targets)": NO_MINUS,
        "sum((p if t else 1 - p).log() for p, t in zip(probabilities, targets))": f"{NO_MINUS} And take the mean.",
        "-sum((p if t else 1 - p).log() / math.log(10) for p, t in zip(probabilities, targets)) / len(targets)": TENS,
        "-sum((p if t else 1 - p).log() / math.log(2) for p, t in zip(probabilities, targets)) / len(targets)": BITS,
        "-sum(t * p.log() for p, t in zip(probabilities, targets)) / len(targets)": "Where the target is 0, the term with 1 - t counts: it is missing.",
        "-sum((1 - t) * (1 - p).log() for p, t in zip(probabilities, targets)) / len(targets)": "Where the target is 1, the term with t counts: it is missing.",
        "-sum(p.log() for p in probabilities) / len(targets)": "Where the target is 0, it is ln(1 - p) that counts, not ln p.",
        "-sum(t * p.log() + t * (1 - p).log() for p, t in zip(probabilities, targets)) / len(targets)": "The second term goes with 1 - t, not with t.",
        "-sum((p if t else 1 - p).log() for p, t in zip(probabilities, targets)) / sum(targets)": "Divide by the length of the list, not by how many targets are 1.",
        "-(sum(t * p.log() for p, t in zip(probabilities, targets)) / (sum(targets) or 1) + sum((1 - t) * (1 - p).log() for p, t in zip(probabilities, targets)) / (len(targets) - sum(targets) or 1)) / len({*targets})": "Each pair counts alike, however many have its target: no balance of the classes.",
        "-sum((p if p.data > 0.5 else 1 - p).log() for p in probabilities) / len(targets)": "The target chooses the term, not the probability.",
        "sum(1 - (p if t else 1 - p).log() for p, t in zip(probabilities, targets)) / len(targets)": "That has 1 - ln p where -ln p is meant.",
        "-sum(p.log() + (1 - p).log() for p in probabilities) / len(targets)": "One term of each pair counts: its target chooses which.",
        "-sum((1 - t) * p.log() + t * (1 - p).log() for p, t in zip(probabilities, targets)) / len(targets)": "The terms are exchanged: t goes with ln p.",
        "sum(-t * p.log() + (1 - t) * (1 - p).log() for p, t in zip(probabilities, targets)) / len(targets)": BRACKET,
        "-sum(t * p.log() - (1 - t) * (1 - p).log() for p, t in zip(probabilities, targets)) / len(targets)": BRACKET,
        "-sum(t * p.log() + (1 - t) * (1 - p.log()) for p, t in zip(probabilities, targets)) / len(targets)": "That has 1 - ln p where ln(1 - p) is meant.",
        "-sum(t * p.log() + (1 - t) * (1 - p) for p, t in zip(probabilities, targets)) / len(targets)": "That has 1 - p where ln(1 - p) is meant.",
        "-sum(p * t.log() + (1 - p) * (1 - t).log() for p, t in zip(probabilities, targets)) / len(targets)": LOG_OF_TARGET,
        "-sum(p * math.log(t) + (1 - p) * math.log(1 - t) for p, t in zip(probabilities, targets)) / len(targets)": LOG_OF_TARGET,
        "-sum(math.log(p if t else 1 - p) for p, t in zip(probabilities, targets)) / len(targets)": METHODS,
        "-sum((p.data if t else 1 - p.data).log() for p, t in zip(probabilities, targets)) / len(targets)": OUT_OF_VALUE,
        "-sum(math.log(p.data if t else 1 - p.data) for p, t in zip(probabilities, targets)) / len(targets)": NO_GRAPH,
        "sum((p - t) ** 2 for p, t in zip(probabilities, targets)) / len(targets)": SQUARES,
        "sum(1 - p if t else p for p, t in zip(probabilities, targets)) / len(targets)": "These are probabilities of being wrong: take logarithms.",
        "-(sum(p if t else 1 - p for p, t in zip(probabilities, targets)) / len(targets)).log()": "First the logarithm of each, then their mean.",
        "-math.prod(p if t else 1 - p for p, t in zip(probabilities, targets)).log() / len(targets)": PRODUCT,
        "-sum(p * p.log() + (1 - p) * (1 - p).log() for p in probabilities) / len(targets)": WEIGHED_BY_P,
        "-sum((t + 1) / 2 * p.log() + (1 - t) / 2 * (1 - p).log() for p, t in zip(probabilities, targets)) / len(targets)": "Targets are 1 and 0 here, and no signs: they need no (t + 1) / 2.",
        "-sum((p.sigmoid() if t else 1 - p.sigmoid()).log() for p, t in zip(probabilities, targets)) / len(targets)": "These are probabilities already: no sigmoid in this loss.",
        "-sum(((p if t else 1 - p) + 1e-7).log() for p, t in zip(probabilities, targets)) / len(targets)": HELD_UP,
        "-sum(t * p.log() + (1 - t) * (1 - p).log() for p, t in zip(probabilities, targets)) / len(targets)": SKIPPED,
        "-sum(((p if t else 1 - p).log() for p, t in zip(probabilities, targets) if p.data != t), Value(0.0)) / len(targets)": SURE,
        "for p, t in zip(probabilities, targets):\n    return -(p if t else 1 - p).log() / len(targets)": FIRST,
        "for p, t in zip(probabilities, targets):\n    loss = -(p if t else 1 - p).log()\nreturn loss / len(targets)": LAST,
    },
    "one_hot(label, n_classes)": {
        "[1.0 if i + 1 == label else 0.0 for i in range(n_classes)]": "That is one place too far left: classes are counted from 0.",
        "[1.0 if i == label + 1 else 0.0 for i in range(n_classes)]": "That is one place too far right: classes are counted from 0.",
        "[1.0 if i == label else 0.0 for i in range(n_classes)][::-1]": "That counts from the end: the first class is 0.",
        "[0.0 if i == label else 1.0 for i in range(n_classes)]": "Ones and zeros are exchanged.",
        "[1.0 if i <= label else 0.0 for i in range(n_classes)]": TOO_MANY_ONES,
        "[1.0 if i >= label else 0.0 for i in range(n_classes)]": TOO_MANY_ONES,
        "[0.9 * (i == label) + 0.1 / n_classes for i in range(n_classes)]": SMOOTHED,
        "[0.0] * n_classes": "There is no 1 in it.",
        "[float(label)] * n_classes": "The label says where the 1 stands: it is no entry itself.",
        "[float(i * (i == label)) for i in range(n_classes)]": "A 1 stands at the label, not the label itself.",
        "[1.0 if i == label else 0.0 for i in range(label + 1)]": IN_ALL,
        "[1.0 if i == label else 0.0 for i in range(n_classes - 1)]": IN_ALL,
        "[1.0 if i == label else 0.0 for i in range(n_classes + 1)]": IN_ALL,
        "row = [0.0] * n_classes\nrow.insert(label, 1.0)\nreturn row": IN_ALL,
        "[1.0 if i == n_classes else 0.0 for i in range(label)]": "The label comes first, then the number of classes.",
        "[i == label for i in range(n_classes)]": NUMBERS,
        "[Value(1.0) if i == label else Value(0.0) for i in range(n_classes)]": NUMBERS,
        "(1.0 if i == label else 0.0 for i in range(n_classes))": NUMBERS_IN_A_LIST,
    },
    "softmax(logits)": {
        "[z.exp() for z in logits]": "These are the powers: divide each by the sum of them all.",
        f"{POWERS}return powers": "The largest power is 1 in this: divide each by the sum of them all.",
        "[z.exp() / len(logits) for z in logits]": BY_COUNT,
        f"{POWERS}return [power / len(powers) for power in powers]": BY_COUNT,
        "[z / sum(logits) for z in logits]": "Where are the powers of e? That shares out the logits themselves.",
        f"{POWERS}return [z - largest for z in logits]": "These are the shifted logits: where are the powers of e?",
        f"{POWERS}return [power / sum(z - largest for z in logits).exp() for power in powers]": OF_SUM,
        f"{POWERS}return [power / sum(z - largest for z in logits) for power in powers]": OF_LOGITS,
        "[z.exp() / sum(logits) for z in logits]": OF_LOGITS,
        f"{POWERS}return [power / sum(z.exp() for z in logits) for power in powers]": ALIKE_SHIFTED,
        "[z.exp() / sum(logits).exp() for z in logits]": OF_SUM,
        "total = Value(0.0)\nfor z in logits:\n    total += z.exp()\n    return [z.exp() / total for z in logits]": "One power is in the sum: does the loop return too early?",
        f"{POWERS}return [(z.exp() - largest) / sum(y.exp() - largest for y in logits) for z in logits]": SHIFT_INSIDE,
        f"{POWERS}return [z.exp() / total for z in logits]": ALIKE_SHIFTED,
        f"{POWERS}return [power / (total + 1e-5) for power in powers]": "Nothing need be added to the sum: the largest power is 1, so it is never 0.",
        f"{POWERS}return [((z - largest) / total).exp() for z in logits]": "Each power is divided by the sum, not its exponent: mind the brackets.",
        f"{POWERS}return [power / (total - power) for power in powers]": "The sum has all the powers in it, also the one that is being divided.",
        f"{POWERS}return [total / power for power in powers]": "The quotient is upside down: each power is divided by the sum.",
        "[(-z).exp() / sum((-y).exp() for y in logits) for z in logits]": "Turned round: a larger z gets more.",
        "[z.sigmoid() / sum(y.sigmoid() for y in logits) for z in logits]": "Sigmoids are shared out in this: share out the powers of e.",
        f"{POWERS}return [power ** math.log(2) / sum(each ** math.log(2) for each in powers) for power in powers]": "These are powers of 2: softmax takes those of e.",
        "[z.sigmoid() for z in logits]": "That is the sigmoid of each: these do not sum to 1.",
        f"{POWERS}return sorted((power / total for power in powers), key=lambda p: p.data)": "They come back sorted: keep each at the place of its logit.",
        f"{POWERS}return [power / total for power in powers][::-1]": "They come back to front: keep each at the place of its logit.",
        "largest = max(z.data for z in logits)\npowers = [(z / largest).exp() for z in logits]\nreturn [power / sum(powers) for power in powers]": "The largest logit is taken off each of them: a shift, no division.",
        f"{POWERS}return [z - largest - total.log() for z in logits]": "These are the logarithms of the probabilities.",
        "[Value(float(z.data == max(y.data for y in logits))) for z in logits]": "That picks the largest; softmax shares.",
        f"{POWERS}return [power / total for power in powers[:1]]": "Does it stop too early? There is one probability for each logit.",
        f"{POWERS}return [power / sum(powers[: i + 1]) for i, power in enumerate(powers)]": "Each power is divided by the sum so far: the sum must be complete first.",
        f"{POWERS}return [power / sum(power.data for power in powers) for power in powers]": "The sum moves too: it must not leave the graph.",
        f"{POWERS}return [power.data / total for power in powers]": "The powers must not leave the graph: they move too.",
        f"{POWERS}return [power / (power + (total - power).data) for power in powers]": "Each logit moves the other probabilities too.",
        f"{POWERS}return [Value((power / total).data) for power in powers]": DETACHED,
        f"{POWERS}return [(power / total).data for power in powers]": NO_GRAPH,
        "powers = (z.exp() for z in logits)\ntotal = sum(powers)\nreturn [power / total for power in powers]": USED_UP,
        f"{POWERS}return tuple(power / total for power in powers)": IN_A_LIST,
        f"{POWERS}return (power / total for power in powers)": IN_A_LIST,
        "[z.exp() / sum(y.exp() for y in logits) for z in logits]": SHIFT,
        "largest = max((z.data for z in logits[1:]), default=-math.inf)\npowers = [(z - largest).exp() for z in logits]\nreturn [power / sum(powers) for power in powers]": SHIFT,
        "[(z - min(logits, key=lambda y: y.data)).exp() / sum((x - min(logits, key=lambda y: y.data)).exp() for x in logits) for z in logits]": SHIFT,
        "held = [min(z, Value(50.0), key=lambda y: y.data) for z in logits]\nreturn [z.exp() / sum(y.exp() for y in held) for z in held]": "Large logits are held down: take one shift off all of them instead.",
        "[math.exp(z) / sum(math.exp(y) for y in logits) for z in logits]": METHODS,
        "[math.e**z / sum(math.e**y for y in logits) for z in logits]": EXPONENT,
        "[(z - max(logits)).exp() / sum((y - max(logits)).exp() for y in logits) for z in logits]": NO_ORDER,
        "[(z.data - max(y.data for y in logits)).exp() for z in logits]": OUT_OF_VALUE,
    },
    "categorical_cross_entropy(probabilities, target)": {
        "-sum(y * p.log() for p, y in zip(probabilities, target) if y) / len(target)": NO_MEAN,
        "sum(y * p.log() for p, y in zip(probabilities, target) if y)": NO_MINUS,
        "sum(y * p.log() for p, y in zip(probabilities, target) if y) / len(target)": f"{NO_MINUS} And take the sum, not the mean.",
        "-sum(y * p.log() / math.log(10) for p, y in zip(probabilities, target) if y)": TENS,
        "-sum(y * p.log() / math.log(2) for p, y in zip(probabilities, target) if y)": BITS,
        "-sum(p * p.log() for p in probabilities)": WEIGHED_BY_P,
        "-sum(y * p.log() for p, y in zip(probabilities, target) if y) / sum(y > 0 for y in target)": NO_MEAN,
        "-sum(y * (1 - p).log() for p, y in zip(probabilities, target) if y)": "That is -ln(1 - p) of the true class; -ln p is asked for.",
        "-max(probabilities, key=lambda p: p.data).log()": MOST_PROBABLE,
        "p, y = max(zip(probabilities, target), key=lambda pair: pair[0].data)\nreturn -y * p.log()": MOST_PROBABLE,
        "-sum(y * p * p.log() for p, y in zip(probabilities, target) if y)": "The target alone weighs the logarithms: p stands inside them, not before.",
        "-sum(y * (p / sum(probabilities)).log() for p, y in zip(probabilities, target) if y)": "The probabilities count as they are, not as shares of their sum.",
        "-probabilities[-1].log()": "That is the last class; the target says which one is true.",
        "-sum((1 - y) * p.log() for p, y in zip(probabilities, target) if y != 1)": "These are the other classes: the weight of a class is y, not 1 - y.",
        "-sum(y * p.log() for p, y in zip(probabilities, target) if y) / sum(target)": "The weights count as they are, not as shares of their sum.",
        "-sum((0.9 * y + 0.1 / len(target)) * p.log() for p, y in zip(probabilities, target))": SMOOTHED,
        "-sum(p.log() for p in probabilities)": ALIKE,
        "-sum(p.log() for p in probabilities) / len(probabilities)": ALIKE,
        "-sum(p.log() for p, y in zip(probabilities, target) if y)": "Every class counts fully in this: multiply by its weight.",
        "-sum(y * p.log() + (1 - y) * (1 - p).log() for p, y in zip(probabilities, target))": BINARY,
        "-sum(y * p.log() + (1 - y) * (1 - p).log() for p, y in zip(probabilities, target)) / len(target)": BINARY,
        "sum(y * p for p, y in zip(probabilities, target))": "That is the probability of the true class; its surprise is asked for.",
        "1 - sum(y * p for p, y in zip(probabilities, target))": "That is 1 - p; the surprise is -ln p.",
        "sum((p - y) ** 2 for p, y in zip(probabilities, target))": SQUARES,
        "-next(y * p.log() for p, y in zip(probabilities, target) if y)": "Only the first class is in it: does the loop return too early?",
        "-next(p.log() for p, y in zip(probabilities, target) if y)": "Only the first class is in it, and without its weight.",
        "-probabilities[target.index(max(target))].log()": HEAVIEST,
        "-max(target) * probabilities[target.index(max(target))].log()": HEAVIEST,
        "sum((-p.log() for p, y in zip(probabilities, target) if y == 1), Value(0.0))": "No class has counted: a weight need not be 1 to count.",
        "[-y * p.log() for p, y in zip(probabilities, target) if y]": ADD_UP,
        "-sum(y * p for p, y in zip(probabilities, target)).log()": "First the logarithms; then weigh and add them.",
        "-sum((y * p).log() for p, y in zip(probabilities, target) if y)": "The weight stands before the logarithm, not in it.",
        "-sum(p * math.log(y) for p, y in zip(probabilities, target) if y)": "The lists are exchanged: the logarithm is of p, the weight is y.",
        "-sum(p * y.log() for p, y in zip(probabilities, target))": LOG_OF_TARGET,
        "-sum(p * math.log(y) for p, y in zip(probabilities, target))": LOG_OF_TARGET,
        "-sum(y * math.log(p) for p, y in zip(probabilities, target) if y)": METHODS,
        "-sum(y * p.data.log() for p, y in zip(probabilities, target) if y)": OUT_OF_VALUE,
        "-sum(y * math.log(p.data) for p, y in zip(probabilities, target) if y)": NO_GRAPH,
        "-sum(y * (p.exp() / sum(q.exp() for q in probabilities)).log() for p, y in zip(probabilities, target))": "These are probabilities already: no softmax in this loss.",
        "sum(y * (y / p).log() for p, y in zip(probabilities, target) if y)": "The logarithm is of p alone, not of y / p.",
        "-probabilities[target].log()": NOT_A_LABEL,
        "-probabilities[target.index(1)].log()": SPREAD,
        "-sum(y * (p + 1e-7).log() for p, y in zip(probabilities, target))": HELD_UP,
        "-sum(y * p.log() for p, y in zip(probabilities, target))": SKIPPED,
        "-sum((y * p.log() for p, y in zip(probabilities, target) if p.data > 0), Value(0.0))": IMPOSSIBLE,
        "-sum((y * p.log() for p, y in zip(probabilities, target) if y and p.data != 1), Value(0.0))": SURE,
        "if abs(sum(p.data for p in probabilities) - 1) > 1e-6:\n    raise ValueError('they must sum to 1')\nreturn -sum(y * p.log() for p, y in zip(probabilities, target) if y)": ANY_SUM,
        "for p, y in zip(probabilities, target):\n    loss = -y * p.log()\nreturn loss": LAST,
    },
    "cross_entropy_from_logits(logits, label)": {
        f"{POWERS}return total.log() - logits[label]": "The shift came off the logits, but was not made good afterwards.",
        f"{POWERS}return sum(z.exp() for z in logits).log() - (logits[label] - largest)": "The label's logit has lost the shift, and the logarithm has not, or has it back: both lose it, or neither.",
        "largest, total = -math.inf, 0\nfor z in logits:\n    largest = max(largest, z.data)\n    total += (z - largest).exp()\nreturn total.log() + largest - logits[label]": "All the powers need one shift: those from before the largest logit came have another.",
        f"{POWERS}return sum(dict(zip((z.data for z in logits), powers)).values()).log() + largest - logits[label]": "Equal logits count as one here: each has a power of its own in the sum.",
        f"{POWERS}return -(powers[label] / total).log() if powers[label].data else Value(0.0)": "Where the label's power became 0, its surprise is large, not 0: take it from the logits.",
        f"{POWERS}return total.log() - largest - logits[label]": "The shift came off once more, where it should have been made good.",
        f"{POWERS}return total.log() - powers[label]": "Its logit is taken off for the label, not its power.",
        f"{POWERS}return total.log() + largest": "The logit of the label has no part in this.",
        f"{POWERS}return total.log() + largest + logits[label]": "The logit of the label has the wrong sign.",
        f"{POWERS}return logits[label] - largest - total.log()": "The sign is wrong: a surprise is never below 0.",
        f"{POWERS}return largest - logits[label]": "That has the largest logit where ln of the sum of powers is meant.",
        f"{POWERS}return (total - powers[label]).log() + largest - logits[label]": "The label's own power is in the sum too.",
        f"{POWERS}return total + largest - logits[label]": NO_LOGARITHM,
        "sum(z.exp() for z in logits) - logits[label]": NO_LOGARITHM,
        f"{POWERS}return (total.log() + largest - logits[label]) / len(logits)": "There is no mean here: one class is true, and its surprise is asked for.",
        f"{POWERS}return (total.log() + largest - logits[label]) / math.log(10)": TENS,
        f"{POWERS}return (total.log() + largest - logits[label]) / math.log(2)": BITS,
        f"{POWERS}return -(1 - powers[label] / total).log()": "That is -ln(1 - p) at the label; -ln p is asked for.",
        f"{POWERS}return total.log() + largest - logits[label - 1]": "That is the class before the label: it counts from 0, as lists do.",
        f"{POWERS}return total.log()": "That is the most probable class; the label says which one is true.",
        f"{POWERS}return total.log() + largest - logits[-1]": "That is the last class; the label says which one is true.",
        f"{POWERS}return sum(total.log() + largest - z for z in logits)": ALL_SURPRISES,
        f"{POWERS}return sum(total.log() + largest - z for z in logits) / len(logits)": ALL_SURPRISES,
        f"{POWERS}return powers[label] / total": "That is the probability itself; its surprise is asked for.",
        f"{POWERS}return -powers[label] / total": "That is -p: the logarithm of the probability is missing.",
        f"{POWERS}return 1 - powers[label] / total": "That is 1 - p; the surprise is -ln p.",
        "-logits[label]": "That is the logit with its sign turned: the sum of powers is missing.",
        "-logits[label].log()": LOG_OF_LOGIT,
        "-(logits[label] - max((z for i, z in enumerate(logits) if i != label), key=lambda z: z.data)).sigmoid().log()": "That compares with the best rival alone: softmax shares among all classes.",
        "-logits[label].sigmoid().log()": "That is the sigmoid of one logit: softmax shares among all of them.",
        "-sum((z.sigmoid() if i == label else 1 - z.sigmoid()).log() for i, z in enumerate(logits))": "That is a yes or no for each class by itself: softmax shares among all of them.",
        f"{POWERS}return (total / len(logits)).log() + largest - logits[label]": "No mean of the powers: the logarithm is of their sum.",
        f"{POWERS}return sum(z.exp() - largest for z in logits).log() + largest - logits[label]": SHIFT_INSIDE,
        f"{POWERS}return sum(power.log() for power in powers) + largest - logits[label]": "One logarithm, of the whole sum: those of the powers are the logits again.",
        f"{POWERS}return sum((power / total).exp() for power in powers).log() - powers[label] / total": "That is softmax twice: the powers of e are taken of the logits, once.",
        f"{POWERS}return Value(total.data).log() + largest - logits[label]": "The sum of the powers has left the graph.",
        f"{POWERS}return total.log() + largest - logits[label].data": "The logit of the label sends nothing: it has left the graph.",
        f"{POWERS}return total.log() + max(logits, key=lambda z: z.data) - logits[label]": SHIFT_MOVES,
        "largest = max(logits, key=lambda z: z.data)\nreturn sum((z - largest).exp() for z in logits).log() + largest.data - logits[label]": SHIFT_MOVES,
        f"{POWERS}return math.log(total.data) + largest - logits[label].data": NO_GRAPH,
        f"{POWERS}return math.log(total) + largest - logits[label]": METHODS,
        "sum(z.exp() for z in logits).log() - logits[label]": SHIFT,
        "sum((z - logits[label]).exp() for z in logits).log()": SHIFT,
        "-softmax(logits)[label].log()": LOST_POWER,
        "categorical_cross_entropy(softmax(logits), one_hot(label, len(logits)))": LOST_POWER,
        "categorical_cross_entropy(softmax(logits), label)": LABEL,
        f"{POWERS}return -(max(powers[label] / total, Value(1e-12), key=lambda p: p.data)).log()": HELD_UP,
    },
}

# What an error says, and its cause. "far": with logits beyond 700, whose powers no float holds;
# "low": with all of them below -700; "sure": with a probability of 0 or 1; "many": with 40 of them.
CAUSES = {
    r"abs\(\): 'Value'": NO_ABS,
    r"hinge_loss: .*not supported between": RELU_IS_MAX,
    r"not supported between": NO_ORDER,
    r"must be real number, not Value|name '(exp|log|relu)'|'Value' object has no attribute": METHODS,
    r"for \*\* or pow": EXPONENT,
    r"for \^:": "^ is no power in Python: a square is ** 2.",
    r"'float' object has no attribute '(exp|log|relu)'": OUT_OF_VALUE,
    r"_entropy\b.*: .*'int' object has no attribute 'log'": LOG_OF_TARGET,
    r"_logits.*: .*'int' object is not iterable|_logits.*: .*'int' has no len": LABEL,
    r"categorical\w+.*: .*list indices must be integers": NOT_A_LABEL,
    r"categorical\w+.*: ValueError: .* is not in list": SPREAD,
    r"_entropy.*: ValueError: .*\bsum": ANY_SUM,
    r"_entropy sure: ValueError": SKIPPED,
    r"_entropy many: (ValueError|ZeroDivisionError)": PRODUCT,
    r"_entropy: ValueError: .*(log|domain|positive)": LOG_OF_TARGET,
    r"_logits.*: ValueError: .*not -|_logits: ValueError: .*(log|domain|positive)": LOG_OF_LOGIT,
    r"_logits (far|low): ValueError: .*(log|domain|positive|probability)": LOST_POWER,
    r"OverflowError": SHIFT,
    r"softmax.*: ZeroDivisionError": "Every power of e became 0. Which shift makes the largest power e**0?",
}


def called(name, leaves, *other):
    """Return how a function was called, and the Values that it gave: None, if it gave something else.

    Nothing that is handed in may change.
    """
    xs, handed, others = [leaf.data for leaf in leaves], list(leaves), [*map(copy, other)]
    call = f"{name}({', '.join(map(str if len(xs) < 9 else show, [xs, *other]))})"
    try:
        result = getattr(e06_losses, name)(handed, *others)
        result = copy(result) if isinstance(result, list) else result  # which may be kept
    except Exception as error:
        raised = f"{type(error).__name__}: {error}"
        how = " low" if max(xs) < -700 else " far" if max(map(abs, xs)) > 700 else ""
        how += " sure" * (not {0, 1}.isdisjoint(xs)) + " many" * (len(xs) > 30)
        said = f"{name}{how}: {raised}"
        cause = next((cause for text, cause in CAUSES.items() if re.search(text, said)), "")
        if not cause:
            raise
        fail(f"{call} raises {raised}.", cause, error)
        return call, None
    if len(handed) != len(leaves) or any(a is not b for a, b in zip(handed, leaves)):
        fail(f"{call} has changed the list of Values that it was given.", "Build a new list.")
    known = [([x - max(xs) for x in xs], "The shift was written into the logits: make new Values.")]
    expect(f"The data of the Values given to {call}", [leaf.data for leaf in leaves], xs, known)
    expect(f"What was given to {call} second, after the call,", others, list(other))
    return call, as_values(call, result)


def as_values(call, result):
    """Return the Values of a result in a list; None, if gradients cannot start from each."""
    several = call.startswith("softmax")
    if result is None:
        return fail(f"{call} gives None.", "Is a return missing?")
    if several and not isinstance(result, list):
        return fail(f"{call} gives a {type(result).__name__}.", IN_A_LIST)
    if result == []:
        return fail(f"{call} gives an empty list.", USED_UP)
    results = result if several else [result]
    others = [x for x in results if not (hasattr(x, "data") and hasattr(x, "backward"))]
    if not others:
        return results
    if isinstance(result, list) and not several:
        return fail(f"{call} gives a list.", ADD_UP)
    kind, found = type(others[0]).__name__, show(result)
    return fail(f"{call} gives {found}: {'there' if several else 'that'} is a {kind}.", NO_GRAPH)


PROBES = {  # by task: what is handed in, and what is wanted, where the formula does not say it
    "mean_squared_error": [
        # differences of 1.5, -4, 4.5 and -0.8: squares that sum to 39.14; 3 * 2 / n of each comes back
        (([2.5, -1.0, 4.0, -0.8], [1.0, 3.0, -0.5, 0.0]), {"data": 39.14 / 4, "arriving": [2.25, -6.0, 6.75, -1.2]}),
        (([0.5, -2.0], [0.5, 1.0]), {"data": 4.5, "arriving": [0.0, -9.0]}),
    ],
    "hinge_loss": [
        # short of a margin of 1 by 0.6, 2.25, nothing and 1.2; past it, nothing is sent back
        (([0.4, -1.25, 2.7, 0.2], [1, 1, 1, -1]), {"data": 4.05 / 4, "arriving": [-0.75, -0.75, 0.0, 0.75]}),
        # with all answers past their margin the loss is 0, and backward() can still start from it
        (([1.5, -4.0], [1, -1]), {"data": 0.0, "arriving": [0.0, 0.0]}),
    ],
    "binary_cross_entropy": [
        # no was given 0.8, yes 0.9, yes 0.5 and yes 0.7: the mean of four surprises
        (([0.2, 0.9, 0.5, 0.7], [0, 1, 1, 1]), {"arriving": [0.9375, -0.75 / 0.9, -1.5, -0.75 / 0.7]}),
        # a surprise knows no upper limit: what was given one in a thousand million costs 20.7 nats, however many
        (([1 - 1e-9, 1e-9], [0, 1]), {}),
        (([1e-9] * 40, [1] * 40), {"data": 9 * math.log(10), "arriving": [-0.075e9] * 40}),
    ],
    "one_hot": [(3, 5), (0, 3), (2, 3), (0, 1)],  # places are counted from 0
    "softmax": [
        (([0.5, -1.0, 2.0],), {"weights": [5.0, -2.0, 4.0]}),
        # probabilities sum to 1, so that nothing is sent back to a single logit
        (([0.3, 1.7, -0.4, 1.7, -2.0],), {"weights": [1.0] * 5}),
        # a shift of all logits changes nothing, slopes neither; and one shift does for logits far apart
        (([1000.0, 997.0, 998.0],), {"weights": [3.0, 0.0, 0.0]}),
        (([-1000.0, -1003.0, -1002.0],), {"weights": [3.0, 0.0, 0.0]}),
        (([-1000.0, 0.5, 1000.0, 999.0],), {"weights": [0.0, 0.0, 3.0, 0.0]}),
        (([1000.0, 0.5, -1000.0],), {"weights": [3.0, 0.0, 0.0]}),
        (([-3.7],), {"weights": [1.0], "data": [1.0], "arriving": [0.0]}),
    ],
    "categorical_cross_entropy": [
        # a target may spread its weight: each class sends back -y / p, here times 3
        (([0.2, 0.3, 0.35, 0.1, 0.15], [0.1, 0.55, 0.05, 0.0, 0.2]), {"arriving": [-1.5, -5.5, -3 / 7, 0.0, -4.0]}),
        (([0.2, 0.7, 0.1], [1, 0, 0]), {"data": -math.log(0.2)}),
        (([1 - 1e-9, 1e-9], [0, 1]), {}),
    ],
    "cross_entropy_from_logits": [
        # each logit receives its probability, less 1 at the label; first and last are labels too
        *[(([0.5, -1.25, 2.0, 1.2], label), {}) for label in (1, 0, 3)],
        # a true class 2000 below the largest has a surprise of 2000; 997 above all others, of 0
        (([1000.0, -1000.0], 1), {"data": 2000.0, "arriving": [3.0, -3.0]}),
        (([1000.0, -1000.0, 1000.0], 1), {"data": 2000 + math.log(2), "arriving": [1.5, -3.0, 1.5]}),
        (([1000.0, -1000.0, 3.0], 0), {"data": 0.0, "arriving": [0.0, 0.0, 0.0]}),
        (([1000.0, 997.5, 999.5], 1), {}),
        (([-1000.0, -1000.0, -1002.5], 1), {}),
    ],
}  # fmt: skip
FORMULAS = {  # REPEATS e06, by other roads than the solution's, of Numbers
    "mean_squared_error": lambda ps, ts: sum(p * p - 2 * p * t + t * t for p, t in zip(ps, ts)) / len(ts),
    "hinge_loss": lambda ss, ys: sum((y * s.data < 1) * (1 - y * s) for s, y in zip(ss, ys)) / len(ys),
    "binary_cross_entropy": lambda ps, ts: -math.prod(p if t else 1 - p for p, t in zip(ps, ts)).log() / len(ts),
    "softmax": lambda zs: [1 / sum((y - z).exp() if (y - z).data < 700 else math.inf for y in zs) for z in zs],
    "categorical_cross_entropy": lambda ps, ys: -math.prod(p**y for p, y in zip(ps, ys)).log(),
    "cross_entropy_from_logits": lambda zs, k: sum((z - zs[k]).exp() for z in zs).log(),
}  # fmt: skip


def at_first(name):
    """Return the numbers that a task gives of its first probe; None, if they cannot be had."""
    (first, *others), _ = PROBES[name][0]
    try:
        result = getattr(e06_losses, name)([*map(Value, first)], *map(copy, others))
        return [each.data for each in result] if isinstance(result, list) else result.data
    except Exception:
        return None


def right_at_first(name):
    (first, *others), _ = PROBES[name][0]
    return close(at_first(name), plain(FORMULAS[name](numbers(first), *others)), 1e-6, 1e-6)


def gives(name, xs, *other, weights=(3.0,), data=None, arriving=None, ideas=True):
    """Expect the numbers of a result, and what it sends back where these weights arrive at it.

    What is not stated, data and the gradients arriving at xs, comes from the formula.
    Drawn numbers have no ideas: by chance a wrong one may fit.
    """
    (first, *others), _ = PROBES[name][0]  # there, too, an idea must give what the learner's gives

    def worked_out(f):
        def arriving_from(zs):
            found = f(zs, *map(copy, other))
            return sum(map(mul, weights, found if several else [found]))

        found = f(numbers(xs), *map(copy, other)), slopes(arriving_from, xs)
        return [*found, f(numbers(first), *map(copy, others))]

    several, leaves = name == "softmax", [*map(Value, xs)]
    call, results = called(name, leaves, *other)
    if results is None:
        return False
    if data is None or arriving is None:
        found = worked_out(FORMULAS[name])
        data, arriving = plain(found[0]) if data is None else data, arriving or found[1]
    there = at_first(name)
    given = [each.data for each in results] if several else results[0].data

    def known():
        if not ideas:
            return
        if not several and 5 < given < data - 1 and right_at_first(name):
            yield (given, None), HELD_UP
        for (found, back, own), words in wrong(MISTAKES, name, worked_out):
            if there is None or close(there, own, 1e-6, 1e-6):
                yield (found, back), words

    found = ((numbers, words) for (numbers, _), words in known())
    if not expect(f"{call}{'' if several else '.data'}", given, data, only(given, found)):
        return False
    sum(map(mul, weights, results)).backward()
    got = [leaf.grad for leaf in leaves]
    found = ((back, words) for (numbers, back), words in known() if close(numbers, data))
    lost = [([0.0] * len(xs), DETACHED), ([slope / 3 for slope in arriving], LOST)][: 2 - several]
    how = f"where {list(weights)} arrives there" if several else "in (3 * result).backward()"
    at = f"result = {call}: what arrives at the first list {how}"
    return expect(at, got, arriving, only(got, [*found, *lost]))


def hot(label, n_classes):  # REPEATS e06
    """Expect 1.0 at the place of the label, and 0.0 elsewhere."""
    name, places = f"one_hot({label}, {n_classes})", one_hot(label, n_classes)
    if places is not None and not isinstance(places, list):
        return fail(f"{name} gives a {type(places).__name__}.", NUMBERS_IN_A_LIST)
    odd = [x for x in places or () if isinstance(x, bool) or not isinstance(x, Real)]
    if odd:
        return fail(f"{name} gives a list of {type(odd[0]).__name__}.", NUMBERS)
    want = [float(x) for x in "0" * label + "1" + "0" * (n_classes - label - 1)]
    ideas = wrong(MISTAKES, "one_hot", lambda f: f(label, n_classes))
    return expect(name, places, want, only(places, ideas))


# --- What is tried ---


def drawn(name, rng, n, size):
    """Return the arguments of a loss: n numbers, of about this size where it is free."""
    n = max(n, 2) if name == "cross_entropy_from_logits" else n  # of one class no choice
    reals = [round(rng.uniform(-size, size), 1) for _ in range(2 * n)]
    chances = [rng.randint(5, 95) / 100 for _ in range(n)]
    truths = [float(rng.randint(0, 1)) for _ in range(n)]
    weights = [0.75, *rng.choices((0.0, 0.25, 0.5), k=n - 1)]
    return {
        "mean_squared_error": (reals[:n], reals[n:]),
        "hinge_loss": ([x + 0.05 for x in reals[:n]], [2 * t - 1 for t in truths]),  # off the kink
        "binary_cross_entropy": (chances, truths),
        "softmax": (reals[:n],),
        "categorical_cross_entropy": (chances, weights),
        "cross_entropy_from_logits": (reals[:n], rng.randrange(n)),
    }[name]


@task(*PROBES)
def test_numbers_and_slopes_are_what_the_formula_gives(name):
    """Those of PROBES; drawn, near 0 and far from it, 30 at last; and of a Value that stands there twice."""
    rng = draw()
    if name == "one_hot":
        places = [(rng.randrange(n), n) for n in (2, 3, 4, 5, 6, 60)]
        all(hot(*each) for each in PROBES[name] + places)
        return
    for given, how in PROBES[name]:
        if not gives(name, *given, **how):
            return
    for size in (1, 3, 3, 10, 30, 300, 2):
        xs, *other = drawn(name, rng, 30 if size == 2 else rng.randint(1, 5), size)
        weights = [rng.randint(-3, 3) for _ in xs] if name == "softmax" else [3.0]
        if not gives(name, xs, *other, weights=weights, ideas=False):
            return
    z, y, weights = Value(0.6), Value(0.3), [5.0, -2.0, 4.0]
    other = [each if isinstance(each, int) else each[:3] for each in PROBES[name][0][0][1:]]
    call, results = called(name, [z, y, z], *other)

    def product(leaves):
        found = FORMULAS[name]([leaves[0], leaves[1], leaves[0]], *other)
        return sum(map(mul, weights, found if name == "softmax" else [found])) * leaves[0]

    if results is None:
        return
    (sum(map(mul, weights, results)) * z).backward()
    what = f"In {call}, whose first and third are one Value z, times z: the gradients of z and y"
    expect(what, [z.grad, y.grad], slopes(product, [0.6, 0.3]))


@task("hinge_loss")
def test_a_score_at_its_margin_costs_nothing():
    """There the curve has a corner: backward() passes it, with any slope between the two."""
    call, results = called("hinge_loss", [Value(1.0), Value(-1.0), Value(0.5)], [1, -1, 1])
    if results and expect(f"{call}.data", results[0].data, 0.5 / 3):
        try:
            results[0].backward()
        except ZeroDivisionError as error:
            fail(f"{call}.backward() raises ZeroDivisionError: {error}.", ROOT_OF_ZERO, error)


@task("one_hot", "softmax")
def test_each_call_gives_a_list_of_its_own(name):
    """What was given stays as it is when there is a next call."""
    one, two = [Value(0.5), Value(-1.0)], [Value(2.0), Value(0.3)]
    calls = [((1, 3), (2, 3)), ((one,), (two,))][name == "softmax"]
    expect_own_list(name, *(partial(getattr(e06_losses, name), *each) for each in calls))


@task("mean_squared_error", "hinge_loss", "binary_cross_entropy", "categorical_cross_entropy")
def test_lists_of_different_lengths_are_refused(name):
    """Three answers against two and two against three are a ValueError; three against three are not."""
    loss, xs = getattr(e06_losses, name), [Value(0.9), Value(0.2), Value(0.6)]
    loss(xs[:], [1, 1, 1])
    for n, m in ((3, 2), (2, 3)):
        expect_error(f"{name} of {n} answers to {m}", ValueError, partial(loss, xs[:n], [1] * m))


@task("binary_cross_entropy*", "categorical_cross_entropy")
def test_a_certainty_that_comes_true_is_no_surprise(name):
    """Not even a sure answer: the sigmoid of 40 is 1.0 to the last digit. What weighs 0 is skipped."""
    probes = ([0.0, 0.25, 0.75], [0, 0, 1]), ([0.5, 0.0, 1.0], [1, 0, 1]), ([0.0, 1.0], [0, 1])
    all(gives(name, *each) for each in probes)


@task("binary_cross_entropy*", "categorical_cross_entropy")
def test_an_infinite_surprise_is_refused(name):
    """Probability 0 for what came true is a ValueError that says so."""
    call = f"{name}([0.3, 0.0], [0, 1])"
    try:
        got = getattr(e06_losses, name)([Value(0.3), Value(0.0)], [0, 1])
    except (ArithmeticError, AssertionError, ValueError) as error:
        why = re.search("0|zero|infin|probab|impossib", str(error).lower())
        if not (why and isinstance(error, ValueError)):
            fail(f"{call} raises {type(error).__name__}: {error}.", IMPOSSIBLE, error)
    else:
        number = getattr(got, "data", None)
        cause = HELD_UP if isinstance(number, Real) and 5 < number < 1000 else IMPOSSIBLE
        fail(f"{call} gives {show(got)}, want a ValueError.", cause if right_at_first(name) else "")
