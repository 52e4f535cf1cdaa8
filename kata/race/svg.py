"""A race as an SVG picture: bars where it has one heat, lines over n where it has several.

Speed grows to the right, or upwards, on a logarithmic scale: from one line of the grid to the next
it is ten times as high.
"""

import math
from xml.sax.saxutils import escape

from kata.race import chart

STYLE = """<style>
:root { color: #1f2328 } .page { fill: #ffffff }
@media (prefers-color-scheme: dark) { :root { color: #e6edf3 } .page { fill: #16191d } }
</style>
<rect class="page" width="100%" height="100%" fill="#ffffff"/>"""
OWN, PEER = "#2f7bbf", "#8b949e"  # the learner's, and all others'
WIDTH, MARGIN, LETTER, ROW, BAR = 760, 18, 14, 30, 18
NAMES, RESULTS, HEAD = 150, 210, 80  # room left and right of the drawing, and above it
PLOT = 340  # height of the lines


def page(record: dict) -> str:
    """Return the picture as a file that any browser opens."""
    latest = record["heats"][-1]
    parts, height = (_lines if len(record["heats"]) > 1 else _bars)(record)
    told = [f"{each['name']} {_result(record, each)}" for each in latest["entrants"]]
    what = f"{latest['what']}. " if len(record["heats"]) == 1 else f"{record['unit']}. "
    size = f'width="{WIDTH}" height="{height}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {height}" '
            f'{size} fill="currentColor" font-size="{LETTER}" font-family="system-ui, sans-serif">',
            f"<title>{escape(record['title'])}</title>",
            f"<desc>{escape(latest['what'])}: {escape('; '.join(told))}.</desc>",
            STYLE,
            _text(MARGIN, MARGIN + LETTER, record["title"]),
            _text(
                MARGIN, MARGIN + LETTER + 22, f"{what}Logarithmic: each line is ten times as fast."
            ),
            *parts,
            "</svg>\n",
        ]
    )


def _bars(record: dict) -> tuple[list[str], float]:
    """Return a bar for each entrant of the only heat, and the height of the picture."""
    entrants = record["heats"][0]["entrants"]
    levels = [_level(record, each) for each in entrants]
    low, high = _decades(levels)
    scale = (WIDTH - NAMES - RESULTS) / (high - low)
    bottom = HEAD + ROW * len(entrants)
    parts = [
        _line(x, HEAD, x, bottom)
        for x in (NAMES + scale * (decade - low) for decade in range(low, high + 1))
    ]
    for i, (each, level) in enumerate(zip(entrants, levels)):
        y, wide = HEAD + ROW * i + ROW / 2, scale * (level - low)
        parts += [
            _text(NAMES - 10, y + 5, each["name"], "end"),
            f'<rect x="{NAMES}" y="{y - BAR / 2:g}" width="{wide:.1f}" height="{BAR}" fill="{_ink(each)}"/>',
            _text(NAMES + wide + 8, y + 5, _result(record, each)),
        ]
    return parts, bottom + MARGIN


def _lines(record: dict) -> tuple[list[str], float]:
    """Return a line for each entrant over all sizes, and the height of the picture."""
    sizes = [heat["size"] for heat in record["heats"]]
    points: dict[str, list[tuple[float, float, dict]]] = {}
    for heat in record["heats"]:
        for each in heat["entrants"]:
            at = math.log2(heat["size"] / sizes[0]) / math.log2(sizes[-1] / sizes[0])
            points.setdefault(each["name"], []).append((at, _level(record, each), each))
    low, high = _decades([level for line in points.values() for _, level, _ in line])
    left, wide, bottom = 60, WIDTH - 60 - RESULTS, HEAD + PLOT

    def place(at: float, level: float) -> tuple[float, float]:
        return left + wide * at, bottom - PLOT * (level - low) / (high - low)

    parts = []
    for decade in range(low, high + 1):
        y = place(0, decade)[1]
        parts += [_line(left, y, left + wide, y)]
        parts += [_text(left - 8, y + 5, f"{10.0**decade:,g}", "end")]
    for size in sizes:
        x = place(math.log2(size / sizes[0]) / math.log2(sizes[-1] / sizes[0]), 0)[0]
        parts.append(_text(x, bottom + 22, f"n = {size}" if size == sizes[0] else size, "middle"))
    free = -math.inf
    for line in sorted(points.values(), key=lambda line: -line[-1][1]):
        ink, corners = _ink(line[0][2]), [place(at, level) for at, level, _ in line]
        way = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
        parts.append(f'<polyline points="{way}" fill="none" stroke="{ink}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{ink}"/>' for x, y in corners]
        free = max(free + LETTER + 3, corners[-1][1])  # names do not cover each other
        parts.append(_text(corners[-1][0] + 12, free + 5, line[0][2]["name"], ink=ink))
    return parts, max(bottom + 40, free + MARGIN)


def _level(record: dict, each: dict) -> float:
    """Return the logarithm of the rate, or of the calls in a second."""
    return math.log10(each["rate"] or 1 / each["seconds"]["median"])


def _decades(levels: list[float]) -> tuple[int, int]:
    """Return the powers of ten that enclose all levels, so that the least has a bar to see."""
    low = math.floor(min(levels) - 0.05)
    return low, max(low + 1, math.ceil(max(levels)))


def _result(record: dict, each: dict) -> str:
    cells = chart.cells(each, record["unit"])
    return f"{cells[1]} {record['unit']} ({cells[4]} x {record['against']})"


def _ink(each: dict) -> str:
    return OWN if each["stem"] else PEER


def _text(x: float, y: float, text: object, anchor: str = "start", ink: str = "") -> str:
    fill = f' fill="{ink}"' if ink else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{fill}>{escape(str(text))}</text>'


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="currentColor" stroke-opacity="0.2"/>'
