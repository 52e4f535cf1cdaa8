"""Tests of e09: numbers in one flat list. The order of the loops does not show in a result."""

import re
from contextlib import suppress
from functools import partial
from inspect import getsource
from operator import mul

from exercises import e09_matmul
from exercises.e09_matmul import offset
from kata.sandbox.loader import forbid
from tests.expect import close, draw, expect, expect_error, expect_own_list, fail, show, task
from tests.wrong import wrong

forbid("numpy", "Here you write what numpy does")

PRODUCTS = ("matmul_ijk", "matmul_ikj", "matmul_blocked*", "matmul_fast*")
# No number twice; no two of n, k and m alike, none of them another one plus one.
PRIMES = [p for p in range(2, 230) if all(p % d for d in range(2, p))]
WIDE = (PRIMES[:8], PRIMES[8:36], 2, 4, 7)
TALL = (PRIMES[:24], PRIMES[24:32], 6, 4, 2)
ODD = (PRIMES[:35], PRIMES[35:], 7, 5, 3)
TURNED = (
    ([11, 12, 21, 22, 31, 32, 41, 42], 4, 2, [11, 21, 31, 41, 12, 22, 32, 42]),
    ([11, 12, 13, 21, 22, 23], 2, 3, [11, 21, 12, 22, 13, 23]),
    ([11, 12, 21, 22], 2, 2, [11, 21, 12, 22]),
    ([5, 6, 7, 8], 1, 4, [5, 6, 7, 8]),
    ([5], 1, 1, [5]),
    ([5, 6, 7, 8, 9], 5, 1, [5, 6, 7, 8, 9]),
    ([], 0, 3, []),
    ([], 3, 0, []),
)
PROBES = ((WIDE, 1), (TALL, 64), (ODD, 2))  # with the size of a block

# --- What goes wrong, and what is said ---

NO_FIRST = "With k = 0 there is no first product: let each sum begin with 0."
FROM_0 = "Counted from 0 there is nothing to add: the very first cell has offset 0."
WHOLE = "A list wants a whole number: no / is needed."
FLAT = "The rows are right, but all belong in one flat list."
IN_PLACE = "It was changed in place: leave the arguments alone."
SWAPPED = "Rows and columns of the result are swapped."
B_TURNED = "b is read as if its rows were its columns: cell p, j lies in row p."
LAST_ONE = "Only the last product of each sum is left: the earlier ones are overwritten."
FIRST_CELL = "Only the first cell is done: is there a return in a loop, or what begins only once?"
FIRST_ROW = "Only the first row is done: a return in a loop, an index that is not set back, or a zip, map or generator that is used up?"
EACH_PRODUCT = "That is one cell for each product; k products add up to one cell."
EACH_STEP = "That appends at every step of a sum: append once, when the sum is whole."
ONE_LIST = "All rows are one and the same list: [...] * n repeats it, and makes no new one."
ANEW = "Make a new list in every call."
AGAIN = "A second call gives something else: it goes on with a list that the first has filled."
KEPT = "Numbers of an earlier call are in it: look at a and b anew in each one."
ZERO = "A 0 adds nothing, but the products after it count: does break stand for continue?"
FEW_DIGITS = "The first digits are right: are numbers rounded, or kept in 32 bits? Python's float has 64, as C's double."
STAYS = "The last cell stays last: by this formula it lands on the first, or, alone, divides by n * m - 1, which is 0."
STEPS_OF_0 = "That side of the matrix is 0 here, and a range cannot go on in steps of 0."
ONE_INDEX = "The lists are flat and take one index: row times columns plus column."
ONE_NAME = "A list and a counter share one name: the counter takes the list's place."

