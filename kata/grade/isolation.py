"""How learner code is kept apart: a user of its own, bubblewrap, or nothing but limits, which is said.

Whoever is inside sees Python, its packages, a C compiler, and the folders of the box; no network.
"""

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kata.course.paths import ROOT
from kata.grade import leftovers
from kata.sandbox import limits

BASE, PACKAGES = (str(Path(each).resolve()) for each in (sys.base_prefix, sys.prefix))
SYSTEM = ["/usr", "/bin", "/sbin", "/lib", "/lib64", "/etc/alternatives", "/etc/ld.so.cache"]
DEVICES = ["/dev/null", "/dev/zero", "/dev/urandom"]
SCRATCH = "/tmp"  # inside, an empty folder that is gone at the end
SCRATCH_BYTES, SCRATCH_FILES = 64 << 20, 20_000
GROUPS = 61184  # of the courses; systemd, too, hands out these numbers for a while
USERS = range(GROUPS + 64, 65520, 2)  # the one after each is for whoever ends what it has left
LOCKS = Path("/run/kata-users")  # of these users, which graders have in use
NAMESPACES = 0x00020000 | 0x40000000 | 0x08000000 | 0x04000000  # mounts, network, IPC, host name
BIND, RECURSIVE, PRIVATE, REMOUNT, NO_SUID, READ_ONLY = 0x1000, 0x4000, 0x40000, 32, 2, 1
NO_NEW_PRIVILEGES = 38
LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class OwnUser:
    """A user whom nobody else is; one that hides has a root folder and a network of its own."""

    name = "user"

    def __init__(self, hides: bool):
        self.hides = self.offline = hides
        self.shares = not hides  # this machine's folders, but for what is closed to others
        self.scratch = SCRATCH if hides else ""

    @contextmanager
    def entered(self, folders: list[Path], aside: Path) -> Iterator[tuple[list[str], Callable]]:
        """Give the words before a command, and what its process does first; then end that user's all."""
        with _a_user() as user:
            course = folders[0].name
            number = 2 * int(course[1:3]) + course.endswith("-alone")
            groups = [GROUPS + number, user]  # of the course, the submission
            for folder, group in zip(folders, groups):
                os.chown(folder, 0, group)
                folder.chmod(0o750)
            os.chown(aside / "scratch", user, user)
            try:
                yield [], lambda: self._enter([*map(str, folders)], aside, user, groups)
            finally:
                leftovers.end(user, self.shares)

    def _enter(self, folders: list[str], aside: Path, user: int, groups: list[int]) -> None:
        os.umask(0o022)
        os.chdir(aside / "scratch")
        if self.hides:
            if LIBC.unshare(NAMESPACES):
                raise OSError(ctypes.get_errno(), "unshare")
            root = str(aside / "root")
            self._mount(None, "/", None, RECURSIVE | PRIVATE)
            self._mount(
                "kata",
                root,
                "tmpfs",
                NO_SUID,
                f"size={SCRATCH_BYTES},nr_inodes={SCRATCH_FILES},mode=755",
            )
            os.makedirs(root + SCRATCH)
            for path in (*SYSTEM, BASE, *DEVICES, *folders):
                self._show(path, root + path)
            os.chmod(root + SCRATCH, 0o1777)
            os.chroot(root)
            os.chdir(SCRATCH)
        os.setgroups(groups)
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
        limits.prctl(NO_NEW_PRIVILEGES, 1)
        limits.end_with_parent()  # which a change of user has undone

    def _show(self, path: str, target: str) -> None:
        if os.path.islink(path) and path in SYSTEM:
            os.symlink(os.readlink(path), target)
        elif os.path.isdir(path):
            os.makedirs(target, exist_ok=True)
            self._mount(path, target, None, BIND | RECURSIVE)
            self._mount(None, target, None, BIND | REMOUNT | NO_SUID | READ_ONLY)
        elif os.path.exists(path):
            os.makedirs(os.path.dirname(target), exist_ok=True)
            open(target, "w").close()
            self._mount(path, target, None, BIND)

    def _mount(self, source, target, kind, flags, options=None) -> None:
        words = [each and each.encode() for each in (source, target, kind)]
        if LIBC.mount(*words, ctypes.c_ulong(flags), options and options.encode()):
            raise OSError(ctypes.get_errno(), target)


class Bubblewrap:
    """Namespaces that bwrap makes for any user, where the system lets it."""

    name, offline, shares, scratch = "bubblewrap", True, False, SCRATCH

    @contextmanager
    def entered(self, folders: list[Path], aside: Path) -> Iterator[tuple[list[str], None]]:
        words = ["bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--proc", "/proc"]
        words += ["--dev", "/dev", "--size", str(SCRATCH_BYTES), "--tmpfs", SCRATCH]
        for path in SYSTEM:
            kept = os.path.islink(path)
            words += ["--symlink", os.readlink(path)] if kept else ["--ro-bind-try", path]
            words.append(path)
        for path in (BASE, *map(str, folders)):
            words += ["--ro-bind", path, path]
        yield [*words, "--chdir", SCRATCH, "--"], None


class Nothing:
    """No isolation: limits alone, for code that one trusts."""

    name, offline, shares, scratch = "none", False, False, ""

    @contextmanager
    def entered(self, folders: list[Path], aside: Path) -> Iterator[tuple[list[str], None]]:
        yield [], None


def python(packages: bool) -> list[str]:
    """Return the words that start Python, with the course's packages or with none."""
    if os.name != "posix":
        return [sys.executable, "-I"]
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    return [f"{PACKAGES}/bin/python", "-I"] if packages else [f"{BASE}/bin/{version}", "-I", "-S"]


def ways() -> list:
    """Return the ways that may work here, the best one first."""
    found = []
    if sys.platform == "linux" and os.geteuid() == 0:
        found = [OwnUser(hides=True), OwnUser(hides=False)]
    if shutil.which("bwrap"):
        found.append(Bubblewrap())
    return [*found, Nothing()]


def close_to_others() -> list[str]:
    """Take the course's files, but for its packages, from all users but their owner; return which.

    So it is with all that this process writes from now on: compiled solutions, records.
    """
    os.umask(0o077)
    closed = []
    for path in sorted(ROOT.iterdir()):
        mode = path.stat().st_mode
        if path.name != ".venv" and not path.is_symlink() and mode & 0o077:
            path.chmod(mode & 0o700)
            closed.append(path.name)
    return closed


@contextmanager
def _a_user() -> Iterator[int]:
    """Hand out a user that no other grader on this machine has."""
    import fcntl

    LOCKS.mkdir(mode=0o700, exist_ok=True)
    for user in USERS:
        with open(LOCKS / str(user), "w") as lock, suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield user
            return
    raise OSError("no user is left")
