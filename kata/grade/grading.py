"""One submission, from its files to a record: tests tell, probes score, and both must agree."""

import hashlib
import json
import time
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache

from kata.course import page, regions
from kata.course.exercises import Exercise, Task
from kata.course.paths import ROOT, SOLUTIONS, TESTS
from kata.course.version import version
from kata.grade import box, judge
from kata.grade.points import Points
from kata.grade.submission import Submission
from kata.results.result import WRONG

SILENCE = 10  # seconds in which a worker answers a probe
SECONDS = 60  # for all of them
PATIENCE = 90  # for the tests that are not long: a few endless ones among them
WORKERS = 3  # each goes on where the one before was lost
STATES = ("passed", "todo", "skipped", *WRONG)
NOT_SHOWN = (
    "The tests pass, but this program, on numbers drawn for grading, does not come out right:"
)
UNSAID = "The tests ended without a result: does the code end Python, or never end?"
UNFINISHED = "The grading has begun, and not ended."
LONGEST = 2000  # letters of a message


def record(name: str, stems: list[Exercise], seed: int, points: Points, way) -> dict:
    """Return the record of a submission that has earned nothing yet."""
    found = {
        "schema": 1,
        "tool": "neural-kata",
        "tool_version": version(),
        "name": name,
        "state": "unfinished",
        "message": UNFINISHED,
        "seed": seed,
        "isolated": way.name != "none",
        "isolation": way.name,
        "offline": way.offline,
        "checks_hash": checks_hash(),
        "solution_hash": solution_hash(),
        "submission_hash": "",
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
        "duration_s": 0.0,
        "exercises": [_exercise(each, {}, points) for each in stems],
    }
    return found | {"totals": _totals(found)}


def grade(
    submission: Submission, stems: list[Exercise], seed: int, points: Points, boxes: box.Boxes
) -> dict:
    """Return the record of a submission, graded."""
    start = time.monotonic()
    found = record(submission.name, stems, seed, points, boxes.way)
    found |= {"state": "graded", "message": "", "submission_hash": submission.hash}
    found["exercises"] = [
        _exercise(each, _results(each, submission.of(each.stem), seed, boxes), points)
        for each in stems
    ]
    return found | {"totals": _totals(found), "duration_s": round(time.monotonic() - start, 3)}


def _results(exercise: Exercise, files: dict[str, bytes], seed: int, boxes) -> dict[Task, dict]:
    """Return what became of each task of an exercise: state, message, line, seconds."""
    content = files.get(exercise.stub.name)
    if (
        content is None
        or content.replace(b"\r\n", b"\n") == regions.stub(exercise.solution).encode()
    ):
        return {}
    with box.opened(boxes, exercise, files) as opened:
        found = _tell(exercise, opened, seed)
        passed = {task for task, each in found.items() if each["state"] == "passed"}
        for task, code in _refused(exercise, opened, seed, passed).items():
            found[task] |= {"state": "failed", "message": f"{NOT_SHOWN}\n{code.strip()}"}
    return found


def _tell(exercise: Exercise, opened: box.Box, seed: int) -> dict[Task, dict]:
    """Run the ordinary tests in the box; what they say is for people, and believed by nobody."""
    program = [str(opened.course / "kata"), "-m", "kata.grade.tell"]
    seconds = PATIENCE + sum(test.seconds for test in exercise.tests if test.long)
    words = [*program, exercise.stem, str(seed), str(opened.exercises)]
    told, tasks = {}, []
    with suppress(ValueError, RecursionError, TypeError, KeyError):
        tasks = json.loads(opened.run(opened.course, words, "", seconds, seconds))["tasks"]
    for each in tasks if isinstance(tasks, list) else ():
        if isinstance(each, dict):
            told.setdefault((str(each.get("name")), each.get("star") is True), each)
    return {task: _heard(told.get((task.name, task.star), {})) for task in exercise.tasks}


def _heard(told: dict) -> dict:
    """Return one result in the types that it must have."""
    state, line = told.get("status"), told.get("line")
    seconds = told.get("seconds")
    return {
        "state": state if state in STATES else "error",
        "message": shown(told["message"]) if isinstance(told.get("message"), str) else UNSAID,
        "line": line if type(line) is int and 0 < line < 10**6 else None,
        "duration_s": seconds if type(seconds) in (int, float) and 0 <= seconds < 1e4 else 0.0,
    }


