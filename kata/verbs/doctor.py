"""Is this machine ready? One line a finding, with the fix."""

import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator

from kata.course.commands import command
from kata.course.exercises import Exercise, exercises
from kata.course.paths import EXERCISES, ROOT
from kata.environment import PROJECT, PYTHON, VENV
from kata.sandbox import compiler

VERSIONS = "import importlib.metadata as m, sys; print(*(n + ' ' + m.version(n) for n in sys.argv[1:]), sep=', ')"
DIGITS = "from kata.course import digits; digits.load()"


def run(options) -> int:
    findings = [*_python(), *_tools(), *_files()]
    for good, text in findings:
        print(f"{'ok  ' if good else 'MEND'}  {text}")
    wrong = sum(not good for good, _ in findings)
    print(f"\n{wrong} to mend." if wrong else f"\nReady: {command('test')}")
    return 1 if wrong else 0


def _python() -> Iterator[tuple[bool, str]]:
    yield True, f"Python {platform.python_version()} ({sys.executable})"
    if not PYTHON.exists():
        can = importlib.util.find_spec("ensurepip") is not None
        install = "install Python's venv package first (Debian: python3-venv)"
        yield can, f".venv is not there yet: {command('test') + ' makes it' if can else install}"
        return
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    done = _ask(VERSIONS, *project["optional-dependencies"]["learn"])
    broken = f".venv is not whole: delete the folder {VENV.name} and run {command('test')} again"
    whole = done.returncode == 0
    yield whole, f".venv: {done.stdout.strip()}" if whole else broken


def _tools() -> Iterator[tuple[bool, str]]:
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


def _files() -> Iterator[tuple[bool, str]]:
    writable = os.access(ROOT, os.W_OK)
    yield (
        writable,
        f"{ROOT} is {'writable' if writable else 'read-only: copy the course elsewhere'}",
    )
    yield from ((False, problem) for problem in map(_problem, exercises()) if problem)
    for path in sorted([*ROOT.glob("*.py"), *EXERCISES.glob("*.py")]):
        if path.stem in sys.stdlib_module_names:
            shown = path.relative_to(ROOT)
            yield False, f"{shown} hides Python's own module {path.stem}: rename it"
    if not PYTHON.exists():
        yield True, "data/digits.csv (checked once .venv is there)"
        return
    done = _ask(DIGITS)
    error = " ".join(done.stderr.rpartition("Error: ")[2].split())
    yield done.returncode == 0, error or "data/digits.csv is whole"


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


def _ask(*words: str) -> subprocess.CompletedProcess:
    """Run a line of Python in .venv."""
    return subprocess.run([PYTHON, "-c", *words], cwd=ROOT, capture_output=True, text=True)
