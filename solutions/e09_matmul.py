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
    # BEGIN SOLUTION
    return row * n_columns + column
    # END SOLUTION


def transpose(a: list[float], n: int, m: int) -> list[float]:
    """Return the m x n matrix whose row j is column j of a, an n x m matrix, as a new list.

    Raises:
        ValueError: a does not hold n * m numbers.
    """
    check_length("a", a, n, m)
    # BEGIN SOLUTION
    return [a[offset(i, j, m)] for j in range(m) for i in range(n)]
    # END SOLUTION


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
    # BEGIN SOLUTION
    c = [0.0] * (n * m)
    for i in range(n):
        for j in range(m):
            for p in range(k):
                c[i * m + j] += a[i * k + p] * b[p * m + j]
    return c
    # END SOLUTION


def matmul_ikj(a: list[float], b: list[float], n: int, k: int, m: int) -> list[float]:
    """The same product with the two inner loops swapped (i, p, j), so that b is read row by row.

    Arguments, result and errors as in matmul_ijk. Source: page e09, "Swap two loops".
    """
    check_length("a", a, n, k)
    check_length("b", b, k, m)
    # BEGIN SOLUTION
    c = [0.0] * (n * m)
    for i in range(n):
        for p in range(k):
            for j in range(m):
                c[i * m + j] += a[i * k + p] * b[p * m + j]
    return c
    # END SOLUTION


# --- Stretch ---


def matmul_blocked(
    a: list[float], b: list[float], n: int, k: int, m: int, block: int
) -> list[float]:
    """The same product, block x block cells at a time; the last blocks may be smaller.

    Arguments, result and errors as in matmul_ijk. Source: page e09, "Blocks".
    """
    check_length("a", a, n, k)
    check_length("b", b, k, m)
    # BEGIN SOLUTION
    c = [0.0] * (n * m)
    for i0 in range(0, n, block):
        for p0 in range(0, k, block):
            for j0 in range(0, m, block):
                for i in range(i0, min(i0 + block, n)):
                    for p in range(p0, min(p0 + block, k)):
                        for j in range(j0, min(j0 + block, m)):
                            c[i * m + j] += a[i * k + p] * b[p * m + j]
    return c
    # END SOLUTION


def matmul_fast(a: list[float], b: list[float], n: int, k: int, m: int) -> list[float]:
    """The same product as fast as plain Python can: let built-in functions run the inner loop.

    Arguments, result and errors as in matmul_ijk. Source: page e09, "As fast as Python goes".
    """
    check_length("a", a, n, k)
    check_length("b", b, k, m)
    # BEGIN SOLUTION
    rows = [a[i * k : (i + 1) * k] for i in range(n)]
    columns = [b[j::m] for j in range(m)]
    return [sum(map(mul, row, column)) for row in rows for column in columns]
    # END SOLUTION
