"""Setting up on a bare machine, and again when something is gone: it mends itself, or names the way out."""

import json
import os
import shutil
import subprocess
import sys
import zipfile

import pytest

from tests.kata.conftest import ROOT, once

PACKAGES = ("numpy", "pytest", "pytest_check", "PyYAML")
HERE = {"PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": "", "VIRTUAL_ENV": ""}
NOTHING = "There is nothing to undo"  # what the verb says that needs no package


class Clone:
    """A clone without .venv, and the command run by a Python that knows no packages."""

    def __init__(self, folder):
        self.folder, self.venv = folder, folder / ".venv"
        self.python = getattr(sys, "_base_executable", sys.executable)
        if folder.exists():
            return
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "kata", folder / "kata", ignore=ignored)
        for name in ("pyproject.toml", "Makefile"):
            shutil.copy(ROOT / name, folder / name)
        for name in ("exercises", "solutions", "tests", "docs"):
            (folder / name).mkdir()

    def __call__(self, *words, **environment):
        return self.run(self.python, "-m", "kata", *words, **environment)

    def run(self, *words, **environment):
        environment = {**os.environ, **HERE, **environment}
        return subprocess.run(
            words, cwd=self.folder, env=environment, capture_output=True, text=True
        )

    def change(self, name, old, new):
        path = self.folder / name
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))

    @property
    def site(self):
        return next(self.venv.glob("lib/*/site-packages"))


def pins():
    lines = (ROOT / "kata" / "constraints.txt").read_text().splitlines()
    return dict(line.split("==") for line in lines if "==" in line)


def fill(folder, tag="py3-none-any", **changes):
    """Put a wheel of each package there, with nothing in it; numpy needs pluggy."""
    folder.mkdir(exist_ok=True)
    for name in (*PACKAGES, "pluggy"):
        version = changes.get(name) or pins()[name.replace("_", "-")]
        info = f"{name}-{version}.dist-info"
        needs = "Requires-Dist: pluggy\n" if name == "numpy" else ""
        held = {
            f"{name}/__init__.py": "",
            f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{needs}",
            f"{info}/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n",
        }
        held[f"{info}/RECORD"] = "".join(f"{each},,\n" for each in [*held, f"{info}/RECORD"])
        own = tag if name == "numpy" else "py3-none-any"
        with zipfile.ZipFile(folder / f"{name}-{version}-{own}.whl", "w") as wheel:
            for path, text in held.items():
                wheel.writestr(path, text)


@pytest.fixture
def bare(tmp_path):
    return Clone(tmp_path / "neuer Klon")


