"""An exercise in C: what its code does costs its own task, and every verb knows the file."""

import os
import runpy
import shutil
import signal
import subprocess
import sys
import time
from array import array
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from kata.course.exercises import Exercise
from kata.course.paths import SOLUTIONS
from kata.sandbox import c_library
from kata.sandbox.loader import MissingName

TASKS = ["first", "crashes", "spills", "leaves", "loops", "floods", "second", "last"]
FUNCTION = """
void {task}(const double *a, double *b, int n)
{{
    // BEGIN SOLUTION
    for (int i = 0; i < n; i++)
        b[i] = 2 * a[i];
    // END SOLUTION
}}
"""
WRAPPER = """
def {task}(a):
    return _call("{task}", a)
"""
TEST = """
@task("{task}", seconds=1)
def test_{task}():
    if expect("{task}([3, 4])", {task}([3, 4]), [6, 8], [([3, 4], "That is a itself.")]):
        expect("{task}([])", {task}([]), [])
"""
LOOP = "    for (int i = 0; i < n; i++)\n        b[i] = 2 * a[i];\n"
PYTHON = f'''"""Given: calls the C."""

from ctypes import c_double
from pathlib import Path

from kata.sandbox.c_library import load

_c = load(Path(__file__).with_suffix(".c"))
{"".join(WRAPPER.format(task=task) for task in TASKS)}

def _call(name, a):
    given, result = (c_double * len(a))(*a), (c_double * len(a))()
    _c.call(name, given, result, len(a))
    return list(result)
'''
C = "// Doubling.\n\nconst char *not_written;\n" + "".join(
    FUNCTION.format(task=task) for task in TASKS
)
TESTS = f'''"""Tests of e04."""

from exercises.e04_cells import {", ".join(TASKS)}
from tests.expect import expect, task
{"".join(TEST.format(task=task) for task in TASKS)}'''

no_compiler = not any(shutil.which(name) for name in ("cc", "gcc", "clang"))
needs_cc = pytest.mark.skipif(no_compiler, reason="no C compiler here")


@pytest.fixture
def c_course(course):
    """The tiny course with a fourth exercise, whose eight tasks are in C."""
    course.write("solutions/e04_cells.c", C)
    course.write("solutions/e04_cells.py", PYTHON)
    course.write("tests/test_e04_cells.py", TESTS)
    hints = "".join(f"  {task}:\n    - nudge\n    - nearly\n" for task in TASKS)
    head = f"title: Cells\nminutes: 5\nlevel: stretch\nhints:\n{hints}"
    course.write("docs/e04_cells.md", f"---\n{head}---\n\n# Cells\n")
    assert course.run("stubs").returncode == 0
    return course


def solve(course, *changes: tuple[str, str]) -> str:
    """Write the solution of e04, with these changes, as the learner's."""
    text = "".join(line for line in C.splitlines(keepends=True) if "SOLUTION" not in line)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    course.write("exercises/e04_cells.c", text)
    return text


def inside(task: str, body: str) -> tuple[str, str]:
    """Return the change that gives this function another body."""
    head = f"void {task}(const double *a, double *b, int n)\n{{\n"
    return head + LOOP, f"{head}    {body}\n"


@needs_cc
def test_what_a_function_does_costs_its_own_task(c_course):
    bodies = {
        "crashes": "*(volatile int *)8 = n;",
        "spills": "for (long i = 0; i < 100000000; i++) b[i] = a[0];",
        "leaves": "exit(n);",
        "loops": "for (volatile int i = 0;; i++) {}",
        "floods": f"for (int i = 0; i < 100000; i++) puts(__FILE__); {LOOP.strip()}",
        "last": "for (int i = 0; i < n; i++) b[i] = a[i];",
    }
    solve(
        c_course,
        ("// Doubling.\n", "#include <stdio.h>\n#include <stdlib.h>\n"),
        *(inside(task, body) for task, body in bodies.items()),
        ("void second(", "void secund("),
    )
    found = c_course.results("4")
    assert found["status"] == 1
    assert found["by_name"] == {
        "first": "passed",
        "crashes": "crashed",
        "spills": "crashed",
        "leaves": "crashed",
        "loops": "timeout",
        "floods": "passed",
        "second": "failed",
        "last": "failed",
    }
    said = found["messages"]
    assert "The C code crashed (SIGSEGV): does an index or a pointer" in said["crashes"]
    assert "exit status 2" in said["leaves"]
    assert "never ends" in said["loops"]
    assert said["second"] == "e04_cells.c has no second. Did you mean second when you wrote secund?"
    assert "That is a itself." in said["last"]
    lines = c_course.path("exercises/e04_cells.c").read_text().splitlines()
    where = {each["name"]: (each["file"], each["line"]) for each in found["tasks"]}
    head = lines.index("void crashes(const double *a, double *b, int n)") + 1
    assert where["crashes"] == ("exercises/e04_cells.c", head)


