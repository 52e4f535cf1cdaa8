"""Tests of e09: numbers in one flat list. The order of the loops does not show in a result."""

from itertools import product

from exercises.e09_matmul import (
    matmul_blocked,
    matmul_fast,
    matmul_ijk,
    matmul_ikj,
    offset,
    transpose,
)
from kata.sandbox.loader import forbid
from tests.expect import close, draw, expect, expect_error, fail, show, task

forbid("numpy", "Here you write what numpy does")

# 2 x 3 times 3 x 4, and 3 x 4 times 4 x 2: no number twice, no two sides of a product alike.
WIDE = ([2, 3, 5, 7, 11, 13], [17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61], 2, 3, 4)
WIDE_PRODUCT = [362, 414, 464, 492, 1071, 1229, 1379, 1469]
TALL = ([2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37], [41, 43, 47, 53, 59, 61, 67, 71], 3, 4, 2)
TALL_PRODUCT = [987, 1047, 3338, 3548, 6614, 7044]

PAST_THE_END = (
    "An index runs past the end of a list. Row times columns plus column: "
    "which matrix is indexed, and how many columns has that one?"
)


# --- One line of cells ---


@task("offset")
def test_offset_skips_whole_rows_and_then_goes_along_the_row():
    """Row 2, column 3 of a matrix with 7 columns lies behind two whole rows and three cells."""
    expect(
        "offset(2, 3, 7)",
        offset(2, 3, 7),
        17,
        {
            23: "That skips 3 whole rows: the row says how many rows come before, not the column.",
            14: "That is where row 2 begins; column 3 lies further along.",
            9: "Rows and columns are counted from 0: before row 2 lie two whole rows.",
            18: "Counted from 0 there is nothing to add: the very first cell has offset 0.",
            16: "Counted from 0 there is nothing to take away: the very first cell has offset 0.",
            13: "Each row before this one holds n_columns cells: multiply the two.",
            12: "The three are added, but each row before this one holds n_columns cells.",
            35: "The column counts single cells: only the row is worth n_columns cells.",
            19: "A row holds n_columns cells, not one more: there is no gap between two rows.",
            15: "A row holds n_columns cells, not one less.",
        },
    )


@task("offset")
def test_offset_of_the_first_cell_is_0():
    """Counting starts at 0, so the first cell lies at the very start of the list."""
    expect("offset(0, 0, 5)", offset(0, 0, 5), 0, {1: "Offsets count from 0, as lists do."})


@task("offset")
def test_offset_is_a_whole_number():
    """An offset can stand in the square brackets of a list."""
    got = offset(3, 1, 4)
    if isinstance(got, float):
        fail(f"offset(3, 1, 4) is {got}, a float.", "A list wants a whole number: no / is needed.")


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
    """The columns of a 2 x 3 matrix are the rows of its transpose."""
    expect(
        "transpose([11, 12, 13, 21, 22, 23], 2, 3)",
        called(transpose, [11, 12, 13, 21, 22, 23], 2, 3),
        [11, 21, 12, 22, 13, 23],
        [
            (
                [11, 12, 13, 21, 22, 23],
                "Nothing has moved: the result's rows are a's columns.",
            ),
            ([11, 13, 12, 21, 13, 22], "The offsets in a use 2 columns, but a has 3 (m)."),
            (
                [23, 22, 21, 13, 12, 11],
                "That is the list backwards. Its rows should be a's columns.",
            ),
            (
                [[11, 21], [12, 22], [13, 23]],
                "The rows are right, but all belong in one flat list.",
            ),
            ([[11, 12, 13], [21, 22, 23]], "Those are a's rows; the result is one flat list."),
        ],
    )


@task("transpose")
def test_transpose_of_a_tall_matrix():
    """A 3 x 2 matrix becomes 2 x 3."""
    expect(
        "transpose([11, 12, 21, 22, 31, 32], 3, 2)",
        called(transpose, [11, 12, 21, 22, 31, 32], 3, 2),
        [11, 21, 31, 12, 22, 32],
        [
            (
                [11, 12, 21, 22, 31, 32],
                "Nothing has moved: the result's rows are a's columns.",
            ),
            (
                [11, 12, 21, 21, 22, 31],
                "Row and column are swapped, but a still has 2 columns (m).",
            ),
            (
                [11, 21, 31, 22, 32, 0],
                "The result has 3 columns (n), not 2.",
            ),
            ([11, 22, 12, 31, 21, 32], "The offsets in a use 3 columns, but a has 2 (m)."),
        ],
    )


