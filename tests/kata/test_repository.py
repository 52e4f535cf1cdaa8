"""What hosts and assistants read: forms that ask for what is needed, workflows that call what there is, one version."""

import json
import re

import pytest
import yaml

from kata import verbs
from kata.course.paths import DOCS, ROOT
from kata.course.version import version

FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
CONTAINER = ROOT / ".devcontainer" / "devcontainer.json"


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_asks_for_the_lines_that_make_a_planted_mistake(path):
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert form.keys() == {"name", "description", "body"}
    asked = {each["id"]: each for each in form["body"] if each["type"] != "markdown"}
    assert {each["type"] for each in form["body"]} <= {"markdown", "input", "textarea"}
    assert all(each["attributes"]["label"] for each in asked.values())
    assert asked["lines"]["attributes"]["render"] == "python"
    first = next(iter(asked.values()))
    assert first["validations"] == {"required": True}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_runs_what_there_is(path):
    text = path.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    assert all(("uses" in step) != ("run" in step) for step in steps)
    ran = "\n".join(step.get("run", "") for step in steps)
    assert {*re.findall(r"-m kata (\w+)", ran)} <= {*verbs.names()}
    assert all((ROOT / name).exists() for name in re.findall(r"^\S+/run$", ran, re.M))


def test_the_container_gets_the_course_ready():
    container = json.loads(CONTAINER.read_text(encoding="utf-8"))
    assert {*re.findall(r"make (\w+)", container["postCreateCommand"])} <= {*verbs.names()}


def test_assistants_are_sent_to_commands_that_there_are():
    text = (ROOT / "AGENTS.md").read_text(encoding="utf-8")
    assert {*re.findall(r"`make (\w+)", text)} <= {*verbs.names()}
    assert all((ROOT / name).exists() for name in re.findall(r"`([\w/]+(?:/|\.md))`", text))


def test_the_changelog_begins_with_this_version():
    text = (DOCS / "changelog.md").read_text(encoding="utf-8")
    assert re.findall(r"^## ([\d.]+),", text, re.M)[0] == version()
