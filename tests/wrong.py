"""What a wrong body of a function gives, so that its result need not be worked out by hand.

A test file names wrong ideas once, as code and the sentence that a learner then reads:
    MISTAKES = {"loss(p, t)": {"p - t": "The square is missing."}}
and computes what each gives for its own numbers:
    expect("loss(3, 1)", loss(3, 1), 4, wrong(MISTAKES, "loss", lambda f: f(3, 1)))
`make check` plants each of them in the solution, and demands its sentence.
"""

import cmath
import math
from collections.abc import Iterator
from functools import cache

import pytest

from kata.course.mistakes import as_function
from tests.expect import close

STEP = 1e-100  # of the imaginary part: so small that it changes no number


class Number(complex):
    """Stands for a Value in a wrong idea: the real part is its data, the imaginary one a slope.

    What a function adds to the imaginary part of x + i * STEP is STEP times its slope (the complex
    step). What goes through .data loses it, as a Value loses its gradient.
    """

    data = property(lambda self: self.real)

    def exp(self):
        math.exp(self.real)  # overflows as a Value does
        return Number(cmath.exp(self))

    def log(self):
        math.log(self.real)  # refuses as a Value does
        return Number(cmath.log(self))

    def tanh(self):
        return Number(cmath.tanh(self))

    def sigmoid(self):
        return Number(1 / (1 + cmath.exp(-self)))

    def relu(self):
        return self if self.real > 0 else Number(0)

    __hash__ = complex.__hash__
    __abs__ = __rpow__ = None  # a Value has neither


def _operation(name):
    return lambda *operands: Number(getattr(complex, name)(*operands))


for _name in ["add", "radd", "sub", "rsub", "mul", "rmul", "truediv", "rtruediv", "pow", "neg"]:
    setattr(Number, f"__{_name}__", _operation(f"__{_name}__"))


def numbers(xs, moving: int | None = None) -> list[Number]:
    """Return xs as stand-ins for Values; with respect to the one that moves, slopes are taken."""
    return [Number(x, STEP * (i == moving)) for i, x in enumerate(xs)]


def slopes(f, xs) -> list[float]:
    """Return the slopes of f, a function of one list of Numbers, with respect to each of xs.

    Raises:
        TypeError: f gives a plain number, from which no gradient could start.
    """
    moved = [f(numbers(xs, i)) for i in range(len(xs))]
    if not all(isinstance(y, complex) for y in moved):
        raise TypeError("a plain number has no slopes")
    return [y.imag / STEP for y in moved]


def wrong(mistakes: dict, task: str, call, **names) -> Iterator[tuple]:
    """Return (result, sentence) for each wrong idea of a task, worked out when it is asked for.

    Args:
        mistakes: MISTAKES of the test file, by the head of a function.
        call: gets the wrong function, and returns what is then compared; an idea that raises
            an error gives nothing to compare.
        names: what the idea may use beside math and Value, or in the place of them.
    """
    head = next(each for each in mistakes if each.partition("(")[0] == task)

    def results():
        for idea, sentence in mistakes[head].items():
            sizes = (*range(3, 16), 20, 30, 300)  # 1e-7 in an idea stands for any of these
            for body in dict.fromkeys(idea.replace("1e-7", f"1e-{n}") for n in sizes):
                try:
                    result = plain(call(_function(head, body, **names)))
                except Exception:  # nothing to compare
                    continue
                yield result, sentence

    return results()


def instead(mistakes: dict, owner: type, method: str, look, **names) -> Iterator[tuple]:
    """Return (what look() sees, sentence) with each wrong idea in the place of a learner's own method."""

    def call(idea):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(owner, method, idea)
            return look()

    return wrong(mistakes, f"{owner.__name__}.{method}", call, **names)


def only(got, ideas, rel: float = 1e-9, abs: float = 1e-9) -> Iterator[tuple]:
    """Yield the idea that gives this; of several none, since another probe tells them apart."""
    fitting = {words: result for result, words in ideas if close(got, result, rel, abs)}
    if len(fitting) == 1:
        yield from ((result, words) for words, result in fitting.items())


def plain(result):
    """Return a result with the number of each Number in it."""
    if isinstance(result, (list, tuple)):
        return [plain(each) for each in result]
    return result.real if isinstance(result, complex) else result


@cache
def _function(head: str, body: str, **names):
    names = {"math": math, "Value": Number} | names
    exec(as_function(head, body), names)
    return names["f"]
