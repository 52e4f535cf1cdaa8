"""What somebody handed in, read with care: a folder, a zip, a file, or the work that a page has saved."""

import hashlib
import lzma
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kata.course.exercises import exercises
from kata.course.paths import EXERCISES, STEM
from kata.errors import CommandError

MOST_FILES = 5000
LARGEST = 1_000_000  # bytes of a file
MOST_READ = 10_000_000  # in all
LARGEST_ZIP = 200_000_000  # unpacked
HELPER = re.compile(r"[\w.+-]{1,60}\.(py|c|h)")  # other names no code can ask for
UNZIPPING = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, MemoryError)
# A hand-in may be called kata; what the runner has of an exercise's name lies in these of its rooms.
ROOMS = ("show", "race", "figures", "site")
NOT_READ = ("__pycache__", "node_modules", "__MACOSX", "solutions", "tests", "docs", *ROOMS)


class Refused(CommandError):
    """Why a submission cannot be graded."""


@dataclass(frozen=True)
class Submission:
    """The files of one learner that may count, by name: exercises, and helpers beside them."""

    name: str
    files: dict[str, bytes]

    @property
    def hash(self) -> str:
        digest = hashlib.sha256()
        for name, content in sorted(self.files.items()):
            digest.update(
                f"{len(name.encode())} {len(content)} ".encode() + name.encode() + content
            )
        return digest.hexdigest()

    def of(self, stem: str) -> dict[str, bytes]:
        """Return the file of one exercise, and what else lies beside it, but no other exercise."""
        return {
            name: content
            for name, content in self.files.items()
            if (own := name.partition(".")[0]) == stem or not STEM.fullmatch(own)
        }


def of_class(folder: Path) -> tuple[list[Path], list[str]]:
    """Return the submissions of a class, each folder and each zip in it, and the names of what is neither.

    Raises:
        CommandError: there is no such folder, or nothing in it that could be one.
    """
    try:
        found = sorted(each for each in folder.iterdir() if not each.name.startswith("."))
    except OSError as error:
        raise CommandError(f"{_shown(folder)} cannot be read: {error.strerror}.") from error
    others = [each for each in found if each.is_file() and each.suffix.lower() != ".zip"]
    if not (found := [each for each in found if each not in others]):
        raise CommandError(f"{_shown(folder)} holds no folder and no zip: no submission.")
    return found, [_shown(each.name) for each in others]


def read(path: Path) -> Submission:
    """Return what counts of a submission.

    Raises:
        Refused: it is missing, cannot be read, holds no exercise, or things that no learner needs.
    """
    try:
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode):
            found = _one_folder(path)
        elif stat.S_ISREG(mode) and _counts(PurePosixPath(path.name)):
            found = _chosen({path.name: path}, lambda path: path.open("rb"))
        elif stat.S_ISREG(mode):
            found = _from_zip(path)
        else:
            raise Refused("it is neither a folder nor a zip, but a link or a device")
    except Refused as refusal:
        raise Refused(f"{_shown(path)} is refused: {refusal}.") from refusal
    except (OSError, ValueError, NotImplementedError, *UNZIPPING) as error:
        said = getattr(error, "strerror", None) or str(error) or "it needs too much memory"
        raise Refused(f"{_shown(path)} cannot be read: {said}.") from error
    return Submission(path.name, found)


def _one_folder(folder: Path) -> dict[str, bytes]:
    """Read a folder; one that holds nothing but a zip is that zip, as some hosts pack them."""
    paths = [*_walk(folder)]
    if not any(_counts(PurePosixPath(name)) for name, _ in paths):
        zips = [path for name, path in paths if name.lower().endswith(".zip") and "/" not in name]
        if len(zips) == 1:
            return _from_zip(zips[0])
    return _chosen(dict(paths), lambda path: path.open("rb"))


def _walk(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of a folder; links, devices and too many files are refused."""
    count, queue = 0, [(folder, "")]
    for place, before in queue:
        for entry in os.scandir(place):
            count += 1
            if count > MOST_FILES:
                raise Refused(f"it holds more than {MOST_FILES} files")
            name, mode = before + entry.name, entry.stat(follow_symlinks=False).st_mode
            if entry.name.startswith(".") or entry.name in NOT_READ:
                continue
            if stat.S_ISDIR(mode):
                queue.append((Path(entry.path), f"{name}/"))
            elif stat.S_ISREG(mode):
                yield name, Path(entry.path)
            else:
                raise Refused(f"{_shown(name)} is a link, a pipe or a device")


def _from_zip(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        members = [each for each in archive.infolist() if not each.is_dir()]
        if len(members) > MOST_FILES:
            raise Refused(f"it holds more than {MOST_FILES} files")
        if sum(each.file_size for each in members) > LARGEST_ZIP:
            raise Refused(f"it would unpack to more than {LARGEST_ZIP // 10**6} MB")
        known = {}
        for each in members:
            parts, mode = PurePosixPath(each.filename).parts, each.external_attr >> 16
            if each.filename.startswith(("/", "\\")) or ".." in parts or ":" in each.filename[:2]:
                raise Refused(f"{_shown(each.filename)} leaves the folder")
            if any(part.startswith(".") or part in NOT_READ for part in parts):
                continue
            if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
                raise Refused(f"{_shown(each.filename)} is a link, a pipe or a device")
            if each.filename in known:
                raise Refused(f"it holds {_shown(each.filename)} twice")
            known[each.filename] = each
        return _chosen(known, archive.open)


def _counts(path: PurePosixPath) -> bool:
    """Is this a file of an exercise, in a place where one may lie?"""
    return path.name in {each.stub.name for each in exercises()}


def _chosen(files: dict, opened) -> dict[str, bytes]:
    """Read the exercises, all from one folder, and the files of Python and C beside them."""
    folders = {PurePosixPath(name).parent for name in files if _counts(PurePosixPath(name))}
    named = {each for each in folders if each.name == EXERCISES.name} or folders
    if not named:
        raise Refused("it holds no exercise of this course")
    depth = min(len(each.parts) for each in named)
    nearest = sorted(each for each in named if len(each.parts) == depth)
    if len(nearest) > 1:
        raise Refused(f"exercises lie in {' and in '.join(_shown(each) for each in nearest[:2])}")
    found = {}
    for name, where in sorted(files.items()):
        path = PurePosixPath(name)
        if path.parent == nearest[0] and HELPER.fullmatch(path.name):
            with opened(where) as stream:
                found[path.name] = stream.read(LARGEST + 1)
            if len(found[path.name]) > LARGEST:
                raise Refused(f"{_shown(path.name)} is larger than any exercise")
            if sum(map(len, found.values())) > MOST_READ:
                raise Refused(f"its files of Python and C are more than {MOST_READ // 10**6} MB")
    return found


def _shown(name: object) -> str:
    """Return a name as it may be printed: in one line, not too long."""
    text = str(name).encode("utf-8", "backslashreplace").decode()
    return "".join(each if each.isprintable() else "?" for each in text)[-120:]
