"""JUnit's XML: a suite for each submission and exercise, a case for each task."""

from xml.etree import ElementTree

from kata.grade import wording


def junit(records: list[dict]) -> str:
    """JUnit's XML: a suite for each submission and exercise, a case for each task."""
    suites = ElementTree.Element("testsuites", name="Neural Kata")
    for record in records:
        for exercise in record["exercises"]:
            checks = exercise["checks"]
            failed = sum(not check["passed"] and check["state"] != "skipped" for check in checks)
            suite = ElementTree.SubElement(suites, "testsuite")
            suite.set("name", _xml(f"{record['name']}: {exercise['id']}"))
            suite.set("timestamp", record["started"].partition("+")[0])
            skipped = sum(check["state"] == "skipped" for check in checks)
            seconds = sum(check["duration_s"] for check in checks)
            numbers = {"tests": len(checks), "failures": failed, "errors": 0, "skipped": skipped}
            for name, value in (numbers | {"time": f"{seconds:.3f}"}).items():
                suite.set(name, str(value))
            for check in checks:
                case = ElementTree.SubElement(suite, "testcase", name=wording.title(check))
                case.set("classname", exercise["id"])
                case.set("time", f"{check['duration_s']:.3f}")
                if not check["passed"]:
                    kind = "skipped" if check["state"] == "skipped" else "failure"
                    said = _xml(wording.said(check) or record["message"])
                    ElementTree.SubElement(case, kind, message=said.partition("\n")[0]).text = said
    ElementTree.indent(suites)
    return ElementTree.tostring(suites, encoding="unicode", xml_declaration=True) + "\n"


def _xml(text: str) -> str:
    """Leave out what XML cannot hold."""
    return "".join(each for each in text if each in "\n\t" or each.isprintable())
