"""Recorded races (docs/measured/) as bars and as tables; `make race EX=9 JSON=1` prints such a record."""

import json
import math

from kata.course.paths import DOCS
from kata.race import chart
from kata.site import theme

NAME, BAR, RESULT, ROW = 128, 170, 150, 26  # pixels


def record(stem: str) -> dict:
    """Return what was recorded of an exercise's race."""
    return json.loads((DOCS / "measured" / f"{stem}.json").read_text(encoding="utf-8"))


def bars(stem: str, size: int | None = None) -> str:
    """Draw one heat: a bar for each entrant, the longer the faster, each line ten times as fast."""
    found = record(stem)
    entrants = _heat(found, size)["entrants"]
    speeds = [math.log10(each["rate"] or 1 / each["seconds"]["median"]) for each in entrants]
    low, high = math.floor(min(speeds) - 0.05), math.ceil(max(speeds))
    unit = BAR / (high - low)
    height, parts = ROW * len(entrants), []
    for decade in range(high - low + 1):
        x = NAME + decade * unit
        parts.append(f'<path d="M{x:.1f},0V{height}" stroke="var(--kata-line)"/>')
    for row, (each, speed) in enumerate(zip(entrants, speeds)):
        y, wide = ROW * row, unit * (speed - low)
        colour = "blue" if each["stem"] else "faint"
        parts += [
            f'<text x="{NAME - 8}" y="{y + 18}" text-anchor="end">{each["name"]}</text>',
            f'<rect x="{NAME}" y="{y + 5}" width="{wide:.1f}" height="16" fill="var(--kata-{colour})"/>',
            f'<text x="{NAME + wide + 6:.1f}" y="{y + 18}">{_shown(found, each)}</text>',
        ]
    width = NAME + BAR + RESULT
    return theme.drawing(width, height, parts)


def table(stem: str, size: int | None = None, memory: bool = False) -> list[str]:
    """Return one heat as lines of Markdown: medians, ratios, and the peak of each process where asked."""
    found = record(stem)
    heat = _heat(found, size)
    lines = [f"| {heat['what']} | {found['unit']} | times {found['against']} |", "|---|---|---|"]
    for each in heat["entrants"]:
        cells = chart.cells(each, found["unit"])
        lines.append(f"| {each['name']} | {cells[1]} | {cells[4]} |")
        if memory:
            lines[-1] += f" {cells[5]} MiB |"
    return [lines[0] + " peak memory |", lines[1] + "---|", *lines[2:]] if memory else lines


def _heat(found: dict, size: int | None) -> dict:
    return next(heat for heat in found["heats"] if size in (None, heat["size"]))


def _shown(found: dict, each: dict) -> str:
    return f"{chart.cells(each, found['unit'])[1]} {found['unit']}"
