"""Do the data, the runner, the code and the site hold?"""

import os
import subprocess
import sys
import tempfile

from kata import checks
from kata.course import digits
from kata.course.paths import ROOT


def check_digits() -> list[str]:
    """data/digits.csv is the file that the course was measured on."""
    digits.load()
    return []


def check_runner() -> list[str]:
    """tests/kata: the runner, on tiny courses and on hostile code."""
    return _tests("tests/kata")


def check_tidiness() -> list[str]:
    """ruff finds nothing, and every file is formatted."""
    return _command("-m", "ruff", "check", "--quiet", ".") + _command(
        "-m", "ruff", "format", "--check", "--quiet", "."
    )


def check_site() -> list[str]:
    """The site builds without a warning, and tests/site finds it whole in a real browser."""
    from kata.site import build
    from tests.site.conftest import CHROMIUM, NO_CHROMIUM

    build.prepare()
    with tempfile.TemporaryDirectory(prefix="kata-") as folder:
        if said := _command("-m", "mkdocs", "build", "--strict", "--site-dir", folder):
            return said
        if CHROMIUM is None:
            raise checks.Skip(f"the site builds, but in no browser was it looked at: {NO_CHROMIUM}")
        return _tests("tests/site", KATA_SITE=folder)


def _tests(folder: str, **environment: str) -> list[str]:
    """Run the tests of a folder, two at a time."""
    words = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "2", folder)
    return _command(*words, **environment)


def _command(*words: str, **environment: str) -> list[str]:
    environment["NO_MKDOCS_2_WARNING"] = "1"  # ten lines on MkDocs' future at every build
    done = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
    )
    return (
        []
        if done.returncode == 0
        else [(done.stdout + done.stderr).strip() or f"{words} failed without a word"]
    )
