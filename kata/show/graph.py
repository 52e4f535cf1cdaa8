"""The graph behind a value, read from `_prev`, `_op` and `label`."""

from dataclasses import dataclass
from graphlib import TopologicalSorter
from itertools import count

INFIX = ("+", "-", "*", "/")


@dataclass(eq=False)
class Node:
    """A value as it is drawn: its name is its label, a constant's number, or v1, v2 and so on."""

    name: str
    op: str
    data: str
    grad: str
    parents: list["Node"]  # what it was made from

    @property
    def formula(self) -> str:
        """How it was made: "v2 = v1 + a", "v1 = -a", "v1 = tanh(a)", "v1 = a ** 2"; "a" for a leaf."""
        operands = [parent.name for parent in self.parents]
        if not operands:
            return self.name
        if self.op in INFIX:
            made = f" {self.op} ".join(operands) if operands[1:] else self.op + operands[0]
        elif self.op.startswith("**"):
            made = f"{operands[0]} ** {self.op[2:]}"
        else:
            made = f"{self.op or 'made from '}({', '.join(operands)})"
        return f"{self.name} = {made}"


def nodes(root) -> list[Node]:
    """Return a node for every value that root was made from, after its parents; root last."""
    order, found, pending = TopologicalSorter(), {}, [root]
    while pending:
        value = pending.pop()
        if id(value) not in found:
            found[id(value)] = value
            order.add(id(value), *map(id, parents(value)))
            pending += reversed(parents(value))
    taken = {value.label for value in found.values()}
    free = (name for i in count(1) if (name := f"v{i}") not in taken)
    made: dict[int, Node] = {}
    for key in order.static_order():
        value = found[key]
        operands = [made[id(parent)] for parent in parents(value)]
        name = value.label or (next(free) if operands else number(value.data))
        made[key] = Node(name, value._op, number(value.data), number(value.grad), operands)
    return list(made.values())


def parents(value) -> list:
    """Return what a value was made from, in order; a + a has two parents even in a set."""
    found = list(value._prev)
    if not isinstance(value._prev, (set, frozenset)):
        return found
    found.sort(key=lambda each: (each.label, each.data))
    return found * 2 if len(found) == 1 and value._op in INFIX else found


def number(x) -> str:
    """Return a number in at most four significant digits, without a minus before zero."""
    return f"{float(x) + 0.0:.4g}"