def _refused(exercise: Exercise, opened: box.Box, seed: int, tasks: set[Task]) -> dict[Task, str]:
    """Return those of the tasks whose probes are not answered as the solution does, with a program."""
    asked, answers = judge.questions(exercise, seed), {}
    left = {number: each for number, each in enumerate(asked) if each.task in tasks}
    job = {
        "path": [str(opened.exercises), str(opened.alone / SOLUTIONS.name)],
        "modules": [str(opened.alone)],
        "stem": exercise.stem,
    }
    packages = 'forbid("numpy"' not in exercise.test_file.read_text(encoding="utf-8")
    program = [str(opened.alone / "kata" / "grade" / "worker.py")]
    for _ in range(WORKERS):
        if not left:
            break
        job["probes"] = [[number, each.asked] for number, each in left.items()]
        said = opened.run(opened.alone, program, json.dumps(job) + "\n", SECONDS, SILENCE, packages)
        for line in said.splitlines():
            with suppress(ValueError, RecursionError, TypeError):
                number, got = json.loads(line)
                answers.setdefault(number, got)
        left = {number: each for number, each in left.items() if number not in answers}
        lost = next(iter(left.values())).task if left else None
        left = {number: each for number, each in left.items() if each.task != lost}
    return {
        each.task: each.asked[1]
        for number, each in enumerate(asked)
        if each.task in tasks and not each.accepts(answers.get(number))
    } | dict.fromkeys(tasks - {each.task for each in asked}, "(there is no probe of it)")


def _exercise(exercise: Exercise, results: dict[Task, dict], points: Points) -> dict:
    """Return an exercise as the record has it; a task without a result has not been begun."""
    checks, unknown = [], {"state": "todo", "message": "", "line": None, "duration_s": 0.0}
    for number, task in enumerate(exercise.tasks, 1):
        found, worth = unknown | results.get(task, {}), points.of(exercise, task)
        passed = found["state"] == "passed"
        what = {"id": f"{exercise.stem[:3]}.{number}", "title": task.name, "star": task.star}
        what |= {"points": worth if passed else 0, "max_points": worth}
        checks.append(what | {"passed": passed if results else None} | found)
    plain = [each["state"] for each in checks if not each["star"]]
    passed = plain.count("passed")
    return {
        "id": exercise.stem,
        "title": page.read(exercise).title,
        "state": "solved" if passed == len(plain) else _state(plain, passed, results),
        "file": f"{exercise.stub.parent.name}/{exercise.stub.name}",
        "points": sum(each["points"] for each in checks),
        "max_points": sum(each["max_points"] for each in checks if not each["star"]),
        "checks": checks,
    }


def _state(plain: list[str], passed: int, results: dict) -> str:
    if not results:
        return "not_started"
    return "partial" if passed else next((each for each in WRONG if each in plain), "failed")


def _totals(found: dict) -> dict:
    names = ("points", "max_points")
    return {name: sum(each[name] for each in found["exercises"]) for name in names}


def shown(text: str) -> str:
    """Return a text without what a terminal would obey, and not too long."""
    kept = "".join(each if each.isprintable() or each == "\n" else "?" for each in text[:LONGEST])
    return kept.encode("utf-8", "backslashreplace").decode()


@cache
def checks_hash() -> str:
    """Return the hash of all that a grade hangs on but the solutions and the submission."""
    files = [*TESTS.glob("*.py"), *TESTS.glob("probes/*.toml")]
    for room in ("course", "sandbox", "results", "grade"):
        files += (ROOT / "kata" / room).glob("*.py")
    return _hash(files)


@cache
def solution_hash() -> str:
    return _hash(SOLUTIONS.glob("e*"))


def _hash(files) -> str:
    digest = hashlib.sha256()
    for file in sorted(files):
        content = file.read_bytes()
        digest.update(f"{file.name} {len(content)} ".encode() + content)
    return digest.hexdigest()
