"""Running tests in a process of its own, under a clock, and going on after a lost one."""

import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from kata import process, warm
from kata.course import Exercise, Test
from kata.refusal import Refusal

START_UP, IMPORT = 60, 10  # seconds for a child to load pytest, and then the exercise
COMPILE = 30  # and where that has to be compiled first
MOMENT = 0.02  # seconds: a long test that has ended by then has not been worth a word
AGAIN = 1  # second for a test that goes through a task whose clock has run out before
LOST = ("timeout", "crashed")
LEFT_OUT = "left out: a quicker check of this task has not passed"


@dataclass
class Outcome:
    """What became of one test."""

    status: str  # passed, todo, failed, error, timeout, crashed, skipped or, so far, running
    messages: list[tuple[str, str]] = field(default_factory=list)  # facts, each with a diagnosis
    line: int | None = None  # in the exercise under test
    waits_for: str = ""  # "e02_value: Value.exp", where that raised NotImplementedError
    used: list[str] = field(default_factory=list)  # tasks of the exercise that were called
    seconds: float = 0.0
    trace: str = ""
    printed: str = ""


@dataclass
class Run:
    """The outcomes by test name; notes say which stems the test file had replaced, and why."""

    outcomes: dict[str, Outcome] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)  # the C compiler's, each with its place
    imported: bool = True
    unreadable: bool = False  # not imported, because it is not Python
    used: list[str] = field(default_factory=list)  # by the test that is under way
    refused: str = ""  # why the runner itself could not work
    slow: set[str] = field(default_factory=set)  # tasks of its own whose clock has run out


def lacking(exercise: Exercise) -> str:
    """Return what this machine lacks to run an exercise, and where to get it; "" where it can."""
    if exercise.suffix != ".c":
        return ""
    from kata import compiler  # which no other exercise needs

    return compiler.missing()


def run(
    exercise: Exercise,
    sources: dict[str, Path],
    tests: list[Test] | None = None,
    seed=0,
    so_far=lambda run: None,
) -> Run:
    """Run these tests (all, if None) on these sources, and come back whatever the code does.

    so_far(run) is called while a long test is under way, when the quick ones have been run.

    Raises:
        Refusal: the runner itself does not work: pytest is broken, or a soft check goes unseen.
    """
    done = Run()
    left = {test.name: test for test in (exercise.tests if tests is None else tests)}
    if missing := lacking(exercise):
        done.outcomes = {name: Outcome("skipped", [(missing, "")]) for name in left}
        done.imported = False
        return done
    with tempfile.TemporaryDirectory(prefix="kata-") as folder:
        while left:
            before = len(left)
            _one_child(exercise, sources, left, seed, Path(folder), done, so_far)
            for name, test in left.items():
                if test.long and test.task.name in done.slow:
                    done.outcomes.setdefault(name, Outcome("skipped", [(LEFT_OUT, "")]))
            lost = {
                left[n].task for n in left if n in done.outcomes and done.outcomes[n].status in LOST
            }
            left = {  # one clock is enough for one task
                name: test
                for name, test in left.items()
                if name not in done.outcomes and test.task not in lost
            }
            if len(left) == before:
                raise Refusal(
                    f"The tests of {exercise.stem} could not be run: make doctor says why."
                )
    return done


def _one_child(exercise, sources, left, seed, folder: Path, done: Run, so_far) -> None:
    """Start a child for the tests that are left, follow it, and note what it reports."""
    job, results, in_c = folder / "job.json", folder / "results.jsonl", exercise.suffix == ".c"
    results.write_bytes(b"")
    files = {stem: str(file) for stem, file in sources.items()}
    job.write_text(
        json.dumps(
            {"stem": exercise.stem, "sources": files, "tests": list(left), "results": str(results)}
        )
    )
    environment = warm.ENVIRONMENT | {
        "KATA_JOB": str(job),
        "KATA_SEED": str(seed),
        "TMPDIR": str(folder),  # what a compiler leaves there goes with the folder
    }
    with open(folder / "stderr", "w+b") as errors:
        with process.tests(environment, errors) as child:
            lost, timed_out = _follow(child, results, left, done, in_c, so_far)
        if lost == "the start":
            errors.seek(0)
            said = errors.read(2000).decode(errors="replace")
            done.refused = f"pytest does not start here: make doctor\n{said}".strip()
        if done.refused:
            raise Refusal(done.refused)
    if not lost:  # what goes wrong between two tests is nobody's: a new child does the rest
        return
    status = "timeout" if timed_out else "crashed"
    if lost in left:
        again = bool(done.slow & set(done.used))
        seconds = AGAIN if again else left[lost].seconds
        if timed_out and not again:
            done.slow.add(left[lost].task.name)
        why = process.farewell(child.returncode, timed_out, seconds, in_c)
        done.outcomes[lost] = Outcome(status, [(why, "")], used=done.used)
    else:
        done.imported = False
        seconds = COMPILE if in_c else IMPORT
        why = f"Importing the file: {process.farewell(child.returncode, timed_out, seconds, in_c)}"
        done.outcomes.update({name: Outcome(status, [(why, "")]) for name in left})


def _follow(
    child, results: Path, left: dict[str, Test], done: Run, in_c: bool, so_far
) -> tuple[str, bool]:
    """Note events until the child ends or its clock runs out: (what was under way, did it?)."""
    under_way, deadline = "the start", time.monotonic() + START_UP
    known = None  # when to say what is known so far
    done.used = []
    with open(results, "rb") as lines:
        rest = b""
        while True:
            # Asked before reading, so that the last lines are read.
            ended = child.poll() is not None
            rest += lines.read()
            *whole, rest = rest.split(b"\n")
            for event in _events(whole):
                kind = event.pop("event")
                if kind == "importing":
                    under_way = "the import"
                    deadline = time.monotonic() + (COMPILE if in_c else IMPORT)
                elif kind == "start":
                    under_way, done.used = event["test"], []
                    deadline = time.monotonic() + left[under_way].seconds
                    known = time.monotonic() + MOMENT if left[under_way].long else None
                elif kind == "used":
                    done.used.append(event["task"])
                    if event["task"] in done.slow:
                        deadline = min(deadline, time.monotonic() + AGAIN)
                elif kind == "end":
                    name = event.pop("test")
                    done.outcomes[name] = Outcome(**event)
                    under_way, deadline, known = "", time.monotonic() + IMPORT, None
                elif kind == "broken":
                    done.imported = False
                    done.unreadable = event.pop("unreadable")
                    done.outcomes.update({name: Outcome("error", **event) for name in left})
                    under_way = ""
                elif kind == "finished":
                    # With a test under way, it was this test that stopped the session.
                    under_way = under_way if under_way in left else ""
                elif kind == "refused":
                    done.refused, under_way = event["message"], ""
                elif kind == "notes":
                    done.notes.update(event["notes"])
                    done.warnings = event["warnings"]
            if ended:
                return under_way, False
            if time.monotonic() > deadline:
                return under_way, True
            if known and time.monotonic() > known:
                so_far(done)
                known = None
            time.sleep(0.002)


def _events(lines: list[bytes]) -> Iterator[dict]:
    """Return what the child has written, without what learner code may have written there, too."""
    for line in lines:
        with suppress(ValueError):
            event = json.loads(line)
            if isinstance(event, dict) and "event" in event:
                yield event
