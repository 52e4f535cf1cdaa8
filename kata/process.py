"""The process that learner code runs in: how it starts, how it is ended, how its end is told."""

import os
import signal
import subprocess
import sys
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from kata import warm
from kata.course import ROOT

DIE_WITH_PARENT, ADOPT_ORPHANS = 1, 36  # PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER
MEMORY = 1 << 30  # bytes of address space; the digits take a sixth of it
SECONDS = 900  # of work: where the runner was killed, and cannot kill, its child still ends
HINTS = {
    "SIGSEGV": ": is there a recursion without end, or ctypes?",
    "SIGKILL": ": did it take all the memory?",
}
HINTS_IN_C = {"SIGFPE": "is a whole number divided by 0?"}
LEFT_ITS_BUFFER = "does an index or a pointer leave its buffer, or is a vector stored at an address that is no multiple of its size?"

_ahead: tuple[ExitStack, warm.Forked] | None = None  # what `tests` will hand out next


@contextmanager
def child(start, *arguments, **options):
    """Start a child by calling start(*arguments, **options); nothing that it started outlives this block.

    On Linux this process becomes the parent of whatever the child leaves behind, daemons too.
    """
    before = _children()
    _ask_linux(ADOPT_ORPHANS, 1)
    started = start(*arguments, **options)
    try:
        yield started
    finally:
        kill(started)
        for _ in range(100):  # the end of one may hand over its own children
            for pid in (left := _children() - before):
                with suppress(OSError):  # ended, or of another user's
                    os.kill(pid, signal.SIGKILL)
                    os.waitpid(pid, 0)
            if not left:
                break


def limit() -> None:
    """Bound what this process, a child, may take, and let it end when the runner is killed."""
    end_with_parent()
    if sys.platform != "win32":
        import resource

        for name, most in (("AS", MEMORY), ("CPU", SECONDS), ("CORE", 0)):
            with suppress(ValueError, OSError):  # macOS bounds no address space
                resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))


def end_with_parent() -> None:
    """Let this process end when its parent does, also where that is killed."""
    _ask_linux(DIE_WITH_PARENT, 9)


def kill(child) -> None:
    """End the child and everything in its process group."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):  # macOS: only zombies are left in it
            os.killpg(child.pid, signal.SIGKILL)
    else:  # Windows: /T ends its children too
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(child.pid)], capture_output=True)
    child.kill()  # one that has just been forked has no group of its own yet
    child.wait()


def farewell(code: int, timed_out: bool, seconds: float, in_c: bool = False) -> str:
    """Say how a process was lost, in which a learner's Python or C ran."""
    if timed_out:
        return f"No answer after {seconds:g} seconds: is there a loop that never ends, or one that takes too long?"
    if code < 0:
        name = next((each.name for each in signal.Signals if each == -code), f"signal {-code}")
        if in_c:
            hint = HINTS_IN_C.get(name, LEFT_ITS_BUFFER)
            return f"The C code crashed ({name}): {hint}"
        return f"Python itself crashed ({name}){HINTS.get(name, '.')}"
    return f"The code stopped the whole run (exit status {code}): look for exit() or os._exit()."


def start_ahead() -> None:
    """Start the next process that runs tests now: it begins, and waits until `tests` hands it out."""
    global _ahead
    if _ahead is None:
        with ExitStack() as stack:
            forked = stack.enter_context(child(warm.Forked, warm.run_tests))
            _ahead = stack.pop_all(), forked


@contextmanager
def tests(environment: dict[str, str], errors):
    """Start the process that runs tests: by fork where this one is warm, else as a new Python.

    A new Python says into the file `errors` why it does not start.
    """
    if "kata.child" in sys.modules:
        stack, forked = _handed_out(environment)
        with stack:
            yield forked
        return
    options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": errors}
    options |= {"cwd": ROOT, "env": os.environ | environment, "start_new_session": True}
    with child(subprocess.Popen, [sys.executable, "-m", "kata.child"], **options) as started:
        yield started


def _handed_out(environment: dict[str, str]) -> tuple[ExitStack, warm.Forked]:
    """Return the process started ahead, told; where it was killed while it waited, a new one."""
    global _ahead
    for _ in range(2):
        start_ahead()
        (stack, forked), _ahead = _ahead, None
        if forked.tell(environment):
            break
        stack.close()
    return stack, forked


def _ask_linux(option: int, value: int) -> None:
    """Call prctl where there is one."""
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


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
