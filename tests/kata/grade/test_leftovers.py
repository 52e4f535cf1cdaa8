"""What learner code has left is gone, whatever it does against that; nobody else's is touched."""

import ctypes
import os
import platform
import shutil
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from kata.course.exercises import Exercise
from kata.grade import box, isolation, leftovers

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root has other users"
)
FAST = Exercise("e11_fast_value")
WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
USER = isolation.USERS[-1 - WORKER]  # what ends it, ends all that is its


def as_user(work) -> None:
    """Do this as a user of its own, in a process that may go on."""
    started, starting = os.pipe()
    if (pid := os.fork()) == 0:
        try:
            os.setsid()
            os.setresuid(USER, USER, USER)
            os.close(starting)
            work()
        finally:
            os._exit(0)
    os.close(starting)
    with os.fdopen(started, "rb") as pipe:
        pipe.read()
    for _ in range(50):
        if os.waitpid(pid, os.WNOHANG)[0]:
            break
        time.sleep(0.01)


def running() -> int:
    """Count the user's processes, but for those that have ended."""
    found = 0
    for each in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):
            said = each.read_text(errors="replace")
            found += f"\nUid:\t{USER}\t" in said and "\nState:\tZ" not in said
    return found


def ended() -> bool:
    """Has the user no process any more, now or soon?"""
    for _ in range(500):
        if not running():
            return True
        time.sleep(0.01)
    return False


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
def test_a_process_that_strikes_first_ends_too(number):
    """It signals all that runs as its user, without a pause, and so whoever comes to end it."""

    def work():
        while True:
            with suppress(ProcessLookupError):
                os.kill(-1, number)

    as_user(work)
    assert running()
    leftovers.end(USER, shares=False)
    assert ended()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
def test_the_last_blow_of_what_is_dying_is_outlived(monkeypatch, number):
    """It comes when the work that ends it has become its user."""
    left, done = os.pipe()
    os.write(done, b"x")  # one blow
    os.set_blocking(left, False)

    def strike():
        with suppress(BlockingIOError):
            os.read(left, 1)
            os.kill(os.getpid(), number)

    monkeypatch.setattr(leftovers, "_clear_keys", strike)
    leftovers.end(USER, shares=False)
    with pytest.raises(BlockingIOError):
        os.read(left, 1)
    os.close(left), os.close(done)


def test_a_deep_and_closed_folder_is_removed():
    """Deeper than Python goes, with more folders open than it may."""
    top = Path(f"/tmp/kata-test-{os.getpid()}")

    def work():
        os.mkdir(top)
        os.chdir(top)
        for _ in range(1500):
            os.mkdir("d")
            os.chdir("d")
        os.chmod(".", 0)

    as_user(work)
    assert ended()
    assert top.exists()
    leftovers.end(USER, shares=True)
    assert not top.exists()


def test_a_file_of_somebody_else_that_goes_meanwhile_keeps_nothing_there(monkeypatch, tmp_path):
    """In a folder for everybody, others remove what is theirs."""
    files = [tmp_path / name for name in "abc"]
    for file in files:
        file.touch()
        os.chown(file, USER, USER)
    files = [*tmp_path.iterdir()]  # in the order in which they are looked at

    def remove_two(path):
        for each in (path, files[1]):
            each.unlink(missing_ok=True)

    monkeypatch.setattr(leftovers, "PUBLIC", (str(tmp_path),))
    monkeypatch.setattr(leftovers, "remove", remove_two)
    leftovers.end(USER, shares=True)
    assert not [*tmp_path.iterdir()]


def test_no_key_is_handed_on():
    """The kernel keeps a user's keys when its last process has ended."""
    number = leftovers.KEYCTL.get(platform.machine())
    libc = ctypes.CDLL(None)

    def put():
        libc.syscall({250: 248, 219: 217}[number], b"user", b"kata", b"solution", 8, -4)

    def known() -> int:
        reading, writing = os.pipe()
        as_user(
            lambda: os.write(writing, b"%d" % libc.syscall(number, 10, -4, b"user", b"kata", 0))
        )
        os.close(writing)
        with os.fdopen(reading) as pipe:
            return int(pipe.read())

    as_user(put)
    if number is None or known() == -1:
        pytest.skip("no keys here")
    leftovers.end(USER, shares=False)
    assert known() == -1


def test_no_shared_memory_is_handed_on():
    """It would outlive its user, and take memory for good."""
    as_user(lambda: ctypes.CDLL(None).shmget(0, 4096, 0o1600))
    rows = Path("/proc/sysvipc/shm")

    def kept() -> bool:
        return any(str(USER) in row.split() for row in rows.read_text().splitlines())

    if not shutil.which("ipcrm") or not kept():
        pytest.skip("no shared memory here, or nothing that removes it")
    leftovers.end(USER, shares=True)
    assert not kept()


def test_where_memory_runs_out_learner_code_ends_first():
    with box.made([FAST], "none") as boxes, box.opened(boxes, FAST, {}) as opened:
        words = ["-c", "print(open('/proc/self/oom_score_adj').read())"]
        assert opened.run(opened.course, words, "", 20, 20).strip() == b"1000"


def test_who_sees_this_disk_sees_no_other_course(monkeypatch):
    """Not another exercise's, which may hold this one's solution, nor that of its own tests."""
    monkeypatch.setattr(isolation, "ways", lambda: [isolation.OwnUser(hides=False)])
    monkeypatch.setattr(isolation, "python", lambda packages: ["/bin/sh"])
    monkeypatch.setattr(box, "_holds", lambda *_: True)
    third = Exercise("e03_backward")
    with box.made([FAST, third]) as boxes, box.opened(boxes, FAST, {}) as opened:
        courses = [opened.course, opened.alone, boxes.folder / third.stem]
        words = ["-c", " ".join(["ls", *(f"{each}/kata/errors.py" for each in courses)])]
        seen = [opened.run(each, words, "", 20, 20).decode() for each in courses[:2]]
    assert seen == [f"{each}/kata/errors.py\n" for each in courses[:2]]
