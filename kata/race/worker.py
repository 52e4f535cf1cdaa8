"""The process of one contender, seen from outside: it is asked and answers, or is lost."""

import json
import subprocess
import threading
import time
from contextlib import ExitStack, suppress

from kata.course.exercises import Exercise
from kata.race.contender import Contender, LeftOut
from kata.sandbox import process, program

LONGEST = 1.0  # seconds that a call may take in any heat but its first


class Worker(ExitStack):
    """The process of one contender, ended by `close`, or by a with statement.

    Attributes: contender; of the latest heat: size, seconds (a number for each round), memory.
    """

    def __init__(self, contender: Contender, race: str, job: dict, clock: float):
        """Start it for a race, a module's name; clock: seconds that an answer may take."""
        super().__init__()
        self.contender, self.clock = contender, clock
        self.size, self.seconds, self.memory = None, [], None
        job = job | {"name": contender.name, "stem": contender.stem}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        start = program.start("kata.race.timing", race, job, contender.environment, **pipes)
        self.callback(self._close_pipes)  # after the process has ended
        self.process = self.enter_context(start)

    def prepare(self, size: int | None) -> None:
        """Let it make ready for a heat; a LeftOut says that it is too slow for this size, wrong, or lost."""
        if self.size and self.seconds[-1] * (size / self.size) ** 3 > LONGEST:
            raise LeftOut(f"a call would take more than {LONGEST:g} s", size)
        self._ask(size)
        self.size, self.seconds = size, []

    def run_round(self) -> None:
        """Let it run a round of the heat."""
        seconds, self.memory = self._ask("round")
        self.seconds.append(seconds)

    def _ask(self, question: object) -> list:
        start, timer = time.monotonic(), threading.Timer(self.clock, process.kill, [self.process])
        timer.daemon = True  # else a Ctrl-C that meets its start would wait for its end
        timer.start()
        try:
            print(json.dumps(question), file=self.process.stdin, flush=True)
            line = self.process.stdout.readline()
        except OSError:  # it has ended
            line = ""
        finally:
            timer.cancel()
        if not line.endswith("\n"):
            timer.join()
            timed_out = time.monotonic() - start >= self.clock
            with suppress(subprocess.TimeoutExpired):  # it may linger after its last word
                self.process.wait(1)
            process.kill(self.process)
            code, in_c = self.process.returncode, Exercise(self.contender.stem).suffix == ".c"
            raise LeftOut(process.exit_message(code, timed_out, self.clock, in_c))
        try:
            why, *numbers = json.loads(line)
        except (ValueError, TypeError):
            why = "its code writes where the race's answers are written"
        if why:
            raise LeftOut(why)
        return numbers

    def _close_pipes(self) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):  # a question that nobody has read
                pipe.close()
