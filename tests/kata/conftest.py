"""A tiny course of three exercises, on which the real runner is run."""

import compileall
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.kata.forks import Forks

os.environ["KATA_MAKE"] = "1"  # messages as those read them who use make
# Where a shell has started the tests with &, Ctrl-C is ignored, here and in all that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)
ROOT = Path(__file__).resolve().parents[2]
FULL = bool(os.environ.get("FULL"))  # make check FULL=1 tries what takes long, too

FILES = {
    "solutions/e01_double.py": '''"""Doubling."""


def double(x):
    """Twice x."""
    # BEGIN SOLUTION
    return x + x
    # END SOLUTION


def quadruple(x):
    """Four times x."""
    # BEGIN SOLUTION
    return double(double(x))
    # END SOLUTION


def helped(x):
    """Six times x, the long way round."""
    from .e02_six import six

    return six(x)
''',
    "solutions/e02_six.py": '''"""Six times."""

from .e01_double import double


def six(x):
    """Six times x."""
    # BEGIN SOLUTION
    return 3 * double(x)
    # END SOLUTION
''',
    "solutions/e03_last.py": '''"""The last one, on its own."""


def last(items):
    """The last of the items."""
    # BEGIN SOLUTION
    return items[-1]
    # END SOLUTION


def first(items):
    """The first of the items."""
    # BEGIN SOLUTION
    return items[0]
    # END SOLUTION
''',
    "tests/test_e01_double.py": '''"""Tests of e01."""

from exercises.e01_double import double, helped, quadruple
from tests.expect import expect, task


@task("double", seconds=1)
def test_double_adds_x_to_itself():
    """Twice 3 is 6."""
    expect("double(3)", double(3), 6, {9: "That is the square of 3."})


@task("quadruple", seconds=1)
def test_quadruple_is_double_twice():
    """Four times 3 is 12."""
    expect("quadruple(3)", quadruple(3), 12, {9: "That is three times 3."})


@task("double", star=True, seconds=1)
def test_double_takes_words():
    """Words double too."""
    expect("double('ab')", double("ab"), "abab")


@task("quadruple", seconds=1)
def test_six_goes_through_the_helper():
    """The helper of another exercise works, whoever wrote it."""
    expect("quadruple(helped(2))", quadruple(helped(2)), 48)
''',
    "tests/test_e02_six.py": '''"""Tests of e02."""

from exercises.e02_six import six
from tests.expect import expect, expect_error, task


@task("six", seconds=1)
def test_six_times():
    """Six times 7 is 42."""
    expect("six(7)", six(7), 42, {21: "That is three times 7."})
    expect("six(2)", six(2), 12)


@task("six", seconds=1)
def test_six_refuses_nothing_at_all():
    """None cannot be multiplied."""
    expect_error("six(None)", TypeError, lambda: six(None))
''',
    "tests/test_e03_last.py": '''"""Tests of e03."""

from exercises.e03_last import first, last
from tests.expect import expect, task


@task("last", seconds=1)
def test_last_item():
    """The last of three."""
    expect("last([4, 5, 7])", last([4, 5, 7]), 7, {4: "That is the first."})


@task("last", seconds=1)
def test_last_of_one():
    """The last of one is that one."""
    expect("last([8])", last([8]), 8)


@task("first", seconds=1)
def test_first_item():
    """The first of three."""
    expect("first([4, 5, 7])", first([4, 5, 7]), 4)
''',
}
FOLDER = "mein Übungsordner"
HINTS = {
    "e01_double": ["double", "quadruple"],
    "e02_six": ["six"],
    "e03_last": ["last", "first"],
}


def around(environment: dict[str, str]) -> dict[str, str]:
    return {**os.environ, "NO_COLOR": "1", **environment}


