"""Your matmuls, engines and networks, timed against each other and numpy, as a bar chart.

Without EX, a line for each race there is.
"""

import json

from kata.course import offers
from kata.course.files import write_file
from kata.course.paths import STATE
from kata.errors import CommandError
from kata.race import bars, chart, race
from kata.results import terminal
from kata.sandbox.progress import Progress

TAKES = ("exercise", "--in", "--alone", "--own", "--json", "--size")
WIDEST = 100
OWN = {
    "--seconds": {"type": float, "default": 6, "help": "of rounds, for each size"},
    "--clock": {"type": float, "default": 60, "help": "seconds for a single answer"},
}


def run(options) -> int:
    if not options.exercise:
        terminal.say("\n".join(["Your own code, timed:", *offers.overview("race")]))
        return 0
    exercise, tree = offers.find("race", options.exercise, options.tree)
    progress = Progress(min(WIDEST, terminal.columns(80)))
    sizes = None if options.size is None else [options.size]
    rest = options.seconds, progress, options.clock, options.alone, options.own
    records = race.hold(f"kata.race.{exercise.stem}", tree, sizes, *rest)
    found = chart.follow(records, progress, options.json)
    if options.json:
        print(json.dumps(found, indent=1))
    elif found["heats"]:
        picture = STATE / "race" / f"{exercise.stem}.svg"
        try:
            write_file(picture, bars.drawing(found, found["heats"], alone=True).encode())
            print(f"The same as a picture: {picture}")
        except CommandError as refusal:  # all but the picture is there
            print(str(refusal).partition("\n")[0])
    ran = {each["stem"] for heat in found["heats"] for each in heat["entrants"]}
    return 0 if ran - {"", *found["standing_in"]} else 1
