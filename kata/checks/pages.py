"""Do the pages say what is so?"""

import doctest
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from kata.course import mistakes, page
from kata.course.exercises import Exercise, exercises
from kata.course.paths import DOCS, ROOT
from kata.sandbox import compiler, loader, runner

REPORT = re.compile(r"<!-- report: (\w+): (.+?) -->\s+```text\n(.*?)```", re.DOTALL)
VERBS = {path.stem for path in (ROOT / "kata" / "verbs").glob("[a-z]*.py")}


def check_pages_are_whole(chosen: list[Exercise]) -> list[str]:
    """Each page has its front matter, and two or three hints a task, none of them a solution's line."""
    return [text for each in chosen for text in page.complaints(each)]


def check_pages_tell_the_truth(chosen: list[Exercise]) -> list[str]:
    """Every >>> block on a page does what it says, and every command that is printed exists."""
    said, solutions = [], {each.stem: each.solution for each in exercises()}
    for path in _pages(chosen):
        text = path.read_text(encoding="utf-8")
        for name in set(re.findall(r"(?:\bmake|-m kata) ([a-z]+)\b", _code(text))):
            if name not in VERBS:
                said.append(f"{path.name}: there is no make {name}")
        if path.stem in solutions and runner.lacking(Exercise(path.stem)):
            continue  # the checks of the exercises say so
        loader.install(solutions)
        failed = []
        session = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
        test = doctest.DocTestParser().get_doctest(_sessions(text), {}, path.name, str(path), 0)
        session.run(test, out=failed.append)
        said += ["".join(failed).strip()] if failed else []
    return said


def check_reports_are_real(chosen: list[Exercise]) -> list[str]:
    """Every report that is shown is what the mistake named above it makes the runner print."""
    said = []
    for path in _pages(chosen):
        for stem, name, shown in REPORT.findall(path.read_text(encoding="utf-8")):
            exercise = Exercise(stem)
            mistake = mistakes.named(exercise, name)
            printed = _printed(exercise, mistake.planted())
            if shown.strip() != printed.strip():
                said.append(f"{path.name}: the report of {stem}, {name}, reads now:\n{printed}")
    return said


def check_code_is_cut_or_run(chosen: list[Exercise]) -> list[str]:
    """Code on a page is cut from the course's files, or is a session that runs, or C that compiles."""
    said = []
    for path in _pages(chosen):
        text = path.read_text(encoding="utf-8")
        for found in re.finditer(r"^ *```(\w+)\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL):
            where = f"docs/{path.name}:{text[: found.start()].count(chr(10)) + 1}"
            if found[1] in ("python", "py", "toml", "javascript"):
                said.append(f"{where}: never run: make it a ```pycon session, or a [code]: line")
            if found[1] == "c" and compiler.command():
                said += [f"{where}: {error}" for error in _errors_in_c(found[2])]
    return said


def check_measured_tables() -> list[str]:
    """Every table that a figure's file measures reads as that function writes it now."""
    from kata.site import tables

    return tables.stale()


def _pages(chosen: list[Exercise]) -> list[Path]:
    """Return the pages of these exercises; every page, and the README, where they are all there are."""
    if chosen == exercises():
        return sorted([*DOCS.glob("*.md"), ROOT / "README.md"])
    return [each.page for each in chosen]


def _errors_in_c(lines: str) -> list[str]:
    """Compile lines as they could stand in a product of e12."""
    head = "void page(const double *a, const double *b, double *c, int n, int k, int m)"
    command = [*compiler.command(), "-xc", "-fsyntax-only", "-"]
    text = f"{head}\n{{\n{lines}\n}}\n"
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    return [line for line in done.stderr.splitlines() if "error:" in line]


def _printed(exercise: Exercise, text: str) -> str:
    """Return what make test prints of this text."""
    with tempfile.TemporaryDirectory(prefix="kata-") as folder:
        tree = Path(folder) / "exercises"
        tree.mkdir()
        (tree / exercise.stub.name).write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "kata", "test", str(exercise.number), "--in", str(tree)]
        command += ["--seed", "7"]
        plain = os.environ | {"NO_COLOR": "1", "COLUMNS": "100"}
        return subprocess.run(command, cwd=ROOT, env=plain, capture_output=True, text=True).stdout


def _code(text: str) -> str:
    """Return what stands in blocks and between backticks."""
    fences = re.compile(r"^ *```\w*\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
    return "\n".join([*fences.findall(text), *re.findall(r"`([^`\n]+)`", fences.sub("", text))])


def _sessions(text: str) -> str:
    """Return a page with every line outside its ```pycon blocks made empty, so that lines still count."""
    inside, lines = False, []
    for line in text.splitlines():
        fence = line.strip().startswith("```")
        lines.append(line if inside and not fence else "")
        inside = line.strip() == "```pycon" or (inside and not fence)
    return "\n".join(lines)
