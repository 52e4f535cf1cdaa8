"""Everything that keeps the course honest, for contributors and CI; EX=4 what concerns one exercise."""

import os
import re
import textwrap
import time
from collections import Counter

from kata import checks, environment
from kata.course.exercises import exercises, find
from kata.errors import CommandError

NAMES = "only this exercise, 4; only the checks whose names hold this word"
FULL = "every mistake on every test, and all of them in the page, too: half an hour more"
OWN = {
    "names": {"nargs": "*", "metavar": "EX or CHECK", "help": NAMES},
    "--full": {"action": "store_true", "help": FULL},
}


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
    for check in found:
        start = time.perf_counter()
        try:
            said = check(chosen) if checks.of_exercises(check) else check()
            verdict = "failed" if said else "passed"
        except (CommandError, checks.Skip) as refusal:
            verdict = "skipped" if isinstance(refusal, checks.Skip) else "failed"
            said = [str(refusal)]
        counts[verdict] += 1
        shown, seconds = verdict.replace("failed", "FAILED"), time.perf_counter() - start
        print(f"{shown:7} {seconds:5.1f} s  {check.__doc__}")
        print("".join(textwrap.indent(f"{text}\n", " " * 8) for text in said), end="", flush=True)
    print(", ".join(f"{count} {verdict}" for verdict, count in counts.items()))
    return 1 if counts["failed"] else 0
