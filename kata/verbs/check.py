"""Everything that keeps the course honest, for contributors and CI."""

import inspect
import os
import time

from kata import environment
from kata.refusal import Refusal


def arguments(parser):
    parser.add_argument(
        "names", nargs="*", metavar="CHECK", help="only the checks whose name holds this word"
    )


def run(options) -> int:
    environment.need("site")
    environment.need("dev")
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # ten lines on the future of MkDocs at every build
    from kata import checks

    parts = [
        part
        for name, part in inspect.getmembers(checks, inspect.isfunction)
        if part.__module__ == checks.__name__ and not name.startswith("_")
    ]
    parts = [
        part
        for part in parts
        if not options.names or any(word in part.__name__ for word in options.names)
    ]
    if not parts:
        raise Refusal(f"There is no check named {' '.join(options.names)}.")
    failed = 0
    for part in sorted(parts, key=lambda part: part.__code__.co_firstlineno):
        start = time.perf_counter()
        try:
            said = part()
        except Refusal as refusal:
            said = [str(refusal)]
        failed += bool(said)
        print(
            f"{'FAILED' if said else 'passed'}  {time.perf_counter() - start:5.1f} s  {part.__doc__.splitlines()[0]}",
            flush=True,
        )
        for text in said:
            print(f"        {text}".replace("\n", "\n        "), flush=True)
    print(f"{len(parts) - failed} passed, {failed} failed")
    return 1 if failed else 0
