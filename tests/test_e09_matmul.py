"""Tests of e09: numbers in one flat list. The order of the loops does not show in a result."""

from operator import mul

from exercises import e09_matmul
from exercises.e09_matmul import offset
from kata.sandbox.loader import forbid
from tests.expect import close, draw, expect, expect_error, fail, show, task
from tests.wrong import wrong

forbid("numpy", "Here you write what numpy does")

PRODUCTS = ("matmul_ijk", "matmul_ikj", "matmul_blocked*", "matmul_fast*")
# No number twice; no two of n, k and m alike, none of them another one plus one.
PRIMES = [p for p in range(2, 152) if all(p % d for d in range(2, p))]
WIDE = (PRIMES[:8], PRIMES[8:36], 2, 4, 7)
TALL = (PRIMES[:24], PRIMES[24:32], 6, 4, 2)

# --- What goes wrong, and what is said ---

PAST_THE_END = (
    "An index runs past the end of a list. Row times columns plus column: "
    "which matrix is indexed, and how many columns has that one?"
)
NO_FIRST = "With k = 0 there is no first product: let each sum begin with 0."
COUNTED = "Rows and columns are counted from 0: before row 2 lie two whole rows."
FROM_0 = "Counted from 0 there is nothing to add: the very first cell has offset 0."
WHOLE = "A list wants a whole number: no / is needed."
UNMOVED = "Nothing has moved: the result's rows are a's columns."
FLAT = "The rows are right, but all belong in one flat list."
IN_PLACE = "It was changed in place: leave the arguments alone."
SWAPPED = "Rows and columns of the result are swapped."
B_TURNED = "b is read as if its rows were its columns: cell p, j lies in row p."
B_USES_K = "The offsets in b use k columns, but b has m."
C_USES_K = "The offsets in the result use k columns, but it has m."
LAST_ONE = "Only the last product of each sum is left: the earlier ones are overwritten."
FROM_BEFORE = "Each cell starts with what the last one left, not with 0."
FIRST_CELL = "Only the first cell is done: does return stand inside a loop?"
FIRST_ROW = "Only the first row is done: does return stand inside a loop?"
EACH_PRODUCT = "That is one cell for each product; k products add up to one cell."
LOST = "What is too little for a whole block, at the end of a side, is left out."
ANEW = "Make a new list in every call."
ONE_INDEX = "The lists are flat and take one index: row times columns plus column."

