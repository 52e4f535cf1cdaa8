"""Back to the stub: your file is kept, and comes back with make undo."""

from kata import backup, regions
from kata.course import find
from kata.refusal import Refusal


def arguments(parser):
    parser.add_argument("exercise", metavar="EX", help="the exercise, 4")


def run(options) -> int:
    exercise = find(options.exercise)[0]
    if not exercise.solution.exists():
        raise Refusal(
            "This copy of the course has no solutions/ to make a stub from: git checkout brings the file back."
        )
    kept = backup.overwrite({exercise.stub: regions.stub(exercise.solution).encode()}, "reset")
    print(f"exercises/{exercise.stub.name} is the stub again. {kept}")
    return 0
