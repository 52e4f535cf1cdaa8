"""Everything that is to be fast, as records of races: the table of `make bench`."""

from collections.abc import Callable, Iterator
from pathlib import Path

from kata.bench import latency
from kata.course.exercises import find
from kata.race import chart, race, record
from kata.race.contender import Contender

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
    for module, sizes in RACES.items():
        sizes = sizes if size is None else [size]
        *_, found = race.hold(module, tree, sizes, seconds, progress)
        yield found
    progress("saving and waiting: make watch beside make test")
    yield saves(rounds)


def saves(rounds: int) -> dict:
    """Return the record of the race from a save to its verdict."""
    found = record.new(latency, [])
    for exercise in (find(number)[0] for number in SAVED):
        for kind, times in latency.measure(exercise, rounds).items():
            ways = (("make test", times["cold"]), ("make watch", times["watch"]))
            timed = [(Contender(name), seconds, None) for name, seconds in ways]
            what = {"what": f"{exercise.stem}, {kind}"}
            found["heats"].append(record.heat(latency, None, timed) | what)
    return found


def told(found: dict, width: int, first: bool) -> str:
    """Return the rows of one race, under the machine where they are the first."""
    ground = [f"{chart.ground(found, width)}\n"] * first
    heats = [chart.heat(found, heat, width, bars=False) for heat in found["heats"]]
    return "\n".join([*ground, f"{found['title']}.", *heats, *chart.left_out(found, width), ""])
