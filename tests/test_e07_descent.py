"""Tests of e07: which samples make a batch, and how far each optimizer moves the parameters.

The tests set gradients by hand, on parameters that belong to no graph. What is wanted comes from
a closed form: the gradients so far, weighted by their age.
"""

import random
import re
from itertools import chain, pairwise
from types import SimpleNamespace

from exercises import e07_descent
from exercises.e02_value import Value
from exercises.e07_descent import batches
from tests.expect import close, draw, expect, expect_own_list, fail, task
from tests.wrong import instead, only, wrong

SHORT_LAST = "The shorter batch comes last: begin with whole ones."
SINGLE = "Those are single numbers: put every batch in a list of its own."
IN_ORDER = "Nothing is shuffled: each number follows the one before it."
HAD_THEIR_TURN = "The last batch repeats samples of earlier ones: it takes those left over."
TOO_MANY = "Fewer than batch_size may be left for the last batch: draw no more than there are."
BACKWARDS = "Backwards is an order too, but not a random one."
TWICE = "Some come twice and others never: put all of them in a random order instead."
OUR_RNG = "Draw from rng, not from the random module or a generator of your own."
EVERY_EPOCH = "That is the same shuffle every epoch: let rng draw anew in each call; seed nothing, keep no order."
IN_PLACE = "shuffle works on the list itself and returns None: shuffle first, then use the list."
NO_NUMPY = "rng is a random.Random, as in Python's own library: it has shuffle, for a list."
UPHILL = "That is uphill: a step goes against the gradient."
NO_RATE = "The learning rate is missing."
UNMOVED = "Nothing moved: the new number belongs in p.data of the very parameters that were given."
REPLACED = "That is the way to go, not the new place: subtract it from the old p.data."
PLAIN_DATA = "data is a plain number: compute with p.data, not with p."
ALL_MOVE = "Only the first parameter moves: does the loop return too early?"
GRAD_STAYS = "A step leaves the gradients as they are; zeroing them is for the training loop (e08)."
SETTINGS_STAY = "A step leaves the settings as they were given."
NO_SIGN = "The sign of the gradient is lost: it says which way is down."
WHOLE = "Each parameter moves by its whole gradient: nothing is divided out."
T_IS_STEPS = "t counts steps, not parameters: it is self.steps, counted once, before the loop."
HELD = "Large gradients are held down here: a gradient counts in full, however large."
ONE_EACH = "That is a list, with an entry for each parameter: take the one at its place."
GRAD_IS_PLAIN = "p.grad is a plain number already: it has no .data."
CARET = "^ is no power in Python: beta to the power of t is beta**t."
INSIDE = "epsilon stands outside the root: first the root, then add."
NO_EPSILON = "self.epsilon is missing from what you divide by: it keeps 0 / 0 away."
NO_ROOT = "The root is missing: a mean of squares is no size, its root is."
BRACKET = "A bracket is missing: divide by the root plus epsilon."
ROOT_KEPT = "s goes on as the mean of squares: its root is for the step alone."
OF_ITSELF = "p.data itself is no part of the step (weight decay?): how far it goes depends on gradients alone."
NOT_SQUARED = "The gradient goes into s squared."
NOT_COUNTED = "As if t were always 1: beta has the power t, which grows by 1 with every step()."
AVERAGE_SHARED = "Each parameter has an average of its own; here one is shared."
FOR_ADAM = "It is corrected for its start at 0 here: that is for Adam only."
NOT_IN_PLACE = "epsilon is added to the root, not put in the place of a small one."
AHEAD = "That looks a step ahead (Nesterov's way): leave that out here."
COUNTED_LATE = "Is t already 1 there? 1 - beta**0 is 0."
NOT_SKIPPED = "A gradient of 0 counts, too: skip nobody, since averages fade in every step."
SHIFTED = "Where a gradient is 0, its place is skipped and not counted: the next parameter takes what belongs to another."
BELOW_0 = "The root is of a number below 0: s_hat is s / (1 - beta2**t), in brackets, with a power and no product."

ORDER = "order = list(range(n_samples))\nrng.shuffle(order)\n"
CUT = "return [order[i : i + batch_size] for i in range(0, n_samples, batch_size)]"
ALL = "for p in self.parameters:\n    "
EACH = "for i, p in enumerate(self.parameters):\n    "
SKIPPING = f"{EACH}if not p.grad:\n        continue\n    "
UNCOUNTED = "i = -1\nfor p in self.parameters:\n    if not p.grad:\n        continue\n    i += 1\n    "  # fmt: skip
V = f"{EACH}self.velocities[i] = self.momentum * self.velocities[i] + p.grad\n    "
ROLL = "\n    p.data -= self.learning_rate * self.velocities[i]"
S = f"{EACH}self.squares[i] = self.decay * self.squares[i] + (1 - self.decay) * p.grad**2\n    "
OVER = "\n    p.data -= self.learning_rate * p.grad / (math.sqrt(self.squares[i]) + self.epsilon)"
T = f"self.steps += 1\n{EACH}"
M1 = "self.means[i] = self.beta1 * self.means[i] + (1 - self.beta1) * p.grad\n    "
S1 = "self.squares[i] = self.beta2 * self.squares[i] + (1 - self.beta2) * p.grad**2\n    "
M2 = "mean = self.means[i] / (1 - self.beta1**self.steps)\n    "
S2 = "square = self.squares[i] / (1 - self.beta2**self.steps)\n    "
GO = "p.data -= self.learning_rate * mean / (math.sqrt(square) + self.epsilon)"

