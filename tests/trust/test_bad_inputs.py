"""Bad inputs over every door, each with what a careful reader should get.

What is expected stands in the table: that an input is refused, with words that say what
is wrong with it or where; or that it is read, odd as it is, and what comes out.
"""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from checkouts import Checkout
from trust.bad_inputs import cases, made
from trust.doors import DOORS, opened

from analysis.paths import ROOT

CASES = cases()
STATUS = Path("/proc/self/status")
ONE_GIBIBYTE = 2**30
SPACE = 3 * 2**29  # addresses, of which libraries reserve more than they use
SECONDS = 120
LONGEST = 600  # characters of an error, where the folder's own name is short
LINES = 21  # of errors that are told, and how many there are more


def check(case, outcome, words, folder=""):
    """Hold what came out against the table."""
    words = words.replace(f"{folder}/", "") if folder else words
    assert outcome == case.expected, words[: 9 * LONGEST]
    assert case.says in words
    if outcome == "refused":
        lines = words.splitlines()
        assert 1 <= len(lines) <= LINES and len(max(lines, key=len)) < LONGEST
        assert all(line.isprintable() for line in lines)
        assert "Traceback" not in words and "Error:" not in lines[0][:20]


def skip_what_cannot_be_made(case):
    """A file that may not be read is read all the same by an administrator."""
    if "forbidden" in case.input and os.geteuid() == 0:
        pytest.skip("an administrator reads any file")


def of_part(part):
    """List the cases of a part for a test."""
    chosen = [case for case in CASES if case.part == part]
    return pytest.mark.parametrize("case", chosen, ids=[case.id for case in chosen])


@of_part("quick")
def test_a_bad_input_gets_what_the_table_says(tmp_path, case):
    skip_what_cannot_be_made(case)
    check(case, *opened(case.door, made(case, tmp_path)), tmp_path)
    for folder in (tmp_path, Path.cwd(), ROOT):  # what an input would run makes it
        assert not (folder / "ran").exists()


@pytest.mark.slow_trust
@pytest.mark.skipif(not STATUS.exists(), reason="the system tells no peak of memory")
@of_part("slow")
def test_a_large_input_takes_neither_a_gibibyte_nor_for_ever(tmp_path, case):
    path = made(case, tmp_path)
    script = Path(__file__).with_name("open_door.py")
    command = [sys.executable, script, case.door, path, str(SPACE)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        command, capture_output=True, env=environment, timeout=SECONDS
    )
    assert done.returncode == 0, done.stderr[-2000:]
    outcome, words, peak = json.loads(done.stdout)
    check(case, outcome, words, tmp_path)
    assert peak <= ONE_GIBIBYTE


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    return Checkout(tmp_path_factory.mktemp("make") / "checkout")


@pytest.mark.slow_trust
@pytest.mark.skipif(not shutil.which("make"), reason="there is no make")
@of_part("make")
def test_what_is_handed_to_make_is_a_name_and_nothing_to_run(checkout, case):
    words = json.loads(case.input)
    prepared = ["make", "-o", ".venv/run", f"RUN={sys.executable}"]
    done = subprocess.run(
        [*prepared, *words],
        cwd=checkout.folder,
        env=checkout.environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
    )
    outcome, words = "read", done.stdout
    if done.returncode:
        lines = done.stderr.splitlines()
        assert lines[-1].startswith("make: ***")
        outcome, words = "refused", "\n".join(lines[:-1])
    check(case, outcome, words)
    assert not list(checkout.folder.rglob("ran"))


def test_the_table_has_every_door_and_each_case_once():
    assert len(CASES) >= 300
    assert len({case.id for case in CASES}) == len(CASES)
    counted = Counter(case.door for case in CASES)
    assert set(counted) == {*DOORS, "make"}
    assert min(counted.values()) >= 8
    assert {case.expected for case in CASES} == {"refused", "read"}
    assert all(case.says for case in CASES)
