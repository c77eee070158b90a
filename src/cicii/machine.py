"""The machine and the commit that a verification rests on."""

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

from analysis.paths import ROOT

LIBRARIES = (
    "matplotlib",
    "numpy",
    "pandas",
    "pydantic",
    "scipy",
    "seaborn",
    "statsmodels",
)
_UNKNOWN = "not known"


def machine() -> dict[str, object]:
    """Describe the machine, Python and the libraries that the results rest on."""
    return {
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "processor": _processor(),
        "processors": os.cpu_count(),
        "memory": _memory(),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
    }


def _processor() -> str:
    """Name the processor, as Linux does; elsewhere as Python does."""
    path = Path("/proc/cpuinfo")
    if path.is_file():
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or _UNKNOWN


def _memory() -> str:
    """Say how much memory there is."""
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError, AttributeError):
        return _UNKNOWN
    return f"{size / 2**30:.1f} GiB"


def commit() -> dict[str, object]:
    """Name the commit of the checkout, and whether anything differs from it."""
    name = _git("rev-parse", "HEAD")
    if name is None:
        return {"commit": _UNKNOWN, "clean": None}
    changed = _git("status", "--porcelain", "--untracked-files=no")
    return {"commit": name, "clean": changed == ""}


def _git(*arguments: str) -> str | None:
    """Ask git about the checkout; nothing where there is no git or no repository."""
    command = ["git", "-C", str(ROOT), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()
