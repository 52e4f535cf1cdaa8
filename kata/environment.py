"""The project's own Python environment, .venv: made when it is missing, with the standard library alone."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from kata.course.paths import ROOT
from kata.errors import CommandError

VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PROJECT = ROOT / "pyproject.toml"
CONSTRAINTS = ROOT / "kata" / "constraints.txt"


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

    packages = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    packages = packages["optional-dependencies"][extra]
    if not _has_pip():
        _make()
    print(f"Setting up .venv: {' '.join(packages)}", file=sys.stderr, flush=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    pip += ["--retries", "1", "--timeout", "20"]
    done = subprocess.run([*pip, "-c", str(CONSTRAINTS), *packages], capture_output=True, text=True)
    if done.returncode:
        (VENV / "pip.log").write_text(done.stdout + done.stderr, encoding="utf-8")
        errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR: ")]
        raise CommandError(
            f"Could not install {' '.join(packages)}: is there a network? "
            f"pip says: {(errors or ['see .venv/pip.log'])[0].removeprefix('ERROR: ')[:200]}\n"
            "With a folder of downloaded packages: PIP_NO_INDEX=1 PIP_FIND_LINKS=FOLDER make test"
        )
    stamp.write_text(wanted)


def _has_pip() -> bool:
    """Is there an environment, made to the end? An interrupted set-up leaves one without pip."""
    return (
        PYTHON.exists()
        and not subprocess.run([PYTHON, "-c", "import pip"], capture_output=True).returncode
    )


def _make() -> None:
    try:
        import ensurepip  # noqa: F401  Debian ships it apart
        import venv
    except ImportError:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise CommandError(
            f"This Python ({sys.executable}) cannot make environments: ensurepip is missing.\n"
            f"On Debian and Ubuntu: sudo apt install python{version}-venv; then the same command again."
        ) from None
    print("Setting up .venv, once", file=sys.stderr, flush=True)
    try:
        venv.EnvBuilder(with_pip=True, clear=not PYTHON.exists(), symlinks=os.name != "nt").create(
            VENV
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise CommandError(
            f"Cannot make {VENV}: {error}.\nMake the folder writable, or copy the course to a folder of your own."
        ) from error