MISTAKES = {
    "batches(n_samples, batch_size, rng=None)": {
        **{f"{ORDER}return [order[i : i + batch_size] for i in range(0, {end}, batch_size)]": "The last, shorter batch is lost: those samples would never be seen." for end in ("n_samples - batch_size + 1", "n_samples // batch_size * batch_size")},
        f"{ORDER}cuts = [order[i : i + batch_size] for i in range(0, n_samples - batch_size + 1, batch_size)]\ncuts[-1] += order[len(cuts) * batch_size :]\nreturn cuts": "What is left over makes a batch of its own.",
        f"{ORDER}order += order[: -n_samples % batch_size]\n{CUT}": "The last batch is filled up: one sample too often is as wrong as one too few.",
        f"{ORDER}left = n_samples % batch_size\nreturn [order[:left]] * (left > 0) + [order[i : i + batch_size] for i in range(left, n_samples, batch_size)]": SHORT_LAST,
        f"{ORDER}left = n_samples % batch_size\nreturn [order[i : i + batch_size] for i in range(0, n_samples - left, batch_size)] + [order[:left]] * (left > 0)": HAD_THEIR_TURN,
        "found, left = [], set(range(n_samples))\nwhile left:\n    found.append(rng.sample(sorted(left), batch_size))\n    left -= {*found[-1]}\nreturn found": TOO_MANY,
        f"{ORDER}return [order[i::batch_size] for i in range(batch_size)]": "batch_size says how long a batch is, not how many batches there are.",
        f"{ORDER}n = -(-n_samples // batch_size)\nreturn [order[i::n] for i in range(n)]": "They are dealt out evenly: fill each batch up to batch_size before the next begins.",
        **{f"{ORDER}return [order[i : i + batch_size + 1] for i in range(0, n_samples, {step})]": "The batches are one too long: where does a slice stop?" for step in ("batch_size", "batch_size + 1")},
        f"{ORDER}return [order[i : i + batch_size - 1] for i in range(0, n_samples, batch_size)]": "The batches are one too short: where does a slice stop?",
        **{f"{ORDER}return [order[i : i + batch_size] for i in range(0, n_samples, {step})]": "The batches overlap: the next one begins where this one ends." for step in ("batch_size - 1 or 1", "1")},
        f"{ORDER}return [order]": "That is everything in one batch: cut it after every batch_size numbers.",
        f"{ORDER}return [[i] for i in order]": "Each batch holds one number: cut after every batch_size of them.",
        f"{ORDER}found, batch = [], []\nfor sample in order:\n    batch.append(sample)\n    if len(batch) == batch_size:\n        found.append(batch)\n        batch.clear()\nreturn found + [batch] * bool(batch)": "All batches are one and the same list: begin a new one for each.",
        f"{ORDER}return [order[i : i + batch_size] for i in range(0, n_samples + 1, batch_size)]": "There is an empty batch at the end.",
        f"{ORDER}return order": SINGLE,
        f"{ORDER}return (order[i : i + batch_size] for i in range(0, n_samples, batch_size))": "Collect the batches in a list and return that.",
        f"{ORDER}return [tuple(order[i : i + batch_size]) for i in range(0, n_samples, batch_size)]": "Make each batch a list.",
        f"order = list(range(1, n_samples + 1))\nrng.shuffle(order)\n{CUT}": "The samples are counted from 0.",
        f"order = [rng.randrange(n_samples) for _ in range(n_samples)]\n{CUT}": TWICE,
        f"order = rng.shuffle(list(range(n_samples)))\n{CUT}": IN_PLACE,
        f"order = rng.permutation(n_samples)\n{CUT}": NO_NUMPY,
        **{f"{order}\n{CUT}": IN_ORDER for order in ("order = list(range(n_samples))", "start = rng.randrange(n_samples)\norder = [*range(start, n_samples), *range(start)]")},
        f"order = list(range(n_samples))[::-1]\n{CUT}": BACKWARDS,
        "order = list(range(n_samples))\ncuts = [order[i : i + batch_size] for i in range(0, n_samples, batch_size)]\nrng.shuffle(cuts)\nreturn cuts": "The same samples always share a batch: shuffle the samples, then cut.",
        **{f"order = list(range(n_samples))\n{own}.shuffle(order)\n{CUT}": EVERY_EPOCH for own in ("random.Random(0)", "random.seed(0)\nrandom")},
        **{f"order = list(range(n_samples))\n{own}.shuffle(order)\n{CUT}": OUR_RNG for own in ("random.Random()", "random")},
    },
    "SGD.step(self)": {
        f"{ALL}p.data += self.learning_rate * p.grad": UPHILL,
        f"{ALL}p.data -= p.grad": NO_RATE,
        f"{ALL}p.data += p.grad": "That is uphill, and the learning rate is missing.",
        f"{ALL}p.data -= self.learning_rate": "Only the learning rate was subtracted: what does the gradient say?",
        f"{ALL}p.data -= self.learning_rate * p.data": "The gradient has no part in this: it says which way is down.",
        "for p in self.parameters:\n    self.parameters -= self.learning_rate * p.grad": ONE_EACH,
        **{f"{ALL}p.data = {sign}self.learning_rate * p.grad": REPLACED for sign in ("", "-")},
        f"{ALL}p.data -= p.grad / self.learning_rate": "Multiply by the learning rate, do not divide by it.",
        f"{ALL}p.data *= 1 - self.learning_rate * p.grad": "Subtract the step from p.data: p.data itself is no factor of it.",
        f"{ALL}p.data -= self.learning_rate * abs(p.grad)": NO_SIGN,
        f"{ALL}p.data -= math.copysign(self.learning_rate, p.grad)": "Only the sign of the gradient is used: its size counts too.",
        f"{ALL}if p.grad > 0:\n        p.data -= self.learning_rate * p.grad": "Where the gradient is below 0 there is a step, too: p then grows.",
        **{f"{ALL}if abs(p.grad) > {small}:\n        p.data -= self.learning_rate * p.grad": "A small gradient makes a step, too: none is near enough to 0 to be left out." for small in ("1e-3", "1e-5")},
        f"{ALL}p.data = round(p.data - self.learning_rate * p.grad, 2)": "The new number is rounded: keep all its digits.",
        f"{ALL}p.data -= self.learning_rate * p.grad.data": GRAD_IS_PLAIN,
        f"{ALL}p.data -= self.learning_rate * p.grad / len(self.parameters)": WHOLE,
        f"length = sum(p.grad**2 for p in self.parameters) ** 0.5\n{ALL}p.data -= self.learning_rate * p.grad / length": WHOLE,
        f"{ALL}p.data -= self.learning_rate * p.grad**2": "The step goes by the gradient itself, not by its square.",
        **{f"{ALL}p.data -= self.learning_rate * {g}": "Each parameter goes by its own gradient, as if it were alone." for g in ("self.parameters[0].grad", "sum(each.grad for each in self.parameters)")},
        f"{ALL}self.parameters[0].data -= self.learning_rate * p.grad": "Every step lands in the first parameter: move p.",
        f"self.steps = getattr(self, 'steps', 0) + 1\n{ALL}p.data -= self.learning_rate / self.steps * p.grad": "The steps grow shorter with time: the learning rate stays as it is.",
        f"{ALL}p.data -= self.learning_rate * max(-5.0, min(5.0, p.grad))": HELD,
        **{f"{each}": UNMOVED for each in (f"{ALL}p = Value(p.data - self.learning_rate * p.grad)", f"{ALL}p -= self.learning_rate * p.grad", "self.parameters = [Value(p.data - self.learning_rate * p.grad) for p in self.parameters]")},
        f"{ALL}p.data = p - self.learning_rate * p.grad": PLAIN_DATA,
        **{f"{ALL}{each}": GRAD_STAYS for each in ("p.grad -= self.learning_rate * p.data", "p.data -= self.learning_rate * p.grad\n    p.grad = 0.0")},
        f"{ALL}p.data -= self.learning_rate * p.grad\n    return": ALL_MOVE,
        f"{ALL}p.data -= self.learning_rate * p.grad\nself.learning_rate *= 0.99": SETTINGS_STAY,
    },
    "Momentum.step(self)": {
        **{f"{EACH}self.velocities[i] = self.momentum * self.velocities[i] {sign} p.grad\n    p.data {sign}= self.learning_rate * self.velocities[i]": UPHILL for sign in "-+"},
        f"{V}p.data -= self.velocities[i]": NO_RATE,
        f"{V}p.data = self.learning_rate * self.velocities[i]": REPLACED,
        f"{EACH}self.velocities[i] = self.momentum * self.velocities[i] + self.learning_rate * p.grad{ROLL}": "The learning rate is multiplied in twice.",
        f"{EACH}self.velocities[i] = self.momentum * self.velocities[i] + (1 - self.momentum) * p.grad{ROLL}": "The new gradient enters v whole here, without a factor (1 - momentum).",
        **{f"{EACH}self.velocities[i] = {v}{ROLL}": "The momentum belongs to the old velocity only: the new gradient enters whole." for v in ("self.momentum * (self.velocities[i] + p.grad)", "self.velocities[i] + self.momentum * p.grad")},
        f"{EACH}self.velocities[i] = self.momentum * self.velocities[i] + (1 - self.momentum if self.velocities[i] else 1) * p.grad{ROLL}": "Only the first gradient enters v whole (dampening, in PyTorch): here each one does.",
        **{f"{EACH}self.velocities[i] = self.learning_rate * {v}": "The old velocity shrinks by momentum alone; here the learning rate shrinks it in every step, too." for v in ("(self.momentum * self.velocities[i] + p.grad)\n    p.data -= self.velocities[i]", f"self.momentum * self.velocities[i] + p.grad{ROLL}")},
        f"{EACH}self.velocities[i] = (1 - self.momentum) * self.velocities[i] + p.grad{ROLL}": "The old velocity shrinks by momentum, not by 1 - momentum.",
        f"{EACH}self.velocities[i] = (1 - self.momentum) * self.velocities[i] + self.momentum * p.grad{ROLL}": "The weights are swapped: momentum for the old velocity, and the new gradient enters whole.",
        f"{EACH}self.velocities[i] = p.grad - self.momentum * self.velocities[i]{ROLL}": "The old velocity enters with the wrong sign: after v = momentum * v + g, p goes down by v.",
        f"{EACH}self.velocities[i] += p.grad{ROLL}": "The old velocity counts in full: multiply it by momentum first.",
        f"{V}p.data -= self.learning_rate * (p.grad + self.momentum * self.velocities[i])": AHEAD,
        f"{V}p.data -= self.learning_rate * (p.grad + self.velocities[i])": "The gradient is in v already: p goes down by v alone.",
        f"{V}self.steps = getattr(self, 'steps', 0) + (i == 0)\n    p.data -= self.learning_rate * self.velocities[i] / (1 - self.momentum**self.steps)": FOR_ADAM,
        f"{EACH}if self.velocities[i] * p.grad < 0:\n        self.velocities[i] = 0.0\n    self.velocities[i] = self.momentum * self.velocities[i] + p.grad{ROLL}": "The old velocity counts where the gradient turns round, too.",
        **{f"{EACH}{v} = self.momentum * self.velocities[i] + p.grad\n    p.data -= self.learning_rate * {down}": "There is no inertia: keep v in self.velocities, and let p go down by v." for v, down in (("self.velocities[i]", "p.grad"), ("velocity", "velocity"))},
        f"{EACH}p.data -= self.learning_rate * (p.grad + self.momentum * self.velocities[i])\n    self.velocities[i] = p.grad": "Only the gradient before is remembered: v keeps all of them, ever weaker.",
        f"{EACH}p.data -= self.learning_rate * self.velocities[i]\n    self.velocities[i] = self.momentum * self.velocities[i] + p.grad": "The step uses the velocity of the step before: update v first, then p.",
        f"{EACH}if p.grad:\n        self.velocities[i] = self.momentum * self.velocities[i] + p.grad\n        p.data -= self.learning_rate * self.velocities[i]": "Without a gradient it stops at once: inertia keeps it going.",
        f"{UNCOUNTED}self.velocities[i] = self.momentum * self.velocities[i] + p.grad{ROLL}": SHIFTED,
        f"{EACH}self.velocities[0] = self.momentum * self.velocities[0] + p.grad\n    p.data -= self.learning_rate * self.velocities[0]": "Each parameter has a velocity of its own; here one is shared.",
        f"{EACH}self.velocities[i] = self.momentum * self.velocities[i] + max(-5.0, min(5.0, p.grad)){ROLL}": HELD,
        f"{ALL}self.velocities = self.momentum * self.velocities + p.grad\n    p.data -= self.learning_rate * self.velocities": ONE_EACH,
        f"{EACH}p.grad += self.momentum * self.velocities[i]\n    self.velocities[i] = p.grad{ROLL}": GRAD_STAYS,
        f"{V}p.data -= self.learning_rate * self.velocities[i]\n    return": ALL_MOVE,
    },
    "RMSProp.step(self)": {
        f"{S}p.data += self.learning_rate * p.grad / (math.sqrt(self.squares[i]) + self.epsilon)": UPHILL,
        f"{S}p.data -= p.grad / (math.sqrt(self.squares[i]) + self.epsilon)": NO_RATE,
        f"{S}p.data = self.learning_rate * p.grad / (math.sqrt(self.squares[i]) + self.epsilon)": REPLACED,
        **{f"{S}p.data -= self.learning_rate * p.grad / (math.sqrt(self.squares[i] + self.epsilon){added})": INSIDE for added in ("", " + self.epsilon")},
        f"{S}p.data -= self.learning_rate * p.grad / math.sqrt(self.squares[i])": NO_EPSILON,
        f"{S}p.data -= self.learning_rate * p.grad / max(math.sqrt(self.squares[i]), self.epsilon)": NOT_IN_PLACE,
        f"{S}p.data -= self.learning_rate * p.grad / (self.squares[i] + self.epsilon)": NO_ROOT,
        f"{S}p.data -= self.learning_rate * p.grad / (math.sqrt(self.squares[i]) - self.epsilon)": "epsilon is added to the root, not taken off.",
        f"{EACH}self.squares[i] = math.sqrt(self.decay * self.squares[i] + (1 - self.decay) * p.grad**2)\n    p.data -= self.learning_rate * p.grad / (self.squares[i] + self.epsilon)": ROOT_KEPT,
        **{f"{S}p.data -= self.learning_rate{g} / math.sqrt(self.squares[i]) + self.epsilon{then}": BRACKET for g, then in ((" * p.grad", ""), ("", " * p.grad"))},
        f"{S}p.data -= self.learning_rate / (math.sqrt(self.squares[i]) + self.epsilon)": "The gradient itself is missing above the line: it says which way is down.",
        f"{S}p.data -= self.learning_rate * p.grad**2 / (math.sqrt(self.squares[i]) + self.epsilon)": "Only s takes the square; the step goes by g itself.",
        f"{S}p.data -= self.learning_rate * p.grad * (math.sqrt(self.squares[i]) + self.epsilon)": "Divide by the root: where gradients are large, steps shrink.",
        f"{S}p.data -= self.learning_rate * p.grad": "That is plain descent: divide by the usual size of the gradient.",
        f"{S}p.data -= self.learning_rate * abs(p.grad) / (math.sqrt(self.squares[i]) + self.epsilon)": NO_SIGN,
        **{f"{S}p.data -= self.learning_rate * {g}": "The step goes by g; s only measures how large g usually is." for g in ("self.squares[i] / (math.sqrt(self.squares[i]) + self.epsilon)", "math.sqrt(self.squares[i])")},
        f"{EACH}self.squares[i] = (1 - self.decay) * self.squares[i] + self.decay * p.grad**2{OVER}": "The two weights are swapped: decay for the old average, 1 - decay for the new square.",
        f"{EACH}self.squares[i] = self.decay * self.squares[i] + p.grad**2{OVER}": "The new square enters s with the weight 1 - decay.",
        f"{EACH}self.squares[i] += p.grad**2{OVER}": "The squares only pile up, so the steps die out (that is Adagrad): the old average must shrink by decay.",
        f"{EACH}self.squares[i] += (1 - self.decay) * p.grad**2{OVER}": "The old average must shrink by decay before the new square comes in.",
        **{f"{EACH}{each}": "The average forgets the steps before: it is kept for the next step, in self.squares." for each in (f"self.squares[i] = (1 - self.decay) * p.grad**2{OVER}", "square = self.decay * self.squares[i] + (1 - self.decay) * p.grad**2\n    p.data -= self.learning_rate * p.grad / (math.sqrt(square) + self.epsilon)")},
        f"self.means = getattr(self, 'means', [0.0] * len(self.parameters))\n{S}self.means[i] = self.decay * self.means[i] + (1 - self.decay) * p.grad\n    p.data -= self.learning_rate * p.grad / (math.sqrt(self.squares[i] - self.means[i] ** 2) + self.epsilon)": "The square of the mean is taken off s there (centered RMSProp): take the root of s as it is.",
        f"self.steps = getattr(self, 'steps', 0) + 1\n{EACH}self.squares[i] += (p.grad**2 - self.squares[i]) / self.steps{OVER}": "There all squares weigh the same: here the old average shrinks by decay in each step.",
        f"{EACH}self.squares[i] = p.grad**2{OVER}": "That is the present square alone: s is an average over the steps.",
        **{f"{EACH}self.squares[i] = self.decay * self.squares[i] + (1 - self.decay) * {g}": NOT_SQUARED for g in (f"p.grad{OVER}", f"abs(p.grad){OVER}", "p.grad\n    p.data -= self.learning_rate * p.grad / (abs(self.squares[i]) + self.epsilon)")},
        f"{EACH}self.squares[i] = self.decay * self.squares[i] + (1 - self.decay if self.squares[i] else 1) * p.grad**2{OVER}": "s starts at 0: the first square enters with the weight 1 - decay, like all others.",
        f"{SKIPPING}self.squares[i] = self.decay * self.squares[i] + (1 - self.decay) * p.grad**2{OVER}": NOT_SKIPPED,
        f"{UNCOUNTED}self.squares[i] = self.decay * self.squares[i] + (1 - self.decay) * p.grad**2{OVER}": SHIFTED,
        f"{EACH}p.data -= self.learning_rate * p.grad / (math.sqrt(self.squares[i]) + self.epsilon)\n    self.squares[i] = self.decay * self.squares[i] + (1 - self.decay) * p.grad**2": "The step uses the s of the step before: update s first, then p.",
        f"self.steps = getattr(self, 'steps', 0) + 1\n{S}p.data -= self.learning_rate * p.grad / (math.sqrt(self.squares[i] / (1 - self.decay**self.steps)) + self.epsilon)": FOR_ADAM,
        **{f"{each}": AVERAGE_SHARED for each in (f"{EACH}self.squares[0] = self.decay * self.squares[0] + (1 - self.decay) * p.grad**2\n    p.data -= self.learning_rate * p.grad / (math.sqrt(self.squares[0]) + self.epsilon)", f"square = sum(p.grad**2 for p in self.parameters) / len(self.parameters)\n{EACH}self.squares[i] = self.decay * self.squares[i] + (1 - self.decay) * square{OVER}")},
        f"{EACH}g = max(-5.0, min(5.0, p.grad))\n    self.squares[i] = self.decay * self.squares[i] + (1 - self.decay) * g**2\n    p.data -= self.learning_rate * g / (math.sqrt(self.squares[i]) + self.epsilon)": HELD,
        f"{ALL}self.squares = self.decay * self.squares + (1 - self.decay) * p.grad**2\n    p.data -= self.learning_rate * p.grad / (math.sqrt(self.squares) + self.epsilon)": ONE_EACH,
        f"{S}p.grad /= math.sqrt(self.squares[i]) + self.epsilon\n    p.data -= self.learning_rate * p.grad": GRAD_STAYS,
    },
    "Adam.step(self)": {
        f"{T}{M1}{S1}{M2}{S2}p.data += self.learning_rate * mean / (math.sqrt(square) + self.epsilon)": UPHILL,
        f"{T}{M1}{S1}{M2}{S2}p.data -= mean / (math.sqrt(square) + self.epsilon)": NO_RATE,
        f"{T}{M1}{S1}{M2}{S2}p.data = self.learning_rate * mean / (math.sqrt(square) + self.epsilon)": REPLACED,
        f"{T}{M1}{S1}p.data -= self.learning_rate * self.means[i] / (math.sqrt(self.squares[i]) + self.epsilon)": "The corrections are missing: both averages start at 0, so divide each by 1 - beta**t.",
        f"{T}{M1}{S1}{M2}p.data -= self.learning_rate * mean / (math.sqrt(self.squares[i]) + self.epsilon)": "The mean is corrected, the mean square is not: divide s by 1 - beta2**t.",
        f"{T}{M1}{S1}{S2}p.data -= self.learning_rate * self.means[i] / (math.sqrt(square) + self.epsilon)": "The mean square is corrected, the mean is not: divide m by 1 - beta1**t.",
        f"{T}{M1}{S1}self.means[i] /= 1 - self.beta1**self.steps\n    self.squares[i] /= 1 - self.beta2**self.steps\n    p.data -= self.learning_rate * self.means[i] / (math.sqrt(self.squares[i]) + self.epsilon)": "The corrected numbers are stored in place of the averages: correct a copy, and let m and s go on as they are.",
        f"{T}self.means[i] = self.beta2 * self.means[i] + (1 - self.beta2) * p.grad\n    self.squares[i] = self.beta1 * self.squares[i] + (1 - self.beta1) * p.grad**2\n    mean = self.means[i] / (1 - self.beta2**self.steps)\n    square = self.squares[i] / (1 - self.beta1**self.steps)\n    {GO}": "The betas are swapped: beta1 for the mean of the gradients, beta2 for the mean of their squares.",
        f"{T}{M1}self.squares[i] = self.beta1 * self.squares[i] + (1 - self.beta1) * p.grad**2\n    {M2}square = self.squares[i] / (1 - self.beta1**self.steps)\n    {GO}": "The mean square uses beta1 too: its own number is beta2.",
        f"{T}self.means[i] = self.beta2 * self.means[i] + (1 - self.beta2) * p.grad\n    {S1}mean = self.means[i] / (1 - self.beta2**self.steps)\n    {S2}{GO}": "The mean uses beta2 too: its own number is beta1.",
        f"{T}{M1}{S1}{M2}square = self.squares[i] / (1 - self.beta1**self.steps)\n    {GO}": "s is corrected with beta1: each average is corrected with the beta it was made with.",
        f"{T}{M1}{S1}mean = self.means[i] / (1 - self.beta2**self.steps)\n    {S2}{GO}": "m is corrected with beta2: each average is corrected with the beta it was made with.",
        **{f"{T}{averages}{M2}{S2}{GO}": "Each average has one beta: what is new enters with 1 less the same." for averages in (f"{M1}self.squares[i] = self.beta2 * self.squares[i] + (1 - self.beta1) * p.grad**2\n    ", f"self.means[i] = self.beta1 * self.means[i] + (1 - self.beta2) * p.grad\n    {S1}")},
        f"{T}{M1}{S1}mean = self.means[i] / (1 - self.beta1) ** self.steps\n    square = self.squares[i] / (1 - self.beta2) ** self.steps\n    {GO}": "The power is of beta alone: 1 - beta**t, not (1 - beta)**t.",
        f"{T}self.means[i] = self.beta1 * self.means[i] + p.grad\n    {S1}{M2}{S2}{GO}": "The new gradient enters m with the weight 1 - beta1.",
        f"{T}{M1}self.squares[i] = self.beta2 * self.squares[i] + p.grad**2\n    {M2}{S2}{GO}": "The new square enters s with the weight 1 - beta2.",
        f"{T}self.means[i] = self.beta1 * self.means[i] + p.grad\n    self.squares[i] = self.beta2 * self.squares[i] + p.grad**2\n    {M2}{S2}{GO}": "What is new enters each average with the weight 1 - beta.",
        f"{T}self.means[i] = (1 - self.beta1) * self.means[i] + self.beta1 * p.grad\n    self.squares[i] = (1 - self.beta2) * self.squares[i] + self.beta2 * p.grad**2\n    {M2}{S2}{GO}": "The weights are swapped: beta for the old average, 1 - beta for what is new.",
        **{f"{T}{M1}{S1}{M2}{S2}p.data -= self.learning_rate * mean / (math.sqrt(square + self.epsilon){added})": INSIDE for added in ("", " + self.epsilon")},
        f"{T}{M1}{S1}{M2}{S2}p.data -= self.learning_rate * mean / math.sqrt(square)": NO_EPSILON,
        f"{T}{M1}{S1}{M2}{S2}p.data -= self.learning_rate * mean / max(math.sqrt(square), self.epsilon)": NOT_IN_PLACE,
        f"{T}{M1}{S1}{M2}{S2}p.data -= self.learning_rate * mean / (square + self.epsilon)": NO_ROOT,
        f"{T}{M1}{S1}{M2}{S2}mean = self.beta1 * mean + (1 - self.beta1) * p.grad / (1 - self.beta1**self.steps)\n    {GO}": AHEAD,
        **{f"self.top = getattr(self, 'top', {{}})\n{T}{M1}{S1}{M2}{S2}{top}\n    {GO}": "That keeps the largest s so far (AMSGrad): here s may fall again." for top in ("square = self.top[i] = max(self.top.get(i, 0.0), square)", "self.top[i] = max(self.top.get(i, 0.0), self.squares[i])\n    square = self.top[i] / (1 - self.beta2**self.steps)")},
        f"{T}{M1}self.squares[i] = math.sqrt(self.beta2 * self.squares[i] + (1 - self.beta2) * p.grad**2)\n    {M2}{S2}p.data -= self.learning_rate * mean / (square + self.epsilon)": ROOT_KEPT,
        f"{T}{M1}{S1}{M2}{S2}p.data -= self.learning_rate * mean / math.sqrt(square) + self.epsilon": BRACKET,
        **{f"{T}{M1}{S1}{M2}p.data -= self.learning_rate * {step}": "The correction of s stands under the root: correct first, then take the root." for step in ("mean / (math.sqrt(self.squares[i]) / (1 - self.beta2**self.steps) + self.epsilon)", "(1 - self.beta2**self.steps) * mean / (math.sqrt(self.squares[i]) + self.epsilon)")},
        f"{T}{M1}{S1}{M2}{S2}if self.steps > 1:\n        mean, square = self.means[i], self.squares[i]\n    {GO}": "The correction fades by itself: make it in every step, not in the first alone.",
        f"{T}{M1}{S1}{M2}{S2}p.data -= self.learning_rate * mean": "Only the mean is used: divide it by the root of the mean square.",
        f"{T}{M1}{S1}{M2}{S2}p.data -= self.learning_rate * p.grad / (math.sqrt(square) + self.epsilon)": "The step goes by the corrected mean m_hat, not by the present gradient.",
        f"{T}{M1}self.squares[i] = self.beta2 * self.squares[i] + (1 - self.beta2) * abs(p.grad)\n    {M2}{S2}{GO}": NOT_SQUARED,
        **{f"{each}": NOT_COUNTED for each in (f"{T}{M1}{S1}mean = self.means[i] / (1 - self.beta1)\n    square = self.squares[i] / (1 - self.beta2)\n    {GO}", f"{T}{M1}{S1}mean = self.means[i] / (1 - self.beta1)\n    {S2}{GO}", f"{T}{M1}{S1}{M2}square = self.squares[i] / (1 - self.beta2)\n    {GO}", f"self.steps = 1\n{EACH}{M1}{S1}{M2}{S2}{GO}")},
        **{f"{T}{M1}{S1}{first}square = self.squares[i] / (1 - self.beta2**2)\n    {GO}": "The raised t is the number of the step, 1, 2, 3 and so on: it is no square." for first in (M2, "mean = self.means[i] / (1 - self.beta1**2)\n    ")},
        f"self.steps += 1\n{SKIPPING}{M1}{S1}{M2}{S2}{GO}": NOT_SKIPPED,
        f"self.steps += 1\n{UNCOUNTED}{M1}{S1}{M2}{S2}{GO}": SHIFTED,
        f"{T}{M1}{S1}{M2}{S2}p.data -= self.learning_rate * math.sqrt(1 - self.beta2**self.steps) / (1 - self.beta1**self.steps) * mean / (math.sqrt(square) + self.epsilon)": "The corrections are made twice: m_hat and s_hat have them, so the rate stays as it is.",
        f"{T}if self.steps == 1:\n        self.means[i], self.squares[i] = p.grad, p.grad**2\n    else:\n        {M1}    {S1}p.data -= self.learning_rate * self.means[i] / (math.sqrt(self.squares[i]) + self.epsilon)": "m and s start at 0, not at the first gradient and its square: the corrections make up for that.",
        f"{T}{M1}{S1}mean = self.means[i] / (1 - self.beta1 ** (self.steps + 1))\n    square = self.squares[i] / (1 - self.beta2 ** (self.steps + 1))\n    {GO}": "The step is counted once too often: t is 1 in the first step.",
        f"{T}{M1}{S1}t = self.steps - 1 or 1\n    mean = self.means[i] / (1 - self.beta1**t)\n    square = self.squares[i] / (1 - self.beta2**t)\n    {GO}": "t is 1 in the second step, too: count the step first, so that t is 1, 2, 3 and so on.",
        **{f"{each}": T_IS_STEPS for each in (f"{EACH}self.steps += 1\n    {M1}{S1}{M2}{S2}{GO}", f"{T}{M1}{S1}mean = self.means[i] / (1 - self.beta1 ** (i + 1))\n    square = self.squares[i] / (1 - self.beta2 ** (i + 1))\n    {GO}")},
        f"{EACH}{M1}{S1}{M2}{S2}{GO}\nself.steps += 1": COUNTED_LATE,
        **{f"{each}": BELOW_0 for each in (f"{T}{M1}{S1}mean = self.means[i] / (1 - self.beta1 * self.steps)\n    square = self.squares[i] / (1 - self.beta2 * self.steps)\n    {GO}", f"{T}{M1}{S1}{M2}square = self.squares[i] / 1 - self.beta2**self.steps\n    {GO}")},
        f"{T}{M1}{S1}mean = self.means[i] * (1 - self.beta1**self.steps)\n    square = self.squares[i] * (1 - self.beta2**self.steps)\n    {GO}": "Divide by 1 - beta**t: the averages start too small.",
        f"{T}{M1}{S1}mean = self.means[i] / self.beta1**self.steps\n    square = self.squares[i] / self.beta2**self.steps\n    {GO}": "Divide by 1 - beta**t, not by beta**t.",
        f"{T}{M1}{S1}mean = self.means[i] / 1 - self.beta1**self.steps\n    {S2}{GO}": "Brackets are missing: m is divided by (1 - beta1**t).",
        f"{T}{M1}{S1}mean = self.means[i] / (1 - self.beta1 ^ self.steps)\n    {S2}{GO}": CARET,
        **{f"{T}{M1}self.squares[i] = self.beta2 * self.squares[i] + (1 - self.beta2) * {g} ** 2\n    {M2}{S2}{GO}": "The gradient itself goes into s squared: not its mean, and nothing taken off." for g in ("self.means[i]", "(p.grad - self.means[i])")},
        f"{T}{M1}{S1}rate = self.learning_rate * math.sqrt(1 - self.beta2**self.steps) / (1 - self.beta1**self.steps)\n    p.data -= rate * self.means[i] / (math.sqrt(self.squares[i]) + self.epsilon)": "epsilon is added to the uncorrected root: correct s first, then take the root, then add epsilon.",
        f"{T}mean = self.beta1 * self.means[i] + (1 - self.beta1) * p.grad\n    square = self.beta2 * self.squares[i] + (1 - self.beta2) * p.grad**2\n    p.data -= self.learning_rate * mean / (1 - self.beta1**self.steps) / (math.sqrt(square / (1 - self.beta2**self.steps)) + self.epsilon)": "The averages forget the steps before: they are kept for the next step, in self.means and self.squares.",
        f"{T}self.means[0] = self.beta1 * self.means[0] + (1 - self.beta1) * p.grad\n    self.squares[0] = self.beta2 * self.squares[0] + (1 - self.beta2) * p.grad**2\n    mean = self.means[0] / (1 - self.beta1**self.steps)\n    square = self.squares[0] / (1 - self.beta2**self.steps)\n    {GO}": "Each parameter has averages of its own; here they are shared.",
        f"{T}g = max(-5.0, min(5.0, p.grad))\n    self.means[i] = self.beta1 * self.means[i] + (1 - self.beta1) * g\n    self.squares[i] = self.beta2 * self.squares[i] + (1 - self.beta2) * g**2\n    {M2}{S2}{GO}": HELD,
        f"self.steps += 1\n{ALL}self.means = self.beta1 * self.means + (1 - self.beta1) * p.grad\n    self.squares = self.beta2 * self.squares + (1 - self.beta2) * p.grad**2": ONE_EACH,
    },
}  # fmt: skip


