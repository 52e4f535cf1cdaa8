"""A child by fork: this process has imported pytest already, so the next child starts at once.

Each child still imports the exercise and its tests afresh. Only a process without threads may fork,
and only where there is fork; `run` starts a new Python everywhere else.
"""

import gc
import os
import sys
import traceback

from kata.course import ROOT


class Forked:
    """What `run` needs to know of a process."""

    def __init__(self, environment: dict[str, str], errors: int):
        self.returncode = None
        self.pid = os.fork()
        if self.pid == 0:
            _become(environment, errors)

    def poll(self) -> int | None:
        return self._wait(os.WNOHANG)

    def wait(self) -> int | None:
        return self._wait(0)

    def _wait(self, how: int) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, how)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode


def imports() -> None:
    """Import what every child needs, once."""
    import numpy  # noqa: F401
    import pytest_check.plugin  # noqa: F401

    import kata.child  # noqa: F401

    gc.freeze()  # a collection in a child leaves these pages shared


def pool():
    """Return an executor of two warm processes, each of which forks a child per run."""
    from concurrent.futures import ProcessPoolExecutor  # costs every other start 12 ms

    return ProcessPoolExecutor(max_workers=2, initializer=imports)


def _become(environment: dict[str, str], errors: int) -> None:
    """Be the child, in a process group of its own, and never return."""
    try:
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream, target in ((0, nothing), (1, nothing), (2, errors)):
            os.dup2(target, stream)
        sys.stdout = sys.stderr = os.fdopen(2, "w", closefd=False)
        os.environ.update(environment)
        os.chdir(ROOT)
        from kata import child

        child.main()
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(1)
