"""Write every stub anew from its solution; what a learner wrote is backed up first."""

from kata.course import regions
from kata.course.exercises import exercises
from kata.results import backup


def run(options) -> int:
    parts = {file: source for each in exercises() for file, source in each.parts.items()}
    stale = {path: regions.stub(source).encode() for path, source in parts.items()}
    stale = {
        path: text for path, text in stale.items() if not path.exists() or path.read_bytes() != text
    }
    kept = backup.overwrite(stale, "stubs")
    for path in stale:
        print(f"{path.parent.name}/{path.name} written")
    print(
        f"{len(stale)} stubs written. {kept}"
        if stale
        else "Every stub is as its solution makes it."
    )
    return 0
