"""Tests of e08: the loop, on a model of one parameter that can be computed by hand, then on nets.

Where a training goes wrong, each wrong idea trains the same model, on the samples in the same order:
what leaves the same numbers behind is named.
"""

import copy
import math
import random
import re
import traceback
from contextlib import suppress
from statistics import fmean as mean
from typing import NamedTuple

from exercises.e02_value import Value
from exercises.e03_backward import zero_grad
from exercises.e05_mlp import MLP
from exercises.e06_losses import hinge_loss, mean_squared_error
from exercises.e07_descent import Adam
from exercises.e08_training import accuracy, train
from kata.course.moons import moons
from tests.expect import close, draw, expect, expect_own_list, fail, show, task
from tests.wrong import wrong

W, RATE = 0.5, 0.1
XS, TARGETS = [[1.0], [2.0], [-1.5], [0.4], [3.0]], [2.0, -1.0, 0.5, 3.0, 1.0]
TWIN_X, TWIN_TARGET = 1.5, 200.0  # far off, and all alike: their order cannot matter

# --- What people write ---

FIRST_ZERO = "Did step() find gradients of 0? First zero, then backward, then step."
PILED = "The gradients pile up from step to step: zero those of the parameters before each batch."
TWICE = "A loss went backward more than once: calculate the losses of a batch anew each time."
EACH = "Every sample made a step: average over the batch, then make one."
ONE_NUMBER = "train returns one number: want a list, with one number for each epoch."
UNSHUFFLED = "The samples are taken in the order in which they stand: every epoch shuffles them."
ONE_ORDER = "Every epoch takes the samples in the same order: shuffle anew in each."
TOGETHER = "shuffle the samples and cut them anew in each epoch, not the batches."
OWN_RNG = "hand rng on to batches."
FREE = "Without rng each training draws from a fresh generator."
PAIRS = "inputs[i] belongs to targets[i]."
ANSWERS = "The answers come first, the target second."
LISTS = "That is one answer: pass the whole list that the model gives."
AS_IT_IS = "The target goes in as it is, not in a list; one sample at a time."
SEVERAL = "the model answers one sample, inputs[i], and was given several"
LAST_BATCH = "That is the last batch alone: add up over all batches."
MOVED = "The parameters moved at a learning rate of 0: the optimizer's step() alone moves them, at the rate that it was given."
RATE_STAYS = "train leaves the learning rate as it was given."
NOT_ALL = "Every epoch takes each sample once: cut one shuffled order into batches."
NO_NUMBER = "A gradient of None cannot be added to: zero means 0.0."
ZERO_GRAD = "zero_grad is the function of e03, and takes a list: that of model.parameters()."
ONE_VALUE = "backward() starts from one Value: the mean of the losses, not of their .data."
POSITIONS = "A batch holds positions: the sample at i is inputs[i], its target targets[i]."
CALLED = "A Value is called there: has one been given the name loss, or model?"
HOW_MANY = "batches asks how many samples there are, not for the samples."
IN_PLACE = "The caller's own list has changed: shuffle the positions, not the data."
PULLED = "Something beside the losses moves it (weight decay?): where they have no slope, it stays."
UNLEARNED = "has not learned it"

