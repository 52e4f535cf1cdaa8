"""Do the probes that score a submission tell right from wrong?"""

import json
import os
import signal
from itertools import product, repeat
from pathlib import Path

from kata.checks import planting
from kata.checks.exercises import ACCEPTED
from kata.course import mistakes, regions
from kata.course.exercises import Exercise, Task
from kata.course.mistakes import Mistake
from kata.course.paths import SOLUTIONS
from kata.grade import judge, probes, worker
from kata.results import resolver
from kata.sandbox import capture, fork_server, limits, loader, runner

SEED = 7
MORE = 3  # seeds on which right ways are tried
SECONDS = 2  # of a processor, for the probes of one task; no right text takes so long
SHARE = 0.03  # of the mistakes that no result need show


def check_probes(chosen: list[Exercise]) -> list[str]:
    """The probes accept every right way, and reject the stub and all planted mistakes but a few."""
    said, unseen, planted = [], 0, 0
    for each in (each for each in chosen if not runner.lacking(each)):  # others' checks say so
        known = mistakes.mistakes(each)
        found = fork_server.pool().map(_refused, known, chunksize=4)
        passed = [str(mistake) for mistake, is_refused in zip(known, found) if not is_refused]
        of = probes.read(each)
        print(
            f"          {each.stem}: {len(of.programs)} probes reject"
            f" {len(known) - len(passed)} of {len(known)} mistakes",
            flush=True,
        )
        said += [
            f"{each.stem}: no probe rejects: {name}" for name in passed if name not in of.unseen
        ]
        for name in of.unseen.keys() - {*passed}:
            fact = "is rejected" if name in map(str, known) else "there is no such mistake"
            said.append(f"tests/probes/{each.stem}.toml: [unseen]: {name}: {fact}")
        said += _misjudged(each)
        unseen, planted = unseen + len(passed), planted + len(known)
    if unseen > SHARE * planted:
        said.append(f"{unseen} of {planted} mistakes pass the probes: {SHARE:.0%} may")
    return said


def _misjudged(exercise: Exercise) -> list[str]:
    """Return the right ways that are refused, and the tasks of the stub that are not."""
    ways = sorted((ACCEPTED / exercise.stem).glob(f"*{exercise.suffix}"))
    texts = [regions.solved(exercise.solution), *(way.read_text("utf-8") for way in ways)]
    names = ["the solution", *(way.name for way in ways)]
    jobs = [*product(texts, [""], range(MORE))]
    found = fork_server.pool().map(refused, repeat(exercise), *zip(*jobs))
    said = [
        f"{exercise.stem}: the probes of {task} refuse what is right: {name}"
        for name, tasks in zip((name for name in names for _ in range(MORE)), found)
        for task in tasks
    ]
    other = judge.questions(exercise, SEED + 1)
    pairs = zip(judge.questions(exercise, SEED), other)
    varied = {one.task for one, two in pairs if one.want != two.want}
    said += [
        f"{exercise.stem}: all answers of {task} are known ahead"
        for task in {*exercise.tasks} - varied
    ]
    let_pass = {*exercise.tasks} - {*refused(exercise, regions.stub(exercise.solution))}
    return said + [f"{exercise.stem}: no probe of {task} refuses the stub" for task in let_pass]


def _refused(mistake: Mistake) -> bool:
    return bool(refused(mistake.exercise, mistake.planted(), mistake.task))


def refused(exercise: Exercise, text: str, only: str = "", seed: int = SEED) -> list[Task]:
    """Return the tasks whose probes refuse this text; of a single task, only whether one does."""
    asked = [each for each in judge.questions(exercise, seed) if only in ("", each.task.name)]
    with planting.written(exercise, text) as file:
        reading, writing = os.pipe()
        if (pid := os.fork()) == 0:
            _answer_in_a_fork(exercise, file, asked, bool(only), writing)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            verdicts = pipe.read().ljust(len(asked), b"n")
        os.waitpid(pid, 0)
    return [*dict.fromkeys(each.task for each, said in zip(asked, verdicts) if said == ord("n"))]


def _answer_in_a_fork(exercise: Exercise, file: Path, asked, stop: bool, writing: int) -> None:
    """Write y or n for each probe, and end; the texts are the course's own, so a fork is enough."""
    try:
        limits.apply()
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS if stop else 10 * SECONDS)
        capture.silence(0, 1, 2)
        os.environ["KATA_DRAFT"] = "1"
        loader.install(resolver.resolve(exercise, SOLUTIONS) | {exercise.stem: file})
        for each in asked:
            got = json.loads(json.dumps(worker.answer(exercise.stem, *each.asked)))
            os.write(writing, b"y" if each.accepts(got) else b"n")
            if stop and not each.accepts(got):
                break
    finally:
        os._exit(0)
