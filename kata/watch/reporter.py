"""What reports on a save: a fork that got ready before it, or a new Python where there is no fork."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import partial

from kata.course.paths import ROOT
from kata.errors import CommandError
from kata.results import remembered, standing, terminal
from kata.sandbox import fork_server, launcher, limits, process
from kata.watch import keys

STOPPED, NOBODY = 130, 3  # exit statuses: interrupted; nobody is there to read the report
LINE, SHORT = "n next  h hint  s show  r run again  q quit", "n h s r q"


def start_ahead(
    stack: ExitStack, obey: Callable[[list[str]], int], with_keys: bool, choose: int
) -> fork_server.Forked | None:
    """Start what will report on the next save; it gets ready, and waits for its words."""
    if not fork_server.is_warm():
        return None
    work = partial(_report, obey, with_keys, choose)
    return stack.enter_context(process.running(fork_server.Forked, work))


def start_cold(stack: ExitStack, words: list[str], prefix: str) -> subprocess.Popen:
    """Have a new Python do what `python -m kata WORDS` does."""
    print(prefix, end="", flush=True)
    command = [sys.executable, ROOT / "kata", *filter(None, words)]
    options = {"cwd": ROOT, "stdin": subprocess.DEVNULL, "start_new_session": True}
    return stack.enter_context(process.running(subprocess.Popen, command, **options))


def _report(obey: Callable, with_keys: bool, choose: int, wait_for_job: Callable) -> None:
    """Get ready, wait, and print the report in one go, or nothing if a key or a save comes first."""
    limits.end_with_parent()
    keys.leave()
    sys.stderr = sys.stdout
    sys.stdout.reconfigure(line_buffering=False, write_through=False)
    remembered.runner_hash()  # the loop starts anew when kata/ changes
    launcher.start_ahead()
    words, prefix = wait_for_job()
    print(prefix, end="")
    if not words[1]:
        with suppress(CommandError, OSError):  # the verb says it, too
            number = standing.current().number
            words[1] = str(number)
            os.write(choose, bytes([number]))
    if obey(list(filter(None, words))) == STOPPED:
        return
    if with_keys:
        line = LINE if terminal.columns() > len(LINE) + 10 else SHORT  # or a part of it would stay
        print(f"\n{time.strftime('%H:%M:%S')}  {line}", end="")
    try:
        sys.stdout.flush()
    except OSError:  # a closed pipe or window
        os._exit(NOBODY)
