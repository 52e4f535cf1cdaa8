"""Packs: what is in them and what is not, and the course as a learner finds it in one."""

import base64
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kata.course import archive, mistakes, regions
from kata.course.exercises import Exercise, exercises
from kata.course.paths import DOCS, ROOT, SOLUTIONS, STAND_INS, TESTS
from kata.errors import CommandError
from kata.pack import contents as pack
from kata.pack import hidden as pack_hidden
from kata.pack import sealed as pack_sealed
from kata.results import resolver, verdict
from kata.sandbox import runner
from tests.kata.conftest import FULL
from tests.kata.pack import answers as pack_answers
from tests.kata.pack import search as pack_search

ENGINE, FASTER = ["e02_value", "e03_backward"], ["e11_fast_value", "e13_tensor"]


def stems(words: str) -> list[str]:
    return [each.stem[:3] for each in pack_hidden.hidden(words)]


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """The course in another folder, without git, with a learner's work and all that is ever written in it."""
    folder = tmp_path_factory.mktemp("a copy")
    for path in archive.files():
        there = folder / path.relative_to(ROOT)
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, there)
    (folder / ".venv").symlink_to(Path(sys.prefix))
    solved = regions.solved(Exercise("e01_slope").solution)
    (folder / "exercises" / "e01_slope.py").write_text(solved + "# my secret\n")
    for name in (".kata/backup/1.py", "site/x.html", "packages/x.whl", "neural-kata.zip"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("my secret")
    return folder


@pytest.fixture(scope="module")
def unpacked(copy, tmp_path_factory) -> Path:
    """A pack that hides the engine, made in that copy, as a learner has unpacked it."""
    folder = tmp_path_factory.mktemp("a class")
    done = run(copy, "pack", "HIDE=2-3", f"OUT={folder / 'our pack.zip'}")
    assert (done.returncode, "e11_fast_value" in done.stdout) == (0, True), done.stderr
    with zipfile.ZipFile(folder / "our pack.zip") as made:
        made.extractall(folder)
    (folder / "neural-kata" / ".venv").symlink_to(Path(sys.prefix))
    return folder / "neural-kata"


def run(folder: Path, *words: str) -> subprocess.CompletedProcess:
    around = {name: text for name, text in os.environ.items() if not name.startswith("KATA_")}
    command = [folder / ".venv" / "bin" / "python", "-m", "kata", *words]
    return subprocess.run(command, cwd=folder, env=around, capture_output=True, text=True)


def said(folder: Path, *words: str) -> str:
    done = run(folder, *words)
    assert "Traceback" not in done.stdout + done.stderr
    return " ".join((done.stdout + done.stderr).split())


def solve(folder: Path, stem: str, *changes: tuple[str, str]) -> None:
    text = regions.solved(Exercise(stem).solution) + "# mine\n"
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "exercises" / f"{stem}.py").write_text(text)


# --- What is hidden ---


@pytest.mark.parametrize(
    ("words", "want"),
    [
        ("none", []),
        ("", []),
        ("12-13", ["e12", "e13"]),
        ("1,5", ["e01", "e05"]),
        ("e05_mlp", ["e05"]),
        ("1, 11-12", ["e01", "e11", "e12"]),
        ("4", ["e04", "e11"]),
        ("6", ["e06", "e10", "e13"]),
        ("9", ["e09", "e12"]),
    ],
)
def test_hide_names_exercises_and_those_that_repeat_them(words, want):
    assert stems(words) == want


def test_hiding_the_engine_hides_every_other_one():
    assert {"e02", "e11"} <= {*stems("2")}
    assert pack_hidden.hidden("all") == exercises()


@pytest.mark.parametrize("words", ["99", "6-4", "4-x", "4-5-6", "x", "-4"])
def test_what_names_no_exercise_is_refused_in_a_line(words):
    with pytest.raises(CommandError) as refusal:
        pack_hidden.hidden(words)
    assert "\n" not in str(refusal.value)


