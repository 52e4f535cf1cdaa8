"""A child by fork: this process has imported pytest already, so the next child starts at once.

Each child still imports the exercise and its tests afresh. Only a process without threads may fork,
and only where there is fork; `run` starts a new Python everywhere else.
"""

import contextlib
import gc
import inspect
import os
import signal
import sys
import traceback

from kata.course import ROOT, exercises

ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",  # small matrices; and each thread costs address space
    "PYTEST_ADDOPTS": "",
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
}


class Forked:
    """A copy of this process that does some work and ends; the part of Popen that `process` uses."""

    def __init__(self, work):
        self.returncode = None
        self.pid = os.fork()
        if self.pid == 0:
            _become(work)

    def poll(self) -> int | None:
        return self._wait(os.WNOHANG)

    def wait(self) -> int | None:
        return self._wait(0)

    def kill(self) -> None:
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)

    def _wait(self, how: int) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, how)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode


def imports() -> None:
    """Import what every child needs, once."""
    os.environ.update(ENVIRONMENT)
    sys.dont_write_bytecode = True  # children read the tests afresh, and leave no trace
    import numpy  # noqa: F401
    import pytest_check.plugin  # noqa: F401

    import kata.child  # noqa: F401
    from kata import session

    with contextlib.chdir(ROOT):
        session.prepare()
    with contextlib.suppress(OSError, SyntaxError):  # a contributor's file, half written
        [(each.tests, each.helpers) for each in exercises()]  # parsed here, not in each child
    inspect.stack()  # finds the files of all modules, once: pytest-check does it for each failure
    gc.freeze()  # a collection in a child leaves these pages shared


def pool():
    """Return an executor of two warm processes, each of which forks a child per run."""
    from concurrent.futures import ProcessPoolExecutor  # costs every other start 12 ms

    return ProcessPoolExecutor(max_workers=2, initializer=imports)


def run_tests(environment: dict[str, str], errors: int) -> None:
    """Do, in a fork, what `python -m kata.child` does."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream, target in ((0, nothing), (1, nothing), (2, errors)):
        os.dup2(target, stream)
    sys.stdout = sys.stderr = os.fdopen(2, "w", closefd=False)
    os.environ.update(environment)
    os.chdir(ROOT)
    from kata import child

    child.main()


def _become(work) -> None:
    """Be the child, in a process group of its own, and never return."""
    try:
        os.setsid()
        work()
        os._exit(0)
    except KeyboardInterrupt:
        pass  # it was to end
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(1)
