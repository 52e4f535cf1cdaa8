"""The rooms of kata/, as its files have them: who imports whom."""

import ast
from pathlib import Path

from kata.course.paths import ROOT

KATA = ROOT / "kata"


def imports(folder: Path = KATA) -> dict[Path, list[Path]]:
    """Return the files of kata/, and for each those of kata/ that it imports, anywhere in it."""
    names = {}
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder.parent).with_suffix("").parts
        names[".".join(parts).removesuffix(".__init__")] = path
    del names["kata"]
    return {
        path: sorted({names[name] for name in _imported(path) if name in names} - {path})
        for path in names.values()
    }


def room(path: Path, folder: Path = KATA) -> str:
    """Return the room that a file of kata/ is in."""
    return path.relative_to(folder).parts[0].removesuffix(".py")


def _imported(path: Path) -> set[str]:
    """Return the names that may be modules, in every import of a file."""
    found = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    return found
