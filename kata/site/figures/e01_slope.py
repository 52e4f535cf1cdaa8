"""Figures of docs/e01_slope.md."""

from matplotlib.patches import Rectangle

from kata.site.canvas import arrow, canvas, line, operation, text
from kata.site.theme import BLUE, FAINT, INK, ORANGE, plot, svg


def tile() -> str:
    """A tile of 3 by 3 metres and what a nudge of 0.1 adds, to scale."""
    side, nudge = 3, 0.1
    metre, left, bottom = 60, 100, 228  # pixels
    right, top, thin = left + side * metre, bottom - side * metre, nudge * metre
    figure, axes = canvas("tile", height=260)
    axes.add_patch(Rectangle((left, top), side * metre, side * metre, fill=False, ec=INK))
    axes.add_patch(Rectangle((left, top - thin), side * metre, thin, fc=ORANGE, ec="none"))
    axes.add_patch(Rectangle((right, top), thin, side * metre, fc=ORANGE, ec="none"))
    axes.add_patch(Rectangle((right, top - thin), thin, thin, fc=INK, ec="none"))
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    text(axes, middle_x, middle_y, f"{side} · {side} = {side * side}")
    text(axes, left - 14, middle_y, f"{side}")
    text(axes, middle_x, bottom + 18, f"{side}")
    strip = f"{side} · {nudge} = {side * nudge:.1f}"
    text(axes, middle_x, top - 24, strip, color=ORANGE)
    text(axes, right + 18, middle_y, strip, color=ORANGE, ha="left")
    corner = f"{nudge} · {nudge} = {nudge * nudge:.2f}"
    text(axes, right + 18, top - 24, corner, ha="left")
    return svg(figure)


def secant() -> str:
    """x * x from one side and from both, with a nudge of 1 so that one can see it."""
    from exercises.e01_slope import derivative

    def area(x):
        return x * x

    figure, panels = plot("secant", columns=2, width=4.7, height=3)
    xs = [1.3 + i / 50 for i in range(151)]
    for axes in panels:
        axes.plot(xs, [area(x) for x in xs], color=BLUE)
        axes.set(xticks=[2, 3, 4], yticks=[4, 9, 16], xlim=(1.2, 4.6), ylim=(0, 19))
    for axes, below, above in ((panels[0], 2, 3), (panels[0], 3, 4), (panels[1], 2, 4)):
        rise, run = area(above) - area(below), above - below
        axes.plot([below, above], [area(below), area(above)], "-", color=ORANGE, linewidth=1.4)
        axes.plot([below, above], [area(below), area(above)], "o", color=BLUE, markersize=4)
        axes.plot(
            [below, above, above],
            [area(below), area(below), area(above)],
            ":",
            color=INK,
            linewidth=1,
        )
        axes.text((below + above) / 2, area(below) - 0.5, f"{run}", ha="center", va="top")
        axes.text(above + 0.08, (area(below) + area(above)) / 2, f"{rise}", va="center")
    slope = derivative(area, 3.0)
    panels[1].plot(
        [2.4, 3.6], [9 - 0.6 * slope, 9 + 0.6 * slope], "--", color=ORANGE, linewidth=1.4
    )
    panels[1].plot([3], [9], "o", color=BLUE, markersize=4)
    return svg(figure)


def error() -> str:
    """How wrong the slope of the cube at 2 comes out, for nudges from 1 down to 1e-13."""
    from exercises.e01_slope import derivative

    nudges = [10 ** -(k / 8) for k in range(8 * 13 + 1)]
    both = [abs(derivative(_cube, 2.0, h) - 12) for h in nudges]
    one = [abs((_cube(2.0 + h) - _cube(2.0)) / h - 12) for h in nudges]
    figure, axes = plot("error", width=4.7, height=3.2)
    axes.loglog(nudges, one, "--", color=ORANGE, linewidth=1.2)
    axes.loglog(nudges, both, color=BLUE)
    axes.axvline(1e-6, color=FAINT, linewidth=0.8, linestyle=":")
    axes.text(2e-3, 8e-2, "one side", color=ORANGE, ha="right")
    axes.text(4e-3, 3e-6, "both sides", color=BLUE, va="top")
    axes.set(xlabel="nudge h", ylabel="error of the slope")
    axes.set(xticks=[1, 1e-3, 1e-6, 1e-9, 1e-12], yticks=[1, 1e-3, 1e-6, 1e-9, 1e-12])
    axes.set(xticklabels=["1", "1e-3", "1e-6", "1e-9", "1e-12"])
    axes.set(yticklabels=["1", "1e-3", "1e-6", "1e-9", "1e-12"])
    axes.minorticks_off()
    return svg(figure)


def errors() -> list[str]:
    """The same for six nudges, as a table."""
    from exercises.e01_slope import derivative

    rows = [(h, abs(derivative(_cube, 2.0, h) - 12)) for h in (1, 0.1, 1e-3, 1e-6, 1e-9, 1e-12)]
    table = [f"| {h:g} | {wrong:.1g} |" for h, wrong in rows]
    return ["| nudge $h$ | error of the slope |", "|---|---|", *table]


def chain() -> str:
    """Two boxes in a row, and what becomes of a nudge of 0.1."""
    figure, axes = canvas("chain", height=130)
    steps = [_boxes(5.0), _boxes(5.1)]
    places = 42, 220, 398
    for name, x, before, after in zip("xuy", places, *steps):
        text(axes, x, 20, name, weight=600)
        text(axes, x, 52, f"{before:g}")
        text(axes, x, 78, f"{after:g}")
        text(axes, x, 112, f"+{after - before:.1f}", color=ORANGE)
    for x, rule, factor in ((131, "2x + 1", "· 2"), (309, "3u", "· 3")):
        operation(axes, x, 65, rule, half=38, radius=27)
        for y in (52, 78):
            arrow(axes, (x - 60, y), (x - 39, y))
            arrow(axes, (x + 38, y), (x + 59, y))
        line(axes, (x - 60, 112), (x - 20, 112), color=ORANGE)
        text(axes, x, 112, factor, color=ORANGE)
        arrow(axes, (x + 20, 112), (x + 59, 112), color=ORANGE)
    return svg(figure)


def _cube(x: float) -> float:
    return x * x * x


def _boxes(x: float) -> tuple[float, float, float]:
    u = 2 * x + 1
    return x, u, 3 * u
