"""The gate before the probes: what it must refuse, on the tiny course."""

import pytest

MISTAKE = """[[mistake]]
task = "last"
name = "the first one"
replace = "items[-1]"
with = "items[0]"
words = "That is the first."

[[mistake]]
task = "last"
name = "a copy first"
replace = "items[-1]"
with = "list(items)[-1]"
words = "never said"
"""
PROBES = """[draw]
xs = "several(4, 1.5, 2.5)"

[[probe]]
task = "last"
code = "[last(xs), last(xs[:2])]"

[[probe]]
task = "first"
code = "first(xs)"

[unseen]
"last: a copy first" = "a copy holds the same"
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", "", "1 of 2 mistakes pass the probes: 3% may"),
        ("last(xs), last(xs[:2])", "last(xs[:1])", "no probe rejects: last: the first one"),
        (
            "a copy first",
            "no such thing",
            "[unseen]: last: no such thing: there is no such mistake",
        ),
        ("last: a copy first", "last: the first one", "[unseen]: last: the first one: is rejected"),
        ("first(xs)", "first([3, 4])", "all answers of first are known ahead"),
        ("first(xs)", "xs", "no probe of first refuses the stub"),
        ("first(xs)", "first([])", "the solution raises IndexError in this probe"),
        ("first(xs)", "first(xs", "the solution raises SyntaxError in this probe"),
        ('task = "first"', 'task = "third"', "no task third"),
        ("[draw]", "[draw", "tests/probes/e03_last.toml"),
    ],
)
def test_the_gate_refuses(course, old, new, said):
    course.write("tests/mistakes/e03_last.toml", MISTAKE)
    course.write("tests/probes/e03_last.toml", PROBES.replace(old, new, 1) if old else PROBES)
    done = course.run("check", "probes", "3")
    printed = done.stdout + done.stderr
    assert said in printed
    assert done.returncode == 1
    assert "Traceback" not in printed
