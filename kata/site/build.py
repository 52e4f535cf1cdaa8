"""Build or serve the site: first what the pages stand on, then MkDocs."""

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator

from kata.browser import build as browser
from kata.course import page
from kata.course.exercises import exercises
from kata.course.paths import ROOT
from kata.errors import CommandError
from kata.site import bundle, draw, font
from kata.site.locate import locate


def prepare() -> None:
    """Bring font and figures up to date, and refuse pages that are not whole.

    Raises:
        CommandError: a page's front matter or hints are not what they should be, or a figure cannot be drawn.
    """
    if said := [text for each in exercises() for text in page.complaints(each)]:
        raise CommandError("\n".join(said))
    font.make()
    draw.draw()
    browser.make()
    bundle.make()


def mkdocs(*words: str) -> int:
    """Run MkDocs on the course; return its exit status. What it complains about gets its line."""
    # As a module, so that the course's own Markdown extensions are found; quiet about MkDocs' future.
    command = [sys.executable, ROOT / "kata", "-m", "mkdocs", *words]
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(
        command, cwd=ROOT, env=quiet, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as running:
        try:
            for line in _told(running.stderr):
                print(line, file=sys.stderr, flush=True)
        except KeyboardInterrupt:
            running.wait()
    return running.returncode


def _told(lines: Iterable[str]) -> Iterator[str]:
    """Yield what MkDocs says, without the traceback of what it has already said of a page."""
    of_a_page = False
    for line in lines:
        if of_a_page and line.startswith("Traceback"):
            return
        of_a_page = of_a_page or "Error reading page" in line
        yield _placed(line.rstrip())


def _placed(line: str) -> str:
    """Return a message of MkDocs, with the line of the page that it speaks of."""
    found = re.search(r"Doc file '(\w+\.md)' contains an? .*?'([^']+)'", line)
    return f"{line}\n           {locate(found[2], found[1])}" if found else line
