"""Packing, step by step: what is copied, read and stored is what e12's C does, and the product is e09's."""

from itertools import chain

from tests.site.live import Live

A, B = [[2, 1, 3], [0, 4, 5], [7, 7, 7]], [[1, 6, 2, 4, 3], [7, 2, 5, 1, 2], [3, 8, 1, 2, 4]]
ROWS = COLUMNS = 2  # of the tile
STRIPS = [0, 2, 4]  # the first column of each


def copy_of_b() -> list[int]:
    """As pack_b of the C: strip after strip, row after row, zeros where the last one ends."""
    return [
        B[p][j + q] if j + q < 5 else 0 for j in STRIPS for p in range(3) for q in range(COLUMNS)
    ]


def copy_of_a(i: int) -> list[int]:
    """As pack_a of the C: column after column, zeros where rows are missing."""
    return [A[i + r][p] if i + r < 3 else 0 for p in range(3) for r in range(ROWS)]


def test_it_packs_and_multiplies(open_widget, solutions):
    from exercises.e09_matmul import matmul_ijk

    live = Live(open_widget("e12_c_matmul", "pack", reduced_motion="reduce"))
    assert live.guess("The third of the first row").startswith("Not so. ")
    for place, number in enumerate(copy_of_b()):
        live.press("Next")
        assert live.numbers("copyb")[place] == number
        assert live.numbers("written") == [place]
    assert "Beyond the edge of B" in live.said
    assert live.numbers("copyb") == copy_of_b()

    for i in (0, 2):
        for _ in range(ROWS * 3):
            live.press("Next")
        assert live.numbers("copya") == copy_of_a(i)
        for strip, j in enumerate(STRIPS):
            reads = []
            for _ in range(3):
                live.press("Next")
                reads += live.numbers("read")
            first = 6 * strip  # each copy is read from its left to its right
            pairs = [(2 * p, 2 * p + 1, first + 2 * p, first + 2 * p + 1) for p in range(3)]
            assert reads == [place for pair in pairs for place in pair]
            live.press("Next")
            cells = [(x, y) for x in (i, i + 1) for y in (j, j + 1) if x < 3 and y < 5]
            assert live.numbers("written") == [5 * x + y for x, y in cells]
    assert live.numbers("c") == matmul_ijk([*chain(*A)], [*chain(*B)], 3, 3, 5)
    assert live.place.get_by_role("button", name="Next", exact=True).is_disabled()
    assert live.page.evaluate("document.activeElement.textContent") == "Start over"

    live.page.keyboard.press("Enter")
    live.press("Next part")
    assert live.numbers("step") == [1]
    live.press("Play")  # to the next part, where nothing may move by itself
    assert live.numbers("step") == [19]
    live.press("Back")
    assert live.numbers("copyb") == copy_of_b()
    live.is_still_on_paper()
