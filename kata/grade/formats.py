"""The formats of a record, or of those of a class: text, json and csv here, a host's in a file of its name."""

import csv
import io
import json
from collections.abc import Callable

from kata.grade import wording
from kata.grade.classroom50 import classroom50
from kata.grade.github import github
from kata.grade.gradescope import gradescope
from kata.grade.junit import junit

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def text(records: list[dict]) -> str:
    """Lines for people: one record with what is wrong, a class with a line each."""
    lines = [wording.how(records[0])]
    for each in records:
        lines.append(wording.line(each))
        for exercise in each["exercises"] if len(records) == 1 else ():
            lines.append(
                f"  {exercise['id']}: {wording.score(exercise)}, {exercise['state'].replace('_', ' ')}"
            )
            lines += [
                f"    {wording.title(check)}: {wording.said(check)}"
                for check in exercise["checks"]
                if check["passed"] is False and not (check["star"] and not check["message"])
            ]
    return "\n".join(lines) + "\n"


def as_json(records: list[dict]) -> str:
    """Our own: a record, or a list of them."""
    return json.dumps(records[0] if len(records) == 1 else records, indent=1) + "\n"


def as_csv(records: list[dict]) -> str:
    """A row for each submission, a column for each task; what a table would take for a formula is quoted."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    checks = [check for each in records[0]["exercises"] for check in each["checks"]]
    head = ["name", "state", "sha256", "seed", "isolation", "points", "max_points"]
    rows.writerow([*head, *(f"{each['id']} {wording.title(each)}" for each in checks)])
    for each in records:
        states = [check["state"] for exercise in each["exercises"] for check in exercise["checks"]]
        front = [
            each["name"],
            each["state"],
            each["submission_hash"],
            each["seed"],
            each["isolation"],
        ]
        row = [*front, *map(wording.number, each["totals"].values()), *states]
        rows.writerow([_no_formula(wording.printable(str(cell))) for cell in row])
    return out.getvalue()


def _no_formula(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


FORMATS: dict[str, Callable[[list[dict]], str]] = {
    "text": text,
    "json": as_json,
    "csv": as_csv,
    "junit": junit,
    "gradescope": gradescope,
    "github": github,
    "classroom50": classroom50,
}
