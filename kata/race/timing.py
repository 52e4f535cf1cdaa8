"""What the process of one contender does: it prepares, then times round after round, as it is told.

Each question is a line: a size to prepare for, or "round". Each answer is one, too: [why, seconds,
memory], where why says that it is to be left out, or is empty.

The race's `prepare(name, size)` returns the call to be timed, and how much of the work it does: 1, or
less, where a part stands for the whole; it may add a call that checks, after each round, what the
calls have left.
"""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TextIO

from kata.course.commands import command
from kata.race.contender import LeftOut
from kata.sandbox import diagnosis, import_diagnosis

LEAST = 0.02  # seconds that a round lasts: a quick call is repeated
# Of this thread, not of the process: under a limit of CPU time, Linux counts a process's in ticks.
PRECISE = time.get_clock_info("thread_time").resolution < 1e-5  # not on Windows
clock = time.thread_time if PRECISE else time.perf_counter


def main(race: ModuleType, job: dict, questions: TextIO, answers: TextIO) -> None:
    """Answer each question, until there is none."""
    prepared, empty = (), memory("VmRSS:")
    for line in questions:
        question, answer = json.loads(line), ["", None, None]
        try:
            if question == "round":
                call, share, *checks = prepared
                seconds, peak = seconds_of(call) / share, memory("VmHWM:")
                answer = ["", seconds, peak and peak - empty]
                for check in checks:
                    check()
            else:
                prepared = race.prepare(job["name"], question)
        except LeftOut as reason:
            answer[0] = str(reason)
        except BaseException as error:
            answer[0] = trouble(job, error)
        print(json.dumps(answer), file=answers, flush=True)


def seconds_of(call: Callable) -> float:
    """Return the seconds of one call, from as many as a round takes; a LeftOut where others do its work."""
    count, passed, start, everywhere = 0, 0.0, clock(), sum(os.times()[:4])
    while passed < LEAST:
        call()
        count += 1
        passed = clock() - start
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


def trouble(job: dict, error: BaseException) -> str:
    """Say in one line what the code raised, and where."""
    if not job["stem"]:  # ours, not the learner's
        return f"{type(error).__name__}: {error}".partition("\n")[0]
    if unwritten := diagnosis.hole(error):
        return f"not written yet ({command('test', int(unwritten[0][1:3]))})"
    return import_diagnosis.of_program(error, job["sources"], job["stem"])
