"""Do the pages say what is so?"""

import doctest
import re
import subprocess
from pathlib import Path

from kata.checks import planting, tools
from kata.course import mistakes, page
from kata.course.exercises import Exercise, exercises
from kata.course.paths import DOCS, ROOT
from kata.sandbox import compiler, loader, runner

VERBS = {path.stem for path in (ROOT / "kata" / "verbs").glob("[a-z]*.py")}
COMMAND = re.compile(r"(?:\bmake|-m kata) ([a-z]+)\b")
REPORT = re.compile(r"<!-- report: (\w+): (.+?) -->\s+```text\n(.*?)```", re.DOTALL)
BLOCK = re.compile(r"^ *```(\w*)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
SESSION_OR_LINE = re.compile(r"^ *```pycon\n(.*?)^ *```$|^[^\n]+$", re.MULTILINE | re.DOTALL)


def check_pages_are_whole(chosen: list[Exercise]) -> list[str]:
    """Each page has its front matter, and two or three hints a task, none of them a solution's line."""
    return [text for each in chosen for text in page.complaints(each)]


def check_pages_tell_the_truth(chosen: list[Exercise]) -> list[str]:
    """Every >>> block on a page does what it says, and every command that is printed exists."""
    said, solutions = [], {each.stem: each.solution for each in exercises()}
    for path in _pages(chosen):
        text = path.read_text(encoding="utf-8")
        code = [block[2] for block in BLOCK.finditer(text)]
        code += re.findall(r"`([^`\n]+)`", BLOCK.sub("", text))
        unknown = set(COMMAND.findall("\n".join(code))) - VERBS
        said += [f"{path.name}: there is no make {name}" for name in sorted(unknown)]
        if path.stem in solutions and runner.lacking(Exercise(path.stem)):
            continue  # the checks of the exercises say so
        loader.install(solutions)
        failed = []
        # All but the sessions is made empty, so that lines still count.
        sessions = SESSION_OR_LINE.sub(lambda found: f"\n{found[1]}" if found[1] else "", text)
        test = doctest.DocTestParser().get_doctest(sessions, {}, path.name, str(path), 0)
        doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test, out=failed.append)
        said += ["".join(failed).strip()] if failed else []
    return said


def check_reports_are_real(chosen: list[Exercise]) -> list[str]:
    """Every report that is shown is what the mistake named above it makes the runner print."""
    said = []
    for path in _pages(chosen):
        for stem, name, shown in REPORT.findall(path.read_text(encoding="utf-8")):
            mistake = mistakes.named(Exercise(stem), name)
            with planting.written(mistake.exercise, mistake.planted()) as file:
                words = ("-m", "kata", "test", stem, "--in", str(file.parent), "--seed", "7")
                printed = tools.python(*words, NO_COLOR="1", COLUMNS="100", KATA_MAKE="1").stdout
            printed = printed.replace(f"site/{stem}.html", "make docs")  # where it is built
            if shown.strip() != printed.strip():
                said.append(f"{path.name}: the report of {stem}, {name}, reads now:\n{printed}")
    return said


def check_code_is_cut_or_run(chosen: list[Exercise]) -> list[str]:
    """Code on a page is cut from the course's files, or is a session that runs, or C that compiles."""
    said = []
    for path in _pages(chosen):
        text = path.read_text(encoding="utf-8")
        for block in BLOCK.finditer(text):
            where = f"docs/{path.name}:{text.count(chr(10), 0, block.start()) + 1}"
            if block[1] in ("python", "py", "toml", "javascript"):
                said.append(f"{where}: never run: make it a ```pycon session, or a [code]: line")
            if block[1] == "c" and compiler.command():
                said += [f"{where}: {error}" for error in _errors_in_c(block[2])]
    return said


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
