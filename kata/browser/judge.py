"""The Python that judges in the page: it hears what a child tells, and never calls learner code.

Each function takes JSON or plain values, and returns JSON: the page is on the other side.
"""

import difflib
import json
import os
from dataclasses import replace

from kata.course import regions
from kata.course.exercises import Exercise
from kata.course.paths import EXERCISES
from kata.errors import CommandError
from kata.results import remembered, report, resolver, store, verdict
from kata.results.result import first_open
from kata.sandbox import diagnosis, process
from kata.sandbox.events import Outcome, Run, Tracker

os.environ |= {"KATA_MAKE": "1", "NO_COLOR": "1"}


class Judge:
    """One run of the tests of an exercise, on the files that the page has."""

    def __init__(
        self, stem: str, files: dict[str, str], passed: list[str], seed: int, columns: int
    ):
        write(files, passed)
        os.environ["COLUMNS"] = str(columns)
        self.exercise, self.seed, self.run = Exercise(stem), seed, Run()
        self.sources = resolver.resolve(self.exercise, EXERCISES, run_unknown=False)
        self.tests = {test.name: test for test in self.exercise.tests}
        self.early = []

    def job(self) -> dict | None:
        """Return what the next child is to do; None where nothing is left."""
        left = self.run.left(self.tests)
        if not left or self.run.refused:
            return None
        tests = {name: test.long for name, test in left.items()}
        sources = {stem: str(file) for stem, file in self.sources.items()}
        return {"stem": self.exercise.stem, "tests": tests, "draft": False, "sources": sources}

    def judged(self, run: Run) -> dict:
        """Return the report, and the results that it tells of."""
        results = verdict.judge(self.exercise, run, self.sources)
        stems = sorted({*resolver.standing_in(self.sources, EXERCISES), *run.notes})
        text = report.of_test(self.exercise, run, results, stems, self.seed)
        said, first = report.as_json(self.exercise, results, stems), first_open(results)
        return said | {"report": text, "first": first and str(first)}

    def so_far(self) -> dict | None:
        """Return the report while long tests are under way; None where it says nothing new."""
        running = {name: Outcome("running") for name in self.tests}
        found = self.judged(replace(self.run, outcomes=running | self.run.outcomes))
        states = [task["status"] for task in found["tasks"]]
        if "running" not in states or states in self.early:
            return None
        self.early.append(states)
        return found


_judge: Judge
_tracker: Tracker


def begin(request: str) -> str:
    """Take the files, and return the first child's job."""
    global _judge
    try:
        _judge = Judge(**json.loads(request))
    except CommandError as refusal:  # what comes first is to pass first
        return json.dumps({"refused": str(refusal)})
    return _next()


def start(now: float) -> float:
    """A child begins: return until when it may say nothing."""
    global _tracker
    _tracker = Tracker(_judge.run, _judge.run.left(_judge.tests), now)
    return _tracker.deadline


def hear(line: str, now: float) -> str:
    """Take in one event; return the new deadline, and the report so far where a long test begins."""
    event = json.loads(line)
    long = event["event"] == "test" and _tracker.tests[event["test"]].long
    _tracker.hear(event, now)
    early = _judge.so_far() if long else None
    return json.dumps({"deadline": _tracker.deadline, "early": early})


def end(status: int, timed_out: bool, stacks: str) -> str:
    """A child has ended, or its clock has: return the next one's job, or what is to be said."""
    why = process.exit_message(status, timed_out, _tracker.seconds)
    file = _judge.sources[_judge.exercise.stem]
    line, where = diagnosis.running_line(stacks, str(file)) if timed_out else (None, "")
    left = len(_tracker.run.left(_judge.tests))
    _tracker.end(timed_out, why + where, line)
    if len(_judge.run.left(_judge.tests)) == len(_tracker.tests) == left and not _judge.run.refused:
        _judge.run.refused = f"The tests of {_judge.exercise.stem} could not be run here."
    return _next()


def solution(stem: str, yours: str) -> str:
    """Return the solution, and its difference to the learner's file."""
    solved = regions.solved(Exercise(stem).solution)
    diff = difflib.unified_diff(yours.splitlines(), solved.splitlines(), lineterm="", n=1)
    return json.dumps({"solution": solved, "diff": "\n".join([*diff][2:])})


def program(request: str) -> str:
    """Return the job of a show or of a line to try, with whose files it uses."""
    asked = json.loads(request)
    write(asked["files"], asked["passed"])
    exercise = Exercise(asked["stem"])
    try:
        sources = resolver.resolve(exercise, EXERCISES, run_unknown=False)
    except CommandError:  # a hidden solution: a learner's own files are all there is
        sources = resolver.resolve(exercise, EXERCISES, own=True)
    if asked.get("stand_in"):
        sources[exercise.stem] = exercise.solution
    job = {"stem": exercise.stem, "sources": {stem: str(file) for stem, file in sources.items()}}
    job |= {"tree": str(EXERCISES), "standing_in": resolver.standing_in(sources, EXERCISES)}
    can_stand_in = exercise.solution.exists() and not asked.get("stand_in")
    job |= {"seed": 0, "width": 72, "folder": "/course/.kata/show"}
    job |= {"expression": asked.get("expression", ""), "steps": 0, "can_stand_in": can_stand_in}
    return json.dumps(job)


def lost(status: int, timed_out: bool, seconds: float) -> str:
    """Say how a show was lost."""
    return process.exit_message(status, timed_out, seconds)


def write(files: dict[str, str], passed: list[str]) -> None:
    """Put the page's files where a learner has them, and remember those that have passed."""
    for stem, text in files.items():
        Exercise(stem).stub.write_text(text, encoding="utf-8", errors="replace")
    known = {stem: Exercise(stem) for stem in passed}
    keys = {remembered.key(each, {stem: each.stub}): True for stem, each in known.items()}
    store.write("passed", keys)


def _next() -> str:
    job = _judge.job()
    if _judge.run.refused:
        return json.dumps({"refused": _judge.run.refused})
    return json.dumps({"job": job, "seed": _judge.seed} if job else _judge.judged(_judge.run))
