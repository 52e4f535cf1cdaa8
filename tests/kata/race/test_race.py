"""make race: what is right is timed, what is not is named; no test asserts a time."""

import json
import math
import os
import re
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

import pytest

from kata.course import regions
from kata.course.paths import ROOT, SOLUTIONS
from kata.race import bars, chart, e09_matmul, e11_fast_value, record
from kata.race.contender import Contender, LeftOut
from kata.race.race import heats
from kata.race.worker import Worker
from kata.sandbox import compiler

QUICK = ["--size", "8", "--seconds", "0"]
NEEDS_C = pytest.mark.skipif(bool(compiler.missing()), reason="there is no C compiler here")


def race(*words: str, columns: int = 80) -> tuple[int, str, str]:
    """Run the real command; return its exit status, its output and its errors."""
    done = subprocess.run(
        [sys.executable, "-m", "kata", "race", *words],
        cwd=ROOT,
        env=os.environ | {"COLUMNS": str(columns)},
        capture_output=True,
        text=True,
        timeout=100,
    )
    return done.returncode, done.stdout, done.stderr


def tree(folder: Path, **changed: list[tuple[str, str]]) -> Path:
    """Fill a folder with the solutions, each (old, new) replaced in the file it is named after."""
    for path in SOLUTIONS.glob("e*"):
        text = path.read_text(encoding="utf-8")
        for old, new in changed.get(path.name.replace(".", "_"), []):
            assert old in text
            text = text.replace(old, new, 1)
        (folder / path.name).write_text(text, encoding="utf-8")
    return folder


def prepared(name: str, module: str, folder: Path, size=None, **environment: str) -> str:
    """Let one contender prepare; return why it is left out, or ""."""
    sources = {path.stem: path for path in folder.glob("e*.py")}
    sources |= {path.stem: path for path in folder.glob("e*.c")}
    stem = "e12_c_matmul" if name.startswith("C ") else "e01_slope"
    contender = Contender(name, stem, environment)
    with Worker(contender, f"kata.race.{module}", job(folder, sources), 60) as worker:
        try:
            worker.prepare(size)
        except LeftOut as reason:
            return str(reason)
    return ""


def e09(names: list[str], file: Path, sizes: list[int], told: list[str]) -> tuple[list, list]:
    """Run heats of three rounds; return the seconds of each by name, and who is left out."""
    jobs, found = job(file.parent, {"e09_matmul": file}), {"left_out": [], "standing_in": []}
    with ExitStack() as processes:
        workers = [
            processes.enter_context(
                Worker(Contender(each, "e09_matmul"), "kata.race.e09_matmul", jobs, 30)
            )
            for each in names
        ]
        timed = [
            {worker.contender.name: worker.seconds for worker in workers}
            for _ in heats(workers, sizes, 0, found, told.append)
        ]
    return timed, found["left_out"]


def job(folder: Path, sources: dict[str, Path]) -> dict:
    return {"tree": str(folder), "sources": {stem: str(file) for stem, file in sources.items()}}


def left_out(found: dict) -> dict[str, str]:
    return {each["name"]: each["why"] for each in found["left_out"]}


def ran(found: dict) -> list[str]:
    return [each["name"] for heat in found["heats"] for each in heat["entrants"]]


def made_up(seconds: dict[str, list[float]], size: int | None = 8) -> dict:
    """Return a heat of contenders whose rounds took so long."""
    timed = [(Contender(name), each, 20.25) for name, each in seconds.items()]
    return record.heat(e09_matmul, size, timed)


