"""Text for a terminal of any width, with colour or without."""

import os
import re
import shutil
import sys
import textwrap
from typing import TextIO

GREEN, RED, DIM = "32", "31", "2"
WHOLE = {"break_on_hyphens": False, "break_long_words": False}  # for textwrap


def paint(text: str, colour: str) -> str:
    """Colour text on a terminal that has colours, unless NO_COLOR declines them."""
    declined = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return text if declined or not sys.stdout.isatty() else f"\x1b[{colour}m{text}\x1b[0m"


def indented(message: str) -> str:
    """Fold a message under its task."""
    return "\n".join(folded(line, " " * 11) for line in message.splitlines())


def folded(line: str, indent: str = "") -> str:
    """Fold a line to the width of the terminal; a path stays whole, so that it can be clicked."""
    return textwrap.fill(line, width(), initial_indent=indent, subsequent_indent=indent, **WHOLE)


def say(text: object, to: TextIO | None = None) -> None:
    """Print text, each line of it folded where that goes to a terminal: a script reads lines as they are."""
    stream = to or sys.stdout
    for line in str(text).split("\n"):
        hang = " " * len(re.match(r" *\S+ {2,}| *", line)[0])
        whole = textwrap.fill(line, width(), subsequent_indent=hang, **WHOLE)
        print(whole if stream.isatty() else line, file=stream)


def width() -> int:
    """Return the characters that a line of text may have."""
    return max(40, min(100, columns()))


def columns(without: int = 100) -> int:
    """Return the width of the terminal, or what it is taken for without one."""
    return shutil.get_terminal_size((without, 24)).columns
