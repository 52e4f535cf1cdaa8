"""Tests of e12: the product in C, on buffers that have guards around them and garbage inside.

The numbers are whole, so every sum is exact in whatever order it is added up.
"""

import numpy as np

from exercises.e12_c_matmul import matmul_blocked, matmul_ijk, matmul_ikj, matmul_packed
from tests.expect import draw, fail, show, task

# 2 x 3 times 3 x 4, and 3 x 4 times 4 x 2: no number twice, no two sides of a product alike.
WIDE = ([2, 3, 5, 7, 11, 13], [17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61], 2, 3, 4)
TALL = ([2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37], [41, 43, 47, 53, 59, 61, 67, 71], 3, 4, 2)
LARGE = ((135, 150, 133), (13, 300, 1601), (700, 530, 7))  # up to 13 blocks, none dividing a side
GUARD = 4099  # cells before and behind each buffer; odd, since nothing promises where it begins
TRAP = 0x7FF4_0000_5AFE_5AFE  # a signalling NaN: whatever is calculated with it has other bits


# By task: what is asked of cells past the end of c, of cells never written, of zeros, and of NaNs.
PAST = {
    "matmul_ijk": "Which index is too large there: a row's, a column's, or a row's length?",
    "matmul_ikj": "Which index is too large there: a row's, a column's, or a row's length?",
    "matmul_blocked": "Does the last block end where the matrix does, and the loop that sets c to 0?",
    "matmul_packed": "Does the last tile end where the matrix does, and do its rows lie m apart?",
}
UNWRITTEN = {
    "matmul_ijk": "A row of c has m cells: is the offset i * m + j, and do i and j go from 0 to their ends?",
    "matmul_ikj": "A row of c has m cells: is the offset i * m + j, and do i and j go from 0 to their ends?",
}
ZERO = {
    "matmul_ijk": "is the sum stored before its products are added up?",
    "matmul_ikj": "is a row set to 0 after its products were added?",
    "matmul_blocked": "has a side that is shorter than BLOCK its block, too?",
    "matmul_packed": "is the tile added to c?",
}
NAN = {"matmul_packed": ", or the tile was not set to 0 before its first product"}


# --- Three loops ---


@task("matmul_ijk")
def test_ijk_of_a_wide_product():
    """2 x 3 times 3 x 4: each cell is a row of a times a column of b."""
    expect_product(matmul_ijk, *WIDE)


@task("matmul_ijk")
def test_ijk_of_a_tall_product():
    """3 x 4 times 4 x 2, where other wrong column counts show."""
    expect_product(matmul_ijk, *TALL)


@task("matmul_ijk")
def test_ijk_of_single_rows_and_columns():
    """A row times a column is one number, a column times a row a whole table."""
    expect_thin(matmul_ijk)


@task("matmul_ijk")
def test_ijk_of_empty_matrices():
    """With k = 0 every cell is 0, whatever c held; without rows or columns nothing is written."""
    expect_empty(matmul_ijk)


@task("matmul_ijk", seconds=20)
def test_ijk_of_large_matrices():
    """Every cell of a large product is right."""
    expect_large(matmul_ijk)


@task("matmul_ijk")
def test_ijk_twice():
    """A second product has nothing of the first."""
    expect_apart(matmul_ijk)


@task("matmul_ijk")
def test_ijk_of_drawn_matrices():
    """Drawn shapes and numbers give what numpy gives, but for rounding."""
    expect_drawn(matmul_ijk)


@task("matmul_ikj")
def test_ikj_of_a_wide_product():
    """2 x 3 times 3 x 4: each row of the result is a mixture of the rows of b."""
    expect_product(matmul_ikj, *WIDE)


@task("matmul_ikj")
def test_ikj_of_a_tall_product():
    """3 x 4 times 4 x 2, where other wrong column counts show."""
    expect_product(matmul_ikj, *TALL)


@task("matmul_ikj")
def test_ikj_of_single_rows_and_columns():
    """A row times a column is one number, a column times a row a whole table."""
    expect_thin(matmul_ikj)


