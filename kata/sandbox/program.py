"""A program of the course's that calls learner code: a show, or one contender of a race.

    with program.start("kata.show.stage", "kata.show.e03_backward", job) as child: ...

The process imports both modules, makes `exercises` mean the files of the job, and calls the first
one's main(second, job, commands, answers). What learner code prints is kept apart.
"""

import importlib
import json
import os
import sys
import tempfile
import textwrap
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from kata.course.commands import command
from kata.errors import CommandError
from kata.sandbox import diagnosis, import_diagnosis, limits, loader, process
from kata.sandbox.capture import BoundedOutput, silence

# Exit statuses that no accident has: all went well; the learner's trouble, or a refusal, was told; a hole was met.
DONE, TROUBLE, REFUSED, UNWRITTEN = 40, 41, 42, 43
KILLED = -9  # by us, as the block ended


@contextmanager
def start(
    main: str, script: str, job: dict, environment: dict | None = None, **streams
) -> Iterator:
    """Start such a process, in a block that ends it and all that it has started.

    Args:
        job: stem (the exercise whose code is called; "" where none is), sources (a file for each
            stem), tree (the folder beside whose files an exercise may have its own), and whatever main reads.
        streams: stdin and stdout, as for subprocess; by default nothing and nowhere.
    """
    with tempfile.TemporaryFile() as errors:
        words = ("-m", "kata.sandbox.program", main, script, json.dumps(job, default=str))
        streams |= {"stderr": errors}
        with process.python(*words, environment=environment, **streams) as child:
            yield child
        errors.seek(0)
        said = errors.read(2000).decode(errors="replace").strip()
        if said and child.returncode not in (DONE, TROUBLE, REFUSED, UNWRITTEN, KILLED):
            raise CommandError(f"{script} does not start here: {command('doctor')}\n{said[-500:]}")


def run(main: ModuleType, script: ModuleType, job: dict, commands, answers) -> int:
    """Call main's main, and return the exit status that says how it ended."""
    files = {stem: Path(file) for stem, file in job["sources"].items()}
    loader.install(files, folder=Path(job["tree"]))
    try:
        main.main(script, job, commands, answers)
    except CommandError as refusal:
        print(refusal, file=answers)
        return REFUSED
    except BaseException as error:
        learners = {str(file) for file in files.values() if file.parent == Path(job["tree"])}
        if fault := import_diagnosis.of_course(error, learners):
            print(fault, file=answers)
            return REFUSED
        hole = diagnosis.hole(error)
        if hole and job.get("can_stand_in"):
            return UNWRITTEN
        said = import_diagnosis.of_program(error, job["sources"], job["stem"])
        print(textwrap.fill(said, job.get("width", 1000), break_long_words=False), file=answers)
        if not hole:
            print(f"  {command('test', int(job['stem'][1:3]))}    says more", file=answers)
        return TROUBLE
    return DONE


if __name__ == "__main__":
    job = json.loads(sys.argv[3])
    limits.apply() if job["stem"] else limits.end_with_parent()
    warnings.simplefilter("ignore")
    main, script = map(importlib.import_module, sys.argv[1:3])
    commands = os.fdopen(os.dup(0), encoding="utf-8")
    answers = os.fdopen(os.dup(1), "w", encoding=sys.stdout.encoding, errors="replace")
    silence(0, 1, 2)
    sys.stdout = sys.stderr = BoundedOutput()
    status = run(main, script, job, commands, answers)
    answers.flush()
    os._exit(status)  # threads that learner code left behind end here
