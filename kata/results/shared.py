"""Where people stand, in files that they hand over on purpose: a nickname and the ladder, nothing else."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from kata.course.exercises import exercises
from kata.course.files import write_file
from kata.course.version import version
from kata.errors import CommandError
from kata.results.ladder import COUNTS, STATES, Rung

LONGEST = 24  # characters of a nickname
LARGEST = 100_000  # bytes of a file that may be somebody's progress
MOST = 1000  # tasks of an exercise


@dataclass(frozen=True)
class Progress:
    """What one file says: by stem the state and the counts of an exercise of this course."""

    nickname: str
    version: str
    rungs: dict[str, dict]

    @property
    def place(self) -> int:
        """How many exercises lie behind: the number of those before the first that is not done."""
        known = [self.rungs.get(each.stem, {}).get("state") for each in exercises()]
        return next((i for i, state in enumerate(known) if state not in STATES[:3]), len(known))


def nickname(text: str) -> str:
    """Return a nickname as it is written; a CommandError where it is not a word or two."""
    if not (found := " ".join(text.split())):
        raise CommandError("Under which nickname? NICK=ada names it; nothing was written.")
    if len(found) > LONGEST or not found.isprintable():
        raise CommandError(
            f"A nickname has at most {LONGEST} letters, in a line; nothing was written."
        )
    return found


def write(place: str, name: str, rungs: list[Rung]) -> Path:
    """Write a file to share, and return it; in a folder it bears the nickname."""
    file = Path(place).expanduser()
    if file.is_dir() or place.endswith("/"):
        plain = re.sub(r"[^\w-]+", "-", name.lower()).strip("-") or "progress"
        file /= f"{plain}.json"
    if file.exists():
        try:
            read(file)
        except CommandError as error:
            raise CommandError(f"{file} is something else: it stays as it is.") from error
    told = [{"stem": r.exercise.stem, "state": r.state, **r.counts} for r in rungs]
    content = {"nickname": name, "version": version(), "exercises": told}
    write_file(file, json.dumps(content, indent=1, ensure_ascii=False).encode())
    return file


def read(file: Path) -> Progress:
    """Return what a file says; a CommandError where progress has not written it."""
    try:
        if file.stat().st_size > LARGEST:
            raise ValueError
        found = json.loads(file.read_text(encoding="utf-8"))
        name, known = nickname(found["nickname"]), {each.stem for each in exercises()}
        rungs = {each["stem"]: each for each in found["exercises"] if each["stem"] in known}
        if not all(map(_fits, rungs.values())) or not rungs:
            raise ValueError
        return Progress(name, str(found["version"])[:12], rungs)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, CommandError) as error:
        raise CommandError(f"{file} is not a file that progress has shared.") from error


def _fits(rung: dict) -> bool:
    counts = [rung[name] for name in COUNTS]
    return rung["state"] in STATES and all(type(n) is int and 0 <= n <= MOST for n in counts)
