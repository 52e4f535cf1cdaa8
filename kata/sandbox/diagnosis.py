"""Diagnosis of accidents: a short message for whatever ends a call or an import, and the way out."""

import ast
import difflib
import re
import traceback
from pathlib import Path

from kata.course import syntax
from kata.course.commands import command
from kata.course.paths import SOLUTIONS, STEM
from kata.sandbox.events import Message
from kata.sandbox.loader import ENDS, MissingName
from kata.sandbox.source import LearnerError

HOLE = re.compile(r"(e\d\d_\w+): (\S+)")  # what the hole of a stub raises
HINTS = {
    "EOFError": "Nobody answers input() here: work with the arguments.",
    "MemoryError": "It takes more memory than there is: does something grow without end?",
    "RecursionError": "Does it call itself without an end?",
    "SystemExit": "Remove exit().",
    "Skipped": "Tests are for the test files to skip.",
}
OF_SYNTAX = (  # what the line or the message holds
    (re.compile(r"^(<{7}|={7}|>{7})"), "A merge left its markers: keep one version."),
    (re.compile(r"U\+201[89CD]"), "Curly quotes: type straight ones."),
    (re.compile("unindent does not match"), "All lines of a block begin in one column."),
    (re.compile("tabs and spaces"), "Indent by four spaces, never by a tab."),
)


def of_import(error: BaseException, file: str) -> tuple[str, int | None, bool]:
    """Describe what stopped the import of an exercise: (message, line, is the file not Python?)."""
    cause = root_cause(error)
    frames = traceback.extract_tb(cause.__traceback__)
    line = next((frame.lineno for frame in reversed(frames) if frame.filename == file), None)
    if isinstance(cause, LearnerError):
        return str(cause), cause.line or line, cause.unreadable
    if isinstance(cause, SyntaxError):
        shown = f" in: {cause.text.strip()[:80]}" if cause.text and cause.text.strip() else ""
        seen = f"{(cause.text or '').strip()}\n{cause.msg}"
        hint = next((f". {hint}" for found, hint in OF_SYNTAX if found.search(seen)), "")
        said, own = f"{type(cause).__name__}: {cause.msg}{shown}{hint}", (file, None, "<unknown>")
        if cause.filename in own:
            return said, cause.lineno, True
        return f"{Path(cause.filename).name}:{cause.lineno}: {said}", None, False
    if not isinstance(cause, Exception) or type(cause).__name__ in ENDS:
        name = type(cause).__name__
        remove = "remove exit()" if name == "SystemExit" else "remove that line"
        return f"The file ends the whole run when it is imported ({name}): {remove}.", line, False
    if isinstance(cause, ModuleNotFoundError) and cause.name:
        return _no_module(cause.name), line, False
    if "partially initialized module" in str(cause):
        return _circle([Path(each.filename).stem for each in frames]), line, False
    hint = HINTS.get(type(cause).__name__, "")
    return f"Importing the file raised {_short(cause)}{hint and '. '}{hint}", line, False


def of_missing(file: Path) -> str:
    """Say which file of the folder may be meant to be the one that is missing."""
    others = {other.name.lower(): other.name for other in file.parent.glob(f"*{file.suffix}")}
    near = difflib.get_close_matches(file.name.lower(), others, 1, 0.8)
    found = others[near[0]] if near else ""
    if (
        not found
        or found == file.name
        or (STEM.fullmatch(Path(found).stem) and found[:3] != file.name[:3])
    ):
        return ""  # nothing like it, or another exercise
    return f"Did you mean {file.name} when you named {found}? Rename it."


