"""Is this machine ready? One line a finding, with the fix."""

import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tomllib

from kata.course.exercises import exercises
from kata.course.paths import EXERCISES, ROOT
from kata.environment import PYTHON, VENV
from kata.sandbox import compiler


def run(options) -> int:
    findings = [*_python(), *_tools(), *_files()]
    for good, text in findings:
        print(f"{'ok  ' if good else 'MEND'}  {text}")
    wrong = sum(not good for good, _ in findings)
    print(f"\n{wrong} to mend." if wrong else "\nReady: make test")
    return 1 if wrong else 0


def _python():
    yield True, f"Python {platform.python_version()} ({sys.executable})"
    if not PYTHON.exists():
        can = importlib.util.find_spec("ensurepip") is not None
        fix = (
            "make test makes it"
            if can
            else "install Python's venv package first (Debian: python3-venv)"
        )
        yield can, f".venv is not there yet: {fix}"
        return
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = extras["optional-dependencies"]["learn"]
    ask = "import importlib.metadata as m, sys; print(*(n + ' ' + m.version(n) for n in sys.argv[1:]), sep=', ')"
    done = subprocess.run([PYTHON, "-c", ask, *names], capture_output=True, text=True)
    if done.returncode:
        yield False, f".venv is not whole: delete the folder {VENV.name} and run make test again"
    else:
        yield True, f".venv: {done.stdout.strip()}"


def _tools():
    for name, purpose in (("git", "keeps your versions"), ("make", "the short commands")):
        where = shutil.which(name)
        yield (
            where is not None or name == "make",
            (
                f"{name} ({where})"
                if where
                else f"{name} is missing ({purpose}): use python -m kata VERB"
                if name == "make"
                else f"{name} is missing ({purpose}): install it"
            ),
        )
    words = compiler.command()
    if words and subprocess.run([*words, "--version"], capture_output=True).returncode:
        yield False, f"{words[0]} is there, but does not run: {compiler.GET_ONE}"
    elif words or not os.environ.get("CC", "").strip():
        found = f"C compiler ({shutil.which(words[0])})" if words else compiler.GET_ONE
        yield True, found  # one exercise needs it, a stretch
    else:
        yield False, compiler.missing()


def _files():
    writable = os.access(ROOT, os.W_OK)
    yield (
        writable,
        f"{ROOT} is writable" if writable else f"{ROOT} is read-only: copy the course elsewhere",
    )
    for exercise in exercises():
        problem = _problem(exercise)
        if problem:
            yield False, problem
    stems = {exercise.stem for exercise in exercises()}
    for path in sorted([*ROOT.glob("*.py"), *EXERCISES.glob("*.py")]):
        if path.stem in sys.stdlib_module_names and path.stem not in stems:
            yield (
                False,
                f"{path.relative_to(ROOT)} hides Python's own module {path.stem}: rename it",
            )
    yield _digits()


def _problem(exercise) -> str:
    for file in dict.fromkeys([exercise.stub, exercise.stub.with_suffix(".py")]):
        shown = f"exercises/{file.name}"
        if not file.exists():
            return f"{shown} is missing: make reset EX={exercise.number} brings the stub back"
        try:
            if file.suffix == ".py":
                compile(file.read_bytes(), shown, "exec")
        except (SyntaxError, ValueError) as error:
            return f"{shown}:{getattr(error, 'lineno', None) or 1}: not Python as it stands ({error.args[0]})"
    return ""


def _digits():
    if not PYTHON.exists():
        return True, "data/digits.csv (checked once .venv is there)"
    ask = "from kata import digits; digits.load()"
    done = subprocess.run([PYTHON, "-c", ask], capture_output=True, text=True, cwd=ROOT)
    last = done.stderr.strip().splitlines()[-1] if done.returncode else ""
    return done.returncode == 0, last.partition(": ")[2] if last else "data/digits.csv is whole"
