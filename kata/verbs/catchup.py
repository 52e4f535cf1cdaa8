"""EX=6 fills what is open in e01 to e05 from the solutions; what has passed stays yours."""

import tempfile
from contextlib import suppress
from pathlib import Path

from kata import verbs
from kata.course import regions
from kata.course.commands import command
from kata.course.exercises import Exercise, exercises
from kata.course.files import UNREADABLE
from kata.results import backup, standing
from kata.results.result import has_passed
from kata.results.terminal import say

TAKES = ("exercise",)


def run(options) -> int:
    target = verbs.the_exercise(options.exercise, command("catchup", 6))
    before = [exercise for exercise in exercises() if exercise.number < target.number]
    contents, given, hidden = {}, {}, []
    for each in before:
        results = standing.results(each)
        if each.stub.exists() and has_passed(results):
            continue
        if not each.solution.exists():
            hidden.append(each)
            continue
        contents |= {file: regions.solved(source).encode() for file, source in each.parts.items()}
        passed = {result.name for result in results if result.status == "passed"}
        left = [result for result in results if result.status != "passed"]
        open_ = {result.name for result in left if not (result.star and result.name in passed)}
        given[each.stem] = {task.name for task in each.tasks}
        if open_ < given[each.stem] and (text := _filled(each, open_)):
            contents[each.stub], given[each.stem] = text.encode(), open_ | backup.given(each)
    kept = backup.overwrite(contents, given)
    for each in before:
        names = ", ".join(sorted(backup.given(each)))
        said = f"given: {names}; the rest is yours" if names else "yours, it has passed"
        said = "yours to write, the solution is with your teacher" if each in hidden else said
        say(f"{each.stem}: {'given' if backup.was_given(each) else said}")
    if kept:
        say(kept)
    say(f"Go on with: {command('test', (hidden or [target])[0].number)}")
    return 0


def _filled(exercise: Exercise, tasks: set[str]) -> str:
    """Return the learner's text with the solution's functions for these tasks; "" if it does not pass."""
    with suppress(*UNREADABLE), tempfile.TemporaryDirectory(prefix="kata-") as folder:
        yours = exercise.stub.read_text(encoding="utf-8-sig")
        text = regions.filled(yours, exercise.solution, tasks)
        file = exercise.file_in(Path(folder))
        file.write_text(text, encoding="utf-8")
        return text if has_passed(standing.results(exercise, file.parent)) else ""
    return ""
