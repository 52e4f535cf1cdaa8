"""Where each node of a graph goes: columns from left to right, few crossings, no overlap."""

from dataclasses import dataclass, field
from itertools import pairwise

from kata.show import graph

SWEEPS = 12
STRAIGHT = 8.0  # how much more a long edge wants to be level where it passes columns


@dataclass(eq=False)
class Place:
    """A node's place, or (value None) a point at which a long edge passes through a column."""

    value: object
    column: int
    y: float = 0.0
    before: list["Place"] = field(default_factory=list)  # the neighbours to the left
    after: list["Place"] = field(default_factory=list)  # and to the right


@dataclass
class Layout:
    """Columns of places, from top to bottom; and each edge as the places it goes through."""

    columns: list[list[Place]]
    edges: list[list[Place]]


def layout(root, height: float, gap: float) -> Layout:
    """Place the graph of root; y is the middle of a node, height tall, gap apart."""
    places = {id(value): Place(value, column) for value, column in _columns(root)}
    columns: list[list[Place]] = [[] for _ in range(1 + max(p.column for p in places.values()))]
    for place in places.values():
        columns[place.column].append(place)
    edges = []
    for place in list(places.values()):
        for parent in graph.parents(place.value):
            start = places[id(parent)]
            between = [Place(None, column) for column in range(start.column + 1, place.column)]
            for point in between:
                columns[point.column].append(point)
            edges.append([start, *between, place])
            for left, right in pairwise(edges[-1]):
                left.after.append(right)
                right.before.append(left)
    _untangle(columns)
    _spread(columns, height, gap)
    return Layout(columns, edges)


def _columns(root) -> list[tuple[object, int]]:
    """Return each value with its column: right of its parents; a leaf next to its first user."""
    order = graph.nodes(root)
    column: dict[int, int] = {}
    first_use: dict[int, int] = {}
    for value in order:
        above = [column[id(parent)] for parent in graph.parents(value)]
        column[id(value)] = 1 + max(above, default=-1)
        for parent in graph.parents(value):
            known = first_use.get(id(parent), column[id(value)])
            first_use[id(parent)] = min(known, column[id(value)])
    for value in order:
        if not graph.parents(value) and id(value) in first_use:
            column[id(value)] = first_use[id(value)] - 1
    return [(value, column[id(value)]) for value in order]


def _untangle(columns: list[list[Place]]) -> None:
    """Order each column by the middle of its neighbours, to and fro; keep the best order."""
    best, least = [list(column) for column in columns], _crossings(columns)
    for sweep in range(SWEEPS):
        rightwards = sweep % 2 == 0
        for column in columns if rightwards else reversed(columns):
            rank = {place: i for other in columns for i, place in enumerate(other)}
            column.sort(key=lambda place: _mean(place, rank, rightwards))
        if (crossings := _crossings(columns)) < least:
            best, least = [list(column) for column in columns], crossings
    for column, kept in zip(columns, best):
        column[:] = kept


def _mean(place: Place, rank: dict[Place, int], rightwards: bool) -> float:
    near = (place.before if rightwards else place.after) or [place]
    return sum(rank[each] for each in near) / len(near)


def _crossings(columns: list[list[Place]]) -> int:
    rank = {place: i for column in columns for i, place in enumerate(column)}
    count = 0
    for column in columns:
        ends = [(rank[place], rank[other]) for place in column for other in place.after]
        count += sum((a - c) * (b - d) < 0 for i, (a, b) in enumerate(ends) for c, d in ends[:i])
    return count


def _spread(columns: list[list[Place]], height: float, gap: float) -> None:
    """Give each place the y nearest to its neighbours' that keeps the order and the distance."""
    sizes = [[height if place.value is not None else 0.0 for place in column] for column in columns]
    offsets = []
    for column, size in zip(columns, sizes):
        down = [0.0]
        for above, below in pairwise(size):
            down.append(down[-1] + (above + below) / 2 + gap)
        offsets.append(down)
        for place, y in zip(column, down):
            place.y = y - down[-1] / 2
    for sweep in range(8 * SWEEPS):
        steps = list(zip(columns, offsets))
        for column, down in steps if sweep % 2 else reversed(steps):
            pulls = [_pull(place) for place in column]
            levels = _rising([(y - offset, weight) for (y, weight), offset in zip(pulls, down)])
            for place, level, offset in zip(column, levels, down):
                place.y = level + offset


def _pull(place: Place) -> tuple[float, float]:
    """Return the y at which a place's edges were level, and how much that matters."""
    weights = [
        (other.y, STRAIGHT if place.value is None and other.value is None else 1.0)
        for other in place.before + place.after
    ]
    total = sum(weight for _, weight in weights)
    return (sum(y * w for y, w in weights) / total, total) if total else (place.y, 1.0)


def _rising(wanted: list[tuple[float, float]]) -> list[float]:
    """Return the never falling numbers nearest to these, each with its weight.

    Neighbours that fall are averaged, until none does.
    """
    blocks: list[tuple[float, float, int]] = []
    for y, weight in wanted:
        mean, total, count = y, weight, 1
        while blocks and blocks[-1][0] > mean:
            above, heavy, many = blocks.pop()
            mean = (above * heavy + mean * total) / (heavy + total)
            total, count = heavy + total, many + count
        blocks.append((mean, total, count))
    return [mean for mean, _, count in blocks for _ in range(count)]
