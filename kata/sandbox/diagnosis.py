"""Diagnosis of accidents: a short message for whatever ends a call or an import, and the way out."""

import ast
import re
import traceback
from pathlib import Path

from kata.course import syntax
from kata.course.paths import given, in_folder
from kata.sandbox.events import Message
from kata.sandbox.loader import MissingName
from kata.sandbox.source import LearnerError

HOLE = re.compile(r"(e\d\d_\w+): (\S+)")  # what the hole of a stub raises
FRAME = re.compile(r'File "(.+)", line (\d+) in (.+)')  # of faulthandler
HINTS = {
    "BdbQuit": "Remove breakpoint().",
    "EOFError": "Nobody answers input() here: work with the arguments.",
    "MemoryError": "It takes more memory than there is: does something grow without end?",
    "RecursionError": "Does it call itself without an end?",
    "SystemExit": "Remove exit().",
    "Skipped": "Tests are for the test files to skip.",
}
NONE = "Something in it is None: so is what append, extend and sort give, or a function without return."


def of_call(
    error: BaseException, frames: list[traceback.FrameSummary], stem: str = "", file: str = ""
) -> Message:
    """Describe an exception that reached a test; frames are those of the learner's own lines."""
    if isinstance(error, AssertionError) and not frames:
        return Message(text(error).partition("\n")[0] or "A check failed.")
    said = short(error)
    hint = HINTS.get(type(error).__name__) or _signature(error, stem, file)
    code = frames[-1].line if frames else ""
    if not frames and "NoneType" in text(error) and "callable" not in text(error):
        return Message("None came back: is a return missing?", error=said)
    if "'NoneType'" in text(error) and not hint:
        hint = NONE
    fact = f"{said}, in: {code}" if code else said
    return Message(f"{fact}{hint and '. '}{hint}", error=said, code=code)


def running_line(stacks: str, file: str) -> tuple[int | None, str]:
    """Return the line of a file that runs, and words for it, from what faulthandler has written.

    A thread whose innermost line is the file's comes before one that waits in a library.
    """
    escaped = file.encode("ascii", "backslashreplace").decode()  # as faulthandler writes it
    threads = [FRAME.findall(part) for part in re.split(r"\n\n|^(?=Current )", stacks)]
    innermost = [frames[0] for frames in threads if frames]
    for found, line, name in [*innermost, *(frame for frames in threads for frame in frames)]:
        if found == escaped:
            lines = Path(file).read_text(encoding="utf-8", errors="replace").splitlines()
            of = "" if name == "<module>" else f" of {name}"
            return int(line), f" It was in line {line}{of}: {lines[int(line) - 1].strip()[:80]}"
    return None, ""


def of_threads(frames: dict, file: str) -> str:
    """Say that a thread of the learner's still runs when a test has ended, and where."""
    lines = [f":{f.f_lineno}" for f in frames.values() if f.f_code.co_filename == file]
    said = "a thread still runs when a test has ended, so each test has a process of its own"
    return f"{in_folder(Path(file))}{''.join(lines)}  {said}"


def own_lines(trace, file: str, stem: str, task: str) -> list[int]:
    """Return the lines on the way to an error that are the task's, or of a learner's own functions."""
    lines, others = [], syntax.given_functions(stem)
    for frame, line in traceback.walk_tb(trace):
        owner = frame.f_code.co_qualname.partition(".<locals>")[0]
        if frame.f_code.co_filename == file and (owner == task or owner not in others):
            lines.append(line)
    return lines


def root_cause(error: BaseException) -> BaseException:
    """Return what pytest, and the loader, have wrapped in errors of their own."""
    while error.__cause__ and not isinstance(error, LearnerError):
        error = error.__cause__
    return error


def hole(error: BaseException) -> tuple[str, str] | None:
    """Return the stem and the task of the hole that was met; None if it is another error."""
    met = HOLE.fullmatch(str(error)) if isinstance(error, NotImplementedError) else None
    return (met[1], met[2]) if met else None


def _signature(error: BaseException, stem: str, file: str) -> str:
    """Return the parameters that are wanted, where a call failed for want of them."""
    named = re.match(r"([\w.]+)\(\) (takes|missing|got)", text(error))
    if not isinstance(error, TypeError) or not named or not file:
        return ""
    name = named[1]
    both = [_parameters(Path(path), name) for path in (given(stem), file)]
    return f"Expected {name}({both[0]})." if None not in both and both[0] != both[1] else ""


def _parameters(file: Path, name: str) -> str | None:
    if not file.exists() or file.suffix != ".py":
        return None
    function = syntax.functions(ast.parse(file.read_bytes())).get(name)
    return function and ast.unparse(function.args)


def short(error: BaseException) -> str:
    """Return an exception in a line: its type and what it says."""
    name = type(error).__name__
    said = re.sub(r" at 0x[0-9A-Fa-f]+", "", text(error).partition("\n")[0][:160].strip())
    if isinstance(error, MissingName):
        return said
    return f"{name}: {said}" if said else name


def text(error: BaseException) -> str:
    """Return what an exception says, whatever its class does."""
    try:
        return str(error)
    except Exception:  # an error class of a learner's own, with a slip in it
        return ""
