"""What the kata in the page needs, made for the site: docs/browser/, from npm's packages and the course's own files."""

import base64
import gzip
import hashlib
import io
import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from kata.browser import licences
from kata.course import page, regions
from kata.course.exercises import Exercise, exercises
from kata.course.paths import DOCS, ROOT, STAND_INS, STATE, STUBS, TESTS, given
from kata.course.version import version
from kata.errors import CommandError

HERE, OUT = Path(__file__).parent, DOCS / "browser"
LICENCES = DOCS / "licences.txt"
NPM = STATE / "npm"  # not here: what copies kata/ would take thousands of files along
PACKAGES = NPM / "node_modules"
PYODIDE = PACKAGES / "pyodide"
WHEELS = ("pytest", "pytest-check", "pluggy", "iniconfig", "packaging", "pygments")
PYGMENTS = "__init__ console filter filters/__init__ formatter formatters/__init__ formatters/_mapping formatters/terminal lexer lexers/__init__ lexers/_mapping lexers/diff lexers/python modeline plugin regexopt scanner style styles/__init__ styles/_mapping token unistring util"
ROOMS = ("course", "sandbox", "results", "show", "browser")
NEEDS = {"import numpy": "numpy", "from ctypes": "a C compiler"}  # what a page does not have
COMMENT = "// Made by `make site` from kata/browser/: licences.txt names whose work is in it.\n"


def make() -> None:
    """Write docs/browser/, unless it is there as it would be written; without npm, there is none."""
    if not shutil.which("npm"):
        shutil.rmtree(OUT, ignore_errors=True)
        LICENCES.write_text(licences.text(PACKAGES, WHEELS), encoding="utf-8")
        print("There is no npm here, so the pages have no editor to solve an exercise in.")
        return
    digest, made = _digest(), OUT / "made.txt"
    if LICENCES.exists() and made.exists() and made.read_text() == digest:
        return
    _install()
    LICENCES.write_text(licences.text(PACKAGES, WHEELS), encoding="utf-8")
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    about = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    parts = {
        "worker": gzip.compress(_bundled("worker.js").encode(), 9, mtime=0),
        "wasm": gzip.compress((PYODIDE / "pyodide.asm.wasm").read_bytes(), 9, mtime=0),
        "stdlib": (PYODIDE / "python_stdlib.zip").read_bytes(),
        "packages": _zip(_packages()),
        "course": _zip(_course()),
    }
    texts = {name: base64.b64encode(content).decode() for name, content in parts.items()}
    for name, text in texts.items():
        _script(name, f'kata.part("{name}", "{text}");\n')
    facts = {
        "version": version(),
        "about": about,
        "sizes": {name: len(text) for name, text in texts.items()},
    }
    facts["exercises"] = {each.stem: _facts(each) for each in exercises() if not lacks(each)}
    facts["pages"] = [each.stem for each in exercises()]
    _script("panel", f"kata.facts = {json.dumps(facts)};\n{_bundled('panel.js')}")
    made.write_text(digest)


def lacks(exercise: Exercise) -> str:
    """Return what an exercise needs that a page does not have; "" where it can be solved there."""
    text = given(exercise.stem).read_text(encoding="utf-8")
    return next((name for line, name in NEEDS.items() if line in text), "")


def _facts(exercise: Exercise) -> dict:
    """Return what the page knows of an exercise before there is a Python."""
    return {
        "stub": regions.stubs(exercise)[exercise.stub].decode(),
        "solution": exercise.solution.exists(),
        "tasks": [str(task) for task in exercise.tasks],
        "tests": {test.name: str(test.task) for test in exercise.tests},
        "hints": {
            str(task): page.read(exercise).hints_for(task.name, task.star)
            for task in exercise.tasks
        },
        "shows": (ROOT / "kata" / "show" / f"{exercise.stem}.py").exists(),
    }


def _install() -> None:
    """Install what the lock file names, unless it is there."""
    wanted = (HERE / "package-lock.json").read_bytes()
    installed = NPM / "installed.json"
    if installed.exists() and installed.read_bytes() == wanted:
        return
    NPM.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, NPM)
    words = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")
    done = subprocess.run(words, cwd=NPM, capture_output=True, text=True)
    if done.returncode:
        raise CommandError(
            f"npm could not install what the editor is built from:\n{done.stderr.strip()[-800:]}\n"
            "It needs a network once. Without npm on the PATH, the site is built without the editor."
        )
    installed.write_bytes(wanted)


def _bundled(name: str) -> str:
    """Return a script with all that it imports, as one classic script: a page from the disk loads no other."""
    # Pyodide refuses workers that can import scripts, and asks where it lies itself.
    define = "--define:import.meta.url=KATA_URL" if name == "worker.js" else "--define:__=0"
    words = [PACKAGES / ".bin" / "esbuild", HERE / "js" / name, "--bundle", "--minify"]
    words += ["--format=iife", "--external:node:*", "--log-level=error", "--charset=utf8", define]
    around = os.environ | {"NODE_PATH": str(PACKAGES)}
    done = subprocess.run(words, env=around, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise CommandError(f"kata/browser/js/{name} cannot be bundled:\n{done.stderr.strip()}")
    head = "self.importScripts = undefined; const KATA_URL = self.location.href;\n"
    return f"{head if name == 'worker.js' else ''}{done.stdout}"


def _packages() -> Iterator[tuple[str, bytes]]:
    """Yield the files of the Python packages, as they are installed here."""
    for name in WHEELS:
        for file in metadata.distribution(name).files:
            path = file.as_posix()
            wanted = path.endswith(".py") and not path.startswith("..")
            if name == "pygments":
                wanted = wanted and path.removeprefix("pygments/")[:-3] in PYGMENTS.split()
            if wanted or path.endswith((".dist-info/METADATA", ".dist-info/entry_points.txt")):
                yield f"packages/{path}", Path(file.locate()).read_bytes()


def _course() -> Iterator[tuple[str, bytes]]:
    """Yield the files of the course that are run in the page."""
    paths = [ROOT / "pyproject.toml", ROOT / "kata" / "__init__.py", ROOT / "kata" / "errors.py"]
    paths += [path for room in ROOMS for path in (ROOT / "kata" / room).glob("*.py")]
    paths += [*TESTS.glob("*.py"), *STAND_INS.glob("*.py"), *STUBS.glob("*")]
    paths += [path for each in exercises() for path in each.parts.values()]
    contents = {path: path.read_bytes() for path in paths}
    for each in exercises():
        contents |= regions.stubs(each)
    for path, content in contents.items():
        yield f"course/{path.relative_to(ROOT).as_posix()}", content
    for each in exercises():
        yield f"course/site/{each.stem}.html", b""  # so that reports name the page as it lies here


def _zip(files: Iterator[tuple[str, bytes]]) -> bytes:
    """Return a zip of these files, the same bytes every time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(dict(files).items()):
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _script(name: str, text: str) -> None:
    (OUT / f"{name}.js").write_text(COMMENT + text, encoding="utf-8")


def _digest() -> str:
    """Hash all that goes in."""
    digest = hashlib.sha256()
    sources = [*HERE.glob("*.*"), *HERE.glob("js/*.js"), *(ROOT / "docs").glob("e*.md")]
    for name, content in (
        *_course(),
        *((path.name, path.read_bytes()) for path in sorted(sources)),
    ):
        digest.update(f"{name} {len(content)} ".encode() + content)
    for name in WHEELS:
        digest.update(f"{name} {metadata.version(name)} ".encode())
    return digest.hexdigest()
