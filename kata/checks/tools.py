"""Do the data, the runner, the code and the site hold?"""

import os
import subprocess
import sys
import tempfile

from kata import checks
from kata.course import digits
from kata.course.paths import ROOT

CORES = os.cpu_count() or 1
PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "--dist", "worksteal")


def check_digits() -> list[str]:
    """data/digits.csv is the file that the course was measured on."""
    digits.load()
    return []


def check_runner() -> list[str]:
    """tests/kata: the runner, on tiny courses and on hostile code."""
    return _complaints(*PYTEST, "-n", str(2 * CORES), "tests/kata")  # many wait for clocks


def check_tidiness() -> list[str]:
    """ruff finds nothing, and every file is formatted."""
    found = _complaints("-m", "ruff", "check", "--quiet", ".")
    return found + _complaints("-m", "ruff", "format", "--check", "--quiet", ".")


def check_site() -> list[str]:
    """The site builds without a warning, and tests/site finds it whole in a real browser."""
    from kata.site import build
    from tests.site.conftest import CHROMIUM, NO_CHROMIUM

    build.prepare()
    with tempfile.TemporaryDirectory(prefix="kata-") as folder:
        if said := _complaints("-m", "mkdocs", "build", "--strict", "--site-dir", folder):
            return said
        if CHROMIUM is None:
            raise checks.Skip(f"the site builds, but in no browser was it looked at: {NO_CHROMIUM}")
        return _complaints(*PYTEST, "-n", str(CORES), "tests/site", KATA_SITE=folder)


def python(*words: str, **environment: str) -> subprocess.CompletedProcess:
    """Run this Python on the course, and return what it printed."""
    command, environment = [sys.executable, ROOT / "kata", *words], os.environ | environment
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def _complaints(*words: str, **environment: str) -> list[str]:
    # MkDocs would say ten lines on its future at every build.
    done = python(*words, NO_MKDOCS_2_WARNING="1", **environment)
    said = (done.stdout + done.stderr).strip() or f"{words} failed without a word"
    return [said] if done.returncode else []
