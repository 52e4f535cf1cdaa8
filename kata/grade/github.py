"""Annotations for a GitHub workflow's log, and the summary of its step."""

import os

from kata.grade import wording


def github(records: list[dict]) -> str:
    """Annotations for a GitHub workflow's log; the step's summary is written where GitHub says."""
    record = wording.only(records, "github")
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary and record["state"] != "unfinished":  # it is added to what stands there
        with open(summary, "a", encoding="utf-8") as file:
            file.write(_markdown(record))
    lines = [
        f"::error file={_escaped(exercise['file'], True)},line={check['line'] or 1},"
        f"title={_escaped(wording.title(check), True)}::{_escaped(wording.said(check))}"
        for exercise, check in wording.checks(record)
        if check["passed"] is False and not check["star"]
    ]
    if record["message"]:
        lines.append(f"::error::{_escaped(record['message'])}")
    totals = record["totals"]
    lines.append(
        f"::notice::{wording.number(totals['points'])} of {wording.number(totals['max_points'])} points"
    )
    return "\n".join(lines) + "\n"


def _markdown(record: dict) -> str:
    rows = [
        f"| {exercise['id']} | {exercise['state'].replace('_', ' ')} | {wording.score(exercise)} |"
        for exercise in record["exercises"]
    ]
    head = [
        "## Neural Kata",
        "",
        wording.how(record),
        "",
        "| exercise | | points |",
        "|---|---|---|",
    ]
    return "\n".join([*head, *rows, ""])


def _escaped(text: str, in_property: bool = False) -> str:
    """Escape what a workflow's command would end at."""
    kept = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return kept.replace(":", "%3A").replace(",", "%2C") if in_property else kept
