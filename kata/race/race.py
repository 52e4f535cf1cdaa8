"""One race, from its name to its record."""

import importlib
from collections.abc import Callable
from pathlib import Path

from kata.course.exercises import Exercise, exercises
from kata.errors import CommandError
from kata.race import record
from kata.race.scheduler import Scheduler
from kata.results import resolver


def hold(
    module: str,
    tree: Path,
    sizes: list[int] | None = None,
    seconds: float = 6,
    clock: float = 60,
    alone: bool = False,
    own: bool = False,
    heard: Callable[[dict], None] = lambda found: None,
    progress: Callable[[str], None] = lambda text: None,
) -> dict:
    """Hold a race with the files of a tree, and return its record.

    Args:
        module: the race, such as kata.race.e09_matmul.
        sizes: of the matrices, if the race has any; by default its own.
        seconds: of rounds, for each size; there are three rounds at least.
        clock: seconds after which a contender that does not answer is ended.
        alone, own: as in `resolver.resolve`, for what is used but not raced.
        heard: called with the record at the start, and again as each heat is added.

    Raises:
        CommandError: there is no such tree or size, or no solution for what has to be stood in for.
    """
    if not tree.is_dir():
        raise CommandError(f"There is no folder {tree}.")
    if sizes and min(sizes) < 1:
        raise CommandError(f"SIZE={min(sizes)}: a matrix has 1 row or more.")
    race = importlib.import_module(module)
    there = {exercise.stem for exercise in exercises()}
    raced = [stem for stem in race.RACED if stem in there]
    sources: resolver.Sources = {}
    for each in (*raced, *race.BEHIND):
        sources |= resolver.resolve(Exercise(each), tree, alone, own)
    sources |= {each: Exercise(each).file_in(tree) for each in raced}  # passed or not
    found = record.new(race, resolver.standing_in(sources, tree))
    contenders = []
    for each in race.contenders():
        if each.stem in sources and not sources[each.stem].exists():
            why = (
                f"{sources[each.stem].name} is missing (make reset EX={Exercise(each.stem).number})"
            )
            found["left_out"].append(record.left_out(each, why))
        elif not each.stem or each.stem in sources:
            contenders.append(each)
    heard(found)
    if not race.SIZES[0]:
        sizes = None
    files = {stem: str(file) for stem, file in sources.items()}
    job = {"tree": str(tree), "sources": files}
    with Scheduler(contenders, module, job, clock, progress) as scheduler:
        for heat in scheduler.heats(sizes or race.SIZES, seconds):
            found["heats"].append(record.complete(race, heat))
            heard(found)
        found["left_out"] += scheduler.left_out
    return found
