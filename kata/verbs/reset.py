"""Back to the stub, EX=all to every stub: your files are kept, and come back with make undo."""

from kata import verbs
from kata.course import regions
from kata.course.commands import command
from kata.course.exercises import exercises
from kata.course.paths import given
from kata.errors import shown
from kata.results import backup
from kata.results.terminal import say

TAKES = ("exercise",)


def run(options) -> int:
    if options.exercise == "all":
        chosen = [each for each in exercises() if given(each.stem).exists()]
    else:
        chosen = [verbs.the_exercise(options.exercise, command("reset", 4))]
    stubs = {file: stub for each in chosen for file, stub in regions.stubs(each).items()}
    new = backup.stale(stubs)
    kept = backup.overwrite(new)
    for file in new:
        say(f"{shown(file)} is the stub again.")
    say(kept or "It was the stub already: nothing to do.")
    return 0
