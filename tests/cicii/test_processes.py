import os
import socket
import subprocess
import sys

import filelock
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


def test_who_has_lost_its_starter_before_it_follows_ends_as_well():
    # As if the starter had been killed meanwhile: the parent is another.
    code = "import os, time; os.environ['CICII_LEADER'] = '1'"
    code += "; from cicii import processes; processes.follow(); time.sleep(60)"
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, CODE))},
        stdin=subprocess.PIPE,
        process_group=0,
    )
    process.stdin.close()
    assert process.wait(30) == -9


def test_a_folder_that_nobody_can_write_is_not_held_by_who_only_reads(
    tmp_path, monkeypatch
):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(filelock.FileLock, "acquire", refuse)
    entered = []
    with processes.alone(tmp_path, written=False):
        entered.append(1)
    assert entered == [1]
    with pytest.raises(InputError, match=r"written \(Permission denied\)"):
        with processes.alone(tmp_path):
            pass


@pytest.fixture
def sockets(tmp_path, monkeypatch):
    """Folders of sockets: with one that nobody listens to, one that somebody does, an old
    empty one, a new one, and one that holds something else.
    """
    monkeypatch.setattr(processes, "_temporary", lambda: str(tmp_path))
    names = ("w-dead4567", "k-alive567", "w-old45678", "w-new45678", "w-other567")
    for name in names:
        (tmp_path / name).mkdir()
    (tmp_path / "w-other567" / "a.txt").touch()
    os.utime(tmp_path / "w-old45678", (1, 1))
    with socket.socket(socket.AF_UNIX) as dead, socket.socket(socket.AF_UNIX) as alive:
        dead.bind(str(tmp_path / "w-dead4567" / "w"))
        dead.close()
        alive.bind(str(tmp_path / "k-alive567" / "k"))
        alive.listen()
        alive.setblocking(False)
        yield tmp_path, alive


def test_folders_of_sockets_to_which_nobody_listens_are_removed(sockets):
    folder, alive = sockets
    processes.remove_dead_sockets()
    left = sorted(path.name for path in folder.iterdir())
    assert left == ["k-alive567", "w-new45678", "w-other567"]
    with pytest.raises(BlockingIOError):  # who listens has not been disturbed
        alive.accept()


def test_a_folder_of_sockets_is_in_another_and_for_its_user_alone(tmp_path):
    folder = processes.socket_folder("k", str(tmp_path))
    assert os.path.dirname(folder) == str(tmp_path)
    assert os.stat(folder).st_mode & 0o777 == 0o700


def test_a_folder_that_is_held_stays_and_goes_once_it_is_not(tmp_path, monkeypatch):
    monkeypatch.setattr(processes, "_temporary", lambda: str(tmp_path))
    folder = processes.socket_folder("w", str(tmp_path))
    with processes.held(folder):
        processes.remove_dead_sockets()
        assert os.path.exists(folder)
    processes.remove_dead_sockets()
    assert not os.path.exists(folder)