@task("transpose")
def test_transpose_of_a_single_row_or_column():
    """A row of 4 and a column of 4 are the same four cells, and no cells stay no cells."""
    if expect("transpose([5, 6, 7, 8], 1, 4)", called(transpose, [5, 6, 7, 8], 1, 4), [5, 6, 7, 8]):
        expect("transpose([5, 6, 7, 8], 4, 1)", called(transpose, [5, 6, 7, 8], 4, 1), [5, 6, 7, 8])
    expect("transpose([], 0, 3)", called(transpose, [], 0, 3), [])


@task("transpose")
def test_transpose_leaves_its_argument_alone():
    """The transpose is a list of its own; a still holds what it held."""
    a = [11, 12, 13, 21, 22, 23]
    transpose(a, 2, 3)
    hint = "It was changed in place: make a new list."
    expect("a after transpose(a, 2, 3)", a, [11, 12, 13, 21, 22, 23], [(a, hint)])


@task("transpose")
def test_transpose_of_drawn_matrices():
    """Row i, column j of a is row j, column i of the result, whatever the shape."""
    rng = draw()
    for _ in range(5):
        n, m = rng.randint(1, 6), rng.randint(1, 6)
        a = [rng.randint(-99, 99) for _ in range(n * m)]
        want = [a[cell] for column in range(m) for cell in range(column, n * m, m)]
        if not expect(f"transpose({a}, {n}, {m})", called(transpose, a, n, m), want):
            break


@task("transpose")
def test_transpose_refuses_a_wrong_length():
    """2 x 3 needs 6 numbers: 5 and 7 are refused, and the message names both."""
    expect("transpose([4, 5], 1, 2)", called(transpose, [4, 5], 1, 2), [4, 5])
    for held in (5, 7):
        refused(
            f"transpose of {held} numbers as 2 x 3",
            lambda n=held: transpose([1.5] * n, 2, 3),
            held,
            6,
        )


# --- Three loops ---


@task("matmul_ijk")
def test_ijk_of_a_wide_product():
    """2 x 3 times 3 x 4: each cell is a row of a times a column of b."""
    expect_wide(matmul_ijk)


@task("matmul_ijk")
def test_ijk_of_a_tall_product():
    """3 x 4 times 4 x 2, where other wrong column counts show."""
    expect_tall(matmul_ijk)


@task("matmul_ijk")
def test_ijk_of_single_rows_and_columns():
    """A row times a column is one number, a column times a row a whole table."""
    expect_thin(matmul_ijk)


@task("matmul_ijk")
def test_ijk_of_empty_matrices():
    """With k = 0 there is nothing to add up, so every cell is 0; without rows there is no cell."""
    expect_empty(matmul_ijk)


@task("matmul_ijk")
def test_ijk_gives_a_new_list_and_changes_nothing():
    """Three calls, one after the other: no result, and no argument, has a say in another."""
    expect_apart(matmul_ijk)


@task("matmul_ijk")
def test_ijk_of_drawn_matrices():
    """Drawn shapes and numbers give what the plain formula gives."""
    expect_drawn(matmul_ijk)


@task("matmul_ijk")
def test_ijk_refuses_a_wrong_length():
    """A buffer that is too short or too long is refused, and the message names both numbers."""
    expect_refusals(matmul_ijk)


# --- Swap two loops ---


@task("matmul_ikj")
def test_ikj_of_a_wide_product():
    """2 x 3 times 3 x 4: each row of the result is a mixture of the rows of b."""
    expect_wide(matmul_ikj)


@task("matmul_ikj")
def test_ikj_of_a_tall_product():
    """3 x 4 times 4 x 2, where other wrong column counts show."""
    expect_tall(matmul_ikj)


@task("matmul_ikj")
def test_ikj_of_single_rows_and_columns():
    """A row times a column is one number, a column times a row a whole table."""
    expect_thin(matmul_ikj)


