"""A few words on the machine that a measurement was made on."""

import os
import platform
from pathlib import Path


def machine():
    """Describe the machine: cores, processor, system, Python."""
    cpuinfo = Path("/proc/cpuinfo")
    names = (
        [
            line.partition(":")[2].strip()
            for line in cpuinfo.read_text().splitlines()
            if line.startswith("model name")
        ]
        if cpuinfo.exists()
        else []
    )
    processor = names[0] if names and names[0] != "unknown" else platform.machine()
    return f"{os.cpu_count()} cores ({processor}), {platform.system()}, Python {platform.python_version()}"
