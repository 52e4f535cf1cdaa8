"""Processes with learner code: how they start, how they are ended, how their end is told."""

import os
import signal
import subprocess
import sys
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from kata.course.paths import ROOT
from kata.sandbox import limits

HINTS = {
    "SIGSEGV": ": is there a recursion without end, or ctypes?",
    "SIGKILL": ": did it take all the memory?",
}
LEFT_ITS_BUFFER = (
    "does an index or a pointer leave its buffer, is a large array a local variable (the stack holds"
    " few megabytes: static, or malloc), or is a vector stored at an address that is no multiple of"
    " its size?"
)
WINDOWS_CRASH = 0xC0000000  # exit codes from here on: an access violation, a stack overflow

_running: set[int] = set()  # the processes that `running` has started, and not yet ended


@contextmanager
def running(start, *arguments, **options):
    """Start a process by start(*arguments, **options); nothing that it started outlives this block.

    On Linux this process becomes the parent of whatever it leaves behind, daemons too.
    """
    before = _children()
    limits.prctl(limits.ADOPT_ORPHANS, 1)
    started = start(*arguments, **options)
    _running.add(started.pid)
    try:
        yield started
    finally:
        kill(started)
        _running.discard(started.pid)
        for _ in range(100):  # the end of one may hand over its own children
            for pid in (left := _children() - before - _running):
                with suppress(OSError):  # ended, or of another user's
                    os.kill(pid, signal.SIGKILL)
                    os.waitpid(pid, 0)
            if not left:
                break


def python(*words: str, environment: dict | None = None, **streams) -> AbstractContextManager:
    """Start a new Python for learner code; the block ends it."""
    options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL} | streams
    options |= {"cwd": ROOT, "start_new_session": True}
    around = os.environ | limits.ENVIRONMENT | (environment or {})
    # Not by Python's own -m: that looks into the current folder first, and finds a learner's random.py.
    command = [sys.executable, *[str(ROOT / "kata")] * (words[0] == "-m"), *words]
    return running(subprocess.Popen, command, env=around, **options)


def kill(started) -> None:
    """End a process and everything in its process group."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):  # macOS: only zombies are left in it
            os.killpg(started.pid, signal.SIGKILL)
    else:  # Windows: /T ends its children too
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(started.pid)], capture_output=True)
    started.kill()  # one that has just been forked has no group of its own yet
    started.wait()


def exit_message(code: int, timed_out: bool, seconds: float, in_c: bool = False) -> str:
    """Say how a process was lost, in which a learner's Python or C ran."""
    if timed_out:
        return f"No answer after {seconds:g} second{'s' * (seconds != 1)}: is there a loop that never ends, or one that takes too long?"
    if 0 <= code < WINDOWS_CRASH:
        said = f"The code stopped the whole run (exit status {code})"
        return f"{said}: look for exit() or os._exit()."
    name = next((each.name for each in signal.Signals if each == -code), f"signal {-code}")
    name = "SIGSEGV" if code >= WINDOWS_CRASH else name
    if in_c:
        hint = "is a whole number divided by 0?" if name == "SIGFPE" else LEFT_ITS_BUFFER
        return f"The C code crashed ({name}): {hint}"
    return f"Python itself crashed ({name}){HINTS.get(name, '.')}"


def _children() -> set[int]:
    """Return the processes whose parent is this one, as far as /proc tells."""
    found = set()
    with suppress(AttributeError):  # no waitid, no /proc
        try:
            os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:  # there are none: a hundred times faster than to look at all
            return found
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, IndexError, ValueError):  # that one has ended
            parent = stat.read_text(errors="replace").rpartition(")")[2].split()[1]
            if int(parent) == os.getpid():
                found.add(int(stat.parent.name))
    return found
