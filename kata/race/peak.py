"""The most arithmetic that one core can do: what every product of matrices is measured against."""

import ctypes
from collections.abc import Callable
from pathlib import Path

from kata import compiler
from kata.race.entrant import LeftOut

NAME = "peak of the core"
ENOUGH = 1e8  # operations, beside which the call itself costs nothing
SOURCE = Path(__file__).with_name("peak.c")


def prepare(operations: float) -> tuple[Callable[[], None], float]:
    """Return a call that multiplies and adds doubles, and how many times so many operations it does.

    Raises:
        LeftOut: there is no C compiler here.
    """
    if compiler.missing():
        raise LeftOut("there is no C compiler here (make doctor)")
    peak = compiler.load(SOURCE).peak
    done, out = ctypes.c_double(ENOUGH), ctypes.byref(ctypes.c_double())
    return lambda: peak(done, out), ENOUGH / operations
