"""The probes of an exercise: short programs whose results tell a right function from a wrong one.

tests/probes/eNN_name.toml: `setup`, lines before each program; [draw], an expression for each number
that is drawn; [[probe]] with task, star, code, tolerance, raises; [unseen], planted mistakes that no result
can show, each with its reason.
"""

import random
import tomllib
from dataclasses import dataclass
from functools import cache

from kata.course.exercises import Exercise, Task
from kata.course.files import as_made
from kata.course.paths import TESTS

FOLDER = TESTS / "probes"
ROUNDS = 2  # draws for each program
CLOSE = 1e-10


@dataclass(frozen=True)
class Probe:
    """One program, and the task whose result it shows."""

    task: Task
    code: str
    tolerance: float = CLOSE
    raises: str = ""  # the error that it is to end in


@dataclass(frozen=True)
class Probes:
    """All programs of an exercise."""

    setup: str
    draw: dict[str, str]
    programs: list[Probe]
    unseen: dict[str, str]

    def drawn(self, seed: int) -> list[tuple[Probe, dict]]:
        """Return each program with numbers for the names of [draw], as often as ROUNDS says.

        The same seed draws the same numbers.
        """
        rng = random.Random(seed)
        hand = {
            "uniform": rng.uniform,
            "randint": rng.randint,
            "choice": rng.choice,
            "sample": rng.sample,
            "signed": lambda low, high: rng.uniform(low, high) * rng.choice((-1, 1)),
            "several": lambda n, low, high: [rng.uniform(low, high) for _ in range(n)],
        }
        found = []
        for probe in self.programs:
            for _ in range(ROUNDS):
                numbers = {}
                for name, text in self.draw.items():
                    numbers[name] = eval(text, {**hand, **numbers})
                found.append((probe, numbers))
        return found


@cache
def read(exercise: Exercise) -> Probes:
    """Return the probes of an exercise; none where it has no file of them.

    Raises:
        CommandError: the file is not what it should be.
    """
    path = FOLDER / f"{exercise.stem}.toml"
    if not path.exists():
        return Probes("", {}, [], {})
    with as_made(path):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        programs = []
        for entry in content.get("probe", []):
            task = Task(entry.pop("task"), entry.pop("star", False))
            if task not in exercise.tasks:
                raise ValueError(f"no task {task}")
            programs.append(Probe(task, **entry))
        setup, draw = content.get("setup", ""), content.get("draw", {})
        return Probes(setup, draw, programs, content.get("unseen", {}))
