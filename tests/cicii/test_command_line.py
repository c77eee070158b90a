"""The one command line: its commands, and that help only helps."""

import subprocess
import sys

import pytest

from analysis.paths import ROOT
from cicii.__main__ import COMMANDS, main

NAMED = "reproduce verify scenario index template synthetic notebook media explain solutions"


def test_every_command_is_there():
    assert set(NAMED.split()) <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_only_helps(command, capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    assert end.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: python -m cicii {command} ")
    assert list(tmp_path.iterdir()) == []


def test_help_needs_no_library():
    code = "import sys; from cicii.__main__ import main\n"
    code += "try: main(['--help'])\nexcept SystemExit: pass\n"
    code += "assert not {'pandas', 'frictionless', 'snakemake'} & set(sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("arguments", [[], ["nothing"], ["explain"]])
def test_a_wrong_command_is_an_error(arguments, capsys):
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2 and "usage: " in capsys.readouterr().err


def test_an_error_is_one_line():
    with pytest.raises(
        SystemExit, match="^error: no file or folder is named; expected"
    ):
        main(["index"])
    with pytest.raises(SystemExit, match="^error: .*unknown statement 'mean'"):
        main(["explain", "mean"])
