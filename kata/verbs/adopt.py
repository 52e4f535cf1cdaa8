"""Take your exercises out of FROM=neural-kata-work.zip, as pages save it, or another copy's folder.

From an older copy of the course it says which stubs have changed since; V=1 shows how.
"""

from kata.course.commands import command
from kata.course.exercises import Exercise
from kata.course.version import version
from kata.errors import CommandError, shown
from kata.results import adoption, backup, practice
from kata.results.terminal import say

ZIP = "the zip that a page has saved, or the folder of another copy of the course"
OWN = {"--from": {"dest": "source", "default": "", "metavar": "FILE", "help": ZIP}}


def run(options) -> int:
    if not options.source:
        raise CommandError(f"From where? {command('adopt', '', 'FROM=neural-kata-work.zip')}")
    found = adoption.read(options.source)
    new = backup.stale(found.files)
    for exercise in {Exercise(file.stem) for file in new}:
        if practice.aside(exercise):
            stop = command("again", exercise.number, "STOP=1")
            raise CommandError(
                f"You are doing {exercise.stem} again. First: {stop}; nothing was taken."
            )
    kept = backup.overwrite(new, found.gifts)
    for stem, times in found.times.items():
        practice.bring(Exercise(stem), times)
    see = f"{command('adopt', '', f'FROM={options.source}', 'V=1')} shows them"
    for file, content in found.files.items():
        state = "taken" if file in new else "the same here"
        say(f"{shown(file)}: {len(content.splitlines())} lines, {state}.")
        if diff := found.changes.get(file):
            count = sum(line[0] in "+-" for line in diff[2:])
            said = f"Its stub has changed since, in {count} lines{'' if options.verbose else '; ' + see}."
            print("\n".join([f"  {said}", *(diff if options.verbose else ())]))
    if found.version not in ("", version()):
        say(f"Written with version {found.version} of the course; this is {version()}.")
    say(kept or "All of it was here already: nothing to do.")
    return 0
