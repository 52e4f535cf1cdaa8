"""A live figure as its user sees it; its exact numbers are data attributes of its place."""

import math

import pytest

from kata.site.numbers import MINUS

NAN, INFINITY = math.nan, math.inf


class Live:
    """One widget on its page, with what is pressed, dragged, said and told."""

    def __init__(self, figure):
        self.figure, self.page = figure, figure.page
        self.place = figure.locator(".widget")

    def guess(self, answer: str = "Show me") -> str:
        """Answer the question that comes first; return what is said to it."""
        assert self.place.locator("[inert]").count() == 1
        self.press(answer)
        assert self.place.locator("[inert]").count() == 0
        return self.place.locator(".ask").get_by_role("status").inner_text()

    def press(self, name: str):
        self.place.get_by_role("button", name=name.replace("-", MINUS), exact=True).click()

    def keys(self, name: str, *keys: str):
        """Press keys on a handle or a slider."""
        self.slider(name).focus()
        for key in keys:
            self.page.keyboard.press(key)

    def slider(self, name: str):
        return self.place.get_by_role("slider", name=name)

    def drag(self, name: str, right: float, down: float):
        """Drag a handle by so many pixels of the screen."""
        self.slider(name).scroll_into_view_if_needed()
        box = self.slider(name).bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        mouse = self.page.mouse
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + right, y + down, steps=3)
        mouse.up()
        mouse.move(0, 0)

    def numbers(self, name: str) -> list[float]:
        return [float(each) for each in self.place.get_attribute(f"data-{name}").split()]

    @property
    def said(self) -> str:
        return self.place.get_by_role("status").last.inner_text().replace(MINUS, "-")

    def agrees(self, **wanted):
        """Assert that what it tells is what Python computes, to 1e-9."""
        for name, numbers in wanted.items():
            told = self.numbers(name)
            assert told == pytest.approx(numbers, rel=1e-9, abs=1e-9, nan_ok=True), (name, told)

    def is_still_on_paper(self):
        """Assert that paper shows the still picture alone."""
        self.page.emulate_media(media="print")
        assert self.figure.locator(".still svg").is_visible()
        assert not self.place.is_visible()
        self.page.emulate_media(media="null")
