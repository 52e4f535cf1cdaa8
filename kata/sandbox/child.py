"""The process that runs tests: pytest on one test file, each result written at once."""

import faulthandler
import gc
import json
import os
import signal
import sys
import threading
import time
import traceback
from pathlib import Path

import pytest

from kata.course.commands import command
from kata.course.paths import SOLUTIONS, STAND_INS, test_helpers
from kata.sandbox import diagnosis, import_diagnosis, limits, loader, session
from kata.sandbox.capture import BoundedOutput, CalledTasks, silence
from kata.sandbox.isolation import Snapshot, let_go, uncollected


class LeftOut(pytest.skip.Exception):
    """A quicker test of the same task has not passed."""


class Reporter:
    """The plugin that writes one JSON line per event (`events.Tracker` hears them)."""

    def __init__(self, ready):
        self.ready, self.pid, self.out = ready, os.getpid(), None
        self.canary_seen = self.broken = False
        self.open = set()  # tasks that have not passed a test
        loader.used = CalledTasks(self.write)
        self.started = 0.0

    def write(self, event: str, **content) -> None:
        """Tell the parent; also from a `del` or a thread, wherever learner code is."""
        if os.getpid() != self.pid:
            self.end(0)  # a copy of this process, which learner code has forked
        os.write(self.out, json.dumps({"event": event, **content}).encode() + b"\n")

    def end(self, status: int) -> None:
        """End the process at once: no exit handler, no thread goes on."""
        os._exit(status)

    def pytest_configure(self, config):
        self.config = config
        config.option.tbstyle = "native"  # pytest's own traces take long to make

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self):
        self.ready()
        job = json.loads(Path(os.environ["KATA_JOB"]).read_text(encoding="utf-8"))
        self.stem, self.file = job["stem"], job["sources"][job["stem"]]
        self.learners = {self.file} | {  # the files that are not the course's
            file
            for file in job["sources"].values()
            if Path(file).parent not in (SOLUTIONS, STAND_INS)
        }
        self.is_long = {"test_canary": False} | job["tests"]  # by test that is to be run
        if job["draft"]:
            os.environ["KATA_DRAFT"] = "1"
        self.out = os.open(job["results"], os.O_WRONLY | os.O_APPEND)
        self.stacks = open(job["stacks"], "w")  # noqa: SIM115  for as long as the process lives
        if hasattr(faulthandler, "register"):  # not on Windows
            faulthandler.register(signal.SIGUSR1, self.stacks, all_threads=True)
        test_file = f"tests/test_{self.stem}.py"
        for file in (test_file, *(f"tests/{helper.name}" for helper in test_helpers())):
            session.keep_compiled(file)
        from tests import conftest, expect  # noqa: F401  before learner code, which may put its own into math

        self.said = expect.said
        session.only(self.config, [session.CANARY, test_file])
        silence(1, 2)
        sys.stdout = sys.stderr = BoundedOutput()
        self.snapshot = Snapshot(int(os.environ.get("KATA_SEED") or 0))
        self.write("loading")

    def pytest_collectreport(self, report):
        if report.failed and not self.broken:
            self.broken = True
            if fault := import_diagnosis.of_course(self.error, self.learners):
                return self.write("refused", reason=fault)
            message, line, unreadable = import_diagnosis.of_import(self.error, self.file)
            trace = report.longreprtext[-session.TRACE :]
            messages = [(message,)]
            self.write("broken", messages=messages, line=line, trace=trace, unreadable=unreadable)

    def pytest_exception_interact(self, node, call, report):
        if isinstance(node, pytest.Collector):  # any other would keep a test's memory alive
            self.error = call.excinfo.value

    def pytest_collection_modifyitems(self, items):
        wanted = [item for item in items if item.name in self.is_long]
        items[:] = sorted(wanted, key=lambda item: self.is_long[item.name])

    def pytest_collection_finish(self, session):
        self.snapshot.restore()
        library = sys.modules.get("kata.sandbox.c_library")  # only where an exercise is in C
        warnings = library.warnings if library else []
        self.write("loaded", notes=loader.notes, warnings=warnings, used=sorted(loader.used))

    def pytest_sessionfinish(self, session, exitstatus):
        self.write("finished")
        if exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            self.end(0)  # pytest would collect garbage five times, and nobody has a use for it

    def pytest_internalerror(self, excinfo):
        self.write("refused", reason=import_diagnosis.of_runner(excinfo.value))

    def pytest_runtest_logstart(self, nodeid):
        self.said.clear()
        loader.used.clear()
        sys.stdout = sys.stderr = self.output = BoundedOutput()
        self.started = time.perf_counter()
        if nodeid.endswith("::test_canary"):
            return
        if not self.canary_seen:
            missed = f"A soft check that must fail was not seen to fail: is pytest-check whole? {command('doctor')}"
            self.write("refused", reason=missed)
            self.end(1)
        self.write("test", test=nodeid.rpartition("::")[2])

    def pytest_runtest_setup(self, item):
        if self.is_long[item.name] and item.get_closest_marker("task").args[0] in self.open:
            raise LeftOut

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_runtest_makereport(self, item, call):
        with uncollected():  # whatever has a __del__ waits until the test is told
            error = call.excinfo  # before pytest-check puts its own there
            if error and error.errisinstance(MemoryError):
                let_go(error.tb, self.learners)
            if call.when == "call":
                self.snapshot.restore()  # pytest, too, may need what the code has changed
            report = (yield).get_result()
            if call.when != "call" and report.passed:
                return
            if item.name == "test_canary":
                self.canary_seen |= report.failed
                return
            task = item.get_closest_marker("task").args[0]
            outcome = self.outcome(report, error, task, item.location)
            if outcome["status"] in ("failed", "todo"):
                self.open.add(task)
            seconds, used = round(time.perf_counter() - self.started, 3), sorted(loader.used)
            self.write("outcome", test=item.name, used=used, seconds=seconds, **outcome)
            wild = outcome["status"] == "failed" and self.file.endswith(".c")
            if threading.active_count() > 1:
                self.write("warning", text=diagnosis.of_threads(sys._current_frames(), self.file))
            if threading.active_count() > 1 or wild or (error and error.errisinstance(MemoryError)):
                # The other tests get a process of their own: no threads, and memory that is whole.
                self.end(0)
            if error:  # what the test has left goes now, and not while another one is under way
                traceback.clear_frames(error.tb)
                gc.collect(1)

    def outcome(self, report, error, task: str, location: tuple) -> dict:
        """Say in a status and a few messages what a finished test has shown."""
        if report.passed:
            return {"status": "passed"}
        if error is None:
            file, line, name = location
            found = {"messages": self.said[:], "trace": f"{file}:{line + 1} {name}"}
            return {"status": "failed", "printed": self.output.text(), **found}
        own = error.errisinstance(SyntaxError)  # a stand-in's, that is only now imported
        if own and (fault := import_diagnosis.of_course(error.value, self.learners)):
            self.write("refused", reason=fault)
        frames = [f for f in traceback.extract_tb(error.tb) if f.filename == self.file]
        lines = diagnosis.own_lines(error.tb, self.file, self.stem, task)
        line = lines[-1] if lines else None
        if error.errisinstance(pytest.skip.Exception) and not frames:
            left_out, why = error.errisinstance(LeftOut), (str(error.value),)
            return {"status": "skipped", "messages": [why], "left_out": left_out}
        if error.errisinstance(NotImplementedError):
            return {"status": "todo", "line": line, "waits_for": diagnosis.hole(error.value)}
        frames = [frame for frame in frames if frame.lineno in lines] or frames
        message = diagnosis.of_call(error.value, frames, self.stem, self.file)
        messages = [*self.said, (message.fact, "", message.error, message.code)]
        exhausted = error.errisinstance(MemoryError)
        found = {"status": "failed", "messages": messages, "line": line, "exhausted": exhausted}
        return found | {"trace": session.trace(error.value), "printed": self.output.text()}


def main(ready=lambda: None) -> None:
    """Run the tests of the job that the environment names once `ready()` has returned."""
    limits.apply()
    reporter = Reporter(ready)
    status = session.start(reporter)
    if status == pytest.ExitCode.USAGE_ERROR and reporter.out and not reporter.broken:
        said = sys.stderr.text() if isinstance(sys.stderr, BoundedOutput) else ""
        why = f"pytest could not run the tests of {reporter.stem}:\n{said}".strip()
        reporter.write("refused", reason=why)


if __name__ == "__main__":
    main()
    os._exit(0)  # threads that learner code left behind end here