@task("matmul_ikj")
def test_ikj_of_empty_matrices():
    """With k = 0 there is nothing to add up, so every cell is 0; without rows there is no cell."""
    expect_empty(matmul_ikj)


@task("matmul_ikj")
def test_ikj_gives_a_new_list_and_changes_nothing():
    """Three calls, one after the other: no result, and no argument, has a say in another."""
    expect_apart(matmul_ikj)


@task("matmul_ikj")
def test_ikj_of_drawn_matrices():
    """Drawn shapes and numbers give what the plain formula gives."""
    expect_drawn(matmul_ikj)


@task("matmul_ikj")
def test_ikj_refuses_a_wrong_length():
    """A buffer that is too short or too long is refused, and the message names both numbers."""
    expect_refusals(matmul_ikj)


# --- Blocks ---


@task("matmul_blocked", star=True)
def test_blocks_of_1_are_three_plain_loops():
    """With blocks of a single cell only the outer loops have anything to do."""
    expect_wide(matmul_blocked, 1)


@task("matmul_blocked", star=True)
def test_blocks_that_do_not_divide():
    """Blocks of 2 over sides of 5, 7 and 3: the last block of each side is a smaller one."""
    n, k, m = 5, 7, 3
    a = [3 * i + i % 4 + 1 for i in range(n * k)]
    b = [2 * i + i % 3 + 1 for i in range(k * m)]
    right, short_sums = formula(a, b, n, k, m), formula(a, b, n, k, m, range(6))
    inside = [cell < 4 * m and cell % m < 2 for cell in range(n * m)]
    last = formula(a, b, n, k, m, range(6, 7))
    # With a block at every cell, all but the first along a side are in two blocks.
    often = [x * (1 + (i % k > 0)) * (1 + (i >= k)) for i, x in enumerate(a)]
    often = [x * (1 + (i % m > 0)) for i, x in enumerate(formula(often, b, n, k, m))]
    lost = "What is too little for a whole block, at the end of a side, is left out."
    expect_product(
        "matmul_blocked on 5 x 7 times 7 x 3 with blocks of 2",
        called(matmul_blocked, a, b, n, k, m, 2),
        right,
        (a, b, n, k, m),
        [
            (short_sums, lost),
            ([x * kept for x, kept in zip(right, inside)], lost),
            ([x * kept for x, kept in zip(short_sums, inside)], lost),
            (last, "Only the last block of each sum is left: the earlier ones are overwritten."),
            (often, "Cells are counted more than once: how far is it from one block to the next?"),
        ],
    )


@task("matmul_blocked", star=True)
def test_a_block_larger_than_the_matrix():
    """One block of 64 covers all of 3 x 4 times 4 x 2."""
    expect_tall(matmul_blocked, 64)


@task("matmul_blocked", star=True)
def test_blocked_single_rows_and_columns():
    """Sides of 1 are blocks of their own."""
    expect_thin(matmul_blocked, 2)


@task("matmul_blocked", star=True)
def test_blocked_empty_matrices():
    """With k = 0 there is nothing to add up, so every cell is 0; without rows there is no cell."""
    expect_empty(matmul_blocked, 2)


@task("matmul_blocked", star=True)
def test_blocked_gives_a_new_list_and_changes_nothing():
    """Three calls, one after the other: no result, and no argument, has a say in another."""
    expect_apart(matmul_blocked, 2)


@task("matmul_blocked", star=True)
def test_blocked_drawn_matrices():
    """Every block size from 1 to one more than the longest side gives the same product."""
    for block in range(1, 8):
        if not expect_drawn(matmul_blocked, block):
            break


@task("matmul_blocked", star=True)
def test_blocked_refuses_a_wrong_length():
    """A buffer that is too short or too long is refused, and the message names both numbers."""
    expect_refusals(matmul_blocked, 2)


@task("matmul_blocked", star=True)
def test_blocked_multiplies_each_pair_once():
    """Blocks change the order of the products, not their number: n * k * m."""
    expect_cost(matmul_blocked, 2)


# --- As fast as Python goes ---


@task("matmul_fast", star=True)
def test_fast_wide_product():
    """2 x 3 times 3 x 4, whatever runs the inner loop."""
    expect_wide(matmul_fast)


