"""The one error that ends a command: it names the thing and the way out. And where any other lies."""

import os
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STDLIB = os.path.dirname(os.__file__)


class CommandError(Exception):
    """Printed as it is; exit status 2."""


def place(error: BaseException) -> tuple[str, str]:
    """Return "file:line: what" of an error that nobody expected, and what brings back a file of the course's own."""
    frames = traceback.extract_tb(error.__traceback__)
    frames = [each for each in frames if not each.filename.startswith(("<", STDLIB))] or frames
    file, line = (frames[-1].filename, frames[-1].lineno) if frames else ("kata", 0)
    said = f"{type(error).__name__}: {error}"
    if isinstance(error, SyntaxError) and error.filename:
        file, line, said = error.filename, error.lineno, f"{type(error).__name__}: {error.msg}"
    elif isinstance(error, OSError) and error.filename:
        file, line, said = str(error.filename), 0, error.strerror
    own = Path(file).is_relative_to(ROOT) and not Path(file).is_relative_to(ROOT / ".venv")
    text = f"{shown(Path(file))}{f':{line}' if line else ''}: {said.splitlines()[0][:200]}"
    return text, back(shown(Path(file))) if own else ""


def back(name: str) -> str:
    """Return what brings a file of the course's own back: git, or without it the zip of the course."""
    if not (ROOT / ".git").exists():
        return "the zip that the course came in has it as it was"
    return f"git checkout -- {name} brings it back"


def shown(path: Path) -> str:
    """Return a path as messages name it: the course's own from its folder on."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)
