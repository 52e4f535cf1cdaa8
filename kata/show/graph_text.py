"""The graph of a value as an indented tree, in plain ASCII: each node once, root first."""

from kata.show import graph

COLUMN = 10  # characters of a number


def text(root, nudged: dict[str, float], width: int) -> str:
    """Return the tree with data and gradient beside each node.

    Args:
        nudged: the slopes that were measured by nudging, by the label of the leaf.
    """
    named = graph.names(root)
    rows = list(_rows(root, named, "", "", set()))
    room = min(width - 3 * COLUMN, max(len(left) for left, _ in rows) + 2)
    heads = "".join(f"{word:>{COLUMN}}" for word in ("data", "grad", "nudged"))
    lines = [" " * room + heads]
    for left, value in rows:
        if value is None:
            lines.append(left)
            continue
        cells = [graph.number(value.data), graph.number(value.grad)]
        cells += [graph.number(nudged[value.label])] if value.label in nudged else []
        left = left if len(left) < room else left[: room - 4] + "... "
        lines.append(f"{left:{room}}" + "".join(f"{cell:>{COLUMN}}" for cell in cells))
    return "\n".join(lines)


def _rows(value, named: dict[int, str], first: str, rest: str, seen: set[int]):
    """Yield (text, value) per line; a node that was there already is only named, with None."""
    name = named[id(value)]
    if id(value) in seen:
        yield f"{first}{name}  (the same as above)", None
        return
    seen.add(id(value))
    made = graph.formula(value, named)
    yield f"{first}{name} = {made}" if made else f"{first}{name}", value
    operands = graph.parents(value)
    for i, parent in enumerate(operands, 1):
        last = i == len(operands)
        yield from _rows(
            parent,
            named,
            rest + ("`-- " if last else "|-- "),
            rest + ("    " if last else "|   "),
            seen,
        )
