"""Who runs when: all contenders prepare, then run round after round, A B C A B C, one at a time."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kata.race import record
from kata.race.contender import LeftOut
from kata.race.worker import Worker

ROUNDS = 3  # at least, of each heat
LONGEST = 1.0  # seconds that a call may take in any heat but its first


@dataclass
class Scheduler:
    """Attributes: workers (still in the race), found (its record), progress (called with what runs)."""

    workers: list[Worker]
    found: dict
    progress: Callable[[str], None]

    def heats(self, sizes: list[int | None], budget: float) -> Iterator[int | None]:
        """Yield each size when its heat is over: the workers know the seconds of its rounds.

        Where nobody of the learner's is left, there is none.

        Args:
            budget: seconds for the rounds of one heat.
        """
        for size in sizes:
            at = f"n = {size}: " if size else "under way: "
            for worker in self.workers[:]:
                if worker.size and worker.seconds[-1] * (size / worker.size) ** 3 > LONGEST:
                    self._leave(worker, f"a call would take more than {LONGEST:g} s", size)
                else:
                    self.progress(f"{at}trying {worker.contender.name}")
                    self._try(worker, worker.prepare, size)
            if {each.contender.stem for each in self.workers} <= {"", *self.found["standing_in"]}:
                return
            count, start = 0, time.monotonic()
            while self.workers and (count < ROUNDS or time.monotonic() - start < budget):
                count += 1
                for worker in self.workers[:]:
                    self.progress(f"{at}round {count}, {worker.contender.name}")
                    self._try(worker, worker.run_round)
            if self.workers:
                yield size

    def _try(self, worker: Worker, action: Callable, *arguments) -> None:
        try:
            action(*arguments)
        except LeftOut as reason:
            self._leave(worker, str(reason))

    def _leave(self, worker: Worker, why: str, size: int | None = None) -> None:
        self.workers.remove(worker)
        worker.close()
        self.found["left_out"].append(record.left_out(worker.contender, why, size))
