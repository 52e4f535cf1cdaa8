"""A child by fork: this process has imported pytest already, so the next child starts at once.

It may be forked ahead, go as far as it can, and wait until it is told on what it is to work. Each
child still imports the exercise and its tests afresh. Only a process without threads may fork, and
only where there is fork; `process.tests` starts a new Python everywhere else.
"""

import contextlib
import gc
import json
import os
import select
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
HEARD, PATIENCE = b".", 5  # what a fork answers when it has been told, within so many seconds


class Forked:
    """A copy of this process that calls work(listen) and ends; to `process` it is like a Popen.

    `listen()` waits for what is told, once, and returns it; nobody left to tell anything ends the copy.
    """

    def __init__(self, work):
        self.returncode = None
        ear, mouth = os.pipe()
        answer, voice = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(mouth)
            os.close(answer)
            _become(work, ear, voice)
        os.close(ear)
        os.close(voice)
        self.mouth, self.answer = os.fdopen(mouth, "wb"), os.fdopen(answer, "rb")

    def tell(self, what) -> bool:
        """Return False if it was killed while it waited; one that is slow to hear may hear yet."""
        with contextlib.suppress(BrokenPipeError), self.mouth:
            self.mouth.write(json.dumps(what).encode())
        with self.answer:
            answered, _, _ = select.select([self.answer], [], [], PATIENCE)
            return not answered or self.answer.read(1) == HEARD

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
                self.mouth.close()
                self.answer.close()
        return self.returncode


def imports() -> None:
    """Import what every child needs, once."""
    os.environ.update(ENVIRONMENT)
    sys.dont_write_bytecode = True  # children read the tests afresh, and leave no trace
    import numpy.random  # noqa: F401  numpy itself loads it when it is first used
    import pytest_check.plugin  # noqa: F401

    import kata.child  # noqa: F401
    from kata import regions, session

    with contextlib.chdir(ROOT):
        session.prepare()
    for each in exercises():  # parsed here, not in each child
        with contextlib.suppress(Exception):  # a contributor's, half written: its own run will tell
            each.tests, each.helpers, regions.regions(each.solution)
    gc.freeze()  # a collection in a child leaves these pages shared


def pool():
    """Return an executor of two warm processes, each of which forks a child per run."""
    from concurrent.futures import ProcessPoolExecutor  # costs every other start 12 ms

    return ProcessPoolExecutor(max_workers=2, initializer=imports)


def run_tests(listen) -> None:
    """Do, in a fork, what `python -m kata.child` does, on the job that it will be told of."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    sys.stdout = sys.stderr = os.fdopen(2, "w", closefd=False)
    os.chdir(ROOT)
    from kata import child

    child.main(lambda: os.environ.update(listen()))


def _become(work, ear: int, voice: int) -> None:
    """Be the child, in a process group of its own, and never return."""

    def listen():
        with os.fdopen(ear, "rb") as pipe:
            said = pipe.read()
        if not said:
            os._exit(0)
        with contextlib.suppress(BrokenPipeError), os.fdopen(voice, "wb") as pipe:
            pipe.write(HEARD)  # whoever told it may have stopped waiting for the answer
        return json.loads(said)

    try:
        os.setsid()
        work(listen)
        os._exit(0)
    except KeyboardInterrupt:
        pass  # it was to end
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(1)