RIGHT = {
    "start": "history = []", "rounds": "range(epochs)", "epoch": "total = 0.0", "batches": "batches(len(inputs), batch_size, rng)",
    "zero": "zero_grad(model.parameters())", "losses": "[loss(model(inputs[i]), targets[i]) for i in batch]",
    "mean": "(sum(losses) / len(losses)).backward()", "step": "optimizer.step()",
    "total": "total += sum(sample.data for sample in losses)",
    "kept": "history.append(total / len(inputs))", "result": "history",
}  # fmt: skip
TRAIN = """
%(start)s
for _ in %(rounds)s:
    %(epoch)s
    for batch in %(batches)s:
        %(zero)s
        losses = %(losses)s
        %(mean)s
        %(step)s
        %(total)s
    %(kept)s
return %(result)s"""
N_BATCHES = "len(batches(len(inputs), batch_size))"
MEANS = f"{RIGHT['total']} / len(losses)"
TRAININGS = {  # by the place in TRAIN: what stands there, and what is said
    **{("rounds", f"range(epochs {by} 1)"): "range(epochs) makes one round for each epoch: none more, none less." for by in "+-"},
    ("zero", "pass"): PILED,
    ("zero", "zero_grad(model.parameters()[:1])"): UNLEARNED,
    **{("zero", each): ZERO_GRAD for each in ("optimizer.zero_grad()", "zero_grad(model.parameters)")},
    ("zero", "for p in model.parameters():\n            p.grad = None"): NO_NUMBER,
    **{("losses", f"[loss(model({x}), {t}) for {each} in batch]"): POSITIONS for x, t, each in (("i", "targets[i]", "i"), ("x", "t", "x, t"))},
    ("losses", "[]\n        for i in batch:\n            loss = loss(model(inputs[i]), targets[i])\n            losses.append(loss)"): CALLED,
    ("losses", "losses if total else [loss(model(inputs[i]), targets[i]) for i in batch]"): TWICE,
    ("losses", "[loss(model(inputs[i]), targets[k]) for k, i in enumerate(batch)]"): PAIRS,
    **{("losses", f"[loss(model(inputs[i]), {target}) for i in batch]"): "Two samples may have the same input: the position i finds the target, the input does not." for target in ("targets[inputs.index(inputs[i])]", "dict(zip(map(tuple, inputs), targets))[tuple(inputs[i])]")},
    ("losses", "[loss(targets[i], model(inputs[i])) for i in batch]"): ANSWERS,
    ("losses", "[loss(model(inputs[i])[0], targets[i]) for i in batch]"): LISTS,
    ("losses", "[loss(model(inputs[i]), [targets[i]]) for i in batch]"): AS_IT_IS,
    ("losses", "[loss(model([inputs[i] for i in batch]), [targets[i] for i in batch])]"): SEVERAL,
    ("mean", "sum(losses).backward()"): "The losses of a batch are averaged, not summed.",
    ("mean", "(sum(losses) / batch_size).backward()"): "The last batch holds one sample: divide by its length.",
    **{("mean", f"(sum(losses) / {n}).backward()"): f"Divide by the length of the batch, not by the number of {other}." for n, other in (("len(inputs)", "samples"), (N_BATCHES, "batches"))},
    ("mean", "(sum(losses) / len(losses) ** 2).backward()"): "That is a mean, divided by the number of samples once more.",
    ("mean", "(-sum(losses) / len(losses)).backward()"): "That is uphill: the optimizer goes down the loss as it is.",
    **{("mean", f"{each}.backward()"): ONE_VALUE for each in ("(sum(each.data for each in losses) / len(losses))", "losses")},
    **{("mean", f"losses[{i}].backward()"): "That is the step of one sample alone: the loss is the mean over its batch." for i in (0, -1)},
    ("mean", "(sum(losses) / len(losses) + 1e-4 * sum(p * p for p in model.parameters())).backward()"): PULLED,
    ("mean", "mean = sum(losses) / len(losses)\n        if not mean.data:\n            continue\n        mean.backward()"): "A batch whose loss is 0 makes a step, too: momentum and Adam are still on their way.",
    **{("mean", each): "No gradient has reached a loss: is backward() called, on a mean of the Values themselves and not of their .data?" for each in ("type(losses[0])(sum(each.data for each in losses) / len(losses)).backward()", "sum(losses) / len(losses)")},
    ("mean", "(sum(losses) / len(losses)).backward()\n        zero_grad(model.parameters())"): FIRST_ZERO,
    ("step", "optimizer.step()\n        for p in model.parameters():\n            p.data -= 0.1 * p.grad"): MOVED,
    **{("kept", f"{RIGHT['kept']}\n    {change}"): RATE_STAYS for change in ("optimizer.learning_rate = 1.0", "optimizer.learning_rate *= 0.9", "if history[-1] > min(history):\n        optimizer.learning_rate *= 0.3")},
    **{("kept", f"history.append(round(total / len(inputs), {n}))"): "The mean loss is rounded there: keep every digit." for n in (2, 3, 4, 6)},
    **{("step", each): "The optimizer never stepped." for each in ("pass", "for p in model.parameters():\n            p.data -= 0.02 * p.grad")},
    **{("step", f"for p in model.parameters():\n            p.grad = max(-{most}, min({most}, p.grad))\n        optimizer.step()"): "Large gradients are held down there (clipping): they go to the optimizer as they are." for most in (1.0, 5.0)},
    ("total", "total + sum(sample.data for sample in losses)"): "Nothing was added up.",
    ("total", "total = sum(sample.data for sample in losses)"): LAST_BATCH,
    ("total", "total += sum(losses)"): "The history holds Values: keep the number in .data.",
    ("total", "total += sum(loss(model(inputs[i]), targets[i]).data for i in batch)"): "Each loss was measured after its own update: take the one that backward starts from.",
    ("total", MEANS): "The batches' means were added: count every sample's loss, then divide by n.",
    ("total", f"{MEANS} * batch_size"): "The short last batch counts as if it were full: weigh it by its own length.",
    ("kept", "history.append(total)"): "That is the sum over the samples: divide by how many there are.",
    **{("kept", f"history.append(total / {n})"): f"Divide by the number of samples, not by the {other}." for n, other in ((N_BATCHES, "number of batches"), ("batch_size", "batch size"))},
    ("kept", f"history.append(total / ({N_BATCHES} * batch_size))"): "The last batch may be short: divide by the number of samples, len(inputs).",
    ("kept", "optimizer.step()\n    history.append(total / len(inputs))"): "That is one step too many: the optimizer steps inside the loop over the batches alone.",
    ("total", "total += losses[-1].data"): "Only the last loss of each batch is in it: add all of them.",
    ("kept", "history.append(total / len(inputs) / epochs)"): "Each epoch has a number of its own: do not divide by how many epochs there are.",
    ("start", "history = [sum(loss(model(x), t).data for x, t in zip(inputs, targets)) / len(inputs)]"): "The history begins with the first epoch: no number for what came before.",
    ("kept", "history.append(sum(each.data for each in losses) / len(losses))"): LAST_BATCH,
    **{("kept", f"{RIGHT['kept']}\n    if {done}:\n        break"): "Every epoch is made, however its loss stands: nothing stops early here." for done in ("history[-1] > history[0]", "history[-1] < 1e-6")},
    **{("kept", f"history.append(losses[{i}].data)"): "That is the loss of one sample alone." for i in (0, -1)},
    ("kept", "history.append(sum(loss(model(x), t).data for x, t in zip(inputs, targets)) / len(inputs))"): "The losses were measured when the epoch was over: take each when its batch comes.",
    ("kept", "history.append(total / len(inputs))\n    return history"): "That is where one epoch leads: does return stand inside the loop?",
    ("result", "history[-1]"): ONE_NUMBER,
    ("batches", "[range(i, min(i + batch_size, len(inputs))) for i in range(0, len(inputs), batch_size)]"): UNSHUFFLED,
    ("batches", "[rng.sample(range(len(inputs)), min(batch_size, len(inputs))) for _ in range(0, len(inputs), batch_size)]"): NOT_ALL,
    ("batches", "[(each * batch_size)[:batch_size] for each in batches(len(inputs), batch_size, rng)]"): "The last batch may be short: it is not filled up with samples that have had their turn.",
    ("batches", "batches(inputs, batch_size, rng)"): HOW_MANY,
    ("batches", "batches(len(inputs), len(inputs) // batch_size, rng)"): "batches wants the size of a batch, not how many there are.",
    ("batches", "batches(len(inputs), batch_size)"): OWN_RNG,
    ("start", "history, rng = [], random.Random(0)"): OWN_RNG,
    ("start", "history, rng = [], random.Random(rng.random() < 2)"): FREE,
    ("start", "history, order = [], rng.sample(range(len(inputs)), len(inputs))\ninputs[:], targets[:] = [inputs[i] for i in order], [targets[i] for i in order]"): IN_PLACE,
}  # fmt: skip
ACCURACY = """
right = 0
for sample, label in zip(inputs, labels):
    outputs = %(outputs)s
    largest = %(largest)s
    named = %(named)s
    right += %(right)s
return %(share)s"""
SOUND = {
    "outputs": "[output.data for output in model(sample)]", "largest": "outputs.index(max(outputs))",
    "named": "largest if len(outputs) > 1 else int(outputs[0] > 0)", "right": "named == label",
    "share": "right / len(labels)",
}  # fmt: skip
VALUES = "The model answers with Values, and those do not compare: compare their .data."
NOT_THE_PLACE = "A label is a class, the place of an output: no output itself is compared with it."
NO_LIST = "A label is no list: it is the class itself, a whole number."
AMONG = "Look for the largest number among the numbers, not among the Values."
NO_EXP = "No sigmoid and no softmax is needed: they round, and their exp overflows at far scores. Compare the scores themselves."
SHARES = {
    ("outputs", "model(sample)"): VALUES,
    ("largest", "outputs.index(min(outputs))"): "That goes by the smallest output.",
    ("largest", "outputs.index(max(outputs, key=abs))"): "That goes by the largest size: -9 is below -2.",
    ("largest", "max(range(len(outputs)), key=lambda i: max(outputs[i], 0))"): "The largest may be below 0, too: begin the search at the first output.",
    **{("named", f"largest if len(outputs) > 1 else int(outputs[0] {above} 0.5)"): "The border is 0, not 0.5: the output is a score, not a probability." for above in (">", ">=")},
    **{("named", f"largest if len(outputs) > 1 else {whole}(outputs[0])"): "A score is compared with 0, not rounded." for whole in ("round", "int")},
    **{("named", f"largest if len(outputs) > 1 else int(1 / (1 + math.exp(-{score})) > 0.5)"): NO_EXP for score in ("outputs[0]", "max(outputs[0], -700)")},
    ("outputs", "[output.data for output in model(sample)]\n    exps = [math.exp(each) for each in outputs]\n    outputs = [each / sum(exps) for each in exps] if len(exps) > 1 else outputs"): NO_EXP,
    **{("named", f"largest if len(outputs) > 1 else int(outputs[0] > {margin})"): "The border is 0 itself: a score only just above it names 1, too." for margin in ("0.1", "1e-6")},
    ("named", "largest if len(outputs) > 1 else int(outputs[0] >= 0)"): "Exactly 0 names class 0.",
    ("named", "largest if len(outputs) > 1 else int(outputs[0] != 0)"): "Only an output above 0 names 1.",
    ("named", "largest if len(outputs) > 1 else (1 if outputs[0] > 0 else -1)"): "The classes are 1 and 0 here, not 1 and -1.",
    ("named", "largest"): "With one output there is nothing to compare: its sign names the class.",
    **{("named", f"int(outputs[{i}] > 0)"): f"Only the {which} output was looked at: with several, the largest names the class." for i, which in ((0, "first"), (-1, "last"))},
    ("named", "largest if max(labels) > 1 else int(outputs[0] > 0)"): "The number of outputs decides which rule holds, not the labels that come.",
    ("named", "largest if len(outputs) > 2 else int(outputs[0] > 0)"): "Two outputs are several, too: the larger names the class.",
    ("named", "largest + 1 if len(outputs) > 1 else int(outputs[0] > 0)"): "Classes are counted from 0, as places are.",
    **{("named", f"max(outputs){each}"): NOT_THE_PLACE for each in ("", " if len(outputs) > 1 else int(outputs[0] > 0)")},
    **{("right", each): NOT_THE_PLACE for each in ("outputs == label", "abs(outputs[0] - label) < 0.5 if len(outputs) == 1 else named == label")},
    ("right", "label[named] == 1"): NO_LIST,
    ("largest", "model(sample).index(max(outputs))"): AMONG,
    ("right", "outputs[label] > 0 if len(outputs) > 1 else named == label"): "To be above 0 is not enough: with several outputs, the largest names the class.",
    ("right", "outputs[label] >= max(outputs) if len(outputs) > 1 else named == label"): "Of equal outputs one is named, and not each of them: compare one place with the label.",
    **{("right", f"named == label {each}"): "A class 0 that is named rightly counts, too." for each in ("!= 0", "and (label != 0 or len(outputs) > 1)")},
    ("right", "1 - abs(named - label)"): "A class is right or wrong: how far its number is off does not matter.",
    ("right", "named == label\n    return right / len(labels)"): "Only the first sample is in it: does the loop return too early?",
    ("right", "named != label"): "That is the share of the wrong ones.",
    **{("share", each): "The share keeps its fraction: no //, and no rounding." for each in ("right // len(labels)", "round(right / len(labels))")},
    ("share", "(named == label) / len(labels)"): "Only the last sample is in it: add to the count instead of replacing it.",
    ("share", "right / len(outputs)"): "Divide by the number of samples, not by the number of outputs.",
    ("share", "right"): "That is how many are right: divide by how many there are.",
    ("share", "right / len(labels) * 100"): "That is in percent: want a share between 0 and 1.",
    ("share", "right / 100"): "Divide by how many there are, not by 100.",
}  # fmt: skip
MISTAKES = {
    "train(model, inputs, targets, loss, optimizer, batch_size, epochs, rng)": {
        **{TRAIN % (RIGHT | {place: code}): TRAININGS[place, code] for place, code in TRAININGS},
        TRAIN % (RIGHT | {"mean": "optimizer.step()", "step": "(sum(losses) / len(losses)).backward()"}): FIRST_ZERO,
        **{TRAIN % (RIGHT | {"mean": f"{when}{RIGHT['mean']}", "step": f"if history:\n            {RIGHT['step']}"}): "The first epoch makes no step: it learns like every other one." for when in ("", "if history:\n            ")},
        TRAIN % (RIGHT | {"zero": "pass", "epoch": "zero_grad(model.parameters())\n    total = 0.0"}): PILED,
        TRAIN % (RIGHT | {"zero": "pass", "step": "optimizer.step()\n        zero_grad(model.parameters())"}): "What was left over counts: zero the gradients before each batch, also the first.",
        **{TRAIN % (RIGHT | each): TWICE for each in ({"epoch": "total, losses = 0.0, []", "losses": "losses + [loss(model(inputs[i]), targets[i]) for i in batch]"}, {"epoch": "total = Value(0.0)", "mean": "for each in losses:\n            total += each\n        (total / len(batch)).backward()", "total": "pass", "kept": "history.append(total.data / len(inputs))"}, {"mean": f"for each in losses:\n            each.backward()\n        {RIGHT['mean']}"})},
        TRAIN % (RIGHT | {"mean": "for each in losses:\n            zero_grad(model.parameters())\n            (each / len(losses)).backward()"}): "Only the last of a batch moved it: zero once, before the first sample of the batch.",
        **{TRAIN % (RIGHT | {"step": "    optimizer.step()"} | each): EACH for each in ({"mean": "for each in losses:\n            zero_grad(model.parameters())\n            each.backward()"}, {"mean": "for each in losses:\n            zero_grad(model.parameters())\n            (each / len(losses)).backward()"}, {"losses": "[]", "mean": "for i in batch:\n            losses.append(loss(model(inputs[i]), targets[i]))\n            losses[-1].backward()"})},
        **{TRAIN % (RIGHT | {"epoch": "total, start = 0.0, [p.data for p in model.parameters()]", "kept": f"{RIGHT['kept']}\n    if history[-1] == min(history):\n        best = {then}\n    if len(history) == epochs:\n        for p, best_data in zip(model.parameters(), best):\n            p.data = best_data"}): "The parameters of an earlier epoch are put back: they stay as the last step has left them." for then in ("start", "[p.data for p in model.parameters()]")},
        TRAIN % (RIGHT | {"step": "pass", "kept": "optimizer.step()\n    history.append(total / len(inputs))"}): "Only one step was made: every batch makes one.",
        TRAIN % (RIGHT | {"zero": "if len(batch) < batch_size:\n            continue\n        zero_grad(model.parameters())"}): "The short last batch made no step, or is lost.",
        TRAIN % (RIGHT | {"start": "history, total = [], 0.0", "epoch": "pass"}): "The first epoch is still in the sum: every epoch starts at 0.",
        TRAIN % (RIGHT | {"start": "history, total, seen = [], 0.0, 0", "epoch": "seen += len(inputs)", "kept": "history.append(total / seen)"}): "That is the mean over all epochs so far: each has its own, of its own samples.",
        TRAIN % (RIGHT | {"total": MEANS, "kept": f"history.append(total / {N_BATCHES})"}): "That is the mean of the batches' means: the short last batch weighs too much.",
        **{TRAIN % (RIGHT | {"epoch": "total = None", "kept": "history.append(total)", "total": f"mean = sum(sample.data for sample in losses) / len(losses)\n        total = {so_far}"}): "What came before is divided again at each batch: add up, and divide once, when the epoch is over." for so_far in ("mean if total is None else (total + mean) / 2", "((total or 0.0) + mean) / 2", "((total or 0.0) + mean * len(losses)) / len(inputs)")},
        TRAIN % (RIGHT | {"total": MEANS, "kept": "history.append(total)"}): "That is the sum of the batches' means: weigh each by its length, divide by all samples.",
        **{TRAIN % (RIGHT | {"kept": "pass", "total": f"{RIGHT['total']}\n        history.append({each})"}): "There is one number for each epoch, not for each batch." for each in ("total / len(inputs)", "sum(sample.data for sample in losses) / len(losses)")},
        **{TRAIN % (RIGHT | {place: f"{RIGHT[place]}; answers = [model(x) for x in inputs]", "losses": "[loss(answers[i], targets[i]) for i in batch]"}): "The model is asked anew for each batch: its answers change with every step." for place in ("start", "epoch")},
        **{TRAIN % (RIGHT | {"start": "history, cut = [], batches(len(inputs), batch_size, rng)", "batches": again}): words for again, words in (("cut", ONE_ORDER), ("rng.sample(cut, len(cut))", TOGETHER))},
        TRAIN % (RIGHT | {"epoch": "ahead = [loss(model(x), t).data for x, t in zip(inputs, targets)]", "total": "total = sum(ahead)"}): "All losses were measured before the first update: take each when its batch comes.",
    },
    "accuracy(model, inputs, labels)": {
        **{ACCURACY % (SOUND | {place: code}): SHARES[place, code] for place, code in SHARES},
        ACCURACY % (SOUND | {"right": "named != label", "share": "right"}): "That is how many are wrong.",
    },
}  # fmt: skip


