"""Do the data, the runner, the code and the site hold?"""

import os
import subprocess
import sys
import tempfile

from kata import digits
from kata.course import ROOT


def digits_are_whole() -> list[str]:
    """data/digits.csv is the file that the course was measured on."""
    digits.load()
    return []


def the_runner_works() -> list[str]:
    """tests/kata: the runner, on tiny courses and on hostile code."""
    return _command("-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "2", "tests/kata")


def the_code_is_tidy() -> list[str]:
    """ruff finds nothing, and every file is formatted."""
    return _command("-m", "ruff", "check", "--quiet", ".") + _command(
        "-m", "ruff", "format", "--check", "--quiet", "."
    )


def the_site_builds() -> list[str]:
    """The site builds without a warning."""
    with tempfile.TemporaryDirectory(prefix="kata-") as folder:
        return _command("-m", "mkdocs", "build", "--strict", "--site-dir", folder)


def _command(*words: str) -> list[str]:
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}  # ten lines on MkDocs' future at every build
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=quiet, capture_output=True, text=True
    )
    return (
        []
        if done.returncode == 0
        else [(done.stdout + done.stderr).strip() or f"{words} failed without a word"]
    )
