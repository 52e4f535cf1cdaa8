"""The records of a class, a file a submission: a run that is killed goes on, and two share the work."""

import hashlib
import json
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kata.course.files import write_file, writing
from kata.errors import CommandError

try:
    import fcntl
except ImportError:  # Windows: two graders then both do all
    fcntl = None

LONGEST = 200  # bytes of a name; file systems take 255


class Records:
    """A folder of records, all of one run: of one seed."""

    def __init__(self, folder: Path, seed: int | None):
        self.folder, run = folder, folder / "run.json"
        with writing(run):
            (folder / "locks").mkdir(parents=True, exist_ok=True)
            mine = folder / f".run.{os.getpid()}"
            mine.write_text(json.dumps({"seed": random.randrange(10**6) if seed is None else seed}))
            with suppress(FileExistsError):  # another grader, or an earlier run, was first
                os.link(mine, run)
            mine.unlink()
        try:
            self.seed = json.loads(run.read_text(encoding="utf-8"))["seed"]
            if type(self.seed) is not int:
                raise TypeError
        except (ValueError, LookupError, TypeError, OSError):
            raise CommandError(
                f"{run} cannot be read: remove it, or name another folder."
            ) from None
        if seed not in (None, self.seed):
            said = f"{folder} holds a run with seed {self.seed}, not {seed}: name another folder."
            raise CommandError(said)

    def _file(self, name: str) -> Path:
        return self.folder / "submissions" / f"{_short(name)}.json"

    def read(self, name: str) -> dict:
        """Return what is known of a submission; {} where that is nothing."""
        with suppress(OSError, ValueError):
            found = json.loads(self._file(name).read_text(encoding="utf-8"))
            return found if isinstance(found, dict) else {}
        return {}

    def write(self, name: str, record: dict) -> None:
        write_file(self._file(name), json.dumps(record, indent=1).encode())

    @contextmanager
    def claimed(self, name: str, wait: bool) -> Iterator[bool]:
        """Keep other graders from this submission; False where one has it, and nobody waits."""
        with open(self.folder / "locks" / _short(name), "w") as lock:
            if fcntl:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
                except BlockingIOError:
                    yield False
                    return
            yield True


def _short(name: str) -> str:
    """Return a name that is a file's even with something at its end."""
    long = len(raw := os.fsencode(name)) > LONGEST
    return f"{name[:40]}-{hashlib.sha256(raw).hexdigest()[:16]}" if long else name
