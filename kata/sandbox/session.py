"""A pytest session with the fewest plugins; a warm process has pytest read its configuration once."""

import importlib.util
import marshal
import sys
import traceback
from contextlib import suppress
from pathlib import Path

import pytest

from kata.course.files import UNREADABLE, write_file
from kata.course.paths import ROOT, TESTS
from kata.errors import CommandError

LEAST_PLUGINS = "cacheprovider terminal junitxml pastebin nose doctest stepwise setuponly setupplan debugging faulthandler capture logging legacypath unraisableexception threadexception"
OPTIONS = ["-p", "pytest_check.plugin", "--check-max-tb=0", "--assert=plain", "-o", "addopts="]
# A random.py in the course's folder hides nothing, a conftest.py there is nobody's business.
OPTIONS += ["--import-mode=append", "--confcutdir=tests"]
OPTIONS += ["-c", "pyproject.toml"]  # whatever pytest.ini somebody puts beside it
OPTIONS += [part for name in LEAST_PLUGINS.split() for part in ("-p", f"no:{name}")]
CANARY = "kata/sandbox/canary.py"
MAGIC = importlib.util.MAGIC_NUMBER + b"\3\0\0\0"  # bytecode that is kept by a hash, and checked

TRACE = 5000  # characters

_config = None  # of this process, and of those that it forks


class _Only:
    """The plugin that has pytest look at no other file on the way to these."""

    def __init__(self, files: list[Path]):
        self.wanted = {part for file in files for part in (file, *file.parents)}

    @pytest.hookimpl(tryfirst=True)
    def pytest_ignore_collect(self, collection_path):
        return None if collection_path in self.wanted else True


class _CacheConfig:
    """The plugin that keeps pytest's configuration, and lets pytest end there."""

    def pytest_cmdline_main(self, config):
        global _config
        if _config is None:
            _config = config
            return 0
        return None


def prepare() -> None:
    """Read the configuration for the sessions of the processes that this one will fork."""
    pytest.main([*OPTIONS, CANARY], plugins=[_CacheConfig()])


def only(config, files: list[str]) -> None:
    """Let a session that has begun collect these files."""
    config.args[:] = files
    config.pluginmanager.register(_Only([ROOT / file for file in files]))


def start(plugin) -> int:
    """Run the tests that the plugin will choose by `only`, in a process that does nothing after it."""
    if _config is None:
        return pytest.main([*OPTIONS, CANARY], plugins=[plugin])
    _config.pluginmanager.register(plugin)
    try:
        return _config.hook.pytest_cmdline_main(config=_config)
    except pytest.UsageError as error:
        print(error, file=sys.stderr)
        return pytest.ExitCode.USAGE_ERROR


def trace(error: BaseException) -> str:
    """Return Python's own traceback, from the test on."""
    first = error.__traceback__
    while first.tb_next and not first.tb_frame.f_code.co_filename.startswith(str(TESTS)):
        first = first.tb_next
    return "".join(traceback.format_exception(type(error), error, first))[-TRACE:]


def keep_compiled(file: str) -> None:
    """Keep the bytecode of a file of tests/ by a hash of its text: not by its time, which two saves may share."""
    source = (ROOT / file).read_bytes()
    kept = importlib.util.cache_from_source(str(ROOT / file))
    with suppress(OSError), open(kept, "rb") as bytecode:
        head = bytecode.read(16)
        if head == MAGIC + importlib.util.source_hash(source):
            return
    # The folder may be read-only, and the tests no Python. On a full disk py_compile would keep a part.
    with suppress(CommandError, *UNREADABLE):
        code = marshal.dumps(compile(source, str(ROOT / file), "exec", dont_inherit=True))
        write_file(Path(kept), MAGIC + importlib.util.source_hash(source) + code)
