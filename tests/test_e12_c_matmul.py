"""Tests of e12: the product in C, on buffers that have guards around them and garbage inside.

The numbers are whole, so every sum is exact in whatever order it is added up.
"""

import ctypes
from functools import cache
from pathlib import Path

import numpy as np

from exercises import e12_c_matmul
from kata.sandbox import c_library
from tests.expect import draw, fail, show, task

ALL = ["matmul_ijk", "matmul_ikj", "matmul_blocked", "matmul_packed"]
SMALL = ((2, 4, 6), (6, 4, 2))  # n, k and m: a wide result and a tall one
THIN = ((1, 1, 1), (1, 3, 1), (4, 1, 2), (1, 2, 4), (5, 2, 1), (1, 200, 1))
LARGE = ((135, 150, 133), (13, 300, 1601), (700, 530, 7), (384, 256, 768))  # the last: whole tiles
GUARD = 4099  # cells before and behind each buffer; odd, since nothing promises where it begins
TRAP = 0x7FF4_0000_5AFE_5AFE  # a signalling NaN: whatever is calculated with it has other bits
NAN = np.uint64(0x7FF8_0000_0000_C0DE).view(np.float64)  # tells itself from any other NaN
TRAPS, FENCE = np.full(10**4, TRAP, np.uint64).view(np.float64), 5003.0 + 13 * np.arange(10**4)

# --- What people write ---

RIGHT = {
    "rows": "int i = 0; i < n; i++", "columns": "int j = 0; j < m; j++",
    "once": "", "start": "double sum = 0", "p": "int p = 0; p < k; p++", "sum": "sum +=",
    "a": "a[i * k + p]", "times": "*", "b": "b[p * m + j]", "c": "c[i * m + j]", "stored": "=",
    "first": "0; j < m", "cleared": "c[i * m + j] =", "j": "0; j < m", "added": "+=",
    "clear": "for (int cell = 0; cell < n * m; cell++) c[cell] = 0;", "i0": "i0 < n", "di": "BLOCK", "dp": "BLOCK", "dj": "BLOCK",
    "i": "i = i0; i < smaller(i0 + BLOCK, n)", "q": "p = p0; p < smaller(p0 + BLOCK, k)",
    "h": "j = j0; j < smaller(j0 + BLOCK, m)", "product": "c[i * m + j] += a[i * k + p] * b[p * m + j]",
}  # fmt: skip
IJK = """
%(once)s
for (%(rows)s)
    for (%(columns)s) {
        %(start)s;
        for (%(p)s)
            %(sum)s %(a)s %(times)s %(b)s;
        %(c)s %(stored)s sum;
    }
"""
IKJ = """
for (int i = 0; i < n; i++) {
    for (int j = %(first)s; j++)
        %(cleared)s 0;
    for (int p = 0; p < k; p++)
        for (int j = %(j)s; j++)
            %(c)s %(added)s a[i * k + p] * b[p * m + j];
}
"""
NOT_CLEARED = """
for (int i = 0; i < n; i++) {
    for (int p = 0; p < k; p++)
        for (int j = 0; j < m; j++)
            c[i * m + j] %s a[i * k + p] * b[p * m + j];
    %s
}
"""
BLOCKED = """
%(clear)s
for (int i0 = 0; %(i0)s; i0 += %(di)s)
    for (int p0 = 0; p0 < k; p0 += %(dp)s)
        for (int j0 = 0; j0 < m; j0 += %(dj)s)
            for (int %(i)s; i++)
                for (int %(q)s; p++)
                    for (int %(h)s; j++)
                        { %(product)s; }
"""
SIDES = (("i", "i", "n", "km"), ("q", "p", "k", "nm"), ("h", "j", "m", "nk"))
WAYS = (SIDES, *[[side] for side in SIDES])  # wrong on all sides, or on one
GIVEN = "enum { BLOCK = 128 };\nstatic int smaller(int x, int y) { return x < y ? x : y; }\n"
HEAD = "(const double *a, const double *b, double *c, int n, int k, int m)"

