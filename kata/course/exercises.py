"""What exists: the exercises, read off the names of the files in tests/."""

import ast
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from kata.course.files import UNREADABLE, as_made
from kata.course.paths import DOCS, EXERCISES, SOLUTIONS, STEM, TESTS, given
from kata.errors import CommandError, back

QUICK = 10  # seconds a test may take; those that train, or build a million values, have more


class Task(NamedTuple):
    """One thing to write; a star is a check of its own that never blocks completion."""

    name: str
    star: bool = False

    def __str__(self) -> str:
        return f"{self.name}{' *' * self.star}"


@dataclass(frozen=True)
class Test:
    """One test function, the task it belongs to, and its clock in seconds."""

    name: str
    task: Task
    seconds: float

    @property
    def long(self) -> bool:
        """Whether it takes long: it then comes last, and only if the quick ones of its task pass."""
        return self.seconds > QUICK


@dataclass(frozen=True)
class Exercise:
    """One stem, and everything that its name leads to."""

    stem: str

    @property
    def number(self) -> int:
        return int(self.stem[1:3])

    @cached_property
    def suffix(self) -> str:
        """What the learner's file ends in: .c where there is C, and the Python that calls it is given."""
        in_c = any((tree / f"{self.stem}.c").exists() for tree in (SOLUTIONS, EXERCISES))
        return ".c" if in_c else ".py"

    def file_in(self, tree: Path) -> Path:
        """Return the file that a learner of this tree works in."""
        return tree / f"{self.stem}{self.suffix}"

    @property
    def solution(self) -> Path:
        return self.file_in(SOLUTIONS)

    @property
    def stub(self) -> Path:
        return self.file_in(EXERCISES)

    @property
    def parts(self) -> dict[Path, Path]:
        """Each file of the solution, by the file in exercises/ that is made from it."""
        sources = dict.fromkeys([self.solution, self.solution.with_suffix(".py")])
        return {EXERCISES / source.name: source for source in sources if source.exists()}

    @property
    def test_file(self) -> Path:
        return TESTS / f"test_{self.stem}.py"

    @property
    def page(self) -> Path:
        return DOCS / f"{self.stem}.md"

    @cached_property
    def tests(self) -> list[Test]:
        """The tests, read from the file without running it; a CommandError says why there are none."""
        with as_made(self.test_file):
            module = _parsed(self.test_file.read_bytes())
            found = [
                test
                for node in module.body
                if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
                for decorator in node.decorator_list
                if isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") == "task"
                for test in _tests(node, decorator, module)
            ]
            if not found:
                raise ValueError("no test in it has a @task")
        return found

    @cached_property
    def tasks(self) -> list[Task]:
        """The tasks in the order in which the tests first name them, stars last."""
        return sorted(dict.fromkeys(test.task for test in self.tests), key=lambda task: task.star)

    def number_of(self, name: str, star: bool) -> str:
        """Return what EX= takes for a task: "4.2"."""
        return f"{self.number}.{self.tasks.index(Task(name, star)) + 1}"

    @cached_property
    def prerequisites(self) -> list[str]:
        """The stems that this exercise, or its tests, import at the top of the file."""
        needed = _imported(_first_parsed(self.test_file)) | _imported(self._code)
        return sorted(needed - {self.stem})

    @cached_property
    def helpers(self) -> list[str]:
        """The stems that this exercise imports inside a function."""
        return sorted(_imported(self._code, inside=True) - {*self.prerequisites, self.stem})

    @property
    def _code(self) -> ast.Module:
        return _first_parsed(given(self.stem), EXERCISES / f"{self.stem}.py")


def exercises() -> list[Exercise]:
    """Return every exercise that has a test file, in the order of the numbers; there is one."""
    stems = sorted(path.stem.removeprefix("test_") for path in TESTS.glob("test_e*.py"))
    found = [Exercise(stem) for stem in stems if STEM.fullmatch(stem)]
    if not found:
        raise CommandError(f"tests/ has no exercise in it: {back('tests')}.")
    return found


def find(text: str) -> tuple[Exercise, Task | None]:
    """Return the exercise and, for "4.2", the task that a learner means; or a CommandError.

    Accepts 4, 04, E04, e04_neuron, each with a task's number behind a dot, and the path of a file.
    """
    name = re.split(r"[\\/]", text.strip())[-1].lower()
    match = re.fullmatch(r"(?:test_)?e?0*(\d+)(_\w+)?(?:\.(?:(\d+)|[a-z]+))?", name)
    known = {each.number: each for each in exercises()}
    first, last = min(known), max(known)
    if not match:
        a_number = f"A number is: EX={first}, or EX=4.2 for a task."
        raise CommandError(f"EX={text} is not an exercise. {a_number}")
    number, name, position = match.groups()
    if int(number) not in known:
        raise CommandError(f"There is no exercise {number}: they go from {first} to {last}.")
    exercise = known[int(number)]
    if name and not exercise.stem.endswith(name):
        raise CommandError(f"There is no {text}: exercise {number} is {exercise.stem}.")
    if position is None:
        return exercise, None
    if 0 < int(position) <= len(exercise.tasks):
        return exercise, exercise.tasks[int(position) - 1]
    names = [f"  {exercise.number_of(*task)} {task}" for task in exercise.tasks]
    raise CommandError("\n".join([f"{exercise.stem} has no task {position}. Its tasks:", *names]))


def _first_parsed(*paths: Path) -> ast.Module:
    """Return the first of these that can be read; none of it where none can: its tests will say so."""
    for path in paths:
        with suppress(*UNREADABLE):
            return _parsed(path.read_bytes())
    return ast.Module([], [])


_parsed = lru_cache(maxsize=100)(ast.parse)  # an exercise is asked for many times in a run


@lru_cache(maxsize=200)
def _imported(module: ast.Module, inside: bool = False) -> set[str]:
    """Return the stems that a module imports `from` at its top, or inside its functions, too."""
    nodes = ast.walk(module) if inside else module.body
    names = (node.module or "" for node in nodes if isinstance(node, ast.ImportFrom))
    return {stem for name in names if STEM.fullmatch(stem := name.removeprefix("exercises."))}


def _tests(node: ast.FunctionDef, decorator: ast.Call, module: ast.Module) -> list[Test]:
    """Return the test of one task, or those of a family, as pytest names them; "*" makes a star."""
    options = {keyword.arg: ast.literal_eval(keyword.value) for keyword in decorator.keywords}
    family = [name for each in decorator.args for name in _names(each, module)]
    return [
        Test(
            f"{node.name}[{name.rstrip('*')}]" if len(family) > 1 else node.name,
            Task(name.rstrip("*"), name.endswith("*") or options.get("star", False)),
            options.get("seconds", QUICK),
        )
        for name in family
    ]


def _names(name: ast.expr, module: ast.Module) -> list[str]:
    """Return the task that an argument of @task names, or those that *TABLE spreads out."""
    if not isinstance(name, ast.Starred):
        return [ast.literal_eval(name)]
    tables = [n for n in module.body if isinstance(n, ast.Assign)]
    table = next(n for n in tables if getattr(n.targets[0], "id", "") == name.value.id).value
    return [ast.literal_eval(each) for each in getattr(table, "keys", ()) or table.elts]
