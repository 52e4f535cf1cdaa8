"""The graph of an expression after your backward, in text and as an SVG."""

from collections.abc import Iterator

from kata.sandbox import loader
from kata.show import expression, graph, graph_svg, graph_text
from kata.show.stage import Stage

EXPRESSION = "a * b + a"
FILE = "e03_backward.svg"


def show(stage: Stage) -> Iterator[str]:
    reason = "a graph is drawn from _prev, _op and label"
    loader.stand_in_unless("e02_value", tells_its_graph, reason)
    from exercises.e01_slope import gradient
    from exercises.e02_value import Value
    from exercises.e03_backward import backward

    made, numbers = expression.read(stage.expression)

    def data(xs: list[float]) -> float:
        return made({name: Value(x) for name, x in zip(numbers, xs)}).data

    leaves = {name: Value(x, label=name) for name, x in numbers.items()}
    root = made(leaves)
    if not graph.parents(root):  # EXPR=a
        root = root + 0.0
    root.label = next(name for name in ("d", "out", "root") if name not in numbers)
    backward(root)

    title = f"{root.label} = {stage.expression}"
    nudged = dict(zip(numbers, gradient(data, [*numbers.values()])))
    yield f"{title}\n\n{graph_text.text(root, nudged, stage.width)}\n"
    yield f"grad    slope of {root.label} along this number, from backward"
    yield "nudged  the same slope, by moving this number a little\n"
    yield stage.keep(FILE, graph_svg.picture(root, title, alone=True))


def tells_its_graph(module) -> bool:
    """Has a Value made by this module what a drawing, and e03, ask of it?"""
    try:
        leaf = module.Value(3.0, label="a")
        square = leaf * leaf
        made_from = {id(parent) for parent in square._prev}
        return made_from == {id(leaf)} and bool(square._op) and callable(square._backward)
    except (AttributeError, TypeError):
        return False
