"""The graph of a value as an SVG picture: data flows to the right, gradients come back.

svg(root)     for a page: takes the ink of the text around it (currentColor), no background
page(root)    for a file of its own: with a background, light or dark as the reader has it
"""

from itertools import pairwise
from xml.sax.saxutils import escape

from kata.show import graph
from kata.show.graph_layout import Layout, Place, layout

HEIGHT, GAP, STEM, BEND, MARGIN = 74, 26, 20, 58, 14  # BEND: the room in which edges bend
OP = 30  # height of an operation, and its least width
GLYPH = 8.5  # width of a monospace character of 14 pixels
SHOWN_OPS = {"*": "\N{MULTIPLICATION SIGN}", "-": "\N{MINUS SIGN}"}
STYLE = """<style>
:root { color: #1f2328 } .page { fill: #ffffff }
@media (prefers-color-scheme: dark) { :root { color: #e6edf3 } .page { fill: #16191d } }
</style>
<rect class="page" width="100%" height="100%" fill="#ffffff"/>
"""


def page(root, title: str = "") -> str:
    """Return the picture as a file that any browser opens."""
    return svg(root, title, STYLE)


def svg(root, title: str = "", style: str = "") -> str:
    """Return the picture of everything that root was made from, through `_prev`.

    Args:
        title: what a screen reader says first; by default the root's formula.
    """
    named, plan = graph.names(root), layout(root, HEIGHT, GAP)
    box = _width(root, named)
    lefts, width = _lefts(plan, box)
    top = min(place.y for column in plan.columns for place in column) - HEIGHT / 2 - MARGIN
    bottom = max(place.y for column in plan.columns for place in column) + HEIGHT / 2 + MARGIN
    title = title or f"{named[id(root)]} = {graph.formula(root, named)}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 {top:g} {width:g} '
        f'{bottom - top:g}" width="{width:g}" height="{bottom - top:g}" fill="none" '
        'stroke="none" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="14">',
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(description(root, named))}</desc>",
        style.replace('width="100%"', f'y="{top:g}" width="100%"') + '<g stroke="currentColor">',
        *_edges(plan, lefts, box),
        "</g>",
    ]
    for column in plan.columns:
        for place in column:
            if place.value is not None:
                parts += _node(place, lefts[place.column], box, named, place.value is root)
    return "\n".join([*parts, "</svg>\n"])


def description(root, named: dict[int, str]) -> str:
    """Return the whole picture in words, in the order of the calculation."""
    lines = []
    for value in graph.nodes(root):
        made = graph.formula(value, named)
        numbers = f"data {graph.number(value.data)}, grad {graph.number(value.grad)}"
        lines.append(f"{named[id(value)]}{f' = {made}' if made else ''}: {numbers}.")
    return " ".join(lines)


def _width(root, named: dict[int, str]) -> float:
    """Return the width of the boxes: room for the longest name and the longest number."""
    values = graph.nodes(root)
    numbers = [graph.number(x) for value in values for x in (value.data, value.grad)]
    widest = max(*(len(f"data  {text}") for text in numbers), *(len(n) for n in named.values()))
    return max(108.0, GLYPH * widest + 24)


def _op(value) -> str:
    return SHOWN_OPS.get(value._op, value._op)


def _pill(value) -> float:
    """Return the width of a value's operation; 0 for a leaf."""
    return max(OP, GLYPH * len(_op(value)) + 16.0) if graph.parents(value) else 0.0


def _lefts(plan: Layout, box: float) -> tuple[list[float], float]:
    """Return the x at which the boxes of each column begin, and the width of the picture."""
    lefts, x = [], float(MARGIN)
    for column in plan.columns:
        pill = max((_pill(place.value) for place in column if place.value is not None), default=0)
        x += pill + STEM if pill else 0
        lefts.append(x)
        x += box + BEND
    return lefts, x - BEND + MARGIN


def _edges(plan: Layout, lefts: list[float], box: float) -> list[str]:
    """Draw each edge as a curve, level wherever it passes a column, and arrive side by side."""
    parts = []
    for edge in plan.edges:
        end = edge[-1]
        arriving = sorted((e for e in plan.edges if e[-1] is end), key=lambda e: e[-2].y)
        slot = next(i for i, e in enumerate(arriving) if e is edge) - (len(arriving) - 1) / 2
        dy = slot * min(11, 20 / len(arriving))
        radius, pill = OP / 2, _pill(end.value)
        x_end = lefts[end.column] - STEM - pill + radius - (radius**2 - dy**2) ** 0.5
        points = [(lefts[edge[0].column] + box, edge[0].y)]
        for place in edge[1:-1]:
            points += [(lefts[place.column], place.y), (lefts[place.column] + box, place.y)]
        points.append((x_end - 6, end.y + dy))
        path = f"M{points[0][0]:.1f},{points[0][1]:.1f}"
        for (x1, y1), (x2, y2) in pairwise(points):
            middle = (x1 + x2) / 2
            path += f" C{middle:.1f},{y1:.1f} {middle:.1f},{y2:.1f} {x2:.1f},{y2:.1f}"
        parts.append(f'<path d="{path}" stroke-opacity="0.65" stroke-width="1.4"/>')
        parts.append(_arrowhead(x_end, end.y + dy))
    return parts


def _arrowhead(x: float, y: float) -> str:
    path = f"M{x - 8:.1f},{y - 4:.1f} L{x:.1f},{y:.1f} L{x - 8:.1f},{y + 4:.1f} Z"
    return f'<path d="{path}" fill="currentColor" stroke="none"/>'


def _node(place: Place, x: float, box: float, named: dict[int, str], is_root: bool) -> list[str]:
    """Draw a value's box and, to its left, the operation that made it."""
    value, y = place.value, place.y
    leaf, top = not graph.parents(value), y - HEIGHT / 2
    tint = f' fill="currentColor" fill-opacity="{0.07 if leaf else 0}"'
    parts = [
        f'<rect x="{x:.1f}" y="{top:.1f}" width="{box:.1f}" height="{HEIGHT}" rx="7"{tint} '
        f'stroke="currentColor" stroke-width="{2.4 if is_root else 1.2}"/>',
        _text(x + 12, top + 21, named[id(value)], 'font-weight="bold" font-size="15"'),
    ]
    for line, (word, number) in enumerate((("data", value.data), ("grad", value.grad))):
        level = top + 43 + 19 * line
        parts.append(_text(x + 12, level, word, 'fill-opacity="0.75"'))
        parts.append(_text(x + box - 12, level, graph.number(number), 'text-anchor="end"'))
    if not leaf:
        pill = _pill(value)
        left = x - STEM - pill
        parts.append(
            f'<rect x="{left:.1f}" y="{y - OP / 2:.1f}" width="{pill:.1f}" height="{OP}" '
            f'rx="{OP / 2:g}" stroke="currentColor" stroke-width="1.2"/>'
        )
        parts.append(_text(left + pill / 2, y + 5, _op(value), 'text-anchor="middle"'))
        parts.append(
            f'<path d="M{left + pill:.1f},{y:.1f} H{x - 6:.1f}" stroke="currentColor" stroke-width="1.4"/>'
        )
        parts.append(_arrowhead(x, y))
    return parts


def _text(x: float, y: float, text: str, rest: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="currentColor" {rest}>{escape(text)}</text>'