@NEEDS_C
def test_the_wrong_and_the_lost_are_named_and_the_others_timed(tmp_path):
    changed = [
        (
            "for p in range(k):\n            for j in range(m):\n                c[i * m + j] +=",
            "for p in range(k):\n            for j in range(m):\n                c[i * m + j] -=",
        ),
        ("for i0 in", "import os; os._exit(0)\n    for i0 in"),
        ("    rows = [", "    while True: pass\n    rows = ["),
    ]
    in_c = [("// BEGIN SOLUTION\n    for (int i", "*(volatile int *)0 = 1;\n    for (int i")]
    folder = tree(tmp_path, e09_matmul_py=changed, e12_c_matmul_c=in_c)

    prepared("C ikj", "e09_matmul", folder, 8)  # compiled without a clock, which busy machines miss
    status, printed, _ = race("9", "--in", str(folder), *QUICK, "--clock", "3", "--json")
    found = json.loads(printed)
    reasons = left_out(found)

    assert status == 0
    assert ran(found) == [
        *("Python ijk", "C ikj", "C blocked", "C packed"),
        *("numpy", "peak of the core"),
    ]
    assert list(reasons) == ["Python ikj", "Python blocked", "Python fast", "C ijk"]
    assert reasons["Python ikj"].startswith("wrong, so not timed: in the product 5 x 7 times 7 x 3")
    assert "exit status 0" in reasons["Python blocked"]
    assert "No answer after 3 seconds" in reasons["Python fast"]
    assert "The C code crashed (SIGSEGV)" in reasons["C ijk"]
    assert {"race", "title", "unit", "against", "machine", "heats", "left_out"} <= found.keys()
    heat = found["heats"][0]
    assert (heat["size"], heat["rounds"]) == (8, 3)
    for each in heat["entrants"]:
        assert 0 < each["seconds"]["min"] <= each["seconds"]["median"] <= each["seconds"]["max"]
        assert math.isclose(each["rate"], 2 * 8**3 / each["seconds"]["median"] / 1e6, rel_tol=2e-3)


@NEEDS_C
def test_what_is_right_once_and_what_lets_others_work_is_not_timed(tmp_path):
    idle = "static int calls; if (calls++ > 3) return;"
    in_c = [("// BEGIN SOLUTION\n    for (int i", f"{idle}\n    for (int i")]
    elsewhere = """    from concurrent.futures import ThreadPoolExecutor
    def spin():
        end = time.process_time() + 0.03
        while time.process_time() < end: pass
    with ThreadPoolExecutor(1) as pool:
        pool.submit(spin)
    rows = ["""
    changed = [("    rows = [", elsewhere.replace("    from", "    import time\n    from", 1))]
    folder = tree(tmp_path, e09_matmul_py=changed, e12_c_matmul_c=in_c)

    _, printed, _ = race("9", "--in", str(folder), *QUICK, "--json")
    reasons = left_out(json.loads(printed))

    assert list(reasons) == ["Python fast", "C ijk"]
    assert "on one thread" in reasons["Python fast"]
    assert reasons["C ijk"].startswith("wrong, so not timed")


def test_what_is_not_written_yet_is_said_once_and_nothing_is_timed(tmp_path):
    folder = tree(tmp_path)
    text = regions.stub(SOLUTIONS / "e09_matmul.py")
    (folder / "e09_matmul.py").write_text(text, encoding="utf-8")
    (folder / "e12_c_matmul.c").unlink()

    status, printed, _ = race("9", "--in", str(folder), *QUICK, columns=200)

    assert status == 1
    assert "numpy  " not in printed
    assert printed.splitlines()[-2:] == [
        "Left out: C ijk, C ikj, C blocked, C packed: e12_c_matmul.c is missing (make reset EX=12)",
        "Left out: Python ijk, Python ikj, Python blocked, Python fast: "
        "not written yet (make test EX=9)",
    ]


def test_a_file_that_is_not_python_is_told_in_one_line(tmp_path):
    folder = tree(tmp_path, e09_matmul_py=[("def offset(", "def offset((")])

    reason = prepared("Python ijk", "e09_matmul", folder, 8)

    assert "e09_matmul.py:" in reason
    assert "SyntaxError: " in reason
    assert "\n" not in reason


@NEEDS_C
def test_a_file_that_is_not_c_is_told_in_one_line(tmp_path):
    folder = tree(tmp_path, e12_c_matmul_c=[("double sum = 0;", "double sum = 0")])

    reason = prepared("C ijk", "e09_matmul", folder, 8)

    assert re.search(r"/e12_c_matmul\.c:\d+: cc: \S", reason)


def test_a_missing_return_is_told(tmp_path):
    folder = tree(tmp_path, e09_matmul_py=[("    return c\n", "    c\n")])

    assert "is a return missing?" in prepared("Python ijk", "e09_matmul", folder, 8)


def test_a_product_that_is_right_for_squares_only_is_wrong(tmp_path):
    folder = tree(tmp_path, e09_matmul_py=[("+= a[i * k + p]", "+= a[i * m + p]")])

    assert "wrong, so not timed" in prepared("Python ijk", "e09_matmul", folder, 8)


def test_without_a_compiler_the_peak_is_left_out(tmp_path):
    reason = prepared("peak of the core", "e09_matmul", tree(tmp_path), 8, CC="no-such-compiler")

    assert reason == "there is no C compiler here (make doctor)"