RIGHT = {"c": "n * m", "i": "n", "p": "k", "j": "m", "at": "c[i * m + j] +=", "a": "a[i * k + p]", "b": "b[p * m + j]", "then": ""}  # fmt: skip
IJK = """
c = [0.0] * (%(c)s)
for i in range(%(i)s):
    for j in range(%(j)s):
        for p in range(%(p)s):
            %(at)s %(a)s * %(b)s
%(then)sreturn c"""
SLIPS = {
    **{("at", f"c[i * {x} + j] +="): f"The offsets in the result use {x} columns, but it has m." for x in "nk"},
    ("at", "c[j * n + i] +="): SWAPPED,
    ("at", "c[j] +="): "All rows go into row 0 of the result: row i begins at i * m.",
    ("at", "c[i * m + j] ="): LAST_ONE,
    ("at", "c[i][j] +="): ONE_INDEX,
    ("a", "a[i][p]"): ONE_INDEX,
    **{("a", f"a[i * {x} + p]"): f"The offsets in a use {x} columns, but a has k." for x in "nm"},
    ("a", "a[p * n + i]"): "a is read as if its rows were its columns: cell i, p lies in row i.",
    ("a", "a[p * k + i]"): "Row and column are swapped in a: its offset is i * k + p.",
    ("a", "a[p]"): "Every row of the result comes from row 0 of a: row i begins at i * k.",
    ("a", "a[i + p]"): "The offsets in a lack the length of a row, k.",
    ("a", "a[i * k]"): "Every product takes the first number of a's row: p does not move there.",
    **{("b", f"b[p * {x} + j]"): f"The offsets in b use {x} columns, but b has m." for x in "nk"},
    ("b", "b[j * k + p]"): B_TURNED,
    ("b", "b[j * m + p]"): "Row and column are swapped in b: its offset is p * m + j.",
    ("b", "b[i * m + j]"): "b is read in row i; its row is p.",
    ("b", "b[p + j]"): "The offsets in b lack the length of a row, m.",
    ("b", "b[j]"): "Every product takes its factor from row 0 of b: p does not move there.",
    **{("c", cells): f"The result has n * m cells, not {cells}." for cells in ("n * k", "k * m")},
    **{(x, f"1, {end}"): f"The first {line} is left out: {x} counts from 0." for x, end, line in (("i", "n", "row"), ("j", "m", "column"))},
    **{(x, f"{end} - 1"): f"The last {line} is left out: a range ends before its end." for x, end, line in (("i", "n", "row"), ("j", "m", "column"))},
    **{("p", end): f"The {which} product of each sum is missing." for end, which in (("1, k", "first"), ("k - 1", "last"))},
    ("p", "k + 1"): "Each sum has one product too many: p stays below k.",
    ("p", "1"): "Only the first product of each sum is there.",
    ("p", "0"): "Every cell is still 0: nothing is added to it.",
    ("then", "            "): "Only the first product of all is there: does return stand inside a loop?",
    ("then", "        "): FIRST_CELL,
    ("then", "    "): FIRST_ROW,
}  # fmt: skip
ROW = "sum(a[i * k + p] * b[p * m + j] for p in range(k))"
FAST = """
rows = [%s for i in range(n)]
columns = %s
return [sum(map(mul, row, column)) for row in rows for column in columns]"""
OF_A, OF_B = "a[i * k : i * k + k]", "[b[j::m] for j in range(m)]"
PARTS = {"i0": "0, n, block", "p0": "0, k, block", "j0": "0, m, block", "at": "c[i * m + j] +=", "i": "i0, min(i0 + block, n)", "p": "p0, min(p0 + block, k)", "j": "j0, min(j0 + block, m)"}  # fmt: skip
BLOCKED = """
c = [0.0] * (n * m)
for i0 in range(%(i0)s):
    for p0 in range(%(p0)s):
        for j0 in range(%(j0)s):
            for i in range(%(i)s):
                for p in range(%(p)s):
                    for j in range(%(j)s):
                        %(at)s a[i * k + p] * b[p * m + j]
return c"""
SETS, SIDES = ["i", "p", "j", "ipj"], {"i": "n", "p": "k", "j": "m"}
SWAPS = [(x, end, SIDES[x]) for x in SIDES for end in ("n", "k", "m") if end != SIDES[x]]
WHAT = {"i": "rows", "p": "terms of a sum", "j": "columns"}
MISTAKES = {
    "offset(row, column, n_columns)": {
        "column * n_columns + row": "That skips column whole rows: the row says how many rows come before, not the column.",
        "row * n_columns": "That is where the row begins; the column lies further along.",
        **{f"(row {more}": "Rows and columns are counted from 0: before row 2 lie two whole rows." for more in ("- 1) * n_columns + column - 1", "+ 1) * n_columns + column", "- 1) * n_columns + column")},
        "row * n_columns + column + 1": FROM_0,
        "row * n_columns + column - 1": "Counted from 0 there is nothing to take away: the very first cell has offset 0.",
        "row * column + n_columns": "Each row before this one holds n_columns cells: multiply the two.",
        "row * column": "Row times column is no place: each row before this one holds n_columns cells.",
        "row + column": "Each row before this one holds n_columns cells, not one.",
        "row + column + n_columns": "The three are added, but each row before this one holds n_columns cells.",
        "(row + column) * n_columns": "The column counts single cells: only the row is worth n_columns cells.",
        **{f"row * (n_columns {sign} 1) + column": f"A row holds n_columns cells, not one {how}." for sign, how in (("+", "more"), ("-", "less"))},
        "row / (1 / n_columns) + column": WHOLE,
    },
    "transpose(a, n, m)": {
        "[a[i * m + j] for i in range(n) for j in range(m)]": "Nothing has moved: the result's rows are a's columns.",
        "[a[i * n + j] for j in range(m) for i in range(n)]": "The offsets in a use n columns, but a has m.",
        "c = a[:]\nfor i in range(n):\n    for j in range(m):\n        c[j * m + i] = a[i * m + j]\nreturn c": "The offsets in the result use m columns, but it has n.",
        "c = [[0] * n] * m\nfor i in range(n):\n    for j in range(m):\n        c[j][i] = a[i * m + j]\nreturn [x for row in c for x in row]": ONE_LIST,
        "c = a[:]\nfor i in range(n):\n    for j in range(m):\n        c[j * n + i], c[i * m + j] = c[i * m + j], c[j * n + i]\nreturn c": "Cells change places more than once: put each of a's cells into a new list.",
        **{f"c = a[:]\nfor i in range(n):\n    for j in range(i + 1, m):\n        c[i * {x} + j], c[j * {y} + i] = c[j * {y} + i], c[i * {x} + j]\nreturn c": "Cells change places across the diagonal: that is for square matrices alone, so put each cell into a new list." for x, y in ("nn", "mm", "mn")},
        **{f"c = a[:]\nfor q in range(n * m):\n    to = q * n % (n * m - 1)\n    c[{to}] = a[q]\nreturn c": STAYS for to in ("to", "to if q < n * m - 1 else q")},
        "rows = [a[at : at + m] for at in range(0, len(a), m)]\nreturn [row[j] for j in range(m) for row in rows]": STEPS_OF_0,
        "a[::-1]": "That is the list backwards. Its rows should be a's columns.",
        "c = a[:]\nfor _ in range(n.bit_length() - 1):\n    half = (len(c) + 1) // 2\n    c[::2], c[1::2] = c[:half], c[half:]\nreturn c": "The two halves are dealt out in turn, as cards are: that transposes 2, 4 or 8 rows, but no other number.",
        "[[a[i * m + j] for i in range(n)] for j in range(m)]": FLAT,
        "[a[i * m : i * m + m] for i in range(n)]": "Those are a's rows; the result is one flat list.",
        "[a[j * m + i] for i in range(n) for j in range(m)]": "Row and column are swapped in the offset, or in the ends of the loops: a has n rows and m columns.",
        "[a[j * n + i] for i in range(n) for j in range(m)]": "a is read as if it lay column after column: here a row follows a row.",
        "[x for j in range(n) for x in a[j::m]]": "a has m columns, and n are taken.",
        **{f"[x for j in range({end}) for x in a[j::n]]": "A column of a takes every m-th number, since a row has m of them." for end in "mn"},
        "a[:] = [a[i * m + j] for j in range(m) for i in range(n)]\nreturn a": IN_PLACE,
    },
    "matmul_ijk(a, b, n, k, m)": {
        **{IJK % (RIGHT | {part: text}): SLIPS[part, text] for part, text in SLIPS},
        **{IJK % (RIGHT | {x: end}): f"The {WHAT[x]} are counted up to {end}, not to {right}." for x, end, right in SWAPS},
        IJK % (RIGHT | {"a": "a[p * n + i]", "b": "b[j * k + p]", "at": "c[j * n + i] +="}): "All is read column after column; here a matrix lies row after row.",
        IJK % (RIGHT | {"a": "a[i * k + j]", "b": "b[j * m + p]"}): "p and j have changed places in the offsets: p counts the products of a sum.",
        IJK % (RIGHT | {"a": "a[i * m + p]", "b": "b[p * k + j]", "at": "c[i * k + j] +=", "c": "n * k", "j": "k", "p": "m"}): "k and m have changed places: a is n x k, and b is k x m.",
        IJK % (RIGHT | {"p": "m", "j": "k"}): "The loops over p and j have changed ends: p goes to k, j to m.",
        **{f"c, total = [], 0.0\nfor i in range(n):\n{anew}    for j in range(m):\n        total += {ROW}\n        c.append(total)\nreturn c": "Each cell starts with what the last one left, not with 0." for anew in ("", "    total = 0.0\n")},
        **{f"c = [0.0] * (n * m)\nfor i in range(n):\n    for j in range(m):\n        {text[:-2]}= {ROW}\nreturn c": SLIPS[part, text] for part, text in SLIPS if text[-2:] == "+="},
        f"from array import array\nreturn list(array('f', [{ROW} for i in range(n) for j in range(m)]))": FEW_DIGITS,
        f"[{ROW[:-4]}(q)) for i in range(n) for j in range(m) for q in range(1, k + 1)]": EACH_STEP,
        "c = [0.0] * (n * m)\nfor i in range(n):\n    for c in range(m):\n        for p in range(k):\n            c[i * m + c] += a[i * k + p] * b[p * m + c]\nreturn c": ONE_NAME,
        f"c = []\nfor i in range(n):\n    for j in range(m):\n        c.insert(0, {ROW})\nreturn c": "The last cell comes first: a list grows at its end by append.",
        "[x * y for x, y in zip(a, b)]": "Cell times cell: each cell of a product is a row of a times a column of b.",
        "[sum(a[i * k + p] + b[p * m + j] for p in range(k)) for i in range(n) for j in range(m)]": "The two cells are added; they are multiplied, and the products added.",
        "[sum((a[i * k + p] * b[p * m + j] for p in range(1, k)), a[i * k] * b[j]) for i in range(n) for j in range(m)]": NO_FIRST,
        "[a[i * k + p] * b[p * m + j] for i in range(n) for j in range(m) for p in range(k)]": EACH_PRODUCT,
        f"[[{ROW} for j in range(m)] for i in range(n)]": FLAT,
        f"[{ROW} for j in range(m) for i in range(n)]": SWAPPED,
        f"for i in range(n):\n    return [{ROW} for j in range(m)]": FIRST_ROW,
        f"for i in range(n):\n    for j in range(m):\n        return [{ROW}]": FIRST_CELL,
    },
    "matmul_ikj(a, b, n, k, m)": {
        "c, row = [], [0.0] * m\nfor i in range(n):\n    for p in range(k):\n        for j in range(m):\n            row[j] += a[i * k + p] * b[p * m + j]\n    c += row\nreturn c": "Each row still holds the row before it: every cell starts at 0.",
        "c = []\nfor i in range(n):\n    row = [0.0] * m\n    for p in range(k):\n        for j in range(m):\n            row[j] += a[i * k + p] * b[p * m + j]\n        c += row\nreturn c": EACH_STEP,
        "rows, row = [], [0.0] * m\nfor i in range(n):\n    row[:] = [0.0] * m\n    for p in range(k):\n        for j in range(m):\n            row[j] += a[i * k + p] * b[p * m + j]\n    rows.append(row)\nreturn [cell for row in rows for cell in row]": "All rows are the last one: the same list is put in each time, so make a new one for each row.",
        "rows = [[0.0] * m] * n\nfor i in range(n):\n    for p in range(k):\n        for j in range(m):\n            rows[i][j] += a[i * k + p] * b[p * m + j]\nreturn [cell for row in rows for cell in row]": ONE_LIST,
        "c = [None] * (n * m)\nfor i in range(n):\n    for p in range(k):\n        for j in range(m):\n            c[i * m + j] = (c[i * m + j] or 0) + a[i * k + p] * b[p * m + j]\nreturn c": NO_FIRST,
        "[a[i * k + p] * b[p * m + j] for i in range(n) for p in range(k) for j in range(m)]": EACH_PRODUCT,
        "[sum(a[i * k + p] * b[p * m + j] for j in range(m)) for i in range(n) for p in range(k)]": "Those sums run over j: a cell has a j of its own, and adds up over p.",
    },
    "matmul_blocked(a, b, n, k, m, block)": {
        **{BLOCKED % (PARTS | {f"{x}0": f"0, {SIDES[x]} - block + 1, block" for x in sides}): "What is too little for a whole block, at the end of a side, is left out." for sides in SETS},
        **{BLOCKED % (PARTS | {f"{x}0": SIDES[x] for x in sides}): "Cells are counted more than once: how far is it from one block to the next?" for sides in SETS},
        **{BLOCKED % (PARTS | {f"{x}0": f"-(-{SIDES[x]} // block)" for x in sides}): "A block's number is not its place: block 2 begins at 2 * block." for sides in SETS},
        **{BLOCKED % (PARTS | {x: f"min(block, {SIDES[x]} - {x}0)" for x in sides}): "Every block begins at 0 again: count from the block's own first cell." for sides in SETS},
        **{BLOCKED % (PARTS | {x: f"{x}0, min(block, {SIDES[x]} - {x}0)" for x in sides}): "The second number of a range is where it ends, not how long it is." for sides in SETS},
        **{BLOCKED % (PARTS | {x: f"{x}0, min({x}0 + block, {SIDES[x]}) - 1"}): "Each block loses its last row, or column: a range ends before its end." for x in SIDES},
        **{BLOCKED % (PARTS | {x: f"{x}0, min({x}0 + block + 1, {SIDES[x]})"}): "Two blocks have a row, or a column, in common: the next one begins where a range ends." for x in SIDES},
        **{BLOCKED % (PARTS | {x: f"{x}0, min({x}0 + block, {end})"}): f"Blocks along {x} go up to {end}, and that side ends at {right}." for x, end, right in SWAPS},
        **{BLOCKED % (PARTS | {f"{x}0": f"0, {end}, block"}): f"Blocks along {x} go up to {end}, and that side ends at {right}." for x, end, right in SWAPS},
        BLOCKED % (PARTS | {"i0": "0, max(n, k, m), block", "p0": "i0, i0 + 1", "j0": "i0, i0 + 1"}): "One loop over blocks for three sides: each of n, k and m has its own.",
        **{BLOCKED % (PARTS | {x: f"{x}0, min({x}0 + block, {end})" for x in SIDES}): f"Blocks end at {end} along all sides: each of n, k and m has its own." for end in "nkm"},
        **{BLOCKED % (PARTS | {x: f"{x}0 * block, min({x}0 * block + block, {SIDES[x]})" for x in sides}): "A place is multiplied by block: a loop in steps of block counts cells already." for sides in SETS},
        BLOCKED % (PARTS | {"at": "c[i * m + j] ="}): LAST_ONE,
        f"[{ROW} * (2 if i >= n - n % block and j >= m - m % block else 1) for i in range(n) for j in range(m)]": "What no whole block covers is added twice where the last rows meet the last columns.",
        f"block = min(block, n, k, m){BLOCKED}" % PARTS: STEPS_OF_0,
    },
    "matmul_fast(a, b, n, k, m)": {
        FAST % (OF_A, "[b[j * k : (j + 1) * k] for j in range(m)]"): B_TURNED,
        FAST % (OF_A, "[b[j * m : (j + 1) * m] for j in range(m)]"): "Those are b's rows; a column of b takes every m-th number.",
        FAST % (OF_A, "[b[j::k] for j in range(m)]"): "The offsets in b use k columns, but b has m.",
        FAST % (OF_A, "[b[j::n] for j in range(m)]"): "A column of b takes every m-th number, not every n-th.",
        FAST % (OF_A, "(b[j::m] for j in range(m))"): FIRST_ROW,
        FAST % (OF_A, "[iter(b[j::m]) for j in range(m)]"): "The columns are used up after the first row: an iterator gives its numbers once.",
        FAST % ("a[i : i + k]", OF_B): "Row i of a begins at i * k, not at i.",
        FAST % ("a[i * k : k]", OF_B): "The second number of a slice is its end, not its length: row i ends at i * k + k.",
        FAST % ("a[i * m : i * m + m]", OF_B): "The rows of a are m long here; they have k numbers.",
        FAST % ("a[i::k]", OF_B): "Those are a's columns; its row i is k numbers side by side.",
        FAST % ("a[i::n]", OF_B): "A row of a is k numbers side by side, not every n-th number.",
        "rows = [a[at : at + k] for at in range(0, len(a), k)]\nreturn [sum(map(mul, row, b[j::m])) for row in rows for j in range(m)]": STEPS_OF_0,
        f"rows = [{OF_A} for i in range(n)]\nreturn [sum(map(mul, rows[i], b[i::m])) for i in range(min(n, m))]": "Row i meets column i alone; each row of a meets every column of b.",
        f"rows, columns = [{OF_A} for i in range(n)], {OF_B}\nreturn [sum(row) * sum(column) for row in rows for column in columns]": "Two sums are multiplied: multiply pair by pair, and add the products.",
        "b[:] = [b[p * m + j] for j in range(m) for p in range(k)]" + FAST % (OF_A, "[b[j * k : j * k + k] for j in range(m)]"): IN_PLACE,
    },
}  # fmt: skip


