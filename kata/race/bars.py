"""Heats as an SVG picture: a bar for each contender, the longer the faster, on a logarithmic scale."""

import math

from kata.race import chart
from kata.show import svg

NAME, ROW, BAR = 128, 26, 16  # pixels: room for the names, height of a row, of its bar


def drawing(record: dict, heats: list[dict], alone: bool = False) -> str:
    """Draw some heats of a record on one scale; alone, as a file of its own, with titles and ratios."""
    levels = [_level(each) for heat in heats for each in heat["entrants"]]
    low, high = math.floor(min(levels) - 0.05), math.ceil(max(levels))  # the least has a bar to see
    room, results, margin = (360, 230, 16) if alone else (170, 150, 0)
    scale, y, parts, told = room / (high - low), 0, [], []
    if alone:
        rule = "Logarithmic: each line is ten times as fast."
        parts = [svg.text(0, 18, record["title"], "start"), svg.text(0, 40, rule, "start")]
        y = 2 * ROW
    for heat in heats:
        told.append(f"{heat['what']}:")
        if alone:
            parts.append(svg.text(0, y + 26, heat["what"], "start"))
            y += ROW + 8
        bottom = y + ROW * len(heat["entrants"])
        for x in (NAME + scale * decade for decade in range(high - low + 1)):
            parts.append(svg.line(x, y, x, bottom, stroke=svg.LINE))
        for each in heat["entrants"]:
            _, result, _, _, ratio, _ = chart.cells(each, heat, record)
            result += f" {record['unit']}" + f" ({ratio} x {record['against']})" * alone
            told.append(f"{each['name']} {result};")
            wide, ink = scale * (_level(each) - low), svg.BLUE if each["stem"] else svg.FAINT
            parts += [
                svg.text(NAME - 8, y + 18, each["name"], "end"),
                svg.rect(NAME, y + (ROW - BAR) / 2, wide, BAR, fill=ink),
                svg.text(NAME + wide + 6, y + 18, result, "start"),
            ]
            y += ROW
    return svg.document(
        *(NAME + room + results + 2 * margin, y + 2 * margin, parts, -margin, -margin),
        title=record["title"],
        description=" ".join(told),
        alone=alone,
        **({"font_family": "system-ui, sans-serif"} if alone else {}),
    )


def _level(each: dict) -> float:
    """Return the logarithm of the rate, or of the calls in a second."""
    return math.log10(each["rate"] or 1 / each["seconds"]["median"])
