"""The process that runs learner code: pytest on one test file, each result written at once."""

import json
import os
import re
import sys
import threading
import time
import traceback
from pathlib import Path

import pytest

from kata import accidents, loader, process
from kata.hearing import Kept, Used
from kata.surroundings import Surroundings

LEAST_PLUGINS = "cacheprovider terminal junitxml pastebin nose doctest stepwise setuponly setupplan debugging faulthandler"
TRACE = 5000  # characters
STUB = re.compile(r"(e\d\d_\w+): (\S+)")


class Report:
    """The plugin that writes one JSON line per event."""

    def __init__(self, job: dict, said: list):
        self.stem, self.file = job["stem"], job["sources"][job["stem"]]
        self.out = os.open(job["results"], os.O_WRONLY | os.O_APPEND)
        self.said, self.pid = said, os.getpid()
        self.planted = self.broken = False
        self.failed = set()  # tasks
        loader.used = Used(self.write)
        self.started = 0.0

    def write(self, event: str, **content) -> None:
        if os.getpid() != self.pid:
            os._exit(0)  # a copy of this process, which learner code has forked
        os.write(self.out, json.dumps({"event": event, **content}).encode() + b"\n")

    def pytest_configure(self, config):
        config.option.tbstyle = "short"

    def pytest_sessionstart(self):
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

    def pytest_collection_finish(self, session):
        marks = [item.get_closest_marker("task") for item in session.items]
        self.tasks = {mark.args[0] for mark in marks if mark}
        self.surroundings.restore()
        self.write("notes", notes=loader.notes)

    def pytest_sessionfinish(self, session):
        self.write("finished")

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
        mark = item.get_closest_marker("task")
        if mark and mark.kwargs["seconds"] > 10 and mark.args[0] in self.failed:
            pytest.skip("left out: a quicker check of this task has failed")

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_runtest_makereport(self, item, call):
        self.surroundings.restore()  # pytest, too, may need what the code has changed
        error = call.excinfo  # before pytest-check puts its own there
        report = (yield).get_result()
        if call.when != "call" and report.passed:
            return
        if item.name == "test_planted":
            self.planted |= report.failed
            return
        outcome = self.outcome(report, error, item.get_closest_marker("task").args[0])
        if outcome["status"] == "failed":
            self.failed.add(item.get_closest_marker("task").args[0])
        seconds = round(time.perf_counter() - self.started, 3)
        self.write("end", test=item.name, used=sorted(loader.used), seconds=seconds, **outcome)
        if threading.active_count() > 1 or (error and error.errisinstance(MemoryError)):
            os._exit(0)  # the other tests get a process without these threads, and with memory

    def line(self, trace, task: str) -> int | None:
        """Return the deepest line of the exercise on the way to an error, but in no other task."""
        lines = []
        while trace:
            code = trace.tb_frame.f_code
            owner = code.co_qualname.partition(".<locals>")[0]
            if code.co_filename == self.file and (owner == task or owner not in self.tasks):
                lines.append(trace.tb_lineno)
            trace = trace.tb_next
        return lines[-1] if lines else None

    def outcome(self, report, error, task: str) -> dict:
        """Say in a status and a few lines what a finished test has shown."""
        if report.passed:
            return {"status": "passed"}
        trace, printed = report.longreprtext[-TRACE:], self.kept.text()
        if error is None:
            return {
                "status": "failed",
                "messages": self.said[:],
                "trace": trace,
                "printed": printed,
            }
        frames = [f for f in traceback.extract_tb(error.tb) if f.filename == self.file]
        line = self.line(error.tb, task)
        if error.errisinstance(pytest.skip.Exception) and not frames:
            return {"status": "skipped", "messages": [(str(error.value), "")]}
        if error.errisinstance(NotImplementedError):
            waits_for = STUB.fullmatch(str(error.value))
            return {"status": "todo", "line": line, "waits_for": waits_for[0] if waits_for else ""}
        messages = [*self.said, (accidents.of_call(error, frames, self.stem, self.file), "")]
        found = {"status": "failed", "messages": messages, "line": line}
        return found | {"trace": trace, "printed": printed}


def main() -> None:
    job = json.loads(Path(os.environ["KATA_JOB"]).read_text(encoding="utf-8"))
    process.limit()
    from tests import telling  # before learner code, which may put its own into math

    report = Report(job, telling.said)
    test_file = f"tests/test_{job['stem']}.py"
    arguments = ["-p", "pytest_check.plugin", "--assert=plain", "--capture=no", "-o", "addopts="]
    arguments += ["-c", "pyproject.toml"]  # whatever pytest.ini somebody puts beside it
    arguments += [part for name in LEAST_PLUGINS.split() for part in ("-p", f"no:{name}")]
    arguments += ["kata/planted.py", *(f"{test_file}::{name}" for name in job["tests"])]
    status = pytest.main(arguments, plugins=[report])
    if not report.broken and status in (
        pytest.ExitCode.INTERNAL_ERROR,
        pytest.ExitCode.USAGE_ERROR,
    ):
        said = sys.stderr.text() if isinstance(sys.stderr, Kept) else ""
        report.write("refused", message=f"pytest could not run {test_file}:\n{said}".strip())


if __name__ == "__main__":
    main()
    os._exit(0)  # threads that learner code left behind end here
