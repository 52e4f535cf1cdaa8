"""What is under way: on a terminal one line that changes and goes away."""

import shutil
import sys
from typing import TextIO


class Progress:
    """Called with a text, it shows it; without a terminal only the part before a colon, once."""

    def __init__(self, width: int = 0, stream: TextIO | None = None):
        self.width = width or shutil.get_terminal_size().columns
        self.stream, self.last = stream or sys.stderr, ""

    def __call__(self, text: str) -> None:
        if self.stream.isatty():
            if text != self.last:
                room, self.last = self.width - 1, text
                print(f"\r{text[:room]:{room}}", end="", file=self.stream, flush=True)
        elif self.last != (part := text.partition(":")[0]):
            print(part, file=self.stream, flush=True)
            self.last = part

    def wipe(self) -> None:
        """Clear the line, for what is printed next."""
        if self.stream.isatty() and self.last:
            print(f"\r{' ' * (self.width - 1)}\r", end="", file=self.stream, flush=True)
            self.last = ""
