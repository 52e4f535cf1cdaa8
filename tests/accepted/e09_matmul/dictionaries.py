"""Right but different: results written where they belong, not in order; ragged loops by while."""

from itertools import product, repeat
from operator import mul


def check_length(name, buffer, rows, columns):
    needed = rows * columns
    if len(buffer) < needed:
        raise ValueError(f"{name} is too short: {len(buffer)} of {needed} numbers")
    if len(buffer) > needed:
        raise ValueError(f"{name} is too long: {len(buffer)} instead of {needed} numbers")


def offset(row, column, n_columns):
    position = column
    while row:
        position, row = position + n_columns, row - 1
    return position


def transpose(a, n, m):
    check_length("a", a, n, m)
    result = list(a)
    for i in range(n):
        for j in range(m):
            result[offset(j, i, n)] = a[offset(i, j, m)]
    return result


def matmul_ijk(a, b, n, k, m):
    check_length("a", a, n, k)
    check_length("b", b, k, m)
    return [
        sum(a[offset(i, p, k)] * b[offset(p, j, m)] for p in range(k))
        for i, j in product(range(n), range(m))
    ]


def matmul_ikj(a, b, n, k, m):
    check_length("a", a, n, k)
    check_length("b", b, k, m)
    cells = dict.fromkeys(product(range(n), range(m)), 0)
    for i, p, j in product(range(n), range(k), range(m)):
        cells[i, j] += a[offset(i, p, k)] * b[offset(p, j, m)]
    return list(cells.values())


def matmul_blocked(a, b, n, k, m, block):
    check_length("a", a, n, k)
    check_length("b", b, k, m)
    c = [0.0] * (n * m)
    p0 = 0
    while p0 < k:
        i0 = 0
        while i0 < n:
            j0 = 0
            while j0 < m:
                for i in range(i0, i0 + block):
                    for p in range(p0, p0 + block):
                        for j in range(j0, j0 + block):
                            if i < n and p < k and j < m:
                                c[i * m + j] += a[i * k + p] * b[p * m + j]
                j0 += block
            i0 += block
        p0 += block
    return c


def matmul_fast(a, b, n, k, m):
    check_length("a", a, n, k)
    check_length("b", b, k, m)
    c = []
    for i in range(n):
        row = [0.0] * m
        for p in range(k):
            scaled = map(mul, repeat(a[i * k + p]), b[p * m : p * m + m])
            row = list(map(float.__add__, row, map(float, scaled)))
        c += row
    return c
