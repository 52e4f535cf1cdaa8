"""Back to the stub: your file is kept, and comes back with make undo."""

from kata import verbs
from kata.course import regions
from kata.course.commands import command
from kata.errors import CommandError
from kata.results import backup

TAKES = ("exercise",)


def run(options) -> int:
    exercise = verbs.the_exercise(options.exercise, command("reset", 4))
    if not exercise.solution.exists():
        raise CommandError(
            "This copy of the course has no solutions/ to make a stub from: git checkout brings the file back."
        )
    stubs = {file: regions.stub(source).encode() for file, source in exercise.parts.items()}
    kept = backup.overwrite(stubs, "reset")
    print(f"exercises/{exercise.stub.name} is the stub again. {kept}")
    return 0