@task("matmul_ikj")
def test_ikj_of_empty_matrices():
    """With k = 0 every cell is 0, whatever c held; without rows or columns nothing is written."""
    expect_empty(matmul_ikj)


@task("matmul_ikj", seconds=20)
def test_ikj_of_large_matrices():
    """Every cell of a large product is right."""
    expect_large(matmul_ikj)


@task("matmul_ikj")
def test_ikj_twice():
    """A second product has nothing of the first."""
    expect_apart(matmul_ikj)


@task("matmul_ikj")
def test_ikj_of_drawn_matrices():
    """Drawn shapes and numbers give what numpy gives, but for rounding."""
    expect_drawn(matmul_ikj)


# --- Blocks ---


@task("matmul_blocked")
def test_blocked_wide_product():
    """2 x 3 times 3 x 4, which one block covers."""
    expect_product(matmul_blocked, *WIDE)


@task("matmul_blocked")
def test_blocked_tall_product():
    """3 x 4 times 4 x 2, where other wrong column counts show."""
    expect_product(matmul_blocked, *TALL)


@task("matmul_blocked", seconds=20)
def test_blocked_large_matrices():
    """The last blocks of every side are smaller ones, and what all blocks add to a cell is there."""
    expect_large(matmul_blocked)


@task("matmul_blocked", seconds=20)
def test_blocks_that_divide():
    """Sides of 128, 256 and 384 leave no smaller block."""
    if right_by_hand(matmul_blocked):
        expect_product(matmul_blocked, *whole_numbers(128, 256, 384))


@task("matmul_blocked")
def test_blocked_single_rows_and_columns():
    """A row times a column is one number, a column times a row a whole table."""
    expect_thin(matmul_blocked)


@task("matmul_blocked")
def test_blocked_empty_matrices():
    """With k = 0 every cell is 0, whatever c held; without rows or columns nothing is written."""
    expect_empty(matmul_blocked)


@task("matmul_blocked")
def test_blocked_twice():
    """A second product has nothing of the first."""
    expect_apart(matmul_blocked)


@task("matmul_blocked")
def test_blocked_drawn_matrices():
    """Drawn shapes and numbers give what numpy gives, but for rounding."""
    expect_drawn(matmul_blocked)


# --- A tile in registers ---


@task("matmul_packed")
def test_packed_wide_product():
    """2 x 3 times 3 x 4, a corner of one tile."""
    expect_product(matmul_packed, *WIDE)


@task("matmul_packed")
def test_packed_tall_product():
    """3 x 4 times 4 x 2, where other wrong column counts show."""
    expect_product(matmul_packed, *TALL)


@task("matmul_packed", seconds=20)
def test_packed_at_every_edge():
    """Every shape up to two tiles and one more cell, in both directions."""
    if not right_by_hand(matmul_packed):
        return
    for n in range(1, 18):
        for m in range(1, 50):
            if not expect_product(matmul_packed, *whole_numbers(n, 3, m)):
                return


@task("matmul_packed", seconds=20)
def test_packed_large_matrices():
    """Every round adds its products to the cells, and the last tiles of every side stop at its end."""
    expect_large(matmul_packed)


@task("matmul_packed")
def test_packed_tiles_that_divide():
    """Sides of 48 and 96 are whole tiles, whatever their size here."""
    if right_by_hand(matmul_packed):
        expect_product(matmul_packed, *whole_numbers(48, 256, 96))


@task("matmul_packed")
def test_packed_single_rows_and_columns():
    """A row times a column is one number, a column times a row a whole table."""
    expect_thin(matmul_packed)


@task("matmul_packed")
def test_packed_empty_matrices():
    """With k = 0 every cell is 0, whatever c held; without rows or columns nothing is written."""
    expect_empty(matmul_packed)


@task("matmul_packed")
def test_packed_twice():
    """A second product has nothing of the first, whose copies were larger."""
    expect_apart(matmul_packed)


@task("matmul_packed")
def test_packed_drawn_matrices():
    """Drawn shapes and numbers give what numpy gives, but for rounding."""
    expect_drawn(matmul_packed)


# --- What all four are asked ---


