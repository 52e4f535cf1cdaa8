"""The next hint for the task that comes first; EX=4 or EX=4.2 ask for another."""

from kata.course import page
from kata.course.commands import command
from kata.course.exercises import find
from kata.results import report, standing, store, terminal
from kata.results.result import first_open, has_passed

TAKES = ("exercise",)


def run(options) -> int:
    exercise, task = find(options.exercise) if options.exercise else (standing.current(), None)
    results = standing.results(exercise, file=exercise.stub)
    if task:
        results = [each for each in results if each.name == task.name and each.star >= task.star]
    first = first_open(results)
    if first is None:
        done = f"{task.name if task else exercise.stem} has passed: no hint needed."
        print(terminal.folded(f"{done} Where you stand: {command('progress')}"))
        return 0
    number_of = exercise.number_of(first.name, first.star)
    if task and task.star < first.star:
        star = f"its star has not: {command('hint', number_of)}"
        print(terminal.folded(f"{task.name} has passed; {star}"))
        return 0
    name, told = f"{exercise.stem}: {first}", store.read("hints")
    readable = first.status != "error"  # else a hint on the task would miss the point
    hints = page.read(exercise).hints_for(first.name, first.star) if readable else []
    number = min(told.get(name, 0) + 1, len(hints))
    store.write("hints", told | {name: number})
    print(terminal.folded(f"{name}  ({report.place(first)}, {command('test', number_of)})"))
    if first.status != "todo":
        print(terminal.indented(first.message))
    if hints:
        print(terminal.folded(f"Hint {number} of {len(hints)}: {hints[number - 1]}"))
    if hints and number == len(hints):
        give_up = () if has_passed(results) else ("GIVE_UP=1",)
        there = exercise.solution.exists()
        where = "The solution, if you want it:" if there else "The solution is with your teacher."
        print(terminal.folded(f"That was the last hint. {where}"))
        print(f"  {command('solution', exercise.number, *give_up)}\n" * there, end="")
    return 0
