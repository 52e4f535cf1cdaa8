"""The stage of a show: what it may know of the place it is shown in, and the order of a performance."""

import importlib
import signal
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TextIO

from kata.course.files import write_file
from kata.errors import CommandError, shown
from kata.results import report
from kata.sandbox import loader
from kata.sandbox.progress import Progress


@dataclass
class Stage:
    """The place that a show is given, and what is asked of it."""

    seed: int  # of everything drawn
    width: int  # in characters
    folder: Path  # for files
    expression: str  # what EXPR asks for, in a show that has an EXPRESSION by default
    progress: Progress
    engine: str = "e02_value"  # the stem whose file is used where e02_value is imported
    steps: int = 0  # of a training; 0 where none are asked for
    stopped: bool = False  # by Ctrl-C, in a show that goes on with what it has

    def stop(self, *_) -> None:
        self.stopped = True

    def keep(self, name: str, content: str) -> str:
        """Write a file into the folder, and return the words that say where it is, or why it is not."""
        file = self.folder / name
        try:
            write_file(file, content.encode())
        except CommandError as refusal:  # all else is there
            return str(refusal).partition("\n")[0]
        return f"Drawn: {shown(file)}    (for a web browser)"

    def tell(self, what: str) -> None:
        """On a terminal, tell what is under way."""
        if self.progress.stream.isatty():
            self.progress(what)

    def epochs(self, last: int) -> Iterator[int]:
        """Yield the numbers of the epochs; on a terminal, tell which is under way."""
        for epoch in range(1, last + 1):
            self.tell(f"epoch {epoch} of {last}")
            yield epoch
        self.progress.wipe()


def main(show: ModuleType, job: dict, commands: TextIO, screen: TextIO) -> None:
    """Show it, block by block, in a process of `sandbox.program`; a CommandError refuses its expression."""
    printed = sys.stdout  # where the learner's own prints are kept
    expression = job["expression"] or getattr(show, "EXPRESSION", "")
    if job["expression"] and not hasattr(show, "EXPRESSION"):
        raise CommandError(f"{job['stem']} draws no expression of yours: leave EXPR out.")
    progress = Progress(job["width"], screen)
    stage = Stage(job["seed"], job["width"], Path(job["folder"]), expression, progress)
    stage.engine, stage.steps = Path(job["sources"].get("e02_value", "")).stem, job.get("steps", 0)
    if job.get("goes_on"):
        signal.signal(signal.SIGINT, stage.stop)
    importlib.import_module(f"exercises.{job['stem']}")
    try:
        for block in show.show(stage):
            print(block, file=screen, flush=True)
            job["can_stand_in"] = False  # what has begun is the learner's to the end
    finally:
        progress.wipe()
    for line in report.stand_in_lines(job["standing_in"], loader.notes):
        print(textwrap.fill(line, stage.width, break_on_hyphens=False), file=screen)
    if printed.text().strip():
        first = printed.text().strip().splitlines()[0][:40]
        print(f"Your code printed something too, left out here: {first!r}", file=screen)
