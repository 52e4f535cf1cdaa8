"""How a record is put into words, for every format."""

from kata.errors import CommandError

NOTE = "Learner code was not kept apart from the grader: take these points for what they are."


def line(record: dict) -> str:
    """A submission in a line."""
    said = f". {record['message']}" if record["message"] else ""
    return f"{printable(record['name'])}: {score(record['totals'])} points{said}"


def how(record: dict) -> str:
    """Say what a reader of the points must know of them."""
    network = "" if record["offline"] else ", the network open to it"
    said = f"Seed {record['seed']}, isolation: {record['isolation']}{network}."
    return said if record["isolated"] else f"{said} {NOTE}"


def score(exercise: dict) -> str:
    """Say how many points out of how many."""
    return f"{number(exercise['points'])} of {number(exercise['max_points'])}"


def title(check: dict) -> str:
    """Return a task's name, with a star where it is one."""
    return f"{check['title']} *" if check["star"] else check["title"]


def said(check: dict) -> str:
    """Return what is to be read beside a task."""
    return check["message"] or ("" if check["passed"] else "not written yet")


def number(points: float) -> str:
    """Return points as people write them."""
    return f"{points:g}"


def printable(text: str) -> str:
    """Return a name in one line, and in UTF-8, whatever a disk calls it."""
    kept = "".join(
        each if each.isprintable() or 0xDC80 <= ord(each) <= 0xDCFF else "?" for each in text
    )
    return kept.encode("utf-8", "backslashreplace").decode()


def only(records: list[dict], name: str) -> dict:
    """Return the one record that a host asks for."""
    if len(records) != 1:
        raise CommandError(f"--format {name} is for one submission, not for a class.")
    return records[0]


def checks(record: dict) -> list[tuple[dict, dict]]:
    """Return every task of a record with its exercise."""
    return [(each, check) for each in record["exercises"] for check in each["checks"]]
