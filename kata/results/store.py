"""What the runner remembers between two commands: small JSON files in .kata/."""

import json

from kata.course.files import remember
from kata.course.paths import STATE


def read(name: str) -> dict:
    """Return what was written under this name; {} where nothing readable is."""
    try:
        found = json.loads((STATE / f"{name}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write(name: str, content: dict) -> None:
    """Remember content under this name, if anything can be remembered here."""
    remember(STATE / f"{name}.json", json.dumps(content).encode())
