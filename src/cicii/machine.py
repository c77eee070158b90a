"""The machine, the libraries and the commit that a verification rests on."""

import ctypes
import os
import platform
import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from cicii import history, releases
from compindex.errors import InputError, quoted

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
    name = history.git("rev-parse", "HEAD")
    if name is None:
        return {"commit": _UNKNOWN, "clean": None}
    changed = history.git("status", "--porcelain", "--untracked-files=no")
    return {"commit": name.strip(), "clean": changed == ""}


def made_with() -> dict[str, str]:
    """Name what the bytes of results may depend on, by name: Python, the system, what
    the libraries found of the processor, and each library that is not as in the lock.
    """
    import numpy  # here, since a record is read without it

    found = numpy.show_config(mode="dicts")["SIMD Extensions"]
    extensions = [*found.get("baseline", []), *found.get("found", [])]
    own = {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processor": f"{_kernel(Path(numpy.__file__))}, {' '.join(extensions)}",
        "libraries": "those of requirements/run.txt",
    }
    return own | unlike_lock()


def _kernel(numpy: Path) -> str:
    """Name the processor for which NumPy's library of linear algebra calculates."""
    for path in sorted((numpy.parents[1] / "numpy.libs").glob("*openblas*")):
        try:
            named = ctypes.CDLL(str(path)).scipy_openblas_get_corename64_
        except (OSError, AttributeError):
            continue
        named.restype = ctypes.c_char_p
        return named().decode()
    return "linear algebra not known"


def unlike(made: dict[str, str]) -> tuple[str, ...]:
    """Say in which ways this machine is not the one that something was made with."""
    now = made_with()
    return tuple(
        f"{name} {now.get(name, 'as in the lock')} here, {made.get(name, 'as in the lock')} there"
        for name in sorted(now.keys() | made.keys())
        if now.get(name) != made.get(name)
    )


def unlike_lock() -> dict[str, str]:
    """Say of each library of the lock that is installed in another version, or is not
    where every system needs it, what is installed.
    """
    locked, wherever = {}, set()
    for number, entry in enumerate(releases.entries("run"), 1):
        if entry.startswith("#"):
            continue
        if not re.match(r"[\w.-]+==\S", entry):
            expected, place = "name==version", "requirements/run.txt"
            found = f"no releases: entry {number} is {quoted(entry)}"
            raise InputError(found, expected, place)
        name = releases.normal(releases.name_of(entry))
        locked.setdefault(name, []).append(releases.version_of(entry))
        if not re.match(r"\S+ ;", entry):  # else on some systems only
            wherever.add(name)
    found = {}
    for name, versions in sorted(locked.items()):
        now = installed(name)
        if now not in versions and (now or name in wherever):
            expected = " or ".join(versions)
            said = f"{now} is installed" if now else "not installed"
            found[name] = f"{said}; requirements/run.txt has {expected}"
    return found


def installed(name: str) -> str:
    """Give the version of an installed library; nothing of one that is not there."""
    try:
        return version(name) or ""
    except PackageNotFoundError:
        return ""
