"""Kills, full disks, withheld permissions and broken files: one line each, and the next run
gives the committed bytes.
"""

import os
import shutil
import sys
from collections import Counter

import pytest
from trust import crashes, full_disk, withheld
from trust.killed import Copy

CASES = withheld.cases()
pytestmark = pytest.mark.same_versions
on_linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="only Linux tells what is at work for a folder",
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the checkout in which everything has been made."""
    copy = Copy(tmp_path_factory.mktemp("crashes"))
    run = copy.ended()
    assert (run.process.returncode, run.said()) == (0, "")
    return copy


def test_moments_are_spread_over_a_run_and_over_whom_to_kill():
    chosen = list(crashes.moments(30))
    counts = Counter(target for target, _ in chosen)
    assert len(counts) == 7 and set(counts.values()) == {4, 5}
    shares = [share for target, share in chosen if target == "main"]
    assert shares == pytest.approx([0.1, 0.3, 0.5, 0.7, 0.9])


def test_every_case_has_a_name_of_its_own_and_a_change_that_can_be_made():
    assert len({case.id for case in CASES}) == len(CASES)
    known = {*withheld.CHANGES, "text", "set", "unset", ""}
    assert {case.change.partition(":")[0] for case in CASES} <= known
    assert {case.expected for case in CASES} == {"refused", "done"}


@on_linux
@pytest.mark.slow_trust
def test_whatever_is_killed_the_next_run_completes(tmp_path):
    rows = crashes.tried(tmp_path, 7)
    assert [row for row in rows if row.faults] == [] and len(rows) == 7


@on_linux
@pytest.mark.slow_trust
@pytest.mark.parametrize("room", full_disk.ROOMS, ids=str)
def test_a_full_disk_ends_a_run_with_a_line(copy, room):
    if not full_disk.may_mount(copy.temporary):
        pytest.skip("no small disk can be made here")
    assert full_disk.trial(copy, *room)[-1] == []


@on_linux
@pytest.mark.slow_trust
@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_what_is_withheld_or_broken_is_said_in_a_line(copy, case):
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("an administrator may do everything")
    if case.work:
        copy.remove_work()
    with withheld.changed(copy, case):
        code, said = withheld.run(copy, case)
    assert withheld.fault(case, code, said) == ""
    assert copy.left(5) == []
    if case.work:
        run = copy.ended()
        assert (run.process.returncode, run.said()) == (0, "")
    assert copy.files() == copy.committed
