"""EX=6 fills e01 to e05 from the solutions, but for what you have solved; yours are kept."""

from kata import verbs
from kata.course import regions
from kata.course.commands import command
from kata.course.exercises import exercises
from kata.errors import CommandError
from kata.results import backup, standing
from kata.results.result import has_passed

TAKES = ("exercise",)


def run(options) -> int:
    target = verbs.the_exercise(options.exercise, command("catchup", 6))
    before = [exercise for exercise in exercises() if exercise.number < target.number]
    if not all(exercise.solution.exists() for exercise in before):
        raise CommandError("This copy of the course has no solutions/ to catch up with.")
    behind = [
        each for each in before if not each.stub.exists() or not has_passed(standing.results(each))
    ]
    parts = {file: source for each in behind for file, source in each.parts.items()}
    solved = {file: regions.solved(source).encode() for file, source in parts.items()}
    kept = backup.overwrite(solved, "catchup")
    backup.note_given(behind)
    for each in before:
        print(f"{each.stem}: {'given' if backup.was_given(each) else 'yours, it has passed'}")
    if behind:
        print(kept)
    print(f"Go on with: {command('test', target.number)}")
    return 0
