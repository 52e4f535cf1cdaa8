"""The keys of a terminal as they are typed; the signals that a terminal sends count as keys."""

import os
import re
import select
import signal
import time
from contextlib import suppress

try:
    import termios
    import tty
except ImportError:  # Windows
    termios = None

ESCAPED = re.compile("\x1b(\\[[0-?]*[@-~]|O.)?")  # an arrow, say: letters that nobody has typed
QUIT = [getattr(signal, name, signal.SIGTERM) for name in ("SIGINT", "SIGTERM", "SIGHUP")]


class Keys:
    """Keys come one by one and are not echoed inside a `with` block; the terminal is as before after it."""

    def __init__(self, letters: str):
        self.letters, self.typed = letters, []
        self.there = bool(termios) and os.isatty(0) and os.isatty(1)
        self.owner = os.getpid()

    def __enter__(self):
        for number in QUIT:
            signal.signal(number, self._quit)
        if self.there:
            self.before = termios.tcgetattr(0)
            tty.setcbreak(0)
        return self

    def __exit__(self, *_):
        if self.there:
            with suppress(termios.error):  # the window has been closed
                termios.tcsetattr(0, termios.TCSADRAIN, self.before)
        _reset_signals()

    def read(self, seconds: float) -> str:
        """Return the next key, "" if none comes within these seconds; Ctrl-C and a closed window are "q"."""
        if not self.typed and not self.there:
            time.sleep(seconds)
        elif not self.typed and select.select([0], [], [], seconds)[0]:
            try:
                typed = os.read(0, 1024).decode("latin-1") or "q"
            except OSError:
                typed = "q"
            self.typed += [key for key in ESCAPED.sub("", typed).lower() if key in self.letters]
        return self.typed.pop(0) if self.typed else ""

    def _quit(self, *_) -> None:
        if os.getpid() != self.owner:
            os._exit(1)  # a fork that has not yet called `leave`, nor done anything
        self.typed.append("q")


def leave() -> None:
    """Let a fork have its signals as a new Python has them, and no keys."""
    _reset_signals()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)


def _reset_signals() -> None:
    for number in QUIT:
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
