"""Setting up on a bare machine: what cannot be had is named, with the way out."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.kata.conftest import ROOT


@pytest.fixture
def bare(tmp_path):
    """A clone without .venv, and the command run by a Python that knows no packages."""
    folder = tmp_path / "neuer Klon"
    shutil.copytree(ROOT / "kata", folder / "kata", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "Makefile"):
        shutil.copy(ROOT / name, folder / name)
    for name in ("exercises", "solutions", "tests", "docs"):
        (folder / name).mkdir()

    def run(*words, **environment):
        environment = {**os.environ, "VIRTUAL_ENV": "", **environment}
        return subprocess.run(
            [getattr(sys, "_base_executable", sys.executable), "-m", "kata", *words],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
        )

    run.folder = folder
    return run


def assert_refused(done, *named):
    assert done.returncode == 2, done.stderr
    said = [line for line in done.stderr.splitlines() if not line.startswith("Setting up .venv")]
    assert len(said) == 2, done.stderr
    assert all(word in done.stderr for word in named), done.stderr


def test_without_ensurepip_the_package_to_install_is_named(bare):
    blocked = bare.folder / "blocked"
    blocked.mkdir()
    (blocked / "ensurepip.py").write_text("raise ImportError('left out by the distribution')")
    done = bare("test", PYTHONPATH=str(blocked))
    assert_refused(done, "ensurepip", "-venv")
    assert not (bare.folder / ".venv").exists()


def test_without_a_network_the_way_without_one_is_named(bare):
    done = bare("test", PIP_NO_INDEX="1")
    assert_refused(done, "network", "PIP_FIND_LINKS")
    again = bare("test", PIP_NO_INDEX="1")
    assert_refused(again, "network", "PIP_FIND_LINKS")


def test_the_list_of_verbs_and_the_doctor_need_nothing(bare):
    assert bare("help").returncode == 0
    assert bare().stdout == bare("help").stdout
    assert ".venv is not there yet" in bare("doctor").stdout
    assert not (bare.folder / ".venv").exists()


def test_a_folder_in_which_no_environment_can_be_made_is_named(bare):
    (bare.folder / ".venv").write_text("a file where a folder should be")
    assert_refused(bare("test"), ".venv", "folder")
