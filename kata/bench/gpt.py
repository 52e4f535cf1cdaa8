"""Record a training of the GPT for docs/gpt.md: python -m kata.bench.gpt writes docs/measured/gpt.json.

It is the training of `make show GPT=1 IN=solutions`; tests/kata/show/test_gpt.py repeats its first steps.
"""

import json
import random
from statistics import mean

from kata.course import names as data
from kata.course.exercises import exercises
from kata.course.paths import DOCS
from kata.sandbox import loader

FILE, ENGINE, SEED = DOCS / "measured" / "gpt.json", "e11_fast_value", 0
EVERY = 100  # steps to one mean of losses
STOPS = (0, 100, 1200, 12000)  # steps after which it invents some names
INVENTED, READ = 6, ("mariana", "anna")


def engine() -> None:
    """Let `exercises` mean the solutions, with e11 in the place of e02."""
    sources = {each.stem: each.solution for each in exercises()}
    loader.install(sources | {"e02_value": sources[ENGINE]})


def record() -> dict:
    from kata.show import gpt, gpt_names

    names, luck = data.load(), random.Random(SEED)
    alphabet = gpt.Alphabet(names)
    model = gpt.GPT(len(alphabet), data.LONGEST + 1, rng=random.Random(SEED))
    steps = gpt_names.STEPS[ENGINE]

    def invented() -> list[str]:
        return [gpt.sample(model, alphabet, luck) for _ in range(INVENTED)]

    losses, found = [], {"0": invented()}
    for loss in gpt_names.training(model, alphabet, names, steps, SEED):
        losses.append(loss)
        if len(losses) in STOPS:
            found[str(len(losses))] = invented()
    return {
        "names": len(names),
        "letters": sum(map(len, names)),
        "parameters": len(model.parameters()),
        "bigram": round(gpt_names.bigram(names), 4),
        "every": EVERY,
        "losses": [round(mean(losses[i : i + EVERY]), 4) for i in range(0, steps, EVERY)],
        "whole": round(mean(gpt.loss(model, alphabet.tokens(name)).data for name in names), 4),
        "invented": found,
        "looked": {name: looked(model, alphabet, name) for name in READ},
    }


def looked(model, alphabet, name: str) -> list[list[list[float]]]:
    """Return for each place of a name, and each head, the weights of all places so far."""
    past, found = [], []
    for token in alphabet.tokens(name)[:-1]:
        model.read(token, past)
        found.append([[round(weight, 3) for weight in head] for head in model.looked])
    return found


if __name__ == "__main__":
    engine()
    FILE.write_text(json.dumps(record(), indent=1) + "\n", encoding="utf-8")