@task("matmul_fast", star=True)
def test_fast_tall_product():
    """3 x 4 times 4 x 2, where other wrong column counts show."""
    expect_tall(matmul_fast)


@task("matmul_fast", star=True)
def test_fast_single_rows_and_columns():
    """A row times a column is one number, a column times a row a whole table."""
    expect_thin(matmul_fast)


@task("matmul_fast", star=True)
def test_fast_empty_matrices():
    """With k = 0 there is nothing to add up, so every cell is 0; without rows there is no cell."""
    expect_empty(matmul_fast)


@task("matmul_fast", star=True)
def test_fast_gives_a_new_list_and_changes_nothing():
    """Three calls, one after the other: no result, and no argument, has a say in another."""
    expect_apart(matmul_fast)


@task("matmul_fast", star=True)
def test_fast_drawn_matrices():
    """Drawn shapes and numbers give what the plain formula gives."""
    expect_drawn(matmul_fast)


@task("matmul_fast", star=True)
def test_fast_refuses_a_wrong_length():
    """A buffer that is too short or too long is refused, and the message names both numbers."""
    expect_refusals(matmul_fast)


@task("matmul_fast", star=True)
def test_fast_multiplies_each_pair_once():
    """Built-in functions run the inner loop, but the products are the same n * k * m."""
    expect_cost(matmul_fast)


# --- What all four products are asked ---


class Counted(float):
    """A number that counts how often numbers like it are multiplied."""

    times = 0

    def __mul__(self, other):
        Counted.times += 1
        return Counted(float(self) * float(other))

    __rmul__ = __mul__


def expect_cost(matmul, *block):
    """Count the multiplications of cells in 3 x 4 times 4 x 2."""
    a, b, n, k, m = TALL
    Counted.times = 0
    matmul([Counted(x) for x in a], [Counted(x) for x in b], n, k, m, *block)
    slip = {2 * n * k * m: "Every pair of cells was multiplied twice."}
    expect(f"multiplications in {matmul.__name__}, 3 x 4 times 4 x 2", Counted.times, 24, slip)


def expect_wide(matmul, *block):
    """Ask for 2 x 3 times 3 x 4."""
    name = f"{matmul.__name__} on 2 x 3 times 3 x 4"
    expect_product(name, called(matmul, *WIDE, *block), WIDE_PRODUCT, WIDE)


def expect_tall(matmul, *block):
    """Ask for 3 x 4 times 4 x 2."""
    name = f"{matmul.__name__} on 3 x 4 times 4 x 2"
    expect_product(name, called(matmul, *TALL, *block), TALL_PRODUCT, TALL)


def expect_product(name, got, want, factors, more=()) -> bool:
    """Expect this product; where no known slip explains another one, name its first wrong cell."""
    if close(got, want):
        return True
    known, (_, _, n, k, m) = [*more, *slips(*factors)], factors
    if isinstance(got, (list, tuple)) and len(got) == n * k * m != len(want):
        known.append((got, "That is one cell for each product; k products add up to one cell."))
    if isinstance(got, (list, tuple)) and len(got) == len(want):
        wrong = next((cell for cell, x in enumerate(want) if not close(got[cell], x)), 0)
        row, column = divmod(wrong, m)
        first = f"The first wrong cell is row {row}, column {column}"
        known.append((got, f"{first}: {show(got[wrong])}, not {show(want[wrong])}."))
    return expect(name, got, want, known)


def right_by_hand(matmul, *block) -> bool:
    """Are both products above right? Where not, nothing further need be said of it."""
    try:
        return all(
            close(matmul(*fresh(factors), *block), want)
            for factors, want in ((WIDE, WIDE_PRODUCT), (TALL, TALL_PRODUCT))
        )
    except IndexError:
        return False


def expect_thin(matmul, *block):
    """Ask for matrices with a side of 1."""
    if not right_by_hand(matmul, *block):
        return
    name, row, column = matmul.__name__, [2, 3, 5], [7, 11, 13]
    one = called(matmul, row, column, 1, 3, 1, *block)
    expect(
        f"{name}({row}, {column}, 1, 3, 1)",
        one,
        [112],
        [(112, "The one number belongs in a list.")],
    )
    table = called(matmul, row, column[:2], 3, 1, 2, *block)
    expect(f"{name}({row}, [7, 11], 3, 1, 2)", table, [14, 22, 21, 33, 35, 55])
    mixed = called(matmul, row[:2], [7, 11, 13, 17, 19, 23], 1, 2, 3, *block)
    expect(f"{name}([2, 3], [7, 11, 13, 17, 19, 23], 1, 2, 3)", mixed, [65, 79, 95])


