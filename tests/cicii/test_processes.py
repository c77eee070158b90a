import os
import subprocess
import sys

import psutil
import pytest
from checkouts import left_after

from cicii import processes
from cicii.imports import CODE
from compindex.errors import InputError

HOLD = """
import os, sys
from cicii import processes
with processes.alone({folder!r}):
    print("held", flush=True)
    {end}
"""


def holder(folder, end):
    """Start a process that holds a folder."""
    code = HOLD.format(folder=str(folder), end=end)
    return subprocess.Popen(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, CODE))},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


def test_a_folder_is_free_again_when_its_holder_is_killed(tmp_path, capsys):
    process = holder(tmp_path, "sys.stdin.read()")
    assert process.stdout.readline() == "held\n"
    process.kill()
    process.communicate()
    with processes.alone(tmp_path):
        assert capsys.readouterr().out == ""


def test_one_process_waits_for_another(tmp_path):
    first = holder(tmp_path, "sys.stdin.read()")
    assert first.stdout.readline() == "held\n"
    second = holder(tmp_path, "pass")
    assert second.stdout.readline().startswith("Another command is at work in ")
    first.communicate()
    assert second.stdout.readline() == "held\n"
    second.communicate()


def test_a_folder_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "build").write_text("in the way")
    with pytest.raises(InputError, match="build: no folder that can be written"):
        with processes.alone(tmp_path / "build"):
            pass


def test_what_a_command_has_started_does_not_outlive_it():
    code = "import subprocess; print(subprocess.Popen(['sleep', '60']).pid, flush=True)"
    code += "; import sys; sys.stdin.read()"  # until the other has been found
    with processes.followed([sys.executable, "-c", code]) as process:
        sleeper = psutil.Process(int(process.stdout.readline()))
        process.stdin.close()
        process.wait()
        assert left_after([sleeper]) == []


def test_a_command_does_not_outlive_the_block_that_started_it():
    with pytest.raises(KeyboardInterrupt):
        with processes.followed(["sleep", "60"]) as process:
            raise KeyboardInterrupt
    assert process.returncode == -9


def test_only_the_child_follows_and_what_it_starts_is_not_told(monkeypatch):
    threads = []
    monkeypatch.setattr(processes.threading, "Thread", lambda **_: threads.append(1))
    monkeypatch.setenv("CICII_LEADER", str(os.getpid()))  # not that of the parent
    processes.follow()
    assert not threads and "CICII_LEADER" not in os.environ
    monkeypatch.setenv("CICII_LEADER", str(os.getppid()))
    with pytest.raises(AttributeError):  # of what stands for a thread: it is started
        processes.follow()
    assert threads == [1] and "CICII_LEADER" not in os.environ
