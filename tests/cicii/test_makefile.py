"""What is handed to make is taken as a name, whatever it looks like."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from checkouts import Checkout

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="there is no make")

NAMES = [
    "a b\"c'd$e#f%g~h*i\\j",
    "$(touch ran)",
    "$(shell touch ran)",
    "`touch ran`",
    "'; touch ran; '",
    '"; touch ran; "',
    "-x",
    "西安",
    "a\nb",
    "n" * 255,
]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    return Checkout(tmp_path_factory.mktemp("make") / "checkout")


def make(checkout, *arguments):
    """Run make with the Python of the tests, as if its environment were set up."""
    command = [
        "make",
        "-o",
        ".venv/run",
        f"RUN={shlex.quote(sys.executable)}",
        *arguments,
    ]
    options = {"cwd": checkout.folder, "env": checkout.environment()}
    return subprocess.run(command, capture_output=True, encoding="utf-8", **options)


# Stands in for Python: says what it is called with, each argument ended by a zero byte.
SAYS = """#!/bin/sh
printf '%s\\0' "$@"
"""


@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_a_folder_of_any_name_is_handed_on_as_it_is(checkout, tmp_path, name):
    says = tmp_path / "says"
    says.write_text(SAYS)
    says.chmod(0o755)
    isolated = ["-I", "-X", "utf8", "src/cicii/launch.py", "cicii"]
    for goal, given in (("template", "DIR"), ("index", "DATA")):
        done = make(checkout, goal, f"{given}={name}", f"RUN={says}")
        assert done.returncode == 0, done.stderr
        got = done.stdout.split("\0")
        assert got[:6] == [*isolated, goal] and name in got[6:], got
    assert not list(checkout.folder.rglob("ran"))


# One that make and the shell could read otherwise, and those that a program could.
@pytest.mark.parametrize("name", [NAMES[0], *NAMES[6:]], ids=repr)
def test_a_folder_of_such_a_name_is_prepared_and_computed(checkout, name):
    done = make(checkout, "template", f"DIR={name}")
    assert done.returncode == 0, done.stderr
    folder = checkout.folder / name
    (folder / "index.yml").write_text("name: n\nroot: {name: t, children: [{name: x}]}")
    for file in folder.glob("*.csv"):
        file.unlink()
    (folder / "a.csv").write_text("city,x\nA,1\n")
    done = make(checkout, "index", f"DATA={name}")
    assert done.returncode == 0, done.stderr
    assert (checkout.folder / "build/index" / name / "index.csv").is_file()
    assert not list(checkout.folder.rglob("ran"))


@pytest.mark.parametrize(
    "name", [*NAMES, "n" * 5000, ""], ids=lambda name: repr(name[:30])
)
def test_a_scenario_of_another_name_is_refused_in_a_line(checkout, name):
    done = make(checkout, "scenario", f"NAME={name}")
    lines = done.stderr.splitlines()
    assert done.returncode and lines[0].startswith("error: scenarios: "), done.stderr
    assert lines[1].startswith("make: ***") and not done.stdout
    assert not list(checkout.folder.rglob("ran"))


@pytest.mark.parametrize("name", ["n" * 256, "n" * 5000, "a/" * 3000])
def test_a_name_that_no_file_can_have_is_refused_in_a_line(checkout, name):
    for goal in (f"DIR={name}", f"DATA={name}"):
        done = make(checkout, "template" if "DIR" in goal else "index", goal)
        lines = done.stderr.splitlines()
        assert done.returncode and "File name too long" in lines[0], done.stderr
        assert lines[0].startswith("error: ") and lines[1].startswith("make: ***")
        assert len(lines[0]) < 400


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["RECORD=yes"], ["cicii", "reproduce", "--record"]),
        (["RECORD=no"], ["cicii", "reproduce"]),
        (["RECORD=$(shell touch ran)"], ["cicii", "reproduce"]),
        ([], ["cicii", "reproduce"]),
    ],
)
def test_results_of_changed_sources_are_recorded_if_one_says_yes(
    checkout, monkeypatch, arguments, expected
):
    monkeypatch.setenv("RECORD", "yes")  # what lies in the environment says nothing
    done = make(checkout, "reproduce", "RUN=echo", *arguments)
    isolated = ["-I", "-X", "utf8", "src/cicii/launch.py"]
    assert done.stdout.split() == isolated + expected and not list(
        checkout.folder.rglob("ran")
    )


# Settings of pip and uv that people need, and others that would break what is set up.
MIRRORS = {
    "PIP_INDEX_URL": "https://mirror.invalid/simple",
    "PIP_CERT": "/mirror.pem",
    "UV_INDEX_URL": "https://mirror.invalid/simple",
    "UV_DEFAULT_INDEX": "https://mirror.invalid/simple",
    "UV_INDEX_MIRROR_PASSWORD": "secret",
    "UV_HTTP_TIMEOUT": "300",
    "UV_OFFLINE": "1",
    "UV_CACHE_DIR": "/cache",
    "HTTPS_PROXY": "https://proxy.invalid",
}
BREAKING = {
    "PIP_USER": "1",
    "PIP_TARGET": "/target",
    "PIP_PREFIX": "/prefix",
    "PIP_ROOT": "/root-of-another",
    "PIP_REQUIRE_VIRTUALENV": "1",
    "UV_PYTHON": "3.9",
    "UV_PROJECT_ENVIRONMENT": "/another",
    "UV_SYSTEM_PYTHON": "1",
    "UV_REQUIRE_HASHES": "1",
    "UV_EXCLUDE_NEWER": "2020-01-01",
    "UV_CONSTRAINT": "constraint.txt",
    "UV_MANAGED_PYTHON": "1",
    "PYTHONHOME": "/nowhere",
}
# Stands in for uv and for Python: writes down what it is called with and under.
STAND_IN = """#!/bin/sh
env > "$RECORD_OF_CALLS.env"
echo "$@" >> "$RECORD_OF_CALLS"
case "$1" in venv) mkdir -p .venv/bin; cp "$0" .venv/bin/python; touch .venv/pyvenv.cfg;; esac
"""


@pytest.fixture
def fresh(tmp_path, monkeypatch):
    """A copy without an environment, and stand-ins for uv and Python on the path."""
    copy = Checkout(tmp_path / "copy")
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("uv", "python"):
        (programs / name).write_text(STAND_IN)
        (programs / name).chmod(0o755)
    monkeypatch.setenv("RECORD_OF_CALLS", str(tmp_path / "calls"))
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}/usr/bin{os.pathsep}/bin")
    return copy


def made(copy, *arguments):
    """Run make in a copy; give how it ended and what it said."""
    command = ["make", "PYTHON=python", *arguments]
    options = {"cwd": copy.folder, "env": copy.environment()}
    return subprocess.run(command, capture_output=True, encoding="utf-8", **options)


def test_only_settings_that_say_where_packages_come_from_reach_the_set_up(
    fresh, tmp_path, monkeypatch
):
    for name, value in (MIRRORS | BREAKING).items():
        monkeypatch.setenv(name, value)
    done = made(fresh, ".venv/run")
    assert done.returncode == 0, done.stderr
    lines = (tmp_path / "calls.env").read_text().splitlines()
    got = dict(line.split("=", 1) for line in lines if "=" in line)
    assert {name: got.get(name) for name in MIRRORS} == MIRRORS
    assert [name for name in BREAKING if name in got] == []
    calls = (tmp_path / "calls").read_text()
    assert "pip install --quiet --compile-bytecode --require-hashes" in calls


def without_uv(copy, tmp_path):
    """Take uv off the path, so that the project's own is asked for."""
    (tmp_path / "programs" / "uv").unlink()
    (copy.folder / ".venv" / "bin").mkdir(parents=True)
    for name in ("pyvenv.cfg", "run"):
        (copy.folder / ".venv" / name).touch()
    python = copy.folder / ".venv" / "bin" / "python"
    python.write_text(STAND_IN)
    python.chmod(0o755)