@pytest.mark.parametrize("name", [each.name for each in e11_fast_value.contenders() if each.stem])
def test_every_engine_reaches_the_same_losses(name):
    assert prepared(name, "e11_fast_value", SOLUTIONS) == ""


@NEEDS_C
@pytest.mark.parametrize("name", ["Value by Value", "Python fast", "C packed", "numpy"])
def test_every_network_reaches_the_same_losses(name):
    assert prepared(name, "e10_digits", SOLUTIONS) == ""


@pytest.mark.parametrize("name", ["numpy by hand", "Tensor", "PyTorch"])
def test_by_hand_and_by_the_walk_the_losses_are_the_same(name):
    if name == "PyTorch" and not find_spec("torch"):
        assert "no exercise needs it" in prepared(name, "e13_tensor", SOLUTIONS)
    else:
        assert prepared(name, "e13_tensor", SOLUTIONS) == ""


@pytest.mark.parametrize(
    ("name", "module", "file", "change"),
    [
        ("e11 dot", "e11_fast_value", "e11_fast_value_py", ("+= x.data *", "+= 1.01 * x.data *")),
        ("numpy", "e10_digits", "e10_digits_py", ("grad * (x > 0)", "grad * (x > -0.1)")),
        ("numpy", "e10_digits", "e10_digits_py", ("0 - np.log(", "np.nan * np.log(")),
        ("Tensor", "e13_tensor", "e13_tensor_py", ("self.data > 0", "self.data > -0.1")),
    ],
)
def test_a_wrong_loss_is_named(tmp_path, name, module, file, change):
    reason = prepared(name, module, tree(tmp_path, **{file: [change]}))

    assert reason.startswith("wrong, so not timed: the loss of ")


def test_rounds_are_interleaved_and_code_that_prints_or_reads_is_harmless(tmp_path):
    noise = "    print('{}'); import os; os.write(1, b'{}'); assert not os.read(0, 1)\n"
    change = ("    c = [0.0] * (n * m)\n", f"{noise}    c = [0.0] * (n * m)\n")
    folder = tree(tmp_path, e09_matmul_py=[change])
    told: list[str] = []

    timed, left_out = e09(["Python ijk", "numpy"], folder / "e09_matmul.py", [8], told)

    assert left_out == []
    assert [len(seconds) for heat in timed for seconds in heat.values()] == [3, 3]
    assert told[2:] == [
        f"n = 8: round {n}, {name}" for n in (1, 2, 3) for name in ("Python ijk", "numpy")
    ]


def test_who_is_too_slow_for_the_next_size_leaves_before_it(tmp_path):
    slow = ("    c = [0.0] * (n * m)\n", "    sum(range(10**6))\n    c = [0.0] * (n * m)\n")
    folder = tree(tmp_path, e09_matmul_py=[slow])

    timed, left_out = e09(["Python ijk", "Python ikj"], folder / "e09_matmul.py", [2, 16], [])

    assert [list(heat) for heat in timed] == [["Python ijk", "Python ikj"], ["Python ikj"]]
    assert [(each["name"], each["size"]) for each in left_out] == [("Python ijk", 16)]


def test_the_chart_fits_the_width_in_ascii_and_the_picture_is_well_formed():
    columns = 56
    status, printed, told = race("9", "--in", "solutions", *QUICK, columns=columns)

    assert status == 0
    assert (printed + told).isascii()
    assert max(len(line) for line in printed.splitlines() if str(ROOT) not in line) <= columns
    assert "\x1b" not in printed + told
    assert "\r" not in told
    assert "Logarithmic bars: one # more is" in printed
    picture = Path(printed.split("The same as a picture: ")[1].strip())
    assert ElementTree.parse(picture).getroot().tag.endswith("svg")


def test_what_has_no_race_is_told_what_has_one():
    status, _, told = race("4")

    assert status == 2
    assert "e04_neuron has no race" in told
    assert "make race EX=9" in told
    assert race("9", "--in", "nowhere")[0] == race("9", "--size", "0")[0] == 2
    assert race()[1].count("make race EX=") == told.count("make race EX=")


def test_a_contender_is_its_median_with_the_least_and_the_most():
    found = made_up({"numpy": [1.0, 1.0, 3.0], "Python ijk": [2.0, 4.0, 9.0]})["entrants"]

    assert found[1]["seconds"] == {"median": 4.0, "min": 2.0, "max": 9.0}
    assert found[1]["rate"] == 2 * 8**3 / 4.0 / 1e6


