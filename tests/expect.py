"""Assertions for the tests of exercises: what a test belongs to, and what it says when a result is wrong."""

import os
import re
from math import isclose
from numbers import Number
from random import Random

import pytest
from pytest_check import check

SEED = int(os.environ.get("KATA_SEED") or 0)
PLURAL = re.compile(r"(all|both|the (?!bias)\w*[^\Ws]s)\b")  # the gradients, but not the loss
said: list[tuple[str, str, str]] = []  # what the running test has found wrong: fact, diagnosis, and
# the error that it speaks of, if any; the runner reads and clears it


def task(*names: str, star: bool = False, seconds: float = 10):
    """Mark a test: the task it belongs to, whether it is a stretch, and its clock.

    A family of tasks shares a test with @task("first", "second*"), a star at the name of a stretch,
    or with @task(*TABLE), a list of names or a dict by name; the test then has a parameter `name`.
    """
    marks = {
        name.rstrip("*"): pytest.mark.task(
            name.rstrip("*"), star=star or name.endswith("*"), seconds=seconds
        )
        for name in names
    }
    if len(marks) == 1:
        return next(iter(marks.values()))
    family = [pytest.param(name, marks=mark, id=name) for name, mark in marks.items()]
    return pytest.mark.parametrize("name", family)


def draw() -> Random:
    """Return the generator for drawn inputs; SEED=7 replays a run."""
    return Random(SEED)


def expect(name, got, want, mistakes=None, rel=1e-9, abs=1e-9) -> bool:
    """Compare softly, and name the mistake that gives just this result.

    Args:
        name: what was called, as a learner would type it: "a.grad" or "softmax([1, 2])".
        got, want: numbers, strings, None, or lists, tuples, dicts and arrays of them.
        mistakes: wrong results and the sentence for each, a dict or (result, sentence) pairs.
        rel, abs: tolerances; a number may be off by the larger of the two.
    """
    if close(got, want, rel, abs):
        return True
    pairs = mistakes.items() if isinstance(mistakes, dict) else mistakes or ()
    known = list(dict.fromkeys(text for wrong, text in pairs if close(got, wrong, rel, abs)))
    if isinstance(got, bool) and not isinstance(want, bool):
        known = []  # True is not the 1.0 of somebody's mistake
    shown, wanted = _apart(got, want)
    fact = f"{name} {'are' if PLURAL.match(name) else 'is'} {shown}, want {wanted}."
    if _size(got) and _size(want) and _size(got) != _size(want):
        fact += f" That is {_size(got)}, not {_size(want)}."
    fail(fact, " Or: ".join(known or odd(got, want)))
    return False


def expect_error(name: str, error: type[Exception], call, naming: str = "", why: str = "") -> bool:
    """Expect call() to raise this error, its message naming this text; why: said where it gives."""
    try:
        got = call()
    except NotImplementedError:
        raise  # a stub refuses nothing
    except error as raised:
        if naming in str(raised):
            return True
        fail(
            f"{name} raises {error.__name__}, as it should, but the message does not name {naming}: {raised}"
        )
    except Exception as raised:
        fact = f"{name} raises {type(raised).__name__} ({raised}), want {error.__name__}."
        fail(fact, error=raised)
    else:
        returned = "An error is raised, not returned." if isinstance(got, Exception) else why
        fail(f"{name} gives {show(got)}, want {error.__name__}.", returned)
    return False


def expect_own_list(what: str, first, second) -> None:
    """Expect that a call gives a list of its own, which stays as it is when there is a second one."""
    kept, again = first(), first()
    before, _ = list(kept), second()
    if kept is again or [*map(id, kept)] != [*map(id, before)]:
        how = "is the very same each time" if kept is again else "changes with the next call"
        fail(f"The list from {what} {how}.", "Make a new list in every call.")


def expect_chance(what: str, rows, seeded=Random) -> None:
    """Expect numbers that are drawn anew each time, unless rng begins with the same seed.

    Args:
        rows: makes the thing with the generator that it is given, or None; returns lists of its numbers.
        seeded: makes a generator from a seed.
    """
    hand_on = "Draw from rng, the generator that is handed over, and hand it on."
    shared = seeded(SEED)
    for how, a, b, alike, cause in (
        ("one seed", seeded(SEED), seeded(SEED), True, hand_on),
        ("two seeds", seeded(SEED), seeded(SEED + 1), False, "Is a seed fixed, or rng replaced?"),
        ("one rng", shared, shared, False, "Is it copied, or seeded anew?"),
        ("no rng", None, None, False, "Is a seed fixed?"),
    ):
        for first, second in zip(rows(a), rows(b)):
            if (first == second) != alike and len({*first, *second}) > 1:
                again = "both times" if first == second else f"then {show(second)}"
                return fail(
                    f"{what}, made twice with {how}, has the weights {show(first)}, {again}.", cause
                )


