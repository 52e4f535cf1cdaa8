"""Doing an exercise again: the file that has passed is put aside, and stands in until the new one passes.

A practice is under way where a file was put aside and the one in hand has been written since: so
whatever ends a process in between, no exercise is un-passed.
"""

import difflib
import time
from pathlib import Path

from kata.course import regions
from kata.course.exercises import Exercise, exercises
from kata.course.files import write_file
from kata.course.paths import EXERCISES, STATE
from kata.errors import shown
from kata.results import backup, remembered, store

NAME, ASIDE = "again", STATE / "again"
NOTHING = {"aside": "", "since": 0.0, "begun": 0.0, "times": []}  # what is noted of an exercise


def start(exercise: Exercise) -> None:
    """Put the file that has passed aside, and bring the stub back; after a CommandError all is as it was."""
    stubs = regions.stubs(exercise)
    with backup.alone():
        if aside(exercise):
            return
        folder = _copied(exercise, [exercise.stub, *remembered.beside(exercise.stub)])
        _note(exercise, aside=folder.parent.name, since=time.time(), begun=0.0)
    backup.overwrite(stubs)


def stop(exercise: Exercise) -> Path | None:
    """Bring the file back that was put aside; return where what was written meanwhile is kept.

    It is not kept for `undo`, which would leave an exercise that has passed in pieces.
    """
    with backup.alone():
        if not (file := aside(exercise)):
            return None
        kept = _copied(exercise, [each for each in exercise.parts if each.exists()])
        for each in reversed(exercise.parts):  # the learner's own comes last
            write_file(each, file.with_name(each.name).read_bytes())
        _note(exercise, aside="")
    return kept / file.name


def aside(exercise: Exercise) -> Path | None:
    """Return the file that was put aside, while its exercise is done again."""
    if not (number := noted(exercise)["aside"]):
        return None
    file = exercise.file_in(ASIDE / exercise.stem / number / EXERCISES.name)
    if not file.exists() or not exercise.stub.exists():
        return file if file.exists() else None
    since = exercise.stub.stat().st_mtime > noted(exercise)["since"]
    return file if since or not _same(file, exercise.stub) else None


def look(exercise: Exercise) -> None:
    """Start the clock, if a practice is under way and its stub has been saved otherwise."""
    if not aside(exercise) or not exercise.stub.exists() or noted(exercise)["begun"]:
        return
    if exercise.stub.read_bytes() != regions.stubs(exercise)[exercise.stub]:
        with backup.alone():
            _note(exercise, begun=exercise.stub.stat().st_mtime)


def passed(exercise: Exercise) -> Path | None:
    """Note the time of a practice that has passed; return the file that was put aside, if one was.

    The clock ran from the first save to the last. Who saved once is timed from the stub's return.
    """
    if not aside(exercise):
        return None
    with backup.alone():
        if file := aside(exercise):  # another run may have noted it
            known, end = noted(exercise), exercise.stub.stat().st_mtime
            begun = known["begun"] if 0 < known["begun"] < end else known["since"]
            times = [*known["times"], round(max(0, end - begun))]
            _note(exercise, aside="", times=times)
    return file


def report(exercise: Exercise, last: Path) -> list[str]:
    """Say how long it took, beside the times before, and what is written otherwise than last time."""
    *before, now = noted(exercise)["times"]
    earlier = f" Before: {times(before)}." if before else ""
    lines = [f"Done again in {in_words(now)}.{earlier}"]
    texts = (file.read_text(encoding="utf-8", errors="replace") for file in (last, exercise.stub))
    names = f"{exercise.stub.name} (last time)", f"{exercise.stub.name} (now)"
    diff = difflib.unified_diff(*(text.splitlines() for text in texts), *names, lineterm="", n=1)
    head = ["From your last way (-) to this one (+), which is in your file now:"]
    lines += head + changed if (changed := [*diff]) else ["You wrote it as you did last time."]
    return [*lines, f"Your last way is kept: {shown(last)}"]


def times(seconds: list[float]) -> str:
    """Return times in their order, the best one marked where there are several."""
    best = min(seconds) if len(seconds) > 1 else None
    return ", ".join(f"{in_words(each)}{' (best)' * (each == best)}" for each in seconds)


def in_words(seconds: float) -> str:
    """Return "42 s", "3 min 20 s", "2 h 5 min" or "3 days"."""
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest} s" if minutes else f"{rest} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours < 48 else f"{hours // 24} days"


def settle() -> None:
    """End each practice whose file in hand is the one that was put aside, where undo has brought it back."""
    with backup.alone():
        for exercise in exercises() if store.read(NAME) else ():
            if (file := aside(exercise)) and exercise.stub.exists() and _same(file, exercise.stub):
                _note(exercise, aside="")


def bring(exercise: Exercise, times: list) -> None:
    """Take the times of another copy, where there are none here."""
    if not noted(exercise)["times"] and all(type(each) in (int, float) for each in times):
        with backup.alone():
            _note(exercise, times=times)


def noted(exercise: Exercise) -> dict:
    """Return what is known of an exercise: the number put aside and when, the first save, the times in seconds."""
    found = store.read(NAME).get(exercise.stem)
    found = found if isinstance(found, dict) else {}
    fits = {name: each for name, each in found.items() if type(each) is type(NOTHING.get(name))}
    return NOTHING | fits


def _same(one: Path, other: Path) -> bool:
    return one.read_bytes() == other.read_bytes()


def _copied(exercise: Exercise, files: list[Path]) -> Path:
    """Return a new folder with these files in it, named so that their hash stays the same."""
    folder = backup.numbered(ASIDE / exercise.stem) / EXERCISES.name
    for file in files:
        write_file(folder / file.name, file.read_bytes())
    return folder


def _note(exercise: Exercise, **news) -> None:
    store.write(NAME, store.read(NAME) | {exercise.stem: noted(exercise) | news})
