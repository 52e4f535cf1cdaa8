"""The whole ladder: tasks done, stars, minutes, and the next place to stop."""

import sys

from kata import backup, page, plan, regions, verdict
from kata.course import EXERCISES, exercises
from kata.report import paint

MARKS = {"warm-up": "*", "core": "**", "hard": "***", "stretch": "stretch"}


def run(options) -> int:
    done = tasks = stars = 0
    stop = ""
    for exercise in exercises():
        about = page.read(exercise)
        if sys.stderr.isatty():
            print(f"\r{exercise.stem:20}", end="\r", file=sys.stderr, flush=True)
        results = plan.standing(exercise)
        asked = [result for result in results if not result.star]
        reached = [result for result in results if result.star and result.status == "passed"]
        passed = sum(result.status == "passed" for result in asked)
        given = backup.was_given(exercise)
        if not given:
            done, stars = done + passed, stars + len(reached)
        tasks += len(asked)
        state = "given" if given else "done" if verdict.passed(results) else "" if passed else "-"
        state = state or "begun"
        colour = {"done": "32", "given": "33", "begun": "36", "-": "2"}[state]
        line = f"{exercise.number:3}  {about.title[:38]:38} {passed:3} of {len(asked):2}  {about.minutes:3} min"
        line += (
            f"  {len(reached)} of {len(results) - len(asked)} stars"
            if len(results) > len(asked)
            else "           "
        )
        print(f"{line}  {paint(state, colour)}")
        if not stop and state in ("begun", "-"):
            stop = _place_to_stop(exercise, results)
    print(f"\n{done} of {tasks} tasks solved, {stars} stars.")
    if stop:
        print(stop)
    return 0


def _place_to_stop(exercise, results) -> str:
    """Name the sitting (a banner in the file) in which the first open task lies, and its last task."""
    open_ = next(result.name for result in results if result.status != "passed")
    source = EXERCISES / f"{exercise.stem}.py"
    sittings = regions.sittings(exercise.solution if exercise.solution.exists() else source)
    title, names = next(((title, names) for title, names in sittings if open_ in names), ("", []))
    names = [name for name in names if name in {result.name for result in results}] or [open_]
    inside = f" ({title})" if title else ""
    return (
        f"You are at {exercise.stem}, {open_}{inside}. The next place to stop: after {names[-1]}."
    )
