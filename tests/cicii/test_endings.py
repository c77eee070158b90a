import os
import subprocess
import sys

import pytest

from analysis.paths import ROOT
from cicii.endings import told
from cicii.imports import CODE
from compindex.errors import InputError


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (InputError("wrong", file="a.yml"), "error: a.yml: wrong"),
        (OSError(28, "No space left", "a.csv"), "error: a.csv: No space left"),
        (OSError("a reason of its own"), "error: a reason of its own"),
        (KeyboardInterrupt(), "error: interrupted$"),
    ],
)
def test_a_command_ends_with_one_line(fault, expected):
    with pytest.raises(SystemExit, match=expected), told():
        raise fault


def test_a_fault_of_the_code_keeps_its_traceback():
    with pytest.raises(KeyError), told():
        raise KeyError("a typing error")


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (MemoryError(), "error: there is not enough memory"),
        (
            PermissionError(13, "Permission denied", str(ROOT / "figures" / "a.png")),
            "error: figures/a.png: Permission denied",
        ),
    ],
)
def test_what_the_machine_refuses_is_said_as_a_reader_would(fault, expected):
    with pytest.raises(SystemExit) as end, told():
        raise fault
    assert end.value.code == expected


def ended(statement, output, closed=""):
    """Run a statement as a command does, with its output sent somewhere."""
    code = f"from cicii.endings import told\nwith told():\n    {statement}"
    line = f'exec "$0" -c "$1" > {output} {closed}'
    return subprocess.run(
        ["sh", "-c", line, sys.executable, code],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, CODE))},
        capture_output=True,
        encoding="utf-8",
    )


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device")
@pytest.mark.parametrize("flush", [True, False])
def test_output_that_a_full_disk_cuts_off_is_one_line_too(flush):
    done = ended(f"print('much', flush={flush})", "/dev/full")
    expected = "error: No space left on device\n"
    assert (done.returncode, done.stderr) == (1, expected)


@pytest.mark.skipif(os.name != "posix", reason="a shell closes the stream")
def test_a_command_needs_nobody_to_speak_to():
    done = ended("print('to nobody')", "/dev/null", "1>&- 2>&-")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
