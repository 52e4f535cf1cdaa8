"""The process that runs tests: a fork where this process has imported pytest already, else a new Python.

A fork may be started ahead: it goes as far as it can, and waits for its job. Each one still imports
the exercise and its tests afresh. Only a process without threads may fork, and only Linux does it
safely once numpy is loaded.
"""

import gc
import json
import os
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import ExitStack, chdir, contextmanager, suppress
from functools import cache

from kata.course import regions
from kata.course.exercises import exercises
from kata.course.paths import ROOT
from kata.sandbox import capture, process
from kata.sandbox.limits import ENVIRONMENT

CAN_FORK = sys.platform == "linux" and hasattr(os, "fork")
HEARD = b"."  # what a fork answers when it has its job

warm = False  # may this process fork its children?
_ahead: list = []  # the fork that `test_process` will hand out next, and what ends it


class Forked:
    """A copy of this process that calls work(wait_for_job) and ends; otherwise like a Popen.

    `wait_for_job()` returns what is told, once; where nobody is left to tell it, the copy ends.
    """

    def __init__(self, work):
        from socket import socketpair  # costs every other start 2 ms

        self.returncode = None
        self.line, inside = socketpair()
        self.pid = os.fork()
        if self.pid == 0:
            self.line.close()
            _become(work, inside)
        inside.close()

    def tell(self, job) -> bool:
        """Return False if it was killed while it waited."""
        with suppress(BrokenPipeError, ConnectionResetError):
            self.line.sendall(json.dumps(job).encode() + b"\n")
            return self.line.recv(1) == HEARD
        return False

    def poll(self) -> int | None:
        return self.wait(os.WNOHANG)

    def wait(self, how: int = 0) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, how)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
                self.line.close()
        return self.returncode

    def kill(self) -> None:
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)


def warm_up() -> None:
    """Import what every child needs, once."""
    global warm
    os.environ.update(ENVIRONMENT)
    sys.dont_write_bytecode = True  # children read the tests afresh, and leave no trace
    import numpy.random  # noqa: F401  numpy itself loads it when it is first used
    import pytest_check.plugin  # noqa: F401

    from kata.sandbox import child, session  # noqa: F401

    with chdir(ROOT):
        session.prepare()
    for each in exercises():  # parsed here, not in each child
        with suppress(Exception):  # a contributor's, half written: its own run will tell
            each.tests, each.helpers, regions.regions(each.solution)
    gc.freeze()  # a collection in a child leaves these pages shared
    warm = CAN_FORK


@cache
def pool():
    """Return an executor of as many warm processes as there are cores; each forks a child per run."""
    from concurrent.futures import ProcessPoolExecutor  # costs every other start 12 ms
    from multiprocessing.util import Finalize

    executor = ProcessPoolExecutor(max_workers=os.cpu_count(), initializer=warm_up)
    # A process that multiprocessing has started waits at its end for its own: they must be told first.
    Finalize(None, executor.shutdown, exitpriority=100)
    return executor


@contextmanager
def test_process(environment: dict[str, str], errors) -> Iterator:
    """Start the process that runs the tests of the job that this environment names.

    A new Python says into the file `errors` why it does not start.
    """
    with ExitStack() as stack:
        if not warm:
            words = ("-m", "kata.sandbox.child")
            child = process.python(*words, environment=environment, stderr=errors)
            yield stack.enter_context(child)
            return
        for _ in range(2):  # the first may have been killed while it waited
            start_ahead()
            forked, ending = _ahead.pop()
            stack.enter_context(ending)
            if forked.tell(environment):
                break
        yield forked


def start_ahead() -> None:
    """Start the next process that runs tests now: it loads what it can, and waits for its job."""
    if not _ahead:
        with ExitStack() as stack:
            forked = stack.enter_context(process.running(Forked, _run_tests))
            _ahead.append((forked, stack.pop_all()))


def _run_tests(wait_for_job) -> None:
    """Do, in a fork, what `python -m kata.sandbox.child` does, once it has its job."""
    from kata.sandbox import child

    capture.silence(0, 1, 2)
    sys.stdout = sys.stderr = os.fdopen(2, "w", closefd=False)
    os.chdir(ROOT)
    child.main(lambda: os.environ.update(wait_for_job()))


def _become(work, line) -> None:
    """Be the copy, in a process group of its own, and never return."""

    def wait_for_job():
        with line, line.makefile("rb") as told:
            job = told.readline()
            if not job:
                os._exit(0)
            line.sendall(HEARD)
        return json.loads(job)

    try:
        os.setsid()
        work(wait_for_job)
        os._exit(0)
    except KeyboardInterrupt:
        pass  # it was to end
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(1)
