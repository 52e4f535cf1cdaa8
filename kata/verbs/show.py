"""Your own code at work: a drawn graph, a decision boundary, the digits your network reads.

Without EX, a line for each exercise that has something to show.
"""

import subprocess

from kata.course import offers
from kata.course.commands import command
from kata.course.paths import STATE
from kata.results import resolver, terminal
from kata.sandbox import process, program

TAKES = ("exercise", "--in", "--alone", "--own", "--seed")
WIDEST = 80


def arguments(parser):
    parser.add_argument("--of", default="", metavar="EXPR", help="EX=3: draw this expression")
    parser.add_argument("--seconds", type=float, default=120, help="the clock of a whole show")


def run(options) -> int:
    if not options.exercise:
        lines = [terminal.folded(line.strip(), "  ") for line in offers.overview("show")]
        print("\n".join(["Your own code at work:", *lines]))
        return 0
    exercise, tree = offers.find("show", options.exercise, options.tree)
    sources = resolver.resolve(exercise, tree, options.alone, options.own)
    job = {
        "stem": exercise.stem,
        "sources": {stem: str(source) for stem, source in sources.items()},
        "tree": str(tree),
        "standing_in": resolver.standing_in(sources, tree),
        "seed": options.seed or 0,
        "width": min(WIDEST, terminal.columns(WIDEST)),
        "folder": str(STATE / "show"),
        "expression": options.of,
        "can_stand_in": not options.own and exercise.solution.exists(),
    }
    code, timed_out = _shown(job, options.seconds)
    if code == program.UNWRITTEN:  # stood in for, as everywhere
        job["sources"][exercise.stem] = str(exercise.solution)
        job |= {"standing_in": sorted([*job["standing_in"], exercise.stem]), "can_stand_in": False}
        code, timed_out = _shown(job, options.seconds)
    if code not in (program.DONE, program.REFUSED, program.TROUBLE):
        lost = process.exit_message(code, timed_out, options.seconds)
        print(f"{exercise.stem}: {lost}\n  {command('test', exercise.number)}    says where")
    return {program.DONE: 0, program.REFUSED: 2}.get(code, 1)


def _shown(job: dict, seconds: float) -> tuple[int, bool]:
    """Show it on this terminal; return how that ended, and whether its clock has run out."""
    timed_out = False
    with program.start("kata.show.stage", f"kata.show.{job['stem']}", job, stdout=None) as child:
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            timed_out = True
            print()
    return child.returncode, timed_out
