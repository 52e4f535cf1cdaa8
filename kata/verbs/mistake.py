"""The report of one planted mistake: make mistake EX=4 NAME="forgets the bias" (for contributors)."""

from kata import verbs
from kata.checks import planting
from kata.course import mistakes
from kata.results import report


def arguments(parser):
    verbs.exercise_argument(parser, "the exercise, e04")
    parser.add_argument("name", nargs="?", default="", help="its name, or a part of it")


def run(options) -> int:
    exercise = verbs.the_exercise(options.exercise, 'python -m kata mistake e04 "forgets the bias"')
    mistake = mistakes.named(exercise, options.name)
    tests = planting.of_task(exercise, mistake.task)
    done, results = planting.run(exercise, mistake.planted(), tests)
    print(f"{mistake.task}: {mistake.name}")
    for sign, lines in (("-", mistake.replace), ("+", mistake.instead)):
        print("".join(f"{sign} {line}\n" for line in lines.splitlines()), end="")
    print(f"promised: {mistake.words}\n")
    print(report.of_test(exercise, done, results, []))
    told = "\n".join(result.message for result in results if result.name == mistake.task)
    return 0 if mistake.words in told else 1
