"""The course as files: which of them are its own, and a zip of some, the same bytes every time."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

from kata.course.paths import ROOT

FOLDER = "neural-kata"  # in which everything lies that is in a zip


def files() -> list[Path]:
    """Return what git knows, or without git all that it would."""
    found = []
    if git := shutil.which("git"):
        listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
        found = [ROOT / name for name in listed.stdout.split("\0") if name]
    if ROOT / "kata" / "__main__.py" in found:
        return [path for path in found if path.is_file()]
    made = [".git", *(ROOT / ".gitignore").read_text(encoding="utf-8").split()]
    return [path for path in ROOT.rglob("*") if path.is_file() and not _is_among(made, path)]


def zipped(contents: Mapping[Path, bytes]) -> bytes:
    """Return a zip of these contents, each by where it lies, or would lie, in the course's folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in sorted(contents.items()):
            entry = zipfile.ZipInfo(f"{FOLDER}/{path.relative_to(ROOT).as_posix()}")
            packed = path.suffix == ".whl"  # a zip itself
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            entry.external_attr = (0o755 if content.startswith(b"#!") else 0o644) << 16
            archive.writestr(entry, content)
    return out.getvalue()


def _is_among(made: list[str], path: Path) -> bool:
    """Is the file, or a folder that it lies in, among the names of .gitignore?"""
    parts = path.relative_to(ROOT).parts
    starts = {"/" + "/".join(parts[: i + 1]) for i in range(len(parts))}
    return any(each.rstrip("/") in (starts if each[0] == "/" else parts) for each in made)
