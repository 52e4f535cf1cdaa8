"""Figures of docs/e09_matmul.md."""

from kata.show import svg
from kata.site.figures import _memory, _orders, _race

N, ROOM = (
    4,
    2,
)  # the side of the page's matrices, which a line of memory holds too; lines in the cache
SIZE = 12  # a cell of memory; 16 of them are a panel


def cells() -> str:
    """The reads of B for one row of C in both orders, from the top down, and which of them are fetches."""
    from exercises.e09_matmul import matmul_ijk, matmul_ikj

    arrow = "one read after the other \N{RIGHTWARDS ARROW}"
    parts = [
        *(_matrix(name, x) for name, x in (("C", 38), ("A", 182), ("B", 326))),
        *(svg.text(154, 66, "="), svg.text(298, 66, "\N{MULTIPLICATION SIGN}")),
        svg.text(0, 0, arrow, transform="translate(6 312) rotate(90)"),
        _panel("ijk", "i, j, p", matmul_ijk, 26),
        _panel("ikj", "i, p, j", matmul_ikj, 254),
    ]
    return svg.document(460, 440, parts)


def line() -> str:
    """A matrix as a table, and as it lies in memory."""
    return _memory.line()


def blocks() -> str:
    """A block of A times a block of B adds to a block of C."""
    return _memory.blocks()


def strides() -> str:
    """What numpy keeps of a matrix and of its transpose."""
    return _memory.strides()


def cache() -> dict:
    """What the widget is to count with."""
    return {"n": N, "room": ROOM}


def _matrix(name: str, x: float) -> str:
    """Draw a matrix of empty cells."""
    squares = [_cell(x + 24 * column, 18 + 24 * row, 24) for row in range(N) for column in range(N)]
    return svg.element("g", svg.text(x + 48, 12, name), *squares, class_=name)


def _panel(order: str, title: str, matmul, x: float) -> str:
    """Draw B's line of cells, and below it every read of it while matmul makes one row of C."""
    tape = _Tape(range(N * N))
    matmul([1.0] * N, tape, 1, N, N)
    fetched = _fetched([cell // N for cell in tape.reads])
    middle, width = x + N * N * SIZE / 2, N * SIZE
    counted = f"reads: {len(tape.reads)}, fetches: {sum(fetched)}"
    parts = [svg.text(middle, 150, title, class_="name", font_weight="bold")]
    parts += [_cell(x + cell * SIZE, 182, SIZE) for cell in range(N * N)]
    parts += [svg.path("M", x + n * width, 178, "V418", stroke=svg.FAINT) for n in range(N + 1)]
    for line in range(N):
        left = x + line * width
        bar = (left + 3, 184 + SIZE, width - 6, 4)
        parts += [svg.text(left + width / 2, 174, f"line {line}", font_size=13)]
        parts += [svg.rect(*bar, class_="held", fill=svg.INK, visibility="hidden")]
    for time, (cell, fetch) in enumerate(zip(tape.reads, fetched)):
        at = (x + (cell + 0.5) * SIZE, 212 + 13 * time)
        if fetch:
            parts.append(svg.circle(*at, 5, fill=svg.ORANGE, class_="read fetch"))
        else:
            parts.append(svg.circle(*at, 4, stroke=svg.BLUE, stroke_width=1.6, class_="read there"))
    parts.append(svg.text(middle, 434, counted, class_="count"))
    return svg.element("g", *parts, class_=order)


def _fetched(lines: list[int]) -> list[bool]:
    """Return for each read whether its line had to be fetched; the line used longest ago leaves a full cache."""
    held, found = [], []
    for line in lines:
        found.append(line not in held)
        held = [*(each for each in held if each != line), line][-ROOM:]
    return found


def _cell(x: float, y: float, size: float) -> str:
    return svg.rect(x, y, size, size, stroke=svg.FAINT, class_="cell")


class _Tape(list):
    """A matrix that writes down which of its cells is read."""

    def __init__(self, numbers):
        super().__init__(numbers)
        self.reads = []

    def __getitem__(self, cell):
        self.reads.append(cell)
        return super().__getitem__(cell)


def ladder() -> str:
    """A recorded race, as bars."""
    return _race.bars("e09_matmul")


def race() -> list[str]:
    """The same race, as a table."""
    return _race.table("e09_matmul")


def orders() -> list[str]:
    """The order of the loops in C, and what of its gain is vectors."""
    return _orders.in_c()


def orders_in_python() -> list[str]:
    """The order of the loops in Python, and what calling a function costs there."""
    return _orders.in_python()