HELD = "That is added to what c held before: begin with 0, or assign the sum."
LAST = "Only the last product of each sum is left: the earlier ones are overwritten."
LEFT = "Each cell starts with what the last one left, not with 0."
TOO_LARGE = "Which index is too large there: a row's, a column's, or a row's length?"
STEPS = "Small products of even sides are right: where cells are taken several at a time, those that are left over need a loop of their own."
SET_TO_0 = "is each sum, or tile, set to 0 before its first product?"
AGAIN = f"The same call gives other numbers a second time: {SET_TO_0} A static variable is only once, when the program starts."
LEFTOVERS = f"Leftovers are in the sums: {SET_TO_0} Is a copy filled wherever it is read?"
FIRST_FOR_ALL = "Every product takes its factor from the first"
DOWN = "The matrices are taken to lie column after column, as in Fortran; here a row follows a row."
TOO_OFTEN = "The sum so far is added to c after every p: add it once, after the last."
LEAVES = "NaNs lie before and behind a and b: an index, or a pointer, leaves one of them."
READ_ONLY = "It is only to be read."
NOTHING = "Sums of nothing are 0: c must not keep what it held."
A_NAN = "Assign 0, or the first number, to each cell: a NaN times 0 is a NaN."
MEMSET = "memset counts bytes, 8 for a double, and sizeof c is that of a pointer."
FEW = "cells of c are set to 0 before the products arrive: it has n * m."
ZERO = "A 0 in a adds nothing, but the products after it count: does break stand for continue?"
ALL_0 = "Every cell is 0:"
WHOLE = "These are whole numbers: is a variable an int that should be a double?"
CUT = "A factor has lost its fraction: is a variable an int that should be a double?"
FLOAT = "Is a float where a double should be?"

