"""EXPR='(a + b) * b.tanh()': letters that become leaves, and the operations of exercise 2."""

import ast
from collections.abc import Callable

from kata.errors import CommandError

NUMBERS = (2.0, -3.0, 1.5, 0.5, -1.0, 0.25)  # for the names, in alphabetical order
CURVES = ("exp", "log", "tanh", "sigmoid", "relu")
LONGEST = 120  # characters
TREE = (ast.Expression, ast.Name, ast.Load, ast.BinOp, ast.UnaryOp, ast.Call, ast.Attribute)
OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow, ast.USub)


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
    found = list(ast.walk(tree))
    called = [node.func for node in found if isinstance(node, ast.Call)]
    if not all(
        _known(node) and (node in called) == isinstance(node, ast.Attribute) for node in found
    ):
        curves = ", ".join(f".{name}()" for name in CURVES)
        raise CommandError(f"EXPR={text!r} has more than names, numbers, + - * / ** and {curves}.")
    names = sorted({node.id for node in found if isinstance(node, ast.Name)})
    if not 1 <= len(names) <= len(NUMBERS) or len(text) > LONGEST:
        raise CommandError(
            f"EXPR takes 1 to {len(NUMBERS)} names and at most {LONGEST} characters; "
            f"these are {len(names)} and {len(text)}."
        )
    code = compile(tree, "EXPR", "eval")
    return lambda leaves: eval(code, {"__builtins__": {}}, leaves), dict(zip(names, NUMBERS))


def _known(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return type(node.value) in (int, float)
    if isinstance(node, ast.Attribute):
        return node.attr in CURVES
    if isinstance(node, ast.Call):
        return not node.args and not node.keywords
    return isinstance(node, TREE + OPERATORS)
