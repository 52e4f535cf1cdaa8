"""What the runner remembers, in .kata/: small JSON files, written whole or not at all."""

import json
import os
from contextlib import suppress
from pathlib import Path

from kata.course import ROOT
from kata.refusal import Refusal

FOLDER = ROOT / ".kata"


def read(name: str) -> dict:
    """Return what was written under this name; {} where nothing readable is."""
    try:
        found = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write(name: str, content: dict) -> None:
    """Remember content under this name."""
    write_file(FOLDER / f"{name}.json", json.dumps(content).encode())


def write_file(path: Path, content: bytes) -> None:
    """Replace a file in one step: a reader, or a crash, never meets half of it.

    Raises:
        Refusal: the folder cannot be written to.
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
        raise Refusal(
            f"Cannot write {path}: {error.strerror}.\n"
            "Nothing was changed. Copy the course to a folder of your own, or make this one writable."
        ) from error
