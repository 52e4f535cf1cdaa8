"""What one can ask of the course: a file a verb, with run(options) and what it takes.

May use: every room. Thin: a verb reads its words, calls a room, and prints.
Begin with `test`.
"""

from pathlib import Path

from kata.course.commands import FIRST
from kata.course.exercises import Exercise, find
from kata.errors import CommandError

FOLDER = Path(__file__).parent
# What a verb names in its TAKES; what it alone takes, it says likewise in its OWN.
ARGUMENTS = {
    "exercise": {"nargs": "?", "metavar": "EX", "help": "the exercise, 4, or its task, 4.2"},
    "--in": {"dest": "tree", "metavar": "DIR", "help": "use the files of this folder"},
    "--alone": {"action": "store_true", "help": "stand in for every other exercise"},
    "--own": {"action": "store_true", "help": "stand in for none"},
    "--json": {"action": "store_true", "help": "print the results as JSON, and nothing else"},
    "--seed": {"type": int, "help": "replay the drawn inputs of this seed"},
    "--size": {"type": int, "metavar": "N", "help": "N x N matrices only"},
    "-v --verbose": {"action": "store_true", "help": "print tracebacks too"},
}


def names() -> list[str]:
    """Return the verbs there are."""
    files = {path.stem for path in FOLDER.glob("[a-z]*.py")}
    return [verb for verb in FIRST if verb in files] + sorted(files - {*FIRST})


def the_exercise(text: str | None, example: str) -> Exercise:
    """Return the exercise that a verb cannot do without; a CommandError asks for it."""
    if not text:
        raise CommandError(f"Which exercise? {example}")
    return find(text)[0]