def expect_product(matmul, a, b, n, k, m) -> bool:
    """Expect the exact product, and name the slip that gives another."""
    got = called(matmul, a, b, n, k, m)
    if got is None:
        return False
    right = product(a, b, n, k, m).reshape(n, m)
    got = got.reshape(n, m)
    if np.array_equal(got, right):
        return True
    row, column = map(int, np.argwhere(got != right)[0])
    start = max(0, row * m + column - 3)
    fact = f"{call(matmul, n, k, m)} gives {some(got, start)}, want {some(right, start)}."
    if n * m > 12:
        cell = f"row {row}, column {column} of c"
        fact = f"{call(matmul, n, k, m)}: {cell} is {show(got[row, column])}, want {show(right[row, column])}."
    fail(fact, diagnosis(matmul, got, right, a, b, n, k, m))
    return False


def expect_thin(matmul):
    """Ask for matrices with a side of 1."""
    if right_by_hand(matmul):
        for shape in ((1, 1, 1), (1, 3, 1), (3, 1, 2), (1, 2, 3), (5, 2, 1), (1, 200, 1)):
            expect_product(matmul, *whole_numbers(*shape))


def expect_empty(matmul):
    """Ask for matrices without rows or columns, or without anything to add up."""
    if right_by_hand(matmul):
        for n, k, m in ((0, 2, 3), (2, 3, 0), (0, 0, 0), (2, 0, 3)):
            got = called(matmul, [0] * n * k, [0] * k * m, n, k, m)
            if got is not None and got.any():
                fact = f"{call(matmul, n, k, m)} gives {some(got)}, want [0.0, ...]."
                fail(fact, "Sums of nothing are 0: c must not keep what it held.")


def expect_large(matmul):
    """Ask for sides that are longer than a block, and divided by none."""
    if right_by_hand(matmul):
        for shape in LARGE:
            if not expect_product(matmul, *whole_numbers(*shape)):
                return


def expect_apart(matmul):
    """Ask for a large product, and then for small ones."""
    if right_by_hand(matmul):
        called(matmul, *whole_numbers(*LARGE[1]))
        for factors in (WIDE, TALL, WIDE):
            expect_product(matmul, *factors)


def expect_drawn(matmul):
    """Ask for drawn shapes, a square one too, with numbers of one sign, which lose nothing in a sum.

    c holds NaNs before, which no product with 0 and no difference clears.
    """
    if not right_by_hand(matmul):
        return
    rng = draw()
    for number in range(20):
        n, k, m = (rng.randint(1, 80) for _ in range(3)) if number else (60, 60, 60)
        a = np.array([rng.uniform(0.1, 3) for _ in range(n * k)]) * (-1) ** number
        b = np.array([rng.uniform(0.1, 3) for _ in range(k * m)])
        got = called(matmul, a, b, n, k, m, np.full(n * m, np.nan))
        if got is None:
            return
        if np.isnan(got).any():
            fact = f"{call(matmul, n, k, m)}, where c held NaNs before: some are left."
            fail(fact, "Assign 0, or the first number, to each cell: a NaN times 0 is a NaN.")
            return
        want = (a.reshape(n, k) @ b.reshape(k, m)).ravel()
        if not np.allclose(got, want, rtol=1e-12, atol=0):
            cell = np.argmax(~np.isclose(got, want, rtol=1e-12, atol=0))
            fact = f"{call(matmul, n, k, m)}, drawn: cell {cell} of c is {float(got[cell])!r}, want {float(want[cell])!r}."
            fail(fact, rounded(got, want, a.reshape(n, k), b.reshape(k, m)))
            return


def right_by_hand(matmul) -> bool:
    """Are both small products right? They may have been, and be wrong after other ones."""
    return all(expect_product(matmul, *factors) for factors in (WIDE, TALL))


def called(matmul, a, b, n, k, m, held=None):
    """Return what the C function makes of a c that is full of garbage; None where it leaves its buffers."""
    cells, damage = attempted(matmul, a, b, n, k, m, held)
    if damage:
        fail(*damage)
        return None
    return cells


