"""The whole ladder as it stands, a rung an exercise: for the terminal, a script, and a file to share."""

from dataclasses import dataclass, field
from pathlib import Path

from kata.course import page
from kata.course.exercises import Exercise
from kata.course.paths import EXERCISES
from kata.errors import CommandError
from kata.results import backup, practice, standing
from kata.results.result import Result, has_passed

STATES = ("done", "again", "given", "begun", "open", "broken")  # again: passed, and practised now
# Of its tasks those done, of its stars those reached.
COUNTS = ("done", "tasks", "reached", "stars")


@dataclass
class Rung:
    """How one exercise stands."""

    exercise: Exercise
    title: str = ""
    minutes: int = 0
    results: list[Result] = field(default_factory=list)
    given: set[str] = field(default_factory=set)  # the tasks that catchup has filled in
    practised: bool = False
    faults: list[str] = field(default_factory=list)  # what of the course's own cannot be read

    @property
    def state(self) -> str:
        if not self.results or self.results[0].status == "error":
            return "broken"
        if has_passed(self.results):
            return "again" if self.practised else "given" if self.given else "done"
        return "begun" if any(each.status == "passed" for each in self.results) else "open"

    @property
    def counts(self) -> dict[str, int]:
        """Return the COUNTS; what was given is not done."""
        counts = dict.fromkeys(COUNTS, 0)
        for each in self.results:
            counts["stars" if each.star else "tasks"] += 1
            solved = each.status == "passed" and each.name not in self.given
            counts["reached" if each.star else "done"] += solved
        return counts


def rung(exercise: Exercise, tree: Path = EXERCISES) -> Rung:
    """Return how an exercise stands in this tree; where that is not known yet, it is run."""
    found = Rung(exercise, title=exercise.stem)
    try:
        about = page.read(exercise)
        found.title, found.minutes = about.title, about.minutes
    except CommandError as fault:
        found.faults.append(str(fault))
    try:
        found.results = standing.results(exercise, tree)
    except CommandError as fault:
        found.faults.append(str(fault))
    if tree == EXERCISES:
        found.given, found.practised = backup.given(exercise), bool(practice.aside(exercise))
    return found


def as_json(of: Rung) -> dict:
    """Return a rung as progress --json prints it."""
    waiting = [str(each) for each in of.results if each.status != "passed"]
    head = {"exercise": of.exercise.number, "stem": of.exercise.stem, "title": of.title}
    rest = {"minutes": of.minutes, "open": waiting, "given": sorted(of.given)}
    return {**head, "state": of.state, **of.counts, **rest, "faults": of.faults}