CAUSES = {  # of an error, by what it says and the line in which it comes
    r"with a float and a list|with a list and a list.*loss\(targets": ANSWERS,
    r"with a Value and a": LISTS,
    r"with a list and a list": AS_IT_IS,
    r"attribute 'zero_grad'|not iterable.*zero_grad\(": ZERO_GRAD,
    r"attribute 'backward'": ONE_VALUE,
    r"'NoneType' and '(float|int)'.*backward\(": NO_NUMBER,
    r"train .*(non-iterable int|or slices, not list|'int' object is not subscriptable)": POSITIONS,
    r"accuracy .*OverflowError": NO_EXP,
    r"accuracy .*'int' object is not": NO_LIST,
    r"accuracy .*not supported between instances of 'Value'": VALUES,
    r"accuracy .*is not in list, in: .*index": AMONG,
    r"'Value' object is not callable": CALLED,
    r"as an integer.*batches\(": HOW_MANY,
}


def blamed(name, function, error) -> None:
    """Report an error of a function with its cause; where none is known, raise it again."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [each.line for each in frames if each.filename == function.__code__.co_filename]
    said = f"{name} raises {type(error).__name__}: {error}, in: {''.join(lines[-1:])}"
    cause = next((words for text, words in CAUSES.items() if re.search(text, said)), "")
    if not cause:
        raise error
    fail(f"{said}.", cause, error)


# --- What is seen of a training ---


class Line:
    """The model w * x: one parameter, and a list of one answer. It writes down what it is asked."""

    def __init__(self, w=W):
        self.w, self.asked = Value(w), []

    def __call__(self, x):
        if isinstance(x[0], list):
            raise TypeError(SEVERAL)
        self.asked.append(x[0])
        return [self.w * x[0]]

    def parameters(self):
        return [self.w]


class Descent:  # REPEATS e07
    """Plain gradient descent; it writes down the gradient of the first parameter at each step."""

    def __init__(self, parameters, learning_rate):
        self.parameters, self.learning_rate, self.found = parameters, learning_rate, []

    def step(self):
        self.found.append(self.parameters[0].grad)
        for p in self.parameters:
            p.data -= self.learning_rate * p.grad


class Training(NamedTuple):
    w: float  # where it ends
    history: list
    found: list  # the gradient at each step
    arrived: list  # the gradient that each loss has received
    asked: list  # x of each sample, in the order in which the model was asked
    rate: float  # the learning rate that is left
    pairs: list  # x, if w stays where it is, and target of each loss that a gradient has reached


def trained(f, xs=XS, targets=TARGETS, size=5, epochs=1, rate=RATE, left=0.0) -> Training:
    """Train a line with batches of this size, from a gradient that is left over."""
    model, losses, pairs = Line(), [], []
    xs, targets = copy.deepcopy(xs), list(targets)

    def squared_error(output, target):
        kinds = type(output).__name__, type(target).__name__
        if kinds != ("list", "float"):
            raise TypeError("loss is called with a {} and a {}".format(*kinds))
        pairs.append((output[0].data / W, target))
        error = output[0] + -target
        losses.append(error * error)
        return losses[-1]

    model.w.grad = left
    way = Descent(model.parameters(), rate)
    history = f(model, xs, targets, squared_error, way, size, epochs, random.Random(1))
    if isinstance(history, list):
        history = ["a Value" if isinstance(each, Value) else each for each in history]
    arrived = [loss.grad for loss in losses]
    reached = sorted(pair for pair, grad in zip(pairs, arrived) if grad)
    left = way.learning_rate, reached
    return Training(model.w.data, history, way.found, arrived, model.asked, *left)


def alike(seen, looks) -> list[str]:
    """Return the sentences of the wrong ideas that leave the same to see, in all these looks."""
    taken, got = [], [of(each) for each, (_, of, _, _) in zip(seen, looks)]

    def left(idea):
        """Train with the idea, on the samples in the learner's order, those that never came last."""
        for training, (_, of, _, how) in zip(seen, looks):
            xs = [x for (x,) in how.get("xs", XS)]
            order = {xs.index(x): 0 for x in training.asked} if len({*xs}) > 1 else {}
            taken[:] = order | dict.fromkeys(range(len(xs)))
            yield trained(idea, **how), of

    def leaves(idea):
        trainings = [*left(idea)]
        return [of(each) for each, of in trainings], trainings[-1][0]

    names = {"batches": lambda n, size, rng=None: cut(taken, size)}
    names |= {"zero_grad": zero_grad, "random": random, "Value": Value}
    found = [each for each in wrong(MISTAKES, "train", leaves, **names) if close(each[0][0], got)]
    exact = [each for each in found if close(each[0][1], [*seen[-1]])]
    known = list(dict.fromkeys(words for _, words in exact or found))
    if not known and isinstance(seen[-1].history, float):
        known = [ONE_NUMBER]
    if not known and looks[-1] is LOOKS[1] and got[-1]:
        xs, taken = [x for (x,) in XS], [x for x, _ in got[-1]]
        known = [PAIRS if taken == sorted(xs) else NOT_ALL if {*taken} <= {*xs} else MOVED]
    if not known and looks[-1] is LOOKS[3]:
        known = [PULLED]
    return known


