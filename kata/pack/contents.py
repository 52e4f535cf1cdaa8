"""A pack: what a learner needs and no more, without what gives the hidden exercises away."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kata.course import archive, house, regions
from kata.course.commands import FIRST
from kata.course.exercises import Exercise, exercises
from kata.course.paths import DOCS, EXERCISES, ROOT, SOLUTIONS, STAND_INS, STUBS, test_helpers
from kata.errors import CommandError
from kata.pack import sealed
from kata.pack.hidden import Leaks, left_out, repeats_all_over
from kata.show import page

OTHERS = (
    "bench",
    "browser",
    "checks",
    "grade",
    "pack",
    "site",
)  # rooms that a learner has no use for
PAGES = ("maths", "glossary", "when_it_does_not_work", "gpt")  # beside those of the exercises
EXPLAINED = re.compile(  # by a page, beside the solution
    r'^\?\?\? help "Why the solution is written so"\n(?:(?: {4}.*)?\n)+', re.MULTILINE
)
README = Path(__file__).with_name("readme.md")


def contents(hidden: list[Exercise], asked: list[Exercise] | None = None) -> dict[Path, bytes]:
    """Return the files of a pack, by where they lie here, without a site and without packages.

    Args:
        asked: those that HIDE names, if there are others, hidden since they repeat these.

    Raises:
        CommandError: something in it would give a hidden exercise away.
    """
    leaks, gone = Leaks(hidden), {each.stem for each in left_out(hidden)}
    own = *_around(), *_runner(hidden, gone), *_course(hidden)
    found = {path: sealed.whole(path, hidden) for path in own}
    for each in exercises():
        stubs = regions.stubs(each)
        found |= stubs
        if each in hidden:
            found |= {STUBS / path.name: text for path, text in stubs.items()}
            found[each.page] = EXPLAINED.sub("", found[each.page].decode()).encode()
    found |= {p: text.encode() for p, text in sealed.tests(hidden, asked or hidden).items()}
    found = {p: text for p, text in found.items() if not any(stem in p.stem for stem in gone)}
    found[ROOT / "README.md"] = _readme(hidden).encode()
    for path, content in found.items():
        with suppress(UnicodeDecodeError):
            if whose := leaks.of(content.decode(), path.suffix == ".py"):
                name = path.relative_to(ROOT).as_posix()
                raise CommandError(f"{name} holds three lines in a row of a solution, {whose}.")
    return found


def _around() -> Iterator[Path]:
    """Yield what lies around the exercises: the way in, the data, the pages, and what shows make theirs of."""
    yield from (ROOT / name for name in ("Makefile", "LICENSE", "pyproject.toml", ".gitignore"))
    yield from (path for path in archive.files() if path.parent == ROOT / "data")
    yield from (each.page for each in exercises())
    yield from (DOCS / f"{name}.md" for name in PAGES)
    yield from page.files("digit", "moons")


def _runner(hidden: list[Exercise], stems: set[str]) -> Iterator[Path]:
    """Yield the files of kata/, but for the verbs and rooms of others, races that repeat a hidden exercise, and what uses these."""
    uses, numbers = house.imports(), {each.number for each in hidden}
    races = {
        path for path in uses if house.room(path) == "race" and numbers & repeats_all_over(path)
    }
    gone = {path for path in uses if house.room(path) in OTHERS} | races
    gone |= {path for path in uses if path.stem in stems}
    gone |= {p for p in (house.KATA / "verbs").glob("[a-z]*.py") if p.stem not in FIRST}
    while more := {path for path, used in uses.items() if gone & {*used}} - gone:
        gone |= more
    for path in archive.files():
        if path.is_relative_to(house.KATA) and house.room(path) not in OTHERS and path not in gone:
            yield path


def _course(hidden: list[Exercise]) -> Iterator[Path]:
    yield from (EXERCISES / "__init__.py", SOLUTIONS / "__init__.py", *test_helpers())
    for each in exercises():
        yield each.test_file
        if each not in hidden:
            yield from each.parts.values()
        elif (stand_in := STAND_INS / f"{each.stem}.py").exists():
            yield stand_in


def _readme(hidden: list[Exercise]) -> str:
    names = ", ".join(each.stem for each in hidden if each not in left_out(hidden))
    said = f"Your teacher has the solutions to {names}; what stands on one of these waits until yours has passed."
    return README.read_text(encoding="utf-8").replace("HIDDEN\n", f"{said}\n\n" if names else "")
