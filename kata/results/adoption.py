"""The exercises that somebody has worked on elsewhere: in another copy of the course, or in a saved zip."""

import zipfile
from pathlib import Path

from kata.course import regions
from kata.course.exercises import exercises
from kata.course.paths import EXERCISES
from kata.errors import CommandError

LARGEST = 1_000_000  # bytes of a file that may be somebody's exercise


def read(source: str) -> dict[Path, bytes]:
    """Return the exercises in it by their file here, without those that are still stubs.

    Raises:
        CommandError: there is no such file or folder, it cannot be read, or it holds no exercise.
    """
    place = Path(source).expanduser()
    if not place.exists():
        raise CommandError(f"There is no {source}.")
    try:
        found = _in_folder(place) if place.is_dir() else _in_zip(place)
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise CommandError(
            f"{source} cannot be read: {getattr(error, 'strerror', None) or error}."
        ) from error
    stubs = {file: stub for each in exercises() for file, stub in regions.stubs(each).items()}
    worked_on = {
        file: content
        for file, content in sorted(found.items())
        if content.replace(b"\r\n", b"\n") != stubs.get(file)
    }
    if not worked_on:
        what = "no exercise that anybody has begun" if found else "no exercise of this course"
        raise CommandError(f"{source} holds {what}: nothing was taken.")
    return worked_on


def _in_folder(folder: Path) -> dict[Path, bytes]:
    beside = folder / EXERCISES.name
    folder = beside if beside.is_dir() else folder
    return {
        file: (folder / file.name).read_bytes()
        for file in _files()
        if (folder / file.name).is_file()
    }


def _in_zip(file: Path) -> dict[Path, bytes]:
    """Read the members of a zip that lie in a folder exercises/, or at its top."""
    known, found = {path.name: path for path in _files()}, {}
    with zipfile.ZipFile(file) as archive:
        for member in archive.infolist():
            *folders, name = member.filename.split("/")
            if name in known and folders[-1:] in ([], [EXERCISES.name]):
                if member.file_size > LARGEST:
                    raise zipfile.BadZipFile(f"{member.filename} is larger than any exercise")
                found[known[name]] = archive.read(member)
    return found


def _files() -> list[Path]:
    """Return the files of exercises/ that a learner works in."""
    return [each.stub for each in exercises()]
