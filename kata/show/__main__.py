"""The process in which a show runs the learner's code: python -m kata.show JOB."""

import importlib
import json
import os
import shutil
import sys
import textwrap
import traceback
import warnings
from pathlib import Path
from types import SimpleNamespace

from kata import accidents, loader, process
from kata.child import STUB
from kata.hearing import Kept
from kata.refusal import Refusal
from kata.show.stage import REFUSED, SHOWN, TROUBLE, Stage

WIDEST = 80


def main(job: dict, screen, kept: Kept) -> int:
    """Show it, and return how it ended."""
    stem = job["stem"]
    play = importlib.import_module(f"kata.show.{stem}")
    expression = job["expression"] or getattr(play, "EXPRESSION", "")
    if job["expression"] and not hasattr(play, "EXPRESSION"):
        print(f"{stem} draws no expression of yours: leave EXPR out.", file=screen)
        return REFUSED
    loader.install({name: Path(file) for name, file in job["sources"].items()}, stem)
    width = min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns)
    stage = Stage(job["seed"], width, Path(job["folder"]), expression, screen)
    try:
        importlib.import_module(f"exercises.{stem}")
        for block in play.show(stage):
            print(block, file=screen, flush=True)
    except Refusal as refusal:
        stage.wipe()
        print(refusal, file=screen)
        return REFUSED
    except BaseException as error:
        stage.wipe()
        print(trouble(stem, error, list(job["sources"].values()), kept.text()), file=screen)
        return TROUBLE
    for line in standing_in(job["standing_in"]):
        print(textwrap.fill(line, width, break_on_hyphens=False), file=screen)
    if kept.text().strip():
        first = kept.text().strip().splitlines()[0][:40]
        print(f"Your code printed something too, left out here: {first!r}", file=screen)
    return SHOWN


def trouble(stem: str, error: BaseException, files: list[str], printed: str) -> str:
    """Say what happened, where, and what to do: one line if it is not written yet, else two."""
    if isinstance(error, NotImplementedError) and (unwritten := STUB.fullmatch(str(error))):
        missing, task = unwritten.groups()
        return f"{missing} is not written yet ({task}): make test EX={int(missing[1:3])}"
    while error.__cause__:  # the loader wraps an exit() in an error of its own
        error = error.__cause__
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename in files]
    place, line = (frames[-1].filename, frames[-1].lineno) if frames else (f"{stem}.py", None)
    if isinstance(error, SyntaxError) and error.filename in files:
        place, line, said = error.filename, error.lineno, f"not Python yet: {error.msg}"
    elif isinstance(error, UnicodeDecodeError) and not frames:
        said = "the file is not UTF-8 text"
    elif isinstance(error, SystemExit):
        said = "the code ends the whole program: remove exit()"
    else:
        said = accidents.of_call(SimpleNamespace(value=error), frames)
    name = f"{Path(place).parent.name}/{Path(place).name}".removeprefix("/")
    return (
        f"{name}{f':{line}' if line else ''}: {said}\n  make test EX={int(stem[1:3])}    says more"
    )


def standing_in(stems: list[str]) -> list[str]:
    """Say whose file was not the learner's, and why, as the report of make test does."""
    others = [stem for stem in stems if stem not in loader.notes]
    lines = [f"The solution stands in for {', '.join(others)}."] if others else []
    for stem, reason in loader.notes.items():
        lines.append(f"{stem}: the solution stands in, since {reason}.")
    return lines


if __name__ == "__main__":
    process.limit()
    warnings.simplefilter("ignore")
    screen, kept = sys.stdout, Kept()
    screen.reconfigure(errors="replace")
    sys.stdout = sys.stderr = kept
    code = main(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), screen, kept)
    screen.flush()
    os._exit(code)  # threads that learner code left behind end here
