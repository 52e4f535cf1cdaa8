"""The functions of a Python file by the names that tasks have."""

import ast


def functions(tree: ast.Module) -> dict[str, ast.FunctionDef]:
    """Return each top-level function and each method, as "softmax" or "Value.__add__"."""
    found = {}
    for node in tree.body:
        members = node.body if isinstance(node, ast.ClassDef) else [node]
        prefix = f"{node.name}." if isinstance(node, ast.ClassDef) else ""
        found |= {prefix + m.name: m for m in members if isinstance(m, ast.FunctionDef)}
    return found
