"""Your C products from n = 64 to 1024, against numpy and the core's peak."""

from kata.race import e09_matmul, machine
from kata.race.contender import Contender

TITLE, WHAT, AGAINST = e09_matmul.TITLE, e09_matmul.WHAT, e09_matmul.AGAINST
UNIT = "GFLOP/s"
SIZES = [64, 128, 256, 512, 1024]
prepare, work = e09_matmul.prepare, e09_matmul.work


def contenders() -> list[Contender]:
    """Return those of e09 and, where numpy has not chosen it itself, OpenBLAS for this processor."""
    every, chosen, (best, _) = e09_matmul.contenders(), machine.core_name(), machine.best_core()
    if chosen and best and best.lower() != chosen.lower():
        note = f"its OpenBLAS told to use its kernels for {best}"
        environment = {"OPENBLAS_CORETYPE": best}
        every.insert(-1, Contender("numpy, tuned", environment=environment, note=note))
    return every
