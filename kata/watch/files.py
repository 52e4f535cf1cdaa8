"""Which files have another content than a moment ago, whatever an editor does to save them.

Asked every few milliseconds: no dependency, and it works on network mounts, too.
"""

import hashlib
import os
import re
import stat
import time
from contextlib import suppress
from pathlib import Path

NAME = re.compile(r"\w+\.\w+")  # not .e04_neuron.py.swp, e04_neuron.py~ or 4913
YOUNG = 2.0  # seconds in which a file system may give two saves one time stamp
GONE = (
    0.3  # seconds after which a missing or empty file is not one that an editor is about to write
)


class Files:
    """The files of some folders, as they were when last asked."""

    def __init__(self, folders: list[Path]):
        self.folders = folders
        self.stamps, self.contents = {}, {}
        self.away: dict[str, float] = {}  # since when a file has been missing or empty
        self.changed(0)

    def changed(self, patience: float = GONE) -> list[Path]:
        """Return the files that are new, gone, or of another content than when last asked."""
        found, now = self._stamps(), time.time()
        known = {**self.contents, **found}
        return [Path(path) for path in known if self._differs(path, found.get(path), now, patience)]

    def _stamps(self) -> dict[str, tuple]:
        found = {}
        for folder in self.folders:
            with suppress(OSError), os.scandir(folder) as entries:
                for entry in entries:
                    if NAME.fullmatch(entry.name):
                        with suppress(OSError):  # renamed or deleted since
                            seen = entry.stat()
                            if stat.S_ISREG(seen.st_mode):
                                stamp = seen.st_mtime_ns, seen.st_size, seen.st_ino
                                found[entry.path] = stamp
        return found

    def _differs(self, path: str, stamp: tuple | None, now: float, patience: float) -> bool:
        young = stamp and now - stamp[0] / 1e9 < YOUNG
        if stamp == self.stamps.get(path) and not young and path not in self.away:
            return False
        self.stamps[path] = stamp
        content = _digest(path) if stamp else None
        if path in self.contents and content == self.contents[path]:
            self.away.pop(path, None)
            return False
        if not (stamp and stamp[1]) and now - self.away.setdefault(path, now) < patience:
            return False
        self.away.pop(path, None)
        self.contents[path] = content
        return True


def _digest(path: str) -> bytes:
    try:
        return hashlib.sha256(Path(path).read_bytes()).digest()
    except OSError:
        return b"unreadable"