def cut(items, n):  # REPEATS e07
    """Return the items, n by n."""
    return [items[i : i + n] for i in range(0, len(items), n)]


def descended(steps, xs=XS, targets=TARGETS, w=W, rate=RATE):
    """Return w before each step and after the last, and the mean loss there; all samples are one batch."""
    path = [w]
    for _ in range(steps):
        w = path[-1]
        path.append(w - rate * mean(2 * (w * x - t) * x for (x,), t in zip(xs, targets)))
    return path, [mean((w * x - t) ** 2 for (x,), t in zip(xs, targets)) for w in path]


# --- train: one model, one parameter ---

PATH, LOSSES = descended(2)
TWINS = {"xs": [[TWIN_X]] * 5, "targets": [TWIN_TARGET] * 5}
GROWING = {"epochs": 3, "rate": 1.0}
SOLVED = {"targets": [W * x for (x,) in XS]}
TWIN_PATH, TWIN_LOSSES = descended(5, [[TWIN_X]], [TWIN_TARGET])
LOOKS = [  # what is looked at, how to take it from a training, what is wanted, and of which training
    # each batch makes one step, and all samples take part
    ("the number of steps in an epoch of 5 samples in batches of 2", lambda seen: len(seen.found), 3, {"size": 2}),
    ("[x, target] of each loss that a gradient has reached, sorted,", lambda seen: seen.pairs, sorted((x, t) for (x,), t in zip(XS, TARGETS)), {"size": 2, "rate": 0.0}),
    # samples that are right already make steps, too, and those lead nowhere
    ("the number of steps in two epochs of 5 samples with losses of 0, in batches of 2,", lambda seen: len(seen.found), 6, SOLVED | {"size": 2, "epochs": 2}),
    (f"w, {W} at first, after 5 samples with losses of 0,", lambda seen: seen.w, W, SOLVED),
    ("the number of steps in three epochs of one batch, where the loss grows,", lambda seen: len(seen.found), 3, GROWING),
    ("[x, target] of each loss that a gradient has reached, sorted, where two have the same x,", lambda seen: seen.pairs, [(1.0, 0.5), (1.0, 3.0), (2.0, -1.0)], {"xs": [[1.0], [2.0], [1.0]], "targets": [3.0, -1.0, 0.5], "rate": 0.0}),
    # one step goes down the slope of the mean loss; the next one follows its own slope
    (f"w, {W} at first, after one epoch with all 5 samples in one batch,", lambda seen: seen.w, PATH[1], {}),
    (f"w, {W} at first, after two epochs of one batch each,", lambda seen: seen.w, PATH[2], {"epochs": 2}),
    (f"w, {W} at first, after three epochs of one batch, where the loss grows,", lambda seen: seen.w, descended(3, rate=1.0)[0][3], GROWING),
    (f"w, {W} at first with a gradient of 10 left over, after one epoch of one batch,", lambda seen: seen.w, PATH[1], {"left": 10.0}),
    (f"w, {W} at first, after 5 samples that are all alike, in batches of 2,", lambda seen: seen.w, TWIN_PATH[3], TWINS | {"size": 2}),
    # the history has the mean loss of each epoch, measured before each update
    ("the history of one epoch, all samples in one batch,", lambda seen: seen.history, LOSSES[:1], {}),
    ("the history of two epochs, all samples in one batch,", lambda seen: seen.history, LOSSES[:2], {"epochs": 2}),
    ("the history of one epoch of 5 samples in batches of 2, where nothing moves,", lambda seen: seen.history, LOSSES[:1], {"size": 2, "rate": 0.0}),
    ("the history of two epochs of 5 samples in batches of 2, where nothing moves,", lambda seen: seen.history, LOSSES[:1] * 2, {"size": 2, "epochs": 2, "rate": 0.0}),
    ("the history of 5 samples that are all alike, one at a time,", lambda seen: seen.history, [mean(TWIN_LOSSES[:5])], TWINS | {"size": 1}),
    ("the type of the history", lambda seen: type(seen.history).__name__, "list", {}),
    ("[history, w] after train(..., epochs=0)", lambda seen: [seen.history, seen.w], [[], W], {"epochs": 0}),
]  # fmt: skip


