"""Your matmuls, engines and networks, timed against each other and numpy, as a bar chart.

Without EX, a line for each race there is.
"""

import json

from kata import verbs
from kata.course import offers
from kata.course.files import write_file
from kata.course.paths import STATE
from kata.errors import CommandError
from kata.race import chart, race, svg
from kata.results import terminal

WIDEST = 100


def arguments(parser):
    verbs.exercise_argument(parser, "the exercise, 9; without it, what there is to race")
    parser.add_argument("--in", dest="tree", metavar="DIR", help="run the files of this folder")
    verbs.stand_in_arguments(parser, "all that is not raced")
    parser.add_argument("--json", action="store_true", help="print the record and nothing else")
    parser.add_argument("--size", type=int, metavar="N", help="race N x N matrices only")
    parser.add_argument("--seconds", type=float, default=6, help="of rounds, for each size")
    parser.add_argument("--clock", type=float, default=60, help="seconds for a single answer")


def run(options) -> int:
    if not options.exercise:
        print("\n".join(["Your own code, timed:", *offers.overview("race")]))
        return 0
    exercise, tree = offers.find("race", options.exercise, options.tree)
    width = min(WIDEST, terminal.columns(80))
    progress = terminal.Progress(width)

    def heard(found: dict) -> None:
        progress.wipe()
        if not options.json:
            print(
                chart.heat(found, width) if found["heats"] else chart.head(found, width), flush=True
            )

    try:
        found = race.hold(
            f"kata.race.{exercise.stem}",
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
            picture = STATE / "race" / f"{exercise.stem}.svg"
            try:
                write_file(picture, svg.page(found).encode())
                print(f"The same as a picture: {picture}")
            except CommandError as refusal:  # all but the picture is there
                print(str(refusal).partition("\n")[0])
    ran = {each["stem"] for heat in found["heats"] for each in heat["entrants"]}
    return 0 if ran - {"", *found["standing_in"]} else 1
