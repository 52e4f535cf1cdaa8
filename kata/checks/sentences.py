"""The sentences that a test can say: each must be said by a planted mistake, or it goes."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

SENTENCE = re.compile(r"\w+\W+\w+\W+\w.*[.?]", re.DOTALL)  # three words and an end


def unsaid(test_file: Path, said: Iterable[str]) -> list[str]:
    """Return the sentences of a test file that stand in none of these messages, with their line."""
    said = set(said)
    return [
        f"tests/{test_file.name}:{line}: no planted mistake brings a test to say: {'...'.join(parts)}"
        for line, parts in _sentences(ast.parse(test_file.read_text(encoding="utf-8")))
        if not any(_in_order(parts, text) for text in said)
    ]


def _in_order(parts: list[str], text: str) -> bool:
    at = 0
    for part in parts:
        if (found := text.find(part, at)) < 0:
            return False
        at = found + len(part)
    return True


def _sentences(tree: ast.Module) -> Iterator[tuple[int, list[str]]]:
    """Return the line and the fixed parts of each text that is a sentence and no docstring."""
    nodes = [*ast.walk(tree)]
    left_out = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    left_out |= {
        id(part) for each in nodes if isinstance(each, ast.JoinedStr) for part in each.values
    }
    for node in nodes:
        if id(node) in left_out or not isinstance(node, (ast.Constant, ast.JoinedStr)):
            continue
        pieces = node.values if isinstance(node, ast.JoinedStr) else [node]
        parts = [str(each.value) if isinstance(each, ast.Constant) else "" for each in pieces]
        if SENTENCE.fullmatch("x".join(parts)):
            yield node.lineno, parts