class Course:
    """A course in a folder of its own, and the command run in it."""

    def __init__(self, folder: Path, forks: Forks | None = None):
        self.folder, self.forks = folder, forks

    def path(self, name: str) -> Path:
        return self.folder / name

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{path.name}.new")
        new.write_bytes(text if isinstance(text, bytes) else text.encode())
        return new.replace(path)  # in one step: a watch may be looking on

    def solve(self, stem: str, *changes: tuple[str, str]) -> None:
        """Write the solution into the learner's file, with these changes."""
        lines = self.path(f"solutions/{stem}.py").read_text().splitlines(keepends=True)
        text = "".join(line for line in lines if not line.strip().endswith(" SOLUTION"))
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        # A comment makes it the learner's own: the solution word for word is known to pass.
        self.write(f"exercises/{stem}.py", text + "# mine\n")

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess:
        if self.forks and self.forks.take(words, around(environment)):
            return self.forks(words, around(environment))
        return self.python("-m", "kata", *words, **environment)

    def python(self, *words: str, **environment: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [self.folder / ".venv" / "bin" / "python", *words],
            cwd=self.folder,
            env=around(environment),
            capture_output=True,
            text=True,
            timeout=120,
        )

    def results(self, *words: str) -> dict:
        """Run `test --json` and return what it prints, the tasks by name and star."""
        done = self.run("test", *words, "--json")
        found = json.loads(done.stdout)
        found["status"] = done.returncode
        found["by_name"] = {
            task["name"] + " *" * task["star"]: task["status"] for task in found["tasks"]
        }
        found["messages"] = {
            task["name"] + " *" * task["star"]: task["message"] for task in found["tasks"]
        }
        return found


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """A course as it is cloned, made once for all, its bytecode with it; tests work on copies."""
    folder = once(tmp_path_factory, "template", _made)
    before = _shared(folder)
    yield folder
    assert _shared(folder) == before, "a test has written into a file of the runner that all share"


def once(tmp_path_factory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that make(folder) fills, in one of the processes that run tests; the others wait."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, made = base / name, base / f"{name}.made"
    try:
        folder.mkdir()
    except FileExistsError:
        deadline = time.monotonic() + 120
        while not made.exists():
            assert time.monotonic() < deadline, f"{folder} could not be made"
            time.sleep(0.05)
    else:
        make(folder)
        made.touch()
    return folder


def _made(folder: Path) -> None:
    course = Course(folder)
    tests = ("conftest.py", "expect.py", "wrong.py", "__init__.py")
    for name in ("kata", *(f"tests/{each}" for each in tests)):
        source, target = ROOT / name, course.path(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target)
    for name in ("pyproject.toml", "Makefile"):
        shutil.copy2(ROOT / name, course.path(name))
    course.path(".venv").symlink_to(Path(sys.prefix))
    for name, text in FILES.items():
        course.write(name, text)
    for stem, tasks in HINTS.items():
        hints = "\n".join(f"  {task}:\n    - nudge {task}\n    - nearly {task}" for task in tasks)
        head = f"title: About {stem}\nminutes: 5\nlevel: core\nhints:\n{hints}"
        course.write(f"docs/{stem}.md", f"---\n{head}\n---\n\n# About {stem}\n")
    compileall.compile_dir(course.path("kata"), quiet=2)  # for a Python, too, that is to write none
    assert course.run("stubs").returncode == 0
    course.run("test", "3")  # compiles the tests' helpers
    shutil.rmtree(course.path(".kata"))


def _shared(template: Path) -> dict[Path, tuple]:
    files = [path for path in (template / "kata").rglob("*.*") if path.is_file()]
    return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in files}


@pytest.fixture(scope="session")
def forks(template, tmp_path_factory):
    """The runner, loaded in the place where `course` will be."""
    with Forks(tmp_path_factory.mktemp("forked") / FOLDER, template) as forks:
        yield forks


@pytest.fixture
def course(template, forks, tmp_path):
    """A fresh course, in a folder whose name has a space and an umlaut; forks do what they can for it."""
    yield Course(_copied(template, forks.folder), forks)
    forks.folder.rename(tmp_path / "forked")


@pytest.fixture
def started_course(template, tmp_path) -> Course:
    """The same, each of whose commands is a new Python."""
    return Course(_copied(template, tmp_path / FOLDER))


def _copied(template: Path, folder: Path) -> Path:
    """Copy a course; the runner's files, which nobody changes in place, are shared."""
    shutil.copytree(template, folder, symlinks=True, ignore=shutil.ignore_patterns("kata"))
    shutil.copytree(template / "kata", folder / "kata", copy_function=os.link)
    return folder