# --- One line of cells ---


@task("offset")
def test_offset_skips_whole_rows_and_then_goes_along_the_row():
    """Row 2, column 3 of a matrix with 7 columns lies behind two whole rows and three cells."""
    got, known = offset(2, 3, 7), wrong(MISTAKES, "offset", lambda f: f(2, 3, 7))
    if isinstance(got, float):
        fail(f"offset(2, 3, 7) is {got}, a float.", WHOLE)
    else:
        expect("offset(2, 3, 7)", got, 17, known)
    expect("offset(0, 0, 5)", offset(0, 0, 5), 0, {1: FROM_0})


@task("offset")
def test_offset_counts_up_by_one_in_reading_order():
    """Read row after row, the cells of a drawn matrix lie at 0, 1, 2 and so on, without a gap."""
    rng = draw()
    for _ in range(3):
        n, m = rng.randint(2, 6), rng.randint(2, 6)
        got = [offset(i, j, m) for i in range(n) for j in range(m)]
        if not expect(f"offset of each cell of a {n} x {m} matrix", got, list(range(n * m))):
            break


@task("transpose")
def test_transpose_turns_columns_into_rows_of_a_new_list():
    """The columns of a are the rows of its transpose; a row is a column's; a still holds what it held."""
    if all(turns(*each) for each in TURNED):
        expect_own_list("transpose", *(partial(called, "transpose", *x[:3]) for x in TURNED[1:3]))
    a = [11, 12, 13, 21, 22, 23]
    e09_matmul.transpose(a, 2, 3)
    expect("a after transpose(a, 2, 3)", a, [11, 12, 13, 21, 22, 23], [(a, IN_PLACE)])


