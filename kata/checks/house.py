"""Is the house in order: imports that run downwards, verbs that are listed where they are needed?"""

import ast
import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from kata import ROOMS
from kata.course.paths import ROOT

KATA = ROOT / "kata"
LONGEST = 200  # lines of a file


def check_rooms() -> list[str]:
    """Imports in kata/ run downwards, from room to room, and among files there is no circle."""
    found = imports()
    said = [
        f"kata/{path.name} belongs in a room: {', '.join(ROOMS)}"
        for path in KATA.iterdir()
        if (path.suffix == ".py" or path.is_dir())
        and path.stem not in (*ROOMS, "__init__", "__pycache__")
    ]
    for path, used in found.items():
        said += [
            f"{path.relative_to(ROOT)} uses {other.relative_to(ROOT)}: {room(path)} is below {room(other)}"
            for other in used
            if _depth(path) > _depth(other)
        ]
        length = len(path.read_text(encoding="utf-8").splitlines())
        said += [f"{path.relative_to(ROOT)} has {length} lines: one idea?"] * (length > LONGEST)
    try:
        TopologicalSorter(found).prepare()
    except CycleError as error:
        circle = " -> ".join(path.relative_to(KATA).as_posix() for path in error.args[1])
        said.append(f"these files of kata/ import each other: {circle}")
    return said


def check_verbs() -> list[str]:
    """The Makefile, and the list of verbs, name each verb there is."""
    files = {path.stem for path in (KATA / "verbs").glob("[a-z]*.py")}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = " ".join(re.findall(r"^(?:LEARNER|KEEPER) = (.*)$", makefile, re.MULTILINE)).split()
    return [
        f"{verb}: it stands in one of kata/verbs/ and the Makefile only"
        for verb in sorted(files ^ {*targets})
    ]


def imports() -> dict[Path, list[Path]]:
    """Return the files of kata/, and for each those of kata/ that it imports, anywhere in it."""
    files = [path for path in KATA.rglob("*.py") if path != KATA / "__init__.py"]
    return {path: sorted(_imported(path) - {path}) for path in sorted(files)}


def room(path: Path) -> str:
    """Return the room that a file of kata/ is in."""
    return path.relative_to(KATA).parts[0].removesuffix(".py")


def _depth(path: Path) -> int:
    return ROOMS.index(room(path)) if room(path) in ROOMS else 0


def _imported(path: Path) -> set[Path]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    places = [ROOT / name.replace(".", "/") for name in names if name.startswith("kata.")]
    found = [file for place in places for file in (place.with_suffix(".py"), place / "__init__.py")]
    return {file for file in found if file.is_file()}
