"""A class: graded, killed and resumed, shared by two graders; and what is handed in badly."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from kata.course.exercises import Exercise
from kata.course.paths import ROOT
from kata.errors import CommandError
from kata.grade import box, grading, points, submission
from kata.grade import group as classes
from kata.grade.records import Records
from tests.kata.grade.conftest import solved, stub

RIGHT, STUB = solved("e01_slope"), stub("e01_slope")
WRONG = solved("e01_slope", ("    return slopes\n", "    return slopes[::-1]\n"))


def command(*words: object) -> list[str]:
    return [sys.executable, str(ROOT / "kata"), "grade", *map(str, words)]


def grade(*words: object) -> subprocess.CompletedProcess:
    return subprocess.run(command(*words), cwd="/", capture_output=True, text=True, timeout=200)


def zipped(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


@pytest.fixture
def group(tmp_path) -> Path:
    """Six who hand in, in the ways that there are."""
    folder = tmp_path / "Klasse 7ä"
    for name, text in {"ann": RIGHT, "=1+1": WRONG, "bob": STUB}.items():
        (folder / name / "exercises").mkdir(parents=True)
        (folder / name / "exercises" / "e01_slope.py").write_text(text)
    (folder / "flat").mkdir()
    (folder / "flat" / "e01_slope.py").write_text(RIGHT)
    zipped(
        folder / "Zoë 雪.zip",
        {"kata/exercises/e01_slope.py": RIGHT, "kata/kata/show/e03_backward.py": "x"},
    )
    (folder / "link").symlink_to(folder / "ann")
    (folder / "late.tar.gz").touch()
    return folder


def rows(text: str) -> dict[str, dict]:
    return {row["name"]: row for row in csv.DictReader(io.StringIO(text))}


def test_a_class_has_a_row_for_each(group, tmp_path):
    done = grade(group, 1, "--class", "--format", "csv", "--results", tmp_path / "grades")
    found = {name: row["points"] for name, row in rows(done.stdout).items()}
    assert done.returncode == 0, done.stderr
    assert found == {
        "'=1+1": "1",
        "Zoë 雪.zip": "2",
        "ann": "2",
        "bob": "0",
        "flat": "2",
        "link": "0",
    }
    assert rows(done.stdout)["link"]["state"] == "refused"
    assert "link is refused: it is neither a folder nor a zip" in done.stderr
    assert "Left out, neither a folder nor a zip: late.tar.gz\n" in done.stderr


def test_a_file_is_a_submission_too(tmp_path):
    (tmp_path / "e01_slope.py").write_text(WRONG)
    done = grade(tmp_path / "e01_slope.py", 1)
    assert (done.returncode, "e01_slope.py: 1 of 2 points" in done.stdout) == (0, True)


def test_a_killed_run_goes_on_and_two_share_the_work(group, tmp_path):
    """The table is the same, whoever was killed, whoever looked on."""
    whole = grade(group, 1, "--class", "--seed", 5, "--results", tmp_path / "whole")
    assert whole.returncode == 0, whole.stderr
    folder = tmp_path / "killed"
    words = command(group, 1, "--class", "--seed", 5, "--results", folder)
    first = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while first.poll() is None and not states(folder).count("graded"):
        time.sleep(0.01)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert states(folder).count("graded") < 5
    two = [subprocess.Popen(words[:-4] + words[-2:], stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [each.wait() for each in two] == [0, 0]
    assert (folder / "grades.csv").read_bytes() == (tmp_path / "whole" / "grades.csv").read_bytes()
    assert states(folder) == ["graded"] * 5 + ["refused"]


def states(folder: Path) -> list[str]:
    texts = [path.read_text() for path in folder.glob("submissions/*.json")]
    return sorted(json.loads(text)["state"] for text in texts)


def judge(grader, group: Path, results: Path) -> list[dict]:
    run = classes.Run([Exercise("e01_slope")], 7, points.Points(), grader.boxes)
    paths = [group / name for name in ("ann", "bob", "flat")]
    return [*classes.grade(paths, run, Records(results, 7))]


@pytest.mark.skipif(sys.platform != "linux", reason="one process does all")
def test_where_a_process_of_the_grader_is_killed_a_line_says_so(
    grader, group, tmp_path, monkeypatch
):
    monkeypatch.setattr(grading, "grade", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(CommandError, match=r"was killed: has the system no memory left\?"):
        judge(grader, group, tmp_path / "grades")


def test_a_fault_of_the_grader_costs_nobody_else_a_grade(grader, group, tmp_path, monkeypatch):
    """Nor, when the same command is given again, the one that it befell."""
    judged = grading.grade

    def with_a_fault(handed_in, *rest):
        if handed_in.name == "ann":
            raise RecursionError("too deep")
        return judged(handed_in, *rest)

    def states() -> dict:
        found = judge(grader, group, tmp_path / "grades")
        return {each["name"]: (each["state"], each["totals"]["points"]) for each in found}

    monkeypatch.setattr(grading, "grade", with_a_fault)
    first = states()
    monkeypatch.undo()
    assert first == {"ann": ("unfinished", 0), "bob": ("graded", 0), "flat": ("graded", 2)}
    assert states() == first | {"ann": ("graded", 2)}


def test_a_record_is_taken_up_only_for_the_same_work(group, tmp_path):
    words = (group, 1, "--class", "--results", tmp_path / "grades")
    assert grade(*words).returncode == 0
    (group / "bob" / "exercises" / "e01_slope.py").write_text(RIGHT)
    again = grade(*words, "--format", "csv")
    assert rows(again.stdout)["bob"]["points"] == "2"
    other = grade(*words, "--seed", 1001)
    assert (other.returncode, "name another folder" in other.stderr) == (2, True)


def zip_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for i in range(30):
            archive.writestr(f"exercises/{i}.py", b" " * 8_000_000)
        archive.writestr("exercises/e01_slope.py", RIGHT)


def linked_in_a_zip(path: Path) -> None:
    entry = zipfile.ZipInfo("exercises/e01_slope.py")
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(entry, "/etc/passwd")


def in_folder(*made):
    """Make a folder by these calls, each with a path in it."""

    def make(path: Path) -> None:
        (path / "exercises").mkdir(parents=True)
        (path / "exercises" / "e01_slope.py").write_text(RIGHT)
        for each in made:
            each(path / "exercises")

    return make


@pytest.mark.skipif(sys.platform != "linux", reason="other disks have no such names")
@pytest.mark.parametrize("name", [b"\xff\xfe.py", b"a\nb.py", b"n" * 240 + b".py", b" .h"])
def test_a_name_that_no_code_can_ask_for_is_left_out(tmp_path, name):
    (tmp_path / "e01_slope.py").write_text(RIGHT)
    with open(os.fsencode(tmp_path) + b"/" + name, "w"):
        assert [*submission.read(tmp_path).files] == ["e01_slope.py"]
    assert submission.read(tmp_path).hash


BAD = {
    "a zip bomb": (zip_bomb, "would unpack to more than 200 MB"),
    "a path that leaves the folder": (
        lambda path: zipped(path, {"../../exercises/e01_slope.py": RIGHT}),
        "leaves the folder",
    ),
    "an absolute path": (
        lambda path: zipped(path, {"/tmp/e01_slope.py": RIGHT}),
        "leaves the folder",
    ),
    "a link in a zip": (linked_in_a_zip, "is a link, a pipe or a device"),
    "a link in a folder": (
        in_folder(lambda path: (path / "e02_value.py").symlink_to("/etc/passwd")),
        "e02_value.py is a link, a pipe or a device",
    ),
    "a FIFO": (
        in_folder(lambda path: os.mkfifo(path / "e02_value.py")),
        "a link, a pipe or a device",
    ),
    "10,000 files": (
        in_folder(lambda path: [(path / f"{i}.txt").touch() for i in range(5001)]),
        "more than 5000 files",
    ),
    "a file that is too large": (
        in_folder(lambda path: (path / "e01_slope.py").write_text("#" * 1_000_001)),
        "larger than any exercise",
    ),
    "no exercise": (
        lambda path: zipped(path, {"notes.txt": "hello"}),
        "no exercise of this course",
    ),
    "no zip": (lambda path: path.write_bytes(b"PK\3\4 hello"), "cannot be read"),
    "an empty file": (lambda path: path.touch(), "cannot be read"),
    "two folders of exercises": (
        lambda path: zipped(
            path, {"a/exercises/e01_slope.py": STUB, "b/exercises/e01_slope.py": RIGHT}
        ),
        "exercises lie in a/exercises and in b/exercises",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_handed_in_badly_is_refused_in_a_line(tmp_path, name):
    make, words = BAD[name]
    make(path := tmp_path / "handed in.zip")
    with pytest.raises(submission.Refused) as refused:
        submission.read(path)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Grade what?"),
        (("/no/such/place",), "There is no /no/such/place."),
        ((ROOT / "data", 1, "--class"), "holds no folder and no zip"),
        ((ROOT / "README.md", 1), "cannot be read"),
        ((ROOT, 1, "--points", "/no/points.toml"), "/no/points.toml: No such file"),
        ((ROOT, 99), "There is no exercise 99"),
        ((ROOT, "1-99"), "There is no exercise 14"),
        ((ROOT, "6-4"), "EX=6-4 is not an exercise"),
    ],
)
def test_a_command_that_cannot_be_has_a_line_and_status_2(words, said):
    done = grade(*words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_where_many_lie_the_way_for_a_class_is_told(tmp_path):
    """In words that a shell takes as they stand."""
    for name in ("ann", "bob"):
        (tmp_path / "the class" / name).mkdir(parents=True)
        (tmp_path / "the class" / name / "e01_slope.py").write_text(RIGHT)
    words, around = command(tmp_path / "the class", 1), os.environ | {"KATA_MAKE": "1"}
    done = subprocess.run(words, env=around, capture_output=True, text=True)
    assert done.returncode == 2
    assert f"IN='{tmp_path / 'the class'}' CLASS=1\n" in done.stderr


def test_a_full_disk_is_no_bad_grade(grader, monkeypatch):
    """What was said may be cut off then: nothing is judged."""
    monkeypatch.setattr(box, "OUTPUT", 1 << 62)
    with pytest.raises(CommandError, match="is full: make room, and give the same command again"):
        grader.passed("e01_slope", RIGHT)


def test_points_are_checked(tmp_path):
    """A number that is none, and an exercise that is none."""
    for text, said in (
        ("task = -1\n", "task = -1 is no number of points"),
        ('task = "x"\n', "is no number of points"),
        ("star = inf\n", "is no number of points"),
        ("[weights]\ne99_x = 2\n", "there is no e99_x"),
        ("tasks = 3\n", "points.toml"),
        ("task = \n", "points.toml"),
    ):
        (tmp_path / "points.toml").write_text(text)
        done = grade(ROOT, 1, "--points", tmp_path / "points.toml")
        assert (done.returncode, said in done.stderr, done.stderr.count("\n")) == (2, True, 1), (
            done.stderr
        )


def test_classroom_50_finds_its_result(tmp_path):
    """The bundle's script, in a checkout in which a student has left a result already."""
    (tmp_path / "bundle").mkdir()
    (tmp_path / "bundle" / "course").symlink_to(ROOT)
    text = (ROOT / "kata/grade/hosts/classroom50/autograder.py").read_text()
    assert "EXERCISES = []" in text
    script = tmp_path / "bundle" / "autograder.py"
    script.write_text(text.replace("EXERCISES = []", 'EXERCISES = ["1"]'))
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    (checkout / "result.json").symlink_to(others := tmp_path / "others.txt")
    others.write_text('{"score": 99}')
    (checkout / "e01_slope.py").write_text(WRONG)
    done = subprocess.run([sys.executable, script], cwd=checkout, capture_output=True, text=True)
    assert others.read_text() == '{"score": 99}'
    found = json.loads((checkout / "result.json").read_text())
    assert (done.returncode, found["score"], found["max-score"]) == (0, 1, 2), done.stderr


def test_a_host_that_looks_too_early_finds_no_points(group, tmp_path):
    """The result is there before anything is judged, and replaced at the end."""
    out = tmp_path / "results.json"
    words = command(group / "ann", 1, "--format", "gradescope", "--out", out)
    running = subprocess.Popen(words, stderr=subprocess.DEVNULL)
    while not out.exists() and running.poll() is None:
        time.sleep(0.002)
    first = json.loads(out.read_text())
    assert (running.wait(), first["score"]) == (0, 0)
    assert first["output"].startswith("The grading has begun, and not ended.")
    assert json.loads(out.read_text())["score"] == 2
