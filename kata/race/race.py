"""One race, from its name to its record."""

import importlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from kata.course.commands import command
from kata.course.exercises import Exercise, exercises
from kata.errors import CommandError
from kata.race import record
from kata.race.scheduler import Scheduler
from kata.race.worker import Worker
from kata.results import resolver


def hold(
    module: str,
    tree: Path,
    sizes: list[int] | None,
    seconds: float,
    progress: Callable[[str], None],
    clock: float = 60,
    alone: bool = False,
    own: bool = False,
) -> Iterator[dict]:
    """Hold a race with the files of a tree; yield its record at the start, and as each heat is added.

    Args:
        module: the race, such as kata.race.e09_matmul.
        sizes: of the matrices, if the race has any; None for its own.
        seconds: of rounds, for each size; there are three rounds at least.
        progress: called with what is under way.
        clock: seconds after which a contender that does not answer is ended.
        alone, own: as in `resolver.resolve`, for what is used but not raced.

    Raises:
        CommandError: there is no such tree or size, or no solution for what has to be stood in for.
    """
    if not tree.is_dir():
        raise CommandError(f"There is no folder {tree}.")
    if sizes and min(sizes) < 1:
        raise CommandError(f"SIZE={min(sizes)}: a matrix has 1 row or more.")
    race = importlib.import_module(module)
    contenders, sources = race.contenders(), {}
    for stem in getattr(race, "STANDS_ON", []):
        sources |= resolver.resolve(Exercise(stem), tree, alone, own)
    raced = {each.stem for each in contenders} & {each.stem for each in exercises()} - {*sources}
    for stem in sorted(raced):
        sources |= resolver.resolve(Exercise(stem), tree, alone, own)
    sources |= {stem: Exercise(stem).file_in(tree) for stem in raced}  # passed or not
    found = record.new(race, resolver.standing_in(sources, tree))
    ready = []
    for each in contenders:
        if not each.stem or (each.stem in sources and sources[each.stem].exists()):
            ready.append(each)
        elif each.stem in sources:
            way_out = command("reset", Exercise(each.stem).number)
            why = f"{sources[each.stem].name} is missing ({way_out})"
            found["left_out"].append(record.left_out(each, why))
    yield found
    job = {"tree": str(tree), "sources": {stem: str(file) for stem, file in sources.items()}}
    sizes = (sizes or race.SIZES) if hasattr(race, "SIZES") else [None]
    with ExitStack() as processes:
        workers = [processes.enter_context(Worker(each, module, job, clock)) for each in ready]
        for at in Scheduler(workers, found, progress).heats(sizes, seconds):
            timed = [(worker.contender, worker.seconds, worker.memory) for worker in workers]
            found["heats"].append(record.heat(race, at, timed))
            yield found