IJK = """
c = [0.0] * (n * m)
for i in range(n):
    for j in range(%s):
        for p in range(%s):
            %s
return c"""
CELL = "c[i * m + j] += a[i * k + p] * b[p * m + j]"
CELLS = {
    "c[i * m + j] += a[i * n + p] * b[p * m + j]": "The offsets in a use n columns, but a has k.",
    "c[i * m + j] += a[i * m + p] * b[p * m + j]": "The offsets in a use m columns, but a has k.",
    "c[i * m + j] += a[i * k + p] * b[p * n + j]": "The offsets in b use n columns, but b has m.",
    "c[i * m + j] += a[i * k + p] * b[p * k + j]": B_USES_K,
    "c[i * n + j] += a[i * k + p] * b[p * m + j]": "The offsets in the result use n columns, but it has m.",
    "c[i * k + j] += a[i * k + p] * b[p * m + j]": C_USES_K,
    "c[j * n + i] += a[i * k + p] * b[p * m + j]": SWAPPED,
    "c[i * m + j] += a[i * k + p] * b[j * k + p]": B_TURNED,
    "c[i * m + j] += a[p * n + i] * b[p * m + j]": "a is read as if its rows were its columns: cell i, p lies in row i.",
    "c[j * n + i] += a[p * n + i] * b[j * k + p]": "All is read column after column; here a matrix lies row after row.",
    "c[i * m + j] += a[p * k + i] * b[p * m + j]": "Row and column are swapped in a: its offset is i * k + p.",
    "c[i * m + j] += a[i * k + p] * b[j * m + p]": "Row and column are swapped in b: its offset is p * m + j.",
    "c[i * m + j] += a[i * k + p] * b[i * m + j]": "b is read in row i; its row is p.",
    "c[i * m + j] += a[i * k + p] + b[p * m + j]": "The two cells are added; they are multiplied, and the products added.",
    "c[i * m + j] = a[i * k + p] * b[p * m + j]": LAST_ONE,
    "c[i * m + j] += a[i][p] * b[p][j]": ONE_INDEX,
    "c[i][j] += a[i * k + p] * b[p * m + j]": ONE_INDEX,
    f"{CELL}\n            return c": "Only the first product of all is there: does return stand inside a loop?",
    f"{CELL}\n        return c": FIRST_CELL,
    f"{CELL}\n    return c": FIRST_ROW,
}
ROW = "sum(a[i * k + p] * b[p * m + j] for p in range(k))"
TOTAL = """
c = []
%s
for i in range(n):
    %s
    for j in range(m):
        for p in range(k):
            total += a[i * k + p] * b[p * m + j]
        c.append(total)
return c"""
RUNNING = """
c = []
for i in range(n):
    for j in range(m):
        total = 0.0
        for p in range(k):
            total += a[i * k + p] * b[p * m + j]
            c.append(total)
return c"""
FIRST = """
c = []
for i in range(n):
    for j in range(m):
        cell = a[i * k] * b[j]
        for p in range(1, k):
            cell += a[i * k + p] * b[p * m + j]
        c.append(cell)
return c"""
IKJ = """
c = [0.0] * (n * m)
for i in range(n):
    for p in range(k):
        a_ip = a[i * k + p]
        for j in range(m):
            %s
return c"""
STILL = """
c, row = [], [0.0] * m
for i in range(n):
    for p in range(k):
        for j in range(m):
            row[j] += a[i * k + p] * b[p * m + j]
    c += row
return c"""
ROWS = "rows = [a[i * k : i * k + k] for i in range(n)]\n"
FAST = """
rows = [a[i * k : i * k + k] for i in range(n)]
columns = %s
return [sum(map(mul, row, column)) for row in rows for column in columns]"""
TURNED_B = "b[:] = [b[p * m + j] for j in range(m) for p in range(k)]"
BLOCKED = """
c = [0.0] * (n * m)
for i0 in range(0, n%s):
    for p0 in range(0, k%s):
        for j0 in range(0, m%s):
            for i in range(i0, min(i0 + block, n)):
                for p in range(p0, min(p0 + block, k)):
                    for j in range(j0, min(j0 + block, m)):
                        %s
return c"""
DIAGONAL = """
c = [0.0] * (n * m)
for start in range(0, max(n, k, m), block):
    for i in range(start, min(start + block, n)):
        for p in range(start, min(start + block, k)):
            for j in range(start, min(start + block, m)):
                c[i * m + j] += a[i * k + p] * b[p * m + j]
return c"""
BY, SHORT = ", block", " - block + 1, block"
MISTAKES = {
    "offset(row, column, n_columns)": {
        "column * n_columns + row": "That skips column whole rows: the row says how many rows come before, not the column.",
        "row * n_columns": "That is where the row begins; the column lies further along.",
        "(row - 1) * n_columns + column - 1": COUNTED,
        "(row + 1) * n_columns + column": COUNTED,
        "row * n_columns + column + 1": FROM_0,
        "row * n_columns + column - 1": "Counted from 0 there is nothing to take away: the very first cell has offset 0.",
        "row * column + n_columns": "Each row before this one holds n_columns cells: multiply the two.",
        "row + column + n_columns": "The three are added, but each row before this one holds n_columns cells.",
        "(row + column) * n_columns": "The column counts single cells: only the row is worth n_columns cells.",
        "row * (n_columns + 1) + column": "A row holds n_columns cells, not one more: there is no gap between two rows.",
        "row * (n_columns - 1) + column": "A row holds n_columns cells, not one less.",
        "row / (1 / n_columns) + column": WHOLE,
    },
    "transpose(a, n, m)": {
        "[a[i * m + j] for i in range(n) for j in range(m)]": UNMOVED,
        "[a[i * n + j] for j in range(m) for i in range(n)]": "The offsets in a use n columns, but a has m.",
        "c = a[:]\nfor i in range(n):\n    for j in range(m):\n        c[j * m + i] = a[i * m + j]\nreturn c": "The offsets in the result use m columns, but it has n.",
        "a[::-1]": "That is the list backwards. Its rows should be a's columns.",
        "[[a[i * m + j] for i in range(n)] for j in range(m)]": FLAT,
        "[a[i * m : i * m + m] for i in range(n)]": "Those are a's rows; the result is one flat list.",
        "[a[j * m + i] for i in range(n) for j in range(m)]": "Row and column are swapped, but a still has m columns.",
        "a[:] = [a[i * m + j] for j in range(m) for i in range(n)]\nreturn a": IN_PLACE,
    },
    "matmul_ijk(a, b, n, k, m)": {
        **{IJK % ("m", "k", cell): CELLS[cell] for cell in CELLS},
        IJK % ("m", "n", CELL): "Each sum has n terms; k are wanted.",
        IJK % ("m", "m", CELL): "Each sum has m terms; k are wanted.",
        IJK % ("m", "1, k", CELL): "The first product of each sum is missing.",
        IJK % ("m", "k - 1", CELL): "The last product of each sum is missing.",
        IJK % ("m", "1", CELL): "Only the first product of each sum is there.",
        IJK % ("k", "k", CELL): "The last columns are missing: a row of the result has m cells, not k.",
        TOTAL % ("total = 0.0", ""): FROM_BEFORE,
        TOTAL % ("", "total = 0.0"): FROM_BEFORE,
        RUNNING: "That appends at every step of a sum: append once, when the sum is whole.",
        "[x * y for x, y in zip(a, b)]": "Cell times cell: each cell of a product is a row of a times a column of b.",
        FIRST: NO_FIRST,
        f"[[{ROW} for j in range(m)] for i in range(n)]": FLAT,
        f"for i in range(n):\n    return [{ROW} for j in range(m)]": FIRST_ROW,
        f"for i in range(n):\n    for j in range(m):\n        return [{ROW}]": FIRST_CELL,
        "[0.0] * (n * m)": "Every cell is still 0.",
        "[a[i * k + p] * b[p * m + j] for i in range(n) for j in range(m) for p in range(k)]": EACH_PRODUCT,
    },
    "matmul_ikj(a, b, n, k, m)": {
        IKJ % "c[i * m + j] = a_ip * b[p * m + j]": LAST_ONE,
        IKJ % "c[i * m + j] += a_ip * b[p * k + j]": B_USES_K,
        IKJ % "c[i * k + j] += a_ip * b[p * m + j]": C_USES_K,
        "[a[i * k + p] * b[p * m + j] for i in range(n) for p in range(k) for j in range(m)]": EACH_PRODUCT,
        STILL: "Each row still holds the row before it: every cell starts at 0.",
    },
    "matmul_blocked(a, b, n, k, m, block)": {
        BLOCKED % (SHORT, SHORT, SHORT, CELL): LOST,
        BLOCKED % (SHORT, BY, BY, CELL): LOST,
        BLOCKED % (BY, SHORT, BY, CELL): LOST,
        BLOCKED % (BY, BY, SHORT, CELL): LOST,
        BLOCKED % ("", "", "", CELL): "Cells are counted more than once: how far is it from one block to the next?",
        DIAGONAL: "One loop over blocks for three sides: each of n, k and m has its own.",
        BLOCKED % (BY, BY, BY, "c[i * m + j] = a[i * k + p] * b[p * m + j]"): LAST_ONE,
    },
    "matmul_fast(a, b, n, k, m)": {
        FAST % "[b[j * k : (j + 1) * k] for j in range(m)]": B_TURNED,
        FAST % "[b[j * m : (j + 1) * m] for j in range(m)]": "Those are b's rows; a column of b takes every m-th number.",
        f"{ROWS}return [sum(map(mul, rows[i], b[i::m])) for i in range(min(n, m))]": "Row i meets column i alone; each row of a meets every column of b.",
        FAST % "[b[j::k] for j in range(m)]": B_USES_K,
        f"{ROWS}return [sum(map(mul, row, b[j::m])) for j in range(m) for row in rows]": SWAPPED,
        f"{ROWS}return [[sum(map(mul, row, b[j::m])) for j in range(m)] for row in rows]": FLAT,
        TURNED_B + FAST % "[b[j * k : j * k + k] for j in range(m)]": IN_PLACE,
    },
}  # fmt: skip


