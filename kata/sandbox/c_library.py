"""From a learner's C file to functions that Python can call: the system's compiler, and ctypes."""

import ctypes
import difflib
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from kata.course import syntax
from kata.course.files import write_file
from kata.course.paths import STATE
from kata.errors import CommandError
from kata.sandbox import compiler, source
from kata.sandbox.loader import MissingName
from kata.sandbox.source import LearnerError

KEPT = STATE / "compiled"
MOST_KEPT = 20
SUFFIX = ".dll" if sys.platform == "win32" else ".so"
FLAGS = "-O3 -Wall -Wextra -Wfloat-conversion -Wno-unused-parameter -Werror=implicit-function-declaration"
NATIVE = "-march=native"  # all that this processor can do; not every compiler knows it
LIBRARY = "-fPIC -shared -fdiagnostics-color=never"
SAID = re.compile(r"(?:.*[/\\])?([^/\\]+?):(\d+):(?:\d+:)? (fatal error|error|warning): (.*)")
HINTS = (  # what the compiler's first error holds
    (
        re.compile("storage class|function.definition is not allowed|at end of input"),
        "A { above is not closed.",
    ),
    (re.compile(r"'\(' before '}' token|extraneous closing brace"), "Is there a } too many above?"),
    (re.compile("function 'printf'"), "It needs #include <stdio.h> at the top."),
    (re.compile("expected .*(before|after)"), "Look at the end of the line before, too."),
)
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
        """Call a C function.

        Raises:
            MissingName: the file has no such function.
            NotImplementedError: it is a stub's, or calls one.
        """
        try:
            function = self[name]
        except AttributeError:
            raise MissingName(_missing(self.file, name)) from None
        self.hole.value = None
        function(*arguments)
        if self.hole.value:
            raise NotImplementedError(self.hole.value.decode(errors="replace"))


def load(file: Path) -> Library:
    """Compile a C file, unless this very text has been compiled before, and load it.

    Raises:
        LearnerError: there is no compiler, or it refuses the file.
    """
    content = source.read(file)
    if lacking := compiler.missing():
        raise LearnerError(lacking)
    kept = KEPT / f"{file.stem}-{_key(file, content)}{SUFFIX}"
    if kept.exists():
        return _loaded(kept, file, content, kept.with_suffix(".txt").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="kata-", ignore_cleanup_errors=True) as folder:
        built = Path(folder) / kept.name
        said = _compile(file, content, built)
        try:
            write_file(kept.with_suffix(".txt"), said.encode())
            write_file(kept, built.read_bytes())
        except CommandError:  # a read-only folder: it will be compiled again
            return _loaded(built, file, content, said)
    _forget_old()
    return _loaded(kept, file, content, said)


def _loaded(library: Path, file: Path, content: bytes, said: str) -> Library:
    text = content.decode(errors="replace")
    lines, functions = text.splitlines(), syntax.functions_of(text, ".c").values()
    unwritten = {  # what is unused there will be used
        number
        for each in functions
        if any("not_written =" in line for line in lines[each.lineno : each.end_lineno])
        for number in range(each.lineno, each.end_lineno)
    }
    warnings[:] = [
        f"{file.parent.name}/{file.name}:{line}  {warning}"
        for name, line, kind, warning in SAID.findall(said)
        if kind == "warning" and name == file.name and int(line) not in unwritten
    ]
    for warning in warnings:
        print(f"warning: {warning}", file=sys.stderr)
    return Library(library, file)


def _compile(file: Path, content: bytes, library: Path) -> str:
    """Compile this content, a copy of the file's, and return what the compiler says.

    Raises:
        LearnerError: it is not C, with the compiler's first error and its line.
    """
    copy = library.with_name(file.name)
    copy.write_bytes(content)
    for native in ([NATIVE], []):
        words = [
            *compiler.command(),
            *FLAGS.split(),
            *native,
            *LIBRARY.split(),
            "-iquote",
            str(file.parent),
        ]
        done = subprocess.run(
            [*words, "-o", str(library), str(copy), "-lm"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=os.environ | {"LC_ALL": "C"},
        )
        said = done.stderr.decode(errors="replace")
        if done.returncode == 0:
            return said
    errors = [found for found in SAID.findall(said) if "error" in found[2]]
    if not errors:
        raise LearnerError(
            f"cc: {said.strip().splitlines()[-1][:200] if said.strip() else 'no reason given'}"
        )
    name, line, _, message = errors[0]
    if name != file.name:
        raise LearnerError(f"cc: {message} ({name}:{line})", unreadable=True)
    lines = content.decode(errors="replace").splitlines()
    shown = lines[int(line) - 1].strip()[:80] if int(line) <= len(lines) else ""
    hint = next((f". {hint}" for found, hint in HINTS if found.search(message)), "")
    told = LearnerError(
        f"cc: {message}{shown and ', in: '}{shown}{hint}", int(line), unreadable=True
    )
    told.add_note(f"{file}:{line}")  # where nobody but Python itself reports it
    raise told


def _key(file: Path, content: bytes) -> str:
    """Hash all that the library hangs on: the content, the compiler and its flags, and the machine."""
    program = Path(shutil.which(compiler.command()[0]))
    digest = hashlib.sha256(content)
    for header in sorted(file.parent.glob("*.h")):
        digest.update(header.read_bytes())
    version = program.resolve(), program.stat().st_mtime_ns
    digest.update(
        repr((compiler.command(), FLAGS, NATIVE, LIBRARY, *version, platform.node())).encode()
    )
    return digest.hexdigest()[:24]


def _forget_old() -> None:
    with suppress(FileNotFoundError):  # another run forgets the same one
        libraries = sorted(KEPT.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime)
        for path in libraries[:-MOST_KEPT]:
            path.unlink(missing_ok=True)
            path.with_suffix(".txt").unlink(missing_ok=True)


def _missing(file: Path, name: str) -> str:
    found = list(syntax.functions_of(file.read_text(encoding="utf-8", errors="replace"), ".c"))
    near = difflib.get_close_matches(name, found, 1)
    hint = f" Did you mean {name} when you wrote {near[0]}?" if near and near[0] != name else ""
    return f"{file.name} has no {name}.{hint}"
