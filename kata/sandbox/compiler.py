"""The C compiler of this machine: which it is, and what it makes of a learner's file."""

import os
import re
import shlex
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

from kata.sandbox.source import LearnerError

FLAGS = "-Wall -Wextra -Wfloat-conversion -Wno-unused -Wunused-value -Werror=implicit-function-declaration -fPIC -shared -fdiagnostics-color=never"
NATIVE = "-march=native"  # all that this processor can do; not every compiler knows it
FILLED = "-ftrivial-auto-var-init=pattern"  # what is not set begins with a huge number, not by luck with 0
FAST = (f"-O3 {NATIVE} {FILLED}", f"-O3 {NATIVE}", "-O3")  # the first that this compiler takes
DRAFT = (f"-O1 {FILLED}", "-O1")  # compiled in half the time, and wrong where the code is
PLAIN = ("-O0 -w",)  # for what the course itself compiles: at once, and without a word
SAID = re.compile(r"(?:.*[/\\])?([^/\\]+?):(\d+):(?:\d+:)? (fatal error|error|warning): (.*)")
HINTS = {  # by what the compiler's first error holds
    "storage class|function.definition is not allowed|at end of input": "A { above is not closed.",
    r"'\(' before '}' token|extraneous closing brace": "Is there a } too many above?",
    "function 'printf'": "It needs #include <stdio.h> at the top.",
    "function '(mem|str)": "It needs #include <string.h> at the top.",
    "stray": "Type it anew: what is copied may hold others that look alike.",
    "function '(malloc|calloc|realloc|free|exit|abort)'": "It needs #include <stdlib.h> at the top.",
    "function '(fma|fabs|sqrt|fmin|fmax)": "It needs #include <math.h> at the top.",
    "subscripted value": "A matrix is one row of numbers here: c[i * m + j], not c[i][j].",
    "expected .*(before|after)": "Look at the end of the line before, too.",
}
GET_ONE = (
    "There is no C compiler here (cc); the exercises in C need one. "
    "Debian, Ubuntu: sudo apt install gcc libc6-dev. Fedora: sudo dnf install gcc. "
    "macOS: xcode-select --install. Windows: w64devkit, its bin folder on the PATH."
)


def command() -> list[str]:
    """Return the words that call the C compiler: what CC says, else cc, gcc or clang; [] without one."""
    with suppress(ValueError):  # a quote that is not closed
        named = shlex.split(os.environ.get("CC", ""))
        for words in [named] if named else [["cc"], ["gcc"], ["clang"]]:
            if shutil.which(words[0]):
                return words
    return []


def missing() -> str:
    """Return why nothing can be compiled here, and how to mend it; "" where it can."""
    if command():
        return ""
    asked = os.environ.get("CC", "").strip()
    return f"CC is {asked!r}, and there is no such program: unset it." if asked else GET_ONE


def options() -> tuple[str, ...]:
    """Return how this process is to have C optimised: the first that the compiler takes."""
    return DRAFT if os.environ.get("KATA_DRAFT") else FAST


def compile_to(library: Path, file: Path, content: bytes, options: tuple[str, ...]) -> str:
    """Compile this content, a copy of the file's, and return what the compiler says of it.

    A LearnerError says what keeps it from being C, by the compiler's first error and its line.
    """
    copy = library.with_name(file.name)
    copy.write_bytes(content)
    for optimised in options:
        flags = [*optimised.split(), *FLAGS.split(), "-iquote", str(file.parent)]
        done = subprocess.run(
            [*command(), *flags, "-o", str(library), str(copy), "-lm"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=os.environ | {"LC_ALL": "C"},
        )
        said = done.stderr.decode(errors="replace")
        if done.returncode == 0:
            return said
        if errors := [found for found in SAID.findall(said) if "error" in found[2]]:
            raise _learner_error(file, content, errors[0])
    reason = said.strip().splitlines()[-1][:200] if said.strip() else "no reason given"
    raise LearnerError(f"cc: {reason}")


def _learner_error(file: Path, content: bytes, error: tuple[str, str, str, str]) -> LearnerError:
    name, line, _, message = error
    if name != file.name:
        return LearnerError(f"cc: {message} ({name}:{line})", unreadable=True)
    lines = content.decode(errors="replace").splitlines()
    shown = lines[int(line) - 1].strip()[:80] if int(line) <= len(lines) else ""
    hint = next((f". {hint}" for found, hint in HINTS.items() if re.search(found, message)), "")
    message = f"cc: {message}{shown and ', in: '}{shown}{hint}"
    found = LearnerError(message, int(line), unreadable=True)
    found.add_note(f"{file}:{line}")  # where nobody but Python itself reports it
    return found
