"""The site of a pack: built from a copy of the course in which the hidden exercises are hidden.

Its zip to take along is the pack itself, and the editor in its pages is made from the same files.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from kata import environment
from kata.course import archive, house, mistakes
from kata.course.exercises import Exercise
from kata.course.paths import DOCS, EXERCISES, ROOT, SOLUTIONS, STATE, TESTS
from kata.errors import CommandError
from kata.pack import sealed
from kata.pack.contents import OTHERS

DRAWN = ("img", "fonts")  # of docs/, with all solutions at hand
DATED = ("sitemap.xml", "sitemap.xml.gz")  # else the same every time


def site(contents: dict[Path, bytes], hidden: list[Exercise]) -> dict[Path, bytes]:
    """Return the files of the built site, by where they would lie here.

    Raises:
        CommandError: it cannot be built.
    """
    environment.need("site")
    from kata.site import draw, font

    font.make()
    draw.draw()
    with tempfile.TemporaryDirectory(prefix="kata-") as folder:
        tree = Path(folder, archive.FOLDER)
        for path in archive.files():
            if not _is_left_out(path, contents, hidden):
                _write(tree, path, sealed.whole(path, hidden))
        for path, content in contents.items():
            _write(tree, path, content)
        for name in DRAWN:
            shutil.copytree(DOCS / name, tree / "docs" / name)
        (tree / "docs" / "neural-kata.zip").write_bytes(archive.zipped(contents))
        (STATE / "npm").mkdir(parents=True, exist_ok=True)
        (tree / STATE.name).mkdir()
        (tree / STATE.name / "npm").symlink_to(STATE / "npm")
        done = subprocess.run(
            [sys.executable, tree / "kata", "-m", __name__], capture_output=True, text=True
        )
        if done.returncode:
            raise CommandError(
                f"The site of the pack cannot be built:\n{done.stderr.strip()[-800:]}"
            )
        print(done.stdout, end="")  # that there is no npm
        built = [path for path in (tree / "site").rglob("*") if path.is_file()]
        return {
            ROOT / path.relative_to(tree): path.read_bytes()
            for path in built
            if path.name not in DATED
        }


def _is_left_out(path: Path, contents: dict[Path, bytes], hidden: list[Exercise]) -> bool:
    """Is it a file that the pack has not, and the builder of the site needs not?"""
    if path.parent == mistakes.FOLDER:
        return path.stem in {each.stem for each in hidden}
    course = any(path.is_relative_to(folder) for folder in (EXERCISES, SOLUTIONS, TESTS))
    shown = path.is_relative_to(house.KATA) and house.room(path) not in (*OTHERS, "verbs")
    return (course or shown) and path not in contents


def _write(tree: Path, path: Path, content: bytes) -> None:
    there = tree / path.relative_to(ROOT)
    there.parent.mkdir(parents=True, exist_ok=True)
    there.write_bytes(content)


if __name__ == "__main__":
    from kata.browser import build as browser
    from kata.site import build

    browser.make()
    sys.exit(build.mkdocs("build", "--strict"))