# --- One line of cells ---


@task("offset")
def test_offset_skips_whole_rows_and_then_goes_along_the_row():
    """Row 2, column 3 of a matrix with 7 columns lies behind two whole rows and three cells."""
    known = wrong(MISTAKES, "offset", lambda f: f(2, 3, 7))
    expect("offset(2, 3, 7)", offset(2, 3, 7), 17, known)
    expect("offset(0, 0, 5)", offset(0, 0, 5), 0, {1: FROM_0})


@task("offset")
def test_offset_is_a_whole_number():
    """An offset can stand in the square brackets of a list."""
    got = offset(3, 1, 4)
    if isinstance(got, float):
        fail(f"offset(3, 1, 4) is {got}, a float.", WHOLE)


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
def test_transpose_turns_columns_into_rows():
    """The columns of a are the rows of its transpose; a row is a column's; no cells stay no cells."""
    for n, m, a, want in (
        (2, 3, [11, 12, 13, 21, 22, 23], [11, 21, 12, 22, 13, 23]),
        (4, 2, [11, 12, 21, 22, 31, 32, 41, 42], [11, 21, 31, 41, 12, 22, 32, 42]),
        (1, 4, [5, 6, 7, 8], [5, 6, 7, 8]),
        (4, 1, [5, 6, 7, 8], [5, 6, 7, 8]),
        (0, 3, [], []),
    ):
        if not turns(a, n, m, want):
            break


