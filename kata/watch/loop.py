"""The loop of `make watch`: run, wait for a save or a key, and so on."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from itertools import count
from pathlib import Path

from kata.course.exercises import exercises, find
from kata.course.paths import EXERCISES, ROOT, SOLUTIONS, TESTS
from kata.sandbox import fork_server, process
from kata.watch import reporter
from kata.watch.files import Files
from kata.watch.keys import Keys

PAUSE = 0.01  # seconds between two looks at the learner's files
SELDOM = 10  # looks at these for one at the course's own, which are more and change less
PATIENCE = 1.0  # seconds for an interrupted run to end by itself
VERBS = {"h": "hint", "s": "show"}  # what keys stand for; all else runs the tests
CLEAR, ERASE = "\x1b[2J\x1b[H", "\r\x1b[2K"  # the screen, the line


def watch(in_hand: str, flags: list[str], obey: Callable[[list[str]], int]) -> str | None:
    """Report until somebody quits (None), or kata/ has changed: then return the exercise in hand.

    Args:
        in_hand: the number of an exercise; "" for the current one.
        flags: for each `test`.
        obey: runs one verb and returns its exit status, as the command line does.
    """
    files = Files([EXERCISES]), Files([TESTS, SOLUTIONS, ROOT / "data"])  # learner's, course's
    runner = Files([ROOT / "kata", *(ROOT / "kata").glob("*/")])
    key, saved, prefix = "r", [], ""
    with Keys("nhsrq") as terminal:
        escapes = terminal.there and os.environ.get("TERM") != "dumb"
        work, ahead = partial(reporter.report, obey, terminal.there), None
        while key != "q":
            with ExitStack() as stack:  # at its end, so does what was started in it
                if fork_server.warm:
                    ahead = stack.enter_context(process.running(fork_server.Forked, work))
                if not (key or saved):
                    key, saved = _wait(files, terminal)
                if key == "q":
                    break
                in_hand = "" if key == "n" else _saved(saved, in_hand)
                if runner.changed():
                    return in_hand
                verb = VERBS.get(key, "test")
                early = f"--early={CLEAR if escapes else chr(10)}"  # between two reports
                words = [verb, in_hand, *([early, *flags] if verb == "test" else [])]
                if escapes:
                    what = find(in_hand)[0].stem if in_hand else "the current exercise"
                    print(f"{ERASE}{verb} {what} ...", end="", flush=True)
                    prefix = CLEAR if verb == "test" else ERASE
                if ahead and not ahead.tell([words, prefix]):  # killed while it waited
                    continue
                started = ahead or reporter.start_cold(stack, words, prefix)
                key, saved = _wait(files, terminal, started)
                _interrupt(started)
            prefix = "\n"
        if terminal.there:
            print()
    return None


def _wait(files: tuple, terminal: Keys, started=None) -> tuple[str, list[Path]]:
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
                print(process.exit_message(started.returncode, False, 0), flush=True)
            return "q" if started.returncode == reporter.NOBODY else later, []


def _saved(files: list[Path], in_hand: str) -> str:
    """Return the exercise in hand after these files have been saved."""
    stems = {path.stem for path in files if path.parent == EXERCISES}
    saved = [each for each in exercises() if each.stem in stems]
    if not saved or (in_hand and find(in_hand)[0] in saved):
        return in_hand
    return str(saved[0].number)


def _interrupt(started) -> None:
    """Let a run that has not ended clean up behind itself, and end."""
    if fork_server.warm and started.poll() is None:
        os.kill(started.pid, signal.SIGINT)
        deadline = time.monotonic() + PATIENCE
        while started.poll() is None and time.monotonic() < deadline:
            time.sleep(0.002)