@needs_cc
def test_a_stub_is_not_written_yet_and_says_no_warning(c_course):
    stub = c_course.path("exercises/e04_cells.c").read_text()
    assert '    not_written = "e04_cells: first";\n' in stub
    solve(c_course, inside("second", 'not_written = "e04_cells: second";'))
    text = solve(
        c_course,
        inside(
            "second", '// TODO: your code here\n    int x;\n    not_written = "e04_cells: second";'
        ),
        inside("last", 'int unused;\n    b[0] = 6;\n    not_written = "e04_cells: last";'),
        (LOOP, LOOP.replace("int i", "unsigned i")),
    )
    done = c_course.run("test", "4")
    assert done.returncode == 1
    assert (
        f"exercises/e04_cells.c:{text[: text.index('int unused')].count(chr(10)) + 3}"
        in done.stdout
    )
    assert "the line with not_written is still there: remove it" in done.stdout
    assert done.stdout.count("  warning  ") == 1, "only of what has been written"
    line = text[: text.index("unsigned i")].count("\n") + 1
    assert f"  warning  exercises/e04_cells.c:{line}  comparison of" in done.stdout


@needs_cc
def test_what_does_not_compile_is_said_once_with_its_line(c_course):
    for old, new, words in [
        ("b[i] = 2 * a[i];", "b[i] = 2 * a[i]", "expected ';'"),
        ("b[i] = 2 * a[i];", "b[i] = twice(a[i]);", "declar"),
        ("// Doubling.", "#include <nowhere.h>", "nowhere.h"),
        ("// Doubling.", "<<<<<<< HEAD", "in: <<<<<<< HEAD"),
    ]:
        text = solve(c_course, (old, new))
        done = c_course.run("test", "4")
        line = text[: text.index(new)].count("\n") + 1
        head = f"e04_cells cannot be run: exercises/e04_cells.c:{line}\n  cc: "
        assert (done.returncode, done.stdout.startswith(head)) == (2, True), done.stdout
        assert words in done.stdout
        assert len(done.stdout.splitlines()) == 2


@needs_cc
@pytest.mark.parametrize(
    ("new", "hint"),
    [
        (LOOP.replace("++)", "++) {"), "A { above is not closed."),
        (f"{LOOP}    }}\n", "Is there a } too many above?"),
        (LOOP.replace("a[i];", "a[i]"), "Look at the end of the line before, too."),
        (f'{LOOP}    printf("%d\\n", n);\n', "It needs #include <stdio.h> at the top."),
        (f"{LOOP}    memset(b, 0, 8);\n", "It needs #include <string.h> at the top."),
        (f"{LOOP}    free(malloc(8));\n", "It needs #include <stdlib.h> at the top."),
        (
            LOOP.replace("b[i]", "b[i][0]"),
            "A matrix is one row of numbers here: c[i * m + j], not c[i][j].",
        ),
    ],
)
def test_an_error_that_everybody_makes_has_its_hint(c_course, new, hint):
    solve(c_course, (LOOP, new))
    assert c_course.run("test", "4").stdout.splitlines()[1].endswith(f". {hint}")


@needs_cc
def test_what_cannot_be_loaded_is_said_once(c_course):
    undefined = C.replace("2 * a[i]", "twice(a[i])").replace(
        "const", "double twice(double);\nconst", 1
    )
    constructor = "__attribute__((constructor)) void f() { *(volatile int *)8 = 1; }"
    for content, words, status in [
        (b" \n", "The file is empty", 1),
        (C.encode("utf-16"), "UTF-16 text: save it as UTF-8", 2),
        (undefined.encode(), "twice is used, but nowhere defined.", 1),
        (f"{C}{constructor}".encode(), "SIGSEGV", 1),
    ]:
        c_course.write("exercises/e04_cells.c", content)
        done = c_course.run("test", "4")
        assert (done.returncode, words in done.stdout) == (status, True), done.stdout
        assert len(done.stdout.splitlines()) == 2


@needs_cc
def test_two_saves_of_one_size_are_two_programs(c_course):
    for factor, status in (("2 *", 0), ("3 *", 1), ("2 *", 0)):
        solve(c_course, ("2 *", factor))
        assert c_course.run("test", "4.1").returncode == status


