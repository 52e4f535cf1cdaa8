"""Right but different: no offset, a sum of its own per cell, rows appended, tuples and ints."""


def check_length(name, buffer, rows, columns):
    if len(buffer) != rows * columns:
        raise ValueError(f"{name}: got {len(buffer)} numbers, expected {rows * columns}")


def offset(row, column, n_columns):
    return sum([n_columns] * row) + column


def transpose(a, n, m):
    check_length("a", a, n, m)
    result = []
    for j in range(m):
        result.extend(a[j::m])
    return result


def matmul_ijk(a, b, n, k, m):
    check_length("a", a, n, k)
    check_length("b", b, k, m)
    c = []
    for i in range(n):
        for j in range(m):
            total = 0
            for p in range(k):
                total += a[i * k + p] * b[p * m + j]
            c.append(total)
    return c


def matmul_ikj(a, b, n, k, m):
    check_length("a", a, n, k)
    check_length("b", b, k, m)
    c = []
    for i in range(n):
        row = [0] * m
        for p in range(k):
            row = [cell + a[i * k + p] * x for cell, x in zip(row, b[p * m : (p + 1) * m])]
        c += row
    return tuple(c)


def matmul_blocked(a, b, n, k, m, block):
    check_length("a", a, n, k)
    check_length("b", b, k, m)
    c = [0.0 for _ in range(n * m)]
    for j0 in range(0, m, block):
        for i0 in range(0, n, block):
            for p0 in range(0, k, block):
                for i in range(n)[i0 : i0 + block]:
                    for j in range(m)[j0 : j0 + block]:
                        total = 0.0
                        for p in range(k)[p0 : p0 + block]:
                            total += a[i * k + p] * b[p * m + j]
                        c[i * m + j] += total
    return c


def matmul_fast(a, b, n, k, m):
    check_length("a", a, n, k)
    check_length("b", b, k, m)
    turned = transpose(b, k, m)
    columns = [turned[start : start + k] for start in range(0, k * m, k)] if k else [[]] * m
    rows = [a[i * k : i * k + k] for i in range(n)]
    return [sum([x * y for x, y in zip(row, column)]) for row in rows for column in columns]
