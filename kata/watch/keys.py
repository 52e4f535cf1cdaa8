"""The keys of a terminal as they are typed; the signals that a terminal sends count as keys."""

import errno
import os
import re
import select
import signal
import sys
import time
from contextlib import suppress

try:
    import termios
    import tty
except ImportError:  # Windows
    termios = None

ESCAPED = re.compile("\x1b(\\[[0-?]*[@-~]|O.)?")  # an arrow, say: letters that nobody has typed
SIGNALS = {"SIGINT": "q", "SIGTERM": "q", "SIGHUP": "q", "SIGCONT": "c"}


class Keys:
    """Keys come one by one and are not echoed inside a `with` block; the terminal is as before after it."""

    def __init__(self, letters: str):
        self.letters, self.typed = letters, []
        self.there = _is_ours()
        self.before = termios.tcgetattr(0) if self.there else None
        self.owner = os.getpid()

    def __enter__(self):
        self.take()
        return self

    def __exit__(self, *_):
        if self.there:
            with suppress(termios.error):  # the window has been closed, or a shell was quicker
                termios.tcsetattr(0, termios.TCSADRAIN, self.before)
        _let_signals_be()

    def take(self) -> None:
        """Take the terminal, again after somebody else has had it."""
        for number, key in _numbers().items():
            signal.signal(number, lambda *_, key=key: self._signalled(key))
        while self.there:
            try:
                return tty.setcbreak(0)
            except termios.error as error:  # put into the background, it has been stopped here
                if error.args[0] != errno.EINTR:
                    return None

    def read(self, seconds: float) -> str:
        """Return the next key, "" if none comes within these seconds.

        Ctrl-C, and the end of the terminal, is "q"; "c": this process goes on after a stop (Ctrl-Z).
        """
        if not self.typed and not self.there:
            time.sleep(seconds)
        elif not self.typed and select.select([0], [], [], seconds)[0]:
            self.typed += self._letters()
        return self.typed.pop(0) if self.typed else ""

    def _letters(self) -> list[str]:
        try:
            typed = os.read(0, 1024)
        except OSError:
            typed = b""
        if not typed:
            return ["q"]
        return [
            key for key in ESCAPED.sub("", typed.decode("latin-1")).lower() if key in self.letters
        ]

    def _signalled(self, key: str) -> None:
        if os.getpid() != self.owner:
            os._exit(1)  # a fork that has not yet called `leave`, nor done anything
        self.typed.append(key)


def leave() -> None:
    """Let a fork have its signals as a new Python has them, and no keys."""
    _let_signals_be()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)


def _let_signals_be() -> None:
    for number in _numbers():
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _numbers() -> dict[int, str]:
    return {getattr(signal, name): key for name, key in SIGNALS.items() if hasattr(signal, name)}


def _is_ours() -> bool:
    """Is there a terminal at both ends, and does it listen to us?"""
    if termios is None or not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    try:
        return os.tcgetpgrp(0) == os.getpgrp()  # else it was started with &
    except OSError:
        return True  # a terminal without job control
