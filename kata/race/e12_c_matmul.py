"""Your C products from n = 64 to 1024, against numpy and the core's peak."""

from kata.race import e09_matmul, machine
from kata.race.contender import Contender

TITLE, AGAINST = e09_matmul.TITLE, e09_matmul.AGAINST
UNIT = "GFLOP/s"
SIZES = [64, 128, 256, 512, 1024]
RACED, BEHIND = e09_matmul.RACED, e09_matmul.BEHIND
what, work = e09_matmul.what, e09_matmul.work
TUNED = "numpy, tuned"


def contenders() -> list[Contender]:
    """Return those of e09 and, where numpy has not chosen it itself, OpenBLAS for this processor."""
    every, best = e09_matmul.contenders(), machine.best_core()
    if machine.core_name() and best and best.lower() != machine.core_name().lower():
        note = f"its OpenBLAS told to use its kernels for {best}"
        every.insert(-1, Contender(TUNED, environment={"OPENBLAS_CORETYPE": best}, note=note))
    return every


def prepare(name: str, size: int):
    """As `e09_matmul.prepare`.

    Raises:
        LeftOut: a result is wrong, or it cannot run here.
    """
    return e09_matmul.prepare(name, size)
