"""Forks of the warm process, whoever of those who ask for one is killed meanwhile."""

import json
import os
import socket
import sys
from pathlib import Path

import pytest

from analysis.paths import ROOT
from cicii import forks, runner

pytestmark = pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="there is no warm process"
)


@pytest.fixture(scope="module")
def warm(tmp_path_factory):
    """A warm process, the folder of its socket, and its environment."""
    environment = runner.whole_environment(tmp_path_factory.mktemp("results"))
    with forks.served(environment):
        yield environment | {forks.ADDRESS: os.environ[forks.ADDRESS]}


def ends_well(environment):
    """Run a module in a fork that has nothing to do."""
    return forks.Forked(["this"], environment, str(ROOT)).wait() == 0


def test_temporary_files_lie_in_a_folder_that_goes_with_the_warm_process(monkeypatch):
    monkeypatch.setattr(forks, "PYTHON", [sys.executable, "-c", "print()", ""])
    before = {name: os.environ.get(name) for name in ("TMPDIR", forks.ADDRESS)}
    monkeypatch.delenv(forks.ADDRESS, raising=False)
    with forks.served(dict(os.environ)):
        folder = Path(os.environ["TMPDIR"])
        (folder / "left").touch()
        assert str(folder) == forks.served_folder()
    assert not folder.exists()
    assert os.environ.get("TMPDIR") == before["TMPDIR"]


def test_who_asks_may_be_killed_at_once(warm):
    request = json.dumps([["this"], warm, str(ROOT)]).encode() + b"\n"
    for _ in range(10):
        with socket.socket(socket.AF_UNIX) as asking:
            asking.connect(warm[forks.ADDRESS])
            socket.send_fds(asking, [b"1"], [1, 2])
            asking.sendall(request)
    assert ends_well(warm)


@pytest.mark.parametrize("sent", [b"", b'[["this"'])
def test_who_asks_may_be_killed_before_its_request_is_whole(warm, sent):
    with socket.socket(socket.AF_UNIX) as asking:
        asking.connect(warm[forks.ADDRESS])
        if sent:
            socket.send_fds(asking, [b"1"], [1, 2])
            asking.sendall(sent)
    assert ends_well(warm)
