"""The process of one entrant, seen from outside: asked, it answers; lost, it is told why."""

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

from kata import process
from kata.course import ROOT, Exercise
from kata.race.entrant import Entrant

ONE_THREAD = {
    f"{library}_NUM_THREADS": "1" for library in ("OPENBLAS", "OMP", "MKL", "VECLIB_MAXIMUM")
}


class Lost(Exception):
    """Why an entrant has left the race."""


class Runner:
    """The process of one entrant."""

    def __init__(self, entrant: Entrant, job: dict, clock: float):
        self.entrant, self.clock, self.timed_out = entrant, clock, False
        self.size, self.seconds = None, 0.0  # of the latest heat: n, and the last call
        file = Path(job["sources"].get(entrant.stem, ""))
        self.own = bool(entrant.stem) and str(file.parent) == job["tree"]  # no solution stands in
        job = job | {"name": entrant.name, "stem": entrant.stem}
        quiet = {"PYTHONDONTWRITEBYTECODE": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kata.race", json.dumps(job)],
            cwd=ROOT,
            env=os.environ | ONE_THREAD | quiet | entrant.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )

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
            in_c = Exercise(self.entrant.stem).suffix == ".c"
            raise Lost(process.farewell(self.process.returncode, self.timed_out, self.clock, in_c))
        try:
            told = json.loads(answer)
        except ValueError:
            told = None
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
        process.kill(self.process)
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):  # a command that nobody has read
                pipe.close()