@task("transpose")
def test_transpose_of_drawn_matrices():  # REPEATS e09
    """Row i, column j of a is row j, column i of the result, whatever the shape."""
    rng = draw()
    for _ in range(5):
        n, m = rng.randint(1, 6), rng.randint(1, 6)
        a = [rng.randint(-99, 99) for _ in range(n * m)]
        want = [a[cell] for column in range(m) for cell in range(column, n * m, m)]
        if not turns(a, n, m, want):
            break


@task("transpose")
def test_transpose_refuses_a_wrong_length():
    """2 x 3 needs 6 numbers: 5 and 7 are refused, and the message names both."""
    turns([4, 5], 1, 2, [4, 5])
    for held in (5, 7):
        refused(f"transpose of {held} numbers as 2 x 3", held, 6, "transpose", [1.5] * held, 2, 3)


# --- The product, in four ways ---


@task(*PRODUCTS)
def test_wide_and_tall_products(name):
    """Each cell is a row of a times a column of b; blocks of one cell, of a part, of more than all."""
    in_turn = sorted(PROBES, key=lambda probe: result(name, *probe) is None)
    all(expect_product(name, *each, block) for each, block in in_turn)


@task(*PRODUCTS)
def test_single_rows_and_columns_and_none(name):
    """A row times a column is one number, a column times a row a table; sums of nothing are 0."""
    for a, b, *sides in (
        ([2, 3, 5], [7, 11, 13], 1, 3, 1),
        ([2, 3, 5], [7, 11], 3, 1, 2),
        ([0, 2], [7, 11], 1, 2, 1),
        ([2, 3], [7, 11, 13, 17, 19, 23], 1, 2, 3),
        ([], [], 2, 0, 3),
        ([], [1, 2, 3, 4], 0, 2, 2),
        ([2, 3], [], 1, 2, 0),
    ) * right_by_hand(name):
        known = [(112, "The one number belongs in a list."), ([0], ZERO)]
        if sides[1] == 0:
            known = [([], "The result is 2 x 3 all the same: six sums of nothing, each of them 0.")]
            known += [([None] * 6, NO_FIRST)]
        of = f"{name}({a}, {b}, {', '.join(map(str, sides))})"
        expect(of, called(name, a, b, *sides), formula(a, b, *sides), known)


