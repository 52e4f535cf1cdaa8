"""From the command line to a verb, and from an error to exit status 2."""

import argparse
import errno
import importlib
import json
import os
import re
import signal
import sys
import traceback

from kata.course.commands import as_flag, command
from kata.errors import CommandError, place
from kata.results.terminal import say

WITHOUT_ENVIRONMENT = ("help", "doctor")  # they must answer where nothing is installed yet
NOT_WRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT)


def main(words: list[str]) -> int:
    """Run one verb on this console and return its exit status."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that folders in $TMPDIR go
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a console that knows no umlauts is no reason to stop
    return obey(words)


def obey(words: list[str]) -> int:
    """Run one verb and return the exit status: 0 done, 1 not yet, 2 could not run."""
    options = None
    verb, *words = [*words, "help"][:1] + [part for word in words[1:] for part in _as_flags(word)]
    try:
        from kata import environment, verbs  # here, where a file of kata/ that is broken is told

        if verb in ("help", "-h", "--help"):
            say(overview())
            return 0
        if verb not in verbs.names():
            raise CommandError(f"There is no verb {verb!r}. python -m kata lists them.")
        if verb not in WITHOUT_ENVIRONMENT:
            environment.enter()
        module = importlib.import_module(f"kata.verbs.{verb}")
        parser = argparse.ArgumentParser(prog=f"python -m kata {verb}", description=module.__doc__)
        takes = [*getattr(module, "TAKES", ()), "-v --verbose"]
        taken = {name: verbs.ARGUMENTS[name] for name in takes} | getattr(module, "OWN", {})
        for name, how in taken.items():
            parser.add_argument(*name.split(), **how)
        options = parser.parse_args(words)
        options.obey = obey  # for a verb that runs others
        return module.run(options)
    except CommandError as refusal:
        said = str(refusal)
    except KeyboardInterrupt:
        print("\nStopped. Nothing of yours was changed.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1  # whatever was said, nobody has heard it to the end
    except Exception as error:
        said = _unexpected(error, "-v" in words or "--verbose" in words)
    if "--json" in words:
        print(json.dumps(getattr(options, "told", {"passed": False}) | {"error": said}, indent=1))
    say(said, sys.stderr)
    return 2


def overview() -> str:
    """Return the verbs, a line each."""
    from kata import verbs
    from kata.course import syntax

    head = "Neural Kata: make VERB, or python -m kata VERB where there is no make."
    files = [verbs.FOLDER / f"{verb}.py" for verb in verbs.names()]
    lines = [f"  {file.stem:9} {syntax.summary(file)}" for file in files]
    foot = "EX=4 names an exercise, EX=4.2 a task of it: make test EX=4.2"
    return "\n".join([head, "", *lines, "", foot])


def _as_flags(word: str) -> list[str]:
    """Return a word as make takes it, as a verb does: EX=4 is 4, OWN=1 --own, SEED=7 --seed=7."""
    name, _, value = word.partition("=")
    if word == name or not re.fullmatch("[A-Z_]+|ex", name):
        return [word]
    if name in ("EX", "ex", "NAME"):
        return [value] if name == "NAME" else value.split()
    return ["=".join(as_flag(word))] if value else []


def _unexpected(error: Exception, verbose: bool) -> str:
    """Say what a disk does not allow, or what is wrong in the course's own files."""
    if isinstance(error, OSError) and error.errno in NOT_WRITABLE:
        way_out = "Make it readable and writable, or copy the course to a folder of your own."
        return f"Cannot use {error.filename or 'the disk'}: {error.strerror}.\n{way_out}"
    if verbose:
        return "".join(traceback.format_exception(error)).rstrip()
    text, back = place(error)
    changed = f"That is the course's own file, not yours: {back}"
    return f"{text}\n{changed if back else command('doctor') + ' says what is in the way'}; -v shows more."
