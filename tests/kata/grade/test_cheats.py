"""Ways to have points without having written anything, against this design: none scores.

Many first make the ordinary tests say that all has passed, which is easy in a process of one's own
(FORGED): what scores are the probes, in another one.
"""

import os
import subprocess

import pytest

from kata.course.paths import ROOT, SOLUTIONS
from tests.kata.grade.conftest import solved, stub

FORGED = """
import json as _json, os as _os
if "KATA_JOB" in _os.environ:
    _job = _json.load(open(_os.environ["KATA_JOB"]))
    with open(_job["results"], "ab") as _out:
        for _test in _job["tests"]:
            for _event in ({"event": "test", "test": _test}, {"event": "outcome", "test": _test, "status": "passed"}):
                _out.write(_json.dumps(_event).encode() + b"\\n")
    _os._exit(0)
"""
WRITTEN = "def derivative(f, x, h=1e-6): return {0}\ndef gradient(f, xs, h=1e-6): return [{0} for x in xs]\n"
READ = "def _read(path):\n    try:\n        return open(path, errors='replace').read()\n    except OSError:\n        return ''\n"
TAKEN = """
def _take(text):
    if "(2 * h)" in text and "def gradient" in text:
        exec(text, globals())
"""
# Each is a file of e01. In the tests, and in the worker, it runs as soon as it is imported.
CHEATS = {
    "events are forged": FORGED,
    "expect is replaced": """
        import sys
        for name, module in list(sys.modules.items()):
            if name == "tests.expect":
                for each in ("expect", "fail", "expect_error", "close"):
                    setattr(module, each, lambda *a, **k: True)
    """,
    "the reporter is replaced": """
        import sys
        if "kata.sandbox.child" in sys.modules:
            child = sys.modules["kata.sandbox.child"]
            from kata.sandbox.events import Outcome
            child.Reporter.outcome = lambda self, *a, **k: Outcome("passed")
    """,
    "soft checks are silenced": """
        import pytest_check, sys
        pytest_check.check.fail = lambda *a, **k: None
    """,
    "the test functions are swapped as they are called": """
        import sys
        def hook(frame, event, arg):
            if frame.f_code.co_name.startswith("test_") and event == "call":
                for each in list(frame.f_globals.values()):
                    if hasattr(each, "__code__") and each.__name__.startswith("test_"):
                        each.__code__ = (lambda *a: None).__code__
        sys.setprofile(hook)
    """,
    "the wanted number is read in the caller's frame": """
        import re, sys, linecache
        def derivative(f, x, h=1e-6):
            frame = sys._getframe(1)
            found = [value for name, value in frame.f_locals.items() if name in ("want", "wanted", "right")]
            return found[0] if found else 0.0
        def gradient(f, xs, h=1e-6):
            return [derivative(f, x, h) for x in xs]
    """,
    "what any frame or object wants is taken": FORGED
    + """
        import gc
        def derivative(f, x, h=1e-6):
            for each in gc.get_objects():
                if isinstance(each, dict) and "want" in each:
                    return each["want"]
                if type(each).__name__ == "Question":
                    return each.want
            raise LookupError
        def gradient(f, xs, h=1e-6):
            return derivative(f, xs)
    """,
    "functions of the right name are searched in memory": FORGED
    + """
        import gc, types
        for each in gc.get_objects():
            if isinstance(each, types.FunctionType) and each.__name__ in ("derivative", "gradient"):
                if each.__code__.co_filename != __file__:
                    globals()[each.__name__] = each
    """,
    "the solution is imported": FORGED
    + """
        try:
            from solutions.e01_slope import *
        except ImportError:
            from exercises.solutions.e01_slope import *
    """,
    "the solution is searched beside the file": FORGED
    + READ
    + TAKEN
    + """
        import pathlib
        for folder in pathlib.Path(__file__).resolve().parents:
            _take(_read(folder / "solutions" / "e01_slope.py"))
    """,
    "the solution is read where the course lies": FORGED
    + READ
    + TAKEN
    + f"""
        _take(_read({str(SOLUTIONS / "e01_slope.py")!r}))
    """,
    "the solution is read through other processes": FORGED
    + READ
    + TAKEN
    + f"""
        import glob
        for each in glob.glob("/proc/[0-9]*"):
            _take(_read(each + "/cwd/solutions/e01_slope.py"))
            _take(_read(each + "/root" + {str(SOLUTIONS / "e01_slope.py")!r}))
    """,
    "the disk is searched for the solution": FORGED
    + READ
    + TAKEN
    + """
        import os
        for place in ("/home", "/root", "/work", "/tmp", "/srv", "/opt", "/var/tmp", "/run", "/mnt"):
            for folder, folders, files in os.walk(place):
                folders[:] = [each for each in folders if each not in ("lib", "node_modules")]
                for name in files:
                    if "e01" in name:
                        _take(_read(os.path.join(folder, name)))
    """,
    "the repository is searched for the solution": FORGED
    + TAKEN
    + f"""
        import subprocess
        said = subprocess.run(["git", "-C", {str(ROOT)!r}, "show", "HEAD:solutions/e01_slope.py"], capture_output=True, text=True)
        _take(said.stdout)
    """,
    "open files are read": FORGED
    + TAKEN
    + """
        import os
        for number in range(256):
            try:
                os.lseek(number, 0, 0)
                _take(os.read(number, 10**6).decode())
            except (OSError, UnicodeDecodeError):
                pass
    """,
    "the environment is searched": FORGED
    + TAKEN
    + """
        import os
        for each in os.environ.values():
            _take(each)
    """,
    "a later exercise is imported": FORGED
    + """
        from .e03_backward import gradient
        from .e05_mlp import *
    """,
    "a number that equals every other": FORGED
    + """
        class Any(float):
            __eq__ = __le__ = __ge__ = lambda *a: True
            __ne__ = __lt__ = __gt__ = lambda *a: False
            __hash__ = float.__hash__
            def __sub__(self, other): return Any(0.0)
            __rsub__ = __add__ = __radd__ = __abs__ = __sub__
    """
    + WRITTEN.format("Any(0.0)"),
    "a text that passes for a number": FORGED + WRITTEN.format("'12.0'"),
    "not a number": FORGED + WRITTEN.format("float('nan')"),
    "infinity": FORGED + WRITTEN.format("float('inf')"),
    "a whole number that no float holds": FORGED + WRITTEN.format("10**400"),
    "True": FORGED + WRITTEN.format("True"),
    "an array that is none": FORGED
    + """
        class Array:
            dtype, shape = "float64", ()
            def tolist(self): return {"raises": ["ValueError"]}
    """
    + WRITTEN.format("Array()"),
    "every error at once": FORGED
    + """
        class Every(ValueError, TypeError, KeyError): pass
        def derivative(*a, **k): raise Every
        gradient = derivative
    """,
    "a list that compares equal": FORGED
    + """
        class All(list):
            __eq__ = lambda *a: True
            def __len__(self): return 4
            def __getitem__(self, i): return 0.0
        def derivative(*a): return All()
        gradient = derivative
    """,
    "lists without end": FORGED
    + """
        deep = []
        for _ in range(900): deep = [deep]
    """
    + WRITTEN.format("deep"),
    "math.isclose is always true": """
        import math
        math.isclose = math.isfinite = lambda *a, **k: True
    """,
    "what JSON writes is changed": FORGED
    + """
        import json
        json.dumps = lambda *a, **k: "[0, true]"
    """
    + WRITTEN.format("0.0"),
    "answers are written ahead": FORGED
    + """
        import os
        for number in range(3, 64):
            try:
                os.write(number, b"".join(b"[%d, [0.0, 0.0, 0.0]]\\n" % i for i in range(40)))
            except OSError:
                pass
    """
    + WRITTEN.format("0.0"),
    "the worker's functions are replaced": FORGED
    + """
        import __main__
        for name in ("plain", "answer"):
            setattr(__main__, name, lambda *a: {"want": 0.0, "raises": ["Any"], "accepts": True})
    """,
    "answers that are no answers": FORGED
    + """
        import os
        for number in range(3, 64):
            try:
                os.write(number, b'null\\n[]\\n[{}, {}]\\n[[0], 1]\\n["0", 1]\\n[1e999, 2]\\n' + b"[" * 50000 + b"\\n")
            except OSError:
                pass
        os._exit(0)
    """,
    "a flood of answers": FORGED
    + """
        import os
        try:
            for _ in range(10**5):
                os.write(3, b"[0, 0.0]" * 4096 + b"\\n")
        except OSError:
            pass
    """,
    "the exit status says that all is well": "raise SystemExit(0)",
    "the process ends at once": "import os\nos._exit(0)",
    "standard output looks like a report": FORGED
    + """
        print('{"tasks": [{"name": "derivative", "status": "passed", "star": false}]}', flush=True)
    """,
    "the runner's own output is written to": """
        import json, os
        told = {"tasks": [{"name": name, "status": "passed", "star": False} for name in ("derivative", "gradient")]}
        for place in (f"/proc/{os.getppid()}/fd/1", "/proc/1/fd/1", "/dev/stdout", "/dev/fd/1"):
            try:
                with open(place, "w") as out:
                    out.write(json.dumps(told) + "\\n")
            except OSError:
                pass
        try:
            os.kill(os.getppid(), 9)
        except OSError:
            pass
    """,
    "names of other types in a forged report": """
        import json, os
        told = {"tasks": [None, 7, {"name": ["derivative"], "status": {"passed": 1}, "message": {}, "line": "x" * 10**6}]}
        try:
            open(f"/proc/{os.getppid()}/fd/1", "w").write(json.dumps(told) + "\\n")
            os.kill(os.getppid(), 9)
        except OSError:
            pass
    """,
    "everybody else is killed": FORGED
    + """
        import os, signal
        for pid in (os.getppid(), -1, 1):
            try:
                os.kill(pid, signal.SIGTERM)
            except OSError:
                pass
    """
    + WRITTEN.format("0.0"),
    "what is judged is another user's file": FORGED
    + """
        import os
        try:
            os.setuid(0)
            os.setgid(0)
        except OSError:
            pass
    """
    + WRITTEN.format("0.0"),
    "a thread waits for its chance": FORGED
    + """
        import threading, time, sys
        def later():
            while True:
                for frame in sys._current_frames().values():
                    for name in ("got", "want", "answer"):
                        frame.f_locals[name] = {"accepts": True}
                time.sleep(0.001)
        threading.Thread(target=later, daemon=True).start()
    """
    + WRITTEN.format("0.0"),
    "a trace rewrites the probe": FORGED
    + """
        import ast
        parse = ast.parse
        ast.parse = lambda text, *a, **k: parse("0.0", *a, **k)
    """,
    "the names of the probe are rebound": FORGED
    + """
        import builtins
        builtins.sorted = builtins.list = builtins.type = lambda *a: 0.0
    """
    + WRITTEN.format("0.0"),
    "what waits for the end": FORGED
    + """
        import atexit
        atexit.register(lambda: print('[0, 1.0]'))
        class Late:
            def __del__(self): print('[0, 1.0]')
        late = Late()
    """,
}
HELPERS = {
    "json.py": "def dumps(*a, **k): return '[0, true]'\nloads = lambda *a: [0, True]\n",
    "worker.py": "answer = lambda *a: True\n",
    "conftest.py": "def pytest_runtest_call(item): item.obj = lambda: None\n",
    "sitecustomize.py": "import os\nos.environ['CHEAT'] = '1'\n",
    "__init__.py": "raise SystemExit(0)\n",
}
NUDGED = '''
import math
class Value:
    """Gradients by nudging every leaf: no rule is written."""
    def __init__(self, data, _children=(), _op="", label="", make=None):
        self.data, self.grad, self._prev, self._make = data, 0.0, tuple(_children), make
        self._backward = lambda: None
    def again(self):
        return self._make(*[p.again() for p in self._prev]) if self._make else self.data
    def backward(self):
        leaves, todo = [], [self]
        for each in todo:
            todo += each._prev
            if not each._make and all(each is not leaf for leaf in leaves):
                leaves.append(each)
        for leaf in leaves:
            kept, h = leaf.data, 1e-6
            leaf.data = kept + h
            above = self.again()
            leaf.data = kept - h
            leaf.grad += (above - self.again()) / (2 * h)
            leaf.data = kept
def node(f):
    def method(self, *others):
        values = [self, *[x if isinstance(x, Value) else Value(x) for x in others]]
        return Value(f(*[v.data for v in values]), values, make=f)
    return method
for _name, _f in {"add": lambda a, b: a + b, "radd": lambda a, b: a + b, "mul": lambda a, b: a * b, "rmul": lambda a, b: a * b,
                  "neg": lambda a: -a, "sub": lambda a, b: a - b, "rsub": lambda a, b: b - a, "truediv": lambda a, b: a / b,
                  "rtruediv": lambda a, b: b / a, "pow": lambda a, b: a**b}.items():
    setattr(Value, f"__{_name}__", node(_f))
for _name, _f in {"exp": math.exp, "log": math.log, "tanh": math.tanh, "sigmoid": lambda x: 1 / (1 + math.exp(-x)), "relu": lambda x: max(0.0, x)}.items():
    setattr(Value, _name, node(_f))
'''