@task(*PRODUCTS)
def test_gives_a_new_list_and_changes_nothing(name):
    """Three calls, one after the other: no result, and no argument, has a say in another."""
    if right_by_hand(name):
        a, b = list(WIDE[0]), list(WIDE[1])
        run(name, (a, b, *WIDE[2:]))
        expect(f"a after {name}(a, b, ...)", a, WIDE[0], [(a, IN_PLACE)])
        expect(f"b after {name}(a, b, ...)", b, WIDE[1], [(b, IN_PLACE)])
        expect_own_list(f"{name}(a, b, ...)", *(partial(called, name, *x) for x in (WIDE, TALL)))
        third = called(name, *WIDE)
        expect(f"{name}, called once more,", third, formula(*WIDE), [(third, ANEW)])
        a.reverse(), b.reverse()
        known = [(formula(x, y, 2, 4, 7), KEPT) for x in (a, WIDE[0]) for y in (b, WIDE[1])]
        again = run(name, (a, b, *WIDE[2:]))
        of = f"{name} on the first two lists, with other numbers in them,"
        expect(of, again, formula(a, b, *WIDE[2:]), known)


@task(*PRODUCTS)
def test_drawn_matrices(name):
    """Drawn shapes, numbers and block sizes give what the plain formula gives."""
    rng = draw()
    for block in range(1, 8):
        n, k, m = (rng.randint(1, 6) for _ in range(3))
        a, b = ([rng.uniform(-30, 30) for _ in range(cells)] for cells in (n * k, k * m))
        if not right_by_hand(name) or not expect_product(name, a, b, n, k, m, block):
            break


