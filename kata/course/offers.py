"""What a verb offers for some exercises only: `make show EX=3` is kata/show/e03_backward.py."""

from pathlib import Path

from kata.course import exercises, syntax
from kata.course.commands import command
from kata.course.exercises import Exercise
from kata.course.paths import EXERCISES, ROOT
from kata.errors import CommandError, shown


def find(verb: str, text: str, folder: str | None) -> tuple[Exercise, Path]:
    """Return the exercise that is asked for, and the tree whose file of it is meant; or a CommandError."""
    exercise = exercises.find(text)[0]
    if not (ROOT / "kata" / verb / f"{exercise.stem}.py").exists():
        refusal = f"{exercise.stem} has no {verb}. These have one:"
        raise CommandError("\n".join([refusal, *overview(verb)]))
    tree = Path(folder).resolve() if folder else EXERCISES
    if not (file := exercise.file_in(tree)).exists():
        way_out = f"\n  {command('reset', exercise.number)}    brings the stub back"
        raise CommandError(f"{shown(file)} is missing.{way_out if tree == EXERCISES else ''}")
    return exercise, tree


def overview(verb: str) -> list[str]:
    """Return a line for each exercise that is offered: its command, and what it says of itself."""
    return [
        f"  {command(verb, Exercise(path.stem).number):23} {syntax.summary(path)}"
        for path in sorted((ROOT / "kata" / verb).glob("e[0-9][0-9]_*.py"))
    ]
