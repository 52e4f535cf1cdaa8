"""The process that runs learner code: pytest on one test file, each result written at once."""

import json
import os
import re
import sys
import threading
import time
import traceback
from functools import cached_property
from pathlib import Path

import pytest

from kata import accidents, loader, process, run, session, syntax
from kata.course import LONG, SOLUTIONS
from kata.hearing import Kept, Used
from kata.surroundings import Surroundings

TRACE = 5000  # characters
STUB = re.compile(r"(e\d\d_\w+): (\S+)")


class Report:
    """The plugin that writes one JSON line per event."""

    def __init__(self, ready):
        self.ready, self.pid, self.out = ready, os.getpid(), None
        self.planted = self.broken = False
        self.open = set()  # tasks that have not passed a test
        loader.used = Used(self.write)
        self.started = 0.0

    def write(self, event: str, **content) -> None:
        if os.getpid() != self.pid:
            os._exit(0)  # a copy of this process, which learner code has forked
        os.write(self.out, json.dumps({"event": event, **content}).encode() + b"\n")

    def pytest_configure(self, config):
        self.config = config
        config.option.tbstyle = "native"  # pytest's own traces take long to make

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self):
        self.ready()
        job = json.loads(Path(os.environ["KATA_JOB"]).read_text(encoding="utf-8"))
        self.stem, self.file = job["stem"], job["sources"][job["stem"]]
        self.wanted = {"test_planted", *job["tests"]}
        self.out = os.open(job["results"], os.O_WRONLY | os.O_APPEND)
        test_file = f"tests/test_{self.stem}.py"
        for file in (test_file, "tests/conftest.py", "tests/telling.py"):
            session.keep_compiled(file)
        from tests import conftest, telling  # noqa: F401  before learner code, which may put its own into math

        self.said = telling.said
        session.only(self.config, [session.PLANTED, test_file])
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (1, 2):  # for what is printed past sys.stdout from here on
            os.dup2(nowhere, stream)
        sys.stdout = sys.stderr = Kept()
        self.surroundings = Surroundings(int(os.environ.get("KATA_SEED") or 0))
        self.write("importing")

    def pytest_collectreport(self, report):
        if report.failed and not self.broken:
            self.broken = True
            message, line, unreadable = accidents.of_import(self.error, self.file)
            self.write(
                "broken",
                messages=[(message, "")],
                line=line,
                trace=report.longreprtext[-TRACE:],
                unreadable=unreadable,
            )

    def pytest_exception_interact(self, node, call, report):
        if isinstance(node, pytest.Collector):  # any other would keep a test's memory alive
            self.error = call.excinfo.value

    def pytest_collection_modifyitems(self, items):
        items[:] = sorted((item for item in items if item.name in self.wanted), key=_is_long)

    def pytest_collection_finish(self, session):
        marks = [item.get_closest_marker("task") for item in session.items]
        self.tasks = {mark.args[0] for mark in marks if mark}
        self.surroundings.restore()
        compiler = sys.modules.get("kata.compiler")  # there only where an exercise is in C
        self.write("notes", notes=loader.notes, warnings=compiler.warnings if compiler else [])

    def pytest_sessionfinish(self, session, exitstatus):
        self.write("finished")
        if exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            os._exit(0)  # pytest would collect garbage five times, and nobody has a use for it

    def pytest_internalerror(self, excrepr):
        self.write("refused", message=f"The runner itself has failed:\n{str(excrepr)[-1500:]}")

    def pytest_runtest_logstart(self, nodeid):
        self.said.clear()
        loader.used.clear()
        sys.stdout = sys.stderr = self.kept = Kept()
        self.started = time.perf_counter()
        if nodeid.endswith("::test_planted"):
            return
        if not self.planted:
            missed = "A soft check that must fail was not seen to fail: is pytest-check whole? make doctor"
            self.write("refused", message=missed)
            os._exit(1)
        self.write("start", test=nodeid.rpartition("::")[2])

    def pytest_runtest_setup(self, item):
        if _is_long(item) and item.get_closest_marker("task").args[0] in self.open:
            pytest.skip(run.LEFT_OUT)

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_runtest_makereport(self, item, call):
        if call.when == "call":
            self.surroundings.restore()  # pytest, too, may need what the code has changed
        error = call.excinfo  # before pytest-check puts its own there
        report = (yield).get_result()
        if call.when != "call" and report.passed:
            return
        if item.name == "test_planted":
            self.planted |= report.failed
            return
        task = item.get_closest_marker("task").args[0]
        outcome = self.outcome(report, error, task, item.location)
        if outcome["status"] in ("failed", "todo"):
            self.open.add(task)
        seconds = round(time.perf_counter() - self.started, 3)
        self.write("end", test=item.name, used=sorted(loader.used), seconds=seconds, **outcome)
        wild = outcome["status"] == "failed" and self.file.endswith(".c")
        if threading.active_count() > 1 or wild or (error and error.errisinstance(MemoryError)):
            # The other tests get a process of their own: no threads, and memory that is whole.
            os._exit(0)
        if error:  # what the test has left goes now, and not while another one is under way
            traceback.clear_frames(error.tb)

    @cached_property
    def functions(self) -> set[str]:
        """The functions of the exercise, written and given; the others are a learner's own."""
        solution = SOLUTIONS / f"{self.stem}.py"
        text = solution.read_text(encoding="utf-8") if solution.exists() else ""
        return set(syntax.functions_of(text, ".py"))

    def lines(self, trace, task: str) -> list[int]:
        """Return the lines on the way to an error that are the task's, or of a learner's own."""
        lines = []
        while trace:
            code = trace.tb_frame.f_code
            owner = code.co_qualname.partition(".<locals>")[0]
            other = owner in self.tasks or owner in self.functions
            if code.co_filename == self.file and (owner == task or not other):
                lines.append(trace.tb_lineno)
            trace = trace.tb_next
        return lines

    def outcome(self, report, error, task: str, location: tuple) -> dict:
        """Say in a status and a few lines what a finished test has shown."""
        if report.passed:
            return {"status": "passed"}
        if error is None:
            file, line, name = location
            found = {"messages": self.said[:], "trace": f"{file}:{line + 1} {name}"}
            return {"status": "failed", "printed": self.kept.text(), **found}
        frames = [f for f in traceback.extract_tb(error.tb) if f.filename == self.file]
        lines = self.lines(error.tb, task)
        line = lines[-1] if lines else None
        if error.errisinstance(pytest.skip.Exception) and not frames:
            return {"status": "skipped", "messages": [(str(error.value), "")]}
        if error.errisinstance(NotImplementedError):
            waits_for = STUB.fullmatch(str(error.value))
            return {"status": "todo", "line": line, "waits_for": waits_for[0] if waits_for else ""}
        frames = [frame for frame in frames if frame.lineno in lines] or frames
        messages = [*self.said, (accidents.of_call(error, frames, self.stem, self.file), "")]
        found = {"status": "failed", "messages": messages, "line": line}
        trace = session.trace(error.value)[-TRACE:]
        return found | {"trace": trace, "printed": self.kept.text()}


def _is_long(item) -> bool:
    mark = item.get_closest_marker("task")
    return bool(mark) and mark.kwargs["seconds"] > LONG


def main(ready=lambda: None) -> None:
    """Run the tests of the job that the environment names once `ready()` has returned."""
    process.limit()
    report = Report(ready)
    status = session.run(report)
    if status == pytest.ExitCode.USAGE_ERROR and report.out and not report.broken:
        said = sys.stderr.text() if isinstance(sys.stderr, Kept) else ""
        report.write(
            "refused", message=f"pytest could not run the tests of {report.stem}:\n{said}".strip()
        )


if __name__ == "__main__":
    main()
    os._exit(0)  # threads that learner code left behind end here
