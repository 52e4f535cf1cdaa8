"""Loading exercises: the name `exercises.<stem>` means whichever files are chosen.

Source text is compiled here, every time: no .pyc is read or written, since two saves of one size
within a second would run the old code.
"""

import ast
import importlib.abc
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from kata.course import syntax
from kata.course.paths import SOLUTIONS, STAND_INS, given
from kata.sandbox import source
from kata.sandbox.source import LearnerError

PACKAGE = "exercises"
ENDS = ("Exit", "Skipped", "SkipTest")  # what pytest takes as a wish of the tests, not as an error
used: set[str] = set()  # the tasks of the exercise under test that have been called
notes: dict[str, str] = {}  # stems that the test file had replaced, with the reason


class MissingName(NameError):
    """A test asks for a name that the exercise does not have; the text is for the learner."""


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds `exercises` and everything in it: each stem's file, and what lies beside them in a folder."""

    def __init__(self, sources: dict[str, Path], under_test: str, folder: Path):
        self.sources, self.under_test, self.folder = sources, under_test, folder

    def find_spec(self, fullname, path=None, target=None):
        package, _, stem = fullname.partition(".")
        if package != PACKAGE:
            return None
        if not stem:
            return importlib.util.spec_from_loader(fullname, self, is_package=True)
        file = self.sources.get(stem) or self.folder / f"{stem}.py"
        if not file.exists():
            return None
        return importlib.util.spec_from_loader(fullname, self, origin=str(file))

    def exec_module(self, module: ModuleType) -> None:
        if module.__name__ == PACKAGE:
            module.__file__ = str(self.folder / "__init__.py")
            return
        stem = module.__name__.partition(".")[2]
        module.__file__ = str(Path(module.__spec__.origin).with_suffix(".py"))
        if stem == self.under_test:
            module.__dict__["__used__"] = used
        try:
            exec(self.get_code(module.__name__), module.__dict__)
        except BaseException as error:
            if isinstance(error, Exception) and type(error).__name__ not in ENDS:
                raise
            raise ImportError(f"{stem} ends the run while it is imported") from error
        module.__dict__.setdefault("__getattr__", lambda name: _missing(module, name))

    def get_code(self, fullname: str):
        """Return what an exercise is compiled to; `python -m exercises.e02_value` asks for it, too."""
        stem, origin = fullname.partition(".")[2], Path(self.find_spec(fullname).origin)
        python = origin.with_suffix(".py")  # where a learner writes C, what calls it is given
        calls = python if python == origin or python.exists() else given(stem)
        try:
            tree = _parse(calls)
            _refuse(calls, "torch", "The course needs no torch")
            if stem == self.under_test:
                _record_calls(tree)
            return compile(tree, str(python), "exec")
        except (RecursionError, MemoryError) as error:
            raise LearnerError("It nests too deeply: take it apart.", unreadable=True) from error


def install(sources: dict[str, Path], under_test: str = "", folder: Path | None = None) -> Finder:
    """Make the name `exercises` mean these sources; forget what was loaded from others.

    Args:
        under_test: the stem whose calls are recorded; none, where the code is to be timed or drawn.
        folder: where the files lie that an exercise may bring along; by default beside the one under test.
    """
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, Finder)]
    notes.clear()
    _forget_loaded()
    folder = folder or sources[under_test or min(sources)].parent
    sys.meta_path.insert(0, finder := Finder(sources, under_test, folder))
    return finder


def loaded() -> list[str]:
    """Return the names of the exercise modules that are loaded."""
    return [name for name in sys.modules if name.partition(".")[0] == PACKAGE]


def _forget_loaded() -> None:
    for name in loaded():
        del sys.modules[name]


def stand_in_unless(stem: str, fits, reason: str) -> None:
    """Load the solution of stem instead of the learner's file where fits(module) is False.

    For a test file whose exercise needs more of another one than its tests promise.
    Must come before the test file imports anything from that other exercise.
    """
    finder = _finder()
    solution, stand_in = (tree / f"{stem}.py" for tree in (SOLUTIONS, STAND_INS))
    solution = solution if solution.exists() else stand_in
    if finder.sources[stem] == solution or fits(importlib.import_module(f"{PACKAGE}.{stem}")):
        return
    finder.sources[stem] = solution
    _forget_loaded()
    notes[stem] = reason


def forbid(module: str, why: str) -> None:
    """Refuse an exercise under test that imports this module: "{why}: remove line 7."

    For a test file whose exercise is to do without; it may stand before or after its imports.
    """
    finder = _finder()
    _refuse(Path(finder.sources[finder.under_test]), module, why)


def _finder() -> Finder:
    return next(each for each in sys.meta_path if isinstance(each, Finder))


def _parse(file: Path) -> ast.Module:
    """Return the syntax tree of a learner's file; a LearnerError says why it is no text."""
    content = source.read(file)
    try:
        text = importlib.util.decode_source(content)
    except (SyntaxError, UnicodeDecodeError) as error:  # the latter, past the first two lines
        line = content[: getattr(error, "start", 0)].count(b"\n") + 1
        raise LearnerError("The file is not UTF-8 text: save it as UTF-8.", line, True) from error
    return ast.parse(text, str(file))


def _refuse(file: Path, module: str, why: str) -> None:
    if module.encode() not in source.read(file):  # spares most files the walk
        return
    for node in ast.walk(_parse(file)):
        names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module]
        if module in [name.partition(".")[0] for name in names]:
            raise LearnerError(f"{why}: remove line {node.lineno}.", node.lineno)


def _record_calls(tree: ast.Module) -> None:
    """Let each function and method say that it was called, on the line of its first statement."""
    for name, function in syntax.functions(tree).items():
        call = ast.parse(f"__used__.add({name!r})").body[0]
        has_docstring = ast.get_docstring(function, clean=False) is not None
        for part in ast.walk(call):
            part.lineno = part.end_lineno = [*function.body[has_docstring:], function][0].lineno
        function.body.insert(has_docstring, call)


class _Missing:
    """Stands where a name is missing, so that only the tests that use it fail."""

    def __init__(self, message: str):
        object.__setattr__(self, "message", message)

    def _fail(self, *_, **__):
        raise MissingName(object.__getattribute__(self, "message"))

    __call__ = __getattr__ = __instancecheck__ = _fail


def _missing(module: ModuleType, name: str):
    if name.startswith("__"):
        raise AttributeError(name)
    stem = module.__name__.partition(".")[2]
    meant = syntax.given_functions(stem)
    own = [each for each in vars(module) if not each.startswith("_") and each not in meant]
    return _Missing(f"{stem}.py has no {name}.{source.did_you_mean(name, own)}")