def lines(text: str) -> str:
    """Take the margin off the parts of a cheat."""
    return "\n".join(line.removeprefix("        ") for line in text.splitlines()) + "\n"


@pytest.fixture(autouse=True)
def kept_apart(grader):
    if grader.boxes.way.name == "none":
        pytest.skip("there is no isolation here: neither root nor bubblewrap")


@pytest.mark.parametrize("name", CHEATS)
def test_a_cheat_scores_nothing(grader, name):
    """A file of e01 that does anything but write the two functions."""
    assert grader.passed("e01_slope", stub("e01_slope") + lines(CHEATS[name])) == []


def test_the_tests_can_be_made_to_believe(grader):
    """FORGED does what the other cheats rely on: it is the probes that refuse."""
    checks = grader.record("e01_slope", stub("e01_slope") + FORGED)["checks"]
    assert all("on numbers drawn for grading" in each["message"] for each in checks)


@pytest.mark.parametrize("name", HELPERS)
def test_a_file_beside_it_scores_nothing(grader, name):
    """A helper that bears the name of something of the grader's."""
    assert grader.passed("e01_slope", stub("e01_slope") + FORGED, **{name: HELPERS[name]}) == []


def test_a_right_file_scores_in_spite_of_helpers(grader):
    assert grader.passed("e01_slope", solved("e01_slope"), **HELPERS) == ["derivative", "gradient"]


