"""Kill the main command at many moments, and see what the next run makes of what is left.

``python tests/trust/crashes.py [--moments 30] [--record FILE]`` works in a temporary copy
of the checkout; at each moment another process of a run is killed (SIGKILL). Held to:
nothing is left at work, published files are whole, and the next run gives the committed
bytes. On Linux alone, which tells what is at work for a folder.
"""

import argparse
import csv
import statistics
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, fields
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from trust.killed import Copy, kill

from cicii import machine

# Whom to kill, and the part of a run, from its beginning to its end, in which.
TARGETS = {
    "everything": (0.0, 1.0),
    "main": (0.0, 1.0),
    "snakemake": (0.0, 0.9),
    "warm": (0.0, 0.8),
    "runner": (0.1, 0.7),
    "kernel": (0.1, 0.7),
    "publishing": (0.0, 1.0),
}
PUBLISHING = 0.3  # seconds over which the moments after the first file are spread
PATIENCE = 15  # seconds within which a killed run has to be gone
LONGEST = 400  # characters of what is said


@dataclass
class Row:
    """A trial: whom to kill and when, what was said, and what was wrong."""

    target: str
    second: float | None  # none if it ended before it was killed
    code: int | None = None
    said: str = ""
    gone_after: float = 0.0
    faults: str = ""


def moments(number):
    """Spread moments over the targets in turn, as shares of a run."""
    turns = -(-number // len(TARGETS))
    for one in range(number):
        target = list(TARGETS)[one % len(TARGETS)]
        low, high = TARGETS[target]
        yield target, low + (high - low) * (one // len(TARGETS) + 0.5) / turns


def killed(copy, target, second):
    """Start a run and kill at a moment, or as soon as there is whom to kill; give the
    run, and the second when it was, if it was before the end.
    """
    run, begun = copy.start(), target != "publishing"
    while run.process.poll() is None:
        if not begun and copy.publishes():
            begun, second = True, run.seconds() + second
        if begun and run.seconds() >= second:
            if victims := copy.victims(target, run):
                kill(victims)
                return run, run.seconds()
        time.sleep(0.002)
    return run, None


def trial(copy, target, second):
    """Kill a run, look at what it leaves, and run again; give the row of the table."""
    copy.prepare(target == "publishing")
    before = copy.files()
    run, when = killed(copy, target, second)
    faults = [] if run.ends() else ["does not end"]
    start = time.monotonic()
    if left := copy.left(PATIENCE):
        faults.append(f"left at work: {left}")
    gone = round(time.monotonic() - start, 1)
    code, said = run.process.wait(), run.said()
    if "Traceback" in said or len(said.splitlines()) > 1 or len(said) > LONGEST:
        faults.append(f"not one line: {said[-LONGEST:]}")
    if when and code == 0 and target not in ("warm", "runner", "kernel"):
        faults.append("ended well")
    now = copy.files()
    torn = [
        name
        for name in copy.committed
        if now.get(name) not in _whole(copy, before, name)
    ]
    faults += [f"torn: {name}" for name in torn]
    faults += after(copy)
    when = when and round(when, 2)
    return Row(target, when, code, said[:LONGEST], gone, "; ".join(faults))


def _whole(copy, before, name):
    """What a published file may hold after a crash."""
    return before.get(name), copy.committed[name]


def after(copy):
    """Run again, and say what is wrong after it."""
    run = copy.ended()
    faults = [f"left by the next run: {left}" for left in copy.left(2)]
    if run.process.wait() or run.said():
        faults.append(f"the next run: {run.process.returncode} {run.said()[-LONGEST:]}")
    now = copy.files()
    names = now.keys() | copy.committed.keys()
    differing = [name for name in names if now.get(name) != copy.committed.get(name)]
    faults += [f"differs: {name}" for name in sorted(differing)]
    faults += [f"temporary: {path.name}" for path in copy.temporary.iterdir()]
    return faults


def record(path, rows):
    """Write the trials down, with the machine they were made on."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        names = [*(field.name for field in fields(Row)), "machine"]
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow(asdict(row) | {"machine": str(machine.machine())})


def tried(folder, number):
    """Make the first run, then every trial; print each as it ends."""
    copy = Copy(folder)
    if faults := after(copy):
        sys.exit(f"error: a run that is not killed: {'; '.join(faults)}")
    copy.remove_work()
    run = copy.ended()
    duration = run.seconds()
    print(f"A run takes {duration:.1f} s.", flush=True)
    rows = []
    for target, share in moments(number):
        length = PUBLISHING if target == "publishing" else duration
        rows.append(row := trial(copy, target, share * length))
        words = row.faults or "as promised"
        print(f"{target:<11}{row.second or 'ended'!s:>6}  {words}  [{row.said}]")
        sys.stdout.flush()
    return rows


def main(arguments=None):
    """Try all moments; end with 1 if anything was not as promised."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--moments", type=int, default=30)
    parser.add_argument("--record", help="CSV file to write the trials to")
    options = parser.parse_args(arguments)
    if not sys.platform.startswith("linux"):
        print("SKIPPED crashes: only Linux tells what is at work for a folder.")
        return
    with tempfile.TemporaryDirectory() as folder:
        rows = tried(Path(folder), options.moments)
    if options.record:
        record(options.record, rows)
    wrong = sum(bool(row.faults) for row in rows)
    slowest = max((row.gone_after for row in rows), default=0)
    usual = statistics.median(row.gone_after for row in rows) if rows else 0
    print(f"{len(rows)} moments, {wrong} not as promised; ", end="")
    print(f"gone after {usual:.1f} s, {slowest:.1f} s at most.")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
