"""From a save to its verdict: `make watch` beside a cold `make test`, in turn, in one run.

It works in a temporary copy of the course, and saves the exercise for real: the solution (passing), or
its first planted mistake (failing). Where a long check is still under way at the first report of
`make watch`, its last one comes later.
"""

import os
import random
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from kata.course import mistakes, regions
from kata.course.exercises import Exercise
from kata.course.paths import ROOT
from kata.errors import CommandError
from kata.race import record
from kata.race.contender import Contender
from kata.results.report import WORDS

TITLE, WHAT, UNIT = "From a save to its verdict", "", "ms"  # as a race
COLD, FIRST, LAST = "make test", "make watch", "its last report"
AGAINST = COLD
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "site", "docs", "kata-*")
LATEST = 60  # seconds for a verdict
DESERVED = {"passing": (True, 0), "failing": (False, 1)}  # all is passed; the exit status


def records(saved: list[Exercise], rounds: int, progress: Callable[[str], None]) -> Iterator[dict]:
    """Yield the record as `race.hold` does; a CommandError names a verdict that is late, or is not deserved."""
    found = record.new(sys.modules[__name__], [])
    yield found
    for exercise in saved:
        progress(f"under way: saving {exercise.stem}")
        for kind, times in measure(exercise, rounds).items():
            timed = [(Contender(way), seconds, None) for way, seconds in times.items()]
            what = {"what": f"{exercise.stem}, {kind}"}
            found["heats"].append(record.heat(sys.modules[__name__], None, timed) | what)
            yield found


def measure(exercise: Exercise, rounds: int) -> dict[str, dict[str, list[float]]]:
    """Save, wait and run in turn; return the seconds of each round: {"passing": {"make test": [...]}}."""
    texts = {
        "passing": regions.solved(exercise.solution),
        "failing": mistakes.mistakes(exercise)[0].planted(),
    }
    seen = {kind: {COLD: [], FIRST: [], LAST: []} for kind in texts}
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="kata-"))
        course, number = Path(folder) / "course", str(exercise.number)
        shutil.copytree(ROOT, course, ignore=LEFT_OUT)
        (course / ".venv").symlink_to(Path(sys.prefix))
        file = course / "exercises" / exercise.stub.name
        remark = "//" if file.suffix == ".c" else "#"
        around = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}  # a learner's
        options = {"cwd": course, "env": around, "stdin": subprocess.DEVNULL}
        options |= {"stdout": subprocess.PIPE, "bufsize": 0}
        kata = [sys.executable, course / "kata"]
        watch, test = [*kata, "watch", number], [*kata, "test", number]
        started = stack.enter_context(subprocess.Popen(watch, **options))
        stack.callback(started.send_signal, signal.SIGINT)
        _report(started, exercise)
        for count in range(rounds + (rounds > 1)):  # the first warms the file system
            for kind, text in texts.items():
                time.sleep(0.1 + random.random() / 10)
                while select.select([started.stdout], [], [], 0)[0]:
                    os.read(started.stdout.fileno(), 1 << 16)  # of a text seen half written
                times, start = seen[kind], time.perf_counter()
                # A text of its own, else it is no change, at any point between two looks.
                file.write_text(f"{text}\n{remark} {count}, {kind}\n", encoding="utf-8")
                states = _report(started, exercise)
                times[FIRST].append(time.perf_counter() - start)
                while WORDS["running"] in states:
                    states = _report(started, exercise)
                times[LAST].append(time.perf_counter() - start)
                start = time.perf_counter()
                status = subprocess.run(test, **options).returncode
                times[COLD].append(time.perf_counter() - start)
                if (states == {WORDS["passed"]}, status) != DESERVED[kind]:
                    said = f"{', '.join(sorted(states))}, exit status {status}"
                    raise CommandError(f"This is no {kind} verdict: {said}.")
    for times in seen.values():
        times |= {way: seconds[-rounds:] for way, seconds in times.items()}
    return seen


def _report(started: subprocess.Popen, exercise: Exercise) -> set[str]:
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
