"""Forgeries: what was changed in a checkout is found by a verification, and said.

Every line of forgeries.csv is tried on a copy, without git, with it, or both; a few of
each kind in every run of the tests. The last tests recompute everything.
"""

import shutil
import subprocess
import sys
from collections import Counter

import pytest
from checkouts import Checkout
from trust.forged import Copy, forgeries

FORGERIES = forgeries()
ENDS = {"fails": 1, "named": 0, "passes": 0}
LONGEST = 450  # characters of a line
MEMORY = 600_000_000  # bytes, of which libraries take a fifth


def cases():
    """List the forgeries with and without git; of each kind the first is always tried."""
    seen = set()
    for forgery in FORGERIES:
        for git in ("without", "with"):
            if forgery.git not in (git, "both"):
                continue
            slow = forgery.kind in seen
            seen.add(forgery.kind)
            marks = [pytest.mark.slow_trust] if slow else []
            yield pytest.param(forgery, git, id=f"{forgery.id}-{git}", marks=marks)


@pytest.fixture(scope="module")
def copies(tmp_path_factory):
    """Give the copy without git or with it, which is made when it is asked for."""
    made = {}

    def copy(git):
        if git not in made:
            made[git] = Copy(tmp_path_factory.mktemp(git), git == "with")
        return made[git]

    yield copy
    for one in made.values():
        one.close()


@pytest.mark.same_versions
@pytest.mark.parametrize(("forgery", "git"), list(cases()))
def test_a_forgery_ends_as_the_table_says(copies, forgery, git):
    got = copies(git).tried(forgery)
    assert "Traceback" not in got["err"], got["err"]
    assert got["code"] == ENDS[forgery.ends], got["err"] or got["out"]
    said = got["err"] if forgery.ends == "fails" else got["out"]
    for words in forgery.says.split(" | "):
        assert words in said
    lines = got["err"].splitlines()
    assert all(line.isprintable() and len(line) < LONGEST for line in lines)
    assert got["memory"] < MEMORY


@pytest.mark.same_versions
@pytest.mark.parametrize("git", ["without", "with"])
def test_what_is_not_forged_is_verified(copies, git):
    got = copies(git).ask(arguments=[], versions={})
    assert (got["code"], got["err"]) == (0, "")
    assert got["out"].startswith("Recomputing everything")
    held = "alone, since git" if git == "without" else "and the commit "
    assert f"Files were held to the record {held}" in got["out"]
    assert got["out"].endswith("All files and verdicts are what the code produces.\n")


@pytest.mark.same_versions
def test_many_changes_are_as_many_lines_as_a_reader_bears(copies):
    copy = copies("without")
    names = [f"figures/forged{number}.png" for number in range(60)]
    for name in names:
        (copy.folder / name).write_text("forged")
    got = copy.ask(arguments=[], versions={})
    for name in names:
        (copy.folder / name).unlink()
    assert got["code"] == 1
    for kind in ("not as recorded", "different"):
        assert f"{kind}: … (60 in all)" in got["err"].splitlines()
    assert len(got["err"].splitlines()) == 2 * 41


def test_the_table_has_every_kind_and_each_forgery_once():
    counted = Counter(forgery.kind for forgery in FORGERIES)
    assert len(FORGERIES) >= 300 and len(counted) >= 20
    assert min(counted.values()) >= 5
    assert {forgery.ends for forgery in FORGERIES} == set(ENDS)
    for forgery in FORGERIES:
        assert forgery.says and bool(forgery.reason) == (forgery.ends == "passes")
        assert forgery.git in ("both", "with", "without")
        assert forgery.record in ("kept", "rewritten")


def recorded_copy(folder):
    """Copy the checkout and record the copy as it is."""
    checkout = Checkout(folder)
    record(checkout)
    return checkout


def record(checkout):
    """Write the record of a copy anew."""
    code = "from cicii import recorded; recorded.write_recorded()"
    assert checkout.start("-c", code).wait() == 0


# Runs what follows in a folder where nothing can be written, by nobody.
READ_ONLY = (
    'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && cd "$0" && exec "$@"'
)


def is_to_be_had(folder):
    """Tell whether the system lets a folder be mounted once more."""
    if not shutil.which("unshare"):
        return False
    command = ["unshare", "-m", "sh", "-c", READ_ONLY, str(folder), "true"]
    return subprocess.run(command, capture_output=True).returncode == 0


@pytest.mark.slow_trust
@pytest.mark.same_versions
def test_a_checkout_that_cannot_be_written_is_verified(tmp_path):
    """The whole command, on a copy in which nobody can write."""
    if not is_to_be_had(tmp_path):
        pytest.skip("the system mounts no folder once more")
    checkout = recorded_copy(tmp_path / "checkout")
    command = [sys.executable, "-m", "cicii", "verify"]
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", READ_ONLY, checkout.folder, *command],
        env=checkout.environment(),
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "The reports are not kept: build/" in done.stdout
    assert not (checkout.folder / "build").exists()


@pytest.mark.slow_trust
@pytest.mark.same_versions
def test_a_recomputation_finds_what_a_rewritten_record_hides(tmp_path):
    """The whole command, on a copy whose forger has changed a module, and recorded it."""
    checkout = Checkout(tmp_path / "checkout")
    module = "src/analysis/ranking/gdp.py"
    checkout.replace(module, '"total"', '"gdp"')
    record(checkout)
    process = checkout.start("-m", "cicii", "verify")
    _, err = process.communicate()
    assert process.returncode == 1 and "Traceback" not in err
    assert not any(line.startswith("not as recorded") for line in err.splitlines())
    assert "different: " in err or "error: 06_regress_on_gdp" in err
