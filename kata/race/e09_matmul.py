"""Every matrix product of yours, in Python and in C, against numpy's."""

import ctypes
import importlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from kata.course.commands import command
from kata.race import machine
from kata.race.contender import Contender, LeftOut
from kata.sandbox import c_library, compiler

TITLE = "The product of two n x n matrices of doubles, on one thread"
WHAT = "{0} x {0} times {0} x {0}"
UNIT, AGAINST = "MFLOP/s", "numpy"
SIZES = [128]
BLOCK = 32
PRODUCTS = {  # and the exercise of each
    **dict.fromkeys([f"Python {way}" for way in ("ijk", "ikj", "blocked", "fast")], "e09_matmul"),
    **dict.fromkeys([f"C {way}" for way in ("ijk", "ikj", "blocked", "packed")], "e12_c_matmul"),
}
SMALL = (5, 7, 3)  # rows and columns all differ: a square matrix forgives their exchange
PEAK = "peak of the core"
ENOUGH = 1e8  # operations of the peak, beside which the call itself costs nothing


def contenders() -> list[Contender]:
    learners = [Contender(name, stem) for name, stem in PRODUCTS.items()]
    return [*learners, Contender("numpy"), Contender(PEAK)]


def work(n: int) -> int:
    """Return the multiplications and additions in a product of n x n matrices."""
    return 2 * n**3


def prepare(name: str, n: int) -> tuple:
    """Return the call that is timed, how much of the work it does, and what checks it; or a LeftOut.

    The check looks at what the latest call has left, and leaves nothing for the next one to find.
    """
    if name == PEAK:
        return peak(), ENOUGH / work(n)
    multiply = product(name) if name in PRODUCTS else with_numpy
    into = not name.startswith("Python")  # a buffer of ours; else lists, and the result comes back
    rng, result = np.random.default_rng(n), None

    def call() -> None:
        nonlocal result
        result = multiply(*arguments)

    def check() -> None:
        compare(arguments[-1] if into else result, a, b)
        if into:
            arguments[-1].fill(np.nan)

    for rows, inner, columns in (SMALL, (n, n, n)):
        a, b = rng.uniform(-1, 1, (rows, inner)), rng.uniform(-1, 1, (inner, columns))
        arguments = [a.ravel(), b.ravel(), rows, inner, columns, np.full(rows * columns, np.nan)]
        if not into:
            arguments = [a.ravel().tolist(), b.ravel().tolist(), rows, inner, columns]
        call()
        check()
    return call, 1.0, check


def product(name: str) -> Callable:
    """Return the learner's function: matmul_ijk for Python ijk."""
    module = importlib.import_module(f"exercises.{PRODUCTS[name]}")
    function = getattr(module, f"matmul_{name.split()[1]}")
    return partial(function, block=BLOCK) if name == "Python blocked" else function


def with_numpy(a: np.ndarray, b: np.ndarray, n: int, k: int, m: int, out: np.ndarray) -> None:
    """Multiply with numpy, which hands it to its BLAS."""
    np.matmul(a.reshape(n, k), b.reshape(k, m), out=out.reshape(n, m))


def peak() -> Callable[[], None]:
    """Return a call that multiplies and adds ENOUGH doubles, as fast as one core can."""
    if compiler.missing():
        raise LeftOut(f"there is no C compiler here ({command('doctor')})")
    library, (_, widest) = c_library.load(Path(__file__).with_name("peak.c")), machine.best_core()
    if ctypes.c_int.in_dll(library, "bytes").value < widest:
        raise LeftOut(f"compiled without vectors of {widest} bytes: is {compiler.NATIVE} refused?")
    done, out = ctypes.c_double(ENOUGH), ctypes.byref(ctypes.c_double())
    return partial(library.peak, done, out)


def compare(result: object, a: np.ndarray, b: np.ndarray) -> None:
    """Say in a LeftOut where a result is not the product of a and b."""
    wanted, (n, k), m = a @ b, a.shape, b.shape[1]
    wrong = f"wrong, so not timed: in the product {n} x {k} times {k} x {m},"
    if result is None:
        raise LeftOut(f"{wrong} None came back: is a return missing?")
    found = np.asarray(result, dtype=float)
    if found.size != wanted.size:
        raise LeftOut(f"{wrong} {found.size} numbers came back, want {wanted.size}")
    found = found.reshape(wanted.shape)
    far = ~(np.abs(found - wanted) <= 1e-9)  # NaN is not near anything
    for row, column in np.argwhere(far)[:1]:
        want = f"want {wanted[row, column]:.6g}"
        raise LeftOut(f"{wrong} row {row}, column {column} is {found[row, column]:.6g}, {want}")
