"""Your own code at work: a drawn graph, a decision boundary, the digits your network reads, a GPT.

Without EX or GPT, a line for each that there is.
"""

import signal
import subprocess
import sys
from pathlib import Path

from kata.course import offers, paths
from kata.course.commands import command
from kata.course.exercises import Exercise
from kata.course.paths import EXERCISES, ROOT, STATE
from kata.course.syntax import summary
from kata.errors import CommandError
from kata.results import resolver, terminal
from kata.results.terminal import say
from kata.sandbox import process, program

TAKES = ("exercise", "--in", "--alone", "--own", "--seed")
WIDEST = 80
GPT, FAST = "gpt_names", "e11_fast_value"
GPT_STANDS_ON = ("e03_backward", "e06_losses", "e07_descent")
GRACE = 60  # seconds for a training that was stopped to show what it has learned
OWN = {
    "--gpt": {"action": "store_true", "help": "train a GPT on your Value"},
    "--steps": {"type": int, "default": 0, "metavar": "N", "help": "GPT=1: train N steps"},
    "--of": {"default": "", "metavar": "EXPR", "help": "EX=3: draw this expression"},
    "--seconds": {"type": float, "help": "the clock of a whole show"},
}


def run(options) -> int:
    if not options.exercise and not options.gpt:
        gpt = f"{command('show', '', 'GPT=1'):23} {summary(ROOT / 'kata' / 'show' / f'{GPT}.py')}"
        say("\n".join(["Your own code at work:", *offers.overview("show"), f"  {gpt}"]))
        return 0
    if options.exercise and options.gpt:
        raise CommandError("EX and GPT are two shows: ask for one.")
    if options.steps < 0 or (options.steps and not options.gpt):
        raise CommandError(
            f"STEPS={options.steps}: GPT=1 takes 1 step or more, and nothing else does."
        )
    if options.gpt:
        exercise = Exercise("e02_value")
        script, tree, sources = GPT, *_engine(options)
    else:
        exercise, tree = offers.find("show", options.exercise, options.tree)
        script = exercise.stem
        sources = resolver.resolve(exercise, tree, options.alone, options.own)
    job = {
        "stem": exercise.stem,
        "sources": sources,
        "tree": tree,
        "standing_in": resolver.standing_in(sources, tree),
        "seed": options.seed or 0,
        "width": min(WIDEST, terminal.columns(WIDEST)),
        "folder": STATE / "show",
        "expression": options.of,
        "steps": options.steps,
        "goes_on": options.gpt,  # at Ctrl-C, or when its time is over, with what it has
        "can_stand_in": not options.own and exercise.solution.exists(),
    }
    seconds = options.seconds or (600 if options.gpt else 120)
    code, timed_out = _shown(script, job, seconds)
    if code == program.UNWRITTEN:  # stood in for, as everywhere
        sources[exercise.stem] = exercise.solution
        job |= {"standing_in": sorted([*job["standing_in"], exercise.stem]), "can_stand_in": False}
        code, timed_out = _shown(script, job, seconds)
    if code not in (program.DONE, program.REFUSED, program.TROUBLE):
        lost = process.exit_message(code, timed_out, seconds)
        where = f"  {command('test', exercise.number)}    says where"
        print(terminal.folded(f"{exercise.stem}: {lost}"), where, sep="\n")
    return {program.DONE: 0, program.REFUSED: 2}.get(code, 1)


def _engine(options) -> tuple[Path, resolver.Sources]:
    """Return the tree, and what the GPT stands on: with e11 in the place of e02 where it has passed."""
    tree = paths.folder(options.tree or str(EXERCISES)).resolve()
    sources = resolver.resolve_all(GPT_STANDS_ON, tree, options.alone, options.own)
    fast = Exercise(FAST)
    if not options.alone and resolver.has_own(fast, tree):
        sources["e02_value"] = fast.file_in(tree)
    return tree, sources


def _shown(script: str, job: dict, seconds: float) -> tuple[int, bool]:
    """Show it on this terminal; return how that ended, and whether its clock has run out."""
    timed_out = False
    with program.start("kata.show.stage", f"kata.show.{script}", job, stdout=None) as child:
        try:
            try:
                child.wait(seconds)
            except (subprocess.TimeoutExpired, KeyboardInterrupt):
                if not job["goes_on"]:
                    raise
                if sys.platform != "win32":  # there, the console tells every process of it
                    child.send_signal(signal.SIGINT)
                child.wait(GRACE)
        except subprocess.TimeoutExpired:
            timed_out = True
            print()
    return child.returncode, timed_out
