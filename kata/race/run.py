"""One race, from its name to its record."""

import importlib
from collections.abc import Callable
from pathlib import Path

from kata import plan
from kata.course import ROOT, Exercise, exercises
from kata.race import record
from kata.race.track import Track, job
from kata.refusal import Refusal

RACES = ROOT / "kata" / "race"


def run(
    stem: str,
    tree: Path,
    sizes: list[int] | None = None,
    seconds: float = 6,
    clock: float = 60,
    alone: bool = False,
    own: bool = False,
    heard: Callable[[dict], None] = lambda found: None,
    progress: Callable[[str], None] = lambda text: None,
) -> dict:
    """Hold the race of an exercise with the files of a tree, and return its record.

    Args:
        sizes: of the matrices, if the race has any; by default its own.
        seconds: of rounds, for each size; there are three rounds at least.
        clock: seconds after which an entrant that does not answer is ended.
        alone, own: as in `plan.sources`, for what is used but not raced.
        heard: called with the record at the start, and again as each heat is added.

    Raises:
        Refusal: there is no such tree or size, or no solution for what has to be stood in for.
    """
    if not tree.is_dir():
        raise Refusal(f"There is no folder {tree}.")
    if sizes and min(sizes) < 1:
        raise Refusal(f"SIZE={min(sizes)}: a matrix has 1 row or more.")
    race = importlib.import_module(f"kata.race.{stem}")
    there = {exercise.stem for exercise in exercises()}
    raced = [stem for stem in race.RACED if stem in there]
    sources: plan.Sources = {}
    for each in (*raced, *race.BEHIND):
        sources |= plan.sources(Exercise(each), tree, alone, own)
    sources |= {each: Exercise(each).file_in(tree) for each in raced}  # passed or not
    found = record.new(race, stem, plan.standing_in(sources, tree))
    entrants = []
    for each in race.entrants():
        if each.stem in sources and not sources[each.stem].exists():
            why = (
                f"{sources[each.stem].name} is missing (make reset EX={Exercise(each.stem).number})"
            )
            found["left_out"].append(record.left_out(each, why))
        elif not each.stem or each.stem in sources:
            entrants.append(each)
    heard(found)
    if not race.SIZES[0]:
        sizes = None
    with Track(entrants, job(race.__name__, tree, sources), clock, progress) as track:
        for heat in track.heats(sizes or race.SIZES, seconds):
            found["heats"].append(record.complete(race, heat))
            heard(found)
        found["left_out"] += track.left_out
    return found
