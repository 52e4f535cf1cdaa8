"""Solution regions: the lines between the markers, and the stub that is left without them."""

import ast
import re
import textwrap
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kata.course import syntax
from kata.errors import CommandError

BEGIN, END = "BEGIN SOLUTION", "END SOLUTION"
SIGNS = {".py": "#", ".c": "//"}
LOOKS_LIKE_A_MARKER = re.compile(r"(#|//).*\b(BEGIN|END)\b.*\bSOLUTI?ON\b", re.IGNORECASE)


@dataclass(frozen=True)
class Region:
    """One hole: its task (Class.method or function) and its marker lines, counted from 1."""

    task: str
    begin: int
    end: int


def regions(path: Path) -> list[Region]:
    """Return the regions of a solution, in Python or C, in the order of its lines.

    Raises:
        CommandError: a marker is nested, unclosed, unopened, empty, misspelt or outside a function.
    """
    return _regions(path.read_text(encoding="utf-8"), path)


@lru_cache(maxsize=100)
def _regions(text: str, path: Path) -> list[Region]:
    """Find them once in each text: a run asks for those of many exercises."""
    functions, found, opened = syntax.functions_of(text, path.suffix), [], None
    lines, sign = text.splitlines(), SIGNS[path.suffix]
    for number, line in enumerate(lines, start=1):
        word = line.strip().removeprefix(f"{sign} ")
        if word not in (BEGIN, END) or not line.strip().startswith(f"{sign} "):
            if LOOKS_LIKE_A_MARKER.search(line):
                exactly = f"'{sign} {BEGIN}' or '{sign} {END}'"
                _refuse(path, number, f"misspelt marker: a marker is exactly {exactly}")
            continue
        if word == BEGIN and opened:
            _refuse(path, number, f"{BEGIN} inside the region that opened on line {opened}")
        if word == END and not opened:
            _refuse(path, number, f"{END} without a BEGIN")
        if word == BEGIN:
            task = _owner(functions, number)
            if task is None:
                _refuse(path, number, f"{BEGIN} outside a function")
            if any(region.task == task for region in found):
                _refuse(path, number, f"{task} has a region already: one to a function")
            opened = number
            continue
        if not _code(lines[opened : number - 1], sign):
            _refuse(path, number, f"the region that opened on line {opened} is empty")
        if any(opened < function.lineno < number for function in functions.values()):
            _refuse(
                path, number, f"the region that opened on line {opened} ends in another function"
            )
        found.append(Region(task, opened, number))
        opened = None
    if opened:
        _refuse(path, opened, f"{BEGIN} is never closed")
    return found


def stub(path: Path) -> str:
    """Return the text of a solution with each region replaced by a TODO and its hole."""
    sign = SIGNS[path.suffix]
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    for region in reversed(regions(path)):
        inside = lines[region.begin : region.end - 1]
        count = _code(inside, sign)
        indent = re.match(r"\s*", lines[region.begin - 1])[0]
        lines[region.begin - 1 : region.end] = [
            f"{indent}{sign} TODO: your code here (about {count} line{'s' * (count > 1)})\n",
            f"{indent}{hole(path, region.task)}\n",
        ]
    return "".join(lines)


def hole(path: Path, task: str) -> str:
    """Return the line of a stub that says, when it is run, that this task is not written yet."""
    said = f'"{path.stem}: {task}"'
    return f"not_written = {said};" if path.suffix == ".c" else f"raise NotImplementedError({said})"


def solved(path: Path) -> str:
    """Return the text of a solution without its marker lines."""
    markers = {number for region in regions(path) for number in (region.begin, region.end)}
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for number, line in enumerate(lines, 1) if number not in markers)


def answers(path: Path) -> list[tuple[str, list[str]]]:
    """Return each task with the lines of its solved function, without the docstring."""
    text = path.read_text(encoding="utf-8")
    lines, functions = text.splitlines(), syntax.functions_of(text, path.suffix)
    found = []
    for region in regions(path):
        function = functions[region.task]
        skipped = ()
        if path.suffix == ".py" and ast.get_docstring(function):
            skipped = range(function.body[0].lineno, function.body[0].end_lineno + 1)
        kept = [
            lines[number - 1]
            for number in range(function.lineno, function.end_lineno + 1)
            if number not in (*skipped, region.begin, region.end)
        ]
        found.append((region.task, textwrap.dedent("\n".join(kept)).splitlines()))
    return found


def sittings(path: Path) -> list[tuple[str, list[str]]]:
    """Return the paragraphs between banners (`# --- Curves ---`), each with its functions."""
    text, found = path.read_text(encoding="utf-8"), [("", [])]
    owners = syntax.functions_of(text, path.suffix)
    starts = {function.lineno: name for name, function in owners.items()}
    for number, line in enumerate(text.splitlines(), start=1):
        if banner := re.fullmatch(r"\s*(?:#|//) --- (.+) ---", line):
            found.append((banner[1], []))
        if number in starts:
            found[-1][1].append(starts[number])
    return [(title, names) for title, names in found if names]


def _code(lines: list[str], sign: str) -> int:
    """Count the lines that are neither blank nor only a comment."""
    return sum(bool(line.strip()) and not line.strip().startswith(sign) for line in lines)


def _owner(functions: dict, line: int) -> str | None:
    """Return the function whose body this line lies in."""
    return next((name for name, f in functions.items() if f.lineno < line <= f.end_lineno), None)


def _refuse(path: Path, line: int, fact: str) -> None:
    raise CommandError(f"{path.parent.name}/{path.name}:{line}: {fact}.")