@task("train")
def test_one_thing_after_the_other():
    """What is listed above, then drawn samples against the formula, up to the first that is wrong."""
    rng, seen = draw(), []
    xs, targets = ([rng.uniform(-2, 2) for _ in range(60)] for _ in "xt")
    xs = [[x] for x in xs]
    path, losses = descended(3, xs, targets)
    what = "the history of three epochs on 60 drawn samples, and w after them,"
    how = {"xs": xs, "targets": targets, "size": 60, "epochs": 3}
    drawn = (what, lambda seen: [seen.history, seen.w], [losses[:3], path[3]], how)
    for what, of, want, how in [*LOOKS, drawn]:
        try:
            seen.append(trained(train, **how))
        except Exception as error:
            return blamed("train", train, error)
        if seen[-1].rate != how.get("rate", RATE):
            return fail(f"The learning rate of the optimizer is {seen[-1].rate:.6g} after training, want {how.get('rate', RATE)}.", RATE_STAYS)  # fmt: skip
        if not close(of(seen[-1]), want):
            known = alike(seen, LOOKS[: len(seen)]) if len(seen) <= len(LOOKS) else []
            with suppress(Exception):  # what all looks tell apart is told apart
                all_seen = [trained(train, **how) for *_, how in LOOKS] if len(known) > 1 else []
                known = alike(all_seen, LOOKS) or known
            known = [(of(seen[-1]), words) for words in known if len(known) < 3]
            return expect(what, of(seen[-1]), want, known)


