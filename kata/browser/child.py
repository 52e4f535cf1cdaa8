"""The Python that runs learner code in the page: a new one for every run, which the page ends."""

import ast
import importlib
import json
import os
import signal
import sys
from pathlib import Path

import js
import pytest_check.plugin  # noqa: F401  here, so that it is in the memory which new Pythons start from

from kata.course.paths import EXERCISES
from kata.sandbox import child, import_diagnosis, loader, program, session
from kata.sandbox.capture import BoundedOutput
from kata.show import stage

DEPTH = 400  # calls: the stack of a worker holds no more where they go through C
JOB = Path("/tmp/job.json")


class Reporter(child.Reporter):
    """Tells the page each event."""

    def write(self, event: str, **content) -> None:
        js.kata_tell(json.dumps({"event": event, **content}))

    def end(self, status: int) -> None:
        end(status)


def end(status: int) -> None:
    """End this Python: nothing goes on while the page does so."""
    js.kata_end(status)
    while True:
        pass


def prepare() -> None:
    """Make this Python what a process of its own is elsewhere; its memory may then be copied."""
    os._exit = end
    import_diagnosis.PACKAGES = ("pytest", "pytest_check")  # that numpy is not here is no accident
    sys.setrecursionlimit(DEPTH)
    session.prepare()


def run(job: str, seed: int) -> None:
    """Run the tests of a job, and tell what becomes of them."""
    results, stacks = JOB.with_name("results"), JOB.with_name("stacks")
    results.write_bytes(b"")
    JOB.write_text(json.dumps(json.loads(job) | {"results": str(results), "stacks": str(stacks)}))
    os.environ |= {"KATA_JOB": str(JOB), "KATA_SEED": str(seed)}
    signal.signal(signal.SIGINT, _say_where)
    session.start(Reporter(lambda: None))
    end(0)


def show(job: str) -> None:
    """Show what an exercise has to show, and tell it block by block; the drawing is the last."""
    job = json.loads(job)
    script = importlib.import_module(f"kata.show.{job['stem']}")
    sys.stdout = sys.stderr = BoundedOutput()
    drawing = Path(job["folder"]) / getattr(script, "FILE", "none")
    status = program.run(stage, script, job, None, _Screen(drawing))
    if status == program.DONE and drawing.exists():
        js.kata_tell(json.dumps({"drawing": drawing.read_text(encoding="utf-8")}))
    end(status)


def try_line(job: str, line: str) -> None:
    """Tell in a line what an expression gives, with all that the exercise defines."""
    job = json.loads(job)
    sys.stdout = sys.stderr = printed = BoundedOutput()
    loader.install({stem: Path(file) for stem, file in job["sources"].items()}, folder=EXERCISES)
    said = ""
    try:
        names = vars(importlib.import_module(f"exercises.{job['stem']}"))
        tree = ast.parse(line.strip(), "<line>")
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "<line>", "exec"), names)
        if last:
            value = eval(compile(ast.Expression(last.value), "<line>", "eval"), names)
            said = repr(value) if value is not None else ""
    except BaseException as error:
        said = import_diagnosis.of_program(error, job["sources"], job["stem"])
        said = said.removeprefix(f"exercises/{job['stem']}.py: ")  # where no line of it is named
        if isinstance(error, SyntaxError) and error.filename == "<line>":
            said = f"{type(error).__name__}: {error.msg}"
    js.kata_tell(json.dumps({"text": "\n".join(filter(None, [printed.text().rstrip(), said]))}))
    end(program.DONE)


class _Screen:
    """Where a show prints: the page. It has no use for where the drawing is."""

    def __init__(self, drawing: Path):
        self.drawing = drawing.name

    def isatty(self) -> bool:
        return False

    def write(self, text: str) -> None:
        if self.drawing not in text:
            js.kata_tell(json.dumps({"text": text}))

    def flush(self) -> None:
        pass


def _say_where(number, frame) -> None:
    """Tell the page the lines that are running, as faulthandler writes them."""
    lines = []
    while frame:
        lines.append(
            f'  File "{frame.f_code.co_filename}", line {frame.f_lineno} in {frame.f_code.co_name}'
        )
        frame = frame.f_back
    js.kata_tell(json.dumps({"stacks": "\n".join(lines)}))
