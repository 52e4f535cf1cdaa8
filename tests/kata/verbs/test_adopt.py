"""make adopt: work from elsewhere comes in, what was here is kept, and nothing else is touched."""

import zipfile

import pytest

MINE = "# mine\n"


@pytest.fixture
def zipped(course):
    """A function that writes a zip beside the course, and returns its path."""

    def zipped(**files):
        path = course.folder / "work.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        return path

    return zipped


def test_a_zip_is_taken_and_what_was_here_comes_back(course, zipped):
    here = course.path("exercises/e03_last.py")
    before = here.read_text() + MINE
    here.write_text(before)
    path = zipped(
        **{
            "exercises/e03_last.py": "theirs = 1\n",
            "solutions/e02_six.py": "x = 1\n",
            "notes.txt": "",
        }
    )
    done = course.run("adopt", "--from", str(path))
    assert done.returncode == 0
    assert "exercises/e03_last.py: 1 lines, taken." in done.stdout
    assert here.read_text() == "theirs = 1\n"
    assert "e02_six" not in done.stdout
    assert course.run("undo").returncode == 0
    assert here.read_text() == before


def test_a_stub_takes_nobodys_work_away(course, zipped):
    here = course.path("exercises/e03_last.py")
    stub = here.read_text()
    here.write_text(stub + MINE)
    done = course.run("adopt", "--from", str(zipped(**{"exercises/e03_last.py": stub})))
    assert done.returncode == 2
    assert "no exercise that anybody has begun" in done.stderr
    assert here.read_text() == stub + MINE


def test_another_copy_is_taken(course, tmp_path):
    other = tmp_path / "old" / "exercises"
    other.mkdir(parents=True)
    (other / "e02_six.py").write_text(MINE)
    assert "taken" in course.run("adopt", "--from", str(other.parent)).stdout
    assert course.path("exercises/e02_six.py").read_text() == MINE
    assert "the same here" in course.run("adopt", "--from", str(other)).stdout


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "There is no "),
        (b"no zip", "cannot be read: File is not a zip file."),
        ({"e99_other.py": "x"}, "holds no exercise of this course"),
        ({"exercises/e03_last.py": " " * 2_000_000}, "is larger than any exercise"),
    ],
)
def test_what_holds_no_work_is_refused(course, zipped, content, words):
    path = course.folder / "work.zip"
    if isinstance(content, dict):
        zipped(**content)
    elif content:
        path.write_bytes(content)
    before = {
        file: file.read_bytes() for file in course.path("exercises").iterdir() if file.is_file()
    }
    done = course.run("adopt", "--from", str(path))
    assert done.returncode == 2
    assert words in done.stderr
    assert {file: file.read_bytes() for file in before} == before


def test_without_a_place_it_asks_for_one(course):
    assert "From where? make adopt FROM=neural-kata-work.zip" in course.run("adopt").stderr