# --- train: which samples, and in which order ---


def orders(n, epochs, rng, size=1):
    """Return each epoch's gradients at standstill: each sample has its own, 1 to n, so they tell the order."""
    model = Line()
    way = Descent(model.parameters(), 0.0)
    xs = [[float(i)] for i in range(1, n + 1)]
    train(model, xs, [1.0] * n, lambda output, target: output[0] * target, way, size, epochs, rng)
    if size > 1:
        return cut(way.found, n // size)
    if way.found and (not any(way.found) or max(way.found) > n):
        return None  # nothing arrives, or it piles up: another test says so
    found = cut(way.found, n)
    name = f"sorted, the gradients in each epoch of {n} samples with the gradients 1 to {n}"
    right = expect(name, [*map(sorted, found)], [list(range(1, n + 1))] * epochs)
    return found if right else None


@task("train")
def test_every_epoch_has_an_order_of_its_own_drawn_from_rng():
    """The same with the same seed, another with another; without rng every training differs."""
    if not (one := orders(30, 3, random.Random(6))):
        return
    pairs, more = map(sorted, orders(30, 2, random.Random(6), 2))
    again, other = (orders(30, 3, random.Random(seed)) for seed in (6, 7))
    for is_so, fact, words in (
        (one[0] == sorted(one[0]), "In the first epoch the samples come as they stand.", UNSHUFFLED),
        (one[0] == one[1] or one[1] == one[2], "Two epochs have one and the same order.", ONE_ORDER),
        (pairs == more, "In two epochs of batches of 2 the same samples share a batch:", TOGETHER),
        (one != again, "Two trainings with random.Random(6) take the samples in different orders:", OWN_RNG),
        (one == other, "The seeds 6 and 7 give the same order of samples:", OWN_RNG),
        (orders(30, 1, None) == orders(30, 1, None), "Two trainings without rng take the samples in the same order.", FREE),
    ):  # fmt: skip
        if is_so:
            fail(fact, words)
            if words in (UNSHUFFLED, ONE_ORDER, TOGETHER):
                break


@task("train")
def test_inputs_and_targets_stay_as_they_are():
    """Shuffling is done on numbers, not on the data."""
    xs, targets, model = copy.deepcopy(XS), list(TARGETS), Line()
    way = Descent(model.parameters(), RATE)
    train(model, xs, targets, lambda output, t: output[0] * t, way, 2, 3, random.Random(1))
    expect("inputs after training", xs, XS, [(xs, IN_PLACE)])
    expect("targets after training", targets, TARGETS, [(targets, IN_PLACE)])
    history = lambda: train(model, xs, targets, lambda output, t: output[0] * t, way, 2, 3)  # noqa: E731
    expect_own_list("a training", history, history)


# --- train: the real thing ---


def falls_short(what, seed, got, want):
    fail(f"A net that was trained on {what} (seed {seed}) {UNLEARNED}: {got}, want {want}.")


@task("train", seconds=60)
def test_a_net_learns_a_sine():
    """Twelve points of one period, eight hidden neurons; judged between the points too."""
    xs = [2 * math.pi * i / 11 - math.pi for i in range(12)]
    targets = [[math.sin(x)] for x in xs]
    for seed in range(3):
        rng = random.Random(seed)
        net = MLP([1, 8, 1], rng=rng)
        for learning_rate, epochs in ((0.1, 60), (0.02, 20)):
            optimizer = Adam(net.parameters(), learning_rate)
            train(net, [[x] for x in xs], targets, mean_squared_error, optimizer, 4, epochs, rng)
        between = [2 * math.pi * i / 40 - math.pi for i in range(41)]
        error = mean((net([x])[0].data - math.sin(x)) ** 2 for x in between)
        if not error < 0.08:
            got = f"its mean squared error is {error:.3g}"
            return falls_short("a sine", seed, got, "below 0.08 (a line: 0.2)")


@task("train", seconds=60)
def test_a_net_separates_two_moons():
    """Forty points to learn from, a hundred others to judge by, for each of five seeds."""
    for seed in range(5):
        rng = random.Random(seed)
        inputs, labels = moons(40, 0.03, rng)
        others, their_labels = moons(100, 0.03, rng)
        net = MLP([2, 10, 1], rng=rng)
        signs = [[2 * label - 1] for label in labels]
        for learning_rate, epochs in ((0.3, 25), (0.05, 4)):
            optimizer = Adam(net.parameters(), learning_rate)
            train(net, inputs, signs, hinge_loss, optimizer, 3, epochs, rng)
        right = mean((net(x)[0].data > 0) == label for x, label in zip(others, their_labels))
        if not right >= 0.95:
            got = f"{right:.2f} of new points are right"
            return falls_short("two moons", seed, got, "0.95 (a line: 0.87)")


# --- accuracy ---


class Echo:
    """A model whose answers are its inputs."""

    def __call__(self, x):
        return [Value(each) for each in x]


def named(outputs):  # REPEATS e08
    return outputs.index(max(outputs)) if len(outputs) > 1 else int(outputs[0] > 0)


def right(outputs, labels):  # REPEATS e08
    return mean(named(output) == label for output, label in zip(outputs, labels))


def expect_accuracies(*groups, ideas=True) -> bool | None:
    """Expect the share of right ones of each case, which is outputs and labels, up to the first that is wrong.

    Named are the ideas that give all groups alike, or else those that give the wrong one's cases.
    """

    def shares(f):
        return [[f(Echo(), *case) for case in group] for group in groups]

    try:
        got = shares(accuracy)
    except Exception as error:
        return blamed("accuracy", accuracy, error)
    found = [*wrong(MISTAKES, "accuracy", shares)] if ideas else []
    for i, group in enumerate(groups):
        for share, (outputs, labels) in zip(got[i], group):
            want = right(outputs, labels)
            known = [(share, words) for each, words in found if close(got, each)]
            known = known or [(share, words) for each, words in found if close(got[i], each[i])]
            of = f"{len(labels)} outputs" if len(labels) > 9 else f"the outputs {outputs}"
            what = f"accuracy of {of} with the labels {show(labels)}"
            if not expect(what, share, want, known):
                return False
    return True


def one_by_one(*rows):
    """Return a case for each of these samples with each label that it might have."""
    return [([[*row]], [label]) for row in rows for label in range(max(2, len(row)))]


@task("accuracy")
def test_accuracy_is_the_share_of_the_right_ones():
    """One output names 1 above 0, and 0 is not above it; of several, also of two, the largest names its place."""
    ones = one_by_one([7.5], [-2.0], [1e-9], [1.0], [0.0], [-0.6], [0.5], [0.3], [1e-20], [-1000.0])
    twos = one_by_one((-6.0, 1.5), (-3.0, -2.0), (-3.0, -9.0), (7.0, 4.0), (0.2, 0.4))
    threes = one_by_one((7, 5, 2), (0.4, -4, 0.3), (-2.5, 3, 6), (-5, -4, -2), (1e3, 2, 0))
    outputs, labels = [[x] for x in (3.0, -2.0, 7.5, 1.5, 0.8, 4.0, 6.0)], [1, 0, 1, 0, 1, 0, 1]
    several = [(outputs[:n], labels[:n]) for n in range(1, 8)]
    tied = [([[2.0] * 3] * 3, [0, 1, 2])]  # whichever is named, one of the three is right
    expect_accuracies(ones, several, twos, threes, tied)


@task("accuracy")
def test_accuracy_changes_nothing():
    """Judging is not training: parameters, gradients and samples stay."""
    model, inputs = Line(), copy.deepcopy(XS)
    model.w.grad = 7.0
    accuracy(model, inputs, [1, 1, 0, 1, 0])
    expect("w.data and w.grad after accuracy", [model.w.data, model.w.grad], [W, 7.0])
    expect("inputs after accuracy", inputs, XS)


@task("accuracy")
def test_accuracy_on_drawn_outputs():
    """Drawn outputs, one or several, against a plain count."""
    rng = draw()
    for n, many in [(1, 6), (2, 6), (5, 6)] * 4 + [(2, 60)]:
        outputs = [[round(rng.uniform(-2, 2), 2) for _ in range(n)] for _ in range(many)]
        labels = [rng.randrange(max(2, n)) for _ in outputs]
        if not expect_accuracies([(outputs, labels)], ideas=False):
            break
