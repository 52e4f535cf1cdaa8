"""The project's own Python environment, .venv: made when it is missing, with the standard library alone."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

from kata.course.paths import ROOT
from kata.errors import CommandError

VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PROJECT = ROOT / "pyproject.toml"
CONSTRAINTS = ROOT / "kata" / "constraints.txt"
PIP = ("--quiet", "--retries", "1", "--timeout", "20")


def enter() -> None:
    """Make .venv ready for a learner, and go on inside it."""
    need("learn")
    if Path(sys.prefix).resolve() == VENV.resolve():
        return
    command = [str(PYTHON), "-m", "kata", *sys.argv[1:]]
    if os.name == "nt":
        sys.exit(subprocess.run(command).returncode)
    sys.stdout.flush()
    os.execv(command[0], command)


def need(extra: str) -> None:
    """Install the packages of one extra of pyproject.toml, at the pinned versions, unless they are there.

    Raises:
        CommandError: this Python cannot make environments, or the packages cannot be fetched.
    """
    wanted = hashlib.sha256(PROJECT.read_bytes() + CONSTRAINTS.read_bytes()).hexdigest()
    stamp = VENV / f"kata-{extra}"
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    import tomllib  # here, since it costs every other start 5 ms

    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    packages = project["optional-dependencies"][extra]
    if not _has_pip():
        _make()
    print(f"Setting up .venv: {' '.join(packages)}", file=sys.stderr, flush=True)
    words = ["-m", "pip", "--disable-pip-version-check", "install", *PIP, "-c", CONSTRAINTS]
    done = subprocess.run([PYTHON, *words, *packages], capture_output=True, text=True)
    if done.returncode:
        (VENV / "pip.log").write_text(done.stdout + done.stderr, encoding="utf-8")
        errors = re.findall("^ERROR: (.*)", done.stderr, re.MULTILINE) or ["see .venv/pip.log"]
        raise CommandError(
            f"Could not install {' '.join(packages)}: is there a network? "
            f"pip says: {errors[0][:200]}\n"
            "With a folder of downloaded packages: PIP_NO_INDEX=1 PIP_FIND_LINKS=FOLDER make test"
        )
    stamp.write_text(wanted)


def _has_pip() -> bool:
    """Is there an environment, made to the end? An interrupted set-up leaves one without pip."""
    ask = [PYTHON, "-c", "import pip"]
    return PYTHON.exists() and subprocess.run(ask, capture_output=True).returncode == 0


def _make() -> None:
    try:
        import ensurepip  # noqa: F401  Debian ships it apart
        import venv
    except ImportError:
        version = "{}.{}".format(*sys.version_info)
        raise CommandError(
            f"This Python ({sys.executable}) cannot make environments: ensurepip is missing.\n"
            f"On Debian and Ubuntu: sudo apt install python{version}-venv; then the same command again."
        ) from None
    print("Setting up .venv, once", file=sys.stderr, flush=True)
    try:
        clear, links = not PYTHON.exists(), os.name != "nt"
        venv.EnvBuilder(with_pip=True, clear=clear, symlinks=links).create(VENV)
    except (OSError, subprocess.CalledProcessError) as error:
        raise CommandError(
            f"Cannot make {VENV}: {error}.\nMake the folder writable, or copy the course to a folder of your own."
        ) from error
