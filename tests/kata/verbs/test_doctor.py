"""Doctor finds each fault of the course's own files, and every other verb names it in two lines."""

import os
import select
import subprocess
import sys
from contextlib import suppress

import pytest

NO_PYTHON = "def (\n"
SOLVED = "def six(x):\n    # BEGIN SOLUTION\n    return 6 * x\n    # END SOLUTION\n"
RUNNER = "kata/results/verdict.py"  # which doctor itself does without


TEST, SOLUTION, PAGE = "tests/test_e02_six.py", "solutions/e02_six.py", "docs/e02_six.md"
FAULTS = [  # (file, content, what is said of it): those of a row are there at once
    [
        (TEST, NO_PYTHON, f"{TEST}:1: SyntaxError"),
        (SOLUTION, NO_PYTHON, f"{SOLUTION}:1: "),
        (PAGE, "---\ntitle: [\n---\n\nText\n", f"{PAGE}:"),
        ("tests/mistakes/e02_six.toml", "[[", "tests/mistakes/e02_six.toml: "),
        ("exercises/e02_six.py", NO_PYTHON, "exercises/e02_six.py:1: not Python"),
    ],
    [
        (TEST, "import nowhere\n", f"{TEST}:1: ModuleNotFound"),
        (PAGE, "---\ntitle: x\n---\n\nText\n", f"{PAGE}:1: "),
        (RUNNER, NO_PYTHON, f"{RUNNER}:1: SyntaxError"),
    ],
    [(SOLUTION, "x = 1\n1 / 0\n", f"{SOLUTION}: no BEGIN SOLUTION in it")],
    [(SOLUTION, f"{SOLVED}1 / 0\n", f"{SOLUTION}:5: ZeroDivisionError")],
    [(SOLUTION, SOLVED.replace("# END", "#END"), f"{SOLUTION}:4: misspelt marker")],
    [(SOLUTION, "x = '\0'\n", f"{SOLUTION}: source code")],
    [
        ("solutions/e01_double.py", NO_PYTHON, "solutions/e01_double.py:1: "),
        ("solutions/e03_last.py", "x = 1\n", "solutions/e03_last.py: no BEGIN SOLUTION in it"),
    ],
    [("tests/expect.py", NO_PYTHON, "tests/expect.py:1: SyntaxError")],
    [("tests/expect.py", "task = nothing\n", "tests/expect.py:1: NameError")],
    [("tests/conftest.py", NO_PYTHON, "tests/conftest.py:1: SyntaxError")],
    [("tests/conftest.py", "import nowhere\n", "tests/conftest.py:1: ModuleNotFoundError")],
    [("pyproject.toml", "<<<<<<< HEAD\n", "pyproject.toml: ")],
    [("kata/sandbox/capture.py", "1 / 0\n", "kata/sandbox/capture.py:1: ZeroDivisionError")],
]


@pytest.mark.parametrize("faults", FAULTS, ids=lambda faults: faults[0][2])
def test_doctor_names_the_file_and_line(course, faults):
    for file, content, _ in faults:
        course.write(file, content)
    done = course.run("doctor")
    assert (done.returncode, done.stderr) == (1, "")
    for _, _, named in faults:
        assert f"MEND  {named}" in done.stdout, done
        [said] = [line for line in done.stdout.splitlines() if named in line]
        assert len(said) < 200
    assert "kata/verbs/" not in done.stdout


@pytest.mark.parametrize("file", [PAGE, TEST, "tests/expect.py", "kata/sandbox/canary.py"])
def test_a_file_that_is_gone(course, file):
    course.path(".git").mkdir()
    course.path(file).unlink()
    said = course.run("doctor").stdout
    assert "MEND  " in said
    assert f"{file}" in said or "expect" in said
    done = course.run("hint" if file == PAGE else "test", "2")
    assert (done.returncode, len(done.stderr.splitlines()) <= 2) == (2, True), done


