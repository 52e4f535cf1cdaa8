"""What is carried into a room, on paper: the workshop's page, the card and its second sheet, as Chromium prints them."""

import re

import pytest


def printed(page, size: str) -> list[bytes]:
    """Return the objects of the pages of a PDF."""
    page.evaluate("document.fonts.ready")
    return re.findall(rb"/Type\s*/Page\b", page.pdf(format=size))


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize(("name", "most"), [("workshop", 4), ("cards", 2)])
def test_it_fits_on_its_paper(open_page, name, most, size):
    assert len(printed(open_page(name), size)) == most


def test_the_first_half_hour_is_on_one_page(open_page):
    """The list to tick off may not be parted, and is not longer than half a sheet."""
    page = open_page("workshop")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1000})  # what margins leave of A4
    part = page.locator(".checklist")
    assert part.evaluate("each => getComputedStyle(each).breakInside") == "avoid"
    assert part.bounding_box()["height"] < 1000 / 2
    assert part.locator("li").count() >= 10
