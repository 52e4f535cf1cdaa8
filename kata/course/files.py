"""Writing files whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path

from kata.errors import CommandError


def write_file(path: Path, content: bytes) -> None:
    """Replace a file in one step: a reader, or a crash, never meets half of it.

    Raises:
        CommandError: the folder cannot be written to.
    """
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(content)
        if path.exists():
            half.chmod(path.stat().st_mode)
        half.replace(path)
    except OSError as error:
        with suppress(OSError):
            half.unlink()
        raise CommandError(
            f"Cannot write {path}: {error.strerror}.\n"
            "Nothing was changed. Copy the course to a folder of your own, or make this one writable."
        ) from error