# --- What is in it ---


EACH = [str(each.number) for each in exercises()] if FULL else ["4"]


@pytest.mark.parametrize("words", ["all", *EACH])
def test_no_hidden_solution_stands_in_a_pack(words):
    """No three lines of one, in nothing that is compressed either, and no line that computes the same."""
    hidden, asked = pack_hidden.hidden(words), pack_hidden.hidden(words, alone=True)
    made = archive.zipped(pack.contents(hidden, asked))
    assert pack_search.found(made, hidden, asked) == []
    assert pack_answers.found(made, asked, hidden) == []


LINES = {
    "e01_slope": "slopes.append((up - down) / (h * 2))",
    "e02_value": "this.grad += result.grad * (1 - result.data**2)",
    "e03_backward": "value.grad = 1.0\nfor v in reversed(topological_order(value)): v._backward()",
    "e04_neuron": "z = sum(w * x for w, x in zip(ws, xs))",
    "e05_mlp": "all_of_them = [p for n in neurons for p in n.parameters()]",
    "e06_losses": "mean = {'loss': lambda ps: sum([(p - t) ** 2 for p, t in zip(ps, ts)]) / 7}",
    "e07_descent": "said = 'cut = [ids[i : i + n] for i in range(0, many, n)]'",
    "e08_training": "loss = (sum(found) / len(found)).backward()",
    "e09_matmul": "if c: out[i * m + j] += b[p * m + j] * a[i * k + p]",
    "e10_digits": "z = samples @ w1 + b1",
    "e12_c_matmul": "c[y * wide + x] += a[y * deep + q] * b[q * wide + x];",
}


@pytest.mark.parametrize("stem", LINES)
def test_the_search_finds_a_line_under_other_names(stem, monkeypatch):
    exercise = Exercise(stem)
    name = ROOT / ("tests/x.py" if exercise.suffix == ".py" else "docs/js/x.js")
    made = archive.zipped({name: LINES[stem].encode()})
    (line, *_) = pack_answers.found(made, [exercise], [exercise])
    assert stem in line


def test_the_search_finds_what_is_there():
    lines = pack_search.found(archive.zipped(pack.contents([])), exercises())
    found = {re.search(r"e\d\d_\w+(?=: )", each)[0] for each in lines}
    assert found == {each.stem for each in exercises()}


def test_a_pack_that_would_give_something_away_is_not_made(monkeypatch):
    (_, body), *_ = regions.bodies(Exercise("e07_descent").solution).items()
    monkeypatch.setattr(pack, "_readme", lambda hidden: f"Look:\n{body}")
    with pytest.raises(CommandError, match=r"README.md .* e07_descent: batches"):
        pack.contents(pack_hidden.hidden("7"))
    assert pack.contents(pack_hidden.hidden("8"))


def test_a_pack_holds_what_a_learner_needs_and_no_more(unpacked):
    assert sorted(each.name for each in (unpacked / "kata").iterdir() if each.is_dir()) == [
        *("course", "race", "results", "sandbox", "show", "verbs", "watch"),
    ]
    names = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*.*")}
    assert not {name for name in names if re.match("tests/(mistakes|accepted|probes|kata)/", name)}
    listed = re.findall(r"^  (\w+) ", run(unpacked).stdout, re.MULTILINE)
    learners = "test watch progress hint solution reset undo catchup adopt show race doctor"
    assert {*learners.split()} <= {*listed}
    others = {"check", "pack", "grade", "stubs", "new", "site", "docs", "bench", "mistake"}
    assert not others & {*listed}
    assert not others & {path.stem for path in (unpacked / "kata" / "verbs").iterdir()}
    assert not {f"solutions/{stem}.py" for stem in (*ENGINE, *FASTER)} & names
    assert "solutions/e04_neuron.py" in names


