"""A folder of a copy of the checkout on a disk of its own, that is nearly full: memory,
which an administrator of Linux may mount.
"""

import contextlib
import os
import shutil
import subprocess
import sys

# Which folder, how many kilobytes are free in it, and whether results have to be made.
ROOMS = [
    *(("build", free, True) for free in (0, 8, 64, 256, 700, 1_500)),
    *(("figures", free, False) for free in (0, 16, 64, 200, 400, 900)),
    *(("data/processed", free, False) for free in (0, 16, 64)),
]


def may_mount(folder):
    """Try whether a disk can be made here."""
    if not sys.platform.startswith("linux") or os.geteuid():
        return False
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(folder)]
    if subprocess.run(command, capture_output=True).returncode:
        return False
    return not subprocess.run(["umount", str(folder)]).returncode


@contextlib.contextmanager
def nearly_full(folder, free):
    """Put a folder on a disk with so many kilobytes free; give the file that fills it.
    What the folder holds in the end is taken back.
    """
    beside = folder.with_name(f"{folder.name}.beside")
    shutil.copytree(folder, beside, symlinks=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "none", str(folder)]
    subprocess.run(mount, check=True)
    try:
        shutil.copytree(beside, folder, symlinks=True, dirs_exist_ok=True)
        filler = folder / ".filler"
        room = os.statvfs(folder)
        size = room.f_bavail * room.f_bsize - free * 1024
        filler.write_bytes(b"\0" * max(size, 0))
        yield filler
        filler.unlink(missing_ok=True)
        shutil.rmtree(beside)
        shutil.copytree(folder, beside, symlinks=True)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
        shutil.rmtree(folder)
        beside.rename(folder)


def trial(copy, name, free, work):
    """Run the main command while a folder has little room, then while it has enough; give
    what was said, and what was wrong.
    """
    copy.prepare(publishing=not work)
    before, folder = copy.files(), copy.folder / name
    with nearly_full(folder, free) as filler:
        run = copy.start()
        faults = [] if run.ends(120) else ["does not end"]
        faults += [f"left at work: {left}" for left in copy.left(5)]
        code, said = run.process.wait(), run.said()
        if code and (len(said.splitlines()) != 1 or "Traceback" in said):
            faults.append(f"not one line: {said[:400]}")
        if code == 0 and said:
            faults.append(f"ended well, but said {said[:400]}")
        faults += torn(copy, before)
        filler.unlink()
        again = copy.ended()
        if again.process.returncode or again.said():
            faults.append(f"the next run: {again.said()[:400]}")
    now = copy.files()
    names = now.keys() | copy.committed.keys()
    faults += [one for one in names if now.get(one) != copy.committed.get(one)]
    return code, said, faults


def torn(copy, before):
    """List the published files that are neither as they were nor as committed."""
    now = copy.files()
    return [
        f"torn: {name}"
        for name, content in copy.committed.items()
        if now.get(name) not in (before[name], content)
    ]
