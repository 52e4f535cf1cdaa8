"""What exists: the exercises, read off the names of the files in tests/."""

import ast
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from kata.course.paths import DOCS, EXERCISES, SOLUTIONS, STEM, TESTS
from kata.errors import CommandError

QUICK = 10  # seconds a test may take; those that train, or build a million values, have more


@dataclass(frozen=True)
class Task:
    """One thing to write; a star is a check of its own that never blocks completion."""

    name: str
    star: bool = False


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
        trees = SOLUTIONS, EXERCISES
        return ".c" if any((tree / f"{self.stem}.c").exists() for tree in trees) else ".py"

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
        """The tests, read from the file without running it."""
        tree = _parsed(self.test_file.read_bytes(), str(self.test_file))
        return [
            _test(node, decorator)
            for node in tree.body
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
            for decorator in node.decorator_list
            if isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") == "task"
        ]

    @cached_property
    def tasks(self) -> list[Task]:
        """The tasks in the order in which the tests first name them, stars last."""
        return sorted(dict.fromkeys(test.task for test in self.tests), key=lambda task: task.star)

    @cached_property
    def prerequisites(self) -> list[str]:
        """The stems that this exercise, or its tests, import at the top of the file."""
        tested = _imports(self.test_file.read_bytes(), str(self.test_file))
        found = {module.removeprefix("exercises.") for level, module in tested if level == 0}
        stems = self._imports() | {stem for stem in found if STEM.fullmatch(stem)}
        return sorted(stems - {self.stem})

    @cached_property
    def helpers(self) -> list[str]:
        """The stems that this exercise imports inside a function."""
        return sorted(self._imports(inside=True) - {*self.prerequisites, self.stem})

    def _imports(self, inside: bool = False) -> set[str]:
        path = self.solution if self.solution.exists() else self.stub
        path = path.with_suffix(".py")
        try:
            found = _imports(path.read_bytes(), str(path), inside)
        except (OSError, SyntaxError, ValueError):
            return set()  # a pack's broken exercise: its tests say what is wrong
        return {stem for level, stem in found if level == 1 and STEM.fullmatch(stem)}


def exercises() -> list[Exercise]:
    """Return every exercise that has a test file, in the order of the numbers."""
    names = (re.fullmatch(r"test_(e\d\d_\w+)\.py", path.name) for path in TESTS.iterdir())
    return [Exercise(stem) for stem in sorted(name[1] for name in names if name)]


def find(text: str) -> tuple[Exercise, Task | None]:
    """Return the exercise and, for "4.2", the task that a learner means.

    Accepts 4, 04, e04, e04_neuron and each of these with a task number behind a dot.

    Raises:
        CommandError: there is no such exercise or task.
    """
    match = re.fullmatch(r"e?0*(\d+)(_\w+)?(?:\.(\d+))?", text.strip())
    known = exercises()
    if not match:
        raise CommandError(
            f"EX={text} is not an exercise. A number is: EX={known[0].number}, or EX=4.2 for a task."
        )
    exercise = next((each for each in known if each.number == int(match[1])), None)
    if exercise and match[2] and not exercise.stem.endswith(match[2]):
        raise CommandError(f"There is no {text}: exercise {match[1]} is {exercise.stem}.")
    if exercise is None:
        raise CommandError(
            f"There is no exercise {match[1]}: they go from {known[0].number} to {known[-1].number}."
        )
    if match[3] is None:
        return exercise, None
    if not 1 <= int(match[3]) <= len(exercise.tasks):
        names = "\n".join(
            f"  {exercise.number}.{i} {task.name}" for i, task in enumerate(exercise.tasks, 1)
        )
        raise CommandError(f"{exercise.stem} has no task {match[3]}. Its tasks:\n{names}")
    return exercise, exercise.tasks[int(match[3]) - 1]


@lru_cache(maxsize=100)
def _parsed(content: bytes, name: str) -> ast.Module:
    """Parse each text once: an exercise is asked for many times in a run."""
    return ast.parse(content, name)


@lru_cache(maxsize=100)
def _imports(content: bytes, name: str, inside: bool = False) -> list[tuple[int, str]]:
    """Return the level and the module of each `from` at the top of a text, or also inside of it."""
    tree = _parsed(content, name)
    nodes = ast.walk(tree) if inside else tree.body
    return [(node.level, node.module or "") for node in nodes if isinstance(node, ast.ImportFrom)]


def _test(node: ast.FunctionDef, decorator: ast.Call) -> Test:
    options = {keyword.arg: ast.literal_eval(keyword.value) for keyword in decorator.keywords}
    name = ast.literal_eval(decorator.args[0])
    return Test(node.name, Task(name, options.get("star", False)), options.get("seconds", QUICK))
