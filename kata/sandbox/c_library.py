"""From a learner's C file to functions that Python can call, through ctypes."""

import ctypes
import hashlib
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kata.course import syntax
from kata.course.files import write_file
from kata.course.paths import STATE, in_folder
from kata.errors import CommandError
from kata.sandbox import compiler, source
from kata.sandbox.loader import MissingName
from kata.sandbox.source import LearnerError

KEPT = STATE / "compiled"
MOST_KEPT = 400  # files, as many as a contributor's mistakes make: a library, and what the compiler said of it
SUFFIX = ".dll" if sys.platform == "win32" else ".so"
warnings: list[str] = []  # what the compiler had to say of the library that was loaded last


class Library(ctypes.CDLL):
    """A compiled C file; what it lacks is told when it is called, so that the rest can be used."""

    def __init__(self, path: Path, file: Path):
        try:
            super().__init__(str(path))
        except OSError as error:
            unknown = str(error).rpartition("undefined symbol: ")
            said = f"{unknown[2]} is used, but nowhere defined." if unknown[1] else str(error)
            raise LearnerError(said) from error
        self.file = file
        try:
            self.hole = ctypes.c_char_p.in_dll(self, "not_written")
        except ValueError:  # a learner needs it no longer
            self.hole = ctypes.c_char_p()

    def call(self, name: str, *arguments) -> None:
        """Call a C function; a NotImplementedError says that it is a stub's, or calls one."""
        try:
            function = self[name]
        except AttributeError:
            text = self.file.read_text(encoding="utf-8", errors="replace")
            own = syntax.functions_of(text, ".c").keys() - syntax.given_functions(self.file.stem)
            hint = source.did_you_mean(name, own)
            raise MissingName(f"{self.file.name} has no {name}.{hint}") from None
        self.hole.value = None
        function(*arguments)
        if self.hole.value:
            raise NotImplementedError(self.hole.value.decode(errors="replace"))


def load(file: Path) -> Library:
    """Compile a C file, unless this very text has been compiled before, and load it."""
    return _compiled(file, source.read(file), compiler.options(), _loaded)


def load_text(file: Path, text: str) -> ctypes.CDLL:
    """Compile C of the course's own, as if it stood in this file, unless it has been before."""
    return _compiled(file, text.encode(), compiler.PLAIN, lambda built, *_: ctypes.CDLL(str(built)))


def _compiled(file: Path, content: bytes, options: tuple[str, ...], loaded: Callable):
    """Return loaded(library, file, what the compiler said) for the library that is made of this content."""
    if lacking := compiler.missing():
        raise LearnerError(lacking)
    kept = KEPT / f"{file.stem}-{_key(file, content, options)}{SUFFIX}"
    notes = kept.with_suffix(".txt")
    if kept.exists() and notes.exists():
        for used in (kept, notes):  # what is in use is the last to be forgotten
            with suppress(OSError):
                os.utime(used)
        return loaded(kept, file, notes.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="kata-", ignore_cleanup_errors=True) as folder:
        built = Path(folder) / kept.name
        said = compiler.compile_to(built, file, content, options)
        try:
            write_file(notes, said.encode())
            write_file(kept, built.read_bytes())
        except CommandError:  # a read-only folder: it will be compiled again
            return loaded(built, file, said)
    _forget_old()
    return loaded(kept, file, said)


def _loaded(library: Path, file: Path, said: str) -> Library:
    warnings[:] = [
        f"{in_folder(file)}:{line}  {warning}"
        for name, line, kind, warning in compiler.SAID.findall(said)
        if kind == "warning" and name == file.name
    ]
    for warning in warnings:
        print(f"warning: {warning}", file=sys.stderr)
    return Library(library, file)


def _key(file: Path, content: bytes, options: tuple[str, ...]) -> str:
    """Hash all that the library hangs on: the content, the compiler and its flags, and the machine."""
    program = Path(shutil.which(compiler.command()[0]))
    digest = hashlib.sha256(content)
    for header in sorted(file.parent.glob("*.h")):
        digest.update(header.read_bytes())
    made_by = compiler.command(), program.resolve(), program.stat().st_mtime_ns, platform.node()
    digest.update(repr((*made_by, options, compiler.FLAGS)).encode())
    return digest.hexdigest()[:24]


def _forget_old() -> None:
    with suppress(FileNotFoundError):  # another run forgets the same one
        for path in sorted(KEPT.iterdir(), key=lambda path: path.stat().st_mtime)[:-MOST_KEPT]:
            path.unlink()
