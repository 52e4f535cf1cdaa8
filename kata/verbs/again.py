"""Practise: EX=3 puts your file aside and times you from the stub; STOP=1 brings it back.

Without EX, what you wrote longest ago. Meanwhile your file stands in for later exercises, and has
still passed. When the new one passes: your time beside your earlier times, and the diff to your last way.
"""

import time
from contextlib import suppress

from kata.course.commands import command
from kata.course.exercises import Exercise, exercises, find
from kata.errors import CommandError, shown
from kata.results import backup, practice, standing, terminal
from kata.results.result import has_passed
from kata.results.terminal import say

TAKES = ("exercise",)
OWN = {"--stop": {"action": "store_true", "help": "bring the file back that was put aside"}}


def run(options) -> int:
    exercise = find(options.exercise)[0] if options.exercise else None
    if options.stop:
        return _stop(exercise)
    return _start(exercise) if exercise else _propose()


def _start(exercise: Exercise) -> int:
    if given := backup.given(exercise):
        say(f"Not yours yet: {', '.join(sorted(given))} in {exercise.stem} was given by catchup.")
        return 1
    if practice.aside(exercise):
        say(_under_way(exercise))
        return 0
    if not _has_passed(exercise):
        say(f"{exercise.stem} has not passed yet: {command('test', exercise.number)}")
        return 1
    practice.start(exercise)
    say(f"{shown(exercise.stub)} is the stub again. The clock runs from your first save:")
    say(f"  {command('watch', exercise.number)}, or {command('test', exercise.number)}")
    say(f"  {command('again', exercise.number, 'STOP=1')}    brings your file back")
    return 0


def _stop(exercise: Exercise | None) -> int:
    chosen = [each for each in ([exercise] if exercise else exercises()) if practice.aside(each)]
    if not chosen:
        name = f"{exercise.stem} is not" if exercise else "Nothing is"
        raise CommandError(f"{name} being practised: there is nothing to bring back.")
    for each in chosen:
        kept = practice.stop(each)
        say(f"{shown(each.stub)} is the file again that has passed.")
        say(f"What you wrote meanwhile is kept: {shown(kept)}")
    return 0


def _propose() -> int:
    for each in filter(practice.aside, exercises()):
        say(_under_way(each))
    own = [each for each in exercises() if _is_own(each)]
    for each in own:
        if known := practice.noted(each)["times"]:
            print(terminal.folded(f"{each.stem} again: {practice.times(known)}"))
    if not own:
        say(f"Nothing to do again yet: {command('test')}")
        return 1
    oldest = min(own, key=lambda each: each.stub.stat().st_mtime)
    age = practice.in_words(time.time() - oldest.stub.stat().st_mtime)
    say(f"Longest ago: {oldest.stem}, saved {age} ago. {command('again', oldest.number)}")
    return 0


def _under_way(exercise: Exercise) -> str:
    go_on, stop = command("test", exercise.number), command("again", exercise.number, "STOP=1")
    return f"Under way: {exercise.stem}. {go_on} goes on, {stop} ends it."


def _is_own(exercise: Exercise) -> bool:
    """Has it passed, written by the learner, and is it not being practised?"""
    return not practice.aside(exercise) and not backup.given(exercise) and _has_passed(exercise)


def _has_passed(exercise: Exercise) -> bool:
    with suppress(CommandError):  # its tests say so themselves
        return exercise.stub.is_file() and has_passed(standing.results(exercise))
    return False
