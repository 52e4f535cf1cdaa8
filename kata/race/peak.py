"""The most arithmetic that one core can do: what every product of matrices is measured against."""

import ctypes
from collections.abc import Callable
from pathlib import Path

from kata.course.commands import command
from kata.race import machine
from kata.race.contender import LeftOut
from kata.sandbox import c_library, compiler

NAME = "peak of the core"
ENOUGH = 1e8  # operations, beside which the call itself costs nothing
SOURCE = Path(__file__).with_name("peak.c")


def prepare(operations: float) -> tuple[Callable[[], None], float]:
    """Return a call that multiplies and adds doubles, and how many times so many operations it does.

    Raises:
        LeftOut: there is no C compiler here, or it does not use all of this processor.
    """
    if compiler.missing():
        raise LeftOut(f"there is no C compiler here ({command('doctor')})")
    library, (_, widest) = c_library.load(SOURCE), machine.best_core()
    if ctypes.c_int.in_dll(library, "bytes").value < widest:
        raise LeftOut(f"compiled without vectors of {widest} bytes: is {compiler.NATIVE} refused?")
    peak = library.peak
    done, out = ctypes.c_double(ENOUGH), ctypes.byref(ctypes.c_double())
    return lambda: peak(done, out), ENOUGH / operations
