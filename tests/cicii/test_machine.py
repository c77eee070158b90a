"""What the machine tells of itself, and its libraries against the lock."""

import pytest

from cicii import machine
from compindex.errors import InputError

LOCK = [
    "numpy==2.0 \\\n    --hash=sha256:0",
    "scipy==1.0 ; python_version < '3' \\\n    --hash=sha256:0",
    "scipy==1.1 ; python_version >= '3'",
    "colorama==1.0 ; sys_platform == 'win32'",
    "# a remark",
]


@pytest.fixture
def lock(monkeypatch):
    monkeypatch.setattr(machine.releases, "entries", lambda _: LOCK)


@pytest.mark.parametrize(
    ("installed", "expected"),
    [
        ({"numpy": "2.0", "scipy": "1.1"}, {}),
        ({"numpy": "2.0", "scipy": "1.0", "colorama": "1.0"}, {}),
        ({"numpy": "2.0"}, {}),
        (
            {"numpy": "2.1", "scipy": "1.2"},
            {
                "numpy": "2.1 is installed; requirements/run.txt has 2.0",
                "scipy": "1.2 is installed; requirements/run.txt has 1.0 or 1.1",
            },
        ),
        ({}, {"numpy": "not installed; requirements/run.txt has 2.0"}),
    ],
)
def test_libraries_are_held_to_the_lock(monkeypatch, lock, installed, expected):
    monkeypatch.setattr(machine, "installed", lambda name: installed.get(name, ""))
    assert machine.unlike_lock() == expected


@pytest.mark.parametrize("entry", ["", "forged", "numpy=="])
def test_what_is_no_lock_is_refused(monkeypatch, entry):
    monkeypatch.setattr(machine.releases, "entries", lambda _: [entry])
    with pytest.raises(InputError, match="^requirements/run.txt: no releases"):
        machine.unlike_lock()


def test_the_machine_of_a_record_is_told_by_what_bytes_may_depend_on():
    made = machine.made_with()
    assert made == machine.made_with() and machine.unlike(made) == ()
    assert {"python", "system", "processor", "libraries"} <= made.keys()
    (words,) = machine.unlike(made | {"system": "Plan 9"})
    assert words == f"system {made['system']} here, Plan 9 there"


def test_what_is_not_installed_has_no_version():
    assert machine.installed("no-such-library") == ""
    assert machine.installed("numpy")[0].isdigit()
