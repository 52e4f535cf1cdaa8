"""Results that are remembered: for as long as nothing that they hang on has changed."""

import hashlib
import importlib.util
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

from kata.course.exercises import Exercise
from kata.course.paths import ROOT, STEM, test_helpers
from kata.results import store, verdict
from kata.results.result import Result, has_passed
from kata.sandbox import runner
from kata.sandbox.events import LOST

MOST = 200  # results
JUDGES = ("course", "sandbox", "results")  # the rooms of kata/ that a result comes out of


def result(exercise: Exercise, sources: dict[str, Path]) -> list[Result]:
    """Return the tasks' results: remembered, or of a run."""
    with suppress(KeyError, TypeError):  # never seen, or written by another version of the runner
        return [Result(**each) for each in store.read("results")[key(exercise, sources)]]
    run = runner.run_tests(exercise, sources)
    return remember(exercise, sources, verdict.judge(exercise, run, sources))


def remember(exercise: Exercise, sources: dict[str, Path], results: list[Result]) -> list[Result]:
    """Keep the results of a whole exercise, unless the machine may be to blame for them."""
    busy = any(each.status in LOST and not each.star for each in results)
    lacking = any(each.status == "skipped" and each.reason != "left out" for each in results)
    if not busy and not lacking:
        _keep("results", key(exercise, sources), [vars(each) for each in results])
    if has_passed(results):
        _keep("passed", key(exercise, {exercise.stem: sources[exercise.stem]}), True)
    return results


def has_passed_before(exercise: Exercise, file: Path) -> bool:
    """Return whether this very file has passed, whatever it stood on then."""
    return key(exercise, {exercise.stem: file}) in store.read("passed")


def _keep(name: str, key: str, content: object) -> None:
    kept = store.read(name)
    kept.pop(key, None)
    kept[key] = content
    store.write(name, dict(list(kept.items())[-MOST:]))


def key(exercise: Exercise, sources: dict[str, Path]) -> str:
    """Hash everything that a result hangs on."""
    digest = runner_hash().copy()
    for file in [
        *(exercise.test_file, *test_helpers()),
        *(sources[stem] for stem in sorted(sources)),
        *beside(sources[exercise.stem]),
    ]:
        _add(digest, file)
    return digest.hexdigest()


@cache
def runner_hash():
    """Return the hash of what judges every exercise: the runner, Python and numpy."""
    digest = hashlib.sha256(sys.version.encode())
    numpy = importlib.util.find_spec("numpy")
    files = [Path(numpy.origin).with_name("version.py")] if numpy else []
    for room in JUDGES:
        files += sorted((ROOT / "kata" / room).glob("*.py"))
    for file in files:
        _add(digest, file)
    return digest


def _add(digest, file: Path) -> None:
    content = file.read_bytes() if file.exists() else b"missing"
    digest.update(f"{file.parent.name}/{file.name} {len(content)} ".encode() + content)


def beside(file: Path) -> list[Path]:
    """Return the files of its folder that may be its own: no other exercise's."""
    found = [path for kind in ("*.py", "*.h") for path in file.parent.glob(kind)]
    return sorted(p for p in found if p.stem == file.stem or not STEM.fullmatch(p.stem))
