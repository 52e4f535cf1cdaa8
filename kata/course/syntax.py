"""What a source file holds, in Python or in C: the functions by the names that tasks have."""

import ast
import re
from collections import namedtuple
from contextlib import suppress
from functools import cache
from pathlib import Path

from kata.course.files import UNREADABLE
from kata.course.paths import given

C_FUNCTION = re.compile(r"^[A-Za-z_][\w\s*]{0,99}?\b(\w+)\s*\([^;{}]{0,999}\)\s*\{", re.MULTILINE)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
C_WORDS = {"if", "for", "while", "switch"}
Lines = namedtuple("Lines", "lineno end_lineno")  # of a C function, by the names that ast uses


def functions(tree: ast.Module) -> dict[str, ast.FunctionDef]:
    """Return each top-level function and each method, as "softmax" or "Value.__add__"."""
    found = {}
    for node in tree.body:
        in_class = isinstance(node, ast.ClassDef)
        members, prefix = (node.body, f"{node.name}.") if in_class else ([node], "")
        found |= {prefix + m.name: m for m in members if isinstance(m, FUNCTIONS)}
    return found


def functions_of(text: str, suffix: str) -> dict[str, ast.FunctionDef] | dict[str, Lines]:
    """Return the functions of a source text; what all of them have is lineno and end_lineno.

    C is read by its layout alone: a head begins a line, and so does the brace that closes it.

    Raises:
        SyntaxError, ValueError: it should be Python, and is not.
    """
    if suffix != ".c":
        return functions(ast.parse(text))
    found = {}
    for head in C_FUNCTION.finditer(text):
        end = text.find("\n}", head.end()) + 1 or len(text)
        first, last = (text.count("\n", 0, place) + 1 for place in (head.start(), end))
        if head[1] not in C_WORDS:
            found.setdefault(head[1], Lines(first, last))
    return found


@cache
def given_functions(stem: str) -> set[str]:
    """Return the functions that the course has in an exercise, tasks among them."""
    with suppress(*UNREADABLE):  # who judges says so
        return {*functions_of(given(stem).read_text(encoding="utf-8"), ".py")}
    return set()


def summary(path: Path) -> str:
    """Return the first line of a Python file's docstring."""
    return ast.get_docstring(ast.parse(path.read_bytes())).splitlines()[0]
