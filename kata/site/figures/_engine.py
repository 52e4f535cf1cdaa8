"""Drawings for docs/e11_fast_value.md: objects that hold each other, and a tape."""

from kata.site import theme


def circle() -> str:
    """Draw who refers to whom after d = a * b: in e02 a circle, with local gradients none."""
    parts = [_text(128, 14, "in e02"), _text(364, 14, "with local gradients")]
    for x, rest in ((60, True), (360, False)):
        parts += [
            _text(x, 46, "the name d"),
            _arrow(x + 4, 54, x + 4, 76),
            _box(x - 52, 80, 112, "the Value"),
        ]
        parts += [_box(x - 52, 182, 44, "a"), _box(x + 16, 182, 44, "b")]
        parts += [_arrow(x - 30, 116, x - 30, 178), _arrow(x + 38, 116, x + 38, 178)]
        if rest:
            parts += [_box(x + 92, 80, 104, "_backward"), _box(x + 92, 152, 104, "its cell: out")]
            parts += [
                _arrow(x + 62, 90, x + 88, 90, "orange"),
                _arrow(x + 144, 116, x + 144, 148, "orange"),
                _arrow(x + 92, 164, x + 44, 120, "orange"),
            ]
    return theme.drawing(460, 226, parts, 0, 0)


def tape() -> str:
    """Draw the tape of r = q * q + p at a = 3, with the numbers and gradients of the real engine."""
    from exercises.e11_fast_value import Tape, Value

    a = Value(3.0)
    with Tape() as tape:
        p = a**2
        q = p + a
        s = q**2
        r = s + p
    tape.backward(r)
    parts, wide = [], 92
    for i, (name, rule, value) in enumerate(
        (("p", "a²", p), ("q", "p + a", q), ("s", "q²", s), ("r", "s + p", r))
    ):
        x = 20 + i * wide
        parts.append(
            f'<rect x="{x}" y="30" width="{wide}" height="74" fill="none" stroke="currentColor"/>'
        )
        parts += [
            _text(x + wide / 2, 50, f"{name} = {rule}"),
            _text(x + wide / 2, 72, f"{value.data:g}"),
        ]
        parts.append(_text(x + wide / 2, 94, f"grad {value.grad:g}", "blue"))
    parts += [_arrow(24, 16, 384, 16), _text(204, 10, "made in this order")]
    parts += [
        _arrow(384, 124, 24, 124, "blue"),
        _text(204, 144, f"walked in this one, and a ends with {a.grad:g}", "blue"),
    ]
    return theme.drawing(408, 158, parts, 0, -6)


def _box(x: float, y: float, width: float, words: str) -> str:
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="32" rx="5" fill="none" stroke="currentColor"/>'
        + _text(x + width / 2, y + 21, words)
    )


def _arrow(x1: float, y1: float, x2: float, y2: float, colour: str = "") -> str:
    """Draw an arrow whose head is turned to where it points."""
    ink = f"var(--kata-{colour})" if colour else "currentColor"
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    left = f"{x2 - 8 * ux - 4 * uy:.1f},{y2 - 8 * uy + 4 * ux:.1f}"
    right = f"{x2 - 8 * ux + 4 * uy:.1f},{y2 - 8 * uy - 4 * ux:.1f}"
    return (
        f'<path d="M{x1},{y1}L{x2 - 6 * ux:.1f},{y2 - 6 * uy:.1f}" stroke="{ink}" stroke-width="1.4"/>'
        f'<path d="M{x2},{y2}L{left} {right}z" fill="{ink}"/>'
    )


def _text(x: float, y: float, words: str, colour: str = "") -> str:
    ink = f"var(--kata-{colour})" if colour else "currentColor"
    return f'<text x="{x:g}" y="{y:g}" text-anchor="middle" fill="{ink}">{words}</text>'
