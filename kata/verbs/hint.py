"""The next hint for the first task that has not passed; EX=4 asks for another exercise."""

from kata import cli, memory, page, plan, report
from kata.course import EXERCISES, find
from kata.verbs.test import current


def arguments(parser):
    cli.exercise_argument(parser)


def run(options) -> int:
    exercise, task = find(options.exercise) if options.exercise else (current(EXERCISES), None)
    open_ = [result for result in plan.standing(exercise) if result.status != "passed"]
    if task:
        open_ = [result for result in open_ if (result.name, result.star) == (task.name, task.star)]
    if not open_:
        print(
            f"{task.name if task else exercise.stem} has passed: no hint needed. Where you stand: make progress"
        )
        return 0
    first = next((result for result in open_ if not result.star), open_[0])
    hints = page.read(exercise).hints.get(first.name, [])
    told, name = memory.read("hints"), f"{exercise.stem}: {first.name}"
    number = min(told.get(name, 0) + 1, len(hints))
    memory.write("hints", told | {name: number})
    print(f"{name}  ({first.file}:{first.line})" if first.line else name)
    if first.status == "failed":
        print(report.indented(first.message))
    if hints:
        print(f"Hint {number} of {len(hints)}: {hints[number - 1]}")
    if number == len(hints):
        print(
            f"That was the last hint. The solution, if you want it: make solution EX={exercise.number} GIVE_UP=1"
        )
    return 0
