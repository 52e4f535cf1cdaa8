"""From the command line to a verb, and from a refusal to exit status 2."""

import argparse
import ast
import importlib
import os
import re
import sys
from pathlib import Path

from kata import environment
from kata.course import find
from kata.refusal import Refusal

FOLDER = Path(__file__).resolve().parent / "verbs"
WITHOUT_ENVIRONMENT = ("help", "doctor")  # they must answer where nothing is installed yet


def main(words: list[str]) -> int:
    """Run one verb on this console and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a console that knows no umlauts is no reason to stop
    return obey(words)


def obey(words: list[str]) -> int:
    """Run one verb and return the exit status: 0 done, 1 not yet, 2 could not run."""
    verb = words[0] if words else "help"
    try:
        if verb not in ("help", "-h", "--help", *verbs()):
            raise Refusal(f"There is no verb {verb!r}. python -m kata lists them.")
        if verb not in verbs():
            print(overview())
            return 0
        if verb not in WITHOUT_ENVIRONMENT:
            environment.enter()
        module = importlib.import_module(f"kata.verbs.{verb}")
        parser = argparse.ArgumentParser(prog=f"python -m kata {verb}", description=module.__doc__)
        if hasattr(module, "arguments"):
            module.arguments(parser)
        return module.run(parser.parse_args(words[1:]))
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped. Nothing of yours was changed.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1  # whatever was said, nobody has heard it to the end
    except OSError as error:
        print(f"Cannot use {error.filename}: {error.strerror}.", file=sys.stderr)
        print(
            "Make it readable and writable, or copy the course to a folder of your own.",
            file=sys.stderr,
        )
        return 2


def verbs() -> list[str]:
    """Return the verbs there are, in the order of the Makefile."""
    makefile = (environment.ROOT / "Makefile").read_text(encoding="utf-8")
    listed = " ".join(re.findall(r"^(?:LEARNER|KEEPER) = (.*)$", makefile, re.MULTILINE)).split()
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}
    return sorted(files, key=lambda verb: listed.index(verb) if verb in listed else len(listed))


def overview() -> str:
    """Return the verbs, a line each."""
    lines = ["Neural Kata: make VERB, or python -m kata VERB where there is no make.", ""]
    for verb in verbs():
        text = ast.get_docstring(ast.parse((FOLDER / f"{verb}.py").read_text(encoding="utf-8")))
        lines.append(f"  {verb:9} {text.splitlines()[0]}")
    return "\n".join([*lines, "", "EX=4 names an exercise, EX=4.2 a task of it: make test EX=4.2"])


def the_exercise(text: str | None, example: str):
    """Return the exercise that a verb cannot do without.

    Raises:
        Refusal: none is named.
    """
    if not text:
        raise Refusal(f"Which exercise? {example}")
    return find(text)[0]


def exercise_argument(
    parser, help="the exercise, 4, or its task, 4.2; without it, the current one"
):
    """Give a verb its EX."""
    parser.add_argument("exercise", nargs="?", metavar="EX", help=help)
