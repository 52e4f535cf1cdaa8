"""Your Value, your cross-entropy and your Adam train a GPT, which then invents names."""

import gc
import math
import random
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import mean

from kata.course import names as data
from kata.sandbox import loader
from kata.show.stage import Stage

STEPS = {"e02_value": 1200, "e11_fast_value": 12000}  # about a minute, by engine
RATES = (0.01, 0.002)  # of Adam: at first, and for the last third of the steps
LINES, INVENTED = 10, 24  # in which the training is told; names at the end
GARBAGE = 50_000  # objects


def show(stage: Stage) -> Iterator[str]:
    reason = f"its loss does not build on the Value of {stage.engine}"
    loader.stand_in_unless("e06_losses", builds_on_the_engine, reason)
    from kata.show import gpt  # here, where `exercises` means the learner's files

    gc.disable()  # tidy() looks for garbage, in its own time
    names, luck = data.load(), random.Random(stage.seed)
    alphabet = gpt.Alphabet(names)
    model = gpt.GPT(len(alphabet), data.LONGEST + 1, rng=random.Random(stage.seed))
    steps = stage.steps or STEPS[stage.engine]
    every = max(1, steps // LINES)

    def invented() -> str:
        while not (name := gpt.sample(model, alphabet, luck)):
            tidy()
        tidy()
        return name

    yield f"A GPT of {len(model.parameters()):,} Values of {stage.engine} reads {len(names):,} names, one a step."
    yield f"{steps:,} steps; Ctrl-C ends the training early, and keeps what is learned.\n"
    yield "   step   loss   invents"
    yield f"{0:7,}  {math.log(len(alphabet)):5.2f}   {invented()}"
    losses: list[float] = []
    for surprise in training(model, alphabet, names, steps, stage.seed):
        losses.append(surprise)
        if len(losses) % every == 0 or stage.stopped:
            stage.progress.wipe()
            yield f"{len(losses):7,}  {mean(losses[-every:]):5.2f}   {invented()}"
        if stage.stopped:
            break
        stage.tell(f"step {len(losses) + 1:,} of {steps:,}")
    yield f"\nLoss over the last {len(losses[-every:])} names read: {mean(losses[-every:]):.2f} nats a letter."
    yield f"The best that any table of pairs of letters reaches on all names: {bigram(names):.2f}\n"
    known = set(names)
    told = [f"{name}*" if name in known else name for name in (invented() for _ in range(INVENTED))]
    yield f"Invented:\n\n{textwrap.indent(textwrap.fill(' '.join(told), stage.width - 4), '    ')}\n"
    yield "A star: it is among the names that it read."
    yield "How it works: docs/gpt.md"


def training(model, alphabet, names: Sequence[str], steps: int, seed: int) -> Iterator[float]:
    """Yield the loss of each step, measured before its update; each epoch is in an order of its own."""
    from exercises.e07_descent import Adam
    from kata.show import gpt

    order, rng = [], random.Random(seed)
    optimizers = [Adam(model.parameters(), rate) for rate in RATES]
    for step in range(steps):
        order = order or rng.sample(names, len(names))
        optimizer = optimizers[step >= steps * 2 // 3]
        yield gpt.step(model, alphabet.tokens(order.pop()), optimizer)
        tidy()


def builds_on_the_engine(module) -> bool:
    """Does a loss of this module lead back to the Values that e02, or e11 in its place, makes?"""
    from exercises.e02_value import Value

    try:
        logits = [Value(1.0), Value(1.0)]
        module.cross_entropy_from_logits(logits, 0).backward()
        return abs(logits[0].grad + 0.5) < 1e-9
    except (AttributeError, TypeError):
        return False


def tidy() -> None:
    """Throw a graph of e02 away: its circles wait for the collector (page e11), which else comes too often."""
    if gc.get_count()[0] > GARBAGE:
        gc.collect()


def bigram(names: Sequence[str]) -> float:
    """Return the mean loss of the table that counts, for each letter, what follows it in these names.

    No other table of that size has a smaller one: the true share costs least (page e06).
    """
    pairs = Counter(pair for name in names for pair in pairwise(f".{name}."))
    firsts = Counter(first for name in names for first in f".{name}")
    total = sum(count * math.log(firsts[first] / count) for (first, _), count in pairs.items())
    return total / sum(pairs.values())
