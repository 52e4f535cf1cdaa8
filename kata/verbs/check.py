"""Everything that keeps the course honest, for contributors and CI."""

import importlib
import inspect
import pkgutil
import time

from kata import checks, environment
from kata.refusal import Refusal


def arguments(parser):
    parser.add_argument(
        "names", nargs="*", metavar="CHECK", help="only those whose name holds this"
    )


def run(options) -> int:
    environment.need("site")
    environment.need("dev")
    parts = [
        part
        for part in _checks()
        if not options.names or any(word in part.__name__ for word in options.names)
    ]
    if not parts:
        raise Refusal(f"There is no check named {' '.join(options.names)}.")
    verdicts = []
    for part in parts:
        start = time.perf_counter()
        try:
            said = part()
            verdict = "FAILED" if said else "passed"
        except Refusal as refusal:
            verdict, said = "FAILED", [str(refusal)]
        except checks.Skip as reason:
            verdict, said = "skipped", [str(reason)]
        verdicts.append(verdict)
        seconds = time.perf_counter() - start
        print(f"{verdict:7} {seconds:5.1f} s  {part.__doc__.splitlines()[0]}", flush=True)
        for text in said:
            print(f"        {text}".replace("\n", "\n        "), flush=True)
    counts = {
        verdict.lower(): verdicts.count(verdict) for verdict in ("passed", "FAILED", "skipped")
    }
    print(
        ", ".join(
            f"{count} {verdict}"
            for verdict, count in counts.items()
            if count or verdict != "skipped"
        )
    )
    return 1 if counts["failed"] else 0


def _checks() -> list:
    """Return every public function of every file in kata/checks, in the order of the lines."""
    found = []
    for _, name, _ in sorted(pkgutil.iter_modules(checks.__path__), key=lambda each: each.name):
        module = importlib.import_module(f"kata.checks.{name}")
        own = [each for _, each in inspect.getmembers(module, inspect.isfunction)]
        own = [each for each in own if each.__module__ == module.__name__]
        found += sorted(own, key=lambda each: each.__code__.co_firstlineno)
    return [each for each in found if not each.__name__.startswith("_")]