# --- batches ---


def made(n_samples, batch_size, rng=None):
    """Return what batches gives, and put into words what its errors come from."""
    try:
        return batches(n_samples, batch_size, rng)
    except (AttributeError, TypeError, ValueError) as error:
        known = ("'NoneType' object", IN_PLACE), ("'Random' object", NO_NUMPY), ("Sample larger", TOO_MANY)  # fmt: skip
        words = "".join(words for said, words in known if said in str(error))
        if not words:
            raise
        raised = f"batches raises {type(error).__name__}: {error}."
    raise AssertionError(f"{raised} {words}")


def cut(n_samples, batch_size, rng=None):
    """Return the batches as lists, whatever holds them."""
    found = list(made(n_samples, batch_size, rng))
    single = [each for each in found if not hasattr(each, "__iter__")]
    assert not single, f"batches({n_samples}, {batch_size}) gives {single[:3]}... {SINGLE}"
    return [list(batch) for batch in found]


def expect_lengths(n_samples, batch_size):
    """Expect batches of batch_size, and one of what is left."""
    lengths = [len(batch) for batch in cut(n_samples, batch_size)]
    full, left = divmod(n_samples, batch_size)
    want = [batch_size] * full + [left] * (left > 0)
    turned = [(lengths, SHORT_LAST)] if sorted(lengths) == sorted(want) else []
    ideas = wrong(
        MISTAKES, "batches", lambda f: [*map(len, f(n_samples, batch_size, random.Random(1)))]
    )
    known = turned or only(lengths, ideas)
    return expect(f"the lengths of batches({n_samples}, {batch_size})", lengths, want, known)