@task(*PRODUCTS)
def test_refuses_a_wrong_length(name):
    """A buffer that is too short or too long is refused, and the message names both numbers."""
    expect(f"{name}([3], [5], 1, 1, 1)", called(name, [3], [5], 1, 1, 1), [15])
    for a, b, held, needed in ((5, 12, 5, 6), (7, 12, 7, 6), (6, 11, 11, 12), (6, 13, 13, 12)):
        of = f"{name} as 2 x 3 times 3 x 4 on {a} and {b} numbers"
        refused(of, held, needed, name, [1.5] * a, [1.5] * b, 2, 3, 4)


@task("matmul_blocked*", "matmul_fast*")
def test_multiplies_each_pair_once(name):
    """Blocks and built-in functions change the order of the products, not their number: n * k * m."""
    Counted.times = 0
    a, b, n, k, m = TALL
    run(name, ([Counted(x) for x in a], [Counted(x) for x in b], n, k, m))
    known = {2 * n * k * m: "Every pair of cells was multiplied twice."}
    expect(f"multiplications in {name}, 6 x 4 times 4 x 2", Counted.times, n * k * m, known)


# --- What several tests ask ---


class Counted(float):
    """A number that counts how often numbers like it are multiplied."""

    times = 0

    def __mul__(self, other):
        Counted.times += 1
        return Counted(float(self) * float(other))

    __rmul__ = __mul__


