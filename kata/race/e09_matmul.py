"""Every matrix product of yours, in Python and in C, against numpy's."""

from functools import partial

from kata.race import matmul, peak
from kata.race.contender import Contender

TITLE = "The product of two n x n matrices of doubles, on one thread"
UNIT, AGAINST = "MFLOP/s", "numpy"
SIZES = [128]
RACED, BEHIND = ["e09_matmul", "e12_c_matmul"], []
BLOCK = 32
PYTHON = {f"Python {name}": f"matmul_{name}" for name in ("ijk", "ikj", "blocked", "fast")}
C = {f"C {name}": f"matmul_{name}" for name in ("ijk", "ikj", "blocked", "packed")}


def contenders() -> list[Contender]:
    return [
        *(Contender(name, "e09_matmul") for name in PYTHON),
        *(Contender(name, "e12_c_matmul") for name in C),
        Contender("numpy"),
        Contender(peak.NAME),
    ]


def what(size: int) -> str:
    return f"{size} x {size} times {size} x {size}"


def work(size: int) -> int:
    """Return the multiplications and additions of one call."""
    return 2 * size**3


def prepare(name: str, size: int):
    """Return the call that is timed, and how much of the work it does.

    Raises:
        LeftOut: it gives a wrong result, or cannot run here.
    """
    if name == peak.NAME:
        return peak.prepare(work(size))
    if name in PYTHON:
        from exercises import e09_matmul

        product = getattr(e09_matmul, PYTHON[name])
        if name == "Python blocked":
            product = partial(product, block=BLOCK)
        return matmul.prepare(product, size, into=False)
    if name in C:
        from exercises import e12_c_matmul

        return matmul.prepare(getattr(e12_c_matmul, C[name]), size)
    return matmul.prepare(matmul.of_numpy, size)
