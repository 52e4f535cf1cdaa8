"""Overwriting with a way back: what was there is kept under .kata/backup/ first."""

from pathlib import Path

from kata.course import syntax
from kata.course.commands import command
from kata.course.exercises import Exercise
from kata.course.files import write_file
from kata.course.paths import ROOT, STATE
from kata.results import store

KEPT, UNDONE = STATE / "backup", STATE / "undone"


def overwrite(contents: dict[Path, bytes], verb: str) -> str:
    """Write these files, keep what they held, and say where and how to get it back."""
    number = 1 + max((int(each.name[:4]) for each in _steps()), default=0)
    folder = KEPT / f"{number:04}-{verb}"
    before = {path: path.read_bytes() for path in contents if path.exists()}
    folder.mkdir(parents=True, exist_ok=True)  # also where nothing was: undo goes step by step
    for path, content in before.items():
        write_file(folder / path.relative_to(ROOT), content)
    for path, content in contents.items():
        write_file(path, content)
    if not before:
        return "There was nothing to back up."
    return f"What was there is in {folder.relative_to(ROOT).as_posix()}; {command('undo')} brings it back."


def undo() -> list[Path]:
    """Bring back what the last overwriting replaced; return the files, none if there is nothing."""
    steps = _steps()
    if not steps:
        return []
    restored, spared = [], _free(UNDONE / steps[-1].name)
    for kept in sorted(path for path in steps[-1].rglob("*") if path.is_file()):
        path = ROOT / kept.relative_to(steps[-1])
        if path.exists():
            write_file(spared / path.relative_to(ROOT), path.read_bytes())
        write_file(path, kept.read_bytes())
        restored.append(path)
    spared.mkdir(parents=True, exist_ok=True)
    steps[-1].rename(_free(spared.with_name(f"{spared.name}-restored")))
    return restored


def note_given(exercises: list[Exercise]) -> None:
    """Remember that what these files hold now was given, not solved."""
    store.write("given", store.read("given") | {each.stem: True for each in exercises})


def was_given(exercise: Exercise) -> bool:
    """Does the learner's file hold what catchup put there, whatever the comments?"""
    if exercise.stem not in store.read("given"):
        return False
    try:
        return syntax.essence(exercise.stub) == syntax.essence(exercise.solution)
    except (OSError, SyntaxError, ValueError):
        return False


def _steps() -> list[Path]:
    return sorted(KEPT.glob("[0-9][0-9][0-9][0-9]-*")) if KEPT.exists() else []


def _free(path: Path) -> Path:
    """Return path, or the first path-2, path-3 that does not exist."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free
