"""From the command line to a verb, and from an error to exit status 2."""

import argparse
import errno
import importlib
import os
import sys
import traceback
from pathlib import Path

from kata import environment, verbs
from kata.course import syntax
from kata.errors import CommandError

WITHOUT_ENVIRONMENT = ("help", "doctor")  # they must answer where nothing is installed yet
NOT_WRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT)


def main(words: list[str]) -> int:
    """Run one verb on this console and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a console that knows no umlauts is no reason to stop
    return obey(words)


def obey(words: list[str]) -> int:
    """Run one verb and return the exit status: 0 done, 1 not yet, 2 could not run."""
    verb = words[0] if words else "help"
    try:
        if verb in ("help", "-h", "--help"):
            print(overview())
            return 0
        if verb not in verbs.names():
            raise CommandError(f"There is no verb {verb!r}. python -m kata lists them.")
        if verb not in WITHOUT_ENVIRONMENT:
            environment.enter()
        module = importlib.import_module(f"kata.verbs.{verb}")
        parser = argparse.ArgumentParser(prog=f"python -m kata {verb}", description=module.__doc__)
        for name in getattr(module, "TAKES", ()):
            parser.add_argument(*name.split(), **verbs.ARGUMENTS[name])
        if hasattr(module, "arguments"):
            module.arguments(parser)
        options = parser.parse_args(words[1:])
        options.obey = obey  # for a verb that runs others
        return module.run(options)
    except CommandError as refusal:
        print(refusal, file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped. Nothing of yours was changed.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1  # whatever was said, nobody has heard it to the end
    except Exception as error:
        print(_unexpected(error, "-v" in words or "--verbose" in words), file=sys.stderr)
    return 2


def overview() -> str:
    """Return the verbs, a line each."""
    head = "Neural Kata: make VERB, or python -m kata VERB where there is no make."
    files = [verbs.FOLDER / f"{verb}.py" for verb in verbs.names()]
    lines = [f"  {file.stem:9} {syntax.summary(file)}" for file in files]
    foot = "EX=4 names an exercise, EX=4.2 a task of it: make test EX=4.2"
    return "\n".join([head, "", *lines, "", foot])


def _unexpected(error: Exception, verbose: bool) -> str:
    """Say what a disk does not allow, or what is wrong in the course's own files."""
    if isinstance(error, OSError) and error.errno in NOT_WRITABLE and error.filename:
        return (
            f"Cannot use {error.filename}: {error.strerror}.\n"
            "Make it readable and writable, or copy the course to a folder of your own."
        )
    if verbose:
        return "".join(traceback.format_exception(error)).rstrip()
    frames = traceback.extract_tb(error.__traceback__)
    place = Path(getattr(error, "filename", None) or frames[-1].filename)
    line = getattr(error, "lineno", None) or frames[-1].lineno
    place = place.relative_to(environment.ROOT) if place.is_relative_to(environment.ROOT) else place
    said = f"{type(error).__name__}: {getattr(error, 'msg', None) or error}".partition("\n")[0]
    return (
        f"{place}:{line}: {said[:200]}\n"
        "That is an error of the course's own, not yours: git status shows what was changed; -v shows more."
    )
