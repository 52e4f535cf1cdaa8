"""The course to take along: docs/neural-kata.zip, with every exercise as it begins, the same bytes every time."""

import shutil
import subprocess
import zipfile
from pathlib import Path

from kata.course import regions
from kata.course.exercises import exercises
from kata.course.paths import DOCS, ROOT

ZIP = DOCS / "neural-kata.zip"
FOLDER = "neural-kata"


def make() -> None:
    """Write the zip: what git knows, or all that it would, and no learner's work."""
    stubs = {path: text for each in exercises() for path, text in regions.stubs(each).items()}
    with zipfile.ZipFile(ZIP, "w", zipfile.ZIP_DEFLATED) as bundle:
        for path in sorted(_files()):
            entry = zipfile.ZipInfo(f"{FOLDER}/{path.relative_to(ROOT).as_posix()}")
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o755 if path.stat().st_mode & 0o100 else 0o644) << 16
            bundle.writestr(entry, stubs.get(path) or path.read_bytes())


def _files() -> list[Path]:
    found = []
    if git := shutil.which("git"):
        listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
        found = [ROOT / name for name in listed.stdout.split("\0") if name]
    if ROOT / "kata" / "__main__.py" in found:
        return [path for path in found if path.is_file()]
    made = [".git", *(ROOT / ".gitignore").read_text(encoding="utf-8").split()]
    return [path for path in ROOT.rglob("*") if path.is_file() and not _is_among(made, path)]


def _is_among(made: list[str], path: Path) -> bool:
    """Is the file, or a folder that it lies in, among the names of .gitignore?"""
    parts = path.relative_to(ROOT).parts
    starts = {"/" + "/".join(parts[: i + 1]) for i in range(len(parts))}
    return any(each.rstrip("/") in (starts if each[0] == "/" else parts) for each in made)
