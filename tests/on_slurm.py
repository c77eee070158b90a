"""Run scenarios as jobs of a real Slurm on this machine, and compare the outputs with
local ones byte by byte.

``python tests/on_slurm.py [scenario ...]``; all scenarios if none is named. Installs
Debian's packages where it may, starts munged, slurmctld and slurmd on loopback, and
stops what it started, whatever happens. Where that is not possible it says why and ends
well. Not collected by pytest: `make test-slurm` runs it.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from analysis.paths import ROOT
from cicii import scenarios
from cicii.imports import CODE

CONFIGURATION = Path(
    "/etc/slurm/slurm.conf"
)  # the daemons look here, whatever the environment says
MARK = "# written by tests/on_slurm.py\n"
PROGRAMS = ("munged", "slurmctld", "slurmd", "sbatch", "squeue")
LEFT_OUT = shutil.ignore_patterns("build", ".*", "__pycache__", "*.egg-info")


class Skipped(Exception):
    """Why there can be no Slurm here."""


def missing():
    """List the programs that are not installed."""
    path = os.pathsep.join([os.environ["PATH"], "/usr/sbin", "/sbin"])
    return [name for name in PROGRAMS if not shutil.which(name, path=path)]


def install():
    """Install Slurm and munge from Debian's packages, if they are not there; or say why
    not.
    """
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        raise Skipped("needs root, to start Slurm's daemons")
    if CONFIGURATION.exists() and not CONFIGURATION.read_text().startswith(MARK):
        raise Skipped(
            f"{CONFIGURATION} is there already: this machine has a Slurm of its own"
        )
    if missing():
        if not shutil.which("apt-get"):
            raise Skipped(
                f"{', '.join(missing())} not installed, and no apt-get to install them"
            )
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["update", "-qq"],
            ["install", "-qq", "-y", "--no-install-recommends", "slurm-wlm", "munge"],
        ):
            done = subprocess.run(
                ["apt-get", *command], env=environment, capture_output=True, text=True
            )
        if missing():
            reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            raise Skipped(f"{', '.join(missing())} cannot be installed ({reason})")


def free_port():
    """Find a port of loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def configuration(folder):
    """Write the configuration of a cluster that is this machine, without cgroups and
    accounting.
    """
    host = socket.gethostname().partition(".")[0]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    return (
        MARK
        + "\n".join(
            [
                "ClusterName=test",
                f"SlurmctldHost={host}(127.0.0.1)",
                f"SlurmctldPort={free_port()}",
                f"SlurmdPort={free_port()}",
                "CommunicationParameters=NoInAddrAny,NoCtldInAddrAny",  # loopback only
                "SlurmUser=root",
                f"StateSaveLocation={folder}/state",
                f"SlurmdSpoolDir={folder}/spool",
                f"SlurmctldPidFile={folder}/slurmctld.pid",
                f"SlurmdPidFile={folder}/slurmd.pid",
                "AuthType=auth/munge",
                "ProctrackType=proctrack/linuxproc",
                "TaskPlugin=task/none",
                "JobAcctGatherType=jobacct_gather/none",
                "AccountingStorageType=accounting_storage/none",
                "SelectType=select/cons_tres",
                "SelectTypeParameters=CR_CPU",
                "ReturnToService=2",
                "MinJobAge=3600",  # a job that has ended can be asked for until the last one has
                f"NodeName={host} NodeAddr=127.0.0.1 CPUs={os.cpu_count()} RealMemory={memory} State=UNKNOWN",
                f"PartitionName=test Nodes={host} Default=YES State=UP",
                "",
            ]
        )
    )


@contextlib.contextmanager
def daemon(command, log, **options):
    """Run a program in a process group of its own; end it, and what it started,
    afterwards.
    """
    with log.open("w") as record:
        process = subprocess.Popen(
            command,
            stdout=record,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **options,
        )
    try:
        yield process
    finally:
        for kind in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, kind)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
                break


