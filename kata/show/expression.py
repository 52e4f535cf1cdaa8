"""EXPR='(a + b) * b.tanh()': letters that become leaves, and the operations of exercise 2."""

import ast
from collections.abc import Callable

from kata.errors import CommandError

NUMBERS = (2.0, -3.0, 1.5, 0.5, -1.0, 0.25)  # for the names, in alphabetical order
OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)
CURVES = ("exp", "log", "tanh", "sigmoid", "relu")
LONGEST = 120  # characters


def read(text: str) -> tuple[Callable[[dict], object], dict[str, float]]:
    """Return a function from {name: Value} to the expression's Value, and a number per name.

    Raises:
        CommandError: the text is not such an expression.
    """
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise CommandError(
            f"EXPR={text!r} is not an expression. One is: EXPR='a * b + a'"
        ) from None
    if len(text) <= LONGEST and not _known(tree.body):
        curves = ", ".join(f".{name}()" for name in CURVES)
        raise CommandError(f"EXPR={text!r} has more than names, numbers, + - * / ** and {curves}.")
    names = sorted({node.id for node in ast.walk(tree) if isinstance(node, ast.Name)})
    if not 1 <= len(names) <= len(NUMBERS) or len(text) > LONGEST:
        raise CommandError(
            f"EXPR takes 1 to {len(NUMBERS)} names and at most {LONGEST} characters; "
            f"these are {len(names)} and {len(text)}."
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
