"""Which C compiler this machine has."""

import os
import shlex
import shutil

GET_ONE = (
    "There is no C compiler here (cc); the exercises in C need one. "
    "Debian, Ubuntu: sudo apt install gcc libc6-dev. Fedora: sudo dnf install gcc. "
    "macOS: xcode-select --install. Windows: w64devkit, its bin folder on the PATH."
)


def command() -> list[str]:
    """Return the words that call the C compiler: what CC says, else cc, gcc or clang; [] without one."""
    asked = os.environ.get("CC", "").strip()
    try:
        named = shlex.split(asked)
    except ValueError:  # a quote that is not closed
        return []
    for words in [named] if asked else [["cc"], ["gcc"], ["clang"]]:
        if shutil.which(words[0]):
            return words
    return []


def missing() -> str:
    """Return why nothing can be compiled here, and how to mend it; "" where it can."""
    if command():
        return ""
    asked = os.environ.get("CC", "").strip()
    return (
        f"CC is {asked!r}, and there is no such program: unset CC, or mend it."
        if asked
        else GET_ONE
    )
