"""The solution and its diff to yours, once yours has passed (or GIVE_UP=1)."""

import difflib

from kata.course import regions
from kata.course.commands import command
from kata.course.exercises import find
from kata.errors import CommandError, shown
from kata.results import standing
from kata.results.result import has_passed
from kata.results.terminal import say

TAKES = ("exercise",)
OWN = {"--give-up": {"action": "store_true", "help": "show it before yours has passed"}}


def run(options) -> int:
    exercise = find(options.exercise)[0] if options.exercise else standing.current()
    if not exercise.solution.exists():
        raise CommandError(f"The solution to {exercise.stem} is with your teacher.")
    file = exercise.stub
    if not options.give_up and not (file.exists() and has_passed(standing.results(exercise))):
        say(f"{exercise.stem} has not passed yet, so its solution stays closed.")
        say(f"  {command('hint', exercise.number)}    a nudge")
        say(f"  {command('solution', exercise.number, 'GIVE_UP=1')}    the solution all the same")
        return 1
    solved = regions.solved(exercise.solution)
    print(solved)
    yours = file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""
    texts = yours.splitlines(), solved.splitlines()
    names = f"{shown(file)} (yours)", shown(exercise.solution)
    if diff := [*difflib.unified_diff(*texts, *names, lineterm="", n=1)]:
        print("\n".join(["-" * 79, "From yours (-) to the solution (+):", *diff]))
    else:
        say("Yours is the same, line by line.")
    return 0
