"""python -m kata VERB, or python kata VERB: checks the Python, enters .venv, hands over to the verbs.

python kata -m MODULE runs one of the course's modules, as python -m does, but for the search path.
"""

import sys

if sys.version_info < (3, 11):
    sys.stderr.write(
        "Neural Kata needs Python 3.11 or newer; %s is %d.%d.\n"
        "With a newer one installed: make test PYTHON=python3.12, or python3.12 -m kata test\n"
        % ((sys.executable,) + sys.version_info[:2])
    )
    sys.exit(2)

import os
from importlib.machinery import PathFinder

KATA = os.path.dirname(os.path.realpath(__file__))
ROOT = os.path.dirname(KATA)


class Own:
    """Finds the course's own packages in its folder, whatever else bears their names."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        return PathFinder.find_spec(name, [ROOT]) if name in ("kata", "tests") else None


# Python's own modules come before PYTHONPATH, and the course's folder, where people play, comes last:
# a random.py or numpy.py of somebody's hides nothing there.
STDLIB = os.path.dirname(os.__file__)
sys.path[:] = [each for each in sys.path if os.path.realpath(each) not in (KATA, ROOT)] + [ROOT]
sys.path.sort(key=lambda each: not each.startswith(STDLIB))
sys.meta_path.insert(0, Own)

if hasattr(os, "statvfs") and os.statvfs(ROOT).f_bavail < 1000:  # blocks
    sys.dont_write_bytecode = True  # on a full disk Python keeps a part of a file, and believes it


def main():
    """Hand over to the verbs; where not even they can be loaded, say which file is broken."""
    import traceback
    import warnings

    try:
        if sys.argv[1:2] == ["-m"]:
            import runpy

            del sys.argv[:2]
            runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
            return 0
        warnings.simplefilter("ignore")  # on a learner's text, too: the runner itself tells of it
        import kata.cli
    except Exception as error:
        file, line = traceback.extract_tb(error.__traceback__)[-1][:2]
        if isinstance(error, SyntaxError):
            file, line = error.filename, error.lineno
        said = os.path.relpath(file), line, type(error).__name__, error
        sys.stderr.write("%s:%s: %s: %s\n" % said)
        back = "the zip that the course came in has it as it was"
        if os.path.exists(os.path.join(ROOT, ".git")):
            back = "git status shows what was changed"
        if os.path.realpath(file).startswith(KATA):
            sys.stderr.write("That is the course's own file: %s.\n" % back)
        return 2
    return kata.cli.main(sys.argv[1:])


sys.exit(main())
