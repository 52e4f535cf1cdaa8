"""From the seconds of single rounds to the record of a race: medians, ratios, the machine."""

from statistics import median

from kata.race import machine
from kata.race.contender import Contender

RATES = {"MFLOP/s": 1e6, "GFLOP/s": 1e9}  # of the units that are rates; the others are times


def new(race, standing_in: list[str]) -> dict:
    """Return the record of a race, a module, before anyone has run."""
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


def heat(size: int | None, field: list[Contender], rounds: list[dict[str, dict]]) -> dict:
    """Return the seconds and the memory of each contender; `complete` adds what the race knows."""
    entrants = []
    for contender in field:
        answers = [each[contender.name] for each in rounds]
        memory = answers[-1]["memory"]
        entrants.append(
            {
                "name": contender.name,
                "stem": contender.stem,
                "seconds": [answer["seconds"] for answer in answers],
                "memory": memory and round(memory, 1),
                "note": contender.note,
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
