"""From the seconds of single rounds to the record of a race: medians, ratios, the machine."""

from collections.abc import Iterable
from statistics import median
from types import ModuleType

from kata.race import machine, matmul
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
    race: ModuleType,
    size: int | None,
    timed: Iterable[tuple[Contender, list[float], float | None]],
) -> dict:
    """Return the record of one heat, from each contender's seconds, round by round, and memory."""
    timed = list(timed)
    against = next((own for each, own, _ in timed if each.name == race.AGAINST), [])
    entrants = []
    for contender, own, memory in timed:
        rate = None
        if race.UNIT in RATES:
            rate = short(matmul.operations(size) / median(own) / RATES[race.UNIT])
        entrants.append(
            {
                "name": contender.name,
                "stem": contender.stem,
                "seconds": spread(own),
                "memory": memory and round(memory, 1),
                "note": contender.note,
                "rate": rate,
                "ratio": short(median(a / b for a, b in zip(against, own))) if against else None,
            }
        )
    what = race.WHAT.format(size)
    return {"size": size, "what": what, "rounds": len(timed[0][1]), "entrants": entrants}


def spread(numbers: list[float]) -> dict[str, float]:
    return {key: short(of(numbers)) for key, of in (("median", median), ("min", min), ("max", max))}


def short(x: float) -> float:
    """Return x in four digits: more are noise."""
    return float(f"{x:.4g}")