@pytest.mark.parametrize("file", ["tests/expect.py", "tests/conftest.py", SOLUTION])
def test_what_every_test_needs_is_named_in_two_lines(course, file):
    course.path(".git").mkdir()
    with course.path(file).open("a") as broken:
        broken.write(NO_PYTHON)
    line = len(course.path(file).read_text().splitlines())
    course.solve("e01_double")
    done = course.run("test", "1")  # e02 stands in there
    assert done.returncode == 2, done
    assert done.stderr.startswith(f"{file}:{line}: "), done
    assert f"git checkout -- {file} brings it back" in done.stderr
    assert len(done.stderr.splitlines()) <= 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_what_a_full_disk_has_torn_is_not_believed(course):
    """RLIMIT_FSIZE ends a write in its midst, as a full disk does."""
    compiled = (
        "from kata.sandbox.session import keep_compiled; keep_compiled('tests/test_e03_last.py')"
    )
    limited = f"import resource as r; r.setrlimit(r.RLIMIT_FSIZE, (700, 700)); {compiled}"
    for cached in course.path("tests").glob("__pycache__/test_e03*"):
        cached.unlink()
    assert course.python("-c", limited).returncode == 0
    course.solve("e03_last")
    assert course.results("3")["passed"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pty")
@pytest.mark.parametrize("columns", ["80", "40"])
def test_words_stay_whole_on_a_narrow_terminal(course, columns):
    for words in (["help"], ["doctor"], ["solution", "3"], ["test", "9"], ["progress"], ["show"]):
        ours, theirs = os.openpty()
        command = [course.path(".venv/bin/python"), "-m", "kata", *words]
        around = {**os.environ, "COLUMNS": columns, "NO_COLOR": "1"}
        done = subprocess.Popen(
            command, cwd=course.folder, env=around, stdout=theirs, stderr=theirs
        )
        os.close(theirs)
        said = b""
        with suppress(OSError):  # Linux's word for an end
            while part := os.read(ours, 9999):
                said += part
        os.close(ours)
        done.wait()
        lines = [
            line.rpartition("\r")[2] for line in said.decode().replace("\r\n", "\n").split("\n")
        ]
        long = [line for line in lines if len(line) > int(columns) and " " in line.strip()]
        assert not [line for line in long if str(course.folder) not in line], words


@pytest.mark.parametrize("file", ["kata/cli.py", "kata/errors.py", "kata/course/exercises.py"])
@pytest.mark.parametrize("content", [NO_PYTHON, "import nowhere\n"], ids=["no Python", "a module"])
def test_where_doctor_itself_cannot_start_a_line_says_why(course, file, content):
    course.write(file, content)
    for words in (["doctor"], ["test", "3"]):
        done = course.run(*words)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 2), done
        assert f"{file}:1: " in done.stderr
        assert "the zip that the course came in" in done.stderr


def test_a_fault_of_the_runners_own_is_two_lines_and_more_with_v(course):
    course.write(RUNNER, NO_PYTHON)
    for verb in ("test", "progress", "hint"):
        done = course.run(verb)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 2), done
        assert done.stderr.startswith(f"{RUNNER}:1: SyntaxError")
        assert "Traceback" in course.run(verb, "-v").stderr


def test_an_error_in_a_library_is_told_at_the_line_of_the_course(course):
    text = course.path("kata/verbs/hint.py").read_text()
    verb = course.write("kata/verbs/hint.py", f"{text}\n\nimport json\n\njson.loads('[')\n")
    line = len(verb.read_text().splitlines())
    assert course.run("hint").stderr.startswith(f"kata/verbs/hint.py:{line}: JSONDecodeError")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Linux has a disk that is always full")
def test_no_room_for_what_is_temporary(course):
    done = course.run("doctor", TMPDIR="/proc/self")
    assert (
        "cannot be written to" in done.stdout or "is writable" in done.stdout
    )  # another was found
    limited = "import resource as r, os, sys; r.setrlimit(r.RLIMIT_FSIZE, (100, 100)); os.execv(sys.argv[1], sys.argv[1:])"
    python = str(course.path(".venv/bin/python"))
    words = [sys.executable, "-c", limited, python, "-m", "kata", "doctor"]
    done = subprocess.run(words, cwd=course.folder, capture_output=True, text=True)
    assert "cannot be written to" in done.stdout
    assert "make room" in done.stdout


