"""Everything that is to be fast, in one table, each beside its peer (for contributors).

The peers micrograd, scikit-learn and torch are installed with PEERS=1 (--peers), else left out.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from kata import environment
from kata.course import ROOT, SOLUTIONS
from kata.race import chart
from kata.race.progress import Progress
from kata.race.run import run as race
from kata.refusal import Refusal

RACES = {  # and the sizes of the matrices, where there are any
    "e11_fast_value": None,
    "e12_c_matmul": [128, 512, 1024],
    "e10_digits": None,
    "epoch": None,
}
WIDEST = 100


def arguments(parser):
    parser.add_argument("--in", dest="tree", metavar="DIR", help="run the files of this folder")
    parser.add_argument("--json", action="store_true", help="print the records and nothing else")
    parser.add_argument("--peers", action="store_true", help="install the peers first")
    parser.add_argument("--seconds", type=float, default=10, help="of rounds, for each part")
    parser.add_argument("--rounds", type=int, default=9, help="of saves, passing and failing")
    parser.add_argument("--size", type=int, metavar="N", help="matrices of this size only")


def run(options) -> int:
    if options.rounds < 1:
        raise Refusal(f"--rounds {options.rounds}: it takes 1 or more.")
    if options.peers:
        environment.need("bench")
    width = min(WIDEST, shutil.get_terminal_size((80, 24)).columns)
    progress = Progress(width)
    tree = Path(options.tree).resolve() if options.tree else SOLUTIONS
    records = []
    try:
        for name, sizes in RACES.items():
            sizes = sizes if options.size is None else [options.size]
            records.append(race(name, tree, sizes, options.seconds, progress=progress))
            progress.wipe()
            if not options.json:
                print(told(records[-1], width, first=len(records) == 1), flush=True)
        progress("saving and waiting: make watch beside make test")
        records.append(latency(records[0]["machine"], options.rounds))
        progress.wipe()
        if not options.json:
            print(told(records[-1], width, first=False))
    finally:
        progress.wipe()
    if options.json:
        print(json.dumps(records, indent=1))
    return 0


def told(record: dict, width: int, first: bool) -> str:
    """Return the rows of one race, under the machine where they are the first."""
    rows = [f"{chart.ground(record, width)}\n"] if first else []
    return "\n".join([*rows, chart.table(record, width), *chart.left_out(record, width), ""])


def latency(machine: dict, rounds: int) -> dict:
    """Return the record of the race from a save to its verdict."""
    record = {
        "race": "latency",
        "title": "From a save to its verdict",
        "unit": "ms",
        "against": "make test",
        "machine": machine,
        "standing_in": [],
        "heats": [],
        "left_out": [],
    }
    command = [sys.executable, "-m", "kata.watch_latency", "--rounds", str(rounds)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        why = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        record["left_out"].append({"name": "make watch", "stem": "", "size": None, "why": why})
        return record
    found = json.loads(done.stdout)
    for kind in ("passing", "failing"):
        ways = (("make test", "cold", 1.0), ("make watch", "watch", found[kind]["times"]))
        entrants = [
            {
                "name": name,
                "stem": "",
                "seconds": {key: ms / 1000 for key, ms in found[kind][way].items()},
                "memory": None,
                "note": "",
                "rate": None,
                "ratio": ratio,
            }
            for name, way, ratio in ways
        ]
        what = f"{found['exercise']}, {kind}"
        record["heats"].append({"size": None, "what": what, "rounds": rounds, "entrants": entrants})
    return record
