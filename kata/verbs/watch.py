"""Your work on every save, at once; a save in another exercise's file switches to that one."""

import os
import sys

from kata.course.commands import command
from kata.course.exercises import find
from kata.course.paths import ROOT
from kata.errors import CommandError
from kata.sandbox import fork_server
from kata.verbs import test  # noqa: F401  loaded once, and not in each fork
from kata.watch import loop

TAKES = ("exercise", "--alone", "--own", "--seed", "-v --verbose")


def run(options) -> int:
    if options.exercise:
        find(options.exercise)
    flags = ["--alone"] * options.alone + ["--own"] * options.own + ["-v"] * options.verbose
    flags += [] if options.seed is None else ["--seed", str(options.seed)]
    if fork_server.CAN_FORK:
        try:
            fork_server.warm_up()
        except ImportError as error:
            raise CommandError(f"{error}: {command('doctor')}") from error
    else:
        print("Forks are not safe here: each run starts cold, as a test does.\n", flush=True)
    outdated = loop.watch(options.exercise or "", flags, options.obey)
    if outdated is not None:  # kata/ itself has changed
        words = [str(ROOT / "kata"), "watch", *filter(None, [outdated]), *flags]
        os.execv(sys.executable, [sys.executable, *words])
    return 0
