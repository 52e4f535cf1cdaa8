"""Is this machine ready? One line a finding, with the fix; then one to read out to a helper."""

import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module, metadata
from pathlib import Path

from kata.course import regions
from kata.course.commands import command
from kata.course.exercises import Exercise, exercises
from kata.course.paths import EXERCISES, ROOT, SOLUTIONS, TESTS, given
from kata.course.version import version
from kata.environment import PYTHON, START, VENV, fault
from kata.errors import CommandError, back, place, shown
from kata.results.terminal import say
from kata.sandbox import compiler

# What a learner's packages are imported as, and what they stand on.
PACKAGES = ("numpy", "pytest", "pytest_check", "yaml", "pluggy", "packaging", "pygments")
ROOM = 50  # megabytes
Findings = Iterator[tuple[bool, str]]  # whether it is well, and the line


def run(options) -> int:
    looks = (_python, _tools, _disk, _files, _hidden, _installed)
    findings = dict.fromkeys(tuple(finding) for look in looks for finding in _tried(look))
    for good, text in findings:
        say(f"{'ok  ' if good else 'MEND'}  {text}")
    wrong = sum(not good for good, _ in findings)
    say(f"\nTo read out: {_in_short()}; {wrong or 'nothing'} to mend.")
    print(f"{wrong} to mend." if wrong else f"Ready: {command('test')}")
    return 1 if wrong else 0


def _tried(look: Callable, *arguments) -> Findings:
    """Yield what a look finds, if it finds anything; and where it fails, that."""
    try:
        found = look(*arguments)
        yield from found if isinstance(found, Iterator) else ()
    except CommandError as refusal:
        yield False, " ".join(str(refusal).split())
    except (Exception, SystemExit) as error:
        text, back = place(error)
        yield False, f"{text} ({back or 'rename it, or delete the folder .venv if it lies there'})"


def _in_short() -> str:
    """Say in a breath what a helper asks first."""
    have = {"git": shutil.which("git"), "make": shutil.which("make"), "C": compiler.command()}
    lacks = "".join(f", no {name}" for name, there in have.items() if not there)
    with suppress(CommandError):
        return f"course {version()}, Python {platform.python_version()}, {platform.system()}{lacks}"
    return "pyproject.toml is broken"


def _python() -> Findings:
    with suppress(CommandError):  # _files says why there is none
        yield True, f"Neural Kata {version()}"
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
    if git or (ROOT / ".git").exists():  # a pack does without
        lacks = "git is missing (keeps your versions): install it"
        yield bool(git), f"git ({git})" if git else lacks
    without = "make is missing (the short commands): use python -m kata VERB"
    yield True, f"make ({make})" if make else without
    words, missing = compiler.command(), compiler.missing()
    if missing:  # one exercise needs it, a stretch; but a CC that is set should be there
        yield missing == compiler.GET_ONE, missing
    elif subprocess.run([*words, "--version"], capture_output=True).returncode:
        yield False, f"{words[0]} is there, but does not run: {compiler.GET_ONE}"
    else:
        yield True, f"C compiler ({shutil.which(words[0])})"


def _disk() -> Findings:
    for folder in (ROOT, EXERCISES, tempfile.gettempdir()):
        try:
            with tempfile.TemporaryFile(dir=folder) as file:
                file.write(bytes(1 << 16))
        except OSError as error:
            fact = f"{folder} cannot be written to ({error.strerror})"
            raise CommandError(f"{fact}: make room, or copy the course elsewhere") from error
    if (free := shutil.disk_usage(ROOT).free >> 20) < ROOM:
        yield False, f"the disk of {ROOT} has {free} MB left: make room"
    yield True, f"{ROOT} is writable"


def _files() -> Findings:
    """Read every file of the course's own that something reads, and the learner's."""
    python = [path for folder in (ROOT / "kata", TESTS) for path in folder.rglob("*.py")]
    tests = [TESTS / f"test_{path.name}" for path in SOLUTIONS.glob("e*.py")]
    for path in [ROOT / "pyproject.toml", *TESTS.rglob("*.toml"), *python, *tests]:
        yield from _tried(_parse, path)
    for exercise in exercises():
        yield from _tried(regions.stubs, exercise)
        yield from _tried(_parse_exercise, exercise)


def _parse(path: Path) -> None:
    content = path.read_bytes()
    try:
        compile(content, path, "exec") if path.suffix == ".py" else tomllib.loads(content.decode())
    except (SyntaxError, ValueError) as error:
        if getattr(error, "filename", None):
            raise
        raise CommandError(f"{shown(path)}: {error}: {back(shown(path))}") from error


def _parse_exercise(exercise: Exercise) -> None:
    for file in dict.fromkeys([exercise.stub, exercise.stub.with_suffix(".py")]):
        try:
            content = file.read_bytes()
            compile(content if file.suffix == ".py" else "", file, "exec")
        except FileNotFoundError as error:
            way_out = f"{command('reset', exercise.number)} brings the stub back"
            raise CommandError(f"{shown(file)} is missing: {way_out}") from error
        except (SyntaxError, ValueError) as error:
            line, why = getattr(error, "lineno", None) or 1, error.args[0]
            raise CommandError(f"{shown(file)}:{line}: not Python as it stands ({why})") from error


def _hidden() -> Findings:
    """Look where Python looks first, here and in PYTHONPATH, for names that others need."""
    folders = [ROOT, EXERCISES, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    for path in sorted(p for folder in dict.fromkeys(map(Path, folders)) for p in folder.glob("*")):
        name = path.name.partition(".")[0]
        is_module = path.suffix in (".py", ".so", ".pyd") or (path / "__init__.py").exists()
        if is_module and (name in sys.stdlib_module_names or name in PACKAGES):
            whose = "Python's own module" if name in sys.stdlib_module_names else "the package"
            yield False, f"{shown(path)} hides {whose} {name}: rename it"


def _installed() -> Findings:
    """Ask .venv's own Python, in a process of its own: a package may crash it."""
    if not PYTHON.exists():
        return
    done = subprocess.run([PYTHON, START, "-m", __name__], capture_output=True, text=True)
    yield from (json.loads(line) for line in done.stdout.splitlines() if line.startswith("["))
    if done.returncode:
        last = (done.stderr.splitlines() or [f"exit status {done.returncode}"])[-1]
        yield False, f"{PYTHON} stops in the midst of it ({last}): delete the folder .venv"


def _packages() -> Findings:
    """Import what a learner needs, then load each page's head, each test file on its solution, the digits."""
    broken = [*_environment()] or [f for name in PACKAGES for f in _tried(import_module, name)]
    yield from broken or _tests()
    if not broken:
        from kata.course import digits  # imports numpy

        digits.load()
        yield True, "data/digits.csv is whole"


def _tests() -> Findings:
    from kata.course import page  # these import packages
    from kata.sandbox import loader, runner

    unread = [each for exercise in exercises() for each in _tried(regions.stubs, exercise)]
    has = (f"{name} {metadata.version(name)}" for name in ("numpy", "pytest", "pytest-check"))
    yield True, f".venv: {', '.join(has)}"
    faults = [*_tried(import_module, "tests.conftest")]
    own = {each.stem: each.file_in(given(each.stem).parent) for each in exercises()}
    for exercise in exercises():
        faults += _tried(page.read, exercise)
        if exercise.suffix == ".py" and not unread:
            loader.install(own, exercise.stem)
            faults += _tried(import_module, f"tests.test_{exercise.stem}")
    yield from faults or _tried(runner.run_tests, exercises()[0], own)


if __name__ == "__main__":
    for finding in _tried(_packages):
        print(json.dumps(finding))