MISTAKES = {
    f"matmul_ijk{HEAD}": {
        IJK % (RIGHT | {"stored": "+="}): HELD,
        IJK % (RIGHT | {"sum": "sum ="}): LAST,
        IJK % (RIGHT | {"start": "static double sum"}): AGAIN,
        **{IJK % (RIGHT | {"once": x, "start": y}): LEFT for x, y in (("double sum = 0;", ""), ("double sum;", "if (j == 0) sum = 0"))},
        **{IJK % (RIGHT | {"start": f"double sum = 0{x}", "sum": "c[i * m + j] += sum +=", "c": "sum"}): TOO_OFTEN for x in ("", "; c[i * m + j] = 0")},
        IJK % (RIGHT | {"c": "sum"}): "c keeps all that it held: is anything stored there?",
        IJK % (RIGHT | {"start": "double sum = 0; c[i * m + j] = sum", "c": "sum"}): f"{ALL_0} is the sum stored before its products are added up?",
        **{IJK % (RIGHT | {"a": f"a[i * {x} + p]"}): f"The offsets in a use {x} columns, but a has k." for x in "nm"},
        IJK % (RIGHT | {"c": "c[i * m + j] = 0; for (int p = 0; p < k; p++) c[i * m + j]", "stored": "+="}): "The whole sum is added k times: add it once, behind the loop over p.",
        IJK % (RIGHT | {"a": "a[i, p]"}): "Every row of c is made from row 0 of a: what moves from row to row? (In C, a[i, p] is a[p].)",
        IJK % (RIGHT | {"b": "b[p, j]"}): f"{FIRST_FOR_ALL} row of b: p does not move there, and in C b[p, j] is b[j].",
        IJK % (RIGHT | {"a": "a[i + p]"}): "The offsets in a lack the length of a row, k.",
        IJK % (RIGHT | {"b": "b[p * n + j]"}): "The offsets in b use n columns, but b has m.",
        IJK % (RIGHT | {"b": "b[p * k + j]"}): "The offsets in b use k columns, but b has m.",
        IJK % (RIGHT | {"b": "b[p + j]"}): "The offsets in b lack the length of a row, m.",
        IJK % (RIGHT | {"c": "c[i * n + j]"}): "The offsets in c use n columns, but c has m.",
        IJK % (RIGHT | {"c": "c[i * k + j]"}): "The offsets in c use k columns, but c has m.",
        IJK % (RIGHT | {"c": "c[i + j]"}): "The offsets in c lack the length of a row, m.",
        IJK % (RIGHT | {"c": "c[i * j]"}): "Cell i, j of c lies at i * m + j, not at i times j.",
        IJK % (RIGHT | {"c": "c[(i + 1) * m + j]"}): TOO_LARGE,
        **{f"for (int i = 0; i < n; i++) {{\n    int j;\n    double sum = 0;\n    for (j = 0; j < m; j++) {{\n        {anew}for (int p = 0; p < k; p++) sum += a[i * k + p] * b[p * m + j];\n    }}\n    c[i * m + j] = sum;\n}}":
           "c is written behind the loop over j, where j is m: store each cell inside that loop." for anew in ("", "sum = 0;\n        ")},
        IJK % (RIGHT | {"c": "c[j * n + i]"}): "Rows and columns of c are swapped.",
        IJK % (RIGHT | {"a": "a[p * n + i]"}): "a is read as if its rows were its columns: cell i, p lies in row i.",
        IJK % (RIGHT | {"b": "b[j * k + p]"}): "b is read as if its rows were its columns: cell p, j lies in row p.",
        IJK % (RIGHT | {"a": "a[p * n + i]", "b": "b[j * k + p]", "c": "c[j * n + i]"}): DOWN,
        IJK % (RIGHT | {"a": "a[p * n + i]", "b": "b[j * k + p]"}): DOWN,
        IJK % (RIGHT | {"a": "a[i * k + j]", "b": "b[j * m + p]"}): "p and j have changed places in the offsets: p counts the products of a sum.",
        IJK % (RIGHT | {"rows": "int i = 0; i < m; i++", "columns": "int j = 0; j < n; j++"}): "The ends of the two outer loops are swapped: c has n rows and m columns.",
        IJK % (RIGHT | {"rows": "int i = 1; i <= n; i++", "columns": "int j = 1; j <= m; j++", "p": "int p = 1; p <= k; p++"}): "C counts from 0: i, p and j begin at 0 and stay below their ends.",
        "for (int i = 0; i < n; i++) for (int j = 0; j < m; j++) c[i * m + j] = a[i * k + j] * b[i * m + j];": "That is cell times cell: a cell of c is a row of a times a column of b.",
        IJK % (RIGHT | {"b": "b[i * m + j]"}): "Row i of c takes its factors from row i of b alone: p counts the rows of b.",
        IJK % (RIGHT | {"a": "a[i * k]"}): f"{FIRST_FOR_ALL} column of a: p does not move there.",
        IJK % (RIGHT | {"a": "((double *)a)[i * k + p]", "times": "*="}): READ_ONLY,
        IJK % (RIGHT | {"times": "+"}): "A number of a and one of b are multiplied, not added.",
        IJK % (RIGHT | {"p": "int p = 0; p < n; p++"}): "Each sum has n terms; k are wanted.",
        IJK % (RIGHT | {"p": "int p = 0; p < m; p++"}): "Each sum has m terms; k are wanted.",
        IJK % (RIGHT | {"p": "int p = 1; p < k; p++"}): "The first product of each sum is missing.",
        IJK % (RIGHT | {"p": "int p = 0; p <= k; p++"}): "Each sum has one product too many: p stops below k.",
        IJK % (RIGHT | {"p": "int p = 0; p < k - 1; p++"}): "The last product of each sum is missing.",
        IJK % (RIGHT | {"start": "double sum = 0; int p", "p": "p = 0; p < k; p++", "sum": "; sum +="}): "A semicolon stands behind the head of the loop over p, which is all that it repeats.",
        IJK % (RIGHT | {"once": "const double *x = a;", "a": "*x++"}): "A pointer goes on through a from cell to cell of c: each cell begins at its row of a anew.",
        IJK % (RIGHT | {"start": "float sum = 0"}): FLOAT,
        IJK % (RIGHT | {"start": "int sum = 0"}): WHOLE,
        IJK % (RIGHT | {"a": "(int)a[i * k + p]"}): CUT,
    },
    f"matmul_ikj{HEAD}": {
        NOT_CLEARED % ("+=", ""): HELD,
        NOT_CLEARED % ("+=", "for (int j = 0; j < m; j++) c[i * m + j] = 0;"): f"{ALL_0} is a row set to 0 after its products were added?",
        f"{RIGHT['clear']}\nfor (int i = 0; i < n; i++) for (int p = 0; p < k; p++) for (int j = 0; j < m; j++) *c++ += a[i * k + p] * b[p * m + j];": "A pointer into c goes on at every product, and never comes back: each p goes over the row anew.",
        f"{RIGHT['clear']}\nconst double *y = b;\nfor (int i = 0; i < n; i++) for (int p = 0; p < k; p++) for (int j = 0; j < m; j++) c[i * m + j] += a[i * k + p] * *y++;": "A pointer goes on through b from row to row of c: each row begins at the start of b anew.",
        NOT_CLEARED % ("= (p ? c[i * m + j] : 0) +", ""): NOTHING,
        IKJ % (RIGHT | {"added": "="}): LAST,
        IKJ % (RIGHT | {"cleared": "c[i * m + j] *="}): A_NAN,
        IKJ % (RIGHT | {"cleared": "c[j] ="}): "Row 0 is set to 0 for each row again: row i of c begins at i * m.",
        IKJ % (RIGHT | {"c": "((float *)c)[i * m + j]", "cleared": "((float *)c)[i * m + j] ="}): "The cells are written as floats: c holds doubles.",
        IKJ % (RIGHT | {"c": "c[j]"}): "All rows are added into row 0 of c: row i begins at i * m.",
        IKJ % (RIGHT | {"c": "c[j]", "cleared": "c[j] ="}): "Every row is written to row 0 of c: row i begins at i * m.",
        IKJ % (RIGHT | {"c": "c[i * k + j]"}): "The offsets in c use k columns, but c has m.",
        IKJ % (RIGHT | {"c": "c[i * k + j]", "cleared": "c[i * k + j] ="}): "The offsets in c use k columns, but c has m.",
        IKJ % (RIGHT | {"first": "0; j < 1"}): "Only the first cell of each row is set to 0 before the products arrive.",
        IKJ % (RIGHT | {"first": "0; j < 1", "cleared": "__builtin_memset(c + i * m, 0, m); (void)"}): MEMSET,
        IKJ % (RIGHT | {"first": "0; j < n * m"}): "The loop that clears a row goes to n * m: a row of c has m cells.",
        IKJ % (RIGHT | {"first": "0; j < k"}): "The loop that clears a row goes to k: a row of c has m cells.",
        IKJ % (RIGHT | {"j": "0; j < k"}): "The loop over j goes to k: a row of c has m cells.",
        IKJ % (RIGHT | {"j": "0; j < n"}): "The loop over j goes to n: a row of c has m cells.",
        IKJ % (RIGHT | {"j": "1; j < m"}): "The loop over j leaves out 0: the first column gets no product.",
    },
    f"matmul_blocked{HEAD}": {
        BLOCKED % (RIGHT | {"clear": "for (int cell = 0; cell < n; cell++) c[cell] = 0;"}): f"Only n {FEW}",
        BLOCKED % (RIGHT | {"clear": "for (int cell = 0; cell < m; cell++) c[cell] = 0;"}): f"Only m {FEW}",
        BLOCKED % (RIGHT | {"clear": "for (int cell = 0; cell < k; cell++) c[cell] = 0;"}): f"Only k {FEW}",
        BLOCKED % (RIGHT | {"clear": "__builtin_memset(c, 0, n * m);"}): MEMSET,
        BLOCKED % (RIGHT | {"i0": "i0 + BLOCK <= n"}): f"{ALL_0} has a side that is shorter than BLOCK its block, too?",
        **{BLOCKED % (RIGHT | which): "Blocks overlap: do i0, p0 and j0 go up by BLOCK?"
           for which in ({"di": "1"}, {"dp": "1"}, {"dj": "1"}, {"di": "1", "dp": "1", "dj": "1"})},
        **{BLOCKED % (RIGHT | {x: f"{i} = {i}0; {i} < smaller({i}0 + BLOCK, {end})"}):
           f"The last block along {i} ends at {end}, and that side at {right}." for x, i, right, ends in SIDES for end in ends},
        **{BLOCKED % (RIGHT | {x: f"{i} = 0; {i} < smaller(BLOCK, {n} - {i}0)" for x, i, n, _ in which}):
           "Every block begins at 0 again: count from the block's own first cell." for which in WAYS},
        **{BLOCKED % (RIGHT | {x: f"{i} = 0; {i} < smaller({i}0 + BLOCK, {n})" for x, i, n, _ in which}):
           "Each block takes in those before it: begin at the block's own first cell." for which in WAYS},
        **{BLOCKED % (RIGHT | {x: f"{i} = {i}0; {i} < smaller(BLOCK, {n} - {i}0)" for x, i, n, _ in which}):
           "The last block of a side is lost: is it left out, or is its length taken for its end?" for which in WAYS},
        **{BLOCKED % (RIGHT | {x: f"{i} = {i}0; {i} < smaller({i}0 + BLOCK{less}"}):
           f"A block loses its last cells along {i}: < leaves the end out already."
           for x, i, n, _ in SIDES for less in (f" - 1, {n})", f", {n}) - 1", f", {n} - 1)")},
        **{BLOCKED % (RIGHT | {x: f"{i} = {i}0; {i} <{more}, {n})"}): f"A block goes one too far along {i}: it ends before its end."
           for x, i, n, _ in SIDES for more in (f"= smaller({i}0 + BLOCK", f" smaller({i}0 + BLOCK + 1")},
        BLOCKED % (RIGHT | {"product": """
double *to = c + i0 * m + j0 + (i - i0) * smaller(BLOCK, m - j0) + j - j0;
*to += a[i0 * k + p0 + (i - i0) * smaller(BLOCK, k - p0) + p - p0] * b[p0 * m + j0 + (p - p0) * smaller(BLOCK, m - j0) + j - j0]"""}): "The rows of a block are taken to be as long as the block: they lie k, or m, apart as before.",
    },
}  # fmt: skip
PAST = {  # what is asked where cells past the end of c are written
    "matmul_blocked": "Does the last block end where the matrix does, and the loop that sets c to 0?",
    "matmul_packed": "Does the last tile end where the matrix does, and do its rows lie m apart?",
}


