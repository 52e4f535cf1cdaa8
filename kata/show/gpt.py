"""A GPT, whole, on your own Value: it reads a name letter by letter and says what may come next.

    gpt = GPT(n_tokens=27, context=10)
    past = []                                 what it has read so far
    logits = gpt.read(token, past)            a logit for each token that may follow
    loss(gpt, tokens).backward()              your backward, your cross-entropy
    sample(gpt, Alphabet(names), rng)         a name that nobody has written

Page: docs/gpt.md. The idea: Andrej Karpathy's microgpt (2026); the network: Vaswani and others (2017).
"""

import random
from collections.abc import Sequence
from itertools import pairwise

from exercises import e02_value
from exercises.e02_value import Value
from exercises.e03_backward import zero_grad
from exercises.e06_losses import cross_entropy_from_logits, softmax

# REPEATS e04, e08

END = 0  # the token before the first letter and after the last
Vector = Sequence[Value]


class Alphabet:
    """Tokens: a number for each letter that the names have, from 1; 0 is the end of a name."""

    def __init__(self, names: Sequence[str]):
        self.letters = sorted(set("".join(names)))

    def __len__(self):
        return len(self.letters) + 1

    def tokens(self, name: str) -> list[int]:
        """Return "ada" as END, 1, 4, 1, END."""
        return [END, *(self.letters.index(letter) + 1 for letter in name), END]

    def name(self, tokens: Sequence[int]) -> str:
        return "".join(self.letters[token - 1] for token in tokens)


# --- From numbers to numbers ---


def dot(a: Vector, b: Vector) -> Value:
    """Multiply in pairs, and add up: in one node, if the engine is that of e11."""
    if one_node := vars(e02_value).get("dot"):
        return one_node(a, b, 0.0)
    return sum(x * y for x, y in zip(a, b))


def linear(x: Vector, rows: Sequence[Vector]) -> Vector:
    """Return a layer of e05 without bias and curve: a dot product for each row of weights."""
    return [dot(row, x) for row in rows]


def added(x: Vector, y: Vector) -> Vector:
    return [a + b for a, b in zip(x, y)]


def normed(x: Vector) -> Vector:
    """Return x at a usual size: the mean of its squares is nearly 1."""
    factor = (dot(x, x) / len(x) + 1e-5) ** -0.5
    return [factor * each for each in x]


# --- The network ---


class GPT:
    """Embedding, one block of attention and a small network, and a logit for each token.

    Attributes: looked (the weights of the last attention, plain numbers, a list for each head).
    """

    def __init__(self, n_tokens: int, context: int, size=8, heads=2, rng=None):
        rng = rng or random.Random()

        def table(rows: int, columns: int) -> list[Vector]:
            return [[Value(rng.gauss(0, 0.1)) for _ in range(columns)] for _ in range(rows)]

        self.letters, self.places = table(n_tokens, size), table(context, size)
        self.query, self.key, self.value, self.mix = (table(size, size) for _ in range(4))
        self.up, self.down = table(4 * size, size), table(size, 4 * size)
        self.out = table(n_tokens, size)
        self.heads, self.looked = heads, []

    def parameters(self) -> list[Value]:
        tables = [self.letters, self.places, self.query, self.key, self.value, self.mix]
        tables += [self.up, self.down, self.out]
        return [value for table in tables for row in table for value in row]

    def read(self, token: int, past: list) -> Vector:
        """Read one token more, and return a logit for each that may follow.

        Args:
            past: key and value of each place so far; this one's are added.
        """
        x = added(self.letters[token], self.places[len(past)])
        x = added(x, self.attention(normed(x), past))
        hidden = [z.relu() for z in linear(normed(x), self.up)]
        x = added(x, linear(hidden, self.down))
        return linear(normed(x), self.out)

    def attention(self, x: Vector, past: list) -> Vector:
        """Return what this place takes over from all so far, its own included."""
        past.append((linear(x, self.key), linear(x, self.value)))
        query, mixed, self.looked = linear(x, self.query), [], []
        width = len(x) // self.heads
        for start in range(0, len(x), width):
            part = slice(start, start + width)
            scores = [dot(query[part], key[part]) * width**-0.5 for key, _ in past]
            weights = softmax(scores)
            columns = zip(*(value[part] for _, value in past))
            mixed += [dot(weights, column) for column in columns]
            self.looked.append([weight.data for weight in weights])
        return linear(mixed, self.mix)


# --- Learning and inventing ---


def loss(gpt: GPT, tokens: Sequence[int]) -> Value:
    """Return the mean surprise at each token of a name after the first (page e06)."""
    past: list = []
    losses = [
        cross_entropy_from_logits(gpt.read(token, past), following)
        for token, following in pairwise(tokens)
    ]
    return sum(losses) / len(losses)


def step(gpt: GPT, tokens: Sequence[int], optimizer) -> float:
    """Learn from one name, and return its loss from before."""
    zero_grad(gpt.parameters())
    surprise = loss(gpt, tokens)
    surprise.backward()
    optimizer.step()
    return surprise.data


def sample(gpt: GPT, alphabet: Alphabet, rng: random.Random) -> str:
    """Draw letter after letter, each with the probability that the network gives it."""
    tokens, past = [END], []
    while len(past) < len(gpt.places):
        probabilities = [p.data for p in softmax(gpt.read(tokens[-1], past))]
        tokens += rng.choices(range(len(alphabet)), probabilities)
        if tokens[-1] == END:
            break
    return alphabet.name([token for token in tokens if token != END])
