"""The project's own Python environment, .venv: made when it is missing, with the standard library alone."""

import os
import re
import subprocess
import sys
from pathlib import Path

from kata.course.files import write_file
from kata.course.paths import ROOT
from kata.errors import CommandError, back

VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
START = ROOT / "kata"  # python START is python -m kata, but looks for nothing in the current folder
INSIDE = Path(sys.prefix).resolve() == VENV.resolve()
VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"
PROJECT = ROOT / "pyproject.toml"
CONSTRAINTS = ROOT / "kata" / "constraints.txt"
BROUGHT = ROOT / "packages"  # downloaded ones, for a room without a network
PIP = ("--disable-pip-version-check", "install", "--quiet", "--retries", "1", "--timeout", "20")
DOWNLOAD = "python3 -m pip download -d packages -c kata/constraints.txt"
AGAIN = "Delete the folder .venv, then the same command again."
SYSTEM = {"darwin": "macosx", "win32": "win"}.get(sys.platform, "linux")  # as wheels are named


def enter() -> None:
    """Make .venv ready for a learner, and go on inside it."""
    changed, entered = need("learn"), os.environ.pop("KATA_ENTERED", "") == str(VENV)
    if INSIDE and not changed:
        return
    os.environ["KATA_ENTERED"] = str(VENV)
    os.environ.pop("PYTHONHOME", None)  # .venv has its own
    command = [str(PYTHON), str(START), *sys.argv[1:]]
    try:
        if entered and not INSIDE:
            raise OSError("it enters another environment")
        if os.name == "nt":
            sys.exit(subprocess.run(command).returncode)
        sys.stdout.flush()
        os.execv(command[0], command)
    except OSError as error:
        raise CommandError(f"{PYTHON} does not run: {error}.\n{AGAIN}") from error


def fault(extra: str) -> str:
    """Say why .venv does not hold an extra at its pins, "" if it does; costs a few looks at the disk."""
    if not VENV.exists():
        return "it is not there yet"
    if not (PYTHON.exists() and (VENV / "pyvenv.cfg").exists()):
        return "its Python is gone"
    head, pins = _noted(extra)
    version, _, asked = head.partition(" ")
    if not head:
        return "it was not made to the end" if extra == "learn" else "this needs more"
    if INSIDE and version != VERSION:
        return f"it was made for Python {version}"
    if asked != " ".join(_asked(extra)):
        return "the course asks for other packages now"
    if gone := _gone(pins):
        return f"files of {gone[0]} are gone"
    stale = sorted(pins.keys() - set(CONSTRAINTS.read_text(encoding="utf-8").splitlines()))
    return f"{stale[0]} is no longer what kata/constraints.txt asks for" if stale else ""


def need(extra: str) -> bool:
    """Install an extra of pyproject.toml at its pins; False if it is there. A CommandError says why it cannot be."""
    if not (why := fault(extra)):
        return False
    asked, pins = _asked(extra), _noted(extra)[1]
    # An interrupted set-up leaves no pip, and without its pyvenv.cfg .venv would be the system's.
    if not _answers("import pip, sys; sys.exit(sys.prefix == sys.base_prefix)"):
        _make()
    print(f"Setting up .venv ({why}): {' '.join(asked)}", file=sys.stderr, flush=True)
    brought = extra == "learn" and BROUGHT.is_dir()
    links = str(BROUGHT) if brought else os.environ.get("PIP_FIND_LINKS", "")
    folders = [links] if os.path.isdir(links) else links.split()  # pip itself splits at any space
    words = [*PIP, "-c", CONSTRAINTS, *(f"--find-links={folder}" for folder in folders)]
    words += ["--no-index"] * brought
    words += ["--ignore-installed"] * bool(_gone(pins))  # pip takes half a package for a whole one
    around = {name: text for name, text in os.environ.items() if name != "PIP_FIND_LINKS"}
    command = [PYTHON, "-I", "-m", "pip", *words, *asked]
    done = subprocess.run(command, env=around, capture_output=True, text=True)
    if done.returncode:
        write_file(VENV / "pip.log", (done.stdout + done.stderr).encode())
        alone = brought or "PIP_NO_INDEX" in around
        reason = _reason(done.stderr, folders, asked if alone else [])
        before = "; git checkout ORIG_HEAD -- kata pyproject.toml goes back to what is installed"
        before *= bool(pins and not _gone(pins) and (ROOT / ".git").exists())
        raise CommandError(
            f"Could not install {' '.join(asked)}: {reason}.\n"
            f"Go where there is a network, or let the same Python elsewhere fill a folder packages/ here: {DOWNLOAD} "
            f"{' '.join(asked)}{before}"
        )
    subprocess.run([PYTHON, START, "-m", "kata.environment", extra])
    if left := fault(extra):
        raise CommandError(f"Could not set up .venv: {left}.\n{AGAIN}")
    return True


