"""From a save to its verdict: `make watch` beside a cold `make test`, in turn, in one run.

    python -m kata.bench.latency 4 --rounds 15

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
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from kata.course import mistakes, regions
from kata.course.exercises import Exercise, find
from kata.course.paths import ROOT
from kata.errors import CommandError
from kata.results.report import WORDS

LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "site", "docs", "kata-*")
LATEST = 60  # seconds for a verdict


def measure(exercise: Exercise, rounds: int) -> dict:
    """Save, wait and run in turn; return what the module promises to print.

    Raises:
        CommandError: a verdict did not come, or is not the one that the saved text deserves.
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
        remark = "//" if file.suffix == ".c" else "#"
        with _running("watch", exercise, course) as watch:
            _report(watch, exercise)
            for number in range(-1 if rounds > 1 else 0, rounds):  # -1 warms the file system
                for kind, text in texts.items():
                    time.sleep(0.1 + random.random() / 10)
                    while select.select([watch.stdout], [], [], 0)[0]:
                        os.read(watch.stdout.fileno(), 1 << 16)  # of a text seen half written
                    start = time.perf_counter()
                    # A text of its own, else it is no change, at any point between two looks.
                    file.write_text(f"{text}\n{remark} {number}, {kind}\n", encoding="utf-8")
                    states = _report(watch, exercise)
                    times = {"watch": time.perf_counter() - start}
                    while WORDS["running"] in states:
                        states = _report(watch, exercise)
                    times["whole"] = time.perf_counter() - start
                    _check(kind, states)
                    start = time.perf_counter()
                    with _running("test", exercise, course) as test:
                        _check(kind, _report(test, exercise))
                    times["cold"] = time.perf_counter() - start
                    for way in times if number >= 0 else ():
                        seen[kind][way].append(1000 * times[way])
    summaries = {kind: _summary(times) for kind, times in seen.items()}
    return {"exercise": exercise.stem, "rounds": rounds} | summaries


@contextmanager
def _running(verb: str, exercise: Exercise, course: Path):
    """Start a command whose output can be read as it comes, and end it."""
    started = subprocess.Popen(
        [sys.executable, "-m", "kata", verb, str(exercise.number)],
        cwd=course,
        env={k: v for k, v in os.environ.items() if not k.startswith("PYTHON")},  # as a learner's
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        bufsize=0,
    )
    with started:
        try:
            yield started
        finally:
            if verb == "watch":  # the other one ends by itself
                started.send_signal(signal.SIGINT)


def _report(started, exercise: Exercise) -> set[str]:
    """Wait for the next report; return the words that its lines begin with."""
    said, deadline = "", time.monotonic() + LATEST
    while f"{exercise.stem}: " not in said:
        if not select.select([started.stdout], [], [], deadline - time.monotonic())[0]:
            raise CommandError(f"No verdict on {exercise.stem} after {LATEST} seconds.")
        part = os.read(started.stdout.fileno(), 1 << 16).decode(errors="replace")
        if not part:
            raise CommandError(f"No verdict on {exercise.stem}: {said}")
        said += part
    return {line[2:10].strip() for line in said.splitlines()} & {*WORDS.values()}


def _check(kind: str, states: set[str]) -> None:
    if (states == {WORDS["passed"]}) != (kind == "passing"):
        raise CommandError(f"This is no {kind} report: {', '.join(sorted(states))}.")


def _summary(times: dict[str, list[float]]) -> dict:
    summary = {
        way: {
            key: round(of(taken), 1) for key, of in (("min", min), ("median", median), ("max", max))
        }
        for way, taken in times.items()
    }
    pairs = zip(times["cold"], times["watch"])
    return summary | {"times": round(median(cold / warm for cold, warm in pairs), 1)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m kata.bench.latency")
    parser.add_argument("exercise", nargs="?", default="4")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    print(json.dumps(measure(find(options.exercise)[0], options.rounds), indent=1))
