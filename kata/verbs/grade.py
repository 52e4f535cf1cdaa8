"""Grade what was handed in: IN=FOLDER or a zip; CLASS=1 a folder of them. For teachers."""

import random
import sys
from pathlib import Path
from shlex import quote

from kata.course.commands import command
from kata.course.exercises import exercises, find
from kata.course.files import write_file
from kata.course.paths import ROOT, SOLUTIONS
from kata.errors import CommandError, shown
from kata.grade import box, formats, group, points, submission, wording
from kata.grade.records import Records
from kata.sandbox import runner

TAKES = ("--in", "--seed")
WORDS = "the submission; the exercises that count, such as 4-6; all if none is named"
CLASS = "PATH holds a submission for each learner"
OUT = "write it there; with no points at first, replaced at the end"
KEPT = "where the records of a class are kept (grades)"
OWN = {
    "words": {"nargs": "*", "metavar": "PATH EX", "help": WORDS},
    "--class": {"dest": "group", "action": "store_true", "help": CLASS},
    "--format": {"choices": formats.FORMATS, "help": "of what is printed, text if none is named"},
    "--out": {"metavar": "FILE", "help": OUT},
    "--results": {"metavar": "FOLDER", "help": KEPT},
    "--points": {"metavar": "FILE", "help": "a points.toml of your own"},
    "--isolation": {
        "default": "",
        "choices": ("user", "bubblewrap", "none"),
        "help": "demand this one",
    },
}


def run(options) -> int:
    words = [options.tree] * (options.tree is not None) + options.words
    if not words or not words[0]:
        raise CommandError(f"Grade what? {command('grade', '', 'IN=submissions/alice.zip')}")
    path = Path(words[0]).expanduser()
    if not path.exists():
        raise CommandError(f"There is no {path}.")
    named = [find(each) for word in words[1:] for each in _spelt_out(word)]
    if tasks := [task.name for _, task in named if task]:
        raise CommandError(f"Whole exercises are graded: {tasks[0]} is a task of one.")
    chosen = [exercise for exercise, _ in named] or exercises()
    chosen = sorted({each.stem: each for each in chosen}.values(), key=lambda each: each.number)
    if missing := [each.stem for each in chosen if not each.solution.exists()]:
        raise CommandError(
            f"This copy has no {SOLUTIONS.name}/{missing[0]}: grade where all solutions are."
        )
    worth = points.read(Path(options.points) if options.points else points.FILE)
    for each in chosen:
        if lacking := runner.lacking(each):
            print(f"{each.stem} will have no points: {lacking}", file=sys.stderr)
    with box.made(chosen, options.isolation) as boxes:
        if options.group:
            return _class(path, chosen, worth, boxes, options)
        seed = random.randrange(10**6) if options.seed is None else options.seed
        return _one(path, group.Run(chosen, seed, worth, boxes), options)


def _spelt_out(word: str) -> list[str]:
    """Return 4-6 as 4, 5 and 6, as HIDE= takes it, and 4,6 as 4 and 6."""
    first, _, last = word.partition("-")
    if first.isdecimal() and last.isdecimal():
        return [*map(str, range(int(first), int(last) + 1))] or [word]
    return word.split(",")


def _one(path: Path, run: group.Run, options) -> int:
    kind = formats.FORMATS[options.format or "text"]
    if options.out:
        write_file(Path(options.out), kind([group.zero(path, run)]).encode())
    found = group.of(path.resolve(), run)
    if found["state"] == "graded" or options.out or options.format:
        _hand_over(kind([found]), options)
    if found["state"] == "refused":
        print(found["message"], file=sys.stderr)
        if path.is_dir():
            print(
                f"A folder of submissions? {command('grade', '', f'IN={quote(str(path))}', 'CLASS=1')}",
                file=sys.stderr,
            )
        return 2
    return 0


def _class(path: Path, chosen, worth, boxes, options) -> int:
    folder = Path(options.results) if options.results else ROOT / "grades"
    (paths, others), records = submission.of_class(path), Records(folder, options.seed)
    if others:
        print(f"Left out, neither a folder nor a zip: {', '.join(others)}", file=sys.stderr)
    run = group.Run(chosen, records.seed, worth, boxes)
    kind = formats.FORMATS[options.format or "text"]
    if options.out:
        write_file(Path(options.out), kind([group.zero(each, run) for each in paths]).encode())
    found = {}
    for record in group.grade(paths, run, records):
        found[record["name"]] = record
        print(f"{len(found)} of {len(paths)}: {wording.line(record)}", file=sys.stderr, flush=True)
    graded = [found[each.name] for each in paths]
    write_file(folder / "grades.csv", formats.as_csv(graded).encode())
    _hand_over(kind(graded), options)
    print(f"A row for each submission: {shown(folder / 'grades.csv')}", file=sys.stderr)
    if left := [
        wording.printable(each["name"]) for each in graded if each["state"] == "unfinished"
    ]:
        print(f"Not graded: {', '.join(left)}. The same command tries again.", file=sys.stderr)
    return 2 if left else 0


def _hand_over(text: str, options) -> None:
    if options.out:
        write_file(Path(options.out), text.encode())
    else:
        print(text, end="", flush=True)
