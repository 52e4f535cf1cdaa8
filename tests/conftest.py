"""Which files the name `exercises` means while a test file runs."""

import re
import sys

import pytest

from kata.results import resolver
from kata.sandbox import loader

_sources: dict[str, resolver.Sources] = {}  # by the stem of the test file
_modules: dict[str, dict] = {}  # what each test file has loaded, while another one runs
_now = ""


def pytest_configure(config):
    config.addinivalue_line("markers", "task(name, star, seconds): the task a test belongs to")


def pytest_collectstart(collector):
    if isinstance(collector, pytest.Module):  # it will be imported next
        _activate(collector.path)


def pytest_runtest_setup(item):
    _activate(item.path)


def _activate(path) -> None:
    """Switch `exercises` to what this test file stands on; every file has modules of its own."""
    global _now
    match = re.fullmatch(r"test_(e\d\d_\w+)\.py", path.name)
    if not match or match[1] == _now:
        return
    _modules[_now] = {name: sys.modules[name] for name in loader.loaded()}
    _now = match[1]
    if _now not in _sources:
        _sources[_now] = resolver.of_this_process(_now)
    loader.install(_sources[_now], _now)
    sys.modules.update(_modules.get(_now, {}))
