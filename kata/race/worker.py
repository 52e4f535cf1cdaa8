"""The process of one contender, seen from outside: asked, it answers; lost, it is told why."""

import json
import subprocess
import threading
from contextlib import ExitStack, suppress
from pathlib import Path

from kata.course.exercises import Exercise
from kata.race.contender import Contender
from kata.sandbox import process, program


class Lost(Exception):
    """Why a contender has left the race."""


class Worker:
    """The process of one contender."""

    def __init__(self, contender: Contender, race: str, job: dict, clock: float):
        """Start it.

        Args:
            race: the module that prepares it.
            job: as for `program.start`.
            clock: seconds after which it is ended, should it not answer.
        """
        self.contender, self.clock, self.timed_out = contender, clock, False
        self.size, self.seconds = None, 0.0  # of the latest heat: n, and the last call
        file = Path(job["sources"].get(contender.stem, ""))
        self.own = bool(contender.stem) and str(file.parent) == job["tree"]  # no solution stands in
        job = job | {"name": contender.name, "stem": contender.stem}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.stack = ExitStack()
        start = program.start("kata.race.contest", race, job, contender.environment, **pipes)
        self.process = self.stack.enter_context(start)

    def ask(self, *command) -> dict:
        """Return the answer to one command.

        Raises:
            Lost: the process is lost, or tells why it cannot.
        """
        timer = threading.Timer(self.clock, self._time_out)
        timer.daemon = True  # else a Ctrl-C that meets its start would wait for its end
        timer.start()
        try:
            self.process.stdin.write(json.dumps(command) + "\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except OSError:  # it has ended
            answer = ""
        finally:
            timer.cancel()
        if not answer.endswith("\n"):
            timer.join()
            if not self.timed_out:
                self._let_end()
            in_c = Exercise(self.contender.stem).suffix == ".c"
            code = self.process.returncode
            raise Lost(process.exit_message(code, self.timed_out, self.clock, in_c))
        told = None
        with suppress(ValueError):
            told = json.loads(answer)
        if isinstance(told, dict) and "left_out" in told:
            raise Lost(told["left_out"])
        if not isinstance(told, dict) or (command[0] == "round" and "seconds" not in told):
            raise Lost("its code writes where the race's answers are written")
        return told

    def _time_out(self) -> None:
        self.timed_out = True
        process.kill(self.process)

    def _let_end(self) -> None:
        """Wait for a process that has said its last word; end it, should it linger."""
        try:
            self.process.wait(1)
        except subprocess.TimeoutExpired:
            process.kill(self.process)

    def end(self) -> None:
        """Leave nothing running."""
        self.stack.close()
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):  # a command that nobody has read
                pipe.close()