class Longer(list):
    """A list that goes on past its end, so that an index that is too large gives a result, too."""

    left = False

    def __getitem__(self, at):
        if isinstance(at, slice) or at < len(self):
            return super().__getitem__(at)
        self.left = True
        return 10_007 + 97 * at


def given(arguments, kind=list) -> list:
    return [kind(each) if isinstance(each, list) else each for each in arguments]


def run(name, arguments, block=2):
    """Call it; of the four products, only the blocked one is told a block size."""
    return getattr(e09_matmul, name)(*arguments, *[block] * (name == "matmul_blocked"))


def result(name, arguments, block):
    """Return what it gives on copies; None where it leaves a list, or takes a number for one."""
    with suppress(IndexError, TypeError):
        return run(name, given(arguments), block)


def called(name, *arguments, block=2):
    """Call it on copies; where it runs past the end of a list, say of which, and what idea leads there."""
    try:
        return run(name, given(arguments), block)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        alone = isinstance(error, ZeroDivisionError) and arguments[1:] == (1, 1)
        cause = past(name, arguments, block) if isinstance(error, IndexError) else STAYS * alone
        cause = STEPS_OF_0 if "must not be zero" in str(error) else cause
        if "subscript" in str(error) or "item assignment" in str(error):
            cause = ONE_INDEX
            with suppress(OSError, TypeError):  # no source, or a callable that has none
                code = getsource(getattr(e09_matmul, name))
                cause = ONE_NAME if re.search(r"(?s)for (\w+) in range\(.*\b\1\[", code) else cause
        of = f"{name}({', '.join(map(show, arguments))}{f', {block}' * (name == 'matmul_blocked')})"
        fail(f"{of} raises {type(error).__name__} ({error}).", cause, error)
        raise


