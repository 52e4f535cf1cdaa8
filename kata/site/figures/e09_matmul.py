"""Figures of docs/e09_matmul.md."""

from kata.site.figures import _memory, _race

N, ROOM = (
    4,
    2,
)  # the page's toy: the side of the matrices, which a line of memory holds too; lines in the cache
SIZE = 12  # a cell of memory; 16 of them are a panel


def cells() -> str:
    """The reads of B for one row of C in both orders, from the top down, and which of them are fetches."""
    from exercises.e09_matmul import matmul_ijk, matmul_ikj

    shapes = "".join(_matrix(name, x) for name, x in (("C", 38), ("A", 182), ("B", 326)))
    orders = (("ijk", "i, j, p", matmul_ijk, 26), ("ikj", "i, p, j", matmul_ikj, 254))
    panels = "".join(_panel(*order) for order in orders)
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 460 440" width="460" height="440" fill="none" font-size="14">
{shapes}<g fill="currentColor" text-anchor="middle"><text x="154" y="66">=</text><text x="298" y="66">\N{MULTIPLICATION SIGN}</text>
<text transform="translate(6 312) rotate(90)">one read after the other \N{RIGHTWARDS ARROW}</text></g>
{panels}</svg>
"""


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
    return f'<g class="{name}"><text x="{x + 48}" y="12" fill="currentColor" text-anchor="middle">{name}</text>{"".join(squares)}</g>\n'


def _panel(order: str, title: str, matmul, x: float) -> str:
    """Draw B's line of cells, and below it every read of it while matmul makes one row of C."""
    tape = _Tape(range(N * N))
    matmul([1.0] * N, tape, 1, N, N)
    fetched = _fetched([cell // N for cell in tape.reads])
    middle, width = x + N * N * SIZE / 2, N * SIZE
    parts = [f'<text class="name" x="{middle}" y="150" font-weight="bold">{title}</text>']
    parts += [
        f'<text x="{x + (line + 0.5) * width}" y="174" font-size="13">line {line}</text>'
        for line in range(N)
    ]
    parts += [
        f'<text class="count" x="{middle}" y="434">reads: {len(tape.reads)}, fetches: {sum(fetched)}</text>'
    ]
    parts = [f'<g fill="currentColor" text-anchor="middle">{"".join(parts)}</g>']
    parts += [_cell(x + cell * SIZE, 182, SIZE) for cell in range(N * N)]
    parts += [
        f'<path d="M{x + line * width},178V418" stroke="var(--kata-faint)"/>'
        for line in range(N + 1)
    ]
    parts += [
        f'<rect class="held" x="{x + line * width + 3}" y="{184 + SIZE}" width="{width - 6}" height="4" fill="currentColor" visibility="hidden"/>'
        for line in range(N)
    ]
    for time, (cell, fetch) in enumerate(zip(tape.reads, fetched)):
        ink = (
            'r="5" fill="var(--kata-orange)"'
            if fetch
            else 'r="4" stroke="var(--kata-blue)" stroke-width="1.6"'
        )
        kind = "fetch" if fetch else "there"
        parts.append(
            f'<circle class="read {kind}" cx="{x + (cell + 0.5) * SIZE}" cy="{212 + 13 * time}" {ink}/>'
        )
    return f'<g class="{order}">{"".join(parts)}</g>\n'


def _fetched(lines: list[int]) -> list[bool]:
    """Return for each read whether its line had to be fetched; the line used longest ago leaves a full cache."""
    held, found = [], []
    for line in lines:
        found.append(line not in held)
        held = [*(each for each in held if each != line), line][-ROOM:]
    return found


def _cell(x: float, y: float, size: float) -> str:
    return f'<rect class="cell" x="{x}" y="{y}" width="{size}" height="{size}" stroke="var(--kata-faint)"/>'


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
