"""What the order of the loops is worth, in C and in Python, for docs/e09_matmul.md.

`python -m kata.site.figures._orders` times it (GCC) and writes docs/measured/e09_orders.json.
"""

import ctypes
import json
import subprocess
import tempfile
import time
from functools import partial
from pathlib import Path

import numpy as np

from kata.course.exercises import exercises
from kata.course.paths import DOCS
from kata.race import machine
from kata.sandbox import loader
from kata.site.figures._table import table

MEASURED = DOCS / "measured" / "e09_orders.json"
IN_C = {  # the functions of _orders.c
    "ijk": "$i$, $j$, $p$: down the columns of $B$",
    "transposed": "the same, but $B$ was transposed first: along rows",
    "single": "$i$, $p$, $j$, told to take one number at a time",
    "ikj": "$i$, $p$, $j$, as the compiler makes it",
}
IN_PYTHON = (
    "ijk, calling `offset`",
    "ikj, calling `offset`",
    "ijk, written out",
    "ikj, written out",
)


def in_c() -> list[str]:
    """Return GFLOP/s by way and size, as a table."""
    recorded = json.loads(MEASURED.read_text(encoding="utf-8"))["GFLOP/s in C"]
    rows = [
        (IN_C[way], *(f"{rate:.2g}" for rate in rates.values())) for way, rates in recorded.items()
    ]
    return table(("GFLOP/s in C", *(f"n = {n}" for n in recorded["ijk"])), rows)


def in_python() -> list[str]:
    """Return milliseconds by way and size, as a table."""
    recorded = json.loads(MEASURED.read_text(encoding="utf-8"))["ms in Python"]
    rows = [
        (way, *(f"{taken:,.3g}" for taken in times.values())) for way, times in recorded.items()
    ]
    return table(("ms in Python", *(f"n = {n}" for n in recorded[IN_PYTHON[0]])), rows)


def _called(swapped: bool):
    """Return the product whose innermost line calls offset, with the two inner loops in this order."""
    from exercises.e09_matmul import offset

    def ijk(a, b, n, k, m):
        c = [0.0] * (n * m)
        for i in range(n):
            for j in range(m):
                for p in range(k):
                    c[offset(i, j, m)] += a[offset(i, p, k)] * b[offset(p, j, m)]
        return c

    def ikj(a, b, n, k, m):
        c = [0.0] * (n * m)
        for i in range(n):
            for p in range(k):
                for j in range(m):
                    c[offset(i, j, m)] += a[offset(i, p, k)] * b[offset(p, j, m)]
        return c

    return ikj if swapped else ijk


def _times(calls: dict, rounds: int) -> dict[str, float]:
    """Return the least seconds of each call: they take turns, and the machine may have other work."""
    taken = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            start = time.perf_counter()
            call()
            taken[name].append(time.perf_counter() - start)
    return {name: min(each) for name, each in taken.items()}


def _record() -> None:
    loader.install({each.stem: each.solution for each in exercises()})
    from exercises.e09_matmul import matmul_ijk, matmul_ikj

    rates, times = {way: {} for way in IN_C}, {way: {} for way in IN_PYTHON}
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / "orders.so"
        source = Path(__file__).with_suffix(".c")
        flags = ("-O3", "-march=native", "-shared", "-fPIC", "-o")
        subprocess.run(["cc", *flags, built, source], check=True)
        library = ctypes.CDLL(str(built))
    for n, rounds in ((128, 101), (512, 9), (1000, 3)):
        a, b, c = (np.random.default_rng(n).random(n * n) for _ in "abc")
        at = [ctypes.c_void_p(each.ctypes.data) for each in (a, b, c)]
        calls = {way: partial(library[way], *at, n) for way in IN_C}
        for way, seconds in _times(calls, rounds).items():
            rates[way][n] = float(f"{2 * n**3 / seconds / 1e9:.3g}")
    for n, rounds in ((32, 101), (64, 21), (128, 9)):
        a, b = (np.random.default_rng(n).random(n * n).tolist() for _ in "ab")
        ways = (_called(False), _called(True), matmul_ijk, matmul_ikj)
        calls = {name: partial(way, a, b, n, n, n) for name, way in zip(IN_PYTHON, ways)}
        for way, seconds in _times(calls, rounds).items():
            times[way][n] = float(f"{1000 * seconds:.3g}")
    found = {"machine": machine.machine(), "GFLOP/s in C": rates, "ms in Python": times}
    MEASURED.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _record()
