"""What follows from a child's events, without a clock and without a process."""

import pytest

from kata.course import exercises
from kata.course.exercises import Exercise, Task
from kata.results import verdict
from kata.sandbox.events import Phase, Run, Tracker

TESTS = {
    "test_a": exercises.Test("test_a", Task("f"), 3),
    "test_b": exercises.Test("test_b", Task("f"), 3),
    "test_c": exercises.Test("test_c", Task("g"), 5),
    "test_long": exercises.Test("test_long", Task("f", star=True), 30),
}
PASSED = {"event": "outcome", "test": "test_a", "status": "passed"}


def heard(*events, in_c: bool = False) -> Tracker:
    """Return what a tracker makes of these events, one a second from 100 on."""
    tracker = Tracker(Run(in_c), TESTS, 100)
    for second, event in enumerate(events, 101):
        tracker.hear(dict(event), second)
    return tracker


@pytest.mark.parametrize(
    ("events", "phase", "deadline"),
    [
        ([], Phase.START, 160),
        ([{"event": "loading"}], Phase.LOAD, 111),
        ([{"event": "loading"}, {"event": "test", "test": "test_a"}], Phase.TEST, 105),
        ([{"event": "test", "test": "test_a"}, PASSED], Phase.BETWEEN, 112),
        ([{"event": "test", "test": "test_a"}, {"event": "finished"}], Phase.TEST, 104),
    ],
)
def test_each_phase_has_its_clock(events, phase, deadline):
    tracker = heard(*events)
    assert (tracker.phase, tracker.deadline) == (phase, deadline)


def test_what_is_compiled_has_more_time_to_load():
    assert heard({"event": "loading"}, in_c=True).deadline == 131


def test_a_test_that_goes_through_a_slow_task_gets_a_second():
    tracker = heard({"event": "test", "test": "test_c"})
    tracker.run.slow.add("f")
    tracker.hear({"event": "used", "task": "f"}, 102)
    assert (tracker.deadline, tracker.seconds) == (103, 1)
    tracker.end(True, "no answer")
    assert tracker.run.slow == {"f"}, "it is not to blame itself"
    assert tracker.run.outcomes["test_c"].used == ["f"]


def test_a_lost_test_costs_its_task_and_no_other():
    tracker = heard({"event": "test", "test": "test_a"})
    tracker.end(False, "it crashed")
    run = tracker.run
    assert (run.outcomes["test_a"].status, run.slow) == ("crashed", set())
    assert list(run.left(TESTS)) == ["test_c", "test_long"]


def test_where_memory_has_run_out_a_task_is_tried_no_more():
    out = {**PASSED, "status": "failed", "exhausted": True}
    assert list(heard(out).run.left(TESTS)) == ["test_c", "test_long"]


def test_the_long_tests_of_a_slow_task_are_left_out():
    tracker = heard({"event": "test", "test": "test_a"})
    tracker.end(True, "no answer")
    assert tracker.run.outcomes["test_a"].status == "timeout"
    assert tracker.run.outcomes["test_long"].left_out
    assert list(tracker.run.left(TESTS)) == ["test_c"]


def test_a_lost_import_costs_every_test():
    tracker = heard({"event": "loading"})
    tracker.end(True, "no answer")
    assert not tracker.run.imported
    assert {each.status for each in tracker.run.outcomes.values()} == {"timeout"}
    assert tracker.run.left(TESTS) == {}


def test_a_child_that_never_starts_is_the_runners_fault():
    tracker = heard()
    tracker.end(False, "pytest does not start here")
    assert (tracker.run.refused, tracker.run.outcomes) == ("pytest does not start here", {})


def test_what_ends_between_two_tests_costs_nothing():
    tracker = heard({"event": "test", "test": "test_a"}, PASSED)
    tracker.end(True, "no answer")
    assert list(tracker.run.outcomes) == ["test_a"]
    assert list(tracker.run.left(TESTS)) == ["test_b", "test_c", "test_long"]


def test_a_run_that_was_never_finished_is_not_judged(tmp_path):
    exercise = Exercise("e01_slope")
    source = tmp_path / "e01_slope.py"
    source.write_text("def derivative(f, x, h=1e-6):\n    return 0\n")
    results = verdict.judge(exercise, Run(), {exercise.stem: source})
    assert {(each.status, each.reason) for each in results} == {("error", "not run")}
    assert {each.message for each in results} == {"not run: the tests ended before its turn"}