@cache
def ideas() -> list[tuple]:
    """Return (task, sentence, function) for each wrong body of MISTAKES, compiled."""
    known = [(head, *idea) for head, bodies in MISTAKES.items() for idea in bodies.items()]
    text = "".join(f"void f{i}{HEAD}\n{{{body}}}\n" for i, (_, body, _) in enumerate(known))
    loaded = c_library.load_text(Path(__file__).with_suffix(".c"), GIVEN + text)
    functions = [loaded[f"f{i}"] for i in range(len(known))]
    for function in functions:
        function.argtypes = [np.ctypeslib.ndpointer()] * 3 + [ctypes.c_int] * 3
    heads, _, words = zip(*known)
    return [*zip((head.partition("(")[0] for head in heads), words, functions)]


def slips(name, n, k, m) -> list[str]:
    """Return what is said of wrong ideas that do just what a task does: of its own, and of others.

    Numbers lie around the buffers here, so that what is read and written there tells them apart, and
    both small shapes are compared. Of blocks, what is right there is, on the first of the large ones.
    """
    large = name == "matmul_blocked" and (n, k, m) == LARGE[0]
    if (n, k, m) not in SMALL and not large:
        return ["", ""]
    shapes = [whole_numbers(*each) for each in (LARGE[:1] if large else SMALL)]

    def left_by(function, a, b, n, k, m):
        (_, x), (_, y), (whole, z) = (guarded(each, FENCE) for each in (a, b, garbage(n * m)))
        function(x, y, z, n, k, m)
        return whole

    def right(a, b, n, k, m):
        return guarded((a.reshape(n, k) @ b.reshape(k, m)).ravel(), FENCE)[0]

    own, small, found = getattr(e12_c_matmul, name), whole_numbers(*SMALL[0]), ([], [])
    got = [left_by(lambda x, y, z, *sides: own(x, y, *sides, out=z), *each) for each in shapes]
    if all(np.array_equal(mine, right(*each)) for each, mine in zip(shapes, got)):
        return ["", ""]
    for task_name, words, function in ideas():
        if large and (task_name != name or (left_by(function, *small) != right(*small)).any()):
            continue
        if all(np.array_equal(left_by(function, *each), mine) for each, mine in zip(shapes, got)):
            found[task_name != name].append(words)
    return [" Or: ".join(dict.fromkeys(words)) for words in found]


