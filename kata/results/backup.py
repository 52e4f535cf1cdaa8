"""Overwriting with a way back: what was there is kept under .kata/backup/ first."""

import json
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kata.course import regions
from kata.course.commands import command
from kata.course.exercises import Exercise
from kata.course.files import UNREADABLE, write_file, writing
from kata.course.paths import ROOT, STATE
from kata.errors import CommandError
from kata.results import store

try:
    import fcntl
except ImportError:  # Windows: there, one of two that take the same number refuses
    fcntl = None

KEPT, UNDONE, GIVEN = STATE / "backup", STATE / "undone", STATE / "given.json"


@contextmanager
def alone() -> Iterator[None]:
    """Let Ctrl-C and other processes wait: a step is whole, and what the verb then says is true."""
    with writing(KEPT):
        KEPT.mkdir(parents=True, exist_ok=True)
        lock = open(KEPT / "lock", "w")  # noqa: SIM115  the next line closes it
    with lock:
        if fcntl:
            fcntl.flock(lock, fcntl.LOCK_EX)  # ends with the process, however that ends
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)


@alone()
def overwrite(contents: dict[Path, bytes], gifts: dict[str, set[str]] | None = None) -> str:
    """Write these files, keep what they held, and say how to get it back; "" if nothing is new.

    Args:
        gifts: by stem, the tasks in them that the learner has not written.
    """
    if not (new := stale(contents)):
        return ""
    folder, is_there = numbered(KEPT), any(path.exists() for path in new)
    notes = {path.stem: sorted((gifts or {}).get(path.stem, ())) for path in new}
    if not GIVEN.exists():
        store.write(GIVEN.stem, {})
    new[GIVEN] = json.dumps(store.read(GIVEN.stem) | notes).encode()  # so undo brings it back, too
    for path in new:  # all of them, before the first is written
        _keep(path, folder)
    for path, content in new.items():
        _keep(path, folder)  # again: somebody may have saved it since
        write_file(path, content)
    if not is_there:
        return "There was nothing to back up."
    return f"What was there is in {folder.relative_to(ROOT).as_posix()}; {command('undo')} brings it back."


def stale(contents: dict[Path, bytes]) -> dict[Path, bytes]:
    """Return those of these files that do not hold this content yet."""
    return {
        path: content
        for path, content in contents.items()
        if not path.exists() or path.read_bytes() != content
    }


@alone()
def undo() -> list[Path]:
    """Bring back what the last overwriting replaced and is not there now; return these files."""
    for step in sorted(KEPT.glob("[0-9]*"), key=_number, reverse=True):
        files = (path for path in step.rglob("[!.]*") if path.is_file())
        kept = {ROOT / path.relative_to(step): path.read_bytes() for path in sorted(files)}
        replaced, back = numbered(UNDONE), stale(kept)
        for path, content in back.items():
            _keep(path, replaced)
            write_file(path, content)
        step.rename(replaced / "restored")
        if back.keys() - {GIVEN}:
            return [path for path in back if path != GIVEN]
    return []


def given(exercise: Exercise) -> set[str]:
    """Return the tasks whose functions are still what catchup put there, whatever the comments."""
    if not isinstance(noted := store.read(GIVEN.stem).get(exercise.stem), list):
        return set()
    comments = re.compile(rf"{regions.SIGNS[exercise.suffix]}.*|/\*[\s\S]*?\*/|\s+")
    try:
        yours = exercise.stub.read_text(encoding="utf-8-sig")
        mine, solved = (
            {(n, comments.sub("", f)) for n, f in regions.functions(text, exercise.suffix).items()}
            for text in (yours, regions.solved(exercise.solution))
        )
    except (CommandError, *UNREADABLE):
        return set()
    return {name for name, _ in mine & solved} & {*noted}


def was_given(exercise: Exercise) -> bool:
    """Was all of it given?"""
    names = given(exercise)
    return bool(names) and names >= {each.task for each in regions.regions(exercise.solution)}


def _keep(path: Path, folder: Path) -> None:
    """Copy a file, if there is one, to its place in a folder."""
    if path.exists():
        write_file(folder / path.relative_to(ROOT), path.read_bytes())


def numbered(folder: Path) -> Path:
    """Make a folder of the next number in this one, which nobody else has made, and return it."""
    new = folder / f"{1 + max(map(_number, folder.glob('[0-9]*')), default=0):04}"
    with writing(new):
        new.mkdir(parents=True)
    return new


def _number(step: Path) -> int:
    return int(step.name.partition("-")[0])
