"""Everything that is to be fast, as records of races: the table of `make bench`."""

from collections.abc import Callable, Iterator
from pathlib import Path

from kata.bench import latency
from kata.course.exercises import find
from kata.race import chart, race

RACES = {  # and the sizes of the matrices, where there are any
    "kata.race.e11_fast_value": None,
    "kata.race.e12_c_matmul": [128, 512, 1024],
    "kata.race.e10_digits": None,
    "kata.bench.epoch": None,
}
SAVED = ("4", "12")  # a usual exercise, and one that is compiled


def records(
    tree: Path, size: int | None, seconds: float, rounds: int, progress: Callable[[str], None]
) -> Iterator[dict]:
    """Yield the record of one race after the other, the saves last."""
    machine = {}
    for module, sizes in RACES.items():
        sizes = sizes if size is None else [size]
        record = race.hold(module, tree, sizes, seconds, progress=progress)
        machine = record["machine"]
        yield record
    progress("saving and waiting: make watch beside make test")
    yield saves(machine, rounds)


def saves(machine: dict, rounds: int) -> dict:
    """Return the record of the race from a save to its verdict."""
    heats = []
    for number in SAVED:
        found = latency.measure(find(number)[0], rounds)
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
            heats.append({"size": None, "what": what, "rounds": rounds, "entrants": entrants})
    head = {"race": "latency", "title": "From a save to its verdict", "unit": "ms"}
    head |= {"against": "make test", "machine": machine, "standing_in": [], "left_out": []}
    return head | {"heats": heats}


def told(record: dict, width: int, first: bool) -> str:
    """Return the rows of one race, under the machine where they are the first."""
    rows = [f"{chart.ground(record, width)}\n"] if first else []
    return "\n".join([*rows, chart.table(record, width), *chart.left_out(record, width), ""])