@needs_cc
def test_compiled_files_stay_out_of_the_exercises_and_are_not_hoarded(c_course):
    for number in range(3):
        solve(c_course, ("// Doubling.", f"// Doubling, {number}."))
        c_course.run("test", "4.1", "--json")
    kept = c_course.path(".kata/compiled")
    assert len(list(kept.iterdir())) == 6, "a library and its warnings, three times"
    names = {path.name for path in c_course.path("exercises").glob("*e04*")}
    assert names == {"e04_cells.c", "e04_cells.py"}
    shutil.rmtree(kept)
    kept.write_text("no folder, so nothing can be kept here")
    assert c_course.run("test", "4.1").returncode == 0


def compiler(course, script: str) -> str:
    """Write a compiler into a folder with a space in its name, and return what CC is then to be."""
    path = course.write("my tools/cc", f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return f"'{path}'"


@needs_cc
def test_a_compiler_that_does_not_know_this_processor_is_asked_again(c_course):
    solve(c_course)
    picky = compiler(c_course, 'case "$*" in *-march*) exit 1;; esac\nexec cc "$@"')
    assert c_course.run("test", "4", CC=picky).returncode == 0
    broken = c_course.run("test", "4", CC=compiler(c_course, "echo no licence >&2; exit 1"))
    assert (broken.returncode, "cc: no licence" in broken.stdout) == (1, True)


def test_without_a_compiler_its_tasks_are_skipped_with_the_reason(c_course, monkeypatch):
    solve(c_course)
    path = os.environ["PATH"]
    monkeypatch.setenv("PATH", str(c_course.path("docs")))
    found = c_course.results("4")
    assert set(found["by_name"].values()) == {"skipped"}
    assert "sudo apt install gcc" in found["messages"]["first"]
    assert (found["status"], found["passed"]) == (1, False), "nothing was seen to pass"
    assert "sudo apt install gcc" in c_course.run("doctor").stdout
    assert "CC is 'none'" in c_course.run("test", "4", CC="none").stdout
    done = c_course.run("check", "right_ways")
    assert (done.returncode, "left out  e04_cells" in done.stdout) == (0, True), done.stdout
    monkeypatch.setenv("PATH", path)
    if not no_compiler:
        assert "  4  Cells" in (shown := c_course.run("progress").stdout)
        assert "8 of  8" in shown, "a skip is not remembered"


@needs_cc
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_nothing_is_left_of_a_compilation_that_is_stopped(c_course):
    solve(c_course)
    slow = compiler(c_course, "touch begun; sleep 98")
    runner = subprocess.Popen(
        [c_course.path(".venv/bin/python"), "-m", "kata", "test", "4"],
        cwd=c_course.folder,
        env=os.environ | {"CC": slow, "TMPDIR": str(c_course.path("docs"))},
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 20
    while not c_course.path("begun").exists():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    runner.send_signal(signal.SIGINT)
    assert b"Nothing of yours was changed" in runner.communicate(timeout=20)[1]
    assert not list(c_course.path("docs").glob("kata-*"))
    assert not list(c_course.path(".kata").glob("compiled/*"))
    mark = str(c_course.path("my tools/cc")).encode()
    words = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if readable(path)]
    assert not [each for each in words if mark in each]


def readable(path: Path) -> bool:
    try:
        path.read_bytes()
    except OSError:  # that process has ended
        return False
    return True


def test_every_verb_knows_that_the_work_is_in_c(c_course):
    work = c_course.path("exercises/e04_cells.c")
    mine = C.replace("// BEGIN SOLUTION", "// mine").replace("// END SOLUTION", "")
    work.write_text(mine)
    said = c_course.run("check", "check_stubs").stdout
    assert "somebody's work (e04_cells.c)" in said

    assert "exercises/e04_cells.c is the stub again" in c_course.run("reset", "4").stdout
    assert "TODO: your code here (about 2 lines)" in work.read_text()
    assert c_course.run("check", "check_stubs").returncode == 0
    assert "exercises/e04_cells.c is as it was before" in c_course.run("undo").stdout
    assert work.read_text() == mine

    c_course.write("exercises/e04_cells.py", "# a slip\n")
    assert c_course.run("stubs").returncode == 0
    assert c_course.path("exercises/e04_cells.py").read_text() == PYTHON
    assert "TODO" in work.read_text()
    c_course.run("undo")
    assert work.read_text() == mine

    shown = c_course.run("solution", "4", "--give-up").stdout
    assert "--- exercises/e04_cells.c (yours)" in shown
    assert "-    // mine" in shown
    assert "e04_cells: first  (exercises/e04_cells.c:" in c_course.run("hint", "4.1").stdout

    work.unlink()
    assert "exercises/e04_cells.c is missing" in c_course.run("test", "4").stderr
    assert "exercises/e04_cells.c is missing" in c_course.run("doctor").stdout


@needs_cc
def test_catchup_fills_c_too_and_says_that_it_was_given(c_course):
    later = c_course.path("tests/test_e05_after.py")
    later.write_text(c_course.path("tests/test_e03_last.py").read_text().replace("e03", "e05"))
    solved = c_course.path("solutions/e03_last.py").read_text()
    c_course.write("solutions/e05_after.py", solved)
    later.write_text(later.read_text().replace("e05_last", "e05_after"))
    said = c_course.run("catchup", "5").stdout
    assert "e04_cells: given" in said
    text = c_course.path("exercises/e04_cells.c").read_text()
    assert "2 * a[i]" in text
    assert "SOLUTION" not in text


@needs_cc
def test_a_folder_may_hold_the_c_file_alone(c_course):
    text = solve(c_course)
    c_course.write("handed in/e04_cells.c", text)
    assert c_course.run("test", "4", "--in", "handed in").returncode == 0
    c_course.write("handed in/e04_cells.c", text.replace("2 *", "1 *"))
    assert c_course.run("test", "4", "--in", "handed in").returncode == 1


@needs_cc
def test_c_is_played_with_from_plain_python(c_course):
    text = solve(c_course, (LOOP, LOOP.replace("int i", "unsigned i")))
    line = text[: text.index("unsigned i")].count("\n") + 1
    python = [c_course.path(".venv/bin/python"), "-c"]

    def play(code: str):
        return subprocess.run([*python, code], cwd=c_course.folder, capture_output=True, text=True)

    done = play("from exercises.e04_cells import *; print(second([3, 4.5]))")
    assert done.stdout == "[6.0, 9.0]\n"
    assert f"warning: exercises/e04_cells.c:{line}  comparison" in done.stderr
    solve(c_course, ("b[i]", "b(i)"))
    assert f"exercises/e04_cells.c:{line + 1}\n" in play("import exercises.e04_cells").stderr


@needs_cc
def test_the_given_python_of_e12_copies_nothing_and_refuses_what_does_not_fit():
    given = runpy.run_path(str(Exercise("e12_c_matmul").solution.with_suffix(".py")))
    matmul_ijk, matmul_packed = given["matmul_ijk"], given["matmul_packed"]

    a, b = array("d", [2, 1, 3, 0, 4, 5]), np.array([[1.0, 6], [7, 2], [3, 8]])
    assert matmul_ijk(a, b, 2, 3, 2) == array("d", [18, 38, 43, 48])
    out = np.full((2, 2), 9.0)
    assert matmul_packed(a, b, 2, 3, 2, out=out) is out
    assert out.tolist() == [[18, 38], [43, 48]]
    assert matmul_packed(array("d"), array("d"), 0, 3, 0) == array("d")
    for wrong, words in [
        ((a[:5], b, 2, 3, 2), "a holds 5 numbers, but 2 x 3 needs 6"),
        ((a, b, 2, 3, 3), "b holds 6 numbers, but 3 x 3 needs 9"),
        ((a, b, 2, 3, 2, out[:1]), "out holds 2 numbers, but 2 x 2 needs 4"),
        ((a, b, -2, -3, 2), "a side is 0 or more"),
    ]:
        with pytest.raises(ValueError, match=words):
            matmul_ijk(*wrong)
    for wrong in ([2, 1, 3, 0, 4, 5], array("f", a), array("q", range(6)), b.T, bytes(48)):
        with pytest.raises(TypeError, match="a must be doubles in one line"):
            matmul_ijk(wrong, b, 2, 3, 2)


def test_the_products_of_e12_may_run_in_two_threads_at_once():
    """Each thread packs into buffers of its own; with one for both, results are mixed up."""
    multiply = runpy.run_path(str(Exercise("e12_c_matmul").solution.with_suffix(".py")))
    rng, n = np.random.default_rng(0), 256
    pairs = [rng.integers(-9, 9, (2, n, n)).astype(float) for _ in range(2)]

    def right(pair):
        product = np.zeros((n, n))
        for _ in range(40):
            multiply["matmul_packed"](*pair, n, n, n, product)
            if not np.array_equal(product, pair[0] @ pair[1]):
                return False
        return True

    with ThreadPoolExecutor(2) as threads:
        assert all(threads.map(right, pairs))


@needs_cc
def test_a_task_that_is_missing_is_not_taken_for_another_one(tmp_path):
    """Their names are alike; a learner means each of them."""
    lost = "void matmul_ikj("
    file = tmp_path / "e12_c_matmul.c"
    file.write_text((SOLUTIONS / file.name).read_text().replace(lost, "void other("))
    with pytest.raises(MissingName, match=r"^e12_c_matmul\.c has no matmul_ikj\.$"):
        c_library.load(file).call("matmul_ikj")
