"""How many small changes of a solution the tests notice: killed of all, per exercise. Takes minutes."""

from kata import environment
from kata.course.exercises import exercises, find

TAKES = ("exercise",)


def run(options) -> int:
    environment.need("mutants")
    from kata.checks import mutants

    chosen = [find(options.exercise)[0]] if options.exercise else exercises()
    found, alive, weak = [], [], False
    for exercise in chosen:
        if exercise.suffix != ".py":
            why = "is not Python: its planted mistakes show how strong its tests are"
            print(f"{exercise.stem:16} {why}")
            continue
        own = mutants.mutants(exercise)
        left = mutants.survivors(own)
        _print_share(exercise.stem, own, left)
        weak = weak or len(left) > 0.05 * len(own)
        found, alive = found + own, alive + left
    if not found:
        return 0
    _print_share("all", found, alive)
    survived, reasons = {each.key for each in alive}, mutants.excused()
    unexplained = sorted(survived - {*reasons})
    stems = {each.stem for each in chosen}
    dead = [key for key in reasons if key[0] in stems and key not in survived]
    for keys, fault in (
        (unexplained, "nobody notices"),
        (dead, "tests/mutants.toml excuses what does not survive"),
    ):
        for stem, line, changed in keys:
            print(f"{stem}: {fault}\n  - {line}\n  + {changed}")
    return 1 if weak or len(alive) > 0.03 * len(found) or unexplained or dead else 0


def _print_share(name: str, found: list, alive: list) -> None:
    killed = len(found) - len(alive)
    print(f"{name:16} {killed:4} of {len(found):4}  {killed / len(found):6.1%}", flush=True)
