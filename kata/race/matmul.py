"""One product of two matrices: made, checked, and ready to be timed."""

from collections.abc import Callable

import numpy as np

from kata.race.contender import LeftOut

SMALL = (5, 7, 3)  # rows and columns all differ: a square matrix forgives their exchange


def prepare(product: Callable, n: int, into: bool = True) -> tuple[Callable, float, Callable]:
    """Return a call that multiplies two n x n matrices, 1.0 (it is all the work), and a check.

    The check looks at what the latest call has left, and leaves nothing for the next one to find.

    Args:
        product: called as product(a, b, n, k, m, out) with flat numpy arrays, and overwrites out;
            unless into, as product(a, b, n, k, m) with lists.

    Raises:
        LeftOut: a result is wrong.
    """
    rng = np.random.default_rng(n)
    for shape in (SMALL, (n, n, n)):
        rows, inner, columns = shape
        a, b = rng.uniform(-1, 1, (rows, inner)), rng.uniform(-1, 1, (inner, columns))
        arguments = [a.ravel(), b.ravel(), *shape]
        if into:
            arguments.append(np.full(rows * columns, np.nan))
        else:
            arguments[:2] = a.ravel().tolist(), b.ravel().tolist()
        what = f"{rows} x {inner} times {inner} x {columns}"
        result = product(*arguments)
        check(arguments[-1] if into else result, a @ b, what)

    def call() -> None:
        nonlocal result
        result = product(*arguments)

    def verify() -> None:
        check(arguments[-1] if into else result, a @ b, what)
        if into:
            arguments[-1].fill(np.nan)

    verify()
    return call, 1.0, verify


def check(result: object, wanted: np.ndarray, what: str) -> None:
    """Compare a result with the right one.

    Raises:
        LeftOut: they differ.
    """
    wrong = f"wrong, so not timed: in the product {what},"
    if result is None:
        raise LeftOut(f"{wrong} None came back: is a return missing?")
    found = np.asarray(result, dtype=float)
    if found.size != wanted.size:
        raise LeftOut(f"{wrong} {found.size} numbers came back, want {wanted.size}")
    found = found.reshape(wanted.shape)
    far = ~(np.abs(found - wanted) <= 1e-9)  # NaN is not near anything
    if far.any():
        row, column = np.argwhere(far)[0]
        raise LeftOut(
            f"{wrong} row {row}, column {column} is {found[row, column]:.6g}, "
            f"want {wanted[row, column]:.6g}"
        )


def of_numpy(a: np.ndarray, b: np.ndarray, n: int, k: int, m: int, out: np.ndarray) -> None:
    """Multiply with numpy, which hands it to its BLAS."""
    np.matmul(a.reshape(n, k), b.reshape(k, m), out=out.reshape(n, m))
