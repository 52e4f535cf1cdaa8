"""From Python to the C of this exercise: C gets the buffers themselves, and nothing is copied.

You write nothing here: the holes are in e12_c_matmul.c, which is compiled when this file is imported.

A matrix is any buffer of doubles, row after row: array("d", [2, 1, 3]), or a numpy array of
float64. `out` is one too; without it, the result is a new array("d").

    >>> a, b = array("d", [2, 1, 3, 0, 4, 5]), array("d", [1, 6, 7, 2, 3, 8])
    >>> matmul_ijk(a, b, 2, 3, 2)
    array('d', [18.0, 38.0, 43.0, 48.0])

Page: docs/e12_c_matmul.md
"""

from array import array
from ctypes import c_double
from pathlib import Path

from kata.sandbox.c_library import load

_c = load(Path(__file__).with_suffix(".c"))


def matmul_ijk(a, b, n, k, m, out=None):
    """Multiply a, an n x k matrix, by b, a k x m one, with three loops.

    Returns:
        out, overwritten, or a new array("d") of n * m numbers.

    Raises:
        TypeError: a buffer does not hold doubles in one line, or may not be written to.
        ValueError: a buffer does not have the length of its shape, or more than 2**30 numbers.
    """
    return _multiply("matmul_ijk", a, b, n, k, m, out)


def matmul_ikj(a, b, n, k, m, out=None):
    """The same product with the two inner loops swapped."""
    return _multiply("matmul_ikj", a, b, n, k, m, out)


def matmul_blocked(a, b, n, k, m, out=None):
    """The same product, block by block."""
    return _multiply("matmul_blocked", a, b, n, k, m, out)


def matmul_packed(a, b, n, k, m, out=None):
    """The same product, tile by tile, from packed copies of a and b."""
    return _multiply("matmul_packed", a, b, n, k, m, out)


def _multiply(name, a, b, n, k, m, out):
    if min(n, k, m) < 0:
        raise ValueError(f"No matrix is {n} x {k}, or {k} x {m}: a side is 0 or more")
    if max(n, k, m, n * k, k * m, n * m) > 2**30:  # an int of C ends at 2**31 - 1
        raise ValueError(f"{n} x {k} times {k} x {m}: a matrix may have 2**30 cells here, not more")
    if out is None:
        out = array("d", bytes(8 * n * m))
    cells = _cells("a", a, n, k), _cells("b", b, k, m), _cells("out", out, n, m)
    _c.call(name, *cells, n, k, m)
    return out


def _cells(name, buffer, rows, columns):
    """Return what C knows of a buffer: where its first double lies."""
    try:
        view = memoryview(buffer)
    except TypeError:
        view = None
    if view is None or view.format != "d" or not view.c_contiguous or view.readonly:
        raise TypeError(f'{name} must be doubles in one line that C may use, such as array("d")')
    count = view.nbytes // view.itemsize
    if count != rows * columns:
        wanted = f"{rows} x {columns} needs {rows * columns}"
        raise ValueError(f"{name} holds {count} numbers, but {wanted}")
    return (c_double * count).from_buffer(buffer)
