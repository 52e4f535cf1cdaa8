"""The next hint for the task that comes first; EX=4 or EX=4.2 ask for another."""

from kata import cli, memory, page, plan, report, verdict
from kata.course import EXERCISES, find
from kata.verbs.test import current


def arguments(parser):
    cli.exercise_argument(parser)


def run(options) -> int:
    exercise, task = find(options.exercise) if options.exercise else (current(EXERCISES), None)
    results = plan.standing(exercise)
    if task:
        results = [each for each in results if (each.name, each.star) == (task.name, task.star)]
    first = verdict.to_see_to(results)
    if first is None:
        done = f"{task.name if task else exercise.stem} has passed"
        print(f"{done}: no hint needed. Where you stand: make progress")
        return 0
    name, told = f"{exercise.stem}: {first.name}{' *' * first.star}", memory.read("hints")
    readable = first.status != "error"  # else a hint on the task would miss the point
    hints = page.read(exercise).hints_for(first.name, first.star) if readable else []
    number = min(told.get(name, 0) + 1, len(hints))
    memory.write("hints", told | {name: number})
    print(f"{name}  ({report.place(first)})")
    if first.status != "todo":
        print(report.indented(first.message))
    if hints:
        print(report.folded(f"Hint {number} of {len(hints)}: {hints[number - 1]}"))
    if hints and number == len(hints):
        give_up = "" if verdict.passed(results) else " GIVE_UP=1"
        print("That was the last hint. The solution, if you want it:")
        print(f"  make solution EX={exercise.number}{give_up}")
    return 0
