"""Where each node of a graph goes: columns from left to right, and rows that no two boxes share.

The graph is drawn like a tree: a node stands in the rows of the last result that is made from it.
To any other result, unless that is in the next column, its edge has a row of its own.
"""

from collections import Counter
from statistics import fmean

from kata.show.graph import Node


def layout(nodes: list[Node], height: float, gap: float) -> tuple[dict, list, float]:
    """Place the nodes, from y = 0 downwards, in boxes that are height tall and gap apart.

    Returns:
        By node: its column, and the middle of its box.
        Each edge: parent, node, and the y at which it passes the columns between them.
        The y at which all of it ends.
    """
    edges = [(parent, node) for node in nodes for parent in node.parents]
    last = {parent: i for i, (parent, _) in enumerate(edges)}
    uses = Counter(parent for parent, _ in edges)
    columns, levels, passing, bottom = _columns(nodes), {}, {}, -gap

    def row(tall: float) -> float:
        nonlocal bottom
        bottom += gap + tall
        return bottom - tall / 2

    def place(node: Node) -> float:
        arriving = [i for i, (_, result) in enumerate(edges) if result is node]
        inside = []
        for i in sorted(arriving, key=lambda i: -uses[edges[i][0]]):  # d = a * b + a: a above b
            parent, _ = edges[i]
            if last[parent] == i:
                inside.append(place(parent))
            elif columns[node] - columns[parent] > 1:
                passing[i] = row(0)
        levels[node] = fmean(inside) if inside else row(height)
        return levels[node]

    place(nodes[-1])
    places = {node: (columns[node], y) for node, y in levels.items()}
    return places, [(a, b, passing.get(i, levels[a])) for i, (a, b) in enumerate(edges)], bottom


def _columns(nodes: list[Node]) -> dict[Node, int]:
    """Return each node's column: right of its parents; a leaf next to its first result."""
    column: dict[Node, int] = {}
    for node in nodes:
        column[node] = 1 + max((column[parent] for parent in node.parents), default=-1)
    for node in reversed(nodes):
        column |= {parent: column[node] - 1 for parent in node.parents if not parent.parents}
    return column
