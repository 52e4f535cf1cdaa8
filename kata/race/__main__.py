"""The process that one entrant of a race runs in: python -m kata.race JOB.

It reads commands, a line each, and answers each in a line: ["prepare", size] with {}, ["round"] with
{"seconds", "memory"}, and either with {"left_out": why}. The race's `prepare(name, size)` returns the
call to be timed, and how much of the work it does: 1, or less, where a part stands for the whole; it
may add a call that checks, after each round, what the calls have left.
"""

import importlib
import json
import os
import sys
import time
import warnings
from pathlib import Path

from kata import loader, process
from kata.hearing import Kept
from kata.race.entrant import LeftOut
from kata.source import Told

LEAST = 0.02  # seconds that a round lasts: a quick call is repeated
# Of this thread, not of the process: under a limit of CPU time, Linux counts a process's in ticks.
PRECISE = time.get_clock_info("thread_time").resolution < 1e-5  # not on Windows
clock = time.thread_time if PRECISE else time.perf_counter


def main(job: dict, commands, answers) -> None:
    """Do what each command says, until there is none."""
    process.limit() if job["stem"] else process.end_with_parent()
    sources = {name: Path(file) for name, file in job["sources"].items()}
    # No stem is under test: the loader would let its functions note each call, which takes time.
    loader.install(sources | {"": Path(job["tree"]) / "nothing.py"}, "")
    race = importlib.import_module(job["race"])  # with numpy, where a race takes it
    call, amount, empty = None, 1.0, memory("VmRSS:")
    for line in commands:
        what, *size = json.loads(line)
        try:
            if what == "prepare":
                call, amount, *verify = race.prepare(job["name"], *size)
                answer = {}
            else:
                seconds, peak = timed(call) / amount, memory("VmHWM:")
                for each in verify:
                    each()
                answer = {"seconds": seconds, "memory": peak and peak - empty}
        except LeftOut as reason:
            answer = {"left_out": str(reason)}
        except BaseException as error:
            answer = {"left_out": trouble(job["stem"], error, sources)}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def timed(call) -> float:
    """Return the seconds of one call, from as many as a round takes.

    Raises:
        LeftOut: it is not this thread that does the work.
    """
    count, began, everywhere = 0, clock(), sum(os.times()[:4])
    while True:
        call()
        count += 1
        if (passed := clock() - began) >= LEAST:
            break
    if sum(os.times()[:4]) - everywhere > 2 * passed + 0.1:
        raise LeftOut("other threads or processes do its work: the race is on one thread")
    return passed / count


def memory(of_linux: str) -> float | None:
    """Return what this process takes, or has taken at its peak, in MiB; None where nobody says."""
    try:  # what getrusage says on Linux counts the parent in, from before exec
        status = Path("/proc/self/status").read_text()
        return int(status.partition(of_linux)[2].split()[0]) / 1024
    except (OSError, IndexError):
        pass
    try:
        import resource
    except ImportError:
        return None
    # Elsewhere only the peak is told; macOS counts it in bytes.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)


def trouble(stem: str, error: BaseException, sources: dict[str, Path]) -> str:
    """Say in one line what the code raised, and where."""
    if not stem:  # ours, not the learner's
        return f"{type(error).__name__}: {error}".partition("\n")[0]
    from kata.child import STUB  # here: they bring pytest, whose memory is not the entrant's
    from kata.show.__main__ import trouble

    if isinstance(error, NotImplementedError) and (unwritten := STUB.fullmatch(str(error))):
        return f"not written yet (make test EX={int(unwritten[1][1:3])})"
    if isinstance(error, Told):
        return f"{sources[stem].name}:{error.line}: {error}" if error.line else str(error)
    return trouble(stem, error, [str(file) for file in sources.values()], "").partition("\n")[0]


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    commands = os.fdopen(os.dup(0), encoding="utf-8")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):  # input() meets its end, and what C prints goes nowhere
        os.dup2(nothing, stream)
    sys.stdout = sys.stderr = Kept()
    main(json.loads(sys.argv[1]), commands, answers)
    os._exit(0)  # threads that learner code left behind end here