@task("transpose")
def test_transpose_leaves_its_argument_alone():
    """The transpose is a list of its own; a still holds what it held."""
    a = [11, 12, 13, 21, 22, 23]
    e09_matmul.transpose(a, 2, 3)
    expect("a after transpose(a, 2, 3)", a, [11, 12, 13, 21, 22, 23], [(a, IN_PLACE)])


@task("transpose")
def test_transpose_of_drawn_matrices():
    """Row i, column j of a is row j, column i of the result, whatever the shape."""
    rng = draw()
    for _ in range(5):
        n, m = rng.randint(1, 6), rng.randint(1, 6)
        a = [rng.randint(-99, 99) for _ in range(n * m)]
        if not turns(a, n, m, turned(a, n, m)):
            break


@task("transpose")
def test_transpose_refuses_a_wrong_length():
    """2 x 3 needs 6 numbers: 5 and 7 are refused, and the message names both."""
    turns([4, 5], 1, 2, [4, 5])
    for held in (5, 7):
        refused(f"transpose of {held} numbers as 2 x 3", held, 6, "transpose", [1.5] * held, 2, 3)


# --- The product, in four ways ---


@task(*PRODUCTS)
def test_wide_product(name):
    """2 x 4 times 4 x 7: each cell is a row of a times a column of b."""
    expect_product(name, *WIDE, block=1)


@task(*PRODUCTS)
def test_tall_product(name):
    """6 x 4 times 4 x 2, where other wrong column counts show; a single block covers it."""
    expect_product(name, *TALL, block=64)


@task("matmul_blocked*")
def test_blocks_that_do_not_divide():
    """Blocks of 2 over sides of 5, 7 and 3: the last block of each side is a smaller one."""
    a, b = [3 * i + i % 4 + 1 for i in range(35)], [2 * i + i % 3 + 1 for i in range(21)]
    expect_product("matmul_blocked", a, b, 5, 7, 3)


@task(*PRODUCTS)
def test_single_rows_and_columns(name):
    """A row times a column is one number, a column times a row a whole table."""
    if right_by_hand(name):
        one = called(name, [2, 3, 5], [7, 11, 13], 1, 3, 1)
        known = [(112, "The one number belongs in a list.")]
        expect(f"{name}([2, 3, 5], [7, 11, 13], 1, 3, 1)", one, [112], known)
        table = called(name, [2, 3, 5], [7, 11], 3, 1, 2)
        expect(f"{name}([2, 3, 5], [7, 11], 3, 1, 2)", table, [14, 22, 21, 33, 35, 55])
        mixed = called(name, [2, 3], [7, 11, 13, 17, 19, 23], 1, 2, 3)
        expect(f"{name}([2, 3], [7, 11, 13, 17, 19, 23], 1, 2, 3)", mixed, [65, 79, 95])


@task(*PRODUCTS)
def test_empty_matrices(name):
    """With k = 0 there is nothing to add up, so every cell is 0; without rows there is no cell."""
    if right_by_hand(name):
        known = [([], "The result is 2 x 3 all the same: six sums of nothing, each of them 0.")]
        expect(f"{name}([], [], 2, 0, 3)", called(name, [], [], 2, 0, 3), [0] * 6, known)
        expect(f"{name}([], [1, 2, 3, 4], 0, 2, 2)", called(name, [], [1, 2, 3, 4], 0, 2, 2), [])


