"""The recorded training of docs/gpt.md (docs/measured/gpt.json, by kata.bench.gpt), and what it has learned to look at."""

import json
from functools import cache

from kata.course.paths import DOCS
from kata.show import svg

CELL = 27
SHOWN = "mariana"


@cache
def recorded() -> dict:
    return json.loads((DOCS / "measured" / "gpt.json").read_text(encoding="utf-8"))


def attention(name: str = SHOWN) -> str:
    """Draw, for both heads, what each place of a name takes over from which: a row a place that reads."""
    read = ["\N{BULLET}", *name]
    side, parts = CELL * len(read), []
    for head in range(2):
        left = head * (side + 74)
        parts.append(svg.text(left + side / 2, -34, f"head {head + 1}", font_weight=600))
        for i, letter in enumerate(read):
            middle = (i + 0.5) * CELL
            parts += [
                svg.text(left + middle, -10, letter),
                svg.text(left - 14, middle + 5, letter),
            ]
        for row, heads in enumerate(recorded()["looked"][name]):
            for column, weight in enumerate(heads[head]):
                x, y = left + column * CELL, row * CELL
                square = {"fill": svg.BLUE, "fill_opacity": round(weight, 2)}
                parts.append(svg.rect(x, y, CELL, CELL, stroke=svg.LINE, **square))
    return svg.document(2 * side + 102, side + 56, parts, left=-26, top=-52)


def block() -> str:
    """Draw the way of one token through the network, from the left to the right."""
    middle, parts = 66, []
    boxes = ((8, "letter"), (166, "attention"), (300, "small net"), (434, "logits"))
    for x, word in boxes:
        y = middle - 17 if x in (8, 434) else 122
        parts += [
            svg.rect(x, y, 92, 34, rx=4),
            svg.text(x + 46, y + 22, word),
        ]
    parts += [svg.rect(8, 122, 92, 34, rx=4), svg.text(54, 144, "place")]
    parts.append(svg.arrow(54, 122, 122, middle + 10))
    for x in (130, 282, 412):
        parts += [svg.circle(x, middle, 10), svg.text(x, middle + 5, "+")]
    for x1, x2 in ((100, 120), (140, 272), (292, 402), (422, 434)):
        parts.append(svg.arrow(x1, middle, x2, middle))
    for x, end in ((166, 282), (300, 412)):
        parts.append(svg.path("M", x + 14, middle, "V", 122, stroke=svg.BLUE))
        parts.append(svg.path("M", x + 92, 139, "H", end, stroke=svg.BLUE))
        parts.append(svg.arrow(end, 139, end, middle + 10, ink=svg.BLUE))
    earlier = "from the places before"
    parts += [svg.arrow(212, 186, 212, 158, ink=svg.ORANGE)]
    parts.append(svg.text(212, 204, earlier, fill=svg.ORANGE))
    return svg.document(534, 196, parts, top=22)
