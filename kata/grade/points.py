"""What each task is worth: a small file of the teacher's."""

import math
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from kata.course.exercises import Exercise, Task, exercises
from kata.errors import CommandError
from kata.grade import probes

FILE = probes.FOLDER / "points.toml"


@dataclass(frozen=True)
class Points:
    """The content of points.toml."""

    task: float = 1
    star: float = 0
    weights: dict[str, float] = field(default_factory=dict)
    tasks: dict[str, float] = field(default_factory=dict)

    def of(self, exercise: Exercise, task: Task) -> float:
        """Return what this task earns; a star's points come on top of the full marks."""
        plain = self.star if task.star else self.task
        name = f"{exercise.stem}: {task}"
        return self.tasks.get(name, plain) * self.weights.get(exercise.stem, 1)


def read(path: Path = FILE) -> Points:
    """Return the points that a file gives.

    Raises:
        CommandError: it cannot be read, or names what does not exist, or a number is none.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        unknown = content.keys() - {"task", "star", "weights", "tasks"}
        known = {each.stem for each in exercises()}
        known |= {f"{each.stem}: {task}" for each in exercises() for task in each.tasks}
        weights, tasks = content.get("weights", {}), content.get("tasks", {})
        unknown |= ({*weights} | {*tasks}) - known
        if unknown:
            raise ValueError(f"there is no {min(unknown)}")
        plain = {name: content[name] for name in ("task", "star") if name in content}
        for name, number in (plain | weights | tasks).items():
            if type(number) not in (int, float) or not 0 <= number < math.inf:
                raise ValueError(f"{name} = {number!r} is no number of points")
    except (OSError, ValueError, AttributeError, TypeError) as error:
        said = getattr(error, "strerror", None) or error
        raise CommandError(f"{path}: {said}.") from error
    return Points(**content)
