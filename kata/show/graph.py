"""The graph behind a value, read from `_prev` and `_op`: its nodes, their names and formulas."""

INFIX = ("+", "-", "*", "/")


def parents(value) -> list:
    """Return what a value was made from, in order; a + a has two parents even in a set."""
    found = list(value._prev)
    if isinstance(value._prev, (set, frozenset)):
        found.sort(key=lambda each: (each.label, each.data))
    return found * 2 if len(found) == 1 and value._op in INFIX else found


def nodes(root) -> list:
    """Return every value that root was made from, each once, after its parents; root last."""
    order, seen, stack = [], set(), [(root, False)]
    while stack:
        value, parents_are_in = stack.pop()
        if parents_are_in:
            order.append(value)
        elif id(value) not in seen:
            seen.add(id(value))
            stack.append((value, True))
            stack.extend((parent, False) for parent in reversed(parents(value)))
    return order


def names(root) -> dict[int, str]:
    """Return a name per node, by id: its label, a constant's number, or v1, v2 and so on."""
    order = nodes(root)
    taken = {value.label for value in order}
    free = (name for i in range(1, 2 * len(order) + 2) if (name := f"v{i}") not in taken)
    return {
        id(value): value.label or (next(free) if parents(value) else number(value.data))
        for value in order
    }


def formula(value, named: dict[int, str]) -> str:
    """Return how a value was made: "v1 + a", "tanh(v1)", "a ** 2"; "" for a leaf."""
    operands = [named[id(parent)] for parent in parents(value)]
    if not operands:
        return ""
    if value._op in INFIX:
        return f" {value._op} ".join(operands)
    if value._op.startswith("**"):
        return f"{operands[0]} ** {value._op[2:]}"
    return f"{value._op or 'made from '}({', '.join(operands)})"


def number(x) -> str:
    """Return a number in at most four significant digits, without a minus before zero."""
    return f"{float(x) + 0.0:.4g}"
