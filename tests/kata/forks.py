"""The runner, loaded once in a course's folder, and forked for each command that it is given.

A verb does there what it always does, and its tests run in a fork, as they do for `make watch`; saved is
what every start loads. What a start itself is about has a new Python: other variables, another runner.

Run as a script, this file is the other side: it obeys the commands that it reads.
"""

import json
import multiprocessing
import os
import select
import subprocess
import sys
import tempfile
from glob import glob
from importlib import import_module
from pathlib import Path

from kata import cli
from kata.errors import ROOT
from kata.sandbox import fork_server

VERBS = {"test", "progress", "hint", "solution", "reset", "undo", "catchup", "again", "adopt", "board", "stubs"}  # fmt: skip
# Variables that the runner reads when it uses them, and pytest's own.
READ_LATE = {"COLUMNS", "NICK", "NO_COLOR", "KATA_MAKE", "PYTEST_CURRENT_TEST"}
SECONDS = 120
Done = subprocess.CompletedProcess


def files(course: Path) -> set[int]:
    """Return the runner's files in a course, by their numbers on the disk: a copy shares them."""
    return {os.stat(each).st_ino for each in glob(f"{course}/kata/**/*.py", recursive=True)}


class Forks:
    """A process that has loaded the runner of a course, in its folder; call it with a verb's words."""

    def __init__(self, folder: Path, runner: Path):
        self.folder, self.runner, self.process = folder, files(runner), None
        self.environment = dict(os.environ)

    def take(self, words: tuple[str, ...], environment: dict[str, str]) -> bool:
        """Return whether a fork does for these: nothing in them, or in the course, is for a new Python."""
        odd = {name for name, _ in environment.items() ^ self.environment.items()} - READ_LATE
        known = fork_server.CAN_FORK and not odd and {*words[:1]} <= VERBS and words
        return bool(known) and files(self.folder) == self.runner

    def __call__(self, words: tuple[str, ...], environment: dict[str, str]) -> Done:
        if self.process is None:
            self._start()
        with tempfile.TemporaryDirectory(prefix="kata-") as folder:
            streams = [Path(folder, name) for name in ("out", "err")]
            job = {"words": words, "environment": environment, "streams": [*map(str, streams)]}
            self.process.stdin.write(json.dumps(job).encode() + b"\n")
            self.process.stdin.flush()
            if not select.select([self.process.stdout], [], [], SECONDS)[0]:
                self.__exit__()
                raise subprocess.TimeoutExpired(words, SECONDS)
            status = int(self.process.stdout.readline())
            return Done(words, status, *(each.read_text() for each in streams))

    def _start(self) -> None:
        python, pipe = self.folder / ".venv" / "bin" / "python", subprocess.PIPE
        self.process = subprocess.Popen(
            [python, "kata", "-m", Path(__file__).stem],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parent)},
            stdin=pipe,
            stdout=pipe,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None


def obey() -> None:
    """Fork for each command, and say with which status it has ended."""
    sys.path.remove(str(Path(__file__).parent))
    for verb in VERBS:
        import_module(f"kata.verbs.{verb}")
    fork_server.warm_up()
    for line in sys.stdin.buffer:
        fork = multiprocessing.get_context("fork").Process(
            target=_command, args=(json.loads(line),)
        )
        fork.start()
        fork.join()
        print(fork.exitcode, flush=True)


def _command(job: dict) -> None:
    """Run one command in the fork."""
    os.chdir(ROOT)  # a new one, where another stood
    for stream, file in enumerate([os.devnull, *job["streams"]]):
        opened = os.open(file, os.O_RDWR | os.O_CREAT)
        os.dup2(opened, stream)
        os.close(opened)
    os.environ.clear()
    os.environ.update(job["environment"])
    sys.stdin, sys.stdout, sys.stderr = map(_opened, range(3))
    sys.exit(cli.main(job["words"]))


def _opened(stream: int):
    return os.fdopen(stream, "w" if stream else "r", closefd=False)


if __name__ == "__main__":
    obey()