def test_without_the_one_to_compare_with_there_is_no_ratio():
    heat = made_up({"Python ijk": [2.0]})

    found = {"unit": "MFLOP/s", "against": "numpy"}
    assert chart.cells(heat["entrants"][0], heat, found)[4] == "-"


@pytest.mark.parametrize("unit", ["ms", "MFLOP/s"])
def test_times_are_the_quotient_of_the_numbers_beside_them(unit):
    heat = made_up({"numpy": [0.0018527], "C ijk": [0.03048], "Python ijk": [0.0010049]})
    if unit in chart.SECONDS:
        heat["entrants"] = [each | {"rate": None} for each in heat["entrants"]]
    rows = [
        chart.cells(each, heat, {"unit": unit, "against": "numpy"}) for each in heat["entrants"]
    ]
    its, *others = (float(row[1]) for row in rows)

    times = [own / its if unit == "MFLOP/s" else its / own for own in others]

    assert [row[4] for row in rows] == ["1.00", *map(chart.ratio, times)]


def test_bars_are_logarithmic():
    assert chart.logarithmic([1, 10, 100], 5) == (["#", "###", "#####"], math.sqrt(10))
    assert chart.logarithmic([7, 7], 4) == (["####", "####"], 1.0)


@pytest.mark.parametrize(("columns", "numbers"), [(80, 4), (50, 2)])
def test_a_heat_fits_the_width_and_has_its_least_and_most_where_there_is_room(columns, numbers):
    heat = made_up({"numpy": [1e-9], "Python ijk": [2.0]})
    found = {"title": "The product", "unit": "MFLOP/s", "against": "numpy", "heats": [heat]}

    lines = chart.heat(found, heat, columns).splitlines()

    assert max(map(len, lines)) <= columns
    (row,) = [line.rstrip(" #") for line in lines if line.startswith("Python ijk")]
    assert len(row.removeprefix("Python ijk").split()) == numbers
    assert re.search(r"1/(1,9|2,0)\d0,000,000$", row)


@pytest.mark.parametrize(
    ("x", "shown"),
    [(0.0141, "0.0141"), (1.234, "1.23"), (45.67, "45.7"), (119234.0, "119,000"), (0.0, "0")],
)
def test_numbers_have_three_digits(x, shown):
    assert chart.number(x) == shown


def test_heats_are_drawn_one_below_the_other_on_one_scale():
    found = {"title": "a < b", "unit": "MFLOP/s", "against": "numpy"}
    heats = [made_up({"numpy": [1.0], "C & co": [8 / size]}, size) for size in (8, 16, 32)]
    space = {"svg": "http://www.w3.org/2000/svg"}

    root = ElementTree.fromstring(bars.drawing(found, heats, alone=True))
    part = ElementTree.fromstring(bars.drawing(found, heats[:1]))

    assert root.find("svg:title", space).text == "a < b"
    drawn = root.findall("svg:rect", space)[1:]  # the first is the background
    levels = [float(bar.get("y")) for bar in drawn]
    assert len(drawn) == 6
    assert levels == sorted({*levels})
    wide = [float(bar.get("width")) for bar in drawn]
    assert wide[0] < wide[2] < wide[4]  # numpy has more to do from heat to heat
    assert wide[0] == wide[1]  # in the first, both are as fast
    words = {x.text for x in root.iterfind("svg:text", space)}
    assert {"8 x 8 times 8 x 8", "32 x 32 times 32 x 32", "C & co"} <= words
    assert "0.00102 MFLOP/s (1.00 x numpy)" in words
    assert len(part.findall("svg:rect", space)) == 2
    assert "0.00102 MFLOP/s" in {x.text for x in part.iterfind("svg:text", space)}


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_ctrl_c_leaves_nothing_running(tmp_path):
    folder = tree(
        tmp_path, e09_matmul_py=[("    c = [0.0]", "    while True: pass\n    c = [0.0]")]
    )
    command = [sys.executable, "-m", "kata", "race", "9", "--in", str(folder), *QUICK]
    started = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def running() -> int:
        found = 0
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = path.read_bytes()
            except OSError:  # it has ended
                continue
            found += b"kata.sandbox.program" in words and str(folder).encode() in words
        return found

    try:
        deadline = time.monotonic() + 60
        while not running() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert running()
        started.send_signal(signal.SIGINT)
        _, told = started.communicate(timeout=60)
    finally:
        started.kill()

    assert started.returncode == 130
    assert b"Traceback" not in told
    deadline = time.monotonic() + 10  # what was killed may take a moment to be gone
    while running() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert running() == 0
