"""Every matrix product of yours, in Python and in C, against numpy's."""

import importlib
from collections.abc import Callable
from functools import partial

from kata.race import matmul, peak
from kata.race.contender import Contender

TITLE = "The product of two n x n matrices of doubles, on one thread"
WHAT = "{0} x {0} times {0} x {0}"
UNIT, AGAINST = "MFLOP/s", "numpy"
SIZES = [128]
BLOCK = 32
PRODUCTS = {  # and the exercise of each
    **dict.fromkeys([f"Python {way}" for way in ("ijk", "ikj", "blocked", "fast")], "e09_matmul"),
    **dict.fromkeys([f"C {way}" for way in ("ijk", "ikj", "blocked", "packed")], "e12_c_matmul"),
}


def contenders() -> list[Contender]:
    learners = [Contender(name, stem) for name, stem in PRODUCTS.items()]
    return [*learners, Contender("numpy"), Contender(peak.NAME)]


def prepare(name: str, size: int) -> tuple:
    """Return the call that is timed, how much of the work it does, and what checks it.

    Raises:
        LeftOut: it gives a wrong result, or cannot run here.
    """
    if name == peak.NAME:
        return peak.prepare(matmul.operations(size))
    function = product(name) if name in PRODUCTS else matmul.with_numpy
    return matmul.prepare(function, size, into=not name.startswith("Python"))


def product(name: str) -> Callable:
    """Return the learner's function: matmul_ijk for Python ijk."""
    module = importlib.import_module(f"exercises.{PRODUCTS[name]}")
    function = getattr(module, f"matmul_{name.split()[1]}")
    return partial(function, block=BLOCK) if name == "Python blocked" else function