def test_a_ctrl_c_is_no_fault_of_the_courses(course):
    course.write("tests/expect.py", "import os, signal\nos.kill(os.getppid(), signal.SIGINT)\n")
    done = course.run("doctor")
    assert (done.returncode, done.stdout) == (130, ""), done


def test_pythonhome_is_named(course):
    home = sys.base_prefix
    assert "MEND  PYTHONHOME is set" in course.run("doctor", PYTHONHOME=home).stdout


@pytest.mark.parametrize("name", ["numpy", "pytest", "yaml"])
def test_a_package_that_does_not_import(course, name):
    path = course.write(f"other/{name}.py", "import sys\nraise ImportError('broken\\nindeed')\n")
    said = course.run("doctor", PYTHONPATH=str(path.parent)).stdout
    assert f"MEND  other/{name}.py:2: ImportError: broken (the zip" in said
    assert f"other/{name}.py hides the package {name}: rename it" in said


def test_a_package_that_crashes_python(course):
    path = course.write("other/numpy.py", "import os\nos.abort()\n")
    said = course.run("doctor", PYTHONPATH=str(path.parent)).stdout
    assert "stops in the midst of it" in said


def test_make_fails_where_doctor_finds_something(course):
    course.write("random.py", "")
    done = subprocess.run(["make", "doctor"], cwd=course.folder, capture_output=True, text=True)
    assert (done.returncode, "random.py hides" in done.stdout) == (2, True)


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("test EX=3", "test 3"),
        ("test ex=3 SEED=1 ALONE=1", "test 3 --seed 1 --alone"),
        ("test EX=3 IN=solutions JSON=1 SEED=7", "test 3 --in solutions --json --seed 7"),
        ("solution EX=3 GIVE_UP=1", "solution 3 --give-up"),
        ("catchup EX=3", "catchup 3"),
        ("test EX=3 SEED=2 OWN= V=1", "test 3 --seed 2 -v"),
    ],
)
def test_words_as_make_takes_them_are_taken_without_it(course, words, same):
    course.solve("e01_double", ("x + x", "x * x"))
    outcomes = []
    for each in (words, same):
        done = course.run(*each.split())
        course.run("undo")
        outcomes.append((done.returncode, [w for w in done.stdout.split() if "0." not in w]))
    assert outcomes[0] == outcomes[1]
    assert outcomes[0][0] in (0, 1)


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither make nor pty")
def test_make_adds_nothing_to_a_ctrl_c(course):
    import pty

    process, terminal = pty.fork()
    if process == 0:
        os.chdir(course.folder)
        os.execvp("make", ["make", "watch", "EX=3"])
    said, asked = b"", False
    while select.select([terminal], [], [], 20)[0]:
        try:
            said += os.read(terminal, 9999)
        except OSError:  # Linux's word for an end
            break
        if b"Next: write last" in said and not asked:
            asked = bool(os.write(terminal, b"\x03"))
    os.waitpid(process, 0)
    assert asked
    assert b"make:" not in said


def test_the_version_is_named_and_a_line_can_be_read_out(course):
    done = course.run("doctor")
    assert done.stdout.startswith("ok    Neural Kata 2.0\n")
    [line] = [each for each in done.stdout.splitlines() if each.startswith("To read out: ")]
    assert line.startswith("To read out: course 2.0, Python 3.")
    assert line.endswith("1 to mend.")  # tiny courses have no digits
    course.write("pyproject.toml", "<<<<<<< HEAD\n")
    assert "To read out: pyproject.toml is broken" in course.run("doctor").stdout


def test_git_is_asked_for_only_where_there_is_a_clone(course, tmp_path):
    assert "git is missing" not in course.run("doctor", PATH=str(tmp_path)).stdout
    course.path(".git").mkdir()
    assert "MEND  git is missing" in course.run("doctor", PATH=str(tmp_path)).stdout
