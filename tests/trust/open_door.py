"""Open a door in a process of its own, with little memory: python open_door.py DOOR PATH
BYTES; what comes out is printed as JSON, and the most memory that was held.
"""

import json
import re
import resource
import sys
from pathlib import Path

from trust.doors import opened

if __name__ == "__main__":
    door, path, space = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (int(space), int(space)))
    outcome, words = opened(door, Path(path))
    status = Path("/proc/self/status").read_text()
    peak = re.search(r"VmHWM:\s*(\d+) kB", status)[1]
    print(json.dumps([outcome, words, int(peak) * 1024]))
