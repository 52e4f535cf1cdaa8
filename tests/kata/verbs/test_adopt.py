"""make adopt: work from elsewhere comes in, what was here is kept, and nothing else is touched."""

import shutil
import zipfile

import pytest

from tests.kata.conftest import Course

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


def test_a_stub_with_notes_in_it_is_work(course, old, zipped):
    noted = (
        course.path("exercises/e03_last.py").read_text() + "# the last one, counted from the end\n"
    )
    version = course.run("doctor").stdout.partition("Neural Kata ")[2].split()[0]
    path = zipped(**{"exercises/e03_last.py": noted, "version.txt": version})
    assert "e03_last.py" in course.run("adopt", "--from", str(path)).stdout
    assert course.path("exercises/e03_last.py").read_text() == noted
    noted = old.path("exercises/e03_last.py").read_text() + MINE
    old.write("exercises/e03_last.py", noted)
    assert "e03_last.py" in course.run("adopt", "--from", str(old.folder)).stdout
    assert course.path("exercises/e03_last.py").read_text() == noted


def test_another_copy_is_taken(course, tmp_path):
    other = tmp_path / "old" / "exercises"
    other.mkdir(parents=True)
    (other / "e02_six.py").write_text(MINE)
    assert "taken" in course.run("adopt", "--from", str(other.parent)).stdout
    assert course.path("exercises/e02_six.py").read_text() == MINE
    assert "the same here" in course.run("adopt", "--from", str(other)).stdout


@pytest.fixture
def old(course, tmp_path):
    """A whole older copy, whose e03 asked for one task less and whose e01 is the same; returns its folder."""
    folder = tmp_path / "old course"
    shutil.copytree(course.folder, folder, symlinks=True)
    older = Course(folder)
    text = older.path("solutions/e03_last.py").read_text()
    older.write("solutions/e03_last.py", text.replace("The first of the items.", "The first."))
    older.write(
        "pyproject.toml",
        older.path("pyproject.toml").read_text().replace("\nversion = ", '\nversion = "0.9"\n# '),
    )
    assert older.run("stubs").returncode == 0
    return older


def test_a_new_version_takes_what_the_old_copy_holds_and_tells_of_its_stubs(course, old):
    here = {path.name: path.read_text() for path in course.path("exercises").glob("e0*.py")}
    said = course.run("adopt", "--from", str(old.folder))
    assert (said.returncode, "no exercise that anybody has begun" in said.stderr) == (2, True)

    old.solve("e03_last")
    old.run("catchup", "2")
    mine = old.path("exercises/e03_last.py").read_text()
    for words in (["--from", str(old.folder)], ["--from", str(old.folder), "-v"]):
        done = course.run("adopt", *words)
        assert done.returncode == 0
        assert "Its stub has changed since, in 2 lines" in done.stdout
        assert ('+    """The first of the items."""' in done.stdout) == ("-v" in words)
        assert "Written with version 0.9 of the course; this is " in done.stdout
    assert course.path("exercises/e03_last.py").read_text() == mine
    assert course.path("exercises/e02_six.py").read_text() == here["e02_six.py"]
    states = [line.split()[-1] for line in course.run("progress").stdout.splitlines()[:3]]
    assert states == ["given", "-", "done"]  # what was given there is given here
    course.run("undo")
    assert course.path("exercises/e03_last.py").read_text() == here["e03_last.py"]


def test_what_is_done_again_there_comes_as_it_has_passed_with_its_times(course, old):
    old.solve("e02_six")
    mine = old.path("exercises/e02_six.py").read_text()
    for _ in range(2):
        old.run("again", "2")
        old.write("exercises/e02_six.py", mine)
        old.run("test", "2")
    old.run("again", "2")
    assert course.run("adopt", "--from", str(old.path("exercises"))).returncode == 0
    assert course.path("exercises/e02_six.py").read_text() == mine
    assert course.run("again").stdout.startswith("e02_six again: ")


def test_a_zip_of_a_whole_copy_is_taken_without_its_backups(course, old, zipped):
    old.solve("e03_last")
    mine = old.path("exercises/e03_last.py").read_text()
    old.run("reset", "3")
    old.solve("e01_double")
    names = [path for path in old.folder.rglob("*") if path.is_file() and ".venv" not in path.parts]
    files = {f"x/{path.relative_to(old.folder).as_posix()}": path.read_bytes() for path in names}
    assert any(".kata/backup/" in name and files[name] == mine.encode() for name in files)
    done = course.run("adopt", "--from", str(zipped(**files)))
    assert "e01_double.py" in done.stdout
    assert "e03_last" not in done.stdout


def test_nothing_is_taken_into_the_midst_of_doing_it_again(course, old):
    for copy in (course, old):
        copy.solve("e02_six")
    old.write("exercises/e02_six.py", old.path("exercises/e02_six.py").read_text() + MINE)
    course.run("again", "2")
    before = course.path("exercises/e02_six.py").read_text()
    done = course.run("adopt", "--from", str(old.folder))
    assert done.returncode == 2
    assert "You are doing e02_six again. First: make again EX=2 STOP=1" in done.stderr
    assert course.path("exercises/e02_six.py").read_text() == before


def test_a_copy_without_solutions_takes_work_and_no_stub(course, old):
    course.path("solutions/e02_six.py").unlink()
    old.path("solutions/e02_six.py").unlink()
    done = course.run("adopt", "--from", str(old.folder))
    assert "no exercise that anybody has begun" in done.stderr
    old.write("exercises/e02_six.py", "def six(x):\n    return 6 * x\n")
    done = course.run("adopt", "--from", str(old.folder))
    assert "exercises/e02_six.py: 2 lines, taken." in done.stdout


def test_the_page_says_which_version_it_saved_with(course, zipped):
    path = zipped(**{"exercises/e03_last.py": MINE, "version.txt": "1.5\n"})
    assert "Written with version 1.5" in course.run("adopt", "--from", str(path)).stdout


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


def test_this_copy_is_not_taken_into_itself(course):
    assert "is this copy itself" in course.run("adopt", "--from", ".").stderr


def test_without_a_place_it_asks_for_one(course):
    assert "From where? make adopt FROM=neural-kata-work.zip" in course.run("adopt").stderr
