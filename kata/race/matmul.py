"""One product of two matrices: made, checked, and ready to be timed."""

from collections.abc import Callable

import numpy as np

from kata.race.contender import LeftOut

SMALL = (5, 7, 3)  # rows and columns all differ: a square matrix forgives their exchange


def operations(n: int) -> int:
    """Return the multiplications and additions in a product of n x n matrices."""
    return 2 * n**3


def prepare(product: Callable, n: int, into: bool = True) -> tuple[Callable, float, Callable]:
    """Return a call that multiplies two n x n matrices, 1.0 (it is all the work), and a check.

    The check looks at what the latest call has left, and leaves nothing for the next one to find.

    Args:
        product: called as product(a, b, n, k, m, out) with flat numpy arrays, and overwrites out;
            unless into, as product(a, b, n, k, m) with lists.

    Raises:
        LeftOut: a result is wrong.
    """
    rng, result = np.random.default_rng(n), None

    def call() -> None:
        nonlocal result
        result = product(*arguments)

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


def compare(result: object, a: np.ndarray, b: np.ndarray) -> None:
    """Compare a result with the product of a and b.

    Raises:
        LeftOut: they differ.
    """
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


def with_numpy(a: np.ndarray, b: np.ndarray, n: int, k: int, m: int, out: np.ndarray) -> None:
    """Multiply with numpy, which hands it to its BLAS."""
    np.matmul(a.reshape(n, k), b.reshape(k, m), out=out.reshape(n, m))