def expect_empty(matmul, *block):
    """Ask for matrices without rows, or without anything to add up."""
    if not right_by_hand(matmul, *block):
        return
    name = matmul.__name__
    expect(
        f"{name}([], [], 2, 0, 3)",
        called(matmul, [], [], 2, 0, 3, *block),
        [0] * 6,
        [([], "The result is 2 x 3 all the same: six sums of nothing, each of them 0.")],
    )
    expect(
        f"{name}([], [1, 2, 3, 4], 0, 2, 2)", called(matmul, [], [1, 2, 3, 4], 0, 2, 2, *block), []
    )


def expect_apart(matmul, *block):
    """Call three times and look at what the earlier calls had to do with."""
    if not right_by_hand(matmul, *block):
        return
    name, hint = matmul.__name__, "It was changed in place: leave the arguments alone."
    a, b, *shape = fresh(WIDE)
    first = matmul(a, b, *shape, *block)
    expect(f"a after {name}(a, b, ...)", a, WIDE[0], [(a, hint)])
    expect(f"b after {name}(a, b, ...)", b, WIDE[1], [(b, hint)])
    called(matmul, *TALL, *block)
    third = called(matmul, *WIDE, *block)
    if third is first or not close(first, WIDE_PRODUCT):
        fail(f"{name} gives the same list again at the next call.", "Make a new one in every call.")
    else:
        twice = [2 * cell for cell in WIDE_PRODUCT]
        sentence = "The earlier result is still in it: make a new list in every call."
        expect(f"{name}, called a third time,", third, WIDE_PRODUCT, [(twice, sentence)])


def expect_drawn(matmul, *block) -> bool:
    """Ask for five products of drawn shapes and numbers; say whether all were right."""
    if not right_by_hand(matmul, *block):
        return False
    rng = draw()
    for _ in range(5):
        n, k, m = (rng.randint(1, 6) for _ in range(3))
        a = [rng.uniform(-3, 3) for _ in range(n * k)]
        b = [rng.uniform(-3, 3) for _ in range(k * m)]
        name = f"{matmul.__name__} on drawn {n} x {k} times {k} x {m}"
        name += f" with blocks of {block[0]}" if block else ""
        got = called(matmul, a, b, n, k, m, *block)
        if not expect_product(name, got, formula(a, b, n, k, m), (a, b, n, k, m)):
            return False
    return True


def expect_refusals(matmul, *block):
    """Ask for a product that works, then give a and b one number too few and one too many."""
    name = f"{matmul.__name__} as 2 x 3 times 3 x 4 on"
    expect(f"{matmul.__name__}([3], [5], 1, 1, 1)", called(matmul, [3], [5], 1, 1, 1, *block), [15])
    for held in (5, 7):
        call = lambda n=held: matmul([1.5] * n, [1.5] * 12, 2, 3, 4, *block)  # noqa: E731
        refused(f"{name} {held} and 12 numbers", call, held, 6)
    for held in (11, 13):
        call = lambda n=held: matmul([1.5] * 6, [1.5] * n, 2, 3, 4, *block)  # noqa: E731
        refused(f"{name} 6 and {held} numbers", call, held, 12)


def refused(name, call, held, needed):
    """Expect a ValueError that names how many numbers there are, and how many there should be."""
    if expect_error(name, ValueError, call, naming=str(held)):
        expect_error(name, ValueError, call, naming=str(needed))


def called(function, *arguments):
    """Call it on copies; where it runs past the end of a list, say what that usually means."""
    try:
        return function(*(list(x) if isinstance(x, list) else x for x in arguments))
    except IndexError as error:
        hint = PAST_THE_END
        if function.__name__ == "matmul_blocked":
            hint += " And does the last block stop at the edge of the matrix?"
        fail(f"{function.__name__} raises IndexError ({error}).", hint)
        raise