def _reason(said: str, folders: list[str], asked: list[str]) -> str:
    """Say why pip has failed; asked is what the folders alone should hold."""
    if missing := [each for each in folders if "://" not in each and not os.path.isdir(each)]:
        return f"PIP_FIND_LINKS names {missing[0]}, and there is no such folder"
    if "Retrying" in said:
        return "there is no network, or none for pip: .venv/pip.log"
    there = [file for folder in folders for file in sorted(os.listdir(folder))]
    here, pins = f"cp{VERSION.replace('.', '')}", _pins()
    for name in map(_plain, asked):
        version = pins.get(name, "").rpartition("==")[2]
        own = [file for file in there if _plain(file.partition("-")[0]) == name]
        fit = [each for each in own if "none-any" in each or (here in each and SYSTEM in each)]
        if not any(f"-{version}" in each for each in fit):
            found = f"only {own[0]}, and not" if own else "no"
            return f"{' '.join(folders)} holds {found} {name} {version} for {here} and {SYSTEM}"
    return (re.findall("^ERROR: (.*)", said, re.MULTILINE) or ["see .venv/pip.log"])[0][:200]


def _noted(extra: str) -> tuple[str, dict[str, list[Path]]]:
    """Return what need() has noted: for what it was, and each pin with some files of its package."""
    try:
        head, *lines = (VENV / f"kata-{extra}.txt").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return "", {}
    pins = (line.split("\t") for line in lines)
    return head, {pin: [VENV / file for file in own] for pin, *own in pins}


def _note(extra: str) -> None:
    """Write down, as .venv's own Python, what has been installed: all that the extra's packages stand on."""
    import sysconfig
    from importlib import metadata

    known = metadata.distributions(path=[sysconfig.get_path("purelib")])
    known, pins, lines = {_plain(each.name): each for each in known}, _pins(), {}
    ahead = _asked(extra)
    for name in map(_plain, ahead):
        if name in known and name not in lines:
            ahead += [each for each in known[name].requires or () if "extra ==" not in each]
            own = [each for each in known[name].files or () if len(each.parts) == 2]
            own = [each for each in own if each.name in ("METADATA", "__init__.py")]
            own = [os.path.relpath(known[name].locate_file(each), sys.prefix) for each in own]
            lines[name] = "\t".join([pins.get(name, name), *own])
    head = f"{VERSION} {' '.join(_asked(extra))}"
    write_file(VENV / f"kata-{extra}.txt", "\n".join([head, *lines.values()]).encode())


def _gone(pins: dict[str, list[Path]]) -> list[str]:
    return [pin for pin, files in pins.items() if not all(map(os.path.exists, files))]


def _asked(extra: str) -> list[str]:
    """Return the packages of an extra; tomllib would cost every start 5 ms."""
    found = re.search(rf"^{extra} = \[(.*?)^\]", PROJECT.read_text(encoding="utf-8"), re.M | re.S)
    if not found:
        raise CommandError(
            f"pyproject.toml lacks the packages of {extra}: {back('pyproject.toml')}."
        )
    return re.findall(r'^ *"(.+?)"', found[1], re.M)


def _pins() -> dict[str, str]:
    return {_plain(line): line for line in CONSTRAINTS.read_text(encoding="utf-8").splitlines()}


def _plain(name: str) -> str:
    """Return the name that a requirement begins with, in the one spelling that all have in common."""
    return re.sub("[-_.]+", "-", re.match(r"[\w.-]*", name)[0]).lower()


def _answers(code: str) -> bool:
    """Return whether .venv's Python runs this."""
    try:
        return subprocess.run([PYTHON, "-I", "-c", code], capture_output=True).returncode == 0
    except OSError:
        return False


def _make() -> None:
    try:
        import ensurepip  # noqa: F401  Debian ships it apart
        import venv
    except ImportError:
        raise CommandError(
            f"This Python ({sys.executable}) cannot make environments: ensurepip is missing.\n"
            f"On Debian and Ubuntu: sudo apt install python{VERSION}-venv; then the same command again."
        ) from None
    print("Setting up .venv, once", file=sys.stderr, flush=True)
    try:
        clear, links = not _answers(""), os.name != "nt"
        venv.EnvBuilder(with_pip=True, clear=clear, symlinks=links).create(VENV)
    except (OSError, subprocess.CalledProcessError) as error:
        writable = "Make the folder writable, or copy the course to a folder of your own."
        way_out = f"Delete the file {VENV.name}." if VENV.is_file() else writable
        raise CommandError(f"Cannot make {VENV}: {error}.\n{way_out}") from error


if __name__ == "__main__":
    _note(sys.argv[1])