def test_what_is_written_here_never_gets_in(unpacked):
    """Neither a learner's work nor other packs: exercises begin as their stubs."""
    for path in unpacked.rglob("*"):
        if path.is_file() and ".venv" not in path.parts and ".kata" not in path.parts:
            assert b"my secret" not in path.read_bytes(), path
    assert not [name for name in ("site", "packages") if (unpacked / name).exists()]
    for each in exercises():
        for file, stub in regions.stubs(each).items() if each.stem not in FASTER else ():
            assert (unpacked / "exercises" / file.name).read_bytes() == stub


def test_what_begins_with_much_of_a_hidden_solution_is_not_in_it_at_all(unpacked):
    """e11 and e13 have much of e02 written out for whoever begins."""
    assert [each.stem for each in pack_hidden.left_out(pack_hidden.hidden("2-3"))] == FASTER
    assert pack_hidden.left_out(pack_hidden.hidden("9-13")) == []
    for stem in FASTER:
        assert not [*unpacked.rglob(f"*{stem}*")]
    assert "There is no exercise 11" in said(unpacked, "test", "11")
    assert stems("10") == ["e10", "e13"]


def test_a_pack_is_the_same_byte_for_byte(copy, unpacked):
    """Wherever it is made, and whenever its files were written."""
    words = pack_hidden.hidden("2-3"), pack_hidden.hidden("2-3", alone=True)
    here = archive.zipped(pack.contents(*words))
    assert (unpacked.parent / "our pack.zip").read_bytes() == here


def test_what_draws_pictures_is_compressed_where_it_repeats_what_is_hidden():
    """A show keeps the line that is printed of it; a script of a moving picture is still the same one."""
    found, plain = pack.contents(pack_hidden.hidden("6,10")), pack.contents(pack_hidden.hidden("1"))
    show, script = ROOT / "kata/show/e08_training.py", DOCS / "js/widgets/digit.js"
    assert b"relu" in plain[show]
    assert b"relu" not in found[show]
    assert (
        found[show].splitlines()[0]
        == b'"""Your network learns a sine, then two half moons, and draws both.'
    )
    assert plain[script] == script.read_bytes()
    (encoded,) = re.findall(rb"atob\(`([^`]+)`\)", found[script])
    assert base64.b64decode(encoded) == script.read_bytes()


def test_whose_a_test_is_can_be_read_where_everything_is_hidden():
    """No table of tasks, as in @task(*TABLE), is among what is compressed."""
    for path, text in pack.contents(exercises()).items():
        if path.parent == TESTS and path.name.startswith("test_e"):
            tables = re.findall(r"@task\(\*(\w+)", text.decode())
            own = re.findall(r"^(\w+) = ", text.decode(), re.MULTILINE)
            assert {*tables} <= {*own}, path


def test_the_tests_of_what_is_hidden_know_most_mistakes_and_show_none():
    hidden = pack_hidden.hidden("6")
    found = pack.contents(hidden)
    text = found[TESTS / "test_e06_losses.py"].decode()
    assert "from tests.sealed_e06_losses import" in text
    assert "(p - t) ** 2" not in text
    asked = pack_hidden.hidden("6", alone=True)
    gone, known = pack_sealed.left_out(hidden, asked)
    assert 0 < gone < known / 3
    assert pack_sealed.left_out(hidden, hidden) > (gone, known), "those of e10 are all there"


# --- At work in it ---