def fresh(factors):
    """Return the two matrices, copied, and their three sizes."""
    a, b, *sizes = factors
    return [list(a), list(b), *sizes]


def formula(a, b, n, k, m, along=None):
    """Return the product, cell by cell; along says which columns of a take part."""
    left = {divmod(cell, k): x for cell, x in enumerate(a)}
    right = {divmod(cell, m): x for cell, x in enumerate(b)}
    along = range(k) if along is None else along
    return [sum(left[i, p] * right[p, j] for p in along) for i in range(n) for j in range(m)]


def slips(a, b, n, k, m):
    """Return what the usual slips make of these matrices, each with its sentence."""
    right, found = formula(a, b, n, k, m), []
    for letter, steps in {"n": n, "k": k, "m": m}.items():
        if letter != "k":
            wrong = stepped(a, b, n, k, m, a_steps=(steps, 1))
            found.append((wrong, f"The offsets in a use {letter} columns, but a has k."))
        if letter != "m":
            wrong = stepped(a, b, n, k, m, b_steps=(steps, 1))
            found.append((wrong, f"The offsets in b use {letter} columns, but b has m."))
            wrong = stepped(a, b, n, k, m, c_steps=(steps, 1))
            found.append((wrong, f"The offsets in the result use {letter} columns, but it has m."))
    rows = [right[i * m : (i + 1) * m] for i in range(n)]
    found += [
        (
            [x for column in zip(*rows) for x in column],
            "Rows and columns of the result are swapped.",
        ),
        (rows, "The rows are right, but all belong in one flat list."),
        (
            stepped(a, b, n, k, m, b_steps=(1, k)),
            "b is read as if its rows were its columns: cell p, j lies in row p.",
        ),
        (
            stepped(a, b, n, k, m, a_steps=(1, n)),
            "a is read as if its rows were its columns: cell i, p lies in row i.",
        ),
        (
            formula(a, b, n, k, m, range(k - 1, k)),
            "Only the last product of each sum is left: the earlier ones are overwritten.",
        ),
        (formula(a, b, n, k, m, range(1)), "Only the first product of each sum is there."),
        (formula(a, b, n, k, m, range(min(n, k))), "Each sum has n terms; k are wanted."),
        (formula(a, b, n, k, m, range(min(m, k))), "Each sum has m terms; k are wanted."),
        (formula(a, b, n, k, m, range(1, k)), "The first product of each sum is missing."),
        (formula(a, b, n, k, m, range(k - 1)), "The last product of each sum is missing."),
        (running(right, len(right)), "Each cell starts with what the last one left, not with 0."),
        (running(right, m), "Each cell starts with what the last one left, not with 0."),
        (
            [sum(column[: i + 1]) for i in range(n) for column in zip(*rows)],
            "Each row still holds the row before it: every cell starts at 0.",
        ),
        (right[:1], "Only the first cell is there: does return stand inside a loop?"),
        (right[:m], "Only the first row is there: does return stand inside a loop?"),
        (right[:1] + [0] * (n * m - 1), "Only the first cell is done: is return inside a loop?"),
        (right[:m] + [0] * (n * m - m), "Only the first row is done: is return inside a loop?"),
        ([0] * (n * m), "Every cell is still 0."),
        (
            [row[j] if j < k else 0 for row in rows for j in range(m)],
            "The last columns are missing: a row of the result has m cells, not k.",
        ),
    ]
    return [(wrong, sentence) for wrong, sentence in found if wrong is not None]


def stepped(a, b, n, k, m, a_steps=None, b_steps=None, c_steps=None):
    """Return the product where a row, and a column, is so many cells from the next.

    None where that leads past the end of a list.
    """
    (a_row, a_column), (b_row, b_column) = a_steps or (k, 1), b_steps or (m, 1)
    c_row, c_column = c_steps or (m, 1)
    c = [0] * (n * m)
    try:
        for i, p, j in product(range(n), range(k), range(m)):
            pair = a[i * a_row + p * a_column], b[p * b_row + j * b_column]
            c[i * c_row + j * c_column] += pair[0] * pair[1]
    except IndexError:
        return None
    return c


def running(cells, length):
    """Return the running totals of the cells, started anew after each length of them."""
    return [sum(cells[i - i % length : i + 1]) for i in range(len(cells))]
