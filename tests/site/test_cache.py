"""The way through memory: the widget reads what e09 reads, and its cache counts what the page says."""

import re

import pytest

FETCHES = {"ijk": 16, "ikj": 4}  # the page's, for one row of C
N = 4


class Memory:
    """The widget as its user sees it."""

    def __init__(self, figure):
        self.page = figure.page
        self.figure = figure
        self.drawing = figure.locator(".widget svg")

    def button(self, name: str):
        return self.figure.get_by_role("button", name=name, exact=True)

    def press(self, name: str):
        self.button(name).click()

    def choose(self, order: str):
        self.figure.get_by_label("Loops").select_option(order)

    @property
    def said(self) -> str:
        return self.figure.get_by_role("status").inner_text().replace("\xa0", " ")

    def count(self, order: str) -> list[int]:
        """Reads and fetches so far."""
        return [
            int(each)
            for each in re.findall(r"\d+", self.drawing.locator(f".{order} .count").text_content())
        ]

    def at(self, name: str) -> list[int]:
        """Which cells of a matrix, or of a panel's line of memory, are touched now."""
        return self.drawing.locator(f".{name} .cell").evaluate_all(
            "cells => cells.flatMap((cell, i) => (cell.classList.contains('now') ? [i] : []))"
        )

    def visible(self, what: str) -> list[int]:
        return self.drawing.locator(what).evaluate_all(
            "parts => parts.flatMap((part, i) => (getComputedStyle(part).visibility === 'visible' ? [i] : []))"
        )


class Tape(list):
    """A matrix that writes down which of its cells is read."""

    def __init__(self, numbers):
        super().__init__(numbers)
        self.reads = []

    def __getitem__(self, cell):
        self.reads.append(cell)
        return super().__getitem__(cell)


@pytest.fixture
def memory(open_widget) -> Memory:
    return Memory(open_widget("e09_matmul", "cache"))


def least_recently_used(lines: list[int], room: int = 2) -> list[set[int]]:
    """Return what a cache holds after each read."""
    last, held = {}, []
    for time, line in enumerate(lines):
        last[line] = time
        held.append(set(sorted(last, key=last.get)[-room:]))
    return held


@pytest.mark.parametrize("order", FETCHES)
def test_it_reads_what_e09_reads(memory, solutions, order):
    """Cell by cell, with the lines in the cache, up to the numbers of the page."""
    from exercises import e09_matmul

    a, b = Tape(range(N)), Tape(range(N * N))
    getattr(e09_matmul, f"matmul_{order}")(a, b, 1, N, N)
    held = least_recently_used([cell // N for cell in b.reads])
    memory.choose(order)
    assert memory.visible(f".{order} .held") == []
    fetches = 0
    for time, cell in enumerate(b.reads):
        fetches += time == 0 or cell // N not in held[time - 1]
        memory.press("Step")
        assert memory.at("B") == memory.at(order) == [cell]
        assert memory.at("A") == [cell // N]  # row 0, column p
        assert memory.at("C") == [cell % N]  # row 0, column j
        assert memory.visible(f".{order} .held") == sorted(held[time])
        assert memory.count(order) == [time + 1, fetches]
        assert len(memory.visible(f".{order} .read")) == time + 1
        assert len(memory.visible(f".{order} .read.fetch")) == fetches
        assert (
            f"Read {time + 1} of 16: C[0, {cell % N}] += A[0, {cell // N}] * B[{cell // N}, {cell % N}]."
            in memory.said
        )
    assert memory.count(order) == [16, FETCHES[order]]
    assert set(a.reads) == set(range(N))


def test_a_fetch_says_what_it_pushes_out(memory):
    for words in (
        "line 0 is fetched.",
        "line 1 is fetched.",
        "line 2 is fetched, and line 0 goes.",
    ):
        memory.press("Step")
        assert words in memory.said
    memory.choose("ikj")
    memory.press("Step")
    memory.press("Step")
    assert "line 0 is there already." in memory.said


def test_both_orders_stay_side_by_side(memory):
    """One order waits while the other is stepped; Reset begins both anew."""
    memory.press("Step")
    memory.press("Step")
    memory.choose("ikj")
    memory.press("Step")
    assert (memory.count("ijk"), memory.count("ikj")) == ([2, 2], [1, 1])
    memory.press("Start over")
    assert (memory.count("ijk"), memory.count("ikj")) == ([0, 0], [0, 0])
    assert memory.said.startswith("Nothing is read yet.")
    assert memory.at("B") == []


def test_play_goes_by_itself_until_paused_and_to_the_end(open_widget):
    memory = Memory(open_widget("e09_matmul", "cache", clock=True))
    memory.press("Play")
    memory.page.clock.run_for(2000)
    assert memory.count("ijk")[0] > 1
    memory.press("Pause")
    reads = memory.count("ijk")[0]
    assert reads < 16
    memory.page.clock.run_for(2000)
    assert memory.count("ijk")[0] == reads
    memory.press("Play")
    memory.page.clock.run_for(20_000)
    assert memory.count("ijk") == [16, FETCHES["ijk"]]
    assert memory.button("Play").is_disabled()


def test_nothing_moves_where_nothing_may(open_widget):
    """Instead of Play there is a way to the end."""
    memory = Memory(open_widget("e09_matmul", "cache", clock=True, reduced_motion="reduce"))
    memory.page.clock.run_for(5000)
    assert memory.count("ijk") == [0, 0]
    assert memory.button("Play").count() == 0
    memory.press("To the end")
    assert memory.count("ijk") == [16, FETCHES["ijk"]]


def test_keys_are_enough(memory):
    keys = memory.page.keyboard
    memory.figure.get_by_label("Loops").focus()
    keys.press("ArrowDown")
    keys.press("Tab")
    for _ in range(16):
        keys.press("Space")
    assert memory.count("ikj") == [16, FETCHES["ikj"]]
    assert memory.page.evaluate("document.activeElement.textContent") == "Start over"
    keys.press("Enter")
    assert memory.count("ikj") == [0, 0]


def test_the_still_picture_shows_the_end(memory):
    """On paper, where nothing can be pressed, both orders are there to the last read."""
    memory.page.emulate_media(media="print")
    still = memory.figure.locator(".still svg")
    assert still.is_visible()
    assert not memory.drawing.is_visible()
    for order, fetches in FETCHES.items():
        assert still.locator(f".{order} .count").text_content() == f"reads: 16, fetches: {fetches}"
        assert still.locator(f".{order} .read.fetch").count() == fetches
