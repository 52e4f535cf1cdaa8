"""EXPR='(a + b) * b.tanh()': letters that become leaves, and the operations of exercise 2."""

import ast
from collections.abc import Callable

from kata.errors import CommandError

NUMBERS = (2.0, -3.0, 1.5, 0.5, -1.0, 0.25)  # for the names, in alphabetical order
OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)
CURVES = ("exp", "log", "tanh", "sigmoid", "relu")
LONGEST = 120  # characters


def read(text: str) -> tuple[Callable[[dict], object], dict[str, float]]:
    """Return a function from {name: Value} to the expression's Value, and a number per name; or a CommandError."""
    try:
        tree = ast.parse(text[:LONGEST].strip(), mode="eval")
    except (SyntaxError, ValueError):
        tree = ast.parse("()", mode="eval")  # no more to be drawn than the text
    names = sorted({node.id for node in ast.walk(tree) if isinstance(node, ast.Name)})
    if not (_known(tree.body) and 1 <= len(names) <= len(NUMBERS) and len(text) <= LONGEST):
        raise CommandError(
            f"EXPR={text!r} cannot be drawn; EXPR='a * b + a' can.\n"
            f"It has at most {LONGEST} characters and 1 to {len(NUMBERS)} names, numbers, + - * / **\n"
            f"and {', '.join(f'.{name}()' for name in CURVES)}."
        )
    code = compile(tree, "EXPR", "eval")
    return lambda leaves: eval(code, {"__builtins__": {}}, leaves), dict(zip(names, NUMBERS))


def _known(node: ast.expr) -> bool:
    match node:
        case ast.BinOp(left, operator, right):
            return isinstance(operator, OPERATORS) and _known(left) and _known(right)
        case ast.UnaryOp(ast.USub(), inside):
            return _known(inside)
        case ast.Call(ast.Attribute(inside, name), [], []):
            return name in CURVES and _known(inside)
        case ast.Constant(value):
            return type(value) in (int, float)
    return isinstance(node, ast.Name)
