"""What is handed to make is taken as a name, whatever it looks like."""

import shlex
import shutil
import subprocess
import sys

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


@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_a_folder_of_any_name_is_prepared_and_computed(checkout, name):
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
        (["RECORD=yes"], ["-m", "cicii", "reproduce", "--record"]),
        (["RECORD=no"], ["-m", "cicii", "reproduce"]),
        (["RECORD=$(shell touch ran)"], ["-m", "cicii", "reproduce"]),
        ([], ["-m", "cicii", "reproduce"]),
    ],
)
def test_results_of_changed_sources_are_recorded_if_one_says_yes(
    checkout, monkeypatch, arguments, expected
):
    monkeypatch.setenv("RECORD", "yes")  # what lies in the environment says nothing
    done = make(checkout, "reproduce", "RUN=echo", *arguments)
    assert done.stdout.split() == expected and not list(checkout.folder.rglob("ran"))
