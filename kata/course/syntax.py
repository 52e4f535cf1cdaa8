"""What a source file holds, in Python or in C: the functions by the names that tasks have."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

C_FUNCTION = re.compile(r"^[A-Za-z_][\w\s*]{0,99}?\b(\w+)\s*\([^;{}]{0,999}\)\s*\{", re.MULTILINE)
C_WORDS = {"if", "for", "while", "switch"}


@dataclass(frozen=True)
class Lines:
    """Where a C function stands: the lines of its head and of the brace that closes it."""

    lineno: int
    end_lineno: int


def functions(tree: ast.Module) -> dict[str, ast.FunctionDef]:
    """Return each top-level function and each method, as "softmax" or "Value.__add__"."""
    found = {}
    for node in tree.body:
        members = node.body if isinstance(node, ast.ClassDef) else [node]
        prefix = f"{node.name}." if isinstance(node, ast.ClassDef) else ""
        found |= {prefix + m.name: m for m in members if isinstance(m, ast.FunctionDef)}
    return found


def functions_of(text: str, suffix: str) -> dict[str, ast.FunctionDef] | dict[str, Lines]:
    """Return the functions of a source text; what all of them have is lineno and end_lineno.

    Raises:
        SyntaxError, ValueError: it is to be Python, and is not. C is read by its layout alone.
    """
    return _c_functions(text) if suffix == ".c" else functions(ast.parse(text))


def essence(path: Path) -> str:
    """Return what is left of a source file without comments and layout."""
    if path.suffix == ".c":
        return re.sub(r"//.*|/\*[\s\S]*?\*/|\s+", "", path.read_text(encoding="utf-8"))
    return ast.dump(ast.parse(path.read_bytes()))


def _c_functions(text: str) -> dict[str, Lines]:
    """Return the functions whose heads begin a line and whose last braces are lines of their own."""
    found = {}
    for head in C_FUNCTION.finditer(text):
        end = text.find("\n}", head.end())
        end = len(text) if end < 0 else end + 1
        lines = Lines(text.count("\n", 0, head.start()) + 1, text.count("\n", 0, end) + 1)
        if head[1] not in C_WORDS:
            found.setdefault(head[1], lines)
    return found
