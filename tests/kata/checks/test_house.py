"""The order of kata/ is held: each way to break it is named, with the files."""

import pytest

from kata.checks import house

FILES = {
    "__init__.py": "",
    "__main__.py": "from kata import cli\n",
    "cli.py": "from kata.results import report\n",
    "errors.py": "",
    "course/__init__.py": "",
    "course/names.py": "import re\n\nfrom kata.errors import CommandError\n",
    "results/__init__.py": "",
    "results/report.py": "import kata.course.names\nfrom kata.results import verdict\n",
    "results/verdict.py": "def judge():\n    from kata.course.names import CommandError\n",
}


@pytest.fixture
def found(tmp_path, monkeypatch):
    """Return what is said of a small house after these files are added to it."""
    monkeypatch.setattr(house, "KATA", tmp_path / "kata")

    def found(files: dict[str, str]) -> list[str]:
        for name, text in (FILES | files).items():
            path = tmp_path / "kata" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return house.check_rooms()

    return found


def test_a_house_in_order_is_not_complained_of(found):
    assert found({}) == []


@pytest.mark.parametrize(
    "line",
    [
        "import kata.results.report\n",
        "from kata.results import report\n",
        "from kata.results.report import of_test\n",
        "def inside():\n    from kata.results import report\n",
    ],
)
def test_an_upward_import_is_named(found, line):
    said = found({"course/names.py": line, "results/report.py": ""})
    assert "kata/course/names.py uses kata/results/report.py: course is below results" in said
    assert all(text.endswith(": course is below results") for text in said)


def test_a_room_is_a_file_too(found):
    said = found({"course/names.py": "from kata import results\n", "results/report.py": ""})
    assert said == ["kata/course/names.py uses kata/results/__init__.py: course is below results"]


def test_a_circle_inside_a_room_is_named(found):
    (said,) = found({"results/verdict.py": "from kata.results import report\n"})
    assert said.startswith("these files of kata/ import each other: ")
    assert "results/report.py" in said
    assert "results/verdict.py" in said


@pytest.mark.parametrize("name", ["helpers.py", "utils/__init__.py"])
def test_a_stranger_at_the_root_is_named(found, name):
    (said,) = found({name: ""})
    assert said.startswith(f"kata/{name.partition('/')[0]} belongs in a room: __main__, cli, ")


def test_a_file_of_201_lines_is_named(found):
    assert found({"course/names.py": "x = 1\n" * 200}) == []
    assert found({"course/names.py": "x = 1\n" * 201}) == [
        "kata/course/names.py has 201 lines: one idea?"
    ]


def test_the_imports_of_the_real_runner_are_seen():
    """Else a check that sees nothing would find nothing."""
    known = house.imports(house.KATA)
    used = {path.name for path in known[house.KATA / "cli.py"]}
    assert {"environment.py", "errors.py", "__init__.py"} <= used
    assert len(known) > 80
