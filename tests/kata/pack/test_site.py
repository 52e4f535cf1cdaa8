"""The site that a pack brings: what is hidden is not in its pages, its search, its editor or its zip.

FULL=1 builds it, which takes two minutes.
"""

import pytest

from kata.course import archive
from kata.course.paths import DOCS, ROOT
from kata.pack import contents as pack
from kata.pack import hidden as pack_hidden
from kata.pack import site as pack_site
from tests.kata.conftest import FULL
from tests.kata.pack import answers as pack_answers
from tests.kata.pack import search as pack_search

SITE = ROOT / "site"
pytestmark = pytest.mark.skipif(not FULL, reason="FULL=1 builds this site")


@pytest.fixture(scope="module")
def hidden():
    return pack_hidden.hidden("2,9")


@pytest.fixture(scope="module")
def contents(hidden):
    return pack.contents(hidden)


@pytest.fixture(scope="module")
def site(hidden, contents):
    return pack_site.site(contents, hidden)


def test_nothing_in_the_site_gives_a_hidden_exercise_away(hidden, site):
    made = archive.zipped(site)
    assert pack_search.found(made, hidden) == []
    assert pack_answers.found(made, hidden, hidden) == []
    shown = pack_search.found(made, pack_hidden.hidden("5"))
    assert any("e05_mlp.html" in each for each in shown), "what is not hidden can be found"


def test_pages_say_who_has_the_solution_and_keep_their_hints(site):
    page = site[SITE / "e02_value.html"].decode()
    assert page.count("The solution is with your teacher") == 13
    assert page.count(">A nudge<") == 13
    assert "The solution is with your teacher" not in site[SITE / "e04_neuron.html"].decode()
    assert "your teacher has it" in site[SITE / "e11_fast_value.html"].decode()


def test_the_zip_to_take_along_is_the_pack(contents, site):
    assert site[SITE / "neural-kata.zip"] == archive.zipped(contents)
    assert not [path for path in site if path.is_relative_to(DOCS)]
