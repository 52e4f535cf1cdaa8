"""Everything that keeps the course honest, for contributors and CI; EX=4 what concerns one exercise."""

import re
import time

from kata import checks, environment
from kata.course.exercises import exercises, find
from kata.errors import CommandError


def arguments(parser):
    parser.add_argument(
        "names",
        nargs="*",
        metavar="EX or CHECK",
        help="only this exercise, 4; only the checks whose names hold this word",
    )


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
    environment.need("site")
    environment.need("dev")
    verdicts = []
    for check in found:
        start = time.perf_counter()
        try:
            said = check(chosen) if checks.of_exercises(check) else check()
            verdict = "FAILED" if said else "passed"
        except CommandError as refusal:
            verdict, said = "FAILED", [str(refusal)]
        except checks.Skip as reason:
            verdict, said = "skipped", [str(reason)]
        verdicts.append(verdict)
        seconds = time.perf_counter() - start
        print(f"{verdict:7} {seconds:5.1f} s  {check.__doc__.splitlines()[0]}", flush=True)
        for text in said:
            print(f"        {text}".replace("\n", "\n        "), flush=True)
    counts = {word.lower(): verdicts.count(word) for word in ("passed", "FAILED", "skipped")}
    shown = [f"{count} {word}" for word, count in counts.items() if count or word != "skipped"]
    print(", ".join(shown))
    return 1 if counts["failed"] else 0
