"""Two hidden lines in hand: what they make of the four corners is what e05's network makes of them."""

import pytest

from tests.site.live import Live

CORNERS = [(0, 0), (0, 1), (1, 0), (1, 1)]


def what_e05_finds(neurons: list[float]) -> dict:
    """Return what the hidden neurons and the last one answer in the corners."""
    from exercises.e05_mlp import MLP

    model = MLP([2, 2, 1], "relu")
    for parameter, number in zip(model.parameters(), [*neurons, 1, -2, 0]):
        parameter.data = number
    hidden = [[h.data for h in model.layers[0](corner)] for corner in CORNERS]
    answers = [model(corner)[0].data for corner in CORNERS]
    right = sum((y > 0.5) == (a != b) for y, (a, b) in zip(answers, CORNERS))
    return {"hidden": [h for each in hidden for h in each], "answers": answers, "right": [right]}


def test_it_folds_as_e05_does(open_widget, solutions):
    live = Live(open_widget("e05_mlp", "folds"))
    assert live.guess("Yes").startswith("Not so. ")
    live.agrees(neurons=[1, 1, 0, 1, 1, -1], answers=[0, 1, 1, 0], right=[4])
    assert live.said.endswith("Right: 4 of 4 corners.")

    live.keys("Line of h2, point 1", "Shift+ArrowUp", "ArrowLeft", "Shift+ArrowDown", "ArrowDown")
    for line, end, right, down in ((1, 2, 60, 10), (2, 1, -90, 60), (2, 2, 30, 120)):
        live.drag(f"Line of h{line}, point {end}", right, down)
        neurons = live.numbers("neurons")
        live.agrees(**what_e05_finds(neurons))
    assert live.numbers("right") != [4]
    assert live.numbers("neurons") != [1, 1, 0, 1, 1, -1]

    live.press("Start over")
    far, near = ["Shift+{}", *["{}"] * 6], ["{}"] * 4  # 0.8 and 0.2: onto the other line
    for end, left, down in ((1, far, near), (2, near, far)):
        keys = [key.format("ArrowLeft") for key in left] + [key.format("ArrowDown") for key in down]
        live.keys(f"Line of h2, point {end}", *keys)
    neurons = live.numbers("neurons")
    assert neurons[:3] == pytest.approx(neurons[3:], abs=1e-9)
    live.agrees(**what_e05_finds(neurons))
    assert live.numbers("right") == [2]
    live.is_still_on_paper()
