"""The whole ladder: tasks done, stars, minutes, and the next place to stop."""

import sys

from kata.course import page, regions
from kata.course.exercises import exercises
from kata.course.paths import EXERCISES
from kata.results import backup, report, standing, terminal
from kata.results.result import first_open, has_passed

COLOURS = {"done": "32", "given": "33", "begun": "36", "broken": "31", "-": "2"}


def run(options) -> int:
    done = tasks = stars = 0
    stop = ""
    for exercise in exercises():
        about = page.read(exercise)
        if sys.stderr.isatty():
            print(f"\r{exercise.stem:20}", end="\r", file=sys.stderr, flush=True)
        results = standing.results(exercise)
        asked = [result for result in results if not result.star]
        starred = [result for result in results if result.star]
        passed, reached = (sum(r.status == "passed" for r in each) for each in (asked, starred))
        state = _state(exercise, results, passed)
        stretch = page.is_stretch(exercise)
        if state != "given":
            done += 0 if stretch else passed
            stars += reached + (passed if stretch else 0)
        tasks += 0 if stretch else len(asked)
        room = max(12, min(38, terminal.columns() - 48))
        counts = f"{passed:3} of {len(asked):2}  {about.minutes:3} min"
        extra = f"{reached} of {len(starred)} *" if starred else ""
        row = f"{exercise.number:3}  {about.title[:room]:{room}} {counts}  {extra:6}"
        print(f"{row}  {terminal.paint(state, COLOURS[state])}")
        if not stop and state not in ("done", "given"):
            stop = _place_to_stop(exercise, results)
    print(f"\n{done} of {tasks} tasks solved, {stars} stars (*).")
    if stop:
        print(terminal.folded(stop))
    return 0


def _state(exercise, results, passed: int) -> str:
    if backup.was_given(exercise):
        return "given"
    if has_passed(results):
        return "done"
    if results[0].status == "error":
        return "broken"
    return "begun" if passed else "-"


def _place_to_stop(exercise, results) -> str:
    """Name the sitting (a banner in the file) in which the first open task lies, and its last task."""
    first = first_open(results)
    if first.status == "error":
        return f"{exercise.stem} cannot be run ({report.place(first)}): {first.message}"
    source = exercise.solution if exercise.solution.exists() else EXERCISES / exercise.stub.name
    sittings = regions.sittings(source)
    known = {result.name for result in results}
    title, names = next(((t, names) for t, names in sittings if first.name in names), ("", []))
    names = [name for name in names if name in known] or [first.name]
    inside = f" ({title})" if title else ""
    here = f"You are at {exercise.stem}, {first.name}{inside}."
    return f"{here} The next place to stop: after {names[-1]}."