def wait_for(command, expected, seconds, logs):
    """Repeat a command until its output holds a word."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        done = subprocess.run(command, capture_output=True, text=True)
        if expected in done.stdout:
            return
        time.sleep(0.5)
    tails = "\n".join(
        f"{log.name}: {log.read_text()[-600:]}" for log in logs if log.exists()
    )
    raise RuntimeError(
        f"{' '.join(command)} did not say {expected!r} in {seconds} s: {done.stdout}{done.stderr}\n{tails}"
    )


@contextlib.contextmanager
def slurm(folder):
    """Run a cluster of one node for a while."""
    os.environ["PATH"] += os.pathsep + "/usr/sbin" + os.pathsep + "/sbin"
    socket_folder = Path("/run/munge")
    socket_folder.mkdir(exist_ok=True)
    shutil.chown(socket_folder, "munge", "munge")
    logs = [folder / f"{name}.log" for name in ("munged", "slurmctld", "slurmd")]
    for name in ("state", "spool"):
        (folder / name).mkdir()
    CONFIGURATION.parent.mkdir(exist_ok=True)
    CONFIGURATION.write_text(configuration(folder))
    with contextlib.ExitStack() as stack:
        stack.callback(CONFIGURATION.unlink)
        running = (
            "STATUS"
            in subprocess.run(
                ["sh", "-c", "munge -n | unmunge"], capture_output=True, text=True
            ).stdout
        )
        if not running:
            stack.enter_context(
                daemon(["munged", "--foreground", "--force"], logs[0], user="munge")
            )
            wait_for(["sh", "-c", "munge -n | unmunge"], "Success", 20, logs)
        stack.enter_context(daemon(["slurmctld", "-D"], logs[1]))
        stack.enter_context(daemon(["slurmd", "-D"], logs[2]))
        stack.callback(cancel_jobs)
        wait_for(["sinfo", "--noheader", "--format", "%T"], "idle", 60, logs)
        yield


def cancel_jobs():
    """Cancel the jobs that still run or wait, and see them end."""
    subprocess.run(["scancel", "--partition=test"], capture_output=True)
    end = time.monotonic() + 20
    while (
        subprocess.run(
            ["squeue", "--noheader"], capture_output=True, text=True
        ).stdout.strip()
        and time.monotonic() < end
    ):
        time.sleep(0.5)


def outputs(folder, names):
    """Give the bytes of all outputs of some scenarios, and of the baseline that they
    are compared with.
    """
    roots = [
        folder / "build" / "results",
        *(folder / "build" / "scenarios" / name for name in names),
    ]
    files = [
        path
        for root in roots
        for path in sorted(root.rglob("*"))
        if path.is_file() and "running" not in path.parts
    ]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def run(command, folder, python):
    """Run a command in a copy of the checkout and give the seconds it took; refuse a
    failure, with its last lines.
    """
    own = {
        "PYTHONPATH": os.pathsep.join(
            str(folder / path.relative_to(ROOT)) for path in CODE
        ),
        "MPLCONFIGDIR": str(ROOT / "build" / "matplotlib"),
    }
    environment = {
        name: value for name, value in os.environ.items() if name != "CICII_RESULTS"
    } | own
    start, log = time.monotonic(), folder / "command.log"
    with daemon([python, "-m", *command], log, cwd=folder, env=environment) as process:
        if process.wait():
            raise RuntimeError(
                f"{' '.join(command)} failed:\n{log.read_text()[-3000:]}"
            )
    return time.monotonic() - start


def compare(names, folder):
    """Run scenarios locally and on Slurm, each in a copy of the checkout, and compare
    all outputs.
    """
    local, remote = (
        Path(shutil.copytree(ROOT, folder / name, ignore=LEFT_OUT))
        for name in ("local", "slurm")
    )
    seconds = run(["cicii", "scenario", *names], local, sys.executable)
    print(f"{len(names)} scenarios locally: {seconds:.0f} s", flush=True)
    pages = [f"build/scenarios/{name}/what_changed.html" for name in names]
    quick = [
        "--slurm-init-seconds-before-status-checks",
        "2",
        "--seconds-between-status-checks",
        "2",
    ]
    flags = [
        "--profile",
        "profiles/slurm",
        "--slurm-no-account",
        "--slurm-status-command",
        "squeue",
        *quick,
    ]
    seconds = run(["snakemake", *flags, "--", *pages], remote, sys.executable)
    jobs = subprocess.run(
        ["scontrol", "show", "jobs", "--oneliner"], capture_output=True, text=True
    ).stdout.splitlines()
    done = sum("JobState=COMPLETED" in job for job in jobs)
    print(
        f"the same on Slurm: {seconds:.0f} s, {done} of {len(jobs)} jobs completed",
        flush=True,
    )
    ours, theirs = outputs(local, names), outputs(remote, names)
    differing = sorted(
        name for name in ours.keys() & theirs.keys() if ours[name] != theirs[name]
    )
    lacking = sorted(
        name
        for name in ours
        if name.startswith("build/scenarios") and name not in theirs
    )
    if (
        differing
        or lacking
        or not done
        or len(ours.keys() & theirs.keys()) < 40 * len(names)
    ):
        raise RuntimeError(
            f"differ: {', '.join(differing) or 'none'}; missing: {', '.join(lacking) or 'none'}; {done} jobs done"
        )
    print(f"{len(ours.keys() & theirs.keys())} files are equal byte for byte.")


def main():
    """Do all of it; end with 1 if the outputs differ, and well where there can be no
    Slurm.
    """
    names = sys.argv[1:] or scenarios.scenario_names()
    for name in names:
        scenarios.read_scenario(name)
    # So that what was started is stopped.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        if " " in sys.executable:
            raise Skipped("its plugin starts no Python in a path with a blank")
        install()
    except Skipped as reason:
        print(f"SKIPPED test-slurm: {reason}.")
        return
    try:
        with tempfile.TemporaryDirectory() as folder, slurm(Path(folder)):
            compare(names, Path(folder))
    except RuntimeError as error:
        sys.exit(f"error: {error}")


if __name__ == "__main__":
    main()
