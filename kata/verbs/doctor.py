"""Is this machine ready? One line a finding, with the fix."""

import importlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

from kata.course.commands import command
from kata.course.exercises import Exercise, exercises
from kata.course.paths import EXERCISES, ROOT, SOLUTIONS, TESTS
from kata.environment import PYTHON, START, VENV, fault
from kata.errors import CommandError, place
from kata.sandbox import compiler

# What a learner's packages are imported as, and what they stand on.
PACKAGES = ("numpy", "pytest", "pytest_check", "yaml", "pluggy", "packaging", "pygments")
ROOM = 50  # megabytes
RENAME = "rename it, or delete the folder .venv if it lies there"
Findings = Iterator[tuple[bool, str]]  # whether it is well, and the line


def run(options) -> int:
    findings = []
    for look in (_python, _tools, _disk, _files, _hidden, _installed):
        findings += list(_tried(findings.extend, look()))  # whatever it meets, the next one looks
    for good, text in findings:
        print(f"{'ok  ' if good else 'MEND'}  {text}")
    wrong = sum(not good for good, _ in findings)
    print(f"\n{wrong} to mend." if wrong else f"\nReady: {command('test')}")
    return 1 if wrong else 0


def _python() -> Findings:
    yield True, f"Python {platform.python_version()} ({sys.executable})"
    if "PYTHONHOME" in os.environ:
        yield False, "PYTHONHOME is set, and sends Python to another one's files: unset it"
    if not VENV.exists():
        can = importlib.util.find_spec("ensurepip") is not None
        install = "install Python's venv package first (Debian: python3-venv)"
        yield can, f".venv is not there yet: {command('test') + ' makes it' if can else install}"
    elif not PYTHON.exists():
        yield from _environment()


def _environment() -> Findings:
    if why := fault("learn"):
        mends = f"{command('test')} mends it; if not, delete the folder {VENV.name} first"
        yield False, f".venv is not whole, {why}: {mends}"


def _tools() -> Findings:
    git, make = shutil.which("git"), shutil.which("make")
    yield bool(git), f"git ({git})" if git else "git is missing (keeps your versions): install it"
    without = "make is missing (the short commands): use python -m kata VERB"
    yield True, f"make ({make})" if make else without
    words = compiler.command()
    if words and subprocess.run([*words, "--version"], capture_output=True).returncode:
        yield False, f"{words[0]} is there, but does not run: {compiler.GET_ONE}"
    elif words:
        yield True, f"C compiler ({shutil.which(words[0])})"
    else:  # one exercise needs it, a stretch; but a CC that is set should be there
        missing = compiler.missing()
        yield missing == compiler.GET_ONE, missing


def _disk() -> Findings:
    try:
        for folder in (ROOT, EXERCISES, None):  # None is where the system keeps what is temporary
            with tempfile.TemporaryFile(dir=folder) as file:
                file.write(bytes(1 << 16))
    except OSError as error:
        where = folder or os.environ.get("TMPDIR", "the system's folder for temporary files")
        way_out = "make room and let it be written to, or copy the course elsewhere"
        yield False, f"{where} cannot be written to ({error.strerror}): {way_out}"
    else:
        free = shutil.disk_usage(ROOT).free >> 20
        full = f"the disk of {ROOT} has {free} MB left: make room"
        yield free >= ROOM, f"{ROOT} is writable" if free >= ROOM else full


def _files() -> Findings:
    """Look at every file of the course's own that something reads, and at the learner's."""
    found = [path for folder in (ROOT / "kata", TESTS, SOLUTIONS) for path in folder.rglob("*.py")]
    for path in [ROOT / "pyproject.toml", *TESTS.rglob("*.toml"), *found]:
        yield from _tried(_parse, path)
    yield from ((False, problem) for problem in map(_problem, exercises()) if problem)


def _hidden() -> Findings:
    """Look where Python looks first, here and in PYTHONPATH, for names that others need."""
    folders = [ROOT, EXERCISES, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    found = (path for folder in dict.fromkeys(map(Path, folders)) for path in folder.glob("*"))
    for path in sorted(found):
        name = path.name.partition(".")[0]
        is_module = path.suffix in (".py", ".so", ".pyd") or (path / "__init__.py").exists()
        if is_module and (name in sys.stdlib_module_names or name in PACKAGES):
            shown = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
            whose = "Python's own module" if name in sys.stdlib_module_names else "the package"
            yield False, f"{shown} hides {whose} {name}: rename it"


def _installed() -> Findings:
    """Ask .venv's own Python, in a process of its own: a package may crash it."""
    if not PYTHON.exists():
        yield True, "data/digits.csv (checked once .venv is there)"
        return
    words = [PYTHON, START, "-m", __name__]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    lines = done.stdout.splitlines()
    yield from (json.loads(line) for line in lines if line.startswith("["))
    if done.returncode:
        last = (done.stderr.splitlines() or [f"exit status {done.returncode}"])[-1]
        yield False, f"{PYTHON} stops in the midst of it ({last}): delete the folder .venv"


def _inside() -> Findings:
    yield from _environment()
    broken = [finding for name in PACKAGES for finding in _tried(importlib.import_module, name)]
    yield from broken or _tests()
    yield from list(_tried(_load_digits)) or [(True, "data/digits.csv is whole")]


def _tests() -> Findings:
    """Load each page's head, and each test file on its solution."""
    from kata.course import page  # these import packages
    from kata.sandbox import loader

    found = (f"{name} {metadata.version(name)}" for name in ("numpy", "pytest", "pytest-check"))
    yield True, f".venv: {', '.join(found)}"
    yield from _tried(importlib.import_module, "tests.conftest")
    for exercise in exercises():
        yield from _tried(page.read, exercise)
        if exercise.solution.exists() and exercise.suffix == ".py":
            loader.install({each.stem: each.solution for each in exercises()}, exercise.stem)
            yield from _tried(importlib.import_module, f"tests.test_{exercise.stem}")


def _tried(action: Callable, *arguments) -> Findings:
    """Do it, and yield a finding where it fails."""
    try:
        action(*arguments)
    except CommandError as refusal:
        yield False, " ".join(str(refusal).split())
    except BaseException as error:
        text, own = place(error)
        yield False, f"{text} ({'git checkout brings it back' if own else RENAME})"


def _load_digits() -> None:
    from kata.course import digits  # imports numpy

    digits.load()


def _parse(path: Path) -> None:
    content = path.read_bytes()
    try:
        compile(content, path, "exec") if path.suffix == ".py" else tomllib.loads(content.decode())
    except (SyntaxError, ValueError) as error:
        if getattr(error, "filename", None):
            raise
        shown = path.relative_to(ROOT)
        raise CommandError(f"{shown}: {error}: git checkout brings it back") from error


def _problem(exercise: Exercise) -> str:
    """Return why the file of an exercise cannot be run, "" if nothing is wrong."""
    for file in dict.fromkeys([exercise.stub, exercise.stub.with_suffix(".py")]):
        shown = f"exercises/{file.name}"
        try:
            content = file.read_bytes()
            if file.suffix == ".py":
                compile(content, shown, "exec")
        except FileNotFoundError:
            return f"{shown} is missing: {command('reset', exercise.number)} brings the stub back"
        except (SyntaxError, ValueError) as error:
            return f"{shown}:{getattr(error, 'lineno', None) or 1}: not Python as it stands ({error.args[0]})"
    return ""


if __name__ == "__main__":
    seen = []
    for finding in list(_tried(seen.extend, _inside())) + seen:
        print(json.dumps(finding))
