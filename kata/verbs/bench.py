"""Everything that is to be fast, in one table, each beside its peer (for contributors).

The peers micrograd, scikit-learn and torch are installed with PEERS=1 (--peers), else left out.
"""

import json
from pathlib import Path

from kata import environment
from kata.bench import table
from kata.course.paths import SOLUTIONS
from kata.errors import CommandError
from kata.results import terminal
from kata.sandbox.progress import Progress

TAKES = ("--in", "--json", "--size")
WIDEST = 100


def arguments(parser):
    parser.add_argument("--peers", action="store_true", help="install the peers first")
    parser.add_argument("--seconds", type=float, default=10, help="of rounds, for each part")
    parser.add_argument("--rounds", type=int, default=9, help="of saves, passing and failing")


def run(options) -> int:
    if options.rounds < 1:
        raise CommandError(f"--rounds {options.rounds}: it takes 1 or more.")
    if options.peers:
        environment.need("bench")
    width = min(WIDEST, terminal.columns(80))
    progress = Progress(width)
    tree = Path(options.tree).resolve() if options.tree else SOLUTIONS
    found = []
    try:
        for record in table.records(tree, options.size, options.seconds, options.rounds, progress):
            progress.wipe()
            if not options.json:
                print(table.told(record, width, first=not found), flush=True)
            found.append(record)
    finally:
        progress.wipe()
    if options.json:
        print(json.dumps(found, indent=1))
    return 0
