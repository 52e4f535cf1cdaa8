"""Take your exercises out of FROM=neural-kata-work.zip, as pages save it, or another copy's folder."""

from kata.course.commands import command
from kata.errors import CommandError, shown
from kata.results import adoption, backup


def arguments(parser):
    words = "the zip that a page has saved, or the folder of another copy of the course"
    parser.add_argument("--from", dest="source", default="", metavar="FILE", help=words)


def run(options) -> int:
    if not options.source:
        raise CommandError(f"From where? {command('adopt', '', 'FROM=neural-kata-work.zip')}")
    found = adoption.read(options.source)
    new = backup.stale(found)
    kept = backup.overwrite(new)
    for file, content in found.items():
        state = "taken" if file in new else "the same here"
        print(f"{shown(file)}: {len(content.splitlines())} lines, {state}.")
    print(kept or "All of it was here already: nothing to do.")
    return 0
