"""What is under way, told on the standard error: on a terminal in one line that changes."""

import sys


class Progress:
    """Called with a text, it tells it; without a terminal only the part before a colon, once."""

    def __init__(self, width: int):
        self.width, self.last = width, ""

    def __call__(self, text: str) -> None:
        if sys.stderr.isatty():
            print(
                f"\r{text[: self.width - 1]:{self.width - 1}}", end="", file=sys.stderr, flush=True
            )
        elif self.last != (part := text.partition(":")[0]):
            print(part, file=sys.stderr, flush=True)
            self.last = part

    def wipe(self) -> None:
        """Clear the line, for what is printed next."""
        if sys.stderr.isatty():
            print(f"\r{' ' * (self.width - 1)}\r", end="", file=sys.stderr, flush=True)
