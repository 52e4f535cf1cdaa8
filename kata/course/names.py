"""The first names of data/names.txt, one a line."""

from kata.course.files import as_made
from kata.course.paths import ROOT

FILE = ROOT / "data" / "names.txt"
LONGEST = 9  # letters


def load() -> list[str]:
    """Return the names, of 3 to 9 letters from a to z; a CommandError names a line that is none."""
    with as_made(FILE):
        names = FILE.read_text(encoding="utf-8").split()
        for line, name in enumerate(names, start=1):
            letters = name.isascii() and name.isalpha() and name.islower()
            if not (letters and 3 <= len(name) <= LONGEST):
                raise ValueError(f"line {line} is no name of 3 to {LONGEST} letters from a to z")
        if not names:
            raise ValueError("holds no names")
    return names