def attempted(matmul, a, b, n, k, m, held=None):
    """Return what c holds after a call, and what else has changed: nothing, or a fact and a sentence."""
    (a_whole, a_cells), (b_whole, b_cells) = guarded(a), guarded(b)
    whole, cells = guarded(garbage(n * m) if held is None else held)
    before = a_whole.tobytes(), b_whole.tobytes()
    matmul(a_cells, b_cells, n, k, m, out=cells)
    for name, now, then in zip("ab", (a_whole, b_whole), before):
        if now.tobytes() != then:
            return cells, (f"{call(matmul, n, k, m)} changes {name}.", "It is only to be read.")
    bits = whole.view(np.uint64).copy()
    bits[GUARD : GUARD + n * m] = TRAP
    if not (bits != TRAP).any():
        return cells, ()
    first = int(np.flatnonzero(bits != TRAP)[0]) - GUARD
    fact = f"{call(matmul, n, k, m)} writes to c[{first}], and c has {n * m} cells."
    return cells, (fact, PAST[matmul.__name__])


def guarded(cells) -> tuple[np.ndarray, np.ndarray]:
    """Return a buffer with guards before and behind it, and the part between them that holds the cells."""
    whole = np.full(len(cells) + 2 * GUARD, TRAP, np.uint64).view(np.float64)
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


def call(matmul, n, k, m) -> str:
    return f"{matmul.__name__} on {n} x {k} times {k} x {m}"


def some(cells, start=0) -> str:
    return show(np.ravel(cells).tolist(), start=start)


# --- The usual slips ---


def diagnosis(matmul, got, right, a, b, n, k, m) -> str:
    """Return the sentence of the slip that gives this very result."""
    name, small = matmul.__name__, n * k * m <= 24  # as WIDE and TALL are
    held = garbage(n * m).reshape(n, m)
    if np.array_equal(got, right + held):
        return "That is added to what c held before: begin with 0, or assign the sum."
    if np.array_equal(got, right + held[0, 0] * (np.arange(n * m).reshape(n, m) == 0)):
        return "The first cell is added to what c held before."
    first = int((got != right).argmax())
    if np.array_equal(got, right + held * (np.arange(n * m).reshape(n, m) >= first)):
        cell = {n: "n", m: "m", k: "k"}.get(first, first) if small else first
        ask = ": does memset count in bytes?" if first == 1 else "."
        return f"From cell {cell} on, c keeps what it held{ask}"
    if small and not np.isnan(got).all():
        for wrong, sentence in slips(a, b, n, k, m, held):
            if np.array_equal(got, wrong, equal_nan=True):
                return sentence
        down = np.reshape(a, (n, k))[:, 0][:k]
        if np.array_equal(got[0], down @ np.reshape(b, (k, m))[: len(down)]):
            return (
                "Row 0 of c takes the first column of a, not its first row: how does its copy lie?"
            )
    left = got == held
    if left.all():
        return "c keeps all that it held: is anything stored there?"
    if left.any():
        row, column = np.argwhere(left)[0]
        ask = UNWRITTEN.get(name, "Does the last, smaller piece of a side have its turn?")
        lost = f"the first of them in row {row}, column {column}"
        return f"Cells of c are never written, {lost}. {ask}"
    if np.isnan(got).any():
        return (
            f"NaNs lie before and behind a and b: an index leaves one of them{NAN.get(name, '')}."
        )
    if not got.any():
        return f"Every cell is 0: {ZERO[name]}"
    found = remembered(matmul, got, right, a, b, n, k, m)
    found = found or pieces(got, right, np.reshape(a, (n, k)), np.reshape(b, (k, m)))
    where = found or apart(got, right, held)
    if where and (small or not where.endswith("are not.")):
        return where
    return f"{where} {later(name, small, got, right)}".strip()


