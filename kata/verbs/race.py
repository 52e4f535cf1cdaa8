"""Your matmuls, engines and networks, timed against each other and numpy, as a bar chart.

Without EX, a line for each race there is.
"""

import json
import shutil

from kata import cli, memory, offered
from kata.race import chart, svg
from kata.race.progress import Progress
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
        print("\n".join(["Your own code, timed:", *offered.overview("race")]))
        return 0
    exercise, tree = offered.find("race", options.exercise, options.tree)
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
            None if options.size is None else [options.size],
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
            try:
                memory.write_file(picture, svg.page(found).encode())
                print(f"The same as a picture: {picture}")
            except Refusal as refusal:  # all but the picture is there
                print(str(refusal).partition("\n")[0])
    ran = {each["stem"] for heat in found["heats"] for each in heat["entrants"]}
    return 0 if ran - {"", *found["standing_in"]} else 1
