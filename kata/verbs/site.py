"""Build the site into site/."""

import os
import subprocess
import sys

from kata import environment
from kata.course import ROOT


def run(options) -> int:
    return mkdocs("build", "--strict")


def mkdocs(*words: str) -> int:
    """Run MkDocs on the course."""
    environment.need("site")
    # As a module, so that the course's own Markdown extension is found; quiet about MkDocs' future.
    command = [sys.executable, "-m", "mkdocs", *words]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    ).returncode
