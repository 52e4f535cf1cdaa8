"""SVG as text: each function returns an element, and escapes what it is given.

    svg.document(90, 40, [svg.rect(5, 5, 80, 30, rx=4), svg.text(45, 25, "a < b")])

Keywords are attributes: stroke_width=2, class_="cell". A shape is an outline in the colour of the
text around it; with fill= it is filled, and has an outline only with stroke=.
"""

from collections.abc import Iterable
from html import escape

INK = "currentColor"
PAPER, FAINT, LINE, BLUE, ORANGE, RED = (
    f"var(--kata-{name})" for name in ("paper", "faint", "line", "blue", "orange", "red")
)
COLOURS = """<style>
:root { color: #1f2328; --kata-paper: #ffffff; --kata-faint: #8b949e; --kata-line: #d2d3d4; --kata-blue: #2f7bbf }
@media (prefers-color-scheme: dark) { :root { color: #e6edf3; --kata-paper: #16191d; --kata-line: #404448 } }
</style>"""


def document(
    width: float,
    height: float,
    parts: Iterable[str],
    left: float = 0,
    top: float = 0,
    size: int = 14,
    title: str = "",
    description: str = "",
    alone: bool = False,
    **style,
) -> str:
    """Return a drawing of this size in pixels, its text size pixels high.

    Args:
        left, top: the coordinates of the upper left corner.
        title, description: what a screen reader says.
        alone: a file of its own has a background and colours, for light and for dark; a part of a page
            takes those of the page.
    """
    told = [("title", title), ("desc", description)]
    head = [element(name, escape(words)) for name, words in told if words]
    if alone:
        head += [COLOURS, rect(left, top, "100%", "100%", fill=PAPER)]
    box = " ".join(map(_number, (left, top, width, height)))
    place = {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "viewBox": box}
    style = {"width": width, "height": height, "font_size": size, "fill": INK} | style
    return element("svg", "\n", "\n".join([*head, *parts]), "\n", **place, **style) + "\n"


def text(x: float, y: float, words: object, anchor: str = "middle", **style) -> str:
    """Return words on the line y, with their start, middle or end at x."""
    return element("text", escape(str(words), quote=False), x=x, y=y, text_anchor=anchor, **style)


def rect(x: float, y: float, width: float | str, height: float | str, **style) -> str:
    return element("rect", x=x, y=y, width=width, height=height, **_shape(style))


def circle(x: float, y: float, r: float, **style) -> str:
    return element("circle", cx=x, cy=y, r=r, **_shape(style))


def path(*steps: str | float, **style) -> str:
    """Return a path of commands and numbers: path("M", x, y, "h12 v", height)."""
    return element("path", d=" ".join(map(_number, steps)), **_shape(style))


def line(x1: float, y1: float, x2: float, y2: float, **style) -> str:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **_shape(style))


def polyline(points: Iterable[tuple[float, float]], **style) -> str:
    places = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
    return element("polyline", points=places, **_shape(style))


def arrow(x1: float, y1: float, x2: float, y2: float, ink: str = INK, width: float = 1.4) -> str:
    """Return a line, and the head that it ends in."""
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    dx, dy = (x2 - x1) / length, (y2 - y1) / length
    shaft = line(x1, y1, x2 - 6 * dx, y2 - 6 * dy, stroke=ink, stroke_width=width)
    return shaft + head(x2, y2, dx, dy, ink)


def head(x: float, y: float, dx: float = 1, dy: float = 0, ink: str = INK) -> str:
    """Return an arrowhead with its tip at x, y, which points along the unit vector dx, dy."""
    left, right = ((x - 8 * dx - side * dy, y - 8 * dy + side * dx) for side in (4, -4))
    return path("M", x, y, "L", *left, *right, "z", fill=ink, stroke="none")


def element(name: str, *inside: str, **attributes: object) -> str:
    """Return any element, around others that are escaped already."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_number(value))}"'
        for key, value in attributes.items()
    )
    return f"<{name}{given}>{''.join(inside)}</{name}>" if inside else f"<{name}{given}/>"


def _shape(style: dict) -> dict:
    return style if "fill" in style else {"fill": "none", "stroke": INK} | style


def _number(value: object) -> str:
    """Return a number in as many digits as can be seen; a text as it is."""
    return value if isinstance(value, str) else f"{round(float(value), 2):g}"
