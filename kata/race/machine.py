"""On what a race ran: without it, a time says nothing."""

import ctypes
import os
import platform
import re
import subprocess
from contextlib import suppress
from pathlib import Path

import numpy as np

from kata.sandbox import compiler

CORE_NAMES = ("scipy_openblas_get_corename64_", "openblas_get_corename64_", "openblas_get_corename")


def machine() -> dict[str, str | int]:
    """Return what `kata.race` calls the machine; "" for what cannot be found out."""
    blas, core = np.show_config(mode="dicts")["Build Dependencies"]["blas"], core_name()
    if core and os.environ.get("OPENBLAS_CORETYPE"):
        core += " (as OPENBLAS_CORETYPE asks)"  # left to itself, it may have chosen another
    return {
        "cpu": cpu(),
        "cores": os.cpu_count() or 1,
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "numpy": np.__version__,
        "blas": f"{blas['name']} {blas['version']}",
        "blas_core": core,
        "compiler": _first_line(*compiler.command(), "--version"),
    }


def cpu() -> str:
    """Return the name of the processor, as the system tells it."""
    if named := re.search(r"^model name\s*:(.*)", _cpuinfo(), re.MULTILINE):
        return named[1].strip()
    if platform.system() == "Darwin":
        return _first_line("sysctl", "-n", "machdep.cpu.brand_string")
    return platform.processor() or platform.machine()


def core_name() -> str:
    """Return the processor that numpy's OpenBLAS has chosen its kernels for."""
    folder = Path(np.__file__).parent
    for path in [*folder.glob(".dylibs/*openblas*"), *folder.parent.glob("numpy.libs/*openblas*")]:
        with suppress(OSError):
            library = ctypes.CDLL(str(path))  # loaded already, with numpy
            for name in CORE_NAMES:
                with suppress(AttributeError):
                    ask = getattr(library, name)
                    ask.restype = ctypes.c_char_p
                    return ask().decode()
    return ""


def best_core() -> tuple[str, int]:
    """Return the OpenBLAS core type with the widest vectors that this processor knows, and their bytes."""
    for flag, name, wide in ((" avx512vl ", "SkylakeX", 64), (" avx2 ", "Haswell", 32)):
        if flag in _cpuinfo():
            return name, wide
    return "", 0


def _cpuinfo() -> str:
    with suppress(OSError):
        return Path("/proc/cpuinfo").read_text(errors="replace")
    return ""


def _first_line(*command: str) -> str:
    """Return the first line that a command prints; "" where it cannot be run."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.partition("\n")[0].strip()
