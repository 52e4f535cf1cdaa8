"""The course to take along: docs/neural-kata.zip, with every exercise as it begins, the same bytes every time."""

from kata.course import archive, regions
from kata.course.exercises import exercises
from kata.course.files import write_file
from kata.course.paths import DOCS

ZIP = DOCS / "neural-kata.zip"


def make() -> None:
    """Write the zip: all that git knows, and no learner's work."""
    contents = {path: path.read_bytes() for path in archive.files()}
    for each in exercises():
        contents |= {path: text for path, text in regions.stubs(each).items() if path in contents}
    write_file(ZIP, archive.zipped(contents))
