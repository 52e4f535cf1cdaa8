"""What reports on a save: a fork that got ready before it, or a new Python where there is no fork."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack

from kata.course.paths import ROOT
from kata.results import remembered, terminal
from kata.sandbox import fork_server, limits, process
from kata.watch import keys

STOPPED, NOBODY = 130, 3  # exit statuses: interrupted; nobody is there to read the report
LINE, SHORT = "n next  h hint  s show  r run again  q quit", "n h s r q"


def start_cold(stack: ExitStack, words: list[str], prefix: str) -> subprocess.Popen:
    """Have a new Python do what `python -m kata WORDS` does."""
    print(prefix, end="", flush=True)
    command = [sys.executable, ROOT / "kata", *filter(None, words)]
    options = {"cwd": ROOT, "stdin": subprocess.DEVNULL, "start_new_session": True}
    return stack.enter_context(process.running(subprocess.Popen, command, **options))


def report(obey: Callable[[list[str]], int], with_keys: bool, wait_for_job: Callable) -> None:
    """Get ready, wait, and print the report in one go, or nothing if a key or a save comes first."""
    limits.end_with_parent()
    keys.leave()
    sys.stderr = sys.stdout
    sys.stdout.reconfigure(line_buffering=False, write_through=False)
    remembered.runner_hash()  # the loop starts anew when kata/ changes
    fork_server.start_ahead()
    words, prefix = wait_for_job()
    print(prefix, end="")
    if obey(list(filter(None, words))) == STOPPED:
        return
    if with_keys:
        line = LINE if terminal.columns() > len(LINE) + 10 else SHORT  # or a part of it would stay
        print(f"\n{time.strftime('%H:%M:%S')}  {line}", end="")
    try:
        sys.stdout.flush()
    except OSError:  # a closed pipe or window
        os._exit(NOBODY)