def expect_numbers(n_samples, batch_size, rng):
    """Expect every number from 0 to n_samples - 1 once, in batches of the right lengths."""
    *early, last = cut(n_samples, batch_size, rng)
    early, numbers = [*chain(*early)], sorted(chain(*early, last))
    slips = [([*range(1, n_samples + 1)], "The samples are counted from 0.")]
    if len({*numbers}) < len(numbers):
        again = len({*early}) == len(early) and {*last} <= {*early}
        slips = [(numbers, HAD_THEIR_TURN if again else TWICE)]
    what = f"sorted, the numbers in batches({n_samples}, {batch_size}, rng)"
    return expect(what, numbers, [*range(n_samples)], slips)


@task("batches")
def test_batch_size_sets_the_way_of_descending():
    """All at once, one at a time, in between, and more than there are; a short last batch is kept."""
    for n, size in ((10, 3), (12, 12), (12, 1), (12, 4), (12, 50)):
        if not (expect_lengths(n, size) and expect_numbers(n, size, random.Random(1))):
            break


@task("batches")
def test_the_batches_are_a_list_of_lists():
    """Something that is used up after one look, like a generator, would not do."""
    found = made(7, 3)
    kinds = [type(found).__name__, type(next(iter(found))).__name__]
    words = SINGLE if kinds[1] == "int" else "Make each batch a list."
    words = words if kinds[0] == "list" else "Collect the batches in a list and return that."
    name = "the type of batches(7, 3), and of its first batch,"
    if expect(name, kinds, ["list", "list"], [(kinds, words)]):
        expect_own_list("batches(7, 3)", *[lambda: made(7, 3)] * 2)


