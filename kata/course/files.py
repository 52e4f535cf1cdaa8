"""Files written whole or not at all, and what is said of one that cannot be written or read."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from kata.errors import CommandError, back, shown

UNREADABLE = (OSError, SyntaxError, ValueError, LookupError, RecursionError, MemoryError)
LEFT_BEHIND = 60  # seconds after which a half written file is nobody's any more
say_once = cache(print)  # each text once a process


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Say what the disk does not allow, as a CommandError."""
    try:
        yield
    except OSError as error:
        way_out = "Make room, make its folder writable, or copy the course to one of your own."
        raise CommandError(
            f"Cannot write {path}: {error.strerror}.\nIt is as it was. {way_out}"
        ) from error


@contextmanager
def as_made(path: Path) -> Iterator[None]:
    """Name the line where a file of the course's own cannot be read, as a CommandError."""
    try:
        yield
    except UNREADABLE as error:
        name, line = shown(path), getattr(error, "lineno", None)
        said = getattr(error, "msg", None) or getattr(error, "strerror", None) or error
        fact = f"{name}{f':{line}' if line else ''}: {said or type(error).__name__}"
        raise CommandError(f"{fact}: {back(name)}.") from error


def write_file(path: Path, content: bytes) -> None:
    """Replace a file in one step, so that nobody meets half of it; a CommandError says why it cannot be."""
    half = path.with_name(f".{path.name}.{os.getpid()}")
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob(f".{path.name}.[0-9]*"):  # of one that was killed
            with suppress(OSError):
                if time.time() - old.stat().st_mtime > LEFT_BEHIND:
                    old.unlink()
        try:
            half.write_bytes(content)
            if path.exists():
                half.chmod(path.stat().st_mode)
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)


def remember(path: Path, content: bytes) -> None:
    """Write what only saves time or trouble later; where that cannot be, say so, and go on."""
    try:
        write_file(path, content)
    except CommandError as refusal:
        fact = f"{path.parent} cannot be written to: {refusal.__cause__.strerror}."
        say_once(f"What has passed cannot be remembered: {fact}", file=sys.stderr)
