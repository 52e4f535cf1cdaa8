"""Write every stub anew from its solution; what a learner wrote is backed up first."""

from kata.course import regions
from kata.course.exercises import exercises
from kata.results import backup


def run(options) -> int:
    parts = {file: source for each in exercises() for file, source in each.parts.items()}
    stubs = {file: regions.stub(source).encode() for file, source in parts.items()}
    stale = {
        file: stub for file, stub in stubs.items() if not file.exists() or file.read_bytes() != stub
    }
    kept = backup.overwrite(stale, "stubs")
    for file in stale:
        print(f"{file.parent.name}/{file.name} written")
    done = f"{len(stale)} stubs written. {kept}"
    print(done if stale else "Every stub is as its solution makes it.")
    return 0