def test_e02_and_e03_judge_each_other_although_both_are_hidden(unpacked):
    assert "A stand-in for e03_backward serves the tests" in said(unpacked, "test", "2")
    assert "A stand-in for e02_value serves the tests" in said(unpacked, "test", "3")
    solve(unpacked, "e03_backward")
    assert "e03_backward: 4 of 4 tasks passed, 1 of 1 star" in said(unpacked, "test", "3")
    planted = mistakes.named(Exercise("e02_value"), "self.grad = out.grad")
    (unpacked / "exercises" / "e02_value.py").write_text(planted.planted())
    assert planted.words in said(unpacked, "test", "2.1")
    before = said(unpacked, "test", "4")
    assert "e02_value comes first here: e04_neuron stands on it" in before
    assert "python -m kata test 2" in before
    solve(unpacked, "e02_value")
    assert "e02_value: 13 of 13 tasks passed, 4 of 4 stars" in said(unpacked, "test", "2")
    assert run(unpacked, "test", "4").returncode == 1
    assert "to do Neuron.__init__" in said(unpacked, "test", "4")


@pytest.mark.skipif(not FULL, reason="FULL=1 goes through all exercises")
def test_right_work_passes_one_after_the_other_where_everything_is_hidden(tmp_path):
    made = archive.zipped(pack.contents(pack_hidden.hidden("all")))
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        packed.extractall(tmp_path)
    folder = tmp_path / "neural-kata"
    (folder / ".venv").symlink_to(Path(sys.prefix))
    there = [each for each in exercises() if each.stem not in FASTER]
    for each, following in zip(there, [*there[1:], None]):
        for source in each.parts.values():
            (folder / "exercises" / source.name).write_text(regions.solved(source) + "\n")
        done = run(folder, "test", str(each.number))
        assert (done.returncode, f"{each.stem} is done." in done.stdout) == (0, True), done.stdout
        assert following is None or f"python -m kata test {following.number} " in done.stdout


def test_what_the_teacher_keeps_is_said_in_a_line(unpacked):
    for stem in ENGINE:
        stub = unpacked / "exercises" / f"{stem}.py"
        stub.write_bytes((unpacked / "stubs" / stub.name).read_bytes())
    assert said(unpacked, "solution", "2") == "The solution to e02_value is with your teacher."
    assert "solution is with your teacher" in said(unpacked, "catchup", "4")
    assert "e02_value comes first here" in said(unpacked, "show", "8")
    assert "comes first here: the solution is with" in said(unpacked, "show", "GPT=1")
    assert "has no race" in said(unpacked, "race", "e1")
    assert "Hint 1 of" in said(unpacked, "hint", "2")
    (unpacked / "exercises" / "e02_value.py").write_text("mine\n")
    assert "is the stub again" in said(unpacked, "reset", "2")
    assert run(unpacked, "doctor").returncode == 0


@pytest.mark.parametrize("stem", ["e02_value", "e03_backward"])
def test_stand_ins_judge_as_solutions_do(stem):
    """Right ways pass, the stars too, with a stand-in for the other one; FULL=1 tries them all."""
    exercise = Exercise(stem)
    (other,) = {"e02_value", "e03_backward"} - {stem}
    files = [exercise.solution, *sorted((TESTS / "accepted" / stem).glob("*.py"))]
    for file in files if FULL else files[:2]:
        sources = resolver.resolve(exercise, SOLUTIONS)
        sources |= {stem: file, other: STAND_INS / f"{other}.py"}
        results = verdict.judge(exercise, runner.run_tests(exercise, sources), sources)
        assert [each.name for each in results if each.status != "passed"] == [], file


def test_words_that_it_does_not_know_and_places_it_cannot_write_end_in_status_2(copy):
    for words in (["HIDE=6-4"], ["WHEELS=some"], ["OUT=/dev/null/pack.zip"]):
        assert run(copy, "pack", *words).returncode == 2


def test_without_packages_to_be_had_nothing_is_written(copy, tmp_path):
    around = os.environ | {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path)}
    command = [sys.executable, copy / "kata", "pack", "WHEELS=1", f"OUT={tmp_path / 'p.zip'}"]
    done = subprocess.run(command, cwd=copy, env=around, capture_output=True, text=True)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "The packages for this machine cannot be downloaded" in done.stderr
    assert not (tmp_path / "p.zip").exists()
