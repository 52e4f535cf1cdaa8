"""The graph of a value as an SVG picture: data flows to the right, gradients come back."""

from operator import itemgetter

from kata.show import graph, svg
from kata.show.graph import Node
from kata.show.graph_layout import layout

HEIGHT, GAP, STEM, BEND, MARGIN = 74, 26, 20, 58, 14  # BEND: the room in which edges bend
OP = 30  # height of an operation, and its least width
GLYPH = 8.5  # width of a monospace character of 14 pixels
SHOWN_OPS = {"*": "\N{MULTIPLICATION SIGN}", "-": "\N{MINUS SIGN}"}


def picture(root, title: str = "", alone: bool = False) -> str:
    """Return the picture of everything that root was made from; alone, as a file for a browser."""
    nodes = graph.nodes(root)
    places, edges, bottom = layout(nodes, HEIGHT, GAP)
    texts = [f"data  {number}" for node in nodes for number in (node.data, node.grad)]
    box = max(108.0, GLYPH * max(len(text) for text in texts + [node.name for node in nodes]) + 24)
    pitch = box + BEND + STEM + max(map(_pill, nodes))
    spots = {node: (MARGIN + column * pitch, y) for node, (column, y) in places.items()}
    arrows = []
    for node in nodes:
        arriving = sorted((edge for edge in edges if edge[1] is node), key=itemgetter(2))
        for slot, edge in enumerate(arriving):
            arrows.append(_edge(edge, 11 * slot - 5.5 * (len(arriving) - 1), spots, box, pitch))
    boxes = [_node(node, *spots[node], box, node is nodes[-1]) for node in nodes]
    said = [f"{node.formula}: data {node.data}, grad {node.grad}." for node in nodes]
    return svg.document(
        *(spots[nodes[-1]][0] + box + MARGIN, bottom + 2 * MARGIN),
        [svg.element("g", *arrows), *boxes],
        top=-MARGIN,
        title=title or nodes[-1].formula,
        description=" ".join(said),
        alone=alone,
        font_family="ui-monospace, Menlo, Consolas, monospace",
    )


def _op(node: Node) -> str:
    return SHOWN_OPS.get(node.op, node.op)


def _pill(node: Node) -> float:
    """Return the width of a node's operation; 0 for a leaf."""
    return max(OP, GLYPH * len(_op(node)) + 16.0) if node.parents else 0.0


def _edge(edge: tuple, dy: float, spots: dict, box: float, pitch: float) -> str:
    """Draw an edge, which bends between columns only, and ends dy below the middle of an operation."""
    start, end, level = edge
    (left, y), (right, middle) = spots[start], spots[end]
    tip = right - STEM - _pill(end) + 1  # the operation is round
    before = right - pitch + box
    way = ["M", left + box, y]
    if y != level:
        way += _bend(left + box, y, left + box + BEND, level)
    way += ["L", before, level, *_bend(before, level, tip - 6, middle + dy)]
    return svg.path(*way, stroke_opacity=0.65, stroke_width=1.4) + svg.head(tip, middle + dy)


def _bend(x1: float, y1: float, x2: float, y2: float) -> tuple[str | float, ...]:
    return "C", (x1 + x2) / 2, y1, (x1 + x2) / 2, y2, x2, y2


def _node(node: Node, x: float, y: float, box: float, is_root: bool) -> str:
    """Draw a node's box and, to its left, the operation that made it."""
    pill, width = _pill(node), 2.4 if is_root else 1.2
    tint = {} if pill else {"fill": svg.INK, "fill_opacity": 0.07, "stroke": svg.INK}
    parts = [
        svg.rect(x, y - HEIGHT / 2, box, HEIGHT, rx=7, stroke_width=width, **tint),
        svg.text(x + 12, y - 16, node.name, "start", font_weight="bold", font_size=15),
    ]
    for word, number, dy in (("data", node.data, 6), ("grad", node.grad, 25)):
        parts.append(svg.text(x + 12, y + dy, word, "start", fill_opacity=0.75))
        parts.append(svg.text(x + box - 12, y + dy, number, "end"))
    if pill:
        left = x - STEM - pill
        parts += [
            svg.rect(left, y - OP / 2, pill, OP, rx=OP / 2, stroke_width=1.2),
            svg.text(left + pill / 2, y + 5, _op(node)),
            svg.arrow(left + pill, y, x, y),
        ]
    return "\n".join(parts)
