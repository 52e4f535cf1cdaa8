"""Solution regions: the lines between the markers, and the stub that is left without them."""

import ast
import re
import textwrap
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kata.course import syntax
from kata.course.exercises import Exercise
from kata.course.files import as_made
from kata.course.paths import EXERCISES, STUBS
from kata.errors import CommandError, shown

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
    """Return the regions of a solution, in the order of its lines; a CommandError names a marker that is wrong."""
    return _regions("".join(_lines(path)), path)


@lru_cache(maxsize=100)  # a run asks for those of many exercises
def _regions(text: str, path: Path) -> list[Region]:
    def require(condition, fact: str) -> None:
        if not condition:
            raise CommandError(f"{shown(path)}:{number}: {fact}.")

    with as_made(path):
        functions = syntax.functions_of(text, path.suffix)
    found, opened = [], 0
    lines, sign = text.splitlines(), SIGNS[path.suffix]
    begin, end = f"{sign} {BEGIN}", f"{sign} {END}"
    for number, line in enumerate(lines, start=1):
        this = f"the region that opened on line {opened}"
        if line.strip() == begin:
            require(not opened, f"{BEGIN} inside {this}")
            around = (name for name, f in functions.items() if f.lineno < number <= f.end_lineno)
            require(task := next(around, ""), f"{BEGIN} outside a function")
            known = [region.task for region in found]
            require(task not in known, f"{task} has a region already: one to a function")
            opened = number
        elif line.strip() == end:
            require(opened, f"{END} without a BEGIN")
            require(_count_code(lines[opened : number - 1], sign), f"{this} is empty")
            entered = [f for f in functions.values() if opened < f.lineno < number]
            require(not entered, f"{this} ends in another function")
            found.append(Region(task, opened, number))
            opened = 0
        else:
            exact = f"a marker is exactly '{begin}' or '{end}'"
            require(not LOOKS_LIKE_A_MARKER.search(line), f"misspelt marker: {exact}")
    number = opened
    require(not opened, f"{BEGIN} is never closed")
    return found


def stub(path: Path) -> str:
    """Return the text of a solution with each region replaced by a TODO and its hole."""
    lines, sign = _lines(path), SIGNS[path.suffix]
    for region in reversed(regions(path)):
        count = _count_code(lines[region.begin : region.end - 1], sign)
        indent = re.match(r"\s*", lines[region.begin - 1])[0]
        lines[region.begin - 1 : region.end] = [
            f"{indent}{sign} TODO: your code here (about {count} line{'s' * (count > 1)})\n",
            f"{indent}{hole(path, region.task)}\n",
        ]
    return "".join(lines)


def stubs(exercise: Exercise) -> dict[Path, bytes]:
    """Return an exercise's files in exercises/, as its solution makes them, or as a pack keeps them."""
    if not exercise.solution.exists():
        kept = sorted(STUBS.glob(f"{exercise.stem}.*"))
        if not kept:
            raise CommandError(f"This copy of the course has no solution to {exercise.stem}.")
        return {EXERCISES / file.name: file.read_bytes() for file in kept}
    with as_made(exercise.solution):
        if not regions(exercise.solution):
            raise ValueError(f"no {BEGIN} in it, so there is no stub to make from it")
    return {file: stub(source).encode() for file, source in exercise.parts.items()}


def hole(path: Path, task: str) -> str:
    """Return the line of a stub that says, when it is run, that this task is not written yet."""
    said = f'"{path.stem}: {task}"'
    return f"not_written = {said};" if path.suffix == ".c" else f"raise NotImplementedError({said})"


def solved(path: Path) -> str:
    """Return the text of a solution without its marker lines."""
    markers = {number for region in regions(path) for number in (region.begin, region.end)}
    return "".join(line for number, line in enumerate(_lines(path), 1) if number not in markers)


def around(path: Path, task: str) -> tuple[str, str]:
    """Return the parts of the solved text before and behind the region of a task."""
    text, found = solved(path), regions(path)
    index = next(index for index, region in enumerate(found) if region.task == task)
    lines, (begin, end) = text.splitlines(keepends=True), (found[index].begin, found[index].end)
    first, last = begin - 1 - 2 * index, end - 2 - 2 * index  # counted without the markers
    return "".join(lines[:first]), "".join(lines[last:])


def bodies(path: Path) -> dict[str, str]:
    """Return the solved lines of each region, by task."""
    lines = _lines(path)
    return {each.task: "".join(lines[each.begin : each.end - 1]) for each in regions(path)}


def filled(text: str, path: Path, tasks: set[str]) -> str:
    """Return a learner's text with a solution's functions for these tasks; or raise one of UNREADABLE."""
    lines, ours = text.split("\n"), functions(solved(path), path.suffix)
    theirs = syntax.functions_of(text, path.suffix)
    for task in sorted(tasks, key=lambda task: -theirs[task].lineno):
        lines[theirs[task].lineno - 1 : theirs[task].end_lineno] = ours[task].split("\n")
    return "\n".join(lines)


@lru_cache(maxsize=100)  # a solution is asked for by each mistake that is planted in it
def functions(text: str, suffix: str) -> dict[str, str]:
    """Return the text of each function."""
    lines, found = text.split("\n"), syntax.functions_of(text, suffix)
    return {name: "\n".join(lines[f.lineno - 1 : f.end_lineno]) for name, f in found.items()}


def answers(path: Path) -> list[tuple[str, list[str]]]:
    """Return each task with the lines of its solved function, without the docstring."""
    solutions, found = functions(solved(path), path.suffix), []
    for region in regions(path):
        text = textwrap.dedent(solutions[region.task])
        lines = text.split("\n")
        if path.suffix == ".py" and ast.get_docstring(function := ast.parse(text).body[0]):
            del lines[function.body[0].lineno - 1 : function.body[0].end_lineno]
        found.append((region.task, lines))
    return found


def sittings(path: Path) -> list[tuple[str, list[str]]]:
    """Return the paragraphs between banners (`# --- Curves ---`), each with its functions."""
    text = "".join(_lines(path))
    banners = re.finditer(r"^[ \t]*(?:#|//) --- (.+) ---$", text, re.MULTILINE)
    starts = [("", 0), *((each[1], text.count("\n", 0, each.start()) + 1) for each in banners)]
    found = {start: [] for _, start in starts}
    for name, function in syntax.functions_of(text, path.suffix).items():
        found[max(start for start in found if start < function.lineno)].append(name)
    return [(title, found[start]) for title, start in starts if found[start]]


def _lines(path: Path) -> list[str]:
    with as_made(path):
        return path.read_text(encoding="utf-8").splitlines(keepends=True)


def _count_code(lines: list[str], sign: str) -> int:
    """Count the lines that are neither blank nor only a comment."""
    return sum(bool(line.strip()) and not line.strip().startswith(sign) for line in lines)