@task(*PRODUCTS)
def test_gives_a_new_list_and_changes_nothing(name):
    """Three calls, one after the other: no result, and no argument, has a say in another."""
    if right_by_hand(name):
        a, b = list(WIDE[0]), list(WIDE[1])
        first = run(name, a, b, *WIDE[2:])
        expect(f"a after {name}(a, b, ...)", a, WIDE[0], [(a, IN_PLACE)])
        expect(f"b after {name}(a, b, ...)", b, WIDE[1], [(b, IN_PLACE)])
        called(name, *TALL)
        third = called(name, *WIDE)
        if third is first or not close(first, formula(*WIDE)):
            fail(f"{name} gives the same list again at the next call.", ANEW)
        else:
            expect(f"{name}, called a third time,", third, formula(*WIDE), [(third, ANEW)])


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
    run(name, [Counted(x) for x in a], [Counted(x) for x in b], n, k, m)
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


def run(name, *arguments, block=2):
    """Call it; of the four products, only the blocked one is told a block size."""
    return getattr(e09_matmul, name)(*arguments, *[block] * (name == "matmul_blocked"))


def called(name, *arguments, block=2):
    """Call it on copies; where it runs past the end of a list, say what that usually means."""
    given = [copied(each) for each in arguments]
    try:
        return run(name, *given, block=block)
    except IndexError as error:
        none = name != "transpose" and given[3] == 0
        hint = NO_FIRST if none else PAST_THE_END
        if name == "matmul_blocked" and not none:
            hint += " And does the last block stop at the edge of the matrix?"
        shown = ", ".join(show(each) for each in given)
        fail(f"{name}({shown}) raises IndexError ({error}).", hint, error)
        raise
    except TypeError as error:
        if "subscript" in str(error) or "item assignment" in str(error):
            fail(f"{name} raises TypeError ({error}).", ONE_INDEX, error)
        raise


def turns(a, n, m, want) -> bool:
    """Expect this transpose of a, or name the wrong idea that gives another one."""
    known = wrong(MISTAKES, "transpose", lambda f: f(list(a), n, m))
    return expect(f"transpose({a}, {n}, {m})", called("transpose", a, n, m), want, known)


def expect_product(name, a, b, n, k, m, block=2) -> bool:
    """Expect the product; where no known mistake explains another one, name its first wrong cell."""
    factors = (a, b, n, k, m)
    got, want = called(name, *factors, block=block), formula(*factors)
    if close(got, want):
        return True
    known = []
    for each in (name, *(one.rstrip("*") for one in PRODUCTS)):
        if not known:  # its own mistakes first
            more = [block] * (each == "matmul_blocked")
            ideas = wrong(MISTAKES, each, lambda f, m=more: f(*map(copied, factors), *m), mul=mul)
            known = [(result, sentence) for result, sentence in ideas if close(got, result)]
    if not known and isinstance(got, (list, tuple)) and len(got) == len(want):
        cell = next(cell for cell, x in enumerate(want) if not close(got[cell], x))
        first = f"The first wrong cell is row {cell // m}, column {cell % m}"
        known = [(got, f"{first}: {show(got[cell])}, not {show(want[cell])}.")]
    blocks = f" with blocks of {block}" * (name == "matmul_blocked")
    return expect(f"{name} on {n} x {k} times {k} x {m}{blocks}", got, want, known)


def right_by_hand(name) -> bool:
    """Are the two products above right? Where not, nothing further need be said of it."""
    try:
        return all(close(run(name, *map(copied, each)), formula(*each)) for each in (WIDE, TALL))
    except (IndexError, TypeError):
        return False


def copied(argument):
    return list(argument) if isinstance(argument, list) else argument


def refused(of, held, needed, name, *arguments):
    """Expect a ValueError that names how many numbers there are, and how many there should be."""
    if expect_error(of, ValueError, lambda: run(name, *arguments), naming=str(held)):
        expect_error(of, ValueError, lambda: run(name, *arguments), naming=str(needed))


def turned(a, n, m):  # REPEATS e09
    """Return the transpose, column by column."""
    return [a[cell] for column in range(m) for cell in range(column, n * m, m)]


def formula(a, b, n, k, m):  # REPEATS e09
    """Return the product, cell by cell."""
    left = {divmod(cell, k): x for cell, x in enumerate(a)} if k else {}
    right = {divmod(cell, m): x for cell, x in enumerate(b)}
    return [sum(left[i, p] * right[p, j] for p in range(k)) for i in range(n) for j in range(m)]
