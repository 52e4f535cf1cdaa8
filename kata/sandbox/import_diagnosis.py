"""Diagnosis of an import, or a program, that was stopped: a short message, and the way out."""

import re
import traceback
from pathlib import Path

from kata.course.commands import command
from kata.course.paths import SOLUTIONS, STEM, TESTS, in_folder
from kata.errors import back, place, shown
from kata.sandbox import diagnosis, source
from kata.sandbox.loader import ENDS
from kata.sandbox.source import LearnerError

OWN = (TESTS, SOLUTIONS)  # the course's own files that an import may meet
PACKAGES = ("numpy", "pytest", "pytest_check")
OF_SYNTAX = {  # by what the line or the message holds
    r"^(<{7}|={7}|>{7})": "A merge left its markers: keep one version.",
    r"^(```|>>> )": "Remove what stood around the code.",
    r"U\+201[89CD]": "Curly quotes: type straight ones.",
    "unindent does not match": "All lines of a block begin in one column.",
    "tabs and spaces": "Indent by four spaces, never by a tab.",
    "outside (async )?function": "Indent it as the lines of its function are.",
    "invalid .*character": "Type it anew: what is copied may hold others that look alike.",
}


def of_import(error: BaseException, file: str) -> tuple[str, int | None, bool]:
    """Describe what stopped the import of an exercise: (message, line, is the file not Python?)."""
    cause = diagnosis.root_cause(error)
    frames = traceback.extract_tb(cause.__traceback__)
    line = next((frame.lineno for frame in reversed(frames) if frame.filename == file), None)
    if isinstance(cause, LearnerError):
        return str(cause), cause.line or line, cause.unreadable
    if isinstance(cause, SyntaxError):
        code = (cause.text or "").strip()
        seen = f"{code}\n{cause.msg}"
        hint = next((f". {hint}" for held, hint in OF_SYNTAX.items() if re.search(held, seen)), "")
        said = f"{type(cause).__name__}: {cause.msg}{code and ' in: '}{code[:80]}{hint}"
        if cause.filename in (file, None, "<unknown>"):
            return said, cause.lineno, True
        return f"{Path(cause.filename).name}:{cause.lineno}: {said}", None, False
    name = type(cause).__name__
    if not isinstance(cause, Exception) or name in ENDS:
        remove = "remove exit()" if name == "SystemExit" else "remove that line"
        return f"The file ends the whole run when it is imported ({name}): {remove}.", line, False
    if isinstance(cause, ModuleNotFoundError) and cause.name:
        said = f"There is no module {cause.name} here: is its name right, and is it needed?"
        if STEM.fullmatch(cause.name):
            said = f"Put a dot before the name of an exercise: from .{cause.name} import ..."
        return said, line, False
    if "partially initialized module" in str(cause):
        return _circle([Path(each.filename).stem for each in frames]), line, False
    hint = diagnosis.HINTS.get(name, "")
    return f"Importing the file raised {diagnosis.short(cause)}{hint and '. '}{hint}", line, False


def of_course(error: BaseException, learners: set[str]) -> str:
    """Describe what stopped an import in the course's own files, or its packages; "" if in a learner's."""
    cause = diagnosis.root_cause(error)
    if isinstance(cause, ModuleNotFoundError) and cause.name in PACKAGES:
        return f"The package {cause.name} is missing from .venv: {command('doctor')}"
    traces = [error.__traceback__] + [cause.__traceback__] * (cause is not error)
    # Of each: file, line, name, code.
    frames = [tuple(frame)[:4] for trace in traces for frame in traceback.extract_tb(trace)]
    if isinstance(cause, SyntaxError):
        frames.append((cause.filename or "", cause.lineno, "<module>", ""))
    own = [frame for frame in frames if frame[0] in learners or Path(frame[0]).parent in OWN]
    if isinstance(cause, LearnerError) or not own or frames[-1][0].startswith("<frozen"):
        return ""  # the latter: modules that learner code has put out of their places
    (file, line, name, code), (last, last_line, *_) = own[-1], frames[-1]
    if Path(file).parent == SOLUTIONS and name != "<module>":
        return ""  # it was called, with what a learner's code gave it
    # A package that breaks as it is imported, or whatever bears its name.
    broken = file != last and code.startswith(("import ", "from "))
    if file in learners and not (broken and "site-packages" in last):
        return ""
    name, line = (last, last_line) if broken else (shown(Path(file)), line)
    return _with_way_out(f"{name}:{line}: {diagnosis.short(cause)}", "" if broken else back(name))


def of_runner(error: BaseException) -> str:
    """Describe an error that no learner's code should be able to cause."""
    return _with_way_out(*place(diagnosis.root_cause(error)))


def _with_way_out(said: str, back: str) -> str:
    own, other = "That is the course's own file", "That is no file of the course"
    return f"{said}\n{own}: {back}." if back else f"{said}\n{other}: {command('doctor')}"


def of_missing(file: Path) -> str:
    """Say which file of the folder may be meant to be the one that is missing."""
    others = [other.name for other in file.parent.glob(f"*{file.suffix}")]
    found = source.nearest(file.name, others, 0.8)
    if not found or (STEM.fullmatch(Path(found).stem) and found[:3] != file.name[:3]):
        return ""  # nothing like it, or another exercise
    return f"Did you mean {file.name} when you named {found}? Rename it."


def of_program(error: BaseException, sources: dict[str, str], stem: str) -> str:
    """Describe what ended a show or a race: where, and what; one line."""
    if unwritten := diagnosis.hole(error):
        missing, task = unwritten
        return f"{missing} is not written yet ({task}): {command('test', int(missing[1:3]))}"
    cause, files = diagnosis.root_cause(error), sources.values()
    frames = [f for f in traceback.extract_tb(cause.__traceback__) if f.filename in files]
    place, line = (frames[-1].filename, frames[-1].lineno) if frames else (sources[stem], None)
    if isinstance(cause, SyntaxError) and cause.filename in files:
        place = cause.filename
    if isinstance(cause, (ImportError, SyntaxError)):
        message, line, _ = of_import(cause, place)
    else:
        message = diagnosis.of_call(cause, frames).fact
    return f"{in_folder(Path(place))}{f':{line}' if line else ''}: {message}"


def _circle(stems: list[str]) -> str:
    circle = list(dict.fromkeys(stem for stem in stems if STEM.fullmatch(stem)))
    if len(circle) < 2:
        return "The file imports itself: remove that line."
    names = " and ".join(circle)
    return f"{names} import each other: move this import into the function that needs it."