IN_FOURS = [list(range(i, i + 4)) for i in range(0, 60, 4)]  # REPEATS e07


def shuffled(rng):
    """Return 60 numbers in batches of 4; that they are shuffled at all is told apart from how."""
    found = cut(60, 4, rng)
    shown = f"batches(60, 4, rng) begins with {found[0]}, {found[1]}."
    assert all(found), "batches(60, 4, rng) has an empty batch in it"
    steps = {(after - before) % 60 for before, after in pairwise(chain(*found))}
    assert steps != {1}, f"{shown} {IN_ORDER}"
    assert steps != {59}, f"{shown} {BACKWARDS}"
    return found


@task("batches")
def test_the_samples_are_shuffled_before_they_are_cut():
    """Neighbours must be able to land in different batches, and any sample in any batch."""
    found = shuffled(random.Random(5))
    shown = f"batches(60, 4, rng) begins with {found[0]}, {found[1]}, {found[2]}."
    if sorted(map(sorted, found)) == IN_FOURS:
        fail(shown, "The same samples always share a batch: shuffle the samples, then cut.")


@task("batches")
def test_the_random_module_is_left_alone():
    """Whoever draws from the random module elsewhere must not notice."""
    random.seed("somebody else's")
    state = random.getstate()
    shuffled(random.Random(3))
    if random.getstate() != state:
        fail("batches(60, 4, rng) draws from the random module or seeds it.", OUR_RNG)


