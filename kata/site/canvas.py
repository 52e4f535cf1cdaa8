"""A canvas for drawings that are no plots: measured in pixels, y downwards, in the theme's colours."""

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
