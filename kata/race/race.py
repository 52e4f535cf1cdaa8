"""One race, from its name to its record: all prepare, then run in turn, A B C A B C, one at a time."""

import importlib
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from kata.course.commands import command
from kata.course.exercises import Exercise
from kata.errors import CommandError
from kata.race import record
from kata.race.contender import LeftOut
from kata.race.worker import Worker
from kata.results import resolver

ROUNDS = 3  # at least, of each heat


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
        clock: seconds that a contender may take for one answer.
        alone, own: as in `resolver.resolve`, for what is used but not raced.

    Raises:
        CommandError: there is no such size, or no solution for what has to be stood in for.
    """
    if sizes and min(sizes) < 1:
        raise CommandError(f"SIZE={min(sizes)}: a matrix has 1 row or more.")
    race = importlib.import_module(module)
    contenders, sources = race.contenders(), {}
    for stem in getattr(race, "STANDS_ON", []):
        sources |= resolver.resolve(Exercise(stem), tree, alone, own)
    raced = {each.stem for each in contenders} - {"", *sources}
    for stem in sorted(raced):
        sources |= resolver.resolve(Exercise(stem), tree, alone, own)
    sources |= {stem: Exercise(stem).file_in(tree) for stem in raced}  # passed or not
    found, ready = record.new(race, resolver.standing_in(sources, tree)), []
    for each in contenders:
        if not each.stem or sources[each.stem].exists():
            ready.append(each)
        else:
            way_out = command("reset", Exercise(each.stem).number)
            why = f"{sources[each.stem].name} is missing ({way_out})"
            found["left_out"].append(record.left_out(each, why))
    yield found
    job = {"tree": tree, "sources": sources}
    sizes = (sizes or race.SIZES) if hasattr(race, "SIZES") else [None]
    with ExitStack() as processes:
        workers = [processes.enter_context(Worker(each, module, job, clock)) for each in ready]
        for size in heats(workers, sizes, seconds, found, progress):
            timed = [(worker.contender, worker.seconds, worker.memory) for worker in workers]
            found["heats"].append(record.heat(race, size, timed))
            yield found


def heats(
    workers: list[Worker],
    sizes: list[int | None],
    seconds: float,
    found: dict,
    progress: Callable[[str], None],
) -> Iterator[int | None]:
    """Yield each size when its heat is over: the workers know the seconds of its rounds.

    Who is left out goes from the workers into found. Once nobody of the learner's is left, it ends.
    """

    def everyone(action: Callable, what: str, *arguments) -> None:
        for worker in workers[:]:
            progress(f"{what} {worker.contender.name}")
            try:
                action(worker, *arguments)
            except LeftOut as reason:
                workers.remove(worker)
                worker.close()
                found["left_out"].append(record.left_out(worker.contender, *reason.args))

    for size in sizes:
        at = f"n = {size}: " if size else "under way: "
        everyone(Worker.prepare, f"{at}trying", size)
        if {each.contender.stem for each in workers} <= {"", *found["standing_in"]}:
            return
        count, start = 0, time.monotonic()
        while workers and (count < ROUNDS or time.monotonic() - start < seconds):
            count += 1
            everyone(Worker.run_round, f"{at}round {count},")
        if workers:
            yield size
