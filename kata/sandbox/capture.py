"""What is captured of the code that a child runs: what it prints, and which tasks it calls."""

import io
import os

KEPT = 2000  # characters of output, for a message


def silence(*streams: int) -> None:
    """Let what is printed past sys.stdout go nowhere, and input() meet its end."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in streams:
        os.dup2(nowhere, stream)


class CalledTasks(set):
    """The tasks that a test calls, told at once, so that they are known of a lost test, too."""

    def __init__(self, write):
        self.write = write

    def add(self, task):
        if task not in self:
            super().add(task)
            self.write("used", task=task)


class BoundedOutput(io.TextIOBase):
    """A standard output that keeps the first characters and lets a flood pass."""

    def __init__(self):
        self.parts, self.room = [], KEPT

    def writable(self):
        return True

    def write(self, text):
        if self.room > 0:
            self.parts.append(text[: self.room])
            self.room -= len(text)
        return len(text)

    def text(self) -> str:
        return "".join(self.parts)
