"""The README's picture is what the site draws now."""

import pytest

from kata.site import picture


@pytest.mark.parametrize("scheme", picture.SCHEMES)
def test_the_picture_is_the_site_s(site, scheme):
    """If it is not: python -m kata.site.picture."""
    assert picture.path(scheme).read_text(encoding="utf-8") == picture.picture(scheme)
    assert "var(" not in picture.picture(scheme)
