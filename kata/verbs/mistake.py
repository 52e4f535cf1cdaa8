"""The report of one planted mistake: make mistake EX=4 NAME="forgets the bias" (for contributors)."""

from kata import verbs
from kata.checks import planting
from kata.course import mistakes
from kata.results import report

TAKES = ("exercise",)
NAME = "its name, or words that only its task and name hold; without it, a list of all"
OWN = {"name": {"nargs": "?", "default": "", "metavar": "NAME", "help": NAME}}


def run(options) -> int:
    exercise = verbs.the_exercise(options.exercise, 'make mistake EX=4 NAME="forgets the bias"')
    if not options.name:
        known = [f"  {each}" for each in mistakes.mistakes(exercise)]
        print("\n".join([f"{exercise.stem} has {len(known)} planted mistakes:", *known]))
        return 0
    mistake = mistakes.named(exercise, options.name)
    done, results, fault = planting.plant(mistake)
    print(f"{mistake}\n")
    for sign, lines in (("-", mistake.replace), ("+", mistake.instead)):
        print("\n".join(f"  {sign} {line}" for line in lines.splitlines()))
    print(f"\nPromised: {mistake.words}\nThe report:\n")
    print(report.of_test(exercise, done, results, []))
    print(f"\nBut {fault}" if fault else "\nThe promise is kept.")
    return 1 if fault else 0