# --- What all four are asked ---


@task(*ALL)
def test_two_products_have_nothing_of_each_other(name):
    """A second product has nothing of the first."""
    if right_if_small(name):
        ran(name, *whole_numbers(*LARGE[1]))
        right_if_small(name)


@task(*ALL)
def test_small_products(name):
    """2 x 4 times 4 x 6, and 6 x 4 times 4 x 2: no two sides alike, so that a wrong one shows."""
    for shape in SMALL:
        expect_product(name, *shape)


@task(*ALL)
def test_single_rows_and_columns(name):
    """A row times a column is one number, a column times a row a whole table."""
    if right_if_small(name):
        right = [expect_product(name, *shape) for shape in THIN]
        got = ran(name, [0.0, 2.0], [7.0, 11.0], 1, 2, 1) if all(right) else None
        if got is not None and got[0] != 22:
            fact = f"{call(name, 1, 2, 1)}, [0, 2] and [7, 11], gives {show(got[0])}, want 22."
            fail(fact, ZERO if got[0] == 0 else "")


@task(*ALL)
def test_empty_matrices(name):
    """With k = 0 every cell is 0, whatever c held; without rows or columns nothing is written."""
    if right_if_small(name):
        for n, k, m in ((0, 2, 3), (2, 3, 0), (0, 0, 0), (2, 0, 4)):
            got = ran(name, [0] * n * k, [0] * k * m, n, k, m)
            if got is not None and got.any():
                fail(f"{call(name, n, k, m)} gives {show(got.tolist())}, want [0.0, ...].", NOTHING)


