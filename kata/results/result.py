"""The result of a task: what became of it, and what a learner should see to first."""

from dataclasses import dataclass

WRONG = ("crashed", "timeout", "error", "failed")
REASONS = {
    "unwritten": "not written yet",
    "hole": "the line {hole} is still there: remove it",
    "waits": "waits for {task}",
    "mend first": "mend {task} first: the checks of {name} go through it",
    "left out": "left out: a quicker check of this task has not passed",
    "not run": "not run: the tests ended before its turn",
}


@dataclass
class Result:
    """What became of one task. The fields down to blocked_by are those of --json."""

    name: str
    status: str
    star: bool
    message: str
    file: str
    line: int | None
    seconds: float
    reason: str = ""  # why it is not judged: a key of REASONS, or "" where the message says it all
    blocked_by: str = ""  # the task that is to be seen to first,
    blocked_in: str = ""  # and its stem, where it is another exercise's
    trace: str = ""

    def __str__(self) -> str:
        return f"{self.name}{' *' * self.star}"

    def put_off(self, reason: str, task: str = "", stem: str = "", hole: str = "") -> None:
        """Say why it is not judged; stem is that of the task that comes first, if it is another one."""
        self.reason, self.blocked_in, self.blocked_by = reason, stem, task
        self.message = REASONS[reason].format(task=self.blocker, name=self.name, hole=hole)

    @property
    def blocker(self) -> str:
        """The task that comes first, with its exercise where that is another."""
        return f"{self.blocked_in}: {self.blocked_by}" if self.blocked_in else self.blocked_by


def first_open(results: list[Result]) -> Result | None:
    """Return the task to work on: one that waits for no other, and what is wrong before what is not there."""
    open_ = [result for result in results if result.status != "passed"]
    plain = [result for result in open_ if not result.star] or open_
    free = [result for result in plain if not result.blocked_by] or plain
    ended = [result for result in free if result.status != "running"] or free
    return next((result for result in ended if result.status in WRONG), ended[0] if ended else None)


def has_passed(results: list[Result]) -> bool:
    """Has every task but the stars been seen to pass?"""
    asked = [result for result in results if not result.star] or results
    return bool(asked) and all(result.status == "passed" for result in asked)