def fail(fact: str, diagnosis: str = "", error: Exception | None = None) -> None:
    """Report softly: the test goes on, and fails at its end.

    Args:
        error: what the fact speaks of, so that the same error elsewhere is not told again.
    """
    said.append((fact, diagnosis, f"{type(error).__name__}: {error}" if error else ""))
    check.fail(f"{fact} {diagnosis}".strip())


def demand(right, fact: str, diagnosis: str = "") -> None:
    """Stop the test here unless this is right."""
    if not right:
        fail(fact, diagnosis)
        raise AssertionError(fact)


def close(got, want, rel=1e-9, abs=1e-9) -> bool:
    """Are these the same up to rounding? Lists and tuples may stand for each other."""
    if isinstance(want, dict):
        return (
            isinstance(got, dict)
            and got.keys() == want.keys()
            and all(close(got[key], want[key], rel, abs) for key in want)
        )
    if hasattr(want, "shape") and want.shape:
        return (
            isinstance(got, type(want))
            and got.shape == want.shape
            and all(
                close(g, w, rel, abs) for g, w in zip(got.ravel().tolist(), want.ravel().tolist())
            )
        )
    if isinstance(want, (list, tuple)):
        return (
            isinstance(got, (list, tuple))
            and len(got) == len(want)
            and all(close(g, w, rel, abs) for g, w in zip(got, want))
        )
    if want is None or isinstance(want, (str, bool)):
        return type(got) is type(want) and got == want
    if not isinstance(got, Number) and getattr(got, "shape", None) != ():
        return False  # float() would take "3", an array of one number, and whatever has a __float__
    try:
        return isclose(float(got), float(want), rel_tol=rel, abs_tol=abs)
    except (TypeError, ValueError, OverflowError):
        return False


def show(x, digits: int = 6, start: int = 0, depth: int = 0) -> str:
    """Print a result so that it fits on a line; of a list, six items from start on."""
    if hasattr(x, "shape") and x.shape:
        return f"an array of shape {x.shape} {_some(x.ravel().tolist(), digits, start)}"
    if isinstance(x, (list, tuple)):
        return _some(x, digits, start, depth) if depth < 4 else "[...]"  # it may hold itself
    if isinstance(x, float) or (hasattr(x, "dtype") and not isinstance(x, complex)):
        whole = float(x).is_integer() and abs(x) < 10**digits
        return str(float(x)) if whole else f"{float(x):.{digits}g}"
    try:
        text = re.sub(r" at 0x[0-9A-Fa-f]+", "", repr(x))
    except Exception as error:  # an int of 100,000 digits, a __repr__ with a slip in it
        return f"a {type(x).__name__} that cannot be printed ({error})"
    return text if len(text) <= 80 else text[:77] + "..."


def odd(got, want) -> list[str]:
    """Say what is odd about a result, whatever was asked."""
    if got is None:
        return ["Is a return missing?"]
    if isinstance(got, bool) and isinstance(want, (int, float)):
        return ["That is an answer, yes or no, and not a number."]
    first = got[0] if isinstance(got, (list, tuple)) and got else got
    wanted = want[0] if isinstance(want, (list, tuple)) and want else want
    if hasattr(first, "data") and hasattr(first, "grad") and isinstance(wanted, (int, float)):
        return ["That is a Value; its number is in .data."]
    if isinstance(want, (int, float)) and not isinstance(got, (int, float)):
        return [] if hasattr(got, "dtype") else [f"That is a {type(got).__name__}, not a number."]
    if isinstance(want, float) and any(
        got == round(want, n) != round(want, 1) for n in (2, 3, 4, 6)
    ):
        return ["That is rounded: keep every digit."]
    return []


def _size(x) -> str:
    """Return what a list or an array measures; nothing for anything else."""
    if getattr(x, "shape", ()):
        return f"of shape {x.shape}"
    return f"{len(x)} long" if isinstance(x, (list, tuple)) else ""


def _apart(got, want) -> tuple[str, str]:
    """Show both so that a reader sees the difference: from near it, in as many digits as it takes."""
    if hasattr(got, "ravel") and hasattr(want, "ravel"):
        pairs = zip(got.ravel().tolist(), want.ravel().tolist())
    elif isinstance(got, (list, tuple)) and isinstance(want, (list, tuple)):
        pairs = zip(got, want)
    else:
        pairs = ()
    first = next((i for i, (g, w) in enumerate(pairs) if not close(g, w)), 0)
    for digits in (6, 9, 12, 17):
        shown = show(got, digits, max(0, first - 3)), show(want, digits, max(0, first - 3))
        if re.sub(r"\.0\b", "", shown[0]) != re.sub(r"\.0\b", "", shown[1]):
            break
    return shown


def _some(items, digits: int, start: int = 0, depth: int = 0, most: int = 6) -> str:
    start = max(0, min(start, len(items) - most))
    shown = [show(item, digits, 0, depth + 1) for item in items[start : start + most]]
    before, after = ["..."] * (start > 0), ["..."] * (len(items) > start + most)
    return f"[{', '.join(before + shown + after)}]"
