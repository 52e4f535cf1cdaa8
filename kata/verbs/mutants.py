"""How many small changes of a solution the tests notice: killed of all, per exercise. Takes minutes."""

from kata import environment, verbs
from kata.course.exercises import exercises, find


def arguments(parser):
    verbs.exercise_argument(parser, "one exercise; without it, all of them")


def run(options) -> int:
    environment.need("mutants")
    from kata.checks import mutants

    chosen = [find(options.exercise)[0]] if options.exercise else exercises()
    for exercise in [each for each in chosen if each.suffix != ".py"]:
        print(
            f"{exercise.stem:16} is not Python: its planted mistakes show how strong its tests are"
        )
        chosen.remove(exercise)
    if not chosen:
        return 0
    reasons, alive, total, weak = mutants.excused(), [], 0, []
    for exercise in chosen:
        found = mutants.mutants(exercise)
        left = mutants.survivors(found)
        killed = len(found) - len(left)
        print(
            f"{exercise.stem:16} {killed:4} of {len(found):4}  {killed / len(found):6.1%}",
            flush=True,
        )
        weak += [exercise.stem] if killed < 0.95 * len(found) else []
        alive, total = alive + left, total + len(found)
    print(f"{'all':16} {total - len(alive):4} of {total:4}  {1 - len(alive) / total:6.1%}")
    told = {each.told for each in alive}
    unexplained = [each for each in told if each not in reasons]
    dead = [each for each in reasons if each[0] in {e.stem for e in chosen} and each not in told]
    for stem, line, changed in sorted(unexplained):
        print(f"{stem}: nobody notices\n  - {line}\n  + {changed}")
    for stem, line, changed in dead:
        print(
            f"{stem}: tests/mutants.toml excuses what does not survive\n  - {line}\n  + {changed}"
        )
    strong = not weak and len(alive) <= 0.03 * total
    return 0 if strong and not unexplained and not dead else 1
