"""Your work on every save, at once; a save in another exercise's file switches to that one.

This process imports all that a run needs, once, and forks ahead the one that will do what `make test` does.
"""

import mmap
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from functools import partial
from itertools import count
from pathlib import Path

from kata import cli, keys, process, report, warm
from kata.course import EXERCISES, ROOT, SOLUTIONS, TESTS, exercises, find
from kata.refusal import Refusal
from kata.verbs.test import current
from kata.watch import Files

PAUSE = 0.01  # seconds between two looks at the learner's files
SELDOM = 10  # looks at these for one at the course's own, which are more and change less
PATIENCE = 1.0  # seconds for an interrupted run to end by itself
STOPPED, NOBODY = 130, 3  # statuses: interrupted; nobody is there to read the report
VERBS = {"h": "hint", "s": "show"}  # what keys stand for; all else runs the tests
LINE, SHORT = "n next  h hint  s show  r run again  q quit", "n h s r q"
CLEAR, ERASE = "\x1b[2J\x1b[H", "\r\x1b[2K"  # the screen, the line


def arguments(parser):
    cli.exercise_argument(parser, "the exercise to begin with, 4; without it, the current one")
    parser.add_argument("--alone", action="store_true", help="stand in for every other exercise")
    parser.add_argument("--own", action="store_true", help="stand in for none")
    parser.add_argument("--seed", type=int, help="replay the drawn inputs of this seed")
    parser.add_argument("-v", "--verbose", action="store_true", help="print tracebacks too")


def run(options) -> int:
    if options.exercise:
        find(options.exercise)
    flags = ["--alone"] * options.alone + ["--own"] * options.own + ["-v"] * options.verbose
    flags += [] if options.seed is None else ["--seed", str(options.seed)]
    if hasattr(os, "fork"):
        try:
            warm.imports()
        except ImportError as error:
            raise Refusal(f"{error}: make doctor") from error
    else:
        print("This system has no fork: each run starts cold, as make test does.\n", flush=True)
    outdated = _watch(options.exercise or "", flags)
    if outdated is not None:
        words = ["-m", "kata", "watch", outdated, *flags]
        os.execv(sys.executable, [sys.executable, *filter(None, words)])
    return 0


def _watch(in_hand: str, flags: list[str]) -> str | None:
    """Run, wait for a save or a key, and so on; return the exercise in hand if kata/ has changed."""
    files = Files([EXERCISES]), Files([TESTS, SOLUTIONS, ROOT / "data"])  # learner's, course's
    runner = Files([ROOT / "kata", *(ROOT / "kata").glob("*/")])
    chosen = mmap.mmap(-1, 1)  # shared with a fork: the number of the exercise that is current
    key, saved, prefix = "r", [], ""
    with keys.Keys("nhsrq") as terminal:
        escapes = terminal.there and os.environ.get("TERM") != "dumb"
        while key != "q":
            with ExitStack() as stack:  # at its end, so does what was started in it
                ahead = _start_ahead(stack, terminal.there, chosen)
                if not (key or saved):
                    key, saved = _wait(files, terminal)
                if key == "z":
                    terminal.stop()
                if key in ("z", "c"):
                    terminal.take()
                if key == "q":
                    break
                in_hand = "" if key == "n" else _saved(saved, in_hand or str(chosen[0] or ""))
                if runner.changed():
                    return in_hand
                chosen[0] = 0
                verb = VERBS.get(key, "test")
                early = f"--early={CLEAR if escapes else chr(10)}"  # between two reports
                words = [verb, in_hand, *([early, *flags] if verb == "test" else [])]
                if escapes:
                    what = find(in_hand)[0].stem if in_hand else "the current exercise"
                    print(f"{ERASE}{verb} {what} ...", end="", flush=True)
                    prefix = CLEAR if verb == "test" else ERASE
                if ahead and not ahead.tell([words, prefix]):  # killed while it waited
                    ahead = _start_ahead(stack, terminal.there, chosen)
                    ahead.tell([words, prefix])
                started = ahead or _start_cold(stack, words, prefix)
                key, saved = _wait(files, terminal, started)
                _interrupt(started)
            prefix = "\n"
        if terminal.there:
            print()
    return None


def _wait(files: tuple, terminal: keys.Keys, started=None) -> tuple[str, list[Path]]:
    """Wait for a key or a save, or for what has been started to end; a hint waits for it, too."""
    later, (learners, courses) = "", files
    for look in count():
        key, saved = terminal.read(PAUSE), learners.changed()
        if look % SELDOM == 0:
            saved += courses.changed()
        if started and key in VERBS:
            key, later = "", key
        if key or saved:
            return key, saved
        if started and started.poll() is not None:
            if started.returncode < 0:  # nobody else will say so
                print(process.farewell(started.returncode, False, 0), flush=True)
            return "q" if started.returncode == NOBODY else later, []


def _saved(files: list[Path], in_hand: str) -> str:
    """Return the exercise in hand after these files have been saved."""
    stems = {path.stem for path in files if path.parent == EXERCISES}
    saved = [each for each in exercises() if each.stem in stems]
    if not saved or (in_hand and find(in_hand)[0] in saved):
        return in_hand
    return str(saved[0].number)


def _start_ahead(stack: ExitStack, with_keys: bool, chosen: mmap.mmap) -> warm.Forked | None:
    """Start what will report on the next save; it gets ready, and waits to be told on what."""
    if not hasattr(os, "fork"):
        return None
    return stack.enter_context(process.child(warm.Forked, partial(_report, with_keys, chosen)))


def _start_cold(stack: ExitStack, words: list[str], prefix: str) -> subprocess.Popen:
    """Have a new Python do what `python -m kata WORDS` does."""
    print(prefix, end="", flush=True)
    command = [sys.executable, "-m", "kata", *filter(None, words)]
    options = {"cwd": ROOT, "stdin": subprocess.DEVNULL, "start_new_session": True}
    return stack.enter_context(process.child(subprocess.Popen, command, **options))


def _report(with_keys: bool, chosen: mmap.mmap, listen) -> None:
    """Get ready, wait, and print the report in one go, or nothing if a key or a save comes first."""
    process.end_with_parent()
    keys.leave()
    sys.stderr = sys.stdout
    sys.stdout.reconfigure(line_buffering=False, write_through=False)
    process.start_ahead()
    words, prefix = listen()
    print(prefix, end="")
    if not words[1]:
        with suppress(Refusal, OSError):  # the verb says it, too
            chosen[0] = current(EXERCISES).number
            words[1] = str(chosen[0])
    if cli.obey(list(filter(None, words))) == STOPPED:
        return
    if with_keys:
        line = LINE if report.columns() > len(LINE) + 10 else SHORT  # or a part of it would stay
        print(f"\n{time.strftime('%H:%M:%S')}  {line}", end="")
    try:
        sys.stdout.flush()
    except OSError:  # a closed pipe or window
        os._exit(NOBODY)


def _interrupt(started) -> None:
    """Let a run that has not ended clean up behind itself, and end."""
    if isinstance(started, warm.Forked) and started.poll() is None:
        os.kill(started.pid, signal.SIGINT)
        deadline = time.monotonic() + PATIENCE
        while started.poll() is None and time.monotonic() < deadline:
            time.sleep(0.002)
