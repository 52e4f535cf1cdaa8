"""Do the data, the runner and the code hold?"""

import os
import subprocess
import sys

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
    return complaints(*PYTEST, "-n", str(2 * CORES), "tests/kata")  # many wait for clocks


def check_tidiness() -> list[str]:
    """ruff finds nothing, and every file is formatted."""
    found = complaints("-m", "ruff", "check", "--quiet", ".")
    return found + complaints("-m", "ruff", "format", "--check", "--quiet", ".")


def python(*words: str, **environment: str) -> subprocess.CompletedProcess:
    """Run this Python on the course, and return what it printed."""
    command, environment = [sys.executable, ROOT / "kata", *words], os.environ | environment
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def complaints(*words: str, **environment: str) -> list[str]:
    """Run this Python on the course, and return what it printed if it has failed."""
    done = python(*words, **environment)
    said = (done.stdout + done.stderr).strip() or f"{words} failed without a word"
    return [said] if done.returncode else []
