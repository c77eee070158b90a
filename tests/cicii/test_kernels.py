import os
import shutil
import subprocess
import sys

import pytest

from analysis.paths import ROOT
from cicii import forks, kernels
from cicii.imports import CODE

NAMESPACE = ["unshare", "--map-root-user", "--net"]


def test_kernels_of_one_machine_do_not_meet_in_one_socket():
    managers = [kernels.OwnKernel(), kernels.OwnAsyncKernel()]
    assert [manager.transport for manager in managers] == ["ipc", "ipc"]
    places = [manager.ip for manager in managers]
    assert len(set(places)) == 2 and all(map(os.path.isabs, places))


def test_a_long_name_of_the_temporary_folder_does_no_harm(monkeypatch):
    long = "/tmp/" + "t" * 200
    monkeypatch.setattr("tempfile.gettempdir", lambda: long)
    assert len(kernels.OwnKernel().ip) < 100  # the system allows 107 at most, or 103


def test_only_its_user_can_enter_the_folder_of_a_kernel():
    folder = os.path.dirname(kernels.OwnKernel().connection_file)
    assert os.stat(folder).st_mode & 0o777 == 0o700


def test_a_kernel_runs_the_python_of_the_project_whatever_is_installed():
    assert kernels.OwnKernel(kernel_name="r").kernel_spec.argv[0] == sys.executable


def test_a_notebook_runs_without_a_network_and_without_a_warning(tmp_path):
    if not shutil.which("unshare") or subprocess.call([*NAMESPACE, "true"]):
        pytest.skip("no namespace without a network can be made here")
    command = [sys.executable, "-m", "cicii", "notebook", "07_social_accounts"]
    shutil.copytree(ROOT / "data" / "processed", tmp_path / "data" / "processed")
    started = {name: os.environ[name] for name in os.environ if name != forks.ADDRESS}
    done = subprocess.run(
        [*NAMESPACE, *command, "--results", str(tmp_path)],
        cwd=ROOT,
        env=started | {"PYTHONPATH": os.pathsep.join(map(str, CODE))},
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
