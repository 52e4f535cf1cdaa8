"""A canvas for drawings that are no plots: measured in pixels, y downwards, in the theme's colours and shapes."""

from matplotlib.patches import FancyBboxPatch

from kata.site import theme

WIDTH = 440  # pixels: text of 13 stays readable where the page is 390 wide


def canvas(name: str, height: float, width: float = WIDTH):
    """Return (figure, axes) without axes to be seen; theme.svg makes the drawing of the figure."""
    figure, axes = theme.plot(name, width=width / 96, height=height / 96)
    figure.set_layout_engine("none")
    axes.set_position((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(height, 0))
    axes.axis("off")
    return figure, axes


def text(axes, x: float, y: float, words: str, **style) -> None:
    """Write words, centred on the point unless style says otherwise."""
    axes.text(x, y, words, **{"ha": "center", "va": "center_baseline", **style})


def line(axes, *points: tuple[float, float], **style) -> None:
    """Draw a thin line from point to point."""
    axes.plot(*zip(*points), **{"color": theme.INK, "linewidth": 1, **style})


def arrow(axes, start: tuple[float, float], end: tuple[float, float], **style) -> None:
    """Draw a thin arrow."""
    usual = {"arrowstyle": "-|>", "color": theme.INK, "linewidth": 1, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", end, start, arrowprops=usual | style)


def value(axes, x: float, y: float, name: str, number: str = "", half: float = 21) -> None:
    """Draw a value: a box with round corners around the point, 2 * half wide, its name and its number."""
    height = 21 if number else 15
    _round(axes, x, y, half, height, 6)
    text(axes, x, y - 9 if number else y, name, weight=600)
    text(axes, x, y + 10, number)


def operation(axes, x: float, y: float, name: str, half: float = 15, radius: float = 15) -> None:
    """Draw what computes: a circle around the point, or a longer round, 2 * half wide."""
    _round(axes, x, y, half, radius, radius)
    text(axes, x, y, name)


def _round(axes, x: float, y: float, half: float, height: float, corner: float) -> None:
    style = f"round,pad=0,rounding_size={corner}"
    corner = x - half, y - height
    shape = FancyBboxPatch(
        corner, 2 * half, 2 * height, boxstyle=style, fc=theme.PAPER, ec=theme.INK
    )
    axes.add_patch(shape)
