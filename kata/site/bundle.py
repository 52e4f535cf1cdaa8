"""The course to take along: docs/neural-kata.zip, with every exercise as it begins, the same bytes every time."""

from kata.course import archive, regions
from kata.course.exercises import exercises
from kata.course.files import write_file
from kata.course.paths import DOCS, ROOT

ZIP = DOCS / "neural-kata.zip"


def make() -> None:
    """Write the zip: all that git knows, and no learner's work."""
    own = archive.files()
    contents = {path: path.read_bytes() for path in own}
    for each in exercises():
        contents |= {path: text for path, text in regions.stubs(each).items() if path in contents}
    named = {path: path.relative_to(ROOT).as_posix() for path in own}
    programs = frozenset(named[path] for path in own if path.stat().st_mode & 0o100)
    texts = {named[path]: content for path, content in contents.items()}
    write_file(ZIP, archive.zipped(texts, programs))
