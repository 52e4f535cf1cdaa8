"""Your own code at work: a drawn graph, a decision boundary, the digits your network reads.

Without EX, a line for each exercise that has something to show.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from kata import cli, offered, plan, process
from kata.course import ROOT
from kata.memory import FOLDER
from kata.show.stage import REFUSED, SHOWN, TROUBLE


def arguments(parser):
    cli.exercise_argument(parser, "the exercise, 3; without it, what there is to show")
    parser.add_argument("--in", dest="tree", metavar="DIR", help="run the files of this folder")
    parser.add_argument("--alone", action="store_true", help="stand in for every other exercise")
    parser.add_argument("--own", action="store_true", help="stand in for none")
    parser.add_argument("--seed", type=int, default=0, help="draw other numbers")
    parser.add_argument("--of", default="", metavar="EXPR", help="EX=3: draw this expression")
    parser.add_argument("--seconds", type=float, default=120, help="the clock of a whole show")


def run(options) -> int:
    if not options.exercise:
        print("\n".join(["Your own code at work:", *offered.overview("show")]))
        return 0
    exercise, tree = offered.find("show", options.exercise, options.tree)
    sources = plan.sources(exercise, tree, options.alone, options.own)
    job = {
        "stem": exercise.stem,
        "sources": {stem: str(source) for stem, source in sources.items()},
        "standing_in": plan.standing_in(sources, tree),
        "seed": options.seed,
        "folder": str(FOLDER / "show"),
        "expression": options.of,
    }
    status, timed_out = in_a_process_of_its_own(job, options.seconds)
    if status in (SHOWN, REFUSED):
        return 0 if status == SHOWN else 2
    if status != TROUBLE:
        print(f"{exercise.stem}: {process.farewell(status, timed_out, options.seconds)}")
        print(f"  make test EX={exercise.number}    says where")
    return 1


def in_a_process_of_its_own(job: dict, seconds: float) -> tuple[int, bool]:
    """Let a child show it on this terminal; return its exit status, and whether the clock ended it."""
    sys.stdout.flush()
    timed_out = False
    with tempfile.TemporaryDirectory(prefix="kata-") as folder:
        file = Path(folder) / "job.json"
        file.write_text(json.dumps(job), encoding="utf-8")
        child = subprocess.Popen(
            [sys.executable, "-m", "kata.show", str(file)],
            cwd=ROOT,
            env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            timed_out = True
            print()
        finally:
            process.kill(child)  # and whatever it has started
    return child.returncode, timed_out
