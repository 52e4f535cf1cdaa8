"""make show: the solutions' work is drawn, and a learner's trouble ends in one short message."""

import math
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from itertools import pairwise
from pathlib import Path

import pytest

from kata.course import regions
from kata.course.paths import ROOT, SOLUTIONS
from kata.show import expression, graph, graph_svg

SHOWS = ROOT / "kata" / "show"
SVG = ROOT / ".kata" / "show" / "e03_backward.svg"


def show(*words: str, columns: int = 80) -> tuple[int, str]:
    """Run the real command; return its exit status and everything it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "kata", "show", *words],
        cwd=ROOT,
        env=os.environ | {"COLUMNS": str(columns)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=100,
    )
    return done.returncode, done.stdout


def tree(folder: Path, **changed: tuple[str, str]) -> str:
    """Fill a folder with the solutions, each (old, new) replaced in the file it is named after."""
    for path in SOLUTIONS.glob("e*.py"):
        text = regions.solved(path)
        if path.stem in changed:
            old, new = changed[path.stem]
            assert old in text
            text = text.replace(old, new)
        (folder / path.name).write_text(text, encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize("number", [path.name[1:3] for path in sorted(SHOWS.glob("e[0-9]*.py"))])
@pytest.mark.parametrize("columns", [80, 60])
def test_every_show_fits_the_width_in_ascii(number, columns):
    status, printed = show(number, "--in", "solutions", columns=columns)

    assert status == 0, printed
    assert printed.isascii()
    assert max(map(len, printed.splitlines())) <= columns
    assert "stands in" not in printed


def test_graph_shows_each_node_once_with_its_numbers():
    _, printed = show("3", "--in", "solutions")

    cells = [line.replace("`-- ", "").replace("|", "").split() for line in printed.splitlines()]
    assert ["d", "=", "v1", "+", "a", "-4", "1"] in cells
    assert ["--", "v1", "=", "a", "*", "b", "-6", "1"] in cells
    assert ["--", "a", "2", "-2", "-2"] in cells
    assert ["b", "-3", "2", "2"] in cells
    assert printed.count("(the same as above)") == 1


def test_graph_is_drawn_as_well_formed_svg_that_holds_the_numbers():
    show("3", "--in", "solutions")
    root = ElementTree.parse(SVG).getroot()
    space = {"svg": "http://www.w3.org/2000/svg"}

    texts = [node.text for node in root.iterfind(".//svg:text", space)]
    assert root.find("svg:title", space).text == "d = a * b + a"
    assert "v1 = a * b: data -6, grad 1." in root.find("svg:desc", space).text
    assert sorted(texts) == sorted(
        ["a", "b", "v1", "d", "\N{MULTIPLICATION SIGN}", "+"]
        + 4 * ["data", "grad"]
        + ["2", "-2", "-3", "2", "-6", "1", "-4", "1"]
    )


def test_svg_for_a_page_brings_no_style_and_no_ids():
    from solutions.e02_value import Value

    a = Value(2.0, label="a < b")
    picture = graph_svg.picture((a + a) * 3)

    ElementTree.fromstring(picture)
    assert "<style" not in picture
    assert ' id="' not in picture


@pytest.mark.parametrize(
    "text",
    [
        "((a * b + c).tanh() * d + a * c).sigmoid() * (a + d * 2)",
        "((a - b)**2 + (c - d)**2 + (a * d)**2) / 3 * (a * c - b.exp()) + a * b",
        "a * a * a + a * (b * (c * (d + a)))",
    ],
)
def test_boxes_of_the_svg_do_not_overlap(text):
    from kata.show.graph_layout import layout
    from solutions.e02_value import Value

    made, numbers = expression.read(text)
    root = made({name: Value(x, label=name) for name, x in numbers.items()})

    nodes = graph.nodes(root)
    places, edges, _ = layout(nodes, 74, 26)
    assert set(places) == set(nodes)
    for column in range(1 + max(column for column, _ in places.values())):
        found = [(y, 74) for at, y in places.values() if at == column]
        found += [  # an edge that passes this column
            (y, 0) for a, b, y in edges if places[a][0] < column < places[b][0]
        ]
        for (above, tall), (below, as_tall) in pairwise(sorted(found)):
            assert below - above >= (tall + as_tall) / 2 + 26 - 1e-6


def test_parents_in_a_set_are_both_there():
    from solutions.e02_value import Value

    a, b = Value(2.0, label="a"), Value(3.0, label="b")
    double, product = a + a, b * a
    double._prev, product._prev = {a}, {a, b}

    assert graph.parents(double) == [a, a]
    assert graph.parents(product) == [a, b]


def test_a_single_operand_is_doubled_only_where_a_set_may_have_lost_one():
    from solutions.e02_value import Value

    a, minus = Value(2.0, label="a"), Value(-2.0, label="b")
    minus._op = "-"
    found = {}
    for kind in (tuple, list, set, frozenset):
        minus._prev = kind([a])
        found[kind] = graph.nodes(minus)[-1].formula

    assert found == {tuple: "b = -a", list: "b = -a", set: "b = a - a", frozenset: "b = a - a"}


def test_another_expression_is_drawn():
    status, printed = show("3", "--in", "solutions", "--of", "(a + b) * b.tanh()")

    assert status == 0
    assert printed.startswith("d = (a + b) * b.tanh()\n")
    assert f"{-math.tanh(-3.0) * -1:.4g}" in printed


@pytest.mark.parametrize(
    "text", ["a +", "a.data", "a.tanh", "__import__('os')", "[a]", "1 + 2", "a" * 200]
)
def test_an_expression_that_cannot_be_drawn_is_refused(text):
    status, printed = show("3", "--in", "solutions", "--of", text)

    assert status == 2
    assert "EXPR" in printed
    assert "Traceback" not in printed


def test_what_has_no_show_is_told_what_has_one():
    status, printed = show("4")

    assert status == 2
    assert "e04_neuron has no show" in printed
    assert "make show EX=3" in printed
    assert show("99")[0] == show("three")[0] == show("3", "--in", "nowhere")[0] == 2


def test_without_an_exercise_the_shows_are_listed():
    status, printed = show()

    assert status == 0
    assert printed.count("make show EX=") == len(list(SHOWS.glob("e[0-9]*.py")))


@pytest.mark.parametrize(("number", "stem"), [("3", "e03_backward"), ("10", "e10_digits")])
def test_a_stub_is_stood_in_for(tmp_path, number, stem):
    folder = tree(tmp_path)
    (tmp_path / f"{stem}.py").write_text(regions.stub(SOLUTIONS / f"{stem}.py"), encoding="utf-8")

    status, printed = show(number, "--in", folder)
    assert status == 0
    assert printed.endswith(f"The solution stands in for {stem}.\n")

    status, printed = show(number, "--in", folder, "--own")
    assert status == 1
    assert printed.startswith(f"{stem} is not written yet")
    assert f"make test EX={number}" in printed
    assert len(printed.splitlines()) == 1


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("while True:\n        pass\n    history = []", "No answer after 2 seconds"),
        ("raise SystemExit\n    history = []", "Remove exit()"),
        ("import os; os._exit(0)\n    history = []", "exit status 0"),
        ("history = [] + 1", "TypeError"),
        ("history = = []", "SyntaxError: "),
        ("return None\n    history = []", "is a return missing?"),
    ],
)
def test_trouble_in_the_code_ends_in_one_short_message(tmp_path, new, said):
    folder = tree(tmp_path, e10_digits=("history = []", new))
    seconds = "2" if "while True" in new else "60"  # the clock is the whole show's, with its start

    status, printed = show("10", "--in", folder, "--seconds", seconds)

    assert status == 1
    assert said in " ".join(printed.split())
    assert "Traceback" not in printed
    assert len(printed.strip().splitlines()) <= 4
    assert "make test EX=10" in printed


def test_a_value_without_a_graph_is_stood_in_for(tmp_path):
    folder = tree(tmp_path, e02_value=("_prev", "_made_from"))

    status, printed = show("3", "--in", folder, "--own")

    assert status == 0, printed
    assert "e02_value: the solution stands in, since" in printed


def test_standing_in_is_said(tmp_path):
    folder = tree(tmp_path)
    (tmp_path / "e01_slope.py").unlink()

    status, printed = show("3", "--in", folder)

    assert status == 0, printed
    assert "The solution stands in for e01_slope." in printed


def test_a_wrong_gradient_is_shown_as_it_is(tmp_path):
    folder = tree(tmp_path, e03_backward=("root.grad = 1.0", "root.grad = 5.0"))

    status, printed = show("3", "--in", folder)

    assert status == 0, printed
    assert ["a", "2", "-10", "-2"] in [line.split()[-4:] for line in printed.splitlines()]


def test_what_the_code_prints_does_not_break_the_drawing(tmp_path):
    folder = tree(tmp_path, e03_backward=("root.grad = 1.0", "root.grad = 1.0; print('here')"))

    _, printed = show("3", "--in", folder)

    assert "\nhere" not in printed
    assert "left out here: 'here'" in printed


def test_the_digits_are_read_and_counted():
    _, printed = show("10", "--in", "solutions")
    assert show("10", "--in", "solutions") == (0, printed)  # the same digits drawn, the same said
    lines = printed.splitlines()

    table = [
        line.partition("|")[2].split()
        for line in lines
        if line[:6].strip()[:1].isdigit() and "|" in line
    ]
    counts = [[0 if cell == "." else int(cell) for cell in row] for row in table]
    right = sum(counts[i][i] for i in range(10)) / 360
    assert sum(map(sum, counts)) == 360
    assert f"Right on {right:.1%} of the 360" in printed
    assert right >= 0.9
    assert "WRONG: it is" in printed
