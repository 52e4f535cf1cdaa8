"""Everything that is to be fast, each beside its peer (for contributors).

With EX=4, only how long a save of that exercise waits for its verdict. The peers micrograd,
scikit-learn and torch are installed with PEERS=1 (--peers), else left out.
"""

import json

from kata import environment
from kata.bench import latency, pytorch
from kata.course import paths
from kata.course.exercises import find
from kata.course.paths import SOLUTIONS
from kata.errors import CommandError
from kata.race import chart, race
from kata.results import terminal
from kata.sandbox.progress import Progress

TAKES = ("exercise", "--in", "--json")
WIDEST = 100
RACES = (
    *("kata.race.e11_fast_value", "kata.race.e12_c_matmul", "kata.race.e10_digits"),
    *("kata.race.e13_tensor", "kata.bench.epoch"),
)
SAVED = ("4", "12")  # a usual exercise, and one that is compiled
OWN = {
    "--peers": {"action": "store_true", "help": "install the peers first"},
    "--seconds": {"type": float, "default": 10, "help": "of rounds, for each part"},
    "--rounds": {"type": int, "default": 9, "help": "of saves, passing and failing"},
}


def run(options) -> int:
    if options.rounds < 1:
        raise CommandError(f"--rounds {options.rounds}: it takes 1 or more.")
    if options.peers:
        environment.need("bench")
    progress = Progress(min(WIDEST, terminal.columns(80)))
    tree = paths.folder(options.tree).resolve() if options.tree else SOLUTIONS
    races = () if options.exercise else RACES
    parts = [race.hold(module, tree, None, options.seconds, progress) for module in races]
    saved = [find(text)[0] for text in ([options.exercise] if options.exercise else SAVED)]
    parts.append(latency.records(saved, options.rounds, progress))
    found = []
    for part in parts:
        found.append(chart.follow(part, progress, options.json))
        if not options.json:
            print()
    if options.json:
        print(json.dumps(found, indent=1))
    elif not options.exercise:
        print(pytorch.compared())
    return 0
