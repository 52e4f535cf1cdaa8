"""Drawings for docs/e13_tensor.md: a row that is repeated, and a batch as a graph of arrays."""

from kata.show import svg

GREEN = "var(--kata-green)"
CELL, STEP, WIDE = 36, 58, 118
A, B, G = [[1, 2, 3], [4, 5, 6]], [10, 20, 30], [[2, -1, 4], [3, 5, -2]]


def repeated() -> str:
    """Draw a + b with b repeated, what arrives at each cell, and b's gradient below: a real walk back."""
    from exercises.e13_tensor import Tensor

    a, b = Tensor(A), Tensor(B)
    ((a + b) * G).sum().backward()
    parts, left = [], (0, 152, 304)
    for x, name, rows in zip(left, ("a", "b, repeated", "what arrives"), (A, [B, B], G)):
        parts.append(svg.text(x + 1.5 * CELL, 14, name))
        for i, numbers in enumerate(rows):
            ghost = name.startswith("b") and i
            ink = svg.ORANGE if x == left[2] else svg.FAINT if ghost else svg.INK
            parts += [_cell(x + CELL * j, 26 + CELL * i, n, ink) for j, n in enumerate(numbers)]
    parts += [svg.text(x + 3 * CELL + 22, 26 + CELL + 5, "+") for x in left[:1]]
    for j, slope in enumerate(b.grad):
        x = left[2] + CELL * (j + 0.5)
        parts += [svg.arrow(x, 26 + 2 * CELL + 4, x, 26 + 2 * CELL + 26, svg.ORANGE)]
        parts += [_cell(left[2] + CELL * j, 26 + 2 * CELL + 30, f"{slope:g}", svg.ORANGE)]
    parts.append(svg.text(left[2] - 12, 26 + 2 * CELL + 52, "b.grad, in the shape of b:", "end"))
    return svg.document(416, 180, parts, left=-2, top=-2, size=15)


def batch() -> str:
    """Draw a batch of the digits network from top to bottom, with the shapes of a real run."""
    import numpy as np

    from exercises.e10_digits import init_parameters
    from exercises.e13_tensor import Tensor, cross_entropy

    start = init_parameters([64, 32, 10], np.random.default_rng(0))
    names = {Tensor(array): name for name, array in start.items()}
    w1, b1, w2, b2 = names
    x = Tensor(np.zeros((32, 64)))
    root = cross_entropy((x @ w1 + b1).relu() @ w2 + b2, np.eye(10)[[3] * 32])
    root.backward()
    chain = [root]
    while chain[-1]._prev:
        chain.append(chain[-1]._prev[0])
    parts, middle = [], 220
    for i, node in enumerate(reversed(chain)):
        y, op = i * STEP, node._op or "x"
        parts += [_box(middle, y, op, node.shape, rx=18 if i else 5)]
        if i:
            parts += [svg.arrow(middle, y - STEP + 36, middle, y - 2)]
        slopes = f"grad {np.shape(node.grad) or '1.0'}"
        parts += [svg.text(middle + WIDE / 2 + 14, y + 23, slopes, "start", fill=svg.ORANGE)]
        for leaf in node._prev[1:]:
            parts += [_box(60, y, names[leaf], leaf.shape, stroke=GREEN)]
            parts += [svg.arrow(60 + WIDE / 2, y + 18, middle - WIDE / 2 - 2, y + 18)]
            assert leaf.grad.shape == leaf.shape
    top, bottom = 4, (len(chain) - 1) * STEP + 30
    side = middle + WIDE / 2 + 128
    line = {"stroke": svg.ORANGE, "stroke_dasharray": "5 4"}
    parts += [svg.line(side, bottom, side, top + 6, **line), svg.head(side, top, 0, -1, svg.ORANGE)]
    turn = f"rotate(-90 {side + 18:g} {bottom / 2:g})"
    words = {"fill": svg.ORANGE, "transform": turn}
    parts.append(svg.text(side + 18, bottom / 2, "the walk back", **words))
    return svg.document(side + 30, bottom + 18, parts, left=-4, top=-4)


def _cell(x: float, y: float, number: object, ink: str) -> str:
    square = svg.rect(x, y, CELL, CELL, stroke=ink)
    return square + svg.text(x + CELL / 2, y + 23, number, fill=ink)


def _box(x: float, y: float, name: str, shape: tuple, rx: float = 5, **style) -> str:
    """Draw a value, or with rounder ends an operation, with its shape."""
    words = f"{name}  {shape}" if shape else name
    return svg.rect(x - WIDE / 2, y, WIDE, 36, rx=rx, **style) + svg.text(x, y + 23, words)
