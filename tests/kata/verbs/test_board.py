"""make progress SHARE=file and make board: what is shared on purpose, and who is where; bad files cost a line."""

import json

import pytest


@pytest.fixture
def room(course):
    """A folder beside the course, with the files of two people in it."""
    folder = course.path("room")
    folder.mkdir()
    course.solve("e01_double")
    assert course.run("progress", "--share", str(folder), "--nick", "Ada").returncode == 0
    course.solve("e02_six")
    assert course.run("progress", "--share", str(folder / "b.json"), NICK="Bo B.").returncode == 0
    return folder


def test_what_is_shared_is_a_nickname_and_where_one_stands(course, room):
    told = json.loads((room / "ada.json").read_text())
    assert told.keys() == {"nickname", "version", "exercises"}
    assert told["nickname"] == "Ada"
    first = {"stem": "e01_double", "state": "done", "done": 2, "tasks": 2, "reached": 1, "stars": 1}
    assert told["exercises"][0] == first
    assert [each["state"] for each in told["exercises"]] == ["done", "open", "open"]


def test_the_board_shows_who_is_where(course, room):
    course.solve("e03_last", ("return items[0]", "return 5"))
    course.run("progress", "--share", str(room), "--nick", "Cy")
    for columns, head in (("80", "  1  2  3"), ("40", " 1 2 3")):
        done = course.run("board", "--in", str(room), COLUMNS=columns)
        assert (done.returncode, done.stderr) == (0, "")
        assert max(map(len, done.stdout.splitlines())) <= int(columns)
        rows = [line.split() for line in done.stdout.splitlines()]
        assert ["Ada", "#", ".", "."] in rows
        assert ["Bo", "B.", "#", "#", "."] in rows
        assert ["Cy", "#", "#", "1"] in rows
        assert rows.index(["Ada", "#", ".", "."]) < rows.index(["Cy", "#", "#", "1"])
        assert head in done.stdout
        assert "3 here: 1 at e02, 2 at e03." in done.stdout
        assert "\x1b" not in done.stdout


BAD = {
    "empty": b"",
    "no json": b"{",
    "a list": b"[1, 2]",
    "not utf-8": b'{"nickname": "\xff"}',
    "deep": b"[" * 100_000,
    "no exercises": b'{"nickname": "x", "version": "1", "exercises": []}',
    "another course": b'{"nickname": "x", "version": "1", "exercises": [{"stem": "e77_x"}]}',
    "an odd state": b'{"nickname": "x", "version": "1", "exercises": [{"stem": "e01_double", "state": "great", "done": 1, "tasks": 2, "reached": 0, "stars": 0}]}',
    "escapes": b'{"nickname": "\\u001b[2J", "version": "1", "exercises": []}',
    "huge": b" " * 200_000,
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD.keys())
def test_a_bad_file_costs_a_line(course, room, content):
    bad = room / "bad.json"
    bad.write_bytes(content)
    done = course.run("board", "--in", str(room))
    assert done.returncode == 0
    assert "Ada" in done.stdout
    assert " ".join(done.stderr.split()) == f"{bad} is not a file that progress has shared."
    (room / "ada.json").unlink()
    (room / "b.json").unlink()
    done = course.run("board", "--in", str(room))
    assert (done.returncode, done.stdout) == (2, "")
    assert "holds no file that make progress SHARE=file has written" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["board"], "In which folder? make board IN=folder"),
        (["board", "--in", "nowhere"], "There is no folder nowhere."),
        (["progress", "--in", "nowhere"], "There is no folder nowhere."),
        (["progress", "--share", "x.json"], "Under which nickname? NICK=ada names it"),
        (["progress", "--share", "x.json", "--nick", "a\nb\x1b"], "A nickname has at most 24"),
        (["progress", "--share", "x.json", "--nick", "a" * 30], "A nickname has at most 24"),
        (
            ["progress", "--share", "Makefile", "--nick", "a"],
            "Makefile is something else: it stays",
        ),
        (["progress", "--share", "Makefile/x", "--nick", "a"], "Cannot write Makefile/x"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(course, words, said):
    before = {path.name for path in course.folder.iterdir()}
    makefile = course.path("Makefile").read_bytes()
    done = course.run(*words, NICK="")
    assert (done.returncode, said in done.stderr, done.stdout) == (2, True, "")
    assert {path.name for path in course.folder.iterdir()} - before <= {".kata"}
    assert course.path("Makefile").read_bytes() == makefile


def test_a_teacher_reads_where_a_folder_stands(course, tmp_path):
    course.solve("e02_six")
    hand_in = tmp_path / "ada" / "exercises"
    hand_in.mkdir(parents=True)
    course.path("exercises/e02_six.py").rename(hand_in / "e02_six.py")
    for folder in (hand_in, hand_in.parent):
        done = course.run("progress", "--in", str(folder), "--json")
        told = json.loads(done.stdout)
        assert done.returncode == 0
        assert [each["state"] for each in told["exercises"]] == ["open", "done", "open"]
        assert told["exercises"][2]["open"] == ["last", "first"]
    assert "e02_six" in course.run("progress", "--in", str(hand_in)).stdout