def set_up(folder):
    clone = Clone(folder / "mein Klön")
    fill(clone.folder / "packages")
    done = clone("undo")
    assert NOTHING in done.stdout + done.stderr, done
    assert "Setting up .venv, once" in done.stderr


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A clone that has set itself up from its own packages/, without a network: a copy for each process."""
    folder = tmp_path_factory.mktemp("made") / "mein Klön"
    shutil.copytree(once(tmp_path_factory, "set up", set_up) / folder.name, folder, symlinks=True)
    return Clone(folder)


@pytest.fixture
def made(template):
    """The same for each test, which leaves it whole."""
    yield template
    assert says_nothing_of_it(template("undo"))


def says_nothing_of_it(done):
    return NOTHING in done.stdout + done.stderr and "Setting up" not in done.stderr


def assert_refused(done, *named):
    assert done.returncode == 2, done.stderr
    said = [line for line in done.stderr.splitlines() if not line.startswith("Setting up .venv")]
    assert len(said) == 2, done.stderr
    assert all(word in done.stderr for word in named), done.stderr


def test_without_ensurepip_the_package_to_install_is_named(bare):
    blocked = bare.folder / "blocked"
    blocked.mkdir()
    (blocked / "sitecustomize.py").write_text("import sys\nsys.modules['ensurepip'] = None")
    done = bare("test", PYTHONPATH=str(blocked))
    assert_refused(done, "ensurepip", "-venv")
    assert not (bare.folder / ".venv").exists()


def test_what_pip_could_not_do_is_told_apart_each_with_the_way_out(bare, template, tmp_path):
    shutil.copytree(template.venv, bare.venv, symlinks=True)
    (bare.venv / "kata-learn.txt").unlink()
    for path in bare.site.iterdir():  # as where a first set-up found no network: pip alone is there
        if not path.name.startswith("pip"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    way_out = "pip download -d packages -c kata/constraints.txt numpy pytest"
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_TIMEOUT": "1"}
    for _ in range(2):
        assert_refused(bare("test", **nowhere), "there is no network", way_out)
    none = bare("test", "--json", PIP_FIND_LINKS="/no/such folder", PIP_NO_INDEX="1")
    assert_refused(none, "PIP_FIND_LINKS names /no/such", "no such folder", way_out)
    assert "no such folder" in json.loads(none.stdout)["error"]
    stick = tmp_path / "a stick"
    fill(stick, tag="cp27-cp27mu-win_amd64")
    other = bare("test", PIP_FIND_LINKS=str(stick), PIP_NO_INDEX="1")
    assert_refused(other, "only numpy-", "win_amd64.whl", "cp3", way_out)
    fill(bare.folder / "packages", numpy="1.0")
    assert_refused(bare("test"), "only numpy-1.0-py3", f"numpy {pins()['numpy']}", way_out)
    shutil.rmtree(bare.folder / "packages")
    shutil.rmtree(stick)
    fill(stick)
    done = bare("undo", PIP_FIND_LINKS=str(stick), PIP_NO_INDEX="1")
    assert NOTHING in done.stdout + done.stderr, "a path with a space"


def test_the_list_of_verbs_and_the_doctor_need_nothing(bare):
    assert bare("help").returncode == 0
    assert bare().stdout == bare("help").stdout
    assert ".venv is not there yet" in bare("doctor").stdout
    assert not (bare.folder / ".venv").exists()


def test_a_folder_in_which_no_environment_can_be_made_is_named(bare):
    (bare.folder / ".venv").write_text("a file where a folder should be")
    assert_refused(bare("test"), "Cannot make", "Delete the file .venv.")


def upgraded(made):
    (made.venv / "bin" / "python").unlink()
    (made.venv / "bin" / "python").symlink_to("/usr/bin/python2.4")


def without_its_mark(made):
    (made.venv / "pyvenv.cfg").unlink()


def without_a_package(made):
    shutil.rmtree(made.site / "numpy")


def without_what_a_package_stands_on(made):
    shutil.rmtree(next(made.site.glob("pluggy*info")))


def without_packages(made):
    shutil.rmtree(made.site)


def for_another_python(made):
    note = made.venv / "kata-learn.txt"
    note.write_text(note.read_text().replace("3.", "3.1", 1))


def with_another_systems_python(made):
    (made.venv / "bin" / "python").unlink()
    (made.venv / "bin" / "python").write_bytes(b"\x00MZ")
    (made.venv / "bin" / "python").chmod(0o755)


@pytest.mark.parametrize(
    "harm",
    [
        upgraded,
        without_its_mark,
        without_a_package,
        without_what_a_package_stands_on,
        without_packages,
        for_another_python,
    ],
)
def test_an_environment_that_is_not_whole_is_seen_and_mends_itself(made, harm):
    harm(made)
    assert "MEND  .venv is not whole" in made("doctor").stdout
    done = made.run("make", "undo", f"PYTHON={made.python}")
    assert NOTHING in done.stdout + done.stderr, done
    assert "not found" not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_python_that_does_not_run_is_named(made):
    kept = os.readlink(made.venv / "bin" / "python")
    with_another_systems_python(made)
    assert_refused(made("undo"), "bin/python does not run", "Delete the folder .venv")
    (made.venv / "bin" / "python").unlink()
    (made.venv / "bin" / "python").symlink_to(kept)


def test_what_only_contributors_use_may_change(made):
    before = made.folder.joinpath("kata/constraints.txt").read_text()
    made.change("kata/constraints.txt", f"ruff=={pins()['ruff']}", "ruff==0.0.1")
    made.change("pyproject.toml", '"ruff",', '"ruff", "black",')
    made.change("pyproject.toml", "# soft checks", "# checks")
    assert says_nothing_of_it(made("undo"))
    made.folder.joinpath("kata/constraints.txt").write_text(before)


@pytest.mark.parametrize("name", ["numpy", "pluggy"], ids=["asked for", "stood on"])
def test_a_pin_of_the_learners_that_changed_is_seen_and_without_a_network_says_what_to_do(
    made, name
):
    pin = f"\n{name}=={pins()[name]}\n"
    made.change("kata/constraints.txt", pin, f"\n{name}==99.0\n")
    assert f"{pin.strip()} is no longer what kata/constraints.txt" in made("doctor").stdout
    assert_refused(made("undo"), "pip download")
    (made.folder / ".git").mkdir()
    assert_refused(made("undo"), "pip download", "git checkout ORIG_HEAD")
    (made.folder / ".git").rmdir()
    made.change("kata/constraints.txt", f"\n{name}==99.0\n", pin)


def test_another_package_is_installed(made):
    made.change("pyproject.toml", '    "pyyaml",', '    "pluggy",\n    "pyyaml",')
    assert "Setting up .venv (the course asks for other packages now)" in made("undo").stderr
