"""From a save to its verdict: `make watch` beside a cold `make test`, in turn, in one run.

    python -m kata.watch_latency 4 --rounds 15

works in a temporary copy of the course, saves the exercise for real, the solution (passing) and its
first planted mistake (failing), and prints one JSON object, times in milliseconds:

    {"exercise": "e04_neuron", "rounds": 15, "passing": {"watch": {"min", "median", "max"}, "whole":
    {...}, "cold": {...}, "times": 4.5}, "failing": {...}}

`watch` lasts until its first report, `whole` until the last: they differ where a long check is under
way at the first. `times` is the median, over the rounds, of cold over watch in the same round.
"""

import argparse
import json
import os
import random
import select
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from kata import mistakes, regions
from kata.course import ROOT, Exercise, find
from kata.refusal import Refusal
from kata.report import WORDS

LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "site", "docs", "kata-*")
RUNS = (
    f"\n  {WORDS['running']:8} "  # so does the line of a task begin that has not been seen to pass
)
LATEST = 60  # seconds for a verdict
ENDS = {"passing": "is done.", "failing": "Next: "}  # what a report of the kind holds


def measure(exercise: Exercise, rounds: int) -> dict:
    """Save, wait and run in turn; return what the module promises to print.

    Raises:
        Refusal: a verdict did not come, or is not the one that the saved text deserves.
    """
    texts = {
        "passing": regions.solved(exercise.solution),
        "failing": mistakes.mistakes(exercise)[0].planted(),
    }
    seen = {kind: {"watch": [], "whole": [], "cold": []} for kind in texts}
    with tempfile.TemporaryDirectory(prefix="kata-") as folder:
        course = Path(folder) / "course"
        shutil.copytree(ROOT, course, ignore=LEFT_OUT)
        (course / ".venv").symlink_to(Path(sys.prefix))
        file = course / "exercises" / exercise.stub.name
        command = [sys.executable, "-m", "kata"]
        with _running([*command, "watch", str(exercise.number)], course) as watch:
            _verdict(watch, exercise)
            for number in range(-1 if rounds > 1 else 0, rounds):  # -1 warms the file system
                for kind, text in texts.items():
                    # A text of its own, else it is no change, at any point between two looks.
                    saved = f"{text}\n{_remark(file)} {number}, {kind}\n"
                    time.sleep(0.1 + random.random() / 10)
                    while select.select([watch.stdout], [], [], 0)[0]:
                        os.read(
                            watch.stdout.fileno(), 1 << 16
                        )  # a text seen half written, then whole
                    start = time.perf_counter()
                    file.write_text(saved, encoding="utf-8")
                    said = _verdict(watch, exercise)
                    warm = whole = time.perf_counter() - start
                    while RUNS in said.rpartition(f"{exercise.stem}: ")[2]:
                        said = _verdict(watch, exercise)
                        whole = time.perf_counter() - start
                    _check(kind, said)

                    start = time.perf_counter()
                    with _running([*command, "test", str(exercise.number)], course) as test:
                        _check(kind, _verdict(test, exercise))
                        cold = time.perf_counter() - start
                    if number >= 0:
                        seen[kind]["watch"].append(1000 * warm)
                        seen[kind]["whole"].append(1000 * whole)
                        seen[kind]["cold"].append(1000 * cold)
    return {"exercise": exercise.stem, "rounds": rounds} | {
        kind: _summary(times) for kind, times in seen.items()
    }


@contextmanager
def _running(command: list[str], course: Path):
    """Start a command whose output can be read as it comes, and end it."""
    plain = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    started = subprocess.Popen(
        command,
        cwd=course,
        env=plain,  # as a learner's: Python keeps its bytecode
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        bufsize=0,
    )
    with started:
        try:
            yield started
        finally:
            if "watch" in command:  # the other one ends by itself
                started.send_signal(signal.SIGINT)


def _verdict(started, exercise: Exercise) -> str:
    """Return what a command prints from its verdict on."""
    said, deadline = "", time.monotonic() + LATEST
    while f"{exercise.stem}: " not in said:
        if not select.select([started.stdout], [], [], deadline - time.monotonic())[0]:
            raise Refusal(f"No verdict on {exercise.stem} after {LATEST} seconds.")
        part = os.read(started.stdout.fileno(), 1 << 16).decode(errors="replace")
        if not part:
            raise Refusal(f"No verdict on {exercise.stem}: {said}")
        said += part
    return said


def _check(kind: str, said: str) -> None:
    if ENDS[kind] not in said:
        raise Refusal(f"This is no {kind} report:\n{said}")


def _remark(file: Path) -> str:
    return "//" if file.suffix == ".c" else "#"


def _summary(times: dict[str, list[float]]) -> dict:
    summary = {
        way: {
            "min": round(min(taken), 1),
            "median": round(statistics.median(taken), 1),
            "max": round(max(taken), 1),
        }
        for way, taken in times.items()
    }
    pairs = zip(times["cold"], times["watch"], strict=True)
    return summary | {"times": round(statistics.median(cold / warm for cold, warm in pairs), 1)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m kata.watch_latency")
    parser.add_argument("exercise", nargs="?", default="4")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    print(json.dumps(measure(find(options.exercise)[0], options.rounds), indent=1))
