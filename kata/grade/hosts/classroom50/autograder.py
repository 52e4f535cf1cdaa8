"""Classroom 50 runs this in a student's checkout, and reads result.json there.

The course, with its solutions, lies beside this file, in the folder course/ of the same bundle.
"""

import shutil
import subprocess
import sys
from pathlib import Path

EXERCISES = []  # those that count, such as ["2", "3"]; all, if none is named
COURSE = Path(__file__).resolve().parent / "course"
RESULT = Path.cwd() / "result.json"

if RESULT.is_dir() and not RESULT.is_symlink():  # a student's own
    shutil.rmtree(RESULT)
RESULT.unlink(missing_ok=True)
words = ["grade", str(Path.cwd()), *EXERCISES, "--format", "classroom50", "--out", str(RESULT)]
subprocess.run([sys.executable, str(COURSE / "kata"), *words])
sys.exit(0 if RESULT.exists() else 2)