@task("batches")
def test_every_call_shuffles_anew_and_a_seed_repeats_it():
    """One generator, two epochs: two orders; without one, each call has a fresh one. A run can be repeated."""
    rng = random.Random(8)
    for each, shown in ((rng, "with the same rng"), (None, "without rng")):
        if shuffled(each) == shuffled(each):
            fail(f"batches(60, 4), called twice {shown}, gives the same order.", EVERY_EPOCH)
    if shuffled(random.Random(3)) != shuffled(random.Random(3)):
        fail("batches(60, 4, random.Random(3)) differs from one call to the next.", OUR_RNG)


@task("batches")
def test_batches_of_drawn_sizes():
    """Any number of samples, any batch size."""
    rng = draw()
    for _ in range(20):
        n, size = rng.randint(1, 40), rng.randint(1, 45)
        if not (expect_lengths(n, size) and expect_numbers(n, size, rng)):
            break


# --- Optimizers ---

DEFAULTS = {"momentum": 0.9, "decay": 0.9, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
SETTINGS = {  # with an epsilon so large that one sees where it stands
    "SGD.step": {"learning_rate": 0.1},
    "Momentum.step": {"learning_rate": 0.1, "momentum": 0.8},
    "RMSProp.step": {"learning_rate": 0.1, "decay": 0.8, "epsilon": 0.3},
    "Adam.step": {"learning_rate": 0.1, "beta1": 0.6, "beta2": 0.9, "epsilon": 0.3},
}
RULES = {  # REPEATS e07: how far a parameter goes back after these gradients
    "SGD.step": lambda g, s: s.learning_rate * g[-1],
    "Momentum.step": lambda g, s: s.learning_rate * fading(g, s.momentum),
    "RMSProp.step": lambda g, s: s.learning_rate * g[-1] / (mean([x * x for x in g], s.decay) ** 0.5 + s.epsilon),
    "Adam.step": lambda g, s: s.learning_rate * corrected(g, s.beta1) / (corrected([x * x for x in g], s.beta2) ** 0.5 + s.epsilon),
}  # fmt: skip


def fading(gradients, decay):  # REPEATS e07
    """Return the sum of the gradients, each shrunk by decay for every step since."""
    return sum(decay**age * g for age, g in enumerate(reversed(gradients)))


def mean(gradients, beta):  # REPEATS e07
    """Return the fading average of these, as it is before its correction."""
    return (1 - beta) * fading(gradients, beta)


def corrected(gradients, beta):  # REPEATS e07
    """Return the same, corrected for its start at 0."""
    return mean(gradients, beta) / (1 - beta ** len(gradients))


def walk(make, gradients, start, settings):
    """Return every parameter's data after each step, its gradient, which is set by hand before, and settings.

    gradients holds one list per parameter, start one number per parameter.
    """
    parameters = [Value(x) for x in start]
    optimizer = make(parameters, **settings)
    paths, left = [[] for _ in parameters], [[] for _ in parameters]
    for now in zip(*gradients):
        for p, g in zip(parameters, now):
            p.grad = g
        optimizer.step()
        for i, p in enumerate(parameters):
            paths[i].append(p.data)
            left[i].append(p.grad)
    return paths, left, {key: getattr(optimizer, key, x) for key, x in settings.items()}


def cause_of(error, name, gradients):
    """Return what has led to an error in a step, where that is known."""
    said = f"{type(error).__name__}: {error}"
    if isinstance(error, ZeroDivisionError):
        return COUNTED_LATE if any(g[0] for g in gradients) else NO_EPSILON
    if re.search("ValueError: .*(math domain|nonnegative)", said):
        return BELOW_0 if name == "Adam.step" else NOT_SQUARED
    if "TypeError: unsupported operand type(s) for ^" in said:
        return CARET
    if "'float' object has no attribute 'data'" in said:
        return GRAD_IS_PLAIN
    return ONE_EACH if re.search("TypeError: .*(sequence|list)", said) else ""


def goes_by_the_rule(name, gradients, start, settings):
    """Walk parameters along their gradients, and judge each step; the first wrong one ends it."""
    shown = ", ".join(f"{key}={x:.6g}" for key, x in settings.items()) or "the usual settings"
    optimizer = name.partition(".")[0]
    make = getattr(e07_descent, optimizer)
    try:
        paths, left, kept = walk(make, gradients, start, settings)
    except Exception as error:
        if not (cause := cause_of(error, name, gradients)):
            raise
        known = f"{name} raises {type(error).__name__}: {error}, with p.grad {gradients[0][0]:.6g} first."
        return bool(fail(known, cause, error))
    now = f"the gradients after each step ({shown})"
    if not expect(now, left, gradients, [(left, GRAD_STAYS)]):
        return False
    if any(isinstance(x, Value) for each in paths for x in each):
        return bool(fail(f"After {name}() p.data is a Value.", PLAIN_DATA))

    def paths_then(by=0):
        paths, left, _ = walk(make, gradients, [x + by for x in start], settings)
        assert left == gradients, "this idea would have been told already"
        return [[x - by for x in path] for path in paths]

    for key, x in settings.items():
        if not expect(f"{key} after {name}()", kept[key], x, [(kept[key], SETTINGS_STAY)]):
            return False
    unmoved = [([[x] * len(gradients[0]) for x in start], UNMOVED)]
    known = [*only(paths, chain(instead(MISTAKES, make, "step", paths_then), unmoved))]
    if not known and close(paths_then(), paths) and not close(paths_then(1), paths, 1e-6, 1e-6):
        known = [(paths, OF_ITSELF)]
    used = SimpleNamespace(**{"learning_rate": 1e-3, **DEFAULTS, **settings})
    want = list(start)
    for k in range(len(gradients[0])):
        for i, g in enumerate(gradients):
            want[i] -= RULES[name](g[: k + 1], used)
            so_far = ", ".join(f"{each:.6g}" for each in g[: k + 1])
            at = f"p.data of parameters[{i}], {start[i]:.6g} at first, after p.grad {so_far} ({shown})"
            if not expect(at, paths[i][k], want[i], ((paths[i][k], words) for _, words in known)):
                return False
    return True


@task("SGD.step", "Momentum.step", "RMSProp.step", "Adam.step")
def test_three_steps_of_three_parameters(name):
    """Each parameter goes by its own gradients, as if it were alone; one has none in the second step."""
    gradients = [[3.0, -1.0, 0.5], [0.125, 0.0, 4.0], [-2.0, 0.25, 0.75]]
    goes_by_the_rule(name, gradients, [2.0, 11.0, -7.0], SETTINGS[name])


@task("SGD.step", "Momentum.step", "RMSProp.step", "Adam.step")
def test_large_and_small_gradients_count_in_full(name):
    """Gradients of 250 and -1000 beside one of 4 are not held down, and tiny ones are not left out."""
    gradients = [[1e-4, -1e-6, 2e-5], [250.0, -1000.0, 4.0]]
    goes_by_the_rule(name, gradients, [0.0, 2.125], SETTINGS[name])


@task("SGD.step", "Momentum.step", "RMSProp.step", "Adam.step")
def test_drawn_numbers(name):
    """Drawn settings, places and gradients; then the usual settings."""
    rng = draw()
    settings = {key: rng.uniform(0.1, 0.95) for key in SETTINGS[name]}
    usual = {} if name == "Adam.step" else {"learning_rate": settings["learning_rate"]}
    for chosen in (settings, usual):
        gradients = [[rng.uniform(-size, size) for _ in range(4)] for size in (3, 300)]
        start = [rng.uniform(-5, 5), rng.randint(-5, 5)]
        if not goes_by_the_rule(name, gradients, start, chosen):
            break


@task("RMSProp.step", "Adam.step")
def test_no_gradient_no_step(name):
    """A parameter that has had no gradient yet stays where it is; epsilon keeps 0 / 0 away."""
    if goes_by_the_rule(name, [[3.0, -1.0, 0.5]], [2.0], SETTINGS[name]):
        goes_by_the_rule(name, [[0.0, 0.0]], [2.0], SETTINGS[name])
