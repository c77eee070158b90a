"""What git tells of the checkout: the commit it rests on, and the files of that commit.

The files are compared by their bytes, not by `git status`, which can be told to overlook
some. Nothing that a checkout's own configuration may name is run.
"""

import os
import subprocess
from pathlib import Path

from analysis.paths import ROOT

_LINK, _MODULE = "120000", "160000"
_DIGESTS = {40: "sha1", 64: "sha256"}  # the kind of git's digests by their length


def git(*arguments: str, root: Path = ROOT) -> str | None:
    """Ask git about the checkout; nothing where there is no git, or no repository whose
    top is the checkout.
    """
    # What a hook or a user has set may lead to another repository.
    own = {name: os.environ[name] for name in os.environ if name[:4] != "GIT_"}
    command = ["git", "-C", str(root), "--no-replace-objects", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=True, env=own)
    except (OSError, subprocess.CalledProcessError):
        return None
    return os.fsdecode(done.stdout)


def committed(root: Path = ROOT) -> dict[str, str] | None:
    """Give the files of the commit that is checked out: by name, what git calls their
    bytes; of a link or a repository within, nothing. None where git does not tell.
    """
    top = git("rev-parse", "--show-toplevel", root=root)
    if top is None or Path(top.removesuffix("\n")).resolve() != Path(root).resolve():
        return None
    listed = git("ls-tree", "-r", "-z", "--full-tree", "HEAD", root=root)
    if listed is None:
        return None
    found = {}
    for line in filter(None, listed.split("\0")):
        about, _, name = line.partition("\t")
        mode, _, blob = about.split(" ")
        found[name] = "" if mode in (_LINK, _MODULE) else blob
    return found


def kind_of_digests(files: dict[str, str] | None) -> str:
    """Give the kind of digest by which git names bytes."""
    lengths = {len(blob) for blob in (files or {}).values() if blob}
    return _DIGESTS.get(max(lengths, default=0), "")
