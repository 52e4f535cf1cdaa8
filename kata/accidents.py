"""Short messages for what goes wrong before a result can be compared."""

import re
import traceback


def of_import(error: BaseException, file: str) -> tuple[str, int | None, bool]:
    """Describe what stopped the import of an exercise: (message, line, is the file not Python?)."""
    cause = error
    while cause.__cause__:  # pytest, and the loader, wrap errors of their own around some
        cause = cause.__cause__
    frames = [
        frame for frame in traceback.extract_tb(cause.__traceback__) if frame.filename == file
    ]
    line = frames[-1].lineno if frames else None
    if isinstance(cause, SyntaxError):
        shown = f" in: {cause.text.strip()}" if cause.text and cause.text.strip() else ""
        return (
            f"{type(cause).__name__}: {cause.msg}{shown}",
            cause.lineno,
            cause.filename in (file, None, "<unknown>"),
        )
    if isinstance(cause, UnicodeDecodeError):
        return "The file is not UTF-8 text: save it as UTF-8.", None, True
    if not isinstance(cause, Exception) or type(cause).__name__ == "Exit":
        return (
            f"The file ends the whole run when it is imported ({type(cause).__name__}): remove exit().",
            line,
            False,
        )
    return f"Importing the file raised {_short(cause)}", line, False


def of_call(error, frames) -> str:
    """Describe an exception that reached a test."""
    value = error.value
    if isinstance(value, AssertionError) and not frames:
        return str(value).splitlines()[0] if str(value) else "A check failed."
    if frames:
        return f"{_short(value)}, in: {frames[-1].line}"
    if "NoneType" in str(value):
        return "None came back: is a return missing?"
    return _short(value)


def _short(error: BaseException) -> str:
    name = type(error).__name__
    text = re.sub(r" at 0x[0-9A-Fa-f]+", "", str(error)).partition("\n")[0][:160]
    if isinstance(error, NameError) and " has no " in text:
        return text  # the loader's own words for a missing name
    return f"{name}: {text}" if text else name
