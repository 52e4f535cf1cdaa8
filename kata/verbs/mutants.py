"""How many small changes of a solution the tests notice: killed of all, per exercise. Takes minutes."""

from kata import environment
from kata.course.exercises import exercises, find

TAKES = ("exercise",)


def run(options) -> int:
    environment.need("mutants")
    from kata.checks import mutants

    chosen = [find(options.exercise)[0]] if options.exercise else exercises()
    count, alive, weak = 0, [], False
    for exercise in (each for each in chosen if each.suffix == ".py"):
        found = mutants.mutants(exercise)
        survivors = mutants.survivors(found)
        _print_share(exercise.stem, len(found), len(survivors))
        weak = weak or len(survivors) > 0.05 * len(found)
        count, alive = count + len(found), alive + survivors
    if not count:
        print("Not Python: its planted mistakes show how strong its tests are.")
        return 0
    _print_share("all", count, len(alive))
    excused = {key for key in mutants.excused() if key[0] in {each.stem for each in chosen}}
    for keys, fault in (
        ({*alive} - excused, "nobody notices"),
        (excused - {*alive}, "tests/mutants.toml excuses what does not survive"),
    ):
        for stem, line, changed in sorted(keys):
            print(f"{stem}: {fault}\n  - {line}\n  + {changed}")
    return 1 if weak or len(alive) > 0.03 * count or {*alive} != excused else 0


def _print_share(name: str, found: int, alive: int) -> None:
    print(f"{name:16} {found - alive:4} of {found:4}  {1 - alive / found:6.1%}", flush=True)
