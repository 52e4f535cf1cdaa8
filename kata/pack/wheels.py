"""The packages that a pack brings along, in packages/: with them the first `make test` needs no network."""

import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from kata import environment
from kata.errors import CommandError

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = {  # and what pip calls them, the oldest last that the pinned packages are made for
    "Linux": [f"manylinux{which}_x86_64" for which in ("_2_28", "_2_27", "_2_17", "2014")],
    "Windows": ["win_amd64"],
    "macOS on Apple's processors": ["macosx_11_0_arm64"],
    "macOS on Intel's": ["macosx_10_15_x86_64"],
}
ONLY_THERE = {
    "Windows": ["colorama"]
}  # pip asks of this machine, and not of that one, who needs it


def wheels(everywhere: bool) -> dict[Path, bytes]:
    """Return the packages for this Python and machine, or for all, by where they would lie here.

    Raises:
        CommandError: one cannot be downloaded.
    """
    project = tomllib.loads(environment.PROJECT.read_text(encoding="utf-8"))["project"]
    asked = project["optional-dependencies"]["learn"]
    with tempfile.TemporaryDirectory(prefix="kata-") as folder:
        if not everywhere:
            _download(asked, [], Path(folder), "this machine")
        for system, names in SYSTEMS.items() if everywhere else ():
            platforms = [f"--platform={name}" for name in names]
            for version in PYTHONS:
                print(f"packages for {system}, Python {version}", file=sys.stderr, flush=True)
                words = [*platforms, f"--python-version={version}", "--implementation=cp"]
                where = f"{system}, Python {version}"
                _download(asked + ONLY_THERE.get(system, []), words, Path(folder), where)
        return {
            environment.BROUGHT / path.name: path.read_bytes() for path in Path(folder).iterdir()
        }


def _download(asked: list[str], words: list[str], folder: Path, where: str) -> None:
    pip = [sys.executable, "-I", "-m", "pip", "--disable-pip-version-check", "download", "--quiet"]
    pip += [
        "--retries",
        "1",
        "--timeout",
        "20",
        "--only-binary=:all:",
        "-c",
        environment.CONSTRAINTS,
    ]
    done = subprocess.run([*pip, *words, "-d", folder, *asked], capture_output=True, text=True)
    if done.returncode:
        errors = re.findall("^ERROR: (.*)", done.stderr, re.MULTILINE) or [
            done.stderr.strip()[-200:]
        ]
        why = "there is no network, or none for pip" if "Retrying" in done.stderr else errors[0]
        raise CommandError(f"The packages for {where} cannot be downloaded: {why[:200]}")