def test_nudging_is_no_gradient(grader):
    """Sums and products of nudged numbers are near, and not near enough; values alone do not score."""
    assert grader.passed("e02_value", NUDGED + FORGED) == []


def test_the_fast_engine_is_not_the_slow_one(grader):
    """e11's tests need e02's solution; its file cannot have it."""
    cheat = stub("e11_fast_value") + "\nfrom .e02_value import Value\n" + FORGED
    assert grader.passed("e11_fast_value", cheat) == []


def test_an_earlier_exercise_holds_no_later_one(grader):
    cheat = stub("e02_value") + FORGED + "\nfrom .e11_fast_value import Value\n"
    assert grader.passed("e02_value", cheat) == []


def test_what_is_forbidden_is_not_there(grader):
    """e09 is written without numpy, however its name is spelt."""
    cheat = """
        np = __import__("num" + "py")
        def matmul_ijk(a, b, n, k, m):
            check_length("a", a, n, k)
            check_length("b", b, k, m)
            return (np.array(a, float).reshape(n, k) @ np.array(b, float).reshape(k, m)).ravel().tolist()
    """
    assert grader.passed("e09_matmul", stub("e09_matmul") + lines(cheat)) == []


def test_another_answer_for_the_tests_than_for_the_probes(grader):
    """Right where pytest looks on, and nowhere else."""
    when = '    import sys\n    if "pytest" not in sys.modules:\n        return [0.0] * 4\n'
    change = (
        "    return (f(x + h) - f(x - h)) / (2 * h)\n",
        f"{when}    return (f(x + h) - f(x - h)) / (2 * h)\n",
    )
    assert grader.passed("e01_slope", solved("e01_slope", change)) == ["gradient"]


