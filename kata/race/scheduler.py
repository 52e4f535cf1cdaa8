"""Who runs when: all contenders prepare, then run round after round, A B C A B C, one at a time."""

import time
from collections.abc import Callable, Iterator

from kata.race import record
from kata.race.contender import Contender
from kata.race.worker import Lost, Worker

ROUNDS = 3  # at least, of each heat
LONGEST = 1.0  # seconds that a call may take in any heat but its first


class Scheduler:
    """The contenders that are still in the race; whoever leaves is noted in left_out, with the reason.

    Use it in a with statement: nothing that it started outlives the block.
    """

    def __init__(
        self,
        contenders: list[Contender],
        race: str,
        job: dict,
        clock: float,
        progress: Callable[[str], None] = lambda text: None,
    ):
        """Start a process for each contender.

        Args:
            race, job, clock: as for `Worker`.
            progress: told what is under way.
        """
        self.left_out: list[dict] = []
        self.progress = progress
        self.workers: list[Worker] = []
        try:
            for contender in contenders:
                self.workers.append(Worker(contender, race, job, clock))
        except BaseException:
            self.__exit__()
            raise

    def __enter__(self) -> "Scheduler":
        return self

    def __exit__(self, *_) -> None:
        for worker in self.workers:
            worker.end()

    def heats(self, sizes: list[int | None], budget: float) -> Iterator[dict]:
        """Yield a heat (see `kata.race`) for each size, with rounds for so many seconds.

        Where nobody of the learner's is left, there is none.
        """
        for size in sizes:
            at = f"n = {size}: " if size else "under way: "
            field = self._prepared(size, at)
            if any(worker.own for worker in field):  # else all is said already
                rounds = self._rounds(field, budget, at)
                yield record.heat(size, [worker.contender for worker in field], rounds)

    def _prepared(self, size: int | None, at: str) -> list[Worker]:
        """Return the workers that give a right result at this size, and are quick enough for it."""
        field = []
        for worker in self.workers[:]:
            if worker.size and worker.seconds * (size / worker.size) ** 3 > LONGEST:
                self._leave(worker, f"a call would take more than {LONGEST:g} s", size)
                continue
            self.progress(f"{at}trying {worker.contender.name}")
            if self._asked(worker, "prepare", size) is not None:
                worker.size = size
                field.append(worker)
        return field

    def _rounds(self, field: list[Worker], budget: float, at: str) -> list[dict[str, dict]]:
        """Return the answers by name, round by round; who is lost on the way is taken out."""
        rounds: list[dict[str, dict]] = []
        began = time.monotonic()
        while field and (len(rounds) < ROUNDS or time.monotonic() - began < budget):
            rounds.append({})
            for worker in field[:]:
                self.progress(f"{at}round {len(rounds)}, {worker.contender.name}")
                if answer := self._asked(worker, "round"):
                    rounds[-1][worker.contender.name] = answer
                    worker.seconds = answer["seconds"]
                else:
                    field.remove(worker)
        return rounds

    def _asked(self, worker: Worker, *command) -> dict | None:
        """Return the answer; a contender that is lost instead leaves the race."""
        try:
            return worker.ask(*command)
        except Lost as reason:
            self._leave(worker, str(reason))
            return None

    def _leave(self, worker: Worker, why: str, size: int | None = None) -> None:
        self.workers.remove(worker)
        worker.end()
        self.left_out.append(record.left_out(worker.contender, why, size))