def remembered(matmul, got, right, a, b, n, k, m) -> str:
    """Return what is said where the result hangs on what was multiplied before."""
    again = attempted(matmul, a, b, n, k, m)[0].reshape(n, m)
    what = "tile" if matmul is matmul_packed else "sum"
    if np.array_equal(again, got + right):
        return (
            f"Each {what} starts with what the last one left: set it to 0 before its first product."
        )
    if not np.array_equal(again, got):
        return f"The same call gives other numbers a second time: is each {what} set to 0 before its first product?"
    if matmul is matmul_packed:
        attempted(matmul, [0] * 16, [0] * 16 * 48, 1, 16, 48)  # the copies keep zeros
        if np.array_equal(attempted(matmul, a, b, n, k, m)[0].reshape(n, m), right):
            return "What an earlier product left in the copies is added, too: does p stop at depth?"
    return ""


def rounded(got, want, a, b) -> str:
    """Return what the drawn numbers have lost, where whole ones were right."""
    if np.array_equal(got, np.trunc(got)):
        return "These are whole numbers: is a variable an int that should be a double?"
    for factors in ((np.trunc(a), b), (a, np.trunc(b))):
        if np.allclose(got, np.matmul(*factors).ravel(), rtol=1e-9, atol=0):
            return "A factor has lost its fraction: is a variable an int that should be a double?"
    rough = np.allclose(got, want, rtol=1e-5, atol=0)
    return "Is a float where a double should be?" if rough else ""


def later(name, small, got, right) -> str:
    """Return what to ask where nothing else is known, mostly of products of several blocks, or tiles."""
    if name == "matmul_packed":
        if small:
            return "Other products are in the sums: how far does each index go when p goes on?"
        return "A corner of a tile is right, more is not: how far do r, v, p and q go, and is row r of c at corner + r * m?"
    if small or name != "matmul_blocked":
        return ""
    how = "Blocks take what is not theirs"
    if (got >= right).all():
        how = "Blocks after the first add to the same cells"
    elif (got <= right).all():
        how = "Products are lost between the blocks"
    return f"{how}: do i, p and j begin and end at their block's corners?"


def pieces(got, right, a, b) -> str:
    """Return how got is made of a part of each sum, or of a part of the cells."""
    k, (row, column) = a.shape[1], np.argwhere(got != right)[0]
    sums = np.concatenate([[0], np.cumsum(a[row] * b[:, column])])
    for p in np.flatnonzero(sums == got[row, column])[:3]:
        if np.array_equal(got, a[:, :p] @ b[:p]):
            return f"Only the first {p} of {k} products are in each sum: what comes after them is lost."
    for p in np.flatnonzero(sums[-1] - sums == got[row, column])[:3]:
        if np.array_equal(got, a[:, p:] @ b[p:]):
            return (
                f"Only the products from {p} on are in each sum: they overwrite the earlier ones."
            )
    return ""


def apart(got, right, held) -> str:
    """Return from which row, or column, on it is wrong, or right, and how, where it is so clear a case."""
    wrong, how = got != right, "are not"
    if not got[wrong].any():
        how = "are 0"
    elif np.array_equal(got[wrong], (right + held)[wrong]):
        how = "are added to what c held before"
    for side, lines in (("column", wrong.T), ("row", wrong)):
        bad = lines.any(axis=1)
        if bad.all() or not lines[bad].all() or np.count_nonzero(bad[1:] != bad[:-1]) > 1:
            continue
        turn = int((bad != bad[0]).argmax())
        if bad[0]:
            return f"The {side}s from {side} {turn} on are right, those before it {how}."
        return f"The {side}s before {side} {turn} are right, those from there on {how}."
    return ""


