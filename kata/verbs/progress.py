"""The whole ladder: tasks done, stars, minutes, and the next place to stop."""

import sys

from kata.course import page, regions
from kata.course.exercises import Exercise, exercises
from kata.results import backup, report, standing, terminal
from kata.results.result import Result, first_open, has_passed

COLOURS = {"done": "32", "given": "33", "begun": "36", "broken": "31", "-": "2"}


def run(options) -> int:
    done = tasks = stars = 0
    stop = ""
    for exercise in exercises():
        about = page.read(exercise)
        if sys.stderr.isatty():
            print(f"\r{exercise.stem:20}", end="\r", file=sys.stderr, flush=True)
        results = standing.results(exercise)
        asked = [result.status == "passed" for result in results if not result.star]
        starred = [result.status == "passed" for result in results if result.star]
        state = _state(exercise, results, any(asked))
        core, extra = ([], asked + starred) if about.level == "stretch" else (asked, starred)
        tasks += len(core)
        if state != "given":
            done, stars = done + sum(core), stars + sum(extra)
        room = max(12, min(38, terminal.columns() - 48))
        counts = f"{sum(asked):3} of {len(asked):2}  {about.minutes:3} min"
        reached = f"{sum(starred)} of {len(starred)} *" if starred else ""
        row = f"{exercise.number:3}  {about.title[:room]:{room}} {counts}  {reached:6}"
        print(f"{row}  {terminal.paint(state, COLOURS[state])}")
        if not stop and state not in ("done", "given"):
            stop = _place_to_stop(exercise, results)
    print(f"\n{done} of {tasks} tasks solved, {stars} stars (*).")
    if stop:
        print(terminal.folded(stop))
    return 0


def _state(exercise: Exercise, results: list[Result], begun: bool) -> str:
    if backup.was_given(exercise):
        return "given"
    if has_passed(results):
        return "done"
    if results[0].status == "error":
        return "broken"
    return "begun" if begun else "-"


def _place_to_stop(exercise: Exercise, results: list[Result]) -> str:
    """Name the sitting (a banner in the file) in which the first open task lies, and its last task."""
    first = first_open(results)
    if first.status == "error":
        return f"{exercise.stem} cannot be run ({report.place(first)}): {first.message}"
    source = exercise.solution if exercise.solution.exists() else exercise.stub
    title, last, known = "", first.name, {result.name for result in results}
    for banner, names in regions.sittings(source):
        if first.name in names:
            title, last = banner and f" ({banner})", [name for name in names if name in known][-1]
    here = f"You are at {exercise.stem}, {first.name}{title}."
    return f"{here} The next place to stop: after {last}."