def of_call(
    error: BaseException, frames: list[traceback.FrameSummary], stem: str = "", file: str = ""
) -> Message:
    """Describe an exception that reached a test; frames are those of the learner's own lines."""
    if isinstance(error, AssertionError) and not frames:
        return Message(_text(error).partition("\n")[0] or "A check failed.")
    short = _short(error)
    hint = HINTS.get(type(error).__name__) or _signature(error, stem, file)
    code = frames[-1].line if frames else ""
    if not frames and "NoneType" in _text(error):
        return Message("None came back: is a return missing?", error=short)
    fact = f"{short}, in: {code}" if code else short
    return Message(f"{fact}{hint and '. '}{hint}", error=short, code=code)


def own_lines(trace, file: str, task: str, others: set[str]) -> list[int]:
    """Return the lines on the way to an error that are the task's, or of a learner's own functions.

    Args:
        others: the functions that the exercise has, written or given.
    """
    lines = []
    while trace:
        code = trace.tb_frame.f_code
        owner = code.co_qualname.partition(".<locals>")[0]
        if code.co_filename == file and (owner == task or owner not in others):
            lines.append(trace.tb_lineno)
        trace = trace.tb_next
    return lines


def of_program(error: BaseException, sources: dict[str, str], stem: str) -> str:
    """Describe what ended a show or a race: where, and what; one line."""
    if unwritten := hole(error):
        missing, task = unwritten
        return f"{missing} is not written yet ({task}): {command('test', int(missing[1:3]))}"
    cause, files = root_cause(error), sources.values()
    frames = [f for f in traceback.extract_tb(cause.__traceback__) if f.filename in files]
    place = frames[-1].filename if frames else sources[stem]
    if isinstance(cause, SyntaxError) and cause.filename in files:
        place = cause.filename
    if isinstance(cause, (ImportError, SyntaxError)):
        message, line, _ = of_import(cause, place)
    else:
        message, line = of_call(cause, frames).fact, frames[-1].lineno if frames else None
    return f"{Path(place).parent.name}/{Path(place).name}{f':{line}' if line else ''}: {message}"


def root_cause(error: BaseException) -> BaseException:
    """Return what pytest, and the loader, have wrapped in errors of their own."""
    while error.__cause__ and not isinstance(error, LearnerError):
        error = error.__cause__
    return error


def hole(error: BaseException) -> tuple[str, str] | None:
    """Return the stem and the task of the hole that was met; None if it is another error."""
    met = HOLE.fullmatch(str(error)) if isinstance(error, NotImplementedError) else None
    return (met[1], met[2]) if met else None


def _no_module(name: str) -> str:
    if STEM.fullmatch(name):
        return f"Put a dot before the name of an exercise: from .{name} import ..."
    return f"There is no module {name} here: is its name right, and is it needed?"


def _circle(stems: list[str]) -> str:
    circle = list(dict.fromkeys(stem for stem in stems if STEM.fullmatch(stem)))
    if len(circle) < 2:
        return "The file imports itself: remove that line."
    names = " and ".join(circle)
    return f"{names} import each other: move this import into the function that needs it."


def _signature(error: BaseException, stem: str, file: str) -> str:
    """Return the parameters that are wanted, where a call failed for want of them."""
    named = re.match(r"([\w.]+)\(\) (takes|missing|got)", _text(error))
    if not isinstance(error, TypeError) or not named or not file:
        return ""
    name = named[1]
    both = [_parameters(Path(path), name) for path in (SOLUTIONS / f"{stem}.py", file)]
    return f"Expected {name}({both[0]})." if None not in both and both[0] != both[1] else ""


def _parameters(file: Path, name: str) -> str | None:
    if not file.exists() or file.suffix != ".py":
        return None
    function = syntax.functions(ast.parse(file.read_bytes())).get(name)
    return function and ast.unparse(function.args)


def _short(error: BaseException) -> str:
    name = type(error).__name__
    text = re.sub(r" at 0x[0-9A-Fa-f]+", "", _text(error).partition("\n")[0][:160])
    if isinstance(error, MissingName):
        return text
    return f"{name}: {text}" if text else name


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # an error class of a learner's own, with a slip in it
        return ""
