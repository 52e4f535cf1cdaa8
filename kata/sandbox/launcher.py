"""Starting the process that runs tests: by fork where this one is warm, else as a new Python."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from kata.sandbox import fork_server, process
from kata.sandbox.fork_server import Forked

_ahead: tuple[ExitStack, Forked] | None = None  # what `test_process` will hand out next


@contextmanager
def test_process(environment: dict[str, str], errors) -> Iterator:
    """Start the process that runs the tests of the job that this environment names.

    A new Python says into the file `errors` why it does not start.
    """
    if fork_server.is_warm():
        stack, forked = _handed_out(environment)
        with stack:
            yield forked
    else:
        words = ("-m", "kata.sandbox.child")
        with process.python(*words, environment=environment, stderr=errors) as started:
            yield started


def start_ahead() -> None:
    """Start the next process that runs tests now: it loads what it can, and waits for its job."""
    global _ahead
    if _ahead is None:
        with ExitStack() as stack:
            forked = stack.enter_context(process.running(Forked, fork_server.run_tests))
            _ahead = stack.pop_all(), forked


def _handed_out(environment: dict[str, str]) -> tuple[ExitStack, Forked]:
    """Return the process started ahead, told; where it was killed while it waited, a new one."""
    global _ahead
    for _ in range(2):
        start_ahead()
        (stack, forked), _ahead = _ahead, None
        if forked.tell(environment):
            break
        stack.close()
    return stack, forked
