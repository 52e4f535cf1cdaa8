"""What a child tells of its tests, event by event, and what follows from it: no clock, no process."""

from dataclasses import dataclass, field
from enum import Enum, auto

from kata.course.exercises import Test
from kata.sandbox.limits import CLOCKS

LOST = ("timeout", "crashed")
PATIENCE = 2  # clocks that may run out; after these, an endless quick test gets a second
ENOUGH = 3  # failed tests of a task in C, each of which may have damaged its process


@dataclass(frozen=True)
class Message:
    """One thing that a check found wrong."""

    fact: str
    diagnosis: str = ""  # the mistake in a sentence, where it is known
    error: str = ""  # of an exception: its type and text
    code: str = ""  # and the line of the learner's that raised it


@dataclass
class Outcome:
    """What became of one test."""

    status: str  # passed, todo, failed, error, timeout, crashed, skipped or, so far, running
    messages: list[Message] = field(default_factory=list)
    line: int | None = None  # in the exercise under test
    waits_for: tuple[str, str] | None = None  # the stem and the task whose hole was met
    left_out: bool = False  # skipped, since a quicker test of its task has not passed
    exhausted: bool = False  # memory ran out
    used: list[str] = field(default_factory=list)  # tasks of the exercise that were called
    seconds: float = 0.0
    trace: str = ""
    printed: str = ""


@dataclass
class Run:
    """The outcomes by test name, and what was learned of the whole file."""

    in_c: bool = False
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)  # stems that a test replaced, and why
    warnings: list[str] = field(default_factory=list)  # the C compiler's, each with its place
    used: list[str] = field(default_factory=list)  # tasks that loading the file has called
    imported: bool = True
    unreadable: bool = False  # not imported, because it is not Python, or not C
    refused: str = ""  # why the runner itself could not work
    slow: set[str] = field(default_factory=set)  # tasks whose own clock has run out
    clocks: int = 0  # that have run out

    def left(self, tests: dict[str, Test]) -> dict[str, Test]:
        """Return the tests that a further child is to run.

        One lost test is enough for its task, and so are a few that fail where each costs a child.
        """
        met = {name: each.status for name, each in self.outcomes.items() if name in tests}
        lost = [tests[n].task for n in met if met[n] in LOST or self.outcomes[n].exhausted]
        failed = [tests[name].task for name, status in met.items() if status == "failed"]
        return {
            name: test
            for name, test in tests.items()
            if name not in met
            and test.task not in lost
            and not (self.in_c and failed.count(test.task) >= ENOUGH)
        }

    def keep_open(self, tests: dict[str, Test]) -> None:
        """Forget the tasks that have passed, and leave out the long tests of those that have not."""
        met = self.outcomes.items()
        open_ = {tests[name].task for name, each in met if each.status != "passed"}
        for name, test in tests.items():
            if test.task not in open_:
                self.outcomes.pop(name, None)
            elif test.long:
                self.outcomes.setdefault(name, Outcome("skipped", left_out=True))


class Phase(Enum):
    """What a child is doing."""

    START = auto()
    LOAD = auto()  # it imports the exercise
    TEST = auto()
    BETWEEN = auto()  # it goes from one test to the next, or ends


class Tracker:
    """Follows one child: what it is doing, until when it may, and what is lost if it ends there.

    Times are the caller's: seconds on any clock, handed in with each event.
    """

    def __init__(self, run: Run, tests: dict[str, Test], now: float):
        self.run, self.tests = run, tests
        self.load = CLOCKS.compile if run.in_c else CLOCKS.load
        self.used: list[str] = []  # tasks that the test under way has called
        self._begin(Phase.START, CLOCKS.start, now)

    @property
    def under_way(self) -> str:
        """What the child is doing, in words."""
        return self.tests[self.test].task.name if self.test else "the file, which is loaded"

    def hear(self, event: dict, now: float) -> None:
        """Take in one event."""
        kind = event.pop("event")
        if kind == "loading":
            self._begin(Phase.LOAD, self.load, now)
        elif kind == "test":
            self.used, test = [], self.tests[event["test"]]
            patient = test.long or self.run.clocks < PATIENCE
            self._begin(Phase.TEST, test.seconds if patient else CLOCKS.again, now, test.name)
        elif kind == "used":
            self.used.append(event["task"])
            if event["task"] in self.run.slow and self.deadline > now + CLOCKS.again:
                self._begin(Phase.TEST, CLOCKS.again, now, self.test)
        elif kind == "outcome":
            name = event.pop("test")
            self.run.outcomes[name] = _outcome(event)
            self._begin(Phase.BETWEEN, CLOCKS.load, now)
        elif kind == "broken":
            self.run.imported, self.run.unreadable = False, event.pop("unreadable")
            self._fill(_outcome(event | {"status": "error"}))
            self._begin(Phase.BETWEEN, CLOCKS.load, now)
        elif kind == "loaded":
            self.run.notes.update(event["notes"])
            self.run.warnings, self.run.used = event["warnings"], event["used"]
        elif kind == "warning" and event["text"] not in self.run.warnings:
            self.run.warnings.append(event["text"])
        elif kind == "refused":
            self.run.refused = event["reason"]
            self._begin(Phase.BETWEEN, CLOCKS.load, now)
        elif kind == "finished" and self.phase is Phase.LOAD:
            self._begin(Phase.BETWEEN, CLOCKS.load, now)  # there was nothing to run

    def end(self, timed_out: bool, why: str, line: int | None = None) -> None:
        """Note what is lost with the child: it has ended, or its clock has run out at this line."""
        lost = Outcome("timeout" if timed_out else "crashed", [Message(why)], line)
        self.run.clocks += timed_out
        if self.phase is Phase.START:
            self.run.refused = self.run.refused or why
        elif self.phase is Phase.LOAD:
            self.run.imported = False
            lost.messages = [Message(f"Importing the file: {why}")]
            self._fill(lost)
        elif self.phase is Phase.TEST:
            if timed_out and not self.run.slow & set(self.used):
                self.run.slow.add(self.tests[self.test].task.name)
            lost.used = self.used
            self.run.outcomes[self.test] = lost
        for name, test in self.tests.items():
            if test.long and test.task.name in self.run.slow:
                self.run.outcomes.setdefault(name, Outcome("skipped", left_out=True))

    def _fill(self, outcome: Outcome) -> None:
        self.run.outcomes.update(dict.fromkeys(self.tests, outcome))

    def _begin(self, phase: Phase, seconds: float, now: float, test: str = "") -> None:
        self.phase, self.test = phase, test
        self.seconds, self.deadline = seconds, now + seconds


def _outcome(content: dict) -> Outcome:
    messages = [Message(*each) for each in content.pop("messages", ())]
    waits_for = content.pop("waits_for", None)
    return Outcome(messages=messages, waits_for=waits_for and tuple(waits_for), **content)
