"""Reading a learner's file, and the error that says in words why it cannot be used."""

import codecs
import difflib
from collections.abc import Iterable
from pathlib import Path

from kata.course.commands import command


class LearnerError(ImportError):
    """Why a file cannot be imported, in words for a learner."""

    def __init__(self, message: str, line: int | None = None, unreadable: bool = False):
        super().__init__(message)
        self.line, self.unreadable = line, unreadable


def read(file: Path) -> bytes:
    """Return what the file holds; a LearnerError says that it is missing, no text, or empty."""
    if not file.is_file():
        raise LearnerError(f"{file.name} is missing: {command('reset')} brings it back.")
    content = file.read_bytes()
    before, nul, _ = content.partition(b"\0")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise LearnerError("The file is UTF-16 text: save it as UTF-8.", 1, True)
    if nul:
        said = "The file holds NUL bytes: remove them, save it as UTF-8."
        raise LearnerError(said, before.count(b"\n") + 1, True)
    if not content.removeprefix(codecs.BOM_UTF8).strip():
        raise LearnerError(
            f"The file is empty: {command('undo')} or {command('reset')} brings back what it was."
        )
    return content


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return a question about the known name that is nearest to this one; "" if none is near."""
    found = nearest(name, known, 0.6)
    return f" Did you mean {name} when you wrote {found}?" if found else ""


def nearest(name: str, known: Iterable[str], likeness: float) -> str:
    """Return the known name that is nearest to this one, and another; "" if none is so like it."""
    plain = {each.lower().replace("_", ""): each for each in known if each != name}
    near = difflib.get_close_matches(name.lower().replace("_", ""), plain, 1, likeness)
    return plain[near[0]] if near else ""