@task(*ALL, seconds=20)
def test_large_matrices(name):
    """Every cell is right, whether blocks and tiles divide the sides or end within them."""
    if right_if_small(name):
        all(expect_product(name, *shape) for shape in LARGE)


@task("matmul_packed", seconds=20)
def test_packed_at_every_edge():
    """Every shape up to two tiles and one more cell, in both directions."""
    if right_if_small("matmul_packed"):
        shapes = ((n, 3, m) for n in range(1, 18) for m in range(1, 50))
        all(expect_product("matmul_packed", *shape) for shape in shapes)


@task(*ALL)
def test_drawn_matrices(name):
    """Drawn shapes, a square one too, give what numpy gives, but for rounding.

    The numbers have one sign, so that sums lose nothing. c holds NaNs before, which no product with
    0 and no difference clears.
    """
    rng = draw()
    for number in range(20 if right_if_small(name) else 0):
        n, k, m = (rng.randint(1, 80) for _ in range(3)) if number else (60, 60, 60)
        a = np.array([rng.uniform(0.1, 3) for _ in range(n * k)]) * (-1) ** number
        b = np.array([rng.uniform(0.1, 3) for _ in range(k * m)])
        got = ran(name, a, b, n, k, m, np.full(n * m, NAN))
        if got is None:
            return
        want = (a.reshape(n, k) @ b.reshape(k, m)).ravel()
        if (got.view(np.uint64) == NAN.view(np.uint64)).any():
            fail(f"{call(name, n, k, m)}, where c held NaNs before: some are left.", A_NAN)
        elif not np.allclose(got, want, rtol=1e-12, atol=0):
            cell = np.argmax(~np.isclose(got, want, rtol=1e-12, atol=0))
            fact = f"{call(name, n, k, m)}, drawn: cell {cell} of c is {float(got[cell])!r}, want {float(want[cell])!r}."
            fail(fact, rounded(got, want, a.reshape(n, k), b.reshape(k, m)))
        else:
            continue
        return


