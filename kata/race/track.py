"""The race itself: all entrants prepare, then run round after round, A B C A B C, one at a time."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from kata.race import record
from kata.race.entrant import Entrant
from kata.race.runner import Lost, Runner

ROUNDS = 3  # at least, of each heat
LONGEST = 1.0  # seconds that a call may take in any heat but its first


class Track:
    """The entrants that are still in the race; whoever leaves is noted in left_out, with the reason.

    Use it in a with statement: nothing that it started outlives the block.
    """

    def __init__(
        self,
        entrants: list[Entrant],
        job: dict,
        clock: float,
        progress: Callable[[str], None] = lambda text: None,
    ):
        """Start a process for each entrant.

        Args:
            job: as from `job`, below.
            clock: seconds after which an entrant that does not answer is ended.
            progress: told what is under way.
        """
        self.left_out: list[dict] = []
        self.progress = progress
        self.runners: list[Runner] = []
        try:
            for entrant in entrants:
                self.runners.append(Runner(entrant, job, clock))
        except BaseException:
            self.__exit__()
            raise

    def __enter__(self) -> "Track":
        return self

    def __exit__(self, *_) -> None:
        for runner in self.runners:
            runner.end()

    def heats(self, sizes: list[int | None], budget: float) -> Iterator[dict]:
        """Yield a heat (see `kata.race`) for each size, with rounds for so many seconds.

        Where nobody of the learner's is left, there is none.
        """
        for size in sizes:
            at = f"n = {size}: " if size else "under way: "
            field = self._prepared(size, at)
            if any(runner.own for runner in field):  # else all is said already
                rounds = self._rounds(field, budget, at)
                yield record.heat(size, [runner.entrant for runner in field], rounds)

    def _prepared(self, size: int | None, at: str) -> list[Runner]:
        """Return the runners that give a right result at this size, and are quick enough for it."""
        field = []
        for runner in self.runners[:]:
            if runner.size and runner.seconds * (size / runner.size) ** 3 > LONGEST:
                self._leave(runner, f"a call would take more than {LONGEST:g} s", size)
                continue
            self.progress(f"{at}trying {runner.entrant.name}")
            if self._asked(runner, "prepare", size) is not None:
                runner.size = size
                field.append(runner)
        return field

    def _rounds(self, field: list[Runner], budget: float, at: str) -> list[dict[str, dict]]:
        """Return the answers by name, round by round; who is lost on the way is taken out."""
        rounds: list[dict[str, dict]] = []
        began = time.monotonic()
        while field and (len(rounds) < ROUNDS or time.monotonic() - began < budget):
            rounds.append({})
            for runner in field[:]:
                self.progress(f"{at}round {len(rounds)}, {runner.entrant.name}")
                if answer := self._asked(runner, "round"):
                    rounds[-1][runner.entrant.name] = answer
                    runner.seconds = answer["seconds"]
                else:
                    field.remove(runner)
        return rounds

    def _asked(self, runner: Runner, *command) -> dict | None:
        """Return the answer; an entrant that is lost instead leaves the race."""
        try:
            return runner.ask(*command)
        except Lost as reason:
            self._leave(runner, str(reason))
            return None

    def _leave(self, runner: Runner, why: str, size: int | None = None) -> None:
        self.runners.remove(runner)
        runner.end()
        self.left_out.append(record.left_out(runner.entrant, why, size))


def job(race: str, tree: Path, sources: dict[str, Path]) -> dict:
    """Return what every process of a race is told: the module that prepares it, and the files."""
    files = {stem: str(file) for stem, file in sources.items()}
    return {"race": race, "tree": str(tree), "sources": files}
