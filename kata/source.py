"""Reading a learner's file, and telling in words what is in the way."""

import codecs
from pathlib import Path


class Told(ImportError):
    """What stops an import, told in words for a learner."""

    def __init__(self, message: str, line: int | None = None, unreadable: bool = False):
        super().__init__(message)
        self.line, self.unreadable = line, unreadable


def read(file: Path) -> bytes:
    """Return what the file holds.

    Raises:
        Told: there is no such file, or it is no text, or an empty one.
    """
    if not file.exists():
        raise Told(f"{file.name} is missing: make reset brings it back.")
    content = file.read_bytes()
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Told("The file is UTF-16 text: save it as UTF-8.", 1, unreadable=True)
    if b"\0" in content:
        line = content[: content.index(b"\0")].count(b"\n") + 1
        raise Told(
            "The file holds NUL bytes: remove them, save it as UTF-8.", line, unreadable=True
        )
    if not content.removeprefix(codecs.BOM_UTF8).strip():
        raise Told("The file is empty: make undo or make reset brings back what it was.")
    return content
