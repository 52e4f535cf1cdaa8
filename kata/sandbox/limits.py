"""What a process with learner code may take, how long, and what it finds in its environment."""

import json
import os
import sys
from contextlib import suppress
from dataclasses import dataclass

MEMORY = 1 << 30  # bytes of address space; the digits take a sixth of it
CPU_SECONDS = 900  # where the runner was killed, and cannot kill its child, that still ends
ONE_THREAD = {  # small matrices gain nothing from more, and each costs address space
    f"{library}_NUM_THREADS": "1" for library in ("OPENBLAS", "OMP", "MKL", "VECLIB_MAXIMUM")
}
ENVIRONMENT = ONE_THREAD | {
    "PYTEST_ADDOPTS": "",
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
}
DIE_WITH_PARENT, ADOPT_ORPHANS = 1, 36  # PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER


@dataclass(frozen=True)
class Clocks:
    """Seconds for what has no clock of its own; KATA_CLOCKS='{"load": 2}' sets others."""

    start: float = 60  # to load Python and pytest
    load: float = 10  # to import the exercise
    compile: float = 30  # and where it has to be compiled first
    again: float = 1  # for a test that goes through a task whose clock has run out before


CLOCKS = Clocks(**json.loads(os.environ.get("KATA_CLOCKS") or "{}"))


def apply() -> None:
    """Bound what this process may take, and let it end when the runner is killed."""
    end_with_parent()
    if sys.platform != "win32":
        import resource

        for name, most in (("AS", MEMORY), ("CPU", CPU_SECONDS), ("CORE", 0)):
            with suppress(ValueError, OSError):  # macOS bounds no address space
                resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))


def end_with_parent() -> None:
    """Let this process end when its parent does, also where that is killed."""
    prctl(DIE_WITH_PARENT, 9)


def prctl(option: int, value: int) -> None:
    """Ask Linux; other systems have no such thing."""
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(option, value, 0, 0, 0)
