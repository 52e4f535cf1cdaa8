"""Isolation of one test from the next: what learner code changes around itself is put back."""

import builtins
import gc
import json
import math
import os
import random
import sys
import time
import traceback
from contextlib import contextmanager

DEEPEST = 10**6  # calls; a learner's file may ask for so many, as a chain of 100,000 values needs
MODULES = (builtins, json, math, os, random, time)


class Snapshot:
    """The working directory, the environment, the search path and some modules, as they are now."""

    def __init__(self, seed: int):
        self.folder, self.environment = os.getcwd(), dict(os.environ)
        self.path, self.depth = sys.path[:], sys.getrecursionlimit()
        self.names = [(names, dict(names)) for names in (*map(vars, MODULES), sys.modules)]
        self.seed = seed

    def restore(self) -> None:
        """Put everything back, and start random numbers afresh, so that each test can be replayed."""
        for names, kept in self.names:
            names.update(kept)
        os.chdir(self.folder)
        for name, _ in dict(os.environ).items() ^ self.environment.items():  # all would take long
            if name in self.environment:
                os.environ[name] = self.environment[name]
            else:
                os.environ.pop(name, None)
        sys.path[:] = self.path
        sys.setrecursionlimit(max(self.depth, min(sys.getrecursionlimit(), DEEPEST)))
        random.seed(self.seed)
        if "numpy.random" in sys.modules:
            sys.modules["numpy.random"].seed(self.seed % 2**32)


@contextmanager
def uncollected():
    """Keep Python from collecting garbage meanwhile: in it may be a learner's __del__, which never ends."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def let_go(trace, files: set[str]) -> None:
    """Forget what the code of these files held when memory ran out: telling so takes some, too."""
    for frame, _ in traceback.walk_tb(trace):
        if frame.f_code.co_filename in files:
            frame.clear()
