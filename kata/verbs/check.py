"""Everything that keeps the course honest, for contributors and CI; EX=4 what concerns one exercise."""

import re
import textwrap
import time

from kata import checks, environment
from kata.course.exercises import exercises, find
from kata.errors import CommandError


def arguments(parser):
    words = "only this exercise, 4; only the checks whose names hold this word"
    parser.add_argument("names", nargs="*", metavar="EX or CHECK", help=words)


def run(options) -> int:
    numbers = [name for name in options.names if re.fullmatch(r"e?\d+(_\w+)?", name)]
    words = [name for name in options.names if name not in numbers]
    chosen = [find(number)[0] for number in numbers] or exercises()
    found = [
        check
        for check in checks.every_check()
        if all(word in check.__name__ for word in words)
        and (not numbers or checks.of_exercises(check))
    ]
    if not found:
        raise CommandError(f"There is no check named {' '.join(words)}.")
    for extra in () if all(map(checks.of_exercises, found)) else ("site", "dev"):
        environment.need(extra)
    counts = {"passed": 0, "failed": 0}
    for check in found:
        start = time.perf_counter()
        try:
            said = check(chosen) if checks.of_exercises(check) else check()
            verdict = "failed" if said else "passed"
        except CommandError as refusal:
            verdict, said = "failed", [str(refusal)]
        except checks.Skip as reason:
            verdict, said = "skipped", [str(reason)]
        counts[verdict] = counts.get(verdict, 0) + 1
        seconds = time.perf_counter() - start
        shown = verdict.replace("failed", "FAILED")
        print(f"{shown:7} {seconds:5.1f} s  {check.__doc__.splitlines()[0]}", flush=True)
        for text in said:
            print(textwrap.indent(text, " " * 8), flush=True)
    print(", ".join(f"{count} {verdict}" for verdict, count in counts.items()))
    return 1 if counts["failed"] else 0
