"""Drawings for docs/e11_fast_value.md: objects that hold each other, and a tape."""

from kata.show import svg


def circle() -> str:
    """Draw who refers to whom after d = a * b: in e02 a circle, with local gradients none."""
    parts = [svg.text(128, 14, "in e02"), svg.text(364, 14, "with local gradients")]
    for x, closures in ((60, True), (360, False)):
        parts += [
            svg.text(x, 46, "the name d"),
            svg.arrow(x + 4, 54, x + 4, 76),
            _box(x - 52, 80, 112, "the Value"),
            *(_box(x - 52, 182, 44, "a"), _box(x + 16, 182, 44, "b")),
            *(svg.arrow(x - 30, 116, x - 30, 178), svg.arrow(x + 38, 116, x + 38, 178)),
        ]
        if closures:
            parts += [
                *(_box(x + 92, 80, 104, "_backward"), _box(x + 92, 152, 104, "its cell: out")),
                svg.arrow(x + 62, 90, x + 88, 90, svg.ORANGE),
                svg.arrow(x + 144, 116, x + 144, 148, svg.ORANGE),
                svg.arrow(x + 92, 164, x + 44, 120, svg.ORANGE),
            ]
    return svg.document(460, 226, parts)


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
    made = (("p = a²", p), ("q = p + a", q), ("s = q²", s), ("r = s + p", r))
    parts, wide = [], 92
    for i, (rule, value) in enumerate(made):
        x = 20 + i * wide
        middle = x + wide / 2
        parts += [
            svg.rect(x, 30, wide, 74),
            svg.text(middle, 50, rule),
            svg.text(middle, 72, f"{value.data:g}"),
            svg.text(middle, 94, f"grad {value.grad:g}", fill=svg.BLUE),
        ]
    back = f"walked in this one, and a ends with {a.grad:g}"
    parts += [svg.arrow(24, 16, 384, 16), svg.text(204, 10, "made in this order")]
    parts += [svg.arrow(384, 124, 24, 124, svg.BLUE), svg.text(204, 144, back, fill=svg.BLUE)]
    return svg.document(408, 158, parts, top=-6)


def _box(x: float, y: float, width: float, words: str) -> str:
    return svg.rect(x, y, width, 32, rx=5) + svg.text(x + width / 2, y + 21, words)
