"""The marker parser is strict, and the stub is what it says."""

import pytest

from kata.course import regions
from kata.errors import CommandError

GOOD = '''import math


class Box:
    def area(self):
        """Area."""
        given = 1

        def inner():
            # BEGIN SOLUTION
            # a comment is not a line to write

            first = math.pi
            return first * given
            # END SOLUTION

        return inner()


def one():
    # BEGIN SOLUTION
    return 1
    # END SOLUTION
'''


@pytest.fixture
def parse(tmp_path):
    def parse(text: str):
        path = tmp_path / "e01_box.py"
        path.write_text(text)
        return path

    return parse


def test_a_region_in_a_nested_function_belongs_to_its_method(parse):
    found = regions.regions(parse(GOOD))
    assert [(region.task, region.begin) for region in found] == [("Box.area", 10), ("one", 21)]


def test_the_stub_counts_lines_of_code_and_names_the_task(parse):
    stub = regions.stub(parse(GOOD))
    assert "            # TODO: your code here (about 2 lines)\n" in stub
    assert '            raise NotImplementedError("e01_box: Box.area")\n' in stub
    assert (
        '    # TODO: your code here (about 1 line)\n    raise NotImplementedError("e01_box: one")\n'
        in stub
    )
    assert stub.startswith("import math\n"), "imports that only a region needs stay"
    assert "math.pi" not in stub
    compile(stub, "stub", "exec")


def test_solved_is_the_solution_without_its_markers(parse):
    solved = regions.solved(parse(GOOD))
    assert "SOLUTION" not in solved
    assert solved == "".join(
        line for line in GOOD.splitlines(keepends=True) if "SOLUTION" not in line
    )


FUNCTION = "def f():\n    {}\n    x = 1\n    {}\n    return x\n"


@pytest.mark.parametrize(
    ("text", "line", "fact"),
    [
        (FUNCTION.format("# BEGIN SOLUTION", "# BEGIN SOLUTION"), 4, "opened on line 2"),
        (FUNCTION.format("# BEGIN SOLUTION", "pass"), 2, "never closed"),
        (FUNCTION.format("pass", "# END SOLUTION"), 4, "without a BEGIN"),
        (FUNCTION.format("# BEGIN SOLUTION", "# END SOLUTON"), 4, "misspelt"),
        (FUNCTION.format("# begin solution", "# END SOLUTION"), 2, "misspelt"),
        (FUNCTION.format("#BEGIN SOLUTION", "# END SOLUTION"), 2, "misspelt"),
        (FUNCTION.format("# BEGIN  SOLUTION", "# END SOLUTION"), 2, "misspelt"),
        (FUNCTION.format("x = 2  # BEGIN SOLUTION", "# END SOLUTION"), 2, "misspelt"),
        (FUNCTION.format("# BEGIN SOLUTION:", "# END SOLUTION"), 2, "misspelt"),
        (FUNCTION.format("### BEGIN SOLUTION", "### END SOLUTION"), 2, "misspelt"),
        ("# BEGIN SOLUTION\nx = 1\n# END SOLUTION\n", 1, "outside a function"),
        (
            "class A:\n    # BEGIN SOLUTION\n    x = 1\n    # END SOLUTION\n",
            2,
            "outside a function",
        ),
        (
            "def f():\n    # BEGIN SOLUTION\n\n    # why\n    # END SOLUTION\n    return 1\n",
            5,
            "empty",
        ),
        (
            "def f():\n    # BEGIN SOLUTION\n    x = 1\n    # END SOLUTION\n"
            "    # BEGIN SOLUTION\n    return x\n    # END SOLUTION\n",
            5,
            "one to a function",
        ),
        (
            "def f():\n    # BEGIN SOLUTION\n    return 1\n\n\ndef g():\n    x = 2\n    # END SOLUTION\n",
            8,
            "another function",
        ),
    ],
)
def test_bad_markers_are_refused_with_file_and_line(parse, text, line, fact):
    with pytest.raises(CommandError) as refusal:
        regions.regions(parse(text))
    assert f"/e01_box.py:{line}: " in str(refusal.value)
    assert fact in str(refusal.value)