def right_if_small(name) -> bool:
    """Are the small products right? They may have been, and be wrong after other ones."""
    return all(expect_product(name, *shape) for shape in SMALL)


def expect_product(name, n, k, m) -> bool:
    """Expect the exact product, and name the slip that gives another."""
    a, b, *_ = whole_numbers(n, k, m)
    if (got := ran(name, a, b, n, k, m)) is None:
        return False
    got, right = got.reshape(n, m), a.reshape(n, k) @ b.reshape(k, m)
    if np.array_equal(got, right):
        return True
    first = int(np.flatnonzero(got != right)[0])
    row, column = divmod(first, m)
    fact = f"{call(name, n, k, m)}: row {row}, column {column} of c is {show(got[row, column])}, want {show(right[row, column])}."
    if n * m <= 12:
        around = max(0, first - 3)
        shown = [show(cells.ravel().tolist(), start=around) for cells in (got, right)]
        of_a, of_b = a.reshape(n, k)[row].tolist(), b.reshape(k, m)[:, column].tolist()
        of = f"row {row} of a is {show(of_a)}, column {column} of b {show(of_b)}"
        fact = f"{call(name, n, k, m)} gives {shown[0]}, want {shown[1]}; {of}."
    fail(fact, diagnosis(name, got, right, a, b, n, k, m))
    return False


def ran(name, a, b, n, k, m, held=None):
    """Return what a task makes of a c full of garbage; None, and why, where it leaves its buffers."""
    (a_whole, a_cells), (b_whole, b_cells) = guarded(a), guarded(b)
    whole, cells = guarded(garbage(n * m) if held is None else held)
    before = a_whole.tobytes(), b_whole.tobytes()
    getattr(e12_c_matmul, name)(a_cells, b_cells, n, k, m, out=cells)
    for letter, now, then in zip("ab", (a_whole, b_whole), before):
        if now.tobytes() != then:
            fail(f"{call(name, n, k, m)} changes {letter}.", READ_ONLY)
            return None
    bits = whole.view(np.uint64).copy()
    bits[GUARD : GUARD + n * m] = TRAP
    if not (bits != TRAP).any():
        return cells
    first = int(np.flatnonzero(bits != TRAP)[0]) - GUARD
    fact = f"{call(name, n, k, m)} writes to c[{first}], and c has {n * m} cells."
    own, others = slips(name, n, k, m)
    fail(fact, own or others or PAST.get(name, TOO_LARGE if (n, k, m) in SMALL else STEPS))
    return None


def guarded(cells, around=TRAPS) -> tuple[np.ndarray, np.ndarray]:
    """Return a buffer with guards before and behind it, and the part between them that holds the cells."""
    whole = np.resize(around, len(cells) + 2 * GUARD)
    whole[GUARD : GUARD + len(cells)] = cells
    return whole, whole[GUARD : GUARD + len(cells)]


def garbage(count: int) -> np.ndarray:
    """Return what c holds before it is written to: whole numbers, all different, and none of them a sum."""
    return -1000.0 - 7 * np.arange(count)


def whole_numbers(n, k, m):
    """Return matrices of these shapes, without a pattern that a wrong index would hide in."""
    a = (np.arange(n * k) * 7919 % 101 + 1).astype(float)
    b = (np.arange(k * m) * 104729 % 97 + 1).astype(float)
    return a, b, n, k, m


def call(name, n, k, m) -> str:
    return f"{name} on {n} x {k} times {k} x {m}"


# --- Slips without a result of their own ---


