"""What somebody has written elsewhere: in another copy of the course, older or newer, or in a saved zip."""

import difflib
import json
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from kata.course import regions
from kata.course.exercises import Exercise, exercises
from kata.course.files import UNREADABLE
from kata.course.paths import EXERCISES, ROOT, SOLUTIONS, STATE
from kata.course.version import version
from kata.errors import CommandError

LARGEST = 1_000_000  # bytes of a file that may be somebody's exercise
KEPT = (STATE.name, EXERCISES.name, SOLUTIONS.name)  # folders of a copy that are looked into
VERSION = "version.txt"  # in a zip that a page has saved

Get = Callable[[str], bytes | None]  # the content of a file of the other copy, if it is there


@dataclass
class Found:
    """The exercises that were begun elsewhere, by their file here, and what there is to say of them."""

    version: str = ""
    files: dict[Path, bytes] = field(default_factory=dict)
    gifts: dict[str, set[str]] = field(default_factory=dict)  # by stem, what catchup had filled in
    times: dict[str, list] = field(default_factory=dict)  # by stem, those of having done it again
    changes: dict[Path, list[str]] = field(default_factory=dict)  # from the stub there to ours


def read(source: str) -> Found:
    """Return the exercises in it, but for those that are stubs there or here; a CommandError where there are none."""
    place = Path(source).expanduser()
    if not place.exists():
        raise CommandError(f"There is no {source}.")
    if place.resolve() in (ROOT, EXERCISES):
        raise CommandError(f"{source} is this copy itself: nothing was taken.")
    try:
        if place.is_dir():
            return _found(_in_folder(place.resolve()), source)
        with zipfile.ZipFile(place) as archive:
            return _found(_in_zip(archive), source)
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise CommandError(
            f"{source} cannot be read: {getattr(error, 'strerror', None) or error}."
        ) from error


def _in_folder(folder: Path) -> Get:
    """Look in a copy of the course, in its exercises/, or in a folder of nothing but exercises."""
    bare = not (folder / EXERCISES.name).is_dir()
    copy = folder.parent if bare and folder.name == EXERCISES.name else folder

    def get(name: str) -> bytes | None:
        is_beside = bare and name.startswith(f"{EXERCISES.name}/")
        file = folder / Path(name).name if is_beside else copy / name
        if not file.is_file():
            return None
        if file.stat().st_size > LARGEST:
            raise zipfile.BadZipFile(f"{file} is larger than any exercise")
        return file.read_bytes()

    return get


def _in_zip(archive: zipfile.ZipFile) -> Get:
    """Look among the members of a zip, in whatever folder the copy lies there."""
    members = {}
    for member in archive.infolist():
        *folders, name = member.filename.split("/")
        starts = [i for i, each in enumerate(folders) if each in KEPT]
        start = folders.index(STATE.name) if STATE.name in folders else max(starts, default=None)
        path = [*folders[start:], name] if start is not None else [name]
        members.setdefault("/".join(path), member)

    def get(name: str) -> bytes | None:
        top = name.removeprefix(f"{EXERCISES.name}/")
        if not (member := members.get(name) or members.get(top)):
            return None
        if member.file_size > LARGEST:
            raise zipfile.BadZipFile(f"{member.filename} is larger than any exercise")
        return archive.read(member)

    return get


def _found(get: Get, source: str) -> Found:
    found, begun = Found(version=_version(get)), False
    given, again = (_remembered(get, name) for name in ("given", "again"))
    for exercise in exercises():
        noted = again.get(exercise.stem)
        noted = noted if isinstance(noted, dict) else {}
        aside = f"{STATE.name}/again/{exercise.stem}/{noted.get('aside')}/{EXERCISES.name}"
        for file, stub in _stubs(exercise).items():
            content = get(f"{aside}/{file.name}") or get(f"{EXERCISES.name}/{file.name}")
            if content is None:
                continue
            begun, there = True, _stub(get, file.name)
            known = there or (stub if found.version == version() else None)  # its own stub
            if content.replace(b"\r\n", b"\n") in (stub, there):
                continue
            if not known and _is_open(exercise, content):  # an older stub, as it was
                continue
            found.files[file] = content
            if isinstance(given.get(exercise.stem), list):
                found.gifts[exercise.stem] = {*map(str, given[exercise.stem])}
            if isinstance(noted.get("times"), list):
                found.times[exercise.stem] = noted["times"]
            if there and stub and there != stub:
                texts = (text.decode().splitlines() for text in (there, stub))
                names = "stub there", "stub here"
                found.changes[file] = [*difflib.unified_diff(*texts, *names, lineterm="", n=1)]
    if not found.files:
        what = "no exercise that anybody has begun" if begun else "no exercise of this course"
        raise CommandError(f"{source} holds {what}: nothing was taken.")
    return found


def _stubs(exercise: Exercise) -> dict[Path, bytes | None]:
    """Return the stubs here; of an exercise whose solution was left out, only which file it is."""
    return regions.stubs(exercise) if exercise.solution.exists() else {exercise.stub: None}


def _is_open(exercise: Exercise, content: bytes) -> bool:
    """Is every hole still there?"""
    text = content.decode(errors="replace")
    return all(regions.hole(exercise.stub, each.name) in text for each in exercise.tasks)


def _stub(get: Get, name: str) -> bytes | None:
    """Return the stub that the other copy's solution makes, if it has one."""
    if (solution := get(f"{SOLUTIONS.name}/{name}")) is None:
        return None
    with suppress(CommandError, *UNREADABLE), tempfile.TemporaryDirectory(prefix="kata-") as folder:
        file = Path(folder) / name
        file.write_bytes(solution.replace(b"\r\n", b"\n"))
        return regions.stub(file).encode()
    return None


def _version(get: Get) -> str:
    """Return the version of the course in which it was written, "" if nothing says it."""
    if (said := get(VERSION)) is not None:
        return said.decode(errors="replace").strip()[:12]
    with suppress(CommandError), tempfile.TemporaryDirectory(prefix="kata-") as folder:
        project = Path(folder) / "pyproject.toml"
        project.write_bytes(get(project.name) or b"")
        return version(project)
    return ""


def _remembered(get: Get, name: str) -> dict:
    with suppress(ValueError, RecursionError):
        found = json.loads(get(f"{STATE.name}/{name}.json") or b"{}")
        return found if isinstance(found, dict) else {}
    return {}
