"""A measured table as the lines of Markdown that stand on the page."""

from collections.abc import Iterable, Sequence


def table(head: Sequence, rows: Iterable[Sequence]) -> list[str]:
    """Return the lines; an empty cell stays one."""
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(map(str, line))} |".replace("|  |", "| |") for line in lines]
