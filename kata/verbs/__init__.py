"""What one can ask of the course: a file a verb, with run(options) and, where it takes any, arguments(parser).

May use: every room. Thin: a verb reads its words, calls a room, and prints.
Begin with `test`.
"""

from pathlib import Path

from kata.course.exercises import Exercise, find
from kata.errors import CommandError

FOLDER = Path(__file__).parent
ORDER = (  # in which they are listed; make check compares it with the files and the Makefile
    *("test", "watch", "progress", "hint", "solution", "reset", "undo", "catchup", "show", "race"),
    *("doctor", "docs", "site", "check", "mistake", "mutants", "stubs", "new", "bench"),
)


def names() -> list[str]:
    """Return the verbs there are."""
    files = {path.stem for path in FOLDER.glob("[a-z]*.py")}
    return [verb for verb in ORDER if verb in files] + sorted(files - {*ORDER})


def exercise_argument(
    parser, help="the exercise, 4, or its task, 4.2; without it, the current one"
):
    """Give a verb its EX."""
    parser.add_argument("exercise", nargs="?", metavar="EX", help=help)


def the_exercise(text: str | None, example: str) -> Exercise:
    """Return the exercise that a verb cannot do without.

    Raises:
        CommandError: none is named.
    """
    if not text:
        raise CommandError(f"Which exercise? {example}")
    return find(text)[0]


def stand_in_arguments(parser, others: str = "every other exercise") -> None:
    """Give a verb its ALONE and its OWN."""
    parser.add_argument("--alone", action="store_true", help=f"stand in for {others}")
    parser.add_argument("--own", action="store_true", help="stand in for none")
