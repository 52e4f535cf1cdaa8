"""Everything that keeps the course honest, for contributors and CI; EX=4 what concerns one exercise."""

import io
import os
import re
import textwrap
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout, suppress
from itertools import groupby
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection, wait

from kata import checks, environment
from kata.course.exercises import exercises, find
from kata.errors import CommandError

NAMES = "only this exercise, 4; only the checks whose names hold this word"
FULL = "every mistake on every test, and all of them in the page, too: half an hour more"
OWN = {
    "names": {"nargs": "*", "metavar": "EX or CHECK", "help": NAMES},
    "--full": {"action": "store_true", "help": FULL},
}
SIDE_BY_SIDE = 3  # files of checks: many wait for clocks, disks and a browser


def run(options) -> int:
    if options.full:
        os.environ["FULL"] = "1"  # for checks/exercises.py and tests/site/test_parity.py
    numbers = [name for name in options.names if re.fullmatch(r"e?\d+(_\w+)?", name)]
    words = [name for name in options.names if name not in numbers]
    chosen = [find(number)[0] for number in numbers] or exercises()
    found = [each for each in checks.every_check() if all(word in each.__name__ for word in words)]
    found = [each for each in found if checks.of_exercises(each) or not numbers]
    if not found:
        raise CommandError(f"There is no check named {' '.join(words)}.")
    for extra in () if all(map(checks.of_exercises, found)) else ("site", "dev"):
        environment.need(extra)
    counts = Counter(passed=0, failed=0)
    files = [[*each] for _, each in groupby(found, key=lambda check: check.__module__)]
    for verdict, told in _side_by_side(files, chosen):
        counts[verdict] += 1
        print(told, end="", flush=True)
    print(", ".join(f"{count} {verdict}" for verdict, count in counts.items()))
    return 1 if counts["failed"] else 0


def _side_by_side(files: list[list[Callable]], chosen: list) -> Iterator[tuple[str, str]]:
    """Yield the verdict on each check and all that is to be printed of it, as soon as it is there.

    The checks of a file run one after the other; some files at a time.
    """
    running = {}
    try:
        while files or running:
            while files and len(running) < SIDE_BY_SIDE:
                hearing, telling = Pipe(duplex=False)
                running[hearing] = Process(target=_try_each, args=(files.pop(0), chosen, telling))
                running[hearing].start()
                telling.close()
            for hearing in wait(running):
                try:
                    yield hearing.recv()
                except EOFError:
                    process = running.pop(hearing)
                    process.join()
                    if process.exitcode:
                        raise CommandError("A check has not come to its end.") from None
    except SystemExit:  # Ctrl-C reaches all of them, SIGTERM only this process
        for process in running.values():
            process.terminate()
        raise


def _try_each(file: list[Callable], chosen: list, telling: Connection) -> None:
    with suppress(KeyboardInterrupt):
        for check in file:
            telling.send(_tried(check, chosen))


def _tried(check: Callable, chosen: list) -> tuple[str, str]:
    start = time.perf_counter()
    with redirect_stdout(io.StringIO()) as printed:
        try:
            said = check(chosen) if checks.of_exercises(check) else check()
            verdict = "failed" if said else "passed"
        except (CommandError, checks.Skip) as refusal:
            verdict = "skipped" if isinstance(refusal, checks.Skip) else "failed"
            said = [str(refusal)]
    shown, seconds = verdict.replace("failed", "FAILED"), time.perf_counter() - start
    print(f"{shown:7} {seconds:5.1f} s  {check.__doc__}", file=printed)
    print("".join(textwrap.indent(f"{text}\n", " " * 8) for text in said), end="", file=printed)
    return verdict, printed.getvalue()
