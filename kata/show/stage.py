"""What a show may know of the place it is shown in, and how its process ends."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

# Exit statuses that no accident has: all was shown; the learner's trouble, or a refusal, was told.
SHOWN, TROUBLE, REFUSED = 40, 41, 42


@dataclass
class Stage:
    """Attributes: seed (of everything drawn), width (in characters), folder (for files)."""

    seed: int
    width: int
    folder: Path
    expression: str = ""  # what EXPR asks for, in a show that has an EXPRESSION by default
    screen: TextIO = sys.stdout

    def counted(self, steps: Iterable[int], of: int, word: str) -> Iterator[int]:
        """Yield the steps; where somebody looks on, tell which one is under way."""
        for step in steps:
            if self.screen.isatty():
                print(f"\r{word} {step} of {of}", end="", file=self.screen, flush=True)
            yield step
        self.wipe()

    def wipe(self) -> None:
        """Clear the line of progress, if somebody looks on."""
        if self.screen.isatty():
            print(f"\r{' ' * (self.width - 1)}\r", end="", file=self.screen, flush=True)