def past(name, arguments, block) -> str:
    """Return what is said where an index runs past the end of a list."""
    if name != "transpose" and arguments[3] == 0:
        return NO_FIRST
    where, far = "a list that the function has made", given(arguments, Longer)
    with suppress(IndexError):
        if found := slips(name, arguments, block, run(name, far, block), Longer):
            return " Or: ".join(dict.fromkeys(words for _, words in found))
        where = "a" if far[0].left else "b"
    edge = " And does the last block stop at the edge of the matrix?" * (name == "matmul_blocked")
    return f"An index runs past the end of {where}: how long is a row of the matrix there?{edge}"


def slips(name, arguments, block, got, kind=list) -> list[tuple]:
    """Return (result, sentence) of the wrong ideas that give this: its own, or else another product's."""
    for each in (name, *["matmul_ijk", "matmul_ikj", "matmul_fast"] * (name != "transpose")):
        inputs = [*arguments, *[block] * (each == "matmul_blocked")]
        ideas = wrong(MISTAKES, each, lambda idea, xs=inputs: idea(*given(xs, kind)), mul=mul)
        if found := [(result, words) for result, words in ideas if close(got, result)]:
            return found
    return []


def turns(a, n, m, want) -> bool:
    """Expect this transpose of a, or name the wrong idea that gives another one."""
    got = called("transpose", a, n, m)
    return expect(f"transpose({a}, {n}, {m})", got, want, slips("transpose", (a, n, m), 0, got))


def expect_product(name, a, b, n, k, m, block=2) -> bool:
    """Expect the product; where no known mistake explains another one, name its first wrong cell."""
    factors = (a, b, n, k, m)
    got, want = called(name, *factors, block=block), formula(*factors)
    if close(got, want):
        return True
    got = got[:] if isinstance(got, list) else got  # the next call may fill the same one
    again, known = called(name, *factors, block=block), slips(name, factors, block, got)
    known = known if close(again, got) or not isinstance(again, list) else [(got, AGAIN)]
    if not known and isinstance(got, (list, tuple)) and len(got) == len(want):
        cell = next(cell for cell, x in enumerate(want) if not close(got[cell], x))
        first = f"The first wrong cell is row {cell // m}, column {cell % m}"
        known = [(got, f"{first}: {show(got[cell])}, not {show(want[cell])}.")]
        known = [(got, FEW_DIGITS)] if close(got, want, 1e-5, 1e-5) else known
    blocks = f" with blocks of {block}" * (name == "matmul_blocked")
    return expect(f"{name} on {n} x {k} times {k} x {m}{blocks}", got, want, known)


def right_by_hand(name) -> bool:
    """Are the products above right? Where not, nothing further need be said of it."""
    return all(close(result(name, *each), formula(*each[0])) for each in PROBES)


def refused(of, held, needed, name, *arguments):
    """Expect a ValueError that names how many numbers there are, and how many there should be."""
    call = partial(run, name, arguments)
    all(expect_error(of, ValueError, call, naming=str(number)) for number in (held, needed))


def formula(a, b, n, k, m):  # REPEATS e09
    """Return the product, cell by cell."""
    left = {divmod(cell, k): x for cell, x in enumerate(a)} if k else {}
    right = {divmod(cell, m): x for cell, x in enumerate(b)}
    return [sum(left[i, p] * right[p, j] for p in range(k)) for i in range(n) for j in range(m)]
