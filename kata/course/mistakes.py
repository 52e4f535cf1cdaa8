"""Mistakes that learners make: what people write instead of lines of a solution, and what they must read.

A wrong expression stands once, in MISTAKES of the exercise's test file, where its result is computed:
    MISTAKES = {"one_hot(label, n_classes)": {"[0.0] * n_classes": "There is no 1 in it."}}
A head such as "Value.exp._backward(self, out)" means the body of a function inside the task's region.
What is more than the body of one function stands in tests/mistakes/.
"""

import ast
import re
import textwrap
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kata.course import regions
from kata.course.exercises import Exercise
from kata.course.paths import TESTS
from kata.errors import CommandError

FOLDER = TESTS / "mistakes"
FIELDS = {"task", "name", "replace", "with", "words"}


@dataclass(frozen=True)
class Mistake:
    """One wrong idea: lines of the solution, what people write instead, what they must then read."""

    exercise: Exercise
    task: str
    name: str
    replace: str
    instead: str
    words: str
    in_code: bool = False  # the name is what people write

    def __str__(self) -> str:
        first, _, more = self.name.partition("\n")
        return f"{self.task}: {first}{more and ' ...'}"

    def planted(self) -> str:
        """Return the solution with this mistake in it."""
        solved = regions.solved(self.exercise.solution)
        function = regions.functions(solved, self.exercise.suffix)[self.task]
        where = function if self.replace in function else solved
        imports = "import math\n" * ("math." in self.instead and "import math" not in solved)
        return imports + solved.replace(where, where.replace(self.replace, self.instead, 1), 1)


def mistakes(exercise: Exercise) -> list[Mistake]:
    """Return the mistakes of an exercise; a CommandError names an entry that does not fit its solution."""
    path = FOLDER / f"{exercise.stem}.toml"
    solved, found = regions.solved(exercise.solution), _bodies(exercise)
    for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("mistake", []):
        where = f"tests/mistakes/{path.name}: {entry.get('name', 'a mistake without a name')}"
        if entry.keys() != FIELDS:
            raise CommandError(f"{where}: the fields are {', '.join(sorted(FIELDS))}.")
        if (lines := entry["replace"]) not in solved:
            raise CommandError(f"{where}: these lines do not stand in the solution:\n{lines}")
        if entry["task"] not in {task.name for task in exercise.tasks}:
            raise CommandError(f"{where}: there is no task {entry['task']}.")
        found.append(Mistake(exercise, instead=entry.pop("with"), **entry))
    return found


def _bodies(exercise: Exercise) -> list[Mistake]:
    """Return a mistake for each wrong body in the table of the test file."""
    found, bodies = [], regions.bodies(exercise.solution)
    for head, ideas in table(exercise.test_file).items():
        name = head.partition("(")[0]
        task = next((each for each in bodies if name == each or name.startswith(f"{each}.")), "")
        lines = bodies.get(task) if name == task else _inner(bodies.get(task, ""), name)
        if not lines:
            raise CommandError(f"tests/{exercise.test_file.name}: MISTAKES: no task {name}.")
        indent = lines[: len(lines) - len(lines.lstrip())]
        for body, words in ideas.items():
            planted = textwrap.indent(f"{as_statements(body)}\n", indent)
            idea = _difference(body, lines)
            found.append(Mistake(exercise, task, idea, lines, planted, words, in_code=True))
    return found


def _difference(body: str, lines: str) -> str:
    """Return a body from the first line to the last one in which it differs from the solution's lines."""
    theirs, ours = (textwrap.dedent(text).strip().splitlines() for text in (body, lines))
    for end in (0, -1):
        while theirs and ours and theirs[end] == ours[end]:
            del theirs[end], ours[end]
    if theirs:
        return textwrap.dedent("\n".join(theirs))
    return textwrap.dedent("\n".join(ours)) + "  (left out)"


def _inner(lines: str, name: str) -> str:
    """Return the lines of a function in these lines, by the last part of its name."""
    head = rf"^( *)def {name.rpartition('.')[2]}\(.*\):\n"
    found = re.search(head + r"((?:\1 +.*\n)+)", lines, re.MULTILINE)
    return found[2] if found else ""


def table(test_file: Path) -> dict[str, dict[str, str]]:
    """Return MISTAKES of a test file; nothing else of it is run than texts that are made from texts."""
    names, text = {}, test_file.read_text(encoding="utf-8")
    for node in ast.parse(text).body:
        parts = [*ast.walk(node.value)] if isinstance(node, ast.Assign) else [ast.Call()]
        if not any(isinstance(part, (ast.Call, ast.Lambda, ast.Attribute)) for part in parts):
            with suppress(NameError):
                exec(compile(ast.Module([node], []), test_file.name, "exec"), names)
    if "MISTAKES" not in names and "\nMISTAKES = " in text:
        said = "MISTAKES holds texts, and names of texts that stand above it"
        raise CommandError(f"tests/{test_file.name}: {said}.")
    return names.get("MISTAKES", {})


def as_statements(body: str) -> str:
    """Return the body of a function: an expression is what it returns."""
    try:
        ast.parse(body.strip(), mode="eval")
    except SyntaxError:
        return textwrap.dedent(body).strip("\n")
    return f"return {body.strip()}"


def as_function(head: str, body: str) -> str:
    """Return the text of a function f with the parameters of head: "Neuron.__call__(self, inputs)"."""
    return f"def f({head.partition('(')[2]}:\n{textwrap.indent(as_statements(body), '    ')}"


def named(exercise: Exercise, text: str) -> Mistake:
    """Return the mistake of this name, or the only one that holds these words; a CommandError lists them."""
    known, words = mistakes(exercise), text.lower().split()
    found = [each for each in known if text in (each.name, str(each))]
    found = found or [each for each in known if all(word in str(each).lower() for word in words)]
    if len(found) == 1:
        return found[0]
    fit = f"{len(found)} mistakes of {exercise.stem} fit {text!r}:"
    said = fit if found else f"{exercise.stem} has no mistake {text!r}. It has:"
    raise CommandError("\n".join([said, *(f"  {each}" for each in found or known)]))
