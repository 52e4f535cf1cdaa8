"""Matrix multiplication as C does it: flat lists, offsets and three loops. No numpy.

A matrix of n rows and m columns is a list of n * m numbers, row after row (row-major).

Page: docs/e09_matmul.md
"""

from operator import mul


def check_length(name: str, buffer: list[float], rows: int, columns: int) -> None:
    """Raise ValueError unless the buffer holds rows * columns numbers."""
    if len(buffer) != rows * columns:
        wanted = f"{rows} x {columns} needs {rows * columns}"
        raise ValueError(f"{name} holds {len(buffer)} numbers, but {wanted}")


def offset(row: int, column: int, n_columns: int) -> int:
    """Return where row, column lies in the flat list of a matrix with n_columns columns.

    All are counted from 0. Source: page e09, "One line of cells".
    """
    # TODO: your code here (about 1 line)
    raise NotImplementedError("e09_matmul: offset")


def transpose(a: list[float], n: int, m: int) -> list[float]:
    """Return the m x n matrix whose row j is column j of a, an n x m matrix, as a new list.

    Raises:
        ValueError: a does not hold n * m numbers.
    """
    check_length("a", a, n, m)
    # TODO: your code here (about 1 line)
    raise NotImplementedError("e09_matmul: transpose")


def matmul_ijk(a: list[float], b: list[float], n: int, k: int, m: int) -> list[float]:
    """Multiply two matrices, one result cell after the other: a row of a times a column of b.

    Args:
        a: n * k numbers; row i, column p is a[offset(i, p, k)].
        b: k * m numbers; row p, column j is b[offset(p, j, m)].
        n, k, m: rows of a; columns of a, which are the rows of b; columns of b.

    Returns:
        A new list of n * m numbers; row i, column j is the sum over p of a[i, p] * b[p, j].
        With k = 0 each sum is 0. a and b stay as they are.

    Raises:
        ValueError: a buffer does not have the length that its shape asks for.

    Cost: n * k * m multiplications. Source: page e09, "Three loops".
    """
    check_length("a", a, n, k)
    check_length("b", b, k, m)
    # TODO: your code here (about 6 lines)
    raise NotImplementedError("e09_matmul: matmul_ijk")


def matmul_ikj(a: list[float], b: list[float], n: int, k: int, m: int) -> list[float]:
    """The same product with the two inner loops swapped (i, p, j), so that b is read row by row.

    Arguments, result and errors as in matmul_ijk. Source: page e09, "Swap two loops".
    """
    check_length("a", a, n, k)
    check_length("b", b, k, m)
    # TODO: your code here (about 6 lines)
    raise NotImplementedError("e09_matmul: matmul_ikj")


# --- Stretch ---


def matmul_blocked(
    a: list[float], b: list[float], n: int, k: int, m: int, block: int
) -> list[float]:
    """The same product, block x block cells at a time; the last blocks may be smaller.

    Arguments, result and errors as in matmul_ijk. Source: page e09, "Blocks".
    """
    check_length("a", a, n, k)
    check_length("b", b, k, m)
    # TODO: your code here (about 9 lines)
    raise NotImplementedError("e09_matmul: matmul_blocked")


def matmul_fast(a: list[float], b: list[float], n: int, k: int, m: int) -> list[float]:
    """The same product as fast as plain Python can: let built-in functions run the inner loop.

    Arguments, result and errors as in matmul_ijk. Source: page e09, "As fast as Python goes".
    """
    check_length("a", a, n, k)
    check_length("b", b, k, m)
    # TODO: your code here (about 3 lines)
    raise NotImplementedError("e09_matmul: matmul_fast")
