"""A child by fork: this process has imported pytest already, so the next child starts at once.

It may be forked ahead, go as far as it can, and wait for its job. Each child still imports the
exercise and its tests afresh. Only a process without threads may fork, and only Linux does it
safely once numpy is loaded; everywhere else a new Python is started (`launcher`).
"""

import contextlib
import gc
import json
import os
import select
import signal
import sys
import traceback
from functools import cache

from kata.course import regions
from kata.course.exercises import exercises
from kata.course.paths import ROOT
from kata.sandbox.limits import CLOCKS, ENVIRONMENT

CAN_FORK = sys.platform == "linux" and hasattr(os, "fork")
HEARD = b"."  # what a fork answers when it has its job

_warm = False


class Forked:
    """A copy of this process that calls work(wait_for_job) and ends; otherwise like a Popen.

    `wait_for_job()` returns what is told, once; where nobody is left to tell it, the copy ends.
    """

    def __init__(self, work):
        self.returncode = None
        job_read, job_write = os.pipe()
        reply_read, reply_write = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(job_write)
            os.close(reply_read)
            _become(work, job_read, reply_write)
        os.close(job_read)
        os.close(reply_write)
        self.job, self.reply = os.fdopen(job_write, "wb"), os.fdopen(reply_read, "rb")

    def tell(self, job) -> bool:
        """Return False if it was killed while it waited; one that is slow to answer may work yet."""
        with contextlib.suppress(BrokenPipeError), self.job:
            self.job.write(json.dumps(job).encode())
        with self.reply:
            answered, _, _ = select.select([self.reply], [], [], CLOCKS.answer)
            return not answered or self.reply.read(1) == HEARD

    def poll(self) -> int | None:
        return self._wait(os.WNOHANG)

    def wait(self) -> int | None:
        return self._wait(0)

    def kill(self) -> None:
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)

    def interrupt(self) -> None:
        """Send what Ctrl-C sends."""
        os.kill(self.pid, signal.SIGINT)

    def _wait(self, how: int) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, how)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
                self.job.close()
                self.reply.close()
        return self.returncode


def warm_up() -> None:
    """Import what every child needs, once."""
    global _warm
    os.environ.update(ENVIRONMENT)
    sys.dont_write_bytecode = True  # children read the tests afresh, and leave no trace
    import numpy.random  # noqa: F401  numpy itself loads it when it is first used
    import pytest_check.plugin  # noqa: F401

    from kata.sandbox import child, session  # noqa: F401

    with contextlib.chdir(ROOT):
        session.prepare()
    for each in exercises():  # parsed here, not in each child
        with contextlib.suppress(Exception):  # a contributor's, half written: its own run will tell
            each.tests, each.helpers, regions.regions(each.solution)
    gc.freeze()  # a collection in a child leaves these pages shared
    _warm = CAN_FORK


def is_warm() -> bool:
    """Return whether this process may fork its children."""
    return _warm


@cache
def pool():
    """Return an executor of as many warm processes as there are cores; each forks a child per run."""
    from concurrent.futures import ProcessPoolExecutor  # costs every other start 12 ms

    return ProcessPoolExecutor(max_workers=os.cpu_count(), initializer=warm_up)


def run_tests(wait_for_job) -> None:
    """Do, in a fork, what `python -m kata.sandbox.child` does, once it has its job."""
    from kata.sandbox import child

    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    sys.stdout = sys.stderr = os.fdopen(2, "w", closefd=False)
    os.chdir(ROOT)
    child.main(lambda: os.environ.update(wait_for_job()))


def _become(work, job_read: int, reply_write: int) -> None:
    """Be the copy, in a process group of its own, and never return."""

    def wait_for_job():
        with os.fdopen(job_read, "rb") as pipe:
            job = pipe.read()
        if not job:
            os._exit(0)
        with contextlib.suppress(BrokenPipeError), os.fdopen(reply_write, "wb") as pipe:
            pipe.write(HEARD)  # whoever told it may have stopped waiting for the answer
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
