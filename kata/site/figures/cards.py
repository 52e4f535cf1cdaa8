"""The tables of docs/cards.md: the commands say themselves what they do, rules and shapes are computed."""

import math

import numpy as np

from kata.course import syntax
from kata.course.paths import ROOT

# Each rule, as one writes it and as Python says it: the result, and its slope along each operand.
RULES = [
    ("$a + b$", "a + b", [("$1$", "1"), ("$1$", "1")]),
    ("$a - b$", "a - b", [("$1$", "1"), ("$-1$", "-1")]),
    ("$a \\cdot b$", "a * b", [("$b$", "b"), ("$a$", "a")]),
    ("$a / b$", "a / b", [("$1 / b$", "1 / b"), ("$-a / b^2$", "-a / b**2")]),
    ("$a^n$", "a**n", [("$n \\cdot a^{n-1}$", "n * a ** (n - 1)")]),
    ("$e^a$", "exp(a)", [("$e^a$", "exp(a)")]),
    ("$\\ln a$", "log(a)", [("$1 / a$", "1 / a")]),
    ("$\\tanh a = t$", "tanh(a)", [("$1 - t^2$", "1 - tanh(a) ** 2")]),
    (
        "$\\mathrm{sigmoid}\\, a = s$",
        "1 / (1 + exp(-a))",
        [("$s \\cdot (1 - s)$", "exp(-a) / (1 + exp(-a)) ** 2")],
    ),
    ("$\\mathrm{relu}\\, a$", "max(0.0, a)", [("$1$ above 0, else $0$", "a > 0")]),
]
AT, NUDGE = {"a": 0.7, "b": -1.3, "n": 3}, 1e-6
SIZES = {5: "n", 3: "d", 4: "h", 2: "c"}  # samples, inputs, hidden neurons, classes: all different
VERBS = [
    "test",
    "watch",
    "progress",
    "hint",
    "solution",
    "reset",
    "undo",
    "catchup",
    "adopt",
    "show",
    "race",
    "again",
]


def commands() -> list[str]:
    """A learner's commands, in their own words."""
    lines = ["| command | what it does |", "|---|---|"]
    for verb in VERBS:
        summary = syntax.summary(ROOT / "kata" / "verbs" / f"{verb}.py").rstrip(".")
        lines.append(f"| `make {verb}` | {summary} |")
    return lines


def rules() -> list[str]:
    """Each operation and its slopes, which a nudge confirms."""
    lines = ["| result | slope along $a$ | along $b$ |", "|---|---|---|"]
    for shown, code, slopes in RULES:
        for name, (_, slope) in zip("ab", slopes):
            nudged = (_value(code, AT | {name: AT[name] + sign * NUDGE}) for sign in (1, -1))
            measured = (next(nudged) - next(nudged)) / (2 * NUDGE)
            if not math.isclose(measured, _value(slope, AT), rel_tol=1e-6):
                raise ValueError(f"{code}: the slope along {name} is {measured:g}, not {slope}")
        cells = [*(text for text, _ in slopes), ""][:2]
        lines.append(f"| {shown} | {' | '.join(cells)} |")
    return lines


def shapes() -> list[str]:
    """What each function of e10 takes and gives, as its solution has it."""
    from exercises import e10_digits as e10

    n, d, h, c = SIZES
    rng = np.random.default_rng(0)
    x, w, b = rng.normal(size=(n, d)), rng.normal(size=(d, h)), rng.normal(size=h)
    targets = e10.one_hot(rng.integers(0, c, n), c)
    parameters = e10.init_parameters([d, h, c], rng)
    probabilities, cache = e10.forward(parameters, x)
    hidden = e10.dense(x, w, b)
    calls = [
        ("dense", "x, w, b", (x, w, b), hidden),
        ("dense_backward", "grad, x, w", (hidden, x, w), e10.dense_backward(hidden, x, w)),
        ("relu", "x", (hidden,), e10.relu(hidden)),
        ("relu_backward", "grad, x", (hidden, hidden), e10.relu_backward(hidden, hidden)),
        ("softmax", "logits", (probabilities,), e10.softmax(probabilities)),
        (
            "cross_entropy",
            "probabilities, targets",
            (probabilities, targets),
            e10.cross_entropy(probabilities, targets),
        ),
        (
            "softmax_cross_entropy_backward",
            "probabilities, targets",
            (probabilities, targets),
            e10.softmax_cross_entropy_backward(probabilities, targets),
        ),
    ]
    lines = ["| function | takes | gives |", "|---|---|---|"]
    for name, names, given, result in calls:
        takes = ", ".join(
            f"{each} {_shape(array)}" for each, array in zip(names.split(", "), given)
        )
        lines.append(f"| `{name}` | {takes} | {_shape(result)} |")
    back = e10.backward(parameters, cache, targets)
    if any(back[name].shape != each.shape for name, each in parameters.items()):
        raise ValueError("a gradient has not the shape of its parameter")
    told = ", ".join(f"{name} {_shape(each)}" for name, each in parameters.items())
    return [*lines, f"| `init_parameters`, `backward` | | {told} |"]


def _value(code: str, at: dict) -> float:
    return float(eval(code, {"exp": math.exp, "log": math.log, "tanh": math.tanh, "max": max}, at))


def _shape(result: object) -> str:
    """Return (n, d) for an array of these sizes, and for a tuple of arrays each one's."""
    if isinstance(result, tuple):
        return ", ".join(map(_shape, result))
    shape = [SIZES[size] for size in np.shape(result)]
    return f"({', '.join(shape)}{',' * (len(shape) == 1)})" if shape else "a number"