def diagnosis(name, got, right, a, b, n, k, m) -> str:
    """Return the sentence of what gives this very result, from the likeliest cause to the least."""
    small, (own, others) = (n, k, m) in SMALL, slips(name, n, k, m)
    if name == "matmul_packed" and not got.any():
        return f"{ALL_0} is the tile added to c, also one that reaches beyond it?"
    if own or others:
        return own or others
    tile, odd = small and name == "matmul_packed", got[got != right]
    if tile and odd.any() and np.isin(odd, [0, *right.ravel()]).all():
        return "The sums are right, but in other cells of c: column q of a tile is lane q % LANES of vector q / LANES."
    if np.isnan(got).any():
        ours = (got.view(np.uint64) & 0xFFFF_FFFF == TRAP & 0xFFFF_FFFF).any()  # of the guards
        return LEAVES if ours else LEFTOVERS
    a, b = a.reshape(n, k), b.reshape(k, m)
    if np.array_equal(got[0], a[:, 0][:k] @ b[: len(a[:, 0][:k])]):
        return "Row 0 of c takes the first column of a, not its first row: how does its copy lie?"
    found = remembered(name, got, right, a, b)
    if not tile:
        found = found or pieces(got, right, a, b)
    found = found or apart(got, right, garbage(n * m).reshape(n, m))
    if found and (small or not found.endswith("are not.")):
        return found
    return f"{found} {later(name, small, got, right)}".strip()


def remembered(name, got, right, a, b) -> str:
    """Return what is said where the result hangs on what was multiplied before."""
    n, k, m = *a.shape, b.shape[1]
    if not np.array_equal(ran(name, a.ravel(), b.ravel(), n, k, m), got.ravel()):
        return AGAIN
    if name == "matmul_packed":
        ran(name, [0] * 256, [0] * 256 * 48, 1, 256, 48)  # the copies keep zeros
        if np.array_equal(ran(name, a.ravel(), b.ravel(), n, k, m), right.ravel()):
            return "What an earlier product left in the copies is added, too: does p stop at depth?"
    return ""


def pieces(got, right, a, b) -> str:
    """Return how got is made of a part of each sum."""
    k, (row, column) = a.shape[1], np.argwhere(got != right)[0]
    sums = np.cumsum(a[row] * b[:, column])
    for whole, part in ((0, 1), (1, -1), (2, -1)):
        for p in 1 + np.flatnonzero(whole * sums[-1] + part * sums[:-1] == got[row, column])[:3]:
            if np.array_equal(got, whole * right + part * (a[:, :p] @ b[:p])):
                return (
                    f"Only the first {p} of {k} products are in each sum: what comes after them is lost.",
                    f"Only the products from {p} on are in each sum: they overwrite the earlier ones.",
                    f"The products from p = {p} on are in each sum twice: does a loop over what is left begin too early?",
                )[whole]
    return ""


def apart(got, right, held) -> str:
    """Return from which row, or column, on it is wrong, or right, and how, where it is so clear a case."""
    wrong, how = got != right, "are not"
    if not got[wrong].any():
        how = "are 0"
    elif np.array_equal(got[wrong], held[wrong]):
        how = "are never written"
    for side, lines in (("column", wrong.T), ("row", wrong)):
        bad = lines.any(axis=1)
        if bad.all() or not lines[bad].all() or np.count_nonzero(bad[1:] != bad[:-1]) > 1:
            continue
        turn = int((bad != bad[0]).argmax())
        if bad[0]:
            return f"The {side}s from {side} {turn} on are right, those before it {how}."
        return f"The {side}s before {side} {turn} are right, those from there on {how}."
    return ""


def later(name, small, got, right) -> str:
    """Return what to ask where nothing else is known, mostly of products of several blocks, or tiles."""
    odd = got[got != right]
    if (odd % 1 != 0).any() or (abs(odd) > 1e9).any():  # no sum of products of these numbers
        return LEFTOVERS
    if name == "matmul_packed":
        if small:
            return "Other products are in the sums: how far does each index go when p goes on?"
        return "A corner of a tile is right, more is not: how far do r, v, p and q go, and is row r of c at corner + r * m?"
    return STEPS if not small and got.size < 99 else ""


def rounded(got, want, a, b) -> str:
    """Return what the drawn numbers have lost, where whole ones were right."""
    if np.array_equal(got, np.trunc(got)):
        return WHOLE
    for factors in ((np.trunc(a), b), (a, np.trunc(b))):
        if np.allclose(got, np.matmul(*factors).ravel(), rtol=1e-9, atol=0):
            return CUT
    return FLOAT if np.allclose(got, want, rtol=1e-5, atol=0) else ""
