"""What a fork of the warm process does is what a process that is started does, and it ends
as that would.
"""

import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from analysis.paths import ROOT
from cicii import forks, kernels, runner
from cicii.launch import PYTHON

pytestmark = pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="there is no warm process"
)
NOTEBOOK = "01_clean_data"
CODE = [str(folder) for folder in runner.CODE]


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """The environment of what asks a warm process."""
    own = runner.whole_environment(tmp_path_factory.mktemp("results"))
    with forks.served(own):
        yield own | {forks.ADDRESS: os.environ[forks.ADDRESS]}


def asking(environment, module, *arguments, **options):
    """Start a process that asks for a module in a fork, and ends as that does."""
    code = f"from cicii import forks; forks.run_forked({[module, *arguments]})"
    return subprocess.Popen(
        [*PYTHON[:-1], "-c", f"import sys; sys.path[:0] = {CODE}; {code}"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        **options,
    )


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["this"], 0, "Beautiful is better than ugly."),
        (["json.tool", "no such file"], 2, "no such file"),
        (["timeit", "1/0"], 1, "ZeroDivisionError"),
        (["no_such_module"], 1, "No module named no_such_module"),
    ],
)
def test_a_fork_says_and_ends_as_its_module_does(environment, arguments, code, said):
    process = asking(environment, *arguments)
    out, err = process.communicate()
    assert (process.returncode, said in out + err) == (code, True), out + err


def test_what_asks_without_a_warm_process_goes_on_itself(environment, tmp_path):
    lost = environment | {forks.ADDRESS: str(tmp_path / "w")}
    process = asking(lost, "this")
    assert process.communicate() == ("", "") and process.returncode == 0


def test_a_killed_fork_is_no_success(environment):
    fork = forks.Forked(["timeit", "while True: pass"], environment, str(ROOT))
    assert fork.poll() is None and fork.wait(0.1) is None
    os.killpg(fork.pid, signal.SIGKILL)
    assert (fork.wait(), fork.poll()) == (-signal.SIGKILL, -signal.SIGKILL)


def test_a_fork_ends_with_who_has_asked_for_it(environment, tmp_path):
    code = f"import os; open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))"
    endless = f"{code}\nwhile True: pass"
    process = asking(environment, "timeit", "-n1", "-r1", endless)
    number = 0
    while not number and process.poll() is None:
        time.sleep(0.05)
        if (tmp_path / "pid").exists():
            number = int((tmp_path / "pid").read_text() or 0)
    process.kill()
    process.communicate()
    for _ in range(200):
        if not os.path.exists(f"/proc/{number}"):
            break
        time.sleep(0.05)
    assert number and not os.path.exists(f"/proc/{number}")


def test_a_notebook_has_the_same_bytes_in_kernels_that_are_forked_and_started(
    environment, tmp_path, monkeypatch
):
    found = {}
    for way in ("forked", "started"):
        monkeypatch.delenv(forks.ADDRESS, raising=False)
        if way == "forked":
            monkeypatch.setenv(forks.ADDRESS, environment[forks.ADDRESS])
        folder = tmp_path / way
        shutil.copytree(ROOT / "data" / "processed", folder / "data" / "processed")
        found[way] = runner.run_notebook(NOTEBOOK, folder).read_bytes()
    assert found["forked"] == found["started"]


@pytest.mark.parametrize("way", ["forked", "started"])
def test_kernels_are_forked_where_there_is_a_warm_process(
    environment, monkeypatch, way
):
    monkeypatch.delenv(forks.ADDRESS, raising=False)
    if way == "forked":
        monkeypatch.setenv(forks.ADDRESS, environment[forks.ADDRESS])
    manager = kernels.OwnKernel()
    manager.start_kernel()
    process = manager.provisioner.process
    assert isinstance(process, forks.Forked) == (way == "forked")
    manager.shutdown_kernel(now=True)
    assert process.poll() is not None
