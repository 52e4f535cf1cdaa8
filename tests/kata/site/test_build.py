"""What is wrong on a page stops the build, with the file and the line."""

import re
import shutil
import subprocess
import sys
import zipfile

import pytest

from kata.site import font
from tests.kata.conftest import ROOT

PAGE = "docs/e03_last.md"
HOME = """# Home

<div markdown="1" data-needs="editor">

### Right here

</div>

### In a terminal
"""
MORE = """
## One

The area $x^2$, [a link](e01_double.md), and

[help]: e03_last

[code]: solutions/e03_last.py: first
"""


@pytest.fixture
def site(course):
    """A tiny course with a site, its last page a little longer."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    course.write("mkdocs.yml", re.sub(r"^nav:.*?(?=^validation)", "", settings, flags=re.S | re.M))
    for name in ("css", "js"):
        shutil.copytree(ROOT / "docs" / name, course.path(f"docs/{name}"))
    for name in (".gitignore", "docs/mark.svg"):
        shutil.copy2(ROOT / name, course.path(name))
    course.write("docs/index.md", HOME)
    for name in font.CUTS:
        course.write(f"docs/fonts/{name}.woff", b"the font does not matter here")
    for figure in course.path("kata/site/figures").glob("[!_]*.py"):
        figure.unlink()
    course.write(PAGE, course.path(PAGE).read_text() + MORE)
    return course


def test_a_whole_site_is_built(site):
    """Where there is no npm it has no editor, a line says so, and home does not offer one."""
    done = site.run("site", PATH="")
    assert (done.returncode, "WARNING" in done.stderr) == (0, False), done.stderr
    assert "no npm here, so the pages have no editor" in done.stdout
    assert not site.path("site/browser").exists()
    home = site.path("site/index.html").read_text()
    assert ("Right here" in home, "In a terminal" in home) == (False, True)
    assert "return items[0]" in re.sub("<[^>]+>", "", site.path("site/e03_last.html").read_text())


def test_the_course_can_be_taken_along_with_every_exercise_as_it_begins(site, tmp_path):
    """The zip is the same bytes every time, holds no learner's line and nothing that is made, and it runs."""
    begun = site.path("exercises/e03_last.py").read_bytes()
    site.write("exercises/e03_last.py", "def mine():\n    return 1\n")
    site.write(".kata/remembered", "secret")
    assert site.run("site").returncode == 0
    first = site.path("site/neural-kata.zip").read_bytes()
    assert site.run("site").returncode == 0
    assert site.path("site/neural-kata.zip").read_bytes() == first
    with zipfile.ZipFile(site.path("site/neural-kata.zip")) as bundle:
        bundle.extractall(tmp_path)
    taken = tmp_path / "neural-kata"
    assert (taken / "exercises/e03_last.py").read_bytes() == begun
    made = ("site", ".kata", "docs/fonts", "docs/img", "docs/neural-kata.zip")
    assert [name for name in made if (taken / name).exists()] == []
    done = subprocess.run(
        [sys.executable, "-m", "kata", "help"], cwd=taken, capture_output=True, text=True
    )
    assert "make test" in done.stdout or "kata test" in done.stdout, done.stderr


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("$x^2$", "$\\frac{x$", "bad formula"),
        ("e01_double.md", "e01_duoble.md", "e01_duoble.md"),
        ("[help]: e03_last", "[help]: e03_lost", "there is no exercise e03_lost"),
        (": first\n", ": frist\n", "there is no frist in solutions/e03_last.py"),
        ("solutions/e03_last.py", "solutions/e33.py", "there is no file solutions/e33.py"),
        ("The area", "![](css/kata.css) The area", "css/kata.css has no alt text"),
        ("minutes: 5\n", "", "the front matter lacks 'minutes'"),
        (
            "  first:\n    - ",
            "  first:\n    - See __add__. ",
            "write `__add__`, or it becomes bold",
        ),
        ("  first:\n", "  frist:\n", "hints for frist, which is no task"),
    ],
)
def test_a_broken_page_stops_the_build_with_file_and_line(site, old, new, said):
    text = site.path(PAGE).read_text()
    assert old in text
    site.write(PAGE, text.replace(old, new, 1))
    line = 1 + text[: text.index(old)].count("\n") if old in MORE else 1
    done = site.run("site", PATH="")
    assert done.returncode != 0
    assert said in done.stderr
    assert f"{PAGE}:{line}" in done.stderr
    assert "Traceback" not in done.stderr
