"""Running tests in a process of its own, under a clock, and going on after a lost one."""

import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kata.course.commands import command
from kata.course.exercises import Exercise, Test
from kata.errors import CommandError
from kata.sandbox import compiler, diagnosis, fork_server, process
from kata.sandbox.events import Message, Outcome, Phase, Run, Tracker
from kata.sandbox.progress import Progress

POLL = 0.002  # seconds between two looks at what a child has told
ANSWER = 1.0  # second in which a child that is asked says where it is, on a busy machine, too
PIECE = 0.02  # seconds after which a text that has not grown is whole
SILENCE = 1.0  # second after which a terminal shows what is under way
MOMENT = 0.02  # seconds: a long test that has ended by then has not been worth a word


def run_tests(
    exercise: Exercise,
    sources: dict[str, Path],
    tests: list[Test] | None = None,
    seed: int = 0,
    on_progress: Callable[[Run], None] | None = None,
    draft: bool = False,
) -> Run:
    """Run these tests (all, if None) on these sources, and come back whatever the code does.

    A CommandError says that the runner itself does not work.

    Args:
        on_progress: called with what is known when the quick tests have been run, while a long one
            is under way; an exercise in C is then tried as a draft first.
        draft: C is compiled in half the time, and slower; what fails so is wrong.
    """
    run = Run(in_c=exercise.suffix == ".c")
    wanted = {test.name: test for test in (exercise.tests if tests is None else tests)}
    if missing := lacking(exercise):
        run.imported = False
        run.outcomes = {name: Outcome("skipped", [Message(missing)]) for name in wanted}
        return run
    if on_progress and run.in_c:
        quick = [test for test in wanted.values() if not test.long]
        run = run_tests(exercise, sources, quick, seed, draft=True)
        run.keep_open(wanted)
        if run.left(wanted):
            on_progress(run)
    with tempfile.TemporaryDirectory(prefix="kata-") as folder:
        while left := run.left(wanted):
            is_long = {name: test.long for name, test in left.items()}
            job = {"stem": exercise.stem, "tests": is_long, "draft": draft, "sources": sources}
            _one_child(job, left, seed, Path(folder), run, on_progress)
            if len(run.left(wanted)) == len(left):
                raise CommandError(
                    f"The tests of {exercise.stem} could not be run: {command('doctor')} says why."
                )
    return run


def lacking(exercise: Exercise) -> str:
    """Return what this machine lacks to run an exercise, and where to get it; "" where it can."""
    return compiler.missing() if exercise.suffix == ".c" else ""


def _one_child(job: dict, left, seed: int, folder: Path, run: Run, on_progress) -> None:
    """Start a child for the tests that are left, follow it, and note what it tells."""
    file, results, stacks = (folder / name for name in ("job.json", "results.jsonl", "stacks"))
    results.write_bytes(b"")
    stacks.write_bytes(b"")
    file.write_text(json.dumps(job | {"results": results, "stacks": stacks}, default=str))
    environment = {
        "KATA_JOB": str(file),
        "KATA_SEED": str(seed),
        "TMPDIR": str(folder),  # what a compiler leaves there goes with the folder
    }
    tracker = Tracker(run, left, time.monotonic())
    with open(folder / "stderr", "w+b") as errors:
        with fork_server.test_process(environment, errors) as child:
            timed_out = _follow(child, results, tracker, on_progress)
            line, where = _running_line(child, stacks, job) if timed_out else (None, "")
        if tracker.phase is Phase.START:
            errors.seek(0)
            said = errors.read(2000).decode(errors="replace")
            why = f"pytest does not start here: {command('doctor')}\n{said}".strip()
        else:
            why = process.exit_message(child.returncode, timed_out, tracker.seconds, run.in_c)
    tracker.end(timed_out, why + where, line)
    if run.refused:
        raise CommandError(run.refused)


def _follow(child, results: Path, tracker: Tracker, on_progress) -> bool:
    """Hand on what the child tells until it ends or its clock runs out; return whether it did."""
    announce = None  # when to say what is known so far
    progress, began = Progress(), time.monotonic()
    shows = sys.stderr.isatty() and not fork_server.warm
    with open(results, "rb") as lines:
        rest = b""
        while True:
            ended = child.poll() is not None  # asked before, so that the last lines are read
            rest += lines.read()
            *whole, rest = rest.split(b"\n")
            for line in whole:
                with suppress(ValueError, LookupError, TypeError, AttributeError):  # a learner's
                    tracker.hear(json.loads(line), time.monotonic())
                test = tracker.tests.get(tracker.test)
                announce = time.monotonic() + MOMENT if test and test.long else None
            if shows and time.monotonic() > began + SILENCE:
                progress(f"checking {tracker.under_way}")
            if ended or time.monotonic() > tracker.deadline:
                progress.wipe()
                return not ended
            if announce and on_progress and time.monotonic() > announce:
                on_progress(tracker.run)
                announce = None
            time.sleep(POLL)


def _running_line(child, stacks: Path, job: dict) -> tuple[int | None, str]:
    """Ask a child that does not end where it is: (the line of the learner's file, words for it)."""
    deadline, file = time.monotonic() + ANSWER, str(job["sources"][job["stem"]])
    found, said = (None, ""), ""
    if not hasattr(signal, "SIGUSR1") or file.endswith(".c"):
        return found
    with suppress(ProcessLookupError):
        os.kill(child.pid, signal.SIGUSR1)  # faulthandler answers, piece by piece
    while not found[0] and time.monotonic() < deadline:
        time.sleep(PIECE)
        before, said = said, stacks.read_text(errors="replace")
        if said == before:
            found = diagnosis.running_line(said, file)
    return found
