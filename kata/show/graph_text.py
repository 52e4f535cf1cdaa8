"""The graph of a value as an indented tree, in plain ASCII: each node once, root first."""

from collections.abc import Iterator

from kata.show.graph import Node, nodes, number

COLUMN = 10  # characters of a number


def text(root, nudged: dict[str, float], width: int) -> str:
    """Return the tree with data and gradient beside each node, and beside leaves the slopes from nudging."""
    moved = {name: number(slope) for name, slope in nudged.items()}
    rows = [("", "data", "grad", "nudged"), *_rows(nodes(root)[-1], moved, "", "", set())]
    room = min(width - 3 * COLUMN, max(len(left) for left, *_ in rows) + 2)
    lines = []
    for left, *cells in rows:
        left = left if len(left) < room else left[: room - 4] + "... "
        lines.append(f"{left:{room}}{''.join(f'{cell:>{COLUMN}}' for cell in cells)}".rstrip())
    return "\n".join(lines)


def _rows(node: Node, nudged: dict[str, str], first: str, rest: str, seen: set[Node]) -> Iterator:
    """Yield each line's text and numbers; a node that was there already is only named."""
    if node in seen:
        yield (f"{first}{node.name}  (the same as above)",)
        return
    seen.add(node)
    yield first + node.formula, node.data, node.grad, nudged.get(node.name, "")
    for i, parent in enumerate(node.parents, 1):
        fork, stem = ("`-- ", "    ") if i == len(node.parents) else ("|-- ", "|   ")
        yield from _rows(parent, nudged, rest + fork, rest + stem, seen)