@pytest.mark.skipif(bool(shutil.which("uv", path="/usr/bin:/bin")), reason="has uv")
def test_a_complete_environment_asks_for_no_uv(fresh, tmp_path):
    """Such as offline, `build` having been deleted."""
    without_uv(fresh, tmp_path)
    assert not (fresh.folder / "build").exists()
    done = made(fresh, "reproduce")
    assert done.returncode == 0, done.stderr
    calls = (tmp_path / "calls").read_text().splitlines()
    assert calls == ["-I -X utf8 src/cicii/launch.py cicii reproduce"]
    assert not (fresh.folder / "build").exists()


@pytest.mark.skipif(bool(shutil.which("uv", path="/usr/bin:/bin")), reason="has uv")
def test_uv_is_set_up_where_something_has_to_be_and_goes_nowhere_else(fresh, tmp_path):
    without_uv(fresh, tmp_path)
    (fresh.folder / ".venv" / "run").unlink()
    done = made(fresh, ".venv/run", "--dry-run")
    lines = done.stdout.splitlines()
    (pip,) = [line for line in lines if "-m pip install" in line]
    for option in ("--no-user", "--target=", f'--prefix="{fresh.folder}/build/uv"'):
        assert option in pip.split()
    assert lines.index(pip) < len(lines) - 3


def test_an_environment_that_was_copied_works_on_the_copy(tmp_path):
    """The packages that were installed from the first checkout are not looked at."""
    copy = Checkout(tmp_path / "copy")
    (copy.folder / "src" / "cicii" / "marker.py").write_text("print(__file__)\n")
    python = copy.folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    shutil.copy(Path(sys.executable).parents[1] / "pyvenv.cfg", python.parents[1])
    packages = Path(sys.executable).parents[1] / "lib"
    (python.parents[1] / "lib").symlink_to(packages)
    command = [python, "-I", "-X", "utf8", "src/cicii/launch.py", "cicii.marker"]
    done = subprocess.run(command, cwd=copy.folder, capture_output=True, text=True)
    assert done.stdout.strip() == str(copy.folder / "src/cicii/marker.py"), done.stderr
