"""Does the arithmetic on the pages come out as printed?"""

import math
import re
from itertools import pairwise

from kata.course.paths import DOCS

FENCED = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
FORMULA = re.compile(r"\$\$(.+?)\$\$|\$([^$\n]+)\$", re.DOTALL)
NUMBER = re.compile(r"-?\d+(?:\.(\d+))?")  # and its digits behind the point
NAMES = {name: getattr(math, name) for name in ("log", "tanh", "sqrt", "e")} | {"max": max}
SUMS = re.compile(rf"(?:[\d.\s+\-*/(),]|\b(?:{'|'.join(NAMES)})\b)+")
PYTHON = [  # what stands in a formula, and how Python writes it; in this order
    (r"\\(begin|end)\{aligned\}|\\[,;: ]|\\[bB]ig[lr]|\\(left|right)|&|\n", " "),
    (r"\{,\}", ""),
    (r"(?<=\d)\s+\(", "*("),
    (r"\\cdot|\\times", "*"),
    (r"\\t?frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))"),
    (r"\\sqrt\{([^{}]*)\}", r"sqrt(\1)"),
    (r"\^\{([^{}]*)\}|\^(\w)", r"**(\1\2)"),
    (r"\\ln\s*([\d.]+(?:/\d+)?)", r"log(\1)"),
    (r"\\ln\s*\(", "log("),
    (r"\\tanh\s*([\d.]+)", r"tanh(\1)"),
    (r"\\max", "max"),
    (r"(\d)\\%", r"\1/100"),
]


def check_arithmetic_of_the_pages() -> list[str]:
    """Wherever numbers alone stand on both sides of =, in a formula of a page, they are equal as rounded."""
    said = []
    for path in sorted(DOCS.glob("*.md")):
        text = FENCED.sub(lambda block: "\n" * block[0].count("\n"), path.read_text("utf-8"))
        for formula in FORMULA.finditer(text):
            line = text.count("\n", 0, formula.start()) + 1
            said += [f"docs/{path.name}:{line}: {slip}" for slip in slips(formula[1] or formula[2])]
    return said


def slips(formula: str) -> list[str]:
    """Return each a = b in a formula that is not so, up to the last digit that is printed."""
    found = []
    for step in re.split(r"\\q?quad|\\\\|\\text\{[^{}]*\}", formula):
        sides = re.split(r"=|\\approx", step)
        for left, right in pairwise(sides):
            values = _value(left), _value(right)
            if None not in values and abs(values[0] - values[1]) > _rounding(left, right):
                found.append(f"{left.strip()} = {right.strip()}: that is {values[0]:.9g}")
    return found


def _value(side: str) -> float | None:
    """Work out what one side says; None where it holds more than numbers."""
    for written, python in PYTHON:
        side = re.sub(written, python, side)
    if not SUMS.fullmatch(side.strip()) or "..." in side:
        return None
    try:
        return float(eval(side, {"__builtins__": {}}, NAMES))
    except (SyntaxError, TypeError):  # an enumeration
        return None


def _rounding(*sides: str) -> float:
    """Return what rounding may do: half a unit in the last place of a lone number, and of long ones."""
    alone = [found[1] for side in sides if (found := NUMBER.fullmatch(side.strip()))]
    long = [digits for side in sides for digits in NUMBER.findall(side) if len(digits) > 2]
    return 1e-9 + sum(0.5 * 10 ** -len(digits) for digits in {*filter(None, alone), *long})
