"""Your matmuls, engines and networks, timed against each other and numpy, as a bar chart.

Without EX, a line for each race there is.
"""

import ast
import json
import shutil
from pathlib import Path

from kata import cli, memory
from kata.course import EXERCISES, Exercise, find
from kata.race import chart, svg
from kata.race.progress import Progress
from kata.race.run import RACES
from kata.race.run import run as race
from kata.refusal import Refusal

WIDEST = 100


def arguments(parser):
    cli.exercise_argument(parser, "the exercise, 9; without it, what there is to race")
    parser.add_argument("--in", dest="tree", metavar="DIR", help="run the files of this folder")
    parser.add_argument("--alone", action="store_true", help="stand in for all that is not raced")
    parser.add_argument("--own", action="store_true", help="stand in for none")
    parser.add_argument("--json", action="store_true", help="print the record and nothing else")
    parser.add_argument("--size", type=int, metavar="N", help="race N x N matrices only")
    parser.add_argument("--seconds", type=float, default=6, help="of rounds, for each size")
    parser.add_argument("--clock", type=float, default=60, help="seconds for a single answer")


def run(options) -> int:
    if not options.exercise:
        print("\n".join(["Your own code, timed:", *overview()]))
        return 0
    exercise = with_a_race(options.exercise)
    if options.size is not None and options.size < 1:
        raise Refusal(f"SIZE={options.size}: a matrix has 1 row or more.")
    tree = Path(options.tree).resolve() if options.tree else EXERCISES
    file = exercise.file_in(tree)
    if not file.exists():
        way_out = f"\n  make reset EX={exercise.number}    brings the stub back"
        raise Refusal(f"{file} is missing.{way_out if tree == EXERCISES else ''}")
    width = min(WIDEST, shutil.get_terminal_size((80, 24)).columns)
    progress = Progress(width)

    def heard(found: dict) -> None:
        progress.wipe()
        if not options.json:
            print(
                chart.heat(found, width) if found["heats"] else chart.head(found, width), flush=True
            )

    try:
        found = race(
            exercise.stem,
            tree,
            [options.size] if options.size else None,
            options.seconds,
            options.clock,
            options.alone,
            options.own,
            heard,
            progress,
        )
    finally:
        progress.wipe()
    if options.json:
        print(json.dumps(found, indent=1))
    else:
        print("\n".join(chart.left_out(found, width)))
        if found["heats"]:
            picture = memory.FOLDER / "race" / f"{exercise.stem}.svg"
            memory.write_file(picture, svg.page(found).encode())
            print(f"The same as a picture: {picture}")
    ran = {each["stem"] for heat in found["heats"] for each in heat["entrants"]}
    return 0 if ran - {""} else 1


def with_a_race(text: str) -> Exercise:
    """Return the exercise that is asked for, if it has a race.

    Raises:
        Refusal: there is no such exercise, or it has no race.
    """
    exercise = find(text)[0]
    if not (RACES / f"{exercise.stem}.py").exists():
        raise Refusal("\n".join([f"{exercise.stem} has no race. These have one:", *overview()]))
    return exercise


def overview() -> list[str]:
    """Return a line for each race: its command, and what it says of itself."""
    lines = []
    for path in sorted(RACES.glob("e[0-9][0-9]_*.py")):
        told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        lines.append(f"  make race EX={Exercise(path.stem).number:<4} {told.splitlines()[0]}")
    return lines