def slips(a, b, n, k, m, held):
    """Return what the usual slips make of small matrices, each with its sentence."""
    right, found = product(a, b, n, k, m), []
    for columns, side in {"n columns": n, "k columns": k, "m columns": m, "one column": 1}.items():
        if side != k:
            wrong = product(a, b, n, k, m, a_steps=(side, 1))
            found.append((wrong, f"The offsets in a use {columns}, but a has k."))
        if side != m:
            wrong = product(a, b, n, k, m, b_steps=(side, 1))
            found.append((wrong, f"The offsets in b use {columns}, but b has m."))
            for start in (held.ravel(), np.zeros(n * m)):
                for wrong in placed(right, start, n, m, (side, 1)):
                    found.append((wrong, f"The offsets in c use {columns}, but c has m."))
    terms = np.reshape(a, (n, k))[:, :, None] * np.reshape(b, (k, m))[None]  # n, k, m
    for over in np.ndindex(2, 2, 2):  # a step of 1, not BLOCK, in these of the three loops
        i, p, j = (np.arange(side) * each + 1 for side, each in zip((n, k, m), over))
        wrong = np.einsum("i,p,j,ipj->ij", i, p, j, terms)
        found.append((wrong, "Blocks overlap: do i0, p0 and j0 go up by BLOCK?"))
    running = np.cumsum(right).reshape(n, m)
    so_far = terms.cumsum(axis=1).sum(axis=1)
    again = "The sum so far is added to c after every p: add it once, after the last."
    row_i = np.reshape(a, (n, k)).sum(axis=1)[:, None] * np.reshape(b, (k, m))[np.arange(n) % k]
    cleared = np.where(np.arange(n)[:, None], right.reshape(n, m) + held, 0)
    found += [
        (right.reshape(n, m).T, "Rows and columns of c are swapped."),
        (
            product(a, b, n, k, m, b_steps=(1, k)),
            "b is read as if its rows were its columns: cell p, j lies in row p.",
        ),
        (
            product(a, b, n, k, m, a_steps=(1, n)),
            "a is read as if its rows were its columns: cell i, p lies in row i.",
        ),
        (
            terms[:, -1],
            "Only the last product of each sum is left: the earlier ones are overwritten.",
        ),
        (
            terms[:, 0],
            "Only the first product of each sum is there: how far does each index go when p goes on?",
        ),
        (terms[:, 1:].sum(axis=1), "The first product of each sum is missing."),
        (terms[:, :-1].sum(axis=1), "The last product of each sum is missing."),
        (terms[:, : min(n, k)].sum(axis=1), "Each sum has n terms; k are wanted."),
        (terms[:, : min(m, k)].sum(axis=1), "Each sum has m terms; k are wanted."),
        (held + terms[:, -1], "Only the last product is there, added to what c held before."),
        (running, "Each cell starts with what the last one left, not with 0."),
        (
            np.cumsum(right.reshape(n, m), axis=1),
            "Each cell starts with what the last one left, not with 0.",
        ),
        (
            np.cumsum(right.reshape(n, m), axis=0),
            "Each row still holds the row before it: every cell starts at 0.",
        ),
        (2 * right, "Every product is counted twice."),
        (so_far, again),
        (held + so_far, again),
        (cleared, "Row 0 is set to 0 for each row again: row i of c begins at i * m."),
        (row_i, "Row i of c takes its factors from row i of b alone: p counts the rows of b."),
        (
            product(a, b, n, k, m, b_steps=(0, 1)),
            "Every product takes its factor from the first row of b: p does not move there.",
        ),
        (
            product(a, b, n, k, m, a_steps=(k, 0)),
            "Every product takes its factor from the first column of a: p does not move there.",
        ),
    ]
    return [(np.reshape(wrong, (n, m)), sentence) for wrong, sentence in found]


def product(a, b, n, k, m, a_steps=None, b_steps=None):
    """Return the product where a row, and a column, is so many cells from the next; NaN past the end."""
    (a_row, a_column), (b_row, b_column) = a_steps or (k, 1), b_steps or (m, 1)
    a, b = (np.concatenate([cells, np.full(100, np.nan)]) for cells in (a, b))
    i, p, j = np.ogrid[:n, :k, :m]
    return (a[i * a_row + p * a_column] * b[p * b_row + j * b_column]).sum(axis=1).ravel()


def placed(right, start, n, m, steps):
    """Return c where its cells lie at these steps, assigned and added; nothing where that leaves c."""
    at = [i * steps[0] + j * steps[1] for i in range(n) for j in range(m)]
    if max(at) >= n * m:
        return []
    assigned, added = start.copy(), start.copy()
    for where, cell in zip(at, right):
        assigned[where] = cell
        added[where] += cell
    return [assigned, added]
