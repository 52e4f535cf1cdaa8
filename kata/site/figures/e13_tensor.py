"""Figures of docs/e13_tensor.md."""

import json

from kata.course.paths import DOCS
from kata.race import e13_tensor, network
from kata.site.figures import _arrays, _race, _table


def repeated() -> str:
    """A row that is added to a table, and what comes back to it."""
    return _arrays.repeated()


def batch() -> str:
    """A batch of the digits network as six nodes."""
    return _arrays.batch()


def losses() -> list[str]:
    """The losses of the first batches: by hand and with Tensors now, PyTorch's as recorded."""
    recorded = json.loads((DOCS / "measured" / "e13_pytorch.json").read_text(encoding="utf-8"))
    given = e13_tensor.batches(False)[: len(recorded["losses"])]
    by_hand, tensors = network.of_arrays(), network.of_tensors()
    ways = [[train(*each) for each in given] for train in (by_hand, tensors)]
    rows = [*zip(*ways, recorded["losses"])]
    assert all(max(row) - min(row) < 1e-9 for row in rows)
    head = ["batch", "by hand, in numpy", "with Tensors", "in PyTorch"]
    return _table.table(head, [[i, *(f"{x:.10f}" for x in row)] for i, row in enumerate(rows, 1)])


def ladder() -> str:
    """A recorded race of the three, as bars."""
    return _race.bars("e13_tensor")


def race() -> list[str]:
    """The same race, as a table."""
    return _race.table("e13_tensor")
