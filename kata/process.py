"""The process that learner code runs in: how it starts, how it is ended, how its end is told."""

import os
import signal
import subprocess
import sys
from contextlib import suppress

from kata import warm
from kata.course import ROOT


def start(environment: dict[str, str], errors):
    """Start a child: by fork where this process is warm, else as a new Python."""
    if "kata.child" in sys.modules:
        return warm.Forked(environment, errors.fileno())
    return subprocess.Popen(
        [sys.executable, "-m", "kata.child"],
        cwd=ROOT,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=errors,
        start_new_session=True,
    )


def kill(child) -> None:
    """End the child and everything in its process group."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
    else:
        child.kill()
    child.wait()


def farewell(code: int, timed_out: bool, seconds: float) -> str:
    """Say how a process was lost."""
    if timed_out:
        return f"No answer after {seconds:g} seconds: is there a loop that never ends, or one that takes too long?"
    if code < 0:
        return f"Python itself crashed ({signal.Signals(-code).name})."
    return f"The code stopped the whole run (exit status {code}): look for exit() or os._exit()."
