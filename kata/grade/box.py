"""A box: what one exercise needs to be judged, in folders that learner code may read, and no more."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kata.course import regions
from kata.course.exercises import Exercise
from kata.course.paths import EXERCISES, SOLUTIONS
from kata.errors import CommandError
from kata.grade import courses, isolation, leftovers
from kata.sandbox import limits, process

OUTPUT = 4 << 20  # bytes
LIMITS = {"AS": limits.MEMORY, "CORE": 0, "FSIZE": 32 << 20, "NOFILE": 256, "CPU": 300}
PROCESSES = 48  # of one submission
POLL = 0.004  # seconds
PREFIX = "kata-grade-"  # of the folder of a run, then the grader's process


@dataclass(frozen=True)
class Boxes:
    """The folders of one run of the grader, and how learner code is kept apart in it."""

    folder: Path
    way: object = None


class Box:
    """One submission's files beside one exercise's course; what runs in it sees no other."""

    def __init__(self, boxes: Boxes, exercise: Exercise, files: dict[str, bytes], aside: Path):
        self.way, self.aside = boxes.way, aside
        self.course = boxes.folder / exercise.stem
        self.alone = boxes.folder / f"{exercise.stem}-alone"  # without the tests and what they need
        self.submission = aside / "submission"
        self.exercises = self.submission / EXERCISES.name
        for folder in (self.submission, self.exercises, aside / "root"):
            folder.mkdir()
            folder.chmod(0o755)
        given = {file.name: content for file, content in regions.stubs(exercise).items()}
        del given[exercise.stub.name]
        for name, content in (files | given).items():
            (self.exercises / name).write_bytes(content)
            (self.exercises / name).chmod(0o644)

    def run(
        self,
        course: Path,
        words: list[str],
        job: str,
        seconds: float,
        silence: float,
        packages: bool = True,
    ) -> bytes:
        """Return what Python prints on these words, beside one of the two courses.

        It is ended after so many seconds, or in so long a silence.
        """
        said, asked = self.aside / "stdout", self.aside / "stdin"
        scratch = self.aside / "scratch"
        leftovers.remove(scratch)  # nothing is handed on
        scratch.mkdir()
        asked.write_text(job)
        folders = [course, self.submission, *[Path(isolation.PACKAGES)] * packages]
        with (
            open(asked, "rb") as given,
            open(said, "wb") as out,
            self.way.entered(folders, self.aside) as (before, first),
        ):
            streams = {"stdin": given, "stdout": out, "stderr": subprocess.DEVNULL}
            command = [*before, *isolation.python(packages), *words]
            options = {"env": self._environment(), "start_new_session": True, "cwd": self.aside}
            if os.name == "posix":
                bounds = _bounds(self.way)
                options["preexec_fn"] = lambda: (_limit(bounds), first and first())
            with process.running(subprocess.Popen, command, **streams, **options) as child:
                size, end, heard = 0, time.monotonic() + seconds, time.monotonic()
                while child.poll() is None and time.monotonic() < min(end, heard + silence):
                    time.sleep(POLL)
                    if (grown := said.stat().st_size) != size:
                        size, heard = grown, time.monotonic()
        if shutil.disk_usage(self.aside).free < OUTPUT:  # what was said may be cut off
            place = tempfile.gettempdir()
            raise CommandError(f"{place} is full: make room, and give the same command again.")
        with open(said, "rb") as out:
            return out.read(OUTPUT)

    def _environment(self) -> dict[str, str]:
        scratch = self.way.scratch or str(self.aside / "scratch")
        own = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "NO_COLOR": "1"}
        if os.name == "nt":
            own = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        return own | limits.ENVIRONMENT | {"HOME": scratch, "TMPDIR": scratch, "KATA_MAKE": "1"}


@contextmanager
def opened(boxes: Boxes, exercise: Exercise, files: dict[str, bytes]) -> Iterator[Box]:
    """Put a submission's files into a box of their own."""
    with tempfile.TemporaryDirectory(dir=boxes.folder, ignore_cleanup_errors=True) as name:
        aside = Path(name)
        aside.chmod(0o711)
        try:
            yield Box(boxes, exercise, files, aside)
        finally:
            leftovers.remove(aside / "scratch")


@contextmanager
def made(exercises: list[Exercise], way: str = "") -> Iterator[Boxes]:
    """Make a course for each of these exercises, without its solution or that of any later one.

    Args:
        way: how learner code is to be kept apart; the best that works here, if empty.

    Raises:
        CommandError: this way does not work here.
    """
    _forget_killed()
    with tempfile.TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        try:
            courses.copy_shared(folder / "shared")
            for exercise in exercises:
                courses.copy(exercise, folder / "shared", folder / exercise.stem)
        except OSError as error:
            said = error.strerror or "is it full?"
            raise CommandError(f"{folder.parent} cannot hold what grading needs: {said}") from error
        for each in isolation.ways():
            boxes = Boxes(folder, each)
            if way in ("", each.name) and _holds(boxes, exercises[0]):
                yield boxes
                return
        raise CommandError(f"Learner code cannot be kept apart here by {way!r}.")


def _holds(boxes: Boxes, exercise: Exercise) -> bool:
    """Does Python start in such a box, and is what must not be seen, or changed, out of its reach?"""
    needed = "import os, numpy, pytest_check, yaml"
    seen = f"os.access({str(SOLUTIONS)!r}, os.R_OK) or os.access(os.__file__, os.W_OK)"
    look = f"{needed}; print({seen})"
    with opened(boxes, exercise, {}) as box, suppress(OSError, subprocess.SubprocessError):
        said = box.run(box.course, ["-c", look], "", 20, 20).strip()
        if boxes.way.shares and said:
            if closed := isolation.close_to_others():
                names = ", ".join(closed)
                print(f"Closed to other users of this machine: {names}", file=sys.stderr)
            said = box.run(box.course, ["-c", look], "", 20, 20).strip()
        return said == b"False" or (said == b"True" and boxes.way.name == "none")
    return False


def _forget_killed() -> None:
    """Remove the folders of graders that were killed."""
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        pid = path.name.removeprefix(PREFIX).partition("-")[0]
        if os.name == "posix" and pid.isdigit():
            try:
                os.kill(int(pid), 0)
            except ProcessLookupError:
                leftovers.remove(path)
            except OSError:
                continue  # another user's


@cache
def _bounds(way) -> dict[str, int]:
    """Return what a process in a box may take, by the names that Unix has for it."""
    if sys.platform != "linux":
        return LIMITS
    if way.name == "user":
        return LIMITS | {"NPROC": PROCESSES}
    tasks = 0  # of this user, who is the submission's, too
    for each in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if each.stat().st_uid == os.getuid():
                tasks += len(os.listdir(each / "task"))
    return LIMITS | {"NPROC": PROCESSES + 200 + tasks}


def _limit(bounds: dict[str, int]) -> None:
    import resource

    limits.end_with_parent()
    with suppress(OSError):  # where memory runs out, this ends first, and not the grader
        Path("/proc/self/oom_score_adj").write_text("1000")
    for name, most in bounds.items():
        with suppress(ValueError, OSError):
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))
