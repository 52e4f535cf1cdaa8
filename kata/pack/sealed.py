"""What a pack needs although it is near to a hidden solution: it is kept where nobody reads it by accident.

MISTAKES of a hidden exercise's tests, without the bodies that hold lines of the solution; and what
says of itself that it REPEATS one, such as a formula that results are compared with. Of a test file it is
compressed into tests/sealed_NAME.py, which the test file imports; another file is compressed as a whole.
Who decodes it can read it.
"""

import ast
import base64
import zlib
from functools import cache
from pathlib import Path

from kata.course import mistakes
from kata.course.exercises import Exercise, exercises
from kata.course.paths import TESTS
from kata.pack.hidden import Leaks, repeats, repeats_all_over

TABLE = "MISTAKES"
SEALED = '''"""{words}

Near to solutions, so compressed: who reads it here has looked for it.
"""

import zlib
from base64 import b64decode

exec(zlib.decompress(b64decode("""
{text}""")))
'''
SEALED_SCRIPT = """// Near to solutions, so encoded: who reads it here has looked for it.
(0, eval)(new TextDecoder().decode(Uint8Array.from(atob(`
{text}`), (byte) => byte.charCodeAt(0))));
"""


def tests(hidden: list[Exercise], asked: list[Exercise]) -> dict[Path, str]:
    """Return the tests that read otherwise, or are only there, where these exercises are hidden."""
    numbers, found, leaks = {each.number for each in hidden}, {}, Leaks(asked)
    for each in exercises():
        test = Tests(each.test_file)
        table = mistakes.table(each.test_file) if each in hidden else {}
        aside = [node for node in test.body if numbers & repeats(test.lines[node.lineno - 1])]
        tables = [node for node in test.body if table and TABLE in _assigned(node)]
        code = [*test.imports(), *map(test.text, test.with_needed(aside, tables))]
        if table:
            kept = {
                head: {body: said for body, said in own.items() if not leaks.of(body)}
                for head, own in table.items()
            }
            aside += tables
            code.append(f"{TABLE} = {kept!r}")
        if aside:
            module = TESTS / f"sealed_{each.stem}.py"
            words = f"What tests/{each.test_file.name} imports."
            found[module] = _module("\n".join(code), words)
            found[each.test_file] = test.without(aside, f"tests.{module.stem}")
    return found


def whole(path: Path, hidden: list[Exercise]) -> bytes:
    """Return a file, compressed if it says that it repeats one of these exercises."""
    content = path.read_bytes()
    if path.suffix not in (".py", ".js"):
        return content
    if not repeats_all_over(path) & {each.number for each in hidden}:
        return content
    if path.suffix == ".py":
        words, *_ = ast.get_docstring(ast.parse(content)).splitlines()  # a show's is printed
        return _module(content.decode(), words).encode()
    return SEALED_SCRIPT.format(text=base64.encodebytes(content).decode()).encode()


def left_out(hidden: list[Exercise], asked: list[Exercise]) -> tuple[int, int]:
    """Return how many wrong bodies are left out, and of how many."""
    leaks = Leaks(asked)
    bodies = [b for e in hidden for own in mistakes.table(e.test_file).values() for b in own]
    return sum(bool(leaks.of(body)) for body in bodies), len(bodies)


class Tests:
    """A test file, by its statements."""

    def __init__(self, file: Path):
        text = file.read_text(encoding="utf-8")
        self.lines, self.body = text.splitlines(), ast.parse(text).body

    def text(self, node: ast.stmt) -> str:
        return "\n".join(self.lines[node.lineno - 1 : node.end_lineno])

    def imports(self) -> list[str]:
        """Return its imports, but for those of exercises."""
        found = [each for each in self.body if isinstance(each, (ast.Import, ast.ImportFrom))]
        return [text for text in map(self.text, found) if "exercises" not in text]

    def with_needed(self, nodes: list[ast.stmt], but: list[ast.stmt]) -> list[ast.stmt]:
        """Return these with all that they use of the file, but for some, in its order."""
        found, body = [*nodes], [node for node in self.body if node not in but]
        for node in found:  # more are added on the way
            found += [n for n in body if _assigned(n) & _used(node) and n not in found]
        return [node for node in self.body if node in found]

    def without(self, aside: list[ast.stmt], module: str) -> str:
        """Return it with an import in place of these, and without the texts that only they have used."""
        rest = [node for node in self.body if node not in aside]
        names, gone = sorted(set().union(*map(_assigned, aside))), [*aside]
        while unused := [node for node in rest if _is_text(node) and not _is_used(node, rest)]:
            rest = [node for node in rest if node not in unused]
            gone += unused
        lines: list[str | None] = [*self.lines]
        for node in gone:
            lines[node.lineno - 1 : node.end_lineno] = [None] * (node.end_lineno - node.lineno + 1)
        first = min(aside, key=lambda node: node.lineno)
        lines[first.lineno - 1] = f"from {module} import {', '.join(names)}"
        return "\n".join(line for line in lines if line is not None) + "\n"


def _module(code: str, words: str) -> str:
    text = base64.encodebytes(zlib.compress(code.encode(), 9)).decode()
    return SEALED.format(words=words, text=text)


def _is_text(node: ast.stmt) -> bool:
    code = (ast.Call, ast.Lambda, ast.Attribute)
    return isinstance(node, ast.Assign) and not any(isinstance(n, code) for n in ast.walk(node))


def _is_used(node: ast.stmt, rest: list[ast.stmt]) -> bool:
    names = _assigned(node)
    return any(names & _used(other) for other in rest if other is not node)


def _assigned(node: ast.stmt) -> set[str]:
    """Return the names that a statement at the top of a file gives something to."""
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else []
    return {n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)}


@cache  # every other statement asks
def _used(node: ast.stmt) -> set[str]:
    names = (each for each in ast.walk(node) if isinstance(each, ast.Name))
    return {each.id for each in names if isinstance(each.ctx, ast.Load)}
