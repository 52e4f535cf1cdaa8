"""Looks at something from several sides: the list of numbers and arrays that one gives, or an error in words."""

import re
import traceback
from pathlib import Path

import numpy as np

from kata.sandbox.loader import MissingName
from tests.expect import expect, fail


def written(x) -> str:
    """Return an array as a learner types it; a large one by its shape."""
    large, text = np.size(x) > 12, re.sub(r"\.0\b", "", str(np.asarray(x).tolist()))
    return f"numbers of shape {np.shape(x)}" if large else text


def outcome(look) -> list:
    """Return what a look gives, or its error in words."""
    with np.errstate(all="ignore"):
        try:
            return look()
        except (NotImplementedError, MissingName):
            raise  # a stub's, or of a file that lacks a name
        except RecursionError:  # in words that depend on where it stopped
            return ["RecursionError"]
        except Exception as error:
            return [f"{type(error).__name__}: {error}".strip()]  # numpy ends some with a space


def same(got: list, other: list) -> bool:
    """Are these outcomes the same, nan and words included?"""
    return len(got) == len(other) and all(map(_same, got, other))


def _same(x, y) -> bool:
    if isinstance(x, str | None) or isinstance(y, str | None):
        return type(x) is type(y) and x == y
    return np.shape(x) == np.shape(y) and np.allclose(x, y, 1e-9, 1e-9, equal_nan=True)


def first_wrong(got: list, want: list) -> int:
    """Return the number of the first that is wrong, as many as there are where all are right."""
    return [*(same([g], [w]) for g, w in zip(got, want)), False].index(False)


def tell(names: list[str], got: list, want: list, known: list[str], look) -> bool:
    """Say what is wrong first; of an error that nobody foresaw, also where."""
    if same(got, want):
        return True
    first, diagnosis = first_wrong(got, want), " Or: ".join(known)
    if isinstance(got[first], str) and len(got) < len(want):
        try:
            where = "" if known else look() and ""
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)
            lines = [each.line for each in frames if re.match(r"e\d\d_", Path(each.filename).name)]
            where = f", in: {lines[-1]}" if lines else ""
        fail(f"{names[0]} gives {got[0]}{where}.", diagnosis)
    elif isinstance(got[first], float | np.ndarray) and not np.isfinite(got[first]).all():
        fail(f"{names[first]} has nan or inf in it.", diagnosis)
    else:
        expect(names[first], got[first], want[first], [(got[first], words) for words in known])
    return False
