"""From the seconds of single rounds to the record of a race: medians, ratios, the machine."""

from statistics import median

from kata.race import machine
from kata.race.entrant import Entrant

RATES = {"MFLOP/s": 1e6, "GFLOP/s": 1e9}  # of the units that are rates; the others are times


def new(race, stem: str, standing_in: list[str]) -> dict:
    """Return the record of a race, a module, before anyone has run."""
    return {
        "race": stem,
        "title": race.TITLE,
        "unit": race.UNIT,
        "against": race.AGAINST,
        "machine": machine.machine(),
        "standing_in": standing_in,
        "heats": [],
        "left_out": [],
    }


def left_out(entrant: Entrant, why: str, size: int | None = None) -> dict:
    """Return what is said of one that is not timed."""
    return {"name": entrant.name, "stem": entrant.stem, "size": size, "why": why}


def heat(size: int | None, field: list[Entrant], rounds: list[dict[str, dict]]) -> dict:
    """Return the seconds and the memory of each entrant; `complete` adds what the race knows."""
    entrants = []
    for entrant in field:
        answers = [each[entrant.name] for each in rounds]
        memory = answers[-1]["memory"]
        entrants.append(
            {
                "name": entrant.name,
                "stem": entrant.stem,
                "seconds": [answer["seconds"] for answer in answers],
                "memory": memory and round(memory, 1),
                "note": entrant.note,
            }
        )
    return {"size": size, "what": "", "rounds": len(rounds), "entrants": entrants}


def complete(race, heat: dict) -> dict:
    """Return a heat with what was done, and with medians, rates and ratios."""
    seconds = {each["name"]: each["seconds"] for each in heat["entrants"]}
    against, entrants = seconds.get(race.AGAINST), []
    for each in heat["entrants"]:
        own = each["seconds"]
        rate = None
        if race.UNIT in RATES:
            rate = _short(race.work(heat["size"]) / median(own) / RATES[race.UNIT])
        told = {
            key: _short(of(own)) for key, of in (("median", median), ("min", min), ("max", max))
        }
        ratio = against and _short(median(a / b for a, b in zip(against, own)))
        entrants.append(each | {"seconds": told, "rate": rate, "ratio": ratio})
    return heat | {"what": race.what(heat["size"]), "entrants": entrants}


def _short(x: float) -> float:
    """Return x in four digits: more are noise."""
    return float(f"{x:.4g}")
