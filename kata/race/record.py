"""From the seconds of single rounds to the record of a race: medians, rates, the machine."""

from statistics import median
from types import ModuleType

from kata.race import machine
from kata.race.contender import Contender

RATES = {"MFLOP/s": 1e6, "GFLOP/s": 1e9}  # of the units that are rates; the others are times


def new(race: ModuleType, standing_in: list[str]) -> dict:
    """Return the record of a race before anyone has run."""
    return {
        "race": race.__name__.rpartition(".")[2],
        "title": race.TITLE,
        "unit": race.UNIT,
        "against": race.AGAINST,
        "machine": machine.machine(),
        "standing_in": standing_in,
        "heats": [],
        "left_out": [],
    }


def left_out(contender: Contender, why: str, size: int | None = None) -> dict:
    """Return what is said of one that is not timed."""
    return {"name": contender.name, "stem": contender.stem, "size": size, "why": why}


def heat(
    race: ModuleType, size: int | None, timed: list[tuple[Contender, list[float], float | None]]
) -> dict:
    """Return the record of one heat, from each contender's seconds, round by round, and memory."""
    spread, unit = {"median": median, "min": min, "max": max}, RATES.get(race.UNIT)
    entrants = [
        {
            "name": contender.name,
            "stem": contender.stem,
            "seconds": {name: short(of(own)) for name, of in spread.items()},
            "memory": memory and round(memory, 1),
            "note": contender.note,
            "rate": unit and short(race.work(size) / median(own) / unit),
        }
        for contender, own, memory in timed
    ]
    what = race.WHAT.format(size)
    return {"size": size, "what": what, "rounds": len(timed[0][1]), "entrants": entrants}


def short(x: float) -> float:
    """Return x in four digits: more are noise."""
    return float(f"{x:.4g}")
