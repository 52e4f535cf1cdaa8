"""The small courses that boxes show: what one exercise needs to be judged, and no more."""

import compileall
import os
import py_compile
import re
import shutil
from pathlib import Path

from kata.course import regions
from kata.course.exercises import Exercise
from kata.course.paths import EXERCISES, ROOT, SOLUTIONS, TESTS, test_helpers
from kata.grade import probes
from kata.results import resolver

ROOMS = ("course", "sandbox", "results")
OWN = ("__init__.py", "tell.py", "worker.py")  # of this room
IMPORT = re.compile(r"^ *from (?:exercises)?\.(e\d\d_\w+) import", re.MULTILINE)


def copy_shared(target: Path) -> None:
    """Copy the runner, compiled, and what all tests share."""
    kata = ROOT / "kata"
    for room in ROOMS:
        without = shutil.ignore_patterns("__pycache__")
        shutil.copytree(kata / room, target / "kata" / room, ignore=without)
    for file in [*(kata / "grade" / name for name in OWN), *kata.glob("*.py"), *test_helpers()]:
        place = target / file.relative_to(ROOT)
        place.parent.mkdir(exist_ok=True)
        shutil.copy(file, place)
    shutil.copytree(ROOT / "data", target / "data")
    shutil.copy(ROOT / "pyproject.toml", target)
    _compile(target / "kata", target / TESTS.name)


def copy(exercise: Exercise, shared: Path, target: Path) -> None:
    """Add to what is shared the tests, the stub, and the solutions that the exercise stands on."""
    shutil.copytree(shared, target, copy_function=os.link)
    others = [stem for stem in resolver.resolve(exercise, SOLUTIONS) if stem != exercise.stem]
    files = {TESTS.name: [exercise.test_file]}
    files[SOLUTIONS.name] = [Exercise(stem).solution for stem in others]
    for folder, sources in files.items():
        (target / folder).mkdir(exist_ok=True)
        for file in sources:
            shutil.copy(file, target / folder)
    (target / EXERCISES.name).mkdir()
    for file, content in regions.stubs(exercise).items():
        (target / EXERCISES.name / file.name).write_bytes(content)
    _compile(target / TESTS.name)
    alone = target.with_name(f"{exercise.stem}-alone")
    shutil.copytree(shared / "kata", alone / "kata", copy_function=os.link)
    (alone / SOLUTIONS.name).mkdir()
    for stem in _stands_on(exercise.stem):
        shutil.copy(Exercise(stem).solution, alone / SOLUTIONS.name)
    for path in (*target.rglob("*"), *alone.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    for path in (target, alone):
        path.chmod(0o700)  # it is opened to those whom it is for, one at a time


def _stands_on(stem: str) -> set[str]:
    """Return the exercises that the code of this one or its probes import, and the code of those."""
    found = {*IMPORT.findall(probes.read(Exercise(stem)).setup)} - {stem}
    queue = [stem, *found]
    for each in queue:
        text = (SOLUTIONS / f"{each}.py").read_text(encoding="utf-8")
        new = {*IMPORT.findall(text)} - found - {stem}
        found |= new
        queue += new
    return found


def _compile(*folders: Path) -> None:
    """Keep bytecode by a hash, as the runner does: nobody can write there later."""
    hashed = py_compile.PycInvalidationMode.CHECKED_HASH
    for folder in folders:
        compileall.compile_dir(folder, quiet=2, invalidation_mode=hashed)
