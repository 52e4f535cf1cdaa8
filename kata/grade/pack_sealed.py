"""Tests of a hidden exercise as a pack has them: the wrong bodies that they know are near to right ones.

Those that hold lines of the solution are left out. The others, and what only these tests compute by,
are compressed into tests/sealed_NAME.py, so that nobody reads them by accident; who decodes them can.
"""

import ast
import base64
import json
import zlib
from pathlib import Path

from kata.course import mistakes
from kata.course.exercises import Exercise
from kata.course.paths import TESTS, test_helpers
from kata.grade.pack_hidden import Leaks, repeats

TABLE = "MISTAKES"
SEALED = '''"""Compressed, since it is near to solutions: {what}."""

import json
import zlib
from base64 import b64decode

{use}zlib.decompress(b64decode("""
{text}""")))
'''


def sealed(hidden: list[Exercise], leaks: Leaks) -> dict[Path, str]:
    """Return the files of tests/ that read otherwise where these exercises are hidden."""
    found = {}
    for each in hidden:
        text = each.test_file.read_text(encoding="utf-8")
        if known := mistakes.table(each.test_file):
            ideas = {
                head: {body: said for body, said in own.items() if not leaks.of(body)}
                for head, own in known.items()
            }
            module = TESTS / f"sealed_{each.stem}.py"
            what = f"what people write wrongly in {each.stem}, and what they then read"
            found[module] = _module(what, json.dumps(ideas), f"{TABLE} = json.loads(")
            found[each.test_file] = _without_table(text, f"from tests.{module.stem} import {TABLE}")
    for helper in test_helpers():
        if names := repeats(helper) & {each.stem for each in hidden}:
            what = f"what the tests of {', '.join(sorted(names))} compute by"
            found[helper] = _module(what, helper.read_text(encoding="utf-8"), "exec(")
    return found


def _module(what: str, text: str, use: str) -> str:
    packed = base64.encodebytes(zlib.compress(text.encode(), 9)).decode()
    return SEALED.format(what=what, use=use, text=packed)


def _without_table(text: str, instead: str) -> str:
    """Return a test file with this line in place of its table, and without the texts that only it has used."""
    tree, lines = ast.parse(text), text.splitlines()
    table = next(node for node in tree.body if TABLE in _assigned(node))
    rest = [node for node in tree.body if node is not table]
    gone = [table]
    while unused := [node for node in rest if _is_text(node) and not _is_used(node, rest)]:
        rest = [node for node in rest if node not in unused]
        gone += unused
    for node in gone:
        lines[node.lineno - 1 : node.end_lineno] = [None] * (node.end_lineno - node.lineno + 1)
    lines[table.lineno - 1] = instead
    return "\n".join(line for line in lines if line is not None) + "\n"


def _is_text(node: ast.stmt) -> bool:
    code = (ast.Call, ast.Lambda, ast.Attribute)
    return bool(_assigned(node)) and not any(isinstance(each, code) for each in ast.walk(node))


def _is_used(node: ast.stmt, rest: list[ast.stmt]) -> bool:
    names = _assigned(node)
    return any(names & _used(other) for other in rest if other is not node)


def _assigned(node: ast.stmt) -> set[str]:
    """Return the names that a statement at the top of a file assigns."""
    targets = node.targets if isinstance(node, ast.Assign) else []
    return {
        each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)
    }


def _used(node: ast.stmt) -> set[str]:
    return {
        each.id
        for each in ast.walk(node)
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)
    }
