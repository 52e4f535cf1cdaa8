"""The widget of e10: a field to draw in, compared with the network that reads it."""

import re

import numpy as np
import pytest


@pytest.fixture
def reader(solutions):
    """The network that the page carries, trained again."""
    from kata.site.figures import _reader

    return _reader


@pytest.fixture
def digit(open_widget):
    """Open the page and return its widget."""

    def digit(**options):
        widget = open_widget("e10_digits", "digit", **options).locator(".widget")
        widget.locator(".field").evaluate("each => each.scrollIntoView({ block: 'center' })")
        return widget

    return digit


def press(widget, name):
    widget.get_by_role("button", name=name).click()


def levels(widget):
    return np.array(widget.evaluate("each => each.levels()")).reshape(8, 8)


def bars(widget):
    return [float(each) for each in widget.locator("td:last-child").all_inner_texts()]


def status(widget):
    return widget.get_by_role("status").inner_text()


def place(widget, column, row):
    """Return where on the screen the middle of a cell is."""
    box = widget.locator(".field").bounding_box()
    cell = box["width"] / 8.2
    return box["x"] + (column + 0.6) * cell, box["y"] + (row + 0.6) * cell


def says(reader, field):
    """Return what Python's network says to a field of levels."""
    from exercises.e10_digits import forward

    return forward(reader.parameters(), field.reshape(1, 64) / 16)[0][0]


def test_it_reads_all_test_digits_as_python_does(digit, reader):
    """All 360, ten probabilities each, to 1e-6; and at least nine in ten of them rightly."""
    from exercises.e10_digits import accuracy
    from kata.course.digits import load

    _, _, x, labels = load()
    found = np.array(digit().evaluate("(each, x) => x.map(each.read)", x.tolist()))
    assert found.shape == (360, 10)
    assert np.abs(found - reader.read()).max() < 1e-6
    assert (
        (found.argmax(axis=1) == labels).mean() == accuracy(reader.parameters(), x, labels) >= 0.9
    )


def test_the_pen_is_soft(digit, reader):
    """A cell that is pressed is full of ink, its neighbours have a little, the others none."""
    widget = digit()
    widget.page.mouse.click(*place(widget, 3, 5))
    field = levels(widget)
    assert field[5, 3] == 16
    beside = [field[4, 3], field[6, 3], field[5, 2], field[5, 4]]
    assert all(0 < each < 6 for each in beside)
    assert field.sum() == 16 + sum(beside)
    assert bars(widget) == pytest.approx(says(reader, field), abs=5.1e-4)


def draw_a_seven(widget, size=1.0):
    """By the mouse, into the upper left corner: two strokes, as one writes them."""
    mouse = widget.page.mouse
    for stroke in ([(1.4, 0.1), (5.6, 0.1), (3.6, 4), (3, 7)], [(2, 3.7), (5, 3.7)]):
        places = [place(widget, x * size, y * size) for x, y in stroke]
        mouse.move(*places[0])
        mouse.down()
        for end in places[1:]:
            mouse.move(*end, steps=5)
        mouse.up()


def test_a_drawn_digit_is_read(digit, reader):
    """The answer in words and in bars, and Clear."""
    widget = digit()
    press(widget, "Clear")
    empty = bars(widget)
    draw_a_seven(widget)
    widget.page.mouse.move(*place(widget, 0, 7))  # the pen is up
    assert levels(widget)[7, 0] == 0
    assert says(reader, levels(widget)).argmax() == 7
    assert status(widget).startswith("The network reads 7, with probability ")
    assert bars(widget) == pytest.approx(says(reader, levels(widget)), abs=5.1e-4)
    press(widget, "Clear")
    assert levels(widget).sum() == 0
    assert bars(widget) == empty
    assert status(widget).startswith("An empty field.")


def test_a_small_digit_is_misread(digit):
    """As the page says, which knows what the network has never seen."""
    widget = digit()
    draw_a_seven(widget, size=0.5)
    assert status(widget).startswith("The network reads 5, with probability ")


def test_keys_draw_too(digit, reader):
    """A 1 by the keyboard alone, from the top to the bottom, and a cell rubbed out."""
    widget = digit()
    field = widget.get_by_role("application")
    field.focus()
    keyboard = widget.page.keyboard
    for _ in range(9):
        keyboard.press("ArrowUp")  # further than there are cells
    for _ in range(8):
        keyboard.press("Space")
        keyboard.press("ArrowDown")
    assert [row.argmax() for row in levels(widget)] == [3] * 8
    assert status(widget).startswith("The network reads 1, with probability ")
    assert widget.locator(".unseen").inner_text() == "Row 8, column 4: ink 16 of 16."
    keyboard.press("Delete")
    assert levels(widget)[7, 3] == 0
    assert widget.locator(".unseen").inner_text() == "Row 8, column 4: ink 0 of 16."
    keyboard.press("Tab")
    keyboard.press("Enter")  # Clear
    assert levels(widget).sum() == 0


def test_a_finger_draws(digit):
    """By touch, in a narrow window, and the page does not scroll under the finger."""
    widget = digit(width=390, has_touch=True)
    widget.page.touchscreen.tap(*place(widget, 4, 2))
    assert levels(widget)[2, 4] == 16
    assert widget.locator(".field").evaluate("each => getComputedStyle(each).touchAction") == "none"


def test_real_ones_are_shown_as_they_are(digit, reader):
    """A dozen of the last 360, each read as Python reads it, and one that is read wrongly is called so."""
    from kata.course.digits import load

    _, _, x, labels = load()
    known = {tuple(np.rint(row * 16).astype(int)): label for row, label in zip(x, labels)}
    widget = digit()
    seen, wrong = set(), 0
    for _ in range(12):
        press(widget, "Show me a real one")
        field = levels(widget)
        label, said = known[tuple(field.ravel())], says(reader, field)
        seen.add(tuple(field.ravel()))
        assert re.match(
            rf"A real {label} that .* It reads {said.argmax()}, with probability", status(widget)
        )
        assert ("wrong" in status(widget)) == (said.argmax() != label)
        assert bars(widget) == pytest.approx(said, abs=5.1e-4)
        wrong += said.argmax() != label
    assert len(seen) == 12
    assert {known[each] for each in seen} == set(range(10))
    assert wrong == 1


def test_it_begins_with_a_digit_that_is_read(digit, open_page):
    """Nobody has to press anything to see what it does; without scripts, home shows the same."""
    widget = digit()
    shown = bars(widget)
    assert re.match(r"A real 8 .* It reads 8, with probability 0\.8", status(widget))
    texts = (
        open_page("index", java_script_enabled=False).locator("svg[role=img]").first.locator("text")
    )
    assert [float(each) for each in texts.all_text_contents() if "." in each] == shown


@pytest.mark.parametrize("name", ["e10_digits", "index"])
def test_the_still_says_what_it_shows(open_page, reader, name):
    page = open_page(name, java_script_enabled=False)
    drawing = page.locator("figure[data-widget=digit] svg[role=img]")
    shown = [float(each) for each in drawing.locator("text").all_text_contents() if "." in each]
    words = drawing.get_attribute("aria-label")
    assert re.findall(r"0\.\d{3}", words) == [f"{p:.3f}" for p in sorted(shown, reverse=True)[:3]]
    assert sorted(shown)[-4] < 0.05
    assert any(shown == pytest.approx(row, abs=5.1e-4) for row in reader.read())
