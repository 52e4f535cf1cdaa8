"""The rooms of kata/, as its files have them: who imports whom."""

import ast
from pathlib import Path

from kata.course.paths import ROOT

KATA = ROOT / "kata"


def imports(folder: Path = KATA) -> dict[Path, list[Path]]:
    """Return the files of kata/, and for each those of kata/ that it imports, anywhere in it."""
    files = sorted(path for path in folder.rglob("*.py") if path != folder / "__init__.py")
    names = {
        ".".join(path.relative_to(folder.parent).with_suffix("").parts): path for path in files
    }
    names = {name.removesuffix(".__init__"): path for name, path in names.items()}
    return {
        path: sorted({names[name] for name in _imported(path) if name in names} - {path})
        for path in files
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
