"""results.json of a Gradescope autograder."""

import json

from kata.grade import wording


def gradescope(records: list[dict]) -> str:
    """results.json of a Gradescope autograder."""
    record = wording.only(records, "gradescope")
    tests = [
        {
            "number": check["id"],
            "name": f"{exercise['id']}: {wording.title(check)}",
            "score": check["points"],
            "max_score": 0 if check["star"] else check["max_points"],
            "status": "passed" if check["passed"] else "failed",
            "output": wording.said(check),
            "output_format": "text",
            "visibility": "visible",
        }
        for exercise, check in wording.checks(record)
    ]
    said = "\n".join(filter(None, [record["message"], wording.how(record)]))
    whole = {"score": record["totals"]["points"], "output": said, "output_format": "text"}
    whole |= {"execution_time": round(record["duration_s"]), "stdout_visibility": "hidden"}
    return json.dumps(whole | {"visibility": "visible", "tests": tests}, indent=1) + "\n"
