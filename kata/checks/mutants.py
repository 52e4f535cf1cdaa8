"""How strong are the tests? Change each solution in every small way, and see whether a test notices.

The changes are cosmic-ray's: another operator, another number, a comparison or a branch turned
round, a statement left out. tests/mutants.toml says of each survivor why nobody could notice.
"""

import difflib
import tomllib
from dataclasses import dataclass, replace

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

from kata.checks import planting
from kata.course import regions
from kata.course.exercises import Exercise
from kata.course.paths import TESTS
from kata.sandbox import fork_server

EXCUSED = TESTS / "mutants.toml"
CLOCK = 3  # seconds a test: a mutant that loops is noticed all the same


@dataclass(frozen=True)
class Mutant:
    """A solution with one small change; tests/mutants.toml knows it by its stem and both lines."""

    exercise: Exercise
    text: str
    key: tuple[str, str, str]


def mutants(exercise: Exercise) -> list[Mutant]:
    """Return every mutant of a solution, each text once."""
    solved = regions.solved(exercise.solution)
    nodes = list(ast_nodes(get_ast(solved)))
    operators = [get_operator(name) for name in operator_names()]
    texts = {
        mutate_code(solved, operator(), number): None
        for operator in operators
        if not operator.arguments()  # those need a configuration
        for number in range(sum(len(list(operator().mutation_positions(each))) for each in nodes))
    }
    texts = [text for text in texts if text not in (None, solved)]
    return [Mutant(exercise, text, (exercise.stem, *_change(solved, text))) for text in texts]


def survives(mutant: Mutant) -> bool:
    """Does no test notice?"""
    tests = mutant.exercise.tests
    shortened = [replace(test, seconds=max(CLOCK, test.seconds - 10)) for test in tests]
    _, seen = planting.run(mutant.exercise, mutant.text, shortened)
    return all(result.status == "passed" for result in seen)


def survivors(found: list[Mutant]) -> list[tuple[str, str, str]]:
    """Run the tests on each mutant; return the keys of those that pass them all."""
    alive = fork_server.pool().map(survives, found)
    return [each.key for each, lives in zip(found, alive) if lives]


def excused() -> list[tuple[str, str, str]]:
    """Return the survivors that tests/mutants.toml gives a reason for, by their keys."""
    entries = tomllib.loads(EXCUSED.read_text(encoding="utf-8")).get("survivor", [])
    return [(each["stem"], each["line"], each["changed"]) for each in entries if each["why"]]


def _change(before: str, after: str) -> tuple[str, str]:
    """Return the lines that differ, as they were and as they are."""
    diff = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    lines = list(diff)[2:]
    old, new = ([line[1:].strip() for line in lines if line[0] == sign] for sign in "-+")
    return " ".join(old), " ".join(new)
