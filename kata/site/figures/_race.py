"""Recorded races (docs/measured/) as bars and as tables; `make race EX=9 JSON=1` prints such a record."""

import json

from kata.course.paths import DOCS
from kata.race import bars as race_bars
from kata.race import chart


def bars(stem: str, size: int | None = None) -> str:
    """Draw one heat of a recorded race."""
    found, heat = _recorded(stem, size)
    return race_bars.drawing(found, [heat])


def table(stem: str, size: int | None = None, memory: bool = False) -> list[str]:
    """Return one heat as lines of Markdown: medians, their quotients, and the peak of each process where asked."""
    found, heat = _recorded(stem, size)
    lines = [f"| {heat['what']} | {found['unit']} | times {found['against']} |", "|---|---|---|"]
    for each in heat["entrants"]:
        cells = chart.cells(each, heat, found)
        lines.append(f"| {each['name']} | {cells[1]} | {cells[4]} |")
        if memory:
            lines[-1] += f" {cells[5]} MiB |"
    return [lines[0] + " peak memory |", lines[1] + "---|", *lines[2:]] if memory else lines


def _recorded(stem: str, size: int | None) -> tuple[dict, dict]:
    """Return what was recorded of an exercise's race, and its heat of this size, or its first."""
    found = json.loads((DOCS / "measured" / f"{stem}.json").read_text(encoding="utf-8"))
    return found, next(heat for heat in found["heats"] if size in (None, heat["size"]))