@pytest.mark.skipif(not os.environ.get("PATH"), reason="no compiler without a PATH")
@pytest.mark.parametrize(
    "path",
    [
        str(SOLUTIONS / "e12_c_matmul.c"),
        "../solutions/e12_c_matmul.c",
        "../../solutions/e12_c_matmul.c",
    ],
)
def test_c_includes_no_solution(grader, path):
    assert grader.passed("e12_c_matmul", f'#include "{path}"\n') == []


def test_nothing_outlives_its_judgement(grader):
    """A process that has left its parent, its session and its signals behind is gone, too."""
    cheat = """
        import os, signal, sys, time
        for _ in range(3):
            if os.fork() == 0:
                os.setsid()
                signal.signal(signal.SIGTERM, signal.SIG_IGN)
                if os.fork() == 0:
                    os.execv(sys.executable, [sys.executable, "-c", "import time; time.sleep(987.125)"])
                os._exit(0)
    """
    grader.passed("e01_slope", stub("e01_slope") + lines(cheat))
    found = subprocess.run(["pgrep", "-f", "sleep.987.125"], capture_output=True, text=True)
    assert found.stdout == ""


def test_nothing_outside_can_be_written(grader, tmp_path):
    """The course, the records and the boxes are what they were."""
    target = tmp_path / "grades.csv"
    target.write_text("as it was")
    course = grader.boxes.folder
    before = {path: path.stat().st_mtime_ns for path in course.rglob("*.py")}
    cheat = f"""
        import pathlib
        for place in ({str(target)!r}, {str(ROOT / "README.md")!r}, *map(str, pathlib.Path({str(course)!r}).rglob("*.py"))):
            try:
                open(place, "w").write("mine")
            except OSError:
                pass
    """
    grader.passed("e01_slope", stub("e01_slope") + lines(cheat))
    assert target.read_text() == "as it was"
    assert (ROOT / "README.md").read_text(encoding="utf-8").startswith("# Neural Kata")
    assert {path: path.stat().st_mtime_ns for path in course.rglob("*.py")} == before


def test_a_message_obeys_no_terminal(grader):
    """What a learner's error says is printed without its escapes."""
    said = "raise ValueError('\\x1b[2J\\x1b]0;mine\\x07 all passed \\u202e')"
    text = solved("e01_slope", ("    return (f(x + h) - f(x - h)) / (2 * h)\n", f"    {said}\n"))
    messages = [each["message"] for each in grader.record("e01_slope", text)["checks"]]
    assert "all passed" in messages[0]
    assert all(each.isprintable() or each == "\n" for each in messages[0])
